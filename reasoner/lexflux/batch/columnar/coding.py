"""The cells of a block of rows as codes: what each states is read once, however often it occurs."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from lexflux.batch.columnar.cells import ROOT, Columns, TableColumn
from lexflux.batch.columnar.truths import Codes, Numbers
from lexflux.facts.counts import Bounds, bounds_of
from lexflux.facts.transfer import NodeFacts
from lexflux.terms import DATE

Mask = npt.NDArray[np.bool_]
PLAIN_NUMBER = "^[0-9]{1,15}$"
PARTS = "; "
NO_DAY = 0
EMPTY = 0
FEWEST_FOR_VIEWS = 1 << 14
"""Rows in a block; for fewer, loading what reads views takes longer than it saves."""
ENDLESS = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Block:
    """
    Rows of a table.

    ``codes`` are those of the cells by the place of their column, ``days`` those of the law, `NO_DAY` where there is
    none; ``refused`` are rows that describe no transfer, ``doubted`` those that do although a look-up says otherwise,
    ``apart`` those whose places hang on each other.
    """

    codes: dict[int, Numbers]
    days: Codes
    refused: Mask
    apart: Mask
    doubted: Mask

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.days)


class Coding:
    """Codes blocks of the rows of a table; ``on`` is the day of the law if it is the same for all."""

    def __init__(self, columns: Columns, on: int | None) -> None:
        self.columns = columns
        self.book = columns.book
        self.on = on

    def block(self, frame: pl.DataFrame) -> Block:
        """Return the codes of rows; the columns of the frame are those of the table, in their order."""
        read = frame.select(*(_texts(one, frame.dtypes[place]) for place, one in enumerate(frame.columns)))
        counts: dict[int, Codes] = {}
        codes = {one.place: self._codes(one, read.to_series(one.place), counts) for one in self.columns.columns}
        refused = np.zeros(len(frame), np.bool_)
        for column in self.columns.columns:
            if any(said.error for said in column.said):
                refused |= self._where(column, codes, "error")
        refused |= self._without_required(codes) | self._beyond(codes, counts)
        days = self._days(codes, len(frame))
        apart = np.zeros(len(frame), np.bool_)
        for column in self.columns.columns:
            outside = [said.area is not None and bool(self.book.areas[said.area].outside) for said in column.said]
            if any(outside):
                apart |= np.array(outside, np.bool_)[codes[column.place]]
        return Block(codes, days, refused | (days == NO_DAY), apart, np.zeros(len(frame), np.bool_))

    def _codes(self, column: TableColumn, series: pl.Series, counts: dict[int, Codes]) -> Numbers:
        shape = column.target.shape
        if shape is not None and shape.datatype == "integer":
            return self._of_numbers(column, series, counts)
        if series.dtype == pl.Boolean:
            return self._of_truths(column, series)
        return self._of_texts(column, series)

    def _of_numbers(self, column: TableColumn, series: pl.Series, counts: dict[int, Codes]) -> Numbers:
        """Return codes of counts, each standing for all that the law treats alike; words are read as they are."""
        codes = np.zeros(len(series), np.int32)
        if not series.dtype.is_integer():
            plain = series.str.strip_chars().str.contains(PLAIN_NUMBER)
            numbers = series.set(~plain, None).str.strip_chars().cast(pl.Int64)
            codes = self._of_texts(column, series.set(plain, None))
        else:
            numbers = series.cast(pl.Int64, strict=False)
            if numbers.null_count() > series.null_count():
                codes[(numbers.is_null() & series.is_not_null()).to_numpy()] = self.columns.code(column, "-1")
        values = _filled(numbers, 0)
        cuts = self.columns.cuts(column)
        cells = [self.columns.code(column, str(cut)) for cut in (-1, *cuts)]
        found = np.array(cells, np.int32)[_above(values, cuts)]
        if not numbers.null_count():
            counts[column.place] = values
            return found
        there = numbers.is_not_null().to_numpy()
        counts[column.place] = np.where(there, values, -1)
        return np.where(there, found, codes)

    def _of_truths(self, column: TableColumn, series: pl.Series) -> Numbers:
        cells = [self.columns.code(column, text_of(one)) for one in (False, True, None)]
        codes: Numbers = np.array(cells, np.int32)[_filled(series.cast(pl.UInt8), 2)]
        return codes

    def _of_texts(self, column: TableColumn, series: pl.Series) -> Numbers:
        """Return codes of cells, each different text of the block read once; what is null is empty."""
        first, numbers = _distinct(series)
        cells = [self.columns.code(column, text_of(series[int(row)])) for row in first]
        codes: Numbers = np.array([*cells, EMPTY], np.int32)[numbers]
        return codes

    @staticmethod
    def _where(column: TableColumn, codes: dict[int, Numbers], what: str) -> Mask:
        return np.array([getattr(said, what) for said in column.said], np.bool_)[codes[column.place]]

    def _without_required(self, codes: dict[int, Numbers]) -> Mask:
        """Return the rows without a fact that a node needs of which they say something."""
        found = np.zeros(len(next(iter(codes.values()))), np.bool_)
        for column in self.columns.required:
            there: Mask = np.full(len(found), column.path in self.columns.base.nodes)
            for other in self.columns.of_node(column.path):
                there |= codes[other.place] != 0
            found |= there & self._where(column, codes, "is_silent")
        return found

    def _beyond(self, codes: dict[int, Numbers], counts: dict[int, Codes]) -> Mask:
        """Return the rows in which a count is greater than one that includes it."""
        found = np.zeros(len(next(iter(codes.values()))), np.bool_)
        for node in self.columns.nodes:
            for prop, shape in self.book.schema.shapes[node.owner].items():
                for whole in self.book.schema.including(shape):
                    least, _ = self._bounds(node, prop, codes, counts)
                    _, most = self._bounds(node, whole, codes, counts)
                    found |= least > most
        return found

    def _bounds(
        self, node: NodeFacts, prop: str, codes: dict[int, Numbers], counts: dict[int, Codes]
    ) -> tuple[Any, Any]:
        """Return the least and the most that a count can be in each row, by what is said of it alone."""
        always = _bounds_of(node, prop)
        column = self.columns.column(node.path, prop)
        if column is None:
            return always
        exact = counts[column.place]
        if exact.min(initial=0) >= 0:
            return exact, exact
        told = [always if said.is_silent else _told(said.values, said.range) for said in column.said]
        least, most = (np.array(side)[codes[column.place]] for side in zip(*told, strict=True))
        return np.where(exact >= 0, exact, least), np.where(exact >= 0, exact, most)

    def _days(self, codes: dict[int, Numbers], rows: int) -> Codes:
        if self.on is not None:
            return np.full(rows, self.on, np.int64)
        always = [day.toordinal() for day in self.columns.base.nodes[ROOT].values.get(DATE, ())]  # type: ignore[union-attr]
        default = always[0] if always else NO_DAY
        column = self.columns.column(ROOT, DATE)
        if column is None:
            return np.full(rows, default, np.int64)
        days = [said.values[0].toordinal() if said.values else default for said in column.said]  # type: ignore[union-attr]
        return np.array(days, np.int64)[codes[column.place]]


def _filled(series: pl.Series, value: int) -> npt.NDArray[Any]:
    """Return numbers with a value in place of what is null; a column without is not looked through."""
    return (series.fill_null(value) if series.null_count() else series).to_numpy()


def _above(values: Codes, cuts: Sequence[int]) -> npt.NDArray[np.int8 | np.int64]:
    """Return how many of some numbers, which are in order, each value reaches."""
    found = np.zeros(len(values), np.int8)
    if len(cuts) > np.iinfo(np.int8).max:
        return np.searchsorted(np.array(cuts), values, side="right")
    for cut in cuts:
        found += values >= cut
    return found


def _distinct(series: pl.Series) -> tuple[Numbers, Numbers]:
    """Return the first row of each different text, and for each row which of them it has, -1 where it is null."""
    if len(series) >= FEWEST_FOR_VIEWS and series.dtype == pl.String:
        try:
            from lexflux.batch.columnar import views
        except ImportError:
            pass
        else:
            found = views.distinct(series)
            if found is not None:
                return found
    categories = series.cast(pl.String).cast(pl.Categorical).to_physical()
    physical = (categories.cast(pl.Int64) + 1).fill_null(0).to_numpy()
    rows = np.full(int(physical.max(initial=0)) + 1, -1, np.int64)
    rows[physical] = np.arange(len(physical))
    rows[0] = -1
    met = np.flatnonzero(rows >= 0)
    numbers = np.full(len(rows), -1, np.int32)
    numbers[met] = np.arange(len(met))
    return rows[met].astype(np.int32), numbers[physical]


def _bounds_of(node: NodeFacts, prop: str) -> tuple[int, int]:
    if prop in node.not_applicable:
        return 0, ENDLESS
    return _numbers(bounds_of(node, prop))


def _told(values: Sequence[Any], within: Any) -> tuple[int, int]:
    if values:
        return values[0], values[0]
    if within is None:
        return 0, ENDLESS
    return within.low or 0, ENDLESS if within.high is None else within.high - 1


def _numbers(found: Bounds) -> tuple[int, int]:
    return found.least, ENDLESS if found.most is None else found.most


def text_of(cell: object) -> str:
    """Return one cell as text, as a table of text would have it; what is null is empty."""
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).lower()
        case list():
            return PARTS.join(map(text_of, cell))
        case datetime.datetime():
            return cell.date().isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell).strip()


def _texts(name: str, kind: pl.DataType) -> pl.Expr:
    """Return the cells of a column as a table of text would have them; whole numbers and truths stay as they are."""
    cell = pl.col(name)
    if kind.is_integer() or kind == pl.Boolean:
        return cell
    if isinstance(kind, pl.List):
        return cell.list.eval(pl.element().cast(pl.String)).list.join(PARTS)
    if kind == pl.Datetime:
        return cell.dt.date().cast(pl.String)
    if kind.is_float():
        whole = cell.cast(pl.Int64, strict=False)
        return pl.when(whole == cell).then(whole.cast(pl.String)).otherwise(cell.cast(pl.String))
    return cell.cast(pl.String)
