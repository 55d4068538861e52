"""The law of a regime in time, and the family of list editions, as timelines."""

from __future__ import annotations

import datetime

import networkx as nx
import pyoxigraph as ox

from lexflux.faces.pictures.timeline import Bar, Link, Timeline, timeline
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.graphs import View
from lexflux.law.lawbook import text
from lexflux.law.norms import Instrument
from lexflux.law.snapshot import regime_iri
from lexflux.law.wording import Wording
from lexflux.terms import ELI, LF

EDITIONS, BORROWING = "which-editions-followed-each-other", "which-lists-borrow-from-which"


def law_timeline(knowledge: KnowledgeBase, regime: str, language: str) -> str:
    """
    Return the instruments of a regime in time, as an SVG document.

    Raises
    ------
    UnknownTermError
        If there is no such regime.
    """
    book, words = knowledge.book, Wording(knowledge.book, language)
    iri = regime_iri(book, regime)
    instruments = [one for one in book.instruments.values() if one.regime == iri]
    instruments.sort(key=lambda one: (one.validity.start or datetime.date.min, one.identifier))
    until = _last_day(knowledge, iri, instruments)
    title = words.say("picture of law", regime=words.label(iri))
    note = words.say("timeline note", day=book.known_until.get(iri, "?"))
    bars = [_bar(knowledge, words, one) for one in instruments]
    return timeline(Timeline(title, bars, until, (note, words.say("disclaimer")), language))


def _bar(knowledge: KnowledgeBase, words: Wording, one: Instrument) -> Bar:
    title = text(one.short_titles, words.language) or text(one.titles, words.language)
    note = " · ".join((_days(knowledge, one), words.label(one.rank)))
    if one.dates_confidence and one.dates_confidence != LF + "Read":
        note = words.bracketed(note, words.label(one.dates_confidence))
    return Bar(title, note, one.validity.start, one.validity.end, _days_within(knowledge, one))


def _days(knowledge: KnowledgeBase, one: Instrument) -> str:
    """Return the days of an instrument as precisely as they are known, be it by the year alone."""
    view, node = View(knowledge.store), ox.NamedNode(one.iri)
    begun = view.literal(node, ELI + "first_date_entry_in_force") or view.literal(node, ELI + "date_document")
    return f"{begun or '…'}–{view.literal(node, ELI + 'date_no_longer_in_force') or '…'}"


def _days_within(knowledge: KnowledgeBase, one: Instrument) -> tuple[datetime.date, ...]:
    """Return the days on which norms of an instrument begin or end by themselves."""
    book = knowledge.book
    own = {one.validity.start, one.validity.end, None}
    stated = (norm for norm in book.norms.values() if book.provisions[norm.stated_in[0]].instrument == one.iri)
    days = {day for norm in stated for day in (norm.validity.start, norm.validity.end)}
    return tuple(sorted(day for day in days - own if day is not None))


def _last_day(knowledge: KnowledgeBase, regime: str, instruments: list[Instrument]) -> datetime.date:
    """Return the last day of the axis: the year's end after all that is known."""
    days = [day for one in instruments for day in (one.validity.start, one.validity.end) if day]
    known = knowledge.book.known_until.get(regime)
    last = max([*days, *([known] if known else [])])
    return datetime.date(last.year + 1, 1, 1)


def list_editions(knowledge: KnowledgeBase, on: datetime.date, language: str) -> str:
    """Return the editions of zone lists in time, which followed which, and which may be used elsewhere on a day."""
    book, words = knowledge.book, Wording(knowledge.book, language)
    family = _family(knowledge, on)
    editions = [book.instruments[iri] for iri in _in_order(family, knowledge)]
    places = {one.iri: place for place, one in enumerate(editions)}
    edges = sorted((source, target, bool(data["dashed"])) for source, target, data in family.edges(data=True))
    links = [Link(places[source], places[target], dashed) for source, target, dashed in edges]
    bars = [_edition(knowledge, words, one) for one in editions]
    until = max(_last_day(knowledge, one.regime, editions) for one in editions if one.regime)
    notes = (words.say("lists note", day=on), words.say("disclaimer"))
    return timeline(Timeline(words.say("picture of lists"), bars, until, notes, language, links))


def _edition(knowledge: KnowledgeBase, words: Wording, one: Instrument) -> Bar:
    zones = words.joined(map(words.label, _zones(knowledge, one.iri)))
    return Bar(text(one.short_titles, words.language), zones, one.validity.start, one.validity.end)


def _zones(knowledge: KnowledgeBase, instrument: str) -> list[str]:
    return sorted(View(knowledge.store).iris(ox.NamedNode(instrument), LF + "zone"))


def _family(knowledge: KnowledgeBase, on: datetime.date) -> nx.DiGraph[str]:
    """Return the graph of editions: arrows to those that followed, and dashed ones to those that may be used."""
    family: nx.DiGraph[str] = nx.DiGraph()
    by_zone: dict[str, set[str]] = {}
    for row in knowledge.query(EDITIONS):
        zone, edition, earlier = str(row[0]), str(row[2]), row[6]
        family.add_node(edition)
        if earlier:
            family.add_edge(str(earlier), edition, dashed=False)
        if knowledge.book.instruments[edition].validity.contains(on):
            by_zone.setdefault(zone, set()).add(edition)
    for row in knowledge.query(BORROWING, date=on.isoformat()):
        instrument = knowledge.book.provisions[str(row[0])].instrument
        own = {edition for zone in _zones(knowledge, instrument) for edition in by_zone.get(zone, ())}
        lent = by_zone.get(str(row[3]), set())
        family.add_edges_from(((one, other) for one in own for other in lent - own), dashed=True)
    return family


def _in_order(family: nx.DiGraph[str], knowledge: KnowledgeBase) -> list[str]:
    """Return the editions family by family, in each the earlier first."""
    start = {iri: knowledge.book.instruments[iri].validity.start or datetime.date.min for iri in family}
    families = [sorted(one, key=lambda iri: (start[iri], iri)) for one in nx.weakly_connected_components(family)]
    return [iri for one in sorted(families, key=lambda one: (start[one[0]], one[0])) for iri in one]
