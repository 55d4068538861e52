"""Which norms hold: the grounded labelling of the attack graph, in all completions of the unknown facts at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lexflux.decision.circuit import Circuit
from lexflux.decision.diagram import Diagram
from lexflux.decision.evaluation import Evaluation
from lexflux.decision.outcome import NormFinding
from lexflux.decision.statuses import NormStatus, norm_status
from lexflux.law.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Labelling:
    """
    The law of one day applied to one transfer.

    ``triggered`` tells for each norm in which completions its condition holds, ``effective`` in which it takes effect,
    because no norm that takes effect prevails over it. Where ``again`` is not None, diagrams were made of
    what the compiled law left open alone, so that they list facts in another order: it labels in that of the law.
    """

    law: Snapshot
    evaluation: Evaluation
    triggered: Mapping[str, Diagram]
    effective: Mapping[str, Diagram]
    again: Callable[[], Labelling] | None = None

    @property
    def diagrams(self) -> Circuit:
        """The circuit of all diagrams."""
        return self.evaluation.diagrams

    def can_hold(self, norm: str) -> bool:
        """Return whether a norm takes effect in some completion."""
        return self.effective[norm] != self.diagrams.false


def label(law: Snapshot, evaluation: Evaluation) -> Labelling:
    """Label the norms of a day; each comes after those that attack it, so that one pass is enough."""
    return _labelled(law, evaluation, {iri: evaluation.holds(norm.condition) for iri, norm in law.norms.items()})


def label_known(
    law: Snapshot, evaluation: Evaluation, known: Mapping[str, bool | None], again: Callable[[], Labelling]
) -> Labelling:
    """Label the norms of a day of most of which is known whether they are triggered; ``again`` as in `Labelling`."""
    true, false = evaluation.diagrams.true, evaluation.diagrams.false
    triggered = {
        iri: evaluation.holds(law.norms[iri].condition) if holds is None else true if holds else false
        for iri, holds in known.items()
    }
    return _labelled(law, evaluation, triggered, again)


def _labelled(
    law: Snapshot,
    evaluation: Evaluation,
    triggered: Mapping[str, Diagram],
    again: Callable[[], Labelling] | None = None,
) -> Labelling:
    diagrams = evaluation.diagrams
    effective: dict[str, Diagram] = {}

    def undefeated(norm: str) -> Iterator[Diagram]:
        yield triggered[norm]
        for attack in law.attacks[norm]:
            yield diagrams.negation(effective[attack.prevailing])

    for norm, holds in triggered.items():
        effective[norm] = holds if holds == diagrams.false else diagrams.conjunction(undefeated(norm))
    return Labelling(law, evaluation, triggered, effective, again)


def find_norms(labelling: Labelling) -> dict[str, NormFinding]:
    """Return the finding about each norm of the day."""
    return {norm: _finding(labelling, norm) for norm in labelling.law.norms}


def _finding(labelling: Labelling, norm: str) -> NormFinding:
    triggered, effective = labelling.triggered[norm], labelling.effective[norm]
    if triggered == labelling.diagrams.false:
        return NormFinding(labelling.law.norms[norm], NormStatus.NOT_TRIGGERED, triggered, effective, ())
    truth = labelling.evaluation.truth
    status = norm_status(truth(triggered), truth(effective))
    possible = tuple(attack for attack in labelling.law.attacks[norm] if labelling.can_hold(attack.prevailing))
    return NormFinding(labelling.law.norms[norm], status, triggered, effective, possible)
