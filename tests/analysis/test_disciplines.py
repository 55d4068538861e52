"""Whether a commitment can be enforced: what dispute settlement and the exclusions from it make of it."""

from __future__ import annotations

from dataclasses import replace

from lexflux.analysis.disciplines import reaches
from lexflux.explain.treaty_words import TreatyWords
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.agreements import AVAILABILITY_UNKNOWN, AVAILABLE, UNAVAILABLE, Agreements
from lexflux.terms import LF
from tests.analysis.treaty_answers import (
    analysed,
)


def test_nothing_is_enforceable_by_itself(knowledge: KnowledgeBase) -> None:
    """Without a word on dispute settlement it is unknown, and a commitment is shut out only by an exclusion."""
    silent = analysed(knowledge, "NZ", "SG", "2026-06-01", settlements={})
    open_ = analysed(knowledge, "NZ", "SG", "2026-06-01", dispute_exclusions=())

    assert AVAILABILITY_UNKNOWN == silent.enforcement("cptpp:14.11.2", "SG").availability
    assert AVAILABLE == open_.enforcement("depa:4.3", "SG").availability


def test_an_exclusion_that_names_no_commitment_shuts_out_the_whole_agreement(
    knowledge: KnowledgeBase, agreements: Agreements
) -> None:
    """An exclusion without commitments is of its agreement, and of no other."""
    whole = tuple(replace(one, excludes=frozenset()) for one in agreements.dispute_exclusions)
    found = analysed(knowledge, "NZ", "SG", "2026-06-01", dispute_exclusions=whole)

    assert UNAVAILABLE == found.enforcement("depa:4.2", "SG").availability
    assert AVAILABLE == found.enforcement("cptpp:14.11.2", "SG").availability


def test_an_exclusion_of_some_measures_leaves_the_rest_open(knowledge: KnowledgeBase, agreements: Agreements) -> None:
    """Where only some measures are immune, the commitment stays open to dispute settlement except over them."""
    found = analysed(knowledge, "VN", "AU", "2021-01-13")
    words = TreatyWords(found.answer, knowledge.book, agreements, "en")
    whole = tuple(replace(one, limited_to={}) for one in agreements.dispute_exclusions)

    assert (
        "open to dispute settlement, except over existing measures, measures under its cybersecurity law"
        == words.outcome(found.enforcement("cptpp:14.11.2", "VN"))
    )
    assert "open to dispute settlement" == words.outcome(found.enforcement("cptpp:14.11.2", "AU"))
    assert (
        UNAVAILABLE
        == analysed(knowledge, "VN", "AU", "2021-01-13", dispute_exclusions=whole)
        .enforcement("cptpp:14.11.2", "VN")
        .availability
    )


def test_two_that_agreed_end_an_exclusion_between_them_and_with_nobody_else(
    knowledge: KnowledgeBase, agreements: Agreements
) -> None:
    """After the general review of RCEP a panel is open between two that both agreed, and not with a third."""
    agreed = frozenset({LF + "place/SG", LF + "place/AU"})
    ended = tuple(replace(one, ended_by=agreed, revisable_from=None) for one in agreements.dispute_exclusions)

    for one, other, availability in (("SG", "AU", AVAILABLE), ("SG", "VN", UNAVAILABLE)):
        found = analysed(knowledge, one, other, "2028-06-01", dispute_exclusions=ended)
        assert availability == found.enforcement("rcep:12.15.2", other).availability


def test_a_discipline_stays_in_its_sectors(knowledge: KnowledgeBase) -> None:
    """What is confined to finance reaches rules on banks and for all, not on cars; the rest leaves out banks."""
    cars, banks = [frozenset({LF + "Automotive"})], [frozenset({LF + "Banking"})]
    found = analysed(knowledge, "JP", "AU", "2026-06-01")
    finance, general = (found.disciplines[name] for name in ("cptpp:11-B.B", "cptpp:14.13.2"))

    assert [False, True, True] == [reaches(finance, sectors) for sectors in (cars, banks, None)]
    assert [True, False, True] == [reaches(general, sectors) for sectors in (cars, banks, None)]
