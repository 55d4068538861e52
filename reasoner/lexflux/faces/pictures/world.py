"""Which place is counted as adequate on a day, as a map of the world; places too small for an outline are points."""

from __future__ import annotations

import datetime
import json
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lexflux.faces.pictures.breaking import fill, width
from lexflux.faces.pictures.canvas import LANDSCAPE, LEADING, MARGIN, TITLE, Canvas
from lexflux.faces.recognised import Recognised, Recognition, lasting, recognised, silence
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.wording import Wording
from lexflux.terms import local

SIZE, RADIUS, BOX = 9.0, 4.0, 11.0
TOP = MARGIN + SIZE * (TITLE + 1.5)
HIGH = 470.0
"""How high the map is, without Antarctica, in CSS pixels."""
FEWEST = (0, 1, 2, 4, 7)
"""From how many regimes on a place has the next shade."""
TENTHS = 0.1


@cache
def _outlines() -> Mapping[str, Any]:
    """Return the outlines of places by code; `deploy/world_map.py` makes them."""
    found: Mapping[str, Any] = json.loads(Path(__file__).with_name("world.json").read_text("utf-8"))
    return found


def adequacy_map(knowledge: KnowledgeBase, on: datetime.date, language: str, regimes: Collection[str] = ()) -> str:
    """
    Return by how many regimes each place is counted as adequate on a day, as an SVG document on a page of A4.

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
    return _Map(words, found, words.say("picture of adequacy", day=on)).write()


class _Map:
    def __init__(self, words: Wording, found: Recognised, title: str) -> None:
        self.words, self.found = words, found
        self.said: dict[str, list[Recognition]] = {}
        for one in found.recognitions:
            self.said.setdefault(local(one.place), []).append(one)
        self.notes = [words.say("map note"), *self._left_out(), *silence(words, found), words.say("disclaimer")]
        self.canvas = Canvas(title, "\n".join(self.notes), words.language, LANDSCAPE, SIZE)
        self.canvas.text("title", MARGIN, MARGIN + SIZE * TITLE, title, TITLE)

    def write(self) -> str:
        outlines = _outlines()
        with self.canvas.moved(MARGIN, TOP, TENTHS):
            self.canvas.path("land", outlines["land"])
            for code, path in outlines["areas"].items():
                with self._told(code):
                    self.canvas.path(f"land {self._shade(code)}", path)
        for code, (x, y) in outlines["points"].items():
            if code in self.said:
                with self._told(code):
                    self.canvas.circle(f"point {self._shade(code)}", MARGIN + x, TOP + y, RADIUS)
        y = self._legend(TOP + HIGH)
        lines = [line for note in self.notes for line in fill(note, LANDSCAPE.inner / SIZE)]
        self.canvas.lines("note", MARGIN, y, lines)
        return self.canvas.write(y + len(lines) * SIZE * LEADING + MARGIN / 2)

    def _told(self, code: str) -> Any:
        return self.canvas.told("\n".join(_lines(self.words, self.said.get(code, []))))

    def _shade(self, code: str) -> str:
        count = len({one.regime for one in self.said.get(code, ())})
        return f"shade-{sum(count >= least for least in FEWEST) - 1}"

    def _legend(self, y: float) -> float:
        """Draw what the shades mean, and return where the notes begin."""
        x = MARGIN
        self.canvas.text("head", x, y + BOX - 2, self.words.say("recognising regimes"))
        x += (width(self.words.say("recognising regimes")) * 1.08 + 1.5) * SIZE
        for shade, least in enumerate(FEWEST):
            most = FEWEST[shade + 1] - 1 if shade + 1 < len(FEWEST) else None
            said = f"{least}+" if most is None else str(least) if most == least else f"{least}–{most}"
            self.canvas.box(f"land shade-{shade}", x, y, 2 * BOX, BOX)
            self.canvas.text("note", x + 2 * BOX + 4, y + BOX - 2, said)
            x += 2 * BOX + (width(said) + 2.5) * SIZE
        return y + BOX + 2 * SIZE

    def _left_out(self) -> Iterator[str]:
        """Yield the note on what is recognised and has no outline."""
        known = {*_outlines()["areas"], *_outlines()["points"]}
        left = sorted({one[0].place_label for code, one in self.said.items() if code not in known})
        if left:
            yield self.words.say("not on the map", named=self.words.joined(left))


def _lines(words: Wording, said: Collection[Recognition]) -> Iterator[str]:
    """Yield what is told of a place: its name, and who recognises it in which class since when."""
    yield from sorted({one.place_label for one in said})
    for one in said:
        yield " · ".join([words.pair(words.label(one.regime), one.scope_label), *lasting(words, one)])
