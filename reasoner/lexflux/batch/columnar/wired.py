"""A program over the planes of a layout: what it tells of rows, in machine code where that can be had."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from lexflux.batch.columnar.bits import ROWS, Words, planes_of, words_of
from lexflux.batch.columnar.layout import ALWAYS, NEVER, Layout
from lexflux.batch.columnar.program import Plane, Program
from lexflux.batch.columnar.truths import HELD, Codes, Held, Met

if TYPE_CHECKING:
    from lexflux.batch.columnar.fast import Compiled

Told = TypeVar("Told")
MIX = np.uint64(0xFF51AFD7ED558CCD)
FOLD = np.uint64(32)
FEWEST_FOR_MACHINE_CODE = 1 << 14
"""Rows in a block; for fewer, loading it takes longer than it saves."""
AT_A_TIME = 1 << 15
"""So many rows are decided at once: their planes stay near the processor."""


class Wired(Generic[Told]):
    """
    A program over the planes of a layout.

    Parameters
    ----------
    layout
        Where the truths of leaves lie.
    program
        The steps over its planes.
    read
        Returns what it means that roots hold as is told.
    """

    def __init__(self, layout: Layout, program: Program, read: Callable[[Held], Told]) -> None:
        self.layout, self.program, self._read = layout, program, read
        told = (root for root in self.program.roots if isinstance(root, Plane))
        self._planes = {root: number for number, root in enumerate(dict.fromkeys(told))}
        self._places = np.array(
            [
                self._planes[root] if isinstance(root, Plane) else HELD.index(root) - len(HELD)
                for root in self.program.roots
            ],
            np.int64,
        )
        self._machine_code: Compiled | None = None
        self._found: list[Told] = []
        self._held: list[Held] = []

    def told(self, read: Sequence[Met], count: int) -> tuple[Sequence[Told], Sequence[Held], Codes]:
        """
        Return what is told of the rows of a block.

        Parameters
        ----------
        read
            For each table of truths which rows were read.
        count
            The number of rows.

        Returns
        -------
        tuple
            What is read, whether the roots hold then, and which of these each row has.
        """
        used = [(number, read[number]) for number in self.layout.used]
        tables = [self.layout.words[number][met.rows] for number, met in used]
        which = [met.which for _, met in used]
        compiled = self._compiled(count)
        if compiled is not None:
            numbers, known = compiled.numbers(which, tables)
            found, held = self._told(known[len(self._found) :])
            self._found += found
            self._held += held
            return self._found, self._held, numbers
        keys = np.empty((count, -(-2 * len(self._planes) // ROWS) or 1), np.uint64)
        for first in range(0, count, AT_A_TIME):
            part = slice(first, min(first + AT_A_TIME, count))
            keys[part] = self._keys([one[part] for one in which], tables, part.stop - part.start)
        numbers, first_rows = numbered(keys)
        return *self._told(keys[first_rows]), numbers

    def _compiled(self, rows: int) -> Compiled | None:
        """Return the program in machine code, if that can be had, and pays for so many rows."""
        if self._machine_code is None and self._planes and rows >= FEWEST_FOR_MACHINE_CODE:
            try:
                from lexflux.batch.columnar.fast import Compiled
            except ImportError:
                return None
            self._machine_code = Compiled(self.program, [*self._planes], self.layout)
        return self._machine_code

    def _keys(self, which: Sequence[npt.NDArray[np.int32]], tables: Sequence[Words], count: int) -> Words:
        """Return for each row a key that is the same where all that is asked for has the same truth."""
        blocks = -(-count // ROWS)
        rows = np.zeros((self.layout.width, blocks * ROWS), np.uint64)
        for first, table, one in zip(self.layout.firsts, tables, which, strict=True):
            for word in range(table.shape[1]):
                rows[first + word, :count] |= table[:, word][one]
        bits = np.concatenate([planes_of(words) for words in rows] or [np.zeros((0, blocks), np.uint64)])
        certain, possible = (np.zeros((self.program.places, blocks), np.uint64) for _ in range(2))
        for side, into in enumerate((certain, possible)):
            for place, bit in enumerate(self.layout.planes[:, side]):
                into[place] = FILLED[bit] if bit < 0 else bits[bit]
        self.program.run(certain, possible)
        planes = [plane for root in self._planes for plane in _both(root, certain, possible)]
        keys = np.zeros((blocks * ROWS, -(-len(planes) // ROWS) or 1), np.uint64)
        for word in range(keys.shape[1]):
            part = planes[word * ROWS : (word + 1) * ROWS]
            if part:
                filled = np.zeros((ROWS, blocks), np.uint64)
                filled[: len(part)] = part
                keys[:, word] = words_of(filled)
        return keys[:count]

    def _told(self, keys: Words) -> tuple[list[Told], list[Held]]:
        """Return what keys come to, and for each whether the roots hold."""
        bits = np.unpackbits(keys.view(np.uint8), axis=1, bitorder="little")
        always = np.broadcast_to(HELD_ALWAYS, (len(keys), len(HELD)))
        held = [*np.concatenate([bits[:, 0::2] + bits[:, 1::2], always], axis=1)[:, self._places]]
        return [*map(self._read, held)], held


FILLED = {NEVER: np.uint64(0), ALWAYS: ~np.uint64(0)}
HELD_ALWAYS = np.arange(len(HELD), dtype=np.uint8)
"""What is told of a root that is the same in all rows, counted from the end."""


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
