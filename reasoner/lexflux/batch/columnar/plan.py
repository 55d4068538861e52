"""The law of a regime in one era, ready for the rows of a table."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import numpy.typing as npt

from lexflux.batch.columnar.cells import Columns
from lexflux.batch.columnar.completions import Completions
from lexflux.batch.columnar.found import Found, Reader
from lexflux.batch.columnar.layout import Layout
from lexflux.batch.columnar.leaves import Leaf, LeafGrounding
from lexflux.batch.columnar.program import Program, ResidualProgram
from lexflux.batch.columnar.truths import Asked, Codes, Combinations, Held, Known, Met, Truths
from lexflux.batch.columnar.wired import Wired, numbered
from lexflux.decision.evaluation import Truth
from lexflux.grounding.formulas import ATOM, Formula, Formulas
from lexflux.grounding.laws import labelled

FEWEST_FOR_MERGING = 1 << 14
"""Rows in a block; for fewer, wiring the circuit for the cells that they have takes longer than it saves."""


@dataclass(frozen=True, slots=True)
class Seen:
    """
    What the circuit tells of the rows of a block.

    ``found`` is what was found, ``held`` the same as `Reader.found` takes it, ``numbers`` which of these each row has;
    ``read`` tells for each table of truths which rows were read, ``layout`` where these lie.
    """

    found: Sequence[Found]
    held: Sequence[Held]
    numbers: Codes
    read: Sequence[Met]
    layout: Layout


@dataclass(frozen=True, slots=True)
class Residue:
    """The formulas that are left open in rows and on which what is asked hangs, and the tables of their leaves."""

    formulas: tuple[Formula, ...]
    tables: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """
    What rows have in common that no law tells apart: what is known of the roots, and what is left open of them.

    ``place`` is that of the first of them, ``kinds`` those of the rows that they have of the tables of the residue, and
    ``cells`` such rows.
    """

    place: int
    held: Held
    residue: Residue
    kinds: tuple[int, ...]
    cells: Mapping[int, Known]

    @property
    def key(self) -> Hashable:
        """What is the same of rows of the same pattern, and of no others."""
        return self.held.tobytes(), self.residue.formulas, self.kinds


def _circuit(asked: Asked) -> tuple[Reader, Sequence[Leaf]]:
    """Return the circuit of a law and its leaves, the same for all tables."""
    kept: tuple[Reader, Sequence[Leaf]] | None = asked.law.kept.get(Plan)
    if kept is None:
        grounding = LeafGrounding(asked.book, Formulas())
        triggered = {iri: grounding.holds(norm.condition) for iri, norm in asked.law.norms.items()}
        kept = Reader(labelled(asked.law, asked.on, grounding, triggered)), grounding.leaves
        asked.law.kept[Plan] = kept
    return kept


class Plan:
    """
    Decides rows under one law.

    Parameters
    ----------
    columns
        The columns of the table.
    asked
        Of which law.
    verdicts_alone
        Whether nothing but the possible verdicts is told.
    """

    def __init__(self, columns: Columns, asked: Asked, verdicts_alone: bool = False) -> None:
        self.asked = asked
        self.reader, leaves = _circuit(asked)
        self.formulas = self.reader.ground.formulas
        self.roots = self.reader.roots[: len(self.reader.verdicts) if verdicts_alone else None]
        self.truths = Truths(columns, asked, leaves)
        self._found: dict[bytes, Found] = {}
        self._residues: dict[tuple[Formula, ...], Residue] = {}
        self._plain: Wired[Found] | None = None
        self._merged: Wired[Found] | None = None
        self._residual: Wired[Residue] | None = None
        self._unsteady: set[int] = set()

    def decide(self, met: Combinations) -> Seen:
        """Tell of the rows of a block, of which the codes of cells and the days are given, what the circuit tells."""
        read = [self.truths.rows(table, met) for table in self.truths.tables]
        wired = self._wired(len(met.days))
        return Seen(*wired.told(read, len(met.days)), read, wired.layout)

    def _wired(self, rows: int) -> Wired[Found]:
        """Return the circuit, wired for the cells that were met so far if there are enough rows for that."""
        if rows < FEWEST_FOR_MERGING:
            if self._plain is None:
                self._plain = self._new(set())
            self._plain.layout.renew()
            return self._plain
        refused = set() if self._merged is None else self._merged.layout.renew()
        if self._merged is None or refused:
            steady = {*range(len(self.truths.tables))} - self._unsteady
            self._unsteady |= refused
            self._merged = self._new(steady - refused if refused & self._unsteady else steady)
        return self._merged

    def _new(self, merged: set[int]) -> Wired[Found]:
        layout = Layout(self.truths.tables, merged)
        return Wired(layout, Program(self.formulas, self.roots, self._leaves(layout)), self._read)

    def _leaves(self, layout: Layout) -> dict[int, Truth | int]:
        return {**self.truths.fixed, **layout.leaves}

    def _read(self, held: Held) -> Found:
        """Return what is found where roots hold as is told."""
        content = held.tobytes()
        if content not in self._found:
            self._found[content] = self.reader.found(held)
        return self._found[content]

    @cached_property
    def completions(self) -> Completions:
        """What settles rows that the circuit leaves open."""
        return Completions(self.reader, self.truths)

    def complete(self, pattern: Pattern) -> Found | None:
        """Return what the evaluator finds of rows; None where only that itself can tell."""
        return self.completions.find(pattern.residue.formulas, pattern.cells, pattern.held)

    def patterns(self, seen: Seen, places: Codes) -> tuple[list[Pattern], Codes]:
        """Return the patterns of some rows that the circuit leaves open, and which of them each row has."""
        read = [Met(one.rows, one.which[places]) for one in seen.read]
        residues, _, which = self._left_open(seen.layout).told(read, len(places))
        kinds: dict[int, npt.NDArray[np.int64]] = {}
        for number, (table, met) in enumerate(zip(self.truths.tables, read, strict=True)):
            reading = np.array([number in one.tables for one in residues], np.bool_)
            if reading.any():
                kinds[number] = np.where(reading[which], np.array(table.kinds)[met.rows[met.which]], 0)
        parts = [seen.numbers[places], which, *kinds.values()]
        numbers, first = numbered(np.stack(parts, axis=1).astype(np.uint64))
        found = []
        for one in map(int, first):
            residue = residues[which[one]]
            rows = {number: int(read[number].rows[read[number].which[one]]) for number in residue.tables}
            cells = {number: self.truths.tables[number].known[row] for number, row in rows.items()}
            of_tables = tuple(int(kinds[number][one]) for number in residue.tables)
            place = int(places[one])
            found.append(Pattern(place, seen.held[seen.numbers[place]], residue, of_tables, cells))
        return found, numbers

    def _left_open(self, layout: Layout) -> Wired[Residue]:
        """Return what tells the residues of rows."""
        if self._residual is None or self._residual.layout is not layout:
            program = ResidualProgram(self.formulas, self.roots, self._leaves(layout))
            self._residual = Wired(layout, program, partial(self._residue, np.array(program.asked, np.int64)))
        return self._residual

    def _residue(self, asked: Codes, held: Held) -> Residue:
        formulas = tuple(map(Formula, asked[held > 0].tolist()))
        if formulas not in self._residues:
            atoms = {parts[0] for kind, parts in map(self.formulas.record, formulas) if kind == ATOM}
            tables = {self.truths.table_of[atom] for atom in atoms & self.truths.table_of.keys()}
            self._residues[formulas] = Residue(formulas, tuple(sorted(tables)))
        return self._residues[formulas]
