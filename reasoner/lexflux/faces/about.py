"""What Lexflux is and knows: version, what is encoded and how well, licence, how to cite; as text, Markdown or JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lexflux.analysis.coverage import Coverage, RegimeCoverage, coverage
from lexflux.errors import UnknownTermError, did_you_mean, listed
from lexflux.faces.table import Table
from lexflux.faces.tables import render
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.wording import Wording
from lexflux.query.results import json_text
from lexflux.resources import tool_version
from lexflux.terms import LF, local

SCHEMA = "lexflux-about/1"
CONFIDENCES = (LF + "Read", LF + "Reported", LF + "Unverified")
CODE_LICENCE, LAW_LICENCE = "Apache-2.0", "CC-BY-4.0"


def about(knowledge: KnowledgeBase, language: str, form: str, regime: str | None = None) -> str:
    """
    Return what is encoded and how to cite it, as ``text``, ``markdown`` or ``json``.

    With the notation of a regime, as text or Markdown: its norms that bear the verdict and rest on less than a reading,
    and those that begin after the last day to which its law is known. JSON has both of every regime.

    Raises
    ------
    UnknownTermError
        If the regime is not known.
    """
    if regime is None or form == "json":
        return FORMS[form](knowledge, language)
    return render(doubts_table(knowledge, language, regime), form)


def _as_json(knowledge: KnowledgeBase, language: str) -> str:
    found, words = coverage(knowledge.book, knowledge.agreements), Wording(knowledge.book, language)
    data = {
        "schema": SCHEMA,
        "version": tool_version(),
        "law": knowledge.book.digest,
        "regimes": [_regime_data(words, one) for one in found.regimes],
        "agreements": {
            "ranks": _counted(found.agreements.ranks),
            "provisions": _confidences(found.agreements.provisions),
            "commitments": found.agreements.commitments,
            "exceptions": found.agreements.exceptions,
            "noneFound": found.agreements.absent,
            "arguments": found.agreements.arguments,
        },
        "lists": {"editions": found.lists.editions, "withGaps": found.lists.with_gaps},
        "licence": {"code": CODE_LICENCE, "law": LAW_LICENCE},
        "cite": _cite(words),
    }
    return json_text(data)


def _regime_data(words: Wording, one: RegimeCoverage) -> dict[str, Any]:
    return {
        "regime": one.notation,
        "label": words.label(one.iri),
        "knownUntil": one.known_until.isoformat() if one.known_until else None,
        "instruments": one.instruments,
        "norms": one.norms,
        "provisions": _confidences(one.provisions),
        "gaps": _counted(one.gaps),
        "openPoints": one.open_points,
        "normsThatBeginLater": len(one.coming),
        "normsThatBearTheVerdict": one.bearing,
        "ofTheseOnLessThanAReading": [_norm_data(words, iri) for iri in one.doubtful],
        "beginLater": [_norm_data(words, iri) for iri in one.coming],
    }


def _norm_data(words: Wording, iri: str) -> dict[str, str | None]:
    norm = words.book.norms[iri]
    start = norm.validity.start.isoformat() if norm.validity.start else None
    return {"norm": iri, "label": words.norm(iri), "provisions": words.cite(norm.stated_in), "from": start}


def _confidences(found: Mapping[str, int]) -> dict[str, int]:
    return {local(one): found.get(one, 0) for one in CONFIDENCES}


def _counted(found: Mapping[str, int]) -> dict[str, int]:
    return {local(iri): count for iri, count in sorted(found.items())}


def about_table(knowledge: KnowledgeBase, language: str) -> Table:
    """Return what is encoded of each law, and below it the rest, as a table."""
    found, words = coverage(knowledge.book, knowledge.agreements), Wording(knowledge.book, language)
    return Table(
        columns=list(map(words.say, ("column law", "known to", "instruments", "norms", "provisions read")))
        + list(map(words.say, ("on less than a reading", "gaps", "open points", "begins later"))),
        rows=[_row(words, one) for one in found.regimes],
        title=f"Lexflux {tool_version()}",
        notes=[*_notes(words, found), words.pair(words.say("to cite"), _cite(words)), words.say("disclaimer")],
        language=language,
    )


def _as_table(form: str) -> Callable[[KnowledgeBase, str], str]:
    return lambda knowledge, language: render(about_table(knowledge, language), form)


def _row(words: Wording, one: RegimeCoverage) -> tuple[str, ...]:
    gaps = sorted(one.gaps.items(), key=lambda pair: (-pair[1], pair[0]))
    by_kind = words.joined(f"{words.label(kind)} {count}" for kind, count in gaps)
    total = str(sum(one.gaps.values()))
    return (
        f"{words.label(one.iri)} ({one.notation})",
        str(one.known_until or "?"),
        str(one.instruments),
        str(one.norms),
        _read(words, one.provisions),
        words.say("so many of", some=len(one.doubtful), all=one.bearing),
        words.bracketed(total, by_kind) if by_kind else total,
        str(one.open_points),
        str(len(one.coming)),
    )


def doubts_table(knowledge: KnowledgeBase, language: str, regime: str) -> Table:
    """Return the norms of a regime that bear its verdict without having been read, and below them what begins later."""
    book = knowledge.book
    if regime not in book.regimes:
        known = listed(book.regimes)
        raise UnknownTermError("unknown regime", name=regime, known=known, hint=did_you_mean(regime, book.regimes))
    words = Wording(book, language)
    (found,) = (one for one in coverage(book, knowledge.agreements).regimes if one.notation == regime)
    coming = [words.pair(*_coming(words, iri)) for iri in found.coming]
    return Table(
        columns=[words.say("on less than a reading"), words.say("provision")],
        rows=[(words.norm(iri), words.cite(book.norms[iri].stated_in)) for iri in found.doubtful],
        title=words.pair(words.label(found.iri), words.say("so many of", some=len(found.doubtful), all=found.bearing)),
        notes=[words.say("known until", day=found.known_until), *coming, words.say("disclaimer")],
        language=language,
    )


def _coming(words: Wording, iri: str) -> tuple[str, str]:
    norm = words.book.norms[iri]
    return str(norm.validity.start), words.bracketed(words.norm(iri), words.cite(norm.stated_in))


def _read(words: Wording, found: Mapping[str, int]) -> str:
    return words.joined(f"{words.label(one)} {found.get(one, 0)}" for one in CONFIDENCES)


def _notes(words: Wording, found: Coverage) -> list[str]:
    agreements = found.agreements
    ranks = words.joined(f"{words.label(rank)} {count}" for rank, count in sorted(agreements.ranks.items()))
    return [
        words.say(
            "about agreements",
            count=sum(agreements.ranks.values()),
            ranks=ranks,
            commitments=agreements.commitments,
            exceptions=agreements.exceptions,
            arguments=agreements.arguments,
            provisions=_read(words, agreements.provisions),
        ),
        words.say("about lists", editions=found.lists.editions, open=found.lists.with_gaps),
        words.say("about silence"),
        words.say("licences", code=CODE_LICENCE, law=LAW_LICENCE),
    ]


def _cite(words: Wording) -> str:
    return words.say("citation of Lexflux", version=tool_version(), law=words.book.digest[:12])


FORMS: dict[str, Callable[[KnowledgeBase, str], str]] = {
    "text": _as_table("text"),
    "markdown": _as_table("markdown"),
    "json": _as_json,
}
