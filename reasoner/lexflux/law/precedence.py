"""Which norm prevails over which: an attack graph without cycles, and its grounded labelling.

A norm is effective when it is triggered and no effective norm attacks it. On a graph without cycles this is the
grounded extension, and the only one (P. M. Dung, "On the acceptability of arguments", Artificial Intelligence 77, 1995,
theorem 30).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from lexflux.errors import KnowledgeError
from lexflux.law.norms import Modality, Norm, Precedence
from lexflux.terms import compact

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Attack:
    """One norm that prevails over another; without ``precedence`` where an exemption names the mechanism."""

    prevailing: str
    yielding: str
    precedence: str | None


@dataclass(frozen=True, slots=True)
class AttackGraph:
    """The attacks on each norm, and an order in which every norm comes after those that attack it."""

    attacks: Mapping[str, tuple[Attack, ...]]
    order: tuple[str, ...]


def covered(required: str, exempted: frozenset[str], unions: Mapping[str, frozenset[str]]) -> bool:
    """Return whether an exemption from ``exempted`` takes away the need for ``required``, a class or a union."""
    return required in exempted or (required in unions and unions[required] <= exempted)


def attack_graph(
    norms: Mapping[str, Norm], precedences: Iterable[Precedence], unions: Mapping[str, frozenset[str]]
) -> AttackGraph:
    """
    Build the attack graph of all norms.

    An exemption attacks the obligations of its own regime whose mechanism it names; any other attack is a stated
    precedence.

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

    attacks = {(attack.prevailing, attack.yielding): attack for attack in _by_exemption(norms, unions)}
    attacks |= {(attack.prevailing, attack.yielding): attack for attack in _by_precedence(precedences)}
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(norms))
    graph.add_edges_from(sorted(attacks))
    try:
        order = tuple(nx.lexicographical_topological_sort(graph))
    except nx.NetworkXUnfeasible as error:
        raise _cycle(graph, attacks) from error
    return AttackGraph(_by_target(attacks), order)


def _by_exemption(norms: Mapping[str, Norm], unions: Mapping[str, frozenset[str]]) -> Iterator[Attack]:
    exemptions = [norm for norm in norms.values() if norm.modality == Modality.EXEMPTION and norm.exempts_from]
    duties = [norm for norm in norms.values() if norm.modality == Modality.OBLIGATION and norm.requires]
    for exemption, duty in product(exemptions, duties):
        if exemption.regime == duty.regime and covered(str(duty.requires), exemption.exempts_from, unions):
            yield Attack(exemption.iri, duty.iri, None)


def _by_precedence(precedences: Iterable[Precedence]) -> Iterator[Attack]:
    """Yield the stated attacks; they take the place of an exemption's own attack."""
    for precedence in precedences:
        for prevailing, yielding in product(precedence.prevailing, precedence.yielding):
            yield Attack(prevailing, yielding, precedence.iri)


def _by_target(attacks: Mapping[tuple[str, str], Attack]) -> dict[str, tuple[Attack, ...]]:
    found: dict[str, tuple[Attack, ...]] = {}
    for (_, target), attack in sorted(attacks.items(), key=lambda pair: pair[0]):
        found[target] = (*found.get(target, ()), attack)
    return found


def _cycle(graph: nx.DiGraph[str], attacks: Mapping[tuple[str, str], Attack]) -> KnowledgeError:
    import networkx as nx

    edges = nx.find_cycle(graph)
    chain = " > ".join(compact(edge[0]) for edge in edges) + " > " + compact(edges[0][0])
    stated = {attacks[edge[0], edge[1]].precedence for edge in edges}
    named = ", ".join(sorted(compact(iri) for iri in stated if iri))
    if not named:
        return KnowledgeError("cycle of exemptions", chain=chain)
    return KnowledgeError("cycle of precedences", chain=chain, named=named)
