"""Words find what the knowledge base says of them, with and without an index, in both languages."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from lexflux.knowledge_base import KnowledgeBase
from lexflux.law import cache
from lexflux.query import fulltext
from lexflux.query.fulltext import FullText
from lexflux.terms import LF

FOUND_FIRST = {
    ("security", "assessment"): "cn/SecurityAssessment",
    ("source code",): "topic/SourceCode",
    ("onward", "transfer"): "topic/OnwardTransfer",
    ("202.256",): "us/dsp-2025/art-202-256",
    ("PIPL",): "cn/pipl-2021",
    ("pipl, art. 40",): "cn/pipl-2021/art-40",
    ("数据出境安全评估",): "cn/SecurityAssessment",
    ("标准合同备案",): "cn/scc-2023/Filing",
    ("新加坡",): "place/SG",
    ("加密传输",): "Encryption",
    ("cptpp:14.11.2",): "agreements/cptpp/art-14-11-2",
}
WORDS = [
    *FOUND_FIRST,
    ("同意",),
    ("评估", "合同"),
    ("SG",),
    ('"',),
    ("art. 38", "数据"),
    ("%",),
    ("' OR 1=1 --",),
    ("\x00",),
]


@pytest.fixture(scope="module")
def connection(knowledge: KnowledgeBase) -> sqlite3.Connection:
    return fulltext.build(fulltext.things(knowledge.book, knowledge.store))


@pytest.mark.parametrize(("words", "iri"), FOUND_FIRST.items(), ids=map(str, FOUND_FIRST))
def test_what_bears_the_words_comes_first(connection: sqlite3.Connection, words: tuple[str, ...], iri: str) -> None:
    """A label, short title, citation, identifier or other spelling leads to its thing before texts do."""
    assert FullText(connection).find(words)[0].iri == LF + iri


@pytest.mark.parametrize("words", WORDS, ids=repr)
def test_the_index_changes_no_answer(connection: sqlite3.Connection, words: tuple[str, ...]) -> None:
    """SQLite without FTS5, and words too short for trigrams, find the same in the same order."""
    plain = sqlite3.connect(":memory:")
    connection.backup(plain)
    plain.execute("DROP TABLE IF EXISTS trigram")

    assert FullText(connection).find(words) == FullText(plain).find(words)


def test_all_words_have_to_be_there(connection: sqlite3.Connection) -> None:
    """More words find less, and blanks alone find nothing."""
    index = FullText(connection)
    both = {hit.iri for hit in index.find(["contract", "consent"])}

    assert both == {hit.iri for hit in index.find(["contract"])} & {hit.iri for hit in index.find(["consent"])}
    assert both
    assert index.find(["contract", "zzzz"]) == index.find([" "]) == []


def test_kind_and_regime_confine_what_is_found(connection: sqlite3.Connection) -> None:
    """A safeguard is found as a safeguard and as a class, in its regime only."""
    index = FullText(connection)
    norms = index.find(["assessment"], "norm", "cn")

    assert norms
    assert all("norm" in hit.kinds and hit.iri.startswith(LF + "cn/") and hit.stated_in for hit in norms)
    assert index.find(["security assessment"], "safeguard")[0] == index.find(["security assessment"], "class")[0]
    assert not index.find(["Cyberspace Administration of China"], regime="sg")


def test_an_excerpt_has_the_word_if_a_text_has(connection: sqlite3.Connection) -> None:
    """What a note says is told where the gist does not say it."""
    hit = next(hit for hit in FullText(connection).find(["202.221"]) if hit.iri.endswith("/art-202-221"))

    assert "202.221" in hit.excerpt(["202.221"], "en")
    assert hit.excerpt(["202.221"], "fr") == ""


def test_a_name_of_the_index_that_is_near_is_offered(connection: sqlite3.Connection) -> None:
    """The whole of the words is compared first, then each."""
    index = FullText(connection)

    assert "adequacy" in index.nearest(["adequcy"])
    assert "安全评估办法" in index.nearest(["安全平估"])
    assert index.nearest(["qqqqqqqqqq"]) == []


def test_a_damaged_index_is_made_again(
    knowledge: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever stands in the cache, the answer is that of the ontology."""
    monkeypatch.setenv("LEXFLUX_CACHE", str(tmp_path))
    monkeypatch.setattr(fulltext, "_latest", type(fulltext._latest)())
    first = fulltext.load(knowledge.book, lambda: knowledge.store).find(["consent"])
    (kept,) = tmp_path.glob("*.lexflux")
    cache.keep(kept.stem, kept.read_bytes()[32:20_000])
    monkeypatch.setattr(fulltext, "_latest", type(fulltext._latest)())

    assert fulltext.load(knowledge.book, lambda: knowledge.store).find(["consent"]) == first
