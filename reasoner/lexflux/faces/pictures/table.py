"""Tables as pictures on a page of A4: nothing cut, Chinese and English in one picture."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from lexflux.faces.pictures.breaking import fill
from lexflux.faces.pictures.canvas import LANDSCAPE, LEADING, MARGIN, PORTRAIT, TITLE, Canvas, Page, tone
from lexflux.faces.pictures.columns import column_widths, measured
from lexflux.faces.table import Table, mark_of

SIZES = (11.0, 10.0, 9.0, 8.0, 7.5)
"""In CSS pixels, from the one that reads best to the smallest that still can be read on paper."""
MIDDLING = 9.0
PADDING, HANGING, BOLD = 0.5, 1.3, 1.08
AROUND = 2 * PADDING + HANGING
BULLET = "•"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell as it is drawn: the mark before it, its words, how far they are moved in, their colour."""

    mark: str
    words: str
    indent: float
    tone: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A table laid out on a page: the left edge of each column, the lines of each cell, the height of each row."""

    page: Page
    size: float
    lefts: Sequence[float]
    rows: Sequence[Sequence[Sequence[Line]]]
    notes: Sequence[str]

    @property
    def heights(self) -> list[float]:
        """How high each row is."""
        return [(max(map(len, row)) * LEADING + 2 * PADDING) * self.size for row in self.rows]

    @property
    def top(self) -> float:
        """Where the rows begin."""
        return MARGIN + 2.2 * self.size * TITLE

    @property
    def height(self) -> float:
        """How high all is."""
        return self.top + sum(self.heights) + len(self.notes) * self.size * LEADING + self.size + MARGIN


def table(found: Table) -> str:
    """Return a table as an SVG document as wide as A4, and no higher if its words can be read at such a size."""
    layout = _best(found)
    canvas = Canvas(found.title, "\n".join(found.notes), found.language, layout.page, layout.size)
    canvas.text("title", MARGIN, MARGIN + layout.size * TITLE, found.title, TITLE)
    top = layout.top
    for number, (row, height) in enumerate(zip(layout.rows, layout.heights, strict=True)):
        _draw(canvas, layout, number, row, top, height)
        top += height
    canvas.lines("note", MARGIN, top + layout.size * 1.8, layout.notes)
    return canvas.write(layout.height)


def _best(found: Table) -> Layout:
    """Return the layout with the largest words on one page; if none fits on one, that of a middling size."""
    grid = [[cell.split("\n") for cell in row] for row in (found.columns, *found.rows)]
    lengths = measured(grid)
    pages = (LANDSCAPE, PORTRAIT) if len(found.columns) > 3 else (PORTRAIT, LANDSCAPE)
    for size, page in itertools.product(SIZES, pages):
        widths, lines = column_widths(lengths, page.inner / size, AROUND)
        if (lines * LEADING + len(grid) * 2 * PADDING) * size > page.height:
            continue
        layout = _layout(found, grid, page, size, widths)
        if layout.height <= page.height:
            return layout
    widths, _ = column_widths(lengths, pages[0].inner / MIDDLING, AROUND)
    return _layout(found, grid, pages[0], MIDDLING, widths)


def _layout(
    found: Table, grid: Sequence[Sequence[Sequence[str]]], page: Page, size: float, widths: Sequence[float]
) -> Layout:
    lefts = [MARGIN + sum(widths[:index]) * size for index in range(len(widths) + 1)]
    rows = [
        [_wrapped(cell, widths[index], number == 0 or index == 0) for index, cell in enumerate(row)]
        for number, row in enumerate(grid)
    ]
    notes = [line for note in found.notes for part in note.split("\n") for line in fill(part, page.inner / size)]
    return Layout(page, size, lefts, rows, notes)


def _wrapped(cell: Sequence[str], most: float, is_head: bool) -> list[Line]:
    """Return the lines of a cell, those that continue one below its first word; of several each has a mark."""
    found = []
    for mark, words in map(mark_of, cell):
        shown = mark or (BULLET if len(cell) > 1 and not is_head else "")
        inner = most - 2 * PADDING - (HANGING if shown else 0)
        for place, part in enumerate(fill(words, inner / BOLD if is_head else inner)):
            found.append(Line(shown if place == 0 else "", part, HANGING if shown else 0, tone(mark)))
    return found or [Line("", "", 0, "")]


def _draw(
    canvas: Canvas, layout: Layout, number: int, row: Sequence[Sequence[Line]], top: float, height: float
) -> None:
    """Draw a row below ``top``, every other one on a band."""
    left, right = layout.lefts[0], layout.lefts[-1]
    if number % 2 == 0:
        canvas.box("band" if number else "top", left, top, right - left, height)
    for index, cell in enumerate(row):
        kind = _kind(number, index)
        for place, line in enumerate(cell):
            x = layout.lefts[index] + PADDING * layout.size
            y = top + (PADDING + LEADING * place + 1) * layout.size
            if line.mark:
                canvas.text(f"mark {line.tone}".strip(), x, y, line.mark)
            coloured = f"{kind} {line.tone}".strip() if len(cell) == 1 else kind
            canvas.text(coloured, x + line.indent * layout.size, y, line.words)
    canvas.line("rule", (left, top + height), (right, top + height))


def _kind(row: int, column: int) -> str:
    """Return what a cell is: in the first row the head of a column, in the first column that of a row."""
    if row == 0:
        return "head"
    return "row" if column == 0 else "cell"
