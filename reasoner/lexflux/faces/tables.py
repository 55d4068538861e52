"""What several commands print: tables, query results, validation reports, judgements."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox

from lexflux.errors import InputError, UnknownTermError, did_you_mean
from lexflux.law.lawbook import text
from lexflux.phrases import phrase

if TYPE_CHECKING:
    import rdflib

    from lexflux.analysis.compare import Column
    from lexflux.knowledge_base import KnowledgeBase
    from lexflux.law.lawbook import LawBook
    from lexflux.query.results import Graph, Result

Found = TypeVar("Found")

WIDEST = 1 << 14
ENGINES = ("oxigraph", "rdflib")
TABLE_FORMS = ("text", "markdown", "csv", "json")
GRAPH_FORMS: dict[str, Callable[[Graph], str]] = {
    "turtle": lambda graph: graph.to_turtle(),
    "jsonld": lambda graph: graph.to_json_ld() + "\n",
    "ntriples": lambda graph: graph.to_ntriples(),
}


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], form: str) -> str:
    """Return rows as ``text``, ``markdown``, ``csv`` or ``json``; nothing is ever cut."""
    if form == "json":
        return json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerows([columns, *rows])
        return buffer.getvalue()
    if form == "markdown":
        cells = [[cell.replace("|", "\\|").replace("\n", "<br>") for cell in row] for row in rows]
        lines = [" | ".join(columns), " | ".join("---" for _ in columns), *(" | ".join(row) for row in cells)]
        return "".join(f"| {line} |\n" for line in lines)
    return _aligned(columns, rows)


def _aligned(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    from rich.console import Console
    from rich.table import Table

    terminal = sys.stdout.isatty()
    console = Console(file=io.StringIO(), width=None if terminal else WIDEST, force_terminal=False)
    grid = Table(box=None, pad_edge=False)
    for column in columns:
        grid.add_column(column, overflow="fold")
    for row in rows:
        grid.add_row(*(cell.replace("[", "\\[") for cell in row))
    with console.capture() as capture:
        console.print(grid)
    return "".join(line.rstrip() + "\n" for line in capture.get().splitlines())


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]], form: str) -> None:
    """Print rows."""
    sys.stdout.write(table(columns, rows, form))


@dataclass(frozen=True, slots=True)
class Source:
    """What a query is run on: the law, with a decision on a transfer or files of the user added, here or at an endpoint."""

    transfer: str | None = None
    data: Sequence[str] = ()
    regime: str | None = None
    on: str | None = None
    endpoint: str | None = None
    engine: str = "oxigraph"


def print_query(
    knowledge: KnowledgeBase, name: str | None, params: Sequence[str], source: Source, language: str, form: str | None
) -> None:
    """Run a query of the library or of a file and print its rows or its graph, or the query itself; without a name, list the library."""
    from lexflux.faces import cards
    from lexflux.query import queries

    library = queries.load_queries(knowledge.queries)
    if name is None:
        print_table(*cards.listing(knowledge, "queries", None, language), _form(form, TABLE_FORMS, "a table", "表格"))
        return
    chosen = queries.read_query(Path(name)) if name.endswith(".rq") else queries.find(library, name)
    values = dict(_pair(param) for param in params)
    known = {parameter.name for parameter in chosen.params}
    for parameter in chosen.params:
        if parameter.kind == "iri" and _is_name(values.get(parameter.name)):
            values[parameter.name] = cards.find(knowledge, values[parameter.name], parameter.default.strip("<>"))
    if "lang" in known:
        values.setdefault("lang", language)
    if "date" in known and source.on:
        values.setdefault("date", source.on)
    if "data" in chosen.reads and not source.data and source.endpoint is None:
        raise UnknownTermError(
            f"Query '{chosen.name}' reads your data; give --data FILE.",
            f"查询“{chosen.name}”读取您的数据；请给出 --data FILE。",
        )
    if form == "sparql":
        sys.stdout.write(chosen.bind(**values))
        return
    if chosen.gives_graph:
        chosen_form = _form(form, tuple(GRAPH_FORMS), "a graph", "图")
        sys.stdout.write(GRAPH_FORMS[chosen_form](_construct(knowledge, chosen.bind(**values), source)))
        return
    chosen_form = _form(form, TABLE_FORMS, "a table", "表格")
    result = _select(knowledge, chosen.bind(**values), source)
    if chosen_form == "json":
        sys.stdout.write(result.to_json() + "\n")
    elif chosen_form == "csv":
        sys.stdout.write(result.to_csv())
    else:
        print_table(result.columns, result.cells(), chosen_form)
        if chosen.severity and len(result) and chosen_form == "text":
            remedy = text(chosen.remedies, language)
            sys.stdout.write("\n" + phrase(chosen.severity, language, remedy=remedy) + "\n")


def _form(form: str | None, forms: Sequence[str], en: str, zh: str) -> str:
    """Return the form asked for, by default the first; a graph has no columns and a table no triples."""
    if form is None:
        return forms[0]
    if form not in forms:
        raise UnknownTermError(
            f"--format {form}: the query gives {en}; choose {', '.join(forms)}.",
            f"--format {form}：该查询给出{zh}；请选 {'、'.join(forms)}。",
        )
    return form


def _is_name(value: str | None) -> bool:
    return value is not None and value != "any" and "//" not in value


def _pair(param: str) -> tuple[str, str]:
    name, equals, value = param.partition("=")
    if not equals:
        raise UnknownTermError(f"--param '{param}': write NAME=VALUE.", f"--param“{param}”：请写作 NAME=VALUE。")
    return name, value


def _select(knowledge: KnowledgeBase, query: str, source: Source) -> Result:
    from lexflux.query.endpoints import run_endpoint, run_oxigraph, run_rdflib

    return _run(knowledge, query, source, run_endpoint, run_rdflib, run_oxigraph)


def _construct(knowledge: KnowledgeBase, query: str, source: Source) -> Graph:
    from lexflux.query.endpoints import construct_endpoint, construct_oxigraph, construct_rdflib

    return _run(knowledge, query, source, construct_endpoint, construct_rdflib, construct_oxigraph)


def _run(
    knowledge: KnowledgeBase,
    query: str,
    source: Source,
    remote: Callable[[str, str], Found],
    by_rdflib: Callable[[rdflib.Dataset, str], Found],
    by_oxigraph: Callable[[ox.Store, str], Found],
) -> Found:
    if source.endpoint is not None:
        return remote(_remote(source), query)
    if _engine(source) == "rdflib":
        return by_rdflib(_filled(knowledge, source).dataset, query)
    return by_oxigraph(_filled(knowledge, source).store, query)


def _remote(source: Source) -> str:
    """Return the address of the endpoint; nothing can be added to the data there."""
    if source.transfer is not None or source.data:
        raise UnknownTermError(
            "--endpoint answers from its own data; leave out --transfer and --data.",
            "--endpoint 依其自身数据作答；请勿同时给出 --transfer 或 --data。",
        )
    return str(source.endpoint)


def _engine(source: Source) -> str:
    if source.engine not in ENGINES:
        hint = did_you_mean(source.engine, ENGINES)
        raise UnknownTermError(
            f"Unknown engine '{source.engine}'. Known: {', '.join(ENGINES)}.{hint[0]}",
            f"未知引擎“{source.engine}”。已知：{'、'.join(ENGINES)}。{hint[1]}",
        )
    return source.engine


def _filled(knowledge: KnowledgeBase, source: Source) -> KnowledgeBase:
    """Return the knowledge base with the decision and the files of the user in its store, each in a named graph."""
    if source.transfer is not None:
        triples = (
            knowledge.decide(source.transfer, source.regime, source.on).graph().serialize(format="nt", encoding="utf-8")
        )
        knowledge.store.load(triples, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode("urn:lexflux:decision"))
    for file in source.data:
        knowledge.add_data(file)
    return knowledge


def print_comparison(
    knowledge: KnowledgeBase,
    file: str,
    regimes: Sequence[str],
    days: Sequence[str],
    origins: Sequence[str],
    language: str,
    form: str,
) -> None:
    """Print one transfer under several regimes and days, which rows differ, and what the comparison does not cover."""
    from lexflux.analysis.compare import compare
    from lexflux.knowledge_base import day_of_law

    facts = knowledge.read(file)
    chosen = [day_of_law(facts, day) for day in days] or [day_of_law(facts, None)]
    found = compare(knowledge.book, facts, regimes, chosen, language, origins)
    heads = ["", *(_head(column, knowledge.book, language) for column in found.columns)]
    label, separator = knowledge.book.label, "、" if language == "zh" else ", "
    notes = (
        [phrase("differs in", language, rows=separator.join(found.differing) or "-")] if len(found.columns) > 1 else []
    )
    left_out = {"not reached": [label(knowledge.book.regimes[one], language) for one in found.not_reached]}
    left_out["not encoded"] = [label(place, language) for place in found.not_encoded]
    notes += [phrase(key, language, named=separator.join(names)) for key, names in left_out.items() if names]
    notes.append(phrase("disclaimer", language))
    title = facts.nodes["transfer"].label or file
    _print_noted(title, heads, [(name, *cells) for name, cells in found.rows], notes, language, form)


def _head(column: Column, book: LawBook, language: str) -> str:
    start = phrase("from place", language, place=column.origin) + "\n" if column.origin else ""
    return f"{start}{book.label(book.regimes[column.regime], language)}\n{column.on}"


def print_topics(
    knowledge: KnowledgeBase, topics: Sequence[str], regimes: Sequence[str], on: str | None, language: str, form: str
) -> None:
    """Print what regimes and agreements say on topics on a day."""
    from lexflux.analysis.topics import topic_table
    from lexflux.knowledge_base import as_day

    day = as_day(_needed(on))
    found = topic_table(knowledge.book, knowledge.agreements, topics, regimes, day, language)
    title = phrase("law of", language, day=day)
    notes = [
        phrase("nothing stated here", language),
        phrase("treaties bind states", language),
        phrase("disclaimer", language),
    ]
    _print_noted(title, ("", *found.topics), [(law, *cells) for law, cells in found.rows], notes, language, form)


def _print_noted(
    title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], notes: Sequence[str], language: str, form: str
) -> None:
    """Print a table with notes below it where the form has room for them."""
    if form == "svg":
        from lexflux.faces import svg

        sys.stdout.write(svg.table(title, columns, rows, "\n".join(notes), language))
        return
    if form == "json":
        whole = {"title": title, "rows": [dict(zip(columns, row, strict=True)) for row in rows], "notes": list(notes)}
        sys.stdout.write(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")
        return
    print_table(columns, rows, form)
    if form in ("text", "markdown"):
        sys.stdout.write("".join(f"\n{note}\n" for note in notes))


def _needed(on: str | None) -> str:
    if on is None:
        raise InputError("No date: ask for a day (--on YYYY-MM-DD).", "缺少日期：请指定日期（--on YYYY-MM-DD）。")
    return on


def print_treaties(
    knowledge: KnowledgeBase, one: str, other: str, on: str | None, topics: Sequence[str], language: str, form: str
) -> None:
    """Print what binds two places towards each other on one day."""
    from lexflux.explain import treaty_records, treaty_report
    from lexflux.explain.treaty_words import TreatyWords

    words = TreatyWords(
        knowledge.treaties(one, other, _needed(on), topics), knowledge.book, knowledge.agreements, language
    )
    forms = {
        "text": treaty_report.as_text,
        "markdown": treaty_report.as_markdown,
        "csv": treaty_records.as_csv,
        "json": treaty_records.as_json,
    }
    sys.stdout.write(forms[form](words))


def print_validation(
    knowledge: KnowledgeBase, what: str, file: str | None, regime: str | None, on: str | None, language: str, form: str
) -> bool:
    """Validate with SHACL, print the report, return whether the data conform."""
    from lexflux.engines import shacl

    if what == "knowledge":
        report = shacl.validate_knowledge(knowledge.ontology)
    elif file is None:
        raise UnknownTermError(f"'lexflux validate {what}' needs a FILE.", f"“lexflux validate {what}”需要文件。")
    elif what == "transfer":
        report = shacl.validate_transfer(file)
    else:
        report = shacl.validate_decision(knowledge.decide(file, regime, on).graph())
    if form == "text":
        sys.stdout.write(report.text(language) + "\n")
    else:
        rows = [
            (result.severity, result.focus, result.path, result.value, text(result.messages, language))
            for result in report.results
        ]
        print_table(("severity", "node", "path", "value", "message"), rows, form)
    return report.conforms


def print_judgement(
    knowledge: KnowledgeBase, files: Sequence[str], regime: str | None, on: str | None, language: str, form: str
) -> bool:
    """Let HermiT judge the ontology, or the given transfers; return whether nothing is wrong."""
    from lexflux.engines.judge import judge_knowledge

    if files:
        return _print_transfer_judgements(knowledge, files, regime, on, language, form)
    judgement = judge_knowledge(knowledge.book, knowledge.ontology)
    rows = [(phrase("consistent" if judgement.consistent else "inconsistent", language), "", "")]
    rows += [(phrase("conflict", language), iri, "") for iri in judgement.conflict]
    rows += [
        (phrase("unsatisfiable", language), text(texts, language), iri)
        for iri, texts in sorted(judgement.unsatisfiable.items())
    ]
    label = knowledge.book.label
    rows += [
        (phrase("special rule", language), label(narrow, language), label(wide, language))
        for narrow, wide in judgement.subsumptions
    ]
    print_table((phrase("finding", language), phrase("narrower", language), phrase("wider", language)), rows, form)
    return judgement.consistent and not judgement.unsatisfiable


def _print_transfer_judgements(
    knowledge: KnowledgeBase, files: Sequence[str], regime: str | None, on: str | None, language: str, form: str
) -> bool:
    """Print, for each transfer, the norms that HermiT proves or refutes, and where the evaluator says otherwise."""
    from lexflux.decision.evaluation import Truth
    from lexflux.engines.judge import Case, judge_transfers
    from lexflux.law.snapshot import snapshot

    decisions = [knowledge.decide(file, regime, on).decision for file in files]
    cases = [
        Case(decision.facts, decision.readings, snapshot(knowledge.book, decision.regime, decision.on))
        for decision in decisions
    ]
    rows, agreed = [], True
    for file, decision, judgement in zip(
        files, decisions, judge_transfers(knowledge.book, cases, knowledge.ontology), strict=True
    ):
        for iri, finding in sorted(decision.findings.items()):
            truth = decision.evaluation.truth(finding.triggered)
            judged = (
                Truth.TRUE
                if iri in judgement.triggered
                else Truth.FALSE
                if iri in judgement.not_triggered
                else Truth.UNKNOWN
            )
            agreed = agreed and judgement.consistent and truth is judged
            if judged is not Truth.FALSE or truth is not judged:
                rows.append(
                    (
                        file,
                        knowledge.book.label(iri, language),
                        phrase(judged.value, language),
                        phrase(truth.value, language),
                    )
                )
    print_table((phrase("transfer", language), phrase("norms", language), "HermiT", "Lexflux"), rows, form)
    return agreed
