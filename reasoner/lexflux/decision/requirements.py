"""What the norms require: whether it is in place, and what may stand in its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from lexflux.decision.diagram import Diagram
from lexflux.decision.evaluation import Truth
from lexflux.decision.labelling import Labelling
from lexflux.decision.outcome import Alternative, Requirement
from lexflux.decision.statuses import Need, rank, requirement_status
from lexflux.law.conditions import Named
from lexflux.law.norms import Due, Norm
from lexflux.terms import SAFEGUARD


@dataclass(frozen=True, slots=True)
class Demand:
    """A requirement, and in which completions it is needed and not satisfied."""

    requirement: Requirement
    lacking: Diagram


def safeguards_asked(labelling: Labelling) -> set[str]:
    """Return the classes of safeguards of which effective obligations ask whether they, or others, are in place."""
    required = {norm.requires for norm in labelling.law.obligations if norm.requires and labelling.can_hold(norm.iri)}
    accepted = {other for one in required for norm, other in _substitutes(labelling, one) if labelling.can_hold(norm)}
    return required | accepted


def lacking(labelling: Labelling, norm: Norm) -> Diagram:
    """Return where an obligation takes effect and what it requires is not satisfied."""
    unsatisfied = labelling.diagrams.negation(_satisfied(labelling, str(norm.requires)))
    return labelling.diagrams.conjunction((labelling.effective[norm.iri], unsatisfied))


def find_demands(labelling: Labelling, lacking: Collection[str]) -> list[Demand]:
    """
    Return what obligations that can hold require: first what is due first, then what is most pressing.

    ``lacking`` are the kinds of safeguards of which is stated that there are none.
    """
    grouped: dict[str, list[Norm]] = {}
    for norm in labelling.law.obligations:
        if norm.requires and labelling.can_hold(norm.iri):
            grouped.setdefault(norm.requires, []).append(norm)
    demands = [
        _demand(labelling, safeguard, sorted(norms, key=lambda norm: norm.iri), lacking)
        for safeguard, norms in grouped.items()
    ]
    return sorted(demands, key=_urgency)


def _urgency(demand: Demand) -> tuple[int, int, str]:
    requirement = demand.requirement
    return rank(requirement.due), rank(requirement.status), requirement.safeguard


def _demand(labelling: Labelling, safeguard: str, norms: list[Norm], lacking: Collection[str]) -> Demand:
    diagrams, truth = labelling.diagrams, labelling.evaluation.truth
    needed = diagrams.disjunction(labelling.effective[norm.iri] for norm in norms)
    satisfied = _satisfied(labelling, safeguard)
    is_lacking = _is_lacking(labelling, safeguard, lacking)
    requirement = Requirement(
        safeguard=safeguard,
        due=first_due(norms),
        need=Need.NEEDED if needed == diagrams.true else Need.PERHAPS,
        in_place=requirement_status(Truth.TRUE, truth(satisfied), is_lacking),
        status=requirement_status(truth(needed), truth(satisfied), is_lacking),
        norms=tuple(norm.iri for norm in norms),
        alternatives=tuple(_usual_first(labelling, _alternatives(labelling, safeguard))),
        met_by=tuple(_met_by(labelling, safeguard)),
        grounds=tuple(_grounds(labelling, norms)),
    )
    return Demand(requirement, diagrams.conjunction((needed, diagrams.negation(satisfied))))


def _grounds(labelling: Labelling, norms: list[Norm]) -> list[str]:
    """Return the norms that certainly ask for something; where none does alone, some of which one or another does."""
    diagrams, effective = labelling.diagrams, labelling.effective
    found = [norm.iri for norm in norms]
    certain = [iri for iri in found if effective[iri] == diagrams.true]
    if certain or diagrams.disjunction(effective[iri] for iri in found) != diagrams.true:
        return certain
    for iri in reversed([*found]):
        others = [one for one in found if one != iri]
        if diagrams.disjunction(effective[one] for one in others) == diagrams.true:
            found = others
    return found


def _is_lacking(labelling: Labelling, safeguard: str, lacking: Collection[str]) -> bool:
    """Return whether there is said to be no safeguard of a class, or of any of the classes of which it is a union."""
    book = labelling.evaluation.book
    if SAFEGUARD in labelling.evaluation.facts.nodes["transfer"].complete:
        return True
    if safeguard in book.unions:
        return all(_is_lacking(labelling, one, lacking) for one in book.unions[safeguard])
    return not book.classes[safeguard].ancestors.isdisjoint(lacking)


def first_due(norms: list[Norm]) -> Due:
    """Return the first moment at which one of the norms wants what it requires; the strictest where none says."""
    stated = {norm.due for norm in norms}
    return next((due for due in Due if due in stated), Due.BEFORE_TRANSFER)


def _satisfied(labelling: Labelling, safeguard: str) -> Diagram:
    """Return where the required safeguard is in place, or one that an effective permission accepts for it."""
    diagrams = labelling.diagrams
    accepted = [
        diagrams.conjunction((labelling.effective[norm], labelling.evaluation.in_place(other)))
        for norm, other in _substitutes(labelling, safeguard)
        if labelling.can_hold(norm) or labelling.again is None
    ]
    return diagrams.disjunction([labelling.evaluation.in_place(safeguard), *accepted])


def _alternatives(labelling: Labelling, safeguard: str) -> Iterator[Alternative]:
    for norm, other in _substitutes(labelling, safeguard):
        if labelling.can_hold(norm):
            yield Alternative(norm, other, labelling.evaluation.in_place(other) == labelling.diagrams.true)


def _usual_first(labelling: Labelling, alternatives: Iterable[Alternative]) -> list[Alternative]:
    """Return alternatives, first what is in place, then what is usual, else as the law has them."""
    usual = labelling.evaluation.book.usual
    return sorted(alternatives, key=lambda one: (not one.in_place, one.safeguard not in usual))


def _substitutes(labelling: Labelling, safeguard: str) -> Iterator[tuple[str, str]]:
    """Yield each norm that permits another safeguard in place of the required one, with that safeguard."""
    for norm in labelling.law.substitutes.get(safeguard, ()):
        if norm.permits:
            yield norm.iri, norm.permits


def _met_by(labelling: Labelling, safeguard: str) -> Iterator[str]:
    """Yield the stated safeguards that certainly are of the required class."""
    evaluation = labelling.evaluation
    for path in evaluation.facts.nodes["transfer"].values.get(SAFEGUARD, ()):
        if evaluation.holds(Named(safeguard), path) == evaluation.diagrams.true:
            yield str(path)
