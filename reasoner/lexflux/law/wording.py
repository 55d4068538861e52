"""The words of one language for what stands in the law book."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

from lexflux.law.lawbook import LawBook, text
from lexflux.law.norms import Norm
from lexflux.phrases import duration, phrase, yearly_day
from lexflux.terms import LF, local


class Wording:
    """The words of one language for what stands in the law book."""

    def __init__(self, book: LawBook, language: str) -> None:
        self.book = book
        self.language = language
        self.written: dict[Hashable, Any] = {}
        """What stands in several places of an answer, by a name of each writer's own: written once, shared by these."""

    def say(self, key: str, **values: object) -> str:
        """Return a fixed phrase."""
        return phrase(key, self.language, **values)

    def label(self, iri: str) -> str:
        """Return the label of a term."""
        return self.book.label(iri, self.language)

    def norm(self, iri: str) -> str:
        """Return the label of a norm."""
        return self.label(iri)

    def cite(self, provisions: Iterable[str], within: str | None = None) -> str:
        """Return provisions as citations (see `LawBook.citations`), those that were not read with a mark."""
        confidences = [(iri, self.book.provisions[iri].confidence) for iri in provisions]
        marked = [(iri, "" if confidence == LF + "Read" else self.label(confidence)) for iri, confidence in confidences]
        return self.book.citations(marked, self.language, within)

    def absence(self, found: str | None) -> str:
        """Return the sign of an absence: nothing was found, in the words of ``found``; None, no search is recorded."""
        if found is None:
            return f"? {self.say('not researched')}"
        return f"– {self.say('none found')} [{found}]"

    def pair(self, name: str, value: str) -> str:
        """Return a name and its value, with the colon of the language."""
        return f"{name}：{value}" if self.language == "zh" else f"{name}: {value}"

    def bracketed(self, words: str, inside: str) -> str:
        """Return words with an addition in the brackets of the language."""
        return f"{words}（{inside}）" if self.language == "zh" else f"{words} ({inside})"

    def limit(self, norm: Norm) -> str:
        """Return the time limit of a norm and the event that starts it, or nothing."""
        said = self.period(norm.time_limit, norm.counted_in, norm.limit_kind, norm.yearly_by)
        event = "" if norm.yearly_by else text(norm.counted_from, self.language)
        return self.say("counted from", period=said, event=event) if said and event else said

    def period(self, time_limit: str | None, counted_in: str | None, kind: str, yearly_by: str | None) -> str:
        """Return a time limit without the event that starts it, or nothing."""
        if yearly_by:
            return self.say("yearly by", day=yearly_day(yearly_by, self.language))
        if not time_limit:
            return ""
        return self.say(local(kind), period=duration(time_limit, local(counted_in or ""), self.language))

    def joined(self, parts: Iterable[str]) -> str:
        """Return parts as a list."""
        return ("、" if self.language == "zh" else ", ").join(parts)

    def first(self, shown: list[str], most: int) -> list[str]:
        """Return texts, the last of more than ``most`` as their number."""
        left = len(shown) - most
        return shown if left <= 0 else [*shown[:most], self.say("more values", count=left)]

    def clauses(self, parts: Iterable[str]) -> str:
        """Return parts that are lists themselves as a list."""
        return ("；" if self.language == "zh" else "; ").join(parts)
