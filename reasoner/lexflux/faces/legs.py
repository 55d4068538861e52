"""What commands print of a flow: all legs briefly, or the whole answer on one."""

from __future__ import annotations

from lexflux.decision.flows import FlowDecision
from lexflux.errors import UnknownTermError
from lexflux.explain.flow import render_flow
from lexflux.knowledge_base import KnowledgeBase, render


def check_flow(knowledge: KnowledgeBase, found: FlowDecision, leg: str | None, language: str, form: str) -> str:
    """Return the decision on a flow in one of the forms, or the answers of each law on the one leg asked for."""
    if leg is None:
        return render_flow(knowledge.book, found, language, form)
    return "\n".join(answers_on(found, leg, language, form))


def answers_on(found: FlowDecision, leg: str, language: str, form: str) -> list[str]:
    """
    Return the answer of each law on one leg.

    Raises
    ------
    InputError
        If the flow has no leg of that name.
    """
    name = found.flow.leg(leg).name
    decided = next(one for one in found.legs if one.leg.name == name)
    return [render(decision, language, form) for decision in decided.decisions]


def refuse_leg(leg: str | None) -> None:
    """Refuse to look for a leg in a file of one transfer."""
    if leg is not None:
        raise UnknownTermError("leg of no flow", leg=leg)
