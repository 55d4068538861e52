"""`lexflux draw`: pictures of the law as SVG."""

from __future__ import annotations

import enum
import sys
from typing import Annotated

import typer

from lexflux.errors import UnknownTermError
from lexflux.faces.cli.options import Lang, Language, On
from lexflux.knowledge_base import as_day, load, needed_day


class Picture(enum.StrEnum):
    """What is drawn."""

    adequacy = "adequacy"
    law = "law"
    lists = "lists"
    map = "map"


FEWEST = {Picture.adequacy: 0, Picture.law: 1, Picture.lists: 0, Picture.map: 0}
MOST = {Picture.adequacy: sys.maxsize, Picture.law: 1, Picture.lists: 0, Picture.map: sys.maxsize}
"""How few and how many regimes each is of."""


def draw(
    picture: Annotated[
        Picture,
        typer.Argument(
            help="adequacy (which regime counts which place, --on, --regime), law (of a --regime in time), "
            "lists (their editions, --on), map (by how many each place is counted, --on, --regime). "
            "/ 充分性矩阵、法律时间线、清单版本、地图。"
        ),
    ],
    regime: Annotated[
        list[str] | None,
        typer.Option("--regime", "-r", help="Regime; of the adequacy any number. / 制度；充分性可选若干个。"),
    ] = None,
    on: On = None,
    lang: Lang = Language.en,
) -> None:
    """Draw who counts whom as adequate on a day, a regime's law in time, the family of list editions, as SVG.
    / 以 SVG 绘制充分性矩阵与地图、法律时间线或者清单版本谱系。
    """  # noqa: D205 - one paragraph of help
    from lexflux.faces.pictures import adequacy, law, world

    regimes = regime or []
    if not FEWEST[picture] <= len(regimes) <= MOST[picture]:
        raise UnknownTermError("regime of a picture")
    knowledge = load()
    if picture is Picture.law:
        sys.stdout.write(law.law_timeline(knowledge, regimes[0], lang))
    elif picture is Picture.lists:
        sys.stdout.write(law.list_editions(knowledge, as_day(needed_day(on)), lang))
    elif picture is Picture.map:
        sys.stdout.write(world.adequacy_map(knowledge, as_day(needed_day(on)), lang, regimes))
    else:
        sys.stdout.write(adequacy.adequacy_matrix(knowledge, as_day(needed_day(on)), lang, regimes))
