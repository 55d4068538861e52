"""The page of an answer: its headline, its sections in one language, short or whole, and what stands at its end."""

from __future__ import annotations

from dataclasses import replace

from lexflux.decision.evaluation import Truth
from lexflux.decision.given import Unaccepted, facts_read, find_unaccepted
from lexflux.decision.mechanism import closed_ways
from lexflux.decision.outcome import Clash, Decision, Expired, OpenPointFinding, Requirement
from lexflux.decision.reach import other_law
from lexflux.decision.receipt import make_receipt
from lexflux.decision.statuses import RequirementStatus
from lexflux.decision.to_come import to_come
from lexflux.decision.unread import UnreadFact
from lexflux.decision.words import DecisionWords
from lexflux.explain import reaching, ways
from lexflux.explain.asked import missing
from lexflux.explain.lines import (
    Line,
    Section,
    at_most,
    at_node,
    designation_lines,
    in_one_line,
    text_lines,
    value_words,
)
from lexflux.explain.presumed import combinations, given, presumptions
from lexflux.explain.reasons import why
from lexflux.explain.requirements import excluding, lifted, prohibitions, requirement_line, requirement_sections, to_do
from lexflux.law.lawbook import text
from lexflux.law.norms import Due, Norm

MOST_CONSIDERED = 2
MOST_MISSING = 3
MOST_PRESUMED = 3
MOST_HELPING = 2
MOST_OPEN = 2
MOST_COMBINED = 1


def sections(decision: Decision, language: str, full: bool = True) -> list[Section]:
    """Return the sections of an answer, empty ones left out; short ones say how much they leave out."""
    words = DecisionWords(decision, language)
    return [section for section in (_whole(words) if full else _short(words)) if section.lines]


def _whole(words: DecisionWords) -> list[Section]:
    graver, helping = presumptions(words)
    return [
        ways.mechanism(words),
        ways.out_of_scope(words),
        prohibitions(words),
        *requirement_sections(words),
        _exemptions(words),
        _aside(ways.considered(words)),
        _expired(words),
        missing(words),
        combinations(words),
        graver,
        _aside(helping),
        _aside(given(words)),
        _open_points(words),
        _clashes(words),
        _gaps(words),
        _aside(_not_read(words)),
        _aside(_unread_facts(words)),
    ]


def _aside(section: Section) -> Section:
    return replace(section, is_aside=True)


def _short(words: DecisionWords) -> list[Section]:
    graver, helping = presumptions(words, (MOST_PRESUMED, MOST_HELPING))
    found = [
        ways.mechanism(words),
        ways.out_of_scope(words),
        prohibitions(words),
        to_do(words),
        _at_most(words, ways.considered(words), MOST_CONSIDERED),
        _expired(words),
        missing(words, MOST_MISSING),
        combinations(words, MOST_COMBINED),
        graver,
        _at_most(words, _open_points(words), MOST_OPEN),
        _clashes(words),
    ]
    remarks = [_gap_names(words), helping, given(words), _not_read(words), _unread_facts(words)]
    return [*found, Section(words.say("remarks"), [in_one_line(words, one) for one in remarks if one.lines])]


def brief(decision: Decision, language: str, most: int) -> list[Section]:
    """Return of an answer what keeps a transfer from going, what is missing, presumed and open, ``most`` of each."""
    words = DecisionWords(decision, language)
    unmet = [
        one for one in decision.requirements if one.due == Due.BEFORE_TRANSFER and one.status != RequirementStatus.MET
    ]
    found = [
        prohibitions(words),
        Section(words.say("first needed"), [requirement_line(words, one) for one in unmet]),
        missing(words, most),
        presumptions(words, (most, 0))[0],
        _at_most(words, _open_points(words), most),
        _gaps(words),
    ]
    return [section for section in found if section.lines]


def verdict_line(words: DecisionWords) -> str:
    """Return the verdict with regime and day, the first line of every answer."""
    decision, law = words.decision, words.say("law of", day=words.decision.on)
    return f"{words.label(decision.verdict).upper()} · {words.label(decision.regime)} · {law}"


def headline(decision: Decision, language: str) -> list[str]:
    """Return the verdict with regime and day, what it means, what else is possible, and which other law may apply."""
    words = DecisionWords(decision, language)
    coming = text_lines(words, reaching.coming(words, to_come(decision)), 0)
    return [*own_headline(words), *reaching.remarks(words, other_law(decision)), *coming]


def own_headline(words: DecisionWords) -> list[str]:
    """Return the headline of a decision as far as it is about its own law; what cannot be met is not said to be due."""
    decision = words.decision
    meaning = text(words.book.definitions.get(decision.verdict, {}), words.language)
    lines = [verdict_line(words), *([] if _unmeetable(decision) else [meaning])]
    if len(decision.possible) > 1:
        lines.append(words.say("possible", verdicts=words.joined(map(words.label, decision.possible))))
    return [*lines, *own_remarks(words)]


def own_remarks(words: DecisionWords) -> list[str]:
    """Return to which day the law is known, and what keeps the verdict from being all that there is to it."""
    decision, lines = words.decision, []
    known = words.book.known_until.get(decision.regime)
    if known and known < decision.on:
        lines.append(words.say("known until", day=known))
    if decision.left_open:
        named = [words.label(gap.iri) for gap in decision.gaps_left_open]
        lines.append(words.say("gap leaves open", named=words.joined(named)))
    if unmeetable := _unmeetable(decision):
        lines.append(words.say("cannot be met", named=words.joined(words.label(one.safeguard) for one in unmeetable)))
    return lines


def _unmeetable(decision: Decision) -> list[Requirement]:
    """Return what keeps a transfer that may go "once requirements are met" from ever going as it is described."""
    return [one for one in decision.requirements if _cannot_be_met(decision, one)]


def _cannot_be_met(decision: Decision, requirement: Requirement) -> bool:
    """Return whether something is certainly required that this transfer cannot have, or to which no way is open."""
    excluded = any(truth is Truth.TRUE for _, truth in excluding(decision, requirement))
    return requirement.certain and (excluded or bool(closed_ways(decision, requirement)))


def title(decision: Decision) -> list[str]:
    """Return the label of the transfer, if it has one."""
    label = decision.stated.nodes["transfer"].label
    return [label] if label else []


def closing(decision: Decision, language: str, full: bool = True) -> list[str]:
    """Return how to see the whole answer if it is short, the receipt line and the disclaimer."""
    words = DecisionWords(decision, language)
    receipt = make_receipt(decision)
    line = words.say("receipt line", tool=receipt["tool"], law=receipt["law"][:12], answer=receipt["answer"][:12])
    whole = [] if full else [words.say("whole answer")]
    return [*whole, words.pair(words.say("receipt"), line), words.say("disclaimer")]


def _at_most(words: DecisionWords, section: Section, most: int) -> Section:
    return Section(section.title, at_most(words, section.lines, most))


def _exemptions(words: DecisionWords) -> Section:
    """Return the exemptions with what they lift here, and after them what stays due all the same."""
    lines = [_exemption(words, finding.norm) for finding in words.decision.exemptions if finding.norm.exempts_from]
    staying = [words.label(requirement.safeguard) for requirement in words.decision.requirements if requirement.certain]
    if lines and staying:
        lines.append(Line(words.pair(words.say("stays"), words.joined(staying))))
    return Section(words.say("exemptions"), lines)


def _exemption(words: DecisionWords, norm: Norm) -> Line:
    below = designation_lines(words, why(words.decision.evaluation, norm.condition))
    if named := lifted(words.decision, norm):
        below.append(Line(words.say("lifts", named=words.joined(map(words.label, named)))))
    return Line(words.norm(norm.iri), "✓", norm.stated_in, below)


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
    return [value_words(words, ["transfer"], prop, list(node.values[prop])) for prop in facts if prop in node.values]


def _open_points(words: DecisionWords) -> Section:
    """Return the open points, first those of which each reading taken alone leads elsewhere."""
    lines = [_open_point(words, point) for point in words.decision.open_points]
    return Section(words.say("open points"), sorted(lines, key=lambda line: not line.below))


def _open_point(words: DecisionWords, finding: OpenPointFinding) -> Line:
    """Return an open point with what differs between its readings, if something does whatever else is unknown."""
    point = words.book.open_points[finding.point]
    line = Line(text(point.questions, words.language), "?", point.stated_in)
    in_any_case = frozenset.intersection(*map(frozenset, finding.requirements.values()))
    verdicts_differ = len(set(finding.verdicts.values())) > 1
    needed = {
        reading: [one for one in finding.requirements.get(reading, ()) if one not in in_any_case]
        for reading in point.readings
    }
    for reading in point.readings if verdicts_differ or any(needed.values()) else ():
        outcome = " / ".join(map(words.label, finding.verdicts.get(reading, ())))
        below = Line(words.pair(words.label(reading), outcome) if verdicts_differ else words.label(reading))
        if needed[reading]:
            named = words.joined(map(words.label, needed[reading]))
            below.below.append(Line(words.say("then required", safeguards=named)))
        line.below.append(below)
    return line


def _clashes(words: DecisionWords) -> Section:
    return Section(words.say("clashes"), [_clash(words, clash) for clash in words.decision.clashes])


def _clash(words: DecisionWords, clash: Clash) -> Line:
    one, other = words.book.norms[clash.one], words.book.norms[clash.other]
    said = words.say(
        "against",
        one=words.norm(one.iri),
        one_citation=words.cite(one.stated_in),
        other=words.norm(other.iri),
        other_citation=words.cite(other.stated_in),
    )
    return Line(said, "!", (*one.stated_in, *other.stated_in))


def _gaps(words: DecisionWords) -> Section:
    """Return what is not encoded, with the reasons."""
    section = _gap_names(words)
    for line, (gap, _) in zip(section.lines, words.decision.gaps, strict=True):
        line.below.append(Line(text(gap.reasons, words.language)))
    return section


def _gap_names(words: DecisionWords) -> Section:
    lines = []
    for gap, certain in words.decision.gaps:
        label = words.label(gap.iri) if certain else words.bracketed(words.label(gap.iri), words.say("perhaps"))
        lines.append(Line(label, "!", gap.stated_in))
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


def _unread_facts(words: DecisionWords) -> Section:
    """Return the facts that the law does not read, those of a node in one line."""
    found: dict[str, list[str]] = {}
    for fact in words.decision.unread:
        found.setdefault(fact.path, []).append(unread_words(words, fact))
    lines = [Line(at_node(words, path) + words.clauses(stated), "!") for path, stated in found.items()]
    return Section(words.say("unread facts"), lines)


def unread_words(words: DecisionWords, fact: UnreadFact) -> str:
    """Return a stated fact that the law does not read."""
    return words.pair(words.property(fact.prop), words.joined(map(words.value, fact.values)))
