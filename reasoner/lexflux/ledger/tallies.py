"""Counts kept in memory while records come in: what a ledger holds, and what is added to it."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
import polars as pl

from lexflux.decision.evaluation import Truth
from lexflux.facts.counts import Bounds
from lexflux.law.cumulative import CumulativeCount
from lexflux.law.lawbook import LawBook
from lexflux.ledger.arrivals import Arrivals, Codes
from lexflux.ledger.counting import select
from lexflux.ledger.membership import ORDER, Target, counting
from lexflux.ledger.profiles import Profile
from lexflux.ledger.store import Ledger
from lexflux.ledger.thresholds import steps


@dataclass(frozen=True, slots=True)
class More:
    """What records add to a count: codes that are new to it, and the sum and the largest of the numbers."""

    perhaps: Codes
    surely: Codes
    together: int
    largest: int


class Tally:
    """
    A count for a target on a day, to which records of that day are added.

    Parameters
    ----------
    book, ledger
        The law book, and the ledger from which it begins.
    count, target, day
        What is counted, for what, and until which day.
    """

    def __init__(
        self, book: LawBook, ledger: Ledger, count: CumulativeCount, target: Target, day: datetime.date
    ) -> None:
        self.count, self.target, self.day, self._book = count, target, day, book
        self.numbers = [step.number for step in steps(book, count, day)]
        truths = counting(book, count, target, ledger.profiles, day)
        rows = ledger.collect(select(ledger, truths, count.window(day)))
        sure = rows.filter("certain")
        self._all = _distinct(rows["code"])
        self._sure = self._all if len(sure) == len(rows) else _distinct(sure["code"])
        self._together = int(rows["number"].sum() or 0)
        self._largest = _largest(sure["number"])
        self._truths: dict[Profile, int] = {}

    @property
    def bounds(self) -> Bounds:
        """The bounds of the number."""
        return Bounds(max(len(self._sure), self._largest), len(self._all) + self._together)

    def place(self, bounds: Bounds) -> tuple[int, int]:
        """Return between which numbers on which norms turn both bounds lie."""
        return bisect_right(self.numbers, bounds.least), bisect_right(self.numbers, bounds.most or 0)

    def more(self, arrivals: Arrivals) -> More:
        """Return what records add."""
        truth = np.array([self._truth(one) for one in arrivals.profiles], np.int8)[arrivals.of_profile]
        perhaps, sure = truth > ORDER[Truth.FALSE], truth == ORDER[Truth.TRUE]
        coming = np.unique(arrivals.codes[perhaps & arrivals.keyed])
        surely = coming if np.array_equal(perhaps, sure) else np.unique(arrivals.codes[sure & arrivals.keyed])
        new = _lacking(self._all, coming)
        same = surely is coming and self._sure is self._all
        numbers = arrivals.numbers[sure & ~arrivals.keyed]
        return More(
            new,
            new if same else _lacking(self._sure, surely),
            int(arrivals.numbers[perhaps & ~arrivals.keyed].sum()),
            int(numbers.max(initial=0)),
        )

    def after(self, more: More) -> Bounds:
        """Return the bounds once something is added."""
        least = max(len(self._sure) + len(more.surely), self._largest, more.largest)
        return Bounds(least, len(self._all) + len(more.perhaps) + self._together + more.together)

    def add(self, more: More) -> None:
        """Count what records add."""
        same = self._sure is self._all and more.surely is more.perhaps
        before = self._sure
        self._all = _with(self._all, more.perhaps)
        self._sure = self._all if same else _with(before, more.surely)
        self._together += more.together
        self._largest = max(self._largest, more.largest)

    def _truth(self, profile: Profile) -> int:
        if profile not in self._truths:
            found = counting(self._book, self.count, self.target, [profile], self.day)
            self._truths[profile] = ORDER[found[profile]]
        return self._truths[profile]


def _distinct(codes: pl.Series) -> Codes:
    return np.asarray(codes.drop_nulls().unique().sort().to_numpy(), np.uint64)


def _lacking(known: Codes, some: Codes) -> Codes:
    """Return those of some codes that are not known; both are sorted."""
    if not len(known) or not len(some):
        return some
    places = np.minimum(np.searchsorted(known, some), len(known) - 1)
    lacking: Codes = some[known[places] != some]
    return lacking


def _with(known: Codes, new: Codes) -> Codes:
    """Return sorted codes with sorted others that are not among them."""
    return np.insert(known, np.searchsorted(known, new), new) if len(new) else known


def _largest(numbers: pl.Series) -> int:
    found = numbers.max()
    return found if isinstance(found, int) else 0
