"""Two places on one day: which agreements bind both, what they owe each other, and which domestic law is in tension with it.

An agreement binds states towards each other. Nothing here says that a transfer is allowed.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from lexflux.agreements import (
    AVAILABILITY_UNKNOWN,
    AVAILABLE,
    BOUND,
    TREATY,
    UNAVAILABLE,
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
from lexflux.errors import InputError, UnknownTermError, did_you_mean_these, nearest
from lexflux.lawbook import LawBook
from lexflux.norms import Norm
from lexflux.terms import local

EASE = {AVAILABLE: 4, AVAILABILITY_UNKNOWN: 2, UNAVAILABLE: 0}


@dataclass(frozen=True, slots=True)
class Relation:
    """An agreement and the standings in it of the two places: those of the day, else the later or past ones."""

    agreement: str
    standings: tuple[tuple[Membership, ...], tuple[Membership, ...]]
    since: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An agreement that binds both places but not towards each other; without ``because`` they are bound as one party, through one union."""

    relation: Relation
    because: NotBetween | None


@dataclass(frozen=True, slots=True)
class Enforcement:
    """Whether a commitment can be enforced against one place on the day; ``suspended`` is None where a grace period may have been extended."""

    respondent: str
    availability: str
    suspended: bool | None
    settlement: DisputeSettlement | None
    exclusions: tuple[DisputeExclusion, ...]
    grace_periods: tuple[GracePeriod, ...]


@dataclass(frozen=True, slots=True)
class Discipline:
    """A commitment between the two places, whether it can be enforced against each, what may excuse from it and what it does not reach."""

    commitment: Commitment
    enforcement: tuple[Enforcement, Enforcement]
    exceptions: tuple[TreatyException, ...]
    exclusions: tuple[ScopeExclusion, ...]


@dataclass(frozen=True, slots=True)
class TopicFinding:
    """The disciplines on one topic, the strongest first; the first ``strongest`` are equal in strength, reach and enforceability."""

    topic: str
    disciplines: tuple[Discipline, ...]
    strongest: int


@dataclass(frozen=True, slots=True)
class Demand:
    """Measures and the norms in force that demand them, or are such; in ``alternatives`` they are among several ways."""

    measures: tuple[str, ...]
    norms: tuple[Norm, ...]
    alternatives: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tension:
    """Kinds of measure that norms in force amount to, and the disciplines that reach them."""

    kinds: tuple[str, ...]
    demands: tuple[Demand, ...]
    disciplines: tuple[Discipline, ...]


@dataclass(frozen=True, slots=True)
class DomesticLaw:
    """The regimes of one place that the knowledge base holds, how many of their norms are in force, and the tensions found."""

    place: str
    regimes: tuple[str, ...]
    in_force: int
    tensions: tuple[Tension, ...]


@dataclass(frozen=True, slots=True)
class Treaties:
    """The answer for two places on one day."""

    places: tuple[str, str]
    on: datetime.date
    binding: tuple[Relation, ...]
    left_out: tuple[LeftOut, ...]
    topics: tuple[TopicFinding, ...]
    domestic: tuple[DomesticLaw, DomesticLaw]
    arguments: tuple[Argument, ...]
    soft: tuple[Relation, ...]
    not_shared: tuple[Relation, ...]
    next_shared: Relation | None
    unrecorded: tuple[str, ...]


def treaties(book: LawBook, agreements: Agreements, places: tuple[str, str], on: datetime.date) -> Treaties:
    """
    Return what binds two places towards each other on one day.

    Parameters
    ----------
    book
        The law book.
    agreements
        What the ontology says of agreements.
    places
        Code or name of each place, such as ``SG`` or ``Singapore``.
    on
        The day.

    Raises
    ------
    UnknownTermError
        If a place does not exist; the message names the nearest.
    InputError
        If both are the same place.
    """
    one, other = (find_place(book, agreements, name) for name in places)
    if one == other:
        raise InputError(f"Both places are {book.label(one, 'en')}: name two different ones.", f"两个法域均为{book.label(one, 'zh')}：请写出两个不同的法域。")
    return _Analysis(book, agreements, (one, other), on).answer()


def find_place(book: LawBook, agreements: Agreements, name: str) -> str:
    """Return the place with this code or name in any language, or the place whose law the regime of this notation is."""
    by_name: dict[str, str] = {}
    for iri in sorted(agreements.places):
        for known in (*book.notations.get(iri, ()), local(iri), *book.labels.get(iri, {}).values()):
            by_name.setdefault(known.casefold(), iri)
    for notation, regime in book.regimes.items():
        of = [place for place, regimes in agreements.regimes.items() if regime in regimes]
        if len(of) == 1:
            by_name.setdefault(notation.casefold(), of[0])
    if name.casefold() in by_name:
        return by_name[name.casefold()]
    close = list(dict.fromkeys(by_name[known.casefold()] for known in nearest(name, by_name)))
    hint = did_you_mean_these([f"{local(iri)} ({book.label(iri, 'en')})" for iri in close])
    raise UnknownTermError(f"Unknown place '{name}'.{hint[0]}", f"未知法域“{name}”。{hint[1]}")


class _Analysis:
    def __init__(self, book: LawBook, agreements: Agreements, places: tuple[str, str], on: datetime.date) -> None:
        self.book = book
        self.agreements = agreements
        self.places = places
        self.on = on
        self.parties = (self._parties(places[0]), self._parties(places[1]))

    def answer(self) -> Treaties:
        binding, left_out, soft, not_shared = self._sorted()
        disciplines = self._disciplines(binding)
        domestic = (self._domestic(0, disciplines), self._domestic(1, disciplines))
        return Treaties(
            places=self.places,
            on=self.on,
            binding=tuple(binding),
            left_out=tuple(left_out),
            topics=self._topics(disciplines),
            domestic=domestic,
            arguments=self._arguments({relation.agreement for relation in binding}, domestic),
            soft=tuple(soft),
            not_shared=tuple(not_shared),
            next_shared=None if binding else self._next_shared(),
            unrecorded=self._unrecorded(),
        )

    def _parties(self, place: str) -> frozenset[str]:
        """Return the place and the unions through which it is bound on the day."""
        designations = [one for one in self.book.designations.values() if one.individual == place and one.validity.contains(self.on)]
        classes = {one.designated_as for one in designations}
        return frozenset({place, *(union for union, members in self.agreements.unions.items() if members in classes)})

    # Agreements and standings

    @cached_property
    def _relations(self) -> list[Relation]:
        """The agreements in which one of the two has a standing on the day, in the order of their names."""
        found = []
        for agreement in sorted({one.agreement for one in self.agreements.memberships}):
            sides = [[one for one in self.agreements.memberships if one.agreement == agreement and one.place in side] for side in self.parties]
            current = [[one for one in side if self._holds(one)] for side in sides]
            if any(current):
                shown = [_of_the_day(now) or tuple(side) for now, side in zip(current, sides, strict=True)]
                found.append(Relation(agreement, (shown[0], shown[1])))
        return found

    def _holds(self, membership: Membership) -> bool:
        """Return whether a standing holds on the day; one without first day counts from the signature of the agreement."""
        signed = self.agreements.signed.get(membership.agreement)
        end = self.book.instruments[membership.agreement].validity.end
        begun = membership.validity.start is not None or signed is None or signed <= self.on
        return begun and membership.validity.contains(self.on) and (end is None or self.on < end)

    def _sorted(self) -> tuple[list[Relation], list[LeftOut], list[Relation], list[Relation]]:
        """Return what binds both towards each other, what binds both otherwise, what both take part in without being bound, and the rest."""
        binding: list[Relation] = []
        left_out: list[LeftOut] = []
        soft: list[Relation] = []
        not_shared: list[Relation] = []
        for relation in self._relations:
            one, other = ([membership for membership in side if self._holds(membership)] for side in relation.standings)
            pairs = [(first, second) for first in one for second in other if first.standing == second.standing == BOUND]
            if self.book.instruments[relation.agreement].rank != TREATY:
                (soft if one and other else not_shared).append(relation)
            elif not pairs:
                not_shared.append(relation)
            elif isinstance(found := self._between(relation, pairs), Relation):
                binding.append(found)
            else:
                left_out.append(found)
        binding.sort(key=lambda relation: (relation.since or datetime.date.min, relation.agreement))
        return binding, left_out, soft, not_shared

    def _between(self, relation: Relation, pairs: list[tuple[Membership, Membership]]) -> Relation | LeftOut:
        """Return the agreement with the day since which it is in force between the two, or why it is not."""
        towards_each_other = [pair for pair in pairs if self._are_two_parties(*pair)]
        because = None
        for pair in towards_each_other:
            because = next((one for one in self._apart(*pair) if one.validity.contains(self.on)), None)
            if because is None:
                return replace(relation, since=self._since(*pair))
        return LeftOut(relation, because)

    def _since(self, one: Membership, other: Membership) -> datetime.date | None:
        """Return the first day on which an agreement that binds both is in force between them."""
        ends = [found.validity.end for found in self._apart(one, other) if found.validity.end and found.validity.end <= self.on]
        starts = [membership.validity.start for membership in (one, other) if membership.validity.start]
        return max([*starts, *ends], default=None)

    def _are_two_parties(self, one: Membership, other: Membership) -> bool:
        return one.place not in self.parties[1] and other.place not in self.parties[0]

    def _apart(self, one: Membership, other: Membership) -> list[NotBetween]:
        return [found for found in self.agreements.not_between if found.agreement == one.agreement and found.places == {one.place, other.place}]

    def _next_shared(self) -> Relation | None:
        """Return the agreement that is the first to bind both after the day, if one is known."""
        bound = [one for one in self.agreements.memberships if one.standing == BOUND]
        found = []
        for one, other in itertools.product(*([one for one in bound if one.place in side] for side in self.parties)):
            both = one.validity.intersect(other.validity)
            start = self._first_between(one, other, both.start)
            if one.agreement == other.agreement and self._are_two_parties(one, other) and start and self.on < start and both.contains(start):
                found.append(Relation(one.agreement, ((one,), (other,)), start))
        return min(found, key=lambda relation: (relation.since or datetime.date.max, relation.agreement), default=None)

    def _unrecorded(self) -> tuple[str, ...]:
        """Return the treaties that exist on the day and of which no member is recorded."""
        recorded = {one.agreement for one in self.agreements.memberships}
        existing = [iri for iri, signed in self.agreements.signed.items() if signed <= self.on and self.book.instruments[iri].rank == TREATY]
        return tuple(sorted(iri for iri in existing if iri not in recorded))

    def _first_between(self, one: Membership, other: Membership, start: datetime.date | None) -> datetime.date | None:
        """Return the first day from ``start`` on which nothing keeps an agreement from applying between two of its parties."""
        for found in self._apart(one, other):
            if start and found.validity.contains(start):
                start = found.validity.end
        return start

    # What the two owe each other

    def _disciplines(self, binding: Iterable[Relation]) -> list[Discipline]:
        shared = {relation.agreement for relation in binding}
        held = [one for one in self.agreements.commitments.values() if one.agreement in shared and one.validity.contains(self.on)]
        return sorted(map(self._discipline, held), key=lambda found: (self._weakness(found), found.commitment.iri))

    def _discipline(self, commitment: Commitment) -> Discipline:
        return Discipline(
            commitment,
            (self._enforcement(commitment, 0), self._enforcement(commitment, 1)),
            tuple(sorted((one for one in self.agreements.exceptions if commitment.iri in one.excuses), key=lambda one: (one.test is None, one.iri))),
            tuple(one for one in self.agreements.exclusions if commitment.iri in one.narrows),
        )

    def _enforcement(self, commitment: Commitment, respondent: int) -> Enforcement:
        settlement = self.agreements.settlements.get(commitment.agreement)
        exclusions = tuple(
            one
            for one in self.agreements.dispute_exclusions
            if one.concerns(commitment) and (one.place is None or one.place in self.parties[respondent]) and one.validity.contains(self.on)
        )
        grace_periods = tuple(
            one
            for one in self.agreements.grace_periods
            if commitment.iri in one.suspends and one.place in self.parties[respondent] and (one.until is None or self.on < (one.extendable_until or one.until))
        )
        availability = settlement.availability if settlement else AVAILABILITY_UNKNOWN
        return Enforcement(
            respondent=self.places[respondent],
            availability=availability if all(one.limited_to for one in exclusions) else UNAVAILABLE,
            suspended=any(one.until is None or self.on < one.until for one in grace_periods) or (None if grace_periods else False),
            settlement=settlement,
            exclusions=exclusions,
            grace_periods=grace_periods,
        )

    def _weakness(self, found: Discipline) -> tuple[int, ...]:
        """
        Return the key by which the strongest comes first.

        What disciplines a measure goes before what does not; then count strength, reach beyond particular sectors and enforceability, and at last
        how few and how narrow the exceptions are.
        """
        ease = sum(EASE[one.availability] - bool(one.exclusions) - 4 * (one.suspended is True) for one in found.enforcement)
        exceptions = found.exceptions
        return (
            not found.commitment.disciplines,
            -self.agreements.strengths.get(found.commitment.strength, 0),
            bool(found.commitment.confined_to),
            -ease,
            sum(one.is_undisputable for one in exceptions),
            sum(one.is_self_judging for one in exceptions),
            sum(not one.is_self_judging and not one.has_lead_in for one in exceptions),
            len(exceptions),
        )

    def _topics(self, disciplines: list[Discipline]) -> tuple[TopicFinding, ...]:
        found: dict[str, list[Discipline]] = {}
        for discipline in disciplines:
            for topic in discipline.commitment.topics:
                found.setdefault(topic, []).append(discipline)
        findings = [TopicFinding(topic, tuple(among), self._how_many_strongest(among)) for topic, among in found.items()]
        return tuple(sorted(findings, key=lambda finding: (self._weakness(finding.disciplines[0])[:2], local(finding.topic))))

    def _how_many_strongest(self, among: list[Discipline]) -> int:
        keys = [self._weakness(one)[:4] for one in among]
        return keys.count(keys[0])

    # Domestic law

    def _domestic(self, side: int, disciplines: list[Discipline]) -> DomesticLaw:
        regimes = tuple(sorted({regime for party in self.parties[side] for regime in self.agreements.regimes.get(party, ())}))
        norms = [norm for _, norm in sorted(self.book.norms.items()) if norm.regime in regimes and norm.validity.contains(self.on)]
        tensions = (self._tension(kinds, demands, disciplines) for kinds, demands in self._demands(norms).items())
        return DomesticLaw(self.places[side], regimes, len(norms), tuple(sorted((one for one in tensions if one.disciplines), key=_by_weight)))

    def _tension(self, kinds: frozenset[str], demands: tuple[Demand, ...], disciplines: list[Discipline]) -> Tension:
        wider = frozenset().union(*(self.agreements.wider.get(kind, frozenset({kind})) for kind in kinds))
        return Tension(tuple(sorted(kinds)), demands, tuple(one for one in disciplines if one.commitment.disciplines & wider))

    def _demands(self, norms: list[Norm]) -> dict[frozenset[str], tuple[Demand, ...]]:
        """Return what norms demand by the kinds of measure that it amounts to; what the same norms demand stands together."""
        by_measure: dict[str, list[tuple[Norm, bool]]] = {}
        for norm in norms:
            for measure, is_alternative in self._measures(norm):
                by_measure.setdefault(measure, []).append((norm, is_alternative))
        found: dict[frozenset[str], dict[tuple[str, ...], Demand]] = {}
        for measure, demanding in sorted(by_measure.items()):
            demanded = found.setdefault(self.agreements.amounts_to[measure], {})
            by = tuple(norm.iri for norm, _ in demanding)
            together = demanded[by].measures if by in demanded else ()
            alternatives = frozenset(norm.iri for norm, is_alternative in demanding if is_alternative)
            demanded[by] = Demand((*together, measure), tuple(norm for norm, _ in demanding), alternatives)
        return {kinds: tuple(sorted(demands.values(), key=lambda one: (-len(one.norms), one.measures))) for kinds, demands in found.items()}

    def _measures(self, norm: Norm) -> list[tuple[str, bool]]:
        """Return what a norm demands that amounts to some kind of measure, else itself, and whether that is only one of several ways."""
        known = self.agreements.amounts_to
        found: list[tuple[str, bool]] = []
        for demanded in (norm.requires, norm.lifted_by):
            if demanded in known:
                found.append((demanded, False))
            elif demanded is not None:
                above = sorted(self._ancestors(demanded) & known.keys())
                ways = [] if above else sorted(way for way in known if demanded in self._ancestors(way))
                found += [*((measure, False) for measure in above), *((measure, True) for measure in ways)]
        if norm.iri in known and known[norm.iri] not in [known[measure] for measure, _ in found]:
            found.append((norm.iri, False))
        return found

    def _ancestors(self, iri: str) -> frozenset[str]:
        definition = self.book.classes.get(iri)
        return definition.ancestors if definition else frozenset()

    # Published arguments

    def _arguments(self, shared: set[str], domestic: tuple[DomesticLaw, ...]) -> tuple[Argument, ...]:
        """Return the arguments that set law in force of one of the two against a shared agreement, and those that answer them."""
        regimes = {regime for law in domestic for regime in law.regimes}
        everything = self.agreements.arguments
        found = {iri for iri, one in everything.items() if any(map(regimes.__contains__, map(self._regime_of, one.concerns))) and self._invokes(one, shared)}
        answering = {iri for iri, one in everything.items() if found.intersection(one.answers)}
        return tuple(one for iri, one in sorted(everything.items()) if iri in found | answering)

    def _invokes(self, argument: Argument, shared: set[str]) -> bool:
        provisions = self.book.provisions
        return any((provisions[iri].instrument if iri in provisions else iri) in shared for iri in argument.invokes)

    def _regime_of(self, concerned: str) -> str | None:
        """Return the regime of a norm, provision or instrument in force on the day, or of itself."""
        if concerned in self.book.norms:
            norm = self.book.norms[concerned]
            return norm.regime if norm.validity.contains(self.on) else None
        if concerned in self.book.provisions:
            concerned = self.book.provisions[concerned].instrument
        if concerned in self.book.instruments:
            instrument = self.book.instruments[concerned]
            return instrument.regime if instrument.validity.contains(self.on) else None
        return concerned


def _by_weight(tension: Tension) -> tuple[int, tuple[str, ...]]:
    """Return the key by which the tension of the most norms comes first."""
    return -sum(len(demand.norms) for demand in tension.demands), tension.kinds


def _of_the_day(standings: list[Membership]) -> tuple[Membership, ...]:
    """Return the standings that count: if the place is bound, that it once signed or applied says nothing more."""
    return tuple(one for one in standings if one.standing == BOUND) or tuple(standings)
