"""Conditions as formulas over leaves: each a condition that a few facts of one node settle, whatever the others are."""

from __future__ import annotations

from dataclasses import dataclass

from lexflux.decision.evaluation import THING
from lexflux.grounding.formulas import TRUE, Formula, Formulas
from lexflux.law.conditions import And, Condition, Named, Not, Or, Some
from lexflux.law.lawbook import LawBook
from lexflux.terms import DATA, LF, SAFEGUARD

ALONE = {LF + "exporter": "exporter", LF + "recipient": "recipient", DATA: "data/1"}
"""The paths of nodes of which a transfer in a row of a table has exactly one."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A condition at a node that is not taken apart any further."""

    at: str
    condition: Condition


class LeafGrounding:
    """
    Grounds conditions over transfers that have one exporter, one recipient and one data set each.

    What the parts of a condition say at the transfer, at a party or at the data set are formulas of `leaves`; whether
    a leaf holds is asked of the evaluator, so that each fact, and each silence, is read in one way only.
    """

    def __init__(self, book: LawBook, formulas: Formulas) -> None:
        self.book = book
        self.formulas = formulas
        self.leaves: list[Leaf] = []
        self._memo: dict[tuple[Condition, str], Formula] = {}

    def in_place(self, safeguard: str) -> Formula:
        """Return where the transfer has a safeguard of a class."""
        return self.holds(Some(SAFEGUARD, Named(safeguard)))

    def holds(self, condition: Condition, at: str = "transfer") -> Formula:
        """Return where a condition holds at a node."""
        found = self._memo.get((condition, at))
        if found is None:
            found = self._memo[condition, at] = self._ground(condition, at)
        return found

    def _ground(self, condition: Condition, at: str) -> Formula:
        match condition:
            case And(parts):
                return self.formulas.conjunction(self.holds(part, at) for part in parts)
            case Or(parts):
                return self.formulas.disjunction(self.holds(part, at) for part in parts)
            case Not(part):
                return self.formulas.negation(self.holds(part, at))
            case Some(prop, filler) if prop in ALONE:
                return self.holds(filler, ALONE[prop])
            case Named(iri):
                return self._member(iri, condition, at)
            case _:
                return self._leaf(condition, at)

    def _member(self, iri: str, condition: Condition, at: str) -> Formula:
        if iri == THING:
            return TRUE
        definition = None if iri in self.book.ownership_rules else self.book.classes[iri].definition
        return self._leaf(condition, at) if definition is None else self.holds(definition, at)

    def _leaf(self, condition: Condition, at: str) -> Formula:
        self.leaves.append(Leaf(at, condition))
        return self.formulas.atom(len(self.leaves) - 1, 0)
