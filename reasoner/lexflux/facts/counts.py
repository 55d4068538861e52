"""Counts of which only bounds are known: the range in which the number lies."""

from __future__ import annotations

import json
from dataclasses import replace

from lexflux.facts.documents import Position
from lexflux.facts.transfer import NodeFacts, bounds
from lexflux.facts.values import NO_HINT, refused
from lexflux.law.conditions import Range, Value
from lexflux.law.lawbook import LawBook
from lexflux.law.schema import PropertyShape
from lexflux.terms import BELOW, COUNT_RANGE, FROM, local


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


def exceeds(part: Value | Range, whole: Value | Range) -> bool:
    """Return whether a count, or all numbers that it can be, is greater than another, or all that this can be."""
    least = part.low if isinstance(part, Range) else part
    most = (whole.high and whole.high - 1) if isinstance(whole, Range) else whole
    return isinstance(least, int) and isinstance(most, int) and least > most


def written(count: Value | Range) -> str:
    """Return how messages call a count: as it is written."""
    return json.dumps(bounds(count)) if isinstance(count, Range) else str(count)
