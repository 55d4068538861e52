"""The operations on a transfer or a flow: the same calls as the commands make, answered in the same forms."""

from __future__ import annotations

import json
import operator
from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Any

from lexflux.answers import Answer, JointAnswer
from lexflux.asking.questions import next_question
from lexflux.asking.words import QuestionWords
from lexflux.batch.dpv import is_in_dpv
from lexflux.batch.entries import Entry, Problem, of_source
from lexflux.batch.run import decide_many
from lexflux.decision.flows import FlowDecision
from lexflux.decision.outcome import Decision
from lexflux.errors import InputError, UnknownTermError
from lexflux.explain.flow import FlowWords, as_flow_data
from lexflux.explain.members.norms import explained_norms
from lexflux.explain.plan_calendar import as_calendar
from lexflux.explain.plan_forms import render_plan
from lexflux.explain.render import as_explanation
from lexflux.faces.comparisons.law import law_table
from lexflux.faces.comparisons.transfer import transfer_table
from lexflux.faces.legs import check_flow, decisions_on
from lexflux.faces.many.writer import problem_record, record
from lexflux.faces.names import resolve
from lexflux.faces.web.api import data
from lexflux.faces.web.api.of_law import shown
from lexflux.faces.web.api.operation import BODY, CARRIED_OVER, Call
from lexflux.faces.web.asking import after_answer, as_data, state_of
from lexflux.faces.web.several import read_one
from lexflux.facts.documents import Document, Source, tree_of_text
from lexflux.facts.legs import Flow
from lexflux.facts.transfer import Facts
from lexflux.facts.trees import Lines
from lexflux.law.lawbook import text
from lexflux.law.wording import Wording
from lexflux.phrases import phrase
from lexflux.query.results import json_text
from lexflux.terms import local

STATE = ("transfer", "regime", "on", "answer")


def decide(call: Call) -> str:
    """Decide the transfer or flow, as `lexflux check` does; in JSON only the members that are asked for."""
    found, fields = _decided(call), call.many("fields")
    if fields and call.form == "json":
        if isinstance(found, FlowDecision):
            return json_text(as_flow_data(FlowWords(call.knowledge.book, found, call.language), fields))
        return json_text(found.data(call.language, fields))
    if isinstance(found, FlowDecision):
        return check_flow(call.knowledge, found, None, call.language, call.form, full=True)
    return found.explain(call.language, call.form, full=True)


def _decided(call: Call) -> Answer | JointAnswer | FlowDecision:
    asked = call.asked()
    return call.knowledge.answer(_read(call), asked.regime, asked.on, asked.readings, asked.strict)


def _read(call: Call) -> Facts | Flow:
    return read_one(call.knowledge, call.source, BODY)[0]


def carried_over(call: Call) -> dict[str, str]:
    """Return the header that tells of facts carried over from another vocabulary, as commands do beside the answer."""
    return {CARRIED_OVER: "DPV"} if isinstance(call.source, Document) and is_in_dpv(call.source) else {}


def explain(call: Call) -> str:
    """Explain the decision norm by norm, as `lexflux explain` does."""
    found = _decided(call)
    decisions = decisions_on(found, None)
    known = {iri for decision in decisions for iri in decision.findings}
    named = [resolve(name, known, "unknown norm") for name in call.many("norm")]
    having = [one for one in decisions if not named or one.findings.keys() & named]
    explained = [(one, tuple(iri for iri in named if iri in one.findings)) for one in having]
    if call.form == "text":
        return "\n".join(as_explanation(one, call.language, those) for one, those in explained)
    answer: data.Explanation = {
        "schema": "lexflux-explanation/1",
        "explained": [_explained(call, one, those) for one, those in explained],
        "law": call.knowledge.book.digest,
        "notice": phrase("disclaimer", call.language),
    }
    return json_text(answer)


def _explained(call: Call, decision: Decision, norms: Sequence[str]) -> data.Explained:
    book = call.knowledge.book
    notation = next(name for name, iri in book.regimes.items() if iri == decision.regime)
    return {
        "regime": {"regime": notation, "label": book.label(decision.regime, call.language)},
        "on": decision.on.isoformat(),
        "verdict": local(decision.verdict),
        "norms": explained_norms(decision, call.language, norms),
    }


def plan(call: Call) -> str:
    """Plan what has to be done, as `lexflux plan` does."""
    asked = call.asked()
    regimes, start = call.many("regime"), call.one("start")
    found = call.knowledge.plan(_read(call), regimes, asked.on, start, asked.readings, asked.strict)
    if call.form == "ical":
        return as_calendar(call.knowledge.book, found, call.language)
    return render_plan(call.knowledge.book, found, call.language, call.form)


def compare(call: Call) -> str:
    """Compare a transfer under several laws or days, or what laws say, as `lexflux compare` does."""
    topics, agreements, of_thresholds = call.many("topic"), call.many("agreement"), call.flag("thresholds")
    if sum(map(bool, (call.body, topics or agreements, of_thresholds))) != 1:
        raise InputError("one comparison")
    regimes, days = call.many("regime"), call.many("on")
    if not call.body:
        if call.many("from"):
            raise UnknownTermError("option of another comparison", option="from")
        return shown(call, law_table(call.knowledge, topics, agreements, regimes, days, call.language))
    facts = _read(call)
    if isinstance(facts, Flow):
        raise InputError("a flow, not a transfer", name=BODY)
    return shown(call, transfer_table(call.knowledge, facts, "", regimes, days, call.many("from"), call.language))


def validate(call: Call) -> str:
    """Validate a transfer or its decision with SHACL, as `lexflux validate` does."""
    from lexflux.engines import shacl

    if call.one("shapes") == "compliance":
        found = _decided(call)
        if isinstance(found, FlowDecision):
            raise InputError("a flow, not a transfer", name=BODY)
        from lexflux.explain.graph import decision_graph

        graph = reduce(operator.iadd, map(decision_graph, found.decisions))
        report = shacl.validate_decision(graph, call.knowledge.ontology)
    else:
        report = shacl.validate_text(call.body, BODY, call.body_form, call.knowledge.ontology)
    if call.form == "text":
        return report.text(call.language) + "\n"
    answer: data.Validation = {
        "schema": "lexflux-validation/1",
        "conforms": report.conforms,
        "results": [_finding(one, call.language) for one in report.results],
        "law": call.knowledge.book.digest,
    }
    return json_text(answer)


def _finding(one: Any, language: str) -> data.ValidationFinding:
    return {
        "severity": one.severity,
        "node": one.focus,
        "property": one.path,
        "value": one.value,
        "message": text(one.messages, language),
        "shape": one.shape,
    }


def ask(call: Call) -> str:
    """Take where a dialogue stands and perhaps an answer; give where it stands then, with the next question."""
    told, knowledge = _told(call.body), call.knowledge
    state = state_of(knowledge, told.get("transfer") or {}, told.get("regime"), told.get("on"))
    if told.get("answer") is not None:
        state = after_answer(knowledge, state, told["answer"])
    on = state.on.isoformat() if state.on else None
    question = as_data(QuestionWords(knowledge.book, call.language), next_question(knowledge, state))
    transfer = {"transfer": dict(state.tree), "regime": state.regime, "on": on}
    return json_text({"schema": "lexflux-question/1", "state": transfer, "question": question})


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


def rows(call: Call) -> str:
    """Decide transfers of which each stands on a line of its own, as `lexflux check --format jsonl` does."""
    words = Wording(call.knowledge.book, call.language)
    lines = []
    for found in decide_many(call.knowledge, list(_entries(call)), call.asked()):
        for one in found:
            told = problem_record(words, one) if isinstance(one, Problem) else record(words, one)
            lines.append(json.dumps(told, ensure_ascii=False) + "\n")
    return "".join(lines)


def _entries(call: Call) -> Iterator[Entry | Problem]:
    first = int(call.one("line") or 1)
    for number, line in enumerate(call.body.splitlines(), first):
        if not line.strip():
            continue
        try:
            source = tree_of_text(line, f"{BODY}:{number}", "json")
            # Of a line that is read alone all parts would stand on the first.
            whole = Source(source.name, source.tree, Lines()) if isinstance(source, Source) else source
            for entry in of_source(whole, BODY, call.knowledge):
                yield Entry(BODY, number, entry.read)
        except InputError as error:
            yield Problem.of(BODY, number, error)
