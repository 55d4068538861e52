"""`lexflux compare`: transfers under several regimes or days, or what laws and agreements say, side by side."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from lexflux.errors import UnknownTermError
from lexflux.faces.cli.options import Lang, Language, TableForm
from lexflux.faces.tables import render
from lexflux.knowledge_base import KnowledgeBase, as_day, load
from lexflux.law.wording import Wording

if TYPE_CHECKING:
    from lexflux.faces.table import Table


def compare(
    file: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE...",
            help="Transfers, folders or inventories; with several --on only what changes. / 待比较的传输文件或文件夹。",
        ),
    ] = None,
    topic: Annotated[
        list[str] | None,
        typer.Option(
            "--topic", "-T", help="Compare regimes and agreements on a topic instead. / 改为按主题比较各制度与协定。"
        ),
    ] = None,
    agreement: Annotated[
        list[str] | None,
        typer.Option(
            "--agreement", "-a", help="Compare agreements by topic instead: cptpp, depa ... / 改为按主题比较协定。"
        ),
    ] = None,
    thresholds: Annotated[
        bool, typer.Option("--thresholds", help="Compare the numbers that laws set instead. / 改为比较各制度的门槛。")
    ] = False,
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
    full: Annotated[
        bool, typer.Option("--full", help="Of one transfer on several days, all of it. / 同一传输多日并列的全部内容。")
    ] = False,
    lang: Lang = Language.en,
    form: Annotated[TableForm, typer.Option("--format", "-f", help="Form of the table. / 输出格式。")] = TableForm.text,
) -> None:
    """Put transfers under several regimes or days, or compare what laws and agreements say on topics or thresholds.
    / 并列比较传输，或者按主题、门槛比较法律与协定。
    """  # noqa: D205 - one paragraph of help
    if sum(map(bool, (file, (topic or agreement), thresholds))) != 1:
        raise UnknownTermError("one thing to compare")
    unused = {"--from": bool(origin and not file), "--full": full and not file, "--regime": bool(agreement and regime)}
    for option in (name for name, given in unused.items() if given):
        raise UnknownTermError("option of another comparison", option=option)
    knowledge, regimes, days = load(), regime or [], on or []
    if file:
        found, code = _transfers(knowledge, file, regimes, days, origin or [], full, lang)
    else:
        from lexflux.faces.comparisons.law import law_table

        found, code = law_table(knowledge, topic or [], agreement or [], regimes, days, lang), 0
    sys.stdout.write(render(found, form))
    raise typer.Exit(code)


def _transfers(
    knowledge: KnowledgeBase,
    files: Sequence[str],
    regimes: Sequence[str],
    days: Sequence[str],
    origins: Sequence[str],
    full: bool,
    language: str,
) -> tuple[Table, int]:
    """Return one transfer side by side, or what changes for all of them, and the exit code."""
    from lexflux.batch.entries import are_many, find_entries
    from lexflux.faces.comparisons import changes, transfer
    from lexflux.faces.described import read_transfer_told, tell_carried_over
    from lexflux.faces.gate import exit_code
    from lexflux.facts.inventory.columnmap import ColumnMap

    if full or len(days) < 2:
        if are_many(list(files)):
            raise UnknownTermError("many need several days")
        facts = read_transfer_told(knowledge, files[0], language)
        return transfer.transfer_table(knowledge, facts, files[0], regimes, days, origins, language), 0
    asked = changes.Asked(regimes, [as_day(day) for day in days], origins)
    entries = list(find_entries(files, knowledge, ColumnMap()))
    done = changes.compare_entries(knowledge, entries, asked, language)
    tell_carried_over(entries, language)
    sys.stderr.writelines(f"{one}\n" for one in done.problems)
    words, code = Wording(knowledge.book, language), exit_code([], bool(done.problems))
    return changes.changes_table(done, words, asked.days), code
