"""Whether tables can be decided together, by their columns alone: before any row is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from lexflux.batch.columnar.tables import Table
from lexflux.errors import InputError, JoinedInputError, listed
from lexflux.facts.inventory.table import Column

EXPECTED = {
    "integer": "a count (Int64, String)",
    "boolean": "true or false (Boolean, String)",
    "date": "a day (Date, Datetime, String)",
    None: "terms (String, List of String)",
}
"""What a column has to hold, by the type of its values; None, terms of the vocabulary."""


def check_schemas(tables: Sequence[Table]) -> None:
    """
    Refuse tables whose columns differ, since what one does not ask would be presumed, and types that state no fact.

    Raises
    ------
    InputError
        With all errors, each with its file and column.
    """
    errors = [error for table in tables for error in _errors(table, tables[0])]
    if errors:
        raise JoinedInputError.of(errors)


def _errors(table: Table, first: Table) -> Iterator[InputError]:
    name, headings = table.inventory.sheet.name, _headings(table)
    lacking, beyond = _headings(first) - headings, headings - _headings(first)
    if lacking or beyond:
        signed = [*(f"-{one}" for one in sorted(lacking)), *(f"+{one}" for one in sorted(beyond))]
        yield InputError("tables differ", name=name, other=first.inventory.sheet.name, names=listed(signed))
    for column, kind in zip(table.inventory.columns, table.types or (), strict=False):
        if column.target is not None and not _fits(column, kind):
            wanted = EXPECTED[_datatype(column)]
            yield InputError("column of wrong type", where=name, column=column.heading, found=str(kind), wanted=wanted)


def _headings(table: Table) -> set[str]:
    return {column.heading for column in table.inventory.columns}


def _datatype(column: Column) -> str | None:
    shape = None if column.target is None else column.target.shape
    return None if shape is None or shape.datatype not in EXPECTED else shape.datatype


def _fits(column: Column, kind: pl.DataType) -> bool:
    """Return whether cells of a type can state a fact; texts and what is nowhere filled always can."""
    if isinstance(kind, pl.String | pl.Categorical | pl.Enum | pl.Null):
        return True
    if isinstance(kind, pl.List):
        return isinstance(kind.inner, pl.String | pl.Categorical | pl.Enum | pl.Null)
    match _datatype(column):
        case "integer":
            return kind.is_integer() or kind.is_float()
        case "boolean":
            return isinstance(kind, pl.Boolean)
        case "date":
            return isinstance(kind, pl.Date | pl.Datetime)
    return column.target is not None and column.target.shape is None and kind.is_integer()
