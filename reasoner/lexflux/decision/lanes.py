"""Conditions over many transfers at once that differ in one added value each.

A lane is a transfer with one value added; conditions are evaluated over all lanes together, as bits of two integers
that say where a condition can hold and where it can fail (S. C. Kleene's strong logic, with the exact truth of
`lexflux.decision.evaluation` wherever the added value plays no part). What a lane leaves possible is therefore never
too narrow, and rarely too wide.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import repeat
from typing import NamedTuple

from lexflux.decision.evaluation import Truth
from lexflux.decision.outcome import Decision
from lexflux.decision.ownership import OWNER, OWNERSHIP, SHARE, WHOLE
from lexflux.facts.counts import bounds_of
from lexflux.law.conditions import And, Condition, HasValue, Named, Not, OneOf, Or, Some
from lexflux.terms import OWL, SAFEGUARD, TYPE


@dataclass(frozen=True, slots=True)
class Addition:
    """One value, or kind, that nobody stated of a node."""

    path: str
    prop: str
    value: str


class Lanes(NamedTuple):
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
        self.added: dict[tuple[str, str], dict[str, int]] = {}
        for lane, addition in enumerate(additions):
            self.added.setdefault((addition.path, addition.prop), {})[addition.value] = 1 << lane
        self._kinds: Counter[tuple[str, str]] = Counter()
        for (path, prop), added in self.added.items():
            for kind, bit in added.items() if prop == TYPE else ():
                self._kinds.update(dict.fromkeys(((path, one) for one in self._above(kind)), bit))
        self._members: dict[tuple[str, str], Lanes] = {}
        # By identity, because conditions are deep; with the condition, so that no other can come to have it.
        self._found: dict[tuple[int, str], tuple[Condition, Lanes]] = {}
        self._owners_are_found = False

    def _above(self, kind: str) -> frozenset[str]:
        return self.evaluation.book.classes[kind].ancestors

    def constant(self, truth: Truth) -> Lanes:
        """Return the lanes of what no added value changes."""
        return Lanes(0 if truth is Truth.FALSE else self.everywhere, 0 if truth is Truth.TRUE else self.everywhere)

    def holds(self, condition: Condition, at: str = "transfer") -> Lanes:
        """Return where a condition can hold and fail at a node."""
        if isinstance(condition, Named):
            return self._member(condition.iri, at)
        key = (id(condition), at)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = (condition, self._find(condition, at))
        return found[1]

    def _find(self, condition: Condition, at: str) -> Lanes:
        match condition:
            case And(parts):
                found = self.conjunction(map(self.holds, parts, repeat(at)))
            case Or(parts):
                found = self.disjunction(map(self.holds, parts, repeat(at)))
            case Not(part):
                return negation(self.holds(part, at))
            case HasValue(prop, value) if isinstance(value, str):
                return self._some(condition, at, prop, OneOf(frozenset((value,))))
            case Some(prop, filler):
                return self._some(condition, at, prop, filler)
            case _:
                return self._base(condition, at)
        return self.settle(found, lambda: self._truth(condition, at))

    def conjunction(self, parts: Iterable[Lanes]) -> Lanes:
        """Return where all parts hold."""
        holds, fails, touched = self.everywhere, 0, 0
        for part in parts:
            holds, fails, touched = holds & part.holds, fails | part.fails, touched | part.touched
        return Lanes(holds, fails, touched)

    def disjunction(self, parts: Iterable[Lanes]) -> Lanes:
        """Return where some part holds."""
        holds, fails, touched = 0, self.everywhere, 0
        for part in parts:
            holds, fails, touched = holds | part.holds, fails & part.fails, touched | part.touched
        return Lanes(holds, fails, touched)

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
        if iri in self.evaluation.book.ownership_rules and at in self.nodes:
            self._begin_with_owners()
            base = self._owned(iri, base, at)
        return self._with(base, self._kinds.get((at, iri), 0))

    def _begin_with_owners(self) -> None:
        """Find once who is owned, each organisation after its own, so that no chain is followed down from its top."""
        organisations = () if self._owners_are_found else self.evaluation.organisations[0]
        self._owners_are_found = True
        for path in organisations:
            for iri in self.evaluation.book.ownership_rules:
                self._member(iri, path)
        self._found.clear()  # In a circle, some was found before all that adds to it.

    def _owned(self, iri: str, base: Lanes, at: str) -> Lanes:
        """Return where the shares of owners that count can reach the minimum of a rule, and where they can miss it."""
        rule = self.evaluation.book.ownership_rules[iri]
        self._members[iri, at] = base  # What a circle of owners adds comes from outside of it.
        counts = Or((Named(rule.of_owners), Named(rule.derives)))
        holdings = [(self.holds(Some(OWNER, counts), path), *self._share(path)) for path in self._holdings(at)]
        undescribed = sum(self.added.get((at, OWNERSHIP), {}).values())
        here = reduce(operator.or_, (held.touched for held, _, _ in holdings), undescribed)
        told = sum(least for _, least, _ in holdings)
        open_ended = self.evaluation.silence.may_have_further_owners(self.nodes[at])
        further = max(WHOLE - told, 0)
        open_to_further = here if open_ended else undescribed
        most = _sums(here, ((held.holds, share) for held, _, share in holdings))
        least = _sums(here, ((~held.fails, share) for held, share, _ in holdings))
        minimum = rule.minimum_share
        holds = _where(lambda held: held >= minimum, most)
        holds |= _where(lambda held: held + further >= minimum, most) & open_to_further
        fails = _where(lambda held: held < minimum, least)
        return Lanes(base.holds & ~here | holds, base.fails & ~here | fails, base.touched | here)

    def _holdings(self, at: str) -> list[str]:
        return [str(holding) for holding in self.nodes[at].values.get(OWNERSHIP, ())]

    def _share(self, holding: str) -> tuple[int, int]:
        """Return the least and the greatest share that a holding can be, in per cent."""
        bounds = bounds_of(self.nodes[holding], SHARE)
        return bounds.least, WHOLE if bounds.most is None else min(bounds.most, WHOLE)

    def _some(self, condition: Condition, at: str, prop: str, filler: Condition) -> Lanes:
        """Return where some value lies in a filler: the stated nodes lane by lane, terms with those that are added."""
        if prop in self.evaluation.book.schema.ranges and at in self.nodes:
            return self._some_node(condition, at, prop, filler)
        base = self._base(condition, at)
        added = self.added.get((at, prop), {})
        if at in self.nodes and prop in self.nodes[at].presumed:
            base = self._without(base, added.values())
        return self._with(base, self._lying_in(filler, added))

    def _lying_in(self, filler: Condition, added: Mapping[str, int]) -> int:
        """Return the lanes of added values that lie in a filler."""
        if isinstance(filler, OneOf):
            return sum(added.get(value, 0) for value in filler.individuals)
        holds, true = self.evaluation.holds, self.evaluation.diagrams.true
        return sum(bit for value, bit in added.items() if holds(filler, value) == true)

    def _some_node(self, condition: Condition, at: str, prop: str, filler: Condition) -> Lanes:
        """Return where some node lies in a filler: a stated one, or one that is not described and may be any."""
        stated = [str(value) for value in self.nodes[at].values.get(prop, ())]
        here = sum(self.added.get((at, prop), {}).values())
        if prop == SAFEGUARD or not stated:
            found = self._base(condition, at)
        else:
            found = self.disjunction(map(self.holds, repeat(filler), stated))
            found = self.settle(found, lambda: self._truth(condition, at))
        return Lanes(found.holds | here, found.fails, found.touched | here)

    @staticmethod
    def _without(base: Lanes, bits: Iterable[int]) -> Lanes:
        """Return lanes in which added values take the place of a presumed one, which does not hold there."""
        here = sum(bits)
        return Lanes(base.holds & ~here, base.fails | here, base.touched | here)

    @staticmethod
    def _with(base: Lanes, here: int) -> Lanes:
        """Return lanes in which some added values make the difference, ``here``."""
        return Lanes(base.holds | here, base.fails & ~here, base.touched | here)


def _sums(lanes: int, parts: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return the lanes by what adds up in them, in per cent: each part counts in some lanes."""
    found = {0: lanes}
    for counting, share in parts:
        split: dict[int, int] = {}
        for held, where in found.items():
            split[held] = split.get(held, 0) | where & ~counting
            split[held + share] = split.get(held + share, 0) | where & counting
        found = {held: where for held, where in split.items() if where}
    return found


def _where(wanted: Callable[[int], bool], sums: dict[int, int]) -> int:
    """Return the lanes in which a sum is as wanted."""
    return reduce(operator.or_, (lanes for held, lanes in sums.items() if wanted(held)), 0)


def negation(lanes: Lanes) -> Lanes:
    """Return where something does not hold."""
    return Lanes(lanes.fails, lanes.holds, lanes.touched)
