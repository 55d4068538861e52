"""The circuit compiled to machine code by Numba: a few hundred rows at a time, which never leave the nearest memory."""

from __future__ import annotations

from collections.abc import Sequence

import numba
import numpy as np

from lexflux.batch.columnar.bits import ROWS, Words
from lexflux.batch.columnar.layout import Layout
from lexflux.batch.columnar.program import Kind, Plane, Program, Step
from lexflux.batch.columnar.truths import Codes, Numbers

WIDE = 8
"""So many words of rows are taken through the program at once."""
AT_A_TIME = 1 << 14
ALL_AND_UNKNOWN, OPEN = int(Kind.ALL_AND_UNKNOWN), int(Kind.OPEN)


class Compiled:
    """
    A program that finds for rows what is told of them, numbered as it is met.

    Parameters
    ----------
    program
        The steps.
    told
        The roots whose truth makes up what is told, in order.
    layout
        Where truths of leaves lie.
    """

    def __init__(self, program: Program, told: Sequence[Plane], layout: Layout) -> None:
        self.layout, self.places = layout, program.places
        self.steps = np.array([number for step in program.steps for number in _coded(step)], np.int32)
        self.roots = np.array([[root.place, root.negated] for root in told], np.int32).reshape(-1, 2)
        self.words = -(-2 * len(told) // ROWS) or 1
        self.keys = np.zeros((1 << 10, self.words), np.uint64)
        self.slots = np.zeros(1 << 12, np.int32)
        self.known = 0

    def numbers(self, which: Sequence[Numbers], tables: Sequence[Words]) -> tuple[Codes, Words]:
        """
        Return for each row of a block the number of its key, and all keys known.

        Parameters
        ----------
        which, tables
            For each table in use which of the words every row has, and the words.
        """
        count = len(which[0])
        found = np.zeros(count, np.int32)
        firsts, sizes = (np.array(one, np.int64) for one in (self.layout.firsts, self.layout.sizes))
        offsets = np.cumsum([0, *(one.size for one in tables)])[:-1].astype(np.int64)
        content = np.concatenate([one.ravel() for one in tables])
        for first in range(0, count, AT_A_TIME):
            part = slice(first, min(first + AT_A_TIME, count))
            self._room(part.stop - part.start)
            self.known = _run(
                np.stack([one[part] for one in which]), offsets, firsts, sizes, content, self.layout.width,
                self.layout.planes, self.steps, self.roots, self.places, self.keys, self.slots, self.known, found[part],
            )  # fmt: skip
        return found.astype(np.int64), self.keys[: self.known]

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


def _coded(step: Step) -> list[int]:
    """Return a step as numbers: its place, its kind, its parts and those negated, each with their count."""
    return [step.place, int(step.kind), len(step.parts), *step.parts, len(step.negated), *step.negated]


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
def _looked_up(
    which: Numbers,
    base: int,
    rows: int,
    offsets: Codes,
    firsts: Codes,
    sizes: Codes,
    content: Words,
    block: Words,
) -> None:
    """Put the words of rows as planes."""
    block[:] = 0
    for table in range(len(offsets)):
        first, size, offset = firsts[table], sizes[table], offsets[table]
        if size == 1:
            for row in range(rows):
                block[first, row] |= content[offset + which[table, base + row]]
        else:
            for row in range(rows):
                at = offset + size * which[table, base + row]
                for word in range(size):
                    block[first + word, row] |= content[at + word]
    for word in range(len(block)):
        _transpose(block[word])


@numba.njit(nogil=True, cache=True)
def _steps(steps: Numbers, sure: Words, may: Words) -> None:
    """Take words of rows through the steps; what all parts of one have in common is put where no plane lies."""
    every, some = np.empty(WIDE, np.uint64), np.empty(WIDE, np.uint64)
    at = 0
    while at < len(steps):
        place, kind, parts = steps[at], steps[at + 1], steps[at + 2]
        for word in range(WIDE):
            every[word] = some[word] = ~np.uint64(0)
        for one in range(at + 3, at + 3 + parts):
            part = steps[one]
            for word in range(WIDE):
                every[word] &= sure[part, word]
                some[word] &= may[part, word]
        at += 3 + parts
        negated = steps[at]
        for one in range(at + 1, at + 1 + negated):
            part = steps[one]
            for word in range(WIDE):
                every[word] &= ~may[part, word]
                some[word] &= ~sure[part, word]
        at += 1 + negated
        for word in range(WIDE):
            if kind == OPEN:
                some[word] &= ~every[word]
                every[word] = some[word]
            sure[place, word] = np.uint64(0) if kind == ALL_AND_UNKNOWN else every[word]
            may[place, word] = some[word]


@numba.njit(nogil=True, cache=True)
def _number(key: Words, keys: Words, slots: Numbers, known: int) -> int:
    """Return the number of a key, which is ``known`` if it was not met before and is put there then."""
    mask = np.uint64(len(slots) - 1)
    slot = _hash(key) & mask
    while True:
        number = int(slots[slot]) - 1
        if number < 0:
            keys[known] = key
            slots[slot] = known + 1
            return known
        same = True
        for word in range(len(key)):
            if keys[number, word] != key[word]:
                same = False
                break
        if same:
            return number
        slot = (slot + np.uint64(1)) & mask


@numba.njit(nogil=True, cache=True)
def _run(
    which: Numbers,
    offsets: Codes,
    firsts: Codes,
    sizes: Codes,
    content: Words,
    width: int,
    planes: Numbers,
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
    sure, may = np.zeros((places, WIDE), np.uint64), np.zeros((places, WIDE), np.uint64)
    block = np.zeros((width, 64), np.uint64)
    told = np.zeros((words, 64), np.uint64)
    key = np.zeros(words, np.uint64)
    for start in range(0, count, 64 * WIDE):
        for wide in range(min(WIDE, -(-(count - start) // 64))):
            base = start + 64 * wide
            _looked_up(which, base, min(64, count - base), offsets, firsts, sizes, content, block)
            for plane in range(len(planes)):
                sure[plane, wide] = _side(block, planes[plane, 0])
                may[plane, wide] = _side(block, planes[plane, 1])
        _steps(steps, sure, may)
        for wide in range(min(WIDE, -(-(count - start) // 64))):
            base = start + 64 * wide
            told[:] = 0
            for root in range(len(roots)):
                place = roots[root, 0]
                s, m = sure[place, wide], may[place, wide]
                if roots[root, 1]:
                    s, m = ~m, ~s
                told[2 * root // 64, 2 * root % 64] = s
                told[2 * root // 64, 2 * root % 64 + 1] = m
            for word in range(words):
                _transpose(told[word])
            for row in range(min(64, count - base)):
                for word in range(words):
                    key[word] = told[word, row]
                number = _number(key, keys, slots, known)
                known = max(known, number + 1)
                found[base + row] = number
    return known


@numba.njit(nogil=True, cache=True)
def _side(block: Words, bit: int) -> np.uint64:
    """Return the plane of a bit; that of no row is -1, that of every row -2."""
    if bit < 0:
        return np.uint64(0) if bit == -1 else ~np.uint64(0)
    plane: np.uint64 = block[bit // 64, bit % 64]
    return plane
