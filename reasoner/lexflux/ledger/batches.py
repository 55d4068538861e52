"""Records on their way into a ledger: what a table or a file of JSON lines says, with its file, row and column."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl

from lexflux.batch.columnar.tables import ROWS_AT_A_TIME, Table, of_frame, open_table
from lexflux.errors import InputError, listed, shortened
from lexflux.facts.inventory.columnmap import LEFT_OUT, ColumnMap
from lexflux.facts.inventory.sheets import Line
from lexflux.facts.legs import Flow
from lexflux.law.lawbook import LawBook
from lexflux.ledger.lines import FIRST_DAY, LAST_DAY, Record, RecordReader, kind_of, read_lines
from lexflux.ledger.profiles import DEVICE, PERSON, Profile, profile_of
from lexflux.ledger.sketches import check
from lexflux.phrases import PHRASES

BATCH = pl.Schema(
    {"id": pl.String, "date": pl.Date, "profile": pl.UInt32, "key": pl.String, "number": pl.Int64}
    | {"sketch": pl.Binary}
)
ID, DAY, KINDS, SKETCH = "ledger: id", "ledger: date", "ledger: kinds", "ledger: sketch"
KEYS = {PERSON: "ledger: person", DEVICE: "ledger: device"}
NUMBERS = {PERSON: "ledger: people", DEVICE: "ledger: devices"}
HEADINGS = (ID, DAY, KINDS, SKETCH, *KEYS.values(), *NUMBERS.values())
MOST = 1 << 40
LINES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Batch:
    """Records to be added, in their order, and their profiles by number; ``earlier`` are dated before one ahead."""

    records: pl.DataFrame
    profiles: list[Profile]

    @property
    def earlier(self) -> int:
        """How many records are dated before one that stands ahead of them."""
        days = self.records["date"]
        return int((days < days.cum_max()).sum())


def read_batch(path: str, book: LawBook, column_map: ColumnMap) -> Batch:
    """Return the records in a file: a table, or lines of JSON; errors as `read_table` and `read_lines`."""
    if Path(path).suffix.lower() in LINES:
        return batch_of(read_lines(path, RecordReader(book)))
    return read_table(path, book, column_map)


def read_table(path: str, book: LawBook, column_map: ColumnMap) -> Batch:
    """
    Return the records in a table of Parquet, Arrow IPC, CSV or XLSX.

    Its columns are an id, a date, and a key of a person or device, or how many; all others are facts, as inventories
    have them.

    Raises
    ------
    InputError
        If the file is broken, a column is missing or of a wrong type, a cell is empty or an id stands twice; the
        message has the row and the column.
    """
    said = {heading: LEFT_OUT for key in HEADINGS for heading in PHRASES[key]}
    return _read(open_table(path, book, replace(column_map, columns={**said, **column_map.columns}), said))


def read_frame(frame: pl.DataFrame, name: str, book: LawBook, column_map: ColumnMap) -> Batch:
    """Return the records in a data frame, which is called by a name; errors as `read_table`."""
    said = {heading: LEFT_OUT for key in HEADINGS for heading in PHRASES[key]}
    known = replace(column_map, columns={**said, **column_map.columns})
    return _read(of_frame(frame, name, book, known, besides=said))


def _read(table: Table) -> Batch:
    if table.inventory.errors:
        raise table.inventory.errors[0][1]
    return _Reader(table).read()


class _Reader:
    """Reads a table, column by column."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.name = table.inventory.sheet.name
        pieces = [*table.pieces(ROWS_AT_A_TIME, 0)]
        unread = [problem for piece in pieces for problem in piece.problems]
        if unread:
            raise unread[0].errors[0]
        self.frame = pl.concat([piece.frame for piece in pieces])
        self.numbers = np.concatenate([piece.numbers for piece in pieces])
        headings = [column.heading for column in table.inventory.columns]
        self.columns = dict(zip(headings, self.frame.columns, strict=True))

    def read(self) -> Batch:
        ids, days = self._ids(), self._days()
        kinds, units = self._column(KINDS), [unit for unit in KEYS if self._holds(unit)]
        if not units:
            raise self._missing(KEYS[PERSON], NUMBERS[PERSON])
        numbers, described = self._profiles(kinds)
        frames, profiles = [], []
        for place, unit in enumerate(units):
            frame = self._counted(unit, pl.DataFrame({"id": ids, "date": days, "profile": numbers}))
            frames.append(frame.with_columns(pl.col("profile") + place * len(described)))
            profiles += [replace(one, unit=unit) for one in described]
        whole = pl.concat(frames).select(BATCH.names()).cast(BATCH)
        self._refuse_uncounted(whole["id"], ids, len(units))
        return Batch(whole, profiles)

    def _ids(self) -> pl.Series:
        ids = self._needed(ID).cast(pl.String)
        self._refuse_empty(ids, ID)
        if ids.hash().n_unique() < len(ids) and ids.n_unique() < len(ids):
            place = int(ids.is_duplicated().arg_true()[0])
            again = int((ids == ids[place]).arg_true()[1])
            first, word = self._row(place), shortened(ids[place])
            raise InputError("id twice", where=self._where(again), column=self._heading(ID), id=word, first=first)
        return ids

    def _days(self) -> pl.Series:
        found = self._needed(DAY)
        self._refuse_empty(found, DAY)
        days = found.str.to_date("%Y-%m-%d", strict=False) if found.dtype == pl.String else found
        if days.dtype not in (pl.Date, pl.Datetime):
            raise self._wrong_type(DAY, found)
        days = days.cast(pl.Date)
        days = days.set(~days.is_between(FIRST_DAY, LAST_DAY), None)
        self._refuse_unread(days, found, DAY, datetime.date(2026, 1, 31).isoformat())
        return days

    def _counted(self, unit: str, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the records of which a unit is counted, by key or by number."""
        empty = pl.repeat(None, len(frame), eager=True)
        keys, numbers = self._column(KEYS[unit]), self._column(NUMBERS[unit])
        key = empty.cast(pl.String) if keys is None else keys.cast(pl.String)
        number = empty.cast(pl.Int64) if numbers is None else self._whole(numbers, NUMBERS[unit])
        number = pl.select(pl.when(key.is_null()).then(number)).to_series()
        sketch = self._sketches(number) if unit == PERSON else empty.cast(pl.Binary)
        counted = frame.with_columns(key.alias("key"), number.alias("number"), sketch.alias("sketch"))
        return counted.filter(pl.col("key").is_not_null() | pl.col("number").is_not_null())

    def _sketches(self, number: pl.Series) -> pl.Series:
        """Return the sketches of those of whom a number is told."""
        found = self._column(SKETCH)
        if found is None:
            return pl.repeat(None, len(number), dtype=pl.Binary, eager=True)
        if found.dtype not in (pl.Binary, pl.Null):
            raise self._wrong_type(SKETCH, found)
        for place in map(int, found.is_not_null().arg_true()):
            if number[place] is None:
                raise InputError("sketch without number", where=self._where(place), column=self._heading(SKETCH))
            check(found[place], self._where(place), self._heading(SKETCH))
        return found.cast(pl.Binary)

    def _whole(self, numbers: pl.Series, heading: str) -> pl.Series:
        if not (numbers.dtype.is_integer() or numbers.dtype in (pl.String, pl.Null)):
            raise self._wrong_type(heading, numbers)
        found = numbers.cast(pl.Int64, strict=False)
        found = pl.select(pl.when((found >= 0) & (found < MOST)).then(found)).to_series()
        self._refuse_unread(found, numbers, heading, "120")
        return found

    def _profiles(self, kinds: pl.Series | None) -> tuple[pl.Series, list[Profile]]:
        """Return for each row the number of its profile, and the profiles."""
        columns = [(place, one) for place, one in enumerate(self.table.inventory.columns) if one.target is not None]
        told = [self.frame.columns[place] for place, _ in columns]
        stated = self.frame.select(told) if kinds is None else self.frame.select(told).with_columns(kinds.alias(""))
        if not stated.width:
            raise self._missing("exporter.label")
        rows = stated.hash_rows()
        first = pl.DataFrame({"rows": rows}).with_row_index("place").unique("rows", keep="first", maintain_order=True)
        numbered = first.with_columns(pl.int_range(pl.len(), dtype=pl.UInt32).alias("profile"))
        numbers = pl.DataFrame({"rows": rows}).join(numbered, on="rows", how="left", maintain_order="left")["profile"]
        return numbers, [self._profile(int(place), kinds) for place in first["place"]]

    def _profile(self, place: int, kinds: pl.Series | None) -> Profile:
        row = self._row(place)
        facts = self.table.inventory.read(Line(row, tuple(map(_text, self.frame.row(place)))))
        if isinstance(facts, Flow):
            raise InputError("a flow, not a transfer", name=self._where(place))
        named = [] if kinds is None else _text(kinds[place]).replace(";", " ").split()
        told = [kind_of(self.table.inventory.book, one, self._where(place)) for one in named]
        profile = profile_of(facts, PERSON, told)
        if not profile.exporter:
            raise InputError("exporter without name", where=self._where(place))
        return profile

    def _column(self, key: str) -> pl.Series | None:
        found = next((self.columns[heading] for heading in PHRASES[key] if heading in self.columns), None)
        if found is None:
            return None
        column: pl.Series = self.frame[found]
        return column.replace("", None) if column.dtype == pl.String else column

    def _holds(self, unit: str) -> bool:
        return any(self._column(key) is not None for key in (KEYS[unit], NUMBERS[unit]))

    def _needed(self, key: str) -> pl.Series:
        found = self._column(key)
        if found is None:
            raise self._missing(key)
        return found

    def _heading(self, key: str) -> str:
        return next(heading for heading in PHRASES[key] if heading in self.columns)

    def _row(self, place: int) -> int:
        return int(self.numbers[place])

    def _where(self, place: int) -> str:
        return f"{self.name}:{self._row(place)}"

    def _missing(self, *keys: str) -> InputError:
        names = listed([PHRASES[key][0] if key in PHRASES else key for key in keys])
        return InputError("ledger column missing", name=self.name, columns=names)

    def _wrong_type(self, key: str, column: pl.Series) -> InputError:
        return InputError("ledger column of type", name=self.name, column=self._heading(key), type=str(column.dtype))

    def _refuse_empty(self, column: pl.Series, key: str) -> None:
        if column.null_count():
            place = int(column.is_null().arg_true()[0])
            raise InputError("ledger cell empty", where=self._where(place), column=self._heading(key))

    def _refuse_unread(self, read: pl.Series, given: pl.Series, key: str, example: str) -> None:
        wrong = (read.is_null() & given.is_not_null()).arg_true()
        if len(wrong):
            place = int(wrong[0])
            value = shortened(str(given[place]))
            where, column = self._where(place), self._heading(key)
            raise InputError("ledger cell wrong", where=where, column=column, value=value, example=example)

    def _refuse_uncounted(self, counted: pl.Series, ids: pl.Series, units: int) -> None:
        """Refuse a row that has neither a key nor a number; ids are all different, and a row has one for each unit."""
        if len(counted) < len(ids) or (units > 1 and counted.n_unique() < len(ids)):
            place = int((~ids.is_in(counted.implode())).arg_true()[0])
            known = [key for key in (*KEYS.values(), *NUMBERS.values()) if self._column(key) is not None]
            raise InputError("ledger cell empty", where=self._where(place), column=self._heading(known[0]))


def _text(cell: object) -> str:
    """Return a cell as text; several terms stand one after the other."""
    if isinstance(cell, (list, tuple, pl.Series)):
        return "; ".join(map(str, cell))
    return "" if cell is None else str(cell)


def batch_of(records: Iterable[Record]) -> Batch:
    """Return records as rows, one for each key."""
    numbers: dict[Profile, int] = {}
    ids: list[str] = []
    days: list[datetime.date] = []
    profiles: list[int] = []
    keys: list[str | None] = []
    counts: list[int | None] = []
    sketches: list[bytes | None] = []
    for record in records:
        for profile, counted in record.counted:
            rows = 1 if isinstance(counted, int) else len(counted)
            ids += [record.id] * rows
            days += [record.day] * rows
            profiles += [numbers.setdefault(profile, len(numbers))] * rows
            keys += [None] if isinstance(counted, int) else counted
            counts += [counted] if isinstance(counted, int) else [None] * rows
            sketches += [record.sketch if profile.unit == PERSON else None] * rows
    columns = zip(BATCH.names(), (ids, days, profiles, keys, counts, sketches), strict=True)
    return Batch(pl.DataFrame(dict(columns), schema=BATCH), list(numbers))
