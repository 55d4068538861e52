"""What a query of the user is run on, and by which engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox

from lexflux.errors import UnknownTermError, did_you_mean, listed
from lexflux.faces.cli.bounds import bounded
from lexflux.faces.web.worker import Bounds
from lexflux.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    import rdflib

    from lexflux.query.results import Graph, Result

Found = TypeVar("Found")

ENGINES = ("oxigraph", "rdflib")
MEMORY = 2 << 30
DECISION = ox.NamedNode("urn:lexflux:decision")


@dataclass(frozen=True, slots=True)
class Source:
    """
    What a query is run on: the data of an endpoint, or the law here by one of the engines.

    Here ``transfer`` adds the decision on a transfer, under ``regime`` and ``on`` a day, ``data`` files of the user. A
    query ends after some ``seconds``.
    """

    transfer: str | None
    data: Sequence[str]
    regime: str | None
    on: str | None
    endpoint: str | None
    engine: str
    seconds: float

    def select(self, knowledge: KnowledgeBase, text: str) -> Result:
        """
        Return the rows of a SELECT query.

        Raises
        ------
        UnknownTermError
            If there is no such engine, data are to be added to those of an endpoint, or the query uses names of which
            nothing is known.
        InputError, EngineError
            As the functions of `lexflux.query.endpoints`; or if the query takes too long, or too much memory.
        """
        from lexflux.query.endpoints import run_endpoint, run_oxigraph, run_rdflib

        return self._run(knowledge, text, run_endpoint, run_rdflib, run_oxigraph)

    def construct(self, knowledge: KnowledgeBase, text: str) -> Graph:
        """Return the graph of a CONSTRUCT or DESCRIBE query; raises as `select`."""
        from lexflux.query.endpoints import construct_endpoint, construct_oxigraph, construct_rdflib

        return self._run(knowledge, text, construct_endpoint, construct_rdflib, construct_oxigraph)

    def ask(self, knowledge: KnowledgeBase, text: str) -> bool:
        """Return the answer to an ASK query; raises as `select`."""
        from lexflux.query.endpoints import ask_endpoint, ask_oxigraph, ask_rdflib

        return self._run(knowledge, text, ask_endpoint, ask_rdflib, ask_oxigraph)

    def _run(
        self,
        knowledge: KnowledgeBase,
        text: str,
        remote: Callable[[str, str, float], Found],
        by_rdflib: Callable[[rdflib.Dataset, str], Found],
        by_oxigraph: Callable[[ox.Store, str], Found],
    ) -> Found:
        """Run a query in the one of three ways that the source asks for; all give the same."""
        if self.endpoint is not None:
            if self.transfer is not None or self.data:
                raise UnknownTermError("endpoint takes no data")
            return remote(self.endpoint, text, self.seconds)
        if self.engine not in ENGINES:
            hint = did_you_mean(self.engine, ENGINES)
            raise UnknownTermError("unknown engine", name=self.engine, known=listed(ENGINES), hint=hint)
        self._fill(knowledge)
        knowledge.refuse_unknown_names(text)
        bounds = Bounds(self.seconds, MEMORY)
        if self.engine == "rdflib":
            return bounded(by_rdflib, bounds)(knowledge.dataset, text)
        return bounded(by_oxigraph, bounds)(knowledge.store, text)

    def _fill(self, knowledge: KnowledgeBase) -> None:
        """Put the decision and the files of the user into the store, each in a named graph."""
        if self.transfer is not None:
            decision = knowledge.decide(self.transfer, self.regime, self.on).graph()
            triples = decision.serialize(format="nt", encoding="utf-8")
            knowledge.store.load(triples, format=ox.RdfFormat.N_TRIPLES, to_graph=DECISION)
        for file in self.data:
            knowledge.add_data(file)
