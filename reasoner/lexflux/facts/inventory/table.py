"""An inventory: its rows as transfers, what its columns are about, and what of it could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lexflux.errors import InputError, JoinedInputError, did_you_mean, shortened
from lexflux.facts import flow
from lexflux.facts.inventory.cells import Cell, CellReader, Stated
from lexflux.facts.inventory.columnmap import LEFT_OUT, ColumnMap
from lexflux.facts.inventory.columns import Target, guess, targets
from lexflux.facts.inventory.joined import Joined
from lexflux.facts.inventory.sheets import Line, Sheet, read_sheet
from lexflux.facts.legs import Flow
from lexflux.facts.transfer import Facts
from lexflux.law.lawbook import LawBook
from lexflux.messages import Pair, message


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and what it is about; several things if that is not clear, none if it is not known."""

    heading: str
    letter: str
    candidates: tuple[Target, ...]
    left_out: bool = False

    @property
    def target(self) -> Target | None:
        """What the column is about, if that is clear."""
        return self.candidates[0] if len(self.candidates) == 1 else None


@dataclass(frozen=True)
class Inventory:
    """
    A table of transfers.

    ``errors`` are those of columns and of whole rows; a row with a bad cell says so when it is read.
    """

    sheet: Sheet
    columns: tuple[Column, ...]
    rows: tuple[Line, ...]
    errors: tuple[tuple[int, InputError], ...]
    book: LawBook
    column_map: ColumnMap

    def read(self, row: Line) -> Facts | Flow:
        """
        Return the facts of the transfer in a row.

        Raises
        ------
        InputError
            With all errors of its cells, each with its column; or as `lexflux.facts.reader.read_tree`.
        """
        return flow.read_tree(self._tree(row), self.book, f"{self.sheet.name}:{row.number}")

    def read_joined(self, rows: Sequence[Line]) -> Facts | Flow:
        """
        Return the facts of the one transfer that some rows describe, each a data set of it.

        Raises
        ------
        InputError
            As `read`; or if what two rows say of the transfer or its parties differs.
        """
        if len(rows) == 1:
            return self.read(rows[0])
        tree = Joined(self.sheet.name)
        for row in rows:
            tree.add(row.number, self._tree(row))
        return flow.read_tree(tree.tree(), self.book, f"{self.sheet.name}:{rows[0].number}")

    def transfers(self) -> list[tuple[Line, ...]]:
        """Return the rows of each transfer: one, or where the map joins rows by a column all that are alike there."""
        place = next((at for at, one in enumerate(self.columns) if one.heading == self.column_map.joined), None)
        found: dict[object, list[Line]] = {}
        for row in self.rows:
            key = "".join(row.cells[place : place + 1]) if place is not None else ""
            found.setdefault(key or row.number, []).append(row)
        return [tuple(rows) for rows in found.values()]

    def _place(self, row: Line, column: Column) -> Pair:
        where = f"{self.sheet.name}:{row.number}"
        texts = message("place of a cell", where=where, column=shortened(column.heading))
        return texts["en"], texts["zh"]

    @cached_property
    def _cells(self) -> CellReader:
        return CellReader(self.book, self.column_map.dates)

    def _tree(self, row: Line) -> dict[str, Any]:
        stated: dict[str, Stated] = {}
        errors: list[InputError] = []
        if len(row.cells) != len(self.columns):
            raise _ragged(self.sheet, row, len(self.columns))
        for column, text in zip(self.columns, row.cells, strict=False):
            if column.target is not None and text:
                cell = Cell(text, column.target, self._place(row, column))
                try:
                    self._cells.read(cell, stated.setdefault(column.target.node, Stated()))
                except InputError as error:
                    errors.append(error)
        if errors:
            raise JoinedInputError.of(errors)
        return _merged(self.column_map.always, stated)


def read_inventory(path: str, book: LawBook, column_map: ColumnMap) -> Inventory:
    """
    Return the table of transfers in a file.

    Raises
    ------
    InputError
        As `lexflux.facts.inventory.sheets.read_sheet`, or if there are headings alone.
    """
    return inventory_of(read_sheet(path, column_map.separator, column_map.sheet), book, column_map)


def inventory_of(sheet: Sheet, book: LawBook, column_map: ColumnMap) -> Inventory:
    """Return the table of transfers in a sheet; raises `InputError` if there are headings alone."""
    if not sheet.lines:
        raise InputError("table without rows", name=sheet.name)
    columns = tuple(_columns(sheet, book, column_map))
    width = len(columns)
    # A row that cannot be read costs the whole transfer where rows are joined: it is kept, and refused when it is read.
    wrong = [] if column_map.joined else [row for row in sheet.lines if len(row.cells) != width]
    of_rows = [(row.number, _ragged(sheet, row, width)) for row in wrong]
    errors = [*_of_joined(sheet, column_map), *_of_columns(sheet, columns), *of_rows]
    rows = tuple(row for row in sheet.lines if column_map.joined or len(row.cells) == width)
    return Inventory(sheet, columns, rows, tuple(errors), book, column_map)


def headed(name: str, headings: Sequence[str], book: LawBook, column_map: ColumnMap) -> Inventory:
    """Return a table of transfers with its headings alone, for whoever reads rows of it elsewhere."""
    sheet = Sheet(name, Line(1, tuple(headings)), (), "")
    if column_map.joined:
        raise InputError("joined rows one by one", name=name)
    columns = tuple(_columns(sheet, book, column_map))
    return Inventory(sheet, columns, (), tuple(_of_columns(sheet, columns, filled=True)), book, column_map)


def _columns(sheet: Sheet, book: LawBook, column_map: ColumnMap) -> Iterator[Column]:
    for place, heading in enumerate(sheet.heading.cells):
        said = column_map.columns.get(heading)
        if said is None:
            found = guess(book, heading)
            yield Column(heading, _letter(place), found, left_out=not found and heading == column_map.joined)
        else:
            found = () if said == LEFT_OUT else (targets(book)[said],)
            yield Column(heading, _letter(place), found, left_out=said == LEFT_OUT)


def _letter(place: int) -> str:
    """
    Return how spreadsheets call a column.

    >>> _letter(0), _letter(25), _letter(26)
    ('A', 'Z', 'AA')
    """
    above = _letter(place // 26 - 1) if place >= 26 else ""
    return above + chr(ord("A") + place % 26)


def _of_joined(sheet: Sheet, column_map: ColumnMap) -> Iterator[tuple[int, InputError]]:
    """Yield an error if rows are to be joined by a column that does not exist."""
    joined, headings = column_map.joined, sheet.heading.cells
    if joined and joined not in headings:
        hint = did_you_mean(joined, headings)
        where = f"{sheet.name}:{sheet.heading.number}"
        yield sheet.heading.number, InputError("no column to join by", where=where, column=shortened(joined), hint=hint)


def _of_columns(sheet: Sheet, columns: tuple[Column, ...], filled: bool = False) -> Iterator[tuple[int, InputError]]:
    """Yield an error for each column that is ``filled``, or has cells, and is not read, and for two of one fact."""
    seen: set[str] = set()
    for place, column in enumerate(columns):
        told = filled or any(row.cells[place : place + 1] not in ((), ("",)) for row in sheet.lines)
        if not column.left_out and (told or column.candidates):
            error = _of_column(f"{sheet.name}:{sheet.heading.number}", column, seen)
            if error is not None:
                yield sheet.heading.number, error
        seen |= {str(column.target)} if column.target else set()


def _of_column(where: str, column: Column, seen: set[str]) -> InputError | None:
    heading, letter, names = shortened(column.heading), column.letter, " / ".join(map(str, column.candidates))
    if not column.candidates:
        return InputError("column not read", where=where, column=heading, letter=letter)
    if column.target is None:
        return InputError("column of two meanings", where=where, column=heading, letter=letter, names=names)
    if names in seen:
        return InputError("two columns of one fact", where=where, column=heading, letter=letter, target=names)
    return None


def _ragged(sheet: Sheet, row: Line, width: int) -> InputError:
    return InputError("row of another length", where=f"{sheet.name}:{row.number}", found=len(row.cells), expected=width)


def _merged(always: Mapping[str, Any], stated: Mapping[str, Stated]) -> dict[str, Any]:
    """Return the tree of a transfer: what is the same in all rows, and what a row states, which prevails."""
    tree: dict[str, Any] = deepcopy(dict(always))
    for node, of in stated.items():
        below = tree if not node else tree.setdefault(node, {})
        if isinstance(below, dict):
            below |= of.values
            for state, keys in of.states.items():
                below[state] = [*_many(below.get(state)), *keys]
    return tree


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
