"""The words of the ontology: properties, labels, notations, topics, regimes and their places."""

from __future__ import annotations

import datetime

import pyoxigraph as ox

from lexflux.law.graphs import Term, Texts, View
from lexflux.law.lawbook import Area, ConflictPattern, Property
from lexflux.law.schema import FormerStatement
from lexflux.terms import ELI, LF, OWL, RDFS, SKOS, TYPE, XSD, local


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


def read_zones_of_kinds(view: View) -> dict[str, tuple[str, ...]]:
    """Return the kinds of data that lists of zones describe, each with the zones."""
    found = {kind.value: _zones(view, kind) for kind in view.subjects(LF + "DataKind")}
    return {kind: zones for kind, zones in found.items() if zones}


def _zones(view: View, kind: ox.NamedNode) -> tuple[str, ...]:
    provisions = map(ox.NamedNode, view.iris(kind, LF + "statedIn"))
    instruments = (ox.NamedNode(one) for provision in provisions for one in view.iris(provision, ELI + "is_part_of"))
    return tuple(sorted({zone for instrument in instruments for zone in view.iris(instrument, LF + "zone")}))


def read_counts_if(view: View) -> dict[str, tuple[str, ...]]:
    """Return, for each class of safeguards, the classes in which those that are stated have to lie to count."""
    return _classes(view, "countsIf")


def read_excluded_by(view: View) -> dict[str, tuple[str, ...]]:
    """Return, for classes of safeguards, the classes of transfers that cannot have one."""
    return _classes(view, "excludedBy")


def _classes(view: View, name: str) -> dict[str, tuple[str, ...]]:
    found = sorted({iri for iri, _ in view.pairs(LF + name)})
    return {iri: tuple(sorted(view.iris(ox.NamedNode(iri), LF + name))) for iri in found}


def read_true(view: View, name: str) -> frozenset[str]:
    """Return the terms of which a property of the Lexflux namespace is true."""
    return frozenset(iri for iri, term in view.pairs(LF + name) if term == ox.Literal(True))


def read_conflicts(view: View) -> dict[str, ConflictPattern]:
    """Return the patterns of conflicts of laws."""
    return {
        node.value: ConflictPattern(*(view.iris(node, LF + name) for name in ("orderedAs", "orderedOn", "opposedOn")))
        for node in view.subjects(LF + "ConflictOfLaws")
    }


def read_first_issued(view: View) -> dict[str, datetime.date]:
    """Return, for classes of safeguards, the day before which there was none."""
    return _days(view, "firstIssued")


def _days(view: View, name: str) -> dict[str, datetime.date]:
    pairs = ((iri, term.value) for iri, term in view.pairs(LF + name) if isinstance(term, ox.Literal))
    return {iri: datetime.date.fromisoformat(day) for iri, day in pairs}


def read_conditions_of_receipt(view: View) -> dict[str, str]:
    """Return the conditions under which data are received, each with the norm that imposes it."""
    return {iri: term.value for iri, term in view.pairs(LF + "imposedBy") if isinstance(term, ox.NamedNode)}


def read_former_statements(view: View) -> tuple[FormerStatement, ...]:
    """Return how facts were stated in former schemas of a transfer, and how they are stated since."""
    return tuple(
        FormerStatement(
            iri=node.value,
            formerly=view.iri(node, LF + "formerProperty") or "",
            name=view.literal(node, LF + "formerName") or "",
            of=view.iri(node, LF + "restatedOf"),
            prop=view.iri(node, LF + "restatedAs"),
            value=_restated_value(view, node),
            notes=view.texts(node, SKOS + "scopeNote"),
        )
        for node in view.subjects(LF + "FormerStatement")
    )


def _restated_value(view: View, node: ox.NamedNode) -> str | bool | None:
    said = view.literal(node, LF + "restatedValue")
    return view.iri(node, LF + "restatedValue") if said is None else said == "true"


def read_before_that(view: View) -> dict[str, str]:
    """Return, for terms that apply from a notification on, those that apply before."""
    return {iri: term.value for iri, term in view.pairs(LF + "beforeThat") if isinstance(term, ox.NamedNode)}


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


def read_known_until(view: View) -> dict[str, datetime.date]:
    """Return the day to which the law of each regime is known."""
    return _days(view, "knownUntil")


def read_territories(view: View) -> dict[str, tuple[str, ...]]:
    """Return the places whose law each regime is, and after them the classes of the members of a union."""
    return {node.value: _territory(view, node) for node in view.subjects(LF + "Regime")}


def read_subdivisions(view: View) -> dict[str, str]:
    """Return the place of which each subdivision is a part."""
    return {part: place.value for part, place in view.pairs(LF + "subdivisionOf") if isinstance(place, ox.NamedNode)}


def _territory(view: View, regime: ox.NamedNode) -> tuple[str, ...]:
    places = view.iris(regime, LF + "lawOf")
    return *places, *(kind for place in places for kind in view.iris(ox.NamedNode(place), LF + "membersAre"))
