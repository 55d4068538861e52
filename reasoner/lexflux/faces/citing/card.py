"""The card of one citation: what it is on a day, what it was, what it states, and how to cite it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from lexflux.citation.mentions import Mention, find_mentions
from lexflux.citation.prepared import prepare
from lexflux.citation.review import Finding
from lexflux.citation.standing import Mark, Standing, Standings
from lexflux.citation.titles import titles_of
from lexflux.errors import UnknownTermError, did_you_mean, nearest, shortened
from lexflux.faces.citing.words import cited, mark, reason, record
from lexflux.faces.words import interval
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.lawbook import LawBook, text
from lexflux.law.norms import Texts
from lexflux.law.wording import Wording
from lexflux.query.results import json_text
from lexflux.resources import tool_version
from lexflux.terms import LF, local

SHORTEST = {True: 8, False: 4}
"""Shorter titles, in letters or in characters, are near to too many others."""


def find_cited(knowledge: KnowledgeBase, citation: str, day: datetime.date) -> tuple[Standings, list[Finding]]:
    """
    Return what a citation is on a day: one finding for each place that it names.

    Raises
    ------
    UnknownTermError
        If the words cite nothing; the message names the nearest titles.
    """
    standings = Standings(knowledge.book, day)
    known = _identified(knowledge.book, citation)
    prepared = prepare(citation.strip())
    titles = titles_of(knowledge.book)
    mentions = [known] if known else find_mentions(prepared, titles)
    if not any(one.title for one in mentions):
        hint = did_you_mean(citation, titles.bearers)
        raise UnknownTermError("no citation", name=shortened(citation), hint=hint)
    return standings, [Finding(citation, 1, 1, standings.of(one), None) for one in mentions]


def _identified(book: LawBook, citation: str) -> Mention | None:
    """Return the citation of the provision of which the words are the identifier."""
    for one in book.provisions.values():
        if one.identifier == citation.strip():
            instrument = book.instruments[one.instrument]
            title = instrument.short_titles.get("en", instrument.identifier)
            return Mention(0, len(citation), title, (one.instrument,), None, one.labels.get("en", ""))
    return None


def as_text(words: Wording, standings: Standings, findings: list[Finding]) -> str:
    """Return the card of a citation as lines."""
    parts = ["\n".join(_lines(words, standings, one)) for one in findings]
    return "\n\n".join([*parts, words.say("disclaimer")]) + "\n"


def _lines(words: Wording, standings: Standings, finding: Finding) -> Iterator[str]:
    one = finding.standing
    known = [words.say("law known until", day=one.known_until)] if one.known_until else []
    yield " · ".join([_title(words, one) or finding.text, words.say("law of", day=standings.day), *known])
    why = reason(words, finding)
    said = mark(words, one.mark)
    yield words.pair(said, why) if why else said
    if one.mark == Mark.NOT_HELD and not one.instruments:
        yield from _meant(words, one.mention.title.strip("《》"))
    for iri in one.provisions:
        yield from ("", *_provision(words, standings, iri))
    if not one.provisions:
        yield from (f"  {words.label(iri)}  {_days(words, iri)}" for iri in one.instruments)
    for head, iris in (
        (words.say("now stands"), one.successors),
        (words.say("stood before"), one.former),
        (words.say("stands now in"), one.moved),
    ):
        yield from _others(words, head, [iri for iri in iris if iri not in one.provisions])
    for iri, day in enacted(standings, one):
        yield f"  {words.pair(words.say('enacted, not in force'), f'{cited(words, [iri])} ({day})')}"


def _meant(words: Wording, title: str) -> Iterator[str]:
    """Yield a question after the title that is nearest to one that no instrument bears."""
    for near in nearest(title, titles_of(words.book).bearers, limit=1):
        if len(near) >= SHORTEST[near.isascii()]:
            yield words.say("title meant", title=near)


def _title(words: Wording, one: Standing) -> str:
    return words.book.citations([(iri, "") for iri in one.provisions], words.language)


def _days(words: Wording, iri: str) -> str:
    book = words.book
    return interval(words, book.days_of_provision(iri) if iri in book.provisions else book.instruments[iri].validity)


def _others(words: Wording, head: str, iris: list[str]) -> Iterator[str]:
    """Yield what came before or after, with what it says."""
    for iri in iris:
        held = words.book.provisions.get(iri)
        yield f"  {words.pair(head, cited(words, [iri]))}  {_days(words, iri)}"
        if held:
            yield f"      {_of(words, held.gists)}"


def _of(words: Wording, texts: Texts) -> str:
    return text(texts, words.language)


def _provision(words: Wording, standings: Standings, iri: str) -> Iterator[str]:
    """Yield what is held of a provision: gist, norms, days of change, how it was read, and how to cite it."""
    held = words.book.provisions[iri]
    yield f"  {words.book.citation(iri, words.language)} · {held.identifier}  {_days(words, iri)}"
    yield f"      {_of(words, held.gists)}"
    for norm in standings.norms(iri):
        modality = words.label(norm.modality)
        yield f"      {words.pair(modality, words.norm(norm.iri))}  {interval(words, norm.validity)}"
    changes = words.joined(map(str, standings.changes(iri)))
    yield f"      {words.pair(words.say('changed on'), changes or '?')}"
    sources = words.clauses([*map(words.label, held.sources), *held.urls])
    yield f"      {words.pair(words.label(LF + 'confidence'), words.label(held.confidence))}  {sources}"
    if held.official:
        yield f"      {words.pair(words.say('official address'), words.joined(held.official))}"
    yield f"      {words.pair(words.say('form of citation'), cite_as(words, iri, standings.day))}"


def cite_as(words: Wording, iri: str, day: datetime.date) -> str:
    """Return how a provision is cited with the tool, its version and the day of the law from which it is told."""
    held = words.book.provisions[iri]
    citation = words.book.citation(iri, words.language)
    title = _of(words, words.book.instruments[held.instrument].titles)
    return words.say(
        "cited as",
        citation=words.bracketed(citation, title),
        version=tool_version(),
        identifier=held.identifier,
        day=day,
    )


def enacted(standings: Standings, one: Standing) -> Iterator[tuple[str, datetime.date]]:
    """Yield what is adopted and will change what is cited: later editions, provisions in its place, later norms."""
    book, day = standings.book, standings.day
    after = {new for iri in one.provisions for new in standings.provisions.replaced_by(iri)}
    later = [iri for iri in one.mention.instruments if iri not in one.instruments]
    later += [book.provisions[iri].instrument for iri in sorted(after)]
    for iri in dict.fromkeys(later):
        start, made = book.instruments[iri].validity.start, book.instruments[iri].adopted
        if start and start > day and made and made <= day:
            yield iri, start
    for iri in one.provisions:
        for norm in standings.norms(iri):
            if norm.validity.start and norm.validity.start > day and one.mark == Mark.STANDS:
                yield norm.stated_in[0], norm.validity.start


def as_json(words: Wording, standings: Standings, findings: list[Finding]) -> str:
    """Return the card of a citation as data."""
    tree = {
        "on": standings.day.isoformat(),
        "law": words.book.digest,
        "citations": [_record(words, standings, one) for one in findings],
    }
    return json_text(tree)


def _record(words: Wording, standings: Standings, finding: Finding) -> dict[str, Any]:
    found = record(words, finding)
    one = finding.standing
    found["provisions"] = [
        {**known, **_held(words, standings, iri)}
        for known, iri in zip(found["provisions"], one.provisions, strict=True)
    ]
    found["enactedNotInForce"] = [
        {"citation": cited(words, [iri]), "iri": iri, "from": str(day)} for iri, day in enacted(standings, one)
    ]
    return found


def _held(words: Wording, standings: Standings, iri: str) -> dict[str, Any]:
    held = words.book.provisions[iri]
    return {
        "gist": _of(words, held.gists),
        "changedOn": [str(day) for day in standings.changes(iri)],
        "norms": [
            {
                "iri": norm.iri,
                "label": words.norm(norm.iri),
                "modality": local(norm.modality),
                "from": norm.validity.start and str(norm.validity.start),
                "until": norm.validity.end and str(norm.validity.end),
                "inForce": norm.validity.contains(standings.day),
            }
            for norm in standings.norms(iri)
        ],
        "sources": [words.label(source) for source in held.sources],
        "urls": list(held.urls),
        "citeAs": cite_as(words, iri, standings.day),
    }
