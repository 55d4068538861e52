"""The words of one language for what stands in the law book."""

from __future__ import annotations

from collections.abc import Iterable

from lexflux.law.lawbook import LawBook
from lexflux.phrases import phrase
from lexflux.terms import LF


class Wording:
    """The words of one language for what stands in the law book."""

    def __init__(self, book: LawBook, language: str) -> None:
        self.book = book
        self.language = language

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

    def pair(self, name: str, value: str) -> str:
        """Return a name and its value, with the colon of the language."""
        return f"{name}：{value}" if self.language == "zh" else f"{name}: {value}"

    def bracketed(self, words: str, inside: str) -> str:
        """Return words with an addition in the brackets of the language."""
        return f"{words}（{inside}）" if self.language == "zh" else f"{words} ({inside})"

    def joined(self, parts: Iterable[str]) -> str:
        """Return parts as a list."""
        return ("、" if self.language == "zh" else ", ").join(parts)

    def clauses(self, parts: Iterable[str]) -> str:
        """Return parts that are lists themselves as a list."""
        return ("；" if self.language == "zh" else "; ").join(parts)
