"""`lexflux explain`: why each norm is effective, defeated, open or not triggered."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from lexflux.faces.cli.options import (
    AnswerForm,
    Form,
    Lang,
    Language,
    On,
    Readings,
    Regime,
    Strict,
    Transfer,
    chosen_readings,
)
from lexflux.knowledge_base import load


def explain(
    file: Transfer,
    regime: Regime = None,
    on: On = None,
    lang: Lang = Language.en,
    form: Form = AnswerForm.text,
    reading: Readings = None,
    strict: Strict = False,
    norm: Annotated[
        list[str] | None,
        typer.Option(
            "--norm", "-n", help="Only these norms, also if not triggered (why not). / 只解释这些规范，包括未触发者。"
        ),
    ] = None,
) -> None:
    """Explain a decision norm by norm, down to the facts. / 逐条解释判定，直至事实。"""
    from lexflux.explain.render import as_explanation
    from lexflux.faces.names import resolve

    answer = load().decide(file, regime, on, chosen_readings(reading), strict)
    if form is AnswerForm.text:
        named = tuple(resolve(name, answer.decision.findings, "unknown norm") for name in norm or [])
        sys.stdout.write(as_explanation(answer.decision, lang, named))
    else:
        sys.stdout.write(answer.explain(lang, form))
