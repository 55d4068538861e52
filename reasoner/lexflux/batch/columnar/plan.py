"""The law of a regime in one era, ready for the rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from lexflux.batch.columnar.bits import ROWS, Words, planes_of, words_of
from lexflux.batch.columnar.cells import Columns
from lexflux.batch.columnar.found import Found, Reader
from lexflux.batch.columnar.leaves import LeafGrounding
from lexflux.batch.columnar.program import Plane, Program
from lexflux.batch.columnar.truths import Asked, Codes, Combinations, Met, Table, Truths
from lexflux.decision.evaluation import Truth
from lexflux.grounding.formulas import Formulas
from lexflux.grounding.laws import labelled

if TYPE_CHECKING:
    from lexflux.batch.columnar.fast import Compiled

Told = tuple[list[Words], list[Words]]
MIX = np.uint64(0xFF51AFD7ED558CCD)
FOLD = np.uint64(32)
FEWEST_FOR_MACHINE_CODE = 1 << 14
"""Rows in a block; for fewer, loading it takes longer than it saves."""
AT_A_TIME = 1 << 15
"""So many rows are decided at once: their planes stay near the processor."""


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
        self.program = Program(self.formulas, self.roots, self.truths.places)
        told = (root for root in self.program.roots if isinstance(root, Plane))
        self.told = {root: number for number, root in enumerate(dict.fromkeys(told))}
        places = [self.told[root] if isinstance(root, Plane) else ALWAYS[root] for root in self.program.roots]
        self._places = np.array(places, np.int64)
        self._found: dict[bytes, Found] = {}
        self._machine_code: Compiled | None = None

    def decide(self, met: Combinations) -> tuple[list[Found], Codes, list[Met]]:
        """
        Decide the rows of a block.

        Parameters
        ----------
        met
            The codes of the cells of each column, and the day of each row, as `datetime.date.toordinal` counts them.

        Returns
        -------
        tuple
            What was found, the number of it for each row, and of each table of truths which rows were read.
        """
        count = len(met.days)
        read = [self.truths.rows(table, met) for table in self.truths.tables]
        compiled = self._compiled(count)
        if compiled is not None:
            numbers = compiled.numbers(read)
            return [*map(self._read, compiled.keys[: compiled.known])], numbers, read
        told = [_told(table, one) for table, one in zip(self.truths.tables, read, strict=True)]
        keys = np.empty((count, -(-2 * len(self.told) // ROWS) or 1), np.uint64)
        for first in range(0, count, AT_A_TIME):
            part = slice(first, min(first + AT_A_TIME, count))
            size = part.stop - part.start
            keys[part] = self._keys(*self._looked_up([one.which[part] for one in read], told, size), size)
        numbers, first_rows = numbered(keys)
        return [self._read(keys[row]) for row in first_rows], numbers, read

    def _compiled(self, rows: int) -> Compiled | None:
        """Return the program in machine code, if that can be had, and pays for so many rows."""
        if self._machine_code is None and self.told and self.truths.tables and rows >= FEWEST_FOR_MACHINE_CODE:
            try:
                from lexflux.batch.columnar.fast import Compiled
            except ImportError:
                return None
            self._machine_code = Compiled(self.program, [*self.told], self.truths.tables, self.truths.width)
        return self._machine_code

    def _looked_up(self, read: Sequence[Codes], told: Sequence[Told], count: int) -> tuple[Words, Words]:
        """Return the words of where leaves certainly hold and where they may, a row for each word."""
        padded = -(-count // ROWS) * ROWS
        certain, possible = (np.zeros((self.truths.width, padded), np.uint64) for _ in range(2))
        for table, which, sides in zip(self.truths.tables, read, told, strict=True):
            first, _ = table.words
            for words, known in zip((certain, possible), sides, strict=True):
                for place, one in enumerate(known):
                    words[first + place, :count] |= np.take(one, which)
        return certain, possible

    def patterns(
        self,
        read: Sequence[Met],
        places: Codes,
        met: Combinations,
        apart: npt.NDArray[np.bool_],
    ) -> Words:
        """
        Return for some rows a key that is the same where no law tells them apart.

        For rows that are ``apart`` it is the same only where all cells are.
        """
        alone = apart[places]
        tables = zip(self.truths.tables, read, strict=True)
        kinds = [np.array(table.kinds)[one.rows[one.which[places]]] for table, one in tables]
        cells = [one[places] for one in (*met.codes.values(), met.days)] if alone.any() else []
        parts = [alone, *(np.where(alone, 0, one) for one in kinds), *(np.where(alone, one, 0) for one in cells)]
        return np.stack(parts, axis=1).astype(np.uint64)

    def _keys(self, certain: Words, possible: Words, count: int) -> Words:
        """Return for each row a key that is the same where all that is asked for has the same truth."""
        blocks = certain.shape[1] // ROWS
        planes = [np.zeros((max(self.program.places, self.truths.width * ROWS), blocks), np.uint64) for _ in range(2)]
        for into, words in zip(planes, (certain, possible), strict=True):
            for word in range(self.truths.width):
                into[word * ROWS : (word + 1) * ROWS] = planes_of(words[word])
        self.program.run(planes[0], planes[1])
        rows = [plane for root in self.told for plane in _both(root, planes[0], planes[1])]
        keys = np.zeros((blocks * ROWS, -(-len(rows) // ROWS) or 1), np.uint64)
        for word in range(keys.shape[1]):
            part = rows[word * ROWS : (word + 1) * ROWS]
            if part:
                filled = np.zeros((ROWS, blocks), np.uint64)
                filled[: len(part)] = part
                keys[:, word] = words_of(filled)
        return keys[:count]

    def _read(self, key: Words) -> Found:
        content = key.tobytes()
        found = self._found.get(content)
        if found is None:
            bits = np.unpackbits(key.view(np.uint8), bitorder="little")
            held = np.append(bits[0::2] + bits[1::2], HELD_ALWAYS)
            found = self._found[content] = self.reader.found(held[self._places].tolist())
        return found


def _told(table: Table, met: Met) -> Told:
    """Return the words of the rows of a table of truths that are met: where its leaves certainly hold, and may."""
    sides = (np.stack(side)[met.rows] for side in (table.certain, table.possible))
    certain, possible = ([np.ascontiguousarray(one) for one in side.T] for side in sides)
    return certain, possible


HELD_ALWAYS = np.array([0, 1, 2], np.uint8)
"""What is told of a root that is the same in all rows: false, unknown, true."""
ALWAYS = {Truth.FALSE: -3, Truth.UNKNOWN: -2, Truth.TRUE: -1}


def _both(root: Plane, certain: Words, possible: Words) -> tuple[Words, Words]:
    """Return the planes of where something certainly holds, and where it may."""
    if root.negated:
        return ~possible[root.place], ~certain[root.place]
    return certain[root.place], possible[root.place]


def numbered(keys: Words) -> tuple[Codes, Codes]:
    """Return numbers for rows, the same for equal keys, and for each number the first row that has it."""
    mixed = np.zeros(len(keys), np.uint64)
    for word in range(keys.shape[1]):
        mixed ^= keys[:, word]
        mixed *= MIX
        mixed ^= mixed >> FOLD
    _, first, numbers = np.unique(mixed, return_index=True, return_inverse=True)
    if not np.array_equal(keys[first][numbers], keys):
        _, first, numbers = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    return numbers.reshape(-1).astype(np.int64), first
