"""The verdict on a transfer, in every completion of the unknown facts."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from lexflux.decision.diagram import Diagram
from lexflux.decision.labelling import Labelling
from lexflux.decision.requirements import lacking
from lexflux.decision.statuses import Verdict, verdict
from lexflux.law.norms import Due

Verdicts = Mapping[Verdict, Diagram]
"""Where each verdict is the one."""


def find_verdicts(labelling: Labelling) -> Verdicts:
    """
    Return for each verdict in which completions it is the one, the mildest first.

    It is undetermined even where everything is known if no norm takes effect and a part that is not encoded may apply.
    """
    law, diagrams, effective = labelling.law, labelling.diagrams, labelling.effective
    reached = diagrams.disjunction(effective[norm] for norm in law.norms)
    prohibited = diagrams.disjunction(effective[norm.iri] for norm in law.prohibitions)
    before = (norm for norm in law.obligations if norm.due == Due.BEFORE_TRANSFER and labelling.can_hold(norm.iri))
    waiting = diagrams.disjunction(lacking(labelling, norm) for norm in before)
    found: dict[Verdict, list[Diagram]] = {}
    for truths in product((False, True), repeat=3):
        found.setdefault(verdict(*truths), []).append(_where(labelling, (reached, prohibited, waiting), truths))
    return _but_for_gaps(labelling, {one: diagrams.disjunction(found[one]) for one in Verdict if one in found})


def _but_for_gaps(labelling: Labelling, verdicts: Verdicts) -> Verdicts:
    """Return verdicts of which none is that no norm reaches the transfer where a part that is not encoded may do so."""
    diagrams, outside = labelling.diagrams, verdicts[Verdict.NOT_REACHED]
    if outside == diagrams.false:
        return verdicts
    touched = diagrams.disjunction(labelling.evaluation.holds(gap.condition) for gap in labelling.law.gaps)
    clear = diagrams.conjunction((outside, diagrams.negation(touched)))
    return {**verdicts, Verdict.NOT_REACHED: clear, Verdict.UNDETERMINED: diagrams.conjunction((outside, touched))}


def _where(labelling: Labelling, parts: tuple[Diagram, ...], truths: tuple[bool, ...]) -> Diagram:
    """Return where each part has the truth that stands beside it."""
    diagrams = labelling.diagrams
    return diagrams.conjunction(
        part if truth else diagrams.negation(part) for part, truth in zip(parts, truths, strict=True)
    )


def possible_verdicts(labelling: Labelling, verdicts: Verdicts) -> tuple[Verdict, ...]:
    """Return the verdicts that some completion leads to, the mildest first."""
    return tuple(one for one, where in verdicts.items() if where != labelling.diagrams.false)
