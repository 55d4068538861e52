"""Rows of a query that know the labels of what stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lexflux.faces.notebook.shown import as_html, short
from lexflux.faces.table import Table
from lexflux.faces.tables import render
from lexflux.law.lawbook import LawBook
from lexflux.phrases import phrase, preferred_language
from lexflux.query.results import Iri, Result, Value

LABEL = "Label"
"""End of the name of the column with the labels of another."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class LabelledResult(Result):
    """
    The rows of a query; a notebook shows labels, and `labelled` adds them for data frames.

    ``language`` is the one in which it is shown, if one was asked for, and ``left`` the number of rows left out.
    """

    book: LawBook | None = field(default=None, kw_only=True)
    language: str | None = field(default=None, kw_only=True)
    left: int = field(default=0, kw_only=True)

    def __repr__(self) -> str:
        return f"<Result: {len(self)} × {len(self.columns)}: {', '.join(self.columns)}>"

    def spoken_in(self, language: str) -> LabelledResult:
        """Return the same rows, to be shown in a language."""
        return replace(self, language=language)

    def first(self, count: int) -> LabelledResult:
        """Return the first rows; how many are left out is shown."""
        return replace(self, rows=self.rows[:count], left=self.left + max(len(self) - count, 0))

    def labelled(self, language: str | None = None) -> LabelledResult:
        """
        Return the rows with a column of labels after each column of things that have some.

        A column ``x`` gets ``xLabel``, unless the query has such a column itself.
        """
        spoken, columns = language or self._spoken, list[str]()
        sources = list[tuple[int, bool]]()
        for place, name in enumerate(self.columns):
            columns.append(name)
            sources.append((place, False))
            if name + LABEL not in self.columns and any(self._label(row[place], spoken) for row in self.rows):
                columns.append(name + LABEL)
                sources.append((place, True))
        rows = (
            tuple(self._label(row[place], spoken) if is_label else row[place] for place, is_label in sources)
            for row in self.rows
        )
        return replace(self, columns=tuple(columns), rows=tuple(rows))

    def view(self, language: str) -> Table:
        """Return the rows as they are shown: labels in the place of the things that have some."""
        columns = [name for name in self.columns if name.removesuffix(LABEL) not in self._others(name)]
        places = [self.columns.index(name) for name in columns]
        rows = [[self._words(row[place], language) for place in places] for row in self.rows]
        notes = [phrase("rows not shown", language, count=self.left)] if self.left else []
        notes += [] if rows else [phrase("no rows", language)]
        return Table(columns, rows, notes=[*notes, phrase("disclaimer", language)], language=language)

    @property
    def _spoken(self) -> str:
        return self.language or preferred_language()

    def _others(self, name: str) -> Iterator[str]:
        return (one for one in self.columns if one != name)

    def _label(self, value: Value, language: str) -> str | None:
        if not isinstance(value, Iri) or self.book is None:
            return None
        if value in self.book.provisions:
            return self.book.citation(value, language)
        return self.book.label(value, language) if value in self.book.labels else None

    def _words(self, value: Value, language: str) -> str:
        if isinstance(value, bool):
            return phrase("yes" if value else "no", language)
        shown = value.compact if isinstance(value, Iri) else "" if value is None else str(value)
        return self._label(value, language) or shown

    def _repr_html_(self) -> str:
        return as_html(short(self.view(self._spoken)))

    def _repr_markdown_(self) -> str:
        return render(short(self.view(self._spoken)), "markdown")
