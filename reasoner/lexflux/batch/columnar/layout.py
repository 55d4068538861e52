"""How the truths of leaves lie in words: a bit for each set of cells in which some leaf holds, or may."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lexflux.batch.columnar.bits import ROWS, Words
from lexflux.batch.columnar.truths import HELD, Table
from lexflux.decision.evaluation import Truth

NEVER, ALWAYS = -1, -2
"""In place of a bit: of no row, of every row."""
Side = int
Bits = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Laid:
    """
    A table of truths as bits, a row for each of its rows.

    ``leaves`` has for each leaf its truth, if that is the same in all rows, else the bits of where it certainly holds
    and of where it may.
    """

    leaves: Sequence[Truth | tuple[Side, Side]]
    bits: Bits


def _laid(table: Table, merged: bool) -> _Laid:
    """Return a table as bits; if ``merged``, leaves that its rows do not tell apart share them."""
    truths = np.frombuffer(b"".join(table.truths), np.uint8).reshape(len(table.truths), -1)
    if not merged:
        both = np.stack([truths > 1, truths > 0], axis=2).reshape(len(truths), -1)
        return _Laid([(2 * place, 2 * place + 1) for place in range(truths.shape[1])], both.astype(np.uint8))
    known: dict[bytes, Side] = {}
    bits: list[Bits] = []

    def side(holding: npt.NDArray[np.bool_]) -> Side:
        if not holding.any() or holding.all():
            return ALWAYS if holding.any() else NEVER
        content = holding.tobytes()
        if content not in known:
            known[content] = len(bits)
            bits.append(holding.astype(np.uint8))
        return known[content]

    leaves = [_leaf(side(one > 1), side(one > 0)) for one in truths.T]
    return _Laid(leaves, np.stack(bits, axis=1) if bits else np.zeros((len(truths), 0), np.uint8))


def _leaf(certain: Side, possible: Side) -> Truth | tuple[Side, Side]:
    if certain < 0 and possible < 0:
        return HELD[(certain == ALWAYS) + (possible == ALWAYS)]
    return certain, possible


class Layout:
    """
    The tables of truths as words, and the leaves as planes.

    Parameters
    ----------
    tables
        The tables, with the rows that are known.
    merged
        The numbers of the tables in which leaves that are the same in all rows known are one plane, or none at all; if
        a row tells them apart that comes later, another layout is needed.

    Attributes
    ----------
    leaves
        For each atom that the tables tell its truth if it is the same in all rows, else the number of its plane.
    planes
        For each plane the bits of where it certainly holds and of where it may, or `NEVER` or `ALWAYS`.
    width
        How many words there are for a row.
    used
        The numbers of the tables that have bits.
    firsts, sizes
        For each of those its first word, and how many it has.
    """

    def __init__(self, tables: Sequence[Table], merged: Collection[int]) -> None:
        self.tables, self.merged = tables, frozenset(merged)
        self._laid = [_laid(table, number in self.merged) for number, table in enumerate(tables)]
        self._rows = [len(table.truths) for table in tables]
        self.used = [number for number, laid in enumerate(self._laid) if laid.bits.shape[1]]
        self._offsets, end = [0] * len(tables), 0
        for number in self.used:
            count = self._laid[number].bits.shape[1]
            if end % ROWS + count > ROWS:
                end = -(-end // ROWS) * ROWS
            self._offsets[number] = end
            end += count
        self.width = -(-end // ROWS)
        self.firsts = [self._offsets[number] // ROWS for number in self.used]
        self.sizes = [self._words(number) for number in self.used]
        self.words = {number: self._packed(number) for number in self.used}
        self.leaves, planes = self._planes()
        self.planes = np.array([*planes], np.int32).reshape(-1, 2)

    def _words(self, number: int) -> int:
        first, count = self._offsets[number], self._laid[number].bits.shape[1]
        return int((first + count - 1) // ROWS - first // ROWS + 1)

    def _packed(self, number: int) -> Words:
        bits = self._laid[number].bits
        padded = np.zeros((len(bits), self._words(number) * ROWS), np.uint8)
        first = self._offsets[number] % ROWS
        padded[:, first : first + bits.shape[1]] = bits
        return np.packbits(padded, axis=1, bitorder="little").view(np.uint64)

    def _planes(self) -> tuple[dict[int, Truth | int], dict[tuple[int, int], int]]:
        leaves: dict[int, Truth | int] = {}
        planes: dict[tuple[int, int], int] = {}
        for table, laid, offset in zip(self.tables, self._laid, self._offsets, strict=True):
            for atom, told in zip(table.atoms, laid.leaves, strict=True):
                if isinstance(told, Truth):
                    leaves[atom] = told
                else:
                    sides = (told[0] if told[0] < 0 else told[0] + offset, told[1] if told[1] < 0 else told[1] + offset)
                    leaves[atom] = planes.setdefault(sides, len(planes))
        return leaves, planes

    def renew(self) -> set[int]:
        """Take in the rows that tables have beyond those known, and return the tables for which that cannot be done."""
        refused = set()
        for number, table in enumerate(self.tables):
            if len(table.truths) > self._rows[number]:
                laid = _laid(table, number in self.merged)
                if laid.leaves != self._laid[number].leaves:
                    refused.add(number)
                    continue
                self._laid[number], self._rows[number] = laid, len(table.truths)
                if number in self.words:
                    self.words[number] = self._packed(number)
        return refused
