"""`lexflux list`: what the knowledge base holds of one kind."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from lexflux.faces.cli.options import Lang, Language, On, TableForm
from lexflux.faces.tables import print_table
from lexflux.knowledge_base import load
from lexflux.phrases import phrase


def list_(
    kind: Annotated[
        str,
        typer.Argument(
            help="regimes, instruments, agreements, provisions, norms, gaps, open-points, safeguards, data-kinds, "
            "places, queries ... / 类别。"
        ),
    ],
    on: On = None,
    zone: Annotated[
        str | None,
        typer.Option(
            "--zone",
            metavar="ZONE",
            help="The data kinds that the lists of this free-trade zone describe. / 该自贸区清单所述数据类别。",
        ),
    ] = None,
    regime: Annotated[
        str | None,
        typer.Option(
            "--regime",
            "-r",
            help="What is of this regime's law, or terms that it reads. / 仅列该制度的内容或者所涉术语。",
        ),
    ] = None,
    lang: Lang = Language.en,
    form: Annotated[TableForm, typer.Option("--format", "-f", help="Form of the table. / 输出格式。")] = TableForm.text,
) -> None:
    """List what the knowledge base holds. / 列出知识库内容。"""
    from lexflux.faces.listing import listing

    columns, rows = listing(load(), kind, on, lang, zone, regime)
    if not rows:
        sys.stderr.write(phrase("nothing listed", lang) + "\n")
    print_table(columns, rows, form, lang, kind)
