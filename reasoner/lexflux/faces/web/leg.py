"""The page of one leg of a flow: the whole answer of each law on it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from lexflux.decision.flows import FlowDecision
from lexflux.decision.outcome import Decision
from lexflux.errors import LexfluxError, UnknownTermError
from lexflux.explain.report import headline, sections
from lexflux.faces.legs import decisions_on
from lexflux.faces.web import asking
from lexflux.faces.web.answers import asked_of
from lexflux.faces.web.described import CHOSEN, content_of, fields_of
from lexflux.faces.web.form import form
from lexflux.faces.web.page import page
from lexflux.faces.web.turns import in_turn
from lexflux.faces.web.words import say
from lexflux.terms import local


async def leg(request: Request) -> Response:
    """Show the answers on the leg that the address names, of the flow that it holds."""
    fields, spoken = await fields_of(request), request.path_params["lang"]
    knowledge, name = request.app.state.knowledge, fields.get("leg", "")
    try:
        content, asked = content_of(fields), asked_of(request, fields)
        turns = request.app.state.decisions
        found = await in_turn(turns, asking.decided, knowledge, content, asked, say("your text", spoken))
        if not isinstance(found, FlowDecision):
            raise UnknownTermError("leg of no flow", leg=name)
        answers = [_told(one, spoken) for one in decisions_on(found, name)]
    except LexfluxError as error:
        return form(request, {**fields, "facts": ""}, error)
    kept = {one: fields[one] for one in ("t", *CHOSEN) if fields.get(one)}
    return page(request, "leg.html", spoken, name=name, answers=answers, query=urlencode(kept))


def _told(decision: Decision, spoken: str) -> dict[str, Any]:
    verdict = local(decision.verdict)
    told = {"headline": headline(decision, spoken), "sections": sections(decision, spoken)}
    return {"verdict": verdict, "day": decision.on, **told}
