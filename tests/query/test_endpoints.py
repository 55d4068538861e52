"""What an engine makes of literals, of a question of the wrong kind, and of an endpoint that fails."""

from __future__ import annotations

import datetime
import http.server
import socket
import threading
import time
from decimal import Decimal

import pytest

from lexflux.errors import EngineError, InputError
from lexflux.query.endpoints import run_endpoint
from lexflux.query.results import Text, Typed
from tests.query.library import Run


def test_literals_keep_their_kind(engines: dict[str, Run]) -> None:
    """Literals become Python values, texts keep their language, and what Python has no type for keeps its datatype."""
    text = """
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        SELECT ?a ?b ?c ?d ?e ?f ?g ?h ?i WHERE { VALUES (?a ?b ?c ?d ?e ?f ?g ?h ?i) {
          ("2024-03-22"^^xsd:date 1000000 0.050 true "法"@zh-Hans "P3Y"^^xsd:duration "2011"^^xsd:gYear 1.5e0
           "2024-03-22T08:00:00Z"^^xsd:dateTime)
        } }"""
    moment = datetime.datetime(2024, 3, 22, 8, tzinfo=datetime.UTC)
    expected = (datetime.date(2024, 3, 22), 1_000_000, Decimal("0.05"), True, "法", "P3Y", "2011", 1.5, moment)

    rows = {engine: run(text).rows[0] for engine, run in engines.items()}

    for row in rows.values():
        assert expected == row
        assert [type(value) for value in row[4:7]] == [Text, Typed, Typed]
        assert ("zh-Hans", "http://www.w3.org/2001/XMLSchema#gYear") == (row[4].language, row[6].datatype)


def test_only_select_gives_a_table(engines: dict[str, Run]) -> None:
    """ASK and text that is no query are refused by the local engines; an endpoint's refusal is passed on."""
    for run in engines.values():
        with pytest.raises(InputError, match="Only SELECT queries give a table"):
            run("ASK { ?s ?p ?o }")
    for engine in ("rdflib", "oxigraph"):
        with pytest.raises(InputError, match="Not a SPARQL query: "):
            engines[engine]("SELECT ?x WHERE")
    with pytest.raises(EngineError, match="HTTP 400 Bad Request: "):
        engines["endpoint"]("SELECT ?x WHERE")


def test_endpoints_that_fail(server: str) -> None:
    """An address that is none, one where nothing listens and one that is no query service are told apart."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nothing = f"http://127.0.0.1:{closed.getsockname()[1]}/query"

        with pytest.raises(EngineError, match=f"Endpoint {nothing} failed: .*refused"):
            run_endpoint(nothing, "SELECT ?x {}")
    with pytest.raises(InputError) as caught:
        run_endpoint("file:///etc/passwd", "SELECT ?x {}")
    with pytest.raises(EngineError, match="HTTP 404"):
        run_endpoint(f"{server}/nowhere", "SELECT ?x {}")

    assert str(caught.value) == "'file:///etc/passwd' is no address of an endpoint; write it as https://host/path."


class Talker(http.server.BaseHTTPRequestHandler):
    """A server that answers every question with a greeting, or not at all."""

    def do_POST(self) -> None:
        """Answer."""
        if self.path == "/silent":
            time.sleep(1)
            return
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"Good morning")

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def test_endpoints_that_answer_something_else() -> None:
    """An answer that is not in the results format is an error of the engine, and so is none within the time."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Talker) as talker:
        thread = threading.Thread(target=talker.serve_forever)
        thread.start()
        url = f"http://127.0.0.1:{talker.server_port}"

        with pytest.raises(EngineError, match=r"not in the SPARQL 1\.1 JSON results format"):
            run_endpoint(url, "SELECT ?x {}")
        with pytest.raises(EngineError, match="timed out"):
            run_endpoint(f"{url}/silent", "SELECT ?x {}", timeout=0.1)

        talker.shutdown()
        thread.join()
