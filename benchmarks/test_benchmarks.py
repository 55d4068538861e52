"""Speed of Lexflux and, in the same run on the same norms and transfers, of its peers. See README.md for the table."""

import datetime
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyoxigraph as ox
import pytest
from benchmarks.batch import SEED, settled, transfers

from lexflux.asking.questions import next_question
from lexflux.asking.state import State
from lexflux.batch.table import decide_table
from lexflux.decision.combinations import find_combinations
from lexflux.decision.decide import decide
from lexflux.decision.evaluation import Evaluation
from lexflux.decision.outcome import Decision
from lexflux.decision.presumptions import find_presumptions
from lexflux.engines.axioms import Logic
from lexflux.engines.descriptions import Case
from lexflux.engines.hermit import consistent
from lexflux.engines.judge import judge_knowledge, judge_transfers
from lexflux.engines.sparql import construct, fact_triples, shacl_rules
from lexflux.facts.reader import read_file, read_tree
from lexflux.knowledge_base import load
from lexflux.law.compiler import compile_law_book
from lexflux.law.lawbook import LawBook
from lexflux.law.loading import load_law_book
from lexflux.law.ontology import load_ontology
from lexflux.law.snapshot import snapshot
from lexflux.query import endpoints, queries

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "multinational-hr.yaml"
DAY = datetime.date(2026, 6, 1)
ROWS = 200_000
COMMAND = [sys.executable, "-c", "from lexflux.faces.cli import main; main()", "check", str(EXAMPLE), "--exit-zero"]
Benchmark = Any

# rdflib parses nested conditions by recursion, and the norms of the zone lists nest deeper than Python allows by
# default.
sys.setrecursionlimit(20_000)


@pytest.fixture(scope="module")
def book() -> LawBook:
    return load().book


@pytest.fixture(scope="module")
def facts(book: LawBook) -> Any:
    return read_file(str(EXAMPLE), book)


def installed(cache: str) -> dict[str, str]:
    """Return the environment of a package that is installed: its code is not compiled anew each time."""
    without = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**without, "LEXFLUX_CACHE": cache, "PYTHONPYCACHEPREFIX": str(ROOT / ".benchmarks" / "bytecode")}


def run_check(cache: str) -> None:
    subprocess.run(COMMAND, check=True, capture_output=True, env=installed(cache))


def test_one_decision_warm(benchmark: Benchmark, book: LawBook) -> None:
    """Facts to verdict, law already loaded."""
    facts = read_file(str(EXAMPLE), book)
    benchmark.pedantic(decide, (book, facts, "cn", DAY), rounds=200, warmup_rounds=20)


def test_one_decision_in_detail_warm(benchmark: Benchmark, book: LawBook) -> None:
    """Facts to verdict, requirements, missing facts and all else that a decision tells, law already loaded."""
    facts = read_file(str(EXAMPLE), book)
    benchmark.pedantic(lambda: decide(book, facts, "cn", DAY).details, rounds=200, warmup_rounds=20)


def test_presumptions_warm(benchmark: Benchmark, book: LawBook) -> None:
    """What a decision presumes, found anew, one by one and together."""
    facts = read_file(str(EXAMPLE), book)

    def new_decision() -> tuple[tuple[Decision], dict[str, object]]:
        decision = decide(book, facts, "cn", DAY)
        assert decision.details
        return (decision,), {}

    # What is found of a decision is kept with it.
    benchmark.pedantic(
        lambda decision: (find_presumptions(decision), find_combinations(decision)), setup=new_decision, rounds=20
    )


def test_all_kinds_of_fact_unknown(benchmark: Benchmark, book: LawBook) -> None:
    """A decision with every fact of the transfer and of the exporter that may have several values stated unknown."""
    facts = read_tree(
        {
            "exporter": {"locatedIn": "CN", "statedUnknown": ["sector", "locality"]},
            "recipient": {"locatedIn": "US"},
            "data": {"type": "PersonalInformation"},
            "statedUnknown": ["purpose", "circumstance", "mode", "safeguard"],
        },
        book,
    )
    benchmark.pedantic(lambda: decide(book, facts, "cn", DAY).details, rounds=5, warmup_rounds=1)


def test_median_example_warm(benchmark: Benchmark, book: LawBook) -> None:
    """All examples, one decision each; the table divides by their number."""
    transfers = [read_file(str(path), book) for path in sorted((ROOT / "examples").glob("*.yaml"))]
    benchmark.extra_info["divide"] = len(transfers)
    benchmark.pedantic(
        lambda: [decide(book, facts, "cn", facts.date or DAY) for facts in transfers], rounds=30, warmup_rounds=3
    )


def test_all_regimes_warm(benchmark: Benchmark, book: LawBook) -> None:
    """One transfer under every regime, law already loaded."""
    facts = read_file(str(EXAMPLE), book)
    regimes = sorted(book.regimes)
    benchmark.extra_info["regimes"] = len(regimes)
    benchmark.pedantic(lambda: [decide(book, facts, regime, DAY) for regime in regimes], rounds=50, warmup_rounds=5)


def test_load_cached(benchmark: Benchmark) -> None:
    """The whole law book from the cache, content checked."""
    load_law_book()
    benchmark.pedantic(load_law_book, rounds=20)


def test_judge_knowledge(benchmark: Benchmark, book: LawBook) -> None:
    """HermiT: the whole ontology consistent, each norm satisfiable, the norms of each regime in their hierarchy."""
    found = benchmark.pedantic(judge_knowledge, (book, ROOT / "ontology"), rounds=2)
    assert found.consistent
    assert not found.unsatisfiable


def test_consistency(benchmark: Benchmark) -> None:
    """HermiT: the whole ontology consistent, parsing and Java start included."""
    assert benchmark.pedantic(lambda: consistent(Logic(load_ontology(ROOT / "ontology")).without_likes()), rounds=3)


def test_check_cold_cached(benchmark: Benchmark) -> None:
    """`lexflux check FILE` as a new process, compiled law in the cache; peak memory beside it."""
    with tempfile.TemporaryDirectory() as cache:
        run_check(cache)
        benchmark.pedantic(run_check, (cache,), rounds=10)
        measured = (
            "import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True); "
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        )
        done = subprocess.run(
            [sys.executable, "-c", measured, *COMMAND],
            check=True,
            capture_output=True,
            text=True,
            env=installed(cache),
        )
        benchmark.extra_info["megabytes"] = int(done.stdout) / 1024


def test_five_hundred_from_a_table(benchmark: Benchmark, book: LawBook, tmp_path: Path) -> None:
    """A new process, the law cached: 500 rows of a CSV file to 500 lines with grounds."""
    head, *rows = (ROOT / "examples" / "inventory" / "transfers.csv").read_text("utf-8").splitlines()
    table = tmp_path / "transfers.csv"
    table.write_text("\n".join([head, *(rows[place % len(rows)] for place in range(500))]), "utf-8")
    columns = str(ROOT / "examples" / "inventory" / "columns.yml")
    command = [*COMMAND[:4], str(table), "--map", columns, "--exit-zero"]
    benchmark.pedantic(subprocess.run, (command,), {"check": True, "capture_output": True}, rounds=3)


@pytest.fixture(scope="module", params=["open", "settled"])
def columns_of_transfers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a table of transfers from China as it is, and with all stated that leaves rows open."""
    frame = transfers(ROWS, np.random.default_rng(SEED))
    path = tmp_path_factory.mktemp("columns") / "transfers.parquet"
    (settled(frame) if request.param == "settled" else frame).write_parquet(path)
    return path


def test_columns_decided(benchmark: Benchmark, columns_of_transfers: Path) -> None:
    """A table of Parquet to a verdict and the number of an outcome for each row, three-valued, presuming and not."""
    knowledge = load()
    benchmark.extra_info["rows"] = ROWS
    decided = benchmark.pedantic(
        decide_table, (knowledge, columns_of_transfers, ["cn"]), {"on": DAY}, rounds=5, warmup_rounds=1
    )
    benchmark.extra_info["evaluated"] = decided.exact


def test_columns_read(benchmark: Benchmark, columns_of_transfers: Path) -> None:
    """The same columns read from Parquet and nothing else."""
    benchmark.extra_info["rows"] = ROWS
    benchmark.pedantic(pl.read_parquet, (columns_of_transfers,), rounds=5, warmup_rounds=1)


def test_question_warm(benchmark: Benchmark) -> None:
    """What is known to the next question of a dialogue, law already loaded."""
    knowledge = load()
    tree = {"date": "2026-06-01", "exporter": {"locatedIn": "CN"}, "recipient": {"locatedIn": "SG"}}
    state = State({**tree, "data": [{"type": ["ContactData"], "collectedIn": "CN"}]})
    benchmark.pedantic(next_question, (knowledge, state), rounds=20, warmup_rounds=2)


def test_plan_of_ten_legs_warm(benchmark: Benchmark) -> None:
    """What has to be done for health data that ten parties hand on, each to the next, law already loaded."""
    knowledge = load()
    places = ["US", "IN", "SG", "US", "JP", "IN", "BR", "US", "IN", "SG"]
    told = {"mode": "TransmissionAbroad", "purpose": "OtherPurpose"}
    first = {"name": "1", "exporter": "0", "recipient": "1", "data": "records", **told}
    others = [{"name": str(leg), "continues": str(leg - 1), "recipient": str(leg), **told} for leg in range(2, 11)]
    tree = {
        "date": "2026-06-01",
        "parties": {
            str(number): {"locatedIn": place, "role": "Processor" if number else "Controller"}
            for number, place in enumerate(["DE", *places])
        },
        "datasets": {"records": {"type": "HealthData", "receivedUnder": "NoCondition"}},
        "legs": [first, *others],
    }
    benchmark.pedantic(knowledge.plan, (tree,), rounds=5, warmup_rounds=1)


def test_check_first_time(benchmark: Benchmark) -> None:
    """`lexflux check FILE` with an empty cache: the law is compiled first."""

    def setup() -> tuple[tuple[str], dict[str, str]]:
        return (tempfile.mkdtemp(),), {}

    run_check(tempfile.mkdtemp())
    benchmark.pedantic(run_check, setup=setup, rounds=5)


def test_compile_law_book(benchmark: Benchmark) -> None:
    """All Turtle to the compiled law book."""
    benchmark.pedantic(compile_law_book, (ROOT / "ontology", ROOT / "shapes", {}, ""), rounds=5)


def test_query_library(benchmark: Benchmark) -> None:
    """The whole query library on the Oxigraph store; the table gives the median and the slowest query."""
    knowledge = load()
    library = queries.load_queries(knowledge.queries)
    timer = benchmark._timer
    rounds: dict[str, list[float]] = {name: [] for name in library}

    def run_all() -> None:
        for name, query in library.items():
            text = query.bind()
            run = endpoints.construct_oxigraph if query.gives_graph else endpoints.run_oxigraph
            start = timer()
            run(knowledge.store, text)
            rounds[name].append(timer() - start)

    benchmark.pedantic(run_all, rounds=5, warmup_rounds=1)
    times = {statistics.median(found): name for name, found in rounds.items()}
    benchmark.extra_info["median_query"] = statistics.median(times)
    benchmark.extra_info["slowest_query"] = max(times)
    benchmark.extra_info["slowest_name"] = times[max(times)]
    benchmark.extra_info["queries"] = len(library)


class TestPeers:
    """Which norms does one transfer trigger? The same norms of one day, by each engine."""

    def test_evaluator(self, benchmark: Benchmark, book: LawBook, facts: Any) -> None:
        """Our evaluator, unknown facts included."""
        law = snapshot(book, "cn", DAY)

        def run() -> None:
            evaluation = Evaluation(book, facts, {}, law)
            for norm in law.norms.values():
                evaluation.holds(norm.condition)

        benchmark.extra_info["norms"] = len(law.norms)
        benchmark.pedantic(run, rounds=100, warmup_rounds=5)

    def test_oxigraph_construct(self, benchmark: Benchmark, book: LawBook, facts: Any) -> None:
        """The exported CONSTRUCT queries on Oxigraph."""
        texts = [construct(book, norm) for norm in snapshot(book, "cn", DAY).norms.values()]
        store = ox.Store()
        store.load(fact_triples(facts, snapshot(book, "cn", DAY), book).encode(), format=ox.RdfFormat.N_TRIPLES)
        benchmark.pedantic(lambda: [list(store.query(text)) for text in texts], rounds=10, warmup_rounds=1)  # type: ignore[call-overload]

    def test_rdflib_construct(self, benchmark: Benchmark, book: LawBook, facts: Any) -> None:
        """The exported CONSTRUCT queries on rdflib, parsed once."""
        from rdflib import Graph
        from rdflib.plugins.sparql import prepareQuery

        prepared = [prepareQuery(construct(book, norm)) for norm in snapshot(book, "cn", DAY).norms.values()]
        graph = Graph().parse(data=fact_triples(facts, snapshot(book, "cn", DAY), book), format="nt")
        benchmark.pedantic(lambda: [len(graph.query(query)) for query in prepared], rounds=3)

    def test_pyshacl_rules(self, benchmark: Benchmark, book: LawBook, facts: Any) -> None:
        """The same norms as SHACL rules under pySHACL."""
        from pyshacl import validate
        from rdflib import Graph

        shapes = Graph().parse(data=shacl_rules(book, snapshot(book, "cn", DAY).norms.values()), format="turtle")

        stated = fact_triples(facts, snapshot(book, "cn", DAY), book)

        def run() -> None:
            validate(Graph().parse(data=stated, format="nt"), shacl_graph=shapes, advanced=True, inplace=True)

        benchmark.pedantic(run, rounds=3)

    def test_hermit(self, benchmark: Benchmark, book: LawBook, facts: Any) -> None:
        """HermiT through owlready2, Java start included."""
        law = snapshot(book, "cn", DAY)
        benchmark.pedantic(judge_transfers, (book, [Case(facts, {}, law)], ROOT / "ontology"), rounds=3)
