"""The verdict on a transfer, in every completion of the unknown facts."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from lexflux.decision.diagram import Diagram
from lexflux.decision.labelling import Labelling
from lexflux.decision.requirements import lacking
from lexflux.decision.statuses import ALL_CLEAR, Verdict, leaves_open, verdict
from lexflux.law.norms import Due

Verdicts = Mapping[Verdict, Diagram]
"""Where each verdict is the one."""


def find_verdicts(labelling: Labelling) -> Verdicts:
    """
    Return for each verdict in which completions it is the one, the mildest first.

    It is undetermined even where everything is known if a part that is not encoded may apply, and either no norm takes
    effect or that part may hold back what has all that is encoded.
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
    """Return verdicts of which no all-clear is given where a part that is not encoded may say otherwise."""
    diagrams, gaps = labelling.diagrams, labelling.law.gaps
    clear, open_ = {}, []
    for one in ALL_CLEAR:
        where = verdicts[one]
        if where != diagrams.false:
            leaving_open = (gap.condition for gap in gaps if leaves_open(gap, one))
            touched = diagrams.disjunction(map(labelling.evaluation.holds, leaving_open))
            clear[one] = diagrams.conjunction((where, diagrams.negation(touched)))
            open_.append(diagrams.conjunction((where, touched)))
    return {**verdicts, **clear, Verdict.UNDETERMINED: diagrams.disjunction(open_)}


def _where(labelling: Labelling, parts: tuple[Diagram, ...], truths: tuple[bool, ...]) -> Diagram:
    """Return where each part has the truth that stands beside it."""
    diagrams = labelling.diagrams
    return diagrams.conjunction(
        part if truth else diagrams.negation(part) for part, truth in zip(parts, truths, strict=True)
    )


def possible_verdicts(labelling: Labelling, verdicts: Verdicts) -> tuple[Verdict, ...]:
    """Return the verdicts that some completion leads to, the mildest first."""
    return tuple(one for one, where in verdicts.items() if where != labelling.diagrams.false)
