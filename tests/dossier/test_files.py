"""The files of a dossier: formats that can be read back, names that every system takes, nothing overwritten."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import docx
import pytest
import rdflib

from lexflux.dossier.markdown import as_markdown
from lexflux.dossier.page import Heading, Item, Items, Page, Paragraph, Table
from lexflux.dossier.prepare import dossier
from lexflux.dossier.word import as_docx
from lexflux.errors import InputError, OutputError
from lexflux.files import write_folder
from lexflux.knowledge_base import KnowledgeBase
from tests.faces.test_cli import lexflux

EXAMPLES = Path(__file__).parents[2] / "examples"
PAGE = Page(
    "01-test",
    "Report | 报告",
    (
        Heading("One *point*"),
        Paragraph("A paragraph\nin two lines."),
        Items((Item("question", is_open=True, below=(Item("in the file: role:"),)), Item("stated\x0b: <b>"))),
        Table(("name", "值"), (("a|b", "=1"),)),
    ),
)


def test_markdown_takes_nothing_of_the_file_for_markup() -> None:
    """Labels of a file are text; what is open has an empty box."""
    assert as_markdown(PAGE) == (
        "# Report \\| 报告\n\n## One \\*point\\*\n\nA paragraph in two lines.\n\n"
        "- [ ] question\n  - in the file: role:\n- stated : \\<b\\>\n\n"
        "| name | 值 |\n| --- | --- |\n| a\\|b | =1 |\n"
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_docx_is_read_back(language: str) -> None:
    """Word finds title, headings, lists and tables, and the same page gives the same bytes."""
    content = as_docx(PAGE, language)
    word = docx.Document(io.BytesIO(content))

    assert content == as_docx(PAGE, language)
    assert "Report | 报告" == word.core_properties.title
    assert [
        ("Heading 1", "Report | 报告"),
        ("Heading 2", "One *point*"),
        ("Normal", "A paragraph in two lines."),
        ("List Bullet", "☐ question"),
        ("List Bullet 2", "in the file: role:"),
        ("List Bullet", "stated : <b>"),
    ] == [(one.style.name if one.style else "", one.text) for one in word.paragraphs]
    assert [["name", "值"], ["a|b", "=1"]] == [[cell.text for cell in row.cells] for row in word.tables[0].rows]


def test_record_is_a_table_and_dpv(knowledge: KnowledgeBase) -> None:
    """A label that looks like a formula is none in the table; the record in DPV is Turtle that names the transfer."""
    transfer = {
        "label": "=HYPERLINK(1)",
        "date": "2026-06-01",
        "exporter": {"locatedIn": "SG", "role": "Controller"},
        "recipient": {"locatedIn": "DE"},
        "data": {"type": "ContactData"},
        "mode": "TransmissionAbroad",
    }

    files = dossier(knowledge, knowledge.decide(transfer).decision, "en")

    table = next(content for name, content in files.items() if name.endswith(".csv")).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table)))
    assert ["subject", "fact", "value"] == rows[0]
    assert ["transfer", "name", "'=HYPERLINK(1)"] in rows
    assert ["exporter", "jurisdiction", "Singapore"] in rows
    graph = next(content for name, content in files.items() if name.endswith(".ttl"))
    labels = rdflib.Graph().parse(data=graph, format="turtle").objects(None, rdflib.RDFS.label)
    assert "=HYPERLINK(1)" in set(map(str, labels))


def test_without_python_docx_there_is_markdown(knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has not installed the extra gets all pages as Markdown."""
    monkeypatch.setitem(sys.modules, "docx", None)

    files = dossier(knowledge, knowledge.decide(EXAMPLES / "staff-visit.yaml").decision, "en")

    assert {"README.md"} == files.keys()


def test_a_folder_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """What cannot be written leaves nothing behind."""
    with pytest.raises(OutputError, match="cannot be written"):
        write_folder(tmp_path / "new", {"a.md": b"a", "a.md/b.md": b"b"})

    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_nothing_is_overwritten(tmp_path: Path, kind: str) -> None:
    """A file, a folder with files and a link are refused, and stay as they are."""
    target = tmp_path / "dossier"
    if kind == "file":
        target.write_text("mine", "utf-8")
    elif kind == "link":
        target.symlink_to(tmp_path / "elsewhere")
    else:
        target.mkdir()
        (target / "mine.md").write_text("mine", "utf-8")

    with pytest.raises(InputError, match="exists already"):
        write_folder(target, {"README.md": b"new"})

    assert not (target / "README.md").exists()


def test_command_writes_once(tmp_path: Path) -> None:
    """The command says what it wrote; asked again it refuses, before anything is decided."""
    asked = ["dossier", str(EXAMPLES / "hr-foreign-court.yaml"), "-o", str(tmp_path / "new" / "d"), "--lang", "zh"]

    first, second = lexflux(*asked), lexflux(*asked)

    assert (0, "") == (first.returncode, first.stderr)
    assert first.stdout.startswith("禁止 · 已写入 ")
    assert ["README.docx", "README.md"] == sorted(path.name for path in (tmp_path / "new" / "d").iterdir())
    assert (3, "") == (second.returncode, second.stdout)
    assert "不予覆盖" in second.stderr
