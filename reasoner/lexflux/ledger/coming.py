"""What lies ahead of a decided transfer: safeguards that end, and law that changes what is due."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lexflux.decision.expiry import what_counts
from lexflux.decision.flows import LegDecision
from lexflux.decision.outcome import Decision
from lexflux.decision.statuses import NormStatus, Verdict
from lexflux.facts.transfer import Facts
from lexflux.law.lawbook import LawBook
from lexflux.law.snapshot import snapshot
from lexflux.remembering import remembered


@dataclass(frozen=True, slots=True)
class Change:
    """What law that changes on a day makes of a transfer: the verdicts, and the norms that take effect and cease to."""

    day: datetime.date
    before: Verdict
    after: Verdict
    begins: tuple[str, ...]
    ends: tuple[str, ...]


def ending_safeguards(decisions: Iterable[Decision], until: datetime.date) -> Iterator[tuple[str, datetime.date]]:
    """Yield the safeguards that count on the day of a decision and no longer on a later one, with their last day."""
    for decision in decisions:
        book, lost = decision.evaluation.book, {(one.path, one.safeguard) for one in decision.expired}
        notation = next(name for name, iri in book.regimes.items() if iri == decision.regime)
        law = snapshot(book, notation, until)
        for one in what_counts(book, decision.stated, law, until, decision.strict)[1]:
            if (one.path, one.safeguard) not in lost and one.until is not None:
                yield one.safeguard, one.until


def law_changes(
    book: LawBook, leg: LegDecision, until: datetime.date, decide: Callable[[Facts, datetime.date], LegDecision]
) -> Iterator[Change]:
    """Yield the days until another on which law changes what it makes of a transfer that goes on unchanged."""
    before, day = leg, _day(leg)
    for change in (one for one in _days(book) if day < one <= until):
        after = decide(leg.leg.facts, change)
        held, holds = _effective(before), _effective(after)
        if held != holds or before.verdict != after.verdict:
            yield Change(
                change, before.verdict, after.verdict, tuple(sorted(holds - held)), tuple(sorted(held - holds))
            )
        before = after


def _day(leg: LegDecision) -> datetime.date:
    days = [*(one.on for one in leg.decisions), *(one.on for one in leg.others)]
    return next(iter(days), leg.leg.facts.date or datetime.date.max)


def _effective(leg: LegDecision) -> set[str]:
    found = (one for decision in leg.decisions for one in decision.with_status(NormStatus.EFFECTIVE))
    return {finding.norm.iri for finding in found}


@remembered(4)
def _days(book: LawBook) -> tuple[datetime.date, ...]:
    """Return the days on which something begins or ends in the law, in order."""
    validities = [one.validity for one in book.norms.values()]
    validities += [one.validity for one in book.gaps.values()]
    validities += [one.validity for one in book.designations.values()]
    days = {day for one in validities for day in (one.start, one.end) if day is not None}
    return tuple(sorted(days))
