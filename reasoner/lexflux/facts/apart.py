"""Several transfers in one document of RDF, each as a document of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lexflux.facts.documents import Document
from lexflux.facts.flowgraph import flow_node
from lexflux.facts.reader import A_TRANSFER
from lexflux.facts.statements import by_subject, led_to
from lexflux.facts.values import shown
from lexflux.law.graphs import Subject


def transfers_apart(document: Document) -> dict[str, Document]:
    """
    Return the transfers of a document by their nodes: each without the others and what only these lead to.

    What no transfer leads to stays with each of them, so that it is refused, not dropped. Of a flow there are none:
    its legs belong together.
    """
    statements = by_subject(document.quads)
    if flow_node(document) is not None:
        return {}
    transfers = [subject for subject, stated in statements.items() if A_TRANSFER in stated]
    reached = {one: led_to(one, statements) for one in transfers}
    return {shown(one): _without_others(document, one, reached) for one in transfers}


def _without_others(document: Document, transfer: Subject, reached: Mapping[Subject, set[Subject]]) -> Document:
    others = {node for nodes in reached.values() for node in nodes} - reached[transfer]
    return replace(document, quads=[quad for quad in document.quads if quad.subject not in others])
