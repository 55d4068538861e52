"""Days on which the law of a regime is the same: between two of them nothing begins or ends that it reads."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from lexflux.law.lawbook import LawBook
from lexflux.remembering import remembered

ONE_DAY = datetime.timedelta(days=1)


def era_of(book: LawBook, day: datetime.date) -> int:
    """Return the number of the era in which a day lies; on all its days the law is the same."""
    return bisect_right(_boundaries(book), day)


@remembered(4)
def _boundaries(book: LawBook) -> tuple[datetime.date, ...]:
    """Return the first days of all eras but the first, in order."""
    return tuple(sorted({*_of_law(book), *_of_safeguards(book)}))


def _of_law(book: LawBook) -> Iterator[datetime.date]:
    parts = (book.norms, book.gaps, book.designations, book.periods, book.limits, book.instruments)
    for part in parts:
        yield from _days(one.validity for one in part.values())


def _days(intervals: Iterable[object]) -> Iterator[datetime.date]:
    for interval in intervals:
        yield from (day for name in ("start", "end") if (day := getattr(interval, name)) is not None)


def _of_safeguards(book: LawBook) -> Iterator[datetime.date]:
    """Yield the days from which safeguards of a class exist, come too late, or may be over."""
    yield from book.first_issued.values()
    yield from (limit.before for limit in book.limits.values())
    for period in book.periods.values():
        first = book.first_issued.get(period.safeguard)
        if first is not None:
            yield period.length.after(first) + ONE_DAY
