"""
Formulas as a program over planes of bits: in which rows each certainly holds, and in which it may (S. C. Kleene).

A program may also tell in which rows a formula is left open and something that is asked for hangs on it: these formulas
are all that is left to be asked of a row, since every other one comes to the same in all completions (its residual
program, as partial evaluation calls it: Y. Futamura, 1971).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from lexflux.batch.columnar.bits import Words
from lexflux.decision.evaluation import Truth
from lexflux.grounding.formulas import ATOM, NOT, Formula, Formulas

OPPOSITE = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE, Truth.UNKNOWN: Truth.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Plane:
    """The rows in which something holds, kept in a place; or, if negated, those in which it does not."""

    place: int
    negated: bool = False


Operand = Truth | Plane


class Kind(IntEnum):
    """What a step puts: that all parts hold; the same where something unknown in every row is one; that it is open."""

    ALL = 0
    ALL_AND_UNKNOWN = 1
    OPEN = 2


@dataclass(frozen=True, slots=True)
class Step:
    """What is put in a place: of several parts, or whether the only one is open."""

    place: int
    parts: tuple[int, ...]
    negated: tuple[int, ...]
    kind: Kind


class Program:
    """
    The steps that find in which rows formulas hold, without what is the same in all rows.

    Parameters
    ----------
    formulas
        Where the formulas are kept.
    roots
        What is asked for.
    leaves
        For each atom its truth if it is the same in all rows, else the place of its plane; these come first.
    """

    def __init__(self, formulas: Formulas, roots: Sequence[Formula], leaves: Mapping[int, Truth | int]) -> None:
        self.leaves = leaves
        self.steps: list[Step] = []
        self.found: dict[Formula, Operand] = {}
        self._made: dict[tuple[tuple[int, ...], tuple[int, ...], Kind], int] = {}
        self.first = 1 + max((place for place in leaves.values() if isinstance(place, int)), default=-1)
        for formula in formulas.below(roots):
            self.found[formula] = self._operand(*formulas.record(formula))
        told = self._told(formulas, roots)
        kept = {one.place for one in told if isinstance(one, Plane)}
        self.places, places, self.steps = _placed(self.steps, self.first, kept)
        self.roots = [_at(one, places) for one in told]

    def _told(self, formulas: Formulas, roots: Sequence[Formula]) -> list[Operand]:
        """Return what is told of rows: of each root whether it holds."""
        del formulas
        return [self.found[root] for root in roots]

    def _operand(self, kind: str, parts: tuple[int, ...]) -> Operand:
        if kind == ATOM:
            leaf = self.leaves[parts[0]]
            return Plane(leaf) if isinstance(leaf, int) else leaf
        found = [self.found[Formula(part)] for part in parts]
        return _opposite(found[0]) if kind == NOT else self._conjunction(found)

    def _conjunction(self, parts: Sequence[Operand]) -> Operand:
        planes = {part for part in parts if isinstance(part, Plane)}
        is_open = Truth.UNKNOWN in parts
        if Truth.FALSE in parts:
            return Truth.FALSE
        if not planes:
            return Truth.UNKNOWN if is_open else Truth.TRUE
        if len(planes) == 1 and not is_open:
            return planes.pop()
        places = {negated: {one.place for one in planes if one.negated is negated} for negated in (False, True)}
        holding, not_holding = (tuple(sorted(places[one])) for one in (False, True))
        return self._step(holding, not_holding, Kind.ALL_AND_UNKNOWN if is_open else Kind.ALL)

    def _step(self, parts: tuple[int, ...], negated: tuple[int, ...], kind: Kind) -> Plane:
        """Return the plane that a step fills, the same for the same step."""
        place = self._made.setdefault((parts, negated, kind), self.first + len(self.steps))
        if place == self.first + len(self.steps):
            self.steps.append(Step(place, parts, negated, kind))
        return Plane(place)

    def run(self, certain: Words, possible: Words) -> None:
        """Fill planes, of which those of the leaves are there: where something certainly holds, and where it may."""
        for step in self.steps:
            _all(certain, possible, step, certain[step.place])
            _all(possible, certain, step, possible[step.place])
            if step.kind is Kind.ALL_AND_UNKNOWN:
                certain[step.place] = 0
            elif step.kind is Kind.OPEN:
                possible[step.place] &= ~certain[step.place]
                certain[step.place] = possible[step.place]


class ResidualProgram(Program):
    """
    The steps that find in which rows formulas are left open and some root that is open hangs on them.

    Attributes
    ----------
    asked
        The formulas of which that is told, each after its parts; in rows with the same truth of all, the roots are left
        open by the same formulas over the leaves. Of a negation it is told with its part.
    """

    asked: list[Formula]

    def _told(self, formulas: Formulas, roots: Sequence[Formula]) -> list[Operand]:
        order = [*formulas.below(roots)]
        needed: dict[Formula, list[Operand]] = {formula: [] for formula in order}
        for root in roots:
            needed[root].append(Truth.TRUE)
        found: dict[Formula, Operand] = {}
        for formula in reversed(order):
            kind, parts = formulas.record(formula)
            where = self._conjunction([self._open(self.found[formula]), self._some(needed[formula])])
            if where is not Truth.FALSE:
                if kind != NOT:
                    found[formula] = where
                for part in parts if kind != ATOM else ():
                    needed[Formula(part)].append(where)
        self.asked = [formula for formula in order if formula in found]
        return [found[formula] for formula in self.asked]

    def _open(self, operand: Operand) -> Operand:
        """Return where an operand is unknown."""
        if isinstance(operand, Plane):
            return self._step((operand.place,), (), Kind.OPEN)
        return Truth.TRUE if operand is Truth.UNKNOWN else Truth.FALSE

    def _some(self, operands: Iterable[Operand]) -> Operand:
        return _opposite(self._conjunction([*map(_opposite, operands)]))


def _opposite(operand: Operand) -> Operand:
    return Plane(operand.place, not operand.negated) if isinstance(operand, Plane) else OPPOSITE[operand]


def _all(holding: Words, opposite: Words, step: Step, into: Words) -> None:
    """Put where all parts hold, and no negated one does, by the planes of the opposite, into a plane."""
    if step.negated:
        np.copyto(into, opposite[step.negated[0]])
        for place in step.negated[1:]:
            np.bitwise_or(into, opposite[place], out=into)
        np.invert(into, out=into)
        parts = step.parts
    else:
        np.copyto(into, holding[step.parts[0]])
        parts = step.parts[1:]
    for place in parts:
        np.bitwise_and(into, holding[place], out=into)


def _at(operand: Operand, places: Mapping[int, int]) -> Operand:
    return Plane(places[operand.place], operand.negated) if isinstance(operand, Plane) else operand


def _placed(steps: Sequence[Step], first: int, kept: Collection[int]) -> tuple[int, Mapping[int, int], list[Step]]:
    """
    Return steps with places used again once nothing reads them any more, unless they are ``kept``.

    With them how many places they need, and the new place of each.
    """
    last = {place: number for number, step in enumerate(steps) for place in (*step.parts, *step.negated)}
    places = {place: place for place in range(first)}
    free: list[int] = []
    needed = first
    found: list[Step] = []
    for number, step in enumerate(steps):
        if not free:
            free.append(needed)
            needed += 1
        places[step.place] = free.pop()
        parts, negated = (tuple(places[one] for one in side) for side in (step.parts, step.negated))
        found.append(Step(places[step.place], parts, negated, step.kind))
        ended = {one for one in (*step.parts, *step.negated) if last[one] == number and one >= first}
        free += [places[one] for one in sorted(ended.difference(kept))]
    return needed, places, found
