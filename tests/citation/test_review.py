"""Memos in both languages with every kind of mark, and what is printed comes back to what it was printed of."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lexflux.citation.memos import read_memo
from lexflux.citation.mentions import find_mentions
from lexflux.citation.prepared import prepare
from lexflux.citation.review import Finding, review
from lexflux.citation.standing import Mark, Standings
from lexflux.citation.titles import Titles
from lexflux.errors import InputError
from lexflux.knowledge_base import KnowledgeBase

MEMOS = Path(__file__).parent / "memos"
EXPECTED: dict[str, list[dict[str, Any]]] = yaml.safe_load((MEMOS / "marks.yaml").read_text("utf-8"))
DAYS = (datetime.date(2025, 12, 1), datetime.date(2026, 6, 1))
WORDS = [
    "not on",
    "in",
    "《",
    "》",
    "第",
    "条",
    "PIPL",
    "Cybersecurity Law",
    "art. ",
    "(",
    ")",
    "37",
    "，",
    "\n",
    "GDPR",
    "§",
    "十",
]


def reviewed(knowledge: KnowledgeBase, text: str, day: datetime.date) -> list[Finding]:
    """Return the findings on a text."""
    return review(knowledge.book, text, day)


@pytest.mark.parametrize("day", range(2), ids=map(str, DAYS))
@pytest.mark.parametrize("language", EXPECTED)
def test_each_citation_of_a_memo_has_its_mark(knowledge: KnowledgeBase, language: str, day: int) -> None:
    """Every citation is found at its line and column, with the mark of the day."""
    found = reviewed(knowledge, read_memo(str(MEMOS / f"{language}.md")), DAYS[day])

    told = [(one.text, [one.line, one.column], one.standing.mark.value) for one in found]
    assert [(one["text"], one["place"], one["marks"][day]) for one in EXPECTED[language]] == told


def test_every_mark_occurs_in_the_memos() -> None:
    """No kind of mark is without its example, but the law that has ended without a successor."""
    assert {one.value for one in Mark} - {"ended"} == {
        mark for of in EXPECTED.values() for one in of for mark in one["marks"]
    }


def test_a_number_that_the_text_omits_has_ended(knowledge: KnowledgeBase) -> None:
    """An article that is held only as omitted does not stand."""
    assert [Mark.ENDED] == [one.standing.mark for one in reviewed(knowledge, "UK GDPR, art. 48", DAYS[1])]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_printed_is_read_again(knowledge: KnowledgeBase, language: str) -> None:
    """The citation of each provision, as answers print it, leads to that provision."""
    book, titles = knowledge.book, Titles(knowledge.book)
    standings = Standings(book, DAYS[1])
    lost = []
    for iri in book.provisions:
        printed = book.citation(iri, language)
        found = [standings.of(one) for one in find_mentions(prepare(printed), titles)]
        if iri not in {held for one in found for held in (*one.provisions, *one.successors)}:
            lost.append(printed)

    assert [] == lost


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map("".join))
def test_any_text_is_read(knowledge: KnowledgeBase, text: str) -> None:
    """Whatever stands in a text, its citations lie in it, in order, and what is read twice is the same."""
    titles = Titles(knowledge.book)
    prepared = prepare(text)

    found = find_mentions(prepared, titles)

    assert found == find_mentions(prepare(text), titles)
    assert all(0 <= one.start < one.end <= len(prepared.text) for one in found)


def test_a_word_document_is_read_with_its_tables_and_notes(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    """Paragraphs and cells of a DOCX file are lines of the memo."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("See PIPL art. 39.")
    document.add_table(rows=1, cols=1).cell(0, 0).text = "《数据安全法》第三十六条"
    document.save(str(tmp_path / "memo.docx"))

    found = reviewed(knowledge, read_memo(str(tmp_path / "memo.docx")), DAYS[1])

    assert [("PIPL art. 39", 1, 5), ("《数据安全法》第三十六条", 2, 1)] == [
        (one.text, one.line, one.column) for one in found
    ]


def test_what_is_no_word_document_is_refused(tmp_path: Path) -> None:
    """A file that only bears the name of a DOCX file gives one message."""
    (tmp_path / "memo.docx").write_text("text")

    with pytest.raises(InputError, match=r"memo\.docx"):
        read_memo(str(tmp_path / "memo.docx"))
