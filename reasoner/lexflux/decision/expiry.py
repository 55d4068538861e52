"""The stated safeguards that do not count on a day: issued later, or valid no longer."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import replace

from lexflux.decision.outcome import Expired
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.norms import ValidityPeriod
from lexflux.terms import ISSUED_ON, SAFEGUARD


def without_expired(
    facts: Facts, periods: Iterable[ValidityPeriod], on: datetime.date
) -> tuple[Facts, tuple[Expired, ...]]:
    """Return the facts without the safeguards that do not count on a day, given its validity periods, and these."""
    transfer = facts.nodes["transfer"]
    stated = {path: _expiry(facts.nodes[str(path)], periods, on) for path in transfer.values.get(SAFEGUARD, ())}
    expired = tuple(found for found in stated.values() if found is not None)
    if not expired:
        return facts, ()
    counting = tuple(path for path, found in stated.items() if found is None)
    changed = replace(transfer, values={**transfer.values, SAFEGUARD: counting})
    return Facts({**facts.nodes, "transfer": changed}), expired


def _expiry(safeguard: NodeFacts, periods: Iterable[ValidityPeriod], on: datetime.date) -> Expired | None:
    issued = next(iter(safeguard.values.get(ISSUED_ON, ())), None)
    if not isinstance(issued, datetime.date):
        return None
    kind = min(safeguard.kinds, default="")
    if issued > on:
        return Expired(safeguard.path, kind, issued, None)
    ends = ((_after(issued, period), period.iri) for period in periods if period.safeguard in safeguard.types)
    return next((Expired(safeguard.path, kind, end, period) for end, period in ends if end < on), None)


def _after(start: datetime.date, period: ValidityPeriod) -> datetime.date:
    """Return the day that lies a period after ``start``, the last of the month where the day does not exist."""
    months = start.month - 1 + period.months + 12 * (start.year + period.years)
    year, month = divmod(months, 12)
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    return datetime.date(year, month + 1, day) + datetime.timedelta(days=period.days)
