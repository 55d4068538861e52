"""Conflicts of laws on one transfer: one law orders what another forbids, or two order what cannot both be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from lexflux.analysis.norm_topics import topics_of
from lexflux.decision.flows import CIRCUMSTANCE, ROOT, LegDecision
from lexflux.decision.outcome import Decision, NormFinding
from lexflux.decision.statuses import NormStatus
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Modality

ACTING = (NormStatus.EFFECTIVE, NormStatus.UNSETTLED)
BINDING = (Modality.PROHIBITION, Modality.OBLIGATION)


@dataclass(frozen=True, slots=True)
class ConflictSide:
    """One law in a conflict, and its norms that take effect, or may."""

    decision: Decision
    findings: tuple[NormFinding, ...]

    @property
    def is_certain(self) -> bool:
        """Whether one of its norms takes effect however the unknown facts turn out."""
        return any(one.status == NormStatus.EFFECTIVE for one in self.findings)


@dataclass(frozen=True, slots=True)
class Conflict:
    """
    A conflict of laws on a transfer.

    What is ordered is told by stated ``circumstances``, whatever the law behind them is, or by the law ``ordering``.
    """

    pattern: str
    circumstances: tuple[str, ...]
    ordering: ConflictSide | None
    opposing: ConflictSide

    @property
    def is_certain(self) -> bool:
        """Whether both sides take effect however the unknown facts turn out."""
        return self.opposing.is_certain and (self.ordering is None or self.ordering.is_certain)


def find_conflicts(book: LawBook, found: LegDecision) -> tuple[Conflict, ...]:
    """Return the conflicts between the laws that reach a transfer, by pattern."""
    return tuple(conflict for pattern in sorted(book.conflicts) for conflict in _of_pattern(book, pattern, found))


def _of_pattern(book: LawBook, pattern: str, found: LegDecision) -> Iterator[Conflict]:
    known = book.conflicts[pattern]
    opposing = [side for one in found.decisions if (side := _side(book, one, known.opposed_on, BINDING))]
    stated = found.leg.facts.nodes[ROOT].values.get(CIRCUMSTANCE, ())
    ordered = tuple(circumstance for circumstance in known.ordered_as if circumstance in stated)
    if ordered:
        yield from (Conflict(pattern, ordered, None, side) for side in opposing)
    if not known.ordered_on:
        return
    ordering = [side for one in found.decisions if (side := _side(book, one, known.ordered_on, (Modality.OBLIGATION,)))]
    if known.ordered_on == known.opposed_on:
        yield from (Conflict(pattern, (), one, other) for one, other in combinations(ordering, 2))
        return
    for one in ordering:
        yield from (Conflict(pattern, (), one, side) for side in opposing if side.decision is not one.decision)


def _side(
    book: LawBook, decision: Decision, topics: Sequence[str], modalities: Sequence[Modality]
) -> ConflictSide | None:
    findings = tuple(
        one
        for one in decision.with_status(*ACTING)
        if one.norm.modality in modalities and not topics_of(book, one.norm).isdisjoint(topics)
    )
    return ConflictSide(decision, findings) if findings else None
