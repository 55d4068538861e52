"""An SVG document on a page of A4: its words, marks, lines and boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

LONG_SIDE, SHORT_SIDE, MARGIN = 1122.5, 793.7, 30.0
"""Sides of A4 in CSS pixels, 96 to the inch."""
MILLIMETRE = SHORT_SIDE / 210
TITLE, LEADING = 1.3, 1.4
TONES = {"✓": "good", "✗": "bad", "⊘": "bad", "!": "due", "?": "open", "+": "new", "→": "new"} | dict.fromkeys(
    "−○–", "aside"
)
"""What changes is neither good nor bad by itself."""
STYLE = """
text { font-family: system-ui, "Noto Sans", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", \
"DejaVu Sans", sans-serif; fill: #1f2933 }
.title, .head, .row, .mark { font-weight: 600 } .note { fill: #52606d }
.sheet { fill: #fff } .band { fill: #f4f6f9 } .top { fill: #dfe6ef } .rule { stroke: #cbd2d9 }
.good { fill: #1a6b3c } .bad { fill: #a61b1b } .due { fill: #8a5300 } .open { fill: #5b3fa0 } .aside { fill: #52606d }
.new { fill: #1d5fa8 }
.node { fill: #eef3fa; stroke: #35557d } .own { fill: #35557d } .inverse { fill: #fff; font-weight: 600 }
.edge { stroke: #6b7c93; fill: none } .dashed { stroke-dasharray: 5 3 } .bar { fill: #b9cbe3; stroke: #35557d }
.read { fill: #35557d; stroke: #35557d } .in-read { fill: #fff } .reported { fill: #b9cbe3; stroke: #b9cbe3 }
.unverified { fill: #fff; stroke: #35557d; stroke-dasharray: 2 2 }
.land { stroke: #fff; stroke-width: .5 } path.land { stroke-width: 5; fill: #dfe6ef } .point { stroke: #1f2933 }
.shade-0, path.shade-0 { fill: #dfe6ef } .shade-1, path.shade-1 { fill: #b9cbe3 }
.shade-2, path.shade-2 { fill: #7fa3cf } .shade-3, path.shade-3 { fill: #4a76ad }
.shade-4, path.shade-4 { fill: #1f3f66 }
.tip { fill: #6b7c93 } .attack { stroke: #a61b1b; fill: none; stroke-dasharray: 5 3 }
"""


@dataclass(frozen=True, slots=True)
class Page:
    """A side of paper: how wide and high it is, in CSS pixels."""

    width: float
    height: float

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN


PORTRAIT, LANDSCAPE = Page(SHORT_SIDE, LONG_SIDE), Page(LONG_SIDE, SHORT_SIDE)


class Canvas:
    """A picture in the making, ``page`` wide; ``write`` gives the document."""

    def __init__(self, title: str, description: str, language: str, page: Page, size: float) -> None:
        self.page, self.size = page, size
        self.root = Xml.Element(
            "svg",
            {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "lang": "zh-Hans" if language == "zh" else "en"},
        )
        Xml.SubElement(self.root, "title").text = title
        Xml.SubElement(self.root, "desc").text = description
        Xml.SubElement(self.root, "style").text = STYLE
        self.sheet = self.box("sheet", 0, 0, page.width, 0)

    def text(self, kind: str, x: float, y: float, words: str, scale: float = 1.0, anchor: str = "") -> None:
        """Put words on the base line ``y``, ``scale`` times as large as the others."""
        where = {"x": f"{x:.1f}", "y": f"{y:.1f}", "font-size": f"{self.size * scale:.1f}"}
        placed = where | ({"text-anchor": anchor} if anchor else {})
        Xml.SubElement(self.root, "text", {"class": kind, **placed}).text = words

    def lines(self, kind: str, x: float, y: float, lines: Sequence[str]) -> None:
        """Put lines below each other, the first on the base line ``y``."""
        for place, line in enumerate(lines):
            self.text(kind, x, y + place * self.size * LEADING, line)

    def box(self, kind: str, x: float, y: float, width: float, height: float, round_: float = 0) -> Xml.Element:
        """Put a box, and return it."""
        size = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{width:.1f}", "height": f"{height:.1f}"}
        corners = {"rx": f"{round_:.1f}"} if round_ else {}
        return Xml.SubElement(self.root, "rect", {"class": kind, **size, **corners})

    def line(self, kind: str, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Put a straight line."""
        ends = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
        Xml.SubElement(self.root, "line", {"class": kind, **{name: f"{one:.1f}" for name, one in ends.items()}})

    def circle(self, kind: str, x: float, y: float, radius: float) -> None:
        """Put a disc."""
        Xml.SubElement(self.root, "circle", {"class": kind, "cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{radius:.1f}"})

    def path(self, kind: str, steps: str) -> None:
        """Put a path of SVG."""
        Xml.SubElement(self.root, "path", {"class": kind, "d": steps})

    @contextmanager
    def linked(self, address: str) -> Iterator[None]:
        """Put what is drawn meanwhile into a link; an empty address is none."""
        root = self.root
        if address:
            self.root = Xml.SubElement(root, "a", {"href": address})
        yield
        self.root = root

    @contextmanager
    def told(self, words: str) -> Iterator[None]:
        """Put what is drawn meanwhile into a group of which the words, if any, are told where one points at it."""
        with self._group({}):
            if words:
                Xml.SubElement(self.root, "title").text = words
            yield

    @contextmanager
    def moved(self, x: float, y: float, scale: float) -> Iterator[None]:
        """Put what is drawn meanwhile elsewhere, ``scale`` times as large."""
        with self._group({"transform": f"translate({x:.1f} {y:.1f}) scale({scale:g})"}):
            yield

    @contextmanager
    def turned(self, x: float, y: float, angle: float) -> Iterator[None]:
        """Put what is drawn meanwhile elsewhere, turned clockwise by an angle in degrees."""
        with self._group({"transform": f"translate({x:.1f} {y:.1f}) rotate({angle:g})"}):
            yield

    @contextmanager
    def _group(self, attributes: dict[str, str]) -> Iterator[None]:
        root = self.root
        self.root = Xml.SubElement(root, "g", attributes)
        yield
        self.root = root

    def write(self, height: float) -> str:
        """Return the document, so high, as wide as its page."""
        self.sheet.set("height", f"{height:.1f}")
        self.root.attrib |= {
            "width": f"{self.page.width / MILLIMETRE:.0f}mm",
            "height": f"{height / MILLIMETRE:.1f}mm",
            "viewBox": f"0 0 {self.page.width:.1f} {height:.1f}",
        }
        Xml.indent(self.root)
        return Xml.tostring(self.root, encoding="unicode") + "\n"


def tone(mark: str) -> str:
    """Return the class of colour that goes with a mark, if one does."""
    return TONES.get(mark, "")
