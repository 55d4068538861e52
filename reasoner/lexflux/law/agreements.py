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
ENFORCEABLE, PERHAPS_ENFORCEABLE, NOT_ENFORCEABLE, SELF_JUDGED, STATEMENT = (
    LF + name for name in ("Enforceable", "PerhapsEnforceable", "NotEnforceable", "SelfJudged", "StatementOnly")
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
    """
    What an agreement asks of its parties: topics, strength, and the kinds of measure that it disciplines.

    ``limits`` says of each limit that a commitment against such measures can have whether it has it; None, not known.
    """

    iri: str
    agreement: str
    topics: tuple[str, ...]
    strength: str
    disciplines: frozenset[str]
    confined_to: tuple[str, ...]
    is_self_judging: bool
    limits: dict[str, bool | None]
    validity: Interval
    stated_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AbsentCommitment:
    """That an agreement has no commitment on a topic, as far as was read."""

    agreement: str
    topic: str
    stated_in: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class TreatyException:
    """
    What may excuse a measure that a commitment forbids, and the test that it must stand.

    Only ``place`` may use it, if one is named. An ``is_open_ended`` ground holds any aim of policy.
    """

    iri: str
    excuses: frozenset[str]
    ground: str
    test: str | None
    is_objective: bool | None
    has_lead_in: bool
    is_self_judging: bool
    is_undisputable: bool
    is_open_ended: bool
    place: str | None
    stated_in: tuple[str, ...]

    @property
    def leaves_all_to_the_party(self) -> bool:
        """Whether the party that acts decides for itself, on any aim or beyond dispute, that it is excused."""
        return self.is_undisputable or (self.is_self_judging and self.is_open_ended)


@dataclass(frozen=True, slots=True)
class ScopeExclusion:
    """What a commitment does not reach; where sectors are named, all that is done in them."""

    iri: str
    narrows: frozenset[str]
    sectors: frozenset[str]
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

    It may hold only for a time, against one place, or over some measures. From ``revisable_from`` two parties can have
    agreed to end it between them; ``ended_by`` are those that are known to have agreed.
    """

    iri: str
    agreement: str
    excludes: frozenset[str]
    place: str | None
    validity: Interval
    revisable_from: datetime.date | None
    ended_by: frozenset[str]
    limited_to: Texts
    gists: Texts
    stated_in: tuple[str, ...]

    def concerns(self, commitment: Commitment) -> bool:
        """Return whether no dispute may be brought over the commitment."""
        return commitment.iri in self.excludes if self.excludes else self.agreement == commitment.agreement


@dataclass(frozen=True, slots=True)
class GracePeriod:
    """
    A time in which a place need not yet keep commitments.

    Whether one that is extendable was extended, or what one without a last day ends with has happened, is unknown.
    """

    iri: str
    suspends: frozenset[str]
    place: str
    until: datetime.date | None
    extendable_until: datetime.date | None
    ends_with: Texts
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

    ``strengths`` ranks the strengths of commitments, ``classes`` gives the class of those that bind nobody to a result,
    ``wider`` each kind of measure and each sector with all broader ones, ``amounts_to`` the kinds that requiring a
    safeguard, or a norm itself, is; ``unions`` the designated class whose places each union of places stands for;
    ``listed_in_part`` the agreements of which not all members are recorded.
    """

    places: frozenset[str]
    signed: dict[str, datetime.date]
    memberships: tuple[Membership, ...]
    not_between: tuple[NotBetween, ...]
    commitments: dict[str, Commitment]
    absent: tuple[AbsentCommitment, ...]
    exceptions: tuple[TreatyException, ...]
    exclusions: tuple[ScopeExclusion, ...]
    settlements: dict[str, DisputeSettlement]
    dispute_exclusions: tuple[DisputeExclusion, ...]
    grace_periods: tuple[GracePeriod, ...]
    arguments: dict[str, Argument]
    source_urls: dict[str, tuple[str, ...]]
    strengths: dict[str, int]
    classes: dict[str, str]
    wider: dict[str, frozenset[str]]
    amounts_to: dict[str, frozenset[str]]
    unions: dict[str, str]
    listed_in_part: frozenset[str]
