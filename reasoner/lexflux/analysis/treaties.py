"""Two places on one day: which agreements bind both, what they owe each other, which domestic law is in tension.

An agreement binds states towards each other. Nothing here says that a transfer is allowed.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lexflux.analysis.disciplines import Side, TopicFinding, by_topic, disciplines_between
from lexflux.analysis.tension import DomesticLaw, agreement_of, domestic_law, published_arguments
from lexflux.analysis.topics import find_topic
from lexflux.errors import InputError, UnknownTermError, did_you_mean_these, nearest
from lexflux.law.agreements import BOUND, TREATY, Agreements, Argument, Membership, NotBetween
from lexflux.law.lawbook import LawBook
from lexflux.phrases import LANGUAGES
from lexflux.terms import local


@dataclass(frozen=True, slots=True)
class Relation:
    """An agreement and the standings in it of the two places: those of the day, else the later or past ones."""

    agreement: str
    standings: tuple[tuple[Membership, ...], tuple[Membership, ...]]
    since: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """
    An agreement that binds both places but not towards each other.

    Without ``because`` they are bound as one party, through one union.
    """

    relation: Relation
    because: NotBetween | None


@dataclass(frozen=True, slots=True)
class Treaties:
    """
    The answer for two places on one day.

    ``arguments`` invoke what binds both; ``on_accession`` are those on law of a place that an agreement would bind too,
    had it acceded. ``asked`` are the topics to which the answer is confined.
    """

    places: tuple[str, str]
    on: datetime.date
    binding: tuple[Relation, ...]
    left_out: tuple[LeftOut, ...]
    topics: tuple[TopicFinding, ...]
    domestic: tuple[DomesticLaw, DomesticLaw]
    arguments: tuple[Argument, ...]
    on_accession: tuple[Argument, ...]
    asked: tuple[str, ...]
    soft: tuple[Relation, ...]
    not_shared: tuple[Relation, ...]
    next_shared: Relation | None
    unrecorded: tuple[str, ...]


def treaties(
    book: LawBook, agreements: Agreements, places: tuple[str, str], on: datetime.date, topics: Sequence[str] = ()
) -> Treaties:
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
    topics
        Topics to which the answer is confined: what binds the two on them, and the domestic law and arguments that
        concern it; none given, all.

    Raises
    ------
    UnknownTermError
        If a place or topic does not exist; the message names the nearest.
    InputError
        If both are the same place.
    """
    one, other = (find_place(book, agreements, name) for name in places)
    if one == other:
        raise InputError("same place twice", place=tuple(book.label(one, language) for language in LANGUAGES))
    return _Analysis(book, agreements, (one, other), on).answer(frozenset(find_topic(book, name) for name in topics))


def find_place(book: LawBook, agreements: Agreements, name: str) -> str:
    """
    Return the place with this code or name in any language, or the place whose law the regime of this notation is.

    Raises
    ------
    UnknownTermError
        If there is none; the message names the nearest.
    """
    by_name: dict[str, str] = {}
    for iri in sorted(agreements.places):
        for known in (*book.notations.get(iri, ()), local(iri), *book.labels.get(iri, {}).values()):
            by_name.setdefault(known.casefold(), iri)
            by_name.setdefault(known.partition(" (")[0].casefold(), iri)
    for notation, regime in book.regimes.items():
        of = [place for place in book.territories[regime] if place in agreements.places]
        if len(of) == 1:
            by_name.setdefault(notation.casefold(), of[0])
    if name.casefold() in by_name:
        return by_name[name.casefold()]
    close = list(dict.fromkeys(by_name[known.casefold()] for known in nearest(name, by_name)))
    english, chinese = (
        did_you_mean_these([f"{local(iri)} ({book.label(iri, language)})" for iri in close])
        for language in ("en", "zh")
    )
    raise UnknownTermError("unknown place", name=name, hint=(english[0], chinese[1]))


def bound_places(agreements: Agreements, book: LawBook, agreement: str, answer: Treaties) -> list[str]:
    """Return which of the two places of an answer an agreement binds on its day, itself or through a union."""
    analysis = _Analysis(book, agreements, answer.places, answer.on)
    return [side.place for side in analysis.sides if analysis.is_bound(side, agreement)]


class _Analysis:
    """What the agreements say of two places on one day."""

    def __init__(self, book: LawBook, agreements: Agreements, places: tuple[str, str], on: datetime.date) -> None:
        self.book = book
        self.agreements = agreements
        self.on = on
        self.sides = (self._side(places[0]), self._side(places[1]))

    def answer(self, topics: frozenset[str]) -> Treaties:
        binding, left_out, soft, not_shared = self._sorted()
        shared = frozenset(relation.agreement for relation in binding)
        softly = frozenset(relation.agreement for relation in soft)
        disciplines = disciplines_between(self.agreements, shared, self.sides, self.on)
        concerned = [one for one in disciplines if not topics or topics.intersection(one.commitment.topics)]
        one, other = (domestic_law(self.book, self.agreements, side, self.on, concerned) for side in self.sides)
        would_bind = [self._would_bind(not_shared, number) for number in (0, 1)]
        unrecorded = self._unrecorded()
        return Treaties(
            places=(one.place, other.place),
            on=self.on,
            binding=tuple(binding),
            left_out=tuple(left_out),
            topics=tuple(
                finding for finding in by_topic(self.agreements, concerned) if not topics or finding.topic in topics
            ),
            domestic=(one, other),
            arguments=self._arguments((*one.regimes, *other.regimes), shared | softly, topics),
            on_accession=(
                *self._arguments(one.regimes, would_bind[0], topics),
                *self._arguments(other.regimes, would_bind[1], topics),
            ),
            asked=tuple(sorted(topics)),
            soft=() if topics else tuple(soft),
            not_shared=() if topics else tuple(one for one in not_shared if one.agreement not in unrecorded),
            next_shared=self._next_shared(shared),
            unrecorded=() if topics else unrecorded,
        )

    def _arguments(self, regimes: Iterable[str], under: frozenset[str], topics: frozenset[str]) -> tuple[Argument, ...]:
        """Return the arguments on the law of regimes under agreements, if need be only those on topics."""
        on_topics = self._provisions_on(topics)

        def invoked(iri: str) -> bool:
            return agreement_of(self.book, iri) in under and (not topics or iri in on_topics)

        return published_arguments(self.book, self.agreements, regimes, invoked, self.on)

    def _provisions_on(self, topics: frozenset[str]) -> frozenset[str]:
        """Return the provisions of commitments on topics and of the exceptions from them."""
        on_topics = [one for one in self.agreements.commitments.values() if topics.intersection(one.topics)]
        named = {one.iri for one in on_topics}
        excusing = [one for one in self.agreements.exceptions if not named.isdisjoint(one.excuses)]
        stated = [*(one.stated_in for one in on_topics), *(one.stated_in for one in excusing)]
        return frozenset(itertools.chain.from_iterable(stated))

    def _would_bind(self, not_shared: Iterable[Relation], number: int) -> frozenset[str]:
        """Return the treaties that bind the other place on the day, and in which this one has a lesser standing."""
        return frozenset(
            relation.agreement
            for relation in not_shared
            if self.book.instruments[relation.agreement].rank == TREATY
            and (standings := self._standings_of_the_day(relation, number))
            and BOUND not in standings
            and BOUND in self._standings_of_the_day(relation, 1 - number)
        )

    def _standings_of_the_day(self, relation: Relation, number: int) -> frozenset[str]:
        return frozenset(one.standing for one in relation.standings[number] if self._holds(one))

    def _side(self, place: str) -> Side:
        classes = self.book.designated_as(place, self.on)
        return Side(
            place,
            frozenset({place, *(union for union, members in self.agreements.unions.items() if members in classes)}),
        )

    @cached_property
    def _relations(self) -> list[Relation]:
        """The agreements in which one of the two has a standing on the day, in the order of their names."""
        found = []
        for agreement in sorted({one.agreement for one in self.agreements.memberships}):
            sides = [
                [
                    one
                    for one in self.agreements.memberships
                    if one.agreement == agreement and one.place in side.bound_as
                ]
                for side in self.sides
            ]
            current = [[one for one in side if self._holds(one)] for side in sides]
            if any(current):
                shown = [_of_the_day(now) or tuple(side) for now, side in zip(current, sides, strict=True)]
                found.append(Relation(agreement, (shown[0], shown[1])))
        return found

    def _holds(self, membership: Membership) -> bool:
        """Return whether a standing holds on the day; one without first day counts from the agreement's signature."""
        signed = self.agreements.signed.get(membership.agreement)
        end = self.book.instruments[membership.agreement].validity.end
        begun = membership.validity.start is not None or signed is None or signed <= self.on
        return begun and membership.validity.contains(self.on) and (end is None or self.on < end)

    def is_bound(self, side: Side, agreement: str) -> bool:
        """Return whether an agreement binds a place on the day, itself or through a union."""
        return any(
            one.agreement == agreement and one.standing == BOUND and one.place in side.bound_as and self._holds(one)
            for one in self.agreements.memberships
        )

    def _sorted(self) -> tuple[list[Relation], list[LeftOut], list[Relation], list[Relation]]:
        """Return what binds both towards each other, what binds both otherwise, what both join in, and the rest."""
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
        ends = [
            found.validity.end
            for found in self._apart(one, other)
            if found.validity.end and found.validity.end <= self.on
        ]
        starts = [membership.validity.start for membership in (one, other) if membership.validity.start]
        return max([*starts, *ends], default=None)

    def _are_two_parties(self, one: Membership, other: Membership) -> bool:
        """Return whether neither place is bound as what the other is bound as too, such as their common union."""
        return one.place not in self.sides[1].bound_as and other.place not in self.sides[0].bound_as

    def _apart(self, one: Membership, other: Membership) -> list[NotBetween]:
        """Return what keeps an agreement from applying between two of its parties, on whatever days."""
        return [
            found
            for found in self.agreements.not_between
            if found.agreement == one.agreement and found.places == {one.place, other.place}
        ]

    def _next_shared(self, shared: frozenset[str]) -> Relation | None:
        """Return the agreement that is the next to bind both after the day, if one is known."""
        bound = [one for one in self.agreements.memberships if one.standing == BOUND and one.agreement not in shared]
        found = []
        for one, other in itertools.product(
            *([one for one in bound if one.place in side.bound_as] for side in self.sides)
        ):
            both = one.validity.intersect(other.validity)
            start = self._first_between(one, other, both.start)
            if (
                one.agreement == other.agreement
                and self._are_two_parties(one, other)
                and start
                and self.on < start
                and both.contains(start)
            ):
                found.append(Relation(one.agreement, ((one,), (other,)), start))
        return min(found, key=lambda relation: (relation.since or datetime.date.max, relation.agreement), default=None)

    def _first_between(self, one: Membership, other: Membership, start: datetime.date | None) -> datetime.date | None:
        """Return the first day from ``start`` on which nothing keeps an agreement from applying between two parties."""
        apart = self._apart(one, other)
        while start and (found := next((each for each in apart if each.validity.contains(start)), None)):
            start = found.validity.end
        return start

    def _unrecorded(self) -> tuple[str, ...]:
        """Return the treaties that exist on the day and may bind both places for all that is recorded of members."""
        recorded = {one.agreement for one in self.agreements.memberships}
        existing = [
            iri
            for iri, signed in self.agreements.signed.items()
            if signed <= self.on and self.book.instruments[iri].rank == TREATY
        ]
        return tuple(sorted(iri for iri in existing if iri not in recorded or self._is_open(iri)))

    def _is_open(self, agreement: str) -> bool:
        """Return whether an agreement is in force and one of the two may be a member of which nothing is recorded."""
        instrument = self.book.instruments[agreement]
        in_force = instrument.enters_into_force and instrument.validity.contains(self.on)
        if not in_force or agreement not in self.agreements.listed_in_part:
            return False
        places = {one.place for one in self.agreements.memberships if one.agreement == agreement}
        return any(side.bound_as.isdisjoint(places) for side in self.sides)


def _of_the_day(standings: list[Membership]) -> tuple[Membership, ...]:
    """Return the standings that count: if the place is bound, that it once signed or applied says nothing more."""
    return tuple(one for one in standings if one.standing == BOUND) or tuple(standings)
