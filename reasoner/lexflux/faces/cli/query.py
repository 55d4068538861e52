"""`lexflux query`: a SPARQL query of the library or of a file, on the law and, beside it, a decision or one's data."""

from __future__ import annotations

import enum
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lexflux.errors import UnknownTermError, listed
from lexflux.faces.cli.options import Lang, Language, On, Regime, TableForm, pairs
from lexflux.faces.cli.source import Source
from lexflux.faces.parameters import values_of
from lexflux.faces.tables import print_table
from lexflux.knowledge_base import KnowledgeBase, load
from lexflux.law.lawbook import text
from lexflux.phrases import phrase

if TYPE_CHECKING:
    from lexflux.query.queries import Query
    from lexflux.query.results import Graph, Result

GRAPH_FORMS: dict[str, Callable[[Graph], str]] = {
    "turtle": lambda graph: graph.to_turtle(),
    "jsonld": lambda graph: graph.to_json_ld() + "\n",
    "ntriples": lambda graph: graph.to_ntriples(),
}


SEVERITY_PHRASES = {"error": "each row an error", "warning": "each row a warning", "info": "each row a note"}


class QueryForm(enum.StrEnum):
    """Form of the result of a query: of a table, or of a graph; or the query itself."""

    text = "text"
    markdown = "markdown"
    csv = "csv"
    json = "json"
    turtle = "turtle"
    jsonld = "jsonld"
    ntriples = "ntriples"
    latex = "latex"
    svg = "svg"
    sparql = "sparql"


def query(
    name: Annotated[
        str | None,
        typer.Argument(
            help="Name of a query of the library, a .rq file, or - for standard input; without it all are listed. / "
            "查询名称、.rq 文件或 -（标准输入）；省略则全部列出。"
        ),
    ] = None,
    sparql: Annotated[
        str | None,
        typer.Option(
            "--sparql",
            "-s",
            metavar="QUERY",
            help="A query itself; prefixes that Lexflux uses need no PREFIX. / 直接给出查询，所用前缀无须声明。",
        ),
    ] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="Value of a parameter. / 参数取值。")
    ] = None,
    transfer: Annotated[
        str | None,
        typer.Option(
            "--transfer",
            "-t",
            metavar="FILE",
            help="Add the decision on this transfer to the data. / 将该传输的判定加入数据。",
        ),
    ] = None,
    data: Annotated[
        list[str] | None,
        typer.Option(
            "--data", "-d", metavar="FILE", help="Add an RDF file of yours to the data. / 将您的 RDF 文件加入数据。"
        ),
    ] = None,
    regime: Regime = None,
    on: On = None,
    endpoint: Annotated[
        str | None,
        typer.Option("--endpoint", metavar="URL", help="Ask a SPARQL endpoint instead. / 改为查询 SPARQL 端点。"),
    ] = None,
    engine: Annotated[str, typer.Option("--engine", help="oxigraph or rdflib. / 引擎。")] = "oxigraph",
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", min=0.1, help="When to end the query. / 查询时限（秒）。")
    ] = 60,
    lang: Lang = Language.en,
    form: Annotated[
        QueryForm | None,
        typer.Option(
            "--format",
            "-f",
            help="Of a table: text, markdown, csv, json, latex, svg; of a graph (CONSTRUCT): turtle, jsonld, ntriples; "
            "sparql: the query itself, for any engine. / 输出格式；sparql 为查询本身，可用于任何引擎。",
        ),
    ] = None,
) -> None:
    """Run a SPARQL query over the law and, if asked, a decision or your data.
    / 对法律知识（及判定或您的数据）运行 SPARQL 查询。
    """  # noqa: D205 - one paragraph of help
    from lexflux.faces.listing import listing
    from lexflux.query.sparql import prepare

    knowledge = load()
    if name is None and sparql is None:
        print_table(*listing(knowledge, "queries", None, lang), _table_form(form))
        return
    chosen = _chosen(knowledge, name, sparql)
    source = Source(transfer, data or (), regime, on, endpoint, engine, timeout)
    given = pairs(param, "--param", "NAME=VALUE")
    values = values_of(knowledge, chosen, given, lang, source.on, source.regime)
    _refuse_unused(chosen, source)
    if "data" in chosen.reads and not source.data and source.endpoint is None:
        raise UnknownTermError("query needs data", query=chosen.name)
    bound = chosen.bind(**values)
    if form is QueryForm.sparql:
        sys.stdout.write(prepare(bound, local=False).text)
    elif chosen.gives_graph:
        write = GRAPH_FORMS[_graph_form(form)]
        sys.stdout.write(write(source.construct(knowledge, bound)))
    elif prepare(bound, local=endpoint is None).form == "ASK":
        _print_truth(source.ask(knowledge, bound), _table_form(form))
    else:
        chosen_form = _table_form(form)
        result = source.select(knowledge, bound)
        _print(result, chosen_form)
        if not len(result):
            sys.stderr.write(phrase("no rows", lang) + "\n")
        if chosen.severity and len(result) and chosen_form == TableForm.text:
            remedy = text(chosen.remedies, lang)
            sys.stdout.write("\n" + phrase(SEVERITY_PHRASES[chosen.severity], lang, remedy=remedy) + "\n")


def _chosen(knowledge: KnowledgeBase, name: str | None, inline: str | None) -> Query:
    """Return the query of the library, of a file, of standard input or of the command line."""
    from lexflux.query.queries import find, load_queries, query_of, read_query

    if name is not None and inline is not None:
        raise UnknownTermError("two queries")
    if inline is not None:
        return query_of(inline, Path("--sparql"))
    if name == "-":
        return query_of(sys.stdin.read(), Path("<stdin>"))
    assert name is not None
    return read_query(Path(name)) if name.endswith(".rq") else find(load_queries(knowledge.queries), name)


def _refuse_unused(chosen: Query, source: Source) -> None:
    """Refuse options that would change nothing, so that nobody takes the answer for what they asked."""
    names = {parameter.name for parameter in chosen.params}
    needless = {
        "--on": source.on and not source.transfer and "date" not in names,
        "--regime": source.regime and not source.transfer and "regime" not in names,
        "--transfer": source.transfer and chosen.reads and "decision" not in chosen.reads,
        "--data": source.data and chosen.reads and "data" not in chosen.reads,
    }
    for option, is_needless in needless.items():
        if is_needless:
            raise UnknownTermError("option without use", option=option, query=chosen.name)


def _print_truth(answer: bool, form: str) -> None:
    from lexflux.query.results import Result

    _print(Result(("answer",), ((answer,),)), form)


def _table_form(form: str | None) -> str:
    """Return the form asked for, by default the first; a table has no triples."""
    if form is None:
        return TableForm.text
    if form not in tuple(TableForm):
        raise UnknownTermError("form of a table", form=form, forms=listed(TableForm))
    return form


def _graph_form(form: str | None) -> str:
    """Return the form asked for, by default the first; a graph has no columns."""
    if form is None:
        return QueryForm.turtle
    if form not in GRAPH_FORMS:
        raise UnknownTermError("form of a graph", form=form, forms=listed(GRAPH_FORMS))
    return form


def _print(result: Result, form: str) -> None:
    if form == "json":
        sys.stdout.write(result.to_json() + "\n")
    elif form == "csv":
        sys.stdout.write(result.to_csv())
    else:
        print_table(result.columns, result.cells(), form)
