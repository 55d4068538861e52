"""The words of the ontology: properties, labels, notations, topics, regimes and their places."""

from __future__ import annotations

import pyoxigraph as ox

from lexflux.law.graphs import Term, Texts, View
from lexflux.law.lawbook import Area, Property
from lexflux.terms import LF, OWL, RDFS, SKOS, TYPE, XSD, local


def named(view: View, kind: str) -> frozenset[str]:
    """Return the IRIs of the terms of a class of the Lexflux namespace."""
    return frozenset(node.value for node in view.subjects(LF + kind))


def read_properties(view: View) -> dict[str, Property]:
    """Return the properties that facts and conditions may use, open points among them."""
    kinds = ("ObjectProperty", "DatatypeProperty")
    return {node.value: _property(view, node, kind) for kind in kinds for node in view.subjects(OWL + kind)}


def _property(view: View, node: ox.NamedNode, kind: str) -> Property:
    target = next(iter(view.objects(node, RDFS + "range")), None)
    name = target.value if isinstance(target, ox.NamedNode) else None
    return Property(
        single=OWL + "FunctionalProperty" in view.iris(node, TYPE),
        datatype=name.removeprefix(XSD) if name and kind == "DatatypeProperty" else None,
        range=name if kind == "ObjectProperty" else None,
        values=_enumeration(view, target),
    )


def _enumeration(view: View, target: Term | None) -> tuple[str, ...] | None:
    """Return the members of a class that lists them (``owl:oneOf``), itself or in its definition."""
    if isinstance(target, ox.NamedNode):
        target = next(iter(view.objects(target, OWL + "equivalentClass")), None)
    heads = view.objects(target, OWL + "oneOf") if isinstance(target, ox.BlankNode) else []
    if not heads:
        return None
    return tuple(term.value for term in view.members(heads[0]) if isinstance(term, ox.NamedNode))


def read_ranges(view: View) -> dict[str, str]:
    """Return the class of node behind each node-valued property."""
    nodes = view.subjects(OWL + "ObjectProperty")
    return {node.value: found for node in nodes if (found := view.iri(node, RDFS + "range"))}


def read_texts(view: View, predicate: str) -> dict[str, Texts]:
    """Return the texts of a property for every term, by primary language subtag."""
    found: dict[str, Texts] = {}
    for iri, text in view.pairs(predicate):
        if isinstance(text, ox.Literal):
            found.setdefault(iri, {})[(text.language or "").split("-")[0]] = text.value
    return found


def read_codes(view: View, *predicates: str) -> dict[str, tuple[str, ...]]:
    """Return the codes or other spellings of terms that some properties give, in order and whatever their language."""
    found: dict[str, list[str]] = {}
    for predicate in predicates:
        for iri, code in view.pairs(predicate):
            if isinstance(code, ox.Literal):
                found.setdefault(iri, []).append(code.value)
    return {iri: tuple(sorted(codes)) for iri, codes in found.items()}


def read_topics(view: View) -> dict[str, tuple[str, ...]]:
    """Return the topics of whatever has some."""
    return {iri: view.iris(ox.NamedNode(iri), LF + "topic") for iri in {iri for iri, _ in view.pairs(LF + "topic")}}


def read_element_sources(view: View) -> dict[str, tuple[str, ...]]:
    """Return the provisions in which classes are stated."""
    nodes = view.subjects(OWL + "Class")
    return {node.value: stated for node in nodes if (stated := view.iris(node, LF + "statedIn"))}


def read_silent(view: View, silence: str) -> frozenset[str]:
    """Return the terms and kinds whose silence means something else than that of others of their vocabulary."""
    return frozenset(iri for iri, term in view.pairs(LF + "silence") if term == ox.NamedNode(LF + silence))


def read_may_also_be(view: View) -> dict[str, frozenset[str]]:
    """Return, for each kind to which others often apply as well, these."""
    found: dict[str, set[str]] = {}
    for kind, term in view.pairs(LF + "mayAlsoBe"):
        if isinstance(term, ox.NamedNode):
            found.setdefault(kind, set()).add(term.value)
    return {kind: frozenset(others) for kind, others in found.items()}


def read_areas(view: View) -> dict[str, Area]:
    """Return the general places."""
    return {
        node.value: Area(view.iris(node, LF + "membersAre"), view.iri(node, LF + "outsideTheReachOf"))
        for node in view.subjects(LF + "GeneralPlace")
    }


def read_disjoint(view: View) -> frozenset[frozenset[str]]:
    """Return the pairs of classes that exclude each other."""
    pairs = ((iri, term.value) for iri, term in view.pairs(OWL + "disjointWith") if isinstance(term, ox.NamedNode))
    return frozenset(map(frozenset, pairs))


def read_regimes(view: View) -> dict[str, str]:
    """Return the regimes by notation."""
    nodes = view.subjects(LF + "Regime")
    return {view.literal(node, SKOS + "notation") or local(node.value): node.value for node in nodes}


def read_territories(view: View) -> dict[str, tuple[str, ...]]:
    """Return the places whose law each regime is, and after them the classes of the members of a union."""
    return {node.value: _territory(view, node) for node in view.subjects(LF + "Regime")}


def _territory(view: View, regime: ox.NamedNode) -> tuple[str, ...]:
    places = view.iris(regime, LF + "lawOf")
    return *places, *(kind for place in places for kind in view.iris(ox.NamedNode(place), LF + "membersAre"))
