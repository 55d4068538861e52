"""Whom norms bind is said where that is not the exporter alone, and the party is named as the file names it."""

from typing import Any

import pytest

from lexflux.answers import Answer
from lexflux.explain.data import as_data
from lexflux.explain.plan_forms import render_plan
from lexflux.knowledge_base import KnowledgeBase
from lexflux.terms import compact

LAW = "2026-06-01"
CODE = {
    "exporter": {"locatedIn": "DE", "role": "Controller", "label": "Muster GmbH"},
    "recipient": {"locatedIn": "IN", "role": "Processor", "label": "Acme India"},
    "data": {"type": "ContactData"},
    "safeguard": {"type": "ApprovedCodeOfConduct"},
}
HANDLER = {
    "exporter": {"locatedIn": "CN", "label": "Handler"},
    "recipient": {"locatedIn": "SG"},
    "mode": "TransmissionAbroad",
    "data": {"type": "ContactData"},
}
PROCESSOR = {**HANDLER, "exporter": {"locatedIn": "CN", "role": "Processor", "label": "Cloud Ltd"}}
OWNER = {**PROCESSOR, "otherParty": {"locatedIn": "CN", "role": "JointController", "label": "Owner"}}
DIRECTED = {
    "exporter": {"locatedIn": "SG", "label": "Broker"},
    "recipient": {"locatedIn": "CN"},
    "otherParty": {
        "type": "NaturalPerson",
        "locatedIn": "US",
        "citizenOf": "US",
        "role": "Director",
        "label": "Jane Roe",
    },
    "deal": "DataBrokerage",
    "data": {"type": "HealthData", "usPersonsInTwelveMonths": 20_000},
}


def decide(knowledge: KnowledgeBase, tree: dict[str, Any], regime: str) -> Answer:
    answer = knowledge.decide(tree, regime=regime, on=LAW)
    assert isinstance(answer, Answer)
    return answer


@pytest.mark.parametrize(
    ("tree", "regime", "norm", "expected"),
    [
        (CODE, "eu", "eu/gdpr-2016/CommitmentsOfImporter", [("recipient", ["Acme India"])]),
        (CODE, "eu", "eu/gdpr-2016/RecordsOfTransfers", []),
        (PROCESSOR, "cn", "cn/pipl-2021/ConsentToExport", [("DecidingRole", [])]),
        (OWNER, "cn", "cn/pipl-2021/ConsentToExport", [("DecidingRole", ["Owner"])]),
        (HANDLER, "cn", "cn/pipl-2021/ConsentToExport", []),
        (DIRECTED, "us", "us/dsp-2025/DirectingForeignTransactions", [("us/Director", ["Jane Roe"])]),
    ],
    ids=["recipient", "exporter", "controller", "named controller", "role not stated", "director"],
)
def test_bearer_of_a_norm(
    knowledge: KnowledgeBase, tree: dict[str, Any], regime: str, norm: str, expected: list[Any]
) -> None:
    """A norm says whom it binds if that is somebody else; a role that nobody stated leaves it at the exporter."""
    data = as_data(decide(knowledge, tree, regime).decision, "en")
    (found,) = (one for one in data["norms"] if one["norm"] == norm)

    assert expected == [(one["bearer"], [party["label"] for party in one["parties"]]) for one in found["bearers"]]


def test_bearer_of_a_requirement_names_the_norms_that_bind_it(knowledge: KnowledgeBase) -> None:
    """Where only some of the norms behind a requirement bind somebody else, the answer cites these."""
    answer = decide(knowledge, PROCESSOR, "cn")
    (found,) = (
        one for one in as_data(answer.decision, "en")["requirements"] if one["safeguard"] == "cn/ImpactAssessment"
    )
    book = answer.decision.evaluation.book

    assert found["bearers"]
    for bearer in found["bearers"]:
        stated = {compact(iri): norm.bearers for iri, norm in book.norms.items()}
        assert all(any(compact(who) == bearer["bearer"] for who in stated[norm]) for norm in bearer["norms"])


@pytest.mark.parametrize(
    ("language", "form", "expected"),
    [
        ("en", "text", "binds: recipient (Acme India)"),
        ("zh", "text", "约束对象：接收方（Acme India）"),
        ("en", "markdown", "binds: recipient (Acme India)"),
        ("zh", "html", "约束对象：接收方（Acme India）"),
    ],
)
def test_bearer_stands_in_each_form(knowledge: KnowledgeBase, language: str, form: str, expected: str) -> None:
    """Whom a requirement binds stands once below it, in both languages."""
    assert decide(knowledge, CODE, "eu").explain(language, form).count(expected) == 1


def test_plan_names_who_is_bound(knowledge: KnowledgeBase) -> None:
    """A task of which no step is known is that of whom its norm binds."""
    plan = knowledge.plan(CODE, regimes=["eu"], on=LAW)

    assert "who: recipient (Acme India)" in render_plan(knowledge.book, plan, "en", "text")


def test_what_is_told_in_one_line_says_whom_it_binds(knowledge: KnowledgeBase) -> None:
    """Of what is perhaps needed and told together, the page says which falls on whom."""
    page = decide(knowledge, PROCESSOR, "cn").explain("en")
    _, found, after = page.partition("perhaps needed · before the transfer: ")

    assert found
    assert after.splitlines()[1].strip().startswith("binds: controller or joint controller (legal document")
    assert "central bank" not in after.splitlines()[1]
