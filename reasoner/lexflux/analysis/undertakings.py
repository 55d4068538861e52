"""What chosen agreements undertake on each topic: the matrix of those who compare agreements, without two places."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lexflux.analysis.disciplines import general_availability, general_class, general_exceptions
from lexflux.law.agreements import (
    AbsentCommitment,
    Agreements,
    Commitment,
    DisputeExclusion,
    DisputeSettlement,
    GracePeriod,
    TreatyException,
)
from lexflux.law.norms import Interval


@dataclass(frozen=True, slots=True)
class Undertaking:
    """
    A commitment with its class, what may excuse a party from it, and before whom it can be had.

    ``exclusions`` shut out disputes over it, be it for all, for one place, for a time or over some measures;
    ``grace_periods`` let a place wait.
    """

    commitment: Commitment
    of_class: str
    exceptions: tuple[TreatyException, ...]
    availability: str
    settlement: DisputeSettlement | None
    exclusions: tuple[DisputeExclusion, ...]
    grace_periods: tuple[GracePeriod, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """
    What agreements undertake by topic.

    ``rows`` has for each topic and agreement its undertakings, the strongest first, empty if they hold on other days
    alone, or that it was looked for and none found, or None where nothing is known; ``left_out`` are the topics on
    which none of them has anything.
    """

    agreements: tuple[str, ...]
    rows: dict[str, tuple[tuple[Undertaking, ...] | AbsentCommitment | None, ...]]
    left_out: tuple[str, ...]

    @property
    def common(self) -> list[tuple[TreatyException, ...]]:
        """Of each agreement, the exceptions from all of its commitments shown from which there are any."""
        return [self._common(place) for place in range(len(self.agreements))]

    def _common(self, place: int) -> tuple[TreatyException, ...]:
        cells = (cells[place] for cells in self.rows.values())
        held = {one.commitment.iri: one for cell in cells if isinstance(cell, tuple) for one in cell if one.exceptions}
        first, others = next(iter(held.values()), None), list(held.values())[1:]
        if first is None or not others:
            return ()
        return tuple(one for one in first.exceptions if all(one in other.exceptions for other in others))


def matrix(
    agreements: Agreements, chosen: Sequence[str], topics: Sequence[str] = (), on: datetime.date | None = None
) -> Matrix:
    """
    Return what agreements undertake on each topic that a commitment itself is on.

    Parameters
    ----------
    agreements
        What the ontology says of agreements.
    chosen
        The agreements, in the order of the columns.
    topics
        The topics to which the matrix is confined; none given, all.
    on
        The day; without one the commitments as they were last agreed.
    """
    found = {agreement: _by_topic(agreements, agreement, on) for agreement in chosen}
    absent: dict[tuple[str, str], tuple[Undertaking, ...] | AbsentCommitment] = {
        (one.agreement, one.topic): one for one in agreements.absent
    }
    every = {topic for one in agreements.commitments.values() for topic in one.topics} | {topic for _, topic in absent}
    asked = [topic for topic in sorted(every) if not topics or topic in topics]
    ever = {(one.agreement, topic): () for one in agreements.commitments.values() for topic in one.topics}
    known = absent | ever
    rows = {topic: tuple(found[one].get(topic) or known.get((one, topic)) for one in chosen) for topic in asked}
    full = {topic: cells for topic, cells in rows.items() if any(one is not None for one in cells)}
    order = sorted(full, key=lambda topic: (-_weight(agreements, full[topic]), topic))
    left_out = tuple(one for one in asked if one not in full)
    return Matrix(tuple(chosen), {topic: full[topic] for topic in order}, left_out)


def _weight(agreements: Agreements, cells: Sequence[tuple[Undertaking, ...] | AbsentCommitment | None]) -> int:
    """Return how much stands in a row: what disciplines a measure first, then in how many agreements."""
    held = [cell for cell in cells if isinstance(cell, tuple)]
    disciplining = any(one.commitment.disciplines for cell in held for one in cell)
    return len(agreements.settlements) * disciplining + len(held)


def _by_topic(agreements: Agreements, agreement: str, on: datetime.date | None) -> dict[str, tuple[Undertaking, ...]]:
    found: dict[str, list[Undertaking]] = {}
    for one in _undertakings(agreements, agreement, on):
        for topic in one.commitment.topics:
            found.setdefault(topic, []).append(one)
    return {topic: tuple(undertakings) for topic, undertakings in found.items()}


def _undertakings(agreements: Agreements, agreement: str, on: datetime.date | None) -> Iterator[Undertaking]:
    held = [one for one in agreements.commitments.values() if one.agreement == agreement and _holds(one.validity, on)]
    for one in sorted(held, key=lambda one: (-agreements.strengths.get(one.strength, 0), one.iri)):
        yield Undertaking(
            commitment=one,
            of_class=general_class(agreements, one),
            exceptions=general_exceptions(agreements, one),
            availability=general_availability(agreements, one),
            settlement=agreements.settlements.get(agreement),
            exclusions=tuple(
                found for found in agreements.dispute_exclusions if found.concerns(one) and _holds(found.validity, on)
            ),
            grace_periods=tuple(
                found for found in agreements.grace_periods if one.iri in found.suspends and _runs(found, on)
            ),
        )


def _holds(validity: Interval, on: datetime.date | None) -> bool:
    return validity.end is None if on is None else validity.contains(on)


def _runs(period: GracePeriod, on: datetime.date | None) -> bool:
    """Return whether a place may still wait on the day, perhaps or for certain; without a day each is told."""
    until = period.extendable_until or period.until
    return on is None or until is None or on < until
