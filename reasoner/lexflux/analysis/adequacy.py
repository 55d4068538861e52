"""The places and bodies that a regime recognises as adequate on a day, for whom, and since when."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lexflux.errors import UnknownTermError
from lexflux.law.conditions import And, Condition, Named, Or, Some
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Designation, Instrument
from lexflux.law.snapshot import regime_iri, snapshot
from lexflux.phrases import LANGUAGES
from lexflux.terms import LF

ADEQUACY = LF + "topic/Adequacy"


@dataclass(frozen=True, slots=True)
class Adequacy:
    """
    What a regime recognises on a day.

    ``recognised`` are the designations valid on the day, those of a union with one for each member; ``later`` those
    that are known to begin after it; ``instruments`` those of the regime that begin after it; ``known_until`` the day
    to which its law is known, where the day asked for lies beyond it.
    """

    regime: str
    day: datetime.date
    recognised: tuple[Designation, ...]
    later: tuple[Designation, ...]
    instruments: tuple[Instrument, ...]
    known_until: datetime.date | None


def adequacy(book: LawBook, regime: str, day: datetime.date) -> Adequacy:
    """
    Return the places and bodies on whose recognition the route of adequacy of a regime turns.

    Parameters
    ----------
    book
        The law book.
    regime
        Notation of the regime, such as ``eu``.
    day
        The day of the law.

    Raises
    ------
    UnknownTermError
        If the regime is unknown, or recognises none: what else it designates is no adequacy, and the message says so.
    NoLawInForceError
        If no law of the regime that is encoded was in force on the day.
    """
    iri = regime_iri(book, regime)
    snapshot(book, regime, day)
    classes = set(_classes(book, iri))
    if not classes:
        raise UnknownTermError("no adequacy", regime=_labels(book, iri), known=_designated(book, iri))
    found = sorted(
        (one for one in book.designations.values() if one.designated_as in classes),
        key=lambda one: (one.designated_as, book.label(one.individual, "en"), str(one.validity.start)),
    )
    known = book.known_until.get(iri)
    return Adequacy(
        iri,
        day,
        _once(one for one in found if one.validity.contains(day)),
        _once(one for one in found if one.validity.start and one.validity.start > day),
        tuple(_beginning_after(book, iri, day)),
        known if known and known < day else None,
    )


def grants_adequacy(book: LawBook, regime: str) -> bool:
    """Return whether the law of a regime, by its IRI, has a route of adequacy."""
    return next(_classes(book, regime), None) is not None


def _classes(book: LawBook, regime: str) -> Iterator[str]:
    """Yield the designated classes on which elements on adequacy turn."""
    for element, topics in book.topics.items():
        definition = book.classes[element].definition if element in book.classes else None
        if ADEQUACY in topics and definition is not None and _is_of(book, element, regime):
            yield from (iri for iri in _asked_for(book, definition) if iri in book.designated_classes)


def _asked_for(book: LawBook, condition: Condition) -> Iterator[str]:
    """Yield the classes that a condition asks for, through their definitions; what it excludes is left out."""
    match condition:
        case And(parts) | Or(parts):
            yield from (iri for part in parts for iri in _asked_for(book, part))
        case Some(_, filler):
            yield from _asked_for(book, filler)
        case Named(iri):
            yield iri
            definition = book.classes[iri].definition if iri in book.classes else None
            if definition is not None:
                yield from _asked_for(book, definition)


def _is_of(book: LawBook, element: str, regime: str) -> bool:
    return any(_regime_of(book, provision) == regime for provision in book.element_sources.get(element, ()))


def _regime_of(book: LawBook, provision: str) -> str:
    return book.instruments[book.provisions[provision].instrument].regime


def _beginning_after(book: LawBook, regime: str, day: datetime.date) -> Iterator[Instrument]:
    for one in book.instruments.values():
        if one.regime == regime and one.validity.start and one.validity.start > day:
            yield one


def _once(found: Iterator[Designation]) -> tuple[Designation, ...]:
    """Return designations without those handed on to members that are named themselves on the same days."""
    return tuple({(one.individual, one.designated_as, one.validity): one for one in found}.values())


def _designated(book: LawBook, regime: str) -> tuple[str, ...]:
    """Return, in both languages, the classes that a regime designates into, for a message."""
    stated = (one for one in book.designations.values() if _regime_of(book, one.stated_in[0]) == regime)
    classes: Sequence[str] = sorted({one.designated_as for one in stated})
    return tuple(", ".join(book.label(iri, language) for iri in classes) or "–" for language in LANGUAGES)


def _labels(book: LawBook, iri: str) -> tuple[str, ...]:
    return tuple(book.label(iri, language) for language in LANGUAGES)
