"""A plan as iCalendar: events for what has days, to-dos for what has none."""

from __future__ import annotations

import datetime
import hashlib
from importlib import import_module
from typing import Any

from lexflux.decision.receipt import digest
from lexflux.errors import EngineError
from lexflux.explain.plan import Entry, PlanWords
from lexflux.explain.plan_forms import row_texts
from lexflux.law.lawbook import LawBook
from lexflux.planning.plan import Plan

DAY = datetime.timedelta(days=1)


def as_calendar(book: LawBook, plan: Plan, language: str) -> str:
    """
    Return a plan as iCalendar (RFC 5545), the same text for the same plan: no clock and no chance goes into it.

    Raises
    ------
    EngineError
        If the library ``icalendar`` is not installed.
    """
    try:
        library: Any = import_module("icalendar")
    except ImportError as error:
        raise EngineError("no library for calendars") from error
    words = PlanWords(book, plan, language)
    calendar = library.Calendar()
    calendar.add("prodid", "-//Lexflux//Plan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", words.headline()[0])
    for phase in words.phases():
        for entry in phase.entries:
            _add(library, calendar, words, phase.title, entry)
    if plan.with_all:
        calendar.add_component(_start(library, words, plan.with_all))
    return str(calendar.to_ical().decode("utf-8"))


def _add(library: Any, calendar: Any, words: PlanWords, phase: str, entry: Entry) -> None:
    """Add an event for the days of an entry, else a to-do, and an event for its last day if it has one."""
    planned = entry.planned
    first = planned.begins if planned else None
    part = library.Event() if first else library.Todo()
    _fill(part, words, entry.key, entry.title)
    part.add("description", "\n".join([phase, *row_texts(words, entry)]))
    if planned and first:
        until = planned.ends if planned.ends and planned.ends >= first else first
        part.add("dtstart", first)
        part.add("dtend", until + DAY)
    calendar.add_component(part)
    if planned and planned.latest:
        last = library.Event()
        _fill(last, words, f"latest/{entry.key}", words.say("last day of", task=entry.title))
        last.add("dtstart", planned.latest)
        last.add("dtend", planned.latest + DAY)
        calendar.add_component(last)


def _start(library: Any, words: PlanWords, day: datetime.date) -> Any:
    """Return an event for the day before which the transfer does not start, whatever is perhaps required."""
    start = library.Event()
    _fill(start, words, "start", words.say("the start"))
    start.add("description", "\n".join(words.start()))
    start.add("dtstart", day)
    start.add("dtend", day + DAY)
    return start


def _named(plan: Plan) -> str:
    """Return the label of what is planned, by which a later plan of it is known again, else what its facts tell."""
    return plan.found.flow.label or digest({"legs": [leg.facts.tree for leg in plan.found.flow.legs]})


def _fill(part: Any, words: PlanWords, name: str, summary: str) -> None:
    """Give a part its summary, an identifier that depends on the plan alone, and the day of the plan as its stamp."""
    plan = words.plan
    named = "\n".join((_named(plan), *words.numbers, name))
    part.add("uid", hashlib.sha256(named.encode()).hexdigest()[:32] + "@lexflux")
    days = [decision.on for leg in plan.found.legs for decision in leg.decisions]
    asked = max(days, default=plan.start)
    part.add("dtstamp", datetime.datetime(asked.year, asked.month, asked.day, tzinfo=datetime.UTC))
    part.add("summary", summary)
