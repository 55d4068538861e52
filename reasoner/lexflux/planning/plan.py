"""The plan of a flow: what bars it, what is asked first, what has to be done, and when it may start."""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace

from lexflux.decision.deadlines import WORKING_DAYS
from lexflux.decision.evaluation import Evaluation
from lexflux.decision.flows import FlowDecision, LegDecision
from lexflux.decision.mechanism import closed_ways, has_no_way
from lexflux.decision.outcome import Decision, MissingFact, NormFinding, Requirement
from lexflux.decision.statuses import NormStatus, Verdict
from lexflux.facts.legs import Flow
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Modality
from lexflux.planning.foresight import Decider, find_needs
from lexflux.planning.network import Planned, Schedule
from lexflux.planning.tasks import find_tasks

MOST_ABOUT_REACH = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """A prohibition that takes effect on a leg: it may not start, and nothing is planned for it under that law."""

    leg: LegDecision
    decision: Decision
    finding: NormFinding


@dataclass(frozen=True, slots=True)
class Closed:
    """A requirement on a leg that could be met by one of several ``ways``, none of which is open to it."""

    leg: LegDecision
    decision: Decision
    requirement: Requirement
    ways: tuple[NormFinding, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """
    A fact on which the answer of a law on some legs turns, or whether some laws reach them at all.

    ``regimes`` are these laws, ``evaluation`` is that of the first, ``about_reach`` whether it is the latter.
    """

    regimes: tuple[str, ...]
    evaluation: Evaluation
    fact: MissingFact
    legs: tuple[str, ...]
    about_reach: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """
    What has to be done so that the legs of a flow may go.

    Parameters
    ----------
    found
        The decision on which it rests.
    start
        The day on which work begins.
    bars, closed, questions
        The prohibitions in its way, what is required and has no way that is open, and what has to be known first, the
        most decisive first.
    tasks
        What has to be done, in order of time.
    may_start
        The earliest day of the start by the times that are known; None if the flow may not start.
    with_all
        The same day if all that is perhaps required is required.
    """

    found: FlowDecision
    start: datetime.date
    bars: tuple[Bar, ...]
    closed: tuple[Closed, ...]
    questions: tuple[Question, ...]
    tasks: tuple[Planned, ...]
    may_start: datetime.date | None
    with_all: datetime.date | None

    @property
    def awaited(self) -> tuple[Planned, ...]:
        """The tasks for which the start waits."""
        return tuple(one for one in self.tasks if one.task.before_start)

    @property
    def without_length(self) -> tuple[Planned, ...]:
        """The tasks for which the start waits, and of which the law does not say how long they take."""
        return tuple(one for one in self.awaited if not one.length_known)

    @property
    def open_points(self) -> tuple[str, ...]:
        """The open points of law on which the answer of some law turns."""
        decisions = (decision for leg in self.found.legs for decision in leg.decisions)
        return tuple(dict.fromkeys(one.point for decision in decisions for one in decision.open_points))

    @property
    def in_working_days(self) -> bool:
        """Whether a time in it is counted in working days."""
        return any(one.task.step and one.task.step.term.counted_in == WORKING_DAYS for one in self.tasks)

    @property
    def not_settled(self) -> tuple[LegDecision, ...]:
        """The legs on which the answer of some law is open, that more law may reach, or of which one is not encoded."""
        return tuple(leg for leg in self.found.legs if leg.verdict == Verdict.UNDETERMINED or leg.others_may_ask_more)


def make_plan(book: LawBook, flow: Flow, decide: Decider, start: datetime.date | None = None) -> Plan:
    """
    Return the plan of a flow.

    Parameters
    ----------
    book
        The law book.
    flow
        The flow; a single transfer is a flow of one leg.
    decide
        Decides a leg under the law that is asked, given what is decided on the leg that it continues. It is asked again
        of each leg with the mechanisms of the plan in place, to find the duties that come with them.
    start
        The day on which work begins; by default the first whose law is asked.
    """
    found, needs = find_needs(book, flow, decide)
    tasks = find_tasks(flow, needs)
    begins = start or _first_day(found)
    schedule = Schedule(book, tasks, begins)
    bars, closed = tuple(_bars(found)), tuple(_closed(found))
    barred = bool(bars) or any(has_no_way(one.decision) for one in closed)
    certain = [index for index, task in enumerate(tasks) if task.certain]
    return Plan(
        found=found,
        start=begins,
        bars=bars,
        closed=closed,
        questions=tuple(_questions(found)),
        tasks=tuple(schedule.planned()),
        may_start=None if barred else schedule.may_start(certain),
        with_all=None if barred else schedule.may_start(),
    )


def _first_day(found: FlowDecision) -> datetime.date:
    """Return the first day whose law is asked."""
    return min(leg.law.on for leg in found.legs)


def _bars(found: FlowDecision) -> list[Bar]:
    return [
        Bar(leg, decision, finding)
        for leg in found.legs
        for decision in leg.decisions
        for finding in decision.with_status(NormStatus.EFFECTIVE)
        if finding.norm.modality == Modality.PROHIBITION
    ]


def _closed(found: FlowDecision) -> Iterator[Closed]:
    for leg in found.legs:
        for decision in leg.decisions:
            for requirement in decision.requirements:
                if ways := closed_ways(decision, requirement):
                    yield Closed(leg, decision, requirement, ways)


def _questions(found: FlowDecision) -> list[Question]:
    """Return the questions of all legs, the same of several legs once; at last which other law reaches them."""
    joined: dict[Hashable, Question] = {}
    for leg in found.legs:
        for decision in leg.decisions:
            # Where a prohibition takes effect, no answer makes the transfer go.
            for fact in () if decision.verdict == Verdict.PROHIBITED else decision.missing:
                key = (decision.regime, fact.path, fact.prop, fact.norms)
                _join(joined, key, Question((decision.regime,), decision.evaluation, fact, (leg.leg.name,)))
    about_reach: dict[Hashable, Question] = {}
    for leg in found.legs:
        for other in leg.others:
            for fact in other.missing[:MOST_ABOUT_REACH]:
                one = Question((other.regime,), other.evaluation, fact, (leg.leg.name,), about_reach=True)
                _join(about_reach, (fact.path, fact.prop), one)
    of_law = sorted(joined.values(), key=lambda one: (one.fact.turns_on, -one.fact.decisiveness))
    return [*of_law, *about_reach.values()]


def _join(joined: dict[Hashable, Question], key: Hashable, one: Question) -> None:
    """Add a question, to the same one of other legs or laws if it is asked already."""
    known = joined.get(key, one)
    regimes = tuple(dict.fromkeys((*known.regimes, *one.regimes)))
    joined[key] = replace(known, regimes=regimes, legs=tuple(dict.fromkeys((*known.legs, *one.legs))))
