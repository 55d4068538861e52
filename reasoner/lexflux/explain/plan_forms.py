"""The forms of a plan that need nothing but its view: text, checklist, table of the network, data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

from lexflux.decision.to_come import to_come_of_leg
from lexflux.explain import plan_answer
from lexflux.explain.lines import plain
from lexflux.explain.plan import Entry, Phase, PlanWords
from lexflux.law.lawbook import LawBook
from lexflux.planning.network import Planned
from lexflux.planning.plan import Bar, Closed, Plan
from lexflux.query.results import csv_text, json_text
from lexflux.terms import compact

PLAN_SCHEMA: Literal["lexflux-plan/1"] = "lexflux-plan/1"
SIGNS = "!?+"


def render_plan(book: LawBook, plan: Plan, language: str, form: str) -> str:
    """Return a plan in ``en`` or ``zh`` as text, ``markdown``, ``json`` or ``csv``."""
    forms: Mapping[str, Callable[[PlanWords], str]] = {
        "text": _as_text,
        "markdown": _as_markdown,
        "json": _as_json,
        "csv": _as_csv,
    }
    return forms[form](PlanWords(book, plan, language))


def _as_text(words: PlanWords) -> str:
    parts = ["\n".join(words.headline())]
    for phase in words.phases():
        lines = [line for entry in phase.entries for line in _text_lines(words, entry)]
        parts.append("\n".join([phase.title, *lines]))
    return "\n\n".join([*parts, *_closing(words)]) + "\n"


def _text_lines(words: PlanWords, entry: Entry) -> Iterator[str]:
    number = f"{entry.planned.number}." if entry.planned else entry.mark
    yield f"  {number} {entry.title}"
    yield from (f"     {row}" for row in row_texts(words, entry))


def row_texts(words: PlanWords, entry: Entry) -> Iterator[str]:
    """Yield the rows of an entry, each as a line; one that only has a sign begins with it."""
    for name, value in words.rows(entry):
        yield f"{name} {value}" if name in SIGNS else words.pair(name, value)


def _closing(words: PlanWords) -> list[str]:
    plan = words.plan
    nothing = [] if plan.tasks or plan.bars or plan.closed or plan.not_settled else [words.say("nothing to do")]
    return [*nothing, words.say("rests on answer"), words.say("disclaimer")]


def _as_markdown(words: PlanWords) -> str:
    first, *others = words.headline()
    parts = [f"# {plain(first)}", "\n".join(f"- {plain(line)}" for line in others)]
    parts += [_checklist(words, phase) for phase in words.phases()]
    return "\n\n".join([*parts, *_closing(words)]) + "\n"


def _checklist(words: PlanWords, phase: Phase) -> str:
    lines = [f"## {phase.title}", ""]
    for entry in phase.entries:
        number = f"**{entry.planned.number}.**" if entry.planned else entry.mark
        lines.append(f"- [ ] {number} {plain(entry.title)}")
        lines += [f"  - {plain(row)}" for row in row_texts(words, entry)]
    return "\n".join(lines)


def network_table(words: PlanWords) -> tuple[list[str], list[list[str]]]:
    """Return the network as the heads of a table and its rows, one for each task; of a flow with the legs of each."""
    legs = ["which legs"] if words.is_flow else []
    heads = ["", "what to do", *legs, "who does", "stage", "after which", "when", "term", "critical", "basis"]
    return [words.say(head) if head else "" for head in heads], [_network_row(words, one) for one in words.plan.tasks]


def _network_row(words: PlanWords, planned: Planned) -> list[str]:
    return [
        str(planned.number),
        words.title(planned.task),
        *([words.legs(planned.task)] if words.is_flow else []),
        words.actor(planned.task),
        str(planned.stage or ""),
        words.joined(map(str, planned.after)),
        words.days(planned),
        words.term(planned),
        "●" if planned.critical else "",
        words.cite(words.basis(planned.task)),
    ]


def _as_csv(words: PlanWords) -> str:
    heads, rows = network_table(words)
    return csv_text([heads, *rows])


def _as_json(words: PlanWords) -> str:
    return json_text(as_plan_data(words))


def as_plan_data(words: PlanWords) -> plan_answer.PlanData:
    """Return a plan as data of schema ``lexflux-plan/1``: identifiers, labels, days and durations of ISO 8601."""
    plan = words.plan
    return {
        "schema": PLAN_SCHEMA,
        "label": plan.found.flow.label,
        "verdict": compact(plan.found.verdict),
        "begins": plan.start.isoformat(),
        "not_before": _day(plan.may_start),
        "not_before_with_all": _day(plan.with_all),
        "settled": not plan.not_settled,
        "lower_bound": bool(plan.without_length),
        "working_day_calendar": "Monday to Friday" if plan.in_working_days else None,
        "remarks": words.start(),
        "prohibitions": [_bar_data(bar) for bar in plan.bars],
        "may_reach": [
            {"leg": leg.leg.name, "regime": compact(one.regime), "possible": _named(one.possible)}
            for leg in plan.found.legs
            for one in leg.others
        ],
        "to_come": [
            {"leg": leg.leg.name, "regime": compact(one.regime), "begins": str(one.day), "certain": one.is_certain}
            for leg in plan.found.legs
            for one in to_come_of_leg(leg)
        ],
        "questions": [
            {
                "path": one.fact.path,
                "property": compact(one.fact.prop),
                "legs": list(one.legs),
                "question": words.question(one),
                "decides_reach": _named(one.regimes) if one.about_reach else [],
                "norms": _named(one.fact.norms),
            }
            for one in plan.questions
        ],
        "open_points": _named(plan.open_points),
        "without_way": [_closed_data(one) for one in plan.closed],
        "tasks": [_task_data(words, one) for one in plan.tasks],
    }


def _bar_data(bar: Bar) -> plan_answer.Prohibition:
    norm = bar.finding.norm
    return {"norm": compact(norm.iri), "leg": bar.leg.leg.name, "stated_in": _named(norm.stated_in)}


def _closed_data(closed: Closed) -> plan_answer.WithoutWay:
    ways = dict.fromkeys(str(one.norm.permits) for one in closed.ways)
    return {
        "leg": closed.leg.leg.name,
        "required": compact(closed.requirement.safeguard),
        "certain": closed.requirement.certain,
        "ways": _named(ways),
        "norms": _named(closed.requirement.norms),
    }


def _task_data(words: PlanWords, planned: Planned) -> plan_answer.PlannedTask:
    task, step = planned.task, planned.task.step
    data: Any = {
        "number": planned.number,
        "step": compact(step.iri) if step else None,
        "label": words.title(task),
        "regime": compact(task.regime),
        "fulfils": compact(task.safeguard),
        "required": compact(task.requirement),
        "instead": _named(task.instead),
        "certain": task.certain,
        "comes_with_choice": task.follows,
        "due": compact(task.due),
        "occasion": compact(task.occasion),
        "legs": list(task.legs),
        "actor": words.actor(task),
        "bearers": _named(task.bearers),
        "addressee": compact(step.addressee) if step and step.addressee else None,
        "after": list(planned.after),
        "stage": planned.stage,
        "critical": planned.critical,
        "begins": _day(planned.begins),
        "ends": _day(planned.ends) if planned.length_known else None,
        "latest": _day(planned.latest),
        "lasts_until": _day(planned.lasts_until),
        "norms": _named(task.norms),
        "stated_in": _named(step.stated_in) if step else [],
        "basis": words.cite(words.basis(task)),
    }
    found: plan_answer.PlannedTask = data | _term_data(words, planned)
    return found


def _term_data(words: PlanWords, planned: Planned) -> dict[str, Any]:
    task, step = planned.task, planned.task.step
    if step is None:
        return {"term": None, "papers": [], "channels": []}
    term = step.term
    known = {
        "duration": term.duration,
        "counted_in": compact(term.counted_in) if term.counted_in else None,
        "counted_from": term.event.get(words.language),
        "yearly_by": term.yearly_by,
        "may_be_prolonged": term.may_be_prolonged,
    }
    return {
        "term": known if term.duration or term.yearly_by else None,
        "term_words": words.term(planned),
        "papers": words.sources(step.papers, task),
        "channels": words.sources(step.channels, task),
    }


def _named(iris: Any) -> list[str]:
    return [compact(iri) for iri in iris]


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
