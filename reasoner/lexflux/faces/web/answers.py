"""The pages on which a transfer is described, asked about and decided."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from lexflux import resources
from lexflux.asking.questions import Question, next_question
from lexflux.asking.state import State
from lexflux.asking.words import QuestionWords
from lexflux.asking.writing import written
from lexflux.batch.run import Asked
from lexflux.decision.flows import FlowDecision
from lexflux.decision.outcome import Decision
from lexflux.errors import InputError, JoinedInputError, LexfluxError
from lexflux.explain.norms import norm_sections
from lexflux.explain.report import closing, headline, sections, title
from lexflux.faces.legs import check_flow
from lexflux.faces.web import bodies
from lexflux.faces.web.asking import after_answer, decided, state_of
from lexflux.faces.web.facts_link import packed, unpacked
from lexflux.faces.web.page import page
from lexflux.faces.web.problems import status_of
from lexflux.faces.web.turns import in_turn
from lexflux.faces.web.words import say
from lexflux.facts.documents import Source, tree_of_text
from lexflux.knowledge_base import KnowledgeBase, render
from lexflux.law.wording import Wording
from lexflux.terms import local

DOWNLOADS = {"yaml": "application/yaml", "json": "application/json", "markdown": "text/markdown"}
DOWNLOADS |= {"turtle": "text/turtle", "csv": "text/csv"}
SUFFIXES = {"markdown": "md", "turtle": "ttl"}
Fields = Mapping[str, str]


async def start(request: Request) -> Response:
    """Show the form for a transfer, with an example, the facts of a link, or nothing in it."""
    fields = request.query_params
    content = unpacked(fields["t"]) if "t" in fields else _example(fields.get("example", ""))
    return _form(request, {**fields, "facts": content})


def _example(name: str) -> str:
    path = _examples().get(name)
    return path.read_text("utf-8") if path else ""


def _examples() -> dict[str, Any]:
    return {path.stem: path for path in sorted(resources.folder("examples").glob("*.yaml"))}


def _form(request: Request, fields: Fields, error: LexfluxError | None = None) -> Response:
    """Return the form with what was typed, and what is wrong with it."""
    spoken = request.path_params["lang"]
    errors = error.errors if isinstance(error, JoinedInputError) else [error] if error else []
    return page(
        request,
        "ask.html",
        spoken,
        status=status_of(error) if error else 200,
        messages=[one.text(spoken) for one in errors],
        fields={"facts": "", "regime": "", "on": "", "strict": "", **fields},
        regimes=_regimes(request, spoken),
        examples=list(_examples()),
    )


def _regimes(request: Request, spoken: str) -> list[tuple[str, str]]:
    book = request.app.state.knowledge.book
    return [(notation, book.label(iri, spoken)) for notation, iri in book.regimes.items()]


async def _fields(request: Request) -> QueryParams:
    return QueryParams(await bodies.form_of(request)) if request.method == "POST" else request.query_params


async def answer(request: Request) -> Response:
    """Show the answer on the transfer of a form or of a link, or give it as a file."""
    fields = await _fields(request)
    try:
        content = unpacked(fields["t"]) if "t" in fields else fields.get("facts", "").replace("\r\n", "\n")
        return await _answered(request, content, fields)
    except LexfluxError as error:
        return _form(request, {**fields, "facts": fields.get("facts", "")}, error)


async def _answered(request: Request, content: str, fields: Fields) -> Response:
    form = fields.get("format", "")
    if form == "yaml":
        return _download(content, form)
    asked = _asked(request, fields)
    turns = request.app.state.decisions
    if form in DOWNLOADS:
        return await in_turn(turns, _download_of, request, content, asked, form)
    return _answer_page(request, content, fields, await in_turn(turns, _shown, request, content, asked))


def _asked(request: Request, fields: Fields) -> Asked:
    strict = fields.get("strict") == "true"
    return Asked(fields.get("regime") or None, fields.get("on") or None, {}, strict, request.path_params["lang"])


def _download_of(request: Request, content: str, asked: Asked, form: str) -> Response:
    knowledge = request.app.state.knowledge
    found = decided(knowledge, content, asked, say("your text", asked.language))
    if isinstance(found, FlowDecision):
        return _download(check_flow(knowledge, found, None, asked.language, form, full=True), form)
    return _download(render(found, asked.language, form, full=True), form)


def _download(content: str, form: str) -> Response:
    named = {"Content-Disposition": f'attachment; filename="lexflux.{SUFFIXES.get(form, form)}"'}
    return Response(content, media_type=DOWNLOADS[form], headers=named)


def _shown(request: Request, content: str, asked: Asked) -> dict[str, Any]:
    """Return what the page of an answer shows."""
    knowledge = request.app.state.knowledge
    found = decided(knowledge, content, asked, say("your text", asked.language))
    if isinstance(found, FlowDecision):
        return {"flow": check_flow(knowledge, found, None, asked.language, "text", full=True), "title": []}
    return {"flow": "", **_transfer(knowledge, found, asked.language)}


def _transfer(knowledge: KnowledgeBase, decision: Decision, spoken: str) -> dict[str, Any]:
    words = Wording(knowledge.book, spoken)
    return {
        "title": title(decision),
        "headline": headline(decision, spoken),
        "sections": sections(decision, spoken),
        "grounds": norm_sections(decision, spoken),
        "closing": closing(decision, spoken),
        "cite": words.cite,
    }


def _answer_page(request: Request, content: str, fields: Fields, shown: Mapping[str, Any]) -> Response:
    spoken, link = request.path_params["lang"], packed(content)
    chosen = {name: fields[name] for name in ("regime", "on", "strict") if fields.get(name)}
    query = urlencode({"t": link, **chosen})
    return page(
        request,
        "answer.html",
        spoken,
        here=f"answer?{query}" if link else None,
        query=query if link else "",
        forms=list(DOWNLOADS),
        content=content,
        chosen=chosen,
        **shown,
    )


async def dialogue(request: Request) -> Response:
    """Ask for what the verdict turns on next; the form carries what is known, the server remembers nothing."""
    fields = await _fields(request)
    spoken = request.path_params["lang"]
    try:
        tree = _tree(fields.get("state") or fields.get("facts", ""), spoken)
        state = state_of(request.app.state.knowledge, tree, fields.get("regime"), fields.get("on"))
    except LexfluxError as error:
        return _form(request, {**fields, "facts": fields.get("facts", "")}, error)
    said = "; ".join(one.strip() for one in fields.getlist("said") if one.strip())
    return await in_turn(request.app.state.decisions, _asked_next, request, state, said)


def _tree(content: str, spoken: str) -> dict[str, Any]:
    """Return what is known so far of one transfer."""
    if not content.strip():
        return {}
    name = say("your text", spoken)
    source = tree_of_text(content.replace("\r\n", "\n"), name)
    if not isinstance(source, Source) or not isinstance(source.tree, dict) or "legs" in source.tree:
        raise InputError("flow cannot be asked", name=name)
    return source.tree


def _asked_next(request: Request, state: State, said: str) -> Response:
    knowledge, spoken = request.app.state.knowledge, request.path_params["lang"]
    problem = ""
    try:
        state = after_answer(knowledge, state, said) if said else state
    except InputError as error:
        problem = error.text(spoken)
    content = written(knowledge.book, state.tree, spoken)
    chosen = {"regime": state.regime or "", "on": state.on.isoformat() if state.on else ""}
    try:
        question = next_question(knowledge, state)
    except LexfluxError as error:
        return _form(request, {"facts": content, **chosen}, error)
    if question is None:
        shown = _shown(request, content, _asked(request, chosen))
        return _answer_page(request, content, chosen, shown)
    return _question_page(request, state, question, content, problem)


def _question_page(request: Request, state: State, question: Question, content: str, problem: str) -> Response:
    spoken = request.path_params["lang"]
    words = QuestionWords(request.app.state.knowledge.book, spoken)
    return page(
        request,
        "question.html",
        spoken,
        status=422 if problem else 200,
        problem=problem,
        words=words,
        question=question,
        kind=(question.shape.datatype or "") if question.shape else "",
        offered=_named(words, question.offered),
        allowed=_named(words, [iri for iri in question.allowed if iri not in question.offered]),
        state=json.dumps(dict(state.tree), ensure_ascii=False),
        content=content,
        regime=state.regime or "",
        on=state.on.isoformat() if state.on else "",
    )


def _named(words: QuestionWords, terms: Sequence[str]) -> list[tuple[str, str]]:
    return [(local(iri), words.label(iri)) for iri in terms]
