"""What the ontology says of agreements between jurisdictions: who is bound, to what, under which exceptions, before which judge."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import pyoxigraph as ox

from lexflux.law.graphs import Subject, Texts, View
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Interval
from lexflux.terms import DCT, ELI, LF, SKOS

Thing = TypeVar("Thing")

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
    """What an agreement asks of its parties, on which topics, how strongly, and the kinds of measure that it disciplines."""

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
    """Commitments (none named: the whole agreement) over which no dispute may be brought: for a time, against one place, over some measures only."""

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
    """A time in which a place need not yet keep commitments; it may be extendable, without our knowing whether it was extended."""

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

    ``strengths`` ranks the strengths of commitments, ``wider`` gives each kind of measure with all broader ones, ``amounts_to`` the kinds that
    requiring a safeguard, or a norm itself, is; ``unions`` the designated class whose places each union of places stands for.
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


def read_agreements(book: LawBook, store: ox.Store) -> Agreements:
    """Return what the store says of agreements, with the instruments, provisions and designations of the law book."""
    return _Reader(book, View(store)).read()


class _Reader:
    def __init__(self, book: LawBook, view: View) -> None:
        self.book = book
        self.view = view

    def read(self) -> Agreements:
        view = self.view
        return Agreements(
            places=frozenset(node.value for kind in ("Place", "UnionOfPlaces") for node in view.subjects(LF + kind)),
            signed={
                node.value: day
                for node in view.subjects(LF + "Agreement")
                if (day := self._date(node, ELI + "date_document"))
            },
            memberships=self._memberships(),
            not_between=self._all("NotBetween", self._not_between),
            commitments={one.iri: one for one in self._all("Commitment", self._commitment)},
            exceptions=self._all("TreatyException", self._exception),
            exclusions=self._all("ScopeExclusion", self._exclusion),
            settlements={one.agreement: one for one in self._all("DisputeSettlement", self._settlement)},
            dispute_exclusions=self._all("DisputeExclusion", self._dispute_exclusion),
            grace_periods=self._all("GracePeriod", self._grace_period),
            arguments={one.iri: one for one in self._all("Argument", self._argument)},
            source_urls={node.value: view.iris(node, DCT + "source") for node in view.subjects(LF + "Source")},
            strengths={iri: len(below) for iri, below in self._closures("Strength", LF + "strongerThan").items()},
            wider=self._closures("MeasureKind", SKOS + "broader"),
            amounts_to=self._pairs("amountsTo"),
            unions={place: next(iter(kinds)) for place, kinds in self._pairs("membersAre").items()},
        )

    def _all(self, kind: str, read: Callable[[ox.NamedNode], Thing]) -> tuple[Thing, ...]:
        return tuple(read(node) for node in self.view.subjects(LF + kind))

    def _date(self, node: Subject, predicate: str) -> datetime.date | None:
        """Return a day; of a date that gives only the year or the month, the first day that it can be."""
        value = self.view.literal(node, predicate)
        return datetime.date(*(int(part) for part in (*value.split("-"), "1", "1")[:3])) if value else None

    def _validity(self, node: Subject) -> Interval:
        return Interval(self._date(node, LF + "appliesFrom"), self._date(node, LF + "appliesUntil"))

    def _flag(self, node: Subject, name: str) -> bool | None:
        value = self.view.literal(node, LF + name)
        return None if value is None else value == "true"

    def _stated(self, node: Subject) -> tuple[str, ...]:
        return self.view.iris(node, LF + "statedIn")

    def _agreement(self, node: Subject) -> str:
        stated = self._stated(node)
        return self.view.iri(node, LF + "ofAgreement") or (self.book.provisions[stated[0]].instrument if stated else "")

    def _set(self, node: Subject, name: str) -> frozenset[str]:
        return frozenset(self.view.iris(node, LF + name))

    def _pairs(self, name: str) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for quad in self.view.store.quads_for_pattern(None, ox.NamedNode(LF + name), None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                found.setdefault(quad.subject.value, set()).add(quad.object.value)
        return {iri: frozenset(values) for iri, values in sorted(found.items())}

    def _closures(self, kind: str, predicate: str) -> dict[str, frozenset[str]]:
        """Return each individual of a kind with all that the predicate leads to from it."""
        next_ones = {node.value: self.view.iris(node, predicate) for node in self.view.subjects(LF + kind)}
        return {iri: _reached(iri, next_ones) for iri in next_ones}

    def _memberships(self) -> tuple[Membership, ...]:
        view = self.view
        classes = {
            node.value: (agreement, view.iri(node, LF + "standing") or "")
            for node in view.subjects(LF + "DesignatedClass")
            if (agreement := view.iri(node, LF + "ofAgreement"))
        }
        return tuple(
            Membership(
                one.iri, one.individual, *classes[one.designated_as], one.validity, one.stated_in, one.confidence
            )
            for _, one in sorted(self.book.designations.items())
            if one.designated_as in classes
        )

    def _not_between(self, node: ox.NamedNode) -> NotBetween:
        return NotBetween(
            iri=node.value,
            agreement=self._agreement(node),
            places=self._set(node, "betweenPlaces"),
            validity=self._validity(node),
            reasons=self.view.texts(node, LF + "reason") or self.view.texts(node, LF + "gist"),
            stated_in=self._stated(node),
            confidence=self.view.iri(node, LF + "confidence") or LF + "Unverified",
        )

    def _commitment(self, node: ox.NamedNode) -> Commitment:
        return Commitment(
            iri=node.value,
            agreement=self._agreement(node),
            topics=self.view.iris(node, LF + "topic"),
            strength=self.view.iri(node, LF + "strength") or "",
            disciplines=self._set(node, "disciplines"),
            confined_to=self.view.iris(node, LF + "confinedTo"),
            validity=self._validity(node),
            stated_in=self._stated(node),
        )

    def _exception(self, node: ox.NamedNode) -> TreatyException:
        test = self.view.iri(node, LF + "necessityTest")
        return TreatyException(
            iri=node.value,
            excuses=self._set(node, "excuses"),
            ground=self.view.iri(node, LF + "exceptionGround") or "",
            test=test,
            is_objective=self._flag(ox.NamedNode(test), "isObjective") if test else None,
            has_lead_in=bool(self._flag(node, "hasLeadInNecessity")),
            is_self_judging=bool(self._flag(node, "isSelfJudging")),
            is_undisputable=bool(self._flag(node, "isUndisputable")),
            stated_in=self._stated(node),
        )

    def _exclusion(self, node: ox.NamedNode) -> ScopeExclusion:
        return ScopeExclusion(
            node.value, self._set(node, "narrows"), self.view.texts(node, LF + "gist"), self._stated(node)
        )

    def _settlement(self, node: ox.NamedNode) -> DisputeSettlement:
        availability = self.view.iri(node, LF + "availability") or AVAILABILITY_UNKNOWN
        return DisputeSettlement(node.value, self._agreement(node), availability, self._stated(node))

    def _dispute_exclusion(self, node: ox.NamedNode) -> DisputeExclusion:
        return DisputeExclusion(
            iri=node.value,
            agreement=self._agreement(node),
            excludes=self._set(node, "excludes"),
            place=self.view.iri(node, LF + "forPlace"),
            validity=self._validity(node),
            limited_to=self.view.texts(node, LF + "limitedTo"),
            gists=self.view.texts(node, LF + "gist"),
            stated_in=self._stated(node),
        )

    def _grace_period(self, node: ox.NamedNode) -> GracePeriod:
        return GracePeriod(
            iri=node.value,
            suspends=self._set(node, "suspends"),
            place=self.view.iri(node, LF + "forPlace") or "",
            until=self._date(node, LF + "appliesUntil"),
            extendable_until=self._date(node, LF + "extendableUntil"),
            gists=self.view.texts(node, LF + "gist"),
            stated_in=self._stated(node),
        )

    def _argument(self, node: ox.NamedNode) -> Argument:
        return Argument(
            iri=node.value,
            stance=self.view.iri(node, LF + "stance") or "",
            gists=self.view.texts(node, LF + "gist"),
            concerns=self._set(node, "concerns"),
            invokes=self._set(node, "invokes"),
            answers=self.view.iris(node, LF + "answers"),
            ground=self.view.iri(node, LF + "exceptionGround"),
            sources=self.view.iris(node, LF + "advancedIn"),
            confidence=self.view.iri(node, LF + "confidence") or LF + "Unverified",
        )


def _reached(start: str, next_ones: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    found, stack = {start}, [start]
    while stack:
        for other in next_ones.get(stack.pop(), ()):
            if other not in found:
                found.add(other)
                stack.append(other)
    return frozenset(found)
