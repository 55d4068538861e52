"""`lexflux whatif`: the smallest changes by which a transfer may go, or needs less."""

from __future__ import annotations

import enum
import sys
from typing import Annotated

import typer

from lexflux.faces.cli.options import Lang, Language, On, Readings, Regime, Strict, Transfer, chosen_readings
from lexflux.knowledge_base import load


class WhatIfForm(enum.StrEnum):
    """Form of the proposals."""

    text = "text"
    markdown = "markdown"
    json = "json"


def whatif(
    file: Transfer,
    regime: Regime = None,
    on: On = None,
    lang: Lang = Language.en,
    form: Annotated[WhatIfForm, typer.Option("--format", "-f", help="Form. / 输出格式。")] = WhatIfForm.text,
    reading: Readings = None,
    strict: Strict = False,
) -> None:
    """Find the smallest changes of what a company can decide that turn the verdict or spare a mechanism, each proven.
    / 查找企业可自行决定的最小变更，使结论改变或者免除机制，逐项重新判定。
    """  # noqa: D205 - one paragraph of help
    from lexflux.explain import whatif as shown
    from lexflux.explain.page import page_as_markdown, page_as_text
    from lexflux.faces.described import read_transfer_told
    from lexflux.proofs.whatif import what_if

    knowledge = load()
    facts, readings = read_transfer_told(knowledge, file, lang), chosen_readings(reading)
    if regime is None:
        joint = knowledge.decide_together(facts, on, readings, strict).found
        decisions, verdict = joint.decisions, joint.verdict
    else:
        decisions = (knowledge.decide(facts, regime, on, readings, strict).decision,)
        verdict = decisions[0].verdict
    found = [what_if(one) for one in decisions]
    if form == WhatIfForm.json:
        sys.stdout.write(shown.what_if_json(knowledge.book, found, verdict, lang))
        return
    page = shown.what_if_page(knowledge.book, found, verdict, lang)
    sys.stdout.write(page_as_markdown(page) if form == WhatIfForm.markdown else page_as_text(page))
