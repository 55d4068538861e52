"""The text of a memo, whatever file it is in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from lexflux.errors import EngineError, InputError, shortened
from lexflux.facts.documents import content_of
from lexflux.files import read_at_most

WORD = (".docx", ".docm")
LARGEST = 64 << 20
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BESIDE = ("footnotes", "endnotes", "header", "footer", "comments")
"""Parts of a document beside its body whose text is read too."""


def read_memo(path: str) -> str:
    """
    Return the text of a file, one paragraph a line if it is a Word document, whose footnotes stand at its end.

    Parameters
    ----------
    path
        A text, Markdown or any other file of plain text in UTF-8, a DOCX file, or ``-`` for standard input.

    Raises
    ------
    InputError
        If the file cannot be read, is empty, too large or neither text nor DOCX.
    EngineError
        If a DOCX file is to be read and the library for that is not installed.
    """
    name = "<stdin>" if path == "-" else path
    text = _of_word(path) if Path(path).suffix.lower() in WORD else content_of(path, name)
    if not text.strip():
        raise InputError("empty document", name=name)
    return text


def _of_word(path: str) -> str:
    try:
        docx: Any = import_module("docx")
    except ImportError as error:
        raise EngineError("no library for DOCX", name=path) from error
    try:
        raw = read_at_most(path, LARGEST)
        if len(raw) > LARGEST:
            raise InputError("file too large", name=path, size=LARGEST >> 20)
        document = docx.Document(io.BytesIO(raw))
        return "\n".join(_paragraphs(document))
    except OSError as error:
        raise InputError("unreadable file", name=path, problem=error.strerror) from error
    except (ValueError, KeyError, BadZipFile) as error:
        problem = shortened(str(error) or type(error).__name__)
        raise InputError("broken syntax", where=path, syntax="DOCX", problem=problem) from error


def _paragraphs(document: Any) -> Iterator[str]:
    """Yield the paragraphs of body, tables and boxes, then those of notes; what was deleted is left out."""
    yield from map(_text, document.element.body.iter(W + "p"))
    parsed: Any = import_module("docx.oxml.parser")
    for part in document.part.package.iter_parts():
        if any(name in str(part.partname) for name in BESIDE) and str(part.partname).endswith(".xml"):
            yield from map(_text, parsed.parse_xml(part.blob).iter(W + "p"))


def _text(paragraph: Any) -> str:
    """Return the words of a paragraph, without those of a paragraph within it, which comes by itself."""
    own = (node for node in paragraph.iter(W + "t", W + "tab", W + "br", W + "noBreakHyphen"))
    inside = [node for node in own if next(node.iterancestors(W + "p")) is paragraph]
    return "".join(node.text or "" if node.tag == W + "t" else "-" if "Hyphen" in node.tag else " " for node in inside)
