"""The ten tools: each reads its arguments, calls one function of the library, and says what that gives."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lexflux.answers import Answer, JointAnswer
from lexflux.asking.questions import next_question
from lexflux.asking.words import QuestionWords
from lexflux.decision.flows import FlowDecision
from lexflux.errors import InputError
from lexflux.explain.flow import render_flow
from lexflux.explain.plan_forms import render_plan
from lexflux.explain.render import as_explanation
from lexflux.explain.together import joint_data
from lexflux.explain.treaty_report import as_text as treaties_as_text
from lexflux.explain.treaty_words import TreatyWords
from lexflux.faces.cards import card
from lexflux.faces.comparisons.transfer import compared, outcomes
from lexflux.faces.finding import Finding
from lexflux.faces.legs import decisions_on
from lexflux.faces.names import resolve
from lexflux.faces.notebook.results import LabelledResult
from lexflux.faces.parameters import values_of
from lexflux.faces.tables import render as render_table
from lexflux.faces.tools.replies import Reply
from lexflux.faces.tools.schemas import Schema, inputs, text, texts, transfer_schema
from lexflux.faces.tools.words import both, say
from lexflux.faces.web.asking import after_answer, as_data, state_of
from lexflux.faces.web.sparql import JSON_RESULTS, TURTLE, asked_of
from lexflux.faces.web.words import say as say_web
from lexflux.faces.web.worker import Bounds
from lexflux.faces.web.workers import Workers
from lexflux.facts.flow import read_tree
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.lawbook import LawBook
from lexflux.phrases import LANGUAGES, phrase
from lexflux.query import endpoints
from lexflux.query.queries import Query, find, load_queries
from lexflux.query.results import Result
from lexflux.query.sparql import prepare
from lexflux.terms import local

Arguments = Mapping[str, Any]
MOST_COLUMNS = 8
"""What is compared in more columns is told by its outcomes alone."""
FEW, MANY = 20, 100


class Desk:
    """What tools work with: the knowledge base, and processes for the queries of strangers, begun when one comes."""

    def __init__(self, knowledge: KnowledgeBase, bounds: Bounds) -> None:
        self.knowledge = knowledge
        self.bounds = bounds
        self._workers: Workers | None = None
        self._lock = threading.Lock()

    def workers(self) -> Workers:
        """Return the processes for queries."""
        with self._lock:
            self._workers = self._workers or Workers(self.knowledge.store, self.bounds)
            return self._workers

    def close(self) -> None:
        """End all processes."""
        if self._workers is not None:
            self._workers.close()

    @property
    def book(self) -> LawBook:
        """The law book."""
        return self.knowledge.book

    @cached_property
    def library(self) -> dict[str, Query]:
        """Return the questions of the library that ask the law alone."""
        found = load_queries(self.knowledge.queries)
        return {name: one for name, one in found.items() if one.reads == {"knowledge"} and not one.gives_graph}


def decide(desk: Desk, given: Arguments, language: str) -> Reply:
    """Decide a transfer or a flow."""
    found = _decided(desk, given)
    if not isinstance(found, FlowDecision):
        return Reply(_in_short(found, language), _told(desk, found, language), tuple(found.decisions))
    decisions = tuple(one for leg in found.legs for one in leg.decisions)
    legs = [
        {"leg": leg.leg.name, "verdict": local(leg.verdict), "notEncoded": [*map(local, leg.not_encoded)]}
        for leg in found.legs
    ]
    data = {"verdict": local(found.verdict), "legs": legs}
    return Reply(render_flow(desk.book, found, language, "text"), data, decisions)


def _in_short(found: Answer | JointAnswer, language: str) -> str:
    """Return the short answer; here not an option of the command line shows the rest."""
    told = found.explain(language)
    for hint in ("whole answer", "one law alone"):
        told = told.replace(phrase(hint, language), say(hint, language))
    return told


def _told(desk: Desk, found: Answer | JointAnswer, language: str) -> dict[str, Any]:
    """Return the verdict, of a joint one also the law that may reach the transfer and that which will."""
    if isinstance(found, Answer):
        return {"verdict": found.verdict}
    told = joint_data(desk.book, found.found, language, ("mayReach", "toCome"))
    return {"verdict": told["verdict"], "mayReach": told["mayReach"], "toCome": told["toCome"]}


def _decided(desk: Desk, given: Arguments) -> Answer | JointAnswer | FlowDecision:
    facts = read_tree(dict(given["transfer"]), desk.book)
    return desk.knowledge.answer(facts, given.get("regime"), given.get("on"), None, given.get("strict", False))


def ask(desk: Desk, given: Arguments, language: str) -> Reply:
    """Take where a dialogue stands and perhaps an answer, and say what is asked next."""
    state = state_of(desk.knowledge, given["transfer"], given.get("regime"), given.get("on"))
    if given.get("answer") is not None:
        state = after_answer(desk.knowledge, state, given["answer"])
    question, words = next_question(desk.knowledge, state), QuestionWords(desk.book, language)
    on = state.on.isoformat() if state.on else None
    data = {"transfer": dict(state.tree), "regime": state.regime, "on": on, "question": as_data(words, question)}
    if question is None:
        facts = desk.knowledge.read(dict(state.tree))
        found = desk.knowledge.answer(facts, state.regime, state.on)
        assert not isinstance(found, FlowDecision)
        settled = say("settled" if state.regime else "settled by own law", language)
        said = settled + "\n\n" + _in_short(found, language)
        return Reply(said, data | _told(desk, found, language), tuple(found.decisions))
    offered = [f"  - {local(iri)}: {words.label(iri)}" for iri in question.offered[:FEW]]
    lines = [f"{words.subject(question)}: {words.asked(question)}", words.why(question), *offered, words.how(question)]
    return Reply("\n".join(lines), data)


def explain(desk: Desk, given: Arguments, language: str) -> Reply:
    """Explain a decision norm by norm."""
    found = _decided(desk, given)
    decisions = tuple(decisions_on(found, None))
    known = {iri for decision in decisions for iri in decision.findings}
    named = [resolve(name, known, "unknown norm") for name in given.get("norms", ())]
    parts = [
        as_explanation(one, language, tuple(iri for iri in named if iri in one.findings))
        for one in decisions
        if not named or one.findings.keys() & named
    ]
    return Reply("\n".join(parts), {}, decisions, "narrow explain")


def plan(desk: Desk, given: Arguments, language: str) -> Reply:
    """Plan what has to be done."""
    facts = read_tree(dict(given["transfer"]), desk.book)
    found = desk.knowledge.plan(facts, given.get("regimes", ()), given.get("on"), given.get("start"))
    decisions = tuple(one for leg in found.found.legs for one in leg.decisions)
    data = {
        "settled": not found.not_settled,
        "notBefore": found.may_start.isoformat() if found.may_start else None,
        "tasks": len(found.tasks),
    }
    told = render_plan(desk.book, found, language, "text").replace("`lexflux check`", "`decide`")
    return Reply(told, data, decisions, "narrow plan")


def compare(desk: Desk, given: Arguments, language: str) -> Reply:
    """Put one transfer under several regimes, days or places of departure."""
    facts, regimes, days = desk.knowledge.read(given["transfer"]), given.get("regimes", ()), given.get("days", ())
    table, found = compared(desk.knowledge, facts, "", regimes, days, given.get("origins", ()), language)
    columns = [
        {
            "regime": one.regime,
            "on": one.on.isoformat(),
            "from": one.origin,
            "verdict": one.decision and local(one.decision.verdict),
        }
        for one in found.columns
    ]
    data = {"columns": columns, "notEncoded": [*map(local, found.not_encoded)], "notReached": [*found.not_reached]}
    decisions = tuple(one.decision for one in found.columns if one.decision)
    if len(found.columns) <= MOST_COLUMNS:
        return Reply(render_table(table, "markdown"), data, decisions)
    told = render_table(outcomes(table), "markdown") + "\n" + say("narrow compare", language)
    return Reply(told, data, decisions)


def treaties(desk: Desk, given: Arguments, language: str) -> Reply:
    """Say what binds two places towards each other."""
    found = desk.knowledge.treaties(given["one"], given["other"], given["on"], given.get("topics", ()))
    words = TreatyWords(found, desk.book, desk.knowledge.agreements, language)
    binding = [{"agreement": words.agreement(one.agreement), "since": str(one.since or "")} for one in found.binding]
    return Reply(treaties_as_text(words), {"binding": binding, "complete": False}, narrow="narrow treaties")


def search(desk: Desk, given: Arguments, language: str) -> Reply:
    """Find what the knowledge base says about words."""
    found = Finding(desk.knowledge, given["words"].split(), language, given.get("kind"), given.get("regime"))
    limit = given.get("limit", FEW)
    return Reply(
        found.shown("text", limit).replace("--limit", "limit"),
        {"count": len(found.hits), "names": [row[0] for row in found.rows(limit)]},
    )


def show(desk: Desk, given: Arguments, language: str) -> Reply:
    """Show the card of what a name means."""
    return Reply(card(desk.knowledge, given["name"], language))


def query(desk: Desk, given: Arguments, language: str) -> Reply:
    """Run a question of the library."""
    chosen = find(desk.library, given["name"])
    values = values_of(desk.knowledge, chosen, {k: str(v) for k, v in given.get("parameters", {}).items()}, language)
    return _rows(desk, desk.knowledge.query(chosen.name, **values), given, language)


def sparql(desk: Desk, given: Arguments, language: str) -> Reply:
    """Run a query of a stranger in a process that ends at its bounds."""
    desk.knowledge.refuse_unknown_names(given["query"])
    prepared = prepare(given["query"])
    reply = desk.workers().ask(asked_of(prepared.text, JSON_RESULTS, TURTLE))
    if reply.status == "syntax":
        raise endpoints.broken(prepared, reply.detail, endpoints.OXIGRAPH_PLACE)
    if reply.status != "done":
        raise InputError("query refused", detail=_refused(desk, reply.status, reply.detail))
    if reply.type == TURTLE:
        return Reply(reply.content.decode(), {"form": "turtle"})
    if prepared.form == "ASK":
        truth = b'"boolean":true' in reply.content.replace(b" ", b"")
        return Reply(phrase("yes" if truth else "no", language), {"answer": truth})
    return _rows(desk, endpoints.result_of_content(reply.content), given, language)


def _refused(desk: Desk, status: str, detail: str) -> tuple[str, ...]:
    bounds = desk.bounds
    named = {"seconds": round(bounds.seconds), "memory": bounds.memory >> 20, "size": bounds.size >> 20}
    return tuple(say_web(f"query {status}", one, detail=detail, rows=bounds.rows, **named) for one in LANGUAGES)


def _rows(desk: Desk, found: Result, given: Arguments, language: str) -> Reply:
    """Say the first rows, with labels; no row is told as no all-clear."""
    limit = given.get("limit", FEW)
    first = LabelledResult(found.columns, found.rows[:limit], book=desk.book)
    data = {"count": len(found), "columns": [*found.columns], "rows": [list(row) for row in first.cells()]}
    if not len(found):
        return Reply(say("no rows", language), data)
    table = first.view(language)
    left = [say("left rows", language, count=len(found) - limit)] if len(found) > limit else []
    return Reply("\n".join([render_table(table, "markdown"), *left]), data)


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: its name, its arguments, those that are needed, and what it does."""

    name: str
    run: Callable[[Desk, Arguments, str], Reply]
    needed: tuple[str, ...]
    arguments: Callable[[Desk], dict[str, Schema]]

    def schema(self, desk: Desk) -> Schema:
        """Return the schema of its arguments."""
        return inputs(desk.book, self.needed, self.arguments(desk))


def _limit() -> Schema:
    return {"type": "integer", "minimum": 1, "maximum": MANY, "description": both("limit")}


def _transfer(desk: Desk) -> Schema:
    return transfer_schema(desk.book)


def _about_transfer(desk: Desk) -> dict[str, Schema]:
    strict: Schema = {"type": "boolean", "description": both("strict")}
    return {"transfer": _transfer(desk), "regime": text("regime"), "on": text("on"), "strict": strict}


def _dialogue(desk: Desk) -> dict[str, Schema]:
    known = {**_transfer(desk), "description": both("state")}
    return {"transfer": known, "regime": text("regime"), "on": text("on"), "answer": text("answer")}


def _several_laws(desk: Desk) -> dict[str, Schema]:
    found = {"transfer": _transfer(desk), "regimes": texts("regimes")}
    return {**found, "days": texts("days"), "origins": texts("origins")}


def _planned(desk: Desk) -> dict[str, Schema]:
    return {"transfer": _transfer(desk), "regimes": texts("regimes"), "on": text("on"), "start": text("start")}


def _places(desk: Desk) -> dict[str, Schema]:
    return {"one": text("place"), "other": text("place"), "on": text("day"), "topics": texts("topics")}


def _words(desk: Desk) -> dict[str, Schema]:
    return {"words": text("words"), "kind": text("kind"), "regime": text("regime"), "limit": _limit()}


def _question(desk: Desk) -> dict[str, Schema]:
    name = {"type": "string", "enum": sorted(desk.library), "description": both("query name")}
    return {"name": name, "parameters": {"type": "object", "description": both("parameters")}, "limit": _limit()}


TOOLS: dict[str, Tool] = {
    one.name: one
    for one in (
        Tool("decide", decide, ("transfer",), _about_transfer),
        Tool("next_question", ask, ("transfer",), _dialogue),
        Tool("explain", explain, ("transfer",), lambda desk: {**_about_transfer(desk), "norms": texts("norms")}),
        Tool("plan", plan, ("transfer",), _planned),
        Tool("compare", compare, ("transfer",), _several_laws),
        Tool("treaties", treaties, ("one", "other", "on"), _places),
        Tool("find", search, ("words",), _words),
        Tool("show", show, ("name",), lambda desk: {"name": text("name")}),
        Tool("query", query, ("name",), _question),
        Tool("sparql", sparql, ("query",), lambda desk: {"query": text("sparql text"), "limit": _limit()}),
    )
}
