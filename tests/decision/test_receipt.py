"""Receipts: the same receipt gives the same answer, and what differs is said."""

import copy
import datetime
import json

import pytest

from lexflux.decision.decide import decide
from lexflux.decision.receipt import digest, make_receipt, repeat
from lexflux.errors import InputError
from lexflux.facts.reader import read_tree
from lexflux.law.lawbook import LawBook

TRANSFER = {
    "exporter": {
        "locatedIn": "CN",
        "isCriticalInfrastructureOperator": False,
        "peopleThisYear": 200_000,
        "peopleThisYearSensitive": 0,
    },
    "recipient": {"locatedIn": "SG"},
    "data": [
        {"type": "ContactData", "importantDataStatus": "NotImportant"},
        {"type": "BusinessData", "importantDataStatus": "NotImportant"},
    ],
    "safeguard": [{"type": "SecurityAssessment", "issuedOn": "2021-01-01"}],
    "statedUnknown": ["legalBasis"],
}


@pytest.fixture
def receipt(book: LawBook) -> dict[str, object]:
    return make_receipt(decide(book, read_tree(TRANSFER, book), "cn", datetime.date(2025, 6, 1)))


def test_receipt_repeats(receipt: dict[str, object], book: LawBook) -> None:
    """A receipt that went through JSON gives the same answer, the expired safeguard among the facts."""
    _, differences = repeat(json.loads(json.dumps(receipt)), book)

    assert [] == differences


def test_receipt_names_the_files_of_law(receipt: dict[str, object], book: LawBook) -> None:
    """Each file whose norms were triggered is there with its hash."""
    files = receipt["files"]

    assert isinstance(files, dict)
    assert book.hashes["ontology/law/cn/cbdf-2024.ttl"] == files["ontology/law/cn/cbdf-2024.ttl"]


def test_changed_law_is_named(receipt: dict[str, object], book: LawBook) -> None:
    """If the outcome was another one under other law, the part that differs and the changed file are listed."""
    old = copy.deepcopy(receipt)
    old["files"]["ontology/law/cn/cbdf-2024.ttl"] = "0" * 64  # type: ignore[index]
    old["outcome"]["verdict"] = "Permitted"  # type: ignore[index]
    old["answer"] = digest(old["outcome"])

    _, differences = repeat(old, book)

    assert ["ontology/law/cn/cbdf-2024.ttl: changed", 'verdict: "Permitted" -> "Conditional"'] == differences


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": "other/1"}, "not a receipt of schema lexflux-receipt/1"),
        ({"on": "someday"}, "the receipt lacks or garbles"),
        ({"facts": None}, "expected a mapping of facts"),
        ({"answer": "0"}, "the receipt was altered"),
    ],
)
def test_garbled_receipt_is_bad_input(
    receipt: dict[str, object], book: LawBook, change: dict[str, object], message: str
) -> None:
    """A receipt that is not one, lacks a part or was altered is refused."""
    with pytest.raises(InputError, match=message):
        repeat({**receipt, **change}, book)
