"""What the SPARQL service offers, in the words of SPARQL 1.1 Service Description and VoID."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from lexflux import resources
from lexflux.faces.web.words import say
from lexflux.knowledge_base import KnowledgeBase
from lexflux.phrases import LANGUAGES
from lexflux.remembering import remembered
from lexflux.terms import DCT, LF, RDF, RDFS, XSD

SD, VOID = "http://www.w3.org/ns/sparql-service-description#", "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"
NAMES = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF_XML",
}
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
PREFIXES = {"sd": SD, "void": VOID, "dct": DCT, "lf": LF, "xsd": XSD, "formats": FORMATS}
Value = ox.NamedNode | ox.BlankNode | ox.Literal


def description(knowledge: KnowledgeBase, base: str, media_type: str, media_types: Iterable[str]) -> bytes:
    """
    Return the description of the service.

    Parameters
    ----------
    knowledge
        The knowledge base.
    base
        Address of the site, with a slash at its end.
    media_type
        In which it is serialized.
    media_types
        In which results can be asked for.
    """
    form = ox.RdfFormat.from_media_type(media_type)
    triples = [*_service(base, media_types), *_dataset(knowledge, base)]
    return ox.serialize(triples, format=form, prefixes=PREFIXES) or b""


def _service(base: str, media_types: Iterable[str]) -> Iterator[ox.Triple]:
    service, dataset = ox.NamedNode(base + "sparql"), _node(base)
    yield _triple(service, RDF + "type", ox.NamedNode(SD + "Service"))
    yield _triple(service, SD + "endpoint", service)
    yield _triple(service, SD + "supportedLanguage", ox.NamedNode(SD + "SPARQL11Query"))
    yield _triple(service, SD + "feature", ox.NamedNode(SD + "UnionDefaultGraph"))
    for name in dict.fromkeys(NAMES[one] for one in media_types if one in NAMES):
        yield _triple(service, SD + "resultFormat", ox.NamedNode(FORMATS + name))
    yield _triple(service, SD + "defaultDataset", dataset)
    yield _triple(service, RDFS + "seeAlso", ox.NamedNode(base + ".well-known/sparql-examples"))


def _dataset(knowledge: KnowledgeBase, base: str) -> Iterator[ox.Triple]:
    dataset, store = _node(base), knowledge.store
    yield _triple(dataset, RDF + "type", ox.NamedNode(SD + "Dataset"))
    yield _triple(dataset, RDF + "type", ox.NamedNode(VOID + "Dataset"))
    for language in LANGUAGES:
        yield _triple(dataset, DCT + "title", ox.Literal(say("site", language), language=language))
    yield _triple(dataset, DCT + "license", ox.NamedNode(LICENSE))
    yield _triple(dataset, DCT + "hasVersion", ox.Literal(resources.tool_version()))
    yield _triple(dataset, DCT + "identifier", ox.Literal("sha256:" + knowledge.book.digest))
    yield _triple(dataset, VOID + "sparqlEndpoint", ox.NamedNode(base + "sparql"))
    yield _triple(dataset, VOID + "uriSpace", ox.Literal(LF))
    yield _triple(dataset, VOID + "triples", _number(len(store)))
    for graph, count in _graphs(store):
        named, content = ox.BlankNode(), ox.BlankNode()
        yield _triple(dataset, SD + "namedGraph", named)
        yield _triple(named, SD + "name", graph)
        yield _triple(named, SD + "graph", content)
        yield _triple(content, VOID + "triples", _number(count))


@remembered(1)
def _graphs(store: ox.Store) -> tuple[tuple[ox.NamedNode, int], ...]:
    """Return the named graphs, each with the number of its triples."""
    found = store.query("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g")
    assert isinstance(found, ox.QuerySolutions)
    rows = [(row["g"], row["n"]) for row in found]
    return tuple(
        (graph, int(count.value))
        for graph, count in rows
        if isinstance(graph, ox.NamedNode) and isinstance(count, ox.Literal)
    )


def _node(base: str) -> ox.NamedNode:
    return ox.NamedNode(base + ".well-known/void")


def _triple(subject: ox.NamedNode | ox.BlankNode, predicate: str, value: Value) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(predicate), value)


def _number(count: int) -> ox.Literal:
    return ox.Literal(str(count), datatype=ox.NamedNode(XSD + "integer"))
