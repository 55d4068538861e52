"""`lexflux export`: the ontology as it is published, or the rulebook of one law for another engine."""

from __future__ import annotations

import enum
import sys
from pathlib import Path
from typing import Annotated

import typer

from lexflux import resources
from lexflux.faces.cli.options import On

CASES = "cases"
SUITE = "shacl-suite"


class ExportForm(enum.StrEnum):
    """Syntax of the one file."""

    turtle = "turtle"
    trig = "trig"
    nquads = "nquads"
    jsonld = "jsonld"
    rdfxml = "rdfxml"


class RulebookTarget(enum.StrEnum):
    """Engines to which the rulebook of one law goes."""

    sparql = "sparql"
    shacl = "shacl"
    sql = "sql"
    datalog = "datalog"
    asp = "asp"


def export(
    target: Annotated[
        str | None,
        typer.Argument(
            metavar="TARGET",
            help="New folder, or new file (.ttl, .trig, .nq, .jsonld, .rdf, .owl); - writes to standard output; cases "
            "[FILE] writes the case files as JSON Lines; shacl-suite FOLDER writes tests for SHACL engines. / "
            "新文件夹或新文件；- 表示标准输出；cases [文件] 输出案例；shacl-suite 文件夹 输出 SHACL 引擎测试集。",
        ),
    ] = None,
    place: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE|FOLDER]",
            help="New file of the cases, or new folder of the test suite. / 案例的新文件，或者测试集的新文件夹。",
        ),
    ] = None,
    form: Annotated[
        ExportForm | None, typer.Option("--format", "-f", help="Syntax of the one file. / 单一文件的语法。")
    ] = None,
    regime: Annotated[
        str | None,
        typer.Option("--regime", "-r", help="Only this regime and what it imports. / 仅该制度及其所导入者。"),
    ] = None,
    on: On = None,
    owl: Annotated[
        bool,
        typer.Option(
            "--owl", help="No class is an individual too, as Protégé shows it best. / 类不兼为个体，便于 Protégé。"
        ),
    ] = False,
    to: Annotated[
        RulebookTarget | None,
        typer.Option(
            "--to",
            help="The norms of --regime on --on as rules: a CONSTRUCT query, SHACL rules, views for DuckDB, Datalog "
            "for Nemo or an answer set program for clingo. / 以规则形式导出某制度某日的规范。",
        ),
    ] = None,
    facts: Annotated[
        list[str] | None,
        typer.Option(
            "--facts",
            metavar="FILE",
            help="With --to, instead of rules the transfers of files, folders and lists as these rules read them. "
            "/ 与 --to 同用：改为按规则的读法写出文件中的传输。",
        ),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="New file, as TARGET. / 新文件，同 TARGET。")
    ] = None,
) -> None:
    """Write the ontology out whole, with what follows from each file and rows of tables: a folder, or one file with the
    thresholds as plain statements; or the part of a regime or of a day; or, with --to, its norms as rules of another
    engine, which tell what is certainly triggered and what is not ruled out.
    / 完整导出本体（含所隐含的陈述和表格各行）：文件夹或单一文件（并载明门槛）；亦可仅导出某制度或某日有效的部分；
    或者用 --to 将其规范导出为其他引擎的规则，分别给出确定被触发者和未被排除者。
    """  # noqa: D205 - one paragraph of help
    from lexflux.errors import UnknownTermError
    from lexflux.faces import exporting
    from lexflux.files import free_folder, refuse_existing, write_folder
    from lexflux.knowledge_base import as_day, load
    from lexflux.law.export import published

    named = [one for one in (None if target in (CASES, SUITE) else target, place, output) if one is not None]
    if len(named) > 1:
        raise UnknownTermError("two targets of export", one=named[0], other=named[1])
    place = next(iter(named), None)
    if target in (CASES, SUITE) and (form or on or owl or to or facts or (regime and target == SUITE)):
        raise UnknownTermError("options of export", name=target)
    if target == SUITE:
        _write_suite(place)
        return
    if target == CASES:
        _write_cases(regime, place or "-")
        return
    if to is not None:
        _write_rules(to, regime, on, facts or [], place or "-")
        return
    if facts:
        raise UnknownTermError("facts without a target")
    if place is None:
        raise UnknownTermError("nothing to export")
    syntax = exporting.form_of(place, form)
    if syntax is None:
        if regime or on or owl:
            raise UnknownTermError("part as a folder", name=place)
        free_folder(Path(place))
        write_folder(Path(place), published(resources.folder("ontology")))
        return
    if place != "-":
        refuse_existing(Path(place))
    _write(exporting.exported(load(), syntax, regime, None if on is None else as_day(on), owl), place)


def _write(content: bytes, target: str) -> None:
    from lexflux.files import write_new

    if target == "-":
        sys.stdout.write(content.decode())
    else:
        write_new(Path(target), content)


def _write_rules(to: str, regime: str | None, on: str | None, files: list[str], target: str) -> None:
    from lexflux.batch.exports.rulebook import compile_rulebook
    from lexflux.batch.exports.targets import TARGETS, transfers_of
    from lexflux.errors import UnknownTermError, listed
    from lexflux.files import refuse_existing
    from lexflux.knowledge_base import as_day, load

    knowledge = load()
    book = knowledge.book
    if regime is None or on is None:
        raise UnknownTermError("rulebook without a law", known=listed(book.regimes))
    if target != "-":
        refuse_existing(Path(target))
    rulebook = compile_rulebook(book, regime, as_day(on))
    if files:
        lines = TARGETS[to].facts(rulebook, transfers_of(files, knowledge))
        _write("".join(f"{line}\n" for line in lines).encode(), target)
    else:
        _write(TARGETS[to].rules(rulebook).encode(), target)


def _write_suite(place: str | None) -> None:
    from lexflux.engines.shacl_suite import write_suite
    from lexflux.errors import UnknownTermError
    from lexflux.files import free_folder
    from lexflux.knowledge_base import load
    from lexflux.phrases import phrase, preferred_language

    if place is None:
        raise UnknownTermError("folder of the suite", name=SUITE)
    folder = Path(place)
    free_folder(folder)
    tests = write_suite(load().book, folder)
    sys.stderr.write(phrase("shacl suite written", preferred_language(), tests=tests, name=folder) + "\n")


def _write_cases(regime: str | None, target: str) -> None:
    import json

    from lexflux.batch.benchmark import records
    from lexflux.files import refuse_existing
    from lexflux.knowledge_base import load
    from lexflux.law.snapshot import regime_iri

    if target != "-":
        refuse_existing(Path(target))
    book = load().book
    if regime is not None:
        regime_iri(book, regime)
    lines = (json.dumps(record, ensure_ascii=False, default=str) + "\n" for record in records(book, regime))
    _write("".join(lines).encode(), target)
