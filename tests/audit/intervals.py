"""Intervals inside conditions, with one bound moved by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lexflux.law.conditions import And, Condition, Not, Or, Range, Some


def bounds(condition: Condition) -> Iterator[tuple[str, Range, Range, Condition]]:
    """
    Yield the condition with each of its bounds moved by one, up and down.

    Before it come the bounded property, the interval as it was and the interval as it is then. An interval that stands
    several times, for one thing and for all together, is one number of the law, and moved as one.
    """
    for prop, before in dict.fromkeys(_intervals(condition)):
        for after in _shifted(before):
            yield prop, before, after, _moved(condition, prop, before, after)


def _intervals(condition: Condition) -> Iterator[tuple[str, Range]]:
    match condition:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _intervals(part)
        case Not(part):
            yield from _intervals(part)
        case Some(prop, Range() as interval):
            yield prop, interval
        case Some(_, filler):
            yield from _intervals(filler)


def _moved(condition: Condition, prop: str, before: Range, after: Range) -> Condition:
    """Return the condition with another interval of a property wherever one stands."""
    match condition:
        case And(parts) | Or(parts):
            return type(condition)(tuple(_moved(part, prop, before, after) for part in parts))
        case Not(part):
            return Not(_moved(part, prop, before, after))
        case Some(bounded, filler) if (bounded, filler) == (prop, before):
            return Some(bounded, after)
        case Some(other, filler):
            return Some(other, _moved(filler, prop, before, after))
        case _:
            return condition


def _shifted(interval: Range) -> Iterator[Range]:
    for side in ("low", "high"):
        bound = getattr(interval, side)
        if bound is not None:
            moved = (replace(interval, **{side: bound + step}) for step in (-1, 1))
            yield from (one for one in moved if difference(interval, one))


def difference(one: Range, other: Range) -> tuple[int, ...]:
    """Return the counts that lie in only one of two intervals; there are none below zero."""
    bounds = {bound for interval in (one, other) for bound in (interval.low, interval.high) if bound is not None}
    return tuple(count for count in sorted(bounds) if count >= 0 and one.holds(count) != other.holds(count))


def shown(interval: Range) -> str:
    low = "" if interval.low is None else f"{'[' if interval.low_included else '('}{interval.low}"
    high = "" if interval.high is None else f"{interval.high}{']' if interval.high_included else ')'}"
    return f"{low}..{high}"
