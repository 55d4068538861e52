"""Sections of a card on time: how a thing stands on a day, when it changed, what it replaced and what replaced it."""

from __future__ import annotations

import datetime

from lexflux.citation.review import Finding
from lexflux.citation.standing import Mark, Standing
from lexflux.faces.cards.links import ENDS, REPLACES
from lexflux.faces.cards.subject import Subject
from lexflux.faces.cards.terms import some
from lexflux.faces.citing.words import mark, reason
from lexflux.law.norms import Interval
from lexflux.terms import LF


def standing(of: Subject) -> list[str]:
    """Return how a thing that has days stands on the day of the card, nothing if the card has no day."""
    if of.day is None:
        return []
    known = of.book.known_until.get(of.regime or "", of.day)
    beyond = [of.words.say("law known until", day=known)] if known < of.day else []
    said = _of_law(of) or _of_interval(of)
    return [" · ".join([of.words.say("law of", day=of.day), said, *beyond])] if said else []


def _of_law(of: Subject) -> str:
    if of.iri in of.book.provisions:
        return _told(of, of.standings.of_provision(of.iri))
    if of.iri in of.book.instruments:
        return _told(of, of.standings.of_instrument(of.iri))
    return ""


def _told(of: Subject, found: Standing) -> str:
    why = reason(of.words, Finding("", 1, 1, found, None))
    return of.words.pair(mark(of.words, found.mark), why) if why else mark(of.words, found.mark)


def _of_interval(of: Subject) -> str:
    validity = of.validity
    if validity is None or of.day is None:
        return ""
    if validity.contains(of.day):
        return mark(of.words, Mark.STANDS)
    if validity.end is not None and validity.end <= of.day:
        return of.words.pair(mark(of.words, Mark.ENDED), of.words.say("ended on", day=validity.end))
    return of.words.pair(mark(of.words, Mark.NOT_YET), of.words.say("in force from", day=validity.start))


def changes(of: Subject) -> list[str]:
    """Return the days on which a provision changed, or those on which norms of an instrument begin or end."""
    if of.iri in of.book.provisions:
        days = of.words.joined(map(str, of.standings.changes(of.iri)))
        return [of.words.pair(of.words.say("changed on"), days)] if days else []
    return _within(of) if of.iri in of.book.instruments else []


def _within(of: Subject) -> list[str]:
    own = of.book.instruments[of.iri].validity
    found: dict[tuple[datetime.date, str], list[str]] = {}
    for provision in of.provisions:
        for norm in of.standings.norms(provision.iri):
            for day, term in _ends(norm.validity, own):
                found.setdefault((day, term), []).append(norm.iri)
    return [
        of.words.pair(f"{of.words.label(LF + term)} {day}", some(of, sorted(set(norms))))
        for (day, term), norms in sorted(found.items())
    ]


def _ends(validity: Interval, own: Interval) -> list[tuple[datetime.date, str]]:
    """Return the days of a norm that are not those of its instrument."""
    pairs = ((validity.start, own.start, "appliesFrom"), (validity.end, own.end, "appliesUntil"))
    return [(day, term) for day, whole, term in pairs if day is not None and day != whole]


def editions(of: Subject) -> list[str]:
    """Return the instruments of which provisions have come in the place of others here, and the other way round."""
    if of.iri not in of.book.instruments:
        return []
    owner = {iri: one.instrument for iri, one in of.book.provisions.items()}
    pairs = {(owner[new], owner[old]) for old, news in of.book.replaced_by.items() for new in news}
    lines = []
    for place, (_, _, arrow) in enumerate(ENDS):
        for iri in sorted({pair[1 - place] for pair in pairs if pair[place] == of.iri} - {of.iri}):
            days = of.days(of.book.instruments[iri].validity)
            lines.append(f"{arrow} {of.words.pair(of.words.label(REPLACES), of.named_link(iri))}  {days}")
    return lines
