"""Domestic law and arguments against commitments: which count, and which concern a topic."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lexflux.errors import UnknownTermError
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.agreements import Agreements
from lexflux.terms import LF, local
from tests.analysis.treaty_answers import (
    analysed,
    demanding,
)


@pytest.mark.parametrize(
    ("measure", "demanded_by"),
    [("cn/AssessmentByCyberspaceAuthority", "cn-pipl-2021/40"), ("cn/pipl-2021/ForeignAuthorities", "cn-pipl-2021/41")],
)
def test_what_a_wider_safeguard_or_a_norm_amounts_to_counts(
    measure: str, demanded_by: str, knowledge: KnowledgeBase
) -> None:
    """A norm is in tension through what it demands, through what that is a kind of, or by itself."""
    found = analysed(knowledge, "CN", "SG", "2026-06-01", amounts_to={LF + measure: frozenset({LF + "PriorApproval"})})

    assert demanded_by in demanding(found, "CN")


def test_arguments_about_law_that_is_gone_are_left_out(knowledge: KnowledgeBase, agreements: Agreements) -> None:
    """An argument about a law that another has replaced is shown while that law is in force."""
    (provision,) = (iri for iri, one in knowledge.book.provisions.items() if one.identifier == "cn-csl-2017/37")
    norm = next(iri for iri, one in sorted(knowledge.book.norms.items()) if provision in one.stated_in)
    (argument,) = (
        one for one in agreements.arguments.values() if local(one.iri) == "infrastructure-security-under-rcep"
    )

    for concerned in (provision, norm):
        about = {argument.iri: replace(argument, concerns=frozenset({concerned}), answers=())}
        shown = [analysed(knowledge, "CN", "SG", day, arguments=about).answer for day in ("2025-12-31", "2026-01-01")]
        assert [1, 0] == [len(answer.arguments) for answer in shown]


def test_an_answer_on_a_topic_keeps_what_concerns_it(knowledge: KnowledgeBase) -> None:
    """Confined to a topic, the answer has the commitments, law and arguments on it, and still all that binds."""
    whole, localisation = (knowledge.treaties("CN", "SG", "2026-06-01", topics) for topics in ((), ("localisation",)))

    assert ["Localisation"] == [local(one.topic) for one in localisation.topics]
    assert whole.binding == localisation.binding
    assert {"LocalStorage"} == {
        local(kind) for law in localisation.domestic for tension in law.tensions for kind in tension.kinds
    }
    assert () == localisation.soft + localisation.not_shared
    named = {one.iri for one in localisation.arguments}
    assert named
    assert named < {one.iri for one in whole.arguments}
    assert all(answered in named for one in localisation.arguments for answered in one.answers)


def test_an_unknown_topic_gets_the_nearest(knowledge: KnowledgeBase) -> None:
    """A topic that does not exist gets the nearest."""
    with pytest.raises(UnknownTermError, match=r"Unknown topic 'localization'\..*Did you mean Localisation\?"):
        knowledge.treaties("CN", "SG", "2026-06-01", ["localization"])
