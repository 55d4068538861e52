"""The HTTP interface for programs: decide, ask, explain. The same request always has the same answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from lexflux.asking.questions import next_question
from lexflux.asking.words import QuestionWords
from lexflux.batch.run import Asked
from lexflux.decision.flows import FlowDecision
from lexflux.errors import InputError, UnknownTermError
from lexflux.explain.render import as_explanation
from lexflux.faces.legs import check_flow, decisions_on
from lexflux.faces.names import resolve
from lexflux.faces.web import bodies
from lexflux.faces.web.asking import after_answer, as_data, decided, state_of
from lexflux.faces.web.negotiation import chosen, language
from lexflux.faces.web.turns import in_turn
from lexflux.facts.documents import Source, tree_of_text
from lexflux.knowledge_base import KnowledgeBase, render

FORMS = {"application/yaml": "yaml", "text/yaml": "yaml", "application/x-yaml": "yaml", "application/json": "json"}
FORMS |= {"application/ld+json": "json", "text/turtle": "turtle", "application/n-triples": "turtle"}
ANSWERS = {"application/json": "json", "text/markdown": "markdown", "text/turtle": "turtle", "text/csv": "csv"}
ANSWERS |= {"text/plain": "text"}
ANSWER_NAMES = {form: media_type for media_type, form in ANSWERS.items()}
PARAMETERS = ("regime", "on", "reading", "strict", "lang", "format")
STATE = ("transfer", "regime", "on", "answer")
QUESTION_SCHEMA = "lexflux-question/1"
BODY = "body"


async def decide(request: Request) -> Response:
    """Decide the transfer or flow in the body, as `lexflux check` does."""
    media_type = chosen(request, dict.fromkeys(ANSWERS, ""), ANSWER_NAMES)
    if media_type is None:
        raise HTTPException(406)
    content, form = await _described(request)
    asked, knowledge = asked_of(request), request.app.state.knowledge
    text = await in_turn(request.app.state.decisions, _decide, knowledge, content, form, asked, ANSWERS[media_type])
    return Response(text, media_type=media_type, headers={"Vary": "Accept, Accept-Language"})


def _decide(knowledge: KnowledgeBase, content: str, form: str, asked: Asked, answer: str) -> str:
    found = decided(knowledge, content, asked, BODY, form)
    if isinstance(found, FlowDecision):
        return check_flow(knowledge, found, None, asked.language, answer, full=True)
    return render(found, asked.language, answer, full=True)


async def explain(request: Request) -> Response:
    """Explain the decision on the transfer or flow in the body norm by norm, as `lexflux explain` does."""
    content, form = await _described(request)
    asked = asked_of(request, "norm")
    norms = request.query_params.getlist("norm")
    text = await in_turn(
        request.app.state.decisions, _explain, request.app.state.knowledge, content, form, asked, norms
    )
    return Response(text, media_type="text/plain", headers={"Vary": "Accept-Language"})


def _explain(knowledge: KnowledgeBase, content: str, form: str, asked: Asked, norms: list[str]) -> str:
    found = decided(knowledge, content, asked, BODY, form)
    decisions = decisions_on(found, None) if isinstance(found, FlowDecision) else [found]
    known = {iri for decision in decisions for iri in decision.findings}
    named = [resolve(name, known, "unknown norm") for name in norms]
    having = [one for one in decisions if not named or one.findings.keys() & named]
    explained = ((one, tuple(iri for iri in named if iri in one.findings)) for one in having)
    return "\n".join(as_explanation(one, asked.language, those) for one, those in explained)


async def ask(request: Request) -> Response:
    """Take where a dialogue stands and perhaps an answer, and return where it stands then, with the next question."""
    if bodies.media_type(request) != "application/json":
        raise HTTPException(415)
    told = _told(await bodies.text_of(request))
    found = await in_turn(request.app.state.decisions, _ask, request.app.state.knowledge, told, language(request))
    return JSONResponse(found, headers={"Vary": "Accept-Language"})


def _ask(knowledge: KnowledgeBase, told: dict[str, Any], spoken: str) -> dict[str, Any]:
    state = state_of(knowledge, told.get("transfer") or {}, told.get("regime"), told.get("on"))
    if told.get("answer") is not None:
        state = after_answer(knowledge, state, told["answer"])
    on = state.on.isoformat() if state.on else None
    return {
        "schema": QUESTION_SCHEMA,
        "state": {"transfer": dict(state.tree), "regime": state.regime, "on": on},
        "question": as_data(QuestionWords(knowledge.book, spoken), next_question(knowledge, state)),
    }


def _told(content: str) -> dict[str, Any]:
    """Return the members of a body, each of its kind."""
    source = tree_of_text(content, BODY, "json")
    tree = source.tree if isinstance(source, Source) else None
    if not isinstance(tree, dict):
        raise InputError("not a mapping", name=BODY)
    for key, value in tree.items():
        if key not in STATE or not isinstance(value, dict if key == "transfer" else str | None):
            known = json.dumps(dict.fromkeys(STATE, "...") | {"transfer": {}})
            raise InputError("not a state", member=str(key), known=known)
    return tree


async def _described(request: Request) -> tuple[str, str]:
    """Return the body and the form in which it describes a transfer."""
    form = FORMS.get(bodies.media_type(request))
    if form is None:
        raise HTTPException(415)
    return await bodies.text_of(request), form


def asked_of(request: Request, *more: str) -> Asked:
    """
    Return what the address of a request asks of a transfer.

    Raises
    ------
    UnknownTermError
        If it has a parameter that says nothing here, or a reading that is no pair.
    """
    parameters = request.query_params
    for name in parameters:
        if name not in (*PARAMETERS, *more):
            raise InputError("parameter of no request", name=name, known=", ".join((*PARAMETERS, *more)))
    strict = parameters.get("strict", "false")
    if strict not in ("true", "false"):
        raise InputError("parameter not a truth value", name="strict", value=strict)
    readings = dict(map(_reading, parameters.getlist("reading")))
    regime, on = parameters.get("regime"), parameters.get("on")
    return Asked(regime or None, on or None, readings, strict == "true", language(request))


def _reading(pair: str) -> tuple[str, str]:
    point, equals, reading = pair.partition("=")
    if not equals:
        raise UnknownTermError("option not a pair", option="reading", given=pair, form="POINT=READING")
    return point, reading


OPERATIONS: dict[str, Callable[[Request], Any]] = {"decide": decide, "ask": ask, "explain": explain}
