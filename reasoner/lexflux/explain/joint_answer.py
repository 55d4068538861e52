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


class StatedFact(TypedDict):
    """A fact of a transfer, by its node, on which a norm rests."""

    node: str
    fact: str
    values: list[str]


class OpposedNorm(Norm):
    """A norm of a conflict, how it stands, and the facts on which it rests."""

    status: str
    facts: list[StatedFact]


class ConflictSide(TypedDict):
    """What one law says in a conflict."""

    regime: str
    norms: list[OpposedNorm]


class Conflict(TypedDict):
    """One law orders what another forbids, certainly or perhaps; without ``ordering``, a circumstance is the order."""

    pattern: str
    label: str
    certain: bool
    circumstances: list[str]
    ordering: ConflictSide | None
    opposing: ConflictSide


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
    conflicts: list[Conflict]
    requirements: list[JointRequirement]
    answers: list[Answer]
    notice: str
