"""`lexflux find`: what is found, in which form, and what is said where nothing is."""

from __future__ import annotations

import json

import pytest

from lexflux.errors import UnknownTermError
from lexflux.faces.finding import Finding
from lexflux.faces.names import find
from lexflux.knowledge_base import KnowledgeBase


def test_the_name_that_is_shown_is_understood(knowledge: KnowledgeBase) -> None:
    """Each name that a list of finds shows leads to the thing that was found."""
    finding = Finding(knowledge, ["onward"], "en")
    names = [record["name"] for record in json.loads(finding.shown("json", 500))]

    assert [find(knowledge, name) for name in names] == [hit.iri for hit in finding.hits]


def test_what_is_found_is_told_with_kind_regime_and_article(knowledge: KnowledgeBase) -> None:
    """A norm comes with the provision that states it, in the language asked for."""
    shown = Finding(knowledge, ["按数量申报安全评估"], "zh", "规范").shown("text", 1)

    assert shown.splitlines()[0] == "按数量申报安全评估"
    assert "规范、类 · 中国内地 · 《跨境流动规定》第7条" in shown


def test_more_than_asked_for_is_counted(knowledge: KnowledgeBase) -> None:
    """The rest is not silently left out."""
    finding = Finding(knowledge, ["consent"], "en")

    assert finding.shown("text", 2).endswith(f"and {len(finding.hits) - 2} more, with --limit\n")


@pytest.mark.parametrize(
    ("words", "kind", "regime", "named"),
    [
        ("adequcy", None, None, "adequacy"),
        ("安全平估", None, None, "安全评估"),
        ("consent", "nrom", None, "norm"),
        ("consent", None, "xx", "cn"),
    ],
)
def test_what_is_not_known_is_refused_with_the_nearest(
    knowledge: KnowledgeBase, words: str, kind: str | None, regime: str | None, named: str
) -> None:
    """Nothing found, no such kind and no such regime are never an empty list."""
    with pytest.raises(UnknownTermError, match=named):
        Finding(knowledge, [words], "en", kind, regime)
