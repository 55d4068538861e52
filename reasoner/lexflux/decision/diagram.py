"""Multi-terminal decision diagrams over facts with finitely many cells.

A variable is an unknown fact, its cells are the values that the law tells apart. A diagram maps every completion of the
unknown facts to a terminal, in reduced ordered form: two functions are equal exactly when they are the same diagram
(R. E. Bryant, "Graph-Based Algorithms for Boolean Function Manipulation", IEEE Trans. Computers C-35(8), 1986).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, NewType

Diagram = NewType("Diagram", int)
"""A diagram of one manager, which alone can read it."""

LEAF = -1
Record = tuple[int, Any]
"""What a manager keeps of a diagram: its topmost variable and a child for each cell, or `LEAF` and a typed terminal."""


class DiagramManager:
    """Makes the diagrams that share parts and one order of variables, the order in which variables are declared."""

    def __init__(self) -> None:
        self._cells: list[int] = []
        self._variables: dict[Hashable, int] = {}
        self._keys: list[Hashable] = []
        self._records: list[Record] = []
        self._unique: dict[Record, Diagram] = {}
        self._applied: dict[tuple[str, tuple[Diagram, ...]], Diagram] = {}
        self.false = self.terminal(False)
        self.true = self.terminal(True)

    def terminal(self, value: Hashable) -> Diagram:
        """Return the diagram that is ``value`` whatever the facts are."""
        return self._intern((LEAF, (type(value), value)))

    def _intern(self, record: Record) -> Diagram:
        """Return the only diagram with this record: equal functions are one diagram."""
        diagram = self._unique.get(record)
        if diagram is None:
            diagram = self._unique[record] = Diagram(len(self._records))
            self._records.append(record)
        return diagram

    def _choice(self, variable: int, children: tuple[Diagram, ...]) -> Diagram:
        """Return the diagram with these children; a variable that makes no difference does not appear in it."""
        first = children[0]
        if all(child == first for child in children):
            return first
        return self._intern((variable, children))

    def variable(self, key: Hashable, cells: int, holds: Iterable[int]) -> Diagram:
        """Return the diagram that is true where the fact ``key`` (with ``cells`` cells) lies in the cells ``holds``."""
        index = self._variables.get(key)
        if index is None:
            index = self._variables[key] = len(self._cells)
            self._keys.append(key)
            self._cells.append(cells)
        chosen = set(holds)
        return self._choice(index, tuple(self.true if cell in chosen else self.false for cell in range(cells)))

    def apply(self, name: str, operation: Callable[..., Hashable], diagrams: Sequence[Diagram]) -> Diagram:
        """Return the diagram of ``operation`` applied point by point; ``name`` identifies the operation in the memo."""
        memo_key = (name, tuple(diagrams))
        found = self._applied.get(memo_key)
        if found is None:
            found = self._applied[memo_key] = self._apply(name, operation, diagrams)
        return found

    def _apply(self, name: str, operation: Callable[..., Hashable], diagrams: Sequence[Diagram]) -> Diagram:
        records = [self._records[diagram] for diagram in diagrams]
        inner = [top for top, _ in records if top != LEAF]
        if not inner:
            return self.terminal(operation(*(value for _, (_, value) in records)))
        top = min(inner)
        children = (
            self.apply(name, operation, [self._cofactor(diagram, top, cell) for diagram in diagrams])
            for cell in range(self._cells[top])
        )
        return self._choice(top, tuple(children))

    def _cofactor(self, diagram: Diagram, variable: int, cell: int) -> Diagram:
        """Return a diagram in which ``variable`` is at the top, or absent, with that variable fixed."""
        top, content = self._records[diagram]
        fixed: Diagram = content[cell] if top == variable else diagram
        return fixed

    def conjunction(self, diagrams: Iterable[Diagram]) -> Diagram:
        """Return the diagram that is true where all ``diagrams`` are."""
        return self._fold("and", operator.and_, self.true, self.false, diagrams)

    def disjunction(self, diagrams: Iterable[Diagram]) -> Diagram:
        """Return the diagram that is true where some of ``diagrams`` is."""
        return self._fold("or", operator.or_, self.false, self.true, diagrams)

    def _fold(
        self,
        name: str,
        operation: Callable[..., bool],
        neutral: Diagram,
        absorbing: Diagram,
        diagrams: Iterable[Diagram],
    ) -> Diagram:
        """Apply an associative operation from left to right; after the absorbing diagram nothing more is looked at."""
        result = neutral
        for diagram in diagrams:
            if absorbing in (diagram, result):
                return absorbing
            if diagram not in (neutral, result):
                result = diagram if result == neutral else self.apply(name, operation, sorted((result, diagram)))
        return result

    def negation(self, diagram: Diagram) -> Diagram:
        """Return the diagram that is true where ``diagram`` is not."""
        return self.apply("not", operator.not_, [diagram])

    def restrict(self, diagram: Diagram, key: Hashable, cell: int) -> Diagram:
        """Return ``diagram`` with the fact ``key`` fixed to ``cell``."""
        index = self._variables.get(key)
        return diagram if index is None else self._restrict(diagram, index, cell, {})

    def _restrict(self, diagram: Diagram, index: int, cell: int, memo: dict[Diagram, Diagram]) -> Diagram:
        top, content = self._records[diagram]
        if top == LEAF or top > index:
            return diagram
        if top == index:
            return self._cofactor(diagram, index, cell)
        if diagram not in memo:
            memo[diagram] = self._choice(top, tuple(self._restrict(child, index, cell, memo) for child in content))
        return memo[diagram]

    def support(self, diagram: Diagram) -> list[Hashable]:
        """Return the facts on which ``diagram`` depends, in the order of declaration."""
        seen: set[Diagram] = set()
        found: set[int] = set()
        stack = [diagram]
        while stack:
            current = stack.pop()
            top, content = self._records[current]
            if current not in seen and top != LEAF:
                found.add(top)
                stack.extend(content)
            seen.add(current)
        return [self._keys[index] for index in sorted(found)]

    def terminals(self, diagram: Diagram) -> set[Any]:
        """Return the values that ``diagram`` takes for some completion."""
        return set(self.distribution(diagram))

    def distribution(self, diagram: Diagram) -> dict[Any, float]:
        """Return each value of ``diagram`` with its share of the completions, cells of one fact counted alike."""
        return self._distribution(diagram, {})

    def _distribution(self, diagram: Diagram, memo: dict[Diagram, dict[Any, float]]) -> dict[Any, float]:
        top, content = self._records[diagram]
        if top == LEAF:
            return {content[1]: 1.0}
        if diagram not in memo:
            total: dict[Any, float] = {}
            for child in content:
                for value, share in self._distribution(child, memo).items():
                    total[value] = total.get(value, 0.0) + share / len(content)
            memo[diagram] = total
        return memo[diagram]

    def influence(self, diagram: Diagram, key: Hashable) -> float:
        """
        Return the share of completions of the other facts in which the fact ``key`` can change the value of a diagram.

        This is the influence of a variable in the sense of J. F. Banzhaf, "Weighted Voting Doesn't Work", Rutgers Law
        Review 19 (1965), carried over from two to many cells and values.
        """
        index = self._variables.get(key)
        if index is None:
            return 0.0
        cofactors = [self._restrict(diagram, index, cell, {}) for cell in range(self._cells[index])]
        differs = self.apply("differs", lambda *values: len(set(values)) > 1, cofactors)
        return self.distribution(differs).get(True, 0.0)

    def witness(self, diagram: Diagram, value: Any) -> dict[Hashable, int] | None:
        """Return cells for the facts that lead ``diagram`` to ``value``, or None if no completion does."""
        top, content = self._records[diagram]
        if top == LEAF:
            return {} if content[1] == value else None
        for cell, child in enumerate(content):
            rest = self.witness(child, value)
            if rest is not None:
                return {self._keys[top]: cell, **rest}
        return None
