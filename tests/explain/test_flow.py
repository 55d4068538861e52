"""The decision on the example of a flow, in each of its forms."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import rdflib

from lexflux.decision.flows import FlowDecision
from lexflux.explain.flow import render_flow
from lexflux.knowledge_base import load
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF

EXAMPLE = Path(__file__).parents[2] / "examples" / "flows" / "records-and-support.yaml"


@pytest.fixture(scope="module")
def found() -> FlowDecision:
    """Return the decision on the example."""
    return load().decide_flow(EXAMPLE)


def test_text_draws_the_flow_and_says_what_each_leg_lacks(found: FlowDecision, book: LawBook) -> None:
    """The tree shows who hands the data to whom, and below it stand the articles of what is lacking."""
    text = render_flow(book, found, "en", "text")

    assert (
        "├─ 1 to the vendor: PERMITTED → Vendor / 供应商 (United States)\n│  └─ 2 to its support: CONDITIONAL" in text
    )
    assert "└─ 3 to the registry: PERMITTED" in text
    assert (
        "● ✗ documented instructions of the controller: needed · to do  [Standard Clauses Decision, clauses 8.8" in text
    )
    assert "the data come under: chapter V, whatever the tool, standard clauses of 2021, module two" in text
    assert "Japan · law of 2026-06-01: NOT APPLICABLE" in text


def test_chinese_text_says_the_same(found: FlowDecision, book: LawBook) -> None:
    """Headings, conditions and notes are in Chinese."""
    text = render_flow(book, found, "zh", "text")

    assert "由 4 段组成的流" in text
    assert "数据所附条件：" in text
    assert "日本 · 适用 2026-06-01 的法律：不适用" in text


def test_markdown_has_a_chart(found: FlowDecision, book: LawBook) -> None:
    """Each party is one node of the chart, however many legs meet there."""
    lines = render_flow(book, found, "en", "markdown").splitlines()
    chart = lines[lines.index("```mermaid") : lines.index("```")]

    assert 5 == sum('["' in line for line in chart)
    assert 4 == sum("-->" in line for line in chart)


def test_json_carries_the_whole_answer_on_each_leg(found: FlowDecision, book: LawBook) -> None:
    """Programs find the legs, their conditions and every answer with its receipt."""
    data = json.loads(render_flow(book, found, "en", "json"))

    assert data["verdict"] == "Conditional"
    assert [leg["continues"] for leg in data["legs"]] == [None, "to the vendor", None, "to the registry"]
    assert data["legs"][1]["received_under"] == {"eu/ChapterFive": "true", "eu/ClausesModuleTwo": "true"}
    assert all(answer["receipt"] for leg in data["legs"] for answer in leg["answers"])


def test_csv_has_a_row_for_each_law_on_a_leg(found: FlowDecision, book: LawBook) -> None:
    """Spreadsheets get one line for each answer."""
    rows = list(csv.DictReader(io.StringIO(render_flow(book, found, "en", "csv"))))

    assert [(row["leg"], row["regime"], row["verdict"]) for row in rows] == [
        ("1", "European Union", "permitted"),
        ("2", "United States", "not applicable"),
        ("2", "European Union", "conditional"),
        ("3", "European Union", "permitted"),
        ("4", "Japan", "not applicable"),
        ("4", "European Union", "conditional"),
    ]


def test_graph_links_flow_legs_and_what_they_continue(found: FlowDecision, book: LawBook) -> None:
    """A query follows the data from leg to leg."""
    graph = rdflib.Graph().parse(data=render_flow(book, found, "en", "turtle"), format="turtle")
    flow = graph.value(predicate=rdflib.RDF.type, object=rdflib.URIRef(LF + "Flow"))
    legs = set(graph.objects(flow, rdflib.URIRef(LF + "leg")))

    assert len(legs) == 4
    assert {leg for pair in graph.subject_objects(rdflib.URIRef(LF + "continues")) for leg in pair} <= legs
