"""The HTTP interface: the same answers as the commands give, and problems that say where they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from httpx2 import Response
from starlette.testclient import TestClient

from lexflux.explain.render import as_explanation
from lexflux.knowledge_base import KnowledgeBase

EXAMPLES = Path(__file__).parents[2] / "examples"
HOTEL = (EXAMPLES / "hotel-booking-abroad.yaml").read_text("utf-8")


def post(site: TestClient, operation: str, body: str, kind: str = "application/yaml", **parameters: Any) -> Response:
    return site.post(f"/api/v1/{operation}", content=body, params=parameters, headers={"Content-Type": kind})


@pytest.mark.parametrize("language", ["en", "zh"])
def test_decide_answers_as_the_command_does(site: TestClient, knowledge: KnowledgeBase, language: str) -> None:
    expected = json.loads(knowledge.decide_together(yaml.safe_load(HOTEL)).explain(language, "json"))

    assert expected == post(site, "decide", HOTEL, lang=language).json()


def test_decide_reads_each_form_and_answers_in_each(site: TestClient) -> None:
    verdicts = []
    for suffix, kind in ((".yaml", "application/yaml"), (".json", "application/json"), (".ttl", "text/turtle")):
        body = (EXAMPLES / f"beijing-hospital{suffix}").read_text("utf-8")
        verdicts.append(post(site, "decide", body, kind).json()["verdict"])

    assert 1 == len(set(verdicts))
    assert post(site, "decide", HOTEL, format="turtle").headers["content-type"].startswith("text/turtle")
    assert post(site, "decide", HOTEL, format="markdown").text.startswith("# ")
    assert 406 == post(site, "decide", HOTEL, format="docx").status_code
    assert 415 == post(site, "decide", HOTEL, "text/plain").status_code
    assert 400 == site.get("/api/v1/decide").status_code
    assert 405 == site.get("/api/v1/ask").status_code


def test_what_is_asked_stands_in_the_address(site: TestClient, knowledge: KnowledgeBase) -> None:
    answer = post(site, "decide", HOTEL, regime="eu", on="2025-01-31", strict="false").json()
    expected = knowledge.decide(yaml.safe_load(HOTEL), "eu", "2025-01-31")

    assert ("2025-01-31", expected.verdict) == (answer["on"], answer["verdict"])
    assert 422 == post(site, "decide", HOTEL, regime="cnn").status_code
    assert 422 == post(site, "decide", HOTEL, on="soon").status_code
    assert 400 == post(site, "decide", HOTEL, onn="2025-01-31").status_code
    assert 400 == post(site, "decide", HOTEL, strict="perhaps").status_code


@pytest.mark.parametrize("regime", [{}, {"regime": "cn"}], ids=["all law", "one law"])
def test_only_the_members_asked_for_are_answered(site: TestClient, regime: dict[str, str]) -> None:
    """In a joint answer and in that of each law; a name that is none is refused."""
    whole = post(site, "decide", HOTEL, **regime).json()
    part = post(site, "decide", HOTEL, fields=["requirements", "missing"], **regime).json()
    answers = part.get("answers", [part])

    assert all({"requirements", "missing", "leftOut"} <= one.keys() for one in answers)
    assert not any("norms" in one for one in answers)
    assert [whole[key] for key in ("verdict", "possible", "requirements")] == [
        part[key] for key in ("verdict", "possible", "requirements")
    ]
    assert 400 == post(site, "decide", HOTEL, fields="verdicts").status_code


def test_a_flow_is_decided_too(site: TestClient) -> None:
    flow = next(iter(sorted((EXAMPLES / "flows").glob("*.yaml")))).read_text("utf-8")

    part = post(site, "decide", flow, fields="verdict").json()

    assert 200 == post(site, "decide", flow).status_code
    assert all("leftOut" in answer for leg in part["legs"] for answer in leg["answers"])


def test_explain_answers_as_the_command_does(site: TestClient, knowledge: KnowledgeBase) -> None:
    decisions = knowledge.decide_together(yaml.safe_load(HOTEL)).decisions
    norm = next(iter(decisions[0].findings))
    whole = "\n".join(as_explanation(one, "zh") for one in decisions)

    assert whole == post(site, "explain", HOTEL, lang="zh", format="text").text
    assert as_explanation(decisions[0], "en", (norm,)) == post(site, "explain", HOTEL, norm=norm, format="text").text
    assert 422 == post(site, "explain", HOTEL, norm="NoSuchNorm").status_code


def test_problems_say_where_they_are(site: TestClient) -> None:
    lines = HOTEL.replace("locatedIn: FR", "locatedIn: FRR").replace("role: Controller", "rolle: Controller", 1)
    response = post(site, "decide", lines, lang="zh")
    found = {(one.get("line"), one.get("property")) for one in response.json()["errors"]}
    numbers = {word: lines[: lines.index(word)].count("\n") + 1 for word in ("locatedIn: FRR", "rolle")}

    assert (422, "application/problem+json") == (response.status_code, response.headers["content-type"])
    assert {(numbers["locatedIn: FRR"], "locatedIn")} <= found
    assert numbers["rolle"] in {line for line, _ in found}
    assert "FRR" in response.json()["detail"]


@pytest.mark.parametrize(
    ("body", "status"),
    [("", 400), ("a: [", 400), ("- x", 400), ("{" * 5_000, 400), ("x" * 300_000, 413), ("date: 2026-01-01", 422)],
    ids=["empty", "broken", "list", "deep", "large", "nothing stated"],
)
def test_bodies_that_are_none_are_refused(site: TestClient, body: str, status: int) -> None:
    assert status == post(site, "decide", body).status_code


def test_a_dialogue_by_http_asks_until_nothing_changes_the_verdict(site: TestClient) -> None:
    """State in, next question out; the server remembers nothing."""
    answers = {"locatedIn": "SG", "date": "2026-01-31", "type": "ContactData"}
    told: dict[str, Any] = {}
    asked = []
    while True:
        found = site.post("/api/v1/ask", json=told).json()
        if found["question"] is None or len(asked) == 4:
            break
        asked.append((found["question"]["node"], found["question"]["property"]))
        told = {**found["state"], "answer": answers.get(found["question"]["property"], "unknown")}

    assert ("exporter", "locatedIn") == asked[0]
    assert len(asked) == len(set(asked))
    assert "SG" == found["state"]["transfer"]["exporter"]["locatedIn"]


@pytest.mark.parametrize(
    "told",
    [
        '{"transfer": 5}',
        '{"transfer": {"exporter": 5}}',
        '{"answers": "x"}',
        '{"on": "soon"}',
        "[]",
        "{",
        '{"regime": 1}',
    ],
)
def test_what_is_no_state_of_a_dialogue_is_refused(site: TestClient, told: str) -> None:
    response = site.post("/api/v1/ask", content=told, headers={"Content-Type": "application/json"})

    assert response.status_code in (400, 422)
    assert response.json()["detail"]


def test_an_answer_that_is_none_names_the_nearest(site: TestClient) -> None:
    response = site.post("/api/v1/ask", json={"answer": "Singapur"})

    assert 422 == response.status_code
    assert "SG" in response.json()["detail"] or "Singapore" in response.json()["detail"]
