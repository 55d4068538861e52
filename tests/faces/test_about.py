"""What Lexflux tells of itself: what is encoded by regime, how well it is known, and how to cite it."""

import json

import pytest

from lexflux.errors import UnknownTermError
from lexflux.faces.about import about
from lexflux.knowledge_base import KnowledgeBase, load


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load()


def test_the_figures_are_those_of_the_law(knowledge: KnowledgeBase) -> None:
    """Counts by regime agree with the query on how well each regime is known, and with the law book."""
    told = {one["regime"]: one for one in json.loads(about(knowledge, "en", "json"))["regimes"]}
    result = knowledge.query("how-well-is-each-regime-known")

    for row in (dict(zip(result.columns, row, strict=True)) for row in result):
        one = told[str(row["regime"]).rsplit("/", 2)[1]]
        assert str(row["knownUntil"]) == one["knownUntil"]
        assert [row["read"], row["reported"], row["unverified"]] == [*one["provisions"].values()]
        assert row["onUnreadProvisions"] == len(one["ofTheseOnLessThanAReading"])
        assert (row["verdictNorms"], row["laterNorms"]) == (one["normsThatBearTheVerdict"], one["normsThatBeginLater"])
        assert (row["gaps"], row["openPoints"]) == (sum(one["gaps"].values()), one["openPoints"])
    assert len(knowledge.book.norms) == sum(one["norms"] for one in told.values())


@pytest.mark.parametrize(("language", "form"), [("en", "text"), ("zh", "markdown"), ("zh", "json")])
def test_how_to_cite(knowledge: KnowledgeBase, language: str, form: str) -> None:
    """Each form names the version, the law, the licences, and that silence is no permission where people read it."""
    told = about(knowledge, language, form)

    assert knowledge.book.digest[:12] in told
    assert "CC-BY-4.0" in told
    assert form == "json" or {"en": "no permission", "zh": "并不等于许可"}[language] in told


def test_norms_that_bear_the_verdict_on_less_than_a_reading_are_named(knowledge: KnowledgeBase) -> None:
    """A law's page names them with the article and how it was read, and what begins after the last known day."""
    assert "Exemption for telecommunications services" in about(knowledge, "en", "text", "us")
    assert "Data Security Program, § 202.509 [unverified]" in about(knowledge, "en", "text", "us")
    assert "2027-05-14" in about(knowledge, "zh", "markdown", "in")


def test_a_law_that_is_not_known_is_answered_with_the_nearest(knowledge: KnowledgeBase) -> None:
    """The message names the regime asked for and those that there are."""
    with pytest.raises(UnknownTermError, match="uss"):
        about(knowledge, "en", "text", "uss")
