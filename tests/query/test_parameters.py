"""Values of parameters: how they are written, and which are refused."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from lexflux.errors import InputError, UnknownTermError
from lexflux.query.queries import read_query
from tests.query.library import HEADER, Run, named


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("cn:regime", "<https://w3id.org/lexflux/cn/regime>"),
        ("cn/cbdf-2024/art-13", "<https://w3id.org/lexflux/cn/cbdf-2024/art-13>"),
        ("HealthData", "<https://w3id.org/lexflux/HealthData>"),
        ("urn:lexflux:decision:0f/application/1", "<urn:lexflux:decision:0f/application/1>"),
        ("https://example.org/法#条", "<https://example.org/法#条>"),
    ],
)
def test_iris_are_written_in_three_ways(value: str, line: str) -> None:
    """An IRI may be given in full, as a prefixed name, or as a name in the Lexflux namespace."""
    assert f"VALUES ?provision {{ {line} }}" in named("what-cites-a-provision").bind(provision=value)


def test_none_and_no_value_keep_the_default() -> None:
    """Without values, or with None, the text is that of the file."""
    query = named("which-norms-are-in-force")

    assert query.text == query.bind() == query.bind(date=None, lang=None)


def test_only_the_line_of_the_parameter_changes() -> None:
    """A bound value replaces the value of its line and nothing else."""
    query = named("which-norms-are-in-force")

    changed = set(query.bind(date=datetime.date(2024, 3, 22), lang="zh").splitlines()) - set(query.text.splitlines())

    assert changed == {
        '  VALUES ?date { "2024-03-22"^^<http://www.w3.org/2001/XMLSchema#date> }',
        '  VALUES ?lang { "zh-Hans" }',
    }


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        (
            "what-cites-a-provision",
            {"provision": "cn:x> } #"},
            "an IRI; write it in full, as a prefixed name such as cn:regime, or as a name such as HealthData",
        ),
        (
            "what-cites-a-provision",
            {"provision": "art. 13"},
            "an IRI; write it in full, as a prefixed name such as cn:regime, or as a name such as HealthData",
        ),
        (
            "what-cites-a-provision",
            {"provision": ""},
            "an IRI; write it in full, as a prefixed name such as cn:regime, or as a name such as HealthData",
        ),
        ("what-cites-a-provision", {"lang": 'en" } #'}, "a language; write en or zh"),
        ("which-norms-are-in-force", {"date": "22 March 2024"}, "a date; write it as 2026-01-31"),
        ("which-norms-are-in-force", {"date": "2024-02-30"}, "a date; write it as 2026-01-31"),
        ("how-is-a-term-defined", {"term": "\\u0022 } SELECT"}, "a plain text"),
        ("how-is-a-term-defined", {"term": 5}, "a plain text"),
    ],
)
def test_bad_values_are_refused(name: str, values: dict[str, Any], message: str) -> None:
    """A value that does not fit its parameter is named with what was expected; nothing reaches the query."""
    ((parameter, value),) = values.items()

    with pytest.raises(InputError) as caught:
        named(name).bind(**values)

    assert f"Query '{name}', parameter '{parameter}': {str(value)!r} is not {message}." == caught.value.text("en")
    assert caught.value.text("zh").startswith(f"查询“{name}”的参数“{parameter}”")


def test_unknown_parameters_are_refused() -> None:
    """A parameter that the query does not have is refused with the nearest one."""
    with pytest.raises(UnknownTermError) as caught:
        named("which-norms-are-in-force").bind(regme="cn:regime")

    assert (
        str(caught.value)
        == "Query 'which-norms-are-in-force' has no parameter 'regme'; it has: date, regime, lang. Did you mean regime?"
    )
    assert (
        caught.value.text("zh")
        == "查询“which-norms-are-in-force”没有参数“regme”；其参数为：date, regime, lang。您是否想写：regime？"
    )


def test_unknown_queries_are_refused() -> None:
    """A query that does not exist is refused with the nearest names."""
    with pytest.raises(UnknownTermError) as caught:
        named("which-norms-are-in-forse")

    assert str(caught.value).startswith("No query 'which-norms-are-in-forse'. Did you mean which-norms-are-in-force")


@pytest.mark.parametrize(
    "text",
    ['"', "\\", 'a" } ?s ?p ?o . VALUES ?x { "', "line\nbreak", "tab\tand\rreturn", "' # {}", "\\\\", "法律", "\u0001"],
)
def test_texts_arrive_unchanged(text: str, engines: dict[str, Run], tmp_path: Path) -> None:
    """Any text that is accepted reaches every engine as it is, as data."""
    path = tmp_path / "echo.rq"
    path.write_text(
        '#+ param: text string "-"  text | 文本\n'
        + HEADER.replace("SELECT ?norm", "SELECT ?text").replace("{\n", '{\n  VALUES ?text { "-" }\n', 1),
        "utf-8",
    )
    bound = read_query(path).bind(text=text)

    assert dict.fromkeys(engines, ((text,),)) == {engine: run(bound).rows for engine, run in engines.items()}


def test_integers(tmp_path: Path) -> None:
    """A whole number may be given as number or text; a truth value or a fraction is refused."""
    path = tmp_path / "count.rq"
    path.write_text(
        "#+ param: least integer 10  least | 最少\n" + HEADER.replace("{\n", "{\n  VALUES ?least { 10 }\n", 1), "utf-8"
    )
    query = read_query(path)

    assert "VALUES ?least { 25 }" in query.bind(least=25)
    assert "VALUES ?least { -3 }" in query.bind(least="-3")
    for value in (True, 2.5, "1e3", "١"):
        with pytest.raises(InputError, match="is not a whole number"):
            query.bind(least=value)
