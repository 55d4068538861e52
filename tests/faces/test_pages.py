"""The pages: each in both languages, whole without a script, safe whatever is typed, without dead links."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter

import pytest
import yaml
from httpx2 import Response
from starlette.testclient import TestClient

from lexflux.explain.norms import norm_sections
from lexflux.explain.report import sections
from lexflux.explain.together import joint_cover
from lexflux.faces.comparisons.transfer import transfer_table
from lexflux.faces.web.words import WORDS
from lexflux.knowledge_base import KnowledgeBase

EXAMPLES = Path(__file__).parents[2] / "examples"
HOTEL = (EXAMPLES / "hotel-booking-abroad.yaml").read_text("utf-8")
SCRIPT = "<script>alert(1)</script>"
PAGES = ["", "law", "query", "about", "doc/cn/pipl-2021", "query?name=which-places-are-adequate&run=1", "ask"]
PAGES += ["compare", "compare/topics?topic=Adequacy", "compare/agreements?agreement=depa", "compare/thresholds"]
PAGES += ["places?on=2026-01-31", "vocabulary", "vocabulary/Sector", "search", "search?q=consent", "diff", "routes"]
PAGES += ["doc/cn/csl-2017/art-37?on=2026-02-01", "doc/cn/cbdf-2024/SmallVolumeExemption"]
TAGS = {"en": "en", "zh": "zh-Hans"}


def links(text: str) -> Iterator[str]:
    """Yield the addresses of this site to which a page leads."""
    yield from (html.unescape(one) for one in re.findall(r'(?:href|action)="(/[^"]*)"', text))


class Tags(HTMLParser):
    """Collects the attributes of all tags as a browser reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.attributes: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the attributes of a tag."""
        self.attributes += [(tag, "", ""), *((tag, name, value or "") for name, value in attrs)]


def state_of(response: Response) -> dict[str, str]:
    """Return the hidden fields of the form of a question, which are all that its server knows."""
    found = re.findall(r'<input type="hidden" name="(state|regime|on)" value="([^"]*)"', response.text)
    return {name: html.unescape(value) for name, value in found}


@pytest.mark.parametrize("language", TAGS)
@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_whole_in_each_language(site: TestClient, page: str, language: str) -> None:
    response = site.get(f"/{language}/{page}")
    other = {"en": "zh", "zh": "en"}[language]

    assert 200 == response.status_code
    assert f'<html lang="{TAGS[language]}">' in response.text
    assert f'href="/{other}/{html.escape(page)}"' in response.text
    assert 1 == response.text.count("<h1>")
    assert {"application/ld+json", ""} >= set(re.findall(r'<script(?: type="([^"]*)")?', response.text))
    assert ['src="'] * page.startswith("query") == re.findall(r'(?:src|style)="|url\(', response.text)
    assert page.startswith("query") == ("script-src 'self'" in response.headers["content-security-policy"])


@pytest.mark.parametrize("page", ["en/", "zh/law", "en/query", "zh/about", "en/doc/cn/pipl-2021", "en/ask"])
def test_no_link_is_dead(site: TestClient, page: str) -> None:
    """Of the many links of a list each tenth is followed."""
    found = sorted(set(links(site.get(f"/{page}").text)) - {"/en/answer", "/zh/answer"})
    followed = found if len(found) < 40 else found[::10]

    assert [] == [one for one in followed if site.get(one).status_code >= 400]


def test_who_comes_is_led_to_their_language(site: TestClient) -> None:
    assert "/zh/" == site.get("/", headers={"Accept-Language": "zh-TW, en;q=0.5"}).headers["location"]
    assert "/en/" == site.get("/", headers={"Accept-Language": "de"}).headers["location"]


@pytest.mark.parametrize("language", TAGS)
def test_an_answer_shows_what_the_command_says_with_links_to_the_law(
    site: TestClient, knowledge: KnowledgeBase, language: str
) -> None:
    """The joint verdict, which law applies and may, and of each law what it says, with its own page."""
    joint = knowledge.decide_together(yaml.safe_load(HOTEL))
    cover = joint_cover(knowledge.book, joint.found, language, full=True)
    response = site.post(f"/{language}/answer", data={"facts": HOTEL})
    text = html.unescape(re.sub(r"<[^>]+>", "", response.text))

    assert 200 == response.status_code
    assert len(joint.decisions) > 1
    for said in cover.headline:
        assert said in text
    of_laws = [sections(one, language) + norm_sections(one, language) for one in joint.decisions]
    for section in (section for told in (cover.sections, *of_laws) for section in told):
        assert section.title in text
        assert section.lines[0].text in text
    assert {f"regime={name}" for name in ("cn", "eu")} <= set(re.findall(r"regime=\w+", response.text))
    assert [] == [one for one in set(links(response.text)) if "/doc/" in one and site.get(one).status_code != 200]


def test_a_link_to_an_answer_holds_the_facts(site: TestClient) -> None:
    answer = site.post("/en/answer", data={"facts": HOTEL, "on": "2025-01-31"})
    link = next(one for one in links(answer.text) if re.match(r"/en/answer\?(?!.*(regime|format)=)", one))
    again = site.get(link)
    strip = re.compile(r"<header>.*?</header>|<link[^>]*>", re.DOTALL)

    assert strip.sub("", answer.text) == strip.sub("", again.text)
    assert HOTEL == site.get(link + "&format=yaml").text
    assert "2025-01-31" == site.get(link + "&format=json").json()["on"]
    assert "attachment" in site.get(link + "&format=markdown").headers["content-disposition"]
    assert html.escape("hotel", quote=False) in site.get(link.replace("/en/answer", "/en/")).text
    assert 422 == site.get("/en/answer?t=AAAA").status_code


def test_what_was_typed_stays_where_it_is_wrong(site: TestClient) -> None:
    typed = "exporter:\n  locatedIn: Atlantis\n"
    response = site.post("/zh/answer", data={"facts": typed, "on": "2025-01-31", "regime": "cn"})

    assert 422 == response.status_code
    assert typed in response.text
    assert 'value="2025-01-31"' in response.text
    assert '<option value="cn" selected>' in response.text
    assert 'role="alert"' in response.text
    assert "Atlantis" in response.text.split("<textarea")[0]
    assert 400 == site.post("/en/answer", data={"facts": ""}).status_code
    assert 422 == site.post("/en/answer", data={"facts": HOTEL, "on": "soon"}).status_code
    assert 422 == site.post("/en/answer", data={"facts": HOTEL, "regime": "xx"}).status_code


def test_a_dialogue_by_form_ends_in_an_answer(site: TestClient) -> None:
    """Who presses `not known` throughout, where and when and what apart, is not asked twice and gets an answer."""
    answers = {"<h1>In which country": ["SG", "DE"], "<h1>On which day": ["2026-01-31"]}
    response, asked = site.get("/en/ask"), []
    while 'name="state"' in response.text and len(asked) < 6:
        heading = re.findall(r"<h1>[^<]*</h1>\n<p>[^<]*", response.text)[0]
        asked.append(heading)
        said = next((found.pop(0) for start, found in answers.items() if heading.startswith(start)), "unknown")
        response = site.post("/en/ask", data={**state_of(response), "said": said})
        assert 200 == response.status_code

    assert len(asked) == len(set(asked))
    assert len(asked) >= 4


@pytest.mark.parametrize("page", ["answer", "plan"])
def test_what_a_description_in_dpv_loses_is_told_on_each_page(site: TestClient, page: str) -> None:
    """A plan is as little of what is not carried over as an answer is, and no command names a file that is none."""
    response = site.post(f"/en/{page}", data={"facts": (EXAMPLES / "dpv-hospital-study.ttl").read_text("utf-8")})

    assert 200 == response.status_code
    assert "what-of-a-dpv-description-is-lost --data FILE" in response.text


def test_an_answer_that_is_none_is_asked_for_again(site: TestClient) -> None:
    response = site.post("/en/ask", data={"state": "", "said": "Singapur"})

    assert 422 == response.status_code
    assert "SG (Singapore)" in response.text
    assert 422 == site.post("/en/ask", data={"state": '{"exporter": 5}'}).status_code
    assert 400 == site.post("/en/ask", data={"state": "["}).status_code


def test_a_question_of_the_library_runs_with_what_was_typed(site: TestClient) -> None:
    shown = site.get("/en/query?name=what-cites-a-provision&run=1&p.provision=cn-pipl-2021/39")
    other = site.get("/en/query?name=what-cites-a-provision&run=1&p.provision=no-such")

    assert 200 == shown.status_code
    assert "VALUES ?provision { <https://w3id.org/lexflux/cn/pipl-2021/art-39> }" in html.unescape(shown.text)
    assert any(one.startswith("/en/doc/") for one in links(shown.text.split("<tbody>")[1]))
    assert 'role="alert"' in other.text


def test_a_query_of_ones_own_is_answered_or_its_fault_told(site: TestClient) -> None:
    select = "SELECT ?regime { ?regime a <https://w3id.org/lexflux/Regime> }"
    table = site.post("/zh/query", data={"query": select})
    wrong = site.post("/zh/query", data={"query": "SELECT * {"})
    endless = site.post("/en/query", data={"query": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a"})

    assert 'href="/zh/doc/cn/regime"' in table.text
    assert all(200 == site.get(one).status_code for one in links(table.text) if one.startswith("/sparql"))
    assert 400 == wrong.status_code
    assert "SELECT * {" in wrong.text
    assert "第 1 行" in wrong.text
    assert endless.status_code in (504, 507)


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/en/answer", {"facts": f"label: {SCRIPT}\nexporter: {SCRIPT}", "regime": '"><script>', "on": SCRIPT}),
        ("/en/answer", {"facts": HOTEL.replace("label: ", f"label: {SCRIPT} ", 1)}),
        ("/en/ask", {"state": f"label: {SCRIPT}", "said": SCRIPT}),
        ("/en/query", {"query": f"SELECT * {{ BIND('{SCRIPT}' AS ?x) }}"}),
        ("/en/query", {"query": f"CONSTRUCT {{ <urn:x> <urn:y> '{SCRIPT}' }} {{}}"}),
        ("/en/query", {"name": SCRIPT, "p.x": SCRIPT}),
        (
            "/en/query",
            {"query": "SELECT * { VALUES ?x { <javascript:alert(1)> <https://w3id.org/lexflux/x'onclick='y> } }"},
        ),
    ],
)
def test_what_is_typed_is_text(site: TestClient, address: str, fields: dict[str, str]) -> None:
    found = Tags()
    found.feed(site.post(address, data=fields).text.replace('<script src="/static/query.js"></script>', ""))

    assert "script" not in {tag for tag, _, _ in found.attributes}
    assert [] == [name for _, name, _ in found.attributes if name.startswith("on") or name == "style"]
    assert [] == [value for _, name, value in found.attributes if name == "href" and value.startswith("javascript")]


def test_each_response_bears_the_headers_of_security(site: TestClient) -> None:
    for address in ("/en/", "/static/style.css", "/nowhere", "/sparql?query=x", "/api/v1/decide", "/healthz"):
        headers = site.get(address).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert ("nosniff", "no-referrer") == (headers["x-content-type-options"], headers["referrer-policy"])
        assert "set-cookie" not in headers


def test_other_sites_may_read_the_law_and_nothing_else(site: TestClient) -> None:
    opened = {
        one: "access-control-allow-origin" in site.get(one).headers for one in ("/sparql?query=x", "/en/", "/doc/x")
    }

    assert {"/sparql?query=x": True, "/en/": False, "/doc/x": True} == opened


def test_a_host_that_is_no_name_is_refused(site: TestClient) -> None:
    assert 400 == site.get("/sparql", headers={"Host": "x<y>.example"}).status_code
    assert 200 == site.get("/healthz", headers={"Host": "[::1]:8080"}).status_code


def test_pages_that_are_not_there_say_so(site: TestClient) -> None:
    page, data = site.get("/zh/nowhere"), site.get("/nowhere", headers={"Accept": "application/json"})

    assert (404, "text/html; charset=utf-8") == (page.status_code, page.headers["content-type"])
    assert (404, "application/problem+json") == (data.status_code, data.headers["content-type"])
    assert 404 == site.get("/fr/").status_code


def test_words_are_in_both_languages() -> None:
    for en, zh in WORDS.values():
        places = [{name for _, name, _, _ in Formatter().parse(one) if name} for one in (en, zh)]
        assert en
        assert zh
        assert places[0] == places[1]


def test_a_chinese_word_of_two_characters_is_found(site: TestClient) -> None:
    found = site.get("/zh/search", params={"q": "健康"})
    none = site.get("/en/search", params={"q": "no such thing anywhere"})

    assert any("/doc/" in one for one in links(found.text.split("<ol")[1]))
    assert (200, True) == (none.status_code, 'role="alert"' in none.text)
    assert 422 == site.get("/en/search", params={"q": "consent", "regime": "xx"}).status_code


def test_a_transfer_is_compared_from_five_places(site: TestClient, knowledge: KnowledgeBase) -> None:
    places = ["CN", "SG", "DE", "GB", "US"]
    answer = site.post("/en/compare", data={"facts": HOTEL, "from": ", ".join(places)})
    link = next(one for one in links(answer.text) if one.startswith("/en/compare?t="))
    expected = transfer_table(knowledge, knowledge.read(yaml.safe_load(HOTEL)), "", [], [], places, "en")

    assert 200 == answer.status_code
    assert [dict(zip(expected.columns, row, strict=True)) for row in expected.rows] == site.get(
        link + "&format=json"
    ).json()["rows"]
    assert all(html.escape(note) in answer.text for note in expected.notes)
    assert site.get(link).text.split("<caption>")[1] == answer.text.split("<caption>")[1]


def test_a_comparison_that_is_too_wide_or_of_nothing_keeps_what_was_typed(site: TestClient) -> None:
    wide = site.post("/en/compare", data={"facts": HOTEL, "from": ",".join(f"X{one}" for one in range(20))})
    unknown = site.post("/zh/compare/topics", data={"topic": "Adecuacy", "on": "2026-01-31"})

    assert (422, 422) == (wide.status_code, unknown.status_code)
    assert "X19" in wide.text
    assert html.escape(HOTEL.splitlines()[-1]) in wide.text
    assert "Adequacy" in unknown.text
    assert 'value="2026-01-31"' in unknown.text


@pytest.mark.parametrize(
    ("path", "said"),
    [("compare", "No transfer is described"), ("compare/topics", "No topic"), ("compare/agreements", "No agreement")],
)
def test_a_comparison_without_its_subject_says_what_to_choose(site: TestClient, path: str, said: str) -> None:
    sent = site.post(f"/en/{path}", data={"regime": "cn", "on": "2026-01-31"})

    assert 422 == sent.status_code
    assert said in sent.text
    assert 'value="2026-01-31"' in sent.text
    assert said not in site.get(f"/en/{path}").text


def test_places_say_who_counts_them_as_adequate_on_the_day(site: TestClient) -> None:
    before, after = (site.get(f"/en/places?on={day}").text for day in ("2023-07-09", "2023-07-10"))
    row = re.compile(r'<th scope="row"><a href="/en/doc/place/US">.*?</tr>', re.DOTALL)
    listed = [found[0] if (found := row.search(one)) else "" for one in (before, after)]

    assert "listed recipients" not in listed[0]
    assert "listed recipients" in listed[1]
    assert 422 == site.get("/en/places?on=soon").status_code


def test_each_kind_of_terms_is_a_tree_with_definitions(site: TestClient) -> None:
    text = site.get("/en/vocabulary/DataSet").text

    assert "HealthData" in text
    assert 404 == site.get("/en/vocabulary/Nothing").status_code
    assert text.count("<ul") > 5


def test_a_presumption_becomes_an_answer_by_one_click(site: TestClient) -> None:
    """What was presumed is stated after it, or denied; either way it is presumed no longer."""
    answer = site.post("/en/answer", data={"facts": HOTEL}).text
    sent = [html.unescape(one) for one in re.findall(r'name="so" value="([^"]+)"', answer)]
    denials = [html.unescape(one) for one in re.findall(r'name="not" value="([^"]+)"', answer)]

    assert len(sent) > 5
    for name, each in [("so", one) for one in sent[:9:3]] + [("not", one) for one in denials[:9:4]]:
        changed = site.post("/en/answer", data={"facts": HOTEL, name: each, "format": "yaml"})
        again = site.post("/en/answer", data={"facts": changed.text})
        assert (200, 200) == (changed.status_code, again.status_code), each
        assert html.escape(each) not in again.text
    assert 422 == site.post("/en/answer", data={"facts": HOTEL, "so": "nowhere|x|y"}).status_code


def test_an_answer_leads_to_its_plan_its_history_and_its_files(site: TestClient) -> None:
    answer = site.post("/en/answer", data={"facts": HOTEL}).text
    found = {one.split("?")[0]: site.get(one) for one in links(answer) if "t=" in one}
    files = {one.split("format=")[1]: site.get(one) for one in links(answer) if "format=" in one}
    plan = site.get(next(one for one in links(answer) if "/plan?" in one)).text

    assert {"/en/plan", "/en/since", "/en/compare"} <= found.keys()
    assert {200} == {one.status_code for one in (*found.values(), *files.values())}
    assert (
        "<h2>2021-06-27 · European Union</h2>" in site.get(next(one for one in links(answer) if "/since?" in one)).text
    )
    assert '<a href="/en/doc/cn/pipl-2021/art-54?on=2025-03-03">' in plan
    assert files["ical"].text.startswith("BEGIN:VCALENDAR")
    assert any(name.endswith(".docx") for name in zipfile.ZipFile(io.BytesIO(files["dossier"].content)).namelist())


def test_the_argument_leads_to_the_norms_that_it_shows(site: TestClient) -> None:
    drawn = site.post("/zh/answer", data={"facts": HOTEL}).text.split('class="picture"')[1].split("</svg>")[0]

    assert "style" not in drawn
    assert [200] == [*{site.get(one).status_code for one in links(drawn)}]
    assert len(set(links(drawn))) > 5


def test_a_plan_of_a_flow_and_a_history_without_a_place_are_told(site: TestClient) -> None:
    flow = (EXAMPLES / "flows" / "records-and-support.yaml").read_text("utf-8")

    assert 200 == site.post("/en/plan", data={"facts": flow}).status_code
    assert 422 == site.post("/en/since", data={"facts": flow}).status_code
    assert 422 == site.post("/zh/since", data={"facts": HOTEL, "from": "2026-01-01", "to": "2025-01-01"}).status_code
    assert 400 == site.post("/en/plan", data={"facts": ""}).status_code


def test_rows_of_a_table_give_a_table_of_answers(site: TestClient) -> None:
    rows = (EXAMPLES / "inventory" / "transfers.csv").read_bytes()
    answer = site.post("/zh/answer", files={"upload": ("transfers.csv", rows)}, data={"facts": "", "regime": ""})
    found = [one for one in links(answer.text) if one.startswith("/zh/answer?t=") and "regime=" in one]

    assert 200 == answer.status_code
    assert 3 == len(found)
    assert [200] == [*{site.get(one).status_code for one in found}]
    assert "Contact" in answer.text
    assert 4 < len(site.post("/en/answer", data={"facts": rows.decode(), "format": "csv"}).text.splitlines())


def test_a_file_is_read_in_each_form_and_what_fails_stays(site: TestClient) -> None:
    for name in ("beijing-hospital.jsonld", "beijing-hospital.ttl", "dpv-hospital-study.ttl"):
        content = (EXAMPLES / name).read_bytes()
        answer = site.post("/en/answer", files={"upload": (name, content)}, data={"facts": ""})
        assert 200 == answer.status_code, name
        assert ("what-of-a-dpv-description-is-lost" in answer.text) == name.startswith("dpv"), name
    bad = site.post("/en/answer", files={"upload": ("x.yaml", b"exporter: {locatedIn: Atlantis}")}, data={"on": "x"})

    assert 422 == bad.status_code
    assert "Atlantis" in bad.text.split("<textarea")[1]
    assert 400 == site.post("/en/answer", content=b"x", headers={"content-type": "multipart/form-data"}).status_code


def test_a_known_prefix_needs_no_declaration(site: TestClient) -> None:
    """It is declared in the text that is shown, so that the same query runs everywhere; a link gives the same again."""
    answer = site.post("/en/query", data={"query": "SELECT ?x {\r\n ?x a lf:Regime FILTER(?x != lf:Norm) }"})
    again = site.get(next(one for one in links(answer.text) if one.startswith("/en/query?query=")))
    rows = [one.text.split("<tbody>")[1].split("</tbody>")[0] for one in (answer, again)]

    assert 1 == html.unescape(answer.text).count("PREFIX lf: &lt;https".replace("&lt;", "<"))
    assert rows[0] == rows[1]
    assert "/en/doc/cn/regime" in rows[0]


def test_an_editor_is_told_what_it_may_complete(site: TestClient) -> None:
    found = site.get("/zh/query/terms").json()

    assert ["lf:exporter", "数据提供方"] in found["terms"]
    assert "rdfs:label" in dict(found["terms"])
    assert "https://w3id.org/lexflux/place/" == found["prefixes"]["place"]


def test_a_provision_is_told_as_of_a_day_with_what_came_in_its_place(site: TestClient) -> None:
    """Before the amendment it stands; after it the page names the new number, whose page is that of the same day."""
    before, after = (site.get(f"/en/doc/cn/csl-2017/art-37?on={day}") for day in ("2025-12-31", "2026-01-01"))
    open_point = site.get("/zh/doc/cn/cbdf-2024/art-5-1-2").text

    assert "law of 2025-12-31 · stands" in before.text
    assert "superseded: since 2026-01-01: Cybersecurity Law 2026, art. 39" in after.text
    assert "/en/doc/cn/csl-2026/art-39?on=2026-01-01" in links(after.text)
    assert "not in force on this day" not in before.text.split('id="on"')[1].split("<h2>History")[0]
    assert "Thu, 01 Jan 2026 00:00:00 GMT" == after.headers["memento-datetime"]
    assert 2 == open_point.count("解读：")
    assert 422 == site.get("/en/doc/cn/pipl-2021/art-39?on=soon").status_code


def test_the_way_to_a_norm_leads_through_its_provision(site: TestClient) -> None:
    trail = site.get("/en/doc/cn/cbdf-2024/SmallVolumeExemption").text.split("</nav>")[1]
    leading = [one.removeprefix("/en/doc/cn/") for one in links(trail) if "/doc/" in one]

    assert ["regime", "cbdf-2024", "cbdf-2024/art-5-1-4"] == leading[:3]


def test_what_two_laws_treat_differently_is_told_or_asked_again(site: TestClient) -> None:
    wrong = site.get("/zh/diff?one=xx&from=2024-03-21&to=2024-03-22")

    assert 422 == wrong.status_code
    assert 'value="2024-03-21"' in wrong.text
    assert 422 == site.get("/en/diff?one=cn&from=2024-03-21&to=soon").status_code


def test_a_law_without_a_baseline_stays_chosen(site: TestClient) -> None:
    """The form below the difference of another law than those that it offers asks for that law again."""
    assert '<option value="sg" selected>' in site.get("/en/diff?one=sg&from=2024-03-21&to=soon").text


@pytest.mark.parametrize(("language", "label"), [("en", "Booking of a hotel abroad"), ("zh", "预订境外酒店")])
def test_examples_are_named_in_the_language_of_the_page(site: TestClient, language: str, label: str) -> None:
    assert f'<a href="/{language}/?example=hotel-booking-abroad">{label}</a>' in site.get(f"/{language}/").text


def test_each_rule_of_a_difference_leads_to_the_law_of_before_and_since(site: TestClient) -> None:
    told = site.get("/zh/diff?one=uk&from=2026-02-04&to=2026-02-05")
    stated = [one for one in links(told.text) if one.startswith("/zh/doc/uk/")]

    assert {"2026-02-04", "2026-02-05"} == {one.partition("?on=")[2] for one in stated}
    assert all(200 == site.get(one).status_code for one in stated)


def test_a_flow_leads_to_each_leg_and_that_to_the_law(site: TestClient) -> None:
    flow = (EXAMPLES / "flows" / "records-and-support.yaml").read_text("utf-8")
    legs = [one for one in links(site.post("/zh/answer", data={"facts": flow}).text) if "/leg?" in one]
    shown = site.get(legs[0])

    assert 4 == len(legs)
    assert 200 == shown.status_code
    assert any("?on=" in one and "/zh/doc/" in one for one in links(shown.text))
    assert 422 == site.get(legs[0] + "x").status_code


def test_ways_lead_to_the_law_of_each_hop_and_to_themselves(site: TestClient) -> None:
    """Each hop is cited by links as of the day; the page is a link; what is wrong is told, and what was typed stays."""
    address = "/zh/routes?from=CN&on=2023-01-18"
    found = site.get(address)
    wrong = site.get("/en/routes?from=Chna&to=US")

    assert 200 == found.status_code
    assert 'href="/zh/doc/cn/pipl-2021/art-39?on=2023-01-18"' in found.text
    assert html.escape(address) in found.text
    assert 422 == wrong.status_code
    assert "CN (China (mainland))" in wrong.text
    assert 'value="Chna"' in wrong.text


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_a_name_and_a_number_in_each_row_make_a_chart(site: TestClient, spoken: str) -> None:
    """A bar for each row of the table, and none where there are other columns."""
    counted = site.get(f"/{spoken}/query?name=how-many-gaps-does-each-regime-have&run=1").text
    others = site.get(f"/{spoken}/query?name=how-many-norms-does-each-regime-have&run=1").text

    assert counted.count("<tr>") - 1 == counted.count('<rect class="own"') > 1
    assert "<svg" not in others
