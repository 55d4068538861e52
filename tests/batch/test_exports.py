"""Rulebooks for other engines trigger what the evaluator triggers, and never rule out what it leaves open."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from functools import cache

import duckdb
import pyoxigraph as ox
import pytest

from lexflux.batch.columnar.cells import Columns
from lexflux.batch.columnar.engine import row_of
from lexflux.batch.columnar.tables import of_frame
from lexflux.batch.exports.graphs import POSSIBLY, shacl
from lexflux.batch.exports.rulebook import Rulebook, compile_rulebook
from lexflux.batch.exports.targets import TARGETS
from lexflux.decision.decide import apply_law
from lexflux.decision.evaluation import Truth
from lexflux.errors import InputError
from lexflux.facts.inventory.columnmap import ColumnMap
from lexflux.facts.reader import read_tree
from lexflux.facts.transfer import Facts
from lexflux.knowledge_base import load
from lexflux.law.lawbook import LawBook
from lexflux.terms import TYPE, compact
from tests.batch.generated import table
from tests.regimes import home

DAY = datetime.date(2026, 6, 1)
Pairs = set[tuple[str, str]]
Masks = tuple[Pairs, Pairs]
Run = Callable[[str, str], Masks]
RULE = re.compile(r"^(?P<head>\w+\(.*\)) :- (?P<body>.*) \.$")


def by_duckdb(rules: str, facts: str) -> Masks:
    connection = duckdb.connect()
    connection.execute(rules + facts)
    found = connection.sql("SELECT transfer, norm, certain FROM triggered").fetchall()
    return {(one, norm) for one, norm, certain in found if certain}, {(one, norm) for one, norm, _ in found}


def by_oxigraph(rules: str, facts: str) -> Masks:
    store = ox.Store()
    store.load(facts.encode(), format=ox.RdfFormat.N_TRIPLES)
    return _of_triples((one.subject, one.predicate, one.object) for one in store.query(rules))  # type: ignore[call-overload, union-attr]


def by_pyshacl(rules: str, facts: str) -> Masks:
    from pyshacl import validate
    from rdflib import Graph

    data = Graph().parse(data=facts, format="nt")
    before = {*data}
    validate(data, shacl_graph=Graph().parse(data=rules, format="turtle"), advanced=True, inplace=True)
    return _of_triples((ox.NamedNode(str(one)) for one in triple) for triple in {*data} - before)


def _of_triples(triples: Iterable[Iterable[ox.NamedNode]]) -> Masks:
    found = [[one.value for one in triple] for triple in triples]
    masks = (
        {(one.rpartition(":")[2], compact(norm)) for one, prop, norm in found if prop == says}
        for says in (TYPE, POSSIBLY)
    )
    certain, possible = masks
    return certain, possible


def by_hand(rules: str, facts: str) -> Masks:
    """Each rule once, since none stands before what it reads: Datalog for one transfer after the other."""
    told: dict[str, set[str]] = {}
    for fact in facts.splitlines():
        name, transfer, test = re.match(r'(\w+)\("([^"]*)"(.*)\) \.', fact).groups()  # type: ignore[union-attr]
        told.setdefault(transfer, set()).add(f"{name}(?t{test})")
    masks: Masks = (set(), set())
    for transfer, known in told.items():
        for match in filter(None, map(RULE.match, rules.splitlines())):
            parts = re.split(r", (?=[~\w]+\()", match["body"])
            if all((part[1:] not in known) if part[0] == "~" else part in known for part in parts):
                known.add(match["head"])
        for mask, name in zip(masks, ("triggered", "possibly_triggered"), strict=True):
            heads = (one for one in known if one.startswith(f"{name}("))
            mask.update((transfer, one.split('"')[1]) for one in heads)
    return masks


def by_clingo(rules: str, facts: str) -> Masks:
    clingo = pytest.importorskip("clingo")
    control = clingo.Control()
    control.add("base", [], rules + facts)
    control.ground([("base", [])])
    with control.solve(yield_=True) as solving:
        shown = solving.model().symbols(shown=True)
    return tuple(  # type: ignore[return-value]
        {(one.arguments[0].string, one.arguments[1].string) for one in shown if one.name == name}
        for name in ("triggered", "possibly_triggered")
    )


def by_nemo(rules: str, facts: str) -> Masks:
    nemo = pytest.importorskip("nmo_python")
    engine = nemo.NemoEngine(nemo.load_string(rules + facts))
    engine.reason()
    return tuple(  # type: ignore[return-value]
        {(one.strip('"'), norm.strip('"')) for one, norm in engine.result(name)}
        for name in ("triggered", "possibly_triggered")
    )


@cache
def rulebook_of(regime: str) -> Rulebook:
    return compile_rulebook(load().book, regime, DAY)


@cache
def transfers(regime: str, rows: int) -> dict[str, Facts]:
    """Return transfers of generated rows that are not refused, half of them with nothing left open in their columns."""
    book, found = load().book, {}
    for stated in (False, True):
        frame = table(book, 5 + stated, columns=10, rows=rows, stated=stated, place=home(book, regime))
        columns = Columns(of_frame(frame, "generated.parquet", book, ColumnMap()).inventory)
        for row in range(len(frame)):
            try:
                found[f"{stated}{row}"] = columns.row(row_of(frame, row), row)
            except InputError:
                continue
    return found


@cache
def evaluated(regime: str, rows: int) -> Masks:
    rulebook, certain, possible = rulebook_of(regime), set(), set()
    for name, facts in transfers(regime, rows).items():
        evaluation, _ = apply_law(rulebook.book, facts, rulebook.law, rulebook.on, {}, strict=False)
        for iri, norm in rulebook.law.norms.items():
            truth = evaluation.truth(evaluation.holds(norm.condition))
            certain |= {(name, compact(iri))} if truth is Truth.TRUE else set()
            possible |= {(name, compact(iri))} if truth is not Truth.FALSE else set()
    return certain, possible


@pytest.mark.parametrize(
    ("target", "run", "regime", "rows"),
    [
        ("sql", by_duckdb, "sg", 8),
        ("datalog", by_hand, "sg", 8),
        ("datalog", by_nemo, "ph", 4),
        ("asp", by_clingo, "sg", 8),
        ("sparql", by_oxigraph, "ph", 4),
        ("shacl", by_pyshacl, "cl", 1),
    ],
)
def test_rules_trigger_what_the_evaluator_does(target: str, run: Run, regime: str, rows: int) -> None:
    """
    What rules find certain, the evaluator does; what it leaves open or finds, they do not rule out.

    Where they settle a norm, both say the same; where nothing is left open they say all that the evaluator says.
    """
    rulebook, told = rulebook_of(regime), transfers(regime, rows)
    facts = "".join(f"{line}\n" for line in TARGETS[target].facts(rulebook, told.items()))
    certain, possible = run(TARGETS[target].rules(rulebook), facts)
    known, open_yet = evaluated(regime, rows)

    assert certain <= known
    assert open_yet <= possible
    settled = {name for name, one in told.items() if Truth.UNKNOWN not in rulebook.truths(one).values()}
    assert {one for one in certain if one[0] in settled} == {one for one in possible if one[0] in settled}
    assert open_yet


def test_nothing_known_rules_nothing_out(book: LawBook) -> None:
    """A row without facts, a transfer without statements and a graph read for another day leave each norm possible."""
    rulebook = rulebook_of("cl")
    norms = {("t", compact(iri)) for iri in rulebook.law.norms}
    rows = "INSERT INTO facts BY NAME SELECT 't' AS transfer;"
    assert (set(), norms) == by_duckdb(TARGETS["sql"].rules(rulebook), rows)
    assert (set(), norms) == by_hand(TARGETS["datalog"].rules(rulebook), 'transfer("t") .')

    told = {
        "t": read_tree(
            {"exporter": {"locatedIn": "CL"}, "recipient": {"locatedIn": "US"}, "data": {"type": "HealthData"}}, book
        )
    }
    other = compile_rulebook(book, "cl", datetime.date(2026, 6, 2))
    graph = "\n".join(TARGETS["sparql"].facts(other, told.items()))
    assert (set(), norms) == by_oxigraph(TARGETS["sparql"].rules(rulebook), graph)


def test_several_data_sets_are_refused_where_tests_speak_of_one(book: LawBook) -> None:
    """SQL and Datalog read one data set a transfer; SHACL and SPARQL read any number."""
    tree = {"exporter": {"locatedIn": "CL"}, "recipient": {"locatedIn": "US"}, "data": [{"type": "HealthData"}] * 2}
    facts = {"t": read_tree(tree, book)}
    with pytest.raises(InputError):
        [*TARGETS["sql"].facts(rulebook_of("cl"), facts.items())]

    assert [*TARGETS["shacl"].facts(rulebook_of("cl"), facts.items())]
    assert shacl(rulebook_of("cl"))
