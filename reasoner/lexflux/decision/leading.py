"""To which verdicts each answer to a missing fact leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lexflux.decision.influence import Influences
from lexflux.decision.labelling import Labelling
from lexflux.decision.outcome import Decision, MissingFact
from lexflux.decision.statuses import TurnsOn, Verdict
from lexflux.decision.unknown import OTHER, UnknownFact
from lexflux.decision.verdicts import find_verdicts
from lexflux.law.conditions import Range, Value
from lexflux.remembering import once

MOST_CELLS = 60


@dataclass(frozen=True, slots=True)
class Leading:
    """
    Answers that leave the same verdicts possible, the mildest first.

    ``answers`` are values that a single-valued fact may have, numbers as ranges; of a many-valued one terms or kinds of
    which each alone, being the case, leaves these verdicts.
    """

    answers: tuple[Value | Range, ...]
    possible: tuple[Verdict, ...]


def find_leading(decision: Decision, fact: MissingFact) -> tuple[Leading, ...]:
    """
    Return to which verdicts the answers to a missing fact lead, of those that nobody named none.

    Nothing is returned of a fact on which the verdict does not turn, that has very many answers, or of which no answer
    by itself leaves fewer verdicts than nothing said does.
    """
    if fact.turns_on != TurnsOn.VERDICT:
        return ()
    found: dict[tuple[Verdict, ...], list[Value | Range]] = {}
    for answer, possible in _answers(decision, fact):
        found.setdefault(possible, []).append(answer)
    if all(possible == decision.possible for possible in found):
        return ()
    return tuple(Leading(tuple(_joined(answers)), possible) for possible, answers in found.items())


def _answers(decision: Decision, fact: MissingFact) -> Iterator[tuple[Value | Range, tuple[Verdict, ...]]]:
    evaluation, reading = decision.evaluation, _reading(decision)
    tests = reading.tests.get((fact.path, fact.prop), ())
    if sum(len(evaluation.cells.get(one, ())) for one in tests) > MOST_CELLS:
        return
    for test in tests:
        cells = evaluation.cells.get(test, (False, True))
        for place in range(len(cells)):
            value = _answer(test, cells, place)
            if value is not None:
                possible = reading.influences.possible
                yield value, tuple(one for one, where in reading.verdicts.items() if possible(where, test, place))


def _answer(test: UnknownFact, cells: tuple[Value, ...], place: int) -> Value | Range | None:
    """Return what an answer says that puts a fact into a cell; None where it would name nothing."""
    cell = cells[place]
    if test.aspect is not None:
        return test.term if cell is True and test.term != OTHER else None
    if isinstance(cell, int) and not isinstance(cell, bool):
        following = cells[place + 1] if place + 1 < len(cells) else None
        return Range(cell or None, True, following if isinstance(following, int) else None, False)
    return None if cell == OTHER else cell


def _joined(answers: list[Value | Range]) -> Iterator[Value | Range]:
    """Yield answers, ranges that follow each other as one."""
    last: Range | None = None
    for one in answers:
        if not isinstance(one, Range):
            yield one
        elif last is not None and last.high == one.low:
            last = Range(last.low, True, one.high, False)
        else:
            yield from () if last is None else (last,)
            last = one
    yield from () if last is None else (last,)


class _Reading:
    """The verdicts of a decision as truths over the facts that are unknown, and the tests on each of these."""

    def __init__(self, decision: Decision) -> None:
        evaluation, findings = decision.evaluation, decision.findings
        triggered = {iri: one.triggered for iri, one in findings.items()}
        effective = {iri: one.effective for iri, one in findings.items()}
        self.verdicts = find_verdicts(Labelling(evaluation.law, evaluation, triggered, effective))
        question = tuple(self.verdicts.values())
        self.influences = Influences(evaluation.diagrams, [question])
        self.tests: dict[tuple[str, str], list[UnknownFact]] = {}
        for test in evaluation.diagrams.support(*question):
            if isinstance(test, UnknownFact):
                self.tests.setdefault((test.path, test.prop), []).append(test)


@once
def _reading(decision: Decision) -> _Reading:
    return _Reading(decision)
