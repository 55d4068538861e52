"""A real browser on every page, in both languages, with and without scripts: readable by all, quiet, self-contained."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from lexflux.faces.finding import Finding
from lexflux.faces.web.facts_link import packed
from lexflux.faces.web.static_site import StaticSite
from lexflux.files import write_folder
from lexflux.knowledge_base import KnowledgeBase
from lexflux.terms import LF

EXAMPLES = Path(__file__).parents[2] / "examples"
HOTEL = (EXAMPLES / "hotel-booking-abroad.yaml").read_text("utf-8")
OF_FACTS = "t=" + packed(HOTEL)
OF_FLOW = "t=" + packed((EXAMPLES / "flows" / "records-and-support.yaml").read_text("utf-8"))
LAW = [
    "law",
    "doc/eu/gdpr-2016/art-46?on=2026-01-01",
    "vocabulary/Sector",
    "search?q=consent",
    "places",
    "about",
    "api",
]
ASKING = ["", "ask", "query?name=how-many-gaps-does-each-regime-have&run=1", "query?query=SELECT+*+{", "nowhere"]
COMPARING = [
    "compare/agreements?agreement=depa&topic=DataFlow",
    "routes?from=CN&to=US&on=2026-06-01",
    "diff?one=xx&from=2025-01-01&to=2025-01-02",
]
OF_TRANSFER = [f"{one}?{OF_FACTS}" for one in ("answer", "plan", "since", "compare")]
OF_TRANSFER += [f"answer?{OF_FLOW}", f"leg?{OF_FLOW}&leg=to+its+support"]
"""Each template once."""
STOP_SOON = """document.getElementById("editor").addEventListener("submit", () => setTimeout(() => {
    const stop = document.getElementById("stop"), isShown = !stop.hidden;
    stop.click();
    window.wasShown = isShown;
}, 300))"""
FOREIGN = """([address, kind, body]) => fetch(address, {
    method: "POST", body, headers: {"Content-Type": kind, "Accept": "application/sparql-results+json,*/*;q=0.9"},
}).then(one => one.json())"""
VIOLATIONS = {"resultTypes": ["violations"]}
CONTRAST = {**VIOLATIONS, "runOnly": ["color-contrast"]}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-features=LocalNetworkAccessChecks"]  # a page of another origin may ask a site on loopback
MISSING = "chromium is not installed; Debian has it as the package chromium"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return Debian's Chromium."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip(MISSING)
    with sync_playwright() as driver:
        yield driver.chromium.launch(executable_path=program, args=FLAGS)


@pytest.fixture
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Return a page that must ask nobody but the site, and of which the console stays empty."""
    context = browser.new_context(**getattr(request, "param", {}))
    context.set_default_timeout(120_000)  # a busy machine is no fault of a page
    found, outside, said = context.new_page(), [], []
    found.on("request", lambda one: one.url.startswith(address) or outside.append(one.url))
    found.on("console", lambda one: re.search("status of 4[0-9]{2}", one.text) or said.append(one.text))
    found.on("pageerror", lambda one: said.append(str(one)))
    yield found
    context.close()
    assert ([], []) == (outside, said)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("page", [{"color_scheme": "light"}], indirect=True)
def test_no_page_shuts_anybody_out(page: Page, address: str, language: str) -> None:
    """No violation that axe finds, by night neither, and nothing wider than a screen, be it narrow or wide."""
    axe = Axe()
    for path in (*LAW, *ASKING, *COMPARING, *OF_TRANSFER):
        page.goto(f"{address}{language}/{path}")
        assert fits(page), path
        page.set_viewport_size({"width": 360, "height": 800})
        assert fits(page), path
        assert [] == faults(axe, page, VIOLATIONS), path
        if language == "en":  # colours are the same in each
            page.emulate_media(color_scheme="dark")
            assert [] == faults(axe, page, CONTRAST), path
            page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1280, "height": 800})


def fits(page: Page) -> bool:
    """Return whether nothing has to be scrolled to the side but what scrolls by itself."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def faults(axe: Axe, page: Page, options: dict[str, object]) -> list[tuple[str, str]]:
    """Return what axe finds wrong, each with the first place of it."""
    found = axe.run(page, options=options).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found]


@pytest.mark.parametrize(
    ("page", "language"),
    [({"java_script_enabled": False}, "en"), ({}, "zh")],
    indirect=["page"],
    ids=["no script", "zh"],
)
def test_a_stranger_decides_the_hotel_case(page: Page, address: str, language: str, tmp_path: Path) -> None:
    """Decides it, reads the article, asks since when, compares five places and saves the memo."""
    start = f"{address}{language}"
    page.goto(f"{start}/")
    page.click(f'a[href="/{language}/?example=hotel-booking-abroad"]')
    page.click('form[action$="/answer"] button[type=submit] >> nth=0')
    assert page.locator(".verdict").is_visible()

    page.click(".cites a >> nth=0")
    assert "/doc/" in page.url
    page.go_back()
    page.click('nav.within a[href*="/since?"]')
    assert page.locator("h2").count() > 1
    page.go_back()
    page.click('nav.within a[href*="from="]')
    assert page.locator("thead th").count() >= 5
    page.go_back()
    with page.expect_download() as download:
        page.click('a[href*="format=markdown"]')
    download.value.save_as(tmp_path / "memo.md")
    assert {"en": "GDPR", "zh": "通用数据保护条例"}[language] in (tmp_path / "memo.md").read_text("utf-8")


def test_an_editor_of_somebody_else_may_ask(page: Page, address: str) -> None:
    """As YASGUI and Comunica do from a page of another origin: a form, and a query as the body, for which it asks."""
    page.goto("about:blank")
    kinds = {"application/x-www-form-urlencoded": "query=ASK%7B%7D", "application/sparql-query": "ASK {}"}
    for kind, body in kinds.items():
        told = page.evaluate(FOREIGN, [f"{address}sparql", kind, body])
        assert {"head": {}, "boolean": True} == told, kind
    led = page.evaluate("address => fetch(address).then(one => one.url)", f"{address}id/cn/regime")
    assert f"{address}doc/cn/regime" == led


def test_an_editor_offers_terms_runs_and_shows_what_is_wrong(page: Page, address: str) -> None:
    """By keyboard alone, with the prefix declared; where the query is wrong, that part of it is selected."""
    page.goto(f"{address}en/query")
    page.keyboard.press("Escape")
    page.fill("#query", "")
    page.type("#query", "SELECT ?x { ?x a lf:Regim")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("Enter")
    page.type("#query", " }")
    assert page.input_value("#query").startswith("PREFIX lf: <https://w3id.org/lexflux/>\nSELECT ?x { ?x a lf:Regime }")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("tbody tr")
    assert page.locator('tbody a[href="/en/doc/cn/regime"]').is_visible()
    page.fill("#query", "SELECT ?x {\n ?x a }")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#problem")
    assert "?x a }" in page.locator("#problem pre").inner_text()
    assert page.evaluate("getSelection().toString()") in "?x a }"


def test_a_query_can_be_stopped(page: Page, address: str) -> None:
    """What was typed stays; the answer is held back here, so that there is something to stop."""
    page.goto(f"{address}en/query")
    page.route("**/en/query", lambda one: one.request.method == "POST" or one.continue_())
    page.fill("#query", "ASK {}")
    assert page.locator("#stop").is_hidden()
    page.evaluate(STOP_SOON)
    page.keyboard.press("Control+Enter")
    page.wait_for_function("window.wasShown")
    assert ("ASK {}", True) == (page.input_value("#query"), page.locator("#stop").is_hidden())


def test_words_are_found_in_files_as_by_the_program(
    browser: Browser, files: StaticSite, index_file: bytes, knowledge: KnowledgeBase, tmp_path: Path
) -> None:
    """From the disk, without a server, in the same order."""
    names = ("en/search.html", "static/style.css", "static/search.js")
    write_folder(tmp_path / "site", {"static/index.js": index_file, **{name: files[name] for name in names}})
    page = browser.new_page()
    page.goto((tmp_path / "site" / "en" / "search.html").as_uri())
    page.fill("#q", "separate consent")
    found = page.locator("#hits > li > a").evaluate_all("links => links.map(one => one.getAttribute('href'))")
    page.close()

    expected = [
        f"doc/{hit.iri.removeprefix(LF)}.html" for hit in Finding(knowledge, ["separate", "consent"], "en").hits
    ]
    assert len(expected) > 3
    assert expected[: len(found)] == found
