"""The day whose law a page shows; there is no hidden clock."""

from __future__ import annotations

import datetime

from lexflux.law.lawbook import LawBook


def last_known_day(book: LawBook) -> datetime.date:
    """Return the last day of which the law of some regime is known."""
    return max(book.known_until.values())
