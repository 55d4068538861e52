"""Agreements between jurisdictions: who is bound, to what, under which exceptions, before which judge."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from lexflux.law.graphs import Texts
from lexflux.law.norms import Interval
from lexflux.terms import LF

TREATY = LF + "Treaty"
BOUND = LF + "BoundParty"
AVAILABLE, UNAVAILABLE, AVAILABILITY_UNKNOWN = (
    LF + name for name in ("Available", "Unavailable", "AvailabilityUnknown")
)


@dataclass(frozen=True, slots=True)
class Membership:
    """The standing of a place in an agreement for a time; ``start`` may be unknown unless the place is bound."""

    iri: str
    place: str
    agreement: str
    standing: str
    validity: Interval
    stated_in: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class NotBetween:
    """Two members of one agreement between which it does not apply, or is not known to apply."""

    iri: str
    agreement: str
    places: frozenset[str]
    validity: Interval
    reasons: Texts
    stated_in: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """What an agreement asks of its parties: topics, strength, and the kinds of measure that it disciplines."""

    iri: str
    agreement: str
    topics: tuple[str, ...]
    strength: str
    disciplines: frozenset[str]
    confined_to: tuple[str, ...]
    validity: Interval
    stated_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TreatyException:
    """What may excuse a measure that a commitment forbids, and the test that it must stand."""

    iri: str
    excuses: frozenset[str]
    ground: str
    test: str | None
    is_objective: bool | None
    has_lead_in: bool
    is_self_judging: bool
    is_undisputable: bool
    stated_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScopeExclusion:
    """What a commitment does not reach."""

    iri: str
    narrows: frozenset[str]
    gists: Texts
    stated_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DisputeSettlement:
    """Whether the parties of an agreement may bring each other before a panel."""

    iri: str
    agreement: str
    availability: str
    stated_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DisputeExclusion:
    """
    Commitments over which no dispute may be brought; where none is named, the whole agreement.

    It may hold only for a time, against one place, or over some measures.
    """

    iri: str
    agreement: str
    excludes: frozenset[str]
    place: str | None
    validity: Interval
    limited_to: Texts
    gists: Texts
    stated_in: tuple[str, ...]

    def concerns(self, commitment: Commitment) -> bool:
        """Return whether no dispute may be brought over the commitment."""
        return commitment.iri in self.excludes if self.excludes else self.agreement == commitment.agreement


@dataclass(frozen=True, slots=True)
class GracePeriod:
    """A time in which a place need not yet keep commitments; whether one that is extendable was extended is unknown."""

    iri: str
    suspends: frozenset[str]
    place: str
    until: datetime.date | None
    extendable_until: datetime.date | None
    gists: Texts
    stated_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """A published view on whether domestic law keeps an agreement."""

    iri: str
    stance: str
    gists: Texts
    concerns: frozenset[str]
    invokes: frozenset[str]
    answers: tuple[str, ...]
    ground: str | None
    sources: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, eq=False)
class Agreements:
    """
    Everything about agreements, compiled.

    ``strengths`` ranks the strengths of commitments, ``wider`` gives each kind of measure with all broader ones,
    ``amounts_to`` the kinds that requiring a safeguard, or a norm itself, is; ``unions`` the designated class whose
    places each union of places stands for.
    """

    places: frozenset[str]
    signed: dict[str, datetime.date]
    memberships: tuple[Membership, ...]
    not_between: tuple[NotBetween, ...]
    commitments: dict[str, Commitment]
    exceptions: tuple[TreatyException, ...]
    exclusions: tuple[ScopeExclusion, ...]
    settlements: dict[str, DisputeSettlement]
    dispute_exclusions: tuple[DisputeExclusion, ...]
    grace_periods: tuple[GracePeriod, ...]
    arguments: dict[str, Argument]
    source_urls: dict[str, tuple[str, ...]]
    strengths: dict[str, int]
    wider: dict[str, frozenset[str]]
    amounts_to: dict[str, frozenset[str]]
    unions: dict[str, str]
