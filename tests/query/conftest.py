"""The data that queries are asked of, the same in each engine: the ontology, two decisions and a description in DPV."""

from __future__ import annotations

import datetime
import gc
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from lexflux import resources
from lexflux.decision.decide import decide
from lexflux.decision.outcome import Decision
from lexflux.explain.graph import decision_graph
from lexflux.facts.reader import read_tree
from lexflux.files import write_folder
from lexflux.law import export as law
from lexflux.law.lawbook import LawBook
from lexflux.law.ontology import law_files, load_ontology
from lexflux.query.endpoints import run_endpoint, run_oxigraph, run_rdflib
from tests.query.library import Run

STUDY = Path(__file__).parents[2] / "examples" / "dpv-hospital-study.ttl"
DECISION_GRAPH = "urn:lexflux:decision"
UNDECIDED = {"exporter": {"locatedIn": "CN"}, "recipient": {"locatedIn": "SG"}, "data": [{"type": "ContactData"}]}
ASSESSED = {
    "exporter": {
        "locatedIn": "CN",
        "isCriticalInfrastructureOperator": False,
        "peopleThisYear": 5000,
        "peopleThisYearSensitive": 12000,
    },
    "recipient": {"locatedIn": "SG"},
    "data": [{"type": "HealthData", "importantDataStatus": "NotImportant"}],
    "legalBasis": "Consent",
    "safeguard": [{"type": "SecurityAssessment", "issuedOn": "2024-06-01"}],
}


@pytest.fixture(scope="session")
def decisions(book: LawBook) -> list[Decision]:
    """Return two decisions of 2025-06-01: one with many facts missing, one with an assessment in place."""
    day = datetime.date(2025, 6, 1)
    return [decide(book, read_tree(transfer, book), "cn", day) for transfer in (UNDECIDED, ASSESSED)]


@pytest.fixture(scope="session")
def store(decisions: list[Decision]) -> ox.Store:
    """Return the ontology, two decisions and a description in DPV in the embedded store."""
    store = load_ontology(resources.folder("ontology"))
    for decision in decisions:
        triples = decision_graph(decision).serialize(format="nt", encoding="utf-8")
        store.load(triples, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(DECISION_GRAPH))
    store.load(path=str(STUDY), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode("urn:lexflux:data"))
    return store


@pytest.fixture(scope="session")
def graph(decisions: list[Decision], tmp_path_factory: pytest.TempPathFactory) -> rdflib.Graph:
    """Return the same data in rdflib's own plain store, read by rdflib's own parser from the published ontology."""
    graph = rdflib.Graph(store="SimpleMemory")
    published = tmp_path_factory.mktemp("published")
    write_folder(published, law.published(resources.folder("ontology")))
    for path in (*law_files(published), STUDY):
        graph.parse(path)
    for decision in decisions:
        for triple in decision_graph(decision):
            graph.add(triple)
    gc.freeze()  # it stays to the end, and each collection would walk through its million objects
    return graph


@pytest.fixture(scope="session")
def server(store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run an Oxigraph server with the same data on a free port of the loopback interface, and return its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("oxigraph")
    program = Path(sys.executable).with_name("oxigraph")
    command = [program, "serve", "--location", folder, "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        content = store.dump(format=ox.RdfFormat.N_QUADS)
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/store", content, {"Content-Type": "application/n-quads"}, method="POST"
        )
        urllib.request.urlopen(request).close()
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server did not start")


@pytest.fixture(scope="session")
def engines(store: ox.Store, graph: rdflib.Graph, server: str) -> dict[str, Run]:
    """Return the three ways of running a query on the same data."""
    return {
        "rdflib": lambda text: run_rdflib(graph, text),
        "oxigraph": lambda text: run_oxigraph(store, text),
        "endpoint": lambda text: run_endpoint(f"{server}/query", text),
    }
