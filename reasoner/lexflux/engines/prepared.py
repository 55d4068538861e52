"""A graph that parses each query once: pySHACL asks the same text of every focus node."""

from __future__ import annotations

from functools import cache
from typing import Any

from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result


class PreparedGraph(Graph):
    """A view of another graph, which it shares, that keeps the algebra of queries."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph.store, graph.identifier, graph.namespace_manager)

    def query(self, query_object: str | Query, *arguments: Any, **options: Any) -> Result:
        """Query the graph as `rdflib.Graph.query`."""
        prepared = _prepared(query_object) if isinstance(query_object, str) else query_object
        return super().query(prepared, *arguments, **options)


@cache
def _prepared(text: str) -> Query:
    return prepareQuery(text)
