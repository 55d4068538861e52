"""The verdict on a transfer, in every completion of the unknown facts."""

from __future__ import annotations

from lexflux.decision.diagram import Diagram, DiagramManager
from lexflux.decision.labelling import Labelling
from lexflux.decision.requirements import lacking
from lexflux.decision.statuses import Verdict, verdict
from lexflux.law.norms import Due


def verdict_diagram(labelling: Labelling) -> Diagram:
    """Return the diagram whose terminals are verdicts."""
    law, diagrams, effective = labelling.law, labelling.diagrams, labelling.effective
    reached = diagrams.disjunction(effective[norm] for norm in law.norms)
    prohibited = diagrams.disjunction(effective[norm.iri] for norm in law.prohibitions)
    before = (norm for norm in law.obligations if norm.requires and norm.due == Due.BEFORE_TRANSFER)
    waiting = diagrams.disjunction(lacking(labelling, norm) for norm in before)
    return diagrams.apply("verdict", verdict, (reached, prohibited, waiting))


def possible_verdicts(diagrams: DiagramManager, diagram: Diagram) -> tuple[Verdict, ...]:
    """Return the verdicts that some completion leads to, the mildest first."""
    found = diagrams.terminals(diagram)
    return tuple(one for one in Verdict if one in found)
