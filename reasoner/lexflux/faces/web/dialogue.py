"""The page of the next question; the form carries what is known, the server remembers nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from lexflux.asking.questions import Question, next_question
from lexflux.asking.state import State
from lexflux.asking.words import QuestionWords
from lexflux.asking.writing import written
from lexflux.errors import InputError, LexfluxError
from lexflux.faces.web.answers import answer_page, asked_of, shown
from lexflux.faces.web.asking import after_answer, state_of
from lexflux.faces.web.described import fields_of, tree_of
from lexflux.faces.web.form import form
from lexflux.faces.web.page import page
from lexflux.faces.web.turns import in_turn
from lexflux.terms import local


async def dialogue(request: Request) -> Response:
    """Ask for what the verdict turns on next."""
    fields = await fields_of(request)
    spoken = request.path_params["lang"]
    try:
        tree = _tree(fields.get("state") or fields.get("facts", ""), spoken)
        state = state_of(request.app.state.knowledge, tree, fields.get("regime"), fields.get("on"))
    except LexfluxError as error:
        return form(request, {**fields, "facts": fields.get("facts", "")}, error)
    said = "; ".join(one.strip() for one in fields.getlist("said") if one.strip())
    return await in_turn(request.app.state.decisions, _asked_next, request, state, said)


def _tree(content: str, spoken: str) -> dict[str, Any]:
    """Return what is known so far of one transfer."""
    return tree_of(content, spoken) if content.strip() else {}


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
        return form(request, {"facts": content, **chosen}, error)
    if question is None:
        return answer_page(request, content, chosen, shown(knowledge, content, asked_of(request, chosen)))
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
