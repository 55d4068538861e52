"""`lexflux audit`: what is odd in the law of a regime as it is encoded, by proof."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from lexflux.faces.cli.options import CardForm, Lang, Language
from lexflux.knowledge_base import as_day, load, needed_day
from lexflux.law.wording import Wording


def audit(
    regime: Annotated[
        str | None, typer.Argument(help="The regime: cn, eu (default: all, one after another). / 制度，默认为全部。")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Day of the law (needed). / 日期（必填）。")
    ] = None,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0, help="How much processor time it may take. / 处理器时间上限（秒）。")
    ] = 110,
    lang: Lang = Language.en,
    form: Annotated[CardForm, typer.Option("--format", "-f", help="Form. / 输出格式。")] = CardForm.text,
) -> None:
    """Look for norms that never take effect, clash, leave transfers undecided or change nothing, by proof.
    / 以证明方式查找永不生效、相互冲突、留有空白或者多余的规范。
    """  # noqa: D205 - one paragraph of help
    from lexflux.faces import audits
    from lexflux.proofs.audit import Auditor, in_force
    from lexflux.query.results import json_text

    book, day = load().book, as_day(needed_day(on))
    words = Wording(book, lang)
    asked = [regime] if regime else in_force(book, day)
    found = (Auditor(book, one, day, seconds).audit() for one in asked)
    if form == CardForm.json:
        records = [audits.record(words, one) for one in found]
        sys.stdout.write(json_text(records[0] if regime else records))
        return
    for one in found:
        sys.stdout.write(audits.as_text(words, one) + ("" if regime else "\n"))
        sys.stdout.flush()
