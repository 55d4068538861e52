"""The form of what all law says of one transfer, as data: from it its JSON Schema is made."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from lexflux.explain.answer import Answer, Day, MayReach, Norm, OneOfVerdicts, Regime, ToCome
from lexflux.phrases import LANGUAGES


class Law(Regime):
    """One of the laws asked, its verdict, and the rules on scope by which it reaches the transfer."""

    verdict: OneOfVerdicts
    scope: list[Norm]


class JointRequirement(TypedDict):
    """A safeguard that laws require, whether one of them certainly does, and whether it is in place under each."""

    safeguard: str
    label: str
    regimes: list[str]
    needed: bool
    inPlace: bool


class Joint(TypedDict):
    """What all law that reaches a transfer makes of it: the gravest counts. ``answers`` has the answer of each."""

    schema: Literal["lexflux-joint/1"]
    language: Annotated[str, LANGUAGES]
    label: str | None
    on: Day
    verdict: OneOfVerdicts
    possible: list[OneOfVerdicts]
    notEncoded: list[str]
    laws: list[Law]
    mayReach: list[MayReach]
    toCome: list[ToCome]
    requirements: list[JointRequirement]
    answers: list[Answer]
    notice: str
