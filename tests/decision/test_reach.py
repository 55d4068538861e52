"""Which law reaches a transfer, or may: the same as deciding under each law, only quicker, and never less."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from lexflux.decision.decide import decide
from lexflux.decision.outcome import Decision
from lexflux.decision.reach import Reach, find_reaches, joint, other_law
from lexflux.decision.statuses import Verdict
from lexflux.errors import NoLawInForceError
from lexflux.facts.reader import read_tree
from lexflux.knowledge_base import KnowledgeBase, as_day, load
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Interval
from lexflux.resources import folder
from lexflux.terms import LF, local

EXAMPLES = sorted(folder("examples").glob("*.yaml"))
NEW = "2026-06-01"
STAFF = {
    "date": NEW,
    "exporter": {"locatedIn": "CN", "role": "Controller"},
    "recipient": {"locatedIn": "IN", "role": "Controller"},
    "mode": "TransmissionAbroad",
    "purpose": "OtherPurpose",
    "data": {"type": "EmployeeData", "collectedIn": "CN"},
}


def decisions(knowledge: KnowledgeBase, path: str) -> Iterator[Decision]:
    """Yield the decision on a transfer under each law in force."""
    facts = knowledge.read(path)
    for regime in knowledge.book.regimes:
        try:
            yield decide(knowledge.book, facts, regime, facts.date)  # type: ignore[arg-type]
        except NoLawInForceError:
            continue


def by_regime(reaches: tuple[Reach, ...]) -> dict[str, Reach]:
    """Return what reaches a transfer by the IRI of its regime."""
    return {one.regime: one for one in reaches}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_reaches_a_transfer_is_what_its_decisions_say(path: Any) -> None:
    """A law is left out if and only if its decision says that it does not apply, and the verdicts are the same."""
    knowledge = load()
    facts = knowledge.read(path)
    found = by_regime(find_reaches(knowledge.book, facts, facts.date))  # type: ignore[arg-type]

    decided = {one.regime: one for one in decisions(knowledge, path)}

    assert {iri: one.possible for iri, one in found.items()} == {
        iri: one.possible for iri, one in decided.items() if one.verdict != Verdict.NOT_REACHED
    }
    assert all(one.is_certain == (Verdict.NOT_REACHED not in one.possible) for one in found.values())


def test_law_that_may_reach_says_what_that_turns_on_until_it_is_answered() -> None:
    """Data of which nobody says how they came may be under the law of others; once that is said, they are not."""
    knowledge = load()
    silent = other_law(knowledge.decide(STAFF).decision)
    stated = {**STAFF, "deal": "OtherDeal", "data": {**STAFF["data"], "receivedUnder": "NoCondition"}}  # type: ignore[dict-item]

    assert silent
    assert not any(one.is_certain for one in silent)
    assert all(one.missing for one in silent)
    assert any(local(fact.prop) == "receivedUnder" for one in silent for fact in one.missing)
    assert not other_law(knowledge.decide(stated).decision)


def test_other_law_is_asked_as_the_decision_was() -> None:
    """What is presumed of the transfer is presumed under all law, and nothing is if the decision presumes nothing."""
    knowledge = load()
    stated = {**STAFF, "deal": "OtherDeal", "data": {**STAFF["data"], "receivedUnder": "NoCondition"}}  # type: ignore[dict-item]

    strict = other_law(knowledge.decide(stated, strict=True).decision)

    assert strict
    assert all(one.evaluation.silence.strict for one in strict)


def test_what_is_kept_with_facts_is_of_one_day_and_one_way_to_ask(book: LawBook) -> None:
    """The same facts asked on another day, or strictly, give what facts give that nobody asked before."""
    asked = read_tree(STAFF, book)
    for day, strict in (("2018-01-01", False), (NEW, False), (NEW, True)):
        found = find_reaches(book, asked, as_day(day), strict=strict)
        fresh = find_reaches(book, read_tree(STAFF, book), as_day(day), strict=strict)

        assert [(one.regime, one.truth) for one in fresh] == [(one.regime, one.truth) for one in found]


def test_several_laws_leave_possible_what_is_the_gravest_each_time() -> None:
    """One law that may not reach a transfer never makes it free, and one that may forbid never lets it be certain."""
    mild, grave = (Verdict.NOT_REACHED, Verdict.PERMITTED), (Verdict.NOT_REACHED, Verdict.PROHIBITED)

    assert joint([]) == (Verdict.NOT_REACHED,)
    assert joint([mild, (Verdict.CONDITIONAL,)]) == (Verdict.CONDITIONAL,)
    assert joint([(Verdict.CONDITIONAL,), grave]) == (Verdict.CONDITIONAL, Verdict.PROHIBITED)
    assert joint([(Verdict.PROHIBITED,), grave]) == (Verdict.PROHIBITED,)


def test_a_plan_asks_which_law_applies_before_it_says_that_nothing_is_to_do() -> None:
    """Where law may reach a transfer, its question stands in the plan and nothing is settled."""
    knowledge = load()

    plan = knowledge.plan(STAFF)
    about = [one for one in plan.questions if one.about_reach]

    assert about
    assert plan.not_settled
    assert {regime for one in about for regime in one.regimes} == {one.regime for one in plan.found.legs[0].others}


def test_where_only_gaps_are_law_they_are_the_answer(book: LawBook) -> None:
    """Before its first norm, a regime of which something is not encoded says so instead of having no law."""
    abroad = LF + "kr/pipa-2023/OperatorAbroad"
    gaps = {**book.gaps, abroad: replace(book.gaps[abroad], validity=Interval(as_day("2022-01-01")))}
    early, day = replace(book, gaps=gaps), as_day("2022-06-01")
    facts = read_tree(
        {**STAFF, "data": {"type": "EmployeeData", "collectedIn": "KR", "receivedUnder": "NoCondition"}}, early
    )

    found = decide(early, facts, "kr", day)

    assert [(abroad, True)] == [(gap.iri, certain) for gap, certain in found.gaps]
    assert (Verdict.UNDETERMINED,) == found.possible
    assert early.regimes["kr"] in by_regime(find_reaches(early, facts, day))
