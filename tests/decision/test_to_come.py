"""Law that begins after the day of an answer: named with the day and the article."""

from __future__ import annotations

import json
from typing import Any

from lexflux.decision.all_law import AllLaw
from lexflux.decision.decide import decide
from lexflux.decision.statuses import NormStatus
from lexflux.decision.to_come import find_law_to_come
from lexflux.explain.plan_forms import render_plan
from lexflux.facts.reader import read_tree
from lexflux.knowledge_base import KnowledgeBase, as_day
from lexflux.law.lawbook import LawBook

INDIA: dict[str, Any] = {
    "date": "2026-06-01",
    "exporter": {"locatedIn": "IN", "role": "Controller", "sector": "OtherSector"},
    "recipient": {"locatedIn": "US"},
    "data": [{"type": "ContactData", "collectedIn": "IN", "receivedUnder": "NoCondition", "statedComplete": ["kind"]}],
}


def test_a_law_that_begins_later_is_named_with_its_first_day(book: LawBook) -> None:
    """The Indian act reaches the transfer from its day on, and not before: its own scope says so on that day."""
    facts = read_tree(INDIA, book)
    (found,) = [one for one in find_law_to_come(AllLaw(book, as_day("2026-06-01")), facts) if one.is_certain]

    assert (book.regimes["in"], as_day("2027-05-14")) == (found.regime, found.day)
    then = decide(book, facts, "in", found.day)
    begun = [then.findings[part.iri] for part in found.parts if part.iri in then.findings]
    assert NormStatus.NOT_TRIGGERED not in {one.status for one in begun}
    assert not [one for one in find_law_to_come(AllLaw(book, found.day), facts) if one.regime == found.regime]


def test_every_face_of_an_answer_names_the_law_to_come(knowledge: KnowledgeBase) -> None:
    """The page of one law, the joint page and the plan, in both languages, and their data."""
    joint = knowledge.decide_together(INDIA)
    texts = {
        language: [
            knowledge.decide(INDIA, "in").explain(language),
            joint.explain(language),
            render_plan(knowledge.book, knowledge.plan(INDIA), language, "text"),
        ]
        for language in ("en", "zh")
    }
    datas = [json.loads(joint.explain("en", "json")), json.loads(knowledge.decide(INDIA, "in").explain("en", "json"))]

    assert all("From 2027-05-14, India also has: " in one and "[DPDP Act, s. 16(1)" in one for one in texts["en"])
    assert all("自 2027-05-14 起，印度另有：" in one for one in texts["zh"])
    assert all(("in", "2027-05-14", True) in _named(data["toCome"]) for data in datas)


def _named(to_come: list[dict[str, Any]]) -> list[tuple[str, str, bool]]:
    return [(one["regime"], one["begins"], one["certain"]) for one in to_come]
