"""Rows of a table decided: by the circuit where it settles them, else exactly, once for all that are alike."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType

import numpy as np
import polars as pl

from lexflux.batch.columnar.cells import Columns
from lexflux.batch.columnar.coding import Block, Coding, Mask, text_of
from lexflux.batch.columnar.eras import era_of
from lexflux.batch.columnar.found import Found, find
from lexflux.batch.columnar.joint import Joining, Joint
from lexflux.batch.columnar.plan import Plan, Seen
from lexflux.batch.columnar.register import Register
from lexflux.batch.columnar.tables import ROWS_AT_A_TIME, Table
from lexflux.batch.columnar.truths import Asked, Codes, Combinations, Numbers
from lexflux.batch.columnar.wired import numbered
from lexflux.batch.entries import Problem
from lexflux.errors import InputError
from lexflux.facts.transfer import Facts
from lexflux.knowledge_base import day_of_law
from lexflux.law.snapshot import regime_iri, snapshot_if_in_force


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of each row: the notations of regimes, the day of the law or None for that of the row."""

    regimes: tuple[str, ...]
    on: datetime.date | None = None
    readings: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False


@dataclass(slots=True)
class Answers:
    """
    What one law makes of the rows of a block.

    ``outcomes`` are the numbers of what was found; ``firm`` tells whether the verdict stands if nothing is presumed,
    ``exact`` whether all completions were asked, since the circuit left the verdict open.
    """

    outcomes: Codes
    firm: Mask
    exact: Mask


@dataclass(frozen=True, slots=True)
class Decided:
    """A block of rows decided; ``kept`` are its rows, by their place, that describe a transfer."""

    numbers: Codes
    kept: Codes
    answers: Mapping[str, Answers]
    problems: Sequence[Problem]
    joint: Joint | None = None


class TableDecider:
    """
    Decides the rows of a table, block by block.

    Parameters
    ----------
    columns
        The columns of the table.
    question
        What is asked of each row.
    register
        Where outcomes are numbered; those of several tables may share one.

    Raises
    ------
    UnknownTermError
        If a regime does not exist.
    """

    def __init__(self, columns: Columns, question: Question, register: Register) -> None:
        self.columns = columns
        self.book = columns.book
        self.file = columns.inventory.sheet.name
        self.question = question
        self.regimes = {name: regime_iri(self.book, name) for name in question.regimes}
        self.coding = Coding(columns, None if question.on is None else question.on.toordinal())
        self.register = register
        self.joining = Joining(columns, self.regimes, register)
        self.patterns = 0
        self._plans: dict[tuple[str, int, bool], Plan | None] = {}
        self._exact: dict[Hashable, Found | None] = {}

    def decide(
        self,
        frame: pl.DataFrame,
        numbers: Codes,
        block: Block | None = None,
        aside: Mapping[int, InputError] = MappingProxyType({}),
    ) -> Decided:
        """
        Decide rows.

        Parameters
        ----------
        frame, numbers
            The rows, and the numbers by which they are known in their file.
        block
            Their codes, if these are known already.
        aside
            What is wrong with rows beside what their cells state, by their place.
        """
        block = self.coding.block(frame) if block is None else block
        block.refused[[*aside]] = True
        kept, problems = self._checked(frame, block, numbers, aside)
        rows = _Rows(frame, block, numbers, kept)
        answers = {name: self._of_regime(rows, name) for name in self.regimes}
        told = {name: (one.outcomes, one.firm) for name, one in answers.items()}
        joint = self.joining.join(block, kept, told) if len(answers) > 1 else None
        return Decided(numbers, kept, answers, problems, joint)

    def _checked(
        self, frame: pl.DataFrame, block: Block, numbers: Codes, aside: Mapping[int, InputError]
    ) -> tuple[Codes, list[Problem]]:
        """Return the rows that describe a transfer, and why the others do not; who is doubted is read one by one."""
        problems = []
        for place in map(int, np.flatnonzero(block.refused)):
            error = aside.get(place) or self._error(frame, place, int(numbers[place]))
            if error is not None:
                problems.append(Problem.of(self.file, int(numbers[place]), error))
                continue
            block.refused[place] = False
            block.doubted[place] = True
        return np.flatnonzero(~block.refused), problems

    def _error(self, frame: pl.DataFrame, place: int, number: int) -> InputError | None:
        try:
            facts = self.columns.row(row_of(frame, place), number)
            day_of_law(facts, self.question.on)
        except InputError as error:
            return error
        return None

    def _of_regime(self, rows: _Rows, regime: str) -> Answers:
        count = len(rows.kept)
        answers = Answers(np.zeros(count, np.int64), np.zeros(count, np.bool_), np.zeros(count, np.bool_))
        days = rows.block.days[rows.kept]
        for era, places in self._eras(days):
            self._of_era(rows, regime, era, places, answers)
        return answers

    def _eras(self, days: Codes) -> Iterator[tuple[int, Codes]]:
        """Yield the eras in which days lie, with the places of these days."""
        different, inverse = np.unique(days, return_inverse=True)
        eras = np.array([era_of(self.book, datetime.date.fromordinal(int(day))) for day in different], np.int64)
        of_rows = eras[inverse.reshape(-1)] if len(different) else days
        for era in np.unique(eras):
            yield int(era), np.flatnonzero(of_rows == era)

    def plan(self, regime: str, day: datetime.date, strict: bool) -> Plan | None:
        """Return the law of a regime on a day, ready for the rows; None if none was in force."""
        key = (regime, era_of(self.book, day), strict)
        if key not in self._plans:
            law = snapshot_if_in_force(self.book, regime, day)
            asked = law and Asked(self.book, law, day, self.question.readings, strict)
            self._plans[key] = Plan(self.columns, asked, strict and not self.question.strict) if asked else None
        return self._plans[key]

    def _of_era(self, rows: _Rows, regime: str, era: int, places: Codes, answers: Answers) -> None:
        kept = rows.kept[places]
        day = datetime.date.fromordinal(int(rows.block.days[kept[0]]))
        plan = self.plan(regime, day, self.question.strict)
        if plan is None:
            none = Found(self.regimes[regime], ())
            answers.outcomes[places] = self._numbered([none], np.zeros(len(places), np.int64), rows.numbers[kept])
            return
        met = rows.met(kept)
        seen = plan.decide(met)
        is_open = np.array([len(one.possible) > 1 for one in seen.found], np.bool_)
        open_yet = is_open[seen.numbers] | rows.block.doubted[kept]
        undecided = np.flatnonzero(open_yet)
        answers.outcomes[places] = self._numbered(seen.found, seen.numbers, rows.numbers[kept], ~open_yet)
        for some, found, which in self._exactly(_Open(rows, plan, kept, met, seen, (regime, era)), undecided):
            answers.outcomes[places[some]] = self._numbered(found, which, rows.numbers[kept[some]])
            answers.exact[places[some]] = True
        answers.firm[places] = self._firm(regime, day, met, answers.outcomes[places])
        answers.firm[places] &= ~rows.block.doubted[kept]
        self.register.count_firm(answers.outcomes[places], answers.firm[places])

    def _numbered(self, found: Sequence[Found], which: Codes, rows: Codes, counted: Mask | None = None) -> Codes:
        return self.register.number(found, which, self.file, rows, counted)

    def _exactly(self, open_yet: _Open, places: Codes) -> Iterator[tuple[Codes, list[Found], Codes]]:
        """Yield rows by their places, what is found exactly of them, and which of that each of them has."""
        rows, kept = open_yet.rows, open_yet.kept[places]
        apart: Mask = (rows.block.apart | rows.block.doubted)[kept]
        alike = places[~apart]
        if len(alike):
            patterns, which = open_yet.plan.patterns(open_yet.seen, alike)
            told = [self._once((*open_yet.law, one.key), partial(open_yet.plan.complete, one)) for one in patterns]
            settled = np.array([one is not None for one in told], np.bool_)
            of_settled = (np.cumsum(settled) - 1)[which]
            is_settled = settled[which]
            yield alike[is_settled], [one for one in told if one is not None], of_settled[is_settled]
            places = np.concatenate([alike[~is_settled], places[apart]])
        if len(places):
            yield places, *self._one_by_one(open_yet, places)

    def _one_by_one(self, open_yet: _Open, places: Codes) -> tuple[list[Found], Codes]:
        """Return what the evaluator finds of rows, once for those of which all cells are the same."""
        read: list[Codes | Numbers] = [*open_yet.met.codes.values(), open_yet.met.days]
        cells = np.stack([one[places] for one in read], axis=1).astype(np.uint64)
        which, first = numbered(cells)
        keys = ((*open_yet.law, cells[one].tobytes()) for one in first)
        evaluated = (partial(self._evaluated, open_yet, int(places[one])) for one in first)
        told = (self._once(*one) for one in zip(keys, evaluated, strict=True))
        return [one for one in told if one is not None], which

    def _once(self, key: Hashable, exactly: Callable[[], Found | None]) -> Found | None:
        if key not in self._exact:
            self._exact[key] = exactly()
            self.patterns += 1
        return self._exact[key]

    def _evaluated(self, open_yet: _Open, place: int) -> Found:
        rows, asked, row = open_yet.rows, open_yet.plan.asked, int(open_yet.kept[place])
        on = datetime.date.fromordinal(int(rows.block.days[row]))
        return find(self.book, self._facts(rows, row), asked.law, on, asked.readings, asked.strict)

    def _facts(self, rows: _Rows, place: int) -> Facts:
        if rows.block.doubted[place]:
            return self.columns.row(row_of(rows.frame, place), int(rows.numbers[place]))
        return self.columns.facts((one, int(rows.block.codes[one.place][place])) for one in self.columns.columns)

    def _firm(self, regime: str, day: datetime.date, met: Combinations, outcomes: Codes) -> Mask:
        """Return in which rows the verdict is the same if nothing is presumed."""
        verdicts = [one.found.possible for one in self.register.outcomes]
        if self.question.strict:
            return np.array([len(one) == 1 for one in verdicts], np.bool_)[outcomes]
        plan = self.plan(regime, day, strict=True)
        assert plan is not None
        seen = plan.decide(met)
        found, numbers = seen.found, seen.numbers
        known = {one: number for number, one in enumerate(dict.fromkeys([*verdicts, *(one.possible for one in found)]))}
        presuming = np.array([known[one] if len(one) == 1 else -1 for one in verdicts], np.int64)[outcomes]
        strict = np.array([known[one.possible] for one in found], np.int64)[numbers]
        same: Mask = presuming == strict
        return same


@dataclass(frozen=True, slots=True)
class _Rows:
    frame: pl.DataFrame
    block: Block
    numbers: Codes
    kept: Codes
    _met: dict[bytes, Combinations] = field(default_factory=dict)

    def met(self, places: Codes) -> Combinations:
        """Return the combinations of cells of some of the rows, the same for all laws with the same eras."""
        key = b"" if len(places) == len(self.block) else places.tobytes()
        if key not in self._met:
            codes, days = self.block.codes, self.block.days
            if key:
                codes, days = {place: one[places] for place, one in codes.items()}, days[places]
            self._met[key] = Combinations(codes, days)
        return self._met[key]


@dataclass(frozen=True, slots=True)
class _Open:
    """Rows ``kept`` of a block that are under the law of one era, some of which the circuit leaves open."""

    rows: _Rows
    plan: Plan
    kept: Codes
    met: Combinations
    seen: Seen
    law: tuple[str, int]


def row_facts(table: Table, row: int) -> Facts:
    """
    Return the facts of one row of a table, by its number.

    Raises
    ------
    InputError
        If there is no such row, or it describes no transfer.
    """
    for piece in table.pieces(ROWS_AT_A_TIME, 0):
        for place in np.flatnonzero(piece.numbers == row):
            return Columns(table.inventory).row(row_of(piece.frame, int(place)), row)
        for problem in (one for one in piece.problems if one.line == row):
            raise problem.errors[0]
    raise InputError("no such row", name=table.inventory.sheet.name, row=row)


def row_of(frame: pl.DataFrame, place: int) -> list[str]:
    """Return the texts of the cells of a row."""
    return [text_of(cell) for cell in frame.row(place)]
