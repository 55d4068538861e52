"""`lexflux dossier`: the papers that the law asks for on a transfer, prepared in a new folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from lexflux.decision.flows import FlowDecision
from lexflux.faces.cli.options import (
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
from lexflux.faces.legs import refuse_leg
from lexflux.facts.legs import Flow
from lexflux.knowledge_base import load
from lexflux.phrases import phrase
from lexflux.terms import LF


def dossier(
    file: Transfer,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FOLDER",
            help="New folder (default: FILE-dossier). / 新文件夹。",
        ),
    ] = None,
    regime: Regime = None,
    on: On = None,
    lang: Lang = Language.en,
    reading: Readings = None,
    strict: Strict = False,
    leg: OneLeg = None,
) -> None:
    """Prepare the papers that the law asks for: assessments, contract contents, notices, record, life cycle.
    / 准备法律要求的文书：评估、合同内容、告知、记录、生命周期。
    """  # noqa: D205 - one paragraph of help
    from lexflux.dossier.prepare import prepared
    from lexflux.dossier.word import is_at_hand
    from lexflux.faces.described import read_told
    from lexflux.files import free_folder, write_folder

    folder = free_folder(output or Path(f"{Path(file).stem.strip('-') or 'transfer'}-dossier"))
    knowledge, readings = load(), chosen_readings(reading)
    facts = read_told(knowledge, file, lang)
    if not isinstance(facts, Flow):
        refuse_leg(leg)
    answer = knowledge.answer(facts, regime, on, readings, strict)
    files = prepared(knowledge, answer, lang, leg)
    write_folder(folder, files)
    verdict = answer.verdict if isinstance(answer, FlowDecision) else LF + answer.verdict
    outcome = knowledge.book.label(verdict, lang).upper()
    sys.stdout.write(phrase("dossier written", lang, folder=str(folder), count=len(files), outcome=outcome) + "\n")
    if not is_at_hand():
        sys.stderr.write(phrase("markdown alone", lang) + "\n")
