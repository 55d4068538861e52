"""What is told of classes and properties: counts, examples and queries that work, and pages that are current."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lexflux.faces.cards import card
from lexflux.faces.vocabulary import Vocabulary, example_query
from lexflux.faces.vocabulary_pages import pages
from lexflux.knowledge_base import KnowledgeBase
from lexflux.query.endpoints import run_oxigraph
from lexflux.terms import LF

FOLDER = Path(__file__).parents[2] / "docs" / "vocabulary"


@pytest.fixture(scope="module")
def made(knowledge: KnowledgeBase) -> dict[str, str]:
    return pages(knowledge)


def test_pages_are_current(made: dict[str, str]) -> None:
    """`make regenerate` writes what stands in the repository."""
    assert {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()} == made


def test_both_languages_tell_of_the_same_terms(made: dict[str, str]) -> None:
    """Each page has a twin, and the terms of the core stand in both with a label of their language."""
    terms = {name: set(re.findall(r"### .* · `(lf:\w+)`", page)) for name, page in made.items()}

    for name, found in terms.items():
        if not name.endswith(".zh.md"):
            assert found == terms[name.removesuffix(".md") + ".zh.md"]
    assert {"lf:Norm", "lf:requires", "lf:exporter", "lf:Agreement"} <= set().union(*terms.values())
    assert all(re.search(r"[\u4e00-\u9fff]", head) for head in re.findall(r"### (.*) ·", made["law.zh.md"]))


def test_every_query_of_a_page_gives_rows(made: dict[str, str], knowledge: KnowledgeBase) -> None:
    """An example is an example."""
    queries = {query for page in made.values() for query in re.findall(r"```sparql\n(.*?)\n```", page)}

    assert len(queries) > 100
    for query in sorted(queries):
        knowledge.refuse_unknown_names(query)
        assert run_oxigraph(knowledge.store, query + " LIMIT 1").rows, query


def test_a_class_is_told_with_numbers_and_an_example(knowledge: KnowledgeBase) -> None:
    """The numbers are those of the law book, and the query asks for its members."""
    told = card(knowledge, "Norm", "en")

    assert f"members: {len(knowledge.book.norms)}" in told
    assert f"requires <requires>: {sum(norm.requires is not None for norm in knowledge.book.norms.values())}" in told
    query = re.search(r"--sparql '(.*)'", told)
    assert query
    assert len({row[0] for row in run_oxigraph(knowledge.store, query[1]).rows}) == len(knowledge.book.norms)


def test_a_property_is_told_with_its_users(knowledge: KnowledgeBase) -> None:
    """What it belongs to, what it gives, and whose law asks for it."""
    told = card(knowledge, "exporter", "zh")

    assert "所属类：传输 <Transfer>" in told
    assert "取值：组织 <Organisation>" in told
    assert any(one.startswith("以下法域的法律据此判断：") and "中国内地" in one for one in told.splitlines())


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "eu/gdpr-2016",
            ["the same as: <http://data.europa.eu/eli/reg/2016/679/oj>", "cite as: Regulation (EU) 2016/679"],
        ),
        (
            "csl-2026",
            ["another text of Cybersecurity Law of China, in its texts: Cybersecurity Law (2016 text) <csl-2017>"],
        ),
        ("PIPL, art. 40", ["cite as: PIPL, art. 40, in: Lexflux "]),
        ("depa/agreement", ["cite as: Digital Economy Partnership Agreement, in: Lexflux "]),
        (
            "cn/cbdf-2024/AssessmentByVolume",
            ["cite as: Security assessment by volume [Cross-Border Flow Provisions, art."],
        ),
        ("Obligation", ["near to: <http://docs.oasis-open.org/legalruleml/ns/v1.0/metamodel#Obligation>"]),
    ],
)
def test_a_card_says_how_to_cite_and_what_it_is_elsewhere(
    knowledge: KnowledgeBase, name: str, lines: list[str]
) -> None:
    """Links stand where the ontology states them; what is cited is named with version and IRI."""
    told = card(knowledge, name, "en")

    assert all(any(line.startswith(start) for line in told.splitlines()) for start in lines), told


def test_a_class_without_members_has_a_query_for_none(knowledge: KnowledgeBase) -> None:
    """What only facts have members of is told by its properties alone."""
    vocabulary = Vocabulary(knowledge.book, knowledge.store)

    assert vocabulary.members(LF + "Transfer") == []
    assert LF + "exporter" in vocabulary.belonging_to(LF + "Transfer")
    assert example_query(vocabulary, LF + "Transfer") == "SELECT ?it WHERE { ?it a lf:Transfer } ORDER BY ?it"
