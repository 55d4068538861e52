"""`lexflux new`: a new transfer file, from a dialogue or as a skeleton."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from lexflux.faces.asking.files import NEW_FILE, ask
from lexflux.faces.cli.options import Lang, Language, On, Regime
from lexflux.files import refuse_existing, write_new
from lexflux.knowledge_base import as_day, load


def new(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="File to write; - prints a skeleton. / 待写入的文件。")
    ] = NEW_FILE,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            "-k",
            help="Write a skeleton: hr, crm, support, clinical, payments, car, ai-training or e-commerce. "
            "/ 生成骨架文件。",
        ),
    ] = None,
    dialogue: Annotated[
        bool, typer.Option("--ask", help="Ask, beginning with the skeleton. / 以骨架为起点逐项提问。")
    ] = False,
    origin: Annotated[
        str | None, typer.Option("--from", metavar="PLACE", help="Place of the exporter. / 提供方所在法域。")
    ] = None,
    destination: Annotated[
        str | None, typer.Option("--to", metavar="PLACE", help="Place of the recipient. / 接收方所在法域。")
    ] = None,
    regime: Regime = None,
    on: On = None,
    lang: Lang = Language.en,
) -> None:
    """Write a new transfer file: asked for fact by fact, or a skeleton with comments. / 新建传输文件：问答或骨架。"""
    from lexflux.asking.skeletons import begin, open_facts
    from lexflux.asking.state import State
    from lexflux.asking.writing import written

    knowledge = load()
    target = None if file == "-" else Path(file)
    if target is not None:
        refuse_existing(target)
    tree: dict[str, Any] = begin(knowledge, kind, lang)
    for role, place in (("exporter", origin), ("recipient", destination)):
        if place is not None:
            tree[role] = {"locatedIn": place, **tree.get(role, {})}
    if on is not None:
        tree["date"] = as_day(on).isoformat()
    state = State(tree, regime)
    if target is not None and (dialogue or kind is None):
        ask(knowledge, state, target, lang)
        return
    text = written(knowledge.book, tree, lang, open_facts(knowledge, state))
    if target is None:
        sys.stdout.write(text)
    else:
        write_new(target, text.encode())
