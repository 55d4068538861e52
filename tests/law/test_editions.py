"""Editions of lists: each row of a table is law that decides, and adding an edition is as CONTRIBUTING.md says."""

import csv
import datetime
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from lexflux import resources
from lexflux.decision.decide import decide
from lexflux.decision.outcome import Decision
from lexflux.decision.receipt import make_receipt
from lexflux.decision.statuses import NormStatus
from lexflux.facts.reader import read_tree
from lexflux.knowledge_base import load
from lexflux.law.conditions import Condition, Named, Range, walk
from lexflux.law.graphs import View
from lexflux.law.lawbook import LawBook
from lexflux.law.loading import load_law_book
from lexflux.terms import DCT, LF, compact, local

ONTOLOGY = resources.folder("ontology")
TABLES = sorted(ONTOLOGY.rglob("*.tsv"))
SAMPLE = re.compile(r"^```\w+ (ontology/\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LISTS = LF + "cn/lists/"


@dataclass(frozen=True)
class TableRow:
    """A row as the table itself shows it, with the lines below it that go on with it."""

    table: Path
    lines: tuple[dict[str, str], ...]

    def __getitem__(self, column: str) -> str:
        return self.lines[0].get(column, "")

    @property
    def namespace(self) -> str:
        """Namespace of the terms of the edition."""
        return f"{LISTS}{self.table.stem}/"

    @property
    def entry(self) -> str:
        """IRI of the entry that the row becomes."""
        return self.namespace + (self["name"] or self["row"])


def rows(table: Path) -> Iterator[TableRow]:
    """Yield the rows of a table, read without the package."""
    lines: list[dict[str, str]] = []
    with table.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter="\t"):
            if line["row"] and lines:
                yield TableRow(table, tuple(lines))
                lines = []
            lines.append(line)
    yield TableRow(table, tuple(lines))


ROWS = [row for table in TABLES for row in rows(table)]


@pytest.fixture(scope="module")
def view() -> View:
    return View(load().store)


def names(cell: str) -> set[str]:
    """Return the local names in a cell."""
    return {local(name.strip().rpartition(":")[2]) for name in cell.split("|") if name.strip()}


def locals_of(iris: tuple[str, ...]) -> set[str]:
    return {local(iri) for iri in iris}


def test_entries_of_an_edition_stand_in_its_table_alone(view: View) -> None:
    """If an edition has a table, it has all its entries: what stands in the header beside it is no row of the list."""
    tabled = tuple(f"{LISTS}{table.stem}/" for table in TABLES)
    entries = [entry.value for entry in view.subjects(LF + "ListEntry") if entry.value.startswith(tabled)]

    assert sorted(row.entry for row in ROWS) == entries


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
def test_each_row_has_its_entry(table: Path, view: View) -> None:
    """The entry has identifier, sectors, scenarios and kinds of its row, and its number if all lines have the same."""
    for row in rows(table):
        entry = next(node for node in view.subjects(LF + "ListEntry") if node.value == row.entry)
        numbers = {line["from"] for line in row.lines} if "from" in row.lines[0] else set()

        assert str(view.literal(entry, DCT + "identifier")).endswith("/" + row["row"])
        assert row["gist en"] == view.texts(entry, LF + "gist")["en"]
        for column, predicate in (("sector", "listedSector"), ("scenario", "listedScenario")):
            assert names(row[column]) == locals_of(view.iris(entry, LF + predicate)), row.entry
        kinds = {kind for line in row.lines for kind in names(line.get("kind", ""))}
        assert kinds == locals_of(view.iris(entry, LF + "listedKind")), row.entry
        assert (numbers.pop() if len(numbers) == 1 else "") == (view.literal(entry, LF + "fromPeople") or "")
        assert bool(row["route"]) == bool(view.iris(entry, LF + "listedRoute"))


@pytest.mark.parametrize("row", [row for row in ROWS if row["norm"]], ids=lambda row: f"{row.table.stem}/{row['row']}")
def test_each_row_that_names_a_norm_or_gap_states_it(row: TableRow, book: LawBook) -> None:
    """The norm or gap is stated in the entry; a norm is due by the route of the row."""
    iri = row.namespace + row["norm"]
    norm = book.norms.get(iri)

    assert row.entry in (book.gaps[iri].stated_in if norm is None else norm.stated_in)
    if norm and row["route"]:
        routes = {"Assessment": "SecurityAssessment", "Contract": "StandardContractOrCertification"}
        assert routes[row["route"]] == local(str(norm.requires))


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if row["form"] in ("ImportantData", "Items", "SensitiveItems")],
    ids=lambda row: row.entry,
)
def test_condition_of_a_norm_has_the_kinds_and_numbers_of_its_rows(row: TableRow, book: LawBook) -> None:
    """Each kind and each number of a row is found in the condition of the norm, whichever element holds it."""
    norm = book.norms[row.namespace + (row["norm"] or "AssessmentOfListedData")]
    found = set(whole(norm.condition, book))

    for line in row.lines:
        if line["kind"] != "lf:VehicleExteriorImageData":  # the rows take in only the images with faces or plates
            assert names(line["kind"]) <= found
        assert {line.get(column, "") for column in ("from", "below")} - {""} <= found


def whole(condition: Condition, book: LawBook, seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the local names of classes, and the bounds, in a condition and the definitions of the classes it names."""
    for part in walk(condition):
        if isinstance(part, Range):
            yield from map(str, (part.low, part.high))
        if isinstance(part, Named) and part.iri not in seen:
            yield local(part.iri)
            definition = book.classes[part.iri].definition if part.iri in book.classes else None
            if definition is not None:
                yield from whole(definition, book, seen | {part.iri})


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Return a copy of the ontology that may be changed."""
    return Path(shutil.copytree(ONTOLOGY, tmp_path / "ontology"))


def test_change_in_a_table_changes_law_and_digest(copied: Path, book: LawBook) -> None:
    """
    A new number in a table decides, and changes the digest over the law.

    The digest covers the tables, so that neither cache nor receipt can miss a change.
    """
    table = copied / "lists" / "zhejiang-2024.tsv"
    table.write_text(table.read_text("utf-8").replace("\t5000000\t", "\t5500000\t"), "utf-8")
    changed = load_law_book(copied)

    assert book.digest != changed.digest
    assert book.hashes.keys() == changed.hashes.keys()
    assert ["ontology/lists/zhejiang-2024.tsv"] == [
        path for path, value in changed.hashes.items() if value != book.hashes[path]
    ]
    assert ["AssessmentOfMerchantItems"] == routes(merchants(book, 5_000_000))
    assert ["ContractForMerchantItems"] == routes(merchants(changed, 5_000_000))


def merchants(book: LawBook, people: int) -> Decision:
    """Decide an export of the listed items of merchants from Zhejiang."""
    facts = {
        "exporter": {
            "locatedIn": "CN",
            "locality": ["ZhejiangFreeTradeZone"],
            "sector": ["BusinessToBusinessCommerce"],
            "isCriticalInfrastructureOperator": False,
            "peopleThisYear": people,
            "peopleThisYearSensitive": 0,
            "peopleProcessed": people,
        },
        "recipient": {"locatedIn": "SG"},
        "data": [
            {
                "type": "ZhejiangMerchantItems",
                "importantDataStatus": "NotImportant",
                "peopleThisYearInSet": people,
                "collectedIn": "CN",
                "statedComplete": ["kind"],
            }
        ],
        "circumstance": ["ZhejiangMerchantOnboarding"],
        "mode": "TransmissionAbroad",
        "purpose": "OtherPurpose",
    }
    return decide(book, read_tree(facts, book), "cn", datetime.date(2025, 6, 2))


def routes(decision: Decision) -> list[str]:
    """Return the effective norms on the route of listed items."""
    return sorted(
        local(iri)
        for iri, finding in decision.findings.items()
        if finding.status == NormStatus.EFFECTIVE and local(iri).endswith("Items")
    )


def test_receipt_names_the_table_beside_the_file(book: LawBook) -> None:
    """What a list states may come from its table, so that a receipt has the hashes of both."""
    files = make_receipt(merchants(book, 5_000_000))["files"]

    assert isinstance(files, dict)
    for ending in ("ttl", "tsv"):
        path = f"ontology/lists/zhejiang-2024.{ending}"
        assert book.hashes[path] == files[path]


# The sample of CONTRIBUTING.md


@pytest.fixture
def sample(copied: Path) -> Path:
    """Return a copy of the ontology to which the sample edition of CONTRIBUTING.md is added."""
    text = (resources.CHECKOUT / "CONTRIBUTING.md").read_text("utf-8")
    section = text.partition("## Add an edition of a zone's list")[2].partition("\n## ")[0]
    blocks = SAMPLE.findall(section)
    assert ["ttl", "tsv"] == [path.rpartition(".")[2] for path, _ in blocks]
    for path, content in blocks:
        (copied.parent / path).write_text(content, "utf-8")
    return copied


@pytest.mark.parametrize(
    ("kind", "people", "expected"),
    [
        ("ExampleTidalModels", 0, {"AssessmentOfTidalModels"}),
        ("ExampleGuestItems", 3_000_000, {"AssessmentOfGuestItems"}),
        ("ExampleGuestItems", 2_999_999, {"ContractForGuestItems"}),
        ("ExampleGuestItems", 400_000, {"ContractForGuestItems"}),
        ("ExampleGuestItems", 399_999, {"OffListExemption"}),
    ],
)
def test_sample_edition_decides(sample: Path, kind: str, people: int, expected: set[str]) -> None:
    """
    The edition of CONTRIBUTING.md decides as its rows say.

    What no row reaches is off the list, and no national number asks for more.
    """
    book = load_law_book(sample)
    facts = {
        "exporter": {
            "locatedIn": "CN",
            "locality": ["ExampleZone"],
            "sector": ["Accommodation"],
            "isCriticalInfrastructureOperator": False,
            "peopleThisYear": people,
            "peopleThisYearSensitive": 0,
        },
        "recipient": {"locatedIn": "SG"},
        "data": [
            {
                "type": kind,
                "importantDataStatus": "NotImportant",
                "peopleThisYearInSet": people,
                "collectedIn": "CN",
                "statedComplete": ["kind"],
            }
        ],
        "mode": "TransmissionAbroad",
        "purpose": "OtherPurpose",
    }

    decision = decide(book, read_tree(facts, book), "cn", datetime.date(2027, 6, 1))

    effective = {compact(iri) for iri, finding in decision.findings.items() if finding.status == NormStatus.EFFECTIVE}
    assert expected == {
        local(name)
        for name in effective
        if name.startswith("cn/lists/example-2027/") and not name.endswith("ImportantDataOnTheList")
    }
    assert set() == {"cn/cbdf-2024/AssessmentByVolume", "cn/cbdf-2024/ContractOrCertificationByVolume"} & effective
