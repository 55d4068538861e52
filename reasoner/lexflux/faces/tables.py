"""Tables as several commands print them: as text, Markdown, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence

from lexflux.query.results import no_formula

WIDEST = 1 << 14


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], form: str) -> str:
    """Return rows as ``text``, ``markdown``, ``csv`` or ``json``; nothing is ever cut."""
    if form == "json":
        return json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerows([columns, *(map(no_formula, row) for row in rows)])
        return buffer.getvalue()
    if form == "markdown":
        cells = [[cell.replace("|", "\\|").replace("\n", "<br>") for cell in row] for row in rows]
        lines = [" | ".join(columns), " | ".join("---" for _ in columns), *(" | ".join(row) for row in cells)]
        return "".join(f"| {line} |\n" for line in lines)
    return _aligned(columns, rows)


def _aligned(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows in columns as wide as a terminal folds them, or unfolded where nobody looks at a terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    terminal = sys.stdout.isatty()
    console = Console(file=io.StringIO(), width=None if terminal else WIDEST, force_terminal=False)
    grid = Table(box=None, pad_edge=False)
    for column in columns:
        grid.add_column(column, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(_printable(cell)) for cell in row))
    with console.capture() as capture:
        console.print(grid)
    return "".join(line.rstrip() + "\n" for line in capture.get().splitlines())


def _printable(cell: str) -> str:
    """Return a text in which nothing steers a terminal."""
    return "".join(one if one.isprintable() or one == "\n" else ascii(one)[1:-1] for one in cell)


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]], form: str) -> None:
    """Print rows."""
    sys.stdout.write(table(columns, rows, form))
