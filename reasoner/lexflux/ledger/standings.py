"""How an exporter stands: every cumulative fact of its transfers on a day, and the thresholds of each."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lexflux.decision.evaluation import Truth
from lexflux.decision.gates import gates_at
from lexflux.law.cumulative import CumulativeCount
from lexflux.law.lawbook import LawBook
from lexflux.ledger.counting import Counted, count_up
from lexflux.ledger.due import Due, due_at
from lexflux.ledger.filling import exporter_in
from lexflux.ledger.membership import CIRCUMSTANCE, Target, counting, target_of
from lexflux.ledger.profiles import RECIPIENT, Profile, facts_of
from lexflux.ledger.store import Ledger
from lexflux.ledger.thresholds import Passage, passages
from lexflux.terms import DATA

PACE_DAYS = 90


@dataclass(frozen=True, slots=True)
class Passed:
    """A number that a count has or will have reached, and what it changes for the transfer that reached it."""

    passage: Passage
    due: Due | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A count on a day, and the numbers on which norms turn."""

    counted: Counted
    passed: tuple[Passed, ...]


def standings(
    book: LawBook, ledger: Ledger, exporter: str, day: datetime.date, pace_days: int = PACE_DAYS, due: bool = True
) -> Iterator[Standing]:
    """
    Yield every count of an exporter that some law that may reach it counts, with its thresholds.

    Parameters
    ----------
    book, ledger
        The law book and the ledger.
    exporter
        Its name in the ledger.
    day
        Day until which is counted, and whose law is applied.
    pace_days
        Over how many of the last days the present pace is taken.
    due
        Whether to decide what each number changes.
    """
    profiles = [one for one in ledger.profiles if one.exporter == exporter]
    by_number = {number: one for one, number in ledger.profiles.items()}
    for count in counts_reaching(book, profiles, day):
        for target in targets(book, count, profiles):
            counted = count_up(book, ledger, count, target, day)
            if counted.bounds.most:
                found = passages(book, ledger, counted, pace_days)
                yield Standing(counted, tuple(_passed(book, ledger, counted, one, by_number, due) for one in found))


def counts_reaching(book: LawBook, profiles: Sequence[Profile], day: datetime.date) -> list[CumulativeCount]:
    """Return the counts of the laws that may reach transfers of some profiles on a day."""
    regimes = set[str]().union(*(gates_at(book, facts_of(book, one), day).open_regimes for one in profiles))
    return [one for one in book.cumulative_counts.values() if one.regime in regimes]


def targets(book: LawBook, count: CumulativeCount, profiles: Sequence[Profile]) -> list[Target]:
    """Return for what a count is taken of an exporter: for all, or by recipient, kinds of data and circumstances."""
    found: dict[Target, None] = {}
    for profile in profiles:
        facts = facts_of(book, profile)
        paths = map(str, facts.nodes["transfer"].values.get(DATA, ())) if DATA in count.added_up_by else (None,)
        for path in paths:
            told = target_of(facts, profile.exporter, profile.recipient, path)
            recipient = told.recipient if RECIPIENT in count.added_up_by else ""
            circumstances = told.circumstances if CIRCUMSTANCE in count.added_up_by else frozenset[str]()
            found[Target(told.exporter, recipient, told.kinds, circumstances)] = None
    return list(found)


def _passed(
    book: LawBook, ledger: Ledger, counted: Counted, passage: Passage, profiles: dict[int, Profile], due: bool
) -> Passed:
    crossed = passage.surely or passage.perhaps
    profile = profiles[crossed.profile] if crossed else _usual(book, ledger, counted)
    if not due or profile is None:
        return Passed(passage, None)
    day = crossed.day if crossed else counted.day
    return Passed(passage, due_at(book, ledger, counted, passage.step.number, profile, day))


def _usual(book: LawBook, ledger: Ledger, counted: Counted) -> Profile | None:
    """Return a profile that is counted, certainly if there is one."""
    truths = counting(book, counted.count, counted.target, ledger.profiles, counted.day)
    sure = (one for one, truth in truths.items() if truth is Truth.TRUE)
    perhaps = (one for one, truth in truths.items() if truth is Truth.UNKNOWN)
    return next(sure, None) or next(perhaps, None)


def exporters(ledger: Ledger, name: str | None) -> list[str]:
    """Return the exporters of a ledger, or the one that is named; raises `InputError` if there is none of that name."""
    return sorted({one.exporter for one in ledger.profiles}) if name is None else [exporter_in(ledger, name)]
