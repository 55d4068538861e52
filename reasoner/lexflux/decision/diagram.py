"""Multi-terminal decision diagrams over facts with finitely many cells.

A variable is an unknown fact, its cells are the values that the law tells apart. A diagram maps every completion of the
unknown facts to a terminal, in reduced ordered form, so that two functions are equal exactly when they are the same node
(R. E. Bryant, "Graph-Based Algorithms for Boolean Function Manipulation", IEEE Trans. Computers C-35(8), 1986).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

Node = int


class Diagrams:
    """A space of diagrams that share nodes and one order of variables, the order in which variables are declared."""

    def __init__(self) -> None:
        self._cells: list[int] = []
        self._variables: dict[Hashable, int] = {}
        self._keys: list[Hashable] = []
        self._nodes: list[tuple[int, Any]] = []
        self._unique: dict[tuple[int, Any], Node] = {}
        self._applied: dict[tuple[str, tuple[Node, ...]], Node] = {}
        self.false = self.terminal(False)
        self.true = self.terminal(True)

    def terminal(self, value: Hashable) -> Node:
        """Return the diagram that is ``value`` whatever the facts are."""
        return self._intern((-1, (type(value), value)))

    def _intern(self, record: tuple[int, Any]) -> Node:
        node = self._unique.get(record)
        if node is None:
            node = len(self._nodes)
            self._nodes.append(record)
            self._unique[record] = node
        return node

    def _choice(self, variable: int, children: tuple[Node, ...]) -> Node:
        first = children[0]
        if all(child == first for child in children):
            return first
        return self._intern((variable, children))

    def variable(self, key: Hashable, cells: int, holds: Iterable[int]) -> Node:
        """Return the diagram that is true exactly when the fact ``key`` (with ``cells`` cells) lies in the cells ``holds``."""
        index = self._variables.get(key)
        if index is None:
            index = len(self._cells)
            self._variables[key] = index
            self._keys.append(key)
            self._cells.append(cells)
        chosen = set(holds)
        return self._choice(index, tuple(self.true if cell in chosen else self.false for cell in range(cells)))

    def is_terminal(self, node: Node) -> bool:
        """Return whether ``node`` is the same for all completions."""
        return self._nodes[node][0] == -1

    def value(self, node: Node) -> Any:
        """Return the value of a terminal."""
        return self._nodes[node][1][1]

    def apply(self, name: str, operation: Callable[..., Hashable], nodes: Sequence[Node]) -> Node:
        """Return the diagram of ``operation`` applied point by point; ``name`` identifies the operation in the memo."""
        memo_key = (name, tuple(nodes))
        found = self._applied.get(memo_key)
        if found is not None:
            return found
        tops = [self._nodes[node][0] for node in nodes]
        inner = [top for top in tops if top >= 0]
        if not inner:
            result = self.terminal(operation(*(self.value(node) for node in nodes)))
        else:
            top = min(inner)
            children = tuple(
                self.apply(name, operation, [self._cofactor(node, top, cell) for node in nodes])
                for cell in range(self._cells[top])
            )
            result = self._choice(top, children)
        self._applied[memo_key] = result
        return result

    def _cofactor(self, node: Node, variable: int, cell: int) -> Node:
        top, content = self._nodes[node]
        return content[cell] if top == variable else node

    def conjunction(self, nodes: Iterable[Node]) -> Node:
        """Return the diagram that is true where all ``nodes`` are."""
        return self._fold("and", self.true, self.false, nodes)

    def disjunction(self, nodes: Iterable[Node]) -> Node:
        """Return the diagram that is true where some of ``nodes`` is."""
        return self._fold("or", self.false, self.true, nodes)

    def _fold(self, name: str, neutral: Node, absorbing: Node, nodes: Iterable[Node]) -> Node:
        operation = (lambda a, b: a and b) if name == "and" else (lambda a, b: a or b)
        result = neutral
        for node in nodes:
            if absorbing in (node, result):
                return absorbing
            if node not in (neutral, result):
                result = node if result == neutral else self.apply(name, operation, sorted((result, node)))
        return result

    def negation(self, node: Node) -> Node:
        """Return the diagram that is true where ``node`` is not."""
        if node == self.true:
            return self.false
        if node == self.false:
            return self.true
        return self.apply("not", lambda a: not a, [node])

    def restrict(self, node: Node, key: Hashable, cell: int) -> Node:
        """Return ``node`` with the fact ``key`` fixed to ``cell``."""
        index = self._variables.get(key)
        return node if index is None else self._restrict(node, index, cell, {})

    def _restrict(self, node: Node, index: int, cell: int, memo: dict[Node, Node]) -> Node:
        top, content = self._nodes[node]
        if top == -1 or top > index:
            return node
        if top == index:
            return int(content[cell])
        if node not in memo:
            memo[node] = self._choice(top, tuple(self._restrict(child, index, cell, memo) for child in content))
        return memo[node]

    def support(self, node: Node) -> list[Hashable]:
        """Return the facts on which ``node`` depends, in the order of declaration."""
        seen: set[Node] = set()
        found: set[int] = set()
        stack = [node]
        while stack:
            current = stack.pop()
            top, content = self._nodes[current]
            if current not in seen and top >= 0:
                found.add(top)
                stack.extend(content)
            seen.add(current)
        return [self._keys[index] for index in sorted(found)]

    def terminals(self, node: Node) -> set[Any]:
        """Return the values that ``node`` takes for some completion."""
        return set(self.distribution(node))

    def distribution(self, node: Node) -> dict[Any, float]:
        """Return each value of ``node`` with its share of the completions, cells of one fact counted alike."""
        memo: dict[Node, dict[Any, float]] = {}

        def share(current: Node) -> dict[Any, float]:
            if current not in memo:
                top, content = self._nodes[current]
                if top == -1:
                    memo[current] = {content[1]: 1.0}
                else:
                    total: dict[Any, float] = {}
                    for child in content:
                        for value, weight in share(child).items():
                            total[value] = total.get(value, 0.0) + weight / len(content)
                    memo[current] = total
            return memo[current]

        return share(node)

    def influence(self, node: Node, key: Hashable) -> float:
        """
        Return the share of completions of the other facts in which the fact ``key`` can change the value of ``node``.

        This is the influence of a variable in the sense of J. F. Banzhaf, "Weighted Voting Doesn't Work", Rutgers Law
        Review 19 (1965), carried over from two to many cells and values.
        """
        index = self._variables.get(key)
        if index is None:
            return 0.0
        cofactors = [self._restrict(node, index, cell, {}) for cell in range(self._cells[index])]
        differs = self.apply("differs", lambda *values: len(set(values)) > 1, cofactors)
        return self.distribution(differs).get(True, 0.0)

    def witness(self, node: Node, value: Any) -> dict[Hashable, int] | None:
        """Return cells for the facts that lead ``node`` to ``value``, or None if no completion does."""
        top, content = self._nodes[node]
        if top == -1:
            return {} if content[1] == value else None
        for cell, child in enumerate(content):
            rest = self.witness(child, value)
            if rest is not None:
                return {self._keys[top]: cell, **rest}
        return None
