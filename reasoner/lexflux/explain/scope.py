"""Why a law does not reach a transfer."""

from __future__ import annotations

from dataclasses import dataclass

from lexflux.decision.evaluation import Truth
from lexflux.decision.outcome import Decision
from lexflux.decision.statuses import Verdict
from lexflux.explain.reasons import Reason, why
from lexflux.law.norms import Modality, Norm

MOST = 3


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """Elements that fail, and the norms that ask for them."""

    lacking: tuple[Reason, ...]
    norms: tuple[Norm, ...]


def find_out_of_scope(decision: Decision) -> list[OutOfScope]:
    """
    Return why a law does not reach a transfer, of its ways to reach one those from which the least is missing.

    Its rules on scope tell that or, where it has none, what it bars and asks for.
    """
    if decision.verdict != Verdict.NOT_REACHED:
        return []
    grouped: dict[tuple[Reason, ...], list[Norm]] = {}
    norms = [finding.norm for finding in decision.findings.values()]
    scopes = [norm for norm in norms if norm.modality == Modality.SCOPE]
    for norm in scopes or [norm for norm in norms if norm.modality in (Modality.PROHIBITION, Modality.OBLIGATION)]:
        grouped.setdefault(_lacking(why(decision.evaluation, norm.condition)), []).append(norm)
    fewest = min(map(len, grouped), default=0)
    return [OutOfScope(lacking, tuple(asking)) for lacking, asking in grouped.items() if len(lacking) == fewest][:MOST]


def _lacking(reason: Reason) -> tuple[Reason, ...]:
    """Return the parts of a conjunction that fail, or what fails as one."""
    if reason.kind != "all":
        return (reason,)
    return tuple(part for child in reason.children if child.truth is Truth.FALSE for part in _lacking(child))
