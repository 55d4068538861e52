"""The SPARQL endpoint: the protocol of the W3C, a foreign client, and queries that mean harm."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest
from httpx2 import Response
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from starlette.testclient import TestClient

from lexflux.faces.web.app import create_app
from lexflux.knowledge_base import KnowledgeBase
from lexflux.terms import LF, ONTOLOGY

ASK = "ASK { ?s ?p ?o }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
CORE, DUTIES = ONTOLOGY + "core", ONTOLOGY + "vocabulary/places"
CONSTRUCT = f"CONSTRUCT {{ ?s a ?o }} {{ ?s a <{LF}Regime>, ?o }}"
FORM = "application/x-www-form-urlencoded"


def ask(site: TestClient, query: str, accept: str = "*/*", **parameters: str | list[str]) -> Response:
    return site.get("/sparql", params={"query": query, **parameters}, headers={"Accept": accept})


def number(response: Response) -> int:
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_a_query_comes_in_each_way_of_the_protocol(site: TestClient, way: str) -> None:
    response = {
        "get": lambda: site.get("/sparql", params={"query": ASK}),
        "form": lambda: site.post("/sparql", data={"query": ASK}),
        "direct": lambda: site.post("/sparql", content=ASK, headers={"Content-Type": "application/sparql-query"}),
    }[way]()

    assert 200 == response.status_code
    assert response.json()["boolean"] is True


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/html, application/xml;q=0.9, */*;q=0.1", "application/sparql-results+xml"),
        ("text/csv;q=0.5, text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv, */*;q=0.1", "text/csv; charset=utf-8"),
    ],
)
def test_a_table_comes_in_the_form_asked_for(site: TestClient, accept: str, expected: str) -> None:
    response = ask(site, COUNT, accept)

    assert 200 == response.status_code
    assert expected == response.headers["content-type"]


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]
)
def test_a_graph_comes_in_the_form_asked_for_and_says_the_same(site: TestClient, accept: str) -> None:
    response = ask(site, CONSTRUCT, accept)

    form = ox.RdfFormat.from_media_type(response.headers["content-type"])
    assert form is not None
    assert set(ox.parse(ask(site, CONSTRUCT, "application/n-triples").content, format=ox.RdfFormat.N_TRIPLES)) == set(
        ox.parse(response.content, format=form)
    )


def test_the_form_can_be_asked_for_in_the_address(site: TestClient) -> None:
    assert ask(site, COUNT, "text/turtle", format="csv").text.startswith("n\r\n")
    assert ask(site, CONSTRUCT, "text/csv", format="nt").headers["content-type"].startswith("application/n-triples")


@pytest.mark.parametrize("query", [COUNT, CONSTRUCT])
def test_a_form_that_is_not_offered_is_not_acceptable(site: TestClient, query: str) -> None:
    assert 406 == ask(site, query, "image/png").status_code
    assert 406 == ask(site, query, "application/json;q=0, image/png").status_code


def test_the_dataset_is_that_of_the_protocol_else_of_the_query_else_all(site: TestClient) -> None:
    everything, core = number(ask(site, COUNT)), number(ask(site, COUNT, **{"default-graph-uri": CORE}))
    in_query = COUNT.replace("{", f"FROM <{CORE}> {{", 1)
    both = number(ask(site, COUNT, **{"default-graph-uri": [CORE, DUTIES]}))
    graphs = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"

    assert 0 < core < both < everything
    assert core == number(ask(site, in_query))
    assert core == number(ask(site, in_query.replace(CORE, DUTIES), **{"default-graph-uri": CORE}))
    assert 1 == number(ask(site, graphs, **{"named-graph-uri": CORE}))
    assert 0 == number(ask(site, COUNT, **{"named-graph-uri": CORE}))
    assert 0 == number(ask(site, graphs, **{"default-graph-uri": CORE}))
    assert 2 < number(ask(site, graphs))


@pytest.mark.parametrize("way", ["form", "direct"])
def test_a_dataset_comes_with_each_way_of_sending(site: TestClient, way: str) -> None:
    """In the body of a form, and in the address beside a query that is the body."""
    graphs = {"default-graph-uri": CORE, "named-graph-uri": [CORE, DUTIES]}
    query = "SELECT (COUNT(DISTINCT ?g) AS ?n) { ?s ?p ?o GRAPH ?g { ?s ?p ?o } }"
    response = {
        "form": lambda: site.post("/sparql", data={"query": query, **graphs}),
        "direct": lambda: site.post(
            "/sparql", params=graphs, content=query, headers={"Content-Type": "application/sparql-query; charset=utf-8"}
        ),
    }[way]()

    assert 1 <= number(response) <= 2


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_a_row_is_the_same_in_each_form(site: TestClient, form: str) -> None:
    """Read again by a library that is not ours; CSV alone has no kinds of terms."""
    query = 'SELECT * { VALUES (?a ?b ?c ?d) { (<urn:x> "a,\\"b\\n"@en 1.5 UNDEF) ("数据" 7 true <urn:y>) } }'
    response = ask(site, query, "text/turtle", format=form)

    if form == "csv":
        assert [["a", "b", "c", "d"], ["urn:x", 'a,"b\n', "1.5", ""], ["数据", "7", "true", "urn:y"]] == [
            *csv.reader(io.StringIO(response.text, newline=""))
        ]
        return
    read = ox.parse_query_results(
        response.content, format=ox.QueryResultsFormat.from_media_type(response.headers["content-type"])
    )
    first, second = ({name: row[name] for name in "abcd"} for row in read)
    assert {"a": ox.NamedNode("urn:x"), "b": ox.Literal('a,"b\n', language="en"), "d": None} == {
        name: value for name, value in first.items() if name != "c"
    }
    assert ("数据", "7", "true", "urn:y") == tuple(one.value for one in second.values())
    assert "1.5" == first["c"].value


@pytest.mark.parametrize(
    ("accept", "read"), [("text/csv", "true"), ("application/sparql-results+xml", "<boolean>true")]
)
def test_a_yes_or_no_comes_in_the_form_asked_for(site: TestClient, accept: str, read: str) -> None:
    response = ask(site, ASK, accept)

    assert response.headers["content-type"].startswith(accept)
    assert read in response.text


def test_no_request_changes_anything(site: TestClient) -> None:
    update = "INSERT DATA { <urn:x> <urn:y> <urn:z> }"
    before = number(ask(site, COUNT))

    assert 400 == ask(site, update).status_code
    assert 400 == site.post("/sparql", data={"update": update}).status_code
    assert (
        415 == site.post("/sparql", content=update, headers={"Content-Type": "application/sparql-update"}).status_code
    )
    assert 400 == ask(site, "LOAD <http://127.0.0.1:9/x.ttl>").status_code
    assert 405 == site.put("/sparql", content=update).status_code
    assert before == number(ask(site, COUNT))


def test_wrong_requests_are_told_apart(site: TestClient) -> None:
    twice = site.get("/sparql", params={"query": [ASK, ASK]})
    none = site.post("/sparql", data={"q": ASK})
    multipart = site.post("/sparql", files={"query": ASK})
    bad_bytes = site.post("/sparql", content=b"\xff", headers={"Content-Type": "application/sparql-query"})
    large = site.post("/sparql", data={"query": ASK + " " * 300_000})

    assert [400, 400, 415, 400, 413] == [one.status_code for one in (twice, none, multipart, bad_bytes, large)]
    assert {"application/problem+json"} == {one.headers["content-type"] for one in (twice, none, multipart, large)}


def test_an_error_of_syntax_says_where_it_is_in_the_language_asked_for(site: TestClient) -> None:
    response = site.get("/sparql", params={"query": "SELECT * {\n ?s ?p ?o ?q }"}, headers={"Accept-Language": "zh-CN"})

    assert 400 == response.status_code
    assert (2, 15) == (response.json()["line"], response.json()["column"])
    assert "查询" in response.json()["detail"]


def test_without_a_query_the_service_describes_itself(site: TestClient) -> None:
    response = site.get("/sparql", headers={"Accept": "text/turtle"})
    found = ox.Store()
    found.load(response.content, format=ox.RdfFormat.TURTLE)
    names = {"sd": "http://www.w3.org/ns/sparql-service-description#", "void": "http://rdfs.org/ns/void#"}
    service = (
        "ASK { <http://testserver/sparql> sd:feature sd:UnionDefaultGraph ; sd:supportedLanguage sd:SPARQL11Query }"
    )
    of_core = f"SELECT ?n {{ ?named sd:name <{CORE}> ; sd:graph ?graph . ?graph void:triples ?n }}"
    (row,) = found.query(of_core, prefixes=names)

    assert found.query(service, prefixes=names)
    assert number(ask(site, COUNT, **{"default-graph-uri": CORE})) == int(row["n"].value)
    assert 200 == site.get("/.well-known/void").status_code


def test_examples_of_the_service_run_as_they_stand(site: TestClient, knowledge: KnowledgeBase) -> None:
    """The questions of the library, in the words in which other editors read examples, found from the description."""
    found = ox.Store()
    found.load(site.get("/.well-known/sparql-examples").content, format=ox.RdfFormat.TURTLE)
    told = site.get("/.well-known/void", headers={"Accept": "text/turtle"}).text
    names = {"sh": "http://www.w3.org/ns/shacl#", "schema": "https://schema.org/"}
    rows = list(
        found.query(
            "SELECT ?example ?text { ?example a sh:SPARQLExecutable ; schema:target <http://testserver/sparql> ; "
            "sh:select|sh:construct ?text }",
            prefixes=names,
        )
    )

    assert "http://testserver/.well-known/sparql-examples" in told
    assert len(rows) > 80
    with TestClient(create_app(knowledge)) as served:
        for row in sorted(rows, key=lambda one: one["example"].value)[::12]:
            assert 200 == ask(served, row["text"].value).status_code, row["example"].value
            assert 200 == served.head(row["example"].value.removeprefix("http://testserver")).status_code


def test_a_browser_without_a_query_gets_the_page(site: TestClient) -> None:
    response = site.get("/sparql", headers={"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8"})

    assert (303, "/en/query") == (response.status_code, response.headers["location"])


def test_rdflib_asks_as_a_foreign_client(address: str) -> None:
    """Its SPARQLStore reads results in XML, and knows nothing of us."""
    store = SPARQLStore(address + "sparql", method="POST")
    rows = list(store.query(f"SELECT ?regime {{ ?regime a <{LF}Regime> }} ORDER BY ?regime"))

    assert LF + "cn/regime" in {str(row[0]) for row in rows}
    assert len(rows) == len(store.query(CONSTRUCT.replace(", ?o", "").replace("?s a ?o", "?s a <urn:r>")))


HOSTILE = {
    "product": ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", 504),
    "path": ("SELECT (COUNT(*) AS ?n) { ?s (!<urn:a>|^!<urn:a>)* ?o }", 504),
    "rows": ("SELECT * { ?s ?p ?o }", 422),
    "size": ("CONSTRUCT { ?s ?p ?o . ?s ?x ?z } { ?s ?p ?o . ?z ?x ?w } LIMIT 200000", 422),
    "brackets": ("SELECT (" + "(" * 20_000 + "1" + ")" * 20_000 + " AS ?x) {}", 507),
    "groups": ("SELECT * " + "{" * 20_000 + "}" * 20_000, 507),
    "service": ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 400),
    "compared": ("SELECT * { ?s ?p ?o FILTER(?s<?o)SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 400),
    "escapes": ('SELECT * { ?s ?p "' + '\\"' * 30_000, 400),
    "silent": ("SELECT * { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }", 400),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_query_ends_at_its_bound_and_the_next_is_answered(site: TestClient, name: str) -> None:
    query, status = HOSTILE[name]
    response = site.post("/sparql", data={"query": query})

    assert status == response.status_code, response.text[:200]
    assert json.loads(response.content)["detail"]
    assert ask(site, ASK).json()["boolean"] is True


def test_words_that_look_like_service_are_no_service(site: TestClient) -> None:
    query = 'PREFIX service: <urn:service:> SELECT ?service { VALUES ?service { "SERVICE <x>" } # SERVICE\n }'

    assert 200 == ask(site, query).status_code
