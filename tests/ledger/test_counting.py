"""What a ledger counts: distinct people by key, bounds where only numbers are known, exempt transfers left out."""

from __future__ import annotations

import base64
import datetime
from collections.abc import Iterable
from pathlib import Path

import polars as pl
import pytest
from datasketches import hll_sketch
from hypothesis import given, settings
from hypothesis import strategies as st

from lexflux.errors import InputError
from lexflux.facts.counts import Bounds
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.lawbook import LawBook
from lexflux.ledger.batches import batch_of
from lexflux.ledger.counting import count_up
from lexflux.ledger.filling import fill
from lexflux.ledger.lines import Record, RecordReader
from lexflux.ledger.membership import Target
from lexflux.ledger.profiles import Profile, profile_of
from lexflux.ledger.sketches import estimate
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


def sketch_of(keys: Iterable[str], registers: int = 12) -> bytes:
    """Return a sketch of keys, of two to the power of so many registers."""
    made = hll_sketch(registers)
    for key in keys:
        made.update(key)
    return bytes(made.serialize_compact())


@pytest.mark.parametrize("registers", [10, 12, 14])
def test_people_whose_keys_stay_elsewhere_are_estimated(
    knowledge: KnowledgeBase, tmp_path: Path, ordinary: Profile, registers: int
) -> None:
    """Sketches of overlapping people, and keys, give one number within its bounds; what is sure stays as it was."""
    told = [[f"p{one}" for one in range(first, first + 20_000)] for first in (0, 10_000, 25_000)]
    lines = [Record("t", str(n), DAY, ((ordinary, len(one)),), sketch_of(one, registers)) for n, one in enumerate(told)]
    keyed = Record("t", "keyed", DAY, ((ordinary, tuple(f"p{one}" for one in range(40_000, 50_000))),))
    batch = batch_of([*lines, keyed])
    ledger = Ledger(tmp_path / "ledger", create=True)
    ledger.append(batch.records, batch.profiles)

    count = knowledge.book.cumulative_counts[THIS_YEAR]
    found = count_up(knowledge.book, ledger, count, Target("Hotel"), DAY)

    assert Bounds(20_000, 70_000) == found.bounds
    assert found.estimate is not None
    assert found.estimate.least <= 50_000 <= found.estimate.most
    error = 1.04 / 2 ** (registers / 2)
    assert abs(found.estimate.number - 50_000) < 3 * error * 50_000
    assert found.estimate.most - found.estimate.least < 5 * error * 50_000
    ledger.append(*kept_elsewhere(ordinary, 7))
    assert count_up(knowledge.book, ledger, count, Target("Hotel"), DAY).estimate is None


def kept_elsewhere(profile: Profile, people: int) -> tuple[pl.DataFrame, list[Profile]]:
    """Return a record that says how many people it is about, without a sketch of them."""
    batch = batch_of([Record("t", "more", DAY, ((profile, people),))])
    return batch.records, batch.profiles


def test_estimates_keep_their_bounds_as_often_as_they_say() -> None:
    """Of two hundred estimates, each of other people, no more lie off their bounds than is said of them."""
    within = 0
    for trial in range(200):
        halves = [[f"{trial}-{one}" for one in range(first, first + 3_000)] for first in (0, 1_500)]
        found = estimate([sketch_of(one, 10) for one in halves], [], "test")
        within += found.least <= 4_500 <= found.most

    assert within >= 190


def test_what_is_no_sketch_is_refused(knowledge: KnowledgeBase) -> None:
    """A sketch stands beside a number of people, and is one."""
    reader = RecordReader(knowledge.book)
    tree = {"id": "1", "date": "2026-06-01", "transfer": transfer()}
    good = base64.b64encode(sketch_of(["p"])).decode()

    for wrong in ({"people": 1, "sketch": "?"}, {"people": 1, "sketch": "AAAA"}, {"persons": ["p"], "sketch": good}):
        with pytest.raises(InputError, match="test:1"):
            reader.read({**tree, **wrong}, "test:1")
    assert reader.read({**tree, "people": 1, "sketch": good}, "test:1").sketch == sketch_of(["p"])
