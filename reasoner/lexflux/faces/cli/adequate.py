"""`lexflux adequate`: the places that a regime recognises on a day."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from lexflux.faces.cli.options import Lang, Language, On, TableForm
from lexflux.knowledge_base import as_day, load, needed_day
from lexflux.law.wording import Wording


def adequate(
    regime: Annotated[str, typer.Argument(help="The regime that recognises: eu, uk. / 作出认定的制度。")],
    on: On = None,
    lang: Lang = Language.en,
    form: Annotated[TableForm, typer.Option("--format", "-f", help="Form of the list. / 输出格式。")] = TableForm.text,
) -> None:
    """List the places that a regime recognises as adequate on a day, for whom and how long. / 充分性认定清单。"""
    from lexflux.analysis.adequacy import adequacy
    from lexflux.faces.adequacy import show

    knowledge = load()
    found = adequacy(knowledge.book, regime, as_day(needed_day(on)))
    sys.stdout.write(show(Wording(knowledge.book, lang), found, form))
