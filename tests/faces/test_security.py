"""What the site promises: what comes from strangers is data, reaches nothing and is shown as text."""

from __future__ import annotations

import csv
import io
import json
import socket
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from lexflux.faces.web.app import create_app
from lexflux.faces.web.guard import HEADERS
from lexflux.faces.web.worker import Bounds
from lexflux.knowledge_base import KnowledgeBase

SCRIPT = "<script>alert(1)</script>{{7*7}}{% raw %}"
FORMULA = "=cmd|' /C calc'!A0"
JSON, YAML = "application/json", "application/yaml"
DEEP = 5_000


def transfer(**more: object) -> str:
    """Return a transfer in JSON."""
    parties = {"exporter": {"locatedIn": "CN"}, "recipient": {"locatedIn": "SG"}}
    return json.dumps({"date": "2026-01-31", **parties, "data": {"type": "ContactData"}, **more})


@pytest.mark.parametrize(
    "address",
    [
        "/en/",
        "/zh/api",
        "/doc/cn/regime.ttl",
        "/none",
        "/static/style.css",
        "/static/../app.py",
        "/sparql",
        "/api/v1/ask",
        "/api/v1/openapi.json",
        "/healthz",
        "/robots.txt",
        "/en/answer",
        "/id/none",
    ],
)
def test_each_response_has_the_headers_of_security(site: TestClient, address: str) -> None:
    headers = site.get(address).headers

    assert HEADERS == {name: headers[name] for name in HEADERS}
    assert "server" not in headers
    assert "set-cookie" not in headers


@pytest.mark.parametrize(
    "address",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static//etc/passwd",
        "/static/%00",
        "/api/v1/schemas/..%2f..%2fapp.json",
        "/doc/../../../etc/passwd",
        "/en/?example=../../../pyproject",
    ],
)
def test_no_address_leads_to_files_of_the_machine(site: TestClient, address: str) -> None:
    response = site.get(address)

    assert response.status_code in (200, 404)
    assert "create_app" not in response.text
    assert "root:" not in response.text
    assert "requires-python" not in response.text


def test_what_somebody_writes_is_text_on_each_page(site: TestClient) -> None:
    """Nothing of it is markup, and nothing a template."""
    told = transfer(label=SCRIPT, comment=SCRIPT, circumstance=[SCRIPT])
    pages = [
        site.post("/en/answer", data={"facts": transfer(label=SCRIPT)}),
        site.post("/en/answer", data={"facts": told}),
        site.post("/en/ask", data={"facts": transfer(label=SCRIPT), "said": SCRIPT}),
        site.get("/en/query", params={"query": SCRIPT}),
        site.get("/en/law", params={"on": SCRIPT}),
        site.get("/en/doc/" + SCRIPT, headers={"Accept": "text/html"}),
    ]

    for page in pages:
        assert page.headers["content-type"].startswith("text/html")
        assert "<script" not in page.text.replace('<script src="/static/query.js"></script>', "")
        assert "49" not in page.text.split("alert(1)")[-1][:40]


def test_a_picture_of_what_somebody_writes_is_a_picture(site: TestClient) -> None:
    told = {"content": transfer(label=SCRIPT), "headers": {"Content-Type": JSON}}
    response = site.post("/api/v1/compare?format=svg&regime=cn", **told)
    names = {one.tag.rpartition("}")[2] for one in ElementTree.fromstring(response.text).iter()}

    assert SCRIPT[:20] not in response.text
    assert "script" not in names
    assert not any(name.startswith("on") for one in ElementTree.fromstring(response.text).iter() for name in one.attrib)


def test_no_cell_of_a_table_is_a_formula(site: TestClient) -> None:
    flow = {
        "date": "2026-01-31",
        "parties": {"a": {"locatedIn": "CN", "label": FORMULA}, "b": {"locatedIn": "SG"}},
        "datasets": {"d": {"type": "ContactData"}},
        "legs": [{"name": FORMULA, "exporter": "a", "recipient": "b", "data": "d"}],
    }
    response = site.post("/api/v1/decide?format=csv", content=json.dumps(flow), headers={"Content-Type": JSON})
    cells = [cell for row in csv.reader(io.StringIO(response.text)) for cell in row]

    assert 200 == response.status_code
    assert any(FORMULA in cell for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


@pytest.fixture
def trap() -> Iterator[socket.socket]:
    """Return a socket on this machine that nobody should reach."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.setblocking(False)
        yield listening


def test_nothing_that_is_sent_makes_the_site_ask_elsewhere(site: TestClient, trap: socket.socket) -> None:
    address = f"http://127.0.0.1:{trap.getsockname()[1]}/x"
    context = {"@context": address, "@graph": [{"@id": address, "@type": "https://w3id.org/lexflux/Transfer"}]}
    bodies = [
        (JSON, json.dumps(context)),
        ("application/ld+json", json.dumps({"@context": [address], "exporter": {"@context": {"@import": address}}})),
        (JSON, transfer(**{"@context": {"@import": address}})),
        (YAML, f"$schema: {address}\n!include {address}: x"),
        ("text/turtle", f"@base <{address}> . <{address}> a <https://w3id.org/lexflux/Transfer> ."),
        ("application/rdf+xml", f'<!DOCTYPE x [<!ENTITY e SYSTEM "{address}">]><x>&e;</x>'),
    ]
    statuses = []
    for operation in ("decide", "validate"):
        for kind, body in bodies:
            response = site.post(f"/api/v1/{operation}", content=body, headers={"Content-Type": kind})
            statuses.append(response.status_code)
    statuses.append(site.post("/sparql", data={"query": f"LOAD <{address}>"}).status_code)
    statuses.append(site.get("/sparql", params={"query": "ASK {}", "default-graph-uri": address}).status_code)

    assert set(statuses) <= {200, 400, 415, 422}
    with pytest.raises(BlockingIOError):
        trap.accept()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/turtle", "[ <urn:p> " * DEEP),
        ("text/turtle", "<urn:s> <urn:p> " + "(" * DEEP + ")" * DEEP + " ."),
        ("text/turtle", "<urn:s> <urn:p> " + "[ <urn:p> " * DEEP + "1" + "]" * DEEP + " ."),
        (JSON, '{"exporter":' * DEEP + "1" + "}" * DEEP),
        (JSON, '{"date": ' + "9" * DEEP + "}"),
        (YAML, "x: " + "[" * DEEP),
        (YAML, "".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9) if n else '1'}]\n" for n in range(12))),
        (YAML, "? " * DEEP),
    ],
)
def test_a_bomb_is_refused_and_the_next_request_is_answered(site: TestClient, kind: str, body: str) -> None:
    """Deep nesting and names that stand for many; the process of its own may end, the site does not."""
    status = site.post("/api/v1/decide", content=body, headers={"Content-Type": kind}).status_code

    assert status in (400, 413, 422, 504, 507)
    assert 200 == site.get("/api/v1/terms?kind=regimes").status_code


def test_a_decision_that_takes_too_long_is_ended_and_told(knowledge: KnowledgeBase) -> None:
    app = create_app(knowledge, Bounds(seconds=1), of_requests=Bounds(seconds=0.02))
    with TestClient(app, client=("127.0.0.1", 1)) as client:
        response = client.post("/api/v1/decide?lang=zh", content=transfer(), headers={"Content-Type": JSON})
        row = client.post("/api/v1/decide", content=transfer(), headers={"Content-Type": "application/x-ndjson"})
        page = client.get("/zh/diff?one=cn&from=2024-03-21&to=2024-03-22")
        metrics = client.get("/metrics").text

    assert (504, "text/html; charset=utf-8") == (page.status_code, page.headers["content-type"])
    assert "用时超过 0.02 秒" in page.text
    assert (504, "application/problem+json") == (response.status_code, response.headers["content-type"])
    assert "用时超过 0.02 秒" in response.json()["detail"]
    assert "too long" == row.json()["errors"][0]["kind"]
    assert 'lexflux_ended_total{reason="too long"} 3' in metrics
    assert 'lexflux_requests_total{part="api",status="504"} 1' in metrics


def test_a_request_that_takes_too_much_memory_is_ended_and_told(knowledge: KnowledgeBase) -> None:
    app = create_app(knowledge, of_requests=Bounds(seconds=60, memory=16 << 20))
    with TestClient(app, client=("127.0.0.1", 1)) as client:
        response = client.post("/api/v1/validate", content=transfer(), headers={"Content-Type": JSON})

    assert (507, "application/problem+json") == (response.status_code, response.headers["content-type"])


def test_the_numbers_are_shown_on_this_machine_alone(site: TestClient) -> None:
    """A stranger would learn how much is asked."""
    assert 403 == site.get("/metrics").status_code
