"""The answer as data, in types from which its JSON Schema is made. Identifiers are stable, labels of one language."""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired, TypedDict

from lexflux.decision.mechanism import Way
from lexflux.decision.statuses import FactState, Need, NormStatus, RequirementStatus, Verdict
from lexflux.law.norms import Due, LimitKind, Modality
from lexflux.phrases import LANGUAGES

Day = Annotated[str, "date"]
Duration = Annotated[str, "duration"]
Url = Annotated[str, "uri"]
OneOfVerdicts = Annotated[str, Verdict]


class Regime(TypedDict):
    """A body of law, by its notation."""

    regime: str
    label: str


class Asked(TypedDict):
    """A fact that nobody stated, and how it is asked for."""

    node: str
    property: str
    label: str
    question: str


class Provision(TypedDict):
    """A provision, as a lawyer cites it, how it was read and where."""

    provision: str
    citation: str
    confidence: str
    urls: list[Url]


class Norm(TypedDict):
    """A norm, with the provisions that state it."""

    norm: str
    label: str
    provisions: list[Provision]


class Reached(Regime):
    """Other law that reaches the transfer, the verdicts possible under it, and its rules on scope that hold."""

    possible: list[OneOfVerdicts]
    scope: list[Norm]


class MayReach(Reached):
    """Other law that may reach the transfer, and the facts on which that turns, the most decisive first."""

    missing: list[Asked]


class Part(TypedDict):
    """A norm, or a part of the law that is not encoded, with the provisions that state it."""

    term: str
    label: str
    provisions: list[Provision]


class ToCome(Regime):
    """Law that begins after the day of the answer and reaches the transfer, or may, from its first such day on."""

    begins: Day
    certain: bool
    parts: list[Part]


class Safeguard(TypedDict):
    """A class of safeguards."""

    safeguard: str
    label: str


class Value(TypedDict):
    """A term, class or other value of a fact."""

    value: Any
    label: str


class Fact(TypedDict):
    """A fact of one node of the transfer, with the value in question."""

    node: str
    property: str
    value: Any
    label: str


class Mechanism(TypedDict):
    """The way by which the data may go, if there is one."""

    way: Annotated[str, Way]
    safeguards: list[Safeguard]
    norms: list[Norm]


class TimeLimit(TypedDict):
    """By when, for how long or how often something is due, and the event from which that is counted."""

    kind: Annotated[str, LimitKind]
    label: str
    duration: NotRequired[Duration]
    countedIn: NotRequired[str]
    countedFrom: NotRequired[str]
    yearlyBy: NotRequired[str]
    lastDay: NotRequired[Day]
    provisions: list[Provision]


class Alternative(TypedDict):
    """What a permission accepts in the place of something required."""

    safeguard: str
    label: str
    inPlace: bool
    norm: Norm


class Exclusion(TypedDict):
    """A class of transfers that cannot have what is required; this one lies in it, or may."""

    element: str
    label: str
    truth: Literal["true", "unknown"]


class BearingParty(TypedDict):
    """A party that a norm binds: its node in the transfer, and its name, empty if none is stated."""

    node: str
    label: str


class Bearer(TypedDict):
    """Whom norms bind, where that is not the exporter alone: a place in the transfer or a role, and who is it."""

    bearer: str
    label: str
    parties: list[BearingParty]
    norms: list[str]


class Requirement(TypedDict):
    """A safeguard that norms require: whether it is needed, whether in place, by when, what may stand for it."""

    safeguard: str
    label: str
    due: Annotated[str, Due]
    need: Annotated[str, Need]
    inPlace: Annotated[str, RequirementStatus]
    excludedBy: list[Exclusion]
    closedWays: list[Norm]
    norms: list[Norm]
    bearers: list[Bearer]
    established: list[str]
    defeatedBy: list[Norm]
    timeLimits: list[TimeLimit]
    oneOf: list[Safeguard]
    alternatives: list[Alternative]


class Exemption(TypedDict):
    """An effective exemption, with what would be required here but for it."""

    norm: str
    label: str
    provisions: list[Provision]
    lifts: list[Safeguard]


class Designation(TypedDict):
    """A decision, list or membership by which a place or body counts."""

    designation: str
    label: str
    provisions: list[Provision]


class Reason(TypedDict):
    """A step of a proof: an element of law, a fact, or steps that are joined."""

    kind: Literal["element", "all", "any", "not", "fact"]
    truth: Literal["true", "false", "unknown"]
    element: NotRequired[str]
    label: NotRequired[str]
    fact: NotRequired[str]
    provisions: NotRequired[list[Provision]]
    designations: NotRequired[list[Designation]]
    because: NotRequired[list[Reason]]


class Considered(TypedDict):
    """An exemption or permission that is claimed and not available, or only perhaps, with what fails or is open."""

    norm: str
    label: str
    provisions: list[Provision]
    perhaps: bool
    lacking: list[Reason]


class OutOfScope(TypedDict):
    """What fails of the scope of a law, with the provisions that ask for it."""

    lacking: list[Reason]
    provisions: list[Provision]


class Defeat(TypedDict):
    """The norm that defeats another, and the precedence on which that rests, if it is not named by the norm itself."""

    norm: str
    label: str
    provisions: list[Provision]
    precedence: str | None


class Finding(TypedDict):
    """A norm that is triggered or may be, with its status and the proof."""

    norm: str
    label: str
    provisions: list[Provision]
    modality: Annotated[str, Modality]
    status: Annotated[str, NormStatus]
    bearers: list[Bearer]
    defeatedBy: list[Defeat]
    because: Reason


# "from" is no name in Python.
Bounds = TypedDict("Bounds", {"from": NotRequired[int], "below": NotRequired[int]})


class Leading(TypedDict):
    """Answers to what is asked, numbers as ranges, and the verdicts that each of them leaves possible."""

    answers: list[Value]
    possible: list[OneOfVerdicts]


class Missing(TypedDict):
    """A fact that may change the outcome: what is asked, which answers there are, and what it can change."""

    node: str
    property: str
    label: str
    question: str
    state: Annotated[str, FactState]
    decisiveness: float
    estimated: bool
    values: list[Value]
    range: NotRequired[Bounds]
    leadsTo: list[Leading]
    changes: Literal["verdict", "conditions", "duties"]
    norms: list[Norm]


class Combination(TypedDict):
    """Facts that nobody stated which, together, would change the verdict."""

    verdict: OneOfVerdicts
    example: list[Fact]


class Presumption(TypedDict):
    """Values that are presumed not to be the case, each of which would change the outcome."""

    nodes: list[str]
    property: str
    label: str
    values: list[Value]
    possible: list[OneOfVerdicts]
    helps: bool
    requires: list[Safeguard]
    norms: list[Norm]


class Reading(TypedDict):
    """A reading of an open point, and what follows from it."""

    reading: str
    label: str
    verdicts: list[OneOfVerdicts]
    requires: list[Safeguard]


class OpenPoint(TypedDict):
    """A point of law that nobody has settled and on which the outcome turns."""

    point: str
    question: str
    provisions: list[Provision]
    readings: list[Reading]


class Gap(TypedDict):
    """A part of the law that is not encoded and reaches the transfer, or may; it may leave the verdict open."""

    gap: str
    label: str
    reason: str
    certain: bool
    leavesOpen: bool
    provisions: list[Provision]


class Expired(TypedDict):
    """A stated safeguard that does not count on the day, and why."""

    safeguard: str
    label: str
    reason: Literal["valid no longer", "concluded too late", "issued later", "not as asked"]
    day: NotRequired[Day]
    needed: NotRequired[str]
    stated: NotRequired[list[str]]
    provisions: list[Provision]


class NotAccepted(TypedDict):
    """A stated safeguard that no permission accepts for this transfer."""

    node: str
    safeguard: str
    label: str
    norms: list[Norm]


class PresumedOfSafeguards(TypedDict):
    """A value that a fact of stated safeguards or data is presumed to have."""

    nodes: list[str]
    property: str
    label: str
    value: Any


class FactNotRead(TypedDict):
    """A stated fact that the law does not read."""

    node: str
    property: str
    values: list[Any]
    words: str


class Answer(TypedDict):
    """
    What the law of one regime says about one transfer on one day.

    Terms are named relative to the namespace https://w3id.org/lexflux/; ``labels`` names all statuses in the language.
    """

    schema: Literal["lexflux-answer/2"]
    schemaVersion: str
    language: Annotated[str, LANGUAGES]
    regime: Regime
    on: Day
    lawKnownUntil: Day | None
    verdict: OneOfVerdicts
    possible: list[OneOfVerdicts]
    labels: dict[str, str]
    alsoReached: list[Reached]
    mayReach: list[MayReach]
    toCome: list[ToCome]
    mechanism: Mechanism | None
    considered: list[Considered]
    outOfScope: list[OutOfScope]
    requirements: list[Requirement]
    exemptions: list[Exemption]
    norms: list[Finding]
    missing: list[Missing]
    combinations: list[Combination]
    combinationsWithoutOwners: bool
    presumptions: list[Presumption]
    openPoints: list[OpenPoint]
    gaps: list[Gap]
    clashes: list[list[Norm]]
    expired: list[Expired]
    notAccepted: list[NotAccepted]
    presumedOfSafeguards: list[PresumedOfSafeguards]
    notReadInTheOriginal: list[Provision]
    factsNotRead: list[FactNotRead]
    receipt: dict[str, Any]
    notice: str
