"""`lexflux ledger`: dated transfers, and what a law counts over them."""

from __future__ import annotations

import datetime
import sys
from typing import Annotated

import typer

from lexflux.faces.cli.options import CardForm, Lang, Language, On
from lexflux.faces.cli.values import Command
from lexflux.faces.ledgers.opening import open_ledger
from lexflux.facts.inventory.columnmap import read_column_map
from lexflux.knowledge_base import as_day, load, needed_day
from lexflux.phrases import phrase

Folder = Annotated[str, typer.Argument(metavar="LEDGER", help="Folder of the ledger. / 台账文件夹。")]
Exporter = Annotated[
    str | None, typer.Option("--exporter", metavar="NAME", help="One exporter (default: all). / 提供方，默认全部。")
]
Reason = Annotated[str, typer.Option("--reason", help="Why. / 理由。")]
Form = Annotated[CardForm, typer.Option("--format", "-f", help="Form. / 输出格式。")]
CORRECTIONS = {"retraction": "ledger: retraction", "erasure": "ledger: erasure"}

ledger = typer.Typer(
    help="Keep dated transfers, and count over them what the law counts. / 登记各次传输，并依法累计。",
    no_args_is_help=True,
)


@ledger.command(cls=Command)
def add(
    folder: Folder,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Records: Parquet, Arrow, CSV, XLSX or JSON lines. / 记录文件。"),
    ],
    column_map: Annotated[
        str | None, typer.Option("--map", metavar="FILE", help="What columns are about. / 列映射文件。")
    ] = None,
    lang: Lang = Language.en,
) -> None:
    """Add the records of each file, all of a file or none. / 登记记录，每个文件或全部写入，或全不写入。"""
    book = load().book
    opened = open_ledger(folder, create=True)
    from lexflux.ledger.batches import read_batch

    columns = read_column_map(column_map, book)
    for file in files:
        batch = read_batch(file, book, columns)
        opened.append(batch.records, batch.profiles)
        said = phrase("ledger: added", lang, name=file, count=f"{len(batch.records):,}", profiles=len(batch.profiles))
        sys.stdout.write(said + "\n")
        if batch.earlier:
            sys.stderr.write(phrase("ledger: earlier", lang, name=file, count=f"{batch.earlier:,}") + "\n")


@ledger.command(cls=Command)
def counts(
    folder: Folder,
    on: On = None,
    exporter: Exporter = None,
    lang: Lang = Language.en,
    form: Form = CardForm.text,
) -> None:
    """Show every cumulative fact of an exporter on a day. / 列出提供方在某日的各项累计数。"""
    _show(folder, on, exporter, lang, form, None)


@ledger.command(cls=Command)
def thresholds(
    folder: Folder,
    on: On = None,
    exporter: Exporter = None,
    pace: Annotated[
        int, typer.Option("--pace", metavar="DAYS", min=1, help="Days over which the pace is taken. / 计算速度的天数。")
    ] = 90,
    lang: Lang = Language.en,
    form: Form = CardForm.text,
) -> None:
    """Show when each threshold was crossed, by which record, what was due, and when the next will be.
    / 列出各门槛何时因哪条记录达到、自此须履行什么，以及按目前速度下一门槛何时达到。
    """  # noqa: D205 - one paragraph of help
    _show(folder, on, exporter, lang, form, pace)


@ledger.command(cls=Command)
def retract(
    folder: Folder,
    record: Annotated[str, typer.Option("--id", help="Id of the record. / 记录编号。")],
    reason: Reason,
    on: On = None,
    lang: Lang = Language.en,
) -> None:
    """Let a record no longer count; it stays, with day and reason. / 使记录不再计数；记录及撤回日期、理由保留。"""
    opened = open_ledger(folder)
    from lexflux.ledger.correcting import retract as no_longer_count

    no_longer_count(opened, record, reason, _day(on))
    sys.stdout.write(phrase("ledger: retracted", lang, id=record) + "\n")


@ledger.command(cls=Command)
def erase(
    folder: Folder,
    key: Annotated[str, typer.Option("--key", help="Key of the person or device; - reads it. / 个人或者设备标识。")],
    reason: Reason,
    on: On = None,
    lang: Lang = Language.en,
) -> None:
    """Erase a person's key from all records; who left stays counted once. / 删除某人的标识；其出境仍计为一人。"""
    opened = open_ledger(folder)
    from lexflux.ledger.correcting import erase as without

    changed = without(opened, sys.stdin.readline().strip() if key == "-" else key, reason, _day(on))
    sys.stdout.write(phrase("ledger: erased", lang, count=f"{changed:,}") + "\n")


@ledger.command(cls=Command)
def corrections(folder: Folder, lang: Lang = Language.en) -> None:
    """List what was corrected, when and why. / 列出更正的内容、日期和理由。"""
    for one in open_ledger(folder).manifest.corrections:
        said = phrase(CORRECTIONS[one["kind"]], lang, **{name: one[name] for name in ("on", "records", "reason")})
        sys.stdout.write(f"{said}{'  ' + one['id'] if 'id' in one else ''}\n")


def _show(folder: str, on: str | None, exporter: str | None, lang: str, form: str, pace: int | None) -> None:
    opened, book = open_ledger(folder), load().book
    from lexflux.faces.ledgers.pages import standings_json, standings_text
    from lexflux.ledger.standings import PACE_DAYS, exporters, standings

    day = as_day(on or opened.last or needed_day(None))
    named = exporters(opened, exporter)
    found = (one for name in named for one in standings(book, opened, name, day, pace or PACE_DAYS, pace is not None))
    sys.stdout.write((standings_json if form == CardForm.json else standings_text)(book, found, lang))


def _day(on: str | None) -> datetime.date:
    return datetime.datetime.now(tz=datetime.UTC).date() if on is None else as_day(on)
