"""Truth over the unknown facts: a diagram while it is small, beyond that gates over diagrams, judged by a SAT solver.

A gate is a variable that is true exactly where all of several diagrams are. What would be too large a diagram becomes
one (G. S. Tseitin, "On the Complexity of Derivation in Propositional Calculus", 1968), and the solver finds at once
whether it can be true at all. So with gates too, `false` is what never holds and `true` what always does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Hashable, Iterable, Mapping, Sequence
from functools import cached_property, reduce
from operator import and_, or_

from lexflux.decision.completions import Completions
from lexflux.decision.diagram import LEAF, Diagram, DiagramManager, Operands, Record, TooLargeError
from lexflux.decision.solver import Solver
from lexflux.errors import InputError

LIMIT = 500_000
"""More diagrams are not made, where no gate can stand in for one: in sums of shares."""
GATES = 1 << 80
"""Where the variables of gates begin: after those of all facts."""
DRAWN = 1024
"""In so many completions it is seen first whether something can be."""
Branches = list[tuple[Diagram, tuple[int, ...]]]


class Circuit(DiagramManager):
    """
    The diagrams and gates over the unknown facts of one transfer.

    Parameters
    ----------
    blocks
        The paths of the facts, as for `DiagramManager`.

    Attributes
    ----------
    budget
        So many diagrams may be made in all while each operation makes up to ``many``;
    few
        beyond them it makes so many at most, so that the conditions of a single node stay diagrams;
    most_left
        when questions have left more variables than this in the solver, which tells all of them for each further one,
        a new solver is asked.
    """

    budget = 5_000
    many = 300
    few = 8
    most_left = 1 << 13

    def __init__(self, blocks: Iterable[Hashable] = ()) -> None:
        self._gates: dict[int, Operands] = {}
        self._gate_of: dict[frozenset[Diagram], Diagram] = {}
        self._branches: dict[Diagram, Branches] = {}
        self._gated: set[Diagram] = set()
        self._judgements: dict[tuple[Diagram, bool], Diagram] = {}
        self._left = 0
        super().__init__(blocks)

    @cached_property
    def solver(self) -> Solver:
        """The solver for the clauses of the encodings."""
        return Solver()

    @cached_property
    def drawn(self) -> Completions:
        """Completions that mostly show what can be without the solver."""
        return Completions(self, DRAWN)

    @cached_property
    def encoding(self) -> Encoding:
        """The diagrams, gates and facts as literals of the solver."""
        return Encoding(self)

    def has_gates(self, diagram: Diagram) -> bool:
        """Return whether something is told by gates, so that it is no canonical diagram."""
        return diagram in self._gated

    def record(self, diagram: Diagram) -> Record:
        """Return the topmost variable of a diagram and a child for each cell, or `LEAF` and a typed terminal."""
        return self._records[diagram]

    def branches(self, diagram: Diagram) -> Branches:
        """Return the different children of a diagram, each with its cells, the one with most of them first."""
        found = self._branches.get(diagram)
        if found is None:
            places: dict[Diagram, list[int]] = {}
            for cell, child in enumerate(self._records[diagram][1]):
                places.setdefault(child, []).append(cell)
            ordered = sorted(places.items(), key=lambda branch: -len(branch[1]))
            found = self._branches[diagram] = [(child, tuple(cells)) for child, cells in ordered]
        return found

    def gate(self, variable: int) -> Operands:
        """Return what must hold for a gate to be true; nothing for a variable that is a fact."""
        return self._gates.get(variable, ())

    def cells(self, variable: int) -> int:
        """Return the number of cells of a fact or gate."""
        return self._cells[variable]

    def _intern(self, record: Record) -> Diagram:
        if len(self) >= LIMIT:
            raise InputError("too much unknown")
        diagram = super()._intern(record)
        if self._gates and record[0] != LEAF and (record[0] >= GATES or not self._gated.isdisjoint(record[1])):
            self._gated.add(diagram)
        return diagram

    def below(self, diagram: Diagram) -> Collection[Diagram]:
        """Return the diagrams of which one directly consists, beside its children what its gate is of."""
        top, content = self._records[diagram]
        gate = self._gates.get(top)
        return (*gate, *content) if gate else content if top != LEAF else ()

    def apply(self, name: str, operation: Callable[..., Hashable], diagrams: Sequence[Diagram]) -> Diagram:
        """Return the diagram of ``operation`` applied point by point; ``name`` identifies the operation in the memo."""
        found = super().apply(name, operation, diagrams)
        # Numbers are no truths, though 0 and 1 equal them: a sum of shares may take no other.
        if found in self._gated and all(isinstance(one, bool) for one in self.terminals(found)):
            return self._judged(self._judged(found, every=True), every=False)
        return found

    def _join(self, every: bool, diagrams: list[Diagram]) -> Diagram:
        allowed = self.many if len(self) < self.budget else self.few
        try:
            found = self._combine(every, list(diagrams), len(self) + allowed)
        except TooLargeError:
            return self._all(diagrams) if every else self.negation(self._all(map(self.negation, diagrams)))
        return self._judged(found, every)

    def _judged(self, diagram: Diagram, every: bool) -> Diagram:
        """Return `false` for what can never be true (``every``), or `true` for what always is, if gates hide that."""
        if diagram not in self._gated:
            return diagram
        found = self._judgements.get((diagram, every))
        if found is None:
            found_in = self.drawn.where(diagram)
            open_yet = found_in != (0 if every else self.drawn.every) or self._can_be(diagram, every)
            found = self._judgements[diagram, every] = diagram if open_yet else self.false if every else self.true
        return found

    def _can_be(self, diagram: Diagram, truth: bool) -> bool:
        literal = self.encoding.literal(diagram)
        return self.solver.solve((literal if truth else -literal,))

    def _all(self, diagrams: Iterable[Diagram]) -> Diagram:
        """Return a gate for all of ``diagrams``; `false` if they cannot be true together."""
        operands = frozenset(diagrams)
        found = self._gate_of.get(operands)
        if found is None:
            found = self._gate_of[operands] = self._new_gate(tuple(sorted(operands)))
        return found

    def _new_gate(self, operands: Operands) -> Diagram:
        together = reduce(and_, map(self.drawn.where, operands))
        if not together and not self.solver.solve(map(self.encoding.literal, operands)):
            return self.false
        variable = GATES + len(self._gates)
        self._gates[variable] = operands
        self._cells[variable] = 2
        return self._choice(variable, (self.false, self.true))

    def possible(self, diagram: Diagram, key: Hashable, cell: int) -> bool:
        """Return whether something can be true while the fact ``key`` lies in a cell."""
        if not self.has_gates(diagram):
            return self.restrict(diagram, key, cell) != self.false
        return self.solver.solve((self.encoding.literal(diagram), self.encoding.cell(self._variables[key], cell)))

    def changes(self, truths: Iterable[Diagram], variables: frozenset[int], affected: frozenset[Diagram]) -> Changes:
        """
        Return the question which of some truths some facts can change, with all other facts the same.

        Parameters
        ----------
        truths
            What may change.
        variables
            The variables of the facts.
        affected
            The diagrams that depend on them, all of those at least of which the truths consist.
        """
        if self._left > self.most_left:
            del self.solver, self.encoding
            self._left = 0
        before = self.solver.size
        gates = {top for part in affected if not affected.isdisjoint(self.gate(top := self._records[part][0]))}
        here, there = self.encoding, Encoding(self, self.encoding, affected, variables | gates)
        asked = sorted(affected.intersection(truths))
        found = Changes(
            self.solver, {one: self.solver.difference(here.literal(one), there.literal(one)) for one in asked}
        )
        self._left += self.solver.size - before
        return found

    def example(self, variables: Iterable[int]) -> dict[int, int]:
        """Return the cells of facts in the example that the solver found last; the first of what it was not told."""
        return self.encoding.example(variables)

    def reading(self, parts: Iterable[Diagram]) -> dict[Diagram, int]:
        """Return as bits on which variables each of ``parts`` depends; each comes after those of which it consists."""
        return {part: self._reading_of((part,)) for part in parts}

    def bits(self, variables: Iterable[int]) -> int:
        """Return the bits of variables in `reading`."""
        return reduce(or_, map(self._bit, variables), 0)


class Changes:
    """
    Which truths some facts can change.

    Parameters
    ----------
    solver
        The solver, of which nothing else is asked meanwhile.
    differs
        For each truth the literal that holds where it is another with other values of the facts.
    """

    def __init__(self, solver: Solver, differs: Mapping[Diagram, int]) -> None:
        self._solver = solver
        self._differs = differs

    def find(self, truths: Collection[Diagram]) -> set[Diagram]:
        """Return some of ``truths`` that can change, those that do in one example; none if none can."""
        asked = {self._differs[one]: one for one in sorted(truths) if one in self._differs}
        if not asked or not self._solver.solve((self._solver.disjunction([*asked]),)):
            return set()
        return {asked[literal] for literal in self._solver.true_of(asked) & asked.keys()}


class Encoding:
    """
    Diagrams, gates and cells of facts as literals of the circuit's solver.

    Parameters
    ----------
    circuit
        The circuit.
    other
        An encoding in which everything has the same literal, except what may turn out otherwise here:
    diagrams
        these diagrams,
    variables
        and these facts and gates.
    """

    def __init__(
        self,
        circuit: Circuit,
        other: Encoding | None = None,
        diagrams: Container[Diagram] = (),
        variables: Container[int] = (),
    ) -> None:
        self._circuit = circuit
        self._solver = circuit.solver
        self._other = other
        self._diagrams = diagrams
        self._variables = variables
        self._literals = {circuit.true: self._solver.true, circuit.false: -self._solver.true}
        self._alternatives: dict[int, list[int]] = {}
        self._sets: dict[tuple[int, tuple[int, ...]], int] = {}

    def __contains__(self, diagram: object) -> bool:
        """Return whether a diagram has a literal already, here or in the other encoding."""
        return diagram in self._literals or (self._other is not None and diagram not in self._diagrams)

    def literal(self, diagram: Diagram) -> int:
        """Return the literal that holds where a diagram is true."""
        for part in self._circuit.parts((diagram,), known=self):
            self._literals[part] = self._encode(part)
        return self._known(diagram)

    def _known(self, diagram: Diagram) -> int:
        found = self._literals.get(diagram)
        return self._other.literal(diagram) if found is None and self._other else self._literals[diagram]

    def _encode(self, diagram: Diagram) -> int:
        variable, _ = self._circuit.record(diagram)
        branches = self._circuit.branches(diagram)
        where = {child: self._some_of(variable, places) for child, places in branches}
        if where.keys() == {self._circuit.true, self._circuit.false}:
            return where[self._circuit.true]
        return self._solver.choice(where.values(), map(self._known, where))

    def _some_of(self, variable: int, places: tuple[int, ...]) -> int:
        """Return the literal that holds where a fact lies in one of some cells."""
        cells = self._cells(variable)
        if len(places) == 1:
            return cells[places[0]]
        if 2 * len(places) > len(cells):
            return -self._some_of(variable, tuple(sorted(set(range(len(cells))) - set(places))))
        found = self._sets.get((variable, places))
        if found is None:
            found = self._sets[variable, places] = self._solver.disjunction([cells[place] for place in places])
        return found

    def cell(self, variable: int, cell: int) -> int:
        """Return the literal that holds where a fact lies in a cell."""
        return self._cells(variable)[cell]

    def example(self, variables: Iterable[int]) -> dict[int, int]:
        """Return the cells of facts in the solver's last example; the first of a fact that has no literals."""
        told = {variable: self._alternatives[variable] for variable in variables if variable in self._alternatives}
        holding = self._solver.true_of({literal for literals in told.values() for literal in literals})
        return {
            variable: next(cell for cell, literal in enumerate(told[variable]) if literal in holding)
            if variable in told
            else 0
            for variable in variables
        }

    def _cells(self, variable: int) -> list[int]:
        found = self._alternatives.get(variable)
        if found is None:
            other = self._other if variable not in self._variables else None
            found = self._alternatives[variable] = list(other._cells(variable) if other else self._new_cells(variable))
        return found

    def _new_cells(self, variable: int) -> Iterable[int]:
        operands = self._circuit.gate(variable)
        if not operands:
            return self._solver.alternatives(self._circuit.cells(variable))
        together = self._solver.conjunction([self._known(operand) for operand in operands])
        return -together, together
