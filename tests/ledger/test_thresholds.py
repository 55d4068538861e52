"""When a ledger passed a number on which norms turn, by which record, and what that changed."""

from __future__ import annotations

import datetime
from pathlib import Path

from lexflux.knowledge_base import KnowledgeBase
from lexflux.ledger.correcting import erase, retract
from lexflux.ledger.counting import count_up
from lexflux.ledger.due import due_at
from lexflux.ledger.membership import Target
from lexflux.ledger.profiles import profile_of
from lexflux.ledger.thresholds import Passage, passages
from lexflux.terms import LF, local
from tests.ledger.transfers import kept, transfer

DAY = datetime.date(2026, 6, 1)
SENSITIVE, US_PERSONS = LF + "cn/cbdf-2024/PeopleThisYearSensitive", LF + "us/dsp-2025/PersonsInTwelveMonths"


def days(number: int) -> datetime.date:
    """Return a day in the year of the tests."""
    return datetime.date(2026, 1, 1) + datetime.timedelta(days=number)


def test_a_threshold_is_told_with_its_record_its_day_and_what_is_due(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    """Sensitive information of as many people as the law says needs the assessment from then on."""
    book, profile = knowledge.book, profile_of(knowledge.read(transfer("HealthData")))
    ledger = kept(
        tmp_path, [("1", days(0), profile, [f"p{n}" for n in range(9_999)]), ("2", days(9), profile, ["p1", "q"])]
    )
    counted = count_up(book, ledger, book.cumulative_counts[SENSITIVE], Target("Hotel"), days(10))

    (passage,) = passages(book, ledger, counted, 90)
    due = due_at(book, ledger, counted, passage.step.number, profile, days(9))

    assert passage.surely is not None
    assert ("2", days(9)) == (passage.surely.id, passage.surely.day)
    assert "SecurityAssessment" in map(local, due.needed)
    assert "StandardContractOrCertification" in map(local, due.no_longer)


def test_the_present_pace_tells_when_a_threshold_will_be_reached(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    """A hundred people a day reach a number on the day on which they do, or not before the count begins anew."""
    book, profile = knowledge.book, profile_of(knowledge.read(transfer("HealthData")))
    rows = [(str(day), days(day), profile, [f"p{day}-{n}" for n in range(100)]) for day in range(20)]
    ledger = kept(tmp_path, rows)
    counted = count_up(book, ledger, book.cumulative_counts[SENSITIVE], Target("Hotel"), days(19))

    (passage,) = passages(book, ledger, counted, 10)

    assert Passage(passage.step, None, None, days(99), days(99)) == passage


def test_a_window_of_twelve_months_lets_go_of_who_left_it(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    """Who left more than twelve months ago counts no longer, and who left again since still does."""
    book, told = knowledge.book, (LF + "us/UnitedStatesPerson",)
    profile = profile_of(knowledge.read(transfer("GeneticData")), kinds=told)
    people = [f"p{n}" for n in range(101)]
    rows = [
        ("old", datetime.date(2025, 1, 1), profile, people),
        ("new", datetime.date(2026, 2, 1), profile, people[:60]),
    ]
    ledger = kept(tmp_path, [*rows, ("last", DAY, profile, [f"q{n}" for n in range(41)])])
    target = Target("Hotel", "HQ", frozenset({LF + "GeneticData"}))
    counted = count_up(book, ledger, book.cumulative_counts[US_PERSONS], target, DAY)

    first = next(passages(book, ledger, counted, 90))

    assert (101, 101) == (counted.bounds.least, counted.bounds.most)
    assert first.surely is not None
    assert ("last", DAY) == (first.surely.id, first.surely.day)


def test_corrections_leave_counts_explainable(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    """A retracted record no longer counts; an erased person still does, though no file holds the key any more."""
    book, profile = knowledge.book, profile_of(knowledge.read(transfer("HealthData")))
    ledger = kept(tmp_path, [("1", days(0), profile, ["p", "someone"]), ("2", days(1), profile, ["someone", "r"])])
    count = book.cumulative_counts[SENSITIVE]

    assert 2 == erase(ledger, "someone", "asked for", DAY)
    assert 3 == count_up(book, ledger, count, Target("Hotel"), DAY).bounds.most
    retract(ledger, "2", "sent twice", DAY)
    assert 2 == count_up(book, ledger, count, Target("Hotel"), DAY).bounds.most
    assert ["erasure", "retraction"] == [one["kind"] for one in ledger.manifest.corrections]
    assert not any(b"someone" in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
