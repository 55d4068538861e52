"""Multi-terminal decision diagrams over facts with finitely many cells.

A variable is an unknown fact, its cells are the values that the law tells apart. A diagram maps every completion of the
unknown facts to a terminal, in reduced ordered form: two functions are equal exactly when they are the same diagram
(R. E. Bryant, "Graph-Based Algorithms for Boolean Function Manipulation", IEEE Trans. Computers C-35(8), 1986).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Container, Hashable, Iterable, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Any, NewType

Diagram = NewType("Diagram", int)
"""A diagram of one manager, which alone can read it."""

LEAF = -1
Record = tuple[int, Any]
"""What a manager keeps of a diagram: its topmost variable and a child for each cell, or `LEAF` and a typed terminal."""
Operands = tuple[Diagram, ...]
Build = Callable[[int, Operands], Diagram]
Finish = Callable[[Operands], Diagram | None]
"""Returns the result of an operation on operands where it is plain without a look at the cells of facts."""

IN_A_BLOCK = 1 << 32
"""More than the variables that all blocks together can have."""


class TooLargeError(Exception):
    """The result of an operation would have more diagrams than the operation may make."""


class DiagramManager:
    """
    Makes the diagrams that share parts and one order of variables.

    Parameters
    ----------
    blocks
        What the ``path`` of a fact can be, in the order in which facts are to be read: those of one path stand
        together, in the order of their declaration, so that what many paths have in common is told path by path.
    """

    def __init__(self, blocks: Iterable[Hashable] = ()) -> None:
        self._blocks = {path: place for place, path in enumerate(blocks)}
        self._cells: dict[int, int] = {}
        self._variables: dict[Hashable, int] = {}
        self._keys: dict[int, Hashable] = {}
        self._records: list[Record] = []
        self._unique: dict[Record, Diagram] = {}
        self._results: dict[Hashable, dict[Operands, Diagram]] = {}
        self._supports: dict[Operands, list[Hashable]] = {}
        self._places: dict[int, int] = {}
        self._reading: dict[Diagram, int] = {}
        self.false = self.terminal(False)
        self.true = self.terminal(True)
        self._opposites = {self.true: self.false, self.false: self.true}

    def __len__(self) -> int:
        """Return the number of diagrams made so far."""
        return len(self._records)

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

    def _choice(self, variable: int, children: Operands) -> Diagram:
        """Return the diagram with these children; a variable that makes no difference does not appear in it."""
        first = children[0]
        if children.count(first) == len(children):
            return first
        return self._intern((variable, children))

    def variable(self, key: Hashable, cells: int, holds: Iterable[int]) -> Diagram:
        """Return the diagram that is true where the fact ``key`` (with ``cells`` cells) lies in the cells ``holds``."""
        chosen = set(holds)
        children = tuple(self.true if cell in chosen else self.false for cell in range(cells))
        return self._choice(self._index(key, cells), children)

    def value_of(self, key: Hashable, values: Sequence[Hashable]) -> Diagram:
        """Return the diagram that is the value of the fact ``key``, one for each cell."""
        return self._choice(self._index(key, len(values)), tuple(map(self.terminal, values)))

    def _index(self, key: Hashable, cells: int) -> int:
        index = self._variables.get(key)
        return self._declare(key, cells) if index is None else index

    def _declare(self, key: Hashable, cells: int) -> int:
        block = self._blocks.setdefault(getattr(key, "path", None), len(self._blocks))
        index = self._variables[key] = block * IN_A_BLOCK + len(self._variables)
        self._keys[index] = key
        self._cells[index] = cells
        return index

    def variables(self, keys: Iterable[Hashable]) -> frozenset[int]:
        """Return the variables of facts."""
        return frozenset(self._variables[key] for key in keys if key in self._variables)

    def apply(self, name: str, operation: Callable[..., Hashable], diagrams: Sequence[Diagram]) -> Diagram:
        """Return the diagram of ``operation`` applied point by point; ``name`` identifies the operation in the memo."""

        def finish(operands: Operands) -> Diagram | None:
            records = [self._records[operand] for operand in operands]
            if any(top != LEAF for top, _ in records):
                return None
            return self.terminal(operation(*(value for _, (_, value) in records)))

        return self._run(name, tuple(diagrams), finish, self._choice)

    def _run(
        self, name: Hashable, diagrams: Operands, finish: Finish, build: Build, most: int = sys.maxsize
    ) -> Diagram:
        """
        Return the result of an operation, found cell by cell where `finish` does not know it.

        The stack holds what is to be found before, since as many facts as a transfer has nodes would be too deep for
        calls inside calls. More diagrams than ``most`` raise `TooLargeError`.
        """
        results, stack = self._results.setdefault(name, {}), [diagrams]
        opened: dict[Operands, tuple[int, list[Operands]]] = {}
        while stack:
            operands = stack[-1]
            found = results.get(operands)
            if found is None and (found := finish(operands)) is None:
                if operands not in opened:
                    _, parts = opened[operands] = self._parts(operands)
                    waiting = [part for part in dict.fromkeys(parts) if part not in results]
                    stack += waiting
                    if waiting:
                        continue
                top, parts = opened.pop(operands)
                found = build(top, tuple(map(results.__getitem__, parts)))
                if len(self._records) > most:
                    raise TooLargeError
            results[operands] = found
            stack.pop()
        return results[diagrams]

    def _parts(self, operands: Operands) -> tuple[int, list[Operands]]:
        """Return the topmost variable of the operands, and for each of its cells the operands in that cell."""
        if len(operands) == 2:  # nearly all are pairs
            return self._parts_of_pair(*operands)
        records = [self._records[diagram] for diagram in operands]
        top = min(variable for variable, _ in records if variable != LEAF)
        cells = self._cells[top]
        columns = [
            content if variable == top else (diagram,) * cells
            for diagram, (variable, content) in zip(operands, records, strict=True)
        ]
        return top, list(zip(*columns, strict=True))

    def _parts_of_pair(self, one: Diagram, other: Diagram) -> tuple[int, list[Operands]]:
        (first, own), (second, others) = self._records[one], self._records[other]
        if first == second:
            return first, list(zip(own, others, strict=True))
        if second == LEAF or LEAF != first < second:
            return first, [(child, other) for child in own]
        return second, [(one, child) for child in others]

    def conjunction(self, diagrams: Iterable[Diagram]) -> Diagram:
        """Return the diagram that is true where all ``diagrams`` are."""
        return self._fold(True, self.true, self.false, diagrams)

    def disjunction(self, diagrams: Iterable[Diagram]) -> Diagram:
        """Return the diagram that is true where some of ``diagrams`` is."""
        return self._fold(False, self.false, self.true, diagrams)

    def _fold(self, every: bool, neutral: Diagram, absorbing: Diagram, diagrams: Iterable[Diagram]) -> Diagram:
        """Combine diagrams, unless one decides alone; after that one, nothing more is looked at."""
        operands: list[Diagram] = []
        for diagram in diagrams:
            if diagram == absorbing:
                return absorbing
            if diagram != neutral:
                operands.append(diagram)
        if len(operands) < 2:
            return operands[0] if operands else neutral
        return self._join(every, [*dict.fromkeys(operands)])

    def _join(self, every: bool, diagrams: list[Diagram]) -> Diagram:
        """Combine several diagrams, none of which decides alone."""
        return self._combine(every, diagrams, sys.maxsize)

    def _combine(self, every: bool, diagrams: list[Diagram], most: int) -> Diagram:
        """Combine diagrams in pairs, from the last of the order on: what comes before is then only put on top."""
        name = "and" if every else "or"
        neutral, absorbing = (self.true, self.false) if every else (self.false, self.true)

        def finish(pair: Operands) -> Diagram | None:
            one, other = pair
            if absorbing in pair:
                return absorbing
            if one in (neutral, other):
                return other
            return one if other == neutral else None

        diagrams.sort(key=lambda diagram: self._records[diagram][0])
        result = diagrams.pop()
        while diagrams:
            result = self._run(name, (diagrams.pop(), result), finish, self._choice, most)
        return result

    def negation(self, diagram: Diagram) -> Diagram:
        """Return the diagram that is true where ``diagram`` is not."""
        opposite = self._opposites.get(diagram)
        if opposite is None:
            opposite = self._run("not", (diagram,), lambda operands: self._opposites.get(operands[0]), self._choice)
            self._opposites |= {diagram: opposite, opposite: diagram}
        return opposite

    def restrict(self, diagram: Diagram, key: Hashable, cell: int) -> Diagram:
        """Return ``diagram`` with the fact ``key`` fixed to ``cell``."""
        index = self._variables.get(key)
        if index is None:
            return diagram

        def finish(operands: Operands) -> Diagram | None:
            top, content = self._records[operands[0]]
            if top == index:
                return Diagram(content[cell])
            return operands[0] if top == LEAF or top > index else None

        return self._run(("restrict", index, cell), (diagram,), finish, self._choice)

    def influence(self, diagram: Diagram, *keys: Hashable) -> float:
        """
        Return the share of completions of the other facts in which the facts ``keys`` can change a truth value.

        This is the influence of a variable in the sense of J. F. Banzhaf, "Weighted Voting Doesn't Work", Rutgers Law
        Review 19 (1965), carried over from two to many cells and to variables that are one fact together.
        """
        return self.distribution(self.varying((diagram,), keys)).get(True, 0.0)

    def varying(self, diagrams: Iterable[Diagram], keys: Iterable[Hashable], most: int = sys.maxsize) -> Diagram:
        """Return the completions of the other facts in which the facts ``keys`` can change one of some truth values."""
        fixed = self.variables(keys)
        varying = [self._varying(diagram, fixed, most) for diagram in diagrams]
        return self._combine(False, varying, most)

    def _varying(self, diagram: Diagram, fixed: frozenset[int], most: int) -> Diagram:
        some, every = (self._without(diagram, fixed, every, most) for every in (False, True))
        return self._combine(True, [some, self.negation(every)], most)

    def _without(self, diagram: Diagram, fixed: frozenset[int], every: bool, most: int) -> Diagram:
        """Return where ``diagram`` holds for ``every`` value of some variables, or else for some value of them."""

        def build(top: int, children: Operands) -> Diagram:
            if top not in fixed:
                return self._choice(top, children)
            return self._combine(every, [*dict.fromkeys(children)], most)

        def finish(operands: Operands) -> Diagram | None:
            return operands[0] if self._records[operands[0]][0] == LEAF else None

        return self._run(("without", fixed, every), (diagram,), finish, build, most)

    def below(self, diagram: Diagram) -> Collection[Diagram]:
        """Return the diagrams of which one directly consists."""
        top, content = self._records[diagram]
        return content if top != LEAF else ()

    def parts(self, diagrams: Iterable[Diagram], known: Container[Diagram] = ()) -> Iterator[Diagram]:
        """
        Yield all diagrams of which ``diagrams`` consist, each once and after those of which it consists.

        What is ``known`` is left out, with all of which only that consists.
        """
        done: set[Diagram] = set()
        stack = list(diagrams)
        while stack:
            current = stack[-1]
            if current in done or current in known:
                stack.pop()
                continue
            waiting = [part for part in self.below(current) if part not in done and part not in known]
            stack += waiting
            if not waiting:
                done.add(current)
                yield current

    def support(self, *diagrams: Diagram) -> list[Hashable]:
        """Return the facts on which ``diagrams`` depend, in the order of variables."""
        found = self._supports.get(diagrams)
        if found is None:
            reading = self._reading_of(diagrams)
            read = sorted(index for index, place in self._places.items() if reading >> place & 1)
            found = self._supports[diagrams] = [self._keys[index] for index in read if index in self._keys]
        return found

    def _reading_of(self, diagrams: Iterable[Diagram]) -> int:
        """Return as bits on which variables some diagrams depend."""
        roots = tuple(diagrams)
        for part in self.parts(roots, known=self._reading):
            below = map(self._reading.__getitem__, self.below(part))
            self._reading[part] = reduce(or_, below, self._bit(self._records[part][0]))
        return reduce(or_, map(self._reading.__getitem__, roots), 0)

    def _bit(self, variable: int) -> int:
        return 0 if variable == LEAF else 1 << self._places.setdefault(variable, len(self._places))

    def terminals(self, diagram: Diagram) -> set[Any]:
        """Return the values that ``diagram`` takes for some completion."""
        return set(self.distribution(diagram))

    def distribution(self, diagram: Diagram) -> dict[Any, float]:
        """Return each value of ``diagram`` with its share of the completions, cells of one fact counted alike."""
        found: dict[Diagram, dict[Any, float]] = {}
        for part in self.parts((diagram,)):
            top, content = self._records[part]
            total: dict[Any, float] = {content[1]: 1.0} if top == LEAF else {}
            for child in content if top != LEAF else ():
                for value, share in found[child].items():
                    total[value] = total.get(value, 0.0) + share / len(content)
            found[part] = total
        return found[diagram]

    def witness(self, diagram: Diagram, value: Any) -> dict[Hashable, int] | None:
        """Return cells for the facts that lead ``diagram`` to ``value``, or None if no completion does."""
        leading: set[Diagram] = set()
        for part in self.parts((diagram,)):
            top, content = self._records[part]
            if content[1] == value if top == LEAF else not leading.isdisjoint(content):
                leading.add(part)
        return self._path(diagram, leading) if diagram in leading else None

    def _path(self, diagram: Diagram, leading: set[Diagram]) -> dict[Hashable, int]:
        cells: dict[Hashable, int] = {}
        top, content = self._records[diagram]
        while top != LEAF:
            cell = next(cell for cell, child in enumerate(content) if child in leading)
            cells[self._keys[top]] = cell
            top, content = self._records[content[cell]]
        return cells
