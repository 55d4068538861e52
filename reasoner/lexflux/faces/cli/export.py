"""`lexflux export`: the ontology as it is published, as a folder or as one file."""

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


def export(
    target: Annotated[
        str,
        typer.Argument(
            metavar="TARGET",
            help="New folder, or new file (.ttl, .trig, .nq, .jsonld, .rdf, .owl); - writes to standard output; cases "
            "writes the case files there as JSON Lines; shacl-suite FOLDER writes tests for SHACL engines. / "
            "新文件夹或新文件；- 表示标准输出；cases 输出案例；shacl-suite 文件夹 输出 SHACL 引擎测试集。",
        ),
    ],
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="New folder of the test suite. / 测试集的新文件夹。")
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
) -> None:
    """Write the ontology out whole, with what follows from each file and rows of tables: a folder, or one file with the
    thresholds as plain statements; or the part of a regime or of a day.
    / 完整导出本体（含所隐含的陈述和表格各行）：文件夹或单一文件（并载明门槛）；亦可仅导出某制度或某日有效的部分。
    """  # noqa: D205 - one paragraph of help
    from lexflux.errors import UnknownTermError
    from lexflux.faces import exporting
    from lexflux.knowledge_base import as_day, load
    from lexflux.law.export import export as write_folder

    if (target == SUITE) != (folder is not None):
        raise UnknownTermError("folder of the suite", name=SUITE)
    if folder is not None:
        _write_suite(folder)
        return
    if target == CASES:
        _write_cases(regime)
        return
    syntax = exporting.form_of(target, form)
    if syntax is None:
        if regime or on or owl:
            raise UnknownTermError("part as a folder", name=target)
        write_folder(resources.folder("ontology"), Path(target))
        return
    if target != "-":
        exporting.refuse_existing(Path(target))
    content = exporting.exported(load(), syntax, regime, None if on is None else as_day(on), owl)
    if target == "-":
        sys.stdout.write(content.decode())
    else:
        exporting.write_new(Path(target), content)


def _write_suite(folder: Path) -> None:
    from lexflux.engines.shacl_suite import write_suite
    from lexflux.faces.exporting import refuse_existing
    from lexflux.knowledge_base import load
    from lexflux.phrases import phrase, preferred_language

    refuse_existing(folder)
    tests = write_suite(load().book, folder)
    sys.stderr.write(phrase("shacl suite written", preferred_language(), tests=tests, name=folder) + "\n")


def _write_cases(regime: str | None) -> None:
    import json

    from lexflux.batch.benchmark import records
    from lexflux.knowledge_base import load
    from lexflux.law.snapshot import regime_iri

    book = load().book
    if regime is not None:
        regime_iri(book, regime)
    for record in records(book, regime):
        sys.stdout.write(json.dumps(record, ensure_ascii=False, default=str) + "\n")
