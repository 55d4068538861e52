"""What tests take from the folders of law and cases, so that a new regime needs no edit of any test."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import Any

from lexflux.facts import yamlfile
from lexflux.law.conditions import HasValue, OneOf, walk
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF, local

CASES = Path(__file__).parent / "cases"
ONE_DAY = datetime.timedelta(days=1)


@cache
def beside_the_cases(regime: str) -> dict[str, Any]:
    """
    Return what stands in ``tests/cases/<regime>.yaml``, if there is such a file.

    ``background`` is what every case states unless it says otherwise, by the node that states it: the ordinary answers
    to what the law asks of every transfer, so that a case need only say what it is about; ``traps`` are mistakes that
    readers of this law make, each shown wrong by a case with its number; ``always_yielding`` are norms that a more
    special or later one displaces whenever they are triggered, with the reason; ``plain_export`` is a way out of the
    regime with nothing forbidden and no waiver: ``from`` a place ``to`` another, ``with`` the safeguards that are
    always demanded.
    """
    path = CASES / f"{regime}.yaml"
    found = yamlfile.parse(path.read_text("utf-8"), path.name)[0] if path.exists() else {}
    return found if isinstance(found, dict) else {}


STATES = ("statedUnknown", "notApplicable", "statedComplete")


def with_background(regime: str, transfer: dict[str, Any]) -> dict[str, Any]:
    """Return a transfer whose nodes also state the background of a regime where they do not speak of it."""
    background = beside_the_cases(regime).get("background", {})
    found = _answering(transfer, background.get("transfer", {}))
    for name in background.keys() - {"transfer"}:
        described = transfer.get(name)
        if isinstance(described, dict):
            found[name] = _answering(described, background[name])
        if isinstance(described, list):
            found[name] = [_answering(one, background[name]) for one in described]
    return found


def _answering(node: dict[str, Any], background: dict[str, Any]) -> dict[str, Any]:
    spoken = {*node, *(name for state in STATES for name in node.get(state, ()))}
    answers = {name: value for name, value in background.items() if name not in spoken}
    complete = [name for name in answers.pop("statedComplete", ()) if name not in spoken]
    return {**answers, **node, **({"statedComplete": [*node.get("statedComplete", ()), *complete]} if complete else {})}


def days_of_change(book: LawBook, regime: str, most: int) -> list[datetime.date]:
    """Return up to ``most`` days on which norms of the regime begin or end, with the last, most where most changes."""
    law = [part for parts in (book.norms, book.gaps) for part in parts.values() if part.regime == book.regimes[regime]]
    changes = sorted(day for part in law for day in (part.validity.start, part.validity.end) if day)
    return sorted({changes[-1 - len(changes) * step // most] for step in range(most)})


def days_for_the_judge(book: LawBook, regime: str) -> list[datetime.date]:
    """Return two to eight days of change, one for fifteen norms: an outside reasoner takes its time on each."""
    norms = sum(norm.regime == book.regimes[regime] for norm in book.norms.values())
    return days_of_change(book, regime, min(8, max(2, norms // 15)))


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
