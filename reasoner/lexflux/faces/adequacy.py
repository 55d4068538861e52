"""The places that a regime recognises on a day: as text, Markdown, CSV and JSON."""

from __future__ import annotations

from typing import Any

from lexflux.analysis.adequacy import Adequacy
from lexflux.faces.names import name_of
from lexflux.faces.tables import table
from lexflux.law.lawbook import text
from lexflux.law.norms import Designation
from lexflux.law.wording import Wording
from lexflux.query.results import json_text
from lexflux.terms import local


def show(words: Wording, found: Adequacy, form: str) -> str:
    """Return what a regime recognises on a day; a day beyond the law that is known is said in each form."""
    if form == "json":
        return json_text(_tree(words, found))
    if form == "csv":
        known = str(found.known_until or "")
        rows = [[*map(str, _record(words, one).values()), str(found.day), known] for one in found.recognised]
        return table([*COLUMNS, "on", "lawKnownUntil"], [[_filled(cell) for cell in row] for row in rows], "csv")
    heads = [words.say(key) for key in ("column place of law", "column scope", "column days", "column provision")]
    rows = [_cells(words, one) for one in found.recognised]
    parts = [_head(words, found), table(heads, rows, form) if rows else words.say("none"), *_later(words, found)]
    return "\n\n".join(part.rstrip() for part in [*parts, words.say("disclaimer")]) + "\n"


COLUMNS = ("place", "label", "scope", "scopeLabel", "from", "until", "provision", "confidence", "designation")


def _record(words: Wording, one: Designation) -> dict[str, Any]:
    values = (
        _code(one),
        words.label(one.individual),
        name_of(words.book, one.designated_as),
        words.label(one.designated_as),
        one.validity.start and str(one.validity.start),
        one.validity.end and str(one.validity.end),
        words.cite(one.stated_in),
        local(one.confidence),
        text(one.labels, words.language),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _code(one: Designation) -> str:
    """Return the code of a place, of a body its name."""
    return local(one.individual)


def _filled(cell: str) -> str:
    return "" if cell == "None" else cell


def _tree(words: Wording, found: Adequacy) -> dict[str, Any]:
    return {
        "regime": next(name for name, iri in words.book.regimes.items() if iri == found.regime),
        "on": str(found.day),
        "law": words.book.digest,
        "lawKnownUntil": found.known_until and str(found.known_until),
        "caveat": words.say("law known until", day=found.known_until) if found.known_until else None,
        "places": [
            {
                **_record(words, one),
                "scopeDefinition": text(words.book.definitions.get(one.designated_as, {}), words.language),
            }
            for one in found.recognised
        ],
        "later": [_record(words, one) for one in found.later],
        "lawThatBeginsLater": [
            {"identifier": one.identifier, "title": text(one.titles, words.language), "from": str(one.validity.start)}
            for one in found.instruments
        ],
    }


def _head(words: Wording, found: Adequacy) -> str:
    known = [words.say("law known until", day=found.known_until)] if found.known_until else []
    count = words.say("places recognised", count=len(found.recognised))
    return " · ".join([words.label(found.regime), words.say("law of", day=found.day), count, *known])


def _cells(words: Wording, one: Designation) -> list[str]:
    start, end = one.validity.start or "?", one.validity.end or "…"
    cited = words.bracketed(
        words.cite(one.stated_in), words.pair(text(one.labels, words.language), words.label(one.confidence))
    )
    return [
        f"{_code(one)}  {words.label(one.individual)}",
        words.label(one.designated_as),
        f"[{start}, {end})",
        cited,
    ]


def _later(words: Wording, found: Adequacy) -> list[str]:
    """Return what is known to begin after the day."""
    lines = [
        f"  {words.label(one.individual)} · {words.label(one.designated_as)} · {one.validity.start}"
        for one in found.later
    ]
    lines += [f"  {text(one.titles, words.language)} · {one.validity.start}" for one in found.instruments]
    return ["\n".join([words.say("known to begin later"), *lines])] if lines else []
