"""The smallest changes after which something holds however the unknown facts turn out.

Changes are sought that do for some completions of the unknown facts; where another completion speaks against them, it
joins these, until none does (M. Janota and J. Marques-Silva, "Abstraction-Based Algorithm for 2QBF", SAT 2011).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lexflux.decision.circuit import Circuit, Encoding
from lexflux.decision.diagram import Diagram
from lexflux.decision.unknown import UnknownFact

MOST_COMPLETIONS = 60
Assignment = Mapping[UnknownFact, int]
"""For facts the cell in which each lies."""


@dataclass(frozen=True, slots=True)
class Lever:
    """
    A fact that can be changed: the cell in which it lies, and those into which it can come, the nearest first.

    Of a fact that is not known, ``now`` is None: unless it is changed, it may lie anywhere.
    """

    fact: UnknownFact
    now: int | None
    others: tuple[int, ...]


class Assured:
    """
    Finds changes of levers that make a goal hold in every completion of the facts that are unknown.

    Parameters
    ----------
    circuit
        The circuit of a transfer in which the levers are open.
    goal
        What is to hold.
    levers
        What can be changed.
    bound
        Clauses that hold in any case: facts that nobody can change and that are known, or follow from levers.
    following
        The facts that follow from levers.
    """

    def __init__(
        self,
        circuit: Circuit,
        goal: Diagram,
        levers: Iterable[Lever],
        bound: Iterable[Sequence[int]],
        following: Iterable[UnknownFact],
    ) -> None:
        self._circuit = circuit
        self._solver = circuit.solver
        self._goal = goal
        self._levers = [lever for lever in levers if self._variable(lever.fact) is not None]
        self._given = [self._solver.new()]
        for clause in bound:
            self._solver.add(-self._given[0], *clause)
        for lever in self._levers:
            if lever.now is not None:
                self._solver.add(-self._given[0], *(self._cell(lever.fact, one) for one in (lever.now, *lever.others)))
        known = {lever.fact for lever in self._levers if lever.now is not None} | {*following}
        read = (fact for fact in circuit.support(goal) if isinstance(fact, UnknownFact))
        self._unknown = [fact for fact in read if fact not in known]
        self._demanded = [circuit.encoding.literal(goal)]
        self._kept = {
            number: self._solver.new() if one.now is None else self._cell(one.fact, one.now)
            for number, one in enumerate(self._levers)
        }
        self._settling = {one.fact: self._kept[number] for number, one in enumerate(self._levers) if one.now is None}

    def _variable(self, fact: UnknownFact) -> int | None:
        return next(iter(self._circuit.variables((fact,))), None)

    def _cell(self, fact: UnknownFact, cell: int) -> int:
        (variable,) = self._circuit.variables((fact,))
        return self._circuit.encoding.cell(variable, cell)

    def changes(self, most: int, known: Iterable[frozenset[UnknownFact]] = ()) -> Iterator[Assignment]:
        """
        Yield up to ``most`` changes, each the only one of its levers, and none that contains another.

        What contains one of the sets that are ``known`` is left out.
        """
        asking = self._solver.new()
        for facts in known:
            self._exclude(asking, [number for number, one in enumerate(self._levers) if one.fact in facts])
        found = 0
        while found < most and (needed := self._sought(asking)) is not None:
            against = self._against(needed)
            if against is None:
                found += 1
                yield {self._levers[number].fact: cell for number, cell in needed.items()}
                self._exclude(asking, needed)
            elif len(self._demanded) > MOST_COMPLETIONS:
                break
            else:
                self._demanded.append(self._copy(against))
        self._solver.add(-asking)

    def _exclude(self, asking: int, numbers: Iterable[int]) -> None:
        self._solver.add(-asking, *(self._kept[number] for number in numbers))

    def _sought(self, asking: int) -> dict[int, int] | None:
        """Return changes that do for all completions tried so far, of which none can be left out; None if none do."""
        given = [asking, *self._given, *self._demanded]
        self._solver.prefer(self._kept.values())
        if not self._solver.solve(given):
            return None
        found = self._chosen()
        for number in list(found):
            stay = [self._kept[one] for one in self._kept if one not in found or one == number]
            if number in found and self._solver.solve([*given, *stay]):
                found = self._chosen()
        return found

    def _chosen(self) -> dict[int, int]:
        """Return the levers that the example of the last question changes, each with its cell."""
        cells = {
            self._cell(lever.fact, cell): (number, cell)
            for number, lever in enumerate(self._levers)
            for cell in lever.others
        }
        holding = self._solver.holding({*cells, *self._kept.values()})
        changed = (cells[literal] for literal in holding if literal in cells)
        return {number: cell for number, cell in changed if self._kept[number] not in holding}

    def _against(self, changed: Mapping[int, int]) -> dict[UnknownFact, int] | None:
        """Return a completion of the unknown facts in which changes do not bring about the goal; None if they do."""
        chosen = [
            self._cell(lever.fact, changed[number]) if number in changed else self._kept[number]
            for number, lever in enumerate(self._levers)
        ]
        if not self._solver.solve([*self._given, *chosen, -self._demanded[0]]):
            return None
        cells = {
            self._cell(fact, cell): (fact, cell)
            for fact in self._unknown
            for (variable,) in [self._circuit.variables((fact,))]
            for cell in range(self._circuit.cells(variable))
        }
        return dict(cells[literal] for literal in self._solver.holding(cells))

    def does(self, changed: Assignment) -> bool:
        """Return whether changes bring about the goal in every completion."""
        numbers = {lever.fact: number for number, lever in enumerate(self._levers)}
        return self._against({numbers[fact]: cell for fact, cell in changed.items()}) is None

    @cached_property
    def _affected(self) -> tuple[frozenset[Diagram], frozenset[int]]:
        """The parts of the goal that depend on what is unknown, and the variables of these facts and of their gates."""
        reading = self._circuit.reading(self._circuit.parts((self._goal,)))
        variables = self._circuit.variables(self._unknown)
        bits = self._circuit.bits(variables)
        affected = frozenset(part for part, reads in reading.items() if reads & bits)
        gates = {top for part in affected if not affected.isdisjoint(self._circuit.gate(top := self._top(part)))}
        return affected, variables | gates

    def _top(self, part: Diagram) -> int:
        return self._circuit.record(part)[0]

    def _copy(self, completion: Assignment) -> int:
        """Return the literal that holds where the goal does in one completion of the unknown facts."""
        there = Encoding(self._circuit, self._circuit.encoding, *self._affected)
        literal = there.literal(self._goal)
        for fact, cell in completion.items():
            (variable,) = self._circuit.variables((fact,))
            untouched = self._settling.get(fact)
            self._solver.add(there.cell(variable, cell), *([] if untouched is None else [-untouched]))
            if untouched is not None:
                for one in range(self._circuit.cells(variable)):
                    self._solver.add(untouched, -self._cell(fact, one), there.cell(variable, one))
        return literal
