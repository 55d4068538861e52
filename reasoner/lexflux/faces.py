"""What several commands print: tables, query results, validation reports, judgements."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from lexflux.errors import UnknownTermError, did_you_mean
from lexflux.lawbook import text
from lexflux.phrases import phrase

if TYPE_CHECKING:
    from lexflux.base import KnowledgeBase
    from lexflux.results import Result


WIDEST = 1 << 14


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], form: str) -> str:
    """Return rows as ``text``, ``markdown``, ``csv`` or ``json``; nothing is ever cut."""
    if form == "json":
        return json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerows([columns, *rows])
        return buffer.getvalue()
    if form == "markdown":
        cells = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
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


def print_query(
    knowledge: KnowledgeBase,
    name: str | None,
    params: Sequence[str],
    transfer: str | None,
    regime: str,
    on: str | None,
    endpoint: str | None,
    engine: str,
    language: str,
    form: str,
) -> None:
    """Run a query of the library or of a file and print its rows; without a name, list the library."""
    from lexflux import queries

    library = queries.load_queries(knowledge.queries)
    if name is None:
        rows = [(key, text(query.titles, language)) for key, query in sorted(library.items())]
        print_table(("query", "title"), rows, form)
        return
    chosen = queries.read_query(Path(name)) if name.endswith(".rq") else queries.find(library, name)
    values = dict(_pair(param) for param in params)
    known = {parameter.name for parameter in chosen.params}
    if "lang" in known:
        values.setdefault("lang", language)
    if "date" in known and on:
        values.setdefault("date", on)
    result = _run(knowledge, chosen.bind(**values), transfer, regime, on, endpoint, engine)
    if form == "json":
        sys.stdout.write(result.to_json() + "\n")
    elif form == "csv":
        sys.stdout.write(result.to_csv())
    else:
        print_table(result.columns, result.cells(), form)


def _pair(param: str) -> tuple[str, str]:
    name, equals, value = param.partition("=")
    if not equals:
        raise UnknownTermError(f"--param '{param}': write NAME=VALUE.", f"--param“{param}”：请写作 NAME=VALUE。")
    return name, value


def _run(knowledge: KnowledgeBase, query: str, transfer: str | None, regime: str, on: str | None, endpoint: str | None, engine: str) -> Result:
    from lexflux import endpoints

    if endpoint is not None:
        return endpoints.run_endpoint(endpoint, query)
    if transfer is not None:
        triples = knowledge.decide(transfer, regime, on).graph().serialize(format="nt", encoding="utf-8")
        knowledge.store.load(triples, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode("urn:lexflux:decision"))
    if engine == "rdflib":
        return endpoints.run_rdflib(knowledge.dataset, query)
    if engine == "oxigraph":
        return endpoints.run_oxigraph(knowledge.store, query)
    hint = did_you_mean(engine, ("oxigraph", "rdflib"))
    raise UnknownTermError(f"Unknown engine '{engine}'. Known: oxigraph, rdflib.{hint[0]}", f"未知引擎“{engine}”。已知：oxigraph、rdflib。{hint[1]}")


def print_comparison(knowledge: KnowledgeBase, file: str, regimes: Sequence[str], days: Sequence[str], language: str, form: str) -> None:
    """Print one transfer under several regimes and days, and which rows differ."""
    from lexflux.base import day_of_law
    from lexflux.compare import compare

    facts = knowledge.read(file)
    chosen = [day_of_law(facts, day) for day in days] or [day_of_law(facts, None)]
    comparison = compare(knowledge.book, facts, regimes or sorted(knowledge.book.regimes), chosen, language)
    heads = ["", *(f"{column.regime} {column.on}" for column in comparison.columns)]
    print_table(heads, [(name, *cells) for name, cells in comparison.rows], form)
    if form in ("text", "markdown"):
        sys.stdout.write("\n" + phrase("differs in", language, rows=", ".join(comparison.differing) or "-") + "\n")


def print_validation(knowledge: KnowledgeBase, what: str, file: str | None, regime: str, on: str | None, language: str, form: str) -> bool:
    """Validate with SHACL, print the report, return whether the data conform."""
    from lexflux import validate

    if what == "knowledge":
        report = validate.validate_knowledge(knowledge.ontology)
    elif file is None:
        raise UnknownTermError(f"'lexflux validate {what}' needs a FILE.", f"“lexflux validate {what}”需要文件。")
    elif what == "transfer":
        report = validate.validate_transfer(file)
    else:
        report = validate.validate_decision(knowledge.decide(file, regime, on).graph())
    if form == "text":
        sys.stdout.write(report.text(language) + "\n")
    else:
        rows = [(result.severity, result.focus, result.path, result.value, text(result.messages, language)) for result in report.results]
        print_table(("severity", "node", "path", "value", "message"), rows, form)
    return report.conforms


def print_judgement(knowledge: KnowledgeBase, files: Sequence[str], regime: str, on: str | None, language: str, form: str) -> bool:
    """Let HermiT judge the ontology, or the given transfers; return whether nothing is wrong."""
    from lexflux.engines.judge import judge_knowledge

    if files:
        return _print_transfer_judgements(knowledge, files, regime, on, language, form)
    judgement = judge_knowledge(knowledge.book, knowledge.ontology)
    rows = [(phrase("consistent" if judgement.consistent else "inconsistent", language), "", "")]
    rows += [(phrase("conflict", language), iri, "") for iri in judgement.conflict]
    rows += [(phrase("unsatisfiable", language), text(texts, language), iri) for iri, texts in sorted(judgement.unsatisfiable.items())]
    label = knowledge.book.label
    rows += [(phrase("special rule", language), label(narrow, language), label(wide, language)) for narrow, wide in judgement.subsumptions]
    print_table((phrase("finding", language), phrase("narrower", language), phrase("wider", language)), rows, form)
    return judgement.consistent and not judgement.unsatisfiable


def _print_transfer_judgements(knowledge: KnowledgeBase, files: Sequence[str], regime: str, on: str | None, language: str, form: str) -> bool:
    """Print, for each transfer, the norms that HermiT proves or refutes, and where the evaluator says otherwise."""
    from lexflux.engines.judge import Case, judge_transfers
    from lexflux.evaluate import Truth
    from lexflux.snapshot import snapshot

    decisions = [knowledge.decide(file, regime, on).decision for file in files]
    cases = [Case(decision.facts, decision.readings, snapshot(knowledge.book, regime, decision.on)) for decision in decisions]
    rows, agreed = [], True
    for file, decision, judgement in zip(files, decisions, judge_transfers(knowledge.book, cases, knowledge.ontology), strict=True):
        for iri, finding in sorted(decision.findings.items()):
            truth = decision.evaluation.truth(finding.triggered)
            judged = Truth.TRUE if iri in judgement.triggered else Truth.FALSE if iri in judgement.not_triggered else Truth.UNKNOWN
            agreed = agreed and judgement.consistent and truth is judged
            if judged is not Truth.FALSE or truth is not judged:
                rows.append((file, knowledge.book.label(iri, language), phrase(judged.value, language), phrase(truth.value, language)))
    print_table((phrase("transfer", language), phrase("norms", language), "HermiT", "Lexflux"), rows, form)
    return agreed
