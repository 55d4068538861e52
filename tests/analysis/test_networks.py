"""Networks of the law: edges are what the law says, and weights count it."""

import datetime

import networkx as nx
import pytest

from lexflux.analysis.networks import (
    alike_together,
    pagerank,
    reached_by_repeal,
    recognition_network,
    similarity_network,
)
from lexflux.law.lawbook import LawBook
from lexflux.terms import PLACE

DAY = datetime.date(2026, 11, 1)


def test_who_recognises_whom_is_an_edge_on_its_days(book: LawBook) -> None:
    """Japan is adequate for the Union since 2019."""
    edge = (book.regimes["eu"], PLACE + "JP")

    assert recognition_network(book, DAY).has_edge(*edge)
    assert not recognition_network(book, datetime.date(2018, 1, 1)).has_edge(*edge)
    assert reached_by_repeal(recognition_network(book, DAY), PLACE + "JP") >= 1


def test_likeness_is_a_share_and_that_of_kin_is_high(book: LawBook) -> None:
    """The law of the United Kingdom comes from that of the Union."""
    network = similarity_network(book, DAY)
    weights = {pair: data["weight"] for *pair_, data in network.edges(data=True) if (pair := frozenset(pair_))}
    kin = frozenset((book.regimes["eu"], book.regimes["uk"]))

    assert all(0 <= weight <= 1 for weight in weights.values())
    assert weights[kin] > sorted(weights.values())[len(weights) // 2]


def test_influence_comes_from_who_cites() -> None:
    """What all cite leads, and the ranks are shares of one whole."""
    rank = pagerank(nx.DiGraph([("a", "law"), ("b", "law"), ("c", "law"), ("law", "treaty")]))

    assert sum(rank.values()) == pytest.approx(1)
    assert rank["law"] > rank["a"] == pytest.approx(rank["b"])


def test_alike_regimes_stand_together() -> None:
    """Each node comes once, beside that which it is most like."""
    network: nx.Graph[str] = nx.Graph()
    network.add_weighted_edges_from([("a", "b", 0.9), ("c", "d", 0.8), ("a", "c", 0.1), ("b", "d", 0.1)])
    order = alike_together(network)

    assert sorted(order) == ["a", "b", "c", "d"]
    assert abs(order.index("a") - order.index("b")) == 1
    assert abs(order.index("c") - order.index("d")) == 1
