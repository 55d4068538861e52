"""Intervals inside conditions, with one bound moved by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lexflux.law.conditions import And, Condition, Not, Or, Range, Some


def bounds(condition: Condition) -> Iterator[tuple[str, Range, Range, Condition]]:
    """
    Yield the condition with each of its bounds moved by one, up and down.

    Before it come the bounded property, the interval as it was and the interval as it is then.
    """
    match condition:
        case And(parts) | Or(parts):
            for index, part in enumerate(parts):
                for prop, before, after, moved in bounds(part):
                    yield prop, before, after, type(condition)((*parts[:index], moved, *parts[index + 1 :]))
        case Not(part):
            for prop, before, after, moved in bounds(part):
                yield prop, before, after, Not(moved)
        case Some(prop, Range() as interval):
            for after in _shifted(interval):
                yield prop, interval, after, Some(prop, after)
        case Some(prop, filler):
            for inner, before, after, moved in bounds(filler):
                yield inner, before, after, Some(prop, moved)
        case _:
            pass


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
