"""What an answer says of requirements: whether they are needed, and in place, by when, and what may replace them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lexflux.decision.deadlines import last_day
from lexflux.decision.evaluation import Truth
from lexflux.decision.mechanism import closed_ways
from lexflux.decision.outcome import Alternative, Decision, NormFinding, Requirement
from lexflux.decision.requirements import first_due
from lexflux.decision.statuses import Need, NormStatus, RequirementStatus, requirement_status
from lexflux.decision.words import DecisionWords
from lexflux.explain.bearing import binding_lines
from lexflux.explain.lines import Line, Section
from lexflux.law.conditions import Named
from lexflux.law.norms import Due, Modality, Norm

MOST_ALTERNATIVES = 3
MOST_PERHAPS = 6
NEEDED = {Need.NEEDED: "●", Need.PERHAPS: "◐", Need.NOT_NEEDED: "○"}
IN_PLACE = {
    RequirementStatus.MET: "✓",
    RequirementStatus.UNMET: "✗",
    RequirementStatus.LACKING: "✗",
    RequirementStatus.UNKNOWN: "?",
}


def all_requirements(decision: Decision) -> list[Requirement]:
    """Return the requirements of a decision, and after them what would be required by norms that are defeated."""
    return [*decision.requirements, *_not_needed(decision)]


def _not_needed(decision: Decision) -> Iterator[Requirement]:
    known = {requirement.safeguard for requirement in decision.requirements}
    defeated: dict[str, list[Norm]] = {}
    for finding in decision.with_status(NormStatus.DEFEATED):
        if finding.norm.requires and finding.norm.requires not in known and _is_exempt(decision, finding):
            defeated.setdefault(finding.norm.requires, []).append(finding.norm)
    evaluation = decision.evaluation
    for safeguard, norms in defeated.items():
        in_place = requirement_status(Truth.TRUE, evaluation.truth(evaluation.in_place(safeguard)))
        due = first_due(norms)
        named = tuple(norm.iri for norm in norms)
        yield Requirement(safeguard, due, Need.NOT_NEEDED, in_place, RequirementStatus.UNKNOWN, named, ())


def _is_exempt(decision: Decision, finding: NormFinding) -> bool:
    """Return whether only exemptions defeat a norm: one that yields to a more special duty is no relief."""
    norms = decision.evaluation.book.norms
    return all(norms[attack.prevailing].modality == Modality.EXEMPTION for attack in finding.attacks)


def established(decision: Decision, requirement: Requirement) -> tuple[str, ...]:
    """Return the provisions of the norms that certainly ask for something, or of all that may if none does."""
    return _provisions([decision.findings[iri].norm for iri in requirement.grounds or requirement.norms])


def defeating(decision: Decision, requirement: Requirement) -> list[Norm]:
    """Return the norms that defeat those that would ask for something."""
    attacks = (attack for iri in requirement.norms for attack in decision.findings[iri].attacks)
    return [decision.evaluation.book.norms[iri] for iri in dict.fromkeys(attack.prevailing for attack in attacks)]


def excluding(decision: Decision, requirement: Requirement) -> list[tuple[str, Truth]]:
    """Return the classes of transfers that cannot have what is required and in which this one lies, or may."""
    evaluation = decision.evaluation
    if requirement.in_place == RequirementStatus.MET:
        return []
    classes = evaluation.book.excluded_by.get(requirement.safeguard, ())
    found = [(iri, evaluation.truth(evaluation.holds(Named(iri), "transfer"))) for iri in classes]
    return [(iri, truth) for iri, truth in found if truth is not Truth.FALSE]


def lifted(decision: Decision, exemption: Norm) -> list[str]:
    """Return what would be required here but for an exemption."""
    found = decision.with_status(NormStatus.DEFEATED)
    return sorted({str(one.norm.requires) for one in found if one.norm.requires and _is_attacked(one, exemption)})


def _is_attacked(finding: NormFinding, by: Norm) -> bool:
    return any(attack.prevailing == by.iri for attack in finding.attacks)


def requirement_sections(words: DecisionWords) -> list[Section]:
    """Return all requirements by when they are due, and after them what is not needed."""
    found = all_requirements(words.decision)
    needed = [one for one in found if one.need != Need.NOT_NEEDED]
    sections = []
    for due in Due:
        lines = [_whole(words, one) for one in needed if one.due == due]
        sections.append(Section(words.say("requirements", due=words.label(due)), lines))
    without = [_without(words, one) for one in found if one.need == Need.NOT_NEEDED]
    return [*sections, Section(words.say("not needed"), without)]


def to_do(words: DecisionWords) -> Section:
    """
    Return what is not in place, each in a line with the way to replace it, and in one line what is.

    What is only perhaps needed is listed by when it is due, where it is much.
    """
    open_yet = [one for one in words.decision.requirements if one.in_place != RequirementStatus.MET]
    perhaps = [one for one in open_yet if one.need == Need.PERHAPS]
    apart = open_yet if len(perhaps) <= MOST_PERHAPS else [one for one in open_yet if one.need == Need.NEEDED]
    lines = [requirement_line(words, one) for one in apart]
    for due in Due:
        together = [one for one in perhaps if one not in apart and one.due == due]
        if together:
            said = " · ".join((words.label(Need.PERHAPS), words.label(due)))
            named = words.joined(words.label(one.safeguard) for one in together)
            lines.append(Line(words.pair(said, named), NEEDED[Need.PERHAPS], (), bound(words, together)))
    for need, phrase in ((Need.NEEDED, "in place already"), (Need.PERHAPS, "in place if needed")):
        met = [one for one in words.decision.requirements if one.in_place == RequirementStatus.MET and one.need == need]
        if met:
            said = words.pair(words.say(phrase), words.joined(words.label(one.safeguard) for one in met))
            lines.append(Line(said, f"{NEEDED[need]} ✓", (), bound(words, met)))
    return Section(words.say("to do"), lines)


def bound(words: DecisionWords, together: Sequence[Requirement]) -> list[Line]:
    """Return whom requirements told in one line bind, where that is not the exporter alone, and which if not all."""
    found: dict[str, list[str]] = {}
    for one in together:
        for line in binding_lines(words, one.norms):
            found.setdefault(line.text, []).append(words.label(one.safeguard))
    return [
        Line(who if len(named) == len(together) else words.bracketed(who, words.joined(named)))
        for who, named in found.items()
    ]


def requirement_line(words: DecisionWords, requirement: Requirement) -> Line:
    """Return a requirement in short: both marks, what asks for it for certain, by when, and what may replace it."""
    later = [] if requirement.due == Due.BEFORE_TRANSFER else [words.label(requirement.due)]
    line = _marked(words, requirement, *later)
    line.below += _limits(words, requirement)
    others = [words.label(one.safeguard) for one in still_of_use(requirement)]
    if others:
        said = words.joined(words.first(others, MOST_ALTERNATIVES))
        line.below.append(Line(words.say("or any of", others=said)))
    return line


def one_of(decision: Decision, requirement: Requirement) -> list[str]:
    """Return the classes of safeguards of which any meets a requirement, the usual first, those permitted aside."""
    book, accepted = decision.evaluation.book, {one.safeguard for one in requirement.alternatives}
    members = book.unions.get(requirement.safeguard, frozenset()) - accepted
    return sorted(members, key=lambda one: (one not in book.usual, one))


def _marked(words: DecisionWords, requirement: Requirement, *more: str) -> Line:
    statuses = (requirement.need, requirement.in_place)
    said = " · ".join([*map(words.label, statuses), *more])
    mark = f"{NEEDED[requirement.need]} {IN_PLACE[requirement.in_place]}"
    cites = established(words.decision, requirement)
    line = Line(words.pair(words.label(requirement.safeguard), said), mark, cites)
    line.below += binding_lines(words, requirement.norms)
    for iri, truth in excluding(words.decision, requirement):
        phrase = "cannot meet" if truth is Truth.TRUE else "perhaps cannot meet"
        line.below.append(Line(words.say(phrase, why=words.label(iri)), "!"))
    if ways := closed_ways(words.decision, requirement):
        named = dict.fromkeys(words.label(str(one.norm.permits)) for one in ways)
        line.below.append(Line(words.say("no way open", ways=words.joined(named)), "!"))
    members = one_of(words.decision, requirement) if requirement.in_place != RequirementStatus.MET else []
    if members:
        line.below.append(Line(words.say("one of", named=words.joined(map(words.label, members)))))
    return line


def _whole(words: DecisionWords, requirement: Requirement) -> Line:
    line = _marked(words, requirement)
    norms = [words.book.norms[iri] for iri in requirement.norms]
    others = tuple(iri for iri in _provisions(norms) if iri not in line.cites)
    if others:
        line.below.append(Line(words.say("perhaps also by"), cites=others))
    line.below += _limits(words, requirement)
    line.below += [_alternative(words, one) for one in still_of_use(requirement)]
    return line


def _without(words: DecisionWords, requirement: Requirement) -> Line:
    prevailing = defeating(words.decision, requirement)
    said = words.joined(words.norm(norm.iri) for norm in prevailing)
    label = words.bracketed(words.label(requirement.safeguard), said) if said else words.label(requirement.safeguard)
    return Line(label, NEEDED[Need.NOT_NEEDED], _provisions(prevailing))


def _limits(words: DecisionWords, requirement: Requirement) -> Iterator[Line]:
    """Yield the time limits for something required, each once with all provisions that set it, or perhaps do."""
    found: dict[str, list[Norm]] = {}
    for norm in (words.book.norms[iri] for iri in requirement.norms):
        if limit := words.limit(norm):
            found.setdefault(words.say("time limit", limit=_dated(words, norm, limit)), []).append(norm)
    for said, norms in found.items():
        perhaps = sets_perhaps(requirement, norms)
        yield Line(words.say("perhaps so", what=said) if perhaps else said, cites=_provisions(norms))


def sets_perhaps(requirement: Requirement, norms: Sequence[Norm]) -> bool:
    """Return whether norms only perhaps ask for what is certainly required, so that their time limits may not count."""
    return requirement.certain and bool(requirement.grounds) and not any(n.iri in requirement.grounds for n in norms)


def _dated(words: DecisionWords, norm: Norm, limit: str) -> str:
    """Return a time limit with the day on which it ends, if the facts tell."""
    day = last_day(words.decision, norm)
    return words.bracketed(limit, words.say("last day", day=day)) if day else limit


def _alternative(words: DecisionWords, alternative: Alternative) -> Line:
    permission = words.book.norms[alternative.norm]
    said = {"safeguard": words.label(alternative.safeguard), "citation": words.cite(permission.stated_in)}
    return Line(words.say("in place by", **said), "✓") if alternative.in_place else Line(words.say("or", **said))


def still_of_use(requirement: Requirement) -> list[Alternative]:
    """Return what may stand in the place of something required; once that is met, only what meets it."""
    met = requirement.in_place == RequirementStatus.MET
    return [one for one in requirement.alternatives if one.in_place or not met]


def prohibitions(words: DecisionWords) -> Section:
    """Return what prohibits the transfer, or may, and what would lift that."""
    findings = words.decision.with_status(NormStatus.EFFECTIVE, NormStatus.UNSETTLED)
    lines = [_prohibition(words, finding) for finding in findings if finding.norm.modality == Modality.PROHIBITION]
    return Section(words.say("prohibitions"), lines)


def _prohibition(words: DecisionWords, finding: NormFinding) -> Line:
    norm = finding.norm
    line = Line(words.norm(norm.iri), "✗" if finding.status == NormStatus.EFFECTIVE else "?", norm.stated_in)
    line.below += binding_lines(words, (norm.iri,))
    if norm.lifted_by:
        line.below.append(Line(words.say("lifted by", safeguard=words.label(norm.lifted_by))))
    return line


def _provisions(norms: Sequence[Norm]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(iri for norm in norms for iri in norm.stated_in))
