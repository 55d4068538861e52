"""Inventories: what columns are about, what cells state, and that nothing in a table is lost without a word."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest

from lexflux.errors import InputError, JoinedInputError
from lexflux.facts.inventory.columnmap import ColumnMap, read_column_map
from lexflux.facts.inventory.columns import guess, targets
from lexflux.facts.inventory.table import Inventory, headed, read_inventory
from lexflux.facts.transfer import Facts, Tree
from lexflux.law.lawbook import LawBook

HEADINGS = "Exporter country,Recipient country,Kinds of data"
ROW = "China,Singapore,contact data"


def inventory(
    folder: Path, book: LawBook, *lines: str, encoding: str = "utf-8", of: ColumnMap | None = None
) -> Inventory:
    file = folder / "transfers.csv"
    file.write_bytes("\n".join(lines).encode(encoding))
    return read_inventory(str(file), book, of or ColumnMap())


def stated(found: Inventory, row: int = 0) -> Tree:
    facts = found.read(found.rows[row])
    assert isinstance(facts, Facts)
    return facts.as_stated


def keys(error: InputError) -> list[str]:
    return [one.key for one in error.errors] if isinstance(error, JoinedInputError) else [error.key]


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("Recipient country", "recipient.locatedIn"),
        ("country of the data importer", "recipient.locatedIn"),
        ("接收方国家", "recipient.locatedIn"),
        ("数据提供方所在法域", "exporter.locatedIn"),
        ("exporter.peopleThisYear", "exporter.peopleThisYear"),
        ("Purposes (all)", "purpose"),
        ("传输目的", "purpose"),
        ("数据类别", "data.type"),
        ("Data", "data.type"),
        ("Recipient", "recipient.label"),
        ("safeguards in place", "safeguard.type"),
        ("保障措施", "safeguard.type"),
        ("合法性基础", "legalBasis"),
    ],
)
def test_headings_in_both_languages(heading: str, path: str, book: LawBook) -> None:
    """A heading is read by the names that facts and parties have in the schema, in either order."""
    assert [path] == list(map(str, guess(book, heading)))


def test_each_path_is_its_own_heading(book: LawBook) -> None:
    """What is shown as the meaning of a column can stand above it."""
    assert [path for path in targets(book) if path not in map(str, guess(book, path))] == []


def test_what_a_heading_leaves_open_is_not_guessed(tmp_path: Path, book: LawBook) -> None:
    """A column that may be of either party, one of nothing known, and one told twice are errors; rows are kept."""
    found = inventory(tmp_path, book, f"{HEADINGS},Sector,Notes,Data", f"{ROW},Industry,hello,HealthData")

    assert ["column of two meanings", "column not read", "two columns of one fact"] == [
        error.key for _, error in found.errors
    ]
    assert 1 == len(found.rows)


def test_map_corrects_columns_and_says_what_is_the_same_in_all_rows(tmp_path: Path, book: LawBook) -> None:
    """What a heading does not tell, a file does; what it leaves out is no error."""
    file = tmp_path / "columns.yaml"
    file.write_text(
        'columns: {"Sector": exporter.sector, "Notes": ignore}\nalways: {exporter: {role: Controller}}\n', "utf-8"
    )
    found = inventory(
        tmp_path, book, f"{HEADINGS},Sector,Notes", f"{ROW},Industry,x", of=read_column_map(str(file), book)
    )

    assert () == found.errors
    assert {"type", "locatedIn", "role", "sector"} >= stated(found)["exporter"][0].keys()
    assert ["Industry"] == stated(found)["exporter"][0]["sector"]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("colums: {}", "no key of a map"),
        ("columns: [a]", "no key of a map"),
        ("columns: {a: recipient.locatedin}", "no fact for a column"),
        ("dates: us", "order of dates"),
        ("separator: ', '", "separator of cells"),
        ("- a", "not a mapping"),
    ],
)
def test_bad_map_is_refused(content: str, key: str, tmp_path: Path, book: LawBook) -> None:
    """A map that says something else than it seems to is no map."""
    file = tmp_path / "columns.yaml"
    file.write_text(content, "utf-8")

    with pytest.raises(InputError) as refused:
        read_column_map(str(file), book)

    assert key == refused.value.key


@pytest.mark.parametrize(
    ("heading", "cell", "node", "expected"),
    [
        ("Purpose", "marketing; HumanResourcesManagement", "", {"purpose": ["Marketing", "HumanResourcesManagement"]}),
        ("Purpose", "unknown", "", {"statedUnknown": ["purpose"]}),
        ("Exporter sector", "none", "exporter", {"statedComplete": ["sector"]}),
        ("Exporter sector", "-", "exporter", {}),
        ("exporter.isCriticalInfrastructureOperator", "否", "exporter", {"isCriticalInfrastructureOperator": [False]}),
        ("exporter.peopleThisYear", "12,000", "exporter", {"peopleThisYear": [12000]}),
        ("exporter.peopleThisYear", "不满10万", "exporter", {"peopleThisYear": [{"below": 10**5}]}),
        ("exporter.peopleThisYear", "100-500", "exporter", {"peopleThisYear": [{"from": 100, "below": 501}]}),
        ("Date", "2026年3月1日", "", {"date": ["2026-03-01"]}),
        ("Date", "13/02/2026", "", {"date": ["2026-02-13"]}),
    ],
)
def test_cells(heading: str, cell: str, node: str, expected: Tree, tmp_path: Path, book: LawBook) -> None:
    """Cells are read as people write them; what is unknown, none or silent stays apart."""
    lines = (f"{HEADINGS},{heading}".replace(",", "\t"), ROW.replace(",", "\t") + f"\t{cell}")
    tree = stated(inventory(tmp_path, book, *lines))
    below = tree[node][0] if node else tree

    assert expected.items() <= below.items()
    assert node == "" or {"locatedIn", *expected} == below.keys()


@pytest.mark.parametrize(
    ("heading", "cell", "key"),
    [
        ("Purpose", "marketing; bogus", "cell is no term"),
        ("Date", "03/04/2026", "cell is two days"),
        ("Date", "soon", "cell is no day"),
        ("exporter.peopleThisYear", "many", "cell is no count"),
        ("exporter.peopleThisYear", "1.234", "cell is no count"),
        ("exporter.isCriticalInfrastructureOperator", "maybe", "cell is no truth value"),
    ],
)
def test_bad_cells_are_named_with_row_and_column(
    heading: str, cell: str, key: str, tmp_path: Path, book: LawBook
) -> None:
    """A cell that says nothing certain is an error at its place, and never a guess."""
    found = inventory(tmp_path, book, f"{HEADINGS},{heading}", ROW + ",", f"{ROW},{cell}")

    with pytest.raises(InputError) as refused:
        found.read(found.rows[1])

    assert [key] == keys(refused.value)
    assert f"transfers.csv:3, column '{heading}'" in refused.value.text("en")


def test_all_errors_of_a_row_are_told(tmp_path: Path, book: LawBook) -> None:
    """Nobody corrects a table one error a run; a row of another length is told apart."""
    found = inventory(tmp_path, book, HEADINGS, "Chinna,Atlantis,bogus", "China,Singapore", "")

    with pytest.raises(InputError) as refused:
        found.read(found.rows[0])

    assert ["cell is no term"] * 3 == keys(refused.value)
    assert [(3, "row of another length")] == [(line, error.key) for line, error in found.errors]


def test_kind_of_a_zones_list_is_named_and_never_guessed(tmp_path: Path, book: LawBook) -> None:
    """What a row of a list calls its data is said by everybody of theirs; only its own name means the row."""
    found = inventory(
        tmp_path, book, HEADINGS, "China,Singapore,listed crew items", "China,Singapore,ShanghaiCrewItems"
    )

    with pytest.raises(InputError) as refused:
        found.read(found.rows[0])
    assert ["cell is no term"] == keys(refused.value)
    assert "ShanghaiCrewItems" in refused.value.text("en")
    assert "ShanghaiCrewItems" in str(stated(found, 1)["data"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(encoding: str, tmp_path: Path, book: LawBook) -> None:
    """Tables saved in China and elsewhere are read alike."""
    found = inventory(
        tmp_path, book, "数据提供方国家,接收方国家,数据类别", "中国,新加坡,ContactData", encoding=encoding
    )

    assert (["CN"], ["SG"]) == tuple(stated(found)[role][0]["locatedIn"] for role in ("exporter", "recipient"))


def test_lines_of_several_encodings(tmp_path: Path, book: LawBook) -> None:
    """Where lines of two tables were put together, each is read in its own encoding."""
    file = tmp_path / "transfers.csv"
    names = {"utf-8": ["医院"], "gb18030": ["北京", "医院"]}
    lines = [f"{ROW},{name}".encode(encoding) for encoding, of in names.items() for name in of]
    lines.insert(0, f"{HEADINGS},exporter label".encode())
    file.write_bytes(b"\r\n".join(lines))
    found = read_inventory(str(file), book, ColumnMap())

    labels = [found.read(row).nodes["exporter"].label for row in found.rows]  # type: ignore[union-attr]
    assert ["医院", "北京", "医院"] == labels
    assert "UTF-8 + GB18030" == found.sheet.encoding


def test_workbook(tmp_path: Path, book: LawBook) -> None:
    """A workbook gives what the same table as text gives; numbers, days and truth values are its own."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (
        [*HEADINGS.split(","), "Date", "exporter.peopleThisYear"],
        [*ROW.split(","), datetime.datetime(2026, 3, 1), 1200.0],
    ):
        sheet.append(row)
    workbook.save(tmp_path / "transfers.xlsx")
    found = read_inventory(str(tmp_path / "transfers.xlsx"), book, ColumnMap())
    text = inventory(tmp_path, book, f"{HEADINGS},Date,exporter.peopleThisYear", f"{ROW},2026-03-01,1200")

    assert stated(text) == stated(found)


@pytest.mark.parametrize("content", [b"", b"\n\n", b'a,b\n"x', b"a,b\n\x00,1", b"\xff\xff\xff,\x81\n"])
def test_what_is_no_table_is_refused(content: bytes, tmp_path: Path, book: LawBook) -> None:
    """One message, no traceback."""
    for name in ("transfers.csv", "transfers.xlsx"):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(InputError):
            read_inventory(str(tmp_path / name), book, ColumnMap())


JOINED = ("No.,Exporter country,Recipient country,Data,Purpose", "1,China,Germany,EmployeeData,OtherPurpose")


def transfers(found: Inventory) -> list[Tree]:
    facts = [found.read_joined(rows) for rows in found.transfers()]
    return [one.as_stated for one in facts if isinstance(one, Facts)]


def test_rows_of_one_transfer_are_joined_by_the_column_that_the_map_names(tmp_path: Path, book: LawBook) -> None:
    """Each row is a data set of it, wherever it stands; what a row leaves out another states; no number, no joining."""
    rows = (*JOINED, ",France,India,ContactData,", "1,,Germany,HealthData,")
    by_number = inventory(tmp_path, book, *rows, of=ColumnMap(joined="No."))

    joined, alone = transfers(by_number)

    assert () == by_number.errors
    assert [["EmployeeData"], ["HealthData"]] == [one["type"] for one in joined["data"]]
    assert (["OtherPurpose"], 1, 1) == (joined["purpose"], len(joined["recipient"]), len(alone["data"]))
    assert 3 == len(inventory(tmp_path, book, *rows).transfers())


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ("1,China,France,HealthData,", "joined rows differ"),
        ("1,China", "row of another length"),
        ("1,China,Germany,Nonsense,", "cell is no term"),
    ],
)
def test_joined_rows_that_differ_in_more_than_data_are_refused(
    row: str, key: str, tmp_path: Path, book: LawBook
) -> None:
    """Two recipients are two transfers; none is dropped."""
    found = inventory(tmp_path, book, *JOINED, row, of=ColumnMap(joined="No."))

    with pytest.raises(InputError) as refused:
        transfers(found)

    assert [key] == keys(refused.value)


def test_no_column_to_join_by(tmp_path: Path, book: LawBook) -> None:
    """A heading that does not exist is told with the nearest; a stream of rows refuses to join."""
    found = inventory(tmp_path, book, "Purpose,Exporter country", "OtherPurpose,China", of=ColumnMap(joined="Porpose"))

    assert ["no column to join by"] == [error.key for _, error in found.errors]
    assert "Purpose" in found.errors[0][1].text("en")
    with pytest.raises(InputError, match="lexflux check"):
        headed("t.csv", HEADINGS.split(","), book, ColumnMap(joined="No."))
