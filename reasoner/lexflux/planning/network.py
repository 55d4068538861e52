"""The network of tasks: which wait for which, when each can be done, and which decide when the transfer may start."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from lexflux.decision.deadlines import end_of, start_of
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import LimitKind, ValidityPeriod
from lexflux.law.snapshot import snapshot
from lexflux.law.steps import Occasion, Term
from lexflux.planning.choice import is_act_of_authority
from lexflux.planning.tasks import Task

START = -1
"""The node of the network at which the transfer may start."""


@dataclass(frozen=True, slots=True)
class Planned:
    """
    A task with its place in the network and its days.

    Parameters
    ----------
    task
        The task.
    number, after
        Its number in the order of time, and those of the tasks that have to be over before.
    stage
        Tasks of the same stage can run side by side; None for what is not in due course.
    begins, ends
        Between which days it is done if authorities use their whole time and acts of parties take none.
    latest
        The last day, if the law sets one and the day that starts it follows from the plan or the facts.
    length_known
        Whether the law says how long it takes; what parties do themselves never has a known length.
    critical
        Whether the start of the transfer waits for it the longest.
    period, lasts_until
        How long its result lasts, and until which day.
    """

    task: Task
    number: int
    after: tuple[int, ...]
    stage: int | None
    begins: datetime.date | None
    ends: datetime.date | None
    latest: datetime.date | None
    length_known: bool
    critical: bool
    period: ValidityPeriod | None = None
    lasts_until: datetime.date | None = None


def network_of(tasks: Sequence[Task]) -> nx.DiGraph[int]:
    """Return the network of tasks by their index, with the start of the transfer after all that it waits for."""
    network: nx.DiGraph[int] = nx.DiGraph()
    network.add_nodes_from(range(len(tasks)))
    network.add_node(START)
    by_step = {task.key: index for index, task in enumerate(tasks)}
    for index, task in enumerate(tasks):
        for step in task.step.follows if task.step else ():
            before = by_step.get((step, task.regime, task.exporter.key))
            if before is not None:
                network.add_edge(before, index)
        if task.before_start:
            network.add_edge(index, START)
    return network


class Schedule:
    """The days of the tasks of a network, from the day on which work on them begins."""

    def __init__(self, book: LawBook, tasks: Sequence[Task], start: datetime.date) -> None:
        self.book = book
        self.tasks = tasks
        self.start = start
        self.network = network_of(tasks)
        self.ends: dict[int, datetime.date | None] = {}
        self.begins: dict[int, datetime.date | None] = {}
        for index in nx.topological_sort(self.network):
            self._place(index)
        self.critical = self._critical()

    def may_start(self, among: Iterable[int] | None = None) -> datetime.date:
        """Return the first day after all that the transfer waits for, or after those ``among`` it."""
        waited = set(self.network.predecessors(START)) & set(range(len(self.tasks)) if among is None else among)
        return max((end for one in waited if (end := self.ends[one])), default=self.start)

    def planned(self) -> list[Planned]:
        """Return the tasks with their days, in the order of time."""
        order = sorted(range(len(self.tasks)), key=self._when)
        numbers = {index: number for number, index in enumerate(order, 1)}
        stages = self._stages()
        return [self._planned(index, numbers, stages.get(index)) for index in order]

    def _place(self, index: int) -> None:
        """Set between which days a task is done; None for what waits for an event, a year or an expiry."""
        before = [self.ends[one] for one in self.network.predecessors(index)]
        waits = index != START and self.tasks[index].occasion != Occasion.IN_DUE_COURSE
        begins = None if waits else max([self.start, *filter(None, before)])
        self.begins[index] = begins
        self.ends[index] = begins and self._end(index, begins)

    def _end(self, index: int, begins: datetime.date) -> datetime.date:
        task = None if index == START else self.tasks[index]
        if task is None or task.step is None or not is_act_of_authority(task.step):
            return begins
        return _end_of(task.step.term, begins) or begins

    def _critical(self) -> frozenset[int]:
        """Return the tasks of the longest way to the start of the transfer."""
        waited = nx.ancestors(self.network, START)
        weighted: nx.DiGraph[int] = nx.DiGraph()
        for one in sorted(waited):
            for other in self.network.successors(one):
                if other == START or other in waited:
                    weighted.add_edge(one, other, days=(self.ends[one] - self.begins[one]).days)  # type: ignore[operator]
        longest = nx.dag_longest_path(weighted, weight="days") if weighted else []
        taken = sum(weighted.edges[pair]["days"] for pair in pairwise(longest))
        return frozenset(longest) - {START} if taken else frozenset()

    def _stages(self) -> dict[int, int]:
        """Return at which stage each task in due course before the start stands."""
        waited = self.network.subgraph(nx.ancestors(self.network, START))
        return {one: stage for stage, found in enumerate(nx.topological_generations(waited), 1) for one in found}

    def _when(self, index: int) -> tuple[object, ...]:
        """Return by what tasks are sorted: before the start, after it, what comes back, what may happen."""
        task = self.tasks[index]
        late = [Occasion.IN_DUE_COURSE, Occasion.EACH_YEAR, Occasion.BEFORE_EXPIRY, Occasion.ON_EVENT]
        depth = len(nx.ancestors(self.network, index))
        phase = 0 if task.before_start else 1 + late.index(Occasion(task.occasion))
        end = self.ends[index] or datetime.date.max
        return phase, end, task.regime, task.exporter.key, depth, task.key

    def _planned(self, index: int, numbers: dict[int, int], stage: int | None) -> Planned:
        task, ends = self.tasks[index], self.ends[index]
        period = self._period(index)
        return Planned(
            task=task,
            number=numbers[index],
            after=tuple(sorted(numbers[one] for one in self.network.predecessors(index))),
            stage=stage,
            begins=self._opens(index),
            ends=ends,
            latest=self._latest(index),
            length_known=bool(task.step and is_act_of_authority(task.step) and task.step.term.length),
            critical=index in self.critical,
            period=period,
            lasts_until=period.length.after(ends) if period and ends else None,
        )

    def _opens(self, index: int) -> datetime.date | None:
        """Return from which day on a task can be done: a renewal from the day on which its window opens."""
        step = self.tasks[index].step
        until = self._expiry(index)
        if step and step.term.window and until:
            return start_of(until, step.term.window, step.term.counted_in)
        return self.begins[index]

    def _latest(self, index: int) -> datetime.date | None:
        """Return the last day of an act of a party: as the facts tell, or counted from the end of what it follows."""
        task, begins = self.tasks[index], self.begins[index]
        until = self._expiry(index)
        if task.step is None or is_act_of_authority(task.step):
            return task.latest
        if task.step.term.window and until:
            return until
        follows = any(self.tasks[one].step for one in self.network.predecessors(index))
        counted = _end_of(task.step.term, begins) if begins and follows else None
        return min(filter(None, (task.latest, counted)), default=None)

    def _expiry(self, index: int) -> datetime.date | None:
        """Return on which day the result ends that a renewal follows, or what is in place."""
        if self.tasks[index].until:
            return self.tasks[index].until
        for one in self.network.predecessors(index):
            period, ends = self._period(one), self.ends[one]
            if period and ends:
                return period.length.after(ends)
        return None

    def _period(self, index: int) -> ValidityPeriod | None:
        """Return how long the result of a task lasts: of the last task in due course that puts a safeguard in place."""
        task = self.tasks[index]
        if task.occasion != Occasion.IN_DUE_COURSE or self._is_followed(index):
            return None
        wider = self.book.classes[task.safeguard].ancestors
        law = snapshot(self.book, task.regime, task.on)
        return next((period for period in law.periods if period.safeguard in wider), None)

    def _is_followed(self, index: int) -> bool:
        """Return whether another task in due course for the same safeguard comes after a task."""
        return any(
            one != START
            and self.tasks[one].occasion == Occasion.IN_DUE_COURSE
            and self.tasks[one].safeguard == self.tasks[index].safeguard
            for one in self.network.successors(index)
        )


def _end_of(term: Term, begins: datetime.date) -> datetime.date | None:
    """Return the end of a term that bounds the latest moment."""
    if term.length is None or term.kind != LimitKind.AT_THE_LATEST:
        return None
    return end_of(begins, term.length, term.counted_in)
