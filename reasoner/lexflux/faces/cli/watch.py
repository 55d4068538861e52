"""`lexflux watch`: transfers decided as they come in, and what is to be told of them."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Annotated

import typer

from lexflux.errors import InputError
from lexflux.faces.cli.options import Lang, Language
from lexflux.faces.ledgers.opening import open_ledger
from lexflux.knowledge_base import load


def watch(
    ledger: Annotated[str, typer.Argument(metavar="LEDGER", help="Folder of the ledger. / 台账文件夹。")],
    source: Annotated[
        str,
        typer.Argument(
            metavar="FOLDER",
            help="Folder of records (JSON lines) and transfers (YAML, JSON); - reads standard input. / 记录文件夹。",
        ),
    ] = "-",
    follow: Annotated[
        bool, typer.Option("--follow", help="Go on when all is read, until stopped. / 读完后继续等待。")
    ] = False,
    near: Annotated[
        int, typer.Option("--near", metavar="PERCENT", min=1, max=100, help="Near a threshold. / 接近门槛的百分比。")
    ] = 90,
    span: Annotated[
        int, typer.Option("--span", metavar="DAYS", min=0, help="How far ahead to look. / 提前多少日。")
    ] = 30,
    regime: Annotated[
        list[str] | None, typer.Option("--regime", "-r", help="Regimes (default: all that apply). / 制度。")
    ] = None,
    webhook: Annotated[
        str | None, typer.Option("--webhook", metavar="URL", help="Post events to this machine. / 向本机地址推送。")
    ] = None,
    interval: Annotated[
        float, typer.Option("--interval", metavar="SECONDS", min=0.01, help="Between two looks. / 轮询间隔。")
    ] = 1.0,
    lang: Lang = Language.en,
) -> None:
    """Decide records as they come, against law and ledger, and tell as JSON lines what may not go, is near a threshold,
    is new, ends, or will change with the law. / 逐条判定传入的记录并以 JSON 行提示。
    """  # noqa: D205 - one paragraph of help
    opened, book = open_ledger(ledger, create=True), load().book
    from lexflux.faces.ledgers.sources import Folder, Input
    from lexflux.faces.ledgers.watch import Run, State, teller
    from lexflux.law.snapshot import regime_iri
    from lexflux.ledger.lines import RecordReader
    from lexflux.ledger.watching import Watch, Watcher

    for one in regime or ():
        regime_iri(book, one)
    gc.freeze()  # the law stays: to look through it for what may be let go takes longer than a batch of records
    tell, reader = teller(webhook), RecordReader(book)
    if source != "-" and not Path(source).is_dir():
        raise InputError("unreadable file", name=source, problem="no folder")
    state = State(Path(ledger), source if source == "-" else str(Path(source).resolve()))
    records = Input(reader) if source == "-" else Folder(Path(source), reader, dict(state.read), follow)
    watcher = Watcher(book, opened, Watch(near, span, tuple(regime or ()), lang), state.told)
    raise typer.Exit(Run(watcher, records, state, tell).until_done(follow, interval))
