"""The document that describes a transfer: YAML, JSON, JSON-LD or Turtle as statements, and where each one stands."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from lexflux.errors import InputError, JoinedInputError, shortened
from lexflux.facts import jsonfile, names, yamlfile
from lexflux.facts.jsonld import MOST_VALUES, Expansion
from lexflux.facts.transfer import BASE
from lexflux.facts.trees import CONTROL, Lines, control_character, refuse_control_characters
from lexflux.files import read_at_most
from lexflux.law.graphs import Subject
from lexflux.law.lawbook import LawBook
from lexflux.messages import Pair

LARGEST_FILE = 8 << 20
RDF = {"turtle": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS}
FORMS = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".jsonld": "json"}
FORMS |= {".ttl": "turtle", ".nt": "turtle", ".trig": "trig", ".nq": "nquads"}
MOST_TRIPLE_TERMS = 100
START_OF_TURTLE = re.compile(r"(?:\s|#[^\n]*\n)*(?:@prefix|@base|prefix\s|base\s|<|_:)", re.IGNORECASE)
START_OF_JSON = re.compile(r"\s*\{")


@dataclass(frozen=True, slots=True)
class Document:
    """The statements of a document, not yet checked; ``name`` is how messages call it."""

    name: str
    quads: list[ox.Quad]
    places: Mapping[tuple[Subject, str, str], int] = field(default_factory=dict)
    text: str = ""

    def where(self, subject: Subject | None = None, key: str = "", value: str = "") -> str:
        """Return the name of the document, with the line of a node, its key and the value of that, if it is known."""
        line = self._line(subject, key, value)
        return f"{self.name}:{line}" if line else self.name

    def _line(self, subject: Subject | None, key: str, value: str) -> int | None:
        if subject is not None:
            for found in ((subject, key, value), (subject, key, ""), (subject, "", "")):
                if found in self.places:
                    return self.places[found]
        return self._line_with(value) or self._line_with(key)

    def _line_with(self, word: str) -> int | None:
        """Return the first line of a text in Turtle, which has no keys, that names a word."""
        found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", self.text) if word and self.text else None
        return found and self.text.count("\n", 0, found.start()) + 1


@dataclass(frozen=True, slots=True)
class Position:
    """A node of a document, for messages about it; ``errors`` are those of the document that were found so far."""

    document: Document
    path: str
    subject: Subject
    errors: list[InputError]

    def error(self, message: str, fact: str, at: str = "", **values: Any) -> InputError:
        """Return the error of a message about a fact of the node, with the line of the fact and of its value ``at``."""
        where = self.document.where(self.subject, fact, at)
        return InputError(message, where=where, path=shortened(self.path), fact=fact, **values)

    def hint(self, book: LawBook, word: str, candidates: Iterable[str]) -> Pair:
        """Return the hint at the terms for which a word was perhaps meant, as long as the error will be shown."""
        return names.hint(book, word, candidates) if len(self.errors) < JoinedInputError.shown else ("", "")


@dataclass(frozen=True, slots=True)
class Source:
    """The tree of a YAML or JSON text, and the lines of its parts."""

    name: str
    tree: Any
    lines: Lines


def from_file(path: str, book: LawBook) -> Document:
    """
    Return the document in a file, or on standard input if ``path`` is ``-``.

    Raises
    ------
    InputError
        If the file cannot be read, is too large, or as `from_text`.
    """
    return _document(tree_of_file(path), book)


def tree_of_file(path: str) -> Source | Document:
    """Return the tree in a file of YAML or JSON, or the document in one of RDF; errors as `from_file`."""
    name = "<stdin>" if path == "-" else path
    return tree_of_text(content_of(path, name), name, FORMS.get(Path(path).suffix.lower()))


def from_text(content: str, book: LawBook, name: str, form: str | None = None) -> Document:
    """
    Return the document in a text.

    Parameters
    ----------
    content
        The text.
    book
        The law book, for the JSON-LD context.
    name
        How messages call the text.
    form
        ``yaml``, ``json``, ``turtle``, ``trig`` or ``nquads``; by default told from the first characters.

    Raises
    ------
    InputError
        If the text is empty or breaks the rules of its form.
    """
    return _document(tree_of_text(content, name, form), book)


def _document(source: Source | Document, book: LawBook) -> Document:
    return source if isinstance(source, Document) else from_tree(source.tree, book, source.name, source.lines)


def tree_of_text(content: str, name: str, form: str | None = None) -> Source | Document:
    """Return the tree in a text of YAML or JSON, or the document in one of RDF; as `from_text`."""
    if not content.strip():
        raise InputError("empty document", name=name)
    _refuse_control_characters(content, name)
    form = form or _guess(content)
    if form in RDF:
        return Document(name, _rdf(content, name, RDF[form]), text=content)
    return Source(name, *(jsonfile if form == "json" else yamlfile).parse(content, name, MOST_VALUES))


def from_tree(tree: Any, book: LawBook, name: str, lines: Lines | None = None) -> Document:
    """
    Return the document in the tree of a YAML or JSON text: JSON-LD under the packaged context.

    Raises
    ------
    InputError
        If the tree is no mapping, refers to a context elsewhere, or says what its expansion would drop.
    """
    if not isinstance(tree, dict):
        raise InputError("not a mapping", name=name)
    if lines is None:
        refuse_control_characters(tree, name)
    if "legs" in tree:
        raise InputError("a flow, not a transfer", name=name)
    quads, places = Expansion(tree, book, name, lines or Lines()).statements()
    return Document(name, quads, places)


def _refuse_control_characters(content: str, name: str) -> None:
    found = CONTROL.search(content)
    if found:
        raise control_character(name, content.count("\n", 0, found.start()) + 1, found[0])


def content_of(path: str, name: str) -> str:
    """
    Return the text in a file, or on standard input if ``path`` is ``-``.

    Raises
    ------
    InputError
        If the file cannot be read, is no text or too large.
    """
    try:
        raw = _bounded(path)
        content = raw.decode("utf-8-sig")
    except OSError as error:
        raise InputError("unreadable file", name=name, problem=error.strerror) from error
    except UnicodeDecodeError as error:
        raise InputError("not UTF-8", name=name, byte=error.start) from error
    if len(raw) > LARGEST_FILE:
        raise InputError("file too large", name=name, size=LARGEST_FILE >> 20)
    return content


def _bounded(path: str) -> bytes:
    """Return the content of a file, one byte beyond the largest size at most."""
    if path == "-":
        return sys.stdin.buffer.read(LARGEST_FILE + 1)
    return read_at_most(path, LARGEST_FILE)


def _guess(content: str) -> str:
    """Return the form of a text; Turtle and YAML may both begin with comments."""
    if START_OF_JSON.match(content):
        return "json"
    return "turtle" if START_OF_TURTLE.match(content) else "yaml"


def _rdf(content: str, name: str, form: ox.RdfFormat) -> list[ox.Quad]:
    if content.count("<<") > MOST_TRIPLE_TERMS:  # none is read, and the parser has no bound of its own
        raise InputError("triple term", where=name)
    try:
        quads = list(ox.parse(content.encode(), format=form, base_iri=BASE))
    except SyntaxError as error:
        where = f"{name}:{error.lineno or ''}"
        raise InputError("broken syntax", where=where, syntax=form.name, problem=shortened(error.msg)) from error
    for quad in quads:
        found = isinstance(quad.object, ox.Literal) and CONTROL.search(quad.object.value)
        if found:
            raise control_character(name, None, found[0])
    return quads
