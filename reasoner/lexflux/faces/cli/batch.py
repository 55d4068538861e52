"""`lexflux batch`: tables of transfers decided as columns."""

from __future__ import annotations

import enum
from typing import Annotated

import typer

from lexflux.batch.run import Asked
from lexflux.faces.cli.options import ExitZero, FailOn, Lang, Language, On, Readings, Strict, chosen_readings
from lexflux.faces.gate import FAIL_ON, fail_on_verdicts
from lexflux.faces.many.batch import Wanted, bytes_of, decide_batch
from lexflux.facts.inventory.columnmap import read_column_map
from lexflux.knowledge_base import load


class SummaryForm(enum.StrEnum):
    """Form of a summary."""

    text = "text"
    markdown = "markdown"
    json = "json"
    svg = "svg"


def batch(
    file: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Tables in Parquet, Arrow IPC, CSV or XLSX, folders of them, patterns; - reads standard input. "
            "/ 表格文件、文件夹或者通配模式；- 表示标准输入。",
        ),
    ],
    regime: Annotated[
        str | None,
        typer.Option("--regime", "-r", help="Laws to ask, with commas, or all. / 所问的法律，以逗号分隔，或者 all。"),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where the answers go: Parquet, Arrow IPC, CSV or JSON lines. / 写入结论的文件。",
        ),
    ] = None,
    on: On = None,
    lang: Lang = Language.en,
    form: Annotated[
        SummaryForm, typer.Option("--format", "-f", help="Form of the summary. / 汇总的格式。")
    ] = SummaryForm.text,
    reading: Readings = None,
    strict: Strict = False,
    column_map: Annotated[
        str | None, typer.Option("--map", metavar="FILE", help="What the columns are about. / 各列含义的映射文件。")
    ] = None,
    identity: Annotated[
        str | None,
        typer.Option(
            "--id",
            metavar="COLUMN",
            help="Column that tells rows apart: rows without one, or with one met before, are set aside; "
            "needs 32 bytes a row. / 区分各行的列；空值或者重复者搁置。",
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a run that was stopped. / 继续中断的运行。")
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="FILE", help="Answers of a former run, to tell what changed. / 与先前结论文件比较。"
        ),
    ] = None,
    memory: Annotated[
        str, typer.Option("--memory", metavar="SIZE", help="Keep about within this memory. / 大致的内存上限。")
    ] = "1G",
    fail_on: FailOn = FAIL_ON,
    exit_zero: ExitZero = False,
) -> None:
    """Decide tables of many transfers, of each row the verdict with its reason. / 按列判定大量传输，逐行附理由。"""
    failing = () if exit_zero else fail_on_verdicts(fail_on)
    wanted = Wanted(output, resume, identity, bytes_of(memory), since, form)
    knowledge = load()
    asked = Asked(regime, on, chosen_readings(reading), strict, lang)
    columns = read_column_map(column_map, knowledge.book)
    raise typer.Exit(decide_batch(knowledge, file, asked, columns, wanted, failing))
