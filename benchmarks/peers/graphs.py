"""Peers that read graphs: Oxigraph, rdflib, pySHACL, HermiT."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.peers.peer import Input, Pairs, Peer
from benchmarks.peers.tables import columns_of

from lexflux.batch.columnar.engine import row_of
from lexflux.batch.exports.graphs import POSSIBLY, graph_facts, shacl, sparql
from lexflux.batch.exports.rulebook import Rulebook
from lexflux.decision.decide import apply_law
from lexflux.facts.transfer import Facts
from lexflux.terms import TYPE, compact

ONTOLOGY = Path(__file__).parents[2] / "ontology"


def facts_of(given: Input, rulebook: Rulebook) -> list[Facts]:
    """Return the transfers of a table as the evaluator reads them."""
    columns = columns_of(given.cells, rulebook)
    return [columns.row(row_of(given.cells, row), row) for row in range(len(given.cells))]


class _OfGraphs(Peer):
    most = 10

    def build(self, rulebook: Rulebook, first: Input) -> None:
        # Conditions nest deeper than the recursive parser of rdflib goes by default.
        sys.setrecursionlimit(50_000)
        self.rulebook = rulebook
        self.norms = frozenset(rulebook.triggered)
        self.translate()

    def translate(self) -> None:
        """Translate the rulebook."""

    def load(self, given: Input) -> None:
        named = ((str(row), facts) for row, facts in enumerate(facts_of(given, self.rulebook)))
        self.triples = "\n".join(graph_facts(self.rulebook, named))

    def masks_of(self, triples: Iterable[tuple[str, str, str]]) -> tuple[Pairs, Pairs]:
        found: tuple[Pairs, Pairs] = (set(), set())
        for transfer, prop, norm in triples:
            if norm in self.norms and prop in (TYPE, POSSIBLY):
                found[prop == POSSIBLY].add((int(transfer.rpartition(":")[2]), compact(norm)))
        return found


class Oxigraph(_OfGraphs):
    """The exported CONSTRUCT query."""

    name = "Oxigraph (CONSTRUCT)"

    def translate(self) -> None:
        self.query = sparql(self.rulebook)

    def load(self, given: Input) -> None:
        import pyoxigraph as ox

        super().load(given)
        self.store = ox.Store()
        self.store.load(self.triples.encode(), format=ox.RdfFormat.N_TRIPLES)

    def run(self) -> None:
        self.found: list[Any] = [*self.store.query(self.query)]  # type: ignore[call-overload]

    def triggers(self) -> tuple[Pairs, Pairs]:
        return self.masks_of((one.subject.value, one.predicate.value, one.object.value) for one in self.found)


class Rdflib(_OfGraphs):
    """The exported CONSTRUCT query, parsed before."""

    name = "rdflib (CONSTRUCT)"
    most = 1

    def translate(self) -> None:
        from rdflib.plugins.sparql import prepareQuery

        self.query = prepareQuery(sparql(self.rulebook))

    def load(self, given: Input) -> None:
        from rdflib import Graph

        super().load(given)
        self.graph = Graph().parse(data=self.triples, format="nt")

    def run(self) -> None:
        self.found = [*self.graph.query(self.query)]

    def triggers(self) -> tuple[Pairs, Pairs]:
        return self.masks_of(tuple(map(str, one)) for one in self.found)  # type: ignore[arg-type, misc]


class PyShacl(_OfGraphs):
    """The exported SHACL rules."""

    name = "pySHACL (SPARQL rules)"
    most = 1

    def translate(self) -> None:
        from rdflib import Graph

        self.shapes = Graph().parse(data=shacl(self.rulebook), format="turtle")

    def run(self) -> None:
        from pyshacl import validate
        from rdflib import Graph

        self.graph = Graph().parse(data=self.triples, format="nt")
        self.before = {*self.graph}
        validate(self.graph, shacl_graph=self.shapes, advanced=True, inplace=True)

    def triggers(self) -> tuple[Pairs, Pairs]:
        return self.masks_of(tuple(map(str, one)) for one in {*self.graph} - self.before)  # type: ignore[arg-type, misc]


class HermiT(_OfGraphs):
    """The ontology itself; decides completions of unknown facts too and may settle more; Java start included."""

    name = "HermiT (OWL)"
    most = 1

    def load(self, given: Input) -> None:
        from lexflux.engines.descriptions import Case

        law, on = self.rulebook.law, self.rulebook.on
        applied = (apply_law(self.rulebook.book, one, law, on, {}, False)[0] for one in facts_of(given, self.rulebook))
        self.cases = [Case(evaluation.facts, {}, law) for evaluation in applied]

    def run(self) -> None:
        from lexflux.engines.judge import judge_transfers

        self.judged = judge_transfers(self.rulebook.book, self.cases, ONTOLOGY)

    def triggers(self) -> tuple[Pairs, Pairs]:
        told = [*enumerate(self.judged)]
        certain = {(row, compact(norm)) for row, one in told for norm in one.triggered & self.norms}
        possible = {(row, compact(norm)) for row, one in told for norm in self.norms - one.not_triggered}
        return certain, possible
