"""Tables as pictures on a page of A4: nothing cut, Chinese and English in one picture."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lexflux.errors import UnknownTermError
from lexflux.faces.pictures.breaking import fill
from lexflux.faces.pictures.canvas import LANDSCAPE, LEADING, MARGIN, PORTRAIT, TITLE, Canvas, Page, tone
from lexflux.faces.pictures.columns import column_widths, measured
from lexflux.faces.table import Table, mark_of

SIZES = (11.0, 10.0, 9.0, 8.0, 7.5)
"""In CSS pixels, from the one that reads best to the smallest that still can be read on paper."""
MIDDLING = 9.0
MOST_UPRIGHT, MOST_COLUMNS = 4, 24
PADDING, HANGING, BOLD = 0.5, 1.3, 1.08
AROUND = 2 * PADDING + HANGING
FEWEST = 4
"""Lines of a row that is split that go on one page at least."""
BULLET = "•"


@dataclass(frozen=True, slots=True)
class Line:
    """
    One line of a cell as it is drawn: the mark before it, its words, how far they are moved in, the colour of the mark.

    The words have it too where ``is_alone``, as the outcome in its cell.
    """

    mark: str
    words: str
    indent: float
    tone: str
    is_alone: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """A table laid out on a page: the left edge of each column, the lines of each cell, the notes below."""

    page: Page
    size: float
    lefts: Sequence[float]
    rows: Sequence[Sequence[Sequence[Line]]]
    notes: Sequence[str]

    @property
    def top(self) -> float:
        """Where the rows begin."""
        return MARGIN + 2.2 * self.size * TITLE

    @property
    def below(self) -> float:
        """How much stands below the rows."""
        return len(self.notes) * self.size * LEADING + self.size + MARGIN

    @property
    def height(self) -> float:
        """How high all is on one page."""
        lines = sum(max(map(len, row)) * LEADING + 2 * PADDING for row in self.rows)
        return self.top + lines * self.size + self.below

    def first_of(self, last: Placed) -> Placed:
        """Return the heads of the columns on the page after that of a row."""
        return Placed(0, self.rows[0], (last.top // self.page.height + 1) * self.page.height + MARGIN)

    def room(self, last: Placed, is_last: bool) -> int:
        """Return for how many lines there is room on the page below a row; below the last row stand the notes."""
        end = (last.top // self.page.height + 1) * self.page.height - (self.below if is_last else MARGIN)
        return max(0, int(((end - last.end(self)) / self.size - 2 * PADDING) / LEADING))


@dataclass(frozen=True, slots=True)
class Placed:
    """A row, or a part of one, with its number and where it begins."""

    number: int
    cells: Sequence[Sequence[Line]]
    top: float

    def end(self, layout: Layout) -> float:
        """Return where it ends."""
        return self.top + (max(map(len, self.cells)) * LEADING + 2 * PADDING) * layout.size


def table(found: Table) -> str:
    """
    Return a table as an SVG document as wide as A4.

    It is as high as its words where these can be read on one page, else of whole pages, each with the heads of the
    columns.

    Raises
    ------
    UnknownTermError
        If there are so many columns that nobody could read the words in them.
    """
    if len(found.columns) > MOST_COLUMNS:
        raise UnknownTermError("columns of a picture", count=len(found.columns), most=MOST_COLUMNS)
    layout = _best(found)
    canvas = Canvas(found.title, "\n".join(found.notes), found.language, layout.page, layout.size)
    canvas.text("title", MARGIN, MARGIN + layout.size * TITLE, found.title, TITLE)
    for one in _placed(layout):
        _draw(canvas, layout, one)
    canvas.lines("note", MARGIN, one.end(layout) + layout.size * 1.8, layout.notes)
    end = one.end(layout) + layout.below
    pages = math.ceil(end / layout.page.height)
    return canvas.write(end if pages == 1 else pages * layout.page.height)


def _placed(layout: Layout) -> Iterator[Placed]:
    """Yield the rows with where they stand, on each page first the heads; a row too high for a page goes on on more."""
    head, *rows = layout.rows
    yield (last := Placed(0, head, layout.top))
    for number, row in enumerate(rows, 1):
        left, is_moved = row, False
        while left:
            room = layout.room(last, number == len(rows))
            lines = max(map(len, left))
            if is_moved and room < FEWEST:
                room = max(FEWEST, layout.room(last, False))  # Notes higher than a page come on pages after it.
            elif lines > room and _goes_on_next_page(lines, room, layout.room(layout.first_of(last), False)):
                yield (last := layout.first_of(last))
                is_moved = True
                continue
            part = [cell[:room] for cell in left]
            yield (last := Placed(number, part, last.end(layout)))
            left = [left[0], *(cell[room:] for cell in left[1:])] if lines > room else []
            is_moved = False


def _goes_on_next_page(lines: int, room: int, whole: int) -> bool:
    """Return whether a row for which there is not enough room is put on the next page rather than split."""
    return room < FEWEST or (room < lines / 3 and lines <= whole)


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
    page = LANDSCAPE if len(found.columns) > MOST_UPRIGHT else PORTRAIT
    widths, _ = column_widths(lengths, page.inner / MIDDLING, AROUND)
    return _layout(found, grid, page, MIDDLING, widths)


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
            indent = HANGING if shown else 0
            found.append(Line(shown if place == 0 else "", part, indent, tone(mark), len(cell) == 1))
    return found


def _draw(canvas: Canvas, layout: Layout, row: Placed) -> None:
    """Draw a row, every other one on a band."""
    left, right, end = layout.lefts[0], layout.lefts[-1], row.end(layout)
    if row.number % 2 == 0:
        canvas.box("band" if row.number else "top", left, row.top, right - left, end - row.top)
    for index, cell in enumerate(row.cells):
        kind = _kind(row.number, index)
        for place, line in enumerate(cell):
            x = layout.lefts[index] + PADDING * layout.size
            y = row.top + (PADDING + LEADING * place + 1) * layout.size
            if line.mark:
                canvas.text(f"mark {line.tone}".strip(), x, y, line.mark)
            coloured = f"{kind} {line.tone}".strip() if line.is_alone else kind
            canvas.text(coloured, x + line.indent * layout.size, y, line.words)
    canvas.line("rule", (left, end), (right, end))


def _kind(row: int, column: int) -> str:
    """Return what a cell is: in the first row the head of a column, in the first column that of a row."""
    if row == 0:
        return "head"
    return "row" if column == 0 else "cell"
