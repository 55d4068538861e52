"""Decisions that places share: the same as those of each place alone."""

import datetime
from dataclasses import replace
from itertools import islice, permutations

import pytest

from lexflux.decision.all_law import AllLaw
from lexflux.decision.evaluation import Truth
from lexflux.decision.flows import LegDecision, conditions_after, decide_leg
from lexflux.law.lawbook import LawBook
from lexflux.planning.routes import Cargo, Passage, RouteFinder
from lexflux.planning.sharing import SharedLaw
from lexflux.terms import PLACE

DAY = datetime.date(2026, 11, 1)
PLACES = ("CN", "HK", "SG", "DE", "CH", "JP", "US", "VN", "BR", "IN")


def answer(found: LegDecision) -> object:
    """Return what a decision on a leg says, but for numbers of diagrams."""
    laws = [
        (one.regime, one.possible, one.requirements, one.missing, one.stated, one.facts.tree) for one in found.decisions
    ]
    return laws, [(one.regime, one.possible, one.missing) for one in found.reaches], found.received, found.not_encoded


@pytest.fixture(scope="module")
def finder(book: LawBook) -> RouteFinder:
    return RouteFinder(book, Cargo(("HealthData",), DAY, people=5000))


def test_a_law_asked_once_for_many_places_says_of_each_what_it_says_of_it_alone(finder: RouteFinder) -> None:
    """Of ways over three places that follow each other in one memory, each leg is as decided by itself."""
    law, apart = SharedLaw(finder.book, DAY), AllLaw(finder.book, DAY)
    for path in islice(permutations(PLACES, 3), 0, None, 31):
        first, second = finder._flow([PLACE + one for one in path]).legs
        before, alone = decide_leg(law, first), decide_leg(apart, first)

        assert answer(before) == answer(alone), path
        assert answer(decide_leg(law, second, before)) == answer(decide_leg(apart, second, alone)), path


def test_the_first_hop_of_an_onward_way_asks_for_what_passing_on_asks_for(finder: RouteFinder) -> None:
    """The Chinese standard contract has to list third parties to whom data go on."""
    found = finder.routes(PLACE + "CN", PLACE + "JP")
    direct, onward = ([way for way in (*found.ways, *found.perhaps) if len(way.hops) == length] for length in (1, 2))
    asked = [{one.task.safeguard.rsplit("/", 1)[-1] for one in way.hops[0].tasks} for way in (direct[0], onward[0])]

    assert "OnwardTransferList" in asked[1] - asked[0]
    assert all(hop.passage is not Passage.BARRED for way in onward for hop in way.hops)


def test_a_condition_that_perhaps_came_with_data_stays_with_them(finder: RouteFinder, book: LawBook) -> None:
    """That the next leg does not impose it once more does not lift it."""
    condition = sorted(book.conditions_of_receipt)[0]
    leg = decide_leg(AllLaw(book, DAY), finder._flow((PLACE + "AQ", PLACE + "US")).legs[0])
    perhaps = replace(leg, received={condition: Truth.UNKNOWN})

    assert condition not in conditions_after(leg)
    assert conditions_after(perhaps)[condition] is Truth.UNKNOWN
