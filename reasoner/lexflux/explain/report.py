"""A decision in words: short text, Markdown memo, tree. All are views of one list of sections in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from lexflux.decision.combinations import Combination, find_combinations
from lexflux.decision.evaluation import Truth
from lexflux.decision.expiry import with_presumed
from lexflux.decision.given import Given, Unaccepted, facts_read, find_given, find_unaccepted
from lexflux.decision.outcome import Decision, Expired, MissingFact, NormFinding, OpenPointFinding, Requirement
from lexflux.decision.presumptions import Presumption, exact, find_presumptions
from lexflux.decision.receipt import make_receipt
from lexflux.decision.statuses import FactState, NormStatus, RequirementStatus, TurnsOn, Verdict
from lexflux.decision.unread import UnreadFact
from lexflux.decision.words import DecisionWords
from lexflux.explain.reasons import Reason, why
from lexflux.law.conditions import Value
from lexflux.law.lawbook import text
from lexflux.law.norms import Designation, Due, Modality, Norm
from lexflux.phrases import LEAST_TIME, duration
from lexflux.terms import DATE, ISSUED_ON, LF, SAFEGUARD, local

MARKS = {Truth.TRUE: "✓", Truth.FALSE: "✗", Truth.UNKNOWN: "?"}
MOST_VALUES = 6
STATUS_MARKS = {RequirementStatus.MET: "✓", RequirementStatus.UNMET: "✗", RequirementStatus.LACKING: "✗"}


@dataclass(slots=True)
class Line:
    """One line of an answer: a mark, the text, the provisions it cites, and lines below it."""

    text: str
    mark: str = ""
    cites: tuple[str, ...] = ()
    below: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Section:
    """A titled list of lines."""

    title: str
    lines: list[Line]


def sections(decision: Decision, language: str, most: int | None = None) -> list[Section]:
    """Return the sections of an answer, empty ones left out, with so many presumptions ``most`` of each sort."""
    words = DecisionWords(decision, language)
    found = [
        _prohibitions(words),
        *_requirements(words),
        _exemptions(words),
        _expired(words),
        _missing(words),
        _combinations(words, most),
        *_presumptions(words, most),
        _given(words),
        _open_points(words),
        _clashes(words),
        _gaps(words),
        _not_read(words),
        _unread_facts(words, most),
    ]
    return [section for section in found if section.lines]


def headline(decision: Decision, language: str) -> list[str]:
    """Return the verdict with regime and day, what it means, and, if it is undetermined, what is possible."""
    words = DecisionWords(decision, language)
    meaning = text(words.book.definitions.get(decision.verdict, {}), language)
    law = words.say("law of", day=decision.on)
    lines = [f"{words.label(decision.verdict).upper()} · {words.label(decision.regime)} · {law}", meaning]
    if decision.verdict == Verdict.UNDETERMINED:
        lines.append(words.say("possible", verdicts=words.joined(map(words.label, decision.possible))))
    return lines


def title(decision: Decision) -> list[str]:
    """Return the label of the transfer, if it has one."""
    label = decision.stated.nodes["transfer"].label
    return [label] if label else []


def _prohibitions(words: DecisionWords) -> Section:
    findings = words.decision.with_status(NormStatus.EFFECTIVE, NormStatus.UNSETTLED)
    lines = [_prohibition(words, finding) for finding in findings if finding.norm.modality == Modality.PROHIBITION]
    return Section(words.say("prohibitions"), lines)


def _prohibition(words: DecisionWords, finding: NormFinding) -> Line:
    norm = finding.norm
    line = Line(words.norm(norm.iri), "✗" if finding.status == NormStatus.EFFECTIVE else "?", norm.stated_in)
    if norm.lifted_by:
        line.below.append(Line(words.say("lifted by", safeguard=words.label(norm.lifted_by))))
    return line


def _requirements(words: DecisionWords) -> list[Section]:
    found = []
    for due in Due:
        lines = [
            _requirement(words, requirement) for requirement in words.decision.requirements if requirement.due == due
        ]
        found.append(Section(words.pair(words.say("requirements"), words.label(due)), lines))
    return found


def _requirement(words: DecisionWords, requirement: Requirement) -> Line:
    norms = [words.book.norms[iri] for iri in requirement.norms]
    cites = tuple(dict.fromkeys(iri for norm in norms for iri in norm.stated_in))
    line = Line(
        words.pair(words.label(requirement.safeguard), words.label(requirement.status)),
        STATUS_MARKS.get(requirement.status, "?"),
        cites,
    )
    if not requirement.certain:
        line.below.append(Line(words.say("needed if")))
    for norm in norms:
        if norm.time_limit:
            limit = duration(norm.time_limit, local(norm.counted_in or ""), words.language)
            said = limit if local(norm.counted_in or "") == LEAST_TIME else words.say("within", period=limit)
            line.below.append(Line(said, cites=norm.stated_in))
    for alternative in requirement.alternatives:
        permission = words.book.norms[alternative.norm]
        said = words.say("or", safeguard=words.label(alternative.safeguard), citation=words.cite(permission.stated_in))
        line.below.append(Line(said, "✓" if alternative.in_place else ""))
    return line


def _exemptions(words: DecisionWords) -> Section:
    """Return the exemptions with what they lift, and after them what stays due all the same."""
    lines = [_exemption(words, finding.norm) for finding in words.decision.exemptions if finding.norm.exempts_from]
    staying = [words.label(requirement.safeguard) for requirement in words.decision.requirements if requirement.certain]
    if lines and staying:
        lines.append(Line(words.pair(words.say("stays"), words.joined(staying))))
    return Section(words.say("exemptions"), lines)


def _exemption(words: DecisionWords, norm: Norm) -> Line:
    exempted = words.joined(sorted(map(words.label, norm.exempts_from)))
    designated = designation_lines(words, why(words.decision.evaluation, norm.condition))
    return Line(words.norm(norm.iri), "✓", norm.stated_in, [*designated, Line(words.say("lifts", named=exempted))])


def _expired(words: DecisionWords) -> Section:
    lines = [_expired_line(words, expired) for expired in words.decision.expired]
    return Section(
        words.say("expired"), [*lines, *(_unaccepted(words, one) for one in find_unaccepted(words.decision))]
    )


def _unaccepted(words: DecisionWords, unaccepted: Unaccepted) -> Line:
    norms = [words.book.norms[iri] for iri in unaccepted.norms]
    named = words.joined(dict.fromkeys(words.norm(norm.iri) for norm in norms))
    said = words.say("not accepted", safeguard=words.label(unaccepted.safeguard), norms=named)
    return Line(said, "✗", tuple(dict.fromkeys(iri for norm in norms for iri in norm.stated_in)))


def _expired_line(words: DecisionWords, expired: Expired) -> Line:
    said = words.say(
        expired.reason,
        safeguard=words.label(expired.safeguard),
        day=expired.until,
        stated=words.joined(stated_of(words, expired)),
        needed=words.label(expired.needed or ""),
    )
    return Line(said, "✗", expired.grounds(words.book))


def stated_of(words: DecisionWords, expired: Expired) -> list[str]:
    """Return the facts, in words, for which a safeguard does not lie in the class in which it would count."""
    node = with_presumed(words.book, words.decision.stated.nodes[expired.path])
    facts = facts_read(words.book, expired.needed) if expired.needed else []
    return [_fact(words, ("transfer",), prop, list(node.values[prop])) for prop in facts if prop in node.values]


def _given(words: DecisionWords) -> Section:
    lines = [_given_line(words, given) for given in find_given(words.decision)]
    return Section(words.say("presumed of safeguards"), lines)


def _given_line(words: DecisionWords, given: Given) -> Line:
    kinds = sorted({words.label(kind) for path in given.paths for kind in words.decision.facts.nodes[path].kinds})
    fact = words.pair(words.property(given.prop), words.value(given.value))
    return Line(words.say("safeguards are", fact=fact, safeguards=words.joined(kinds)), "!")


def _missing(words: DecisionWords) -> Section:
    return Section(
        words.say("missing"),
        [_missing_line(words, number, fact) for number, fact in enumerate(words.decision.missing, 1)],
    )


def _missing_line(words: DecisionWords, number: int, fact: MissingFact) -> Line:
    shape = words.book.schema.shape(fact.prop)
    where = "" if fact.path == "transfer" else words.node(fact.path) + " · "
    name = where + words.property(fact.prop)
    known = _known_of(words, fact)
    line = Line(words.bracketed(name, known) if known else name, f"{number}.")
    line.below.append(Line(text(shape.questions, words.language) if shape else words.say("which kinds")))
    if fact.values:
        line.below.append(Line(words.say("is it", values=words.joined(words.shortened(fact.values, MOST_VALUES)))))
    line.below.extend(_limit_lines(words, fact))
    if fact.norms:
        first = words.book.norms[fact.norms[0]]
        line.below.append(Line(words.say("matters", citations=words.norm(first.iri)), cites=first.stated_in))
    if fact.turns_on == TurnsOn.VERDICT:
        turns = "perhaps turns verdict" if fact.estimated else "turns verdict"
        line.below.append(Line(words.say(turns, share=f"{fact.decisiveness:.0%}")))
    return line


def _combinations(words: DecisionWords, most: int | None) -> Section:
    """Return what, if it were the case together, would make a law apply that does not."""
    lines = [_combination(words, one) for one in find_combinations(words.decision)[:most]]
    return Section(words.say("together"), lines)


def _combination(words: DecisionWords, combination: Combination) -> Line:
    facts = (_fact(words, (path,), prop, [value]) for path, prop, value in combination.example)
    return Line(words.say("if also", outcome=words.label(combination.verdict).upper(), fact=words.clauses(facts)), "!")


def _fact(words: DecisionWords, paths: tuple[str, ...], prop: str, values: Sequence[Value]) -> str:
    """Return values of a property of nodes in words; the transfer itself is not named."""
    where = "" if paths == ("transfer",) else words.joined(map(words.node, paths)) + " · "
    return words.pair(where + words.property(prop), words.joined(words.shortened(values, MOST_VALUES)))


def _limit_lines(words: DecisionWords, fact: MissingFact) -> Iterator[Line]:
    """Yield before which day a safeguard must have been concluded, if the day of its conclusion is what is missing."""
    undated = words.decision.facts.nodes[fact.path].perhaps if fact.prop == ISSUED_ON else ()
    for limit in words.decision.evaluation.law.limits:
        if limit.safeguard in undated:
            said = words.say("counts if concluded", safeguard=words.label(limit.safeguard), day=limit.before)
            yield Line(said, cites=limit.stated_in)


def _known_of(words: DecisionWords, fact: MissingFact) -> str:
    """Return what is said of a missing fact all the same: its bounds, or that it is unknown."""
    if fact.state == FactState.HAS_RANGE:
        return words.value(words.decision.facts.nodes[fact.path].ranges[fact.prop])
    return words.say("said unknown") if fact.state == FactState.SAID_UNKNOWN else ""


def _presumptions(words: DecisionWords, most: int | None) -> list[Section]:
    """Return what is presumed, since nobody said otherwise: what would be graver, and what would help."""
    found = find_presumptions(words.decision)
    graver = [one for one in found if not one.helps]
    helping = [one for one in found if one.helps]
    return [
        Section(words.say("presumed"), _presumption_lines(words, graver, most)),
        Section(words.say("would help"), _presumption_lines(words, helping, most)),
    ]


def _presumption_lines(words: DecisionWords, found: list[Presumption], most: int | None) -> list[Line]:
    exactly = (shown for one in found if (shown := exact(words.decision, one)) is not None)
    lines = [_presumption(words, one) for one in islice(exactly, most)]
    return [*lines, *_rest(words, 0 if most is None else len(found) - most)]


def _presumption(words: DecisionWords, presumption: Presumption) -> Line:
    outcome = " / ".join(words.label(verdict).upper() for verdict in presumption.possible)
    said = words.say(
        "if also", outcome=outcome, fact=_fact(words, presumption.paths, presumption.prop, presumption.values)
    )
    cites = words.book.norms[presumption.norms[0]].stated_in if presumption.norms else ()
    line = Line(said, "!" if not presumption.helps else "+", cites)
    if presumption.requires and not presumption.helps:
        line.below.append(
            Line(words.say("then required", safeguards=words.joined(map(words.label, presumption.requires))))
        )
    return line


def _open_points(words: DecisionWords) -> Section:
    return Section(words.say("open points"), [_open_point(words, point) for point in words.decision.open_points])


def _open_point(words: DecisionWords, finding: OpenPointFinding) -> Line:
    point = words.book.open_points[finding.point]
    line = Line(text(point.questions, words.language), "?", point.stated_in)
    for reading in point.readings:
        outcome = " / ".join(map(words.label, finding.verdicts.get(reading, ())))
        below = Line(words.say("reading", reading=words.label(reading), outcome=outcome))
        needed = finding.requirements.get(reading, ())
        if needed:
            below.below.append(Line(words.say("then required", safeguards=words.joined(map(words.label, needed)))))
        line.below.append(below)
    return line


def _clashes(words: DecisionWords) -> Section:
    lines = []
    for clash in words.decision.clashes:
        one, other = words.book.norms[clash.one], words.book.norms[clash.other]
        said = words.say(
            "against",
            one=words.norm(one.iri),
            one_citation=words.cite(one.stated_in),
            other=words.norm(other.iri),
            other_citation=words.cite(other.stated_in),
        )
        lines.append(Line(said, "!", (*one.stated_in, *other.stated_in)))
    return Section(words.say("clashes"), lines)


def _gaps(words: DecisionWords) -> Section:
    lines = []
    for gap, certain in words.decision.gaps:
        label = words.label(gap.iri) if certain else words.bracketed(words.label(gap.iri), words.say("perhaps"))
        lines.append(Line(label, "!", gap.stated_in, [Line(text(gap.reasons, words.language))]))
    return Section(words.say("gaps"), lines)


def _not_read(words: DecisionWords) -> Section:
    return Section(words.say("not read"), [_unread(words, iri) for iri in words.decision.less_than_read])


def _unread(words: DecisionWords, iri: str) -> Line:
    provision = words.book.provisions[iri]
    line = Line(words.pair(words.book.citation(iri, words.language), words.label(provision.confidence)), "!")
    note = text(provision.notes, words.language)
    if note:
        line.below.append(Line(note))
    return line


def _unread_facts(words: DecisionWords, most: int | None) -> Section:
    """Return the facts that the law does not read, those of a node in one line."""
    found: dict[str, list[str]] = {}
    for fact in words.decision.unread:
        found.setdefault(fact.path, []).append(unread_words(words, fact))
    lines = [Line(_at(words, path) + words.clauses(stated), "!") for path, stated in found.items()]
    return Section(words.say("unread facts"), _at_most(words, lines, most))


def _at_most(words: DecisionWords, lines: list[Line], most: int | None) -> list[Line]:
    """Return lines, of more than ``most`` the rest as their number."""
    return [*lines[:most], *_rest(words, 0 if most is None else len(lines) - most)]


def _rest(words: DecisionWords, count: int) -> list[Line]:
    """Return the line that says how many more there are, if there are."""
    return [Line(words.say("more lines", count=count))] if count > 0 else []


def _at(words: DecisionWords, path: str) -> str:
    """Return the start of a line about a node, empty for the transfer itself."""
    return "" if path == "transfer" else words.node(path) + " · "


def unread_words(words: DecisionWords, fact: UnreadFact) -> str:
    """Return a stated fact that the law does not read."""
    return words.pair(words.property(fact.prop), words.joined(map(words.value, fact.values)))


def norm_lines(decision: Decision, language: str, finding: NormFinding) -> Line:
    """Return why a norm is effective, defeated, open or not triggered, down to the facts."""
    words = DecisionWords(decision, language)
    norm = finding.norm
    mark = {NormStatus.EFFECTIVE: "✓", NormStatus.NOT_TRIGGERED: "✗", NormStatus.DEFEATED: "⊘"}.get(finding.status, "?")
    status = words.joined((words.label(norm.modality), words.label(finding.status)))
    line = Line(words.pair(words.norm(norm.iri), status), mark, norm.stated_in)
    for iri in norm.stated_in[:1]:
        line.below.append(Line(text(words.book.provisions[iri].gists, language)))
    key = "defeated by" if finding.status == NormStatus.DEFEATED else "may be defeated by"
    for attack in finding.attacks:
        prevailing = words.book.norms[attack.prevailing]
        said = words.say(key, norm=words.norm(prevailing.iri))
        line.below.append(Line(said, "⊘", prevailing.stated_in, [_ground(words, attack.precedence)]))
    line.below.extend(_reason_lines(words, why(decision.evaluation, norm.condition)))
    return line


def _ground(words: DecisionWords, precedence: str | None) -> Line:
    """Return on what a defeat rests: a precedence, or that the exemption itself names the mechanism."""
    if precedence is None:
        return Line(words.say("names mechanism"))
    found = words.book.precedences[precedence]
    clause = words.say("clause", clause=words.label(found.iri), principle=words.label(found.principle))
    return Line(clause, cites=found.stated_in)


def fact_words(words: DecisionWords, reason: Reason) -> str:
    """Return a fact that a condition tested, with what is stated."""
    where = _at(words, reason.path)
    if reason.prop in words.book.open_points:
        where = words.say("open reading") + " · "
    stated = words.joined(words.value(value) for value in reason.values)
    if not stated:
        known = words.book.properties.get(reason.prop)
        stated = words.say("nothing stated" if known is None or known.single else "none stated")
    return where + words.pair(words.property(reason.prop), stated)


def _reason_lines(words: DecisionWords, reason: Reason) -> Iterator[Line]:
    """Yield a reason as lines: the parts of an outermost conjunction each on their own."""
    if reason.kind == "all":
        for child in reason.children:
            yield from _reason_lines(words, child)
        return
    facts = words.joined(dict.fromkeys(fact_words(words, fact) for fact in reason.facts() if fact.prop))
    if reason.kind == "element":
        yield Line(
            words.bracketed(words.label(reason.iri), facts) if facts else words.label(reason.iri),
            MARKS[reason.truth],
            words.book.element_sources.get(reason.iri, ()),
            designation_lines(words, reason),
        )
    elif reason.kind == "not":
        inner = list(_reason_lines(words, reason.children[0]))
        if len(inner) == 1:
            yield Line(words.pair(words.say("not"), inner[0].text), MARKS[reason.truth], inner[0].cites)
        else:
            yield Line(words.pair(words.say("not"), "").rstrip(), MARKS[reason.truth], (), inner)
    elif reason.kind == "any":
        inner = [line for child in reason.children for line in _reason_lines(words, child)]
        yield Line(words.pair(words.say("any of"), "").rstrip(), MARKS[reason.truth], (), inner)
    else:
        yield Line(facts or words.label(reason.iri), MARKS[reason.truth])


def designation_lines(words: DecisionWords, reason: Reason) -> list[Line]:
    """Return the designations on which a reason rests: decisions on places, lists of countries, memberships."""
    return [_designation(words, words.book.designations[iri]) for iri in reason.designated()]


def _designation(words: DecisionWords, designation: Designation) -> Line:
    act, remarks = words.label(designation.iri), []
    if designation.validity.start:
        remarks.append(words.say("since", day=designation.validity.start))
    if designation.validity.end:
        remarks.append(words.say("until", day=designation.validity.end))
    if designation.confidence != LF + "Read":
        remarks.append(words.label(designation.confidence))
    if remarks:
        act = words.bracketed(act, words.joined(remarks))
    return Line(words.say("designated", act=act), "", designation.stated_in)


def norm_sections(decision: Decision, language: str, norms: Iterable[str] = ()) -> list[Section]:
    """Return the norms by status with their reasons: those named in ``norms``, or all that were triggered or open."""
    words = DecisionWords(decision, language)
    named = set(norms)
    statuses = {"effective": NormStatus.EFFECTIVE, "defeated": NormStatus.DEFEATED, "unsettled": NormStatus.UNSETTLED}
    if named:
        statuses["not triggered"] = NormStatus.NOT_TRIGGERED
    found = []
    for key, status in statuses.items():
        findings = [finding for finding in decision.with_status(status) if not named or finding.norm.iri in named]
        found.append(Section(words.say(key), [norm_lines(decision, language, finding) for finding in findings]))
    return [section for section in found if section.lines]


def fact_lines(decision: Decision, language: str) -> list[Line]:
    """Return the facts as stated, node by node."""
    words = DecisionWords(decision, language)
    lines = []
    for path, node in sorted(decision.stated.nodes.items(), key=lambda pair: pair[0] != "transfer"):
        kinds = words.joined(sorted(map(words.label, node.kinds)))
        line = Line(words.pair(words.node(path), kinds) if kinds else words.node(path))
        for prop, values in node.values.items():
            shown = [words.value(value) for value in values if value not in decision.stated.nodes]
            if shown and prop not in (SAFEGUARD, DATE):
                line.below.append(Line(words.pair(words.property(prop), words.joined(shown))))
        for prop, found in node.ranges.items():
            line.below.append(Line(words.pair(words.property(prop), words.value(found))))
        lines.append(line)
    return lines


def closing(decision: Decision, language: str) -> list[str]:
    """Return the receipt line and the disclaimer."""
    words = DecisionWords(decision, language)
    receipt = make_receipt(decision)
    line = words.say("receipt line", tool=receipt["tool"], law=receipt["law"][:12], answer=receipt["answer"][:12])
    return [words.pair(words.say("receipt"), line), words.say("disclaimer")]


def brief(decision: Decision, language: str, most: int) -> list[Section]:
    """Return of an answer what keeps a transfer from going, what is missing, presumed and open, ``most`` of each."""
    words = DecisionWords(decision, language)
    unmet = [
        one for one in decision.requirements if one.due == Due.BEFORE_TRANSFER and one.status != RequirementStatus.MET
    ]
    needed = Section(words.say("first needed"), [_requirement(words, requirement) for requirement in unmet])
    missing = _missing(words)
    missing.lines = _at_most(words, missing.lines, most)
    found = [
        _prohibitions(words),
        needed,
        missing,
        _presumptions(words, most)[0],
        _open_points(words),
        _gaps(words),
    ]
    return [section for section in found if section.lines]
