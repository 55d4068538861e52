"""A table as CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lexflux.query.results import csv_text


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as CSV with a byte order mark, by which spreadsheets tell UTF-8."""
    return "\ufeff" + csv_text((columns, *rows))
