"""Counts that a law adds up over the data sets of a transfer: the range of sums that their overlap leaves possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

from lexflux.facts.counts import Bounds, bounds_of
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.conditions import Value
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Collection
from lexflux.terms import COLLECTION, DATA_SET, DIFFERENT_PEOPLE, OVERLAP, SAME_PEOPLE, TYPE


@dataclass(frozen=True, slots=True)
class Part:
    """A data set that certainly or perhaps belongs to a collection."""

    node: NodeFacts
    certain: bool


def with_collections(book: LawBook, facts: Facts, found: Sequence[tuple[Collection, list[Part]]]) -> Facts:
    """
    Return the facts with a node for each collection of several data sets, in which their counts are added up.

    Nothing else is stated of such a node, so that it counts only where the law asks for data taken together.
    """
    nodes = [
        _together(book, facts, collection, parts, f"collection/{number}")
        for number, (collection, parts) in enumerate(found, 1)
    ]
    transfer = facts.nodes["transfer"]
    paths = tuple(node.path for node in nodes)
    changed = replace(transfer, values={**transfer.values, COLLECTION: paths})
    return Facts({**facts.nodes, "transfer": changed, **{node.path: node for node in nodes}}) if nodes else facts


def _together(book: LawBook, facts: Facts, collection: Collection, parts: list[Part], path: str) -> NodeFacts:
    overlap = _overlap(facts.nodes["transfer"])
    sums = {prop: _sum([(part, bounds_of(part.node, prop)) for part in parts], overlap) for prop in collection.adds_up}
    exact = {prop: found for prop, found in sums.items() if found.least == found.most}
    return NodeFacts(
        path=path,
        owner=DATA_SET,
        kinds=frozenset((collection.iri,)),
        types=book.classes[collection.iri].ancestors,
        values={prop: (found.least,) for prop, found in exact.items()},
        unknown=frozenset(),
        not_applicable=frozenset(),
        complete=frozenset((TYPE, *book.schema.shapes[DATA_SET])),
        parts=tuple(part.node.path for part in parts),
        ranges={prop: found.as_range() for prop, found in sums.items() if prop not in exact},
        found_by={prop: _telling(parts, prop, overlap) for prop in sums.keys() - exact.keys()},
    )


def _overlap(transfer: NodeFacts) -> Value | None:
    """Return what is stated of the overlap; where there can be none, people are different."""
    if OVERLAP in transfer.not_applicable:
        return DIFFERENT_PEOPLE
    return next(iter(transfer.values.get(OVERLAP, ())), None)


def _sum(counts: list[tuple[Part, Bounds]], overlap: Value | None) -> Bounds:
    """Return the sum of counts: not less than the largest, nor more than all together."""
    least = [found.least for part, found in counts if part.certain]
    most = [found.most for _, found in counts]
    return Bounds(
        sum(least) if overlap == DIFFERENT_PEOPLE else max(least, default=0),
        reduce(_larger if overlap == SAME_PEOPLE else _plus, most),
    )


def _plus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _larger(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else max(one, other)


def _telling(parts: list[Part], prop: str, overlap: Value | None) -> tuple[str, str]:
    """Return what has to be known first for a sum: the overlap, then what belongs to it, then the counts."""
    if overlap is None:
        return "transfer", OVERLAP
    perhaps = (part.node.path for part in parts if not part.certain)
    first = next(perhaps, None)
    if first is not None:
        return first, TYPE
    counts = ((part.node.path, bounds_of(part.node, prop)) for part in parts)
    return next(path for path, found in counts if found.least != found.most), prop
