"""Clauses over true and false, and whether they can be satisfied together: the door to the SAT solver.

Literals are integers, a negative one negates. The solver is loaded only when a decision first asks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

FEW = 5
"""Up to so many alternatives exclude each other pair by pair; of more, each excludes all before it."""


class Solver:
    """Gathers clauses and finds out, under assumptions, whether they can all hold; learns from each question."""

    def __init__(self) -> None:
        from pysat.solvers import Glucose4

        self._clauses: Any = Glucose4()  # type: ignore[no-untyped-call]
        self._last = 0
        self.true = self.new()
        self.add(self.true)

    def new(self) -> int:
        """Return a literal that no clause mentions yet."""
        self._last += 1
        return self._last

    def add(self, *literals: int) -> None:
        """Demand that one of ``literals`` holds."""
        self._clauses.add_clause(literals)

    def solve(self, assumptions: Iterable[int] = ()) -> bool:
        """Return whether all clauses can hold together with ``assumptions``."""
        return bool(self._clauses.solve(assumptions=list(assumptions)))

    def prefer(self, literals: Iterable[int]) -> None:
        """Try these literals first where nothing else decides."""
        self._clauses.set_phases(list(literals))

    def core(self) -> set[int]:
        """Return the assumptions of the last question that cannot hold together with the clauses."""
        return set(self._clauses.get_core() or ())

    def holding(self, literals: Iterable[int]) -> set[int]:
        """Return which literals hold in the example that the last question found."""
        return set(literals) & set(self._clauses.get_model())

    @property
    def size(self) -> int:
        """How many variables there are."""
        return self._last

    def true_of(self, literals: Iterable[int]) -> set[int]:
        """Return which of literals and their opposites hold in the example that the last question found."""
        model = self._clauses.get_model()
        known = len(model)
        return {one if (abs(one) <= known and model[abs(one) - 1] > 0) == (one > 0) else -one for one in literals}

    def conjunction(self, literals: Sequence[int]) -> int:
        """Return the literal that holds exactly where all ``literals`` do."""
        result = self.new()
        for literal in literals:
            self.add(-result, literal)
        self.add(result, *(-literal for literal in literals))
        return result

    def disjunction(self, literals: Sequence[int]) -> int:
        """Return the literal that holds exactly where some of ``literals`` does."""
        return -self.conjunction([-literal for literal in literals])

    def difference(self, one: int, other: int) -> int:
        """Return the literal that holds exactly where two literals differ."""
        return self.choice((-one, one), (other, -other))

    def alternatives(self, count: int) -> list[int]:
        """Return literals of which exactly one holds."""
        if count == 2:
            second = self.new()
            return [-second, second]
        literals = [self.new() for _ in range(count)]
        self.add(*literals)
        self._exclude(literals)
        return literals

    def _exclude(self, literals: Sequence[int]) -> None:
        """Demand that at most one of ``literals`` holds (C. Sinz, "Towards an Optimal CNF Encoding", CP 2005)."""
        if len(literals) <= FEW:
            for one, other in combinations(literals, 2):
                self.add(-one, -other)
            return
        before = literals[0]
        for literal in literals[1:]:
            self.add(-before, -literal)
            after = self.new()
            self.add(-before, after)
            self.add(-literal, after)
            before = after

    def choice(self, alternatives: Iterable[int], results: Iterable[int]) -> int:
        """Return the literal that is the result beside whichever of the ``alternatives`` holds."""
        chosen = self.new()
        for alternative, result in zip(alternatives, results, strict=True):
            if result != self.true:
                self.add(-alternative, -chosen, result)
            if result != -self.true:
                self.add(-alternative, chosen, -result)
        return chosen
