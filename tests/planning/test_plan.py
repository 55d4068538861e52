"""What holds of every plan: nothing needed is lost, nothing stands before what it waits for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import networkx as nx
import pytest

from lexflux import resources
from lexflux.decision.deadlines import WORKING_DAYS, end_of, start_of
from lexflux.decision.statuses import RequirementStatus, Verdict
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.norms import Length
from lexflux.planning.network import network_of
from lexflux.planning.plan import Plan
from lexflux.terms import local

EXAMPLES = sorted((resources.CHECKOUT / "examples").glob("*.yaml"))
FLOW = resources.CHECKOUT / "examples" / "flows" / "records-and-support.yaml"
GUEST = {"type": "ContactData", "collectedIn": "CN", "importantDataStatus": "NotImportant"}
HOTEL = {
    "locatedIn": "CN",
    "role": "Controller",
    "sector": "Tourism",
    "isCriticalInfrastructureOperator": False,
    "peopleThisYear": 300000,
    "peopleThisYearSensitive": 0,
    "peopleProcessed": 900000,
}


@pytest.fixture(scope="module")
def plans(knowledge: KnowledgeBase) -> dict[str, Plan]:
    """Return a plan of each example."""
    return {path.stem: knowledge.plan(path) for path in (*EXAMPLES, FLOW)}


def needed(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the regime and class of what is certainly required and not in place, as the decisions say."""
    for leg in plan.found.legs:
        for decision in leg.decisions:
            for one in decision.requirements if decision.verdict != Verdict.PROHIBITED else ():
                if one.certain and one.status != RequirementStatus.MET:
                    yield decision.regime, one.safeguard


def flow_of(*legs: dict[str, Any], **parties: dict[str, Any]) -> dict[str, Any]:
    """Return a flow of guests' data."""
    shared = {"mode": "TransmissionAbroad", "purpose": "OtherPurpose"}
    return {
        "date": "2026-06-01",
        "parties": {"hotel": HOTEL, **parties},
        "datasets": {"guests": GUEST},
        "legs": [{**shared, **leg} for leg in legs],
    }


def test_whatever_is_needed_is_planned(plans: dict[str, Plan]) -> None:
    """Each certain requirement that is not in place has a task, or its choice is made by another that is required."""
    for name, plan in plans.items():
        book = next(decision for leg in plan.found.legs for decision in leg.decisions).evaluation.book
        planned = {(one.task.regime, one.task.requirement) for one in plan.tasks}
        lost = [
            (regime, safeguard)
            for regime, safeguard in needed(plan)
            if (regime, safeguard) not in planned
            and not any((regime, member) in planned for member in book.unions.get(safeguard, ()))
        ]
        assert [] == lost, name


def test_nothing_stands_before_what_it_waits_for(plans: dict[str, Plan]) -> None:
    """Numbers follow the network, which has no circle, and no task begins before those that it waits for are over."""
    for plan in plans.values():
        ends = {one.number: one.ends for one in plan.tasks}
        assert nx.is_directed_acyclic_graph(network_of([one.task for one in plan.tasks]))
        for one in plan.tasks:
            assert all(before < one.number for before in one.after)
            assert all(one.begins is None or (end := ends[before]) is None or end <= one.begins for before in one.after)


def test_no_start_before_what_is_certain_is_done(plans: dict[str, Plan]) -> None:
    """The earliest start is never before the end of a certain task, nor later than with all that is perhaps needed."""
    for plan in plans.values():
        if plan.may_start is not None and plan.with_all is not None:
            certain = [one.ends for one in plan.awaited if one.task.certain and one.ends]
            assert all(end <= plan.may_start <= plan.with_all for end in certain)
            assert plan.start <= plan.may_start <= plan.with_all


def test_prohibited_has_no_start(plans: dict[str, Plan]) -> None:
    """Where a prohibition takes effect, or what is required has no open way, the plan names it and no day."""
    for plan in plans.values():
        assert (plan.found.verdict == Verdict.PROHIBITED) <= (plan.may_start is None)
        certain = [one for one in plan.closed if one.requirement.certain]
        assert bool(plan.bars or certain) == (plan.may_start is None)


def test_open_answer_lists_its_questions(plans: dict[str, Plan]) -> None:
    """The plan of the hotel group asks first, marks what depends on the answer, and has no certain step."""
    plan = plans["hotel-group-members"]

    assert ["peopleThisYear"] == [local(one.fact.prop) for one in plan.questions if not one.about_reach]
    assert plan.not_settled
    assert not any(one.task.certain for one in plan.awaited)
    assert plan.may_start == plan.start < (plan.with_all or plan.start)


def test_step_of_several_legs_stands_once(knowledge: KnowledgeBase) -> None:
    """An exporter files once what serves two of its legs, and the task names both."""
    group, cloud = {"locatedIn": "DE", "role": "Controller"}, {"locatedIn": "SG", "role": "Processor"}
    legs = [
        {"name": "to the group", "exporter": "hotel", "recipient": "group", "data": "guests"},
        {"name": "to the cloud", "exporter": "hotel", "recipient": "cloud", "data": "guests"},
    ]

    plan = knowledge.plan(flow_of(*legs, group=group, cloud=cloud))
    filing = [one for one in plan.tasks if one.task.step and local(one.task.step.iri) == "FileContract"]

    assert [("to the group", "to the cloud")] == [one.task.legs for one in filing]


def test_several_regimes_are_joined(knowledge: KnowledgeBase) -> None:
    """A transfer asked under two laws has the steps of both, each with its law."""
    plan = knowledge.plan(resources.CHECKOUT / "examples" / "patient-records-cloud.yaml", ["us", "eu"])

    assert {"us", "eu"} >= {one.task.regime.split("/")[-2] for one in plan.tasks}
    assert 2 == len(plan.found.legs[0].decisions)


def test_work_begins_when_asked(knowledge: KnowledgeBase) -> None:
    """All days move with the day on which work begins; the law stays that of the day asked."""
    source = flow_of({"exporter": "hotel", "recipient": "group", "data": "guests"}, group={"locatedIn": "DE"})

    plan = knowledge.plan(source, start="2027-01-04")

    assert datetime.date(2027, 1, 4) == plan.start
    assert all(one.begins is None or one.begins >= plan.start for one in plan.tasks)
    assert {datetime.date(2026, 6, 1)} == {one.task.on for one in plan.tasks}


@pytest.mark.parametrize("days", [1, 5, 45, 60])
@pytest.mark.parametrize("first", ["2026-06-01", "2026-11-27"])
def test_working_days_are_counted_both_ways(days: int, first: str) -> None:
    """A time counted back from its end begins where it began, if that was a working day."""
    day, length = datetime.date.fromisoformat(first), Length(0, 0, days)

    assert day == start_of(end_of(day, length, WORKING_DAYS), length, WORKING_DAYS)
