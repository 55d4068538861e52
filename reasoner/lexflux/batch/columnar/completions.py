"""Rows that the circuit leaves open, settled: a SAT solver asks all completions of what is unknown at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from lexflux.batch.columnar.encoding import Encoding
from lexflux.batch.columnar.found import Found, Reader
from lexflux.batch.columnar.truths import HELD, Held, Known, Truths
from lexflux.decision.unknown import Cells, UnknownFact
from lexflux.grounding.formulas import AND, NOT, Formula

MOST_VARIABLES = 50_000
"""Beyond so many, encoding begins anew, since the solver looks at all of them for each question."""
FALSE, UNKNOWN, TRUE = range(len(HELD))
Facts = Mapping[UnknownFact, Cells]


class Completions:
    """
    Finds what holds of rows in every, in no, or only in some completion of their unknown facts, as the evaluator does.

    The circuit completes each leaf that is unknown in its own way. Here leaves that hang on the same fact are completed
    together: what each is of its facts is encoded as the evaluator tells it. What was found of a formula over facts is
    found of it in every row.

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
        self._formulas = reader.ground.formulas
        records = map(self._formulas.record, map(Formula, range(len(self._formulas))))
        self._negated = [parts[0] if kind == NOT else None for kind, parts in records]
        self._encoded = _Encoded(truths)

    def find(self, left_open: Sequence[Formula], cells: Mapping[int, Known], held: Held) -> Found | None:
        """
        Return what the evaluator finds of a row, or None where only that itself can tell, of all its cells.

        Parameters
        ----------
        left_open
            The formulas that `lexflux.batch.columnar.program.ResidualProgram` tells of the row.
        cells
            What the row has of each table of truths, by its number, at least of those of the leaves among these.
        held
            What the circuit tells of the roots, as for `Reader.found`.
        """
        if self._encoded.encoding.solver.size > MOST_VARIABLES:
            self._encoded = _Encoded(self.truths)
        literals = self._literals(left_open, cells)
        if literals is None:
            return None
        held, needed = held.copy(), self.reader.needed_of(held)
        roots = self.reader.roots
        open_roots = {place: self._literal(roots[place], literals) for place in _unknown(held)}
        open_needs = {
            place: self._encoded.encoding.some([open_roots[one] for one in self._open(place, held)])
            for place in _unknown(needed)
        }
        settled = self._encoded.settled({*open_roots.values(), *open_needs.values()})
        for told, literal_of in ((held, open_roots), (needed, open_needs)):
            told[[*literal_of]] = [settled[literal] for literal in literal_of.values()]
        return self.reader.found(held, needed)

    def _open(self, safeguard: int, held: Held) -> list[int]:
        """Return the places of the norms that require a safeguard and of which is unknown whether they take effect."""
        places = self.reader.requiring[safeguard]
        found: list[int] = places[held[places] == UNKNOWN].tolist()
        return found

    def _literals(self, left_open: Sequence[Formula], cells: Mapping[int, Known]) -> dict[int, int] | None:
        """Return the literals of formulas over the facts of a row; None if the same fact is open in two ways."""
        found: dict[int, int] = {}
        facts: dict[UnknownFact, Cells] = {}
        for formula in left_open:
            kind, parts = self._formulas.record(formula)
            if kind == AND:
                told = (self._literal(part, found) for part in parts)
                found[formula] = self._encoded.encoding.together([one for one in told if one])
                continue
            leaf = self._encoded.leaf(parts[0], cells)
            for fact, of_fact in leaf.facts.items():
                if facts.setdefault(fact, of_fact) != of_fact:
                    return None
            found[formula] = leaf.literal
        return found

    def _literal(self, formula: int, found: Mapping[int, int]) -> int:
        """Return the literal of a formula, by those that are left open and no negations; 0 if it is not left open."""
        opposite = self._negated[formula]
        return found.get(formula, 0) if opposite is None else -found.get(opposite, 0)


def _unknown(held: Held) -> list[int]:
    found: list[int] = np.flatnonzero(held == UNKNOWN).tolist()
    return found


@dataclass(frozen=True, slots=True)
class _Leaf:
    """The literal that holds where a leaf does, and the facts on which it hangs."""

    literal: int
    facts: Facts


@dataclass(slots=True)
class _Encoded:
    """Leaves as literals over facts, encoded as they are met, and what is known of literals."""

    truths: Truths
    encoding: Encoding = field(default_factory=Encoding)
    _leaves: dict[tuple[int, Known | None], _Leaf] = field(default_factory=dict)
    _settled: dict[int, int] = field(default_factory=dict)

    def leaf(self, atom: int, cells: Mapping[int, Known]) -> _Leaf:
        """Return what a leaf is of facts that some cells leave unknown."""
        number = self.truths.table_of.get(atom)
        known = None if number is None else cells[number]
        found = self._leaves.get((atom, known))
        if found is None:
            self._encode(number, known)
            found = self._leaves[atom, known]
        return found

    def _encode(self, number: int | None, known: Known | None) -> None:
        """Encode the leaves that read the same cells."""
        table = None if number is None else self.truths.tables[number]
        atoms = [*self.truths.fixed] if table is None else table.atoms
        reads = () if table is None or known is None else (table.reads, known)
        evaluation, diagrams = self.truths.evaluated(atoms, *reads)
        for atom, diagram in zip(atoms, diagrams, strict=True):
            support = (fact for fact in evaluation.diagrams.support(diagram) if isinstance(fact, UnknownFact))
            facts = {fact: evaluation.cells[fact] for fact in support}
            self._leaves[atom, known] = _Leaf(self.encoding.literal(evaluation, diagram), facts)

    def settled(self, asked: Collection[int]) -> dict[int, int]:
        """Return whether literals hold in every completion, in none, or in some."""
        left = {abs(one) for one in asked} - self._settled.keys()
        seen = self._seen(left)
        for one in left:
            self._settled[one] = UNKNOWN if {one, -one} <= seen else TRUE if one in seen else FALSE
            self._settled[-one] = TRUE - self._settled[one]
        return {one: self._settled[one] for one in asked}

    def _seen(self, asked: Collection[int]) -> set[int]:
        """Return which literals, and which opposites of them, hold in some completion: each tells of all."""
        solver = self.encoding.solver
        seen: set[int] = set()
        left = {*asked, *(-one for one in asked)}
        found = left
        while found and left:
            solver.prefer(left)
            solver.solve()
            found = left & solver.true_of(asked)
            left -= found
            seen |= found
        while left:
            one = left.pop()
            if solver.solve([one]):
                found = solver.true_of(asked)
                left -= found
                seen |= found
        return seen
