"""How a citation stands, in words and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lexflux.citation.claims import Claim
from lexflux.citation.review import Finding
from lexflux.citation.standing import Mark, Standing
from lexflux.law.lawbook import text
from lexflux.law.wording import Wording
from lexflux.terms import LF, compact, local

READ = LF + "Read"
MOST_NAMED = 4


def mark(words: Wording, one: Mark) -> str:
    """Return a mark in words."""
    return words.say(one.value)


def cited(words: Wording, iris: Iterable[str]) -> str:
    """Return provisions and instruments as they are cited."""
    book = words.book
    known = list(dict.fromkeys(iris))
    whole = [words.label(iri) for iri in known if iri not in book.provisions]
    return words.clauses(filter(None, [words.cite(iri for iri in known if iri in book.provisions), *whole]))


def place(words: Wording, finding: Finding) -> str:
    """Return what a citation is of: the provisions that are held, else the number that was read, with its title."""
    one = finding.standing
    if one.provisions:
        held = words.book.citations([(iri, "") for iri in one.provisions[:MOST_NAMED]], words.language)
        return held if len(one.provisions) <= MOST_NAMED else held + " …"
    if not one.instruments:
        return finding.text
    number = ".".join(one.mention.pinpoint.steps) if one.mention.pinpoint else ""
    titles = dict.fromkeys(text(words.book.instruments[iri].short_titles, words.language) for iri in one.instruments)
    return " ".join(filter(None, [words.joined(titles), number]))


def reason(words: Wording, finding: Finding) -> str:
    """Return why a citation has its mark, and what else has to be known of it."""
    return words.clauses([*_reasons(words, finding.standing, finding.claim), *_remarks(words, finding.standing)])


def _reasons(words: Wording, one: Standing, claim: Claim | None) -> Iterator[str]:
    match one.mark:
        case Mark.SUPERSEDED:
            yield words.say("superseded by", day=one.until, new=cited(words, one.successors))
        case Mark.ENDED:
            yield words.say("ended on", day=one.until) if one.until else words.say("number omitted")
        case Mark.NOT_YET:
            yield words.say("in force from", day=one.since)
            yield words.say("adopted on", day=one.made) if one.made else words.say("not adopted by then")
        case Mark.UNDATED:
            ranks = dict.fromkeys(words.label(words.book.instruments[iri].rank) for iri in one.instruments)
            yield words.joined(ranks)
        case Mark.NOT_HELD:
            yield words.say("not held is not none")
    if one.former:
        day = max(day for iri in one.former if (day := _end(words, iri)))
        yield words.say("number was", day=day, former=cited(words, one.former), new=cited(words, one.moved))
    if claim:
        yield from _claimed(words, claim)


def _end(words: Wording, provision: str) -> Any:
    return words.book.instruments[words.book.provisions[provision].instrument].validity.end


def _claimed(words: Wording, claim: Claim) -> Iterator[str]:
    if claim.numbers:
        named, held = (words.joined(f"{one:,}" for one in numbers) for numbers in (claim.numbers, claim.bounds))
        yield words.say("sentence counts", named=named, held=held)
        return
    named = _few(words, claim.named)
    yield words.say("sentence names", named=named, held=_few(words, claim.held) or words.say("nothing of the kind"))
    if claim.stated_in:
        yield words.say("stands in", named=named, where=cited(words, claim.stated_in[:MOST_NAMED]))


def _few(words: Wording, iris: Iterable[str]) -> str:
    """Return the first of some terms by their labels, and how many more there are."""
    labels = list(dict.fromkeys(map(words.label, iris)))
    left = len(labels) - MOST_NAMED
    return words.joined([*labels[:MOST_NAMED], *([words.say("more values", count=left)] if left > 0 else [])])


def _remarks(words: Wording, one: Standing) -> Iterator[str]:
    if one.is_wider:
        yield words.say("held as", where=cited(words, one.provisions))
    if one.mention.presumed:
        yield words.say("title presumed", title=one.mention.title)
    unread = [iri for iri in one.provisions if words.book.provisions[iri].confidence != READ]
    if unread and not one.is_wider:
        yield cited(words, unread)


def record(words: Wording, finding: Finding) -> dict[str, Any]:
    """Return a citation and how it stands as data, with identifiers and labels."""
    one, book = finding.standing, words.book
    pinpoint = one.mention.pinpoint
    return {
        "text": finding.text,
        "citation": place(words, finding),
        "line": finding.line,
        "column": finding.column,
        "mark": one.mark.value,
        "markLabel": mark(words, one.mark),
        "reason": reason(words, finding),
        "title": one.mention.title,
        "titlePresumed": one.mention.presumed,
        "number": list(pinpoint.steps) if pinpoint else None,
        "instruments": [book.instruments[iri].identifier for iri in one.instruments],
        "provisions": [_provision(words, iri) for iri in one.provisions],
        "heldAsWider": one.is_wider,
        "supersededBy": [named(words, iri) for iri in one.successors],
        "formerly": [named(words, iri) for iri in one.former],
        "movedTo": [named(words, iri) for iri in one.moved],
        "inForceFrom": _day(one.since),
        "inForceUntil": _day(one.until),
        "adopted": _day(one.made),
        "knownUntil": _day(one.known_until),
        "claim": _claim(words, finding.claim) if finding.claim else None,
    }


def named(words: Wording, iri: str) -> dict[str, str]:
    """Return a provision or an instrument as data: its identifier, its IRI and how it is cited."""
    book = words.book
    held = book.provisions.get(iri) or book.instruments[iri]
    return {"identifier": held.identifier, "iri": iri, "citation": cited(words, [iri])}


def _provision(words: Wording, iri: str) -> dict[str, str]:
    confidence = words.book.provisions[iri].confidence
    return {**named(words, iri), "confidence": local(confidence), "confidenceLabel": words.label(confidence)}


def _claim(words: Wording, claim: Claim) -> dict[str, Any]:
    return {
        "named": [{"term": compact(iri), "label": words.label(iri)} for iri in claim.named],
        "held": [{"term": compact(iri), "label": words.label(iri)} for iri in claim.held],
        "statedIn": [named(words, iri) for iri in claim.stated_in],
        "numbers": list(claim.numbers),
        "bounds": list(claim.bounds),
    }


def _day(day: object) -> str | None:
    return str(day) if day else None
