"""`lexflux validate`: whether a transfer, its decision or the ontology conforms to its SHACL shapes."""

from __future__ import annotations

import enum
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from lexflux.errors import UnknownTermError
from lexflux.faces.cli.options import Lang, Language, On, Regime, TableForm
from lexflux.faces.tables import print_table
from lexflux.knowledge_base import load
from lexflux.law.lawbook import text

if TYPE_CHECKING:
    from lexflux.engines.shacl import Report


class ShapeSet(enum.StrEnum):
    """What is validated."""

    transfer = "transfer"
    compliance = "compliance"
    knowledge = "knowledge"


def validate(
    what: Annotated[
        ShapeSet,
        typer.Argument(help="transfer (a file), compliance (its decision), knowledge (the ontology). / 验证对象。"),
    ],
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="Transfer, for transfer and compliance. / 传输文件。")
    ] = None,
    regime: Regime = None,
    on: On = None,
    lang: Lang = Language.en,
    form: Annotated[
        TableForm, typer.Option("--format", "-f", help="Form of the report. / 输出格式。")
    ] = TableForm.text,
) -> None:
    """Validate a transfer, its decision or the ontology with SHACL. / 用 SHACL 验证传输、判定或知识库。"""
    report = _report(what, file, regime, on)
    if form is TableForm.text:
        sys.stdout.write(report.text(lang) + "\n")
    else:
        rows = [(one.severity, one.focus, one.path, one.value, text(one.messages, lang)) for one in report.results]
        print_table(("severity", "node", "path", "value", "message"), rows, form)
    raise typer.Exit(0 if report.conforms else 1)


def _report(what: ShapeSet, file: str | None, regime: str | None, on: str | None) -> Report:
    from lexflux.engines import shacl

    knowledge = load()
    if what is ShapeSet.knowledge:
        return shacl.validate_knowledge(knowledge.ontology)
    if file is None:
        raise UnknownTermError("no file to validate", what=what)
    if what is ShapeSet.transfer:
        return shacl.validate_transfer(file)
    return shacl.validate_decision(knowledge.decide(file, regime, on).graph())
