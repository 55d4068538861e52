"""The day on which something that a norm requires is due at the latest, where the facts tell."""

from __future__ import annotations

import datetime

from lexflux.decision.outcome import Decision
from lexflux.law.norms import Norm


def last_day(decision: Decision, norm: Norm) -> datetime.date | None:
    """Return the last day on which a norm can be met: counted from a stated day, or that of the year that follows."""
    if norm.yearly_by:
        month, day = (int(part) for part in norm.yearly_by.strip("-").split("-"))
        return datetime.date(decision.on.year + 1, month, day)
    if norm.counted_from_day is None or norm.length is None:
        return None
    stated = decision.stated.nodes["transfer"].values.get(norm.counted_from_day, ())
    return next((norm.length.after(day) for day in stated if isinstance(day, datetime.date)), None)
