"""Which regime counts which place as adequate on a day, and where the law is encoded, as a table."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from lexflux.faces.table import Table
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.wording import Wording
from lexflux.query.results import Value
from lexflux.terms import LF

QUERY = "which-places-are-adequate"


@dataclass(frozen=True, slots=True)
class PlacesTable:
    """A table of places, and of each of its rows the IRI of its place."""

    table: Table
    places: tuple[str, ...]


def places_table(knowledge: KnowledgeBase, on: datetime.date, language: str) -> PlacesTable:
    """Return the places that a regime designates on a day or whose own law is encoded: who, for whom, since when."""
    words = Wording(knowledge.book, language)
    said = _said(knowledge, words, on)
    regimes = sorted({regime for regime, _ in said})
    own = {place: knowledge.book.regimes_of(place, on) for place in _all_places(knowledge)}
    shown = {place for _, place in said} | {place for place, of in own.items() if of}
    places = tuple(sorted(shown, key=words.label))
    rows = [
        (
            words.label(place),
            words.joined(words.label(knowledge.book.regimes[one]) for one in own.get(place, ())) or "–",
            *("\n".join(said.get((regime, place), [])) or "–" for regime in regimes),
        )
        for place in places
    ]
    silent = [words.label(iri) for iri in sorted(knowledge.book.regimes.values()) if iri not in regimes]
    notes = [words.say("adequacy note"), *([words.say("no adequacy", named=words.joined(silent))] if silent else [])]
    return PlacesTable(
        Table(
            columns=(words.say("column place of law"), words.say("own law"), *map(words.label, regimes)),
            rows=rows,
            title=words.say("picture of adequacy", day=on),
            notes=[*notes, words.say("disclaimer")],
            language=language,
        ),
        places,
    )


def _all_places(knowledge: KnowledgeBase) -> list[str]:
    return [iri for iri, types in knowledge.book.individuals.items() if LF + "Place" in types]


def _said(knowledge: KnowledgeBase, words: Wording, on: datetime.date) -> dict[tuple[str, str], list[str]]:
    """Return the lines on each regime and place: the class, since when, until when, and how sure that is."""
    result = knowledge.query(QUERY, date=on.isoformat(), lang=words.language)
    found: dict[tuple[str, str], list[str]] = {}
    for row in result:
        one = dict(zip(result.columns, row, strict=True))
        found.setdefault((str(one["regime"]), str(one["place"])), []).append(_line(words, one))
    return found


def _line(words: Wording, one: Mapping[str, Value]) -> str:
    until = [words.say("until", day=one["until"])] if one["until"] else []
    unread = [words.label(str(one["confidence"]))] if one["confidence"] != LF + "Read" else []
    remarks = [*([words.say("since", day=one["from"])] if one["from"] else []), *until, *unread]
    return f"✓ {words.bracketed(str(one['classLabel']), words.joined(remarks)) if remarks else one['classLabel']}"
