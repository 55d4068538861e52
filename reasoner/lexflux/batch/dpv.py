"""Transfers described in DPV, such as in a record of processing: each recipient of each process is one."""

from __future__ import annotations

from urllib.parse import quote

import pyoxigraph as ox

from lexflux.errors import InputError
from lexflux.facts import documents
from lexflux.facts.documents import Document
from lexflux.facts.statements import by_subject, led_to
from lexflux.knowledge_base import KnowledgeBase, named
from lexflux.law.graphs import Subject
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
    said = ((one.subject, one.predicate, one.object) for one in found)
    typed = {str(node): node for node, *rest in said if isinstance(node, Subject) and rest == [TYPE, TRANSFER]}
    if not typed:
        raise InputError("no transfer in DPV", name=document.name)
    statements = by_subject(ox.Quad(one.subject, one.predicate, one.object) for one in found)
    reached = {name: led_to(node, statements) for name, node in sorted(typed.items())}
    graphs = {name: Graph.of(one for one in found if one.subject in nodes) for name, nodes in reached.items()}
    return {name: _document(graph.to_turtle(), f"{document.name} {name}") for name, graph in graphs.items()}


def _document(text: str, name: str) -> Document:
    read = documents.tree_of_text(text, name, "turtle")
    assert isinstance(read, Document)
    return read
