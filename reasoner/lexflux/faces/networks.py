"""Networks in the law as tables of measures and as GraphML."""

from __future__ import annotations

import datetime
import io
from typing import Any

import networkx as nx

from lexflux.analysis import networks
from lexflux.faces.table import Table
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.lawbook import text
from lexflux.law.wording import Wording
from lexflux.terms import compact

CITED = "SELECT ?one ?other { ?citation a lf:Citation ; lf:citing ?one ; lf:cited ?other }"
TITLES = {
    "citations": "network of citations",
    "recognition": "network of recognition",
    "agreements": "network of agreements",
    "similarity": "network of similarity",
}


def network(knowledge: KnowledgeBase, kind: str, on: datetime.date) -> nx.Graph[str]:
    """Return a network of one of the kinds in `TITLES` on a day."""
    if kind == "citations":
        return networks.citation_network(knowledge.book, _citations(knowledge))
    if kind == "recognition":
        return networks.recognition_network(knowledge.book, on)
    if kind == "agreements":
        return networks.agreement_network(knowledge.agreements, on)
    return networks.similarity_network(knowledge.book, on)


def _citations(knowledge: KnowledgeBase) -> list[tuple[str, str]]:
    from lexflux.query.endpoints import run_oxigraph
    from lexflux.terms import LF

    result = run_oxigraph(knowledge.store, f"PREFIX lf: <{LF}>\n{CITED}")
    return [(str(one), str(other)) for one, other in result]


def as_table(words: Wording, kind: str, found: nx.Graph[str], on: datetime.date) -> Table:
    """Return the measures of each node, the most connected first."""
    between = nx.betweenness_centrality(found)
    directed = found.is_directed()
    rows = []
    for node in sorted(found, key=lambda one: (-found.degree(one, weight="weight"), one)):
        degrees = _degrees(found, node)
        touched = [str(networks.reached_by_repeal(found, node))] if isinstance(found, nx.DiGraph) else []
        rows.append([_label(words, node), *degrees, *touched, f"{between[node]:.3f}"])
    links = (
        ["column cited by", "column cites", "column touched"] if directed else ["column neighbours", "column weight"]
    )
    heads = ["", *(words.say(key) for key in (*links, "column between"))]
    notes = [words.say("network method"), words.say("disclaimer")]
    return Table(heads, rows, words.say(TITLES[kind], day=on), notes, words.language)


def _degrees(found: nx.Graph[str], node: str) -> list[str]:
    if isinstance(found, nx.DiGraph):
        return [str(found.in_degree(node)), str(found.out_degree(node))]
    return [str(found.degree(node)), f"{found.degree(node, weight='weight'):.2f}".removesuffix(".00")]


def _label(words: Wording, iri: str) -> str:
    instrument = words.book.instruments.get(iri)
    return text(instrument.short_titles, words.language) if instrument else words.label(iri)


def as_graphml(words: Wording, found: nx.Graph[str]) -> str:
    """Return a network in GraphML, each node with its label."""
    named: Any = found.copy()
    nx.set_node_attributes(named, {node: _label(words, node) for node in named}, "label")
    nx.relabel_nodes(named, compact, copy=False)
    written = io.BytesIO()
    nx.write_graphml_xml(named, written)
    return written.getvalue().decode() + "\n"
