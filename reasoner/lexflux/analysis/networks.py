"""Networks in the law: who cites and who recognises whom, who is bound together, which laws are alike."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from itertools import combinations

import networkx as nx
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python  # type: ignore[attr-defined]

from lexflux.analysis.norm_topics import topics_of
from lexflux.law.agreements import BOUND, Agreements
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF

PLACE_CLASS = LF + "Place"


def citation_network(book: LawBook, cited: Iterable[tuple[str, str]]) -> nx.DiGraph[str]:
    """
    Return which instruments cite which, each edge with the number of citations.

    Parameters
    ----------
    book
        The law book.
    cited
        Pairs of a provision and one that it cites.
    """
    network: nx.DiGraph[str] = nx.DiGraph()
    for one, other in cited:
        if one in book.provisions and other in book.provisions:
            source, target = book.provisions[one].instrument, book.provisions[other].instrument
            if source != target:
                before = network.get_edge_data(source, target, {}).get("weight", 0)
                network.add_edge(source, target, weight=before + 1)
    return network


def provision_network(book: LawBook, cited: Iterable[tuple[str, str]]) -> nx.DiGraph[str]:
    """Return which provisions cite which; those that nobody cites and that cite none are left out."""
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_edges_from(
        (one, other) for one, other in cited if one != other and {one, other} <= book.provisions.keys()
    )
    return network


def recognition_network(book: LawBook, on: datetime.date) -> nx.DiGraph[str]:
    """Return which regimes designate which places on a day, as whatever their law makes of that."""
    network: nx.DiGraph[str] = nx.DiGraph()
    for one in book.designations.values():
        if one.validity.contains(on) and PLACE_CLASS in book.individuals.get(one.individual, ()):
            for provision in one.stated_in:
                regime = book.instruments[book.provisions[provision].instrument].regime
                if regime in book.regimes.values():
                    network.add_edge(regime, one.individual, weight=1)
    return network


def agreement_network(agreements: Agreements, on: datetime.date) -> nx.Graph[str]:
    """Return which places are bound by the same agreements on a day, each edge with their number."""
    members: dict[str, set[str]] = {}
    for member in agreements.memberships:
        if member.standing == BOUND and member.validity.contains(on):
            members.setdefault(member.agreement, set()).add(member.place)
    network: nx.Graph[str] = nx.Graph()
    for places in members.values():
        for one, other in combinations(sorted(places), 2):
            network.add_edge(one, other, weight=network.get_edge_data(one, other, {}).get("weight", 0) + 1)
    return network


def similarity_network(book: LawBook, on: datetime.date) -> nx.Graph[str]:
    """
    Return how alike regimes are by what their norms in force order on which topic.

    The likeness of two is the share of pairs of modality and topic that both have among those that one of them has
    (P. Jaccard, 1901).
    """
    said: dict[str, set[tuple[str, str]]] = {}
    for norm in book.norms.values():
        if norm.validity.contains(on):
            said.setdefault(norm.regime, set()).update((norm.modality, topic) for topic in topics_of(book, norm))
    network: nx.Graph[str] = nx.Graph()
    for one, other in combinations(sorted(said), 2):
        network.add_edge(one, other, weight=len(said[one] & said[other]) / max(1, len(said[one] | said[other])))
    return network


def reached_by_repeal(network: nx.DiGraph[str], node: str) -> int:
    """Return how many nodes lead to one, directly or through others: what its repeal would touch."""
    return len(nx.ancestors(network, node))


def pagerank(network: nx.DiGraph[str]) -> dict[str, float]:
    """
    Return how often a reader who follows citations at random comes to each node, all together 1.

    L. Page and S. Brin, "The Anatomy of a Large-Scale Hypertextual Web Search Engine", 1998; with the library's own
    damping of 0.85, and its way that needs no other library.
    """
    found: dict[str, float] = _pagerank_python(network)
    return found


def alike_together(network: nx.Graph[str]) -> list[str]:
    """Return the nodes in an order in which alike ones stand together: along a maximum spanning tree."""
    tree = nx.maximum_spanning_tree(network)
    heaviest = sorted(network, key=lambda node: (-network.degree(node, weight="weight"), node))
    order: list[str] = []
    for node in heaviest:
        if node not in order:
            order += nx.dfs_preorder_nodes(tree, node, sort_neighbors=sorted)
    return order
