"""How often a fact decides: the share of completions of all other facts in which a change of it changes the outcome.

The share is exact while diagrams tell it. Else it is estimated on completions drawn at random, evaluated side by side,
one bit for each; where no new value drawn for the fact changes anything, the solver is asked for some of them.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import product
from math import prod
from operator import or_
from random import Random

from lexflux.decision.circuit import Circuit
from lexflux.decision.completions import Completions, Masks, Part, cells_told_apart
from lexflux.decision.diagram import Diagram, TooLargeError
from lexflux.decision.examples import Examples

DRAWN = 4096
"""So many completions are drawn; the standard error of a share is then at most 0.8 per cent."""
REDRAWN = 4
"""So often a fact of many tests is drawn anew."""
ASKED = 64
"""For so many completions in which that changed nothing the solver is asked."""
ASKED_IN_ALL, FEWEST_ASKED = 5_000, 4
"""For fewer, down to the latter, where there are many facts, each of which is asked about."""
MANY = 16
"""Up to so many combinations of values of a fact, all are tried instead."""
EVERY = (1 << DRAWN) - 1

Cells = Mapping[int, Masks]

Question = tuple[Diagram, ...]
"""Truths of which a change of any one is a change of the outcome."""


@dataclass(frozen=True, slots=True)
class Influence:
    """A share of the completions, and whether it is an estimate."""

    share: float
    estimated: bool


@dataclass(frozen=True, slots=True)
class Redrawn:
    """In which completions other values of some facts change which truth; ``complete`` if all values were tried."""

    changed: Mapping[Diagram, int]
    complete: bool


class Influences:
    """
    The influence of facts on questions.

    Parameters
    ----------
    circuit
        The circuit of the transfer.
    questions
        All that will be asked about.
    """

    def __init__(self, circuit: Circuit, questions: Iterable[Question]) -> None:
        self._circuit = circuit
        self._read = {question: frozenset(circuit.support(*question)) for question in questions}

    def deciding(self, questions: Iterable[Question], keys: Collection[Hashable]) -> list[Question]:
        """Return the questions whose answer the facts ``keys`` can change, with all other facts the same."""
        read = [question for question in questions if not self._read[question].isdisjoint(keys)]
        left = [question for question in read if self._has_gates(question) and not self._sample.share(question, keys)]
        changeable = self._changeable(left, keys)
        return [question for question in read if question not in left or question in changeable]

    def possible(self, truth: Diagram, key: Hashable, cell: int) -> bool:
        """Return whether something can be true while the fact ``key`` lies in a cell."""
        drawn = self._circuit.has_gates(truth) and self._sample.happens(truth, key, cell)
        return drawn or self._circuit.possible(truth, key, cell)

    def _changeable(self, questions: list[Question], keys: Collection[Hashable]) -> set[Question]:
        """Return the questions whose answer facts can change: as is seen near examples found before, else new ones."""
        variables, examples = self._circuit.variables(keys), self._sample.examples
        left = examples.unchanged(questions, variables)
        if left:
            truths = {truth for question in left for truth in question}
            changes = self._circuit.changes(truths, variables, self._sample.affected(keys))
            while changed := changes.find({truth for question in left for truth in question}):
                examples.add(self._circuit.example(examples.facts))
                left = [question for question in left if changed.isdisjoint(question)]
        return {*questions}.difference(left)

    def _has_gates(self, question: Question) -> bool:
        return any(map(self._circuit.has_gates, question))

    def of(self, questions: Iterable[Question], keys: Collection[Hashable]) -> Influence | None:
        """Return the greatest influence that some facts have together on a question, or None if they have none."""
        found = {question: self._exact(question, keys) for question in self.deciding(questions, keys)}
        if not found:
            return None
        exact = max((share for share in found.values() if share is not None), default=0.0)
        drawn = {question: self._sample.share(question, keys) for question, share in found.items() if share is None}
        if not drawn:
            return Influence(exact, estimated=False)
        greatest = max(drawn, key=lambda question: drawn[question])
        return Influence(max(exact, self._sample.full_share(greatest, keys)), estimated=True)

    def _exact(self, question: Question, keys: Collection[Hashable]) -> float | None:
        """Return the share that diagrams tell, or None if they would be too large."""
        if self._has_gates(question):
            return None
        try:
            varying = self._circuit.varying(question, keys, self._circuit.budget)
        except TooLargeError:
            return None
        return self._circuit.distribution(varying).get(True, 0.0)

    @cached_property
    def _sample(self) -> Sample:
        return Sample(self._circuit, (truth for question in self._read for truth in question))


class Sample:
    """Completions drawn at random; what is true in which of them stands in the bits of an integer."""

    def __init__(self, circuit: Circuit, truths: Iterable[Diagram]) -> None:
        self._circuit = circuit
        self._drawn = Completions(circuit, DRAWN)
        self._cells, self._values = self._drawn.cells, self._drawn.values
        self._reading = circuit.reading(circuit.parts(truths))
        self._parts = [self._drawn.part(diagram) for diagram in self._reading if diagram not in self._values]
        for part in self._parts:
            self._drawn.evaluate(part)
        self.examples = Examples(circuit, self._parts, self._reading)
        self._found: dict[frozenset[int], Redrawn] = {}
        self._asked = max(FEWEST_ASKED, min(ASKED, ASKED_IN_ALL // max(1, len(self._cells))))

    def happens(self, truth: Diagram, key: Hashable, cell: int) -> bool:
        """Return whether something is true in a completion in which the fact ``key`` lies in a cell."""
        return any(self._values[truth] & self._cells[one][cell] for one in self._circuit.variables((key,)))

    def affected(self, keys: Iterable[Hashable]) -> frozenset[Diagram]:
        """Return all parts of the questions that depend on the facts ``keys``."""
        return frozenset(self._redrawn(keys).changed)

    def share(self, question: Question, keys: Iterable[Hashable]) -> float:
        """Return the share of the completions in which values drawn for the facts ``keys`` change the answer."""
        return self._changed(question, self._redrawn(keys)).bit_count() / DRAWN

    def full_share(self, question: Question, keys: Iterable[Hashable]) -> float:
        """Return the share in which some values do: where those drawn do not, as the solver says for a part of them."""
        redrawn = self._redrawn(keys)
        changed = self._changed(question, redrawn)
        left = [place for place in range(DRAWN) if not changed >> place & 1]
        if redrawn.complete or not left:
            return changed.bit_count() / DRAWN
        asked = Random(0).sample(left, min(self._asked, len(left)))  # noqa: S311
        others = self._circuit.variables(self._circuit.support(*question)) - self._circuit.variables(keys)
        found = sum(self._can_change(question, sorted(others), place) for place in asked)
        return (changed.bit_count() + len(left) * found / len(asked)) / DRAWN

    def _changed(self, question: Question, redrawn: Redrawn) -> int:
        return reduce(or_, (redrawn.changed.get(truth, 0) for truth in question), 0)

    def _can_change(self, question: Question, others: Iterable[int], place: int) -> bool:
        """Return whether a truth can be another than in a completion, with ``others`` as they are there."""
        solver, encoding = self._circuit.solver, self._circuit.encoding
        known = [encoding.cell(other, _cell_at(self._cells[other], place)) for other in others]
        truths = [(encoding.literal(truth), self._values[truth] >> place & 1) for truth in question]
        other = solver.disjunction([-literal if holds else literal for literal, holds in truths])
        return solver.solve((*known, other))

    def _redrawn(self, keys: Iterable[Hashable]) -> Redrawn:
        variables = self._circuit.variables(keys)
        found = self._found.get(variables)
        if found is None:
            found = self._found[variables] = self._redraw(variables)
        return found

    def _redraw(self, variables: frozenset[int]) -> Redrawn:
        """Return in which completions other values of some facts change which truth."""
        read = self._circuit.bits(variables)
        affected = [part for part in self._parts if self._reading[part.diagram] & read]
        complete, choices = self._choices(variables, affected)
        changed = dict.fromkeys((part.diagram for part in affected), 0)
        for cells in choices:
            for diagram, differs in self._drawn.differing(affected, cells).items():
                changed[diagram] |= differs
        return Redrawn(changed, complete)

    def _choices(self, variables: frozenset[int], affected: Iterable[Part]) -> tuple[bool, Iterator[Cells]]:
        """Return other values for some facts, and whether these are all that make a difference."""
        telling = cells_told_apart(self._circuit, variables, affected)
        if len(variables) > 1 and prod(map(len, telling.values())) > MANY:
            return False, ({one: self._drawn.draw(self._circuit.cells(one)) for one in telling} for _ in range(REDRAWN))
        return True, (self._always(dict(zip(telling, cells, strict=True))) for cells in product(*telling.values()))

    def _always(self, cells: Mapping[int, int]) -> Cells:
        """Return that facts lie in the same cells in every completion."""
        return {
            variable: [EVERY if one == cell else 0 for one in range(self._circuit.cells(variable))]
            for variable, cell in cells.items()
        }


def _cell_at(masks: Masks, place: int) -> int:
    return next(cell for cell, mask in enumerate(masks) if mask >> place & 1)
