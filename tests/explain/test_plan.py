"""The forms of a plan, as a user reads them."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import sys
from typing import Any

import icalendar
import pytest

from lexflux import resources
from lexflux.errors import EngineError
from lexflux.explain.plan_calendar import as_calendar
from lexflux.explain.plan_forms import render_plan
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.lawbook import LawBook
from lexflux.planning.plan import Plan

EXAMPLES = resources.CHECKOUT / "examples"
FLOW = EXAMPLES / "flows" / "records-and-support.yaml"


@pytest.fixture(scope="module")
def hotel(knowledge: KnowledgeBase) -> Plan:
    """Return a plan with a question and a security assessment that is perhaps needed."""
    return knowledge.plan(EXAMPLES / "hotel-group-members.yaml")


def identifiers(book: LawBook, plan: Plan, language: str) -> set[str]:
    """Return the identifiers of what stands in the calendar of a plan."""
    parts = icalendar.Calendar.from_ical(as_calendar(book, plan, language)).walk(select=lambda part: "UID" in part)
    return {str(part["UID"]) for part in parts}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            [
                "PLAN · work begins on 2025-11-03",
                "Whether it may go at all is not settled",
                "Start: not before 2025-11-03, or 2026-01-21 if what is perhaps required is",
                "A lower bound: for 4 of the tasks",
                "Working days are Monday to Friday",
                "within 45 working days, counted from written notice of acceptance (may be prolonged)",
                "time: none in the law known here",
                "3 years, until 2029-01-21 [Cross-Border Flow Provisions, art. 9]",
                "[Assessment Guide, 3rd ed., parts 1 and 2 (2025-06-27)]",
                "read it first",
            ],
        ),
        (
            "zh",
            [
                "办理计划 · 自2025-11-03起办理",
                "可否进行尚无定论",
                "不早于2025-11-03；如可能要求的事项均须办理，则不早于2026-01-21",
                "仅为下限：开始之前的事项中有4项",
                "自发出书面受理通知起45个工作日内（可以延长）",
                "届满前60个工作日内",
                "国家网信部门",
            ],
        ),
    ],
)
def test_text_says_who_when_with_what_and_on_what_ground(
    language: str, said: list[str], hotel: Plan, book: LawBook
) -> None:
    """The text names days, terms with their event, papers with their edition, and what is not known."""
    text = render_plan(book, hotel, language, "text")

    assert [] == [part for part in said if part not in text]


def test_checklist_has_a_box_for_each_point(hotel: Plan, book: LawBook) -> None:
    """The Markdown is a checklist: a box for each question, open point and task, none for what is said of them."""
    boxes = re.findall(r"^- \[ \] ", render_plan(book, hotel, "en", "markdown"), re.MULTILINE)

    assert len(hotel.tasks) + len(hotel.questions) + len(hotel.open_points) == len(boxes)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_data_and_table_have_the_same_tasks(language: str, hotel: Plan, book: LawBook) -> None:
    """JSON has days and durations of ISO 8601; the table of the network has the same tasks in the same order."""
    data = json.loads(render_plan(book, hotel, language, "json"))
    _, *rows = csv.reader(io.StringIO(render_plan(book, hotel, language, "csv")))

    assert [task["label"] for task in data["tasks"]] == [row[1] for row in rows]
    assert ("lexflux-plan/1", False, True) == (data["schema"], data["settled"], data["lower_bound"])
    assert {"P5D", "P7D", "P45D"} <= {task["term"]["duration"] for task in data["tasks"] if task["term"]}


def test_no_cell_of_the_table_is_a_formula(knowledge: KnowledgeBase) -> None:
    """What a file calls a party does not run in the spreadsheet in which somebody opens the plan."""
    facts = {
        "date": "2026-08-03",
        "exporter": {"label": "=cmd", "locatedIn": "CN"},
        "recipient": {"label": "+1", "locatedIn": "SG"},
        "data": {"label": "-1", "type": "ContactData"},
    }
    table = render_plan(knowledge.book, knowledge.plan(facts, ("cn",)), "en", "csv")

    cells = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
    assert any("=cmd" in cell for cell in cells)
    assert [] == [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_legs_are_named_in_a_flow(
    knowledge: KnowledgeBase, without_law: list[str], flow_beyond_law: dict[str, Any]
) -> None:
    """The plan of a flow names the legs of each task, in its table too, and the place whose law is not encoded."""
    text = render_plan(knowledge.book, knowledge.plan(flow_beyond_law), "en", "text")

    assert "legs: 2 to its support" in text
    heads, *rows = csv.reader(io.StringIO(render_plan(knowledge.book, knowledge.plan(flow_beyond_law), "en", "csv")))
    legs = [row[heads.index("legs")] for row in rows]
    assert "2 to its support" in legs
    assert all(legs)
    place = knowledge.book.labels[without_law[0]]["en"]
    assert f"the law of the exporter's place is not encoded, which is no permission: {place}" in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_calendar_is_read_and_the_same_each_time(language: str, hotel: Plan, book: LawBook) -> None:
    """Each task stands in the calendar, with an identifier of its own, stamped with the day whose law is asked."""
    text = as_calendar(book, hotel, language)
    parts = list(icalendar.Calendar.from_ical(text).walk(select=lambda part: "UID" in part))

    assert text == as_calendar(book, hotel, language)
    assert len(parts) == len({str(part["UID"]) for part in parts})
    assert {datetime.date(2025, 11, 3)} == {part["DTSTAMP"].dt.date() for part in parts}
    assert len(hotel.tasks) + len(hotel.questions) + len(hotel.open_points) <= len(parts)
    assert datetime.date(2026, 1, 22) in {part["DTEND"].dt for part in parts if "DTEND" in part}


def test_identifiers_do_not_depend_on_the_language(hotel: Plan, book: LawBook) -> None:
    """Who imports the plan in another language updates the entries of tasks and does not double them."""
    assert identifiers(book, hotel, "en") == identifiers(book, hotel, "zh")


def test_transfers_without_a_label_have_identifiers_of_their_own(knowledge: KnowledgeBase) -> None:
    """Two transfers that nobody named do not overwrite each other in a calendar."""
    told = {
        "date": "2026-06-01",
        "exporter": {"locatedIn": "SG", "role": "Controller"},
        "data": {"type": "ContactData"},
    }

    one, other = (
        {
            str(part["UID"])
            for part in icalendar.Calendar.from_ical(as_calendar(knowledge.book, plan, "en")).walk("VEVENT")
        }
        for plan in (knowledge.plan({**told, "recipient": {"locatedIn": place}}) for place in ("DE", "IN"))
    )

    assert one
    assert one.isdisjoint(other)


def test_calendar_without_its_library_says_what_to_install(
    hotel: Plan, book: LawBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The base install has no icalendar; the message says how to get it."""
    monkeypatch.setitem(sys.modules, "icalendar", None)

    with pytest.raises(EngineError, match=r"lexflux\[calendar\]"):
        as_calendar(book, hotel, "en")
