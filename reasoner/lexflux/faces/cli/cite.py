"""`lexflux cite`: what a citation is on a day."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from lexflux.faces.cli.options import CardForm, Lang, Language, On
from lexflux.knowledge_base import as_day, load, needed_day
from lexflux.law.wording import Wording


def cite(
    citation: Annotated[
        str,
        typer.Argument(
            help="As people write it: Cybersecurity Law art. 37, 《网络安全法》第三十七条. / 引用，写法不限。"
        ),
    ],
    on: On = None,
    lang: Lang = Language.en,
    form: Annotated[CardForm, typer.Option("--format", "-f", help="text or json. / 输出格式。")] = CardForm.text,
) -> None:
    """Tell what a citation is on a day: what it says, old and new number, norms, when it changed. / 某日引用的现状。"""
    from lexflux.faces.citing import card
    from lexflux.faces.citing.gate import UNKNOWN, exit_code

    knowledge = load()
    standings, findings = card.find_cited(knowledge, citation, as_day(needed_day(on)))
    words = Wording(knowledge.book, lang)
    shown = card.as_json if form is CardForm.json else card.as_text
    sys.stdout.write(shown(words, standings, findings))
    raise typer.Exit(exit_code([one.standing.mark for one in findings if one.standing.mark in UNKNOWN]))
