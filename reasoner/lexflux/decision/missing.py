"""What is missing: the unknown facts that can change the outcome, and the open points of law on which it depends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lexflux.decision.diagram import Diagram
from lexflux.decision.labelling import Labelling
from lexflux.decision.outcome import MissingFact, OpenPointFinding
from lexflux.decision.requirements import Need
from lexflux.decision.statuses import FactState, TurnsOn, rank
from lexflux.decision.unknown import UnknownFact
from lexflux.decision.verdicts import possible_verdicts
from lexflux.law.norms import Due, Modality, Norm

# For which norms a fact matters is said in this order: what forbids, what demands, what frees.
TELLING = (Modality.PROHIBITION, Modality.OBLIGATION, Modality.EXEMPTION, Modality.PERMISSION)
Test = tuple[str, str]


def find_missing(labelling: Labelling, verdict: Diagram, needs: list[Need]) -> tuple[MissingFact, ...]:
    """Return the facts that can change the verdict, else the conditions, else later duties; the most decisive first."""
    before = [need.lacking for need in needs if need.requirement.due == Due.BEFORE_TRANSFER]
    later = [need.lacking for need in needs if need.requirement.due != Due.BEFORE_TRANSFER]
    norms = _norms_by_fact(labelling)
    found: dict[Test, MissingFact] = {}
    for turns_on, diagrams in ((TurnsOn.VERDICT, [verdict]), (TurnsOn.CONDITIONS, before), (TurnsOn.DUTIES, later)):
        for fact, influence in _influences(labelling, diagrams).items():
            state = _state(labelling, fact)
            missing = MissingFact(fact.path, fact.prop, state, influence, turns_on, norms.get(fact, ()))
            found.setdefault((fact.path, fact.prop), missing)
    return tuple(sorted(found.values(), key=lambda missing: _order(labelling, missing)))


def find_open_points(labelling: Labelling, verdict: Diagram, needs: list[Need]) -> tuple[OpenPointFinding, ...]:
    """Return the open points on which the verdict or a requirement depends."""
    diagrams = [verdict, *(need.lacking for need in needs)]
    touched = dict.fromkeys(
        fact for diagram in diagrams for fact in _unknown(labelling, diagram) if _is_open_point(labelling, fact)
    )
    return tuple(_open_point(labelling, fact, verdict, needs) for fact in touched)


def _open_point(labelling: Labelling, fact: UnknownFact, verdict: Diagram, needs: list[Need]) -> OpenPointFinding:
    diagrams = labelling.diagrams
    verdicts, requirements = {}, {}
    for cell, reading in enumerate(labelling.evaluation.cells[fact]):
        verdicts[str(reading)] = possible_verdicts(diagrams, diagrams.restrict(verdict, fact, cell))
        requirements[str(reading)] = tuple(
            need.requirement.safeguard
            for need in needs
            if fact in diagrams.support(need.lacking) and diagrams.restrict(need.lacking, fact, cell) != diagrams.false
        )
    return OpenPointFinding(fact.prop, verdicts, requirements)


def _unknown(labelling: Labelling, diagram: Diagram) -> Iterator[UnknownFact]:
    """Yield what a diagram depends on, in the order in which the law asked for it."""
    return (fact for fact in labelling.diagrams.support(diagram) if isinstance(fact, UnknownFact))


def _is_open_point(labelling: Labelling, fact: UnknownFact) -> bool:
    return fact.prop in labelling.evaluation.book.open_points


def _state(labelling: Labelling, fact: UnknownFact) -> FactState:
    said_unknown = fact.prop in labelling.evaluation.facts.nodes[fact.path].unknown
    return FactState.SAID_UNKNOWN if said_unknown else FactState.NOT_ASKED


def _influences(labelling: Labelling, diagrams: Iterable[Diagram]) -> dict[UnknownFact, float]:
    """
    Return the unknown facts on which some of ``diagrams`` depends, each with its greatest influence on one of them.

    Of a many-valued fact that is said to be unknown, one test for each diagram stands for all.
    """
    influences: dict[UnknownFact, float] = {}
    for diagram in dict.fromkeys(diagrams):
        tests: dict[Test, UnknownFact] = {}
        for fact in _unknown(labelling, diagram):
            if not _is_open_point(labelling, fact):
                tests.setdefault((fact.path, fact.prop), fact)
        for fact in tests.values():
            influence = labelling.diagrams.influence(diagram, fact)
            influences[fact] = max(influences.get(fact, 0.0), influence)
    return influences


def _order(labelling: Labelling, missing: MissingFact) -> tuple[int, float, int, str]:
    shape = labelling.evaluation.book.schema.shape(missing.prop)
    return missing.turns_on, -missing.decisiveness, shape.order if shape else 0, missing.path


def _norms_by_fact(labelling: Labelling) -> dict[UnknownFact, tuple[str, ...]]:
    """Return the norms that can hold and whose condition reads each unknown fact, the most telling first."""
    found: dict[UnknownFact, list[Norm]] = {}
    for norm in labelling.law.norms.values():
        if labelling.can_hold(norm.iri):
            for fact in _unknown(labelling, labelling.triggered[norm.iri]):
                found.setdefault(fact, []).append(norm)
    return {fact: tuple(norm.iri for norm in sorted(norms, key=_telling)) for fact, norms in found.items()}


def _telling(norm: Norm) -> tuple[int, int, str]:
    modality = next((place for place, one in enumerate(TELLING) if one == norm.modality), len(TELLING))
    return modality, rank(Due(norm.due)) if norm.due else 0, norm.iri
