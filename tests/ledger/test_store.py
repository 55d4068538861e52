"""What a ledger refuses: bad records, named by file, row and column, and files that are not whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from lexflux.errors import InputError, OutputError
from lexflux.facts.inventory.columnmap import ColumnMap
from lexflux.files import UNFINISHED
from lexflux.law.lawbook import LawBook
from lexflux.ledger.batches import read_batch
from lexflux.ledger.store import MANIFEST, Ledger
from tests.disk import full_disk

ROW = {
    **{"id": "a", "date": "2026-01-05", "person": "p", "exporter.label": "Hotel", "exporter.locatedIn": "CN"},
    **{"recipient.locatedIn": "FR", "data.type": "ContactData"},
}


def table(folder: Path, *rows: dict[str, Any], without: str = "") -> str:
    """Return a table of records, each differing from the ordinary one as said, perhaps without a column."""
    path = folder / "records.parquet"
    whole = [{key: value for key, value in {**ROW, **row}.items() if key != without} for row in rows]
    pl.DataFrame(whole).write_parquet(path)
    return str(path)


@pytest.mark.parametrize(
    ("rows", "without", "parts"),
    [
        ([{}], "id", ["records.parquet", "id"]),
        ([{}], "person", ["records.parquet", "person"]),
        ([{}, {"id": None}], "", ["records.parquet:2", "'id'"]),
        ([{}, {"id": "b", "person": None}], "", ["records.parquet:2", "'person'"]),
        ([{}, {"id": "b"}, {}], "", ["records.parquet:3", "'id'", "row 1"]),
        ([{}, {"id": "b", "date": "soon"}], "", ["records.parquet:2", "'date'", "soon"]),
        ([{}, {"id": "b", "date": "0001-01-01"}], "", ["records.parquet:2", "'date'", "0001"]),
        ([{"date": 3}], "", ["'date'", "Int64"]),
        ([{"people": -1, "person": None}], "", ["records.parquet:1", "'people'", "-1"]),
        ([{"people": 0.5}], "", ["'people'", "Float64"]),
        ([{"exporter.label": ""}], "", ["records.parquet:1", "exporter.label"]),
        ([{"data.type": "Bogus"}], "", ["records.parquet:1", "Bogus"]),
        ([{"bogus": "x"}], "", ["records.parquet:1", "bogus"]),
    ],
)
def test_bad_records_are_named(
    book: LawBook, tmp_path: Path, rows: list[dict[str, Any]], without: str, parts: list[str]
) -> None:
    """One message says which file, row and column."""
    path = table(tmp_path, *rows, without=without)

    with pytest.raises(InputError) as refused:
        read_batch(path, book, ColumnMap())

    assert [] == [part for part in parts if part not in str(refused.value)]


def test_records_dated_before_earlier_ones_are_told_and_count(book: LawBook, tmp_path: Path) -> None:
    """A clock that goes backwards costs no record."""
    rows = [{}, {"id": "b", "date": "2026-01-04"}, {"id": "c", "date": "2026-01-05"}]

    batch = read_batch(table(tmp_path, *rows), book, ColumnMap())

    assert (3, 1) == (len(batch.records), batch.earlier)


def test_what_a_killed_program_left_behind_harms_no_ledger(book: LawBook, tmp_path: Path) -> None:
    """Killed while it wrote its first manifest, a program leaves a file beside it: the ledger is begun, and swept."""
    batch = read_batch(table(tmp_path, {}), book, ColumnMap())
    left = tmp_path / "ledger" / f".{MANIFEST}.0123abcd{UNFINISHED}"
    left.parent.mkdir()
    left.write_bytes(b"{")

    Ledger(left.parent, create=True).append(batch.records, batch.profiles)

    assert 1 == len(Ledger(left.parent).scan("id").collect())
    assert not left.exists()


def test_an_addition_is_whole_or_not_there(book: LawBook, tmp_path: Path) -> None:
    """An id of the ledger, or a full disk, leaves the ledger as it was; a file that is left over does not count."""
    batch = read_batch(table(tmp_path, {}), book, ColumnMap())
    ledger = Ledger(tmp_path / "ledger", create=True)
    ledger.append(batch.records, batch.profiles)
    before = (tmp_path / "ledger" / MANIFEST).read_bytes()
    more = batch.records.with_columns(id=pl.lit("b"))

    with pytest.raises(InputError, match="'a'"):
        ledger.append(batch.records, batch.profiles)
    with full_disk(64), pytest.raises(OutputError, match="cannot be written"):
        ledger.append(more, batch.profiles)

    assert before == (tmp_path / "ledger" / MANIFEST).read_bytes()
    assert not list(tmp_path.rglob("*.partial"))
    ledger.append(more, batch.profiles)
    assert 2 == Ledger(tmp_path / "ledger").collect(ledger.scan("id")).height


def test_a_file_that_is_cut_short_is_named(book: LawBook, tmp_path: Path) -> None:
    """What is missing of a ledger is no smaller count."""
    batch = read_batch(table(tmp_path, {}), book, ColumnMap())
    ledger = Ledger(tmp_path / "ledger", create=True)
    ledger.append(batch.records, batch.profiles)
    part = tmp_path / "ledger" / ledger.manifest.parts[0].name
    part.write_bytes(part.read_bytes()[:-9])

    with pytest.raises(InputError, match=part.name):
        ledger.scan("id")
    (tmp_path / "ledger" / MANIFEST).write_text("{", "utf-8")
    with pytest.raises(InputError, match=MANIFEST):
        Ledger(tmp_path / "ledger")


def test_a_folder_of_something_else_is_no_ledger(tmp_path: Path) -> None:
    """Nothing is written among the files of others."""
    (tmp_path / "letter.txt").write_text("x", "utf-8")

    with pytest.raises(InputError, match="no ledger"):
        Ledger(tmp_path, create=True)


@pytest.mark.parametrize(
    ("record", "part"),
    [
        ("{", ":1"),
        (json.dumps({"id": "a"}), "transfer"),
        (json.dumps({"id": "a", "date": "2026-01-01", "person": 1, "transfer": {}}), "person"),
        (json.dumps({"id": "", "date": "2026-01-01", "people": 1, "transfer": {}}), "'id'"),
        (json.dumps({"id": "a", "date": "9999-12-31", "people": 1, "transfer": {}}), "'date'"),
        ("[" * 100_000, ":1"),
        (json.dumps({"id": "\ud800", "date": "2026-01-01", "people": 1, "transfer": {}}), "surrogates"),
        (json.dumps({"id": "a", "date": "2026-1-1", "people": 1, "transfer": {}}), "'date'"),
    ],
)
def test_bad_lines_are_named(book: LawBook, tmp_path: Path, record: str, part: str) -> None:
    """One message says which file, line and key."""
    path = tmp_path / "records.jsonl"
    path.write_text(record + "\n", "utf-8")

    with pytest.raises(InputError) as refused:
        read_batch(str(path), book, ColumnMap())

    assert part in str(refused.value)
    assert "records.jsonl:1" in str(refused.value)
