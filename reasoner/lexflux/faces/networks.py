"""Networks in the law as tables of measures, as pictures and as GraphML."""

from __future__ import annotations

import datetime
import io
from collections import Counter
from typing import Any

import networkx as nx

from lexflux.analysis import networks
from lexflux.batch.casefiles import all_cases
from lexflux.faces.pictures import networks as pictures
from lexflux.faces.pictures.adequacy import adequacy_matrix
from lexflux.faces.table import Table
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.lawbook import text
from lexflux.law.wording import Wording
from lexflux.terms import compact

CITED = "SELECT ?one ?other { ?citation a lf:Citation ; lf:citing ?one ; lf:cited ?other }"
TITLES = {
    "citations": "network of citations",
    "provisions": "network of provisions",
    "recognition": "network of recognition",
    "agreements": "network of agreements",
    "similarity": "network of similarity",
}


def network(knowledge: KnowledgeBase, kind: str, on: datetime.date) -> nx.Graph[str]:
    """Return a network of one of the kinds in `TITLES` on a day."""
    if kind == "citations":
        return networks.citation_network(knowledge.book, _citations(knowledge))
    if kind == "provisions":
        return networks.provision_network(knowledge.book, _citations(knowledge))
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
    """Return the measures of each node, the most influential first."""
    measures = _measures(found)
    if kind == "provisions":
        resting = _resting()
        measures["column cases"] = {node: str(resting[words.book.provisions[node].identifier]) for node in found}
    influence = networks.pagerank(found) if isinstance(found, nx.DiGraph) else dict(found.degree(weight="weight"))
    nodes = sorted(found, key=lambda node: (-influence[node], node))
    rows = [[_label(words, node), *(column[node] for column in measures.values())] for node in nodes]
    heads = ["", *map(words.say, measures)]
    notes = [words.say("network method"), words.say("disclaimer")]
    return Table(heads, rows, words.say(TITLES[kind], day=on), notes, words.language)


def _measures(found: nx.Graph[str]) -> dict[str, dict[str, str]]:
    """Return the measures of each node by the heading of their column."""
    between = {node: f"{value:.3f}" for node, value in nx.betweenness_centrality(found).items()}
    if not isinstance(found, nx.DiGraph):
        weight = {node: f"{value:.2f}".removesuffix(".00") for node, value in found.degree(weight="weight")}
        neighbours = {node: str(count) for node, count in found.degree()}
        return {"column neighbours": neighbours, "column weight": weight, "column between": between}
    return {
        "column cited by": {node: str(count) for node, count in found.in_degree()},
        "column cites": {node: str(count) for node, count in found.out_degree()},
        "column touched": {node: str(networks.reached_by_repeal(found, node)) for node in found},
        "column pagerank": {node: f"{value:.3f}" for node, value in networks.pagerank(found).items()},
        "column between": between,
    }


def _resting() -> Counter[str]:
    """Return how many published cases name each provision as their source, by its identifier."""
    return Counter(source for case in all_cases() for source in {*case.sources})


def as_picture(knowledge: KnowledgeBase, words: Wording, kind: str, found: nx.Graph[str], on: datetime.date) -> str:
    """Return a network as SVG: a matrix, in which even many edges can be read."""
    if isinstance(found, nx.DiGraph) and kind != "recognition":
        return pictures.citations(words, found, on, kind)
    if kind == "recognition":
        return adequacy_matrix(knowledge, on, words.language)
    if kind == "agreements":
        return pictures.agreements(knowledge, words, on)
    return pictures.similarity(words, found, on)


def _label(words: Wording, iri: str) -> str:
    if iri in words.book.provisions:
        return words.cite((iri,))
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
