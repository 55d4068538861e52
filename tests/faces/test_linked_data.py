"""Linked data: each IRI leads to what is said of it, in the form and language that are asked for."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from lexflux.faces.names import named_things
from lexflux.faces.web.crawling import SITEMAP
from lexflux.faces.web.legislation import block, legislation
from lexflux.knowledge_base import KnowledgeBase
from lexflux.terms import LF, RDF

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


# what machines that read pages are told


def data_of(page: str) -> dict[str, Any]:
    """Return the data block of a page, which is the only kind of script that a page has."""
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", page, re.DOTALL)
    assert [' type="application/ld+json"'] == [attributes for attributes, _ in scripts]
    found: dict[str, Any] = json.loads(scripts[0][1])
    return found


def test_a_page_of_law_says_what_it_is_to_machines(site: TestClient, knowledge: KnowledgeBase) -> None:
    """schema.org/Legislation, in the language of the page, with the identifier that the ontology knows."""
    instrument, spoken = LF + "cn/pipl-2021", {"en": "en", "zh": "zh-Hans"}
    for language, tag in spoken.items():
        law = data_of(site.get(f"/{language}/doc/cn/pipl-2021").text)
        article = data_of(site.get(f"/{language}/doc/{PROVISION}").text)

        assert ("Legislation", instrument, tag) == (law["@type"], law["@id"], law["inLanguage"])
        assert knowledge.book.instruments[instrument].identifier == law["legislationIdentifier"]
        assert law["temporalCoverage"].endswith("/..")
        assert law["name"] == article["isPartOf"]["name"]
        assert knowledge.book.citation(LF + PROVISION, language) == article["name"]
    assert "<script" not in site.get("/en/doc/Norm").text


def test_a_date_that_nobody_checked_is_not_told_as_if(knowledge: KnowledgeBase) -> None:
    """Words that cannot say that a date is in doubt do not get it."""
    book = knowledge.book
    unsure = [one for one in book.instruments.values() if one.dates_confidence == LF + "Unverified"]

    assert unsure
    for one in unsure:
        told = legislation(book, one.iri, "en") or {}
        assert told.keys().isdisjoint({"legislationDate", "temporalCoverage"})


def test_nothing_in_the_data_ends_the_block() -> None:
    assert "</" not in block({"name": "</script><script>alert(1)</script>"})[:-9]


def test_a_dated_page_is_a_memento(site: TestClient) -> None:
    """RFC 7089: which day it is, how to ask for another, and the days on which the law changes."""
    dated, whole = site.get("/en/law?on=2026-01-31"), site.get("/en/law")
    asked = {"Accept-Datetime": "Sat, 31 Jan 2026 12:00:00 GMT"}

    assert "Sat, 31 Jan 2026 00:00:00 GMT" == dated.headers["memento-datetime"]
    assert 'rel="original timegate"' in dated.headers["link"]
    assert "memento-datetime" not in whole.headers
    assert "Accept-Datetime" in whole.headers["vary"]
    led = site.get("/zh/law", headers=asked)
    assert (302, "/zh/law?on=2026-01-31") == (led.status_code, led.headers["location"])
    assert 400 == site.get("/zh/law", headers={"Accept-Datetime": "yesterday"}).status_code
    days = site.get("/en/law/timemap")
    assert "application/link-format" in days.headers["content-type"]
    assert 'law?on=2021-11-01>; rel="memento"; datetime="Mon, 01 Nov 2021 00:00:00 GMT"' in days.text


def test_crawlers_find_each_page_and_leave_the_rest(site: TestClient, knowledge: KnowledgeBase) -> None:
    robots, sitemap = site.get("/robots.txt").text, site.get("/sitemap.xml")
    found = [one.text or "" for one in ElementTree.fromstring(sitemap.content).iter(f"{{{SITEMAP}}}loc")]
    base = str(site.base_url)

    assert f"Sitemap: {base}/sitemap.xml" in robots
    assert {f"{base}/en/doc/{PROVISION}", f"{base}/zh/doc/{PROVISION}", f"{base}/en/law"} <= set(found)
    assert len(found) == len(set(found)) < 50_000
    assert not [one for one in found if any(f"/{page}" in one.removeprefix(base)[3:8] for page in ("ask", "query"))]
    for address in (found[0], found[len(found) // 2], found[-1]):
        assert 200 == site.get(address.removeprefix(base)).status_code


def test_a_description_says_how_to_cite_it_and_under_which_licence(site: TestClient) -> None:
    links = site.get(f"/doc/{PROVISION}.ttl").headers["link"]

    assert f'<{LF}{PROVISION}>; rel="cite-as"' in links
    assert 'rel="license"' in links
    assert f'</doc/{PROVISION}.jsonld>; rel="describedby"' in links


# a thing of every kind


def one_of_each_kind(knowledge: KnowledgeBase) -> dict[tuple[str, ...], str]:
    """Return the path of one thing for each set of types that things of the namespace have."""
    found: dict[tuple[str, ...], str] = {}
    for iri in sorted(named_things(knowledge.book), reverse=True):
        if iri.startswith(LF):
            types = knowledge.store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(RDF + "type"), None)
            found[tuple(sorted({quad.object.value for quad in types}))] = iri.removeprefix(LF)
    return found


def test_a_thing_of_every_kind_dereferences_in_each_form(site: TestClient, knowledge: KnowledgeBase) -> None:
    """By header and by suffix, with the same statements, as a page in each language, and as a head without a body."""
    things = one_of_each_kind(knowledge).values()
    forms = {".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES, ".jsonld": ox.RdfFormat.JSON_LD}

    assert len(things) > 100
    for path in things:
        led = site.get(f"/id/{path}")
        address = f"/doc/{path}"
        pages = [site.get(f"/{language}/doc/{path}") for language in ("en", "zh")]
        by_suffix = {suffix: site.get(address + suffix) for suffix in forms}
        by_header = {one: site.get(address, headers={"Accept": form.media_type}) for one, form in forms.items()}
        head = site.head(address, headers={"Accept": "text/turtle"})
        graphs = [len(set(ox.parse(by_suffix[one].content, format=form))) for one, form in forms.items()]

        assert (303, address) == (led.status_code, led.headers["location"]), path
        assert [200, 200] == [one.status_code for one in pages], path
        assert [one.content for one in by_suffix.values()] == [one.content for one in by_header.values()], path
        assert 1 == len(set(graphs)), path
        assert 0 < graphs[0], path
        assert (200, b"") == (head.status_code, head.content), path
        assert head.headers["etag"] == by_header[".ttl"].headers["etag"], path


@pytest.mark.parametrize("language", ["en", "zh"])
def test_where_nothing_is_the_nearest_can_be_opened(site: TestClient, language: str) -> None:
    """In the language of the address, whatever the browser speaks."""
    other = {"en": "zh", "zh": "en"}[language]
    nearest = {"doc/HelthData": "doc/HealthData", "vocabluary": "vocabulary", "compare/topic": "compare/topics"}

    for wrong, right in nearest.items():
        missed = site.get(f"/{language}/{wrong}", headers={"Accept": BROWSER, "Accept-Language": other})
        assert 404 == missed.status_code
        assert f'<html lang="{ {"en": "en", "zh": "zh-Hans"}[language] }"' in missed.text
        assert f'<a href="/{language}/{right}">' in missed.text
        assert 200 == site.get(f"/{language}/{right}").status_code
