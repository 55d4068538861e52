"""`lexflux explain`: why each norm is effective, defeated, open or not triggered."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from lexflux.answers import render
from lexflux.faces.cli.options import (
    AnswerForm,
    Form,
    Lang,
    Language,
    On,
    OneLeg,
    Readings,
    Regime,
    Strict,
    Transfer,
    chosen_readings,
)
from lexflux.faces.described import read_told
from lexflux.faces.legs import decisions_on, refuse_leg
from lexflux.facts.legs import Flow
from lexflux.knowledge_base import load

if TYPE_CHECKING:
    from lexflux.decision.outcome import Decision


def explain(
    file: Transfer,
    regime: Regime = None,
    on: On = None,
    lang: Lang = Language.en,
    form: Form = AnswerForm.text,
    reading: Readings = None,
    strict: Strict = False,
    leg: OneLeg = None,
    norm: Annotated[
        list[str] | None,
        typer.Option(
            "--norm", "-n", help="Only these norms, also if not triggered (why not). / 只解释这些规范，包括未触发者。"
        ),
    ] = None,
) -> None:
    """Explain decisions, also on the legs of a flow, norm by norm, down to the facts. / 逐条解释判定，直至事实。"""
    from lexflux.explain.render import as_explanation
    from lexflux.faces.names import resolve

    knowledge = load()
    facts, readings = read_told(knowledge, file, lang), chosen_readings(reading)
    if not isinstance(facts, Flow):
        refuse_leg(leg)
    decisions = decisions_on(knowledge.answer(facts, regime, on, readings, strict), leg)
    if form is AnswerForm.text:
        known = {iri: found for decision in decisions for iri, found in decision.findings.items()}
        named = tuple(resolve(name, known, "unknown norm") for name in norm or [])
        sys.stdout.write("\n".join(as_explanation(one, lang, _of(one, named)) for one in _having(decisions, named)))
    else:
        sys.stdout.write("\n".join(render(decision, lang, form, full=True) for decision in decisions))


def _having(decisions: Sequence[Decision], norms: Sequence[str]) -> list[Decision]:
    """Return the decisions of the laws that have one of the norms, all if none is asked for."""
    return [decision for decision in decisions if not norms or _of(decision, norms)]


def _of(decision: Decision, norms: Sequence[str]) -> tuple[str, ...]:
    return tuple(norm for norm in norms if norm in decision.findings)
