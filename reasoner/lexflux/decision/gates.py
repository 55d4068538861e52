"""Which laws are open to a transfer at all: those of which some gate (`lexflux.law.gates`) is not closed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from lexflux.decision.evaluation import Evaluation
from lexflux.facts.transfer import Facts
from lexflux.law.gates import law_of_gates
from lexflux.law.lawbook import LawBook


def open_regimes(
    book: LawBook, facts: Facts, on: datetime.date, readings: Mapping[str, str] | None = None, strict: bool = False
) -> frozenset[str]:
    """
    Return the IRIs of the regimes that may reach a transfer as far as their gates tell; others do not on any day.

    One answer asks this of the same facts for other law and for law to come: it is kept with the facts.

    Parameters
    ----------
    book, facts, on, strict
        As for `lexflux.decision.decide.decide`.
    readings
        Chosen readings by the IRI of their open point.
    """
    gates = _gates(book, facts, on, readings, strict)
    return frozenset(regime for regime in book.gates if _is_open(gates, regime))


def is_open(
    book: LawBook,
    facts: Facts,
    regime: str,
    on: datetime.date,
    readings: Mapping[str, str] | None = None,
    strict: bool = False,
) -> bool:
    """Return whether one regime, given by its IRI, may reach a transfer as `open_regimes` tells of all."""
    return _is_open(_gates(book, facts, on, readings, strict), regime)


def may_be_certain(
    book: LawBook,
    facts: Facts,
    regime: str,
    on: datetime.date,
    readings: Mapping[str, str] | None = None,
    strict: bool = False,
) -> bool:
    """Return whether some gate of a regime is open whatever is unknown; if not, no norm or gap is certain either."""
    gates = _gates(book, facts, on, readings, strict)
    return any(gates.holds(way) == gates.diagrams.true for way in book.gates[regime])


def _gates(
    book: LawBook, facts: Facts, on: datetime.date, readings: Mapping[str, str] | None, strict: bool
) -> Evaluation:
    """Return the evaluation of gates at a transfer, in which each that is tried stays known."""
    asked = (book.digest, on, frozenset((readings or {}).items()), strict)
    found = facts.gates.get(asked)
    if not isinstance(found, Evaluation):
        found = facts.gates[asked] = Evaluation(book, facts, readings or {}, law_of_gates(book, on), strict)
    return found


def _is_open(gates: Evaluation, regime: str) -> bool:
    return any(gates.holds(way) != gates.diagrams.false for way in gates.book.gates[regime])
