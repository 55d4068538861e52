"""`lexflux routes`: lawful ways for data from one place to another, directly or through a third."""

from __future__ import annotations

import enum
import sys
from typing import Annotated

import typer

from lexflux.explain.routes import MOST_WAYS
from lexflux.faces.cli.options import Lang, Language
from lexflux.knowledge_base import as_day, load, needed_day


class RouteForm(enum.StrEnum):
    """Form of ways."""

    text = "text"
    markdown = "markdown"
    json = "json"


def routes(
    origin: Annotated[str | None, typer.Argument(metavar="A", help="From where: CN, DE. / 起点。")] = None,
    target: Annotated[str | None, typer.Argument(metavar="B", help="Where to. / 终点。")] = None,
    data: Annotated[list[str] | None, typer.Option("--data", "-d", help="Kinds of data. / 数据类别。")] = None,
    purpose: Annotated[list[str] | None, typer.Option("--purpose", help="Purposes. / 目的。")] = None,
    people: Annotated[int | None, typer.Option("--people", min=0, help="Of how many people. / 人数。")] = None,
    via: Annotated[
        list[str] | None, typer.Option("--via", help="Try these third places alone. / 仅尝试经这些第三地。")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="Day (needed). / 日期（必填）。")] = None,
    most: Annotated[
        int, typer.Option("--most", min=1, help="How many ways of each kind are shown. / 每类所列途径的上限。")
    ] = MOST_WAYS,
    lang: Lang = Language.en,
    form: Annotated[RouteForm, typer.Option("--format", "-f", help="Form. / 输出格式。")] = RouteForm.text,
) -> None:
    """Find lawful ways for data, directly or onward through a third place, the least burdensome first; without B where
    data may go from A, without both from where everything is reached.
    / 查找数据的合法途径，直接或者经第三地转送，负担最轻者在前。
    """  # noqa: D205 - one paragraph of help
    from lexflux.faces.routes import routes_asked

    places = [one for one in (origin, target) if one is not None]
    found = routes_asked(load(), places, as_day(needed_day(on)), data or (), purpose or (), people, via or ())
    sys.stdout.write(found.shown(lang, form, most))
