"""`lexflux show`: the card of one thing."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from lexflux.faces.cli.options import AnswerForm, Lang, Language, On
from lexflux.knowledge_base import as_day, load


def show(
    name: Annotated[
        str,
        typer.Argument(
            help="Norm, provision, instrument, term: IRI, local name or identifier. / 规范、条款、文件或术语。"
        ),
    ],
    on: On = None,
    lang: Lang = Language.en,
    form: Annotated[AnswerForm, typer.Option("--format", "-f", help="text or turtle. / 输出格式。")] = AnswerForm.text,
) -> None:
    """Show the card of a norm, provision, instrument or term. / 显示规范、条款、文件或术语的卡片。"""
    from lexflux.faces import cards

    if form is AnswerForm.turtle:
        sys.stdout.write(cards.description(load(), name))
    else:
        sys.stdout.write(cards.card(load(), name, lang, None if on is None else as_day(on)))
