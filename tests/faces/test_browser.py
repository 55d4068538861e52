"""A real browser on every page, in both languages, with and without scripts: readable by all, quiet, self-contained."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from lexflux.faces.web.facts_link import packed

EXAMPLES = Path(__file__).parents[2] / "examples"
HOTEL = (EXAMPLES / "hotel-booking-abroad.yaml").read_text("utf-8")
OF_FACTS = "t=" + packed(HOTEL)
PATHS = ["", "ask", "law", "query", "query?name=which-places-are-adequate&run=1", "about", "nowhere"]
PATHS += ["doc/eu/gdpr-2016/art-46", "compare/thresholds", "compare/agreements?agreement=depa&topic=DataFlow"]
PATHS += ["places", "vocabulary", "vocabulary/Sector", "search?q=consent"]
PATHS += [f"{one}?{OF_FACTS}" for one in ("answer", "plan", "since", "compare")]
BY_NIGHT = ("", "answer", "compare", "nowhere")
"""The pages that have between them all colours."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
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
    found, outside, said = context.new_page(), [], []
    found.on("request", lambda one: one.url.startswith(address) or outside.append(one.url))
    found.on("console", lambda one: "404" in one.text or said.append(one.text))
    found.on("pageerror", lambda one: said.append(str(one)))
    yield found
    context.close()
    assert ([], []) == (outside, said)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("page", [{"color_scheme": "light"}], indirect=True)
def test_no_page_shuts_anybody_out(page: Page, address: str, language: str) -> None:
    """No violation that axe finds, on a narrow screen and by night too, and nothing wider than the screen."""
    axe = Axe()
    for path in PATHS:
        page.goto(f"{address}{language}/{path}")
        faults = axe.run(page).response["violations"]
        assert [] == [(path, one["id"], one["nodes"][0]["html"][:200]) for one in faults]
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 360, "height": 800})
    for path in PATHS:
        page.goto(f"{address}{language}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        if language == "en" and path.partition("?")[0] in BY_NIGHT:
            faults = axe.run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
            assert [] == [(path, one["id"], one["nodes"][0]["html"][:200]) for one in faults]


@pytest.mark.parametrize("page", [{"java_script_enabled": False}, {}], indirect=True, ids=["no script", "script"])
@pytest.mark.parametrize("language", ["en", "zh"])
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
