"""Pictures of the law: as wide as A4, the same each time, in both languages, and true to the law of the day."""

import datetime
from xml.etree import ElementTree as Xml

import pytest

from lexflux.faces.pictures.adequacy import adequacy_network
from lexflux.faces.pictures.law import law_timeline, list_editions
from lexflux.knowledge_base import KnowledgeBase, load

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


def test_adequacy_of_a_day(knowledge: KnowledgeBase) -> None:
    """Places of the same regimes stand together; a place counts from its day; who designates none is told."""
    before, after = (words(adequacy_network(knowledge, day, "en")) for day in (datetime.date(2026, 1, 25), DAY))
    joined = " ".join(after)
    closed = "".join(after).replace(" ", "")

    assert "Brazil·EU2026-01-26" in closed
    assert "Brazil·EU" not in "".join(before).replace(" ", "")
    assert "EU:placeadequateforbusinessoperators" in closed
    none = joined.partition("no place is designated as adequate for: ")[2]
    assert all(name in none for name in ("mainland China", "Singapore", "United States"))


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


def test_the_same_picture_each_time(knowledge: KnowledgeBase) -> None:
    """A layout hangs on nothing but the law and the day."""
    first, again = (list_editions(knowledge, DAY, "zh") + adequacy_network(knowledge, DAY, "zh") for _ in range(2))

    assert first == again
