"""What two places owe each other under the agreements they share.

That is each commitment, which is the strongest on each topic, and who can be held to it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lexflux.law.agreements import (
    AVAILABILITY_UNKNOWN,
    AVAILABLE,
    ENFORCEABLE,
    NOT_ENFORCEABLE,
    PERHAPS_ENFORCEABLE,
    SELF_JUDGED,
    STATEMENT,
    UNAVAILABLE,
    Agreements,
    Commitment,
    DisputeExclusion,
    DisputeSettlement,
    GracePeriod,
    ScopeExclusion,
    TreatyException,
)
from lexflux.law.norms import Interval
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
    Whether a commitment can be enforced against one place on the day, and of which class it is therefore.

    ``suspended`` is None where a grace period may have been extended; ``exceptions`` are those that the place may use.
    """

    respondent: str
    availability: str
    commitment_class: str
    suspended: bool | None
    settlement: DisputeSettlement | None
    exclusions: tuple[DisputeExclusion, ...]
    grace_periods: tuple[GracePeriod, ...]
    exceptions: tuple[TreatyException, ...]

    @property
    def ease(self) -> int:
        """How easily it can be enforced: fully, except over some measures, perhaps, not at all, not owed yet."""
        return EASE[self.availability] - bool(self.exclusions) - 4 * (self.suspended is True)


@dataclass(frozen=True, slots=True)
class Discipline:
    """
    A commitment between the two places.

    ``enforcement`` is that against each of them, ``exceptions`` may excuse one of them, ``exclusions`` fall outside.
    """

    commitment: Commitment
    enforcement: tuple[Enforcement, Enforcement]
    exceptions: tuple[TreatyException, ...]
    exclusions: tuple[ScopeExclusion, ...]


@dataclass(frozen=True, slots=True)
class TopicFinding:
    """
    The disciplines on one topic, the strongest first.

    The first ``strongest`` are equal in strength, reach, enforceability and in who judges the exceptions; none, if
    nobody owes anything on the topic.
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
            (_enforcement(agreements, one, sides, on), _enforcement(agreements, one, sides[::-1], on)),
            _exceptions(agreements, one, sides[0].bound_as | sides[1].bound_as),
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
        keys = [_weakness(agreements, one)[:7] for one in among]
        owed = imposes_duty(agreements, among[0].commitment)
        findings.append(TopicFinding(topic, tuple(among), keys.count(keys[0]) if owed else 0))
    return tuple(
        sorted(findings, key=lambda finding: (_weakness(agreements, finding.disciplines[0])[:3], local(finding.topic)))
    )


def imposes_duty(agreements: Agreements, commitment: Commitment) -> bool:
    """Return whether a commitment asks anything of its parties, be it only their efforts."""
    return agreements.classes.get(commitment.strength) != STATEMENT


def class_of(
    agreements: Agreements, commitment: Commitment, availability: str, exceptions: Sequence[TreatyException]
) -> str:
    """Return the class of a commitment: what its strength is worth where disputes are available or not."""
    if commitment.strength in agreements.classes:
        return agreements.classes[commitment.strength]
    if availability != UNAVAILABLE:
        return ENFORCEABLE if availability == AVAILABLE else PERHAPS_ENFORCEABLE
    self_judged = commitment.is_self_judging or any(one.leaves_all_to_the_party for one in exceptions)
    return SELF_JUDGED if self_judged else NOT_ENFORCEABLE


def reaches(discipline: Discipline, sectors: Iterable[frozenset[str]] | None) -> bool:
    """Return whether a discipline can reach what is done in one of the sectors, each with the wider ones; None, any."""
    confined = discipline.commitment.confined_to
    outside = frozenset[str]().union(*(one.sectors for one in discipline.exclusions))
    return sectors is None or any(
        (not confined or not sector.isdisjoint(confined)) and sector.isdisjoint(outside) for sector in sectors
    )


def general_class(agreements: Agreements, commitment: Commitment) -> str:
    """Return the class of a commitment apart from any pair and day: without immunities of one party or for a time."""
    exceptions = [one for one in general_exceptions(agreements, commitment) if one.place is None]
    return class_of(agreements, commitment, general_availability(agreements, commitment), exceptions)


def general_availability(agreements: Agreements, commitment: Commitment) -> str:
    """Return whether disputes can be had over a commitment, apart from any pair and day."""
    settlement = agreements.settlements.get(commitment.agreement)
    general = [one for one in agreements.dispute_exclusions if one.place is None and one.validity == Interval()]
    if any(one.concerns(commitment) and not one.limited_to for one in general):
        return UNAVAILABLE
    return settlement.availability if settlement else AVAILABILITY_UNKNOWN


def general_exceptions(agreements: Agreements, commitment: Commitment) -> tuple[TreatyException, ...]:
    """Return the exceptions from a commitment, whoever may use them."""
    found = [one for one in agreements.exceptions if commitment.iri in one.excuses]
    return tuple(sorted(found, key=lambda one: (one.test is None, one.iri)))


def _exceptions(agreements: Agreements, commitment: Commitment, places: frozenset[str]) -> tuple[TreatyException, ...]:
    """Return the exceptions from a commitment that one of the places may use."""
    found = general_exceptions(agreements, commitment)
    return tuple(one for one in found if one.place is None or one.place in places)


def _enforcement(
    agreements: Agreements, commitment: Commitment, sides: tuple[Side, ...], on: datetime.date
) -> Enforcement:
    """Return whether a commitment can be enforced against the first of two sides."""
    respondent, other = sides
    settlement = agreements.settlements.get(commitment.agreement)
    exclusions = tuple(
        one
        for one in agreements.dispute_exclusions
        if one.concerns(commitment)
        and (one.place is None or one.place in respondent.bound_as)
        and one.validity.contains(on)
        and not (one.ended_by & respondent.bound_as and one.ended_by & other.bound_as)
    )
    grace_periods = tuple(
        one
        for one in agreements.grace_periods
        if commitment.iri in one.suspends
        and one.place in respondent.bound_as
        and (one.until is None or on < (one.extendable_until or one.until))
    )
    availability = _availability(settlement, exclusions, on)
    exceptions = _exceptions(agreements, commitment, respondent.bound_as)
    return Enforcement(
        respondent=respondent.place,
        availability=availability,
        commitment_class=class_of(agreements, commitment, availability, exceptions),
        suspended=any(one.until is not None and on < one.until for one in grace_periods)
        or (None if grace_periods else False),
        settlement=settlement,
        exclusions=exclusions,
        grace_periods=grace_periods,
        exceptions=exceptions,
    )


def _availability(
    settlement: DisputeSettlement | None, exclusions: Sequence[DisputeExclusion], on: datetime.date
) -> str:
    """Return whether a dispute can be had; whether parties have ended an exclusion that they may end is not known."""
    shutting_out = [one for one in exclusions if not one.limited_to]
    if shutting_out and not all(one.revisable_from and one.revisable_from <= on for one in shutting_out):
        return UNAVAILABLE
    available = settlement.availability if settlement else AVAILABILITY_UNKNOWN
    return AVAILABILITY_UNKNOWN if shutting_out and available == AVAILABLE else available


def _weakness(agreements: Agreements, found: Discipline) -> tuple[int, ...]:
    """
    Return the key by which the strongest comes first.

    What is owed goes before what is only said, and what disciplines a measure before what does not; then count
    strength, reach beyond particular sectors, whether disputes are open, whether the need of an exception is judged by
    others, whether they may dispute it, and at last how few and how narrow the exceptions are.
    """
    exceptions = found.exceptions
    return (
        not imposes_duty(agreements, found.commitment),
        not found.commitment.disciplines,
        -agreements.strengths.get(found.commitment.strength, 0),
        bool(found.commitment.confined_to),
        -sum(one.ease for one in found.enforcement),
        found.commitment.is_self_judging or any(one.is_self_judging and one.is_open_ended for one in exceptions),
        sum(one.is_undisputable for one in exceptions),
        sum(one.is_self_judging for one in exceptions),
        sum(not one.is_self_judging and not one.has_lead_in for one in exceptions),
        len(exceptions),
    )
