"""Conditions as formulas over leaves: each a condition that a few facts of one node settle, whatever the others are."""

from __future__ import annotations

from dataclasses import dataclass

from lexflux.decision.evaluation import THING
from lexflux.grounding.formulas import TRUE, Formula, Formulas
from lexflux.grounding.grounded import Grounded, Unconnected
from lexflux.law.conditions import Condition, Named, Some, Value
from lexflux.law.lawbook import LawBook
from lexflux.terms import DATA, LF

ALONE = {LF + "exporter": "exporter", LF + "recipient": "recipient", DATA: "data/1"}
"""The paths of nodes of which a transfer in a row of a table has exactly one."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A condition at a node that is not taken apart any further."""

    at: str
    condition: Condition


class LeafGrounding(Grounded):
    """
    Grounds conditions over transfers that have one exporter, one recipient and one data set each.

    What the parts of a condition say at the transfer, at a party or at the data set are formulas of `leaves`; whether
    a leaf holds is asked of the evaluator, so that each fact, and each silence, is read in one way only.
    """

    def __init__(self, book: LawBook, formulas: Formulas) -> None:
        super().__init__(formulas)
        self.book = book
        self.leaves: list[Leaf] = []

    def _unconnected(self, condition: Unconnected, at: Value) -> Formula:
        match condition:
            case Some(prop, filler) if prop in ALONE:
                return self.holds(filler, ALONE[prop])
            case Named(iri):
                return self._member(iri, condition, str(at))
            case _:
                return self._leaf(condition, str(at))

    def _member(self, iri: str, condition: Condition, at: str) -> Formula:
        if iri == THING:
            return TRUE
        definition = None if iri in self.book.ownership_rules else self.book.classes[iri].definition
        return self._leaf(condition, at) if definition is None else self.holds(definition, at)

    def _leaf(self, condition: Condition, at: str) -> Formula:
        self.leaves.append(Leaf(at, condition))
        return self.formulas.atom(len(self.leaves) - 1, 0)
