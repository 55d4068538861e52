"""Receipts: what they name, and which number the answers to which questions have."""

import datetime
from collections.abc import Mapping
from typing import Any

import pytest

from lexflux import resources
from lexflux.decision.decide import decide
from lexflux.decision.receipt import decide_again, make_receipt, number
from lexflux.errors import InputError
from lexflux.facts.reader import read_tree
from lexflux.law.lawbook import LawBook

DAY = datetime.date(2025, 6, 1)
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
READINGS = {"readingOfHumanResourcesGround": "RulesAndContractNeeded"}
Receipt = dict[str, Any]


def receipt_of(
    book: LawBook, transfer: Mapping[str, Any], on: datetime.date = DAY, readings: Mapping[str, str] | None = None
) -> Receipt:
    return make_receipt(decide(book, read_tree(dict(transfer), book), "cn", on, readings))


@pytest.fixture
def receipt(book: LawBook) -> Receipt:
    return receipt_of(book, TRANSFER)


def test_receipt_names_everything_that_can_change_the_answer(receipt: Receipt, book: LawBook) -> None:
    """The version of the tool and of the schema, and each file of the ontology, its tables and the schema by hash."""
    ontology, shapes = resources.folder("ontology"), resources.folder("shapes")
    files = {
        **{f"ontology/{path}": value for path, value in resources.hashes(ontology, "*.t[ts][lv]").items()},
        **{f"shapes/{path}": value for path, value in resources.hashes(shapes, "transfer.ttl").items()},
    }

    assert files == receipt["files"]
    assert resources.tool_version() == receipt["tool"]
    assert f'owl:versionInfo "{receipt["transferSchema"]}"' in (shapes / "transfer.ttl").read_text("utf-8")


def test_decision_is_the_same_again(book: LawBook) -> None:
    """From a receipt comes the same receipt, an expired safeguard and a chosen reading in it."""
    receipt = receipt_of(book, TRANSFER, readings=READINGS)

    assert READINGS == receipt["readings"]
    assert "safeguard" in receipt["facts"]
    assert receipt == make_receipt(decide_again(receipt, book))


def test_other_question_has_another_number(receipt: Receipt, book: LawBook) -> None:
    """Nobody can show the number of one question for the answer to another, though both come out alike."""
    others = [
        receipt_of(book, TRANSFER, on=DAY + datetime.timedelta(days=1)),
        receipt_of(book, TRANSFER, readings=READINGS),
        receipt_of(book, {**TRANSFER, "recipient": {"locatedIn": "JP"}}),
        {**receipt, "regime": "eu"},
    ]

    assert [receipt["outcome"]["verdict"]] * len(others) == [other["outcome"]["verdict"] for other in others]
    assert 1 + len(others) == len({number(one) for one in (receipt, *others)})


@pytest.mark.parametrize("part", ["verdict", "possible", "norms", "requirements", "missing", "openPoints", "gaps"])
def test_other_outcome_has_another_number(part: str, receipt: Receipt) -> None:
    """Each part of the outcome counts."""
    outcome = receipt["outcome"]

    assert part in outcome
    assert receipt["answer"] != number({**receipt, "outcome": {**outcome, part: ["another"]}})


def test_order_does_not_count(receipt: Receipt, book: LawBook) -> None:
    """Neither the order of keys nor that of facts makes another question."""
    turned = {key: TRANSFER[key] for key in reversed(TRANSFER)}
    other = receipt_of(book, {**turned, "data": [*reversed(TRANSFER["data"])]})  # type: ignore[call-overload]

    assert receipt["facts"] != other["facts"]
    assert receipt["answer"] == other["answer"] == number(dict(reversed(receipt.items())))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": "other/1"}, "not a receipt of schema lexflux-receipt/1"),
        ({"on": "someday"}, "the receipt lacks or garbles"),
        ({"on": "20250601"}, "the receipt lacks or garbles"),
        ({"readings": []}, "the receipt lacks or garbles readings"),
        ({"readings": {"point": 1}}, "the receipt lacks or garbles readings"),
        ({"files": None}, "the receipt lacks or garbles files"),
        ({"regime": 1}, "the receipt lacks or garbles regime"),
        ({"facts": None}, "expected a mapping of facts"),
        ({"answer": "0"}, "the receipt was altered"),
        ({"answer": None}, "the receipt was altered"),
        ({"law": "0"}, "the receipt was altered"),
        ({"files": {}}, "the receipt was altered"),
        ({"facts": {**TRANSFER, "statedUnknown": ["purpose"]}}, "the receipt was altered"),
    ],
)
def test_garbled_receipt_is_bad_input(receipt: Receipt, book: LawBook, change: Receipt, message: str) -> None:
    """A receipt that is not one, lacks a part or was altered is refused."""
    with pytest.raises(InputError, match=message):
        decide_again({**receipt, **change}, book)


@pytest.mark.parametrize("change", [{"regime": "xx"}, {"readings": {"point": "reading"}}])
def test_receipt_of_the_unknown_is_bad_input(receipt: Receipt, book: LawBook, change: Receipt) -> None:
    """A receipt may come from another version, with regimes and readings that this one does not know."""
    other = {**receipt, **change}

    with pytest.raises(InputError, match="from the receipt: Unknown re"):
        decide_again({**other, "answer": number(other)}, book)
