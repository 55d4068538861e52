"""What Lexflux is and knows: version, what is encoded and how well, licence, how to cite; as text, Markdown or JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lexflux.analysis.coverage import Coverage, RegimeCoverage, coverage
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


def about(knowledge: KnowledgeBase, language: str, form: str) -> str:
    """Return what is encoded and how to cite it, as ``text``, ``markdown`` or ``json``."""
    return FORMS[form](knowledge, language)


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
        "normsThatBeginLater": one.later,
    }


def _confidences(found: Mapping[str, int]) -> dict[str, int]:
    return {local(one): found.get(one, 0) for one in CONFIDENCES}


def _counted(found: Mapping[str, int]) -> dict[str, int]:
    return {local(iri): count for iri, count in sorted(found.items())}


def about_table(knowledge: KnowledgeBase, language: str) -> Table:
    """Return what is encoded of each law, and below it the rest, as a table."""
    found, words = coverage(knowledge.book, knowledge.agreements), Wording(knowledge.book, language)
    return Table(
        columns=list(map(words.say, ("column law", "known to", "instruments", "norms", "provisions read")))
        + list(map(words.say, ("gaps", "open points", "begins later"))),
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
        words.bracketed(total, by_kind) if by_kind else total,
        str(one.open_points),
        str(one.later),
    )


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
