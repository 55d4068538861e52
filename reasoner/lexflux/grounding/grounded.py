"""Conditions as formulas: what all ways to ground them share."""

from __future__ import annotations

from abc import ABC, abstractmethod

from lexflux.grounding.formulas import Formula, Formulas
from lexflux.law.conditions import And, Condition, HasValue, Named, Not, OneOf, Or, Range, Some, Value
from lexflux.terms import SAFEGUARD

Unconnected = Named | Some | HasValue | OneOf | Range
"""A condition that no operator joins from others."""


class Grounded(ABC):
    """
    Tells where conditions hold at a node, and where the transfer has a safeguard of a class.

    Parameters
    ----------
    formulas
        Where formulas are kept; those of several laws may share one place.
    """

    def __init__(self, formulas: Formulas) -> None:
        self.formulas = formulas
        self._memo: dict[tuple[Condition, Value], Formula] = {}

    def holds(self, condition: Condition, at: Value = "transfer") -> Formula:
        """Return where a condition holds at a node, of a vocabulary term or of a literal."""
        key = (condition, at)
        found = self._memo.get(key)
        if found is None:
            found = self._memo[key] = self._ground(condition, at)
        return found

    def in_place(self, safeguard: str) -> Formula:
        """Return where the transfer has a safeguard of a class."""
        return self.holds(Some(SAFEGUARD, Named(safeguard)))

    def _ground(self, condition: Condition, at: Value) -> Formula:
        match condition:
            case And(parts):
                return self.formulas.conjunction(self.holds(part, at) for part in parts)
            case Or(parts):
                return self.formulas.disjunction(self.holds(part, at) for part in parts)
            case Not(part):
                return self.formulas.negation(self.holds(part, at))
            case _:
                return self._unconnected(condition, at)

    @abstractmethod
    def _unconnected(self, condition: Unconnected, at: Value) -> Formula:
        """Return where a condition holds that no operator joins from others."""
