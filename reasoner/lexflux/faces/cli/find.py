"""`lexflux find`: what the knowledge base says about words."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from lexflux.faces.cli.options import Lang, Language, TableForm
from lexflux.knowledge_base import load


def find(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORD...",
            help="Words or parts of words, in English or Chinese; all have to be there. / 中文或英文词语，须全部出现。",
        ),
    ],
    kind: Annotated[
        str | None,
        typer.Option("--kind", "-k", help="norm, provision, class, safeguard, agreement, place ... / 类别。"),
    ] = None,
    regime: Annotated[
        str | None, typer.Option("--regime", "-r", help="Only what this regime says. / 仅限该制度。")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many. / 最多条数。")] = 20,
    lang: Lang = Language.en,
    form: Annotated[TableForm, typer.Option("--format", "-f", help="Form of the list. / 输出格式。")] = TableForm.text,
) -> None:
    """Find norms, provisions, terms and whatever else by words of their labels, gists and notes, the best first.
    / 按名称、概要和说明中的词语查找规范、条款、术语等，最相符者在前。
    """  # noqa: D205 - one paragraph of help
    from lexflux.faces.finding import Finding

    sys.stdout.write(Finding(load(), words, lang, kind, regime).shown(form, limit))
