"""Conditions in the Manchester syntax of OWL 2, with names relative to the namespace of Lexflux."""

from __future__ import annotations

from collections.abc import Iterable

from lexflux.law.conditions import And, Condition, HasValue, Named, Not, OneOf, Or, Range, Some, Value
from lexflux.terms import compact


def manchester(condition: Condition) -> str:
    """
    Return a condition as an expression.

    >>> manchester(Some("https://w3id.org/lexflux/peopleThisYear", Range(100_000, True, None, False)))
    'peopleThisYear some integer[>= 100000]'
    """
    match condition:
        case Named(iri):
            return compact(iri)
        case And(parts):
            return " and ".join(map(_inner, parts))
        case Or(parts):
            return " or ".join(map(_inner, parts))
        case Not(part):
            return f"not {_inner(part)}"
        case Some(prop, filler):
            return f"{compact(prop)} some {_inner(filler)}"
        case HasValue(prop, value):
            return f"{compact(prop)} value {_value(value)}"
        case OneOf(individuals):
            return _listed("{", sorted(map(compact, individuals)), "}")
        case Range():
            return _listed("integer[", _facets(condition), "]")


def _inner(condition: Condition) -> str:
    text = manchester(condition)
    return text if isinstance(condition, (Named, OneOf, Range)) else f"({text})"


def _value(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else compact(str(value))


def _listed(opening: str, parts: Iterable[str], closing: str) -> str:
    return f"{opening}{', '.join(parts)}{closing}"


def _facets(bounds: Range) -> Iterable[str]:
    if bounds.low is not None:
        yield f"{'>=' if bounds.low_included else '>'} {bounds.low}"
    if bounds.high is not None:
        yield f"{'<=' if bounds.high_included else '<'} {bounds.high}"
