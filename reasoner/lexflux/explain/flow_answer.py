"""The types of a decision on a flow as data of schema ``lexflux-flow/1``."""

from __future__ import annotations

from typing import Literal, TypedDict

from lexflux.explain.answer import Answer


class Party(TypedDict):
    """A party of a leg, by the name at which legs meet."""

    name: str
    label: str
    places: list[str]


Leg = TypedDict(
    "Leg",
    {
        "name": str,
        "continues": str | None,
        "from": Party,
        "to": Party,
        "verdict": str,
        "received_under": dict[str, str],
        "waits_for": list[str],
        "not_encoded": list[str],
        "answers": list[Answer],
    },
)


class Flow(TypedDict):
    """What is decided on several transfers that belong together: the gravest verdict, and each leg."""

    schema: Literal["lexflux-flow/1"]
    label: str
    verdict: str
    legs: list[Leg]
