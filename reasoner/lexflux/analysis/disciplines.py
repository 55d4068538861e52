"""What two places owe each other under the agreements they share.

That is each commitment, which is the strongest on each topic, and who can be held to it.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from lexflux.law.agreements import (
    AVAILABILITY_UNKNOWN,
    AVAILABLE,
    UNAVAILABLE,
    Agreements,
    Commitment,
    DisputeExclusion,
    DisputeSettlement,
    GracePeriod,
    ScopeExclusion,
    TreatyException,
)
from lexflux.terms import local

EASE = {AVAILABLE: 4, AVAILABILITY_UNKNOWN: 2, UNAVAILABLE: 0}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two places, and as what it can be bound: itself, and the unions of which it is a member on the day."""

    place: str
    bound_as: frozenset[str]


@dataclass(frozen=True, slots=True)
class Enforcement:
    """
    Whether a commitment can be enforced against one place on the day.

    ``suspended`` is None where a grace period may have been extended.
    """

    respondent: str
    availability: str
    suspended: bool | None
    settlement: DisputeSettlement | None
    exclusions: tuple[DisputeExclusion, ...]
    grace_periods: tuple[GracePeriod, ...]

    @property
    def ease(self) -> int:
        """How easily it can be enforced: fully, except over some measures, perhaps, not at all, not owed yet."""
        return EASE[self.availability] - bool(self.exclusions) - 4 * (self.suspended is True)


@dataclass(frozen=True, slots=True)
class Discipline:
    """
    A commitment between the two places.

    ``enforcement`` is that against each of them, ``exceptions`` may excuse from it, ``exclusions`` it does not reach.
    """

    commitment: Commitment
    enforcement: tuple[Enforcement, Enforcement]
    exceptions: tuple[TreatyException, ...]
    exclusions: tuple[ScopeExclusion, ...]

    @property
    def provisions(self) -> frozenset[str]:
        """The provisions in which the commitment and the exceptions stand."""
        return frozenset(self.commitment.stated_in).union(*(one.stated_in for one in self.exceptions))


@dataclass(frozen=True, slots=True)
class TopicFinding:
    """
    The disciplines on one topic, the strongest first.

    The first ``strongest`` are equal in strength, reach and enforceability.
    """

    topic: str
    disciplines: tuple[Discipline, ...]
    strongest: int


def disciplines_between(
    agreements: Agreements, shared: frozenset[str], sides: tuple[Side, Side], on: datetime.date
) -> list[Discipline]:
    """Return the commitments of the shared agreements as they stand on the day, the strongest first."""
    held = [one for one in agreements.commitments.values() if one.agreement in shared and one.validity.contains(on)]
    found = [
        Discipline(
            one,
            (_enforcement(agreements, one, sides[0], on), _enforcement(agreements, one, sides[1], on)),
            tuple(
                sorted(
                    (excuse for excuse in agreements.exceptions if one.iri in excuse.excuses),
                    key=lambda excuse: (excuse.test is None, excuse.iri),
                )
            ),
            tuple(exclusion for exclusion in agreements.exclusions if one.iri in exclusion.narrows),
        )
        for one in held
    ]
    return sorted(found, key=lambda discipline: (_weakness(agreements, discipline), discipline.commitment.iri))


def by_topic(agreements: Agreements, disciplines: Sequence[Discipline]) -> tuple[TopicFinding, ...]:
    """Return the disciplines of each topic; topics on which the strongest commitments stand come first."""
    found: dict[str, list[Discipline]] = {}
    for discipline in disciplines:
        for topic in discipline.commitment.topics:
            found.setdefault(topic, []).append(discipline)
    findings = []
    for topic, among in found.items():
        keys = [_weakness(agreements, one)[:4] for one in among]
        findings.append(TopicFinding(topic, tuple(among), keys.count(keys[0])))
    return tuple(
        sorted(findings, key=lambda finding: (_weakness(agreements, finding.disciplines[0])[:2], local(finding.topic)))
    )


def _enforcement(agreements: Agreements, commitment: Commitment, respondent: Side, on: datetime.date) -> Enforcement:
    settlement = agreements.settlements.get(commitment.agreement)
    exclusions = tuple(
        one
        for one in agreements.dispute_exclusions
        if one.concerns(commitment)
        and (one.place is None or one.place in respondent.bound_as)
        and one.validity.contains(on)
    )
    grace_periods = tuple(
        one
        for one in agreements.grace_periods
        if commitment.iri in one.suspends
        and one.place in respondent.bound_as
        and (one.until is None or on < (one.extendable_until or one.until))
    )
    availability = settlement.availability if settlement else AVAILABILITY_UNKNOWN
    return Enforcement(
        respondent=respondent.place,
        availability=availability if all(one.limited_to for one in exclusions) else UNAVAILABLE,
        suspended=any(one.until is None or on < one.until for one in grace_periods)
        or (None if grace_periods else False),
        settlement=settlement,
        exclusions=exclusions,
        grace_periods=grace_periods,
    )


def _weakness(agreements: Agreements, found: Discipline) -> tuple[int, ...]:
    """
    Return the key by which the strongest comes first.

    What disciplines a measure goes before what does not; then count strength, reach beyond particular sectors and
    enforceability, and at last how few and how narrow the exceptions are.
    """
    exceptions = found.exceptions
    return (
        not found.commitment.disciplines,
        -agreements.strengths.get(found.commitment.strength, 0),
        bool(found.commitment.confined_to),
        -sum(one.ease for one in found.enforcement),
        sum(one.is_undisputable for one in exceptions),
        sum(one.is_self_judging for one in exceptions),
        sum(not one.is_self_judging and not one.has_lead_in for one in exceptions),
        len(exceptions),
    )
