"""Days on which times end: of what a norm requires, where the facts tell, and of times counted in working days."""

from __future__ import annotations

import datetime

from lexflux.decision.outcome import Decision
from lexflux.law.norms import Length, Norm
from lexflux.terms import LF

WORKING_DAYS = LF + "WorkingDays"
SATURDAY = 5


def last_day(decision: Decision, norm: Norm) -> datetime.date | None:
    """Return the last day on which a norm can be met: counted from a stated day, or that of the year that follows."""
    if norm.yearly_by:
        month, day = (int(part) for part in norm.yearly_by.strip("-").split("-"))
        return datetime.date(decision.on.year + 1, month, day)
    if norm.counted_from_day is None or norm.length is None:
        return None
    stated = decision.stated.nodes["transfer"].values.get(norm.counted_from_day, ())
    return next((norm.length.after(day) for day in stated if isinstance(day, datetime.date)), None)


def end_of(start: datetime.date, length: Length, counted_in: str | None) -> datetime.date:
    """
    Return the day on which a time ends that runs from a day; that day itself is not counted.

    Working days are Monday to Friday: no calendar of public holidays and make-up working days is known.

    >>> end_of(datetime.date(2026, 11, 27), Length(0, 0, 5), WORKING_DAYS)
    datetime.date(2026, 12, 4)
    """
    if counted_in != WORKING_DAYS:
        return length.after(start)
    return _working_days_on(start, length.days, 1)


def start_of(end: datetime.date, length: Length, counted_in: str | None) -> datetime.date:
    """
    Return the day on which a time begins that ends on a day, counted as `end_of` does.

    >>> start_of(datetime.date(2026, 12, 4), Length(0, 0, 5), WORKING_DAYS)
    datetime.date(2026, 11, 27)
    """
    if counted_in != WORKING_DAYS:
        return Length(-length.years, -length.months, -length.days).after(end)
    return _working_days_on(end, length.days, -1)


def _working_days_on(day: datetime.date, number: int, direction: int) -> datetime.date:
    while number:
        day += datetime.timedelta(days=direction)
        number -= day.weekday() < SATURDAY
    return day
