"""Diagrams of several evaluations as literals of one solver, in which the same unknown fact is the same."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from lexflux.decision.circuit import Circuit
from lexflux.decision.diagram import Diagram
from lexflux.decision.evaluation import Evaluation
from lexflux.decision.solver import Solver
from lexflux.decision.unknown import Cells, UnknownFact

Literals = tuple[int, ...]


class Encoding:
    """Literals for diagrams (`lexflux.decision.circuit.Encoding` does so for those of one evaluation)."""

    def __init__(self) -> None:
        self.solver = Solver()
        self._cells: dict[tuple[UnknownFact, Cells], Literals] = {}
        self._known: dict[object, int] = {}

    def literal(self, evaluation: Evaluation, diagram: Diagram) -> int:
        """Return the literal that holds where a diagram of an evaluation is true."""
        circuit, true = evaluation.diagrams, self.solver.true
        facts = {at: fact for fact in circuit.support(diagram) for at in circuit.variables((fact,))}
        found = {circuit.true: true, circuit.false: -true}
        for part in circuit.parts((diagram,), known=found):
            variable, _ = circuit.record(part)
            fact = facts.get(variable)
            if isinstance(fact, UnknownFact):
                cells = self._cells_of(fact, evaluation.cells[fact])
            else:
                together = self.together([found[one] for one in circuit.gate(variable)])
                cells = (-together, together)
            found[part] = self._choice(circuit, part, cells, found)
        return found[diagram]

    def together(self, literals: Collection[int]) -> int:
        """Return the literal that holds where all literals do."""
        different = frozenset(literals) - {self.solver.true}
        if len(different) < 2:
            return next(iter(different), self.solver.true)
        if any(-one in different for one in different):
            return -self.solver.true
        key = ("and", different)
        if key not in self._known:
            self._known[key] = self.solver.conjunction([*different])
        return self._known[key]

    def some(self, literals: Collection[int]) -> int:
        """Return the literal that holds where some literal does."""
        return -self.together([-one for one in literals])

    def _cells_of(self, fact: UnknownFact, cells: Cells) -> Literals:
        if (fact, cells) not in self._cells:
            self._cells[fact, cells] = tuple(self.solver.alternatives(len(cells)))
        return self._cells[fact, cells]

    def _choice(self, circuit: Circuit, part: Diagram, cells: Literals, found: dict[Diagram, int]) -> int:
        """Return the literal of a diagram: what its child is in whichever cell the fact lies."""
        branches = {found[child]: self._some(cells, places) for child, places in circuit.branches(part)}
        if branches.keys() == {self.solver.true, -self.solver.true}:
            return branches[self.solver.true]
        key = ("choice", tuple(branches.items()))
        if key not in self._known:
            self._known[key] = self.solver.choice(branches.values(), branches)
        return self._known[key]

    def _some(self, cells: Literals, places: Sequence[int]) -> int:
        """Return the literal that holds where a fact lies in some of its cells."""
        if 2 * len(places) > len(cells):
            return -self._some(cells, [place for place in range(len(cells)) if place not in places])
        return self.some([cells[place] for place in places])
