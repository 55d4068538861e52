"""Ways for data between places: each hop is what the evaluator says of it, and carries what came with the data."""

import datetime

import pytest

from lexflux.decision.flows import decide_flow
from lexflux.explain.page import page_as_text
from lexflux.explain.routes import RouteWords, reached_page, routes_page
from lexflux.faces.cli import main
from lexflux.facts.transfer import Facts
from lexflux.law.lawbook import LawBook
from lexflux.planning.routes import Cargo, Passage, RouteFinder
from lexflux.terms import PLACE

DAY = datetime.date(2026, 11, 1)


@pytest.fixture(scope="module")
def finder(book: LawBook) -> RouteFinder:
    return RouteFinder(book, Cargo(("HealthData",), DAY, people=5000))


def test_ways_are_ranked_and_no_hop_of_them_is_barred(finder: RouteFinder) -> None:
    found = finder.routes(PLACE + "DE", PLACE + "US")

    assert found.ways
    assert [way.weight for way in found.ways] == sorted(way.weight for way in found.ways)
    assert all(hop.passage in (Passage.FREE, Passage.WITH_SAFEGUARDS) for way in found.ways for hop in way.hops)
    assert {way.hops[0].origin for way in found.ways} == {PLACE + "DE"}


def test_the_third_places_can_be_chosen(finder: RouteFinder, book: LawBook) -> None:
    """Who asks for ways through one place is told of no other."""
    found = RouteFinder(book, finder.cargo, (PLACE + "JP",)).routes(PLACE + "DE", PLACE + "US")

    assert found.tried == 1
    assert {hop.target for way in (*found.ways, *found.perhaps) for hop in way.hops} <= {PLACE + "JP", PLACE + "US"}


def test_an_onward_hop_stands_under_the_conditions_that_came_with_the_data(finder: RouteFinder) -> None:
    """From Japan onward not only Japanese law counts but what the Union asks of data that came under its decision."""
    onward = finder.hop((PLACE + "DE", PLACE + "JP", PLACE + "US"))
    alone = finder.hop((PLACE + "JP", PLACE + "US"))

    assert {one.regime.rsplit("/", 2)[-2] for one in onward.found.decisions} == {"eu", "jp"}
    assert {one.regime.rsplit("/", 2)[-2] for one in alone.found.decisions} == {"jp"}
    assert onward.found.received


def test_a_hop_is_what_the_evaluator_says_of_its_transfer(finder: RouteFinder, book: LawBook) -> None:
    hop = finder.hop((PLACE + "CN", PLACE + "SG"))
    again = decide_flow(book, finder._flow((PLACE + "CN", PLACE + "SG")), on=DAY)

    assert hop.found.verdict == again.verdict
    assert isinstance(hop.found.leg.facts, Facts)


def test_places_that_law_treats_alike_are_decided_once(finder: RouteFinder) -> None:
    """Each place whose law is encoded stands in one group; a designation of one alone sets it apart."""
    places = [place for group in finder.alike.values() for place in group]

    assert len(places) == len(set(places))
    assert len(finder.alike) < len(places)
    assert finder.alike[PLACE + "CN"] == (PLACE + "CN",)


def test_no_way_says_so_with_what_bars_it(book: LawBook) -> None:
    """State secrets go nowhere; the answer says why, in both languages."""
    barred = RouteFinder(book, Cargo(("StateSecret",), DAY, people=1))
    found = barred.routes(PLACE + "CN", PLACE + "US")

    assert found.ways == ()
    assert "No lawful way was found" in page_as_text(routes_page(book, found, barred.supposed, "en"))
    assert "未发现合法途径" in page_as_text(routes_page(book, found, barred.supposed, "zh"))
    assert any(bar.finding.norm.stated_in for hop in found.closed for bar in hop.bars)


def test_law_that_is_not_encoded_is_no_free_passage(book: LawBook) -> None:
    """From a place whose law nobody encoded every hop is open, and the page names the place."""
    finder = RouteFinder(book, Cargo(("ContactData",), DAY))
    hop = finder.hop((PLACE + "AQ", PLACE + "US"))
    words = RouteWords(book, finder.cargo, finder.alike, "en")

    assert hop.passage == Passage.OPEN
    assert "the law of Antarctica is not encoded" in page_as_text(
        reached_page(book, PLACE + "AQ", [hop], words, finder.supposed)
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["CN", "CN"], "is given twice"),
        (["CN", "Singapor"], "Unknown place 'Singapor'. Did you mean"),
        (["CN", "SG", "--data", "HealtData"], "Unknown kind of data 'HealtData'. Did you mean"),
    ],
)
def test_what_no_way_can_be_sought_for_is_told(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["routes", *arguments, "--on", "2026-11-01"])

    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_a_place_whose_law_has_not_begun_is_no_third_place(book: LawBook) -> None:
    """On an early day ways are found all the same: what no law of the day decides is left out, not guessed."""
    finder = RouteFinder(book, Cargo(("ContactData",), datetime.date(2023, 1, 18)))
    regimes = {regime for place in finder.alike for regime in book.regimes_of(place, finder.cargo.on)}

    assert "qc" not in regimes
    assert finder.hop((PLACE + "DE", PLACE + "JP", PLACE + "US")).found.decisions


@pytest.mark.parametrize("origin", ["CL", "CO"])
def test_a_free_hop_says_by_which_provision_it_is_free(book: LawBook, origin: str) -> None:
    """An all-clear is not printed without its ground."""
    finder = RouteFinder(book, Cargo(("ContactData",), DAY))
    hop = finder.hop((PLACE + origin, PLACE + "US"))
    words = RouteWords(book, finder.cargo, finder.alike, "en")
    page = reached_page(book, PLACE + origin, [hop], words, finder.supposed)

    assert hop.passage is Passage.FREE
    assert page.sections[0].lines[0].cites
