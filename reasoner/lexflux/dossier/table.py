"""A table as CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from lexflux.query.results import no_formula


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as CSV with a byte order mark, by which spreadsheets tell UTF-8."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerows([no_formula(cell) for cell in row] for row in (columns, *rows))
    return "\ufeff" + written.getvalue()
