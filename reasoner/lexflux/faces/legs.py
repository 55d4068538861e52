"""What commands print of a flow: all legs briefly, or the whole answer on one."""

from __future__ import annotations

from lexflux.answers import Answer, JointAnswer, render
from lexflux.decision.flows import FlowDecision
from lexflux.decision.outcome import Decision
from lexflux.errors import UnknownTermError
from lexflux.knowledge_base import KnowledgeBase


def check_flow(
    knowledge: KnowledgeBase, found: FlowDecision, leg: str | None, language: str, form: str, full: bool
) -> str:
    """Return the decision on a flow in one of the forms, or the answers of each law on the one leg asked for."""
    from lexflux.explain.flow import render_flow

    if leg is None or form == "json":
        return render_flow(knowledge.book, found, language, form, leg)
    return "\n".join(render(decision, language, form, full) for decision in decisions_on(found, leg))


def decisions_on(found: Answer | JointAnswer | FlowDecision, leg: str | None) -> list[Decision]:
    """
    Return the decision of each law on a transfer, on one leg of a flow, or on all.

    Raises
    ------
    InputError
        If the flow has no leg of that name.
    """
    if not isinstance(found, FlowDecision):
        return [*found.decisions]
    asked = None if leg is None else found.flow.leg(leg).name
    legs = (one for one in found.legs if asked in (None, one.leg.name))
    return [decision for one in legs for decision in one.decisions]


def refuse_leg(leg: str | None) -> None:
    """Refuse to look for a leg in a file of one transfer."""
    if leg is not None:
        raise UnknownTermError("leg of no flow", leg=leg)
