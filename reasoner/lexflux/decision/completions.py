"""Completions of the unknown facts drawn at random, side by side: one bit of an integer for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from random import Random
from typing import TYPE_CHECKING

from lexflux.decision.diagram import Diagram, Operands

if TYPE_CHECKING:
    from lexflux.decision.circuit import Branches, Circuit

DIGITS = 16
Masks = list[int]
"""For each cell of a fact, the completions in which it lies there."""


@dataclass(frozen=True, slots=True)
class Part:
    """
    A diagram, read once: its topmost variable, its children, what its gate is of, and all of which it consists.

    ``most`` is the child of most cells, ``others`` are the other children, each with its cells.
    """

    diagram: Diagram
    variable: int
    children: Operands
    operands: Operands
    below: frozenset[Diagram]
    most: Diagram
    others: Branches

    def value(self, masks: Masks, values: Mapping[Diagram, int]) -> int:
        """Return in which completions it is true: ``masks`` tell the cell of its variable, ``values`` its children."""
        where, value = 0, 0
        for child, places in self.others:
            here = masks[places[0]] if len(places) == 1 else reduce(or_, map(masks.__getitem__, places))
            where |= here
            value |= here & values[child]
        return value | (values[self.most] & ~where)


class Completions:
    """
    Some completions, always the same for the same questions in the same order.

    Attributes
    ----------
    every
        All of them, as bits.
    cells
        For each fact that was met the completions in which it lies in each of its cells.
    values
        For each diagram that was evaluated the completions in which it is true.
    """

    def __init__(self, circuit: Circuit, count: int) -> None:
        self._circuit = circuit
        self._count = count
        self._random = Random(0)  # noqa: S311
        self.every = (1 << count) - 1
        self.cells: dict[int, Masks] = {}
        self.values: dict[Diagram, int] = {circuit.false: 0, circuit.true: self.every}

    def where(self, diagram: Diagram) -> int:
        """Return the completions in which a truth value is true."""
        for one in self._circuit.parts((diagram,), known=self.values):
            part = self.part(one)
            self.values[one] = part.value(self.masks(part, self.values), self.values)
        return self.values[diagram]

    def part(self, diagram: Diagram) -> Part:
        """Return a diagram, read once."""
        variable, children = self._circuit.record(diagram)
        (most, _), *others = self._circuit.branches(diagram)
        below, operands = self._circuit.below(diagram), self._circuit.gate(variable)
        return Part(diagram, variable, children, operands, frozenset(below), most, others)

    def masks(self, part: Part, values: Mapping[Diagram, int]) -> Masks:
        """Return for each cell of the fact or gate of a part the completions in which it lies there."""
        if part.operands:
            together = reduce(and_, map(values.__getitem__, part.operands))
            return [self.every ^ together, together]
        masks = self.cells.get(part.variable)
        if masks is None:
            masks = self.cells[part.variable] = self.draw(self._circuit.cells(part.variable))
        return masks

    def draw(self, count: int) -> Masks:
        """Return for each of some cells the completions in which it is drawn."""
        if count == 2:
            second = self._random.getrandbits(self._count)
            return [self.every ^ second, second]
        masks, left = [], self.every
        for others in range(count - 1, 0, -1):
            masks.append(left & self._with_chance(1 / (others + 1)))
            left &= ~masks[-1]
        return [*masks, left]

    def _with_chance(self, chance: float) -> int:
        """Return completions of which each is among them with a chance: one random bit for each binary digit of it."""
        found = 0
        for digit in reversed(f"{round(chance * (1 << DIGITS)):0{DIGITS}b}"):
            drawn = self._random.getrandbits(self._count)
            found = found | drawn if digit == "1" else found & drawn
        return found
