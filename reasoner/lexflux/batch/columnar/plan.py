"""The law of a regime in one era, ready for the rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from lexflux.batch.columnar.bits import Mask, Words
from lexflux.batch.columnar.cells import Columns
from lexflux.batch.columnar.completions import Completions
from lexflux.batch.columnar.found import Found, Reader
from lexflux.batch.columnar.layout import Layout
from lexflux.batch.columnar.leaves import LeafGrounding
from lexflux.batch.columnar.program import Program
from lexflux.batch.columnar.truths import Asked, Codes, Combinations, Met, Truths
from lexflux.batch.columnar.wired import Held, Wired
from lexflux.grounding.formulas import Formulas
from lexflux.grounding.laws import labelled

FEWEST_FOR_MERGING = 1 << 14
"""Rows in a block; for fewer, wiring the circuit for the cells that they have takes longer than it saves."""


@dataclass(frozen=True, slots=True)
class Seen:
    """
    What the circuit tells of the rows of a block.

    ``found`` is what was found, ``held`` the same as `Reader.found` takes it, ``numbers`` which of these each row has;
    ``read`` tells for each table of truths which rows were read.
    """

    found: Sequence[Found]
    held: Sequence[Held]
    numbers: Codes
    read: Sequence[Met]


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
        self.formulas = Formulas()
        grounding = LeafGrounding(asked.book, self.formulas)
        triggered = {iri: grounding.holds(norm.condition) for iri, norm in asked.law.norms.items()}
        self.reader = Reader(labelled(asked.law, asked.on, grounding, triggered))
        self.roots = self.reader.roots[: len(self.reader.verdicts) if verdicts_alone else None]
        self.truths = Truths(columns, asked, grounding.leaves)
        self._found: dict[bytes, Found] = {}
        self._plain: Wired | None = None
        self._merged: Wired | None = None
        self._unsteady: set[int] = set()

    def decide(self, met: Combinations) -> Seen:
        """Tell of the rows of a block, of which the codes of cells and the days are given, what the circuit tells."""
        read = [self.truths.rows(table, met) for table in self.truths.tables]
        wired = self._wired(len(met.days))
        return Seen(*wired.told(read, len(met.days)), read)

    def _wired(self, rows: int) -> Wired:
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

    def _new(self, merged: set[int]) -> Wired:
        layout = Layout(self.truths.tables, merged)
        program = Program(self.formulas, self.roots, {**self.truths.fixed, **layout.leaves})
        return Wired(layout, program, self._read)

    def _read(self, held: Held) -> Found:
        """Return what is found where roots hold as is told."""
        content = held.tobytes()
        if content not in self._found:
            self._found[content] = self.reader.found(held.tolist())
        return self._found[content]

    @cached_property
    def completions(self) -> Completions:
        """What settles rows that the circuit leaves open."""
        return Completions(self.reader, self.truths)

    def complete(self, seen: Seen, place: int) -> Found | None:
        """Return what the evaluator finds of a row that is not apart; None where only that itself can tell."""
        tables = zip(self.truths.tables, seen.read, strict=True)
        rows = [table.known[int(met.rows[met.which[place]])] for table, met in tables]
        return self.completions.find(rows, seen.held[seen.numbers[place]].tolist())

    def patterns(self, seen: Seen, places: Codes, met: Combinations, apart: Mask) -> Words:
        """
        Return for some rows a key that is the same where no law tells them apart.

        For rows that are ``apart`` it is the same only where all cells are.
        """
        alone = apart[places]
        tables = zip(self.truths.tables, seen.read, strict=True)
        kinds = [np.array(table.kinds)[one.rows[one.which[places]]] for table, one in tables]
        read: list[npt.NDArray[Any]] = [*met.codes.values(), met.days]
        cells = [one[places] for one in read] if alone.any() else []
        parts = [alone, *(np.where(alone, 0, one) for one in kinds), *(np.where(alone, one, 0) for one in cells)]
        return np.stack(parts, axis=1).astype(np.uint64)
