"""The gates of a regime: what has to hold of a transfer for any of its norms or gaps, on whatever day, to be about it.

A gate is what a condition asks of a transfer, but for safeguards, numbers and other facts that a law first counts or
adds up. A condition that asks for all that another asks for, and more, needs no gate of its own. So few are left, and
a law whose gates are all closed does not reach a transfer, whatever else its norms say.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from lexflux.law.conditions import And, Condition, HasValue, Named, OneOf, Some
from lexflux.law.lawbook import LawBook
from lexflux.law.reading import conditions_read, kinds_read, named_terms
from lexflux.law.snapshot import Snapshot, designated_on
from lexflux.remembering import remembered
from lexflux.terms import NOTIFIED_ON, SAFEGUARD, TRANSFER


def find_gates(book: LawBook) -> dict[str, tuple[Condition, ...]]:
    """Return the gates of each regime by its IRI."""
    found: dict[str, dict[frozenset[Condition], Condition]] = {iri: {} for iri in book.regimes.values()}
    norms = [(norm.regime, norm.condition) for norm in book.norms.values()]
    for regime, condition in [*norms, *((gap.regime, gap.condition) for gap in book.gaps.values())]:
        if regime in found:
            asked = tuple(dict.fromkeys(_telling(book, condition)))
            closure = frozenset(part for one in asked for part in _implied(book, one))
            found[regime].setdefault(closure, And(asked))
    return {regime: _widest(gates) for regime, gates in found.items()}


def _widest(gates: dict[frozenset[Condition], Condition]) -> tuple[Condition, ...]:
    """Return the gates that ask for less than all others do."""
    kept: list[frozenset[Condition]] = []
    for closure in sorted(gates, key=len):
        if not any(one <= closure for one in kept):
            kept.append(closure)
    return tuple(gates[one] for one in kept)


def _telling(book: LawBook, condition: Condition) -> Iterator[Condition]:
    """Yield what a condition asks for that is known as soon as the facts are: its parts, or parts of these."""
    if isinstance(condition, And):
        for part in condition.parts:
            yield from _telling(book, part)
    elif not any(_is_counted(book, part) for part in conditions_read(book, [condition])):
        yield condition
    elif isinstance(condition, Named) and (inside := _definition(book, condition.iri)) is not None:
        yield from _telling(book, inside)


def _is_counted(book: LawBook, part: Condition) -> bool:
    """Return whether something of a transfer turns on what its law counts, adds up or takes from another day."""
    match part:
        case Some(prop, _) if prop == SAFEGUARD or book.properties[prop].datatype == "integer":
            return True
        case HasValue(prop, value):
            of_a_day = prop == NOTIFIED_ON or value in book.before_that or value in book.before_that.values()
            return of_a_day or book.properties[prop].datatype == "integer"
        case OneOf(individuals):
            return not individuals.isdisjoint({*book.before_that, *book.before_that.values()})
        case Named(iri):
            return iri in book.collections
        case _:
            return False


def _implied(book: LawBook, condition: Condition) -> Iterator[Condition]:
    """Yield a condition and what it asks for, through the definitions of classes."""
    if isinstance(condition, And):
        for part in condition.parts:
            yield from _implied(book, part)
        return
    yield condition
    if isinstance(condition, Named) and (inside := _definition(book, condition.iri)) is not None:
        yield from _implied(book, inside)


def _definition(book: LawBook, iri: str) -> Condition | None:
    return book.classes[iri].definition if iri != TRANSFER and iri in book.classes else None


@remembered(64)
def law_of_gates(book: LawBook, on: datetime.date) -> Snapshot:
    """Return what holds on a day for the gates of all regimes: designations, and what the gates tell apart."""
    read = (book.gates_read,)
    designated = designated_on(book, on)
    return Snapshot(
        "",
        {},
        {},
        (),
        (),
        {},
        (),
        designated,
        named_terms(read, designated),
        kinds_read(read),
        (),
        (),
        {},
        {},
    )
