"""A question in words: what is asked, of what, why, and which answers are offered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lexflux.asking.questions import REGIME, Question
from lexflux.asking.state import ROOT, SAFEGUARDS
from lexflux.law.lawbook import text
from lexflux.law.wording import Wording
from lexflux.terms import DATE, LF, SAFEGUARD, local

MOST_OFFERED = 40
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
        """Return the question itself."""
        if question.key == REGIME:
            return self.say("which law is asked")
        if question.path == SAFEGUARDS:
            shape = self.book.schema.shape(SAFEGUARD)
            return text(shape.questions, self.language) if shape else ""
        if question.shape is None and question.closes:
            return self.say("also of these kinds")
        return text(question.shape.questions, self.language) if question.shape else self.say("which kinds")

    def why(self, question: Question) -> str:
        """Return for which norm the answer matters, with its article; else that no law can be asked, or what turns."""
        if not question.norms:
            needed = question.shape is None or question.shape.required or question.prop == DATE
            return self.say("asked of everybody" if needed else "answer may turn verdict")
        norm = self.book.norms[question.norms[0]]
        said = f"{self.norm(norm.iri)}  [{self.cite(norm.stated_in)}]"
        left = len(question.norms) - 1
        more = [self.say("more values", count=left)] if left else []
        return self.say("matters", citations=self.clauses([said, *more]))

    def how(self, question: Question) -> str:
        """Return how to answer."""
        key = "how values" if question.is_many else "how a value"
        if question.key == REGIME:
            return self.say("how law")
        if question.shape is not None and question.shape.datatype:
            key = HOW[question.shape.datatype]
        elif question.shape is not None and question.shape.is_node:
            key = "how owners"
        return self.say(key)

    def offered(self, question: Question) -> list[str]:
        """Return the answers offered, each with its number and label."""
        shown = question.offered[:MOST_OFFERED]
        return [f"{place}. {self.term(iri)}" for place, iri in enumerate(shown, 1)]

    def allowed(self, question: Question) -> Iterator[str]:
        """Yield all answers that are allowed, with their labels; kinds that a zone's list describes if offered."""
        hidden = self.book.zones_of_kinds.keys() - set(question.offered)
        yield from (self.term(one) for one in question.allowed or question.offered if one not in hidden)

    def term(self, iri: str) -> str:
        """Return a term as files have it, with its label."""
        name, label = local(iri), self.label(iri)
        return name if name == label else f"{name}  {label}"


def columns(parts: Sequence[str], width: int = 100) -> list[str]:
    """
    Return parts in lines that are not wider than a terminal.

    >>> columns(["1. a", "2. b", "3. c"], 12)
    ['1. a   2. b', '3. c']
    """
    lines: list[str] = []
    for part in parts:
        if lines and len(lines[-1]) + len(part) + 3 <= width:
            lines[-1] += f"   {part}"
        else:
            lines.append(part)
    return lines
