"""Which regime counts which place as adequate on a day, as a matrix: places of the same regimes stand together."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lexflux.faces.pictures.breaking import fill, width
from lexflux.faces.pictures.canvas import LANDSCAPE, LEADING, MARGIN, PORTRAIT, TITLE, Canvas, Page
from lexflux.faces.recognised import Recognised, Recognition, lasting, recognised, silence
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.wording import Wording
from lexflux.terms import local

SIZE, SMALL = 8.5, 0.88
NAME, CELL = 122.0, 26.0
"""How wide the names of places and the column of a regime are, in CSS pixels."""
PITCH, BOX, GAP, BETWEEN = 13.5, 11.0, 4.0, 14.0
"""How high a line is, how high a mark, and what is left free between groups and between panels."""
FEWEST = 18
"""So many lines at least stand in a panel before another is begun."""
SIDE_BY_SIDE = 2
TOP = MARGIN + SIZE * (TITLE + 1)
SURE = {"Read": "read", "Reported": "reported", "Unverified": "unverified"}


@dataclass(frozen=True, slots=True)
class Row:
    """A place: the lines of its name, and what the regimes say of it."""

    name: Sequence[str]
    said: dict[str, list[Recognition]]

    @property
    def high(self) -> float:
        """How much of a panel it takes."""
        return len(self.name) * PITCH


@dataclass(slots=True)
class Panel:
    """Rows below each other, each with the place of its upper edge."""

    rows: list[tuple[float, Row]] = field(default_factory=list)
    high: float = 0.0


def adequacy_matrix(knowledge: KnowledgeBase, on: datetime.date, language: str, regimes: Collection[str] = ()) -> str:
    """
    Return who counts whom as adequate on a day, as an SVG document on a page of A4.

    Parameters
    ----------
    knowledge
        The knowledge base.
    on
        The day.
    language
        Language of the picture.
    regimes
        Notations of the regimes; none: all that recognise somebody.

    Raises
    ------
    UnknownTermError
        If there is no such regime.
    """
    words, found = Wording(knowledge.book, language), recognised(knowledge, on, language, regimes)
    return _Matrix(words, found, words.say("picture of adequacy", day=on)).write()


class _Matrix:
    def __init__(self, words: Wording, found: Recognised, title: str) -> None:
        self.words, self.found = words, found
        self.wide = NAME + CELL * len(found.regimes)
        page = _page(self.wide)
        notes = [words.say("adequacy note"), *silence(words, found), words.say("disclaimer")]
        self.canvas = Canvas(title, "\n".join(notes), words.language, page, SIZE)
        self.canvas.text("title", MARGIN, MARGIN + SIZE * TITLE, title, TITLE)
        self.notes = [line for note in notes for line in fill(note, page.inner / SIZE)]

    def write(self) -> str:
        most = max(1, int((self.canvas.page.inner + BETWEEN) / (self.wide + BETWEEN)))
        panels = _panels(_groups(self.found), most)
        y = self._samples(TOP + SIZE)
        for place, panel in enumerate(panels):
            self._panel(MARGIN + place * (self.wide + BETWEEN), y, panel)
        y += PITCH + max((panel.high for panel in panels), default=0.0) + 2 * SIZE
        for line in self._told():
            self.canvas.text("cell", MARGIN, y, line)
            y += SIZE * LEADING
        self.canvas.lines("note", MARGIN, y + SIZE / 2, self.notes)
        return self.canvas.write(y + len(self.notes) * SIZE * LEADING + MARGIN)

    def _samples(self, y: float) -> float:
        """Draw what the marks mean, and return where the panels begin."""
        x = MARGIN
        year = self.words.say("sample year")
        for kind, key in zip(SURE.values(), ("was read", "was reported", "not verified"), strict=True):
            said = self.words.say(key)
            self._mark(kind, year, x, y)
            self.canvas.text("note", x + CELL + 4, y + BOX - 2, said)
            x += CELL + (width(said) + 2) * SIZE
        return y + BOX + SIZE

    def _panel(self, left: float, top: float, panel: Panel) -> None:
        for column, regime in enumerate(self.found.regimes):
            middle = left + NAME + (column + 0.5) * CELL
            self.canvas.text("head", middle, top + BOX - 2, _short(self.words, regime), SMALL, "middle")
        for number, (y, row) in enumerate(panel.rows):
            self._row(left, top + PITCH + y, row, number % 2 == 0)

    def _row(self, left: float, top: float, row: Row, is_banded: bool) -> None:
        if is_banded:
            self.canvas.box("band", left, top, self.wide, row.high)
        for place, line in enumerate(row.name):
            self.canvas.text("cell", left + 2, top + place * PITCH + BOX - 1, line)
        for column, regime in enumerate(self.found.regimes):
            if said := row.said.get(regime):
                x = left + NAME + column * CELL
                with self.canvas.told("\n".join(_told(self.words, one) for one in said)):
                    self._mark(_sureness(said), _year(said), x, top + (PITCH - BOX) / 2)

    def _mark(self, kind: str, year: str, x: float, y: float) -> None:
        self.canvas.box(kind, x + 1, y, CELL - 2, BOX, 2)
        self.canvas.text(f"in-{kind}", x + CELL / 2, y + BOX - 2.5, year, SMALL, "middle")

    def _told(self) -> Iterator[str]:
        """Yield of each regime its class of most places, and below the places of which more is to be told."""
        room = self.canvas.page.inner / SIZE
        for regime in self.found.regimes:
            own = [one for one in self.found.recognitions if one.regime == regime]
            common = next(one.scope_label for one in own if one.is_common)
            head = f"{_short(self.words, regime)} · {self.words.label(regime)} · {len(own)}"
            special = _special(self.words, own)
            yield from fill(self.words.clauses([self.words.pair(head, common), *special]), room)


def _page(wide: float) -> Page:
    """Return a page upright if two panels fit on it beside each other."""
    return PORTRAIT if SIDE_BY_SIDE * wide + BETWEEN <= PORTRAIT.inner else LANDSCAPE


def _groups(found: Recognised) -> list[list[Row]]:
    """Return the places by the regimes that count them, those of most regimes first."""
    said: dict[tuple[str, str], dict[str, list[Recognition]]] = {}
    for one in found.recognitions:
        said.setdefault((one.place_label, one.place), {}).setdefault(one.regime, []).append(one)
    groups: dict[tuple[str, ...], list[Row]] = {}
    for (label, _), by_regime in sorted(said.items()):
        groups.setdefault(tuple(sorted(by_regime)), []).append(Row(fill(label, (NAME - 4) / SIZE), by_regime))
    return [groups[regimes] for regimes in sorted(groups, key=lambda one: (-len(one), one))]


def _panels(groups: Sequence[Sequence[Row]], most: int) -> list[Panel]:
    """Return the rows in panels of about the same height, groups apart."""
    lines = sum(len(row.name) for group in groups for row in group)
    count = min(most, max(1, lines // FEWEST))
    whole = lines * PITCH + len(groups) * GAP
    panels = [Panel()]
    for group in groups:
        for row in group:
            if panels[-1].high >= whole / count and len(panels) < count:
                panels.append(Panel())
            panels[-1].rows.append((panels[-1].high, row))
            panels[-1].high += row.high
        panels[-1].high += GAP if panels[-1].high else 0
    return panels


def _year(said: Sequence[Recognition]) -> str:
    """Return the year since which a place is recognised, with a star if more is told of it."""
    since = min(one.since for one in said)
    return (since[:4] or "?") + ("*" if any(map(_is_special, said)) else "")


def _is_special(one: Recognition) -> bool:
    return not one.is_common or bool(one.until)


def _sureness(said: Iterable[Recognition]) -> str:
    """Return how it was read that a place is recognised, of several the surest."""
    read = {local(one.confidence) for one in said}
    return next(kind for confidence, kind in SURE.items() if confidence in read)


def _told(words: Wording, one: Recognition) -> str:
    pair = words.pair(_short(words, one.regime), one.scope_label)
    return " · ".join([one.place_label, pair, *lasting(words, one)])


def _special(words: Wording, own: Iterable[Recognition]) -> Iterator[str]:
    """Yield the places of other classes, and those whose recognition ends on a day that is known."""
    by_class: dict[str, list[str]] = {}
    for one in sorted(own, key=lambda one: one.place_label):
        if _is_special(one):
            until = words.say("until", day=one.until) if one.until else ""
            place = words.bracketed(one.place_label, until) if until else one.place_label
            by_class.setdefault(one.scope_label, []).append(place)
    yield from (f"*\N{NO-BREAK SPACE}{words.pair(scope, words.joined(places))}" for scope, places in by_class.items())


def _short(words: Wording, regime: str) -> str:
    return next(notation.upper() for notation, iri in words.book.regimes.items() if iri == regime)
