"""Completions of the unknown facts drawn at random, side by side: one bit of an integer for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from random import Random
from types import MappingProxyType
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
        value = most = values[self.most]
        for child, places in self.others:
            here = masks[places[0]] if len(places) == 1 else reduce(or_, map(masks.__getitem__, places))
            value ^= here & (most ^ values[child])
        return value


class Completions:
    """
    Some completions, always the same for the same questions in the same order.

    Parameters
    ----------
    circuit
        The circuit.
    count
        How many.
    cells
        In which of them facts lie in each of their cells; what is not among these facts is drawn.

    Attributes
    ----------
    every
        All of them, as bits.
    cells
        For each fact that was met the completions in which it lies in each of its cells.
    values
        For each diagram that was evaluated the completions in which it is true.
    """

    def __init__(self, circuit: Circuit, count: int, cells: Mapping[int, Masks] = MappingProxyType({})) -> None:
        self._circuit = circuit
        self._count = count
        self._random = Random(0)  # noqa: S311
        self.every = (1 << count) - 1
        self.cells: dict[int, Masks] = {**cells}
        self.values: dict[Diagram, int] = {circuit.false: 0, circuit.true: self.every}

    def where(self, diagram: Diagram) -> int:
        """Return the completions in which a truth value is true."""
        for one in self._circuit.parts((diagram,), known=self.values):
            self.evaluate(self.part(one))
        return self.values[diagram]

    def evaluate(self, part: Part) -> None:
        """Find where a part is true; that of which it consists was evaluated before."""
        self.values[part.diagram] = part.value(self.masks(part), self.values)

    def differing(self, parts: Iterable[Part], cells: Mapping[int, Masks]) -> dict[Diagram, int]:
        """
        Return which of ``parts`` are another truth, and in which completions, with ``cells`` in place of those drawn.

        ``parts`` are all that depend on these facts, each after those of which it consists.
        """
        values, found, before = self.values, dict[Diagram, int](), dict[Diagram, int]()
        differing = set[Diagram]()
        for part in parts:
            masks = cells.get(part.variable)
            if masks is None:
                if differing.isdisjoint(part.below):
                    continue
                masks = self.masks(part)
            diagram = part.diagram
            value, was = part.value(masks, values), values[diagram]
            if value != was:
                differing.add(diagram)
                found[diagram], before[diagram], values[diagram] = value ^ was, was, value
        values.update(before)
        return found

    def part(self, diagram: Diagram) -> Part:
        """Return a diagram, read once."""
        variable, children = self._circuit.record(diagram)
        (most, _), *others = self._circuit.branches(diagram)
        below, operands = self._circuit.below(diagram), self._circuit.gate(variable)
        return Part(diagram, variable, children, operands, frozenset(below), most, others)

    def masks(self, part: Part) -> Masks:
        """Return for each cell of the fact or gate of a part the completions in which it lies there."""
        if part.operands:
            together = reduce(and_, map(self.values.__getitem__, part.operands))
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


def cells_told_apart(circuit: Circuit, variables: Iterable[int], parts: Iterable[Part]) -> dict[int, list[int]]:
    """Return for each fact a cell of each sort of cells that ``parts`` tell apart."""
    reading: dict[int, list[Operands]] = {variable: [] for variable in sorted(variables)}
    for part in parts:
        if part.variable in reading:
            reading[part.variable].append(part.children)
    return {variable: _sorts(circuit.cells(variable), found) for variable, found in reading.items()}


def _sorts(cells: int, reading: list[Operands]) -> list[int]:
    return sorted({tuple(children[cell] for children in reading): cell for cell in range(cells)}.values())
