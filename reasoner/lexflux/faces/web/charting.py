"""A chart of what a query finds, where its columns ask for one: a name and a number in each of not too many rows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from lexflux.faces.pictures.bars import Bars, bars
from lexflux.faces.web.drawing import inline

XSD = "http://www.w3.org/2001/XMLSchema#"
NUMBERS = {XSD + name for name in ("integer", "decimal", "double", "float", "nonNegativeInteger", "positiveInteger")}
FEWEST_ROWS, MOST_ROWS = 2, 60

Cell = tuple[str, str]
"""What a cell says, and where it leads."""
Row = Mapping[str, Mapping[str, str]]
"""The terms of a row by their columns, as SPARQL 1.1 Query Results JSON gives them."""


def chart(
    columns: Sequence[str], rows: Sequence[Row], cells: Sequence[Sequence[Cell]], title: str, language: str
) -> Markup | None:
    """
    Return a chart for a page, None where the rows ask for none.

    Parameters
    ----------
    columns
        Names of the columns that are shown.
    rows
        The terms of each row.
    cells
        What each row shows, column by column.
    title
        Title of the chart.
    language
        Language of the page.
    """
    numbers = [_numbers(rows, name) for name in columns]
    if len(columns) != 2 or not FEWEST_ROWS <= len(rows) <= MOST_ROWS or sum(map(bool, numbers)) != 1:
        return None
    counted = next(place for place, found in enumerate(numbers) if found)
    labels, told = ([row[place] for row in cells] for place in (1 - counted, counted))
    return inline(bars(Bars(title, labels, numbers[counted], [text for text, _ in told], language)))


def _numbers(rows: Sequence[Row], name: str) -> list[float]:
    """Return the numbers of a column, nothing if it holds anything else than numbers from zero up."""
    terms: list[Mapping[str, Any]] = [row.get(name, {}) for row in rows]
    found = [float(one["value"]) for one in terms if one.get("datatype") in NUMBERS]
    return found if len(found) == len(terms) and all(math.isfinite(one) and one >= 0 for one in found) else []
