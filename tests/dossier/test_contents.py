"""What a dossier says: every point of the law, what the file states, what it leaves open, and nothing that misleads."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lexflux.decision.decide import decide
from lexflux.decision.outcome import Decision
from lexflux.decision.words import DecisionWords
from lexflux.dossier.contents import contents_page
from lexflux.dossier.needed import Standing, needed_documents, points_of
from lexflux.dossier.page import Heading
from lexflux.dossier.prepare import dossier, flow_dossier
from lexflux.dossier.supposed import consequences
from lexflux.knowledge_base import KnowledgeBase, as_day, load
from lexflux.law.lawbook import LawBook
from lexflux.terms import local
from tests.transfers import seeded

EXAMPLES = Path(__file__).parents[2] / "examples"
SUPPORT: dict[str, Any] = {
    "exporter": {"locatedIn": "DE", "role": "Controller"},
    "recipient": {"locatedIn": "IN", "role": "Processor"},
    "data": {"type": "ContactData", "receivedUnder": "NoCondition"},
    "mode": "TransmissionAbroad",
    "purpose": "CustomerManagement",
    "date": "2026-06-01",
}


def decided(knowledge: KnowledgeBase, name: str, **asked: Any) -> Decision:
    return knowledge.decide(EXAMPLES / f"{name}.yaml", **asked).decision


@cache
def pages(knowledge: KnowledgeBase, name: str, language: str = "en") -> dict[str, str]:
    """Return the Markdown pages of the dossier on an example, by the name of the document."""
    files = dossier(knowledge, decided(knowledge, name), language)
    texts = {name: content.decode("utf-8") for name, content in files.items() if name.endswith(".md")}
    return {name.removesuffix(".md").lstrip("0123456789-"): text for name, text in texts.items()}


def called(decision: Decision) -> dict[str, Standing]:
    return {local(one.document.iri): one.standing for one in needed_documents(decision)}


def test_each_point_of_a_document_is_there(knowledge: KnowledgeBase) -> None:
    """The self-assessment has the six points of the article and the one of the guide, each with its citation."""
    page = pages(knowledge, "travel-platform")["self-assessment-report"]

    assert 7 == page.count("\n### ")
    assert 6 == page.count("(Security Assessment Measures, art. 5)\n")
    assert "### 3. Duties and ability of the recipient" in page
    assert 7 == page.count("- [ ] Your own words:")


def test_a_point_is_filled_from_the_file_and_asks_for_the_rest(knowledge: KnowledgeBase) -> None:
    """What is stated stands under its point; what is not is a question with the key by which the file answers it."""
    page = pages(knowledge, "travel-platform")["self-assessment-report"]

    assert "- purposes: customer management, marketing" in page
    assert "- exporter · people this year, not sensitive: 2,000,000" in page
    assert "- [ ] recipient · In which sectors does it handle the data?\n  - in the file: sector:" in page
    assert "peopleThisYear:" not in page


def test_both_languages_say_the_same(knowledge: KnowledgeBase) -> None:
    """Each page exists in Chinese, with as many headings and as much left open."""
    en, zh = pages(knowledge, "travel-platform"), pages(knowledge, "travel-platform", "zh")

    assert en.keys() == zh.keys()
    for name, page in en.items():
        assert page.count("\n#") == zh[name].count("\n#")
        assert page.count("- [ ] ") == zh[name].count("- [ ] ")
    assert "### 3. 接收方的义务与能力" in zh["self-assessment-report"]
    assert "《安全评估办法》第5条" in zh["self-assessment-report"]


@pytest.mark.parametrize("name", ["hr-foreign-court", "staff-visit"])
def test_what_may_not_go_or_is_not_reached_gets_no_documents(knowledge: KnowledgeBase, name: str) -> None:
    """No document makes up for a prohibition; the one page says what bars the transfer, or why the law is silent."""
    found = pages(knowledge, name)

    assert {"README"} == found.keys()
    assert "None: " in found["README"]
    assert ("Data Security Law, art. 36" if name == "hr-foreign-court" else "Why the law") in found["README"]


def test_what_depends_is_marked_and_questions_come_first(knowledge: KnowledgeBase) -> None:
    """Where the way turns on an unknown number, each way is prepared and none is said to be needed."""
    found = called(decided(knowledge, "hotel-group-members"))
    overview = pages(knowledge, "hotel-group-members")["README"]

    assert Standing.DEPENDS == found["SelfAssessmentReport"] == found["StandardContractText"]
    assert Standing.NEEDED == found["ImpactAssessmentReport"]
    assert overview.index("What is missing") < overview.index("## Documents")
    assert "needed or not depends on what is unknown; " in overview


def test_points_of_a_way_are_those_of_the_way_that_is_taken(knowledge: KnowledgeBase) -> None:
    """Who filed a standard contract assesses its six points, and not what a certificate would ask for."""
    taken = pages(knowledge, "first-contract-filing")["impact-assessment-report"]
    open_yet = pages(knowledge, "hotel-group-members")["impact-assessment-report"]

    assert 9 == taken.count("\n### ")
    assert "Only if" not in taken
    assert 6 == open_yet.count("Only if the transfer rests on: standard contract")
    assert 1 == pages(knowledge, "first-contract-filing")["standard-contract-text"].count("isAltered")
    assert "isAltered" not in pages(knowledge, "hotel-group-members")["standard-contract-text"]


def test_points_are_those_of_the_day(knowledge: KnowledgeBase) -> None:
    """Before the Standard Contract Measures nothing of them was asked."""
    points = {local(one.iri) for one in knowledge.book.points.values() if one.validity.contains(as_day("2023-05-31"))}

    assert "point-pipl-56-1" in points
    assert "point-scc-5-1" not in points


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("DE", {"TransferAssessmentReport": 0, "NoticeOfTransfer": 0, "StandardClausesText": 1}),
        ("GB", {"DataProtectionTestReport": 0, "RecordOfProcessing": 0, "TransferContractText": 1}),
        ("SG", {"CheckOfRecipient": 0, "ContractForTransfer": 1, "SummaryForConsent": 1}),
    ],
)
def test_each_law_asks_for_its_own(knowledge: KnowledgeBase, place: str, expected: dict[str, int]) -> None:
    """A vendor in India: what is needed in any case, and what if its way is chosen."""
    exporter = {"locatedIn": place, "role": "Controller"}

    found = called(knowledge.decide({**SUPPORT, "exporter": exporter}).decision)

    assert expected.items() <= found.items()


def test_restricted_transactions_keep_program_audit_and_file(knowledge: KnowledgeBase) -> None:
    """What a U.S. person keeps on restricted transactions, with the owners that the log asks for."""
    found = called(decided(knowledge, "patient-records-cloud"))

    log = pages(knowledge, "patient-records-cloud")["compliance-program"]
    assert "ownership 1 (share in per cent: 60, owner: Chinese parent / 中国母公司 (China (mainland)))" in log
    assert {"ComplianceProgram", "AuditOfRestrictedTransactions", "FileForAudit", "RecordOfTransaction"} <= found.keys()


def test_events_bring_what_the_norms_say(knowledge: KnowledgeBase) -> None:
    """A leak is reported in four hours, a change that affects security assessed anew, an order of a court barred."""
    found = {local(one.event): one for one in consequences(decided(knowledge, "travel-platform"))}

    assert {"IncidentReport"} == {local(one.safeguard) for one in found["SecurityIncident"].requirements}
    assert {"Reassessment"} == {local(one.safeguard) for one in found["ChangeAffectingSecurity"].requirements}
    assert found["ForeignAuthorityRequest"].prohibitions
    page = pages(knowledge, "travel-platform")["life-cycle"]
    assert "within 4 hours" in page
    assert "conditions for extension" in page


def test_an_event_that_has_happened_is_told_too(knowledge: KnowledgeBase) -> None:
    """Who states an incident finds it in the life cycle as before."""
    facts = knowledge.read(EXAMPLES / "travel-platform.yaml").as_stated | {"circumstance": ["SecurityIncident"]}

    found = {local(one.event): one for one in consequences(knowledge.decide(facts).decision)}

    assert {"IncidentReport"} == {local(one.safeguard) for one in found["SecurityIncident"].requirements}


def test_the_contract_is_renewed_when_what_it_states_changes(knowledge: KnowledgeBase) -> None:
    """The changes that call for a new filing stand in the life cycle of a transfer on a standard contract alone."""
    assert "### If it happens: change of contracted facts" in pages(knowledge, "first-contract-filing")["life-cycle"]
    assert "change of contracted facts" not in pages(knowledge, "travel-platform")["life-cycle"]
    assert "Security Assessment Measures" not in pages(knowledge, "first-contract-filing")["life-cycle"]


def test_silence_of_the_encoded_law_is_told(knowledge: KnowledgeBase) -> None:
    """Where nothing on incidents is encoded, the page says that this is not to say that nothing is asked."""
    files = dossier(knowledge, knowledge.decide(SUPPORT).decision, "en")
    page = next(content.decode() for name, content in files.items() if name.endswith("life-cycle.md"))

    assert "Nothing is encoded here on this, which is not to say that the law asks nothing." in page


def test_what_has_no_document_is_named(knowledge: KnowledgeBase) -> None:
    """A requirement of which no document is encoded is not passed over."""
    files = dossier(knowledge, knowledge.decide(SUPPORT).decision, "en")

    said = (
        "Required as well, with no document encoded here: enforceable rights and effective remedies, lawful processing"
    )
    assert said in files["README.md"].decode("utf-8")


def test_a_flow_has_a_dossier_for_each_leg_and_law(
    knowledge: KnowledgeBase, without_law: list[str], flow_beyond_law: dict[str, Any]
) -> None:
    """The first page names every leg, also the place of one whose law is not encoded."""
    found = knowledge.decide_flow(flow_beyond_law)

    files = flow_dossier(knowledge, found, "en", None)

    overview = files["README.md"].decode("utf-8")
    assert "| to its support | conditional | 02-to-its-support/us; 02-to-its-support/eu |" in overview
    place = knowledge.book.labels[without_law[0]]["en"]
    assert f"the law of the exporter's place is not encoded, which is no permission: {place}" in overview
    assert {"01-to-the-vendor/eu/README.md", "04-to-the-university/eu/README.md"} <= files.keys()
    one = flow_dossier(knowledge, found, "en", "to the vendor")
    assert {"01-to-the-vendor"} == {name.split("/")[0] for name in one if "/" in name}


def test_every_document_is_called_for_by_some_norm(book: LawBook) -> None:
    """No document documents what no norm requires or accepts."""
    asked = {iri for norm in book.norms.values() for iri in (norm.requires, norm.permits) if iri}

    for document in book.documents.values():
        wider = set(book.implied(document.documents))
        assert wider & asked, document.iri


def test_a_decision_is_the_same_after_its_dossier(knowledge: KnowledgeBase) -> None:
    """The store is as it was, and the same decision gives the same bytes."""
    decision = decided(knowledge, "first-contract-filing")
    quads = len(knowledge.store)

    first, second = dossier(knowledge, decision, "zh"), dossier(knowledge, decision, "zh")

    assert quads == len(knowledge.store)
    assert first == second


@pytest.mark.parametrize("regime", sorted(load().book.regimes))
def test_whatever_is_described_has_its_pages(book: LawBook, regime: str) -> None:
    """Transfers of all sorts, full of unknown facts: each document that is called for has a heading for each point."""
    for facts, readings in seeded(book, regime, 7, 3):
        words = DecisionWords(decide(book, facts, regime, as_day("2026-06-01"), readings), "zh")
        for number, needed in enumerate(needed_documents(words.decision), 1):
            page = contents_page(words, needed, number)
            points = [block for block in page.blocks if isinstance(block, Heading) and block.level == 3]
            assert len(points) == len(points_of(words.decision, needed.document.iri))
            assert page.open_count >= len(points)
