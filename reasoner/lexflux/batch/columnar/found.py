"""What the law of a regime makes of rows: the same for many, told by the circuit, by a solver or by the evaluator."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lexflux.batch.columnar.truths import HELD, Held
from lexflux.decision.decide import apply_law
from lexflux.decision.evaluation import Truth
from lexflux.decision.labelling import Labelling, label
from lexflux.decision.requirements import find_demands
from lexflux.decision.statuses import Need, RequirementStatus, Verdict, requirement_status, settled
from lexflux.decision.verdicts import find_verdicts, possible_verdicts
from lexflux.facts.transfer import Facts
from lexflux.grounding.formulas import Formula
from lexflux.grounding.laws import GroundLaw
from lexflux.law.lawbook import LawBook
from lexflux.law.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Wanted:
    """A safeguard that is needed, or perhaps, and whether it, or what may stand in its place, is there."""

    safeguard: str
    need: Need
    in_place: RequirementStatus


@dataclass(frozen=True, slots=True)
class Found:
    """
    What one law makes of transfers: all that have the same norms and requirements.

    ``effective`` are the norms that take effect, ``unsettled`` those that do so depending on what is unknown.
    ``possible`` are the verdicts, the mildest first; none where no law of the regime was in force.
    """

    regime: str
    possible: tuple[Verdict, ...]
    effective: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()
    wanted: tuple[Wanted, ...] = ()

    @property
    def verdict(self) -> Verdict | None:
        """The verdict; None where no law of the regime was in force."""
        return settled(self.possible) if self.possible else None


def find(
    book: LawBook, facts: Facts, law: Snapshot, on: datetime.date, readings: Mapping[str, str], strict: bool
) -> Found:
    """Return what the evaluator finds of one transfer; ``readings`` are by the IRI of their open point."""
    evaluation, _ = apply_law(book, facts, law, on, readings, strict)
    labelling = label(law, evaluation)
    truths = {norm: evaluation.truth(where) for norm, where in labelling.effective.items()}
    possible = possible_verdicts(labelling, find_verdicts(labelling))
    return _found(law.regime, possible, truths, _wanted(labelling))


def _found(regime: str, possible: tuple[Verdict, ...], norms: Mapping[str, Truth], wanted: Iterable[Wanted]) -> Found:
    effective, unsettled = (_with_truth(norms, truth) for truth in (Truth.TRUE, Truth.UNKNOWN))
    return Found(regime, possible, effective, unsettled, tuple(wanted))


def _with_truth(truths: Mapping[str, Truth], wanted: Truth) -> tuple[str, ...]:
    return tuple(sorted(norm for norm, truth in truths.items() if truth is wanted))


def _wanted(labelling: Labelling) -> Iterator[Wanted]:
    demands = {one.requirement.safeguard: one.requirement for one in find_demands(labelling, ())}
    for safeguard, found in sorted(demands.items()):
        lacking = found.in_place == RequirementStatus.LACKING
        yield Wanted(safeguard, found.need, RequirementStatus.UNMET if lacking else found.in_place)


class Reader:
    """
    Reads what a circuit tells of a row: whether each of its `roots` certainly holds, or may.

    Attributes
    ----------
    requiring
        For each safeguard the places among the roots of the norms that require it.
    """

    def __init__(self, ground: GroundLaw) -> None:
        self.ground = ground
        self.verdicts = list(ground.verdicts)
        self.norms = list(ground.effective)
        self.safeguards = list(ground.needed)
        self._order = np.argsort(self.norms)
        self._in_order = np.array(sorted(self.norms), object)
        self._mildest_first = [self.verdicts.index(one) for one in Verdict if one in ground.verdicts]
        place = {norm: at for at, norm in enumerate(self.norms, len(self.verdicts))}
        requiring: dict[str, list[int]] = {safeguard: [] for safeguard in self.safeguards}
        for norm in ground.law.obligations:
            requiring[str(norm.requires)].append(place[norm.iri])
        self.requiring = [*map(np.array, requiring.values())]
        self._wanted: dict[tuple[int, int, int], Wanted] = {}

    @cached_property
    def roots(self) -> list[Formula]:
        """The formulas of verdicts, norms, and what is in place, in this order."""
        ground = self.ground
        parts: Sequence[Iterable[Formula]] = (
            (ground.verdicts[one] for one in self.verdicts),
            (ground.effective[one] for one in self.norms),
            (ground.satisfied[one] for one in self.safeguards),
        )
        return [formula for part in parts for formula in part]

    def needed_of(self, held: Held) -> Held:
        """Return whether each safeguard is needed, by what is known of each norm alone."""
        if not self.requiring:
            return np.zeros(0, np.uint8)
        starts = np.cumsum([0, *map(len, self.requiring[:-1])])
        return np.maximum.reduceat(held[np.concatenate(self.requiring)], starts)

    def found(self, held: Held, needed: Held | None = None) -> Found:
        """
        Return what the roots come to in a row.

        Parameters
        ----------
        held
            Whether each of `roots` holds: 0 if it does not, 1 if that is unknown, 2 if it does; without those of norms,
            verdicts alone are found.
        needed
            The same of whether safeguards are needed, by default as `needed_of`.
        """
        possible = tuple(self.verdicts[place] for place in self._mildest_first if held[place])
        if len(held) == len(self.verdicts):
            return Found(self.ground.law.regime, possible)
        norms, satisfied = np.split(held[len(self.verdicts) :], [len(self.norms)])
        in_order = norms[self._order]
        effective, unsettled = (tuple(self._in_order[in_order == how].tolist()) for how in (2, 1))
        needed = self.needed_of(held) if needed is None else needed
        wanted = (
            self._want(place, int(needed[place]), int(satisfied[place])) for place in np.flatnonzero(needed).tolist()
        )
        return Found(self.ground.law.regime, possible, effective, unsettled, tuple(wanted))

    def _want(self, place: int, how: int, satisfied: int) -> Wanted:
        """Return a safeguard that norms need that take effect, or perhaps."""
        key = (place, how, satisfied)
        if key not in self._wanted:
            need = Need.NEEDED if HELD[how] is Truth.TRUE else Need.PERHAPS
            status = requirement_status(Truth.TRUE, HELD[satisfied])
            self._wanted[key] = Wanted(self.safeguards[place], need, status)
        return self._wanted[key]
