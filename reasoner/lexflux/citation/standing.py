"""How a citation stands on a day."""

from __future__ import annotations

import datetime
import enum
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lexflux.citation.mentions import Mention
from lexflux.citation.pinpoints import Pinpoint
from lexflux.citation.provisions import Place, Provisions
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Instrument, Norm, Provision
from lexflux.terms import LF

DRAFT, OMITTED = LF + "Draft", LF + "OmittedProvision"
WORDS_BEHIND = re.compile(r"[\d)）条款项][,，]?\s?(?:[a-z]{2,}\s|[（(][a-z一-十]|limb)")
"""How a label tells one of several provisions under one number."""


class Mark(enum.StrEnum):
    """What can be said of a citation on a day, from what is wrong for certain to what stands."""

    SUPERSEDED = "superseded"
    ENDED = "ended"
    NOT_YET = "not-yet"
    OTHERWISE = "says-otherwise"
    RENUMBERED = "renumbered"
    UNDATED = "no-entry-into-force"
    NOT_HELD = "not-held"
    UNNAMED = "unnamed"
    STANDS = "stands"


@dataclass(frozen=True, slots=True)
class Standing:
    """
    A citation and how it stands on a day.

    ``provisions`` are what is held under it, ``instruments`` the editions that it means on the day; ``successors``
    what stands in the place of what has ended; ``former`` what bore the same number before, and ``moved`` where that
    is now; ``since`` and ``until`` the days that the mark turns on; ``made`` the day of adoption of what is not yet in
    force; ``is_wider`` that only a wider provision is held; ``known_until`` the day to which the law is known, where
    the day asked for lies beyond it.
    """

    mention: Mention
    mark: Mark
    provisions: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    made: datetime.date | None = None
    is_wider: bool = False
    known_until: datetime.date | None = None


class Standings:
    """How citations stand on one day."""

    def __init__(self, book: LawBook, day: datetime.date) -> None:
        self.book = book
        self.day = day
        self.provisions = Provisions(book)

    def of(self, mention: Mention) -> Standing:
        """Return how a citation stands."""
        if not mention.instruments:
            return Standing(mention, Mark.NOT_HELD if mention.title else Mark.UNNAMED)
        editions = [self.book.instruments[iri] for iri in mention.instruments]
        in_force = [one for one in editions if one.validity.contains(self.day)]
        places = {one.iri: self._held(mention, one.iri) for one in editions}
        if mention.pinpoint is None and not any(places.values()):
            return self._of_instrument(mention, editions, in_force)
        if not any(places.values()):
            edition = self._of_instrument(mention, editions, in_force)
            mark = Mark.NOT_HELD if edition.mark == Mark.STANDS else edition.mark
            return replace(edition, mark=mark)
        current = [place for one in in_force for place in places[one.iri]]
        former = [place for one in editions if one not in in_force for place in places[one.iri]]
        return self._of_places(mention, current or former, in_force, former if current else ())

    def of_provision(self, provision: str) -> Standing:
        """Return how a provision itself stands, whatever number it bears."""
        held = self.book.provisions[provision]
        own = self.book.instruments[held.instrument]
        in_force = [own] if own.validity.contains(self.day) else []
        return self._of_places(_itself(own), [_unnumbered(held)], in_force)

    def of_instrument(self, instrument: str) -> Standing:
        """Return how an instrument itself stands, whatever other edition bears its title."""
        own = self.book.instruments[instrument]
        return self._of_instrument(_itself(own), [own], [own] if own.validity.contains(self.day) else [])

    def changes(self, provision: str) -> list[datetime.date]:
        """Return the days on which a provision or a norm in it began, ended or came in the place of another."""
        held = self.book.provisions[provision]
        norms = self.norms(provision)
        whole = self.book.instruments[held.instrument].validity.intersect(held.validity)
        own = [whole, *(norm.validity for norm in norms)]
        days = {day for interval in own for day in (interval.start, interval.end) if day}
        return sorted(days | self.provisions.renumbered(held))

    def norms(self, provision: str) -> list[Norm]:
        """Return the norms that a provision states, on whatever day."""
        return self._norms.get(provision, [])

    @cached_property
    def _norms(self) -> dict[str, list[Norm]]:
        found: dict[str, list[Norm]] = {}
        for norm in self.book.norms.values():
            for provision in norm.stated_in:
                found.setdefault(provision, []).append(norm)
        return found

    def known_until(self, instruments: Iterable[str]) -> datetime.date | None:
        """Return the day to which the law of instruments is known, if the day asked for lies beyond it."""
        regimes = {self.book.instruments[iri].regime for iri in instruments}
        days = [self.book.known_until[iri] for iri in regimes if iri in self.book.known_until]
        return min((day for day in days if day < self.day), default=None)

    def _held(self, mention: Mention, instrument: str) -> list[Place]:
        """Return what is held of an instrument under a citation: by its label in words, else by its number."""
        numbered = self.provisions.at(instrument, mention.pinpoint) if mention.pinpoint else []
        labelled = [
            one
            for one in self.provisions.of_instrument.get(instrument, ())
            if any(_is_whole(mention, label) for label in one.labels.values())
        ]
        if not labelled or all(any(one.iri == place.provision.iri for place in numbered) for one in labelled):
            longer = [one for one in labelled if any(WORDS_BEHIND.search(label) for label in one.labels.values())]
            labelled = longer if len(longer) < len(numbered) else []
        known = {place.provision.iri: place for place in numbered}
        return [known.get(one.iri) or _unnumbered(one) for one in labelled] or numbered

    def _of_instrument(
        self, mention: Mention, editions: Sequence[Instrument], in_force: Sequence[Instrument]
    ) -> Standing:
        """Return how an instrument stands as such."""
        if in_force:
            mark = Mark.STANDS if any(map(_enters_into_force, in_force)) else Mark.UNDATED
            since = min((one.validity.start for one in in_force if one.validity.start), default=None)
            return replace(self._standing(mention, mark, in_force), since=since)
        if not any(map(_enters_into_force, editions)):
            return self._standing(mention, Mark.UNDATED, editions)
        later = [one for one in editions if one.validity.start and one.validity.start > self.day]
        ended = [one for one in editions if one not in later]
        if ended:
            successors = self._editions_after(ended)
            mark = Mark.SUPERSEDED if successors else Mark.ENDED
            until = max(one.validity.end for one in ended if one.validity.end)
            return replace(self._standing(mention, mark, ended), successors=successors, until=until)
        since = min(one.validity.start for one in later if one.validity.start)
        return replace(self._standing(mention, Mark.NOT_YET, later), since=since, made=self._made(later))

    def _of_places(
        self,
        mention: Mention,
        places: Sequence[Place],
        in_force: Sequence[Instrument],
        former: Sequence[Place] = (),
    ) -> Standing:
        """Return how the provisions stand that are held under a number."""
        instruments = list({one.provision.instrument: None for one in places})
        standing = self._of_instrument(
            mention,
            [self.book.instruments[iri] for iri in instruments],
            [one for one in in_force if one.iri in instruments],
        )
        held = tuple(dict.fromkeys(one.provision.iri for one in places))
        wider = bool(mention.pinpoint) and all(_is_wider(one, mention) for one in places)
        found = replace(standing, provisions=held, is_wider=wider)
        if standing.mark not in (Mark.STANDS, Mark.UNDATED):
            successors = tuple(new for iri in held for new in self.provisions.replaced_by(iri)) or standing.successors
            return replace(found, mark=_replaced(standing.mark, successors), successors=successors)
        found = self._of_days(found, places)
        moved = [iri for one in former for iri in self.provisions.replaced_by(one.provision.iri)]
        if moved and not set(moved) <= set(held):
            before = tuple(dict.fromkeys(one.provision.iri for one in former))
            mark = Mark.RENUMBERED if found.mark == Mark.STANDS else found.mark
            return replace(found, mark=mark, former=before, moved=tuple(dict.fromkeys(moved)))
        return found

    def _of_days(self, found: Standing, places: Sequence[Place]) -> Standing:
        """Return a standing that heeds on which days provisions bear their number, and their norms hold."""
        bearing = [one for one in places if one.days.contains(self.day)]
        if not bearing:
            ends = [one.days.end for one in places if one.days.end and one.days.end <= self.day]
            held = tuple(one.provision.iri for one in places)
            if ends and all(one.provision.validity.end for one in places):
                successors = tuple(new for iri in held for new in self.provisions.replaced_by(iri))
                return replace(found, mark=_replaced(Mark.ENDED, successors), successors=successors, until=max(ends))
            if ends:
                return replace(found, mark=Mark.SUPERSEDED, successors=held, until=max(ends))
            return replace(found, mark=Mark.NOT_YET, since=min(one.days.start for one in places if one.days.start))
        if all(OMITTED in one.provision.kinds for one in bearing):
            return replace(found, mark=Mark.ENDED, until=None)
        norms = [norm for one in bearing for norm in self.norms(one.provision.iri)]
        without = [one for one in bearing if not self.norms(one.provision.iri)]
        if not norms or without or any(norm.validity.contains(self.day) for norm in norms):
            return found
        starts = [norm.validity.start for norm in norms if norm.validity.start and norm.validity.start > self.day]
        if starts:
            return replace(found, mark=Mark.NOT_YET, since=min(starts))
        successors = tuple(new for one in bearing for new in self.provisions.replaced_by(one.provision.iri))
        until = max(norm.validity.end for norm in norms if norm.validity.end)
        return replace(found, mark=_replaced(Mark.ENDED, successors), successors=successors, until=until)

    def _standing(self, mention: Mention, mark: Mark, instruments: Sequence[Instrument]) -> Standing:
        iris = tuple(one.iri for one in instruments)
        return Standing(mention, mark, (), iris, known_until=self.known_until(iris))

    def _made(self, instruments: Sequence[Instrument]) -> datetime.date | None:
        """Return the first day of adoption among instruments that has come, None if none has."""
        return min((one.adopted for one in instruments if one.adopted and one.adopted <= self.day), default=None)

    def _editions_after(self, ended: Sequence[Instrument]) -> tuple[str, ...]:
        """Return the instruments in force whose provisions stand in the place of those of others."""
        iris = {one.iri for one in ended}
        found = {
            self.book.provisions[current].instrument
            for former, currents in self.book.replaced_by.items()
            for current in currents
            if self.book.provisions[former].instrument in iris
        }
        valid = (iri for iri in sorted(found - iris) if self.book.instruments[iri].validity.contains(self.day))
        return tuple(valid)


def _itself(instrument: Instrument) -> Mention:
    return Mention(0, 0, instrument.identifier, (instrument.iri,), None)


def _enters_into_force(one: Instrument) -> bool:
    """Return whether a day of entry into force is recorded, which a draft has none of."""
    return one.enters_into_force and one.rank != DRAFT


def _replaced(mark: Mark, successors: tuple[str, ...]) -> Mark:
    return Mark.SUPERSEDED if successors and mark == Mark.ENDED else mark


def _unnumbered(provision: Provision) -> Place:
    return Place(provision, Pinpoint("", ()), provision.validity)


def _is_wider(place: Place, mention: Mention) -> bool:
    return mention.pinpoint is not None and 0 < len(place.pinpoint.steps) < len(mention.pinpoint.steps)


def _is_whole(mention: Mention, label: str) -> bool:
    """Return whether a citation ends with a label, and not within a longer number."""
    if not mention.label.startswith(label):
        return False
    following = mention.label[len(label) :].lstrip()[:1]
    return following not in ("(", "（", "第", "-", "款", "项") and not (following.isalnum() and following.isascii())
