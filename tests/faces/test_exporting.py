"""`lexflux export TARGET`: which file is written, and what is refused."""

from __future__ import annotations

import datetime
from pathlib import Path

import pyoxigraph as ox
import pytest

from lexflux.errors import InputError, OutputError, UnknownTermError
from lexflux.faces.exporting import exported, form_of
from lexflux.files import write_new
from lexflux.knowledge_base import KnowledgeBase


@pytest.mark.parametrize(
    ("name", "form", "expected"),
    [
        ("law.ttl", None, "turtle"),
        ("law.OWL", None, "rdfxml"),
        ("law", None, None),
        ("law", "trig", "trig"),
        ("-", None, "turtle"),
        ("-", "jsonld", "jsonld"),
    ],
)
def test_the_ending_tells_the_syntax(name: str, form: str | None, expected: str | None) -> None:
    """Without ending and option a folder is meant."""
    assert form_of(name, form) == expected


def test_two_syntaxes_are_refused() -> None:
    """An ending that says something else than the option is a mistake."""
    with pytest.raises(UnknownTermError, match=r"trig: the ending of 'law\.ttl' says turtle"):
        form_of("law.ttl", "trig")


def test_the_title_says_what_of_the_ontology_a_file_has(knowledge: KnowledgeBase) -> None:
    """A part is never taken for the whole."""
    content = exported(knowledge, "turtle", "sg", datetime.date(2026, 6, 1), True)
    titles = [
        quad.object.value
        for quad in ox.parse(content, format=ox.RdfFormat.TURTLE)
        if quad.predicate.value.endswith("/title") and str(quad.subject) == "<https://w3id.org/lexflux/ontology>"
        if isinstance(quad.object, ox.Literal)
    ]

    assert sorted(titles) == [
        "Lexflux: Singapore, with what its law imports; what holds on 2026-06-01",
        "Lexflux：新加坡及其法律所导入的内容；2026-06-01 有效的部分",
    ]


def test_an_unknown_regime_is_refused(knowledge: KnowledgeBase) -> None:
    """It is never an empty file."""
    with pytest.raises(UnknownTermError, match=f"Known: {', '.join(sorted(knowledge.book.regimes))}"):
        exported(knowledge, "turtle", "zz", None, False)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A file that is there stays, and one that cannot be written leaves nothing behind."""
    path = tmp_path / "law.ttl"
    write_new(path, b"new")

    with pytest.raises(InputError, match="exists already"):
        write_new(path, b"other")
    with pytest.raises(OutputError, match="cannot be written"):
        write_new(tmp_path / "none" / "law.ttl", b"new")
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"new"]
