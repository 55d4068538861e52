"""OWL class expressions as a small condition algebra: the profile in which norms are written.

The profile is ``intersectionOf``, ``unionOf``, ``complementOf``, ``someValuesFrom`` and ``allValuesFrom`` with a class
or a datatype restriction, ``hasValue`` and ``oneOf`` (OWL 2 Structural Specification, sections 8.1 to 8.3).
``allValuesFrom`` is read as what it means: no value lies outside the filler. Anything else is refused when it is read.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from lexflux.errors import KnowledgeError
from lexflux.law.graphs import Subject, Term
from lexflux.terms import LF, OWL, RDF, RDFS, XSD

Value = str | int | bool | datetime.date


@dataclass(frozen=True, slots=True)
class Named:
    """Membership in a named class."""

    iri: str


@dataclass(frozen=True, slots=True)
class And:
    """Membership in all parts."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Membership in some part."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Membership in the complement."""

    part: Condition


@dataclass(frozen=True, slots=True)
class Some:
    """Some value of a property lies in the filler."""

    prop: str
    filler: Condition


@dataclass(frozen=True, slots=True)
class HasValue:
    """Some value of a property is this one."""

    prop: str
    value: Value


@dataclass(frozen=True, slots=True)
class OneOf:
    """Being one of the listed individuals."""

    individuals: frozenset[str]


@dataclass(frozen=True, slots=True)
class Range:
    """Lying between bounds; a bound that is None is open to that side."""

    low: int | None
    low_included: bool
    high: int | None
    high_included: bool

    def holds(self, value: int) -> bool:
        """
        Return whether ``value`` lies in the interval.

        >>> Range(100_000, True, 1_000_000, False).holds(1_000_000)
        False
        """
        above = self.low is None or value > self.low or (self.low_included and value == self.low)
        below = self.high is None or value < self.high or (self.high_included and value == self.high)
        return above and below


Condition = Named | And | Or | Not | Some | HasValue | OneOf | Range

ELEMENT = ox.NamedNode(LF + "Element")
FACETS = {XSD + "minInclusive", XSD + "minExclusive", XSD + "maxInclusive", XSD + "maxExclusive"}


def python_value(literal: ox.Literal) -> Value:
    """Return the Python value of a literal of the datatypes that facts use; other literals stay text."""
    kind = literal.datatype.value
    if kind == XSD + "boolean":
        return literal.value in ("true", "1")
    if kind == XSD + "integer":
        return int(literal.value)
    if kind == XSD + "date":
        return datetime.date.fromisoformat(literal.value)
    return literal.value


class ConditionReader:
    """Reads class expressions of one store; errors name the class whose definition is read."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def _objects(self, subject: Subject, predicate: str) -> list[Term]:
        return [
            quad.object
            for quad in self._store.quads_for_pattern(subject, ox.NamedNode(predicate), None)
            if not isinstance(quad.object, ox.Triple)
        ]

    def _list(self, head: Term) -> Iterator[Term]:
        while isinstance(head, ox.BlankNode):
            yield from self._objects(head, RDF + "first")
            rest = self._objects(head, RDF + "rest")
            if len(rest) != 1:
                return
            head = rest[0]

    def read(self, node: Term, owner: str) -> Condition:
        """
        Return the condition that a class expression states.

        Parameters
        ----------
        node
            A class name or the blank node of an expression.
        owner
            IRI of the class that is being defined, for messages.

        Raises
        ------
        KnowledgeError
            If the expression uses a construct outside the profile.
        """
        if isinstance(node, ox.NamedNode):
            return self._named(node)
        if isinstance(node, ox.BlankNode):
            for construct, build in (("intersectionOf", And), ("unionOf", Or)):
                for head in self._objects(node, OWL + construct):
                    return build(tuple(self.read(part, owner) for part in self._list(head)))
            for part in self._objects(node, OWL + "complementOf"):
                return Not(self.read(part, owner))
            for head in self._objects(node, OWL + "oneOf"):
                return OneOf(frozenset(part.value for part in self._list(head) if isinstance(part, ox.NamedNode)))
            for prop in self._objects(node, OWL + "onProperty"):
                return self._restriction(node, str(getattr(prop, "value", prop)), owner)
            for head in self._objects(node, OWL + "withRestrictions"):
                return self._interval(head, owner)
        raise self._outside(node, owner)

    def _named(self, name: ox.NamedNode) -> Condition:
        """Return the class; the mere name of a negation is read as it, so that an answer says what is absent."""
        negated = [
            part
            for definition in self._objects(name, OWL + "equivalentClass")
            if isinstance(definition, ox.BlankNode)
            for part in self._objects(definition, OWL + "complementOf")
        ]
        if negated and isinstance(negated[0], ox.NamedNode) and ELEMENT not in self._objects(name, RDF + "type"):
            return Not(Named(negated[0].value))
        return Named(name.value)

    def _restriction(self, node: ox.BlankNode, prop: str, owner: str) -> Condition:
        for filler in self._objects(node, OWL + "someValuesFrom"):
            return Some(prop, self.read(filler, owner))
        for filler in self._objects(node, OWL + "allValuesFrom"):
            return Not(Some(prop, _negation(self.read(filler, owner))))
        for value in self._objects(node, OWL + "hasValue"):
            return HasValue(prop, python_value(value) if isinstance(value, ox.Literal) else value.value)
        raise self._outside(node, owner)

    def _interval(self, head: Term, owner: str) -> Range:
        bounds: dict[str, int] = {}
        for facet in self._list(head):
            if not isinstance(facet, ox.BlankNode):
                raise self._outside(head, owner)
            for quad in self._store.quads_for_pattern(facet, None, None):
                if quad.predicate.value not in FACETS or not isinstance(quad.object, ox.Literal):
                    raise self._outside(facet, owner)
                bounds[quad.predicate.value.removeprefix(XSD)] = int(quad.object.value)
        return Range(
            low=bounds.get("minInclusive", bounds.get("minExclusive")),
            low_included="minInclusive" in bounds,
            high=bounds.get("maxInclusive", bounds.get("maxExclusive")),
            high_included="maxInclusive" in bounds,
        )

    def _outside(self, node: Term, owner: str) -> KnowledgeError:
        subject = node if isinstance(node, Subject) else None
        quads = self._store.quads_for_pattern(subject, None, None) if subject is not None else []
        used = sorted(quad.predicate.value for quad in quads if quad.predicate.value.startswith(OWL))
        constructs = ", ".join(used) or str(node)
        graph = next((quad.graph_name for quad in self._store.quads_for_pattern(ox.NamedNode(owner), None, None)), None)
        where = f"<{owner}> in {graph}" if graph is not None else f"<{owner}>"
        return KnowledgeError("outside the profile", where=where, constructs=constructs)


def _negation(condition: Condition) -> Condition:
    """Return the negation; that of a union keeps its parts apart, so that a reason can name the one that tells."""
    match condition:
        case Not(part):
            return part
        case Or(parts):
            return And(tuple(part.part if isinstance(part, Not) else Not(part) for part in parts))
        case _:
            return Not(condition)


def walk(condition: Condition) -> Iterator[Condition]:
    """Yield a condition and all conditions inside it, outermost first, without following names."""
    yield condition
    match condition:
        case And(parts) | Or(parts):
            for part in parts:
                yield from walk(part)
        case Not(part) | Some(_, part):
            yield from walk(part)
        case _:
            pass


OUTSIDE_NAMES = frozenset({OWL + "Thing", RDFS + "Literal"})
