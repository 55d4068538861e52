"""What Lexflux tells of itself: what is encoded by regime, how well it is known, and how to cite it."""

import json

import pytest

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
        assert (row["gaps"], row["openPoints"]) == (sum(one["gaps"].values()), one["openPoints"])
    assert len(knowledge.book.norms) == sum(one["norms"] for one in told.values())


@pytest.mark.parametrize(("language", "form"), [("en", "text"), ("zh", "markdown"), ("zh", "json")])
def test_how_to_cite(knowledge: KnowledgeBase, language: str, form: str) -> None:
    """Each form names the version, the law, the licences, and that silence is no permission where people read it."""
    told = about(knowledge, language, form)

    assert knowledge.book.digest[:12] in told
    assert "CC-BY-4.0" in told
    assert form == "json" or {"en": "no permission", "zh": "并不等于许可"}[language] in told
