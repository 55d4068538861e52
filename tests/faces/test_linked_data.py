"""Linked data: each IRI leads to what is said of it, in the form and language that are asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from lexflux.knowledge_base import KnowledgeBase
from lexflux.terms import LF

PROVISION = "cn/pipl-2021/art-39"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def test_a_thing_leads_to_what_is_said_of_it(site: TestClient) -> None:
    response = site.get(f"/id/{PROVISION}?lang=zh")

    assert (303, f"/doc/{PROVISION}?lang=zh") == (response.status_code, response.headers["location"])


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [("text/turtle", ".ttl"), ("application/n-triples", ".nt"), ("application/ld+json, */*;q=0.1", ".jsonld")],
)
def test_data_come_by_header_and_by_suffix_and_are_about_the_thing(site: TestClient, accept: str, suffix: str) -> None:
    by_header = site.get(f"/doc/{PROVISION}", headers={"Accept": accept})
    by_suffix = site.get(f"/doc/{PROVISION}{suffix}")

    form = ox.RdfFormat.from_media_type(by_header.headers["content-type"])
    assert form is not None
    assert ox.NamedNode(LF + PROVISION) in {quad.subject for quad in ox.parse(by_header.content, format=form)}
    assert by_header.content == by_suffix.content
    assert f"/doc/{PROVISION}{suffix}" == by_header.headers["content-location"]


def test_people_get_a_page_in_their_language(site: TestClient, knowledge: KnowledgeBase) -> None:
    spoken = {"en": {}, "zh": {"Accept-Language": "fr, zh-CN;q=0.8, en;q=0.7"}}
    stated = next(iri for iri, norm in knowledge.book.norms.items() if LF + PROVISION in norm.stated_in)

    for language, header in spoken.items():
        response = site.get(f"/doc/{PROVISION}", headers={"Accept": BROWSER, **header})
        assert knowledge.book.citation(LF + PROVISION, language) in response.text
        assert f'href="/{language}/doc/{stated.removeprefix(LF)}"' in response.text
        assert response.text == site.get(f"/{language}/doc/{PROVISION}").text


def test_an_instrument_leads_to_its_provisions_and_back(site: TestClient) -> None:
    assert f'href="/en/doc/{PROVISION}"' in site.get("/en/doc/cn/pipl-2021").text
    assert 'href="/en/doc/cn/pipl-2021"' in site.get(f"/en/doc/{PROVISION}").text


def test_who_has_the_description_is_not_sent_it_again(site: TestClient) -> None:
    address = f"/doc/{PROVISION}.ttl"
    etag = site.get(address).headers["etag"]

    assert 304 == site.get(address, headers={"If-None-Match": f'"other", {etag}'}).status_code
    assert etag != site.get(f"/doc/{PROVISION}.nt").headers["etag"]
    assert 200 == site.get(address, headers={"If-None-Match": '"other"'}).status_code


def test_what_does_not_exist_names_the_nearest(site: TestClient) -> None:
    data, person = site.get("/doc/cn/pipl-2021/art-390"), site.get("/zh/doc/cn/pipl-2021/art-390")

    assert [404, 404] == [data.status_code, person.status_code]
    assert PROVISION in data.json()["detail"]
    assert PROVISION in person.text
    assert 404 == site.get("/doc/" + "x" * 20_000).status_code
    assert 404 == site.get("/doc/a%3E%20%7B%7D").status_code
    assert 406 == site.get(f"/doc/{PROVISION}", headers={"Accept": "image/png"}).status_code


@pytest.mark.parametrize("path", ["../../../errors.py", "..%2f..%2fapp.py", "%2e%2e/app.py", "/etc/passwd"])
def test_static_files_are_only_those_of_the_site(site: TestClient, path: str) -> None:
    assert 404 == site.get(f"/static/{path}").status_code
    assert site.get("/static/style.css").headers["content-type"].startswith("text/css")


def test_redirects_lead_each_iri_here(knowledge: KnowledgeBase) -> None:
    """The rules for w3id.org send every path below the namespace to the address that this site serves."""
    rules = (Path(__file__).parents[2] / "docs" / "w3id.htaccess").read_text("utf-8")
    pattern, target = re.findall(r"RewriteRule (\S+) https://[^/]+(/\S+) \[R=303", rules)[0]

    assert "/id/" + PROVISION == re.sub(pattern, target.replace("$1", "\\1"), PROVISION)
