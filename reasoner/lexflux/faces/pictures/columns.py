"""How wide the columns of a table have to be that it is as low as it can be."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from lexflux.faces.pictures.breaking import atoms, width

Grid = Sequence[Sequence[Sequence[str]]]
"""The lines of the cells of the rows."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How wide the lines of the cells of each column are, and its widest word, in em."""

    columns: Sequence[Sequence[Sequence[float]]]
    words: Sequence[float]


LEAST, WIDEST_WORD = 4.0, 14.0
STEPS = (6.0, 2.0, 6.0, 2.0, 1.0)
BREAKS = 1.06
"""How much longer lines get since words are not cut."""


def measured(grid: Grid) -> Measured:
    """Return how wide the lines of the cells are, column by column, and the widest word of each column."""
    columns = range(len(grid[0]))
    return Measured(
        [[[width(line) * BREAKS for line in row[index]] for row in grid] for index in columns],
        [max(LEAST, *(_widest_word(line) for row in grid for line in row[index])) for index in columns],
    )


def column_widths(found: Measured, whole: float, around: float) -> tuple[list[float], int]:
    """
    Return the widths of columns, together ``whole`` em, with which the rows are lowest, and how many lines these take.

    No column is narrower than its widest word; ``around`` is what surrounds the words of each cell.
    """
    least = [one + around for one in found.words]
    longest = [max((line for cell in cells for line in cell), default=0.0) + around for cells in found.columns]
    wanted = [max(0.0, one - low) for one, low in zip(longest, least, strict=True)]
    spare = whole - sum(least)
    if spare > 0 and any(wanted):
        start = [low + spare * one / sum(wanted) for low, one in zip(least, wanted, strict=True)]
        return _settled(found, start, least, around)
    widths = [one * whole / sum(least) for one in least]
    heights = [_lines(cells, one, around) for cells, one in zip(found.columns, widths, strict=True)]
    return widths, _height(heights)[0]


def _settled(found: Measured, start: list[float], least: Sequence[float], around: float) -> tuple[list[float], int]:
    """Return the widths after all that makes the table lower has been moved from one column to another."""
    widths, columns = start, found.columns
    heights = [_lines(cells, one, around) for cells, one in zip(columns, widths, strict=True)]
    best = _height(heights)
    for step, (giver, taker) in itertools.product(STEPS, itertools.permutations(range(len(widths)), 2)):
        while widths[giver] - step >= least[giver]:
            given = _lines(columns[giver], widths[giver] - step, around)
            taken = _lines(columns[taker], widths[taker] + step, around)
            tried = [{giver: given, taker: taken}.get(index, one) for index, one in enumerate(heights)]
            if _height(tried) >= best:
                break
            heights, best = tried, _height(tried)
            widths[giver] -= step
            widths[taker] += step
    return widths, best[0]


def _lines(cells: Sequence[Sequence[float]], wide: float, around: float) -> list[int]:
    """Return about how many lines the cells of a column take."""
    inner = wide - around
    return [sum(max(1, math.ceil(line / inner)) for line in cell) for cell in cells]


def _height(heights: Sequence[Sequence[int]]) -> tuple[int, int]:
    return sum(map(max, zip(*heights, strict=True))), sum(map(sum, heights))


def _widest_word(words: str) -> float:
    return min(max((width(atom.rstrip()) for atom in atoms(words)), default=0.0), WIDEST_WORD)
