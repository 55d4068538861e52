"""Tables of transfers as blocks of rows: read as they are needed, each with the numbers of its rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np
import polars as pl

from lexflux.batch.columnar.sources import ARROW, PARQUET, STREAM, TEXT, Source, find_sources
from lexflux.batch.columnar.truths import Codes
from lexflux.batch.entries import Problem
from lexflux.errors import InputError, shortened
from lexflux.facts.inventory.columnmap import LEFT_OUT, ColumnMap
from lexflux.facts.inventory.columns import guess
from lexflux.facts.inventory.sheets import Line, begin_text, read_sheet
from lexflux.facts.inventory.table import Inventory, headed
from lexflux.law.lawbook import LawBook

ROWS_AT_A_TIME = 1 << 17
STEP = "."


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows that follow each other: their cells, their numbers, and the rows among them that have no cells to read."""

    frame: pl.DataFrame
    numbers: Codes
    problems: Sequence[Problem] = ()

    def __len__(self) -> int:
        """Return how many rows there are, with those that cannot be read."""
        return len(self.numbers) + len(self.problems)


Pieces = Callable[[int, int], Iterator[Piece]]
"""Yields pieces of so many rows, the first so many of them left out."""


@dataclass(frozen=True)
class Table:
    """
    A table: what its columns are about, about how many rows it has, the rows, and the types of columns if they have.

    ``identity`` is the column that tells rows apart.
    """

    inventory: Inventory
    rows: int
    pieces: Pieces
    types: Sequence[pl.DataType] | None = None
    identity: str | None = None


def open_table(path: str, book: LawBook, column_map: ColumnMap, besides: Collection[str] = ()) -> Table:
    """
    Return the table of transfers in a file, its rows not read yet.

    Parameters
    ----------
    path
        A file of Parquet, Arrow IPC, CSV or XLSX. A structure as a column stands for its fields, of which each tells a
        fact of a node.
    book, column_map
        The law book, and what is known of the columns.
    besides
        Columns that are read though the map leaves them out as facts.

    Raises
    ------
    InputError
        If it cannot be read, or has headings alone.
    """
    (source,) = find_sources([path], Path())
    return open_source(source, book, column_map, besides=besides)


def open_source(
    source: Source, book: LawBook, column_map: ColumnMap, identity: str | None = None, besides: Collection[str] = ()
) -> Table:
    """Return the table in a file, of which one column may tell rows apart; errors as `open_table`."""
    if source.form == TEXT:
        return _of_text(source, book, column_map, identity)
    if source.form not in (PARQUET, ARROW, STREAM):
        return _of_workbook(source, book, column_map, identity)
    try:
        return _of_frame(_scan(source), source.name, book, column_map, identity, besides)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise _broken(source.name, source.form, error) from error


def of_frame(
    frame: pl.DataFrame,
    name: str,
    book: LawBook,
    column_map: ColumnMap,
    left_out: Collection[str] = (),
    besides: Collection[str] = (),
) -> Table:
    """
    Return a data frame as a table; errors as `open_table`.

    Columns ``left_out`` are, if they tell no fact; those ``besides`` are read though the map leaves them out as facts.
    """
    known = {**{one: LEFT_OUT for one in left_out if not guess(book, one)}, **column_map.columns}
    return _of_frame(frame.lazy(), name, book, replace(column_map, columns=known), None, besides)


def _scan(source: Source) -> pl.LazyFrame:
    match source.form:
        case "Parquet":
            return pl.scan_parquet(source.path, glob=False)
        case "Arrow IPC":
            return pl.scan_ipc(source.path, glob=False)
        case _:
            return pl.read_ipc_stream(source.path).lazy()


def _of_frame(
    frame: pl.LazyFrame,
    name: str,
    book: LawBook,
    column_map: ColumnMap,
    identity: str | None,
    besides: Collection[str] = (),
) -> Table:
    flat = _flat(frame)
    left_out = [one for one in flat.collect_schema().names() if column_map.columns.get(one) == LEFT_OUT]
    kept = flat.drop([one for one in left_out if one not in {identity, *besides}])
    rows = kept.select(pl.len()).collect().item()
    if not rows:
        raise InputError("table without rows", name=name)
    schema = kept.collect_schema()
    inventory = headed(name, schema.names(), book, _with_identity(column_map, book, identity, schema.names(), name))
    return Table(inventory, rows, partial(_sliced, kept, name, rows), schema.dtypes(), identity)


def _sliced(frame: pl.LazyFrame, name: str, rows: int, size: int, left_out: int) -> Iterator[Piece]:
    for first in range(left_out * size, rows, size):
        try:
            found = frame.slice(first, size).collect()
        except (pl.exceptions.PolarsError, OSError) as error:
            raise _broken(f"{name}:{first + 1}", "Parquet / Arrow", error) from error
        yield Piece(found, np.arange(first + 1, first + 1 + len(found), dtype=np.int64))


def _with_identity(
    column_map: ColumnMap, book: LawBook, identity: str | None, names: Sequence[str], table: str
) -> ColumnMap:
    """Return a map in which the column that tells rows apart need tell nothing else."""
    if identity is None:
        return column_map
    if identity not in names:
        raise InputError("no column of identity", name=table, column=identity, known=", ".join(names))
    if identity in column_map.columns or guess(book, identity):
        return column_map
    return replace(column_map, columns={**column_map.columns, identity: LEFT_OUT})


def _of_text(source: Source, book: LawBook, column_map: ColumnMap, identity: str | None) -> Table:
    """Return a table of text, of which no more than a piece is kept at a time."""
    begin = partial(begin_text, source.path, source.name, column_map.separator)
    lines = begin()
    heading = next(lines, None)
    if heading is None:
        raise InputError("empty document", name=source.name)
    if next(lines, None) is None:
        raise InputError("table without rows", name=source.name)
    known = _with_identity(column_map, book, identity, heading.cells, source.name)
    inventory = headed(source.name, heading.cells, book, known)
    return Table(inventory, _count(source.path) - 1, partial(_of_lines, inventory, begin), None, identity)


def _count(path: Path) -> int:
    with path.open("rb") as file:
        return max(2, sum(part.count(b"\n") for part in iter(partial(file.read, 1 << 20), b"")))


def _of_workbook(source: Source, book: LawBook, column_map: ColumnMap, identity: str | None) -> Table:
    sheet = replace(read_sheet(str(source.path), column_map.separator, column_map.sheet), name=source.name)
    if not sheet.lines:
        raise InputError("table without rows", name=source.name)
    known = _with_identity(column_map, book, identity, sheet.heading.cells, source.name)
    inventory = headed(source.name, sheet.heading.cells, book, known)
    lines = partial(iter, (sheet.heading, *sheet.lines))
    return Table(inventory, len(sheet.lines), partial(_of_lines, inventory, lines), None, identity)


def _of_lines(inventory: Inventory, begin: Callable[[], Iterator[Line]], size: int, left_out: int) -> Iterator[Piece]:
    lines = islice(begin(), 1 + left_out * size, None)
    while found := [*islice(lines, size)]:
        yield _piece(inventory, found)


def _piece(inventory: Inventory, lines: Sequence[Line]) -> Piece:
    """Return lines as rows of texts; those with more or fewer cells than there are columns cannot be read."""
    headings = inventory.sheet.heading.cells
    whole = [line for line in lines if len(line.cells) == len(headings)]
    problems = [_ragged(inventory, line) for line in lines if len(line.cells) != len(headings)]
    cells = {str(place): [line.cells[place] for line in whole] for place in range(len(headings))}
    frame = pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String))
    return Piece(frame, np.array([line.number for line in whole], np.int64), problems)


def _ragged(inventory: Inventory, line: Line) -> Problem:
    name, expected = inventory.sheet.name, len(inventory.sheet.heading.cells)
    where = f"{name}:{line.number}"
    error = InputError("row of another length", where=where, found=len(line.cells), expected=expected)
    return Problem.of(name, line.number, error)


def _flat(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Return a table in which the fields of structures are columns of their own."""
    schema = frame.collect_schema()
    nested = [name for name, kind in schema.items() if isinstance(kind, pl.Struct)]
    if not nested:
        return frame
    return frame.select(*(one for name, kind in schema.items() for one in _fields(name, kind)))


def _fields(name: str, kind: pl.DataType) -> Iterator[pl.Expr]:
    if not isinstance(kind, pl.Struct):
        yield pl.col(name)
        return
    for one in kind.fields:
        yield pl.col(name).struct.field(one.name).alias(f"{name}{STEP}{one.name}")


def _broken(where: str, syntax: str, error: Exception) -> InputError:
    if isinstance(error, OSError) and error.strerror:
        return InputError("unreadable file", name=where, problem=error.strerror)
    return InputError("broken syntax", where=where, syntax=syntax, problem=shortened(str(error).splitlines()[0]))
