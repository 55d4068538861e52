"""The circuit compiled to machine code by Numba: a few hundred rows at a time, which never leave the nearest memory."""

from __future__ import annotations

from collections.abc import Sequence

import numba
import numpy as np
import numpy.typing as npt

from lexflux.batch.columnar.bits import ROWS, Words
from lexflux.batch.columnar.program import Plane, Program, Step
from lexflux.batch.columnar.truths import Codes, Met, Table

WIDE = 8
"""So many words of rows are taken through the program at once."""
AT_A_TIME = 1 << 14
Numbers = npt.NDArray[np.int32]


class Compiled:
    """
    A program that finds for rows what is told of them, numbered as it is met.

    Parameters
    ----------
    program
        The steps.
    told
        The roots whose truth makes up what is told, in order.
    tables
        Where truths of leaves are looked up.
    width
        How many words the leaves take.
    """

    def __init__(self, program: Program, told: Sequence[Plane], tables: Sequence[Table], width: int) -> None:
        self.tables, self.width = tables, width
        self.places = max(program.places, width * ROWS)
        self.steps = np.array([number for step in program.steps for number in _coded(step)], np.int32)
        self.roots = np.array([[root.place, root.negated] for root in told], np.int32).reshape(-1, 2)
        self.words = -(-2 * len(told) // ROWS) or 1
        self.keys = np.zeros((1 << 10, self.words), np.uint64)
        self.slots = np.zeros(1 << 12, np.int32)
        self.known = 0

    def numbers(self, read: Sequence[Met]) -> Codes:
        """Return for each row of a block the number of its key in ``keys``, to which those not met before are added."""
        count = len(read[0].which) if read else 0
        found = np.zeros(count, np.int32)
        firsts = np.array([[table.words[0], table.words[1] - table.words[0]] for table in self.tables], np.int64)
        sizes = firsts[:, 1] * np.array([len(one.rows) for one in read], np.int64)
        offsets = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
        certain, possible = (
            np.concatenate([_of(table, side)[one.rows].ravel() for table, one in zip(self.tables, read, strict=True)])
            for side in ("certain", "possible")
        )
        for first in range(0, count, AT_A_TIME):
            part = slice(first, min(first + AT_A_TIME, count))
            which = np.stack([one.which[part].astype(np.int32) for one in read])
            self._room(part.stop - part.start)
            self.known = _run(
                which, offsets, firsts, certain, possible, self.width, self.steps, self.roots, self.places,
                self.keys, self.slots, self.known, found[part],
            )  # fmt: skip
        return found.astype(np.int64)

    def _room(self, rows: int) -> None:
        """Make room for as many new keys as there are rows."""
        needed = self.known + rows
        if needed > len(self.keys):
            more = np.zeros((2 * needed, self.words), np.uint64)
            more[: self.known] = self.keys[: self.known]
            self.keys = more
        if 2 * needed > len(self.slots):
            self.slots = np.zeros(1 << (4 * needed).bit_length(), np.int32)
            _fill(self.keys, self.slots, self.known)


def _of(table: Table, side: str) -> Words:
    found: Words = np.stack(getattr(table, side))
    return found


def _coded(step: Step) -> list[int]:
    """Return a step as numbers: its place, whether it is open, its parts and those negated, each with their count."""
    return [step.place, int(step.is_open), len(step.parts), *step.parts, len(step.negated), *step.negated]


@numba.njit(nogil=True, cache=True)
def _hash(key: Words) -> np.uint64:
    mixed = np.uint64(0)
    for word in key:
        mixed ^= word
        mixed *= np.uint64(0xFF51AFD7ED558CCD)
        mixed ^= mixed >> np.uint64(32)
    return mixed


@numba.njit(nogil=True, cache=True)
def _fill(keys: Words, slots: Numbers, known: int) -> None:
    mask = np.uint64(len(slots) - 1)
    for number in range(known):
        at = _hash(keys[number]) & mask
        while slots[at] != 0:
            at = (at + np.uint64(1)) & mask
        slots[at] = number + 1


@numba.njit(nogil=True, cache=True)
def _transpose(words: Words) -> None:
    """Exchange bits as `lexflux.batch.columnar.bits.transposed` does, of one block of 64 words."""
    size = 32
    mask = np.uint64(0xFFFFFFFF)
    while size:
        shift = np.uint64(size)
        low = 0
        while low < 64:
            for one in range(low, low + size):
                moved = ((words[one] >> shift) ^ words[one + size]) & mask
                words[one + size] ^= moved
                words[one] ^= moved << shift
            low += 2 * size
        size //= 2
        mask ^= mask << np.uint64(size)


@numba.njit(nogil=True, cache=True)
def _step(steps: Numbers, at: int, holding: Words, opposite: Words, into: Words) -> None:
    """Put where all parts of the step at a place of the program hold, and no negated one does."""
    parts = steps[at + 2]
    negated = steps[at + 3 + parts]
    for word in range(WIDE):
        into[word] = ~np.uint64(0)
    for one in range(at + 3, at + 3 + parts):
        place = steps[one]
        for word in range(WIDE):
            into[word] &= holding[place, word]
    for one in range(at + 4 + parts, at + 4 + parts + negated):
        place = steps[one]
        for word in range(WIDE):
            into[word] &= ~opposite[place, word]


@numba.njit(nogil=True, cache=True)
def _run(  # noqa: PLR0915 - one loop, since a call for each row costs more than the row
    which: Numbers,
    offsets: Codes,
    firsts: Codes,
    certain: Words,
    possible: Words,
    width: int,
    steps: Numbers,
    roots: Numbers,
    places: int,
    keys: Words,
    slots: Numbers,
    known: int,
    found: Numbers,
) -> int:
    """Put the numbers of the keys of rows, and return how many keys are known then."""
    count = which.shape[1]
    words = keys.shape[1]
    both = np.zeros((2, places, WIDE), np.uint64)
    block = np.zeros((2, width, 64), np.uint64)
    held = np.zeros((2, WIDE), np.uint64)
    told = np.zeros((words, 64), np.uint64)
    key = np.zeros(words, np.uint64)
    mask = np.uint64(len(slots) - 1)
    for start in range(0, count, 64 * WIDE):
        for wide in range(WIDE):
            base = start + 64 * wide
            rows = min(64, count - base)
            if rows <= 0:
                break
            block[:] = 0
            for table in range(len(offsets)):
                first, size, offset = firsts[table, 0], firsts[table, 1], offsets[table]
                for row in range(rows):
                    at = offset + size * which[table, base + row]
                    for word in range(size):
                        block[0, first + word, row] |= certain[at + word]
                        block[1, first + word, row] |= possible[at + word]
            for side in range(2):
                for word in range(width):
                    _transpose(block[side, word])
                    for bit in range(64):
                        both[side, 64 * word + bit, wide] = block[side, word, bit]
        at = 0
        while at < len(steps):
            _step(steps, at, both[0], both[1], held[0])
            _step(steps, at, both[1], both[0], held[1])
            place = steps[at]
            for word in range(WIDE):
                both[0, place, word] = np.uint64(0) if steps[at + 1] else held[0, word]
                both[1, place, word] = held[1, word]
            at += 3 + steps[at + 2]
            at += 1 + steps[at]
        for wide in range(WIDE):
            base = start + 64 * wide
            rows = min(64, count - base)
            if rows <= 0:
                break
            told[:] = 0
            for root in range(len(roots)):
                place = roots[root, 0]
                sure, may = both[0, place, wide], both[1, place, wide]
                if roots[root, 1]:
                    sure, may = ~may, ~sure
                told[2 * root // 64, 2 * root % 64] = sure
                told[2 * root // 64, 2 * root % 64 + 1] = may
            for word in range(words):
                _transpose(told[word])
            for row in range(rows):
                for word in range(words):
                    key[word] = told[word, row]
                slot = _hash(key) & mask
                while True:
                    number = slots[slot] - 1
                    if number < 0:
                        keys[known] = key
                        slots[slot] = known + 1
                        found[base + row] = known
                        known += 1
                        break
                    same = True
                    for word in range(words):
                        if keys[number, word] != key[word]:
                            same = False
                            break
                    if same:
                        found[base + row] = number
                        break
                    slot = (slot + np.uint64(1)) & mask
    return known
