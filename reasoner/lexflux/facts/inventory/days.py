"""Days as people write them in tables."""

from __future__ import annotations

import datetime
import re

DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
TIME = re.compile(r"[T ][0-9]{1,2}:[0-9]{2}.*")
YEAR_FIRST = re.compile(r"(?P<y>[0-9]{4})(?:[-/.]|年)(?P<m>[0-9]{1,2})(?:[-/.]|月)(?P<d>[0-9]{1,2})日?")
DIGITS = re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})")
WITH_DOTS = re.compile(r"(?P<d>[0-9]{1,2})\.(?P<m>[0-9]{1,2})\.(?P<y>[0-9]{4})")
IN_WORDS = (
    re.compile(r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?[ -](?P<m>[a-z]{3})[a-z]*\.?,?[ -](?P<y>[0-9]{4})"),
    re.compile(r"(?P<m>[a-z]{3})[a-z]*\.? (?P<d>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<y>[0-9]{4})"),
)
YEAR_LAST = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})")


class AmbiguousDayError(ValueError):
    """A day that means two, depending on whether day or month comes first."""


def read_day(word: str, order: str | None = None) -> datetime.date | None:
    """
    Return the day that a word writes, None if it writes none.

    >>> [str(read_day(word)) for word in ("2026/3/1", "2026年3月1日", "20260301", "1.3.2026", "1 March 2026")]
    ['2026-03-01', '2026-03-01', '2026-03-01', '2026-03-01', '2026-03-01']
    >>> read_day("31/01/2026"), read_day("3/4/2026", DAY_FIRST), read_day("2026-02-30")
    (datetime.date(2026, 1, 31), datetime.date(2026, 4, 3), None)

    Parameters
    ----------
    word
        The word.
    order
        ``day-first`` or ``month-first`` for what could be either.

    Raises
    ------
    AmbiguousDayError
        If it could be two days and no order is given.
    """
    written = TIME.sub("", word.strip()).casefold()
    for form in (YEAR_FIRST, DIGITS, WITH_DOTS, *IN_WORDS):
        found = form.fullmatch(written)
        if found:
            return _day(found["y"], _month(found["m"]), found["d"])
    either = YEAR_LAST.fullmatch(written)
    return _either(int(either[1]), int(either[2]), either[3], order) if either else None


def _either(one: int, other: int, year: str, order: str | None) -> datetime.date | None:
    day_first, month_first = _day(year, other, one), _day(year, one, other)
    if order is not None:
        return day_first if order == DAY_FIRST else month_first
    if day_first and month_first and day_first != month_first:
        raise AmbiguousDayError
    return day_first or month_first


def _month(word: str) -> int:
    return int(word) if word.isdigit() else MONTHS.index(word) + 1 if word in MONTHS else 0


def _day(year: str, month: int | str, day: int | str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
