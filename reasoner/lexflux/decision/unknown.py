"""Facts without a value, and the values of each that the law tells apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lexflux.law.conditions import Condition, Named, OneOf, Range, Value
from lexflux.law.lawbook import LawBook

OTHER = "urn:lexflux:other"
"""A term that no condition names; it stands for all of them."""

Cells = tuple[Value, ...]
"""The values of an unknown fact that the law tells apart, each represented by one, numbers by the least."""


@dataclass(frozen=True, slots=True)
class UnknownFact:
    """
    A fact without a value: a property of a node.

    ``aspect`` tells apart the tests on a many-valued property that is said to be unknown.
    """

    path: str
    prop: str
    aspect: Condition | None = None

    @property
    def term(self) -> str | None:
        """The one term or kind of which the test asks, if it asks of one."""
        match self.aspect:
            case Named(iri):
                return iri
            case OneOf(individuals) if len(individuals) == 1:
                return next(iter(individuals))
            case _:
                return None


def cells_of(book: LawBook, prop: str) -> Cells:
    """Return the cells of a single-valued property: truth values, intervals between thresholds, or named terms."""
    kind = book.properties[prop]
    if kind.datatype == "boolean":
        return (False, True)
    if kind.datatype == "integer":
        cuts = {cut for test in book.thresholds.get(prop, ()) for cut in cuts_of(test)}
        return tuple(sorted({0, *cuts}))
    if kind.values is not None:
        return kind.values
    return (*sorted(book.named_values.get(prop, ())), OTHER)


def cells_within(cells: Cells, bounds: Range) -> Cells:
    """
    Return the cells of a count that meet the range in which it lies, each represented by the least number in it.

    >>> cells_within((0, 100, 1000), Range(50, True, 1000, False))
    (50, 100)
    """
    low = bounds.low or 0
    return (low, *(cell for cell in cells if isinstance(cell, int) and cell > low and bounds.holds(cell)))


def cuts_of(test: Range) -> Iterator[int]:
    """Yield the numbers at which a test begins or ceases to hold."""
    if test.low is not None:
        yield test.low if test.low_included else test.low + 1
    if test.high is not None:
        yield test.high + 1 if test.high_included else test.high
