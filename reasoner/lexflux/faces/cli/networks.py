"""`lexflux networks`: what cites what, who recognises whom, who is bound together, which laws are alike."""

from __future__ import annotations

import enum
import sys
from typing import Annotated

import typer

from lexflux.faces.cli.options import Lang, Language
from lexflux.knowledge_base import as_day, load, needed_day
from lexflux.law.wording import Wording


class NetworkKind(enum.StrEnum):
    """What the nodes and edges are."""

    citations = "citations"
    provisions = "provisions"
    recognition = "recognition"
    agreements = "agreements"
    similarity = "similarity"


class NetworkForm(enum.StrEnum):
    """Form of a network."""

    text = "text"
    markdown = "markdown"
    csv = "csv"
    json = "json"
    latex = "latex"
    svg = "svg"
    graphml = "graphml"


def networks(
    kind: Annotated[
        NetworkKind,
        typer.Argument(
            help="citations (of instruments), provisions (that cite each other), recognition (of places), agreements "
            "(of parties), similarity (of regimes). / 文件引用、条款引用、认定、协定、相似度。"
        ),
    ],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="Day (needed). / 日期（必填）。")] = None,
    lang: Lang = Language.en,
    form: Annotated[NetworkForm, typer.Option("--format", "-f", help="Form. / 输出格式。")] = NetworkForm.text,
) -> None:
    """Show a network of the law with its measures: who is central, what a repeal would touch; SVG, GraphML for Gephi.
    / 列出法律网络及其指标：何者居中、废止将波及何处；可输出 SVG 图和 GraphML。
    """  # noqa: D205 - one paragraph of help
    from lexflux.faces import networks as shown
    from lexflux.faces.tables import render

    knowledge, day = load(), as_day(needed_day(on))
    words = Wording(knowledge.book, lang)
    found = shown.network(knowledge, kind, day)
    if form == NetworkForm.graphml:
        sys.stdout.write(shown.as_graphml(words, found))
        return
    if form == NetworkForm.svg:
        sys.stdout.write(shown.as_picture(knowledge, words, kind, found, day))
        return
    sys.stdout.write(render(shown.as_table(words, kind, found, day), form))
