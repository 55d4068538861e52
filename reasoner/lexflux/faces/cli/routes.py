"""`lexflux routes`: lawful ways for data from one place to another, directly or through a third."""

from __future__ import annotations

import enum
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from lexflux.errors import UnknownTermError, did_you_mean
from lexflux.faces.cli.options import Lang, Language
from lexflux.knowledge_base import KnowledgeBase, as_day, load, needed_day

if TYPE_CHECKING:
    from lexflux.planning.routes import RouteFinder


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
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="Day (needed). / 日期（必填）。")] = None,
    most: Annotated[
        int, typer.Option("--most", min=1, help="How many ways of each kind are shown. / 每类所列途径的上限。")
    ] = 6,
    lang: Lang = Language.en,
    form: Annotated[RouteForm, typer.Option("--format", "-f", help="Form. / 输出格式。")] = RouteForm.text,
) -> None:
    """Find lawful ways for data, directly or onward through a third place, the least burdensome first; without B where
    data may go from A, without both from where everything is reached.
    / 查找数据的合法途径，直接或者经第三地转送，负担最轻者在前。
    """  # noqa: D205 - one paragraph of help
    from lexflux.planning.routes import Cargo, RouteFinder

    knowledge = load()
    kinds = _known(data or ["ContactData"], knowledge.book.data_kinds, "unknown data kind")
    purposes = _known(purpose or [], _purposes(knowledge), "unknown purpose")
    cargo = Cargo(tuple(kinds), as_day(needed_day(on)), tuple(purposes), people)
    finder = RouteFinder(knowledge.book, cargo)
    places = [_place(knowledge, one) for one in (origin, target) if one is not None]
    if len(set(places)) < len(places):
        raise UnknownTermError("route to itself", name=target)
    sys.stdout.write(_shown(finder, places, lang, form, most))


def _shown(finder: RouteFinder, places: list[str], language: str, form: str, most: int) -> str:
    from lexflux.explain import routes as shown
    from lexflux.explain.page import page_as_markdown, page_as_text
    from lexflux.faces.routes import everywhere_table
    from lexflux.faces.tables import render

    words = shown.RouteWords(finder.book, finder.cargo, finder.alike, language)
    if not places:
        return render(everywhere_table(words, finder), form)
    if len(places) == 1:
        hops = finder.reached(places[0])
        if form == RouteForm.json:
            return shown.reached_json(words, places[0], hops)
        page = shown.reached_page(finder.book, places[0], hops, words, finder.supposed)
    else:
        found = finder.routes(places[0], places[1])
        if form == RouteForm.json:
            return shown.routes_json(finder.book, found, finder.supposed, language)
        page = shown.routes_page(finder.book, found, finder.supposed, language, most)
    return page_as_markdown(page) if form == RouteForm.markdown else page_as_text(page)


def _place(knowledge: KnowledgeBase, name: str) -> str:
    from lexflux.analysis.treaties import find_place

    return find_place(knowledge.book, knowledge.agreements, name)


def _purposes(knowledge: KnowledgeBase) -> list[str]:
    from lexflux.facts import context
    from lexflux.terms import LF

    shape = knowledge.book.schema.shape(LF + "purpose")
    return context.terms(knowledge.book, shape) if shape else []


def _known(names: Iterable[str], iris: Iterable[str], message: str) -> list[str]:
    from lexflux.terms import local

    known = {local(iri) for iri in iris}
    for name in names:
        if name not in known:
            raise UnknownTermError(message, name=name, hint=did_you_mean(name, known))
    return list(names)
