"""A decision in words: short text, Markdown memo, tree. All are views of one list of sections in one language."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from lexflux.decision.combinations import Combination, find_combinations
from lexflux.decision.deadlines import last_day
from lexflux.decision.given import Given, Unaccepted, facts_read, find_given, find_unaccepted
from lexflux.decision.outcome import (
    Alternative,
    Decision,
    Expired,
    MissingFact,
    NormFinding,
    OpenPointFinding,
    Requirement,
)
from lexflux.decision.presumptions import Presumption, exact, find_presumptions
from lexflux.decision.receipt import make_receipt
from lexflux.decision.statuses import FactState, NormStatus, RequirementStatus, TurnsOn
from lexflux.decision.unread import UnreadFact
from lexflux.decision.words import DecisionWords
from lexflux.explain import ways
from lexflux.explain.lines import Line, Section, at_node, designation_lines, reason_lines
from lexflux.explain.reasons import why
from lexflux.facts.context import terms
from lexflux.law.conditions import Value
from lexflux.law.lawbook import text
from lexflux.law.norms import Due, Modality, Norm
from lexflux.law.schema import PropertyShape
from lexflux.terms import DATE, ISSUED_ON, SAFEGUARD, TYPE, local

MOST_VALUES = 6
MOST_KINDS = 3
STATUS_MARKS = {RequirementStatus.MET: "✓", RequirementStatus.UNMET: "✗", RequirementStatus.LACKING: "✗"}


def sections(decision: Decision, language: str, most: int | None = None) -> list[Section]:
    """Return the sections of an answer, empty ones left out, with so many presumptions ``most`` of each sort."""
    words = DecisionWords(decision, language)
    found = [
        ways.mechanism(words),
        ways.out_of_scope(words),
        _prohibitions(words),
        *_requirements(words),
        _exemptions(words),
        ways.considered(words),
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
    known = words.book.known_until.get(decision.regime)
    if known and known < decision.on:
        lines.append(words.say("known until", day=known))
    if len(decision.possible) > 1:
        lines.append(words.say("possible", verdicts=words.joined(map(words.label, decision.possible))))
    return [*lines, words.say("gap leaves open")] if decision.left_open else lines


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
    cites = ways.established(words, requirement)
    line = Line(
        words.pair(words.label(requirement.safeguard), words.label(requirement.status)),
        STATUS_MARKS.get(requirement.status, "?"),
        cites,
    )
    others = tuple(dict.fromkeys(iri for norm in norms for iri in norm.stated_in if iri not in cites))
    if others:
        line.below.append(Line(words.say("perhaps also by"), cites=others))
    if not requirement.certain:
        line.below.append(Line(words.say("needed if")))
    for norm in norms:
        if limit := words.limit(norm):
            line.below.append(Line(words.say("time limit", limit=_dated(words, norm, limit)), cites=norm.stated_in))
    for alternative in _still_of_use(requirement):
        permission = words.book.norms[alternative.norm]
        said = words.say("or", safeguard=words.label(alternative.safeguard), citation=words.cite(permission.stated_in))
        line.below.append(Line(said, "✓" if alternative.in_place else ""))
    return line


def _still_of_use(requirement: Requirement) -> list[Alternative]:
    """Return what may stand in the place of something required; once that is met, only what meets it."""
    met = requirement.status == RequirementStatus.MET
    return [one for one in requirement.alternatives if one.in_place or not met]


def _dated(words: DecisionWords, norm: Norm, limit: str) -> str:
    """Return a time limit with the day on which it ends, if the facts tell."""
    day = last_day(words.decision, norm)
    return words.bracketed(limit, words.say("last day", day=day)) if day else limit


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
    node = words.decision.facts.nodes[expired.path]
    facts = facts_read(words.book, expired.needed) if expired.needed else []
    return [_fact(words, ("transfer",), prop, list(node.values[prop])) for prop in facts if prop in node.values]


def _given(words: DecisionWords) -> Section:
    lines = [_given_line(words, given) for given in find_given(words.decision)]
    return Section(words.say("presumed of safeguards"), lines)


def _given_line(words: DecisionWords, given: Given) -> Line:
    kinds = sorted({words.label(kind) for path in given.paths for kind in words.decision.stated.nodes[path].kinds})
    value = words.value(given.value)
    by_then = words.say("by that day", day=value) if isinstance(given.value, datetime.date) else value
    fact = words.pair(words.property(given.prop), by_then)
    safeguards = words.decision.stated.nodes["transfer"].values.get(SAFEGUARD, ())
    all_of_several = len(kinds) > MOST_KINDS and {*safeguards} <= {*given.paths}
    said = words.say("all safeguards") if all_of_several else words.joined(kinds)
    return Line(words.say("safeguards are", fact=fact, safeguards=said), "!")


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
    line.below.append(Line(words.say("to write", entry=_entry(words, fact, shape))))
    line.below.extend(_limit_lines(words, fact))
    if fact.norms:
        first = words.book.norms[fact.norms[0]]
        line.below.append(Line(words.say("matters", citations=words.norm(first.iri)), cites=first.stated_in))
    if fact.turns_on == TurnsOn.VERDICT:
        turns = "perhaps turns verdict" if fact.estimated else "turns verdict"
        line.below.append(Line(words.say(turns, share=f"{fact.decisiveness:.0%}")))
    return line


def _entry(words: DecisionWords, fact: MissingFact, shape: PropertyShape | None) -> str:
    """Return how a fact is written in a file: its key, and the values that it may have if these are few words."""
    key = "type" if fact.prop == TYPE else local(fact.prop)
    values = [] if fact.prop in words.book.schema.ranges else [local(value) for value in fact.values]
    if not values and shape and shape.term_class:
        values = [local(term) for term in terms(words.book, shape)]
    if not values and shape and shape.datatype == "boolean":
        values = ["true", "false"]
    more = ["..."] if len(values) > MOST_VALUES else []
    return f"{key}: {' | '.join([*values[:MOST_VALUES], *more])}".strip() if values else f"{key}:"


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
    in_any_case = frozenset.intersection(*map(frozenset, finding.requirements.values()))
    for reading in point.readings:
        outcome = " / ".join(map(words.label, finding.verdicts.get(reading, ())))
        below = Line(words.say("reading", reading=words.label(reading), outcome=outcome))
        needed = [one for one in finding.requirements.get(reading, ()) if one not in in_any_case]
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
    lines = [Line(at_node(words, path) + words.clauses(stated), "!") for path, stated in found.items()]
    return Section(words.say("unread facts"), _at_most(words, lines, most))


def _at_most(words: DecisionWords, lines: list[Line], most: int | None) -> list[Line]:
    """Return lines, of more than ``most`` the rest as their number."""
    return [*lines[:most], *_rest(words, 0 if most is None else len(lines) - most)]


def _rest(words: DecisionWords, count: int) -> list[Line]:
    """Return the line that says how many more there are, if there are."""
    return [Line(words.say("more lines", count=count))] if count > 0 else []


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
    line.below.extend(reason_lines(words, why(decision.evaluation, norm.condition)))
    return line


def _ground(words: DecisionWords, precedence: str | None) -> Line:
    """Return on what a defeat rests: a precedence, or that the exemption itself names the mechanism."""
    if precedence is None:
        return Line(words.say("names mechanism"))
    found = words.book.precedences[precedence]
    clause = words.say("clause", clause=words.label(found.iri), principle=words.label(found.principle))
    return Line(clause, cites=found.stated_in)


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
