"""`lexflux dossier`: the papers that the law asks for on a transfer, prepared in a new folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

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
    from lexflux.dossier.folder import free_folder, write_folder
    from lexflux.dossier.prepare import dossier as prepared
    from lexflux.dossier.prepare import flow_dossier
    from lexflux.dossier.word import is_at_hand

    folder = free_folder(output or Path(f"{Path(file).stem.strip('-') or 'transfer'}-dossier"))
    knowledge, readings = load(), chosen_readings(reading)
    facts = knowledge.read_file(file)
    if isinstance(facts, Flow):
        found = knowledge.decide_flow(facts, regime, on, readings, strict)
        verdict, files = found.verdict, flow_dossier(knowledge, found, lang, leg)
    else:
        refuse_leg(leg)
        decision = knowledge.decide(facts, regime, on, readings, strict).decision
        verdict, files = decision.verdict, prepared(knowledge, decision, lang)
    write_folder(folder, files)
    outcome = knowledge.book.label(verdict, lang).upper()
    sys.stdout.write(phrase("dossier written", lang, folder=str(folder), count=len(files), outcome=outcome) + "\n")
    if not is_at_hand():
        sys.stderr.write(phrase("markdown alone", lang) + "\n")
