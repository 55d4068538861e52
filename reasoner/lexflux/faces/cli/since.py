"""`lexflux since`: whose answers change since a former run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from lexflux.batch.changes import Change, Comparison
from lexflux.batch.entries import Entry, Problem, find_entries
from lexflux.batch.run import Asked
from lexflux.batch.snapshots import read_snapshot
from lexflux.errors import InputError, NoLawInForceError
from lexflux.faces.cli.options import Lang, Language, On, Regime, Strict, TableForm
from lexflux.faces.described import tell_carried_over
from lexflux.faces.many.columns import show_columns
from lexflux.faces.receipts import keep_receipts
from lexflux.faces.since import Run, show
from lexflux.facts.inventory.columnmap import read_column_map
from lexflux.files import refuse_existing
from lexflux.knowledge_base import as_day, load, needed_day
from lexflux.law.wording import Wording

CHANGED, BAD_INPUT = 1, 3


def since(
    snapshot: Annotated[
        str,
        typer.Argument(
            help="What was then: a day, an answer or receipt (JSON), answers on many (jsonl). / 先前的日期或答案。"
        ),
    ],
    register: Annotated[
        list[str],
        typer.Argument(metavar="REGISTER...", help="Transfers as check reads them, in any form. / 传输登记册。"),
    ],
    on: On = None,
    regime: Regime = None,
    lang: Lang = Language.en,
    form: Annotated[TableForm, typer.Option("--format", "-f", help="Form of the list. / 输出格式。")] = TableForm.text,
    strict: Strict = False,
    column_map: Annotated[
        str | None, typer.Option("--map", metavar="FILE", help="Of inventories, what columns are about. / 列映射文件。")
    ] = None,
    save: Annotated[
        str | None,
        typer.Option(
            "--save", metavar="FILE", help="Write the new answers' receipts, the next snapshot. / 保存新快照。"
        ),
    ] = None,
) -> None:
    """List the transfers whose answer changes since a former run, on which day, by which norm. / 结论变动的传输。"""
    after = as_day(needed_day(on))
    former = read_snapshot(snapshot)
    if after < former.day or (after == former.day and not former.answers):
        raise InputError("snapshot not before", day=former.day, after=after)
    if save is not None:
        refuse_existing(Path(save))
    knowledge = load()
    comparison = Comparison(knowledge, Asked(regime, None, {}, strict, lang), former, after)
    columns = read_column_map(column_map, knowledge.book)
    entries = list(find_entries(register, knowledge, columns, lambda found: show_columns(found, lang)))
    if not entries:
        raise InputError("nothing to check")
    compared = [_compared(comparison, entry) for entry in entries]
    changes = [one for found in compared if not isinstance(found, Problem) for one in found]
    problems = [found for found in compared if isinstance(found, Problem)]
    known = [day for day in knowledge.book.known_until.values() if day < after]
    unmet = len(former.answers) - len(comparison.seen)
    run = Run(former, str(after), len(compared), changes, problems, unmet, str(min(known)) if known else "")
    sys.stdout.write(show(Wording(knowledge.book, lang), run, form))
    tell_carried_over(entries, lang)
    keep_receipts(save, comparison.receipts)
    raise typer.Exit(BAD_INPUT if problems else CHANGED if changes else 0)


def _compared(comparison: Comparison, entry: Entry | Problem) -> list[Change] | Problem:
    """Return the changes of a transfer, or why there is no answer on it."""
    if isinstance(entry, Problem):
        return entry
    try:
        return comparison.changes(entry)
    except (InputError, NoLawInForceError) as error:
        return Problem.of(entry.file, entry.line, error)
