"""The provisions that the ontology holds, found by the numbers under which they are cited."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from lexflux.citation.pinpoints import ANY_PARAGRAPH, Pinpoint, find_numbers
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Interval, Provision

FORMERLY = re.compile(r"\(before (\d{4}-\d\d-\d\d) (.+?)\)")
"""How an English label tells the number that an article had before."""


@dataclass(frozen=True, slots=True)
class Place:
    """A provision, a number under which it is cited, and the days on which it bears that number."""

    provision: Provision
    pinpoint: Pinpoint
    days: Interval


class Provisions:
    """Provisions by instrument and number, and what came in the place of what."""

    def __init__(self, book: LawBook) -> None:
        self.book = book

    @cached_property
    def _places(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = {}
        for one in self.book.provisions.values():
            found.setdefault(one.instrument, []).extend(_places(one))
        return found

    @cached_property
    def of_instrument(self) -> dict[str, list[Provision]]:
        """The provisions of each instrument."""
        found: dict[str, list[Provision]] = {}
        for one in self.book.provisions.values():
            found.setdefault(one.instrument, []).append(one)
        return found

    def replaced_by(self, provision: str) -> tuple[str, ...]:
        """Return the provisions that stand in the place of another."""
        return self.book.replaced_by.get(provision, ())

    def renumbered(self, provision: Provision) -> set[datetime.date]:
        """Return the days on which a provision came to bear another number."""
        places = self._places.get(provision.instrument, [])
        days = (one.days for one in places if one.provision is provision)
        return {day for interval in days for day in (interval.start, interval.end) if day}

    def at(self, instrument: str, pinpoint: Pinpoint) -> list[Place]:
        """
        Return what is held under a number: what bears it and what is narrower, else the narrowest that is wider.

        A number that several provisions have on different days gives each of them. An item of a paragraph that is not
        named, where none is held, gives what is held of the article.
        """
        if pinpoint.chapter:
            numbered = replace(pinpoint, steps=(pinpoint.chapter, *pinpoint.steps), joined=2, chapter="")
            return self.at(instrument, numbered) or self.at(instrument, replace(pinpoint, chapter=""))
        places = self._places.get(instrument, [])
        inside = [one for one in places if _is_inside(one.pinpoint, pinpoint)]
        if inside:
            return _once(inside)
        if ANY_PARAGRAPH in pinpoint.steps:
            article = pinpoint.steps[: pinpoint.steps.index(ANY_PARAGRAPH)]
            return self.at(instrument, Pinpoint(pinpoint.unit, article))
        around = [one for one in places if one.pinpoint.steps and _is_inside(pinpoint, one.pinpoint)]
        depth = max((len(one.pinpoint.steps) for one in around), default=0)
        return _once(one for one in around if len(one.pinpoint.steps) == depth)


def _places(provision: Provision) -> Iterator[Place]:
    former = FORMERLY.search(provision.labels.get("en", ""))
    day = datetime.date.fromisoformat(former[1]) if former else None
    if former:
        yield from (
            Place(provision, one, provision.validity.intersect(Interval(None, day))) for one in _named(former[2])
        )
    labels = provision.labels.values() if former is None else [FORMERLY.sub("", provision.labels["en"])]
    found = dict.fromkeys(one for label in labels for one in _named(label))
    yield from (Place(provision, one, provision.validity.intersect(Interval(day, None))) for one in found)


def _named(label: str) -> list[Pinpoint]:
    return [pinpoint for one in find_numbers(label) for pinpoint in one.pinpoints]


def _is_inside(narrow: Pinpoint, wide: Pinpoint) -> bool:
    """Return whether one place lies in another; an item whose paragraph is not named lies in any paragraph."""
    if narrow.unit != wide.unit or len(narrow.steps) < len(wide.steps) or not wide.steps:
        return False
    if ANY_PARAGRAPH in (narrow.steps[len(wide.steps) - 1], wide.steps[-1]):
        return False
    if len(wide.steps) < min(narrow.joined, 2):
        return False
    pairs = zip(narrow.steps, wide.steps, strict=False)
    return all(one == other or ANY_PARAGRAPH in (one, other) for one, other in pairs)


def _once(places: Iterable[Place]) -> list[Place]:
    """Return places without a second number of a provision that it bears on the same days."""
    return list({(one.provision.iri, one.days): one for one in places}.values())
