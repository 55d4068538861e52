"""What the statements about one node say: its kinds, the values of properties, what is unknown or does not apply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from lexflux.errors import InputError, did_you_mean
from lexflux.facts import context
from lexflux.facts.documents import Position
from lexflux.law.graphs import Subject, Term
from lexflux.law.lawbook import LawBook
from lexflux.law.schema import PropertyShape
from lexflux.terms import DCT, LABEL, LF, NOT_APPLICABLE, RDFS, STATED_COMPLETE, STATED_UNKNOWN, TRANSFER, TYPE, local

NOTES = frozenset({LABEL, RDFS + "comment", DCT + "source"})
Statements = list[tuple[str, Term]]


@dataclass
class Stated:
    """The statements about one node, sorted by what they say; ``values`` are still as the document has them."""

    kinds: set[str] = field(default_factory=set)
    values: dict[str, list[Term]] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    not_applicable: set[str] = field(default_factory=set)
    complete: set[str] = field(default_factory=set)
    label: str = ""


def by_subject(quads: Iterable[ox.Quad]) -> dict[Subject, Statements]:
    """Return the statements of a document by the node that they are about, in the order of the document."""
    found: dict[Subject, Statements] = {}
    for quad in quads:
        if isinstance(quad.subject, Subject) and not isinstance(quad.object, ox.Triple):
            found.setdefault(quad.subject, []).append((quad.predicate.value, quad.object))
    return found


def sort_statements(statements: Statements, owner: str, book: LawBook, position: Position) -> Stated:
    """
    Sort the statements about a node of class ``owner``.

    Raises
    ------
    InputError
        If one uses a property or a kind that the schema does not have for such a node.
    """
    shapes = book.schema.shapes[owner]
    stated = Stated()
    for prop, value in statements:
        if prop == TYPE:
            stated.kinds.add(_kind(book, owner, value, position))
        elif prop == STATED_UNKNOWN:
            stated.unknown.add(_named_property(shapes, prop, value, position))
        elif prop == NOT_APPLICABLE:
            stated.not_applicable.add(_named_property(shapes, prop, value, position))
        elif prop == STATED_COMPLETE:
            stated.complete.add(_named_property(shapes, prop, value, position))
        elif prop in shapes:
            _add_once(stated.values.setdefault(prop, []), value)
        elif prop == LABEL and isinstance(value, ox.Literal):
            stated.label = value.value
        elif prop not in NOTES:
            raise _unknown_property(book, owner, prop, value, position)
    return stated


def _add_once(values: list[Term], value: Term) -> None:
    if value not in values:
        values.append(value)


def _kind(book: LawBook, owner: str, value: Term, position: Position) -> str:
    allowed = context.kinds(book, owner) if owner != TRANSFER else []
    if isinstance(value, ox.NamedNode) and value.value in (owner, *allowed):
        return value.value
    word = local(value.value) if isinstance(value, ox.NamedNode) else str(value)
    hint = did_you_mean(word, map(local, allowed))
    raise position.error("unknown kind", "type", word, kind=word, owner=local(owner), hint=hint)


def _named_property(shapes: Mapping[str, PropertyShape], state: str, value: Term, position: Position) -> str:
    """Return the property of which a node says that it is unknown or does not apply."""
    if isinstance(value, ox.NamedNode) and (value.value in shapes or value.value == TYPE):
        return value.value
    word = "" if isinstance(value, ox.BlankNode) else local(value.value)
    hint = did_you_mean(word, map(local, shapes))
    raise position.error("no fact of the node", local(state), word, named=word, hint=hint)


def _unknown_property(book: LawBook, owner: str, prop: str, value: Term, position: Position) -> InputError:
    key = local(prop)
    shown = "" if isinstance(value, ox.BlankNode) else value.value
    others = [local(other) for other, shapes in book.schema.shapes.items() if LF + key in shapes]
    if others:
        return position.error("property of another node", key, shown, owner=others[0])
    hint = did_you_mean(key, map(local, book.schema.shapes[owner]))
    return position.error("unknown property", key, shown, hint=hint)
