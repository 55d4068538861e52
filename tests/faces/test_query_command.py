"""`lexflux query`: where a query comes from, what it prints, and which options it refuses."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from lexflux.errors import InputError, LexfluxError
from lexflux.faces import cli

Query = Callable[..., str]
LABEL = 'SELECT ?l WHERE { lf:Norm rdfs:label ?l FILTER (LANG(?l) = "zh-Hans") }'


@pytest.fixture
def query(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Query:
    """Return what runs the command in this process and gives what it prints."""

    def run(*arguments: str, stdin: str = "") -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        cli.app_of(["query"])(["query", *arguments], standalone_mode=False)
        return capsys.readouterr().out

    return run


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_a_query_comes_from_standard_input_or_the_command_line(query: Query, engine: str) -> None:
    """Both give the same, on every engine, without prefixes and whatever the case of a tag."""
    assert query("-", "--engine", engine, "-f", "csv", stdin=LABEL) == "l\n规范\n"
    assert query("--sparql", LABEL, "--engine", engine, "-f", "csv") == "l\n规范\n"


def test_each_form_of_query_is_answered(query: Query) -> None:
    """ASK gives yes or no in every form of a table, CONSTRUCT and DESCRIBE a graph."""
    assert query("-s", "ASK { cn:regime a lf:Regime }") == "answer\ntrue\n"
    assert json.loads(query("-s", "ASK { cn:regime a lf:Norm }", "-f", "json")) == [{"answer": False}]
    assert "lf:Norm a owl:" in query("-s", "DESCRIBE lf:Norm")
    assert "lf:mine" in query("-s", "CONSTRUCT { ?n lf:mine ?s } WHERE { ?n lf:requires ?s } LIMIT 1")


def test_a_query_can_be_taken_to_any_engine(query: Query) -> None:
    """With the prefixes that it uses."""
    assert query("-s", "SELECT ?n { ?n a lf:Norm }", "-f", "sparql").startswith(
        "PREFIX lf: <https://w3id.org/lexflux/>\n"
    )


def test_the_regime_asked_for_is_the_parameter(query: Query) -> None:
    """Where a query has a parameter for the regime, the option sets it."""
    assert "us:dsp-2025/" in query("which-thresholds-are-set", "--regime", "us")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["which-necessity-tests-apply", "--on", "2026-01-01"],
            "--on: the query 'which-necessity-tests-apply' does not use it",
        ),
        (["which-gaps-are-known", "--transfer", "x.yaml"], "--transfer: the query"),
        (["which-gaps-are-known", "--data", "x.ttl"], "--data: the query"),
        (["-s", "ASK {}", "--regime", "cn"], "--regime: the query '--sparql' does not use it"),
        (["-s", "ASK {}", "which-gaps-are-known"], "Give one query"),
        (["-s", "SELECT ?s { ?s a lf:Nrom }"], "'Nrom'.* Did you mean Norm"),
        (["-s", "SELECT * { SERVICE <urn:x:y> { ?s ?p ?o } }"], "SERVICE asks another server"),
        (["-s", "SELECT ?s { ?s a lf:Norm"], "line 1, column 25: .*\nSELECT"),
    ],
)
def test_what_would_be_silently_empty_is_refused(query: Query, arguments: list[str], message: str) -> None:
    """An option without use, a name that does not exist and a question to elsewhere are told, not answered."""
    with pytest.raises(LexfluxError, match=message):
        query(*arguments)


def test_no_row_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """An empty table is told as such, beside the data."""
    nothing = ["-s", "SELECT ?s { ?s a lf:Norm, lf:Provision }", "-l", "zh"]
    cli.app_of(["query"])(["query", *nothing], standalone_mode=False)

    assert capsys.readouterr() == ("s\n", "没有符合该查询的结果。\n")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("entities.rdf", '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>', "with a document type"),
        ("folder.ttl", None, "not a file that ends"),
    ],
)
def test_data_without_end_are_refused(
    query: Query, tmp_path: Path, name: str, content: str | None, message: str
) -> None:
    """Entities that grow, and what is no regular file, never make a query wait."""
    path = tmp_path / name
    if content is None:
        path.mkdir()
    else:
        path.write_text(content, "utf-8")

    with pytest.raises(InputError, match=message):
        query("-s", "ASK {}", "--data", str(path))


def test_cells_steer_neither_terminal_nor_spreadsheet(query: Query) -> None:
    """Whatever a text holds, it is shown, and nothing in it is done."""
    text = 'SELECT ("=1+1" AS ?a) ("\\\\[/x] \u001b[31m" AS ?b) (-1 AS ?c) WHERE {}'

    assert query("-s", text, "-f", "csv").splitlines()[1].startswith("'=1+1,")
    assert query("-s", text, "-f", "csv").splitlines()[1].endswith(",-1")
    assert "\\[/x] \\x1b[31m" in query("-s", text)


def test_query_without_end_is_ended(query: Query, capsys: pytest.CaptureFixture[str]) -> None:
    """What multiplies the store by itself ends in its time, with a message and not with a busy machine."""
    with pytest.raises(InputError, match=r"after 0\.3 s"):
        query("--timeout", "0.3", "-s", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")

    assert "" == capsys.readouterr().out
