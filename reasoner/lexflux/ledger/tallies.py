"""Counts kept in memory while records come in: what a ledger holds, and what is added to it."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import polars as pl

from lexflux.decision.evaluation import Truth
from lexflux.facts.counts import Bounds
from lexflux.law.cumulative import CumulativeCount
from lexflux.law.lawbook import LawBook
from lexflux.ledger.counting import select
from lexflux.ledger.lines import Record
from lexflux.ledger.membership import Target, counting
from lexflux.ledger.profiles import Profile
from lexflux.ledger.store import Ledger, code_of
from lexflux.ledger.thresholds import steps

Codes = npt.NDArray[np.uint64]


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
        self._all, self._sure = _distinct(rows["code"]), _distinct(sure["code"])
        self._together = int(rows["number"].sum() or 0)
        self._largest = _largest(sure["number"])
        self._truths: dict[Profile, Truth] = {}

    @property
    def bounds(self) -> Bounds:
        """The bounds of the number."""
        return Bounds(max(len(self._sure), self._largest), len(self._all) + self._together)

    def place(self, bounds: Bounds) -> tuple[int, int]:
        """Return between which numbers on which norms turn both bounds lie."""
        return bisect_right(self.numbers, bounds.least), bisect_right(self.numbers, bounds.most or 0)

    def with_records(self, records: Iterable[Record]) -> Bounds:
        """Return the bounds with records more."""
        coming, sure, together, largest = self._sorted(records)
        more, surely_more = (len(coming) - _common(coming, self._all), len(sure) - _common(sure, self._sure))
        least = max(len(self._sure) + surely_more, self._largest, largest)
        return Bounds(least, len(self._all) + more + self._together + together)

    def add(self, records: Iterable[Record]) -> None:
        """Count records, too."""
        coming, sure, together, largest = self._sorted(records)
        self._all, self._sure = np.union1d(self._all, coming), np.union1d(self._sure, sure)
        self._together += together
        self._largest = max(self._largest, largest)

    def _sorted(self, records: Iterable[Record]) -> tuple[Codes, Codes, int, int]:
        keys: dict[Truth, list[str]] = {Truth.TRUE: [], Truth.UNKNOWN: []}
        numbers: dict[Truth, list[int]] = {Truth.TRUE: [], Truth.UNKNOWN: []}
        for record in records:
            for profile, counted in record.counted:
                truth = self._truth(profile)
                if truth is not Truth.FALSE and isinstance(counted, int):
                    numbers[truth].append(counted)
                elif truth is not Truth.FALSE and not isinstance(counted, int):
                    keys[truth] += counted
        sure, perhaps = (_codes(keys[truth]) for truth in (Truth.TRUE, Truth.UNKNOWN))
        together = sum(numbers[Truth.TRUE]) + sum(numbers[Truth.UNKNOWN])
        return np.union1d(sure, perhaps), sure, together, max(numbers[Truth.TRUE], default=0)

    def _truth(self, profile: Profile) -> Truth:
        if profile not in self._truths:
            self._truths |= counting(self._book, self.count, self.target, [profile], self.day)
        return self._truths[profile]


def _distinct(codes: pl.Series) -> Codes:
    return np.asarray(codes.drop_nulls().unique().sort().to_numpy(), np.uint64)


def _codes(keys: list[str]) -> Codes:
    frame = pl.DataFrame({"key": keys}, schema={"key": pl.String})
    return _distinct(frame.select(code_of(pl.col("key"))).to_series())


def _common(some: Codes, known: Codes) -> int:
    """Return how many of some codes are known; both are sorted."""
    if not len(known):
        return 0
    places = np.minimum(np.searchsorted(known, some), len(known) - 1)
    return int((known[places] == some).sum())


def _largest(numbers: pl.Series) -> int:
    found = numbers.max()
    return found if isinstance(found, int) else 0
