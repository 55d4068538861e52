"""The query library: the same rows on rdflib, on the embedded store and on an endpoint, and the rows that the law gives.

Expected rows stand in ``tests/queries``: one file per query with cases (``with`` binds parameters, ``only`` keeps the rows whose cell begins
with a text or is one of a list, ``columns`` and ``rows`` are what must remain), and what the quality queries find in a broken ontology.
"""

from __future__ import annotations

import datetime
import http.server
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars
import pyoxigraph as ox
import pytest
import rdflib

from lexflux import resources
from lexflux.analysis.topics import topics_of_safeguard
from lexflux.analysis.treaties import treaties
from lexflux.decision.decide import decide
from lexflux.decision.outcome import Decision
from lexflux.decision.statuses import NormStatus, RequirementStatus
from lexflux.errors import EngineError, InputError, KnowledgeError, UnknownTermError
from lexflux.explain.graph import decision_graph
from lexflux.facts import yamlfile
from lexflux.facts.reader import read_tree
from lexflux.knowledge_base import load
from lexflux.law import graphs
from lexflux.law.conditions import Condition, Named, Not, walk
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Norm
from lexflux.law.ontology import law_files, load_ontology
from lexflux.query.endpoints import (
    construct_endpoint,
    construct_oxigraph,
    construct_rdflib,
    run_endpoint,
    run_oxigraph,
    run_rdflib,
)
from lexflux.query.queries import Query, find, load_queries, read_query
from lexflux.query.results import Iri, Result, Text, Typed
from lexflux.terms import LF

CN = LF + "cn/"
FOLDER = Path(__file__).parents[1] / "queries"
LIBRARY = load_queries(resources.folder("queries"))
QUERIES = {name: query for name, query in LIBRARY.items() if not query.gives_graph}
GRAPHS = {name: query for name, query in LIBRARY.items() if query.gives_graph}
STUDY = Path(__file__).parents[2] / "examples" / "dpv-hospital-study.ttl"
DECISION_GRAPH = "urn:lexflux:decision"
DAYS = [
    "2011-12-30",
    "2017-06-01",
    "2021-09-01",
    "2023-12-20",
    "2024-03-21",
    "2024-03-22",
    "2025-05-29",
    "2025-05-30",
    "2025-12-31",
    "2026-01-01",
    "2026-11-22",
]
GATES = [
    "citations-to-unknown-provisions",
    "elements-nobody-uses",
    "intervals-that-end-before-they-start",
    "labels-in-one-language-only",
    "norms-without-provision",
    "safeguards-nobody-requires",
]
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
HEADER = """\
#+ title@en: A title
#+ title@zh: 标题
#+ description@en: A description.
#+ description@zh: 说明。
#+ param: norm iri any  norm | 规范
#+ param: lang lang en  language | 语言
#+ reads: knowledge
SELECT ?norm WHERE {
  VALUES ?norm { UNDEF }
  VALUES ?lang { "en" }
}
"""

Run = Callable[[str], Result]


@pytest.fixture(scope="module")
def decisions(book: LawBook) -> list[Decision]:
    """Return two decisions of 2025-06-01: one with many facts missing, one with an assessment in place."""
    day = datetime.date(2025, 6, 1)
    return [decide(book, read_tree(transfer, book), "cn", day) for transfer in (UNDECIDED, ASSESSED)]


@pytest.fixture(scope="module")
def store(decisions: list[Decision]) -> ox.Store:
    """Return the ontology, two decisions and a description in DPV in the embedded store."""
    store = load_ontology(resources.folder("ontology"))
    for decision in decisions:
        triples = decision_graph(decision).serialize(format="nt", encoding="utf-8")
        store.load(triples, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(DECISION_GRAPH))
    store.load(path=str(STUDY), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode("urn:lexflux:data"))
    return store


@pytest.fixture(scope="module")
def dataset(decisions: list[Decision]) -> rdflib.Dataset:
    """Return the same data in rdflib's own store, read by rdflib's own parser."""
    dataset = rdflib.Dataset(default_union=True)
    for path in law_files(resources.folder("ontology")):
        dataset.graph(rdflib.URIRef(path.as_uri())).parse(path)
    for decision in decisions:
        graph = dataset.graph(rdflib.URIRef(DECISION_GRAPH))
        for triple in decision_graph(decision):
            graph.add(triple)
    dataset.graph(rdflib.URIRef("urn:lexflux:data")).parse(STUDY)
    return dataset


@pytest.fixture(scope="module")
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


@pytest.fixture(scope="module")
def engines(store: ox.Store, dataset: rdflib.Dataset, server: str) -> dict[str, Run]:
    """Return the three ways of running a query on the same data."""
    return {
        "rdflib": lambda text: run_rdflib(dataset, text),
        "oxigraph": lambda text: run_oxigraph(store, text),
        "endpoint": lambda text: run_endpoint(f"{server}/query", text),
    }


@pytest.fixture(scope="module")
def broken() -> ox.Store:
    """Return the ontology in which each house rule is broken once."""
    return graphs.load([FOLDER / "broken.ttl"])


def named(query: str) -> Query:
    return find(QUERIES, query)


def ask(store: ox.Store, query: str, **values: object) -> Result:
    return run_oxigraph(store, named(query).bind(**values))


def table(result: Result, *columns: str) -> set[tuple[object, ...]]:
    places = [result.columns.index(column) for column in columns]
    return {tuple(row[place] for place in places) for row in result}


# The same rows on every engine --------------------------------------------------------------------------------------


def typed_rows(result: Result) -> list[list[tuple[str, object]]]:
    return [[(type(value).__name__, value) for value in row] for row in result]


@pytest.mark.parametrize("name", QUERIES)
def test_engines_agree(name: str, engines: dict[str, Run]) -> None:
    """A query gives the same rows, with values of the same types, on rdflib, on Oxigraph and over the SPARQL protocol."""
    text = QUERIES[name].bind()

    results = {engine: run(text) for engine, run in engines.items()}

    rows = {engine: typed_rows(result) for engine, result in results.items()}
    assert results["oxigraph"].columns == results["rdflib"].columns == results["endpoint"].columns
    assert rows["oxigraph"] == rows["rdflib"]
    assert rows["oxigraph"] == rows["endpoint"]
    assert bool(results["oxigraph"]) is (name not in GATES)


@pytest.mark.parametrize("name", GRAPHS)
def test_engines_agree_on_graphs(name: str, store: ox.Store, dataset: rdflib.Dataset, server: str) -> None:
    """A CONSTRUCT query gives the same graph everywhere, and nothing in it hangs on the names of blank nodes."""
    text = GRAPHS[name].bind()

    graph = construct_oxigraph(store, text)

    assert len(graph) > 20
    assert graph == construct_rdflib(dataset, text)
    assert graph == construct_endpoint(f"{server}/query", text)


@pytest.mark.parametrize("name", ["which-time-limits-apply", "what-does-the-transfer-need", "what-changed-in-a-period"])
def test_engines_agree_in_chinese(name: str, engines: dict[str, Run]) -> None:
    """Labels in Chinese are the same on every engine, whatever case it writes language tags in."""
    text = named(name).bind(lang="zh")

    results = {engine: sorted(map(repr, run(text))) for engine, run in engines.items()}

    labels = {value.language for row in engines["oxigraph"](text) for value in row if isinstance(value, Text)}
    assert results["oxigraph"] == results["rdflib"] == results["endpoint"]
    assert labels == {"zh-Hans"}


@pytest.mark.parametrize("name", QUERIES)
def test_rows_are_distinct_and_ordered(name: str, store: ox.Store) -> None:
    """No row comes twice, and the text says in which order rows come and which columns they have."""
    rows = run_oxigraph(store, QUERIES[name].text).rows

    assert len(set(rows)) == len(rows)
    assert "\nORDER BY " in QUERIES[name].text
    assert "SELECT *" not in QUERIES[name].text


@pytest.mark.parametrize("query", LIBRARY.values(), ids=lambda query: query.name)
def test_query_text(query: Query) -> None:
    """Titles and descriptions are in both languages, parameters are the known ones with one meaning each, prefixes are used."""
    prefixes = [line.split()[1] for line in query.text.splitlines() if line.startswith("PREFIX")]
    body = query.text.split("\nCONSTRUCT" if query.gives_graph else "\nSELECT", 1)[1]

    assert query.titles["en"].endswith("?")
    assert query.titles["zh"].endswith("？")
    assert query.descriptions["en"].endswith(".")
    assert query.descriptions["zh"].endswith("。")
    assert prefixes == sorted(prefixes)
    assert all(prefix in body for prefix in prefixes)
    assert "knowledge" in query.reads
    assert ("decision" in query.reads) is (" a lf:Decision" in body or query.group == "explain")
    assert ("data" in query.reads) is (query.group == "align" and "decision" not in query.reads)


# What the law gives --------------------------------------------------------------------------------------------------


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.stem in QUERIES:
            for case in yamlfile.parse(path.read_text("utf-8"), path.name)[0]:
                yield pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")


def kept(cell: str, wanted: str | list[str]) -> bool:
    return cell in wanted if isinstance(wanted, list) else cell.startswith(wanted)


@pytest.mark.parametrize(("name", "case"), list(cases()))
def test_expected_rows(name: str, case: dict[str, Any], store: ox.Store) -> None:
    """A query gives exactly the recorded rows, in order where the columns order them."""
    result = ask(store, name, **case.get("with", {}))

    records = [dict(zip(result.columns, cells, strict=True)) for cells in result.cells()]
    chosen = [
        record
        for record in records
        if all(kept(record[column], wanted) for column, wanted in case.get("only", {}).items())
    ]
    assert sorted(case["rows"]) == sorted([record[column] for column in case["columns"]] for record in chosen)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("regime", sorted(load().book.regimes))
def test_norms_in_force_are_those_of_the_law_book(regime: str, day: str, store: ox.Store, book: LawBook) -> None:
    """The query and the compiled law book agree on which norms hold on a day."""
    on = datetime.date.fromisoformat(day)
    expected = {
        iri for iri, norm in book.norms.items() if norm.regime == book.regimes[regime] and norm.validity.contains(on)
    }

    rows = ask(store, "which-norms-are-in-force", date=day, regime=book.regimes[regime])

    assert expected == {norm for (norm,) in table(rows, "norm")}


@pytest.mark.parametrize("kind", ["HealthData", "ChildData", "EmployeeData", "MapData"])
def test_norms_that_mention_a_data_kind(kind: str, store: ox.Store, book: LawBook) -> None:
    """Found are the norms in force whose condition reaches the kind or a wider one, and asserted says whether without a negation."""
    day = datetime.date(2026, 11, 22)
    wanted = book.classes[LF + kind].ancestors
    expected = {
        (iri, reaches(book, norm.condition, wanted, negations=False))
        for iri, norm in book.norms.items()
        if norm.validity.contains(day) and reaches(book, norm.condition, wanted, negations=True)
    }

    rows = ask(store, "which-norms-mention-a-data-kind", kind=kind, date=day)

    assert expected == table(rows, "norm", "asserted")
    assert expected


def reaches(book: LawBook, condition: Condition, wanted: frozenset[str], *, negations: bool) -> bool:
    """Return whether a condition names one of the wanted classes, through definitions, and through negations if they count."""
    stack, seen = [condition], set()
    while stack:
        part = stack.pop()
        if isinstance(part, Not) and not negations:
            continue
        if isinstance(part, Named) and part.iri in wanted:
            return True
        if isinstance(part, Named) and part.iri not in seen:
            seen.add(part.iri)
            definition = book.classes[part.iri].definition if part.iri in book.classes else None
            stack.extend([] if definition is None else [definition])
        stack.extend(children(part))
    return False


def children(part: Condition) -> list[Condition]:
    inner = [getattr(part, "part", None), getattr(part, "filler", None), *getattr(part, "parts", ())]
    return [child for child in inner if child is not None]


def test_roles_of_a_safeguard(store: ox.Store, book: LawBook) -> None:
    """Every norm in force that requires, permits, lifts or is lifted by the standard contract is found in its role, through unions too."""
    day = datetime.date(2026, 11, 22)
    contract = CN + "StandardContract"
    wanted = {contract} | {union for union, members in book.unions.items() if contract in members}
    named_by = {"requires": "requires", "permits": "permits", "inPlaceOf": "in_place_of", "liftedBy": "lifted_by"}
    norms = [norm for norm in book.norms.values() if norm.validity.contains(day)]
    expected = {
        (LF + role, norm.iri)
        for role, attribute in named_by.items()
        for norm in norms
        if getattr(norm, attribute) in wanted
    }
    expected |= {(LF + "exemptsFrom", norm.iri) for norm in norms if norm.exempts_from & wanted}
    expected |= {
        (LF + "safeguard", norm.iri)
        for norm in norms
        if any(
            getattr(part, "prop", None) == LF + "safeguard" and getattr(part, "filler", None) == Named(contract)
            for part in everything(book, norm.condition)
        )
    }

    rows = ask(store, "which-norms-concern-a-safeguard", safeguard="cn:StandardContract", date=day)

    assert expected == table(rows, "role", "norm")


def everything(book: LawBook, condition: Condition) -> Iterator[Condition]:
    """Yield all parts of a condition, those of the definitions that it names too."""
    for part in walk(condition):
        yield part
        if (
            isinstance(part, Named)
            and part.iri in book.classes
            and (definition := book.classes[part.iri].definition) is not None
        ):
            yield from everything(book, definition)


def test_every_block_is_covered_once(store: ox.Store, book: LawBook) -> None:
    """The coverage list has each provision of the regime once, and calls a norm what a norm rests on."""
    regime = book.regimes["cn"]
    expected = {
        provision.identifier
        for provision in book.provisions.values()
        if book.instruments[provision.instrument].regime == regime
    }
    with_norm = {
        book.provisions[iri].identifier
        for norm in book.norms.values()
        if norm.regime == regime
        for iri in norm.stated_in
    }

    result = ask(store, "coverage-of-blocks")

    rows = table(result, "identifier", "modelledAs")
    assert expected == {identifier for identifier, _ in rows}
    assert len(expected) == len(result)
    assert with_norm == {identifier for identifier, modelled in rows if modelled == "norm"}


# What other parts of the program say of agreements and topics ---------------------------------------------------------


@pytest.mark.parametrize(
    "pair",
    [
        ("CN", "AU"),
        ("CN", "SG"),
        ("DE", "GB"),
        ("DE", "FR"),
        ("GB", "AU"),
        ("GB", "CA"),
        ("EU", "DE"),
        ("JP", "VN"),
        ("NZ", "CL"),
        ("US", "MX"),
    ],
)
@pytest.mark.parametrize("day", ["2019-06-01", "2024-12-20", "2026-11-22"])
def test_agreements_that_bind_are_those_of_the_analysis(
    pair: tuple[str, str], day: str, store: ox.Store, book: LawBook
) -> None:
    """The query and the analysis of treaties agree on what binds two places, through unions and pairs left out."""
    found = treaties(book, load().agreements, pair, datetime.date.fromisoformat(day))
    expected = {relation.agreement for relation in found.binding}

    rows = ask(store, "which-agreements-bind-two-places", date=day, one=f"place:{pair[0]}", other=f"place:{pair[1]}")

    assert expected == {agreement for (agreement,) in table(rows, "agreement")}


@pytest.mark.parametrize("day", ["2024-03-22", "2026-11-22"])
def test_topics_of_regimes_count_norms_once(day: str, store: ox.Store, book: LawBook) -> None:
    """A norm counts for its own topics, its modality's and those of what it orders, wider classes and members of unions included."""
    counted: Counter[tuple[str, str]] = Counter()
    for norm in in_force(book, day):
        ordered = [
            topics_of_safeguard(book, iri) for iri in (norm.requires, norm.permits, norm.lifted_by) if iri is not None
        ]
        counted.update(
            (topic, norm.regime)
            for topic in {*book.topics.get(norm.iri, ()), *book.topics.get(norm.modality, ())}.union(*ordered)
        )

    rows = ask(store, "which-topics-does-each-regime-know", date=day)

    assert {(*key, count) for key, count in counted.items()} == table(rows, "topic", "regime", "norms")


def in_force(book: LawBook, day: str) -> list[Norm]:
    return [norm for norm in book.norms.values() if norm.validity.contains(datetime.date.fromisoformat(day))]


@pytest.mark.parametrize(
    ("query", "topic"), [("what-needs-an-approval", "PriorApproval"), ("which-filings-are-due", "Filing")]
)
def test_norms_that_need_something_on_a_topic(query: str, topic: str, store: ox.Store, book: LawBook) -> None:
    """Every norm in force that orders a safeguard of the topic is found, however narrow its class."""
    named_by = ("requires", "lifted_by") if topic == "PriorApproval" else ("requires",)
    expected = {
        norm.iri
        for norm in in_force(book, "2026-11-22")
        if any(
            iri is not None and LF + f"topic/{topic}" in topics_of_safeguard(book, iri)
            for iri in (getattr(norm, name) for name in named_by)
        )
    }

    rows = ask(store, query, date="2026-11-22")

    assert expected == {norm for (norm,) in table(rows, "norm")}


def test_strongest_commitments_are_not_exceeded(store: ox.Store) -> None:
    """For each topic and agreement the commitments of the greatest strength are found, and none else."""
    agreements = load().agreements
    strongest: dict[tuple[str, str], int] = {}
    for one in agreements.commitments.values():
        for topic in one.topics:
            strongest[topic, one.agreement] = max(
                strongest.get((topic, one.agreement), 0), agreements.strengths[one.strength]
            )
    expected = {
        (topic, one.agreement, iri)
        for iri, one in agreements.commitments.items()
        for topic in one.topics
        if agreements.strengths[one.strength] == strongest[topic, one.agreement]
    }

    rows = ask(store, "what-is-the-strongest-commitment")

    assert expected == table(rows, "topic", "agreement", "commitment")


# What a decision gives -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", [0, 1])
def test_triggered_norms_of_a_decision(place: int, store: ox.Store, decisions: list[Decision]) -> None:
    """Each norm that is triggered or may be stands in the rows with its status and each of its provisions."""
    decision = decisions[place]
    expected = {
        (iri, finding.status, provision) for iri, finding in relevant(decision) for provision in finding.norm.stated_in
    }

    rows = ask(store, "which-norms-were-triggered", decision=name_of(decision))

    assert expected == table(rows, "norm", "status", "provision")


def name_of(decision: Decision) -> str:
    return str(next(decision_graph(decision).subjects(rdflib.RDF.type, rdflib.URIRef(LF + "Decision"))))


def relevant(decision: Decision) -> list[Any]:
    return [(iri, finding) for iri, finding in decision.findings.items() if finding.status != NormStatus.NOT_TRIGGERED]


def test_defeats_name_the_clause(store: ox.Store, decisions: list[Decision], book: LawBook) -> None:
    """Each defeat stands with what prevails and the clauses of the precedence, or of the exemption itself where none is stated."""
    expected = set()
    for iri, finding in relevant(decisions[1]):
        for attack in finding.attacks:
            ground = (
                book.precedences[attack.precedence].stated_in
                if attack.precedence
                else book.norms[attack.prevailing].stated_in
            )
            expected |= {(iri, finding.status, attack.prevailing, attack.precedence, clause) for clause in ground}

    rows = ask(store, "what-defeated-each-norm", decision=name_of(decisions[1]))

    assert expected == table(rows, "norm", "status", "by", "precedence", "clause")
    assert NormStatus.DEFEATED in {status for _, status, *_ in expected}


def test_requirements_of_a_decision(store: ox.Store, decisions: list[Decision]) -> None:
    """Each requirement stands with its status, the time when it is due and the norms behind it; the assessment made is met."""
    expected = {
        (need.safeguard, need.status, need.due, norm) for need in decisions[1].requirements for norm in need.norms
    }

    rows = ask(store, "what-does-the-transfer-need", decision=name_of(decisions[1]))

    assert expected == table(rows, "safeguard", "status", "due", "norm")
    assert (CN + "SecurityAssessment", RequirementStatus.MET) in table(rows, "safeguard", "status")


def test_missing_facts_of_a_decision(store: ox.Store, decisions: list[Decision]) -> None:
    """Missing facts come in the order of the decision, each with the provisions that make it matter."""
    decision = decisions[0]
    norms = decision.findings
    expected = {
        (rank, fact.prop, provision)
        for rank, fact in enumerate(decision.missing, 1)
        for norm in fact.norms
        if norm in norms
        for provision in norms[norm].norm.stated_in
    }

    rows = ask(store, "which-facts-are-missing", decision=name_of(decision))

    assert expected == table(rows, "rank", "property", "provision")
    assert [rank for (rank,) in sorted(table(rows, "rank"))] == list(dict.fromkeys(row[1] for row in rows))


def test_verdicts_and_reservations(store: ox.Store, decisions: list[Decision]) -> None:
    """All decisions in the data are found with their possible verdicts, and what each leaves open."""
    expected = {
        (name_of(decision), decision.verdict, possible) for decision in decisions for possible in decision.possible
    }
    touched = {(LF + "touchesGap", gap.iri) for gap, _ in decisions[0].gaps} | {
        (LF + "turnsOn", point.point) for point in decisions[0].open_points
    }

    verdicts = ask(store, "what-was-decided")
    reservations = ask(store, "what-remains-open", decision=name_of(decisions[0]))

    links = {LF + "touchesGap", LF + "turnsOn"}
    assert expected == table(verdicts, "decision", "verdict", "possible")
    assert touched == {row for row in table(reservations, "reservation", "about") if row[0] in links}


def test_sanctions_threaten_only_what_is_not_met(store: ox.Store, decisions: list[Decision]) -> None:
    """A requirement that is met brings no sanction; one that is not brings those of the provisions behind it."""
    unmet = {need.safeguard for need in decisions[1].requirements if need.status != RequirementStatus.MET}

    rows = ask(store, "which-sanctions-threaten", decision=name_of(decisions[1]))

    threatened = {safeguard for (safeguard,) in table(rows, "safeguard")}
    assert threatened <= unmet
    assert CN + "SeparateConsent" in threatened
    assert (CN + "pipl-2021/art-39", 50_000_000, Decimal("0.05"), "CNY") in table(
        rows, "provision", "maximumFine", "turnoverShare", "currency"
    )


# House rules ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", GATES)
def test_the_ontology_keeps_the_house_rules(name: str, store: ox.Store) -> None:
    """The shipped ontology breaks none of the rules that the quality queries look for."""
    assert [] == ask(store, name).cells()


@pytest.mark.parametrize(
    ("name", "rows"), yamlfile.parse((FOLDER / "broken.yaml").read_text("utf-8"), "broken.yaml")[0].items()
)
def test_broken_rules_are_found(name: str, rows: list[list[str]], broken: ox.Store) -> None:
    """Each quality query finds the one place where its rule is broken, and nothing else."""
    assert sorted(map(tuple, rows)) == sorted(ask(broken, name).cells())


def test_labels_fall_back_to_english(broken: ox.Store) -> None:
    """A label that is missing in the language asked for is given in English."""
    assert [("https://example.org/Ornament", "ornament")] == ask(
        broken, "safeguards-nobody-requires", lang="zh"
    ).cells()
    assert [("https://example.org/Unused", "未使用")] == ask(broken, "elements-nobody-uses", lang="zh").cells()


# Parameters ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("cn:regime", "<https://w3id.org/lexflux/cn/regime>"),
        ("cn/cbdf-2024/art-13", "<https://w3id.org/lexflux/cn/cbdf-2024/art-13>"),
        ("HealthData", "<https://w3id.org/lexflux/HealthData>"),
        ("urn:lexflux:decision:0f/application/1", "<urn:lexflux:decision:0f/application/1>"),
        ("https://example.org/法#条", "<https://example.org/法#条>"),
    ],
)
def test_iris_are_written_in_three_ways(value: str, line: str) -> None:
    """An IRI may be given in full, as a prefixed name, or as a name in the Lexflux namespace."""
    assert f"VALUES ?provision {{ {line} }}" in named("what-cites-a-provision").bind(provision=value)


def test_none_and_no_value_keep_the_default() -> None:
    """Without values, or with None, the text is that of the file."""
    query = named("which-norms-are-in-force")

    assert query.text == query.bind() == query.bind(date=None, lang=None)


def test_only_the_line_of_the_parameter_changes() -> None:
    """A bound value replaces the value of its line and nothing else."""
    query = named("which-norms-are-in-force")

    changed = set(query.bind(date=datetime.date(2024, 3, 22), lang="zh").splitlines()) - set(query.text.splitlines())

    assert changed == {
        '  VALUES ?date { "2024-03-22"^^<http://www.w3.org/2001/XMLSchema#date> }',
        '  VALUES ?lang { "zh-Hans" }',
    }


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        (
            "what-cites-a-provision",
            {"provision": "cn:x> } #"},
            "an IRI; write it in full, as a prefixed name such as cn:regime, or as a name such as HealthData",
        ),
        (
            "what-cites-a-provision",
            {"provision": "art. 13"},
            "an IRI; write it in full, as a prefixed name such as cn:regime, or as a name such as HealthData",
        ),
        (
            "what-cites-a-provision",
            {"provision": ""},
            "an IRI; write it in full, as a prefixed name such as cn:regime, or as a name such as HealthData",
        ),
        ("what-cites-a-provision", {"lang": 'en" } #'}, "a language; write en or zh"),
        ("which-norms-are-in-force", {"date": "22 March 2024"}, "a date; write it as 2026-01-31"),
        ("which-norms-are-in-force", {"date": "2024-02-30"}, "a date; write it as 2026-01-31"),
        ("how-is-a-term-defined", {"term": "\\u0022 } SELECT"}, "a plain text"),
        ("how-is-a-term-defined", {"term": 5}, "a plain text"),
    ],
)
def test_bad_values_are_refused(name: str, values: dict[str, Any], message: str) -> None:
    """A value that does not fit its parameter is named with what was expected; nothing reaches the query."""
    ((parameter, value),) = values.items()

    with pytest.raises(InputError) as caught:
        named(name).bind(**values)

    assert f"Query '{name}', parameter '{parameter}': {str(value)!r} is not {message}." == caught.value.text("en")
    assert caught.value.text("zh").startswith(f"查询“{name}”的参数“{parameter}”")


def test_unknown_parameters_are_refused() -> None:
    """A parameter that the query does not have is refused with the nearest one."""
    with pytest.raises(UnknownTermError) as caught:
        named("which-norms-are-in-force").bind(regme="cn:regime")

    assert (
        str(caught.value)
        == "Query 'which-norms-are-in-force' has no parameter 'regme'; it has: date, regime, lang. Did you mean regime?"
    )
    assert (
        caught.value.text("zh")
        == "查询“which-norms-are-in-force”没有参数“regme”；其参数为：date, regime, lang。您是否想写：regime？"
    )


def test_unknown_queries_are_refused() -> None:
    """A query that does not exist is refused with the nearest names."""
    with pytest.raises(UnknownTermError) as caught:
        named("which-norms-are-in-forse")

    assert str(caught.value).startswith("No query 'which-norms-are-in-forse'. Did you mean which-norms-are-in-force")


@pytest.mark.parametrize(
    "text",
    ['"', "\\", 'a" } ?s ?p ?o . VALUES ?x { "', "line\nbreak", "tab\tand\rreturn", "' # {}", "\\\\", "法律", "\u0001"],
)
def test_texts_arrive_unchanged(text: str, engines: dict[str, Run], tmp_path: Path) -> None:
    """Any text that is accepted reaches every engine as it is, as data."""
    path = tmp_path / "echo.rq"
    path.write_text(
        '#+ param: text string "-"  text | 文本\n'
        + HEADER.replace("SELECT ?norm", "SELECT ?text").replace("{\n", '{\n  VALUES ?text { "-" }\n', 1),
        "utf-8",
    )
    bound = read_query(path).bind(text=text)

    assert dict.fromkeys(engines, ((text,),)) == {engine: run(bound).rows for engine, run in engines.items()}


def test_integers(tmp_path: Path) -> None:
    """A whole number may be given as number or text; a truth value or a fraction is refused."""
    path = tmp_path / "count.rq"
    path.write_text(
        "#+ param: least integer 10  least | 最少\n" + HEADER.replace("{\n", "{\n  VALUES ?least { 10 }\n", 1), "utf-8"
    )
    query = read_query(path)

    assert "VALUES ?least { 25 }" in query.bind(least=25)
    assert "VALUES ?least { -3 }" in query.bind(least="-3")
    for value in (True, 2.5, "1e3", "١"):
        with pytest.raises(InputError, match="is not a whole number"):
            query.bind(least=value)


# Files ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("title@en: A title", "titel@en: A title"), "cannot read the header line '#+ titel@en: A title'"),
        (("#+ title@zh: 标题\n", ""), "needs exactly one header line 'title@zh', has 0"),
        (
            ("#+ reads: knowledge", "#+ reads: knowledge\n#+ reads: knowledge"),
            "needs exactly one header line 'reads', has 2",
        ),
        (
            ("reads: knowledge", "reads: everything"),
            "'reads' must be one of 'knowledge', 'knowledge, decision', 'knowledge, data'",
        ),
        (
            ("norm iri any  norm | 规范", "norm uri any  norm | 规范"),
            "cannot read the parameter 'norm uri any  norm | 规范'; write it as 'NAME TYPE DEFAULT  english label | 中文标签'",
        ),
        (("VALUES ?norm { UNDEF }", ""), "parameter 'norm' must be bound by exactly one line 'VALUES ?norm { UNDEF }'"),
        (
            ('VALUES ?lang { "en" }', 'VALUES ?lang { "zh" }'),
            "parameter 'lang' must be bound by exactly one line 'VALUES ?lang { \"en\" }'",
        ),
        ((HEADER, "SELECT ?s WHERE { ?s ?p ?o }"), "has no header; see lexflux.queries for its form"),
    ],
)
def test_malformed_headers_are_refused(change: tuple[str, str], message: str, tmp_path: Path) -> None:
    """A header that breaks the form is an error of the knowledge that names the file and what is wrong."""
    path = tmp_path / "broken.rq"
    path.write_text(HEADER.replace(*change), "utf-8")

    with pytest.raises(KnowledgeError) as caught:
        load_queries(tmp_path)

    assert f"{path}: {message}." == str(caught.value)


def test_names_are_unique(tmp_path: Path) -> None:
    """Two files of the same name in different folders are refused."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.rq").write_text(HEADER, "utf-8")

    with pytest.raises(KnowledgeError, match="another query is named 'same' too"):
        load_queries(tmp_path)


def test_a_file_of_the_user_needs_no_header(tmp_path: Path, store: ox.Store) -> None:
    """A query file outside the library runs without a header; a file that is not there is an error of the input."""
    path = tmp_path / "mine.rq"
    path.write_text("SELECT (COUNT(*) AS ?n) WHERE { ?s a <https://w3id.org/lexflux/Regime> }", "utf-8")

    assert (5,) in run_oxigraph(store, read_query(path).bind()).rows
    with pytest.raises(InputError, match="cannot be read"):
        read_query(tmp_path / "none.rq")


# Results -------------------------------------------------------------------------------------------------------------

RESULT = Result(
    ("norm", "label", "day", "share", "count", "asserted", "within", "none"),
    (
        (
            Iri(CN + "cbdf-2024"),
            Text("规定<1>", "zh-Hans"),
            datetime.date(2024, 3, 22),
            Decimal("0.05"),
            3,
            True,
            Typed("P3Y", "http://www.w3.org/2001/XMLSchema#duration"),
            None,
        ),
        (Iri("https://example.org/x"), 'a "quoted", text', None, None, None, False, None, None),
    ),
)


def test_csv() -> None:
    """CSV has a line of names, IRIs in full, truth values as in SPARQL, and nothing for what is unbound."""
    expected = (
        "norm,label,day,share,count,asserted,within,none\n"
        "https://w3id.org/lexflux/cn/cbdf-2024,规定<1>,2024-03-22,0.05,3,true,P3Y,\n"
        'https://example.org/x,"a ""quoted"", text",,,,false,,\n'
    )

    assert expected == RESULT.to_csv()


def test_json() -> None:
    """JSON is a list of objects with numbers, truth values and null as such."""
    import json

    expected = {
        "norm": "https://w3id.org/lexflux/cn/cbdf-2024",
        "label": "规定<1>",
        "day": "2024-03-22",
        "share": 0.05,
        "count": 3,
        "asserted": True,
        "within": "P3Y",
        "none": None,
    }

    assert expected == json.loads(RESULT.to_json())[0]


def test_html_shows_prefixed_names_and_escapes() -> None:
    """In a notebook IRIs are prefixed names and texts are escaped."""
    shown = RESULT._repr_html_()

    assert "<td>cn:cbdf-2024</td><td>规定&lt;1&gt;</td><td>2024-03-22</td>" in shown
    assert shown.startswith("<table><thead><tr><th>norm</th>")


def test_polars() -> None:
    """A Polars frame has one column per variable with types of its own."""
    frame = RESULT.to_polars()

    assert list(RESULT.columns) == frame.columns
    assert [datetime.date(2024, 3, 22), None] == frame["day"].to_list()
    assert polars.Boolean == frame["asserted"].dtype
    assert [3, None] == frame["count"].to_list()


@pytest.mark.parametrize(("module", "extra"), [("pandas", "notebook"), ("polars", "batch")])
def test_missing_libraries_are_named(module: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library of a data frame the message names what to install."""
    monkeypatch.setitem(sys.modules, module, None)

    with pytest.raises(EngineError) as caught:
        getattr(RESULT, f"to_{module}")()

    assert f"{module} is not installed; install it with: pip install 'lexflux[{extra}]'" == str(caught.value)


def test_literals_keep_their_kind(engines: dict[str, Run]) -> None:
    """Literals become Python values, texts keep their language, and what Python has no type for keeps its datatype."""
    text = """
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        SELECT ?a ?b ?c ?d ?e ?f ?g ?h ?i WHERE { VALUES (?a ?b ?c ?d ?e ?f ?g ?h ?i) {
          ("2024-03-22"^^xsd:date 1000000 0.050 true "法"@zh-Hans "P3Y"^^xsd:duration "2011"^^xsd:gYear 1.5e0 "2024-03-22T08:00:00Z"^^xsd:dateTime)
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
