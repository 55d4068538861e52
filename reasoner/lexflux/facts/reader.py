"""A transfer's facts, read from YAML, JSON, JSON-LD or Turtle and checked against the one schema."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from lexflux.errors import InputError
from lexflux.facts import documents
from lexflux.facts.checks import Values, check_denials, check_node
from lexflux.facts.documents import Document, Position
from lexflux.facts.statements import Stated, by_subject, sort_statements
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.facts.values import not_allowed, read_value, refused
from lexflux.law.conditions import Value
from lexflux.law.graphs import Subject, Term
from lexflux.law.lawbook import LawBook
from lexflux.law.schema import PropertyShape
from lexflux.terms import DENIED, TRANSFER, TYPE, local

A_TRANSFER = (TYPE, ox.NamedNode(TRANSFER))


def read_file(path: str, book: LawBook) -> Facts:
    """
    Read a transfer from a file, or from standard input if ``path`` is ``-``.

    Raises
    ------
    InputError
        If the file cannot be read, is empty, too large, broken or says something that the schema forbids.
    """
    return read_document(documents.from_file(path, book), book)


def read_text(content: str, book: LawBook, name: str = "<text>", form: str | None = None) -> Facts:
    """Read a transfer from text; parameters and errors as `lexflux.facts.documents.from_text` and `read_document`."""
    return read_document(documents.from_text(content, book, name, form), book)


def read_tree(tree: Any, book: LawBook, name: str = "<tree>") -> Facts:
    """Read a transfer from the tree of a YAML or JSON document: JSON-LD under the packaged context."""
    return read_document(documents.from_tree(tree, book, name), book)


def read_document(document: Document, book: LawBook) -> Facts:
    """
    Read the one transfer that a document describes.

    Raises
    ------
    InputError
        If there is not exactly one transfer, or the schema does not allow what is said; the message has file and line.
    """
    return _TransferReader(book, document).read()


class _TransferReader:
    """Walks from the transfer to the nodes below it and gives each the path by which it is known."""

    def __init__(self, book: LawBook, document: Document) -> None:
        self.book = book
        self.document = document
        self.statements = by_subject(document.quads)
        self.nodes: dict[str, NodeFacts] = {}
        self.met: dict[Subject, tuple[str, str]] = {}

    def read(self) -> Facts:
        transfers = [subject for subject, statements in self.statements.items() if A_TRANSFER in statements]
        if len(transfers) != 1:
            raise InputError("not one transfer", name=self.document.name, count=len(transfers))
        self._node(transfers[0], TRANSFER, "transfer")
        return Facts(self.nodes)

    def _node(self, subject: Subject, owner: str, path: str) -> None:
        """Read a node and all below it; it counts as met before, so that owners may own one another."""
        self.met[subject] = (path, owner)
        shapes, position = self.book.schema.shapes[owner], Position(self.document, path)
        stated = sort_statements(self.statements.get(subject, []), owner, self.book, position)
        # In the order of the properties, so that the path of a node with two owners does not hang on that of the keys.
        read = {prop: self._values(shapes[prop], found, position) for prop, found in sorted(stated.values.items())}
        values = {prop: read[prop] for prop in stated.values}
        check_node(shapes, owner, stated, values, position)
        kinds = frozenset(stated.kinds - {owner})
        types = frozenset(iri for kind in (*kinds, owner) for iri in self.book.classes[kind].ancestors)
        self.nodes[path] = NodeFacts(
            path=path,
            owner=owner,
            kinds=kinds,
            types=types,
            values=values,
            unknown=frozenset(stated.unknown),
            not_applicable=frozenset(stated.not_applicable),
            label=stated.label,
            complete=frozenset(stated.complete),
            denied=self._denied(values, owner, stated, position),
        )

    def _denied(self, values: Values, owner: str, stated: Stated, position: Position) -> dict[str, frozenset[str]]:
        """Return what the denial of a node denies, by property; kinds as values of ``rdf:type``."""
        found: dict[str, frozenset[str]] = {}
        for denial in (self.nodes[str(path)] for path in values.get(DENIED, ())):
            found |= {prop: frozenset(map(str, denied)) for prop, denied in denial.values.items()}
            if denial.kinds:
                found[TYPE] = denial.kinds
        check_denials(self.book, owner, stated, values, found, position)
        return found

    def _values(self, shape: PropertyShape, found: list[Term], position: Position) -> tuple[Value, ...]:
        if shape.single and len(found) > 1:
            raise refused("several values", shape, "", position, count=len(found))
        if not shape.is_node:
            return tuple(read_value(self.book, shape, value, position) for value in found)
        names = [local(shape.prop) if shape.single else f"{local(shape.prop)}/{n}" for n in range(1, len(found) + 1)]
        return tuple(self._below(shape, value, name, position) for value, name in zip(found, names, strict=True))

    def _below(self, shape: PropertyShape, value: Term, name: str, position: Position) -> str:
        """Return the path of a node that is the value of another; a node that nothing describes is a wrong value."""
        if isinstance(value, ox.Literal) or value not in self.statements:
            raise not_allowed(shape, value, position)
        owner = self.book.schema.ranges[shape.prop]
        if value in self.met:
            return self._again(shape, value, owner, position)
        path = name if position.path == "transfer" else f"{position.path}/{name}"
        self._node(value, owner, path)
        return path

    def _again(self, shape: PropertyShape, value: Subject, owner: str, position: Position) -> str:
        """Return the path under which a node was first met."""
        path, met_as = self.met[value]
        if met_as != owner:
            raise position.error("two classes of node", local(shape.prop), owner=local(met_as))
        return path
