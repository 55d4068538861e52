"""The processes that evaluate queries of strangers, on a store of one triple: what they may use, and that they end."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from lexflux.faces.web.sparql import JSON_RESULTS, TURTLE, asked_of
from lexflux.faces.web.worker import Bounds
from lexflux.faces.web.workers import Reply, Waiting, Workers
from tests.faces.processes import ENDLESS, children, wait_for

DOUBLED = " ".join(f"BIND(CONCAT(?x{number}, ?x{number}) AS ?x{number + 1})" for number in range(30))
LARGE = f"SELECT (STRLEN(?x30) AS ?length) {{ BIND('aaaaaaaa' AS ?x0) {DOUBLED} }}"


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    """Return processes with much time and little memory."""
    store, node = ox.Store(), ox.NamedNode("urn:x")
    store.add(ox.Quad(node, node, node, node))
    found = Workers(store, Bounds(seconds=600, memory=64 << 20))
    yield found
    found.close()


def ask(workers: Workers, query: str) -> Reply:
    return workers.ask(asked_of(query, JSON_RESULTS, TURTLE))


def test_a_query_that_takes_too_much_memory_ends_and_the_next_is_answered(workers: Workers) -> None:
    assert ("too much memory", 507) == (ask(workers, LARGE).status, ask(workers, LARGE).http_status)
    assert b"true" in ask(workers, "ASK { ?s ?p ?o }").content


def test_a_query_ends_when_nobody_waits_for_it(workers: Workers) -> None:
    """Who asked leaves after a second; by itself the query would go on for ten minutes."""
    waiting, replies = Waiting(), []
    asked = asked_of(ENDLESS, JSON_RESULTS, TURTLE)
    asking = threading.Thread(target=lambda: replies.append(workers.ask(asked, waiting)))
    asking.start()
    asking.join(1)
    at_work = forks()
    waiting.leave()
    asking.join()

    assert (["left"], 1) == ([one.status for one in replies], workers.ended["left"])
    assert wait_for(lambda: forks() < at_work)
    assert "left" == workers.ask(asked, waiting).status
    assert b"true" in ask(workers, "ASK { ?s ?p ?o }").content


def forks() -> int:
    """Return how many forks the processes have that this one has begun."""
    return sum(len(children(template)) for template in children(os.getpid()))


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "http://example.org/", "file:///etc/passwd"])
def test_a_process_reaches_nothing_outside_even_if_a_query_gets_there(workers: Workers, address: str) -> None:
    """The endpoint refuses SERVICE by its word; this is what holds if it is written so that nobody sees it."""
    reply = ask(workers, f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")

    assert "failed" == reply.status
    assert ask(workers, f"SELECT * FROM <{address}> {{ ?s ?p ?o }}").content.count(b"urn:x") == 0
