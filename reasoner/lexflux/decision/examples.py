"""Completions near examples that the solver found: where one fact changes a truth, others mostly do nearby."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING

from lexflux.decision.completions import Completions, Part, cells_told_apart
from lexflux.decision.diagram import Diagram, Operands

if TYPE_CHECKING:
    from lexflux.decision.circuit import Circuit

NEAR = 16
"""So many completions are looked at about each example, itself the first."""
CHANCES = (0.0, 0.01, 0.03, 0.1)
"""With these chances, in turn, a fact is drawn anew in them."""
MOST = 1024
"""Only the last of so many are kept."""


class Examples:
    """
    Examples of the solver and completions near them, side by side, to see in them which facts change which truths.

    Parameters
    ----------
    circuit
        The circuit.
    parts
        All diagrams that are asked about, each after those of which it consists.
    reading
        On which variables each depends, as of `lexflux.decision.circuit.Circuit.reading`.
    """

    def __init__(self, circuit: Circuit, parts: Sequence[Part], reading: Mapping[Diagram, int]) -> None:
        self._circuit = circuit
        self._parts = parts
        self._reading = reading
        self._random = Random(0)  # noqa: S311
        self._near = Completions(circuit, 0)
        self._waiting: list[Mapping[int, int]] = []

    @cached_property
    def facts(self) -> list[int]:
        """The variables of facts that the diagrams read."""
        return sorted({part.variable for part in self._parts if not part.operands})

    def add(self, example: Mapping[int, int]) -> None:
        """Look from now on also near a completion, the cell of each fact."""
        self._waiting.append(example)

    def unchanged(self, questions: Sequence[Operands], variables: Iterable[int]) -> list[Operands]:
        """Return the questions of which no truth is changed by one of some facts alone, in any of the completions."""
        left = [*questions]
        if left and self._waiting:
            self._draw()
        for variable in sorted(variables) if self._near.every else ():
            if not left:
                break
            changed = self._changed(variable)
            left = [question for question in left if changed.isdisjoint(question)]
        return left

    def _changed(self, variable: int) -> set[Diagram]:
        near, found = self._near, set[Diagram]()
        read = self._circuit.bits((variable,))
        affected = [part for part in self._parts if self._reading[part.diagram] & read]
        for cell in cells_told_apart(self._circuit, (variable,), affected)[variable]:
            everywhere = [near.every if one == cell else 0 for one in range(self._circuit.cells(variable))]
            found.update(near.differing(affected, {variable: everywhere}))
        return found

    def _draw(self) -> None:
        """Draw what is near the examples that are waiting."""
        before, new = self._near, len(self._waiting) * NEAR
        count = min(before.every.bit_length() + new, MOST)
        kept = (1 << count) - 1
        cells = {}
        for variable in self.facts:
            masks = [mask << new for mask in before.cells.get(variable) or [0] * self._circuit.cells(variable)]
            for number, example in enumerate(self._waiting):
                for cell, places in self._near_cell(example[variable], len(masks)):
                    masks[cell] |= places << number * NEAR
            cells[variable] = [mask & kept for mask in masks]
        self._waiting.clear()
        self._near = Completions(self._circuit, count, cells)
        for part in self._parts:
            self._near.evaluate(part)

    def _near_cell(self, cell: int, count: int) -> Iterator[tuple[int, int]]:
        """Yield in which of the completions near an example a fact lies in which cell."""
        left = (1 << NEAR) - 1
        for place, chance in enumerate(CHANCES * (NEAR // len(CHANCES))):
            if self._random.random() < chance:
                left ^= 1 << place
                yield self._random.randrange(count), 1 << place
        yield cell, left
