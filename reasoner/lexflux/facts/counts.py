"""Counts of which only bounds are known: the range in which the number lies."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lexflux.facts.documents import Position
from lexflux.facts.transfer import Facts, NodeFacts, bounds
from lexflux.facts.values import NO_HINT, refused
from lexflux.law.conditions import Range, Value
from lexflux.law.lawbook import LawBook
from lexflux.law.schema import PropertyShape
from lexflux.terms import BELOW, COUNT_RANGE, FROM, local


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least that a count can be and the most; None if nothing bounds it."""

    least: int
    most: int | None

    def as_range(self) -> Range:
        """Return the bounds as a range."""
        return Range(self.least, True, None if self.most is None else self.most + 1, False)

    def within(self, other: Bounds) -> Bounds:
        """Return what is left of the bounds within others."""
        most = [one for one in (self.most, other.most) if one is not None]
        return Bounds(max(self.least, other.least), min(most, default=None))


def read_range(node: NodeFacts, book: LawBook, shape: PropertyShape, position: Position) -> Range:
    """
    Return the range that a node states as the value of a count.

    Raises
    ------
    InputError
        If it has no bound, no number lies in it, or a bound is no number that the count may be.
    """
    if node.values.keys().isdisjoint((FROM, BELOW)):
        raise position.error("range without bounds", local(FROM))
    low, high = _bound(node, FROM), _bound(node, BELOW)
    for prop, bound in ((FROM, low), (BELOW, high)):
        if bound is not None and shape.maximum is not None and bound > shape.maximum:
            rule = replace(shape, prop=prop)
            raise refused("value not allowed", rule, str(bound), position, value=bound, hint=NO_HINT)
    if low is not None and high is not None and low >= high:
        rule = book.schema.shapes[COUNT_RANGE][FROM]
        raise refused("value not allowed", rule, str(low), position, value=f"{low} >= {high}", hint=NO_HINT)
    return Range(low, True, high, False)


def _bound(node: NodeFacts, prop: str) -> int | None:
    return next((value for value in node.values.get(prop, ()) if isinstance(value, int)), None)


def bounds_of(node: NodeFacts, prop: str) -> Bounds:
    """Return what a count of a node can be, by what is said of it."""
    exact = next((value for value in node.values.get(prop, ()) if isinstance(value, int)), None)
    if exact is not None or prop in node.not_applicable:
        return Bounds(exact or 0, exact or 0)
    known = node.ranges.get(prop)
    if known is None:
        return Bounds(0, None)
    return Bounds(known.low or 0, None if known.high is None else known.high - 1)


def with_bounds(book: LawBook, facts: Facts) -> Facts:
    """Return the facts with what a count that is not known can be, beside those that it includes or is included in."""
    nodes = {path: _with_bounds(book.included_counts[node.owner], node) for path, node in facts.nodes.items()}
    return facts if all(node is facts.nodes[path] for path, node in nodes.items()) else Facts(nodes)


def _with_bounds(pairs: Sequence[tuple[str, str]], node: NodeFacts) -> NodeFacts:
    said = {*node.values, *node.ranges, *node.not_applicable}
    if not any(part in said or whole in said for part, whole in pairs):
        return node
    known = {prop: bounds_of(node, prop) for pair in pairs for prop in pair if prop not in node.not_applicable}
    found = dict(known)
    for part, whole in pairs:
        if part in known and whole in known:
            found[part] = found[part].within(Bounds(0, known[whole].most))
            found[whole] = found[whole].within(Bounds(known[part].least, None))
    narrower = {prop: one.as_range() for prop, one in found.items() if one != known[prop] and prop not in node.values}
    return replace(node, ranges={**node.ranges, **narrower}) if narrower else node


def exceeds(part: Value | Range, whole: Value | Range) -> bool:
    """Return whether a count, or all numbers that it can be, is greater than another, or all that this can be."""
    least = part.low if isinstance(part, Range) else part
    most = (whole.high and whole.high - 1) if isinstance(whole, Range) else whole
    return isinstance(least, int) and isinstance(most, int) and least > most


def written(count: Value | Range) -> str:
    """Return how messages call a count: as it is written."""
    return json.dumps(bounds(count)) if isinstance(count, Range) else str(count)
