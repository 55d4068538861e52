"""The page of an answer, and the files that hold it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from lexflux.answers import Answer, JointAnswer
from lexflux.batch.run import Asked
from lexflux.decision.flows import FlowDecision
from lexflux.decision.outcome import Decision
from lexflux.decision.words import DecisionWords
from lexflux.dossier.prepare import prepared
from lexflux.errors import LexfluxError
from lexflux.explain.flow import FlowWords, drawn, heading, leg_heading, leg_lines
from lexflux.explain.lines import Line
from lexflux.explain.norms import norm_sections
from lexflux.explain.report import closing, headline, sections, title
from lexflux.explain.together import joint_cover, law_heading, laws_told
from lexflux.faces.legs import check_flow
from lexflux.faces.pictures.argument import argument
from lexflux.faces.web import asking
from lexflux.faces.web.attachments import attachment
from lexflux.faces.web.described import Fields, chosen_of, content_of, fields_of, permalink, tree_of
from lexflux.faces.web.drawing import inline
from lexflux.faces.web.form import form
from lexflux.faces.web.links import link, named_things_of
from lexflux.faces.web.page import page
from lexflux.faces.web.settling import MOST_BUTTONS, choices, denial, settled
from lexflux.faces.web.several import entries_of, table_of_answers
from lexflux.faces.web.titles import title_in
from lexflux.faces.web.turns import in_turn
from lexflux.faces.web.words import say
from lexflux.files import Files
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.lawbook import LawBook
from lexflux.remembering import remembered
from lexflux.terms import LF, local

DOWNLOADS = {"yaml": "application/yaml", "json": "application/json", "markdown": "text/markdown"}
DOWNLOADS |= {"turtle": "text/turtle", "csv": "text/csv", "dossier": "application/zip"}
PLACE_CLASS, MOST_PLACES = LF + "Place", 5
MOST_DECISIONS = 64
"""How many of the last ones are kept, of which somebody may want a file; a whole page is kept elsewhere."""


Respond = Callable[[Request, str, Asked, Fields], Response]
"""Makes a page or a file of the text that describes a transfer, of how it is asked about, and of all fields."""


async def answer(request: Request) -> Response:
    """Show the answer on the transfer of a form or of a link, or give it as a file."""
    fields = await fields_of(request)
    try:
        return await _answered(request, _content(request, fields), fields)
    except LexfluxError as error:
        return form(request, {**fields, "facts": fields.get("facts", "")}, error)


def _content(request: Request, fields: Fields) -> str:
    """Return what describes the transfer, with what somebody has just said of what was presumed."""
    content, spoken = content_of(fields), request.path_params["lang"]
    for name, is_so in (("so", True), ("not", False)):
        if fields.get(name):
            tree = tree_of(content, spoken)
            return settled(request.app.state.knowledge, tree, fields[name], is_so, spoken)
    return content


async def _answered(request: Request, content: str, fields: Fields) -> Response:
    form_asked = fields.get("format", "")
    if form_asked == "yaml":
        return _download(content, form_asked)
    asked, knowledge = asked_of(request, fields), request.app.state.knowledge
    turns = request.app.state.decisions
    entries = await in_turn(turns, entries_of, knowledge, content, asked.language)
    if entries is not None:
        return await in_turn(turns, table_of_answers, request, entries, content, asked, form_asked)
    if form_asked in DOWNLOADS:
        return await in_turn(turns, _download_of, knowledge, content, asked, form_asked)
    return answer_page(request, content, fields, await in_turn(turns, shown, knowledge, content, asked))


async def with_transfer(request: Request, respond: Respond) -> Response:
    """Return what is to be shown on the transfer of a form or of a link, in its turn, or the form with its faults."""
    fields, turns = await fields_of(request), request.app.state.decisions
    try:
        content, asked = content_of(fields), asked_of(request, fields)
        return await in_turn(turns, respond, request, content, asked, fields)
    except LexfluxError as error:
        return form(request, {**fields, "facts": fields.get("facts", "")}, error)


def asked_of(request: Request, fields: Fields) -> Asked:
    """Return what the fields of a form ask of a transfer."""
    strict = fields.get("strict") == "true"
    return Asked(fields.get("regime") or None, fields.get("on") or None, {}, strict, request.path_params["lang"])


@remembered(MOST_DECISIONS)
def _decided(
    knowledge: KnowledgeBase, content: str, regime: str | None, on: str | None, strict: bool, name: str
) -> Answer | JointAnswer | FlowDecision:
    return asking.decided(knowledge, content, Asked(regime, on, {}, strict), name)


def answer_on(knowledge: KnowledgeBase, content: str, asked: Asked) -> Answer | JointAnswer | FlowDecision:
    """Return the answer on what a text describes; raises as `lexflux.faces.web.asking.decided`."""
    name = say("your text", asked.language)
    return _decided(knowledge, content, asked.regime, asked.on, asked.strict, name)


def _download_of(knowledge: KnowledgeBase, content: str, asked: Asked, form_asked: str) -> Response:
    found, spoken = answer_on(knowledge, content, asked), asked.language
    if form_asked == "dossier":
        return _download(_zipped(prepared(knowledge, found, spoken)), form_asked)
    if isinstance(found, FlowDecision):
        return _download(check_flow(knowledge, found, None, spoken, form_asked, full=True), form_asked)
    return _download(found.explain(spoken, form_asked, full=True), form_asked)


def _zipped(files: Files) -> bytes:
    """Return files as one, which always is the same for the same files."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in sorted(files.items()):
            written.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def _download(content: str | bytes, form_asked: str) -> Response:
    return attachment(content, form_asked, DOWNLOADS[form_asked])


def shown(knowledge: KnowledgeBase, content: str, asked: Asked) -> Mapping[str, Any]:
    """Return what the page of an answer shows; raises as `answer_on`."""
    found, spoken = answer_on(knowledge, content, asked), asked.language
    if isinstance(found, FlowDecision):
        return _flow(FlowWords(knowledge.book, found, spoken))
    return {"flow": [], **_transfer(knowledge, found, spoken)}


def _flow(words: FlowWords) -> dict[str, Any]:
    """Return who hands the data to whom, and of each leg its verdict and in brief what each law says of it."""
    found = words.found
    return {
        "flow": drawn(words),
        "title": title_in(found.flow.label or "", words.language),
        "verdict": local(found.verdict),
        "headline": [heading(words), words.say("gravest of legs")],
        "legs": [
            {
                "name": leg.leg.name,
                "heading": leg_heading(words, leg),
                "lines": leg_lines(words, leg),
                "day": next((one.on for one in leg.decisions), ""),
            }
            for leg in found.legs
        ],
        "closing": [words.say("disclaimer")],
    }


def _transfer(knowledge: KnowledgeBase, found: Answer | JointAnswer, spoken: str) -> dict[str, Any]:
    if isinstance(found, JointAnswer):
        told = _cover(knowledge, found, spoken)
    else:
        told = _one_law(knowledge, found.decision, spoken)
    return {
        **told,
        "title": title_in("".join(told["title"]), spoken),
        "settle": lambda line: _settle(knowledge, line, spoken),
        "day": found.day,
    }


def _cover(knowledge: KnowledgeBase, found: JointAnswer, spoken: str) -> dict[str, Any]:
    """Return the joint verdict, which law applies and may, what several ask together, and what each of them says."""
    cover, told = joint_cover(found.book, found.found, spoken, full=True), laws_told(found.found)
    return {
        "title": cover.title,
        "verdict": local(found.found.verdict),
        "headline": cover.headline,
        "sections": cover.sections,
        "laws": [_law(knowledge, one, spoken, alone=len(found.decisions) == 1) for one in told],
        "closing": cover.closing,
    }


def _one_law(knowledge: KnowledgeBase, decision: Decision, spoken: str) -> dict[str, Any]:
    return {
        "title": title(decision),
        "verdict": local(decision.verdict),
        "headline": headline(decision, spoken),
        "sections": [],
        "laws": [_law(knowledge, decision, spoken, alone=True)],
        "closing": closing(decision, spoken),
    }


def _law(knowledge: KnowledgeBase, decision: Decision, spoken: str, alone: bool) -> dict[str, Any]:
    """Return what one law says, with its argument as a picture and its grounds; of several, under a heading."""
    words = DecisionWords(decision, spoken)
    things = named_things_of(knowledge)

    def address(iri: str) -> str:
        return link(words.book, iri, spoken)[1] if iri in things else ""

    return {
        "heading": "" if alone else law_heading(words),
        "regime": next(name for name, iri in words.book.regimes.items() if iri == decision.regime),
        "verdict": local(decision.verdict),
        "sections": sections(decision, spoken),
        "grounds": norm_sections(decision, spoken),
        "picture": inline(argument(decision, spoken, address)),
    }


def _settle(knowledge: KnowledgeBase, line: Line, spoken: str) -> dict[str, Any] | None:
    """Return with which clicks what a line presumes becomes an answer, None if it presumes nothing of that kind."""
    offered = list(choices(knowledge.book, line.presumed, spoken)) if line.presumed else []
    if line.presumed is None or not offered:
        return None
    return {
        "offered": offered,
        "denial": denial(knowledge.book, line.presumed),
        "is_long": len(offered) > MOST_BUTTONS,
    }


def answer_page(request: Request, content: str, fields: Fields, found: Mapping[str, Any]) -> Response:
    """Return the page of an answer."""
    spoken, kept = request.path_params["lang"], permalink(content, fields)
    return page(
        request,
        "answer.html",
        spoken,
        here=f"answer?{kept.query}" if kept.query else None,
        query=kept.query,
        link_fields=kept.fields,
        forms=list(DOWNLOADS),
        content=content,
        chosen=chosen_of(fields),
        places=_places(request.app.state.knowledge.book),
        **found,
    )


@remembered(2)
def _places(book: LawBook) -> list[str]:
    """Return a place of each of the first laws, from which the transfer can be taken to leave instead."""
    counted = [(one.designated_as, one.individual) for one in book.designations.values()]
    own = (
        sorted({*places, *(individual for of_class, individual in counted if of_class in places)})
        for places in book.territories.values()
    )
    named = ([one for one in places if PLACE_CLASS in book.individuals.get(one, ())] for places in own)
    return [local(places[0]) for places in named if places][:MOST_PLACES]
