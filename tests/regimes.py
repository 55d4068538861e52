"""What tests take from the folders of law and cases, so that a new regime needs no edit of any test."""

from __future__ import annotations

import datetime
from pathlib import Path

from lexflux.batch.casefiles import beside_the_cases
from lexflux.law.conditions import HasValue, OneOf, walk
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF, local

CASES = Path(__file__).parent / "cases"
ONE_DAY = datetime.timedelta(days=1)


def days_of_change(book: LawBook, regime: str, most: int) -> list[datetime.date]:
    """Return up to ``most`` days on which norms of the regime begin or end, with the last, most where most changes."""
    law = [part for parts in (book.norms, book.gaps) for part in parts.values() if part.regime == book.regimes[regime]]
    changes = sorted(day for part in law for day in (part.validity.start, part.validity.end) if day)
    return sorted({changes[-1 - len(changes) * step // most] for step in range(most)})


def days_for_the_judge(book: LawBook, regime: str) -> list[datetime.date]:
    """
    Return two to eight days of change, one for fifteen norms, and the last on which a place was designated, if later.

    An outside reasoner takes its time on each.
    """
    norms = sum(norm.regime == book.regimes[regime] for norm in book.norms.values())
    days = days_of_change(book, regime, min(8, max(2, norms // 15)))
    return [*days, *(day for day in [_last_designation(book, regime)] if day and day > days[-1])]


def _last_designation(book: LawBook, regime: str) -> datetime.date | None:
    """Return the last day on which a designation of the regime begins."""
    days = (
        one.validity.start
        for one in book.designations.values()
        for provision in one.stated_in
        if book.instruments[book.provisions[provision].instrument].regime == book.regimes[regime]
    )
    return max((day for day in days if day), default=None)


def days_about_changes(book: LawBook, regime: str) -> list[datetime.date]:
    """Return the days before and on which law changes, from the second change on."""
    first, *later = days_of_change(book, regime, 5)
    return [first, *(day for change in later for day in (change - ONE_DAY, change))]


def home(book: LawBook, regime: str) -> str:
    """Return a place whose law the regime is today, by its code."""
    today = days_of_change(book, regime, 1)[0]
    return min(local(place) for place in _places(book) if regime in book.regimes_of(place, today))


def places(book: LawBook) -> list[str]:
    """Return places by their codes: a home of each regime, ends of plain exports, and those that conditions name."""
    routes = [beside_the_cases(regime).get("plain_export", {}) for regime in book.regimes]
    ends = {route[end] for route in routes for end in ("from", "to") if end in route}
    return sorted({home(book, regime) for regime in book.regimes} | ends | _named_by_conditions(book))


def _named_by_conditions(book: LawBook) -> set[str]:
    parts = [part for condition in book.conditions() for part in walk(condition)]
    named = {part.value for part in parts if isinstance(part, HasValue)}.union(
        *(part.individuals for part in parts if isinstance(part, OneOf))
    )
    return {local(place) for place in _places(book) if place in named}


def _places(book: LawBook) -> list[str]:
    return [iri for iri, kinds in book.individuals.items() if LF + "Place" in kinds]
