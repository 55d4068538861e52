"""Reading agreements between jurisdictions from the ontology."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TypeVar

import pyoxigraph as ox

from lexflux.law.agreements import (
    AVAILABILITY_UNKNOWN,
    AbsentCommitment,
    Agreements,
    Argument,
    Commitment,
    DisputeExclusion,
    DisputeSettlement,
    GracePeriod,
    Membership,
    NotBetween,
    ScopeExclusion,
    TreatyException,
)
from lexflux.law.graphs import Subject, View
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Interval
from lexflux.terms import DCT, ELI, LF, SKOS

Thing = TypeVar("Thing")


def read_agreements(book: LawBook, store: ox.Store) -> Agreements:
    """Return what the store says of agreements, with the instruments, provisions and designations of the law book."""
    return _AgreementReader(book, View(store)).read()


class _AgreementReader:
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
            absent=self._all("AbsentCommitment", self._absent),
            exceptions=self._all("TreatyException", self._exception),
            exclusions=self._all("ScopeExclusion", self._exclusion),
            settlements={one.agreement: one for one in self._all("DisputeSettlement", self._settlement)},
            dispute_exclusions=self._all("DisputeExclusion", self._dispute_exclusion),
            grace_periods=self._all("GracePeriod", self._grace_period),
            arguments={one.iri: one for one in self._all("Argument", self._argument)},
            source_urls={node.value: view.iris(node, DCT + "source") for node in view.subjects(LF + "Source")},
            strengths={iri: len(below) for iri, below in self._closures("Strength", LF + "strongerThan").items()},
            classes={iri: next(iter(found)) for iri, found in self._pairs("ofClass").items()},
            wider=self._closures("MeasureKind", SKOS + "broader") | self._closures("Sector", SKOS + "broader"),
            amounts_to=self._pairs("amountsTo"),
            unions={place: next(iter(kinds)) for place, kinds in self._pairs("membersAre").items()},
            listed_in_part=frozenset(
                node.value for node in view.subjects(LF + "Agreement") if self._flag(node, "listsMembersInPart")
            ),
        )

    def _all(self, kind: str, read: Callable[[ox.NamedNode], Thing]) -> tuple[Thing, ...]:
        return tuple(read(node) for node in self.view.subjects(LF + kind))

    def _date(self, node: Subject, predicate: str) -> datetime.date | None:
        """Return a day; of a date that gives only the year or the month, the first day that it can be."""
        value = self.view.literal(node, predicate)
        if not value:
            return None
        year, month, day = (int(part) for part in (*value.split("-"), "1", "1")[:3])
        return datetime.date(year, month, day)

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
        for iri, term in self.view.pairs(LF + name):
            if isinstance(term, ox.NamedNode):
                found.setdefault(iri, set()).add(term.value)
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
            is_self_judging=bool(self._flag(node, "isSelfJudging")),
            limits=self._limits(node),
            validity=self._validity(node),
            stated_in=self._stated(node),
        )

    def _absent(self, node: ox.NamedNode) -> AbsentCommitment:
        return AbsentCommitment(
            agreement=self._agreement(node),
            topic=self.view.iri(node, LF + "topic") or "",
            stated_in=self._stated(node),
            confidence=self.view.iri(node, LF + "confidence") or LF + "Unverified",
        )

    def _limits(self, node: ox.NamedNode) -> dict[str, bool | None]:
        """Return the limits that the kinds of measure have which a commitment disciplines, and what it says of them."""
        disciplined = self._set(node, "disciplines")
        limits = [iri for iri, kinds in self._pairs("limitsDisciplineOf").items() if kinds & disciplined]
        return {iri: self._flag(node, iri.removeprefix(LF)) for iri in limits}

    def _exception(self, node: ox.NamedNode) -> TreatyException:
        test = self.view.iri(node, LF + "necessityTest")
        ground = self.view.iri(node, LF + "exceptionGround") or ""
        return TreatyException(
            iri=node.value,
            excuses=self._set(node, "excuses"),
            ground=ground,
            test=test,
            is_objective=self._flag(ox.NamedNode(test), "isObjective") if test else None,
            has_lead_in=bool(self._flag(node, "hasLeadInNecessity")),
            is_self_judging=bool(self._flag(node, "isSelfJudging")),
            is_undisputable=bool(self._flag(node, "isUndisputable")),
            is_open_ended=bool(ground and self._flag(ox.NamedNode(ground), "isOpenEnded")),
            place=self.view.iri(node, LF + "forPlace"),
            stated_in=self._stated(node),
        )

    def _exclusion(self, node: ox.NamedNode) -> ScopeExclusion:
        return ScopeExclusion(
            iri=node.value,
            narrows=self._set(node, "narrows"),
            sectors=self._set(node, "confinedTo"),
            gists=self.view.texts(node, LF + "gist"),
            stated_in=self._stated(node),
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
            revisable_from=self._date(node, LF + "revisableFrom"),
            ended_by=self._set(node, "endedBy"),
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
            ends_with=self.view.texts(node, LF + "endsWith"),
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
