"""OWL class expressions as a small condition algebra: the profile in which norms are written.

The profile is ``intersectionOf``, ``unionOf``, ``complementOf``, ``someValuesFrom`` and ``allValuesFrom`` with a class
or a data range, ``hasValue`` and ``oneOf`` (OWL 2 Structural Specification, sections 8.1 to 8.3). A data range is a
datatype restriction or a datatype defined as one, the complement of one with a single bound, or an intersection of
such (sections 7.1, 7.3, 7.5 and 9.4). ``allValuesFrom`` is read as what it means: no value lies outside the filler.
Anything else is refused when it is read.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from lexflux.errors import KnowledgeError
from lexflux.law.graphs import Subject, Term
from lexflux.terms import LF, OWL, RDF, RDFS, TRANSFER, XSD

Value = str | int | bool | datetime.date


class _Compound:
    """A condition over others, which is deep: its hash is found once."""

    __slots__ = ("_hash",)
    __match_args__: tuple[str, ...]
    _hash: int

    def hashed(self) -> int:
        """Return the hash of the class and of all fields."""
        try:
            return self._hash
        except AttributeError:
            found = hash((type(self), *(getattr(self, name) for name in self.__match_args__)))
            object.__setattr__(self, "_hash", found)
            return found


@dataclass(frozen=True, slots=True)
class Named:
    """Membership in a named class."""

    iri: str


@dataclass(frozen=True, slots=True)
class And(_Compound):
    """Membership in all parts."""

    parts: tuple[Condition, ...]

    __hash__ = _Compound.hashed


@dataclass(frozen=True, slots=True)
class Or(_Compound):
    """Membership in some part."""

    parts: tuple[Condition, ...]

    __hash__ = _Compound.hashed


@dataclass(frozen=True, slots=True)
class Not(_Compound):
    """Membership in the complement."""

    part: Condition

    __hash__ = _Compound.hashed


@dataclass(frozen=True, slots=True)
class Some(_Compound):
    """Some value of a property lies in the filler."""

    prop: str
    filler: Condition

    __hash__ = _Compound.hashed


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

DATATYPE, ELEMENT = ox.NamedNode(RDFS + "Datatype"), ox.NamedNode(LF + "Element")
# Each facet with the one that bounds the complement.
FACETS = {
    "minInclusive": "maxExclusive",
    "minExclusive": "maxInclusive",
    "maxInclusive": "minExclusive",
    "maxExclusive": "minInclusive",
}


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
            The name of a class or datatype, or the blank node of an expression.
        owner
            IRI of the class that is being defined, for messages.

        Raises
        ------
        KnowledgeError
            If the expression uses a construct outside the profile.
        """
        if self._is_data_range(node):
            return self._interval(node, owner)
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
        raise self._outside(node, owner)

    def _named(self, name: ox.NamedNode) -> Condition:
        """Return the class; a mere name of what lies outside another is read so, and reasons tell of the other."""
        match [*self._intersected(name)]:
            case [ox.NamedNode(value=first), ox.BlankNode() as second] if first == TRANSFER:
                for other in self._objects(second, OWL + "complementOf"):
                    if isinstance(other, ox.NamedNode) and ELEMENT not in self._objects(name, RDF + "type"):
                        return Not(Named(other.value))
        return Named(name.value)

    def _intersected(self, name: ox.NamedNode) -> Iterator[Term]:
        """Yield the parts of the intersection that a class is defined as."""
        for definition in self._objects(name, OWL + "equivalentClass"):
            if isinstance(definition, ox.BlankNode):
                for head in self._objects(definition, OWL + "intersectionOf"):
                    yield from self._list(head)

    def _is_data_range(self, node: Term) -> bool:
        return isinstance(node, Subject) and (
            DATATYPE in self._objects(node, RDF + "type") or bool(self._objects(node, OWL + "withRestrictions"))
        )

    def _restriction(self, node: ox.BlankNode, prop: str, owner: str) -> Condition:
        for filler in self._objects(node, OWL + "someValuesFrom"):
            return Some(prop, self.read(filler, owner))
        for filler in self._objects(node, OWL + "allValuesFrom"):
            return Not(Some(prop, _negation(self.read(filler, owner))))
        for value in self._objects(node, OWL + "hasValue"):
            return HasValue(prop, python_value(value) if isinstance(value, ox.Literal) else value.value)
        raise self._outside(node, owner)

    def _interval(self, node: Term, owner: str) -> Range:
        bounds = self._bounds(node, owner)
        return Range(
            low=bounds.get("minInclusive", bounds.get("minExclusive")),
            low_included="minInclusive" in bounds,
            high=bounds.get("maxInclusive", bounds.get("maxExclusive")),
            high_included="maxInclusive" in bounds,
        )

    def _bounds(self, node: Term, owner: str) -> dict[str, int]:
        """Return the bounds that a data range sets, by facet."""
        if isinstance(node, ox.BlankNode):
            for part in self._objects(node, OWL + "datatypeComplementOf"):
                return self._opposite(part, owner)
            for head in self._objects(node, OWL + "intersectionOf"):
                return self._narrowest(head, owner)
        return self._facets(node, owner)

    def _opposite(self, node: Term, owner: str) -> dict[str, int]:
        """Return the bound of a complement; that of two bounds would be no interval."""
        bounds = self._facets(node, owner)
        if len(bounds) != 1:
            raise self._outside(node, owner)
        return {FACETS[facet]: bound for facet, bound in bounds.items()}

    def _narrowest(self, head: Term, owner: str) -> dict[str, int]:
        """Return the bounds of an intersection, of which each side has one: of two, one would say nothing."""
        bounds: dict[str, int] = {}
        for part in self._list(head):
            further = self._bounds(part, owner)
            if {facet[:3] for facet in bounds} & {facet[:3] for facet in further}:
                raise self._outside(head, owner)
            bounds |= further
        return bounds

    def _facets(self, node: Term, owner: str) -> dict[str, int]:
        """Return the facets of a datatype restriction, or of the one that defines a named datatype."""
        definitions = self._objects(node, OWL + "equivalentClass") if isinstance(node, ox.NamedNode) else [node]
        for definition in definitions:
            if isinstance(definition, ox.BlankNode):
                for head in self._objects(definition, OWL + "withRestrictions"):
                    return dict(facet for one in self._list(head) for facet in self._facet(one, head, owner))
        raise self._outside(node, owner)

    def _facet(self, node: Term, head: Term, owner: str) -> Iterator[tuple[str, int]]:
        if not isinstance(node, ox.BlankNode):
            raise self._outside(head, owner)
        for quad in self._store.quads_for_pattern(node, None, None):
            facet = quad.predicate.value.removeprefix(XSD)
            if facet not in FACETS or not isinstance(quad.object, ox.Literal):
                raise self._outside(node, owner)
            yield facet, int(quad.object.value)

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
    waiting = [condition]
    while waiting:
        part = waiting.pop()
        yield part
        waiting += reversed(parts_of(part))


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """Return the conditions of which one directly consists, without following names."""
    match condition:
        case And(parts) | Or(parts):
            return parts
        case Not(part) | Some(_, part):
            return (part,)
        case _:
            return ()


OUTSIDE_NAMES = frozenset({OWL + "Thing", RDFS + "Literal"})
