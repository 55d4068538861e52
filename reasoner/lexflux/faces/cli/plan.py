"""`lexflux plan`: what has to be done so that a transfer or a flow may go, in order of time."""

from __future__ import annotations

import enum
import sys
from typing import Annotated

import typer

from lexflux.explain.plan import PlanWords
from lexflux.explain.plan_forms import network_table, render_plan
from lexflux.faces.cli.options import Lang, Language, On, Readings, Strict, Transfer, chosen_readings
from lexflux.faces.described import read_told
from lexflux.faces.table import Table
from lexflux.faces.tables import render
from lexflux.knowledge_base import KnowledgeBase, load
from lexflux.planning.plan import Plan


class PlanForm(enum.StrEnum):
    """Form of a plan."""

    text = "text"
    markdown = "markdown"
    json = "json"
    csv = "csv"
    svg = "svg"
    ical = "ical"


def plan(
    file: Transfer,
    regime: Annotated[
        list[str] | None,
        typer.Option("--regime", "-r", help="Regimes (default: all that reach it). / 制度，默认为所有适用者。"),
    ] = None,
    on: On = None,
    start: Annotated[
        str | None,
        typer.Option("--start", metavar="DATE", help="Day on which work begins (default: --on). / 办理起始日。"),
    ] = None,
    lang: Lang = Language.en,
    form: Annotated[
        PlanForm,
        typer.Option("--format", "-f", help="Checklist in Markdown, table of the network, iCalendar. / 输出格式。"),
    ] = PlanForm.text,
    reading: Readings = None,
    strict: Strict = False,
) -> None:
    """Plan what has to be done: steps, authorities, papers, times, earliest start. / 列出步骤、机关、材料和期限。"""
    knowledge = load()
    found = knowledge.plan(read_told(knowledge, file, lang), regime or (), on, start, chosen_readings(reading), strict)
    sys.stdout.write(_rendered(knowledge, found, lang, form))


def _rendered(knowledge: KnowledgeBase, found: Plan, language: str, form: str) -> str:
    if form == PlanForm.ical:
        from lexflux.explain.plan_calendar import as_calendar

        return as_calendar(knowledge.book, found, language)
    if form == PlanForm.svg:
        return _as_svg(PlanWords(knowledge.book, found, language))
    return render_plan(knowledge.book, found, language, form)


def _as_svg(words: PlanWords) -> str:
    """Return the network as a picture: its tasks as a table, and when the transfer may start below."""
    first, *others = words.headline()
    heads, rows = network_table(words)
    return render(Table(heads, rows, first, [*others, words.say("disclaimer")], words.language), "svg")
