"""Bars side by side with their numbers, as wide as A4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lexflux.faces.pictures.breaking import fill
from lexflux.faces.pictures.canvas import LEADING, MARGIN, PORTRAIT, TITLE, Canvas

SIZE = 11.0
LABELS, NUMBERS = 0.42, 0.1
"""The parts of the width that the labels and the numbers take."""
BETWEEN, GAP = 0.5, 1.0
"""Room between two rows, and between what stands side by side, in em."""


@dataclass(frozen=True, slots=True)
class Bars:
    """A number, none below zero, for each label; ``address`` is where the label leads, empty if nowhere."""

    title: str
    labels: Sequence[tuple[str, str]]
    numbers: Sequence[float]
    told: Sequence[str]
    language: str


def bars(found: Bars) -> str:
    """Return the bars as an SVG document, the longest as long as there is room."""
    canvas = Canvas(found.title, "", found.language, PORTRAIT, SIZE)
    canvas.text("title", MARGIN, MARGIN + SIZE * TITLE, found.title, TITLE)
    top, left = MARGIN + SIZE * (TITLE + 1.5), MARGIN + PORTRAIT.inner * LABELS
    room = PORTRAIT.inner * (1 - LABELS - NUMBERS)
    most = max(found.numbers, default=0) or 1
    for (label, address), number, told in zip(found.labels, found.numbers, found.told, strict=True):
        lines = fill(label, PORTRAIT.inner * LABELS / SIZE - GAP)
        with canvas.linked(address):
            for place, line in enumerate(lines):
                y = top + ((place + 1) * LEADING - 0.3) * SIZE
                canvas.text("cell", left - SIZE * GAP / 2, y, line, anchor="end")
        canvas.box("own", left, top + SIZE * 0.2, max(number / most * room, 0.5), SIZE * 1.1)
        canvas.text("note", left + number / most * room + SIZE * GAP / 2, top + SIZE * (LEADING - 0.3), told)
        top += (len(lines) * LEADING + BETWEEN) * SIZE
    return canvas.write(top + MARGIN)
