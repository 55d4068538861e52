"""All citations of a text, each with how it stands on a day and what its sentence claims of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from lexflux.citation.claims import Claim, Claims
from lexflux.citation.mentions import find_mentions
from lexflux.citation.prepared import Prepared, prepare
from lexflux.citation.standing import Standing, Standings
from lexflux.citation.titles import Titles, titles_of
from lexflux.law.lawbook import LawBook


@dataclass(frozen=True, slots=True)
class Finding:
    """A citation as the text has it, where it stands there (lines and columns from 1), and how it stands in law."""

    text: str
    line: int
    column: int
    standing: Standing
    claim: Claim | None


def review(book: LawBook, text: str, day: datetime.date) -> list[Finding]:
    """
    Return the citations of a text in its order, with how each stands on a day.

    An instrument that is cited as a whole is told once, where it is first.

    Parameters
    ----------
    book
        The law book.
    text
        The text, in English, Chinese or both.
    day
        The day of the law.
    """
    prepared = prepare(text)
    standings = Standings(book, day)
    claims = Claims(book, standings)
    titles = titles_of(book)
    found = [standings.of(mention) for mention in find_mentions(prepared, titles)]
    return list(_findings(prepared, titles, claims, _first_of_each(found)))


def _findings(prepared: Prepared, titles: Titles, claims: Claims, found: list[Standing]) -> Iterator[Finding]:
    by_sentence: dict[tuple[int, int], list[Standing]] = {}
    for standing in found:
        by_sentence.setdefault(prepared.sentence(standing.mention.start), []).append(standing)
    for (start, end), together in by_sentence.items():
        sentence = titles.masked(prepared.text[start:end])
        for standing in together:
            mention = standing.mention
            beside = [one for one in together if one is not standing]
            checked, claim = claims.check(standing, sentence, beside)
            line, column = prepared.where(mention.start)
            yield Finding(prepared.text[mention.start : mention.end], line, column, checked, claim)


def _first_of_each(found: list[Standing]) -> list[Standing]:
    """Return citations, those of instruments as a whole only where they are first."""
    seen: set[tuple[str, ...]] = set()
    kept = []
    for one in found:
        key = one.mention.instruments
        if one.mention.pinpoint is not None or one.provisions or not key or key not in seen:
            kept.append(one)
        if one.mention.pinpoint is None:
            seen.add(key)
    return kept
