"""`lexflux draw`: pictures of the law as SVG."""

from __future__ import annotations

import enum
import sys
from typing import Annotated

import typer

from lexflux.errors import UnknownTermError
from lexflux.faces.cli.options import Lang, Language, On, Regime
from lexflux.knowledge_base import as_day, load, needed_day


class Picture(enum.StrEnum):
    """What is drawn."""

    adequacy = "adequacy"
    law = "law"
    lists = "lists"


def draw(
    picture: Annotated[
        Picture,
        typer.Argument(
            help="adequacy (which regime counts which place, --on), law (of a --regime in time), "
            "lists (their editions, --on). / 充分性网络、法律时间线、清单版本。"
        ),
    ],
    regime: Regime = None,
    on: On = None,
    lang: Lang = Language.en,
) -> None:
    """Draw the adequacy network of a day, a regime's law in time, or the family of list editions, as SVG.
    / 以 SVG 绘制充分性网络、法律时间线或者清单版本谱系。
    """  # noqa: D205 - one paragraph of help
    from lexflux.faces.pictures import adequacy, law

    if (regime is None) == (picture is Picture.law):
        raise UnknownTermError("regime of a picture")
    knowledge = load()
    if picture is Picture.law:
        sys.stdout.write(law.law_timeline(knowledge, regime or "", lang))
    elif picture is Picture.lists:
        sys.stdout.write(law.list_editions(knowledge, as_day(needed_day(on)), lang))
    else:
        sys.stdout.write(adequacy.adequacy_network(knowledge, as_day(needed_day(on)), lang))
