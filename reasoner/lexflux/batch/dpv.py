"""Transfers described in DPV, such as in a record of processing: each recipient of each process is one."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

import pyoxigraph as ox

from lexflux.errors import InputError
from lexflux.facts import documents
from lexflux.facts.documents import Document
from lexflux.knowledge_base import KnowledgeBase, named
from lexflux.query.results import Graph
from lexflux.terms import DPV, LF, RDF

TRANSFER, FLOW = ox.NamedNode(LF + "Transfer"), ox.NamedNode(LF + "Flow")
TYPE = ox.NamedNode(RDF + "type")
ALIGNMENT = "dpv-transfer-to-lexflux"


def is_in_dpv(document: Document) -> bool:
    """Return whether a document is a description in DPV, without a transfer or a flow of ours."""
    ours = any(quad.predicate == TYPE and quad.object in (TRANSFER, FLOW) for quad in document.quads)
    return not ours and any(quad.predicate.value.startswith(DPV) for quad in document.quads)


def transfers_in_dpv(knowledge: KnowledgeBase, document: Document) -> dict[str, Document]:
    """
    Return by name the transfers that the processes of a description in DPV give, as the alignment with DPV reads them.

    The description stands in the store meanwhile: a store that others read has to be copied first.

    Raises
    ------
    InputError
        If no process of it gives a transfer.
    """
    graph = ox.NamedNode("urn:lexflux:dpv:" + quote(document.name))
    for quad in document.quads:
        subject, value = named(quad.subject, graph), named(quad.object, graph)
        knowledge.store.add(ox.Quad(subject, quad.predicate, value, graph))
    try:
        found = tuple(knowledge.construct(ALIGNMENT))
    finally:
        knowledge.store.remove_graph(graph)
    typed = {str(one.subject): one.subject for one in found if (one.predicate, one.object) == (TYPE, TRANSFER)}
    if not typed:
        raise InputError("no transfer in DPV", name=document.name)
    graphs = {name: Graph.of(_reached(node, found)) for name, node in sorted(typed.items())}
    return {name: _document(graph.to_turtle(), f"{document.name} {name}") for name, graph in graphs.items()}


def _document(text: str, name: str) -> Document:
    read = documents.tree_of_text(text, name, "turtle")
    assert isinstance(read, Document)
    return read


def _reached(start: object, triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Return the statements on a node and on what it leads to."""
    by_subject: dict[object, list[ox.Triple]] = {}
    for triple in triples:
        by_subject.setdefault(triple.subject, []).append(triple)
    found: dict[ox.Triple, None] = {}
    waiting: list[object] = [start]
    seen: set[object] = {start}
    while waiting:
        for triple in by_subject.get(waiting.pop(), ()):
            found[triple] = None
            if triple.object not in seen:
                seen.add(triple.object)
                waiting.append(triple.object)
    return list(found)
