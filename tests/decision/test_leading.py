"""To which verdicts the answers to a question lead: those that the decision has once the answer is stated."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from lexflux.decision.decide import decide
from lexflux.decision.leading import find_leading
from lexflux.decision.outcome import Decision
from lexflux.explain.data import as_data
from lexflux.explain.render import as_text
from lexflux.facts.reader import read_tree
from lexflux.law.conditions import Range, Value
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF, local

DAY = datetime.date(2026, 6, 1)
CLAUSES: dict[str, Any] = {
    "exporter": {"locatedIn": "DE", "role": "Controller", "sector": "OtherSector"},
    "recipient": {"locatedIn": "IN", "role": "Processor"},
    "data": {"type": "EmployeeData", "collectedIn": "DE", "receivedUnder": "NoCondition"},
    "purpose": "HumanResourcesManagement",
    "mode": "TransmissionAbroad",
    "isStrictlyNecessary": True,
    "isOccasional": False,
    "safeguard": [{"type": "ControllerToProcessorClauses"}],
}
MEMBERS: dict[str, Any] = {
    "exporter": {
        "locatedIn": "CN",
        "role": "Controller",
        "sector": "Tourism",
        "isCriticalInfrastructureOperator": False,
        "peopleThisYearSensitive": 0,
        "peopleProcessed": 950_000,
    },
    "recipient": {"locatedIn": "FR", "role": "Controller"},
    "data": {"type": "ContactData", "collectedIn": "CN", "importantDataStatus": "NotImportant"},
    "purpose": "CustomerManagement",
    "mode": "TransmissionAbroad",
    "legalBasis": "Consent",
    "isStrictlyNecessary": False,
    "safeguard": [
        {"type": kind}
        for kind in (
            "ImpactAssessment",
            "ExportNotice",
            "SeparateConsent",
            "HandlerContract",
            "EquivalentProtection",
            "SecurityMeasures",
            "RecordKeeping",
        )
    ],
}
ASKED = [
    ("eu", CLAUSES, "transfer", "hasEquivalentProtection"),
    ("eu", CLAUSES, "transfer", "hasClearTextAccess"),
    ("cn", MEMBERS, "exporter", "peopleThisYear"),
]


def decided(book: LawBook, regime: str, tree: dict[str, Any]) -> Decision:
    return decide(book, read_tree(tree, book), regime, DAY)


def stating(tree: dict[str, Any], node: str, name: str, value: Value) -> dict[str, Any]:
    return {**tree, name: value} if node == "transfer" else {**tree, node: {**tree[node], name: value}}


def numbers(answer: Value | Range) -> list[Value]:
    """Return an answer, of a range its ends."""
    if not isinstance(answer, Range):
        return [answer]
    least = answer.low or 0
    return [least, answer.high - 1 if answer.high is not None else least + 5_000_000]


@pytest.mark.parametrize(("regime", "tree", "node", "name"), ASKED)
def test_an_answer_leads_to_the_verdicts_of_the_decision_that_states_it(
    book: LawBook, regime: str, tree: dict[str, Any], node: str, name: str
) -> None:
    """Whoever chooses an answer can see before what it would come to, and no answer is promised more."""
    decision = decided(book, regime, tree)
    fact = next(one for one in decision.missing if (one.path, local(one.prop)) == (node, name))
    leading = find_leading(decision, fact)

    assert len(leading) > 1
    for one in leading:
        for value in (value for answer in one.answers for value in numbers(answer)):
            assert one.possible == decided(book, regime, stating(tree, node, name, value)).possible, value


def test_the_page_and_the_record_tell_where_answers_lead(book: LawBook) -> None:
    """Beside a question stands what each answer comes to, in both languages, and in JSON."""
    decision = decided(book, "eu", CLAUSES)

    assert "leads to: no: conditional / prohibited; yes: conditional\n" in as_text(decision, "en")
    assert "各答案导致：否：附条件 / 禁止；是：附条件\n" in as_text(decision, "zh")
    assert [
        {"answers": [{"value": False, "label": "no"}], "possible": ["Conditional", "Prohibited"]},
        {"answers": [{"value": True, "label": "yes"}], "possible": ["Conditional"]},
    ] == as_data(decision, "en")["missing"][0]["leadsTo"]


def test_what_is_in_place_is_told_before_what_may_bar_it(book: LawBook) -> None:
    """Clauses that are there stand among the ways, although a prohibition may bar the transfer all the same."""
    lines = as_text(decided(book, "eu", CLAUSES), "en").split("By which way the data may go\n")[1].splitlines()

    assert lines[0].startswith("  ✓ in place: appropriate safeguard (by standard contractual clauses of 2021)")
    assert lines[1].startswith("  ? perhaps barred, depending on what is missing: No transfer in clear where")


@pytest.mark.parametrize(
    ("regime", "place", "named", "elsewhere"),
    [
        ("ae", "AE", "FinancialFreeZoneOfDubai", ("Alberta", "BritishColumbia", "Quebec")),
        ("qc", "CA", "Quebec", ("FinancialFreeZoneOfDubai", "FinancialFreeZoneOfAbuDhabi")),
    ],
)
def test_nobody_is_asked_about_a_part_of_another_place(
    book: LawBook, regime: str, place: str, named: str, elsewhere: tuple[str, ...]
) -> None:
    """The parts offered are those of the place where the party is, in the question and in where answers lead."""
    party = {"locatedIn": place}
    tree = {"exporter": party, "recipient": {"locatedIn": "US"}, "data": [{"type": "ContactData"}]}
    for language in ("en", "zh"):
        shown = as_text(decided(book, regime, tree), language, full=True)

        assert named in shown
        assert not [one for one in elsewhere if one in shown or book.label(f"{LF}ca/{one}", language) in shown]
