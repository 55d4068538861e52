"""The types of answers about the law itself that no other face has as data: ways for data, differences of laws."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from lexflux.explain.answer import Day


class HopLaw(TypedDict):
    """What all law of a regime says of a hop."""

    regime: str
    verdict: str


class CitedNorm(TypedDict):
    """A norm, and where it is stated."""

    norm: str
    citation: str


class OpeningSafeguard(TypedDict):
    """A safeguard with which a hop opens, for certain or perhaps, those that would do ``instead``, and the norms."""

    safeguard: str
    label: str
    certain: bool
    instead: list[str]
    norms: list[CitedNorm]


From = TypedDict("From", {"from": str})
"""The place from which data go; its name is a word of Python."""


class HopMembers(TypedDict):
    """One leg of a way; ``alike`` are the places that all law treats like the one to which it leads."""

    to: str
    alike: list[str]
    passage: Literal["free", "with safeguards", "open", "barred"]
    laws: list[HopLaw]
    freeBy: list[str]
    conditions: list[str]
    barredBy: list[CitedNorm]
    safeguards: list[OpeningSafeguard]
    turnsOn: list[str]


class HopData(From, HopMembers):
    """One leg of a way, with the place from which it leads."""


class Burden(TypedDict):
    """What has to be done on a way."""

    steps: int
    daysOfAuthorities: int
    papers: int


class WayData(TypedDict):
    """Hops one after the other."""

    burden: Burden
    hops: list[HopData]


class WaysMembers(TypedDict):
    """Lawful ways from one place to another, those that turn on what is not known, and the hops that are barred."""

    schema: Literal["lexflux-routes/1"]
    language: str
    on: Day
    to: str
    data: list[str]
    ways: list[WayData]
    perhaps: list[WayData]
    barred: list[HopData]
    placesTried: int
    supposed: dict[str, Any]
    notice: list[str]


class WaysData(From, WaysMembers):
    """The ways from one place to another."""


class ReachedData(From):
    """The hop from one place to each other whose law is encoded."""

    schema: Literal["lexflux-routes/1"]
    language: str
    on: Day
    data: list[str]
    hops: list[HopData]
    supposed: dict[str, Any]
    notice: list[str]


class LawOfADay(TypedDict):
    """A regime and the day of its law."""

    regime: str
    on: Day


class OutcomeData(TypedDict):
    """What a law says of some patterns of facts."""

    verdict: str
    mechanisms: list[str]
    words: str


class Varied(TypedDict):
    """A fact that varies, and its values."""

    name: str
    facts: list[str]
    values: list[str]


class Tested(TypedDict):
    """A fact that varies, and the values of it that a rule is about."""

    varies: str
    values: list[str]


class RuleData(TypedDict):
    """A rule: for which patterns the outcome is another, and by which norms before and since."""

    otherwise: bool
    words: str
    tests: list[Tested]
    outcome: OutcomeData
    patterns: int | None
    normsBefore: list[str]
    normsSince: list[str]


class GroupData(TypedDict):
    """The patterns that had one outcome, and the rules by which they have others."""

    was: OutcomeData
    patterns: int | None
    rules: list[RuleData]


class DutyData(TypedDict):
    """A duty that only one of the laws has."""

    safeguard: str
    only: Literal["before", "since"]
    goesWith: str | None
    rules: list[str]
    norms: list[str]


class DiffData(TypedDict):
    """Which patterns of facts two laws treat differently; ``proven`` says whether the rules leave none out."""

    schema: Literal["lexflux-diff/1"]
    laws: list[LawOfADay]
    patterns: int | None
    proven: bool
    baseline: dict[str, Any]
    varies: list[Varied]
    notRead: list[str]
    groups: list[GroupData]
    duties: list[DutyData]
    countsAddedUp: bool
    notes: list[str]
