"""Which agreements bind two places: how places are named, and on which days they are bound towards each other."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from lexflux.analysis.treaties import Treaties, treaties
from lexflux.errors import InputError, UnknownTermError
from lexflux.explain.treaty_report import as_text
from lexflux.explain.treaty_words import TreatyWords
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.agreements import BOUND, Agreements
from lexflux.law.norms import Interval
from lexflux.terms import LF, local
from tests.analysis.treaty_answers import (
    DAY,
    PAIRS,
    analysed,
    binding,
    left_out,
    standings,
)


def strongest(answer: Treaties) -> dict[str, set[str]]:
    """Return the strongest commitments of each topic."""
    return {
        finding.topic: {one.commitment.iri for one in finding.disciplines[: finding.strongest]}
        for finding in answer.topics
    }


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_order_of_the_places_changes_nothing(one: str, other: str, knowledge: KnowledgeBase) -> None:
    """Asked the other way round, the same agreements bind, with the same strongest commitments and tensions."""
    there, back = knowledge.treaties(one, other, DAY), knowledge.treaties(other, one, DAY)

    assert {relation.agreement for relation in there.binding} == {relation.agreement for relation in back.binding}
    assert strongest(there) == strongest(back)
    assert [law.tensions and law.place for law in there.domestic] == [
        law.tensions and law.place for law in reversed(back.domestic)
    ]


def test_a_place_goes_by_code_name_or_regime(knowledge: KnowledgeBase) -> None:
    """Codes of two and three letters, names in both languages and the notation of a regime mean the same place."""
    wanted = knowledge.treaties("GB", "SG", DAY).places

    for one, other in (("gbr", "sgp"), ("United Kingdom", "singapore"), ("英国", "新加坡"), ("uk", "SG")):
        assert wanted == knowledge.treaties(one, other, DAY).places
    assert knowledge.treaties("CN", "MM", DAY).places == knowledge.treaties("China", "Myanmar", DAY).places


def test_an_unknown_place_gets_the_nearest(knowledge: KnowledgeBase) -> None:
    """A misspelt place is answered with the codes of the nearest, in both languages."""
    with pytest.raises(UnknownTermError) as failure:
        knowledge.treaties("CN", "Singapur", DAY)

    assert "Unknown place 'Singapur'. Did you mean SG (Singapore), NR (Nauru)?" == failure.value.text("en")
    assert "未知法域“Singapur”。您是否想写：SG (新加坡)、NR (瑙鲁)？" == failure.value.text("zh")


def test_the_same_place_twice_is_refused(knowledge: KnowledgeBase) -> None:
    """One place has no agreement with itself, whatever it is called."""
    with pytest.raises(InputError, match="Both places are Singapore: name two different ones"):
        knowledge.treaties("SG", "新加坡", DAY)


def test_before_everything_the_answer_is_empty_and_says_what_comes_first(knowledge: KnowledgeBase) -> None:
    """On a day before any agreement nothing is listed but the first one that will bind both."""
    answer = knowledge.treaties("CN", "SG", "1980-01-01")
    shown = as_text(TreatyWords(answer, knowledge.book, knowledge.agreements, "en"))

    assert ((), (), (), (), ()) == (answer.binding, answer.topics, answer.soft, answer.not_shared, answer.arguments)
    assert answer.next_shared is not None
    assert "No treaty in this knowledge base is known to bind the two towards each other on this day." in shown
    assert f"Next to bind the two: GATS, from {answer.next_shared.since}." in shown


def test_what_is_not_known_to_apply_between_two_is_not_announced(knowledge: KnowledgeBase) -> None:
    """Before both are bound, an agreement that will not be known to apply between them is not called the first one."""
    answer = knowledge.treaties("GB", "CA", "2024-12-01")

    assert answer.next_shared is None


def test_a_place_without_any_agreement(knowledge: KnowledgeBase) -> None:
    """Of a place that takes part in nothing the answer says that nothing is known to bind, and nothing of its law."""
    answer = knowledge.treaties("AQ", "SG", DAY)
    shown = as_text(TreatyWords(answer, knowledge.book, knowledge.agreements, "en"))

    assert ((), None) == (answer.binding, answer.next_shared)
    assert "No treaty in this knowledge base is known to bind the two towards each other on this day." in shown


def test_a_member_state_is_no_other_party_than_its_union(knowledge: KnowledgeBase, agreements: Agreements) -> None:
    """A member State bound beside its union is no other party than it, nor than another member State."""
    own = tuple(
        replace(one, iri=one.iri + "-own", place=LF + "place/DE")
        for one in agreements.memberships
        if local(one.place) == "EU"
    )

    for one, other in (("DE", "EU"), ("DE", "FR")):
        found = analysed(knowledge, one, other, "2026-06-01", memberships=(*agreements.memberships, *own))
        assert set() == binding(found)
        assert "eu-jp-epa" in left_out(found)


def test_an_agreement_that_has_ended_binds_nobody(knowledge: KnowledgeBase, agreements: Agreements) -> None:
    """From the day on which an agreement is no longer in force it binds neither place."""
    end = datetime.date(2026, 6, 1)
    instruments = {
        iri: replace(one, validity=Interval(one.validity.start, end)) for iri, one in knowledge.book.instruments.items()
    }
    ended = replace(knowledge.book, instruments=instruments)

    assert () == treaties(ended, agreements, ("CN", "SG"), end).binding
    assert () != treaties(ended, agreements, ("CN", "SG"), end - datetime.timedelta(days=1)).binding


def test_a_party_is_not_called_a_signatory_too(knowledge: KnowledgeBase, agreements: Agreements) -> None:
    """That a bound party once signed or applied says nothing more, and is not shown."""
    signed = tuple(
        replace(one, iri=one.iri + "-signed", standing=LF + "Signatory")
        for one in agreements.memberships
        if one.standing == BOUND
    )
    found = analysed(knowledge, "CN", "SG", "2026-06-01", memberships=(*agreements.memberships, *signed))

    assert ["BoundParty"] == standings(found, "rcep", "CN")
    assert ["Applicant"] == standings(found, "cptpp", "CN")


def test_a_standing_without_a_day_counts_from_the_signature(knowledge: KnowledgeBase, agreements: Agreements) -> None:
    """An application of unknown day is shown once there is an agreement to join, and says that the day is unknown."""
    undated = tuple(
        replace(one, validity=Interval()) if one.standing != BOUND else one for one in agreements.memberships
    )
    signed = min(day for iri, day in agreements.signed.items() if knowledge.book.instruments[iri].identifier == "cptpp")
    before = analysed(knowledge, "CN", "JP", str(signed - datetime.timedelta(days=1)), memberships=undated)
    after = analysed(knowledge, "CN", "JP", str(signed), memberships=undated)

    assert "cptpp" not in before.relations
    assert ["Applicant"] == standings(after, "cptpp", "CN")
    assert "(since when is not known)" in as_text(TreatyWords(after.answer, knowledge.book, agreements, "en"))


def test_an_argument_marks_law_that_is_no_longer_in_force(knowledge: KnowledgeBase) -> None:
    """The counts of 2022 and article 37 of the older Cybersecurity Law stand in arguments that are still made."""
    shown = as_text(TreatyWords(knowledge.treaties("CN", "SG", DAY), knowledge.book, knowledge.agreements, "en"))

    assert "Cybersecurity Law 2017, art. 37 (no longer in force); Cybersecurity Law 2026, art. 39" in shown
    assert "Security Assessment Measures, art. 4(1)(2), art. 4(1)(3) (no longer in force) under CPTPP" in shown
