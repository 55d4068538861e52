"""The document that describes a transfer: YAML, JSON, JSON-LD or Turtle as statements, and where each one stands."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from lexflux.errors import InputError
from lexflux.facts import context, yamlfile
from lexflux.facts.transfer import BASE
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF

LARGEST_FILE = 8 << 20
CONTEXT = LF + "shapes/transfer.context.jsonld"
FORMS = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".jsonld": "json", ".ttl": "turtle"}


@dataclass(frozen=True, slots=True)
class Document:
    """The statements of a document, not yet checked; ``name`` is how messages call it."""

    name: str
    quads: list[ox.Quad]
    lines: yamlfile.Lines

    def where(self, key: str, value: str = "") -> str:
        """Return the name of the document, with the line of a key and value if it is known."""
        line = self.lines.of(key, value)
        return f"{self.name}:{line}" if line else self.name


@dataclass(frozen=True, slots=True)
class Position:
    """A node of a document, for messages about it."""

    document: Document
    path: str

    def error(self, message: str, fact: str, at: str = "", **values: Any) -> InputError:
        """Return the error of a message about a fact of the node, with the line of the fact and of its value ``at``."""
        return InputError(message, where=self.document.where(fact, at), path=self.path, fact=fact, **values)


def from_file(path: str, book: LawBook) -> Document:
    """
    Return the document in a file, or on standard input if ``path`` is ``-``.

    Raises
    ------
    InputError
        If the file cannot be read, is too large, or as `from_text`.
    """
    name = "<stdin>" if path == "-" else path
    return from_text(content_of(path, name), book, name, FORMS.get(Path(path).suffix.lower()))


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
        ``yaml``, ``json`` or ``turtle``; by default told from the first characters.

    Raises
    ------
    InputError
        If the text is empty or breaks the rules of its form.
    """
    if not content.strip():
        raise InputError("empty document", name=name)
    form = form or _guess(content)
    if form == "turtle":
        return Document(name, _turtle(content, name), yamlfile.Lines(None))
    if form == "json":
        _refuse_broken_json(content, name)
    tree, lines = yamlfile.parse(content, name)
    return from_tree(tree, book, name, lines)


def from_tree(tree: Any, book: LawBook, name: str, lines: yamlfile.Lines | None = None) -> Document:
    """
    Return the document in the tree of a YAML or JSON text: JSON-LD under the packaged context.

    Raises
    ------
    InputError
        If the tree is no mapping, refers to a context elsewhere, or has a key without a value.
    """
    if not isinstance(tree, dict):
        raise InputError("not a mapping", name=name)
    described = _under_context(tree, book, name)
    described.setdefault("type" if "@type" not in described else "@type", "Transfer")
    lines = lines or yamlfile.Lines(None)
    for key in _keys_without_value(described):
        raise InputError("key without value", where=Document(name, [], lines).where(key), name=key)
    return Document(name, _json_ld(described, name), lines)


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
    with Path(path).open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def _guess(content: str) -> str:
    start = content.lstrip()
    if start.startswith("{"):
        return "json"
    return "turtle" if start.startswith(("@prefix", "PREFIX", "@base", "BASE", "<")) else "yaml"


def _turtle(content: str, name: str) -> list[ox.Quad]:
    try:
        return list(ox.parse(content.encode(), format=ox.RdfFormat.TURTLE, base_iri=BASE))
    except SyntaxError as error:
        where = f"{name}:{error.lineno or ''}"
        raise InputError("broken syntax", where=where, syntax="Turtle", problem=error.msg) from error


def _refuse_broken_json(content: str, name: str) -> None:
    """Refuse what is not JSON: the YAML parser, which knows the lines, would accept more than that."""
    try:
        json.loads(content)
    except json.JSONDecodeError as error:
        where = f"{name}:{error.lineno}"
        raise InputError("broken syntax", where=where, syntax="JSON", problem=error.msg) from error


def _json_ld(tree: dict[str, Any], name: str) -> list[ox.Quad]:
    try:
        return list(ox.parse(json.dumps(tree).encode(), format=ox.RdfFormat.JSON_LD, base_iri=BASE))
    except SyntaxError as error:
        raise InputError("broken syntax", where=name, syntax="JSON-LD", problem=error.msg) from error


def _under_context(tree: dict[str, Any], book: LawBook, name: str) -> dict[str, Any]:
    """Return a tree with its own inline context, else with the packaged one; none is fetched."""
    described = {key: value for key, value in tree.items() if key != "$schema"}
    given = described.get("@context", CONTEXT)
    if given == CONTEXT:
        described.pop("@context", None)
        return {**context.json_ld_context(book), **described}
    if any(isinstance(part, str) for part in (given if isinstance(given, list) else [given])):
        raise InputError("remote context", name=name, context=CONTEXT)
    return described


def _keys_without_value(tree: Any) -> Iterator[str]:
    """Yield the keys of a tree, and the places in its lists, where null stands, in the order of the text."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in items:
        if value is None and key != "@context":
            yield str(key)
        if isinstance(value, dict | list) and key != "@context":
            yield from _keys_without_value(value)
