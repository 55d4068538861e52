"""A page as DOCX, which needs python-docx; the same page gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from importlib.util import find_spec
from typing import TYPE_CHECKING

from lexflux.dossier.page import Block, Heading, Item, Items, Page, Paragraph, Table

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
BOX = "☐ "
DEEPEST_LIST = 3
EAST_ASIAN = {"zh": "SimSun"}


def is_at_hand() -> bool:
    """Return whether python-docx is installed."""
    return find_spec("docx") is not None


def as_docx(page: Page, language: str) -> bytes:
    """Return a page as DOCX, with an empty box before what is open."""
    import docx

    word = docx.Document()
    word.core_properties.title = page.title
    word.core_properties.author = "lexflux"
    word.core_properties.comments = ""
    word.core_properties.language = {"zh": "zh-CN"}.get(language, "en")
    _set_font(word, EAST_ASIAN.get(language))
    for block in (Heading(page.title, 1), *page.blocks):
        _add(word, block)
    written = io.BytesIO()
    word.save(written)
    return _timeless(written.getvalue())


def _add(word: WordDocument, block: Block) -> None:
    match block:
        case Heading(text, level):
            _add_paragraph(word, text, f"Heading{level}")
        case Paragraph(text):
            _add_paragraph(word, text, None)
        case Items(items):
            for item in items:
                _add_item(word, item, 1)
        case Table(columns, rows):
            _add_table(word, (columns, *rows))


def _add_item(word: WordDocument, item: Item, depth: int) -> None:
    style = "ListBullet" if depth == 1 else f"ListBullet{min(depth, DEEPEST_LIST)}"
    _add_paragraph(word, (BOX if item.is_open else "") + item.text, style)
    for below in item.below:
        _add_item(word, below, depth + 1)


def _add_paragraph(word: WordDocument, text: str, style: str | None) -> None:
    """Add a paragraph in a style of the template, by its identifier: to look each up by name takes most of the time."""
    paragraph = word.add_paragraph(_printable(text))
    if style:
        paragraph._p.style = style


def _add_table(word: WordDocument, rows: tuple[tuple[str, ...], ...]) -> None:
    table = word.add_table(len(rows), len(rows[0]), "Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = _printable(text)


def _set_font(word: WordDocument, east_asian: str | None) -> None:
    """Name the font for Chinese characters, without which programs choose one that may lack some."""
    from docx.oxml.ns import qn

    if east_asian:
        for style in ("Normal", *(f"Heading {level}" for level in (1, 2, 3))):
            fonts = word.styles[style].element.get_or_add_rPr().get_or_add_rFonts()
            fonts.set(qn("w:eastAsia"), east_asian)


def _printable(text: str) -> str:
    """Return a text on one line without characters that XML cannot hold."""
    return "".join(one for one in " ".join(text.split()) if one.isprintable())


def _timeless(content: bytes) -> bytes:
    """Return a ZIP file in which no entry says when it was written."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, FIRST_DAY), old.read(name), zipfile.ZIP_DEFLATED)
    return written.getvalue()
