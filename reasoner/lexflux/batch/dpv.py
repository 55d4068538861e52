"""Transfers described in DPV, such as in a record of processing: each recipient of each process is one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from urllib.parse import quote

import pyoxigraph as ox

from lexflux.batch.entries import Entry
from lexflux.facts import documents, flow
from lexflux.knowledge_base import KnowledgeBase
from lexflux.query.results import Graph
from lexflux.terms import LF, RDF

TRANSFER = ox.NamedNode(LF + "Transfer")
TYPE = ox.NamedNode(RDF + "type")
IN_DPV = "described in DPV"
"""The message of what a file in DPV is refused with where transfers are expected."""
ALIGNMENT = "dpv-transfer-to-lexflux"


def entries_of_dpv(knowledge: KnowledgeBase, path: str) -> list[Entry]:
    """
    Return the transfers that the processes of a file in DPV give, as the alignment with DPV reads them.

    Raises
    ------
    InputError
        If the file cannot be read.
    """
    knowledge.add_data(path)
    try:
        return entries_of_added(knowledge, path)
    finally:
        name = path.replace("\\", "/").rpartition("/")[2]
        knowledge.store.remove_graph(ox.NamedNode("urn:lexflux:data:" + quote(name)))


def entries_of_added(knowledge: KnowledgeBase, path: str) -> list[Entry]:
    """Return the transfers that the processes in DPV give that were added to the store from a file."""
    found = tuple(knowledge.construct(ALIGNMENT))
    typed = {str(one.subject): one.subject for one in found if (one.predicate, one.object) == (TYPE, TRANSFER)}
    graphs = {f"{path} {name}": Graph.of(_reached(node, found)) for name, node in sorted(typed.items())}
    read = {name: documents.tree_of_text(graph.to_turtle(), name, "turtle") for name, graph in graphs.items()}
    return [Entry(name, None, partial(flow.read_source, source, knowledge.book)) for name, source in read.items()]


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
