"""The questions of the library as examples for the SPARQL service, in the words that collections of examples share."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from lexflux.knowledge_base import KnowledgeBase
from lexflux.phrases import LANGUAGES
from lexflux.query.queries import Query, load_queries
from lexflux.remembering import remembered
from lexflux.terms import RDF, RDFS

SH, SCHEMA = "http://www.w3.org/ns/shacl#", "https://schema.org/"
PREFIXES = {"sh": SH, "schema": SCHEMA, "rdfs": RDFS}


@remembered(8)
def examples(knowledge: KnowledgeBase, base: str, media_type: str) -> bytes:
    """
    Return what the library asks of the law alone, as ``sh:SPARQLExecutable``; each runs at the service as it stands.

    Parameters
    ----------
    knowledge
        The knowledge base.
    base
        Address of the site, with a slash at its end.
    media_type
        In which it is serialized.
    """
    library = (one for one in load_queries(knowledge.queries).values() if one.reads == {"knowledge"})
    triples = [triple for query in library for triple in _example(query, base)]
    return ox.serialize(triples, format=ox.RdfFormat.from_media_type(media_type), prefixes=PREFIXES) or b""


def text_of(query: Query) -> str:
    """Return the text of a query with its defaults, without the lines that describe it."""
    return "\n".join(line for line in query.text.splitlines() if not line.startswith("#+")).strip() + "\n"


def _example(query: Query, base: str) -> Iterator[ox.Triple]:
    form = "Construct" if query.gives_graph else "Select"
    node = ox.NamedNode(f"{base}{LANGUAGES[0]}/query?name={query.name}")
    values: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        (RDF + "type", ox.NamedNode(SH + "SPARQLExecutable")),
        (RDF + "type", ox.NamedNode(f"{SH}SPARQL{form}Executable")),
        (SH + form.lower(), ox.Literal(text_of(query))),
        (SCHEMA + "target", ox.NamedNode(base + "sparql")),
        (SCHEMA + "keywords", ox.Literal(query.group)),
        *((RDFS + "label", ox.Literal(said, language=language)) for language, said in query.titles.items()),
        *((RDFS + "comment", ox.Literal(said, language=language)) for language, said in query.descriptions.items()),
    ]
    yield from (ox.Triple(node, ox.NamedNode(predicate), value) for predicate, value in values)
