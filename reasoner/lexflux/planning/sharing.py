"""Decisions between many places, each law asked once for all places that it does not tell apart.

A law tells two places apart by what its conditions read of a place: the classes that it belongs to or is designated as,
and the conditions that name it. Facts that differ in such places only have the same answer under that law.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Hashable, Mapping
from dataclasses import fields, replace
from functools import cached_property, lru_cache

from lexflux.decision.all_law import AllLaw, Applied
from lexflux.decision.outcome import Decision
from lexflux.decision.reach import Reach, find_reach
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.conditions import HasValue, Named, OneOf, Value
from lexflux.law.lawbook import LawBook
from lexflux.law.reading import conditions_read
from lexflux.law.snapshot import designated_on, snapshot_if_in_force
from lexflux.terms import LF

PLACE_CLASS = LF + "Place"
FIELDS = tuple(one.name for one in fields(NodeFacts))

Pattern = Hashable


class SharedLaw(AllLaw):
    """
    All law on a day, with nothing read or presumed otherwise, each asked once for all places it does not tell apart.

    Parameters
    ----------
    book
        The law book.
    on
        The day.
    """

    def __init__(self, book: LawBook, on: datetime.date) -> None:
        super().__init__(book, on)
        self._decided: dict[Pattern, tuple[tuple[str, ...], Decision]] = {}
        self._reached: dict[Pattern, Reach | None] = {}
        self._applied: dict[Pattern, Applied | None] = {}
        self._patterns: dict[int, tuple[Facts, Pattern, tuple[str, ...]]] = {}
        self.told_apart = lru_cache(None)(self._told_apart)

    def apply(self, facts: Facts, regime: str) -> Applied | None:
        """Apply a law as `AllLaw.apply`."""
        key, _ = self._key(facts, regime)
        if key not in self._applied:
            self._applied[key] = super().apply(facts, regime)
        return self._applied[key]

    def decide(self, facts: Facts, regime: str) -> Decision:
        """Decide as `AllLaw.decide`."""
        key, places = self._key(facts, regime)
        found = self._decided.get(key)
        if found is None:
            found = self._decided[key] = places, super().decide(facts, regime)
        known, decision = found
        if decision.stated is facts:
            return decision
        return replace(decision, stated=facts, facts=moved(decision.facts, dict(zip(known, places, strict=True))))

    def find_reaches(self, facts: Facts, besides: Collection[str] = ()) -> tuple[Reach, ...]:
        """Return which law reaches a transfer as `AllLaw.find_reaches`."""
        asked = (iri for _, iri in sorted(self.book.regimes.items()) if iri not in besides)
        found = (self._reach(facts, one) for one in asked)
        return tuple(one for one in found if one is not None)

    def _reach(self, facts: Facts, regime: str) -> Reach | None:
        key, _ = self._key(facts, regime)
        if key not in self._reached:
            may_reach = self.gates(facts).is_open(regime)
            self._reached[key] = find_reach(self.book, facts, regime, self.on) if may_reach else None
        return self._reached[key]

    def _key(self, facts: Facts, regime: str) -> tuple[Pattern, tuple[str, ...]]:
        """Return what facts are to a law, and their places in order."""
        known = self._patterns.get(id(facts))
        if known is None or known[0] is not facts:
            known = self._patterns[id(facts)] = facts, *self._pattern(facts)
        _, pattern, places = known
        return (regime, pattern, tuple(self.told_apart(regime, place) for place in places)), places

    def _pattern(self, facts: Facts) -> tuple[Pattern, tuple[str, ...]]:
        """Return facts with a number for each place, and the places in the order of these numbers."""
        places: dict[Value, int] = {}
        nodes = tuple(
            tuple(self._frozen(getattr(node, name), places) for name in FIELDS) for node in facts.nodes.values()
        )
        return nodes, tuple(map(str, places))

    def _frozen(self, part: object, places: dict[Value, int]) -> Hashable:
        if isinstance(part, Mapping):
            return tuple((key, self._frozen(part[key], places)) for key in sorted(part))
        if isinstance(part, (tuple, frozenset)):
            listed = part if isinstance(part, tuple) else sorted(part)
            return tuple(places.setdefault(one, len(places)) if one in self._places else one for one in listed)
        return part

    @cached_property
    def _places(self) -> frozenset[Value]:
        return frozenset(iri for iri, kinds in self.book.individuals.items() if PLACE_CLASS in kinds)

    @cached_property
    def _read(self) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
        """The classes and the individuals that conditions of each law name on the day."""
        found = {}
        for regime in self.book.regimes.values():
            law = snapshot_if_in_force(self.book, regime, self.on)
            conditions = [*self.book.gates.get(regime, ())]
            if law is not None:
                conditions += [norm.condition for norm in law.norms.values()]
                conditions += [gap.condition for gap in law.gaps]
            read = conditions_read(self.book, conditions)
            classes = frozenset(part.iri for part in read if isinstance(part, Named))
            values = {str(part.value) for part in read if isinstance(part, HasValue)}
            listed = (part.individuals for part in read if isinstance(part, OneOf))
            found[regime] = classes, frozenset(values.union(*listed))
        return found

    def _told_apart(self, regime: str, place: str) -> Hashable:
        """Return by what a law tells a place from others: itself where it is named, else its classes."""
        classes, named = self._read[regime]
        if place in named:
            return place
        own = {*self.book.individuals.get(place, ()), *designated_on(self.book, self.on).get(place, ())}
        return frozenset(own & classes)


def moved(facts: Facts, places: Mapping[str, str]) -> Facts:
    """Return facts with each place in the place of another."""
    nodes = facts.nodes.items()
    return Facts({path: replace(node, values=_with(node.values, places)) for path, node in nodes})


def _with(values: Mapping[str, tuple[Value, ...]], places: Mapping[str, str]) -> dict[str, tuple[Value, ...]]:
    return {
        prop: tuple(places.get(one, one) if isinstance(one, str) else one for one in own)
        for prop, own in values.items()
    }
