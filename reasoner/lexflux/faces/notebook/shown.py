"""Objects that show themselves in a notebook: one view of each, a table, as HTML, Markdown and data frame."""

from __future__ import annotations

import html
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lexflux.faces.table import Table
from lexflux.faces.tables import render
from lexflux.phrases import TAGS, phrase, preferred_language
from lexflux.query.results import Result

if TYPE_CHECKING:
    import pandas
    import polars

MOST_ROWS = 30
"""So many rows are shown; a data frame has them all."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, as SVG; notebooks show it."""

    svg: str

    def __repr__(self) -> str:
        return f"<Picture: SVG, {len(self.svg):,} characters>"

    def _repr_svg_(self) -> str:
        return self.svg


@dataclass(frozen=True, slots=True)
class Card:
    """What the knowledge base says of one thing, or of several that a name means."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<Card: {self.text.partition(chr(10))[0]}>"

    def _repr_html_(self) -> str:
        first, _, rest = self.text.partition("\n")
        lines = f'<pre style="white-space: pre-wrap">{html.escape(rest)}</pre>'
        return f'<div lang="{TAGS[self.language]}"><strong>{html.escape(first)}</strong>{lines}</div>'

    def _repr_markdown_(self) -> str:
        return f"```text\n{self.text}```"


class Shown(ABC):
    """Something that has a view in each language: a table with what stands above and below it."""

    @abstractmethod
    def view(self, language: str) -> Table:
        """Return what is shown, in ``en`` or ``zh``."""

    def frame(self, language: str) -> Result:
        """Return the rows of a data frame."""
        table = self.view(language)
        return Result(tuple(table.columns), tuple(map(tuple, table.rows)))

    def to_pandas(self, language: str | None = None) -> pandas.DataFrame:
        """Return all rows with their labels as a pandas data frame; raise `EngineError` if it is not installed."""
        return self.frame(language or preferred_language()).to_pandas()

    def to_polars(self, language: str | None = None) -> polars.DataFrame:
        """Return all rows with their labels as a Polars data frame; raise `EngineError` if it is not installed."""
        return self.frame(language or preferred_language()).to_polars()

    def picture(self, language: str | None = None) -> Picture:
        """Return the view as a picture, A4, nothing left out."""
        return Picture(render(self.view(language or preferred_language()), "svg"))

    def _repr_html_(self) -> str:
        return as_html(short(self.view(preferred_language())))

    def _repr_markdown_(self) -> str:
        return render(short(self.view(preferred_language())), "markdown")


@dataclass(frozen=True, slots=True, repr=False)
class ShownTable(Shown):
    """A table of one language."""

    table: Table

    def __repr__(self) -> str:
        named = self.table.title.partition("\n")[0]
        return f"<Table: {named + ', ' if named else ''}{len(self.table.rows)} × {len(self.table.columns)}>"

    def __str__(self) -> str:
        return render(self.table, "text")

    def view(self, language: str) -> Table:
        """Return the table; its language was chosen when it was asked for."""
        return self.table


def short(table: Table) -> Table:
    """Return a table of which the last rows are told as their number, if they are many."""
    left = len(table.rows) - MOST_ROWS
    if left <= 0:
        return table
    more = phrase("rows not shown", table.language, count=left)
    return replace(table, rows=table.rows[:MOST_ROWS], notes=[more, *table.notes])


def as_html(table: Table) -> str:
    """Return a table as HTML that needs no style sheet and runs nothing."""
    title = f"<strong>{_broken(table.title)}</strong>" if table.title else ""
    head = _row("th", table.columns)
    body = "".join(_row("td", row) for row in table.rows)
    notes = f"<p><small>{'<br>'.join(map(_broken, table.notes))}</small></p>" if table.notes else ""
    grid = f"<table><thead>{head}</thead><tbody>{body}</tbody></table>" if table.columns else ""
    return f'<div lang="{TAGS[table.language]}">{title}{grid}{notes}</div>'


def _row(kind: str, cells: Sequence[str]) -> str:
    return "<tr>" + "".join(f'<{kind} style="text-align: left">{_broken(one)}</{kind}>' for one in cells) + "</tr>"


def _broken(text: str) -> str:
    """Return a text of several lines as HTML."""
    return "<br>".join(map(html.escape, text.split("\n")))
