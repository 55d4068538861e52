"""Tables as several commands print them: one model, as text, Markdown, CSV, JSON, LaTeX or SVG."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence

from lexflux.explain.lines import plain
from lexflux.faces.table import Table
from lexflux.query.results import csv_text, json_text

WIDEST = 1 << 14


def render(table: Table, form: str) -> str:
    """Return a table as ``text``, ``markdown``, ``csv``, ``json``, ``latex`` or ``svg``; nothing is ever cut."""
    return FORMS[form](table)


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], form: str) -> str:
    """Return rows without a title in one of the forms of `render`."""
    return render(Table(columns, rows), form)


def print_table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], form: str, language: str = "en", name: str = ""
) -> None:
    """Print rows, in forms that stand by themselves under a name."""
    title = name if form in ("latex", "svg") else ""
    sys.stdout.write(render(Table(columns, rows, title, language=language), form))


def _as_json(found: Table) -> str:
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    whole = {"title": found.title, "rows": rows, "notes": list(found.notes)} if found.title else rows
    return json_text(whole)


def _as_csv(found: Table) -> str:
    return csv_text([found.columns, *found.rows])


def _as_markdown(found: Table) -> str:
    title = f"## {found.title}\n\n" if found.title else ""
    head = " | ".join(map(_markdown_cell, found.columns))
    lines = [head, " | ".join("---" for _ in found.columns)]
    lines += [" | ".join(map(_markdown_cell, row)) for row in found.rows]
    return title + "".join(f"| {line} |\n" for line in lines) + _below(found)


def _markdown_cell(cell: str) -> str:
    return "<br>".join(map(plain, cell.split("\n"))).replace("|", "\\|")


def _as_text(found: Table) -> str:
    title = f"{found.title}\n\n" if found.title else ""
    return title + _aligned(found.columns, found.rows) + _below(found)


def _below(found: Table) -> str:
    return "".join(f"\n{note}\n" for note in found.notes)


def _aligned(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows in columns as wide as a terminal folds them, or unfolded where nobody looks at a terminal."""
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    terminal = sys.stdout.isatty()
    console = Console(file=io.StringIO(), width=None if terminal else WIDEST, force_terminal=False)
    grid = Grid(box=None, pad_edge=False)
    for column in columns:
        grid.add_column(column, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(_printable(cell)) for cell in row))
    with console.capture() as capture:
        console.print(grid)
    return "".join(line.rstrip() + "\n" for line in capture.get().splitlines())


def _as_latex(found: Table) -> str:
    from lexflux.faces import latex

    return latex.table(found)


def _as_svg(found: Table) -> str:
    from lexflux.faces.pictures import table as picture

    return picture.table(found)


FORMS: dict[str, Callable[[Table], str]] = {
    "text": _as_text,
    "markdown": _as_markdown,
    "csv": _as_csv,
    "json": _as_json,
    "latex": _as_latex,
    "svg": _as_svg,
}


def _printable(cell: str) -> str:
    """Return a text in which nothing steers a terminal."""
    return "".join(one if one.isprintable() or one == "\n" else ascii(one)[1:-1] for one in cell)
