"""Whose answer changes between two days: which transfers, on which day, by which norm."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lexflux.batch.entries import Entry
from lexflux.batch.run import NO_LAW, Asked
from lexflux.batch.snapshots import Recorded, Snapshot
from lexflux.decision.outcome import Decision
from lexflux.decision.receipt import make_receipt
from lexflux.errors import InputError, NoLawInForceError
from lexflux.facts.legs import Flow
from lexflux.facts.transfer import Facts
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Interval
from lexflux.terms import LF, compact

Outcome = Mapping[str, Any]
"""The outcome of a receipt; of no law in force, an empty one."""
Key = tuple[str, str]
"""The name of a leg, empty for a transfer alone, and the notation of the regime that was asked."""
ONE_DAY = datetime.timedelta(days=1)
QUESTIONS = ("missing", "openPoints", "gaps")


@dataclass(frozen=True, slots=True)
class Step:
    """
    A day on which an answer changes.

    ``begun`` and ``ended`` are the norms, gaps and designations of that day that bear on it, ``turned`` the norms that
    take another status; where none began or ended, time alone made the change, such as the end of a validity period.
    """

    day: datetime.date
    was: Outcome
    now: Outcome
    begun: tuple[str, ...]
    ended: tuple[str, ...]
    turned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """
    A transfer whose answer on a later day is another than on an earlier one.

    ``steps`` are the days of it. ``is_of_other_law`` says that the answer recorded is not the one that the law held
    here gives for the same day, so that law, tool or facts have changed since.
    """

    file: str
    line: int | None
    label: str
    leg: str
    regime: str
    was: Outcome
    now: Outcome
    since: datetime.date
    steps: tuple[Step, ...]
    is_of_other_law: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """What of the answer changes, the gravest first: verdict, requirements, questions, grounds."""
        parts = {
            "verdict": ("verdict", "possible"),
            "requirements": ("requirements",),
            "questions": QUESTIONS,
            "grounds": ("norms",),
        }
        return tuple(
            kind for kind, keys in parts.items() if any(self.was.get(key) != self.now.get(key) for key in keys)
        )


class Comparison:
    """
    The answers on the transfers of a register, on the day of a snapshot and on a later one.

    ``seen`` are the recorded answers of which the transfer was met, ``receipts`` those of the answers of the later day.
    """

    def __init__(self, knowledge: KnowledgeBase, asked: Asked, snapshot: Snapshot, after: datetime.date) -> None:
        self.knowledge = knowledge
        self.asked = asked
        self.snapshot = snapshot
        self.after = after
        self.seen: set[Recorded] = set()
        self.receipts: list[dict[str, Any]] = []

    def changes(self, entry: Entry) -> list[Change]:
        """
        Return the changes of the answers on what an entry describes.

        Raises
        ------
        InputError
            If the entry is wrong.
        """
        found = entry.read()
        current = self.answers(found, self.after)
        self.receipts += [make_receipt(one) for one in current.values() if one is not None]
        former = self.answers(found, self.snapshot.day)
        keys = dict.fromkeys((*former, *current))
        pairs = (
            (key, self._answer(found, key, self.snapshot.day, former), self._answer(found, key, self.after, current))
            for key in keys
        )
        changes = (self._change(entry, found, *pair) for pair in pairs)
        return [one for one in changes if one is not None]

    def _change(
        self, entry: Entry, found: Facts | Flow, key: Key, former: Decision | None, current: Decision | None
    ) -> Change | None:
        facts, label = _facts(found, key), _label(found, key)
        recorded = self.snapshot.of(facts.as_stated, entry.file, entry.line, label, *key) if facts else None
        since, derived = self.snapshot.day, outcome(former)
        if recorded:
            self.seen.add(recorded)
            if recorded.on != since:
                since, derived = recorded.on, outcome(self._answer(found, key, recorded.on))
        now, was = outcome(current), _recorded_outcome(recorded, derived)
        if was == now:
            return None
        steps = tuple(self._steps(found, key, since, derived, now))
        return Change(entry.file, entry.line, label, *key, was, now, since, steps, was != derived)

    def answers(self, found: Facts | Flow, day: datetime.date) -> dict[Key, Decision | None]:
        """
        Return the decision of each law that is asked, on each leg; None where none of it was in force.

        On a transfer alone all law that reaches it, or may, is asked unless one is named.
        """
        asked, book = self.asked, self.knowledge.book
        try:
            if isinstance(found, Flow):
                legs = self.knowledge.decide_flow(found, asked.regime, day, asked.readings, asked.strict).legs
                decided = {(leg.leg.name, _notation(book, one.regime)): one for leg in legs for one in leg.decisions}
                return decided | {(leg.leg.name, ""): None for leg in legs if not leg.decisions or leg.not_encoded}
            if asked.regime:
                return {("", asked.regime): self._decide(found, asked.regime, day)}
            joint = self.knowledge.decide_together(found, day, asked.readings, asked.strict)
            decided = {("", _notation(book, one.regime)): one for one in joint.decisions}
            perhaps = (_notation(book, one.regime) for one in joint.found.others)
            return decided | {("", regime): self._decide(found, regime, day) for regime in perhaps}
        except NoLawInForceError:
            return {}
        except InputError as error:
            if error.key not in NO_LAW:
                raise
            return {("", ""): None}

    def _answer(
        self, found: Facts | Flow, key: Key, day: datetime.date, known: Mapping[Key, Decision | None] | None = None
    ) -> Decision | None:
        """Return the decision of one law on a day, of a transfer also where that law does not reach it then."""
        if isinstance(found, Flow):
            return (self.answers(found, day) if known is None else known).get(key)
        if known is not None and key in known:
            return known[key]
        return self._decide(found, key[1], day) if key[1] else None

    def _decide(self, facts: Facts, regime: str, day: datetime.date) -> Decision | None:
        try:
            return self.knowledge.decide(facts, regime, day, self.asked.readings, self.asked.strict).decision
        except NoLawInForceError:
            return None

    def _steps(self, found: Facts | Flow, key: Key, since: datetime.date, was: Outcome, now: Outcome) -> Iterator[Step]:
        """Yield the days on which one answer changes, by halving the time until a single day is left."""
        known: dict[datetime.date, Outcome] = {since: was, self.after: now}

        def on(day: datetime.date) -> Outcome:
            if day not in known:
                known[day] = outcome(self._answer(found, key, day))
            return known[day]

        for day in _days_of_change(since, self.after, self._days, on):
            yield self._step(found, key, day, on(day - ONE_DAY), on(day))

    def _step(self, found: Facts | Flow, key: Key, day: datetime.date, was: Outcome, now: Outcome) -> Step:
        own = {*_triggered(was), *_triggered(now), *was.get("gaps", ()), *now.get("gaps", ())}
        spoken = _values(found)
        ways = {"begun": "start", "ended": "end"}
        parts = {
            way: tuple(
                iri
                for iri, (interval, subject) in self._intervals.items()
                if getattr(interval, end) == day and (subject in own or subject in spoken)
            )
            for way, end in ways.items()
        }
        turned = (name for name in own if _triggered(was).get(name) != _triggered(now).get(name))
        dated = {*parts["begun"], *parts["ended"]}
        return Step(
            day, was, now, **parts, turned=tuple(sorted(iri for iri in map(_expand, turned) if iri not in dated))
        )

    @cached_property
    def _intervals(self) -> dict[str, tuple[Interval, str]]:
        """The days of norms and gaps, each with its compact name, and of designations, each with what it designates."""
        book = self.knowledge.book
        law = {iri: (one.validity, compact(iri)) for part in (book.norms, book.gaps) for iri, one in part.items()}
        return law | {iri: (one.validity, one.individual) for iri, one in book.designations.items()}

    @cached_property
    def _days(self) -> list[datetime.date]:
        """The days on which any law begins or ends."""
        book = self.knowledge.book
        parts = (book.norms, book.gaps, book.designations, book.periods, book.limits)
        intervals = (one.validity for part in parts for one in part.values())
        days = {day for one in intervals for day in (one.start, one.end) if day}
        return sorted(day for day in days if day <= self.after)


def _days_of_change(
    before: datetime.date, after: datetime.date, law: list[datetime.date], on: Callable[[datetime.date], Outcome]
) -> Iterator[datetime.date]:
    """Yield days on which an answer is another than on the day before, between two days with different answers."""
    if on(before) == on(after):
        return
    if after - before == ONE_DAY:
        yield after
        return
    middle = _middle(before, after, law)
    yield from _days_of_change(before, middle, law, on)
    yield from _days_of_change(middle, after, law, on)


def _middle(before: datetime.date, after: datetime.date, law: list[datetime.date]) -> datetime.date:
    """Return a day between two: a day of change of the law or the one before it, if there is one."""
    inside = [day for change in law for day in (change - ONE_DAY, change) if before < day < after]
    return inside[len(inside) // 2] if inside else before + (after - before) // 2


def outcome(decision: Decision | None) -> Outcome:
    """Return the outcome that the receipt of a decision holds; nothing where there is no decision."""
    return {} if decision is None else make_receipt(decision)["outcome"]


def _triggered(one: Outcome) -> Mapping[str, str]:
    found: Mapping[str, str] = one.get("norms", {})
    return found


def _values(found: Facts | Flow) -> set[str]:
    """Return all terms that facts state."""
    parts = [leg.facts for leg in found.legs] if isinstance(found, Flow) else [found]
    nodes = (node for facts in parts for node in facts.nodes.values())
    return {str(value) for node in nodes for values in node.values.values() for value in values}


def _facts(found: Facts | Flow, key: Key) -> Facts | None:
    """Return the facts of a transfer, or of the leg of a flow that is meant."""
    if not isinstance(found, Flow):
        return found
    return next((leg.facts for leg in found.legs if leg.name == key[0]), None)


def _label(found: Facts | Flow, key: Key) -> str:
    facts = _facts(found, key)
    return facts.nodes["transfer"].label if facts else ""


def _recorded_outcome(recorded: Recorded | None, derived: Outcome) -> Outcome:
    """Return the outcome of a former run: all of it if it was recorded, else with what the law gives for its day."""
    if recorded is None or not recorded.regime:
        return derived
    if recorded.is_whole:
        return recorded.outcome
    return derived if recorded.outcome["verdict"] == derived.get("verdict") else recorded.outcome


def _expand(name: str) -> str:
    return name if "//" in name else LF + name


def _notation(book: LawBook, regime: str) -> str:
    return next(notation for notation, iri in book.regimes.items() if iri == regime)
