"""A question in words: what is asked, of what, why, and which answers are offered."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from lexflux.asking.questions import REGIME, Question
from lexflux.asking.state import ROOT, SAFEGUARDS
from lexflux.facts import names
from lexflux.law.lawbook import text
from lexflux.law.wording import Wording
from lexflux.terms import LF, SAFEGUARD, local

MOST_LAWS = 3
HOW = {"boolean": "how boolean", "integer": "how integer", "date": "how date"}


class QuestionWords(Wording):
    """The words for questions in one language."""

    def subject(self, question: Question) -> str:
        """Return what is asked about, such as "exporter · sectors"."""
        if question.key == REGIME:
            return self.say("which law")
        if question.path == SAFEGUARDS:
            return self._name(question)
        where = "" if question.path == ROOT else self.node(question.path) + " · "
        return where + self._name(question)

    def node(self, path: str) -> str:
        """Return where a node stands, such as "data 1"."""
        steps = path.split("/")
        return " ".join(step if step.isdigit() else self.label(LF + step) for step in steps)

    def _name(self, question: Question) -> str:
        if question.path == SAFEGUARDS:
            shape = self.book.schema.shape(SAFEGUARD)
            return text(shape.names, self.language) if shape else SAFEGUARDS
        return text(question.shape.names, self.language) if question.shape else self.say("kinds")

    def asked(self, question: Question) -> str:
        """Return the question itself, with what was said of it before."""
        asked = self._asked(question)
        if not question.said:
            return asked
        return self.bracketed(asked, self.pair(self.say("said so far"), self.joined(map(self.label, question.said))))

    def _asked(self, question: Question) -> str:
        if question.key == REGIME:
            return self.say("which law is asked")
        if question.path == SAFEGUARDS:
            shape = self.book.schema.shape(SAFEGUARD)
            return text(shape.questions, self.language) if shape else ""
        if question.shape is None and question.closes:
            return self.say("also of these kinds" if question.said else "one of these")
        return text(question.shape.questions, self.language) if question.shape else self.say("which kinds")

    def why(self, question: Question) -> str:
        """Return for which norm the answer matters, with its article; else that no law can be asked, or what turns."""
        if not question.norms:
            needed = not question.closes or question.key == REGIME
            return self.say("asked of everybody" if needed else "answer may turn verdict")
        norm = self.book.norms[question.norms[0]]
        said = f"{self.norm(norm.iri)}  [{self.cite(norm.stated_in)}]"
        left = len(question.norms) - 1
        more = [self.say("more values", count=left)] if left else []
        matters = self.say("matters", citations=self.clauses([said, *more]))
        if not question.regimes:
            return matters
        laws = self.joined(self.first([self.label(one) for one in question.regimes], MOST_LAWS))
        return self.clauses([self.say("decides which law", laws=laws), matters])

    def how(self, question: Question) -> str:
        """Return how to answer."""
        key = "how values" if question.is_many else "how a value"
        if not question.offered:
            key = "how named values" if question.is_many else "how a named value"
        if question.key == REGIME:
            return self.say("how law")
        if question.shape is not None and question.shape.datatype:
            key = HOW[question.shape.datatype]
        elif question.shape is not None and question.shape.is_node:
            key = "how owners"
        return self.say(key)

    def how_more(self, question: Question) -> str:
        """Return how somebody at a terminal learns what can be answered, or nothing."""
        if not question.allowed:
            return ""
        return self.say("how to see meaning" if question.offered else "how to see all")

    def offered(self, question: Question) -> list[str]:
        """Return the answers offered, each with its number and label."""
        return [f"{place}. {self.term(question, iri)}" for place, iri in enumerate(question.offered, 1)]

    def allowed(self, question: Question) -> Iterator[str]:
        """Yield all answers that are allowed, with their labels; kinds that a zone's list describes if offered."""
        hidden = self.book.zones_of_kinds.keys() - set(question.offered)
        shown = (one for one in question.allowed or question.offered if one not in hidden)
        yield from sorted(self.term(question, one) for one in shown)

    def term(self, question: Question, iri: str) -> str:
        """Return the label of a term, with its name in files where the label alone is no answer."""
        label = self.label(iri)
        known = question.allowed or question.offered
        return label if names.meant(self.book, label, known) == (iri,) else self.bracketed(label, local(iri))

    def meaning(self, question: Question, number: str) -> str:
        """Return what an offered answer means, by its number; nothing if there is no such number."""
        place = int(number) if number.isascii() and number.isdigit() else 0
        if not 0 < place <= len(question.offered):
            return ""
        iri = question.offered[place - 1]
        return self.pair(self.label(iri), text(self.book.definitions.get(iri, {}), self.language) or local(iri))


def columns(parts: Sequence[str], width: int = 100) -> list[str]:
    """
    Return parts in lines that are not wider than a terminal.

    >>> columns(["1. a", "2. b", "3. c"], 12)
    ['1. a   2. b', '3. c']
    """
    lines: list[str] = []
    for part in parts:
        if lines and _width(lines[-1]) + _width(part) + 3 <= width:
            lines[-1] += f"   {part}"
        else:
            lines.append(part)
    return lines


def _width(text: str) -> int:
    """Return how many places of a terminal a text takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
