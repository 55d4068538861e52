"""`lexflux cites`: the citations in a text, each with how it stands on a day."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from lexflux.faces.cli.options import Lang, Language, On, ReviewForm
from lexflux.knowledge_base import as_day, load, needed_day
from lexflux.law.wording import Wording


def cites(
    memo: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="A text, Markdown or DOCX; - reads standard input. / 文本、Markdown 或 DOCX 文件。"
        ),
    ],
    on: On = None,
    lang: Lang = Language.en,
    form: Annotated[
        ReviewForm, typer.Option("--format", "-f", help="Form of the list. / 输出格式。")
    ] = ReviewForm.text,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on",
            metavar="MARKS",
            help="Marks that exit with 1, or with 4 if none of them is wrong for certain; none. By default all but "
            "stands. / 致使命令失败的标记，默认为“现行有效”以外的全部。",
        ),
    ] = None,
) -> None:
    """Find the citations in a memo, contract or any text, and mark each as it stands on a day. / 核查文本中的引用。"""
    from lexflux.citation.memos import read_memo
    from lexflux.citation.review import review
    from lexflux.faces.citing import reports
    from lexflux.faces.citing.gate import exit_code, fail_on_marks

    failing = fail_on_marks(fail_on)
    day = as_day(needed_day(on))
    text = read_memo(memo)
    knowledge = load()
    findings = review(knowledge.book, text, day)
    words = Wording(knowledge.book, lang)
    file = "<stdin>" if memo == "-" else memo
    match form:
        case ReviewForm.text:
            shown = reports.as_text(words, file, findings, day)
        case ReviewForm.markdown:
            shown = reports.as_markdown(words, file, findings, day)
        case ReviewForm.json:
            shown = reports.as_json(words, file, findings, day)
        case ReviewForm.sarif:
            shown = reports.as_sarif(words, file, findings, day, failing)
    sys.stdout.write(shown)
    raise typer.Exit(exit_code([one.standing.mark for one in findings if one.standing.mark in failing]))
