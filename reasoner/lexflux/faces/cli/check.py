"""`lexflux check`: the verdict on a transfer, or on the transfer of a receipt again."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer

from lexflux.errors import InputError, UnknownTermError
from lexflux.explain.repetition import concerns_origin, repeat
from lexflux.faces.cli.options import (
    EXIT_CODES,
    AnswerForm,
    Form,
    Lang,
    Language,
    On,
    OneLeg,
    Readings,
    Regime,
    Strict,
    chosen_readings,
)
from lexflux.faces.legs import check_flow, refuse_leg
from lexflux.facts import documents
from lexflux.facts.legs import Flow
from lexflux.knowledge_base import Answer, KnowledgeBase, load
from lexflux.law.wording import Wording
from lexflux.phrases import phrase
from lexflux.terms import local

MOST_DIFFERENCES = 12


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
            "--receipt",
            metavar="FILE",
            help="Derive an answer again from its receipt and compare. / 依回执重新推导答案并比对。",
        ),
    ] = None,
    strict: Strict = False,
    leg: OneLeg = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit 0 whatever the verdict. / 无论结论均以 0 退出。")
    ] = False,
) -> None:
    """Decide a transfer, or a flow of several: verdict, requirements, exemptions, what is missing. / 判定传输。"""
    if receipt is not None:
        _repeat(receipt, lang)
        return
    if file is None:
        raise UnknownTermError("no file")
    knowledge = load()
    facts = knowledge.read_file(file)
    readings = chosen_readings(reading)
    if isinstance(facts, Flow):
        found = knowledge.decide_flow(facts, regime, on, readings, strict)
        text, verdict = check_flow(knowledge, found, leg, lang, form), local(found.verdict)
    else:
        refuse_leg(leg)
        answer = knowledge.decide(facts, regime, on, readings, strict)
        text, verdict = answer.explain(lang, form), answer.verdict
        text += _also_reached(knowledge, answer, lang) if form is AnswerForm.text else ""
    sys.stdout.write(text)
    if not exit_zero:
        raise typer.Exit(EXIT_CODES[verdict])


def _also_reached(knowledge: KnowledgeBase, answer: Answer, language: str) -> str:
    """Return a line that names the other law that reaches the transfer, empty if none does."""
    words = Wording(knowledge.book, language)
    others = [words.label(knowledge.book.regimes[one]) for one in knowledge.also_reached(answer.decision)]
    return words.say("also reached", named=words.joined(others)) + "\n" if others else ""


def _repeat(path: str, language: str) -> None:
    """Derive an answer again from the receipt in it, and say whether and where it differs."""
    name = "<stdin>" if path == "-" else path
    _, differences = repeat(_read_json(documents.content_of(path, name), name), load().book, name)
    if not differences:
        sys.stdout.write(phrase("receipt same", language) + "\n")
        return
    same = all(map(concerns_origin, differences))
    said = phrase("receipt of other law", language) if same else phrase("receipt differs", language)
    sys.stdout.write("\n  ".join([said, *map(str, differences[:MOST_DIFFERENCES])]) + "\n")
    if len(differences) > MOST_DIFFERENCES:
        count = len(differences) - MOST_DIFFERENCES
        sys.stdout.write("  " + phrase("further differences", language, count=count) + "\n")
    if not same:
        raise typer.Exit(1)


def _read_json(content: str, name: str) -> Any:
    """Return the tree of a JSON text. Of a key that stands twice people see the first value, programs the last."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            repeated = next(key for key in keys if keys.count(key) > 1)
            raise InputError("repeated key in JSON", name=name, repeated=repeated)
        return found

    try:
        return json.loads(content, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        raise InputError("not JSON", where=f"{name}:{error.lineno}", detail=error.msg) from error
    except (RecursionError, ValueError) as error:
        raise InputError("not JSON", where=name, detail=error) from error
