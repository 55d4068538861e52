"""Formulas over choices, each kept once: a conjunction or negation of the same parts is the same formula."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NewType

Formula = NewType("Formula", int)
"""A formula of one set of `Formulas`, which alone can read it."""
Atom = tuple[int, int]
"""That a choice, by its number, falls on an alternative, by its place."""
Record = tuple[str, tuple[int, ...]]
ATOM, AND, NOT = "atom", "and", "not"
TRUE, FALSE = Formula(0), Formula(1)


class Formulas:
    """
    Makes formulas of atoms, conjunctions and negations that share their parts.

    A conjunction of nothing is `TRUE`. What plainly contradicts itself is `FALSE`; a formula that is neither may still
    be true or false whatever is chosen, which only a solver tells.
    """

    def __init__(self) -> None:
        self._records: list[Record] = []
        self._found: dict[Record, Formula] = {}
        self._kept((AND, ()))
        self._kept((NOT, (TRUE,)))

    def __len__(self) -> int:
        """Return the number of formulas made so far."""
        return len(self._records)

    def _kept(self, record: Record) -> Formula:
        found = self._found.get(record)
        if found is None:
            found = self._found[record] = Formula(len(self._records))
            self._records.append(record)
        return found

    def record(self, formula: Formula) -> Record:
        """Return what a formula is, and of which parts."""
        return self._records[formula]

    def atom(self, choice: int, alternative: int) -> Formula:
        """Return that a choice falls on an alternative."""
        return self._kept((ATOM, (choice, alternative)))

    def negation(self, formula: Formula) -> Formula:
        """Return that a formula does not hold."""
        kind, parts = self._records[formula]
        return Formula(parts[0]) if kind == NOT else self._kept((NOT, (formula,)))

    def conjunction(self, formulas: Iterable[Formula]) -> Formula:
        """Return that all formulas hold."""
        parts: set[Formula] = set()
        for formula in formulas:
            if formula == FALSE:
                return FALSE
            kind, below = self._records[formula]
            parts.update(map(Formula, below) if kind == AND else (formula,))
        if any(self._found.get((NOT, (part,))) in parts for part in parts):
            return FALSE
        return next(iter(parts)) if len(parts) == 1 else self._kept((AND, tuple(sorted(parts))))

    def disjunction(self, formulas: Iterable[Formula]) -> Formula:
        """Return that some formula holds."""
        return self.negation(self.conjunction(map(self.negation, formulas)))

    def without(self, one: Formula, other: Formula) -> Formula:
        """Return that one formula holds and another does not."""
        return self.conjunction((one, self.negation(other)))

    def difference(self, one: Formula, other: Formula) -> Formula:
        """Return that exactly one of two formulas holds."""
        return self.disjunction((self.without(one, other), self.without(other, one)))

    def below(self, roots: Iterable[Formula], known: Callable[[Formula], bool] = lambda _: False) -> Iterator[Formula]:
        """Yield formulas with all of which they consist, each after its parts, without those ``known``."""
        seen: set[Formula] = set()
        waiting = [(root, False) for root in roots]
        while waiting:
            formula, done = waiting.pop()
            if done:
                yield formula
            elif formula not in seen and not known(formula):
                seen.add(formula)
                waiting.append((formula, True))
                kind, parts = self._records[formula]
                waiting += [(Formula(part), False) for part in parts if kind != ATOM]

    def choices(self, roots: Iterable[Formula]) -> set[int]:
        """Return the numbers of the choices on which formulas may depend."""
        return {parts[0] for kind, parts in map(self.record, self.below(roots)) if kind == ATOM}

    def evaluate(self, roots: Sequence[Formula], atoms: Callable[[int, int], int], full: int = 1) -> list[int]:
        """
        Return where formulas hold, in many worlds at once.

        Parameters
        ----------
        roots
            The formulas.
        atoms
            Returns for a choice and an alternative the worlds in which the choice falls on it, one bit for each.
        full
            The bits of all worlds.
        """
        found: dict[int, int] = {}
        for formula in self.below(roots):
            kind, parts = self._records[formula]
            if kind == ATOM:
                found[formula] = atoms(*parts)
            elif kind == NOT:
                found[formula] = full & ~found[parts[0]]
            else:
                held = full
                for part in parts:
                    held &= found[part]
                found[formula] = held
        return [found[root] for root in roots]
