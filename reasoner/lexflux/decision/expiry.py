"""The stated safeguards that do not count on a day: not as the law asks, issued later, too late, or valid no longer."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property

from lexflux.decision.diagram import Diagram
from lexflux.decision.evaluation import Evaluation, Truth
from lexflux.decision.outcome import Expired
from lexflux.decision.unknown import UnknownFact
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.conditions import Named
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import ValidityPeriod
from lexflux.law.snapshot import Snapshot
from lexflux.terms import EXTENDED_ON, ISSUED_ON, LF, NOTIFIED_ON, SAFEGUARD, SAFEGUARD_CLASS, TYPE

STATED = tuple(one.name for one in fields(NodeFacts) if one.name not in ("path", "label"))
MOST_KEPT = 1 << 14
LACKING_SAFEGUARD = LF + "LackingSafeguard"


def what_counts(
    book: LawBook, facts: Facts, law: Snapshot, on: datetime.date, strict: bool = False
) -> tuple[Facts, tuple[Expired, ...]]:
    """
    Return the facts without the safeguards that do not count on a day under its law, and these.

    A safeguard is lost kind by kind. A kind that counts or not depending on what nobody stated is left open.
    """
    reading = _Reading(book, facts, law, on, strict)
    transfer = facts.nodes["transfer"]
    found = [reading.counting(facts.nodes[str(path)]) for path in transfer.values.get(SAFEGUARD, ())]
    expired = tuple(lost for _, losses in found for lost in losses)
    nodes = {path: _notified(book, node, on, strict) for path, node in facts.nodes.items()}
    nodes |= {node.path: node for node, _ in found}
    counting = tuple(dict.fromkeys(node.path for node, _ in found if node.kinds or node.doubtful))
    same = counting == transfer.values.get(SAFEGUARD, ())
    nodes["transfer"] = transfer if same else replace(transfer, values={**transfer.values, SAFEGUARD: counting})
    return facts if all(node is facts.nodes[path] for path, node in nodes.items()) else Facts(nodes), expired


def _notified(book: LawBook, node: NodeFacts, on: datetime.date, strict: bool) -> NodeFacts:
    """
    Return a node as it stands on a day: of what is notified only later, with the values from before that.

    If the day is unknown, so is which of the two holds.
    """
    before = {
        prop: book.before_that[str(stated[0])]
        for prop, stated in node.values.items()
        if len(stated) == 1 and stated[0] in book.before_that
    }
    notified = _day(node, NOTIFIED_ON)
    if before and notified is None and (strict or NOTIFIED_ON in node.unknown):
        return _perhaps_notified(node, before)
    later = notified is not None and notified > on
    return replace(node, values={**node.values, **{prop: (one,) for prop, one in before.items()}}) if later else node


def _perhaps_notified(node: NodeFacts, before: Mapping[str, str]) -> NodeFacts:
    """Return a node of which values, or those from before a notification, hold: its day, which is unknown, tells."""
    return replace(
        node,
        values={prop: stated for prop, stated in node.values.items() if prop not in before},
        within={**node.within, **{prop: frozenset((str(node.values[prop][0]), one)) for prop, one in before.items()}},
        found_by={**node.found_by, **dict.fromkeys(before, (node.path, NOTIFIED_ON))},
    )


def lacking_kinds(evaluation: Evaluation, expired: Iterable[Expired]) -> frozenset[str]:
    """Return the kinds of safeguards of which is stated that there are none: denied, refused or at an end."""
    denied = evaluation.facts.nodes["transfer"].denied.get(TYPE, frozenset())
    lacking = Named(LACKING_SAFEGUARD)
    stated = (one for one in expired if evaluation.truth(evaluation.holds(lacking, one.path)) is Truth.TRUE)
    return denied.union(one.safeguard for one in stated)


@dataclass(frozen=True, slots=True)
class _Standing:
    """Why a kind of a safeguard does not count, if it does not, and else the facts on which that hangs."""

    lost: Expired | None
    hangs_on: frozenset[str]


class _Reading:
    """Reads the stated safeguards of a transfer under the law of a day."""

    def __init__(self, book: LawBook, facts: Facts, law: Snapshot, on: datetime.date, strict: bool) -> None:
        self.book = book
        self.law = law
        self.on = on
        self.strict = strict
        self.facts = facts

    @cached_property
    def presuming(self) -> Evaluation:
        """The facts with what is presumed of them."""
        return Evaluation(self.book, self.facts, {}, self.law, self.strict)

    @cached_property
    def asking(self) -> Evaluation:
        """The facts with nothing presumed of safeguards."""
        shapes = self.book.schema.shapes[SAFEGUARD_CLASS]
        opened = frozenset((path, prop) for path in self.facts.nodes for prop in shapes)
        return Evaluation(self.book, self.facts, {}, self.law, self.strict, opened)

    def counting(self, node: NodeFacts) -> tuple[NodeFacts, list[Expired]]:
        """
        Return a safeguard with the kinds that certainly count and those that perhaps do, and what is lost.

        What is stated of it tells, and is kept with the law, unless it leads to other nodes.
        """
        if not self.book.schema.ranges.keys().isdisjoint(node.values):
            return self._counting(node)
        key = "counting", self.on, self.strict, *map(_as_key, (getattr(node, one) for one in STATED))
        known = self.law.kept.get(key)
        if known is None:
            if len(self.law.kept) > MOST_KEPT:
                self.law.kept.clear()
            found, losses = self._counting(node)
            changed = {name: getattr(found, name) for name in ("kinds", "types", "doubtful", "perhaps")}
            is_same = all(getattr(node, name) == value for name, value in changed.items())
            known = self.law.kept[key] = {} if is_same else changed, losses
        changed, losses = known
        return replace(node, **changed) if changed else node, [replace(one, path=node.path) for one in losses]

    def _counting(self, node: NodeFacts) -> tuple[NodeFacts, list[Expired]]:
        standings = {kind: self._standing(node, kind) for kind in sorted(node.kinds)}
        losses = [one.lost for one in standings.values() if one.lost is not None]
        doubtful = {kind: one.hangs_on for kind, one in standings.items() if one.hangs_on and one.lost is None}
        kinds = node.kinds.difference((lost.safeguard for lost in losses), doubtful)
        types = self.book.implied(kinds | {node.owner})
        perhaps = self.book.implied(doubtful) - types
        return replace(node, kinds=kinds, types=types, doubtful=doubtful, perhaps=perhaps), losses

    def _standing(self, node: NodeFacts, kind: str) -> _Standing:
        needed = {one: self._holds(one, node.path) for one in self._needed(kind)}
        losses = [*self._not_as_asked(node, kind, needed), *self._out_of_time(node, kind)]
        hangs_on = {prop for evaluation, found in needed.values() for prop in _unknown_in(evaluation, found, node.path)}
        return _Standing(
            next(iter(losses), None), frozenset({*hangs_on, *([ISSUED_ON] if self._day_is_missing(node, kind) else [])})
        )

    def _needed(self, kind: str) -> list[str]:
        """Return the classes in which a safeguard of a kind has to lie to count, the most general first."""
        found = [one for wider in self.book.classes[kind].ancestors for one in self.law.counts_if.get(wider, ())]
        return sorted(set(found), key=lambda one: (one in self.book.element_sources, one))

    def _holds(self, needed: str, path: str) -> tuple[Evaluation, Diagram]:
        evaluation = self.asking if needed in self.book.asked else self.presuming
        return evaluation, evaluation.holds(Named(needed), path)

    def _not_as_asked(
        self, node: NodeFacts, kind: str, needed: dict[str, tuple[Evaluation, Diagram]]
    ) -> Iterator[Expired]:
        for one, (evaluation, found) in needed.items():
            if evaluation.truth(found) is Truth.FALSE:
                yield Expired(node.path, kind, needed=one)

    def _out_of_time(self, node: NodeFacts, kind: str) -> Iterator[Expired]:
        """Yield why a kind of a safeguard does not count on the day: none existed yet, or it was issued on another."""
        issued, wider = _day(node, ISSUED_ON), self.book.classes[kind].ancestors
        first = max((self.book.first_issued[one] for one in wider if one in self.book.first_issued), default=self.on)
        if first > self.on:
            yield Expired(node.path, kind, first)
        if issued is None:
            return
        if issued > self.on:
            yield Expired(node.path, kind, issued)
        for limit in self.law.limits:
            if limit.safeguard in wider and issued >= limit.before:
                yield Expired(node.path, kind, limit.before, limit)
        for period in self.law.periods:
            if period.safeguard in wider and (end := valid_until(node, period, self.on)) and end < self.on:
                yield Expired(node.path, kind, end, period)

    def _day_is_missing(self, node: NodeFacts, kind: str) -> bool:
        """Return whether only the day of its issue, which nobody stated, could tell whether a kind counts."""
        wider = self.book.classes[kind].ancestors
        limited = any(limit.safeguard in wider for limit in self.law.limits)
        over = any(period.safeguard in wider and self._may_be_over(period) for period in self.law.periods)
        return _day(node, ISSUED_ON) is None and (limited or over)

    def _may_be_over(self, period: ValidityPeriod) -> bool:
        first = self.book.first_issued.get(period.safeguard)
        return first is None or period.length.after(first) < self.on


def _as_key(told: object) -> object:
    """Return what is stated of a node as something that can be looked up."""
    return tuple(told.items()) if isinstance(told, Mapping) else told


def valid_until(node: NodeFacts, period: ValidityPeriod, on: datetime.date) -> datetime.date | None:
    """Return the last day of a safeguard, prolonged if that was granted in time; None if no day of issue is stated."""
    issued, extended = _day(node, ISSUED_ON), _day(node, EXTENDED_ON)
    if issued is None:
        return None
    end = period.length.after(issued)
    if period.extension is None or extended is None or extended > min(end, on):
        return end
    return period.extension.after(end)


def _unknown_in(evaluation: Evaluation, found: Diagram, path: str) -> Iterator[str]:
    """Yield the facts of a node on which a condition hangs."""
    for fact in evaluation.diagrams.support(found):
        if isinstance(fact, UnknownFact) and fact.path == path:
            yield fact.prop


def _day(node: NodeFacts, prop: str) -> datetime.date | None:
    day = next(iter(node.values.get(prop, ())), None)
    return day if isinstance(day, datetime.date) else None
