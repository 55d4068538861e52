"""What all tests share."""

from __future__ import annotations

import gc
import shutil
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import settings

from lexflux import resources
from lexflux.faces.cli import RARELY
from lexflux.knowledge_base import KnowledgeBase, load
from lexflux.law.agreements import Agreements
from lexflux.law.lawbook import LawBook
from lexflux.law.loading import load_law_book
from lexflux.terms import LF, local

DEAR = ("session", "engines", "server", "graph")
"""Fixtures that take a worker ten seconds and more."""

settings.register_profile("thorough", max_examples=1000)  # for `make properties`


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make judge` and `make silence` ask for more than what every change can wait for."""
    parser.addoption("--every-case", action="store_true", help="leave facts out of every case, not of a twenty-fourth")
    parser.addoption("--transfers", type=int, default=2, help="transfers that HermiT judges for each day of change")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have what shares something dear follow one another: a worker takes a run of tests, so one makes it, not each."""
    items.sort(key=lambda item: [name not in getattr(item, "fixturenames", ()) for name in DEAR])


def pytest_collection_finish() -> None:
    """Leave what all tests share out of garbage collection: walking through the law again and again took a fifth."""
    load()
    gc.collect()
    gc.freeze()
    gc.set_threshold(RARELY)


@pytest.fixture(scope="session")
def book() -> LawBook:
    """Return the law book of the project's own ontology and shapes."""
    return load_law_book()


@pytest.fixture(scope="session")
def knowledge() -> KnowledgeBase:
    """Return the knowledge base of the project."""
    return load()


@pytest.fixture(scope="session")
def agreements(knowledge: KnowledgeBase) -> Agreements:
    """Return what the ontology says of agreements."""
    return knowledge.agreements


@pytest.fixture(scope="session")
def without_law(book: LawBook) -> list[str]:
    """Return the places whose law is not encoded, today or on any day."""
    held = frozenset().union(*book.territories.values())
    counted = {one.individual for one in book.designations.values() if one.designated_as in held}
    places = (iri for iri, kinds in book.individuals.items() if LF + "Place" in kinds and iri not in book.areas)
    return [iri for iri in places if iri not in held | counted]


@pytest.fixture
def flow_beyond_law(without_law: list[str]) -> dict[str, Any]:
    """Return an example of a flow of which some parties are in a place whose law is not encoded."""
    path = resources.folder("examples") / "flows" / "records-and-support.yaml"
    tree: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for party in tree["parties"].values():
        party["locatedIn"] = local(without_law[0]) if party["locatedIn"] == "JP" else party["locatedIn"]
    return tree


@pytest.fixture(scope="session")
def session() -> Iterator[Any]:
    """Yield a session of PySpark with one executor on this machine; PySpark needs Java 17 or later on the path."""
    sql = pytest.importorskip("pyspark.sql", reason="PySpark is not installed (the extra spark)")
    if shutil.which("java") is None:
        pytest.skip("there is no Java on the path, which PySpark needs (17 or later): nothing was run on a cluster")
    builder = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.extraJavaOptions", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1")  # short runs
    loopback = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        found = (
            loopback.config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.files.minPartitionNum", "3")
            .getOrCreate()
        )
        yield found
        found.stop()
