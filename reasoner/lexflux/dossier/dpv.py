"""A decision and its transfer in the Data Privacy Vocabulary."""

from __future__ import annotations

import pyoxigraph as ox

from lexflux.decision.outcome import Decision
from lexflux.explain.graph import decision_graph
from lexflux.knowledge_base import KnowledgeBase

DECISION = ox.NamedNode("urn:lexflux:decision")
QUERY = "lexflux-decision-to-dpv"


def as_dpv(knowledge: KnowledgeBase, decision: Decision) -> str:
    """Return a decision and its transfer in DPV, as Turtle; the store is afterwards as it was before."""
    triples = decision_graph(decision).serialize(format="nt", encoding="utf-8")
    knowledge.store.load(triples, format=ox.RdfFormat.N_TRIPLES, to_graph=DECISION)
    try:
        return knowledge.construct(QUERY).to_turtle()
    finally:
        knowledge.store.remove_graph(DECISION)
