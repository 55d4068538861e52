"""Which other law reaches many transfers: asked once of each law for all transfers that it cannot tell apart."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from lexflux.decision.gates import gates_at
from lexflux.decision.reach import Reach, find_reach
from lexflux.decision.unread import Reading, properties_told, what_is_read
from lexflux.facts.silence import Silence
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.conditions import Value
from lexflux.law.lawbook import LawBook
from lexflux.law.snapshot import Snapshot, snapshot_if_in_force
from lexflux.terms import SAFEGUARD_CLASS, TYPE

MOST = 4_096
"""How many findings are kept, each with the evaluation of one transfer under one law, and how many nodes."""
BY_WHAT_IS_READ = ("values", "ranges", "denied", "unknown", "not_applicable", "complete")
OTHERS = tuple(one.name for one in fields(NodeFacts) if one.name not in {"label", "kinds", "types", *BY_WHAT_IS_READ})


class Reaches:
    """
    Finds which law reaches transfers, each law once for all transfers that are alike to it.

    Parameters
    ----------
    book
        The law book.
    readings
        Chosen readings by the IRI of their open point.
    strict
        Whether nothing is presumed.
    """

    def __init__(self, book: LawBook, readings: Mapping[str, str], strict: bool) -> None:
        self.book = book
        self.readings = readings
        self.strict = strict
        self._nodes: dict[Hashable, _Node] = {}
        self._telling = lru_cache(None)(self._what_tells)
        self._found = lru_cache(MOST)(self._find)

    def of(self, facts: Facts, on: datetime.date, besides: Collection[str] = ()) -> tuple[Reach, ...]:
        """Return what `lexflux.decision.reach.find_reaches` does; an evaluation may be that of a transfer alike."""
        if len(self._nodes) >= MOST:
            self._forget()
        nodes = [self._node(node, facts) for node in facts.nodes.values()]
        found = []
        for iri in (iri for _, iri in sorted(self.book.regimes.items()) if iri not in besides):
            telling = self._telling(iri, on)
            if telling is not None:
                found.append(self._found(_Key(iri, (on, *map(telling.of, nodes)), facts), on))
        return tuple(one for one in found if one is not None)

    def _forget(self) -> None:
        self._nodes.clear()
        self._telling.cache_clear()
        self._found.cache_clear()

    def _node(self, node: NodeFacts, facts: Facts) -> _Node:
        """Return what is stated of a node, the same thing where the same is stated, so that it is read only once."""
        found = _Node.of(node, facts)
        return self._nodes.setdefault((node.kinds, found.stated, found.others, found.apart), found)

    def _find(self, key: _Key, on: datetime.date) -> Reach | None:
        if not gates_at(self.book, key.facts, on, self.readings, self.strict).is_open(key.regime):
            return None
        return find_reach(self.book, key.facts, key.regime, on, self.readings, self.strict)

    def _what_tells(self, regime: str, on: datetime.date) -> _Telling | None:
        law = snapshot_if_in_force(self.book, regime, on)
        return None if law is None else _Telling(self.book, law, what_is_read(self.book, regime, on), self.strict)


@dataclass(frozen=True, slots=True)
class _Key:
    """What a law can tell of a transfer, and with it one transfer of which that is so."""

    regime: str
    told: Hashable
    facts: Facts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and (self.regime, self.told) == (other.regime, other.told)

    def __hash__(self) -> int:
        return hash((self.regime, self.told))


@dataclass(frozen=True, slots=True, eq=False)
class _Node:
    """
    A node, and what is stated of it by properties, in a fixed order.

    Of one ``apart`` all is told: it may be exchanged with another of its list, or its places are known only in general.
    """

    node: NodeFacts
    stated: tuple[Any, ...]
    others: Hashable
    apart: bool

    @staticmethod
    def of(node: NodeFacts, facts: Facts) -> _Node:
        above, _, number = node.path.rpartition("/")
        twins = number.isdigit() and f"{above}/2" in facts.nodes
        general = any(one.areas for one in facts.nodes.values())
        stated = tuple(_hashable(getattr(node, name)) for name in BY_WHAT_IS_READ)
        others = tuple(_hashable(getattr(node, name)) for name in OTHERS)
        return _Node(node, stated, others, twins or general)


class _Telling:
    """What of a node a law can tell: the properties that it reads, and of terms and kinds only what it asks of them."""

    def __init__(self, book: LawBook, law: Snapshot, reading: Reading, strict: bool) -> None:
        self.book = book
        self.law = law
        self.reading = reading
        self.strict = strict
        self.read = properties_told(book, law)
        self._terms: dict[tuple[str, str], Hashable] = {}
        self._kinds: dict[Hashable, Hashable] = {}
        self._numbers: dict[Hashable, int] = {}
        self._of: dict[_Node, int] = {}

    def of(self, one: _Node) -> int:
        """Return a number of what is told of a node: the same for nodes of which the law can tell the same."""
        found = self._of.get(one)
        if found is None:
            told = self._whole(one) if one.apart else self._read(one)
            found = self._of[one] = self._numbers.setdefault(told, len(self._numbers))
        return found

    def _whole(self, one: _Node) -> Hashable:
        return one.others, one.stated, one.node.kinds

    def _read(self, one: _Node) -> Hashable:
        values, ranges, denied, unknown, not_applicable, complete = one.stated
        return (
            one.others,
            self._kinds_of(one),
            tuple((prop, self._told(prop, of)) for prop, of in values if prop in self.read),
            tuple(pair for pair in ranges if pair[0] in self.read),
            tuple(pair for pair in denied if pair[0] in self.read),
            unknown & self.read,
            not_applicable & self.read,
            complete & self.read,
        )

    def _told(self, prop: str, values: tuple[Value, ...]) -> tuple[Hashable, ...]:
        if prop in self.book.schema.ranges:
            return values
        return tuple(dict.fromkeys(self._term(prop, one) if isinstance(one, str) else one for one in values))

    def _term(self, prop: str, term: str) -> Hashable:
        """Return a term that the law names or tells from the others, else the classes for which it asks."""
        found = self._terms.get((prop, term))
        if found is None:
            named = term in self.reading.individuals or term in self.law.named.get(prop, ())
            classes = {*self.book.individuals.get(term, ()), *self.law.designated.get(term, ())}
            kept = named or term in self.book.before_that or term in self.book.before_that.values()
            found = self._terms[prop, term] = term if kept else frozenset(classes & self.reading.classes)
        return found

    def _kinds_of(self, one: _Node) -> Hashable:
        """Return the kinds that the law asks for and a node has, and those that it may have; of safeguards all."""
        node = one.node
        if node.owner == SAFEGUARD_CLASS or node.doubtful:
            return node.kinds
        said = tuple(TYPE in of for of in (node.unknown, node.complete)), node.denied.get(TYPE)
        key = (node.owner, node.kinds, node.types, said)
        found = self._kinds.get(key)
        if found is None:
            silence = Silence(self.book, Facts({node.path: node}), self.strict)
            perhaps = tuple(silence.open_kinds(node, self.law.kinds))
            found = self._kinds[key] = (node.types & self.reading.classes, perhaps)
        return found


def _hashable(told: Any) -> Hashable:
    return tuple(sorted(told.items())) if isinstance(told, Mapping) else told
