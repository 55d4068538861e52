"""How many patterns a formula takes: all ways to choose at once, one bit for each."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from lexflux.grounding.formulas import AND, ATOM, Formula, Formulas
from lexflux.grounding.worlds import Choice


class Counting:
    """
    Counts the ways to choose among some choices for which formulas hold.

    Parameters
    ----------
    formulas
        Where the formulas are kept.
    choices
        The choices on which they depend, by number.
    most
        Beyond so many ways nothing is counted.
    """

    def __init__(self, formulas: Formulas, choices: dict[int, Choice], most: int = 1 << 22) -> None:
        self._formulas = formulas
        self._sizes = {number: len(choice.alternatives) for number, choice in choices.items()}
        self._total = prod(self._sizes.values())
        self._most = most
        self._held: dict[Formula, int] = {}
        self._lanes: dict[Sequence[int], int] = {}

    def count(self, formula: Formula) -> int | None:
        """Return in how many ways to choose a formula holds; None if there are too many to count."""
        if self._total > self._most:
            return None
        if not self._lanes:
            self._lay()
        for part in self._formulas.below((formula,), self._held.__contains__):
            self._held[part] = self._where(part)
        return self._held[formula].bit_count()

    def _lay(self) -> None:
        """Give each way to choose a bit: the first choice changes with each, the next with each round of the first."""
        block = 1
        for choice, size in self._sizes.items():
            for place in range(size):
                bits, width = ((1 << block) - 1) << (block * place), block * size
                while width < self._total:
                    bits |= bits << width
                    width *= 2
                self._lanes[choice, place] = bits & ((1 << self._total) - 1)
            block *= size

    def _where(self, formula: Formula) -> int:
        kind, parts = self._formulas.record(formula)
        full = (1 << self._total) - 1
        if kind == ATOM:
            return self._lanes[parts]
        if kind != AND:
            return full ^ self._held[Formula(parts[0])]
        held = full
        for part in parts:
            held &= self._held[Formula(part)]
        return held
