"""What the law of a regime makes of rows: the same for many, told by the circuit or by the evaluator."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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
    """Reads what a circuit tells of a row: whether each of its `roots` certainly holds, or may."""

    def __init__(self, ground: GroundLaw) -> None:
        self.ground = ground
        self.verdicts = list(ground.verdicts)
        self.norms = list(ground.effective)
        self.safeguards = list(ground.needed)

    @property
    def roots(self) -> list[Formula]:
        """The formulas of verdicts, norms, and what is in place, in this order."""
        ground = self.ground
        parts: Sequence[Iterable[Formula]] = (
            (ground.verdicts[one] for one in self.verdicts),
            (ground.effective[one] for one in self.norms),
            (ground.satisfied[one] for one in self.safeguards),
        )
        return [formula for part in parts for formula in part]

    def found(self, truths: Sequence[Truth]) -> Found:
        """Return what the truths of the roots in a row come to; without those of norms, the verdicts alone."""
        rest = iter(truths)
        verdicts, norms, satisfied = (
            dict(zip(keys, rest, strict=False)) for keys in (self.verdicts, self.norms, self.safeguards)
        )
        possible = tuple(verdict for verdict in Verdict if verdicts.get(verdict, Truth.FALSE) is not Truth.FALSE)
        return _found(self.ground.law.regime, possible, norms, self._wanted(norms, satisfied))

    def _wanted(self, norms: Mapping[str, Truth], satisfied: Mapping[str, Truth]) -> Iterator[Wanted]:
        """Yield what norms need that take effect, or perhaps."""
        needed: dict[str, set[Truth]] = {}
        for norm in self.ground.law.obligations:
            needed.setdefault(str(norm.requires), set()).add(norms.get(norm.iri, Truth.FALSE))
        for safeguard, truths in sorted(needed.items()):
            if truths != {Truth.FALSE}:
                need = Need.NEEDED if Truth.TRUE in truths else Need.PERHAPS
                yield Wanted(safeguard, need, _in_place(satisfied[safeguard]))


def _in_place(satisfied: Truth) -> RequirementStatus:
    return requirement_status(Truth.TRUE, satisfied)
