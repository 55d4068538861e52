"""Effective norms that cannot both be followed, with no precedence between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from lexflux.decision.outcome import Clash, NormFinding
from lexflux.decision.statuses import NormStatus
from lexflux.law.norms import Modality, Norm


def find_clashes(findings: Iterable[NormFinding], disjoint: frozenset[frozenset[str]]) -> tuple[Clash, ...]:
    """Return the clashes among the effective norms; ``disjoint`` are the pairs of classes that exclude each other."""
    effective = [finding.norm for finding in findings if finding.status == NormStatus.EFFECTIVE]
    norms = sorted(effective, key=lambda norm: norm.iri)
    return *_forbidden_and_allowed(norms), *_excluding_duties(norms, disjoint)


def allows_the_transfer(norm: Norm) -> bool:
    """Return whether a norm permits the transfer itself, not another safeguard, and not without prejudice to others."""
    return norm.modality == Modality.PERMISSION and not norm.permits and not norm.without_prejudice


def _forbidden_and_allowed(norms: list[Norm]) -> Iterator[Clash]:
    allowing = [norm for norm in norms if allows_the_transfer(norm)]
    for norm in norms:
        if norm.modality == Modality.PROHIBITION:
            yield from (Clash(norm.iri, allows.iri) for allows in allowing)


def _excluding_duties(norms: list[Norm], disjoint: frozenset[frozenset[str]]) -> Iterator[Clash]:
    duties = [norm for norm in norms if norm.modality == Modality.OBLIGATION and norm.requires]
    for one, other in combinations(duties, 2):
        if frozenset((one.requires, other.requires)) in disjoint:
            yield Clash(one.iri, other.iri)
