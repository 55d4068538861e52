"""Which laws are open to a transfer at all: those of which some gate (`lexflux.law.gates`) is not closed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from lexflux.decision.evaluation import Evaluation
from lexflux.facts.transfer import Facts
from lexflux.law.gates import law_of_gates
from lexflux.law.lawbook import LawBook


class Gates:
    """
    The gates of all regimes, given by their IRIs, at a transfer; each that is tried stays known.

    Parameters
    ----------
    evaluation
        The transfer, by the definitions that gates read.
    """

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation

    @property
    def open_regimes(self) -> frozenset[str]:
        """The regimes that may reach the transfer as far as their gates tell; others do not on any day."""
        return frozenset(filter(self.is_open, self._evaluation.book.gates))

    def is_open(self, regime: str) -> bool:
        """Return whether a regime may reach the transfer as far as its gates tell."""
        holds, false = self._evaluation.holds, self._evaluation.diagrams.false
        return any(holds(way) != false for way in self._evaluation.book.gates[regime])

    def is_certainly_open(self, regime: str) -> bool:
        """Return whether a gate is open whatever is unknown; if none is, no norm or gap of the regime is certain."""
        holds, true = self._evaluation.holds, self._evaluation.diagrams.true
        return any(holds(way) == true for way in self._evaluation.book.gates[regime])


def gates_at(
    book: LawBook, facts: Facts, on: datetime.date, readings: Mapping[str, str] | None = None, strict: bool = False
) -> Gates:
    """
    Return the gates at a transfer.

    One answer asks them of the same facts for its own law, for other law and for law to come: they are kept with the
    facts.

    Parameters
    ----------
    book, facts, on, strict
        As for `lexflux.decision.decide.decide`.
    readings
        Chosen readings by the IRI of their open point.
    """
    asked = (book.digest, on, frozenset((readings or {}).items()), strict)
    found = facts.gates.get(asked)
    if not isinstance(found, Gates):
        found = facts.gates[asked] = Gates(Evaluation(book, facts, readings or {}, law_of_gates(book, on), strict))
    return found
