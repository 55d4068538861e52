"""One value of a property: the term, number, truth value or day that its shape asks for, and nothing else."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

import pyoxigraph as ox

from lexflux.errors import InputError, shortened
from lexflux.facts import context
from lexflux.facts.documents import Position
from lexflux.facts.transfer import BASE
from lexflux.facts.trees import LONGEST_NUMBER
from lexflux.law.conditions import Value
from lexflux.law.graphs import Term
from lexflux.law.lawbook import LawBook, text
from lexflux.law.schema import PropertyShape
from lexflux.messages import Pair
from lexflux.terms import LF, PLACE, XSD, local, parse_day

NO_HINT = ("", "")
INTEGER = re.compile(rf"[+-]?[0-9]{{1,{LONGEST_NUMBER}}}")


def read_value(book: LawBook, shape: PropertyShape, value: Term, position: Position) -> Value:
    """
    Return the value that a term or literal of a document states.

    Raises
    ------
    InputError
        If the shape of the property does not allow it; the message names terms that are near.
    """
    if shape.term_class:
        return _term(book, shape, value, position)
    found = _literal(shape, value)
    if found is None:
        raise not_allowed(shape, value, position)
    return found


def not_allowed(shape: PropertyShape, value: Term, position: Position, hint: Pair = NO_HINT) -> InputError:
    """Return the error of a value that its shape does not allow."""
    return refused("value not allowed", shape, shown(value), position, value=shown(value), hint=hint)


def refused(message: str, shape: PropertyShape, at: str, position: Position, **values: Any) -> InputError:
    """Return the error of a message that ends in the rule of a shape; ``at`` is the value whose line is named."""
    rule = text(shape.messages, "en"), text(shape.messages, "zh")
    return position.error(message, local(shape.prop), at, rule=rule, **values)


def shown(value: Term) -> str:
    """Return how messages call a value: as it was written, but not at any length; a node without a name is ``{}``."""
    if isinstance(value, ox.BlankNode):
        return "{}"
    if isinstance(value, ox.NamedNode):
        return shortened(unquote(value.value.removeprefix(PLACE).removeprefix(LF).removeprefix(BASE)))
    return shortened(value.value)


def _term(book: LawBook, shape: PropertyShape, value: Term, position: Position) -> str:
    kinds = book.individuals.get(value.value, frozenset()) if isinstance(value, ox.NamedNode) else frozenset()
    if not kinds.isdisjoint({shape.term_class, shape.general_class}):
        return str(value.value)
    allowed = context.terms(book, shape)
    if isinstance(value, ox.NamedNode) and (only := context.meant_among(book, value.value, allowed)):
        return only
    near = position.hint(book, shown(value), allowed) if isinstance(value, ox.NamedNode) else NO_HINT
    raise not_allowed(shape, value, position, near)


def _literal(shape: PropertyShape, value: Term) -> Value | None:
    """Return the value of a literal, None if it has another datatype, is malformed or out of bounds."""
    if not isinstance(value, ox.Literal) or value.datatype.value != XSD + str(shape.datatype):
        return None
    match shape.datatype:
        case "boolean":
            return {"true": True, "false": False}.get(value.value)
        case "integer":
            return _integer(shape, value.value)
        case "date":
            return parse_day(value.value)
        case _:
            return None


def _integer(shape: PropertyShape, word: str) -> int | None:
    if not INTEGER.fullmatch(word):
        return None
    number = int(word)
    above = shape.minimum is None or number >= shape.minimum
    below = shape.maximum is None or number <= shape.maximum
    return number if above and below else None
