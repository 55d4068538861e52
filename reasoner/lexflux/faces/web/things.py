"""The page of one thing: its card in parts with headings, by day where it has days, and the way to it."""

from __future__ import annotations

import datetime
from itertools import chain
from typing import Any

from lexflux.faces.cards import parts_of
from lexflux.faces.cards.subject import Subject
from lexflux.faces.web.days import last_known_day
from lexflux.faces.web.legislation import block, legislation
from lexflux.faces.web.links import link, path_of
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.lawbook import LawBook
from lexflux.law.wording import Wording
from lexflux.terms import LF

DATA_SUFFIXES = (".ttl", ".nt", ".jsonld")
SHORT = ("heading", "standing")
"""Parts that a page shows above its headings."""


def thing(knowledge: KnowledgeBase, iri: str, language: str, day: datetime.date | None) -> dict[str, Any]:
    """Return what a page shows of a thing on a day, by default the last of which its law is known."""
    book = knowledge.book
    of = Subject(knowledge, iri, Wording(book, language))
    on = day or (book.known_until.get(of.regime or "", last_known_day(book)) if of.validity else None)
    parts = {one.name: one.lines for one in parts_of(knowledge, iri, language, on)}
    path = iri.removeprefix(LF)
    return {
        "path": path,
        "iri": iri,
        "on": on or "",
        "is_asked": day is not None,
        "heading": parts["heading"][0],
        "standing": " ".join(parts.get("standing", ())),
        "parts": [(name, lines) for name, lines in parts.items() if name not in SHORT],
        "trail": [link(book, one, language) for one in trail(book, iri)],
        "data": block(legislation(book, iri, language)),
        "forms": {suffix: f"/doc/{path_of(iri)}{suffix}" for suffix in DATA_SUFFIXES},
    }


def trail(book: LawBook, iri: str) -> list[str]:
    """Return what a thing of law is part of, the widest first: regime, instrument, provisions."""
    norm = book.norms.get(iri) or book.gaps.get(iri) or book.open_points.get(iri) or book.designations.get(iri)
    provisions = [*norm.stated_in] if norm else []
    held = [book.provisions[one].instrument for one in (provisions or [iri]) if one in book.provisions]
    instruments = list(dict.fromkeys(held)) or [iri]
    regimes = (book.instruments[one].regime for one in instruments if one in book.instruments)
    found = chain(filter(None, regimes), instruments, provisions)
    return [one for one in dict.fromkeys(found) if one != iri]
