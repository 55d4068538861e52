"""Which regime counts which place or body as adequate on a day: what tables, pictures and maps of it share."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.snapshot import regime_iri
from lexflux.law.wording import Wording
from lexflux.terms import LF

QUERY = "which-places-are-adequate"
READ = LF + "Read"


@dataclass(frozen=True, slots=True)
class Recognition:
    """
    That a regime counts a place or body among a class of those that are adequate, and how sure that is.

    ``since`` and ``until`` are days in ISO 8601, empty where they are not known or there is none; what holds
    holds before ``until``. ``is_common`` says whether the class is the one in which the regime counts most.
    """

    regime: str
    place: str
    place_label: str
    scope: str
    scope_label: str
    since: str
    until: str
    confidence: str
    is_common: bool


@dataclass(frozen=True, slots=True)
class Recognised:
    """All that some regimes recognise on a day; ``silent`` are those of them in whose encoded law nothing is."""

    recognitions: tuple[Recognition, ...]
    regimes: tuple[str, ...]
    silent: tuple[str, ...]


def recognised(knowledge: KnowledgeBase, on: datetime.date, language: str, regimes: Collection[str] = ()) -> Recognised:
    """
    Return what regimes recognise as adequate on a day.

    Parameters
    ----------
    knowledge
        The knowledge base.
    on
        The day.
    language
        Language of the labels.
    regimes
        Notations of the regimes, such as ``eu``; none: all.

    Raises
    ------
    UnknownTermError
        If there is no such regime.
    """
    asked = {regime_iri(knowledge.book, one) for one in regimes} or set(knowledge.book.regimes.values())
    result = knowledge.query(QUERY, date=on.isoformat(), lang=language)
    rows = [dict(zip(result.columns, row, strict=True)) for row in result]
    kept = [{name: str(value or "") for name, value in row.items()} for row in rows if str(row["regime"]) in asked]
    common = _common(kept)
    found = tuple(
        Recognition(
            regime=row["regime"],
            place=row["place"],
            place_label=row["placeLabel"],
            scope=row["class"],
            scope_label=row["classLabel"],
            since=row["from"],
            until=row["until"],
            confidence=row["confidence"],
            is_common=common[row["regime"]] == row["class"],
        )
        for row in kept
    )
    return Recognised(found, tuple(sorted(common)), tuple(sorted(asked - set(common))))


def _common(rows: Sequence[dict[str, str]]) -> dict[str, str]:
    """Return the class in which each regime counts most."""
    counted: dict[str, Counter[str]] = {}
    for row in rows:
        counted.setdefault(row["regime"], Counter())[row["class"]] += 1
    return {regime: classes.most_common(1)[0][0] for regime, classes in counted.items()}


def lasting(words: Wording, one: Recognition) -> list[str]:
    """Return since when and until when a place is recognised, and how sure that is where it was not read."""
    since = [words.say("since", day=one.since)] if one.since else []
    until = [words.say("until", day=one.until)] if one.until else []
    return [*since, *until, *([words.label(one.confidence)] if one.confidence != READ else [])]


def silence(words: Wording, found: Recognised) -> list[str]:
    """Return the note on the regimes in whose encoded law nobody is recognised, if there are some."""
    named = words.joined(map(words.label, found.silent))
    return [words.say("no adequacy", named=named)] if found.silent else []
