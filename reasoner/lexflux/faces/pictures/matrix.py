"""A matrix as a picture on a page of A4: rows with names, columns with numbers or names, cells in shades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lexflux.faces.pictures.breaking import fill, width
from lexflux.faces.pictures.canvas import LANDSCAPE, LEADING, MARGIN, PORTRAIT, TITLE, Canvas

SIZE, SMALL = 8.5, 0.85
TALLEST, SMALLEST, WIDEST = 16.0, 9.5, 26.0
"""The side of a cell, in CSS pixels: at most, at least, and how wide it may be."""
LABELS, BESIDE = 190.0, 70.0
"""How wide the names of rows, and what stands beside them, may be."""
DARK = 3
"""From this shade on words are light."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its shade from 0 to 4, the words in it, and what is told where one points at it."""

    shade: int
    said: str
    told: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows and columns with their names, what stands beside each row, the cells by both, shades and what they mean."""

    title: str
    rows: Sequence[str]
    columns: Sequence[str]
    beside: Sequence[str]
    cells: Mapping[tuple[int, int], Cell]
    legend: Sequence[tuple[int, str]]
    notes: Sequence[str]
    language: str


def matrix(found: Matrix) -> str:
    """Return a matrix as an SVG document as wide as A4; where the columns are numbered, rows have the same numbers."""
    return _Drawing(found).write()


class _Drawing:
    def __init__(self, found: Matrix) -> None:
        self.found = found
        self.page = PORTRAIT if len(found.columns) * TALLEST + LABELS + BESIDE <= PORTRAIT.inner else LANDSCAPE
        self.canvas = Canvas(found.title, "\n".join(found.notes), found.language, self.page, SIZE)
        self.canvas.text("title", MARGIN, MARGIN + SIZE * TITLE, found.title, TITLE)
        self.head = max(map(width, found.columns), default=0.0) * SIZE + SIZE
        self.turned = self.head > WIDEST
        self.high, self.wide = self._cell()
        self.left = MARGIN + LABELS + BESIDE
        legend = self._legend(MARGIN + SIZE * (TITLE + 2))
        self.top = legend + SIZE + (self.head if self.turned else 1.5 * SIZE)

    def _cell(self) -> tuple[float, float]:
        """Return how high and wide a cell is, so that all fits on a page if it can be read there."""
        room = self.page.height - 2 * MARGIN - 14 * SIZE - (self.head if self.turned else 0.0)
        high = min(TALLEST, max(SMALLEST, room / max(1, len(self.found.rows))))
        return high, min(WIDEST, (self.page.inner - LABELS - BESIDE) / max(1, len(self.found.columns)))

    def write(self) -> str:
        for column, head in enumerate(self.found.columns):
            self._head(self.left + (column + 0.5) * self.wide, head)
        for row, name in enumerate(self.found.rows):
            self._row(row, name)
        y = self.top + len(self.found.rows) * self.high + 2 * SIZE
        lines = [line for note in self.found.notes for line in fill(note, self.page.inner / SIZE)]
        self.canvas.lines("note", MARGIN, y, lines)
        return self.canvas.write(y + len(lines) * SIZE * LEADING + MARGIN / 2)

    def _legend(self, y: float) -> float:
        """Draw what the shades mean, on as many lines as that takes, and return where the last stands."""
        x = MARGIN
        for shade, said in self.found.legend:
            wide = (width(said) + 4.5) * SIZE
            if x > MARGIN and x + wide > self.page.width - MARGIN:
                x, y = MARGIN, y + SIZE * LEADING
            self.canvas.box(f"land shade-{shade}", x, y - SIZE, 2 * SIZE, SIZE)
            self.canvas.text("note", x + 2.5 * SIZE, y - 1, said)
            x += wide
        return y

    def _head(self, x: float, head: str) -> None:
        if not self.turned:
            self.canvas.text("note", x, self.top - 3, head, SMALL, "middle")
            return
        with self.canvas.turned(x + SIZE / 3, self.top - 4, -90):
            self.canvas.text("note", 0, 0, head)

    def _row(self, row: int, name: str) -> None:
        y = self.top + row * self.high
        base = y + self.high / 2 + SIZE / 3
        if row % 2 == 0:
            self.canvas.box("band", MARGIN, y, self.left - MARGIN + len(self.found.columns) * self.wide, self.high)
        scale = min(1.0, LABELS / max(1.0, width(name) * SIZE))
        self.canvas.text("cell", MARGIN + 2, base, name, scale)
        self.canvas.text("note", self.left - 4, base, self.found.beside[row], SMALL, "end")
        for column in range(len(self.found.columns)):
            if cell := self.found.cells.get((row, column)):
                self._mark(self.left + column * self.wide, y, base, cell)

    def _mark(self, x: float, y: float, base: float, cell: Cell) -> None:
        with self.canvas.told(cell.told):
            self.canvas.box(f"land shade-{cell.shade}", x, y, self.wide, self.high)
            if cell.said:
                kind = "inverse" if cell.shade >= DARK else "cell"
                self.canvas.text(kind, x + self.wide / 2, base, cell.said, SMALL, "middle")
