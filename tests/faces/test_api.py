"""The table of operations of the HTTP interface: what it describes is what it does, for each of them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
import yaml
from httpx2 import Response
from starlette.testclient import TestClient

from lexflux.batch.entries import of_source
from lexflux.faces.web.api.openapi import document
from lexflux.faces.web.api.operation import MEDIA
from lexflux.faces.web.api.operations import OPERATIONS
from lexflux.facts.documents import tree_of_text
from lexflux.knowledge_base import KnowledgeBase
from tests.faces.test_interface import EXAMPLES, HOTEL

JSON, NDJSON = "application/json", "application/x-ndjson"
FORMS = [(name, form) for name, one in OPERATIONS.items() for form in one.answers]


@pytest.fixture(scope="module")
def described(knowledge: KnowledgeBase) -> dict[str, Any]:
    """Return the OpenAPI document."""
    return document(knowledge.book, "en")


def ask(site: TestClient, name: str, form: str = "json", **headers: str) -> Response:
    """Ask the example of an operation."""
    operation = OPERATIONS[name]
    parameters, body = operation.example
    address, given = f"/api/v1/{name}", [*parameters, ("format", form)]
    if not body:
        return site.get(address, params=given, headers=headers)
    return site.post(address, content=body, params=given, headers={"Content-Type": JSON, **headers})


def checked(response: Response, described: dict[str, Any]) -> None:
    """Hold a response in JSON to the schema that the document has for it."""
    path = described["paths"][response.request.url.path][response.request.method.lower()]
    schema = path["responses"]["200"]["content"][JSON]["schema"]
    jsonschema.validate(response.json(), {**schema, "components": described["components"]})


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_each_operation_answers_its_example_in_each_form(
    site: TestClient, described: dict[str, Any], name: str, form: str
) -> None:
    response = ask(site, name, form)

    assert (200, MEDIA[form]) == (response.status_code, response.headers["content-type"].split(";")[0]), response.text
    assert response.headers["lexflux-law"]
    if form == "json":
        checked(response, described)


def test_a_flow_is_answered_as_described(site: TestClient, described: dict[str, Any]) -> None:
    flow = (EXAMPLES / "flows" / "records-and-support.yaml").read_text("utf-8")
    for name in ("decide", "plan", "explain", "decide?fields=missing"):
        checked(site.post(f"/api/v1/{name}", content=flow, headers={"Content-Type": "application/yaml"}), described)


@pytest.mark.parametrize("fields", [["verdict"], ["requirements", "receipt"]], ids=len)
@pytest.mark.parametrize("regime", [{}, {"regime": "cn"}], ids=["all law", "one law"])
def test_an_answer_in_part_is_as_described(
    site: TestClient, described: dict[str, Any], regime: dict[str, str], fields: list[str]
) -> None:
    _, body = OPERATIONS["decide"].example
    checked(
        site.post("/api/v1/decide", content=body, params={**regime, "fields": fields}, headers={"Content-Type": JSON}),
        described,
    )


def references(tree: Any) -> Iterator[str]:
    """Yield where a document refers to."""
    if isinstance(tree, dict):
        yield from (value for key, value in tree.items() if key == "$ref")
    for one in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from references(one)


def test_the_document_is_whole_in_both_languages(site: TestClient) -> None:
    en, zh = (site.get("/api/v1/openapi.json", params={"lang": one}) for one in ("en", "zh"))
    tree = en.json()
    names = {f"#/components/schemas/{name}" for name in tree["components"]["schemas"]}

    assert set(references(tree)) <= names
    assert {f"/api/v1/{name}" for name in OPERATIONS} == set(tree["paths"])
    assert "判定" in zh.json()["paths"]["/api/v1/decide"]["post"]["summary"]
    for schema in tree["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    assert 304 == site.get("/api/v1/openapi.json", headers={"If-None-Match": en.headers["etag"]}).status_code


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_shows_each_operation_and_parameter(site: TestClient, language: str) -> None:
    page = site.get(f"/{language}/api").text
    index = ("en", "zh").index(language)

    for operation in OPERATIONS.values():
        assert all(one.name in page for one in operation.parameters)
        assert operation.about[index].split(",")[0].split("'")[0] in page
    assert all(200 == site.get(f"/api/v1/schemas/{one}.json").status_code for one in ("transfer", "answer", "context"))
    assert 404 == site.get("/api/v1/schemas/none.json").status_code


def test_an_answer_to_a_post_has_an_address_from_which_it_can_be_kept(site: TestClient) -> None:
    """The address holds the facts; the same law gives 304, another day another answer."""
    posted = site.post("/api/v1/decide?on=2026-01-31", content=HOTEL, headers={"Content-Type": "application/yaml"})
    address, etag = posted.headers["content-location"], posted.headers["etag"]
    got = site.get(address)

    assert (posted.content, etag) == (got.content, got.headers["etag"])
    assert 304 == site.get(address, headers={"If-None-Match": f'"x", {etag}'}).status_code
    assert etag != site.get(address.replace("2026-01-31", "2026-02-01")).headers["etag"]
    assert "private, no-cache" == got.headers["cache-control"]
    assert "no-cache" == site.get("/api/v1/terms?kind=regimes").headers["cache-control"]


def test_many_transfers_are_decided_one_a_line(site: TestClient, knowledge: KnowledgeBase) -> None:
    """A bad line costs only its own answer."""
    good = json.dumps(yaml.safe_load(HOTEL), default=str)
    content = "\n".join([good, "{", "", good.replace('"FR"', '"FRR"'), "[]", good])
    response = site.post("/api/v1/decide?on=2026-01-31&lang=zh", content=content, headers={"Content-Type": NDJSON})
    rows = [json.loads(line) for line in response.text.splitlines()]
    verdict = knowledge.decide(yaml.safe_load(HOTEL), on="2026-01-31").verdict

    assert NDJSON == response.headers["content-type"]
    first, last = ([one["verdict"] for one in rows if "verdict" in one and one["line"] == at] for at in (1, 6))
    assert first == last
    assert verdict in first
    wrong = {one["line"]: one["errors"][0]["text"] for one in rows if one.get("errors")}
    assert {2, 4} <= wrong.keys()
    assert all(text.startswith(f"body:{line}") for line, text in wrong.items())
    assert 415 == site.post("/api/v1/plan", content=content, headers={"Content-Type": NDJSON}).status_code


@pytest.mark.parametrize("name", ["decide", "explain", "plan", "compare"])
def test_a_transfer_in_dpv_is_answered_and_its_loss_told_too(
    site: TestClient, described: dict[str, Any], name: str
) -> None:
    """The answer is that on the transfer the alignment gives; a header that the document has tells of what was lost."""
    study, turtle = (EXAMPLES / "dpv-hospital-study.ttl").read_text("utf-8"), {"Content-Type": "text/turtle"}
    known = described["paths"][f"/api/v1/{name}"]["post"]["responses"]["200"]["headers"]
    response = site.post(f"/api/v1/{name}?regime=cn", content=study, headers=turtle)
    ours = site.post(f"/api/v1/{name}?regime=cn", content=HOTEL, headers={"Content-Type": "application/yaml"})

    assert 200 == response.status_code, response.text
    checked(response, described)
    assert "DPV" == response.headers["lexflux-carried-over"]
    assert "Lexflux-Carried-Over" in known
    assert "lexflux-carried-over" not in ours.headers


def test_several_transfers_in_dpv_are_refused_with_what_reads_them(site: TestClient) -> None:
    """Two processes are two transfers: neither is answered alone."""
    study = (EXAMPLES / "dpv-hospital-study.ttl").read_text("utf-8")
    both = study.replace("<https://example.org/study>", "<https://example.org/other>") + study
    response = site.post("/api/v1/decide", content=both, headers={"Content-Type": "text/turtle"})

    assert 422 == response.status_code
    assert "give 2 transfers" in response.json()["detail"]
    assert "lexflux check" in response.json()["detail"]


def test_the_verdict_on_a_transfer_in_dpv_is_that_of_the_command(site: TestClient, knowledge: KnowledgeBase) -> None:
    study = (EXAMPLES / "dpv-hospital-study.ttl").read_text("utf-8")
    found = site.post("/api/v1/decide?regime=cn", content=study, headers={"Content-Type": "text/turtle"}).json()
    document = tree_of_text(study, "study", "turtle")
    [transfer] = [entry.read() for entry in of_source(document, "study", knowledge)]

    assert knowledge.answer(transfer, "cn").data("en")["verdict"] == found["verdict"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("find?qq=x", "mean q"),
        ("find", "'q'"),
        ("find?q=consent&limit=0", "limit"),
        ("find?q=consent&limit=x", "limit"),
        ("find?q=consent&q=data", "'q'"),
        ("terms?kind=regimes&lang=fr", "lang"),
        ("terms?kind=regimes&on=soon", "soon"),
        ("terms?kind=regime", "regimes"),
        ("treaties?between=CN&on=2026-01-01", "between"),
        ("treaties?between=CN&between=XX&on=2026-01-01", "XX"),
        ("compare", "thresholds"),
        ("compare?thresholds=true&topic=transfer", "thresholds"),
        ("compare?topic=tranfer&on=2026-01-01", "ransfer"),
        ("decide", "POST"),
        ("decide?t=%25", "t:"),
        ("decide?t=eJxLTAIA", "link"),
    ],
)
def test_a_wrong_parameter_is_told_with_what_would_be_right(site: TestClient, address: str, said: str) -> None:
    response = site.get(f"/api/v1/{address}")

    assert response.status_code in (400, 422)
    assert "application/problem+json" == response.headers["content-type"]
    assert said in response.json()["detail"]


def test_a_table_carries_what_it_leaves_out(site: TestClient) -> None:
    found = site.get("/api/v1/find", params={"q": "transfer", "limit": 2, "lang": "zh"}).json()

    assert 2 == len(found["rows"])
    assert len(found["columns"]) == len(found["rows"][0])
    assert found["notes"]


@pytest.mark.parametrize(("program", "file"), [(sys.executable, "decide.py"), ("node", "decide.mjs")])
def test_a_client_of_ten_lines_gets_the_verdict(
    address: str, knowledge: KnowledgeBase, program: str, file: str
) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    told = str(EXAMPLES / "hotel-booking-abroad.yaml")
    command = [program, str(EXAMPLES / "clients" / file), address, told]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)

    assert knowledge.decide_together(told).verdict == done.stdout.splitlines()[0]
