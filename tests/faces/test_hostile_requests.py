"""Requests that mean harm, or are nonsense: each is answered with a status that says so, none with a defect."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

FORM, JSON, SPARQL = "application/x-www-form-urlencoded", "application/json", "application/sparql-query"
GETS = [
    "/doc/%FF",
    "/api/v1/routes?on=0299-11-23",
    "/en/routes?on=0299-11-23",
    "/doc/%00",
    "/doc/a%0Ab",
    "/id/%0d%0aSet-Cookie:%20a=b",
    "/doc/" + "a/" * 3000,
    "/doc/.ttl",
    "/doc/",
    "/id/",
    "/doc/cn/regime?format=%FF",
    "/doc/cn/regime?lang=%00",
    "/en/doc/https://example.org/",
    "/doc/..%2f..%2fapp",
    "/sparql?" + "a=b&" * 100,
    "/sparql?query=%FF",
    "/sparql?query=%00",
    "/sparql?query=",
    "/sparql?query=ASK%7B%7D&default-graph-uri=x%20y",
    "/sparql?query=ASK%7B%7D&named-graph-uri=",
    "/sparql?query=ASK%7B%7D&format=%FF",
    "/.well-known/void?format=zzz",
    "/en/?t=%FF",
    "/en/?t=eJxLTAIA",
    "/en/?example=../../errors",
    "/en/answer",
    "/en/answer?t=%00",
    "/en/answer?format=yaml",
    "/en/ask?state=%00",
    "/en/ask?state=%7B%22exporter%22%3Anull%7D",
    "/en/ask?on=x",
    "/en/ask?regime=zz",
    "/en/ask?facts=legs:%20[]",
    "/en/law?on=x",
    "/en/law?on=9999-99-99",
    "/en/law?on=0001-01-01",
    "/en/query?name=",
    "/en/query?query=%00",
    "/en/query?name=which-places-are-adequate&run=1&p.date=x",
    "/en/query?name=which-places-are-adequate&run=1&p.regime=%3E%20%7D%20%23",
    "//evil.example/",
    "/%2e%2e/%2e%2e/etc/passwd",
]
POSTS = [
    ("/api/v1/ask", JSON, json.dumps({"answer": "\ud800"})),
    ("/api/v1/ask", JSON, json.dumps({"transfer": {"label": "\ud800", "exporter": None}})),
    ("/api/v1/ask", JSON, json.dumps({"transfer": {"exporter": {"exporter": {"exporter": []}}}, "answer": "x"})),
    ("/api/v1/ask", JSON, json.dumps({"transfer": {"statedUnknown": 5, "statedComplete": {"a": 1}}})),
    ("/api/v1/ask", JSON, json.dumps({"transfer": {"data": [[]], "recipient": [None]}, "on": "2026-01-01"})),
    ("/api/v1/ask", JSON, '{"transfer": ' + "[" * 50_000),
    ("/api/v1/ask", JSON, json.dumps({"transfer": {"legs": []}})),
    ("/api/v1/decide", JSON, json.dumps({"@context": "http://127.0.0.1:1/x", "label": "x"})),
    ("/api/v1/decide", "application/yaml", "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]"),
    ("/api/v1/decide", "text/turtle", "<< " * 5_000),
    ("/api/v1/decide", "application/yaml", "!!python/object/apply:os.system [true]"),
    ("/api/v1/explain", "application/yaml", "exporter: {locatedIn: CN}"),
    ("/sparql", SPARQL, "\ufeff"),
    ("/sparql", FORM, "query=ASK%7B%7D&" * 60),
    ("/en/answer", FORM, "facts=%FF%FE&on=%00&regime=%0A"),
    ("/en/answer", "text/plain", "facts"),
    ("/en/ask", FORM, "state=%7B%22exporter%22%3A%7B%22locatedIn%22%3A%22SG%22%7D%7D&said=" + "x" * 5_000),
    ("/en/ask", FORM, "state=%7B%7D&said=%FF&said=%00"),
    ("/en/query", FORM, "query=" + "x" * 70_000),
]


@pytest.mark.parametrize("address", GETS)
def test_an_address_that_is_nonsense_is_no_defect(site: TestClient, address: str) -> None:
    response = site.get(address, headers={"Accept": "text/html"})

    assert response.status_code < 500
    assert "set-cookie" not in response.headers
    assert "evil.example" not in response.headers.get("location", "").split("?")[0].removeprefix("/doc/")


@pytest.mark.parametrize(("address", "kind", "body"), POSTS)
def test_a_body_that_means_harm_is_no_defect(site: TestClient, address: str, kind: str, body: str) -> None:
    assert 400 <= site.post(address, content=body.encode(), headers={"Content-Type": kind}).status_code < 500
