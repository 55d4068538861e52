"""`lexflux diff`: which transfers two laws treat differently, exactly."""

from __future__ import annotations

import enum
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lexflux.faces.cli.options import Lang, Language
from lexflux.knowledge_base import load
from lexflux.law.wording import Wording

if TYPE_CHECKING:
    from lexflux.proofs.diff import Diff


class DiffForm(enum.StrEnum):
    """Form of a difference."""

    text = "text"
    markdown = "markdown"
    json = "json"


def diff(
    one: Annotated[str, typer.Argument(metavar="A@DAY", help="Law of a day: cn@2024-03-21. / 某日的法律。")],
    other: Annotated[str, typer.Argument(metavar="B@DAY", help="The law to compare. / 对比的法律。")],
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", help="Transfer and facts that vary, as in shapes/baselines. / 基准传输和变动事实。"),
    ] = None,
    witness: Annotated[
        Path | None,
        typer.Option("--witness", metavar="DIR", help="Write a transfer for each rule. / 逐条写出例证文件。"),
    ] = None,
    lang: Lang = Language.en,
    form: Annotated[DiffForm, typer.Option("--format", "-f", help="Form. / 输出格式。")] = DiffForm.text,
) -> None:
    """Say exactly which transfers two laws, or one law on two days, treat differently: rules proven complete.
    / 精确列出两部法律或者同一法律两日之间处理不同的情形，并证明无遗漏。
    """  # noqa: D205 - one paragraph of help
    from lexflux.faces import diffs
    from lexflux.faces.diffing import compared, side_of

    book = load().book
    found = compared(book, (side_of(one), side_of(other)), baseline)
    if witness is not None:
        _write(found, witness)
    words = diffs.DiffWords(Wording(book, lang), found)
    forms = {DiffForm.json: diffs.as_json, DiffForm.text: diffs.as_text, DiffForm.markdown: diffs.as_markdown}
    sys.stdout.write(forms[form](words))


def _write(found: Diff, folder: Path) -> None:
    import yaml

    from lexflux.faces.diffs import witnesses
    from lexflux.files import write_folder

    files = {name: yaml.safe_dump(facts.tree, allow_unicode=True, sort_keys=False) for name, facts in witnesses(found)}
    write_folder(folder, {name: content.encode() for name, content in files.items()})
