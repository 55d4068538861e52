"""`lexflux compare`: one transfer under several regimes or days, or what the law says on topics."""

from __future__ import annotations

import enum
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from lexflux.errors import UnknownTermError
from lexflux.faces.cli.options import Lang, Language, needed_day
from lexflux.faces.tables import print_table
from lexflux.knowledge_base import KnowledgeBase, as_day, day_of_law, load
from lexflux.law.wording import Wording

if TYPE_CHECKING:
    from lexflux.analysis.compare import Column, Comparison


class PictureForm(enum.StrEnum):
    """Form of a table that can be a picture."""

    text = "text"
    markdown = "markdown"
    csv = "csv"
    json = "json"
    svg = "svg"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a title above it and notes below it."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str]


def compare(
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="Transfer to put under each regime that it touches. / 待比较的传输文件。"),
    ] = None,
    topic: Annotated[
        list[str] | None,
        typer.Option(
            "--topic", "-T", help="Compare regimes and agreements on a topic instead. / 改为按主题比较各制度与协定。"
        ),
    ] = None,
    regime: Annotated[
        list[str] | None,
        typer.Option("--regime", "-r", help="Regimes (default: all touched). / 制度，默认全部相关制度。"),
    ] = None,
    on: Annotated[
        list[str] | None, typer.Option("--on", metavar="DATE", help="Days of law. / 适用法律的日期。")
    ] = None,
    origin: Annotated[
        list[str] | None,
        typer.Option(
            "--from", metavar="PLACE", help="As if exporter and data were there. / 假设提供方和数据位于该法域。"
        ),
    ] = None,
    lang: Lang = Language.en,
    form: Annotated[
        PictureForm, typer.Option("--format", "-f", help="Form of the table. / 输出格式。")
    ] = PictureForm.text,
) -> None:
    """Put one transfer under several regimes or days, or compare what the law says on topics.
    / 并列比较一次传输，或者按主题比较法律。
    """  # noqa: D205 - one paragraph of help
    if (file is None) == (not topic):
        raise UnknownTermError("either file or topic")
    if file is not None:
        sheet = _of_transfer(load(), file, regime or [], on or [], origin or [], lang)
    else:
        if on and len(on) > 1:
            raise UnknownTermError("several days of topics")
        sheet = _of_topics(load(), topic or [], regime or [], on[0] if on else None, lang)
    _print(sheet, lang, form)


def _of_transfer(
    knowledge: KnowledgeBase,
    file: str,
    regimes: Sequence[str],
    days: Sequence[str],
    origins: Sequence[str],
    language: str,
) -> Sheet:
    """Return one transfer under several regimes and days, which rows differ, and what the comparison does not cover."""
    from lexflux.analysis import compare as comparison

    facts = knowledge.read(file)
    chosen = [day_of_law(facts, day) for day in days] or [day_of_law(facts, None)]
    found = comparison.compare(knowledge.book, facts, regimes, chosen, language, origins)
    words = Wording(knowledge.book, language)
    return Sheet(
        title=facts.nodes["transfer"].label or file,
        columns=["", *(_head(column, words) for column in found.columns)],
        rows=[(name, *cells) for name, cells in found.rows],
        notes=_notes(found, words),
    )


def _head(column: Column, words: Wording) -> str:
    lines = [words.label(words.book.regimes[column.regime]), str(column.on)]
    if column.origin:
        lines.insert(0, words.say("from place", place=column.origin))
    return "\n".join(lines)


def _notes(found: Comparison, words: Wording) -> list[str]:
    notes = []
    if len(found.columns) > 1:
        notes.append(words.say("differs in", rows=words.joined(found.differing) or "-"))
    if found.not_reached:
        regimes = (words.label(words.book.regimes[one]) for one in found.not_reached)
        notes.append(words.say("not reached", named=words.joined(regimes)))
    if found.if_received:
        regimes = (words.label(words.book.regimes[one]) for one in found.if_received)
        notes.append(words.say("reached if received", named=words.joined(regimes)))
    if found.not_encoded:
        notes.append(words.say("not encoded", named=words.joined(map(words.label, found.not_encoded))))
    return [*notes, words.say("disclaimer")]


def _of_topics(
    knowledge: KnowledgeBase, topics: Sequence[str], regimes: Sequence[str], on: str | None, language: str
) -> Sheet:
    """Return what regimes and agreements say on topics on a day."""
    from lexflux.analysis.topics import topic_table

    day = as_day(needed_day(on))
    found = topic_table(knowledge.book, knowledge.agreements, topics, regimes, day, language)
    words = Wording(knowledge.book, language)
    return Sheet(
        title=words.say("law of", day=day),
        columns=("", *found.topics),
        rows=[(law, *cells) for law, cells in found.rows],
        notes=[words.say(note) for note in ("nothing stated here", "treaties bind states", "disclaimer")],
    )


def _print(sheet: Sheet, language: str, form: str) -> None:
    """Print a sheet, with its title and notes where the form has room for them."""
    if form == "svg":
        from lexflux.faces import svg

        sys.stdout.write(svg.table(sheet.title, sheet.columns, sheet.rows, "\n".join(sheet.notes), language))
        return
    if form == "json":
        rows = [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]
        whole = {"title": sheet.title, "rows": rows, "notes": list(sheet.notes)}
        sys.stdout.write(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")
        return
    print_table(sheet.columns, sheet.rows, form)
    if form in ("text", "markdown"):
        sys.stdout.writelines(f"\n{note}\n" for note in sheet.notes)
