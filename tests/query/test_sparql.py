"""Queries as people write them: prefixes, escapes, tags, names that do not exist, and errors at their place."""

from __future__ import annotations

import pytest

from lexflux.errors import InputError, UnknownTermError
from lexflux.knowledge_base import KnowledgeBase
from lexflux.query.endpoints import ask_endpoint, ask_oxigraph, ask_rdflib, run_oxigraph
from lexflux.query.sparql import prepare
from lexflux.terms import LF
from tests.query.library import LIBRARY, Run

LOCAL = ("oxigraph", "rdflib")


@pytest.mark.parametrize("query", LIBRARY.values(), ids=lambda query: query.name)
def test_a_query_that_is_whole_stays_as_it_is(query: object) -> None:
    """The library runs on any engine as it stands, so there is nothing to add."""
    text = getattr(query, "text", "")

    assert prepare(text).text == text


def test_prefixes_need_not_be_written(engines: dict[str, Run]) -> None:
    """Names in other spellings of SPARQL mean the same on every engine."""
    spellings = (
        "lf:statedIn cn:cbdf-2024\\/art-10",
        f"<{LF}statedIn> <{LF}cn/cbdf-2024/art-10>",
        f"lf:statedIn <{LF}cn\\u002Fcbdf-2024/art-10>",
    )
    for run in engines.values():
        rows = {run(f"SELECT ?norm WHERE {{ ?norm {spelled} ; a lf:Norm }} ORDER BY ?norm") for spelled in spellings}
        assert len(rows) == 1
        assert rows.pop().rows


@pytest.mark.parametrize(
    "condition",
    [
        'LANG(?l) = "zh-Hans"',
        "'zh-Hans' = LANG(?l)",
        'LANG(?l) IN ("fr", "ZH-HANS")',
        'langMatches(lang(?l), "zh-Hans")',
    ],
)
def test_tags_are_compared_without_case(engines: dict[str, Run], condition: str) -> None:
    """The store has tags in lower case, and whoever writes them as the standard does is understood."""
    for engine in LOCAL:
        rows = engines[engine](f"SELECT ?l WHERE {{ lf:Norm rdfs:label ?l FILTER ({condition}) }}").rows
        assert [("规范",)] == list(rows)


def test_texts_and_comments_are_left_alone() -> None:
    """What looks like a name in a text or a comment is none, and a tag in a text is no tag."""
    prepared = prepare(
        'SELECT ("lf:x zh-Hans # no" AS ?a) WHERE { ?s a lf:Norm } # xyz:Unknown <https://w3id.org/lexflux/No>'
    )

    assert prepared.names == {LF + "Norm"}
    assert '"lf:x zh-Hans # no"' in prepared.text


@pytest.mark.parametrize("engine", LOCAL)
def test_an_error_is_told_where_it_is(engines: dict[str, Run], engine: str) -> None:
    """Lines are counted as they were written, and the place is shown."""
    with pytest.raises(InputError, match=r"line \d, column \d+: .*\n.*FILTER \(\?s = \}\n +\^"):
        engines[engine]("SELECT ?s WHERE {\n  ?s a lf:Norm .\n  FILTER (?s = }")
    with pytest.raises(
        InputError, match=r"line 2, column 11: nothing declares the prefix 'rdsf:'\. Did you mean rdf, rdfs"
    ):
        engines[engine]("SELECT ?s WHERE {\n  lf:Norm rdsf:label ?s }")


@pytest.mark.parametrize("engine", LOCAL)
def test_no_query_reaches_out(engines: dict[str, Run], engine: str) -> None:
    """Another server is not asked, whatever the query says."""
    with pytest.raises(InputError, match="Line 1, column 12: SERVICE asks another server"):
        engines[engine]("SELECT * { service <http://127.0.0.1/x> { ?s ?p ?o } }")
    with pytest.raises(InputError, match="FROM is not read by rdflib"):
        engines["rdflib"]("SELECT * FROM <http://127.0.0.1/x> { ?s ?p ?o }")


@pytest.mark.parametrize("clause", ["FROM {}", "from named {}", "FROM NAMED {} # FROM <urn:x>\n"])
def test_a_query_that_names_its_data_reads_these_alone(knowledge: KnowledgeBase, clause: str) -> None:
    """The graph of one law has some of all triples, and one that is nowhere has none."""
    graph, pattern = f"{LF}ontology/law/cn/pipl-2021", "{ ?s ?p ?o }"
    pattern = "{ GRAPH ?g { ?s ?p ?o } }" if "NAMED" in clause.upper() else pattern

    def count(graphs: str) -> int:
        return int(run_oxigraph(knowledge.store, f"SELECT (COUNT(*) AS ?n) {graphs} {pattern}").rows[0][0])

    assert 0 == count(clause.format("<file:///etc/passwd>"))
    assert 0 < count(clause.format(f"<{graph}>")) < count("")
    assert count("") == count("# FROM <urn:x>\n")


def test_yes_and_no_on_every_engine(knowledge: KnowledgeBase, server: str) -> None:
    """ASK is answered alike, and nothing else is an answer to it."""
    for text, answer in (("ASK { cn:regime a lf:Regime }", True), ("ASK { cn:regime a lf:Norm }", False)):
        assert ask_oxigraph(knowledge.store, text) is answer
        assert ask_rdflib(knowledge.dataset, text) is answer
        assert ask_endpoint(f"{server}/query", text) is answer
    with pytest.raises(InputError, match="Only ASK queries"):
        ask_oxigraph(knowledge.store, "SELECT ?x {}")
    with pytest.raises(InputError, match="Only ASK queries"):
        ask_rdflib(knowledge.dataset, "SELECT ?x {}")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("SELECT ?s { ?s a lf:Nrom }", "'Nrom'.*Norm"),
        ("SELECT ?s { ?s lf:requiers ?o }", "'requiers'.*requires"),
        ("SELECT ?s { ?s lf:statedIn cn:cbdf-2024\\/art-1000 }", "art-1000"),
        ("CONSTRUCT { ?s lf:mine ?o } WHERE { ?s lf:requiers ?o }", "'requiers'"),
        ("CONSTRUCT WHERE { ?s lf:requiers ?o }", "'requiers'"),
    ],
)
def test_names_that_do_not_exist_are_named(knowledge: KnowledgeBase, text: str, named: str) -> None:
    """No row is never taken for an answer where the question had a slip."""
    with pytest.raises(UnknownTermError, match=named):
        knowledge.refuse_unknown_names(text)


def test_a_construction_may_name_what_is_new(knowledge: KnowledgeBase) -> None:
    """Prefixes, templates and other namespaces are free."""
    knowledge.refuse_unknown_names(
        "PREFIX my: <https://w3id.org/lexflux/my/>\n"
        "CONSTRUCT { ?s lf:mine ?o ; my:own <urn:x:y> } WHERE { ?s lf:requires ?o ; <urn:x:z> ?z }"
    )


def test_the_library_refuses_an_unknown_value(knowledge: KnowledgeBase) -> None:
    """A safeguard that does not exist gives no empty table."""
    with pytest.raises(UnknownTermError, match="'Nope'"):
        knowledge.query("which-norms-require-a-safeguard", safeguard="Nope")
    with pytest.raises(UnknownTermError, match=r"cn/SecurityAssesment.*cn/SecurityAssessment"):
        knowledge.query("which-norms-require-a-safeguard", safeguard="cn:SecurityAssesment")
    assert len(knowledge.query("which-norms-require-a-safeguard", safeguard="cn:SecurityAssessment"))
