"""The same rows, or the same graph, from rdflib, from the embedded store and from an endpoint."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib

from lexflux.query.endpoints import construct_endpoint, construct_oxigraph, construct_rdflib
from lexflux.query.results import Result, Text
from tests.query.library import GATES, GRAPHS, QUERIES, Run, named


def typed_rows(result: Result) -> list[list[tuple[str, object]]]:
    return [[(type(value).__name__, value) for value in row] for row in result]


@pytest.mark.parametrize("name", QUERIES)
def test_engines_agree(name: str, engines: dict[str, Run]) -> None:
    """A query gives the same rows, with values of the same types, on rdflib, on Oxigraph and over the protocol."""
    text = QUERIES[name].bind()

    results = {engine: run(text) for engine, run in engines.items()}

    rows = {engine: typed_rows(result) for engine, result in results.items()}
    assert results["oxigraph"].columns == results["rdflib"].columns == results["endpoint"].columns
    assert rows["oxigraph"] == rows["rdflib"]
    assert rows["oxigraph"] == rows["endpoint"]
    assert bool(results["oxigraph"]) is (name not in GATES)


@pytest.mark.parametrize("name", GRAPHS)
def test_engines_agree_on_graphs(name: str, store: ox.Store, graph: rdflib.Graph, server: str) -> None:
    """A CONSTRUCT query gives the same graph everywhere, and nothing in it hangs on the names of blank nodes."""
    text = GRAPHS[name].bind()

    made = construct_oxigraph(store, text)

    assert len(made) > 20
    assert made == construct_rdflib(graph, text)
    assert made == construct_endpoint(f"{server}/query", text)


@pytest.mark.parametrize("name", ["which-time-limits-apply", "what-does-the-transfer-need", "what-changed-in-a-period"])
def test_engines_agree_in_chinese(name: str, engines: dict[str, Run]) -> None:
    """Labels in Chinese are the same on every engine, whatever case it writes language tags in."""
    text = named(name).bind(lang="zh")

    results = {engine: sorted(map(repr, run(text))) for engine, run in engines.items()}

    labels = {value.language for row in engines["oxigraph"](text) for value in row if isinstance(value, Text)}
    assert results["oxigraph"] == results["rdflib"] == results["endpoint"]
    assert labels == {"zh-Hans"}
