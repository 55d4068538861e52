"""Formulas over choices as clauses: the door from a circuit to the SAT solver."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lexflux.decision.solver import Solver
from lexflux.grounding.formulas import AND, ATOM, FALSE, TRUE, Formula, Formulas
from lexflux.grounding.worlds import Choice


class Encoding:
    """
    Says in which worlds formulas can hold.

    Parameters
    ----------
    formulas
        Where the formulas are kept.
    choices
        The choices of the worlds, by their numbers.
    """

    def __init__(self, formulas: Formulas, choices: Sequence[Choice]) -> None:
        self.formulas = formulas
        self.choices = choices
        self.solver = Solver()
        self._literals = {TRUE: self.solver.true, FALSE: -self.solver.true}
        self._cells: dict[int, list[int]] = {}

    def literal(self, formula: Formula) -> int:
        """Return the literal that holds where a formula does (G. S. Tseitin, 1968)."""
        for part in self.formulas.below((formula,), self._literals.__contains__):
            self._literals[part] = self._encode(part)
        return self._literals[formula]

    def _encode(self, formula: Formula) -> int:
        kind, parts = self.formulas.record(formula)
        if kind == ATOM:
            return self.cells(parts[0])[parts[1]]
        below = [self._literals[Formula(part)] for part in parts]
        return self.solver.conjunction(below) if kind == AND else -below[0]

    def cells(self, choice: int) -> list[int]:
        """Return the literals of the alternatives of a choice, of which exactly one holds."""
        found = self._cells.get(choice)
        if found is None:
            count = len(self.choices[choice].alternatives)
            found = self._cells[choice] = [self.solver.true] if count == 1 else self.solver.alternatives(count)
        return found

    def demand(self, formula: Formula) -> None:
        """Look only at worlds in which a formula holds from now on."""
        self.solver.add(self.literal(formula))

    def possible(self, *formulas: Formula, given: Iterable[int] = ()) -> bool:
        """Return whether formulas, and literals beside them, hold together in some world."""
        return self.solver.solve([*map(self.literal, formulas), *given])

    def chosen(self) -> list[int]:
        """Return the alternatives of the world that the last question found; of what it never asked, the first."""
        holding = self.solver.holding(literal for cells in self._cells.values() for literal in cells)
        return [
            next((place for place, literal in enumerate(self._cells.get(number, ())) if literal in holding), 0)
            for number in range(len(self.choices))
        ]
