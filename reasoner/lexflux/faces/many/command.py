"""Many transfers checked: decided side by side, printed in one of the forms as they come."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Sequence

from lexflux.batch.entries import Entry, Problem
from lexflux.batch.run import Answered, Asked, decide_many, processors
from lexflux.batch.summary import Summary
from lexflux.decision.statuses import Verdict
from lexflux.errors import InputError, UnknownTermError, listed
from lexflux.faces.described import tell_carried_over
from lexflux.faces.gate import exit_code
from lexflux.faces.many.lines import AsText
from lexflux.faces.many.records import AsCsv, AsJsonLines
from lexflux.faces.many.reports import AsJson, AsJUnit, AsMarkdown, AsSarif
from lexflux.faces.many.writer import Context, Writer
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.wording import Wording

WRITERS: dict[str, type[Writer]] = {
    "text": AsText,
    "markdown": AsMarkdown,
    "csv": AsCsv,
    "json": AsJson,
    "jsonl": AsJsonLines,
    "junit": AsJUnit,
    "sarif": AsSarif,
}


def check_many(
    knowledge: KnowledgeBase,
    entries: Sequence[Entry | Problem],
    asked: Asked,
    form: str,
    fail_on: Collection[Verdict],
) -> int:
    """
    Print the answers on many transfers, and return the exit code.

    Raises
    ------
    UnknownTermError
        If the form is not one of many, or what is asked for does not exist.
    InputError
        If there are none at all, which is no all-clear.
    """
    if form not in WRITERS:
        raise UnknownTermError("form of many", form=form, forms=listed(WRITERS))
    if not entries:
        raise InputError("nothing to check")
    summary = Summary()
    writer = WRITERS[form](Context(Wording(knowledge.book, asked.language), fail_on))
    sys.stdout.write(writer.begin())
    for found in _shown(decide_many(knowledge, entries, asked, processors()), len(entries)):
        summary.add(found)
        sys.stdout.writelines(map(writer.answer, found))
    sys.stdout.write(writer.end(summary))
    tell_carried_over(entries, asked.language)
    return exit_code(summary.failing(fail_on), bool(summary.bad_inputs))


def _shown(answers: Iterable[list[Answered]], count: int) -> Iterator[list[Answered]]:
    """Yield answers; where somebody looks at a terminal, a bar shows how many are left."""
    if not sys.stderr.isatty():
        yield from answers
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as progress:
        task = progress.add_task("", total=count)
        for done, found in enumerate(answers, 1):
            progress.update(task, completed=done, refresh=done % 10 == 0)
            yield found
