"""The page of what has to be done so that a transfer or a flow may go, in order of time."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from lexflux.batch.run import Asked
from lexflux.explain.plan import PlanWords
from lexflux.explain.plan_forms import render_plan
from lexflux.faces.described import UNNAMED, carried_over
from lexflux.faces.web.answers import with_transfer
from lexflux.faces.web.attachments import attachment
from lexflux.faces.web.described import Fields, permalink
from lexflux.faces.web.page import page
from lexflux.faces.web.several import read_one
from lexflux.faces.web.words import say
from lexflux.facts.documents import tree_of_text
from lexflux.facts.legs import Flow
from lexflux.facts.transfer import Facts
from lexflux.knowledge_base import KnowledgeBase
from lexflux.planning.plan import Plan

DOWNLOADS = {"ical": "text/calendar", "markdown": "text/markdown", "csv": "text/csv", "json": "application/json"}


async def plan(request: Request) -> Response:
    """Show the plan for the transfer of a form or of a link, or give it as a file."""
    return await with_transfer(request, _planned)


def _planned(request: Request, content: str, asked: Asked, fields: Fields) -> Response:
    knowledge, spoken = request.app.state.knowledge, asked.language
    facts, told = _read(knowledge, content, spoken)
    regimes = [asked.regime] if asked.regime else []
    found = knowledge.plan(facts, regimes, asked.on, fields.get("start") or None, strict=asked.strict)
    if fields.get("format") in DOWNLOADS:
        return _file(knowledge, found, spoken, fields["format"])
    words, kept = PlanWords(knowledge.book, found, spoken), permalink(content, fields)
    return page(
        request,
        "plan.html",
        spoken,
        here=f"plan?{kept.query}" if kept.query else None,
        carried_over=told,
        headline=words.headline(),
        phases=words.phases(),
        say_basis=words.say("basis"),
        day=next((decision.on for leg in found.found.legs for decision in leg.decisions), found.start),
        begins=found.start,
        query=kept.query,
        link_fields=kept.fields,
        forms=list(DOWNLOADS),
    )


def _read(knowledge: KnowledgeBase, content: str, spoken: str) -> tuple[Facts | Flow, list[str]]:
    """Return the one transfer or flow of a text, and what is to be told where it is described in DPV."""
    name = say("your text", spoken)
    facts, entries = read_one(knowledge, tree_of_text(content, name), name)
    return facts, carried_over(entries, spoken, UNNAMED)


def _file(knowledge: KnowledgeBase, found: Plan, spoken: str, form_asked: str) -> Response:
    content: Any
    if form_asked == "ical":
        from lexflux.explain.plan_calendar import as_calendar

        content = as_calendar(knowledge.book, found, spoken)
    else:
        content = render_plan(knowledge.book, found, spoken, form_asked)
    return attachment(content, form_asked, DOWNLOADS[form_asked], "lexflux-plan")
