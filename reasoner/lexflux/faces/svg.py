"""Tables as SVG pictures: nothing cut, Chinese and English in one picture, no outside fonts or scripts."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

UNIT, BOLD_UNIT, LINE, PADDING = 7.2, 8.2, 18, 10
NARROWEST, WIDEST, WIDEST_HEAD = 10, 40, 22
STYLE = """
text { font: 13px system-ui, "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; \
fill: #1f2933 }
.title { font-size: 17px; font-weight: 600 } .head, .row { font-weight: 600 } .note { fill: #52606d; font-size: 12px }
.sheet { fill: #fff } .band { fill: #f4f6f9 } .top { fill: #dfe6ef } .rule { stroke: #cbd2d9 }
"""


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], note: str, language: str) -> str:
    """
    Return a table as an SVG document.

    Parameters
    ----------
    title, note
        What stands above and below the table; the note is the accessible description too.
    columns
        Heads of the columns; the first column holds the heads of the rows.
    rows
        Cells; a cell may have several lines, long ones are wrapped by the width of their characters.
    language
        ``en`` or ``zh``.
    """
    grid = [[cell.split("\n") for cell in row] for row in (columns, *rows)]
    widths = [_width(column, WIDEST if index else WIDEST_HEAD) for index, column in enumerate(_lines_by_column(grid))]
    wrapped = [
        [[part for line in cell for part in _wrap(line, width)] for cell, width in zip(row, widths, strict=True)]
        for row in grid
    ]
    notes = _wrap(note, sum(widths) + 2 * len(widths))
    pixels = [width * (UNIT if index else BOLD_UNIT) + PADDING for index, width in enumerate(widths)]
    lefts = [PADDING + sum(pixels[:index]) for index in range(len(pixels) + 1)]
    width = max(lefts[-1], PADDING + cell_len(title) * UNIT * 1.35) + PADDING
    picture = Xml.Element(
        "svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "lang": "zh-Hans" if language == "zh" else "en"}
    )
    Xml.SubElement(picture, "title").text = title
    Xml.SubElement(picture, "desc").text = note
    Xml.SubElement(picture, "style").text = STYLE
    sheet = Xml.SubElement(picture, "rect", {"class": "sheet", "width": f"{width:.0f}"})
    _text(picture, "title", PADDING, PADDING + LINE, title)
    top = 2.0 * PADDING + 1.5 * LINE
    for number, row in enumerate(wrapped):
        top = _row(picture, number, row, lefts, top)
    for place, line in enumerate(notes):
        _text(picture, "note", PADDING, top + LINE * (place + 1.25), line)
    bottom = f"{top + LINE * (len(notes) + 0.75):.0f}"
    sheet.set("height", bottom)
    picture.attrib |= {"width": f"{width:.0f}", "height": bottom, "viewBox": f"0 0 {width:.0f} {bottom}"}
    Xml.indent(picture)
    return Xml.tostring(picture, encoding="unicode") + "\n"


def _row(picture: Xml.Element, number: int, row: Sequence[Sequence[str]], lefts: Sequence[float], top: float) -> float:
    """Draw a row below ``top``, every other one on a band, and return where it ends."""
    height = LINE * max(len(cell) for cell in row) + PADDING
    bottom = f"{top + height:.0f}"
    if number % 2 == 0:
        size = {"width": f"{lefts[-1] - PADDING:.0f}", "height": f"{height:.0f}"}
        band = "band" if number else "top"
        Xml.SubElement(picture, "rect", {"class": band, "x": str(PADDING), "y": f"{top:.0f}", **size})
    for index, cell in enumerate(row):
        for place, line in enumerate(cell):
            y = top + PADDING / 2 + LINE * (place + 0.75)
            _text(picture, _kind(number, index), lefts[index] + PADDING / 2, y, line)
    ends = {"x1": str(PADDING), "x2": f"{lefts[-1]:.0f}", "y1": bottom, "y2": bottom}
    Xml.SubElement(picture, "line", {"class": "rule", **ends})
    return top + height


def _kind(row: int, column: int) -> str:
    """Return what a cell is: in the first row the head of a column, in the first column that of a row."""
    if row == 0:
        return "head"
    return "row" if column == 0 else "cell"


def _lines_by_column(grid: Sequence[Sequence[Sequence[str]]]) -> list[list[str]]:
    return [[line for row in grid for line in row[index]] for index in range(len(grid[0]))]


def _width(lines: Sequence[str], widest: int) -> int:
    return min(widest, max(NARROWEST, *map(cell_len, lines)))


def _wrap(line: str, width: int) -> list[str]:
    """Return a line in parts of at most ``width`` cells, two for each Chinese character."""
    return [part.plain.rstrip() for part in Text(line).wrap(Console(width=width, file=None), width)] or [""]


def _text(picture: Xml.Element, kind: str, x: float, y: float, line: str) -> None:
    Xml.SubElement(picture, "text", {"class": kind, "x": f"{x:.0f}", "y": f"{y:.0f}"}).text = line
