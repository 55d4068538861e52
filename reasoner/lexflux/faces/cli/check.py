"""`lexflux check`: the verdict on a transfer, or on the transfer of a receipt again."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from lexflux.decision.receipt import repeat
from lexflux.errors import InputError, UnknownTermError
from lexflux.faces.cli.options import (
    EXIT_CODES,
    AnswerForm,
    Form,
    Lang,
    Language,
    On,
    Readings,
    Regime,
    chosen_readings,
)
from lexflux.knowledge_base import Answer, KnowledgeBase, load
from lexflux.law.wording import Wording
from lexflux.phrases import phrase


def check(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE", help="Transfer in YAML, JSON, JSON-LD or Turtle; - reads standard input. / 传输文件。"
        ),
    ] = None,
    regime: Regime = None,
    on: On = None,
    lang: Lang = Language.en,
    form: Form = AnswerForm.text,
    reading: Readings = None,
    receipt: Annotated[
        str | None,
        typer.Option(
            "--receipt", metavar="FILE", help="Decide again from a receipt and compare. / 依回执重新判定并比对。"
        ),
    ] = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit 0 whatever the verdict. / 无论结论均以 0 退出。")
    ] = False,
) -> None:
    """Decide a transfer: verdict, requirements, exemptions, what is missing. / 判定一次传输。"""
    if receipt is not None:
        _repeat(receipt, lang)
        return
    if file is None:
        raise UnknownTermError("no file")
    knowledge = load()
    answer = knowledge.decide(file, regime, on, chosen_readings(reading))
    sys.stdout.write(answer.explain(lang, form))
    if form is AnswerForm.text:
        sys.stdout.write(_also_reached(knowledge, answer, lang))
    if not exit_zero:
        raise typer.Exit(EXIT_CODES[answer.verdict])


def _also_reached(knowledge: KnowledgeBase, answer: Answer, language: str) -> str:
    """Return a line that names the other law that reaches the transfer, empty if none does."""
    words = Wording(knowledge.book, language)
    others = [words.label(knowledge.book.regimes[one]) for one in knowledge.also_reached(answer.decision)]
    return words.say("also reached", named=words.joined(others)) + "\n" if others else ""


def _repeat(name: str, language: str) -> None:
    """Decide again from a receipt, and say whether and where the answer differs."""
    _, differences = repeat(_read_receipt(name), load().book, name)
    sys.stdout.write(phrase("receipt differs" if differences else "receipt same", language) + "\n")
    sys.stdout.writelines(f"  {line}\n" for line in differences)
    if differences:
        raise typer.Exit(1)


def _read_receipt(name: str) -> Any:
    try:
        return json.loads(sys.stdin.read() if name == "-" else Path(name).read_text("utf-8"))
    except json.JSONDecodeError as error:
        raise InputError("not JSON", where=f"{name}:{error.lineno}", detail=error.msg) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("cannot be read", path=name, detail=error) from error
