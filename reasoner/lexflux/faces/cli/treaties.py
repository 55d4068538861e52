"""`lexflux treaties`: what binds two places towards each other on one day."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from lexflux.faces.cli.options import Lang, Language, TableForm
from lexflux.faces.table import Table
from lexflux.faces.tables import render
from lexflux.knowledge_base import load, needed_day

if TYPE_CHECKING:
    from lexflux.explain.treaty_words import TreatyWords


def treaties(
    one: Annotated[
        str, typer.Argument(metavar="A", help="Code or name of a place, such as CN, SG, EU. / 法域代码或名称。")
    ],
    other: Annotated[str, typer.Argument(metavar="B", help="The other place. / 另一法域。")],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="Day (needed). / 日期（必填）。")] = None,
    topic: Annotated[
        list[str] | None, typer.Option("--topic", "-T", help="Only what concerns a topic. / 只看某一主题。")
    ] = None,
    lang: Lang = Language.en,
    form: Annotated[
        TableForm, typer.Option("--format", "-f", help="Form of the answer. / 输出格式。")
    ] = TableForm.text,
) -> None:
    """Say which agreements bind two places, how strongly, and which domestic law is in tension.
    / 两个法域之间的协定及与之存在张力的国内法。
    """  # noqa: D205 - one paragraph of help
    from lexflux.explain import treaty_records, treaty_report
    from lexflux.explain.treaty_words import TreatyWords

    knowledge = load()
    found = knowledge.treaties(one, other, needed_day(on), topic or ())
    words = TreatyWords(found, knowledge.book, knowledge.agreements, lang)
    if form in (TableForm.latex, TableForm.svg):
        sys.stdout.write(render(_table(words), form))
        return
    forms = {
        TableForm.text: treaty_report.as_text,
        TableForm.markdown: treaty_report.as_markdown,
        TableForm.csv: treaty_records.as_csv,
        TableForm.json: treaty_records.as_json,
    }
    sys.stdout.write(forms[form](words))


def _table(words: TreatyWords) -> Table:
    """Return the commitments between the two places as a table."""
    from lexflux.explain.treaty_records import commitments

    places = [words.label(place) for place in words.answer.places]
    columns, *rows = commitments(words)
    return Table(
        columns=columns,
        rows=rows,
        title=words.say("treaties of", one=places[0], other=places[1], day=words.answer.on),
        notes=[words.say(one) for one in ("treaty notice", "not complete", "disclaimer")],
        language=words.language,
    )
