"""The types of an answer about agreements as data of schema ``lexflux-treaties/1``."""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired, TypedDict

Day = Annotated[str, "date"]
Standing = TypedDict(
    "Standing",
    {"standing": str, "through": str | None, "from": Day | None, "until": Day | None, "confidence": str},
)


class TreatyProvision(TypedDict):
    """A provision of an agreement, in our own words."""

    provision: str
    citation: str
    confidence: str
    gist: str
    urls: list[str]


class Relation(TypedDict):
    """An agreement and how each of the two places stands to it; ``because`` says why it does not bind the two."""

    agreement: str
    title: str
    rank: str
    since: Day | None
    standings: dict[str, list[Standing]]
    because: NotRequired[str | None]
    confidence: NotRequired[str | None]


class TreatyExclusion(TypedDict):
    """What an agreement leaves out of a commitment."""

    exclusion: str
    gist: str
    provisions: list[TreatyProvision]


class TreatyException(TypedDict):
    """What may save a measure, and under which test."""

    exception: str
    ground: str
    test: str | None
    objective: bool | None
    doubleNecessity: bool | None
    selfJudging: bool | None
    undisputable: bool | None
    forPlace: str | None
    provisions: list[TreatyProvision]


class SettlementExclusion(TypedDict):
    """What cannot be brought before a panel, and until when."""

    gist: str
    limitedTo: str | None
    until: Day | None
    provisions: list[TreatyProvision]


class GracePeriod(TypedDict):
    """Until when a commitment does not yet bind a place."""

    until: Day | None
    extendableUntil: Day | None
    provisions: list[TreatyProvision]


Enforcement = TypedDict(
    "Enforcement",
    {
        "availability": str,
        "class": str,
        "suspended": bool,
        "settlement": list[TreatyProvision],
        "exclusions": list[SettlementExclusion],
        "gracePeriods": list[GracePeriod],
    },
)


class Discipline(TypedDict):
    """A commitment, and whether it can be enforced against each of the two."""

    commitment: str
    agreement: str
    strength: str
    disciplines: list[str]
    confinedTo: list[str]
    limits: dict[str, Any]
    provisions: list[TreatyProvision]
    enforcement: dict[str, Enforcement]
    exceptions: list[TreatyException]
    exclusions: list[TreatyExclusion]


class TopicOfTreaties(TypedDict):
    """The commitments on one topic, the strongest first."""

    topic: str
    label: str
    strongest: list[str]
    disciplines: list[Discipline]


class Absent(TypedDict):
    """That an agreement has no commitment on a topic."""

    agreement: str
    topic: str
    confidence: str


class DemandingNorm(TypedDict):
    """A norm of a place that demands a measure."""

    norm: str
    label: str
    oneOfSeveralWays: bool
    provisions: list[str]


class Demand(TypedDict):
    """Measures, and the norms that demand them."""

    measures: dict[str, str]
    norms: list[DemandingNorm]


class Tension(TypedDict):
    """Commitments, and the demands of domestic law that are in tension with them."""

    kinds: list[str]
    commitments: list[str]
    demands: list[Demand]


class Domestic(TypedDict):
    """The law of one of the two places beside the commitments; without regimes, nobody looked."""

    place: str
    regimes: list[str]
    normsInForce: Any
    tensions: list[Tension]


class ArgumentSource(TypedDict):
    """Where an argument was published."""

    source: str
    urls: list[str]


class TreatyArgument(TypedDict):
    """A published view under an agreement; ``answers`` are those that it replies to."""

    argument: str
    stance: str
    gist: str
    ground: str | None
    concerns: list[str]
    invokes: list[str]
    binding: Any
    answers: list[str]
    sources: list[ArgumentSource]
    confidence: str


class TreatyReceipt(TypedDict):
    """From which the same answer can be derived again."""

    tool: str
    law: str
    answer: str


class TreatyAnswer(TypedDict):
    """What binds two places towards each other on one day; an agreement binds states and gives no company a right."""

    schema: Literal["lexflux-treaties/1"]
    places: list[str]
    on: Day
    binding: list[Relation]
    notBetween: list[Relation]
    topics: list[TopicOfTreaties]
    absent: list[Absent]
    domestic: list[Domestic]
    arguments: list[TreatyArgument]
    onAccession: list[TreatyArgument]
    asked: list[str]
    soft: list[Relation]
    notShared: list[Relation]
    membersNotRecorded: list[str]
    nextShared: Relation | None
    notice: list[str]
    receipt: TreatyReceipt
