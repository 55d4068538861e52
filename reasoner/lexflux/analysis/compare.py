"""One transfer side by side: under each regime that it touches, and under the law of several days."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lexflux.analysis.norm_topics import topics_of, topics_of_safeguard
from lexflux.decision.decide import decide_if_in_force
from lexflux.decision.flows import received_freely
from lexflux.decision.outcome import Decision, Requirement
from lexflux.decision.statuses import NormStatus, RequirementStatus, Verdict
from lexflux.decision.words import DecisionWords
from lexflux.facts.reader import read_tree
from lexflux.facts.transfer import Facts
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Due, Modality
from lexflux.phrases import phrase
from lexflux.terms import LF, RECEIVED_UNDER

FILING = LF + "topic/Filing"
MECHANISM_FAMILY = LF + "MechanismFamily"
VERDICT_MARKS = {
    Verdict.PERMITTED: "✓",
    Verdict.CONDITIONAL: "!",
    Verdict.PROHIBITED: "✗",
    Verdict.UNDETERMINED: "?",
    Verdict.NOT_REACHED: "○",
}
STATUS_MARKS = {RequirementStatus.MET: "✓", RequirementStatus.UNMET: "✗", RequirementStatus.LACKING: "✗"}
OUTCOME = "outcome"
TO_PUT_IN_PLACE = (RequirementStatus.UNMET, RequirementStatus.LACKING)
PLACES = ("locatedIn", "collectedIn", "storedIn")


@dataclass(frozen=True, slots=True)
class Column:
    """
    One regime on one day.

    ``origin`` is the place from which the transfer is taken to leave, if not its own; ``decision`` is None where no law
    was in force.
    """

    regime: str
    on: datetime.date
    decision: Decision | None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    Columns to read side by side.

    ``rows`` are names with one cell for each column; ``not_reached`` the regimes left out because the transfer does not
    touch them on any of the days, ``if_received`` those left out that it touches only if the exporter received the data
    under their conditions, ``not_encoded`` the places of the transfer whose law is in no regime: none is a permission.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    not_reached: tuple[str, ...]
    if_received: tuple[str, ...]
    not_encoded: tuple[str, ...]

    @property
    def differing(self) -> tuple[str, ...]:
        """The rows whose cells are not all the same."""
        return tuple(name for name, cells in self.rows if len(set(cells)) > 1)


def compare(
    book: LawBook,
    facts: Facts,
    regimes: Sequence[str],
    days: Sequence[datetime.date],
    language: str,
    origins: Sequence[str] = (),
) -> Comparison:
    """
    Decide one transfer under several regimes and days, or as if it left from other places.

    Parameters
    ----------
    book
        The law book.
    facts
        The transfer.
    regimes
        Notations of the regimes, in the order of the columns; none given, all that the transfer touches.
    days
        Days of law, in the order of the columns; each regime is decided on each day.
    language
        Language of the cells.
    origins
        Codes of places from which the transfer is taken to leave in turn, with the exporter and the data there; none
        given, from where it does.

    Raises
    ------
    UnknownTermError
        If a regime does not exist.
    InputError
        If a place does not exist.
    """
    starts = {origin: departing(facts, origin, book) for origin in origins} if origins else {None: facts}
    asked = regimes or sorted(book.regimes)
    found = {
        (origin, regime): [Column(regime, day, decide_if_in_force(book, start, regime, day), origin) for day in days]
        for origin, start in starts.items()
        for regime in asked
    }
    kept = {key for key, columns in found.items() if regimes or any(map(_touched, columns))}
    columns = tuple(column for key, own in found.items() if key in kept for column in own)
    left_out = [regime for regime in asked if not any(one == regime for _, one in kept)]
    if_received = [
        one for one in left_out if any(_reached(column) for key in found if key[1] == one for column in found[key])
    ]
    not_reached = [one for one in left_out if one not in if_received]
    rows = [(name, tuple(_cell(column, name, language) for column in columns)) for name in ROWS]
    named = [(phrase(name, language), cells) for name, cells in rows if any(cells)]
    not_encoded = _not_encoded(book, starts.values(), days)
    return Comparison(columns, tuple(named), tuple(not_reached), tuple(if_received), not_encoded)


ROWS = (
    *(OUTCOME, "decided by", "mechanisms", "prohibitions", "first needed", "filings", "stays to do"),
    *("deadlines", "exemptions", "missing", "open points", "not read"),
)


def _reached(column: Column) -> bool:
    """Return whether the transfer falls under the regime on the day, for certain or perhaps."""
    return column.decision is not None and column.decision.verdict != Verdict.NOT_REACHED


def _touched(column: Column) -> bool:
    """Return whether the transfer does so by itself, and not only if its data came under conditions of the regime."""
    decision = column.decision
    if decision is None or decision.verdict == Verdict.NOT_REACHED:
        return False
    if Verdict.NOT_REACHED not in decision.possible or all(fact.prop != RECEIVED_UNDER for fact in decision.missing):
        return True
    book, freely = decision.evaluation.book, received_freely(decision.stated)
    without = decide_if_in_force(book, freely, decision.regime, decision.on)
    return without is not None and without.verdict != Verdict.NOT_REACHED


def departing(facts: Facts, place: str, book: LawBook) -> Facts:
    """
    Return the transfer as if its exporter and data were in another place, in no particular locality of it.

    Raises
    ------
    InputError
        As `lexflux.facts.reader.read_tree`.
    """
    tree = deepcopy(facts.tree)
    for node in (*tree.get("exporter", ()), *tree.get("data", ())):
        node |= {name: [place] for name in PLACES if name in node}
        node.pop("locality", None)
    return read_tree(tree, book)


def _not_encoded(book: LawBook, starts: Iterable[Facts], days: Iterable[datetime.date]) -> tuple[str, ...]:
    """Return the places that the transfer names and whose law no regime of the law book is on any of the days."""
    nodes = [node for facts in starts for node in facts.nodes.values()]
    named = {
        value for node in nodes for prop in PLACES for value in node.values.get(LF + prop, ()) if isinstance(value, str)
    }
    return tuple(sorted(place for place in named if not any(book.regimes_of(place, day) for day in days)))


def _cell(column: Column, row: str, language: str) -> str:
    decision = column.decision
    if decision is None:
        return f"– {phrase('no law', language)}" if row == OUTCOME else ""
    words = DecisionWords(decision, language)
    if row == OUTCOME:
        outside = f" · {phrase('outside', language)}" if decision.verdict == Verdict.NOT_REACHED else ""
        return f"{VERDICT_MARKS[decision.verdict]} {words.label(decision.verdict)}{outside}"
    return "\n".join(_lines(decision, words, row))


def _lines(decision: Decision, words: DecisionWords, row: str) -> list[str]:
    book = words.book
    if row == "decided by":
        return _reasons(decision, words)
    if row == "prohibitions":
        found = [
            finding.norm
            for finding in decision.with_status(NormStatus.EFFECTIVE)
            if finding.norm.modality == Modality.PROHIBITION
        ]
        return [f"{words.norm(norm.iri)} [{words.cite(norm.stated_in)}]" for norm in found]
    if row in ("first needed", "filings", "stays to do"):
        return [_requirement(words, one) for one in decision.requirements if _row_of(book, one) == row]
    if row == "mechanisms":
        return sorted(
            words.label(topic) for topic in _topics(decision) if MECHANISM_FAMILY in book.individuals.get(topic, ())
        )
    if row == "deadlines":
        return [line for requirement in decision.requirements for line in _deadlines(words, requirement)]
    if row == "exemptions":
        return [
            f"{words.norm(one.norm.iri)} [{words.cite(one.norm.stated_in)}]"
            for one in decision.exemptions
            if one.norm.exempts_from
        ]
    if row == "missing":
        return [words.property(fact.prop) for fact in decision.missing]
    if row == "open points":
        return [words.label(finding.point) for finding in decision.open_points]
    return [book.citation(iri, words.language) for iri in decision.less_than_read]


def _reasons(decision: Decision, words: DecisionWords) -> list[str]:
    """Return in a few words what decides the verdict: what is prohibited, lacking, lifted or missing."""
    prohibited = [
        words.norm(one.norm.iri)
        for one in decision.with_status(NormStatus.EFFECTIVE)
        if one.norm.modality == Modality.PROHIBITION
    ]
    lacking = [
        words.label(one.safeguard)
        for one in decision.requirements
        if one.due == Due.BEFORE_TRANSFER and one.status in TO_PUT_IN_PLACE and one.certain
    ]
    lifted = (
        [words.norm(one.norm.iri) for one in decision.exemptions if one.norm.exempts_from]
        if decision.verdict == Verdict.PERMITTED
        else []
    )
    unsettled = decision.verdict == Verdict.UNDETERMINED
    unknown = [words.property(fact.prop) for fact in decision.missing[:1] if unsettled]
    turning = [words.label(one.point) for one in decision.open_points if unsettled]
    reasons = (
        ("prohibited by", prohibited),
        ("lacking", lacking),
        ("lifted", lifted),
        ("turns on unknown", unknown),
        ("turns on point", turning),
        ("turns on gap", [words.label(gap.iri) for gap in decision.gaps_left_open]),
    )
    return [words.say(key, named=words.joined(named)) for key, named in reasons if named]


def _topics(decision: Decision) -> frozenset[str]:
    """Return the topics of what the transfer needs or may have instead, and of what exempts it."""
    book = decision.evaluation.book
    needed = {
        one
        for requirement in decision.requirements
        for one in (requirement.safeguard, *(other.safeguard for other in requirement.alternatives))
    }
    lifted = [topics_of(book, one.norm) for one in decision.exemptions if one.norm.exempts_from]
    return frozenset().union(*(topics_of_safeguard(book, iri) for iri in needed), *lifted)


def _row_of(book: LawBook, requirement: Requirement) -> str:
    if FILING in topics_of_safeguard(book, requirement.safeguard):
        return "filings"
    return "first needed" if requirement.due == Due.BEFORE_TRANSFER else "stays to do"


def _requirement(words: DecisionWords, requirement: Requirement) -> str:
    stated = list(dict.fromkeys(iri for norm in requirement.norms for iri in words.book.norms[norm].stated_in))
    said = words.pair(words.label(requirement.safeguard), words.label(requirement.status))
    return f"{STATUS_MARKS.get(requirement.status, '?')} {said} [{words.cite(stated)}]"


def _deadlines(words: DecisionWords, requirement: Requirement) -> list[str]:
    """Return the time limits of a requirement, those of equal length as one."""
    by_length: dict[str, list[str]] = {}
    for norm in (words.book.norms[iri] for iri in requirement.norms):
        if limit := words.limit(norm):
            by_length.setdefault(limit, []).extend(norm.stated_in)
    return [
        f"{words.pair(words.label(requirement.safeguard), length)} [{words.cite(dict.fromkeys(stated))}]"
        for length, stated in by_length.items()
    ]
