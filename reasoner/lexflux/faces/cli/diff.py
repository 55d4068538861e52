"""`lexflux diff`: which transfers two laws treat differently, exactly."""

from __future__ import annotations

import enum
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lexflux.errors import InputError, UnknownTermError
from lexflux.faces.cli.options import Lang, Language
from lexflux.knowledge_base import as_day, load
from lexflux.law.wording import Wording

if TYPE_CHECKING:
    from lexflux.law.lawbook import LawBook
    from lexflux.proofs.baselines import Baseline
    from lexflux.proofs.diff import Diff, Side


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
    from lexflux.proofs.diff import diff as compare

    book = load().book
    sides = _side(one), _side(other)
    base = _baseline(book, sides, baseline)
    found = compare(book, sides[0], sides[1], base, (base.origin, _origin(book, sides[1], base)))
    if witness is not None:
        _write(found, witness)
    words = diffs.DiffWords(Wording(book, lang), found)
    forms = {DiffForm.json: diffs.as_json, DiffForm.text: diffs.as_text}
    sys.stdout.write(diffs.as_text(words, markdown=True) if form == DiffForm.markdown else forms[form](words))


def _side(said: str) -> Side:
    from lexflux.proofs.diff import Side

    regime, at, day = said.partition("@")
    if not at:
        raise UnknownTermError("no law of a day", given=said)
    return Side(regime, as_day(day))


def _baseline(book: LawBook, sides: tuple[Side, Side], path: Path | None) -> Baseline:
    from lexflux.law.snapshot import snapshot
    from lexflux.proofs.baselines import derived_baseline, known_baselines, read_baseline

    laws = [snapshot(book, side.regime, side.on) for side in sides]
    known = known_baselines()
    if path is None and sides[0].regime not in known:
        return derived_baseline(book, laws, _home(book, sides[0]))
    return read_baseline(book, path or known[sides[0].regime], laws)


def _origin(book: LawBook, side: Side, base: Baseline) -> str:
    """Return from where the transfer leaves under a law: from the same place if it is its law, else from its home."""
    from lexflux.terms import PLACE

    if side.regime in book.regimes_of(PLACE + base.origin, side.on):
        return base.origin
    return _home(book, side)


def _home(book: LawBook, side: Side) -> str:
    """Return the code of a place whose law a regime is."""
    from lexflux.terms import PLACE, local

    places = (place for place, kinds in book.individuals.items() if place.startswith(PLACE) and kinds)
    return min(local(place) for place in places if side.regime in book.regimes_of(place, side.on))


def _write(found: Diff, folder: Path) -> None:
    import yaml

    from lexflux.dossier.folder import write_folder
    from lexflux.faces.diffs import witnesses

    if folder.exists():
        raise InputError("folder exists", name=str(folder))
    files = {name: yaml.safe_dump(facts.tree, allow_unicode=True, sort_keys=False) for name, facts in witnesses(found)}
    write_folder(folder, {name: content.encode() for name, content in files.items()})
