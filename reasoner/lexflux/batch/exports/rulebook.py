"""The law of a regime and day as one circuit over tests, each of which a few facts of a transfer settle."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lexflux.batch.columnar.leaves import Leaf, LeafGrounding
from lexflux.batch.exports.manchester import manchester
from lexflux.decision.decide import apply_law
from lexflux.decision.evaluation import Truth
from lexflux.errors import InputError
from lexflux.facts.transfer import Facts
from lexflux.grounding.formulas import ATOM, Formula, Formulas
from lexflux.law.conditions import HasValue, Some
from lexflux.law.lawbook import LawBook
from lexflux.law.snapshot import Snapshot, snapshot
from lexflux.terms import DATA, LF, TYPE

FIRST_DATA_SET = "data/1"


@dataclass(frozen=True)
class FactTest:
    """A condition at a node of the transfer that is not taken apart any further, under its name in exports."""

    number: int
    name: str
    leaf: Leaf

    @property
    def asks(self) -> str:
        """The fact of which the test asks first."""
        condition = self.leaf.condition
        return condition.prop if isinstance(condition, (Some, HasValue)) else TYPE


@dataclass(frozen=True)
class Rulebook:
    """The law of one regime on one day: for each norm a formula over tests that tells where it is ``triggered``."""

    book: LawBook
    law: Snapshot
    on: datetime.date
    formulas: Formulas
    leaves: tuple[Leaf, ...]
    triggered: Mapping[str, Formula]

    @cached_property
    def order(self) -> list[Formula]:
        """All formulas, each after its parts."""
        return [*self.formulas.below(self.triggered.values())]

    @cached_property
    def tests(self) -> dict[int, FactTest]:
        """The tests that formulas read, by the number of their atom."""
        records = map(self.formulas.record, self.order)
        numbers = sorted(parts[0] for kind, parts in records if kind == ATOM)
        return {number: FactTest(number, _name(self.leaves[number]), self.leaves[number]) for number in numbers}

    def truths(self, facts: Facts) -> dict[int, Truth]:
        """
        Return whether each test holds for a transfer, by its number; silence is read as the evaluator reads it.

        Raises
        ------
        InputError
            If the transfer has several data sets: a test speaks of one.
        """
        if len(facts.nodes["transfer"].values.get(DATA, ())) != 1:
            raise InputError("rulebook of one data set")
        evaluation, _ = apply_law(self.book, facts, self.law, self.on, {}, strict=False)
        found = ((number, test.leaf) for number, test in self.tests.items())
        return {number: evaluation.truth(evaluation.holds(leaf.condition, leaf.at)) for number, leaf in found}


def compile_rulebook(book: LawBook, regime: str, on: datetime.date) -> Rulebook:
    """
    Return the rulebook of a regime and day.

    Raises
    ------
    UnknownTermError, NoLawInForceError
        As `lexflux.law.snapshot.snapshot`.
    """
    law = snapshot(book, regime, on)
    formulas = Formulas()
    grounding = LeafGrounding(book, formulas)
    triggered = {iri: grounding.holds(norm.condition) for iri, norm in law.norms.items()}
    return Rulebook(book, law, on, formulas, tuple(grounding.leaves), triggered)


def _name(leaf: Leaf) -> str:
    at = "data" if leaf.at == FIRST_DATA_SET else leaf.at.removeprefix(LF)
    return f"{at}: {manchester(leaf.condition)}"
