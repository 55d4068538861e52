"""Several transfers in one document of RDF, each as a document of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pyoxigraph as ox

from lexflux.facts.documents import Document
from lexflux.facts.flowgraph import flow_node
from lexflux.facts.reader import A_TRANSFER
from lexflux.facts.statements import Statements, by_subject
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
    led_to = {one: _led_to(one, statements) for one in transfers}
    return {shown(one): _without_others(document, one, led_to) for one in transfers}


def _without_others(document: Document, transfer: Subject, led_to: Mapping[Subject, set[Subject]]) -> Document:
    others = {node for nodes in led_to.values() for node in nodes} - led_to[transfer]
    return replace(document, quads=[quad for quad in document.quads if quad.subject not in others])


def _led_to(start: Subject, statements: Mapping[Subject, Statements]) -> set[Subject]:
    """Return a node and the described nodes to which it leads."""
    found: set[Subject] = {start}
    waiting = [start]
    while waiting:
        for _, value in statements[waiting.pop()]:
            if not isinstance(value, ox.Literal) and value in statements and value not in found:
                found.add(value)
                waiting.append(value)
    return found
