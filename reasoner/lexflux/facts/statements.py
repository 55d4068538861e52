"""What the statements about one node say: its kinds, the values of properties, what is unknown or does not apply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from lexflux.errors import InputError, listed
from lexflux.facts import collective, context
from lexflux.facts.documents import Position
from lexflux.facts.values import shown
from lexflux.law.graphs import Subject, Term
from lexflux.law.lawbook import LawBook
from lexflux.terms import (
    DCT,
    LABEL,
    LF,
    NOT_APPLICABLE,
    RDFS,
    SAFEGUARD_CLASS,
    STATED_COMPLETE,
    STATED_UNKNOWN,
    TRANSFER,
    TYPE,
    local,
)

NOTES = frozenset({LABEL, RDFS + "comment", DCT + "source"})
Statements = list[tuple[str, Term]]


@dataclass
class Stated:
    """
    The statements about one node, sorted by what they say.

    ``typed`` tells whether it is given a kind, right or wrong; ``values``, each once, are as the document has them.
    """

    typed: bool = False
    kinds: set[str] = field(default_factory=set)
    values: dict[str, dict[Term, None]] = field(default_factory=dict)
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


def led_to(start: Subject, statements: Mapping[Subject, Statements]) -> set[Subject]:
    """Return a node and the described nodes to which it leads."""
    found: set[Subject] = {start}
    waiting = [start]
    while waiting:
        for _, value in statements[waiting.pop()]:
            if not isinstance(value, ox.Literal) and value in statements and value not in found:
                found.add(value)
                waiting.append(value)
    return found


def sort_statements(statements: Statements, owner: str, book: LawBook, position: Position) -> Stated:
    """
    Sort the statements about a node of class ``owner``.

    A property or a kind that the schema does not have for such a node is an error that is kept.
    """
    stated = Stated()
    for prop, value in statements:
        try:
            _sort(stated, prop, value, owner, book, position)
        except InputError as error:
            position.errors.append(error)
    return stated


def _sort(stated: Stated, prop: str, value: Term, owner: str, book: LawBook, position: Position) -> None:
    shapes = book.schema.shapes[owner]
    if prop == TYPE:
        stated.typed |= value != ox.NamedNode(owner)
        stated.kinds.add(_kind(book, owner, value, position))
    elif prop == STATED_UNKNOWN:
        stated.unknown.add(_named_property(book, owner, prop, value, position))
    elif prop == NOT_APPLICABLE:
        stated.not_applicable.add(_named_property(book, owner, prop, value, position))
    elif prop == STATED_COMPLETE:
        stated.complete.add(_named_property(book, owner, prop, value, position))
    elif prop in shapes:
        stated.values.setdefault(prop, {})[value] = None
    elif prop == LABEL and isinstance(value, ox.Literal):
        stated.label = value.value
    elif prop not in NOTES:
        raise _unknown_property(book, owner, prop, value, position)


def _kind(book: LawBook, owner: str, value: Term, position: Position) -> str:
    allowed = context.kinds(book, owner) if owner != TRANSFER else []
    if isinstance(value, ox.NamedNode) and value.value in (owner, *allowed):
        return value.value
    if isinstance(value, ox.NamedNode) and (only := context.meant_among(book, value.value, allowed)):
        return only
    word = shown(value)
    if owner == SAFEGUARD_CLASS and (several := collective.named(book, word)):
        members = listed(context.name_of(book, one) for one in collective.standing_for(book)[several])
        raise position.error("name for several safeguards", "type", word, kind=word, names=members)
    hint = position.hint(book, word, allowed)
    raise position.error("unknown kind", "type", word, kind=word, owner=local(owner), hint=hint)


def _named_property(book: LawBook, owner: str, state: str, value: Term, position: Position) -> str:
    """Return the property of which a node says that it is unknown or does not apply."""
    shapes = book.schema.shapes[owner]
    if isinstance(value, ox.NamedNode) and (value.value in shapes or value.value == TYPE):
        return value.value
    word = shown(value)
    hint = position.hint(book, word, shapes)
    raise position.error("no fact of the node", local(state), word, named=word, hint=hint)


def _unknown_property(book: LawBook, owner: str, prop: str, value: Term, position: Position) -> InputError:
    key = shown(ox.NamedNode(prop)) or "''"
    others = [local(other) for other, shapes in book.schema.shapes.items() if LF + key in shapes]
    if others:
        return position.error("property of another node", key, shown(value), owner=others[0])
    hint = position.hint(book, key, book.schema.shapes[owner])
    return position.error("unknown property", key, shown(value), hint=hint)
