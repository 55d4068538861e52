"""Conditions over many transfers at once that differ in one added value each.

A lane is a transfer with one value added; conditions are evaluated over all lanes together, as bits of two integers
that say where a condition can hold and where it can fail (S. C. Kleene's strong logic, with the exact truth of
`lexflux.decision.evaluation` wherever the added value plays no part). What a lane leaves possible is therefore never
too narrow, and rarely too wide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

from lexflux.decision.evaluation import Truth
from lexflux.decision.outcome import Decision
from lexflux.law.conditions import And, Condition, HasValue, Named, Not, OneOf, Or, Some
from lexflux.terms import OWL, SAFEGUARD, TYPE


@dataclass(frozen=True, slots=True)
class Addition:
    """One value, or kind, that nobody stated of a node."""

    path: str
    prop: str
    value: str


@dataclass(frozen=True, slots=True)
class Lanes:
    """Where something can hold, where it can fail, and where an added value plays a part in that."""

    holds: int
    fails: int
    touched: int = 0


class LaneEvaluation:
    """Evaluates conditions over all lanes at once, remembering what it found of classes."""

    def __init__(self, decision: Decision, additions: Sequence[Addition]) -> None:
        self.evaluation = decision.evaluation
        self.nodes = decision.evaluation.facts.nodes
        self.everywhere = (1 << len(additions)) - 1
        self.added: dict[tuple[str, str], list[tuple[int, str]]] = {}
        for lane, addition in enumerate(additions):
            self.added.setdefault((addition.path, addition.prop), []).append((1 << lane, addition.value))
        self._members: dict[tuple[str, str], Lanes] = {}

    def constant(self, truth: Truth) -> Lanes:
        """Return the lanes of what no added value changes."""
        return Lanes(0 if truth is Truth.FALSE else self.everywhere, 0 if truth is Truth.TRUE else self.everywhere)

    def holds(self, condition: Condition, at: str = "transfer") -> Lanes:
        """Return where a condition can hold and fail at a node."""
        match condition:
            case Named(iri):
                return self._member(iri, at)
            case And(parts):
                found = self.conjunction(self.holds(part, at) for part in parts)
            case Or(parts):
                found = self.disjunction(self.holds(part, at) for part in parts)
            case Not(part):
                return negation(self.holds(part, at))
            case HasValue(prop, value) if isinstance(value, str):
                return self._some(at, prop, OneOf(frozenset((value,))))
            case Some(prop, filler):
                return self._some(at, prop, filler)
            case _:
                return self._base(condition, at)
        return self.settle(found, lambda: self._truth(condition, at))

    def conjunction(self, parts: Iterable[Lanes]) -> Lanes:
        """Return where all parts hold."""
        return reduce(
            lambda one, other: Lanes(one.holds & other.holds, one.fails | other.fails, one.touched | other.touched),
            parts,
            self.constant(Truth.TRUE),
        )

    def disjunction(self, parts: Iterable[Lanes]) -> Lanes:
        """Return where some part holds."""
        return negation(self.conjunction(map(negation, parts)))

    def settle(self, lanes: Lanes, truth: Callable[[], Truth]) -> Lanes:
        """Return lanes with the exact truth where no added value plays a part."""
        apart = self.everywhere & ~lanes.touched
        if not (lanes.holds & lanes.fails & apart):
            return lanes
        exact = self.constant(truth())
        holds = lanes.holds & lanes.touched | exact.holds & apart
        return Lanes(holds, lanes.fails & lanes.touched | exact.fails & apart, lanes.touched)

    def _truth(self, condition: Condition, at: str) -> Truth:
        return self.evaluation.truth(self.evaluation.holds(condition, at))

    def _base(self, condition: Condition, at: str) -> Lanes:
        return self.constant(self._truth(condition, at))

    def _member(self, iri: str, at: str) -> Lanes:
        found = self._members.get((iri, at))
        if found is None:
            found = self._members[iri, at] = self._find_member(iri, at)
        return found

    def _find_member(self, iri: str, at: str) -> Lanes:
        definition = None if iri == OWL + "Thing" else self.evaluation.book.classes[iri].definition
        if definition is not None and at in self.nodes:
            return self.holds(definition, at)
        base = self._base(Named(iri), at)
        classes = self.evaluation.book.classes
        return self._with(base, (bit for bit, kind in self.added.get((at, TYPE), ()) if iri in classes[kind].ancestors))

    def _some(self, at: str, prop: str, filler: Condition) -> Lanes:
        """Return where some value lies in a filler: the stated nodes lane by lane, terms with those that are added."""
        if prop in self.evaluation.book.schema.ranges and at in self.nodes:
            stated = [str(value) for value in self.nodes[at].values.get(prop, ())]
            if prop == SAFEGUARD or not stated:
                return self._base(Some(prop, filler), at)
            found = self.disjunction(self.holds(filler, value) for value in stated)
            return self.settle(found, lambda: self._truth(Some(prop, filler), at))
        base = self._base(Some(prop, filler), at)
        added = self.added.get((at, prop), ())
        if at in self.nodes and prop in self.nodes[at].presumed:
            base = self._without(base, (bit for bit, _ in added))
        return self._with(base, (bit for bit, value in added if self._truth(filler, value) is Truth.TRUE))

    @staticmethod
    def _without(base: Lanes, bits: Iterable[int]) -> Lanes:
        """Return lanes in which added values take the place of a presumed one, which does not hold there."""
        here = sum(bits)
        return Lanes(base.holds & ~here, base.fails | here, base.touched | here)

    @staticmethod
    def _with(base: Lanes, bits: Iterable[int]) -> Lanes:
        """Return lanes in which some added values make the difference."""
        here = sum(bits)
        return Lanes(base.holds | here, base.fails & ~here, base.touched | here)


def negation(lanes: Lanes) -> Lanes:
    """Return where something does not hold."""
    return Lanes(lanes.fails, lanes.holds, lanes.touched)
