"""The numbers at which norms begin or cease to govern a transfer, drawn out of their conditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lexflux.law.conditions import And, Condition, Named, Not, Or, Range, Some
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Norm
from lexflux.remembering import remembered


@dataclass(frozen=True, slots=True)
class Threshold:
    """An interval that the condition of a norm tests on a number, a property of facts."""

    norm: Norm
    prop: str
    bounds: Range


@remembered(4)
def thresholds(book: LawBook) -> tuple[Threshold, ...]:
    """Return the thresholds of each norm, each once, those of the elements that its condition names included."""
    return tuple(
        Threshold(norm, prop, bounds)
        for norm in book.norms.values()
        for prop, bounds in dict.fromkeys(_intervals(book, norm.condition, True))
    )


def _intervals(book: LawBook, condition: Condition, holds: bool) -> Iterator[tuple[str, Range]]:
    """Yield the properties with the intervals in which they lie, or under a negation do not."""
    match condition:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _intervals(book, part, holds)
        case Not(part):
            yield from _intervals(book, part, not holds)
        case Named(iri):
            defined = book.classes[iri].definition if iri in book.classes else None
            yield from _intervals(book, defined, holds) if defined else ()
        case Some(prop, filler):
            for bounds in _ranges(filler):
                yield from ((prop, side) for side in ([bounds] if holds else _outside(bounds)))
            yield from _intervals(book, filler, holds)
        case _:
            return


def _ranges(filler: Condition) -> Iterator[Range]:
    if isinstance(filler, Range):
        yield filler


def _outside(bounds: Range) -> Iterator[Range]:
    """
    Yield the intervals beside one.

    >>> list(_outside(Range(10, True, None, False)))
    [Range(low=None, low_included=False, high=10, high_included=False)]
    """
    if bounds.low is not None:
        yield Range(None, False, bounds.low, not bounds.low_included)
    if bounds.high is not None:
        yield Range(bounds.high, not bounds.high_included, None, False)
