"""Writing OWL class expressions into a named graph of a store, in the profile that `lexflux.law.conditions` reads."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from lexflux.law.graphs import TYPE, Subject, Term
from lexflux.terms import OWL, RDF, RDFS, XSD

NIL = ox.NamedNode(RDF + "nil")
INTEGER = ox.NamedNode(XSD + "integer")


class GraphWriter:
    """
    Writes into one named graph; an expression is returned as the node that stands for it.

    An intersection or union of one part, and a choice of one individual, are written as that part or individual itself.
    """

    def __init__(self, store: ox.Store, graph: ox.NamedNode) -> None:
        self.store = store
        self.graph = graph

    def add(self, subject: Subject, predicate: str, *objects: Term) -> None:
        """State the objects of a subject and predicate."""
        self.store.extend(ox.Quad(subject, ox.NamedNode(predicate), value, self.graph) for value in objects)

    def says(self, subject: Subject, predicate: str) -> bool:
        """Return whether the graph states the predicate of the subject at all."""
        return any(self.store.quads_for_pattern(subject, ox.NamedNode(predicate), None, self.graph))

    def pairs(self, predicate: str) -> list[tuple[ox.NamedNode, Term]]:
        """Return the named subjects and the values of a predicate, in a stable order."""
        quads = self.store.quads_for_pattern(None, ox.NamedNode(predicate), None, self.graph)
        found = ((quad.subject, quad.object) for quad in quads if isinstance(quad.subject, ox.NamedNode))
        return sorted(((one, other) for one, other in found if not isinstance(other, ox.Triple)), key=str)

    def both(self, *parts: Term) -> Term:
        """Return the intersection."""
        return self._of("Class", "intersectionOf", parts)

    def either(self, *parts: Term) -> Term:
        """Return the union."""
        return self._of("Class", "unionOf", parts)

    def other_than(self, part: Term) -> Term:
        """Return the complement."""
        return self._node("Class", (OWL + "complementOf", part))

    def some(self, prop: Term, filler: Term) -> Term:
        """Return the restriction that some value of the property lies in the filler."""
        return self._node("Restriction", (OWL + "onProperty", prop), (OWL + "someValuesFrom", filler))

    def some_of(self, prop: Term, individuals: Sequence[Term]) -> Term:
        """Return the restriction that some value of the property is one of the individuals."""
        if len(individuals) == 1:
            return self._node("Restriction", (OWL + "onProperty", prop), (OWL + "hasValue", individuals[0]))
        return self.some(prop, self._of("Class", "oneOf", individuals))

    def between(self, prop: Term, least: int | None, below: int | None) -> Term:
        """Return the restriction to an integer value of at least one bound and below the other; None is no bound."""
        facets = [
            self._node(None, (XSD + facet, integer(bound)))
            for facet, bound in (("minInclusive", least), ("maxExclusive", below))
            if bound is not None
        ]
        numbers = self._node(None, (OWL + "onDatatype", INTEGER), (OWL + "withRestrictions", self._list(facets)))
        self.add(numbers, TYPE.value, ox.NamedNode(RDFS + "Datatype"))
        return self.some(prop, numbers)

    def _of(self, kind: str, operator: str, parts: Sequence[Term]) -> Term:
        return parts[0] if len(parts) == 1 else self._node(kind, (OWL + operator, self._list(parts)))

    def _node(self, kind: str | None, *pairs: tuple[str, Term]) -> ox.BlankNode:
        node = ox.BlankNode()
        if kind:
            self.add(node, TYPE.value, ox.NamedNode(OWL + kind))
        for predicate, value in pairs:
            self.add(node, predicate, value)
        return node

    def _list(self, members: Sequence[Term]) -> Term:
        head: Term = NIL
        for member in reversed(members):
            head = self._node(None, (RDF + "first", member), (RDF + "rest", head))
        return head


def integer(number: int) -> ox.Literal:
    """Return a whole number as a literal."""
    return ox.Literal(str(number), datatype=INTEGER)
