"""Which norm prevails over which: an attack graph without cycles, and its grounded labelling.

A norm is effective when it is triggered and no effective norm attacks it. On a graph without cycles this is the grounded
extension, and the only one (P. M. Dung, "On the acceptability of arguments", Artificial Intelligence 77, 1995, theorem 30).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lexflux.errors import KnowledgeError
from lexflux.law.norms import Norm, Precedence
from lexflux.terms import LF, compact

if TYPE_CHECKING:
    import networkx as nx

EXEMPTION = LF + "Exemption"
OBLIGATION = LF + "Obligation"


@dataclass(frozen=True, slots=True)
class Attack:
    """One norm that prevails over another; ``precedence`` is None where an exemption does so by naming the mechanism."""

    prevailing: str
    yielding: str
    precedence: str | None


@dataclass(frozen=True, slots=True)
class AttackGraph:
    """The attacks on each norm, and an order in which every norm comes after those that attack it."""

    attacks: Mapping[str, tuple[Attack, ...]]
    order: tuple[str, ...]


def covered(required: str, exempted: frozenset[str], unions: Mapping[str, frozenset[str]]) -> bool:
    """Return whether an exemption from ``exempted`` takes away the need for ``required``, a class or a union of classes."""
    return required in exempted or (required in unions and unions[required] <= exempted)


def attack_graph(
    norms: Mapping[str, Norm], precedences: Iterable[Precedence], unions: Mapping[str, frozenset[str]]
) -> AttackGraph:
    """
    Build the attack graph of all norms.

    An exemption attacks the obligations of its own regime whose mechanism it names; every other attack is a stated precedence.

    Parameters
    ----------
    norms
        Norms by IRI.
    precedences
        Stated precedences.
    unions
        For each safeguard class that is a union, its members.

    Raises
    ------
    KnowledgeError
        If norms prevail over one another in a circle; the message names them.
    """
    import networkx as nx

    attacks: dict[tuple[str, str], Attack] = {}
    for exemption in norms.values():
        if exemption.modality != EXEMPTION or not exemption.exempts_from:
            continue
        for duty in norms.values():
            same_regime = duty.regime == exemption.regime
            if (
                duty.modality == OBLIGATION
                and same_regime
                and duty.requires
                and covered(duty.requires, exemption.exempts_from, unions)
            ):
                attacks[exemption.iri, duty.iri] = Attack(exemption.iri, duty.iri, None)
    for precedence in precedences:
        for prevailing in precedence.prevailing:
            for yielding in precedence.yielding:
                attacks[prevailing, yielding] = Attack(prevailing, yielding, precedence.iri)

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(norms))
    graph.add_edges_from(sorted(attacks))
    try:
        order = tuple(nx.lexicographical_topological_sort(graph))
    except nx.NetworkXUnfeasible as error:
        raise _cycle(graph, attacks) from error
    by_target: dict[str, list[Attack]] = {}
    for pair in sorted(attacks):
        by_target.setdefault(pair[1], []).append(attacks[pair])
    return AttackGraph({target: tuple(found) for target, found in by_target.items()}, order)


def _cycle(graph: nx.DiGraph[str], attacks: Mapping[tuple[str, str], Attack]) -> KnowledgeError:
    import networkx as nx

    edges = nx.find_cycle(graph)
    chain = " > ".join(compact(edge[0]) for edge in edges) + " > " + compact(edges[0][0])
    stated = {attacks[edge[0], edge[1]].precedence for edge in edges}
    named = ", ".join(sorted(compact(iri) for iri in stated if iri))
    if not named:
        return KnowledgeError("cycle of exemptions", chain=chain)
    return KnowledgeError("cycle of precedences", chain=chain, named=named)
