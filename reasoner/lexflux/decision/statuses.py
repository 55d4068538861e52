"""The statuses that a decision gives, each equal to its term in the ontology, and the one rule for each."""

from __future__ import annotations

import enum
from collections.abc import Sequence

from lexflux.decision.evaluation import Truth
from lexflux.law.norms import Gap
from lexflux.terms import LF


class Verdict(enum.StrEnum):
    """
    What the law of a regime makes of a transfer, the mildest first.

    Undetermined where more than one is possible, or where what may apply is not encoded.
    """

    NOT_REACHED = LF + "NotReached"
    PERMITTED = LF + "Permitted"
    CONDITIONAL = LF + "Conditional"
    PROHIBITED = LF + "Prohibited"
    UNDETERMINED = LF + "Undetermined"


ALL_CLEAR = (Verdict.NOT_REACHED, Verdict.PERMITTED)
"""The verdicts with which a transfer goes as it is."""
# What is left open may turn out as bad as anything but a prohibition.
SEVERITY = (
    Verdict.NOT_REACHED,
    Verdict.PERMITTED,
    Verdict.CONDITIONAL,
    Verdict.UNDETERMINED,
    Verdict.PROHIBITED,
)


class NormStatus(enum.StrEnum):
    """Whether a norm takes effect on a transfer."""

    EFFECTIVE = LF + "Effective"
    DEFEATED = LF + "Defeated"
    UNSETTLED = LF + "Unsettled"
    NOT_TRIGGERED = LF + "NotTriggered"


class RequirementStatus(enum.StrEnum):
    """Whether what norms require is in place, the most pressing first."""

    LACKING = LF + "Lacking"
    UNMET = LF + "Unmet"
    UNKNOWN = LF + "StatusUnknown"
    MET = LF + "Met"


class Need(enum.StrEnum):
    """Whether a safeguard is needed, whether or not it is in place."""

    NEEDED = LF + "Needed"
    PERHAPS = LF + "PerhapsNeeded"
    NOT_NEEDED = LF + "NotNeeded"


class FactState(enum.StrEnum):
    """Why a fact is missing."""

    HAS_RANGE = LF + "HasRange"
    SAID_UNKNOWN = LF + "SaidUnknown"
    NOT_ASKED = LF + "NotAsked"


class TurnsOn(enum.IntEnum):
    """What a missing fact can change, the most important first."""

    VERDICT = 0
    WAY = 1
    CONDITIONS = 2
    DUTIES = 3


def rank(member: enum.StrEnum) -> int:
    """Return the place of a status in the order of its kind."""
    return list(type(member)).index(member)


def severity(verdict: Verdict) -> int:
    """Return how grave a verdict is."""
    return SEVERITY.index(verdict)


def norm_status(triggered: Truth, effective: Truth) -> NormStatus:
    """
    Return the status of a norm.

    A norm that is triggered in some completion of the unknown facts and takes effect in none is defeated: only attacks
    keep a triggered norm from taking effect.
    """
    if triggered is Truth.FALSE:
        return NormStatus.NOT_TRIGGERED
    if effective is Truth.TRUE:
        return NormStatus.EFFECTIVE
    return NormStatus.DEFEATED if effective is Truth.FALSE else NormStatus.UNSETTLED


def requirement_status(needed: Truth, satisfied: Truth, lacking: bool = False) -> RequirementStatus:
    """Return the status of a requirement, unmet or stated to be lacking; one perhaps not needed is never either."""
    if satisfied is Truth.TRUE:
        return RequirementStatus.MET
    if satisfied is Truth.FALSE and needed is Truth.TRUE:
        return RequirementStatus.LACKING if lacking else RequirementStatus.UNMET
    return RequirementStatus.UNKNOWN


def verdict(reached: bool, prohibited: bool, lacking: bool) -> Verdict:
    """
    Return the verdict where everything is known.

    Parameters
    ----------
    reached
        Whether some norm takes effect.
    prohibited
        Whether a prohibition does.
    lacking
        Whether a safeguard that must be there before the transfer is not.
    """
    if not reached:
        return Verdict.NOT_REACHED
    if prohibited:
        return Verdict.PROHIBITED
    return Verdict.CONDITIONAL if lacking else Verdict.PERMITTED


def leaves_open(gap: Gap, reached: Verdict) -> bool:
    """Return whether a gap that a transfer touches leaves open what the encoded norms alone come to."""
    return reached == Verdict.NOT_REACHED or (reached == Verdict.PERMITTED and gap.may_hold_back)


def settled(possible: Sequence[Verdict]) -> Verdict:
    """Return the verdict of a decision that leaves these possible."""
    return possible[0] if len(possible) == 1 else Verdict.UNDETERMINED
