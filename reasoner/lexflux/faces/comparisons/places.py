"""Which regime counts which place as adequate on a day, and where the law is encoded, as a table."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from lexflux.faces.recognised import Recognised, Recognition, lasting, recognised, silence
from lexflux.faces.table import Table
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.wording import Wording
from lexflux.terms import LF


@dataclass(frozen=True, slots=True)
class PlacesTable:
    """A table of places, and of each of its rows the IRI of its place."""

    table: Table
    places: tuple[str, ...]


def places_table(
    knowledge: KnowledgeBase, on: datetime.date, language: str, regimes: Collection[str] = ()
) -> PlacesTable:
    """
    Return the places that regimes designate on a day or whose own law is encoded: who, for whom, since when.

    Parameters
    ----------
    knowledge
        The knowledge base.
    on
        The day.
    language
        Language of the table.
    regimes
        Notations of the regimes; none: all.

    Raises
    ------
    UnknownTermError
        If there is no such regime.
    """
    words, found = Wording(knowledge.book, language), recognised(knowledge, on, language, regimes)
    said: dict[tuple[str, str], list[str]] = {}
    for one in found.recognitions:
        said.setdefault((one.regime, one.place), []).append(_line(words, one))
    own = {place: knowledge.book.regimes_of(place, on) for place in _all_places(knowledge)}
    shown = {place for _, place in said} | {place for place, of in own.items() if of}
    places = tuple(sorted(shown, key=words.label))
    rows = [
        (
            words.label(place),
            words.joined(words.label(knowledge.book.regimes[one]) for one in own.get(place, ())) or "–",
            *("\n".join(said.get((regime, place), [])) or "–" for regime in found.regimes),
        )
        for place in places
    ]
    return PlacesTable(
        Table(
            columns=(
                words.say("column place of law"),
                words.say("own law"),
                *(_head(words, found, one) for one in found.regimes),
            ),
            rows=rows,
            title=words.say("picture of adequacy", day=on),
            notes=[words.say("unread note"), *silence(words, found), words.say("disclaimer")],
            language=language,
        ),
        places,
    )


def _all_places(knowledge: KnowledgeBase) -> list[str]:
    return [iri for iri, types in knowledge.book.individuals.items() if LF + "Place" in types]


def _head(words: Wording, found: Recognised, regime: str) -> str:
    """Return a regime, and below it the class in which it counts most, of which its column does not speak again."""
    common = (one.scope_label for one in found.recognitions if one.regime == regime and one.is_common)
    return f"{words.label(regime)}\n{next(common)}"


def _line(words: Wording, one: Recognition) -> str:
    """Return the class in which a place counts if it is not the common one, since and until when, and how sure."""
    remarks = words.joined(lasting(words, one))
    if one.is_common and remarks:
        return f"✓ {remarks}"
    return f"✓ {words.bracketed(one.scope_label, remarks) if remarks else one.scope_label}"
