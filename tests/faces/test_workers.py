"""The processes that evaluate queries of strangers, on a store of one triple: what they may use, and that they end."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from lexflux.faces.web.sparql import JSON_RESULTS, TURTLE, asked_of
from lexflux.faces.web.worker import Bounds
from lexflux.faces.web.workers import Reply, Workers

DOUBLED = " ".join(f"BIND(CONCAT(?x{number}, ?x{number}) AS ?x{number + 1})" for number in range(30))
LARGE = f"SELECT (STRLEN(?x30) AS ?length) {{ BIND('aaaaaaaa' AS ?x0) {DOUBLED} }}"


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    """Return processes with much time and little memory."""
    store, node = ox.Store(), ox.NamedNode("urn:x")
    store.add(ox.Quad(node, node, node, node))
    found = Workers(store, Bounds(seconds=60, memory=64 << 20))
    yield found
    found.close()


def ask(workers: Workers, query: str) -> Reply:
    return workers.ask(asked_of(query, JSON_RESULTS, TURTLE))


def test_a_query_that_takes_too_much_memory_ends_and_the_next_is_answered(workers: Workers) -> None:
    assert ("too much memory", 507) == (ask(workers, LARGE).status, ask(workers, LARGE).http_status)
    assert b"true" in ask(workers, "ASK { ?s ?p ?o }").content


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "http://example.org/", "file:///etc/passwd"])
def test_a_process_reaches_nothing_outside_even_if_a_query_gets_there(workers: Workers, address: str) -> None:
    """The endpoint refuses SERVICE by its word; this is what holds if it is written so that nobody sees it."""
    reply = ask(workers, f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")

    assert "failed" == reply.status
    assert ask(workers, f"SELECT * FROM <{address}> {{ ?s ?p ?o }}").content.count(b"urn:x") == 0
