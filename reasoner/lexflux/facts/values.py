"""One value of a property: the term, number, truth value or day that its shape asks for, and nothing else."""

from __future__ import annotations

import contextlib
import datetime
import re
from typing import Any

import pyoxigraph as ox

from lexflux.errors import InputError, did_you_mean_these, nearest
from lexflux.facts import context
from lexflux.facts.documents import Position
from lexflux.facts.transfer import BASE
from lexflux.law.conditions import Value
from lexflux.law.graphs import Term
from lexflux.law.lawbook import LawBook, text
from lexflux.law.schema import PropertyShape
from lexflux.messages import Pair
from lexflux.terms import LF, PLACE, XSD, local

INTEGER = re.compile(r"[+-]?\d+")


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


def not_allowed(shape: PropertyShape, value: Term, position: Position, hint: Pair = ("", "")) -> InputError:
    """Return the error of a value that its shape does not allow."""
    return refused("value not allowed", shape, _shown(value), position, value=_shown(value), hint=hint)


def refused(message: str, shape: PropertyShape, at: str, position: Position, **values: Any) -> InputError:
    """Return the error of a message that ends in the rule of a shape; ``at`` is the value whose line is named."""
    rule = text(shape.messages, "en"), text(shape.messages, "zh")
    return position.error(message, local(shape.prop), at, rule=rule, **values)


def _shown(value: Term) -> str:
    if isinstance(value, ox.NamedNode):
        return value.value.removeprefix(PLACE).removeprefix(LF).removeprefix(BASE)
    return value.value


def _term(book: LawBook, shape: PropertyShape, value: Term, position: Position) -> str:
    if isinstance(value, ox.NamedNode) and shape.term_class in book.individuals.get(value.value, ()):
        return value.value
    hint = ("", "") if isinstance(value, ox.Literal) else _near_terms(book, shape, _shown(value))
    raise not_allowed(shape, value, position, hint)


def _near_terms(book: LawBook, shape: PropertyShape, word: str) -> Pair:
    """Return the hint at the term with this label or notation in any language, else at those with the nearest."""
    by_name: dict[str, str] = {}
    for iri in context.terms(book, shape):
        for name in (local(iri), *book.labels.get(iri, {}).values(), *book.notations.get(iri, ())):
            by_name.setdefault(name.casefold(), local(iri))
    exact = by_name.get(word.casefold())
    names = [exact] if exact else list(dict.fromkeys(by_name[name] for name in nearest(word, by_name)))
    if shape.term_class == LF + "Place":
        names = [f"{name} ({book.label(PLACE + name, 'en')})" for name in names]
    return did_you_mean_these(names)


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
            return _day(value.value)
        case _:
            return None


def _integer(shape: PropertyShape, word: str) -> int | None:
    if not INTEGER.fullmatch(word):
        return None
    number = int(word)
    above = shape.minimum is None or number >= shape.minimum
    below = shape.maximum is None or number <= shape.maximum
    return number if above and below else None


def _day(word: str) -> datetime.date | None:
    """Return a day written with its two hyphens; Python would read 20250601 too."""
    if word.count("-") == 2:
        with contextlib.suppress(ValueError):
            return datetime.date.fromisoformat(word)
    return None
