"""The words of one language for the parts of a decision."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from lexflux.decision.outcome import Decision
from lexflux.decision.unknown import OTHER
from lexflux.facts.transfer import Facts
from lexflux.law.conditions import Range, Value
from lexflux.law.lawbook import LawBook, text
from lexflux.law.wording import Wording
from lexflux.terms import LF, TYPE

MOST_PARTS = 3


class FactWords(Wording):
    """The words for the facts of a transfer in one language."""

    def __init__(self, book: LawBook, facts: Facts, language: str) -> None:
        super().__init__(book, language)
        self.facts = facts

    def value(self, value: Value | Range) -> str:
        """Return a value, or the range in which it lies, as text."""
        if isinstance(value, Range):
            return self._range(value)
        if isinstance(value, bool):
            return self.say("yes" if value else "no")
        if isinstance(value, int):
            return f"{value:,}"
        if isinstance(value, datetime.date):
            return value.isoformat()
        return self.say("other") if value == OTHER else self.label(value)

    def _range(self, bounds: Range) -> str:
        if bounds.high is None:
            return self.say("this or more", number=self.value(bounds.low or 0))
        below = self.say("fewer than this", number=self.value(bounds.high))
        return below if bounds.low is None else self.say("range", low=self.value(bounds.low), below=below)

    def shortened(self, values: Sequence[Value], most: int) -> list[str]:
        """Return values as texts, the last of more than ``most`` as their number."""
        return self.first([self.value(value) for value in values], most)

    def node(self, path: str) -> str:
        """Return where a node stands, such as "data 1"; for data taken together, which data sets they are."""
        found = self.facts.nodes.get(path)
        if found and found.parts:
            return self.joined(self.first([self.node(part) for part in found.parts], MOST_PARTS))
        steps = path.split("/")
        return " ".join(step if step.isdigit() else self.label(LF + step) for step in steps)

    def property(self, prop: str) -> str:
        """Return the name of a fact."""
        if prop == TYPE:
            return self.say("kinds")
        shape = self.book.schema.shape(prop)
        return text(shape.names, self.language) if shape else self.label(prop)


class DecisionWords(FactWords):
    """The words for parts of a decision in one language."""

    def __init__(self, decision: Decision, language: str) -> None:
        super().__init__(decision.book, decision.facts, language)
        self.decision = decision
