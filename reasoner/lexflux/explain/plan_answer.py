"""The types of a plan as data of schema ``lexflux-plan/1``."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

Day = Annotated[str, "date"]


class Prohibition(TypedDict):
    """A norm that forbids a leg."""

    norm: str
    leg: str
    stated_in: list[str]


class WithoutWay(TypedDict):
    """Something required on a leg that could be met in several ways, none of which is open to it."""

    leg: str
    required: str
    certain: bool
    ways: list[str]
    norms: list[str]


class PlanQuestion(TypedDict):
    """A fact to be settled first, and for which norms."""

    path: str
    property: str
    legs: list[str]
    question: str
    decides_reach: list[str]
    norms: list[str]


class MayReach(TypedDict):
    """Law that may reach a leg, with the verdicts that it then leaves possible."""

    leg: str
    regime: str
    possible: list[str]


class LawToCome(TypedDict):
    """Law that begins after the day of the plan and reaches a leg, or may."""

    leg: str
    regime: str
    begins: Day
    certain: bool


class Term(TypedDict):
    """The time that a step takes at most, as ISO 8601 duration, what it counts and from when."""

    duration: str | None
    counted_in: str | None
    counted_from: str | None
    yearly_by: str | None
    may_be_prolonged: bool


class PlannedTask(TypedDict):
    """One step of a plan: who acts, for what, after which steps, in which time, on which basis."""

    number: int
    step: str | None
    label: str
    regime: str
    fulfils: str
    required: str
    instead: list[str]
    certain: bool
    comes_with_choice: bool
    due: str
    occasion: str
    legs: list[str]
    actor: str
    bearers: list[str]
    addressee: str | None
    after: list[int]
    stage: int | None
    critical: bool
    begins: Day | None
    ends: Day | None
    latest: Day | None
    lasts_until: Day | None
    norms: list[str]
    stated_in: list[str]
    basis: str
    term: Term | None
    term_words: NotRequired[str]
    papers: list[str]
    channels: list[str]


class PlanData(TypedDict):
    """What has to be done so that a transfer or the legs of a flow may go, in order of time."""

    schema: Literal["lexflux-plan/1"]
    label: str
    verdict: str
    begins: Day
    not_before: Day | None
    not_before_with_all: Day | None
    settled: bool
    lower_bound: bool
    working_day_calendar: str | None
    remarks: list[str]
    prohibitions: list[Prohibition]
    may_reach: list[MayReach]
    to_come: list[LawToCome]
    questions: list[PlanQuestion]
    open_points: list[str]
    without_way: list[WithoutWay]
    tasks: list[PlannedTask]
