"""Bars in time on pages of A4, with arrows between them: instruments of law, editions of lists."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lexflux.faces.pictures.breaking import fill, width
from lexflux.faces.pictures.canvas import LEADING, MARGIN, PORTRAIT, TITLE, Canvas

SIZE, ROW = 8.0, 1.9
LABELS, BAR = 0.46, 0.9
"""The part of the width that the labels take, and how high a bar is, in em."""
EARLY = 0.15
"""Of which part of the bars the beginning may lie before the axis."""
HEAD = 4.0


@dataclass(frozen=True, slots=True)
class Bar:
    """Something that holds for a time; a day that is None is not known, or has not come. ``dots`` are days within."""

    label: str
    note: str
    start: datetime.date | None
    end: datetime.date | None
    dots: tuple[datetime.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow from one bar to another, by their places; a solid one from the end to the beginning, or a dashed one."""

    source: int
    target: int
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars with arrows, a title above and notes below; ``until`` is the last day of the axis."""

    title: str
    bars: Sequence[Bar]
    until: datetime.date
    notes: Sequence[str]
    language: str
    links: Sequence[Link] = field(default_factory=tuple)


def timeline(found: Timeline) -> str:
    """Return the bars as an SVG document as wide as A4, of whole pages where they do not fit on one."""
    drawing = _Drawing(found)
    for place, bar in enumerate(found.bars):
        drawing.bar(place, bar)
    for link in found.links:
        drawing.link(link)
    return drawing.write()


class _Drawing:
    def __init__(self, found: Timeline) -> None:
        self.found = found
        self.canvas = Canvas(found.title, "\n".join(found.notes), found.language, PORTRAIT, SIZE)
        self.first = _first_day(found)
        self.left = MARGIN + PORTRAIT.inner * LABELS
        self.canvas.text("title", MARGIN, MARGIN + SIZE * TITLE, found.title, TITLE)
        self.notes = [line for note in found.notes for line in fill(note, PORTRAIT.inner / SIZE)]
        self.top = MARGIN + SIZE * (TITLE + HEAD)
        room = PORTRAIT.height - self.top - MARGIN
        self.on_a_page = max(1, int(room / (ROW * SIZE)))
        for page in range(math.ceil(len(found.bars) / self.on_a_page)):
            self._axis(page)

    def x(self, day: datetime.date) -> float:
        whole = (self.found.until - self.first).days or 1
        share = min(max((day - self.first).days / whole, 0.0), 1.0)
        return self.left + share * (PORTRAIT.width - MARGIN - self.left)

    def y(self, place: int) -> float:
        page, row = divmod(place, self.on_a_page)
        return page * PORTRAIT.height + self.top + row * ROW * SIZE

    def bar(self, place: int, bar: Bar) -> None:
        y = self.y(place)
        end = bar.end or self.found.until
        start = self.x(bar.start or self.first)
        kind = "bar" if bar.start else "bar dashed"
        self.canvas.box(kind, start, y, max(self.x(end) - start, 2.0), BAR * SIZE, 2)
        for day in bar.dots:
            self.canvas.circle("own", self.x(day), y + BAR * SIZE / 2, 2.2)
        self._label(bar, y + BAR * SIZE)

    def _label(self, bar: Bar, y: float) -> None:
        """Put the label of a bar before it; what does not fit is set smaller, and nothing is cut."""
        room = self.left - MARGIN - 2 * SIZE
        whole = width(f"{bar.label}  {bar.note}") * SIZE
        scale = min(1.0, room / whole)
        self.canvas.text("cell", MARGIN, y, bar.label, scale)
        self.canvas.text("note", MARGIN + width(f"{bar.label}  ") * SIZE * scale, y, bar.note, scale)

    def _axis(self, page: int) -> None:
        rows = min(self.on_a_page, len(self.found.bars) - page * self.on_a_page)
        top, end = (page * PORTRAIT.height + self.top + shift for shift in (-SIZE, rows * ROW * SIZE))
        for year in _years(self.first, self.found.until):
            x = self.x(datetime.date(year, 1, 1))
            self.canvas.line("rule", (x, top), (x, end))
            self.canvas.text("note", x, top - SIZE * 0.4, str(year), anchor="middle")

    def link(self, link: Link) -> None:
        """Draw an arrow: down or up to the edition that followed, or round the beginnings to one that may be used."""
        source, target = self.found.bars[link.source], self.found.bars[link.target]
        y_start, y_end = (self.y(place) + BAR * SIZE / 2 for place in (link.source, link.target))
        end = self.x(target.start or self.first)
        if link.dashed:
            start = self.x(source.start or self.first)
            bend = min(start, end) - SIZE * (1.2 + 0.8 * (link.source % 4))
            self.canvas.path("edge dashed", f"M{start:.1f} {y_start:.1f} H{bend:.1f} V{y_end:.1f} H{end - 4:.1f}")
            self.canvas.path("tip", f"M{end:.1f} {y_end:.1f} l-5 -2.5 v5 z")
            return
        start = self.x(source.end or self.found.until)
        top = self.y(link.target)
        self.canvas.path("edge", f"M{start:.1f} {y_start + BAR * SIZE / 2:.1f} V{top - 4:.1f}")
        self.canvas.path("tip", f"M{start:.1f} {top:.1f} l-2.5 -5 h5 z")

    def write(self) -> str:
        below = self.y(len(self.found.bars) - 1) + ROW * SIZE if self.found.bars else self.top
        end = below + (len(self.notes) + 1) * SIZE * LEADING + MARGIN
        pages = math.ceil(end / PORTRAIT.height)
        self.canvas.lines("note", MARGIN, below + 1.5 * SIZE, self.notes)
        return self.canvas.write(end if pages == 1 else pages * PORTRAIT.height)


def _first_day(found: Timeline) -> datetime.date:
    """Return the first day of the axis, before which only a few bars begin."""
    starts = sorted(bar.start for bar in found.bars if bar.start)
    first = starts[int(len(starts) * EARLY)] if starts else found.until
    return datetime.date(first.year, 1, 1)


def _years(first: datetime.date, last: datetime.date) -> Iterator[int]:
    step = max(1, math.ceil((last.year - first.year) / 12))
    return iter(range(first.year, last.year + 1, step))
