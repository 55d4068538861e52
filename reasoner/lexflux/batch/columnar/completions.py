"""Rows that the circuit leaves open, settled: a SAT solver asks all completions of what is unknown at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lexflux.batch.columnar.encoding import Encoding
from lexflux.batch.columnar.found import Found, Reader
from lexflux.batch.columnar.truths import HELD, Known, Table, Truths
from lexflux.decision.unknown import Cells, UnknownFact
from lexflux.grounding.formulas import AND, ATOM, Formula

MOST_VARIABLES = 50_000
"""Beyond so many, encoding begins anew, since the solver looks at all of them for each row."""
FALSE, UNKNOWN, TRUE = range(len(HELD))
Facts = Mapping[UnknownFact, Cells]


class Completions:
    """
    Finds what holds of rows in every, in no, or only in some completion of their unknown facts, as the evaluator does.

    The circuit completes each leaf that is unknown in its own way. Here leaves that hang on the same fact are completed
    together: what each is of its facts is encoded as the evaluator tells it.

    Parameters
    ----------
    reader
        What is asked of a row.
    truths
        The leaves, and how the evaluator is asked for them.
    """

    def __init__(self, reader: Reader, truths: Truths) -> None:
        self.reader = reader
        self.truths = truths
        self._encoded = _Encoded(reader, truths)

    def find(self, rows: Sequence[Known], held: Sequence[int]) -> Found | None:
        """
        Return what the evaluator finds of a row, or None where only that itself can tell.

        Parameters
        ----------
        rows
            For each table of truths what it reads in the row.
        held
            What the circuit tells of the roots, as for `Reader.found`.
        """
        if self._encoded.encoding.solver.size > MOST_VARIABLES:
            self._encoded = _Encoded(self.reader, self.truths)
        told = self._encoded.told(rows)
        if told is None:
            return None
        settled = self._settled(told, [*held, *self.reader.needed_of(held)])
        count = len(self.reader.roots)
        return self.reader.found(settled[:count], settled[count:])

    def _settled(self, told: Sequence[int], held: Sequence[int]) -> list[int]:
        """Return what holds; of roots that are unknown to the circuit the solver is asked."""
        roots = self._encoded.roots
        seen = self._seen(told, {root for root, one in zip(roots, held, strict=True) if one == UNKNOWN})
        return [
            one if one != UNKNOWN else UNKNOWN if {root, -root} <= seen else TRUE if root in seen else FALSE
            for root, one in zip(roots, held, strict=True)
        ]

    def _seen(self, told: Sequence[int], asked: Collection[int]) -> set[int]:
        """Return which literals, and which opposites of them, hold in some completion: each tells of all."""
        solver = self._encoded.encoding.solver
        seen: set[int] = set()
        left = {*asked, *(-one for one in asked)}
        found = left
        while found and left:
            solver.prefer(left)
            solver.solve(told)
            found = left & solver.true_of(asked)
            left -= found
            seen |= found
        while left:
            one = left.pop()
            if solver.solve([*told, one]):
                found = solver.true_of(asked)
                left -= found
                seen |= found
        return seen


@dataclass(frozen=True, slots=True)
class _Told:
    """What some cells tell: the literal that assumes it, and the facts that they leave unknown."""

    literal: int
    facts: Facts


@dataclass(slots=True)
class _Encoded:
    """The formulas of the roots as clauses; what cells tell of leaves is added as they are met."""

    reader: Reader
    truths: Truths
    encoding: Encoding = field(default_factory=Encoding)
    roots: list[int] = field(default_factory=list)
    _always: Facts = field(default_factory=dict)
    _leaves: dict[int, int] = field(default_factory=dict)
    _told: dict[tuple[int, Known], _Told] = field(default_factory=dict)

    def __post_init__(self) -> None:
        formulas, solver = self.reader.ground.formulas, self.encoding.solver
        fixed = [*self.truths.fixed]
        evaluation, diagrams = self.truths.evaluated(fixed)
        told = zip(fixed, diagrams, strict=True)
        self._leaves = {atom: self.encoding.literal(evaluation, diagram) for atom, diagram in told}
        self._always = _facts(evaluation.diagrams.support(*diagrams), evaluation.cells)
        asked = [*self.reader.roots, *self.reader.needed]
        found: dict[Formula, int] = {}
        for formula in formulas.below(asked):
            kind, parts = formulas.record(formula)
            if kind == ATOM:
                found[formula] = self._leaf(parts[0])
            else:
                below = [found[Formula(part)] for part in parts]
                found[formula] = solver.conjunction(below) if kind == AND else -below[0]
        self.roots = [found[root] for root in asked]

    def _leaf(self, atom: int) -> int:
        if atom not in self._leaves:
            self._leaves[atom] = self.encoding.solver.new()
        return self._leaves[atom]

    def told(self, rows: Sequence[Known]) -> list[int] | None:
        """Return literals that assume what rows tell; None if the same fact is open in two ways."""
        found = [self._of_cells(number, known) for number, known in enumerate(rows)]
        facts = dict(self._always)
        for one in found:
            for fact, cells in one.facts.items():
                if facts.setdefault(fact, cells) != cells:
                    return None
        return [one.literal for one in found]

    def _of_cells(self, number: int, known: Known) -> _Told:
        found = self._told.get((number, known))
        if found is None:
            found = self._told[number, known] = self._assumed(self.truths.tables[number], known)
        return found

    def _assumed(self, table: Table, known: Known) -> _Told:
        """Return what cells tell of leaves: they are as the evaluator says wherever a new literal holds."""
        evaluation, diagrams = self.truths.evaluated(table.atoms, table.reads, known)
        solver = self.encoding.solver
        assumed = solver.new()
        for atom, diagram in zip(table.atoms, diagrams, strict=True):
            leaf, literal = self._leaf(atom), self.encoding.literal(evaluation, diagram)
            solver.add(-assumed, -leaf, literal)
            solver.add(-assumed, leaf, -literal)
        return _Told(assumed, _facts(evaluation.diagrams.support(*diagrams), evaluation.cells))


def _facts(support: Iterable[object], cells: Mapping[UnknownFact, Cells]) -> Facts:
    return {fact: cells[fact] for fact in support if isinstance(fact, UnknownFact)}
