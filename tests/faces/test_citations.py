"""Whatever Lexflux prints as a citation or a name, it also reads."""

from __future__ import annotations

import random

import pytest

from lexflux.errors import UnknownTermError
from lexflux.faces.names import find, find_all, name_of, named_things
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.wording import Wording
from lexflux.phrases import LANGUAGES
from lexflux.query.results import Iri
from lexflux.terms import LF


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_citation_names_its_provision(knowledge: KnowledgeBase, language: str) -> None:
    """No two provisions are cited alike, and each citation leads back."""
    book = knowledge.book

    for iri in book.provisions:
        assert find_all(knowledge, book.citation(iri, language)) == (iri,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_joined_citations_name_all_they_cite(knowledge: KnowledgeBase, language: str) -> None:
    """Several articles of several instruments, marked as read or not, are read back as they were joined."""
    chance, provisions = random.Random(1), sorted(knowledge.book.provisions)
    words = Wording(knowledge.book, language)

    for count in (2, 3, 5, 8) * 25:
        chosen = chance.sample(provisions, count)
        assert set(find_all(knowledge, words.cite(chosen))) == set(chosen)


def test_names_of_all_things_lead_back(knowledge: KnowledgeBase) -> None:
    """The shortest name, the prefixed name, the name as Turtle escapes it, and the IRI mean the same."""
    for iri in random.Random(2).sample(sorted(named_things(knowledge.book)), 60):
        if iri.startswith(LF):
            prefixed = Iri(iri).compact
            for name in (name_of(knowledge.book, iri), prefixed, prefixed.replace("/", "\\/"), iri, f"<{iri}>"):
                assert find(knowledge, name) == iri


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("202.211", "us/dsp-2025/art-202-211"),
        ("§ 202.256", "us/dsp-2025/art-202-256"),
        ("PIPL, arts 6 and 19", "cn/pipl-2021/art-6"),
        ("lf:agreements/depa/agreement", "agreements/depa/agreement"),
        ("《个人信息保护法》第40条", "cn/pipl-2021/art-40"),
        ("pipl,  art. 40", "cn/pipl-2021/art-40"),
    ],
)
def test_what_people_copy_is_understood(knowledge: KnowledgeBase, name: str, iri: str) -> None:
    """Numbers with and without their sign, and citations in any case."""
    assert find_all(knowledge, name)[0].startswith(LF + iri)


def test_a_number_of_several_provisions_is_not_guessed(knowledge: KnowledgeBase) -> None:
    """Where one thing is asked for, the candidates are named."""
    with pytest.raises(UnknownTermError, match="fits several"):
        find(knowledge, "art. 2")
    with pytest.raises(UnknownTermError, match=r"Unknown term 'PIPL, art\. 4000'"):
        find(knowledge, "PIPL, art. 4000")
