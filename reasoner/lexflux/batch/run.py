"""Many transfers decided one after the other, or side by side in processes that share the law book."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lexflux.batch.alike import Reaches
from lexflux.batch.entries import Entry, Problem
from lexflux.batch.outcomes import Outcome, open_outcome, outcome_of, undecided
from lexflux.decision.decide import check_readings
from lexflux.decision.flows import law_of_exporter
from lexflux.errors import InputError, NoLawInForceError
from lexflux.facts.legs import Flow
from lexflux.facts.transfer import Facts
from lexflux.knowledge_base import KnowledgeBase, as_day, day_of_law
from lexflux.law.wording import Wording

FEWEST_FOR_PROCESSES = 60
"""Of fewer, starting processes takes longer than they save."""
AT_A_TIME = 8
NO_LAW = ("law of exporter not encoded", "place of exporter not stated")
"""Not the description is bad: nothing encoded settles it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of each transfer; the fields are those of `KnowledgeBase.decide`."""

    regime: str | None = None
    on: str | None = None
    readings: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False
    language: str = "en"


Answered = Outcome | Problem


def decide_many(
    knowledge: KnowledgeBase, entries: Sequence[Entry | Problem], asked: Asked, processes: int = 1
) -> Iterator[list[Answered]]:
    """
    Yield for each description, in their order, the outcome of each law on each of its transfers, or the problem.

    Parameters
    ----------
    knowledge
        The knowledge base; its law book is loaded once, whatever the number of processes.
    entries
        What is described; see `lexflux.batch.entries.find_entries`.
    asked
        What is asked of each.
    processes
        How many decide side by side, where a process can begin as a copy of this one; elsewhere it is one.
    """
    reaches = Reaches(knowledge.book, check_readings(knowledge.book, asked.readings), asked.strict)

    def answer(place: int) -> list[Answered]:
        return _answer(knowledge, entries[place], asked, reaches)

    if processes > 1 and sys.platform == "linux" and len(entries) >= FEWEST_FOR_PROCESSES:
        yield from _side_by_side(answer, len(entries), processes)
    else:
        yield from map(answer, range(len(entries)))


def processors() -> int:
    """Return how many processes can run at the same time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _side_by_side(answer: Callable[[int], list[Answered]], count: int, processes: int) -> Iterator[list[Answered]]:
    """Yield answers of processes that begin as copies of this one, and so have the law book and the entries."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, fork, _begin, (answer,)) as pool:
        yield from pool.map(_at, range(count), chunksize=AT_A_TIME)


_answers: list[Callable[[int], list[Answered]]] = []


def _begin(answer: Callable[[int], list[Answered]]) -> None:
    _answers.append(answer)


def _at(place: int) -> list[Answered]:
    return _answers[-1](place)


def _answer(knowledge: KnowledgeBase, entry: Entry | Problem, asked: Asked, reaches: Reaches) -> list[Answered]:
    if isinstance(entry, Problem):
        return [entry]
    try:
        return list(_decided(knowledge, entry, asked, reaches))
    except (InputError, NoLawInForceError) as error:
        return [Problem.of(entry.file, entry.line, error)]


def _decided(knowledge: KnowledgeBase, entry: Entry, asked: Asked, reaches: Reaches) -> Iterator[Outcome]:
    found = entry.read()
    file, line, language = entry.file, entry.line, asked.language
    day = None if asked.on is None else as_day(asked.on)
    if not isinstance(found, Flow):
        yield from _on_transfer(knowledge, found, entry, asked, reaches)
        return
    for leg in knowledge.decide_flow(found, asked.regime, day, asked.readings, asked.strict).legs:
        yield from (outcome_of(decision, file, line, language, leg.leg.name) for decision in leg.decisions)
        yield from undecided(Wording(knowledge.book, language), leg, day, file, line, leg.leg.name)


def _on_transfer(
    knowledge: KnowledgeBase, facts: Facts, entry: Entry, asked: Asked, reaches: Reaches
) -> Iterator[Outcome]:
    file, line, language = entry.file, entry.line, asked.language
    day = day_of_law(facts, asked.on)
    if asked.regime is not None:
        answer = knowledge.decide(facts, asked.regime, day, asked.readings, asked.strict)
        yield outcome_of(answer.decision, file, line, language)
        return
    home = [knowledge.book.regimes[one] for one in law_of_exporter(knowledge.book, facts, day)[0]]
    reached = reaches.of(facts, day, home)
    try:
        leg = knowledge.decide_together(facts, day, asked.readings, asked.strict, reached).found
    except InputError as error:
        if error.key not in NO_LAW:
            raise
        yield open_outcome(facts, day, file, line, error.text(language))
    else:
        yield from (outcome_of(decision, file, line, language) for decision in leg.decisions)
        yield from undecided(Wording(knowledge.book, language), leg, day, file, line, "")
