"""What a file imports, so that with these imports it is OWL 2 DL by itself.

See the OWL 2 Structural Specification, sections 3.4 and 5.8.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pyoxigraph as ox

from lexflux.law.turtle import facts_by_subject, members
from lexflux.terms import ONTOLOGY, OWL, RDF, RDFS

CORE = ONTOLOGY + "core"
TYPE = ox.NamedNode(RDF + "type")
ENTITIES = (
    RDFS + "Datatype",
    *(OWL + kind for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")),
)
# Predicates whose values are classes, datatypes or properties, and those whose values are lists of such.
ENTITY_VALUED = frozenset(
    [TYPE.value]
    + [RDFS + name for name in ("subClassOf", "subPropertyOf", "domain", "range")]
    + [
        OWL + name
        for name in (
            "allValuesFrom",
            "complementOf",
            "datatypeComplementOf",
            "disjointWith",
            "equivalentClass",
            "equivalentProperty",
            "inverseOf",
            "onDatatype",
            "onProperty",
            "someValuesFrom",
        )
    ]
)
CLASS_LISTS = frozenset(OWL + name for name in ("intersectionOf", "unionOf", "disjointUnionOf", "members"))


def declared_entities(quads: Iterable[ox.Quad]) -> dict[str, str]:
    """Return the IRI of the ontology that declares each class, datatype and property."""
    return {
        quad.subject.value: quad.graph_name.value
        for quad in quads
        if quad.predicate == TYPE
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.NamedNode)
        and isinstance(quad.graph_name, ox.NamedNode)
        and quad.object.value in ENTITIES
    }


def used_entities(file: Iterable[ox.Quad]) -> set[str]:
    """Return the IRIs that a file uses as classes, datatypes or properties, those of OWL, RDF and XSD included."""
    graph = facts_by_subject(file)
    facts = [(predicate.value, values) for facts in graph.values() for predicate, values in facts.items()]
    named = [value for predicate, values in facts if predicate in ENTITY_VALUED for value in values]
    listed = [
        one
        for predicate, values in facts
        if predicate in CLASS_LISTS
        for head in values
        for one in members(graph, head)
    ]
    return {predicate for predicate, _ in facts} | {
        one.value for one in named + listed if isinstance(one, ox.NamedNode)
    }


def needed_imports(store: ox.Store) -> dict[str, list[str]]:
    """Return by ontology those that declare what it uses, and the core for all others."""
    declared = declared_entities(store)
    found = {}
    for graph in store.named_graphs():
        used = used_entities(store.quads_for_pattern(None, None, None, graph))
        names = {declared[entity] for entity in used if entity in declared} | {CORE}
        found[str(graph.value)] = sorted(names - {graph.value})
    return found


def xml_catalogue(files: Iterable[Path], ontology: Path) -> str:
    """Return the OASIS XML catalogue by which Protégé and ROBOT find files by their IRIs without network."""
    paths = [path.relative_to(ontology).as_posix() for path in files]
    entries = "".join(
        f"    <uri name={quoteattr(ONTOLOGY + path.removesuffix('.ttl'))} uri={quoteattr(path)}/>\n" for path in paths
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<catalog prefer="public" xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">\n'
        f"{entries}</catalog>\n"
    )
