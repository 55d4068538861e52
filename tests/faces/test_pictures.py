"""Pictures of the law: as wide as A4, the same each time, in both languages, and true to the law of the day."""

import datetime
import re
from xml.etree import ElementTree as Xml

import pytest

from lexflux.faces import networks
from lexflux.faces.pictures.adequacy import adequacy_matrix
from lexflux.faces.pictures.breaking import width
from lexflux.faces.pictures.canvas import MARGIN
from lexflux.faces.pictures.law import law_timeline, list_editions
from lexflux.faces.pictures.world import _outlines, adequacy_map
from lexflux.faces.recognised import recognised
from lexflux.knowledge_base import KnowledgeBase, load
from lexflux.law.wording import Wording

SVG = "{http://www.w3.org/2000/svg}"
DAY = datetime.date(2026, 6, 1)


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load()


def words(picture: str) -> list[str]:
    """Return the words of a picture, which is one of a page's width."""
    found = Xml.fromstring(picture)
    assert found.attrib["width"] in ("210mm", "297mm")
    return [node.text or "" for node in found.iter(f"{SVG}text")]


def marks(picture: str) -> list[str]:
    """Return what is told of the marks of a picture where one points at them."""
    told = (texts(group, "title")[:1] for group in Xml.fromstring(picture).iter(f"{SVG}g"))
    return [line for titles in told for title in titles for line in title.split("\n")]


def texts(node: Xml.Element, kind: str) -> list[str]:
    """Return the words of the elements of a kind below a node."""
    return [one.text or "" for one in node.iter(SVG + kind)]


def test_adequacy_of_a_day(knowledge: KnowledgeBase) -> None:
    """A place counts from its day, each recognition has its mark, and who recognises none is told."""
    before, after = (adequacy_matrix(knowledge, day, "en") for day in (datetime.date(2026, 1, 25), DAY))

    assert "Brazil · EU: place adequate for recipients under its act · since 2026-01-26" in marks(after)
    assert not any(one.startswith("Brazil · EU") for one in marks(before))
    assert len(marks(after)) == len(recognised(knowledge, DAY, "en").recognitions)
    assert "* place adequate for business operators: Japan" in " ".join(words(after)).replace("\N{NO-BREAK SPACE}", " ")
    none = " ".join(words(after)).partition("no place is designated as adequate for: ")[2]
    assert all(name in none for name in ("mainland China", "Singapore", "United States"))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("regimes", [[], ["eu"], ["eu", "uk", "ru"]])
def test_adequacy_can_be_read_on_paper(knowledge: KnowledgeBase, language: str, regimes: list[str]) -> None:
    """All fits on one page, no mark lies on another, and no name reaches into the marks."""
    root = Xml.fromstring(adequacy_matrix(knowledge, DAY, language, regimes))
    _, _, wide, high = map(float, root.attrib["viewBox"].split())
    boxes = [one for one in root.iter(f"{SVG}rect") if one.attrib["class"] in ("read", "reported", "unverified")]
    edges = [tuple(float(one.attrib[name]) for name in ("x", "y", "width", "height")) for one in boxes]
    names = [one for one in root.iter(f"{SVG}text") if one.attrib["class"] == "cell" and float(one.attrib["y"]) < 900]

    assert high <= 1123
    assert all(x + broad <= wide - MARGIN + 1 for x, _, broad, _ in edges)
    assert len({(round(x), round(y)) for x, y, _, _ in edges}) == len(edges)
    assert len(names) > len(regimes)
    assert all(float(one.attrib["x"]) + width(one.text or "") * float(one.attrib["font-size"]) < wide for one in names)


def test_adequacy_for_some_regimes_alone(knowledge: KnowledgeBase) -> None:
    """Only the regimes that are chosen are shown, and a regime that recognises none is told, not left out."""
    chosen = adequacy_matrix(knowledge, DAY, "en", ["uk", "cn"])

    assert {one.split(" · ")[1].partition(":")[0] for one in marks(chosen)} == {"UK"}
    assert "no place is designated as adequate for: mainland China" in " ".join(words(chosen))


@pytest.mark.parametrize("regimes", [[], ["eu"]])
def test_a_map_shades_a_place_by_who_counts_it(knowledge: KnowledgeBase, regimes: list[str]) -> None:
    """Each recognition is told of an outline or a point of its place, or its place is named below the map."""
    root = Xml.fromstring(adequacy_map(knowledge, DAY, "en", regimes))
    found = recognised(knowledge, DAY, "en", regimes).recognitions
    told = {title.splitlines()[0]: group for group in root.iter(f"{SVG}g") for title in texts(group, "title")[:1]}
    below = " ".join(texts(root, "text")).partition("without an outline here: ")[2]
    below = below.partition("In what is encoded")[0]
    shades = {
        label: one.attrib["class"][-1]
        for label, group in told.items()
        for one in group
        if "shade" in one.get("class", "")
    }

    assert {one.place_label for one in found if one.place_label not in below} == told.keys()
    assert "0" not in shades.values()
    assert "Singapore" not in told if regimes else shades["Singapore"] == "1"
    assert 1123 >= float(root.attrib["viewBox"].split()[3])


def test_no_outline_reaches_round_the_globe() -> None:
    """What lies on both sides of the meridian of 180 degrees is cut there, not drawn across all the others."""
    drawn = (re.sub(r"M-?\d+ ?-?\d+l", " ", path) for path in _outlines()["areas"].values())
    steps = [abs(int(step)) for path in drawn for step in re.findall(r"-?\d+", path)]

    assert max(steps) < 2_000


def test_the_law_of_a_regime_in_time(knowledge: KnowledgeBase) -> None:
    """Each instrument has its bar, its days and its rank, so that nobody takes a draft for law."""
    found = words(law_timeline(knowledge, "cn", "zh"))
    instruments = [one for one in knowledge.book.instruments.values() if one.regime == knowledge.book.regimes["cn"]]

    assert "2017-06-01–2026-01-01 · 法律" in found
    assert any(one.startswith("2011–… · ") for one in found)
    assert len(instruments) == len([one for one in found if " · " in one])


def test_the_family_of_lists(knowledge: KnowledgeBase) -> None:
    """An arrow leads from each edition to the one that followed, a dashed one to the list that may be used."""
    picture = Xml.fromstring(list_editions(knowledge, DAY, "en"))
    edges = [node.attrib["class"] for node in picture.iter(f"{SVG}path") if "edge" in node.attrib["class"]]

    assert {"edge": 2, "edge dashed": 2} == {kind: edges.count(kind) for kind in set(edges)}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", ["citations", "agreements", "similarity"])
def test_a_network_can_be_read(knowledge: KnowledgeBase, kind: str, language: str) -> None:
    """A network is a matrix on a page, with cells for its edges, and no word is cut."""
    wording, found = Wording(knowledge.book, language), networks.network(knowledge, kind, DAY)
    root = Xml.fromstring(networks.as_picture(knowledge, wording, kind, found, DAY))
    _, _, wide, high = map(float, root.attrib["viewBox"].split())
    upright = [one for one in root.iter(f"{SVG}text") if one.get("text-anchor") is None and float(one.attrib["x"]) > 0]

    assert high <= 1123
    assert all(
        float(one.attrib["x"]) + width(one.text or "") * float(one.attrib["font-size"]) < wide for one in upright
    )
    assert len(list(root.iter(f"{SVG}g"))) > len(found) / 2


def test_a_citation_has_its_cell(knowledge: KnowledgeBase) -> None:
    """PIPL and the provisions on flows cite each other, and each direction is told with its number."""
    found = networks.network(knowledge, "citations", DAY)
    told = marks(networks.as_picture(knowledge, Wording(knowledge.book, "en"), "citations", found, DAY))
    cites = {line.rpartition(": ")[0]: int(line.rpartition(": ")[2]) for line in told}

    assert cites["Cross-Border Flow Provisions cites PIPL"] >= 1
    assert cites["PIPL cites Cross-Border Flow Provisions"] >= 1


def test_the_same_picture_each_time(knowledge: KnowledgeBase) -> None:
    """A layout hangs on nothing but the law and the day."""
    first, again = (list_editions(knowledge, DAY, "zh") + adequacy_matrix(knowledge, DAY, "zh") for _ in range(2))

    assert first == again
