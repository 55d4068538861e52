"""What a ledger counts: distinct people by key, bounds where only numbers are known, exempt transfers left out."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexflux.facts.counts import Bounds
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.lawbook import LawBook
from lexflux.ledger.counting import count_up
from lexflux.ledger.filling import fill
from lexflux.ledger.membership import Target
from lexflux.ledger.profiles import Profile, profile_of
from lexflux.ledger.store import Ledger
from lexflux.terms import LF
from tests.ledger.transfers import Row, kept, transfer

DAY = datetime.date(2026, 6, 1)
THIS_YEAR, SENSITIVE = LF + "cn/cbdf-2024/PeopleThisYear", LF + "cn/cbdf-2024/PeopleThisYearSensitive"
PREVIOUS_YEAR, IN_SET = LF + "cn/sa-2022/PeopleSincePreviousYear", LF + "cn/lists/PeopleThisYearInSet"
US_PERSONS = LF + "us/dsp-2025/PersonsInTwelveMonths"


@pytest.fixture
def ordinary(knowledge: KnowledgeBase) -> Profile:
    """Return a transfer of ordinary information that no exemption leaves out."""
    return profile_of(knowledge.read(transfer()))


def counted(book: LawBook, ledger: Ledger, count: str, target: Target | None = None) -> Bounds:
    """Return the bounds of a count for the hotel."""
    return count_up(book, ledger, book.cumulative_counts[count], target or Target("Hotel"), DAY).bounds


def test_people_of_the_year_count_once_and_by_kind(knowledge: KnowledgeBase, tmp_path: Path, ordinary: Profile) -> None:
    """A person counts once; sensitive information is another count; what left before the window does not count."""
    sensitive = profile_of(knowledge.read(transfer("HealthData")))
    days = [datetime.date(2025, 12, 31), datetime.date(2026, 1, 1), DAY, DAY + datetime.timedelta(1)]
    rows: list[Row] = [(f"o{place}", day, ordinary, [f"p{place}", "p"]) for place, day in enumerate(days)]
    ledger = kept(tmp_path, [*rows, ("s", DAY, sensitive, ["p", "q"])])

    assert Bounds(3, 3) == counted(knowledge.book, ledger, THIS_YEAR)
    assert Bounds(2, 2) == counted(knowledge.book, ledger, SENSITIVE)
    assert Bounds(5, 5) == counted(knowledge.book, ledger, PREVIOUS_YEAR)


def test_exempt_transfers_are_left_out_exactly_as_the_law_says(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    """What leaves for a contract with the individual does not count; what is open counts perhaps; small numbers do."""
    exempt = transfer(purpose="ContractWithIndividual", isStrictlyNecessary=True)
    unclear = {key: value for key, value in exempt.items() if key != "isStrictlyNecessary"}
    trees = (transfer(), exempt, unclear)
    rows: list[Row] = [
        (str(place), DAY, profile_of(knowledge.read(tree)), [str(place)]) for place, tree in enumerate(trees)
    ]
    ledger = kept(tmp_path, rows)

    assert Bounds(1, 2) == counted(knowledge.book, ledger, THIS_YEAR)
    assert Bounds(3, 3) == counted(knowledge.book, ledger, PREVIOUS_YEAR)


def test_pairs_of_parties_are_not_added_up(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    """Under 28 CFR 202.205 other recipients do not count, and only people who are said to be U.S. persons surely do."""
    person = (LF + "us/UnitedStatesPerson",)
    trees = {"A": (transfer("HealthData", "A"), person), "B": (transfer("HealthData", "B"), person)}
    told = [profile_of(knowledge.read(tree), kinds=kinds) for tree, kinds in trees.values()]
    untold = profile_of(knowledge.read(trees["A"][0]))
    rows: list[Row] = [("1", DAY, told[0], ["p", "q"]), ("2", DAY, told[1], ["r"]), ("3", DAY, untold, ["s"])]
    ledger = kept(tmp_path, [*rows, ("0", datetime.date(2025, 5, 31), told[0], ["t"])])
    target = Target("Hotel", "A", frozenset({LF + "HealthData"}))

    assert Bounds(2, 3) == counted(knowledge.book, ledger, US_PERSONS, target)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.one_of(st.integers(0, 20), st.lists(st.sampled_from("abcdef"), min_size=1)), min_size=1, max_size=6))
def test_bounds_hold_whoever_is_among_the_numbers(
    knowledge: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory, groups: list[int | list[str]]
) -> None:
    """Whether all numbers are about the same people or all about others, the true number lies within the bounds."""
    profile = profile_of(knowledge.read(transfer()))
    ledger = kept(tmp_path_factory.mktemp("ledger"), [(str(n), DAY, profile, one) for n, one in enumerate(groups)])
    keys = {key for one in groups if isinstance(one, list) for key in one}
    numbers = [one for one in groups if isinstance(one, int)]

    found = counted(knowledge.book, ledger, THIS_YEAR)

    assert Bounds(max([len(keys), *numbers]), len(keys) + sum(numbers)) == found


def test_counts_of_a_transfer_come_from_the_ledger(knowledge: KnowledgeBase, tmp_path: Path, ordinary: Profile) -> None:
    """The people of the transfer itself are added, and a count that settles a threshold settles the verdict."""
    ledger = kept(tmp_path, [("1", DAY, ordinary, 99_999)])
    facts = knowledge.read(transfer(date="2026-06-01"))
    with_people = knowledge.read({**transfer(), "data": [{**transfer()["data"][0], "peopleInSet": 1}]})

    found = fill(knowledge.book, ledger, with_people, DAY).facts.nodes["exporter"]
    alone = fill(knowledge.book, ledger, facts, DAY, included=True).facts.nodes["exporter"]

    assert (99_999, 100_001) == (found.ranges[LF + "peopleThisYear"].low, found.ranges[LF + "peopleThisYear"].high)
    assert (99_999,) == alone.values[LF + "peopleThisYear"]
