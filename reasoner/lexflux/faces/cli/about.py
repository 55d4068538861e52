"""`lexflux about`: what is encoded of which law, how well it is known, and how to cite it."""

from __future__ import annotations

import enum
import sys
from typing import Annotated

import typer

from lexflux.faces.cli.options import Lang, Language
from lexflux.knowledge_base import load


class AboutForm(enum.StrEnum):
    """Form in which Lexflux tells of itself."""

    text = "text"
    markdown = "markdown"
    json = "json"


def about(
    lang: Lang = Language.en,
    regime: Annotated[
        str | None,
        typer.Option(
            "--regime",
            "-r",
            help="Name the norms of this law that decide without being read. / 列出该法律中决定结论而未阅原文的规范。",
        ),
    ] = None,
    form: Annotated[AboutForm, typer.Option("--format", "-f", help="Form. / 输出格式。")] = AboutForm.text,
) -> None:
    """Tell what is encoded by regime and how well it is known, what is not, the licence and how to cite.
    / 说明各制度的编码范围与所知程度、未编码之处、许可与引用方式。
    """  # noqa: D205 - one paragraph of help
    from lexflux.faces.about import about as told

    sys.stdout.write(told(load(), lang, form, regime))
