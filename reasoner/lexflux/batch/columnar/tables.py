"""Tables of transfers as blocks of rows: Parquet, Arrow IPC, and what inventories are read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from lexflux.batch.columnar.truths import Codes
from lexflux.batch.entries import COLUMNAR
from lexflux.errors import InputError, shortened
from lexflux.facts.inventory.columnmap import ColumnMap
from lexflux.facts.inventory.sheets import is_inventory, read_sheet
from lexflux.facts.inventory.table import Inventory, headed
from lexflux.law.lawbook import LawBook

ROWS_AT_A_TIME = 1 << 17
STEP = "."


@dataclass(frozen=True)
class Table:
    """A table: what its columns are about, how many rows it has, and the rows block by block with their numbers."""

    inventory: Inventory
    rows: int
    frame: pl.LazyFrame
    numbers: Codes | None = None

    def blocks(self, size: int = ROWS_AT_A_TIME) -> Iterator[tuple[pl.DataFrame, Codes]]:
        """
        Yield blocks of rows with the numbers of these.

        Raises
        ------
        InputError
            If the file is broken further on.
        """
        for first in range(0, self.rows, size):
            try:
                frame = self.frame.slice(first, size).collect()
            except (pl.exceptions.PolarsError, OSError) as error:
                raise _broken(self.inventory.sheet.name, error) from error
            counted = np.arange(first + 1, first + 1 + len(frame), dtype=np.int64)
            yield frame, counted if self.numbers is None else self.numbers[first : first + size]


def open_table(path: str, book: LawBook, column_map: ColumnMap) -> Table:
    """
    Return the table of transfers in a file, its rows not read yet.

    Parameters
    ----------
    path
        A file of Parquet or Arrow IPC, or of what `lexflux.facts.inventory.sheets.read_sheet` reads. A structure as a
        column stands for its fields, of which each tells a fact of a node.
    book, column_map
        The law book, and what is known of the columns.

    Raises
    ------
    InputError
        If it cannot be read, or has headings alone.
    """
    if is_inventory(path):
        return _of_sheet(path, book, column_map)
    try:
        frame = _scan(path)
        frame = _flat(frame)
        rows = frame.select(pl.len()).collect().item()
        names = frame.collect_schema().names()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise _broken(path, error) from error
    if not rows:
        raise InputError("table without rows", name=path)
    return Table(headed(path, names, book, column_map), rows, frame)


def of_frame(frame: pl.DataFrame, name: str, book: LawBook, column_map: ColumnMap) -> Table:
    """Return a data frame as a table; errors as `open_table`."""
    if frame.is_empty():
        raise InputError("table without rows", name=name)
    flat = _flat(frame.lazy())
    return Table(headed(name, flat.collect_schema().names(), book, column_map), len(frame), flat)


def _scan(path: str) -> pl.LazyFrame:
    if not Path(path).is_file():
        raise FileNotFoundError(2, "No such file or directory")
    return pl.scan_parquet(path) if COLUMNAR[Path(path).suffix.lower()] == "Parquet" else pl.scan_ipc(path)


def _of_sheet(path: str, book: LawBook, column_map: ColumnMap) -> Table:
    sheet = read_sheet(path, column_map.separator, column_map.sheet)
    if not sheet.lines:
        raise InputError("table without rows", name=path)
    names = sheet.heading.cells
    wrong = next((line for line in sheet.lines if len(line.cells) != len(names)), None)
    if wrong is not None:
        where = f"{path}:{wrong.number}"
        raise InputError("row of another length", where=where, found=len(wrong.cells), expected=len(names))
    cells = {str(place): [line.cells[place] for line in sheet.lines] for place in range(len(names))}
    numbers = np.array([line.number for line in sheet.lines], np.int64)
    frame = pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String))
    return Table(headed(path, names, book, column_map), len(frame), frame.lazy(), numbers)


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


def _broken(path: str, error: Exception) -> InputError:
    if isinstance(error, OSError) and error.strerror:
        return InputError("unreadable file", name=path, problem=error.strerror)
    syntax = COLUMNAR.get(Path(path).suffix.lower(), "")
    return InputError("broken syntax", where=path, syntax=syntax, problem=shortened(str(error).splitlines()[0]))
