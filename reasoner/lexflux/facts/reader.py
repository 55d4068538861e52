"""A transfer's facts, read from YAML, JSON, JSON-LD or Turtle and checked against the one schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pyoxigraph as ox

from lexflux.errors import InputError, JoinedInputError, listed, shortened
from lexflux.facts import documents
from lexflux.facts.checks import check_denials, check_kinds, check_node
from lexflux.facts.counts import read_range
from lexflux.facts.documents import Document, Position
from lexflux.facts.statements import NOTES, Statements, by_subject, sort_statements
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.facts.values import not_allowed, read_value, refused, shown
from lexflux.law.conditions import Range, Value
from lexflux.law.graphs import Subject, Term
from lexflux.law.lawbook import LawBook
from lexflux.law.schema import PropertyShape
from lexflux.terms import COUNT_RANGE, DENIED, DPV, LF, SAFEGUARD, SAFEGUARD_CLASS, STATUS, TRANSFER, TYPE, local

DEEPEST = 1000
FLOW = LF + "Flow"
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
        If there is not exactly one transfer, the schema does not allow what is said, or nothing leads to a node that is
        described; the message has all errors, each with file and line.
    """
    return _TransferReader(place_nodes(document, book), book).read()


@dataclass(frozen=True, slots=True)
class Placed:
    """The statements of a document by node, and for each to which its transfer leads a path and a class."""

    document: Document
    statements: Mapping[Subject, Statements]
    places: Mapping[Subject, tuple[str, str]]

    def unreached(self, book: LawBook) -> list[InputError]:
        """Return an error for each node that is described, but to which nothing leads that is read or refused."""
        led_to, waiting = set(self.places), list(self.places)
        while waiting:
            stated = self.statements.get(waiting.pop(), [])
            found: set[Term] = {value for prop, value in stated if prop not in NOTES}
            for value in found - led_to:
                if not isinstance(value, ox.Literal) and value in self.statements and value.value not in book.labels:
                    led_to.add(value)
                    waiting.append(value)
        return [self._unreached(subject) for subject in self.statements if subject not in led_to]

    def _unreached(self, subject: Subject) -> InputError:
        prop, value = self.statements[subject][0]
        fact, word = "type" if prop == TYPE else shortened(local(prop)), shown(value)
        where = self.document.where(subject, fact, word)
        return InputError("node not reached", where=where, node=shown(subject), fact=fact, value=word)


def place_nodes(document: Document, book: LawBook) -> Placed:
    """
    Walk from the transfer of a document to the nodes below it, and give each the path by which it was met first.

    Raises
    ------
    InputError
        If there is not exactly one transfer, a statement is about a statement, there is more than one graph, or nodes
        stand too far below one another.
    """
    _refuse_other_statements(document)
    statements = by_subject(document.quads)
    transfers = [subject for subject, said in statements.items() if A_TRANSFER in said]
    if len(transfers) != 1:
        raise _not_one(document, transfers)
    places: dict[Subject, tuple[str, str]] = {}
    waiting = [(transfers[0], "transfer", TRANSFER, 0)]
    while waiting:
        subject, path, owner, depth = waiting.pop()
        if subject not in places:
            if depth > DEEPEST:
                raise InputError("too deep", where=document.where(subject), deepest=f"{DEEPEST:,}")
            places[subject] = (path, owner)
            below = list(_below(statements, book, subject, path, owner))
            waiting += [(*one, depth + 1) for one in reversed(below)]
    return Placed(document, statements, places)


def _below(
    statements: Mapping[Subject, Statements], book: LawBook, subject: Subject, path: str, owner: str
) -> Iterator[tuple[Subject, str, str]]:
    """Yield the nodes that are values of a node, with their paths and classes."""
    shapes = book.schema.shapes[owner]
    found: dict[str, dict[Term, None]] = {}
    for prop, value in statements.get(subject, []):
        if prop in shapes and (shapes[prop].is_node or shapes[prop].ranged):
            found.setdefault(prop, {})[value] = None
    # In the order of the properties, so that the path of a node with two owners does not hang on that of the keys.
    for prop, values in sorted(found.items()):
        for number, value in enumerate(values, 1):
            if not isinstance(value, ox.Literal):
                name = local(prop) if shapes[prop].single else f"{local(prop)}/{number}"
                yield value, name if path == "transfer" else f"{path}/{name}", _class_of(book, shapes[prop])


def _class_of(book: LawBook, shape: PropertyShape) -> str:
    """Return the class of the nodes that are values of a property."""
    return COUNT_RANGE if shape.ranged else book.schema.ranges[shape.prop]


def _not_one(document: Document, transfers: list[Subject]) -> InputError:
    """Return the error of a document with several transfers, which it names, or with none."""
    if any(quad.object == ox.NamedNode(FLOW) for quad in document.quads):
        return InputError("a flow, not a transfer", name=document.name)
    if transfers:
        found = listed(sorted(map(shown, transfers)))
        return InputError("several transfers", name=document.name, count=len(transfers), found=found)
    if any(quad.predicate.value.startswith(DPV) for quad in document.quads):
        return InputError("described in DPV", name=document.name)
    return InputError("not one transfer", name=document.name, count=0)


def _refuse_other_statements(document: Document) -> None:
    """Refuse triple terms, and graphs beside the first: no walk along the facts would reach them."""
    if any(isinstance(quad.object, ox.Triple) for quad in document.quads):
        raise InputError("triple term", where=document.name)
    graphs = list(dict.fromkeys(quad.graph_name for quad in document.quads))
    if len(graphs) > 1:
        named = [shown(graph) for graph in graphs if not isinstance(graph, ox.DefaultGraph)]
        raise InputError("second graph", where=document.name, graphs=listed(named))


class _TransferReader:
    """Reads the nodes at their places, and keeps the errors until all are found."""

    def __init__(self, placed: Placed, book: LawBook) -> None:
        self.placed = placed
        self.book = book
        self.errors: list[InputError] = []

    def read(self) -> Facts:
        nodes = {
            path: self._node(subject, owner, path)
            for subject, (path, owner) in self.placed.places.items()
            if subject in self.placed.statements and owner != COUNT_RANGE
        }
        for subject, (path, _) in self.placed.places.items():
            if path in nodes and DENIED in nodes[path].values:
                nodes[path] = self._with_denials(nodes[path], subject, nodes)
        self.errors += self.placed.unreached(self.book)
        if self.errors:
            raise JoinedInputError.of(self.errors)
        return Facts(nodes)

    def _node(self, subject: Subject, owner: str, path: str) -> NodeFacts:
        shapes, position = self.book.schema.shapes[owner], self._position(subject, path)
        stated = sort_statements(self.placed.statements[subject], owner, self.book, position)
        # In the order of the schema, so that nothing in an answer hangs on the order in which facts were written.
        in_order = ((prop, stated.values[prop]) for prop in shapes if prop in stated.values)
        found = {prop: self._values(shapes[prop], list(terms), position) for prop, terms in in_order}
        ranges = {prop: one for prop, values in found.items() for one in values if isinstance(one, Range)}
        self.errors += check_node(self.book.schema, owner, stated, found, position)
        kinds = frozenset(stated.kinds - {owner})
        areas = {prop: str(one) for prop, values in found.items() for one in values if one in self.book.areas}
        node = NodeFacts(
            path=path,
            owner=owner,
            kinds=kinds,
            types=self.book.implied((*kinds, owner)),
            values={prop: _exact(values) for prop, values in found.items() if prop not in {*ranges, *areas}},
            unknown=frozenset(stated.unknown),
            not_applicable=frozenset(stated.not_applicable),
            label=stated.label,
            complete=frozenset(stated.complete),
            ranges=ranges,
            areas=areas,
        )
        self.errors += check_kinds(self.book, node, position)
        return node

    def _position(self, subject: Subject, path: str) -> Position:
        return Position(self.placed.document, path, subject, self.errors)

    def _with_denials(self, node: NodeFacts, subject: Subject, nodes: Mapping[str, NodeFacts]) -> NodeFacts:
        """Return a node with what its denial says is not the case, by property; kinds as values of ``rdf:type``."""
        denied: dict[str, frozenset[str]] = {}
        for denial in (nodes[str(path)] for path in node.values.get(DENIED, ()) if path in nodes):
            denied |= {prop: frozenset(map(str, values)) for prop, values in denial.values.items()}
            denied |= {TYPE: denial.kinds} if denial.kinds else {}
        found = replace(node, denied=denied)
        safeguards = [nodes[str(path)] for path in node.values.get(SAFEGUARD, ()) if str(path) in nodes]
        in_place = frozenset(kind for one in safeguards if STATUS not in one.values for kind in one.types)
        kinds = in_place - {SAFEGUARD_CLASS} if node.owner == TRANSFER else node.types
        self.errors += check_denials(self.book, found, kinds, self._position(subject, node.path))
        return found

    def _values(self, shape: PropertyShape, found: list[Term], position: Position) -> tuple[Value | Range, ...]:
        if shape.single and len(found) > 1:
            self.errors.append(refused("several values", shape, "", position, count=len(found)))
        values: list[Value | Range] = []
        for value in found:
            try:
                values.append(self._value(shape, value, position))
            except InputError as error:
                self.errors.append(error)
        return tuple(values)

    def _value(self, shape: PropertyShape, value: Term, position: Position) -> Value | Range:
        if shape.is_node:
            return self._below(shape, value, position)
        if shape.ranged and not isinstance(value, ox.Literal):
            path = self._below(shape, value, position)
            return read_range(self._node(value, COUNT_RANGE, path), self.book, shape, self._position(value, path))
        return read_value(self.book, shape, value, position)

    def _below(self, shape: PropertyShape, value: Term, position: Position) -> str:
        """Return the path of a node that is the value of another; a node that nothing describes is a wrong value."""
        if isinstance(value, ox.Literal) or value not in self.placed.statements:
            raise not_allowed(shape, value, position)
        path, owner = self.placed.places[value]
        if owner != _class_of(self.book, shape):
            raise position.error("two classes of node", local(shape.prop), owner=local(owner))
        return path


def _exact(values: tuple[Value | Range, ...]) -> tuple[Value, ...]:
    return tuple(value for value in values if not isinstance(value, Range))
