"""A law of a day over open descriptions: which norms take effect, what they require, and the verdict."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from lexflux.decision.statuses import ALL_CLEAR, Verdict, leaves_open, verdict
from lexflux.grounding.conditions import Grounding
from lexflux.grounding.formulas import FALSE, Formula, Formulas
from lexflux.grounding.grounded import Grounded
from lexflux.grounding.worlds import Worlds
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Due, Norm
from lexflux.law.snapshot import Snapshot, snapshot


@dataclass(frozen=True)
class GroundLaw:
    """
    The law of one regime on one day, as formulas over the choices of open descriptions.

    ``triggered`` tells for each norm where its condition holds, ``effective`` where it takes effect.
    """

    law: Snapshot
    on: datetime.date
    grounding: Grounded
    triggered: Mapping[str, Formula]
    effective: Mapping[str, Formula]

    @property
    def formulas(self) -> Formulas:
        """Where the formulas are kept."""
        return self.grounding.formulas

    @cached_property
    def needed(self) -> Mapping[str, Formula]:
        """For each safeguard where some obligation that takes effect requires it."""
        return self._needed(self.law.obligations)

    @cached_property
    def needed_before(self) -> Mapping[str, Formula]:
        """For each safeguard where it is required before the transfer."""
        return self._needed(norm for norm in self.law.obligations if norm.due == Due.BEFORE_TRANSFER)

    def _needed(self, obligations: Iterable[Norm]) -> Mapping[str, Formula]:
        found: dict[str, list[Formula]] = {}
        for norm in obligations:
            found.setdefault(str(norm.requires), []).append(self.effective[norm.iri])
        return {safeguard: self.formulas.disjunction(where) for safeguard, where in sorted(found.items())}

    @cached_property
    def satisfied(self) -> Mapping[str, Formula]:
        """For each required safeguard where it is in place, or one that a permission accepts for it."""
        return {safeguard: self._satisfied(safeguard) for safeguard in self.needed}

    def _satisfied(self, safeguard: str) -> Formula:
        accepted = (
            self.formulas.conjunction((self.effective[norm.iri], self.grounding.in_place(norm.permits)))
            for norm in self.law.substitutes.get(safeguard, ())
            if norm.permits
        )
        return self.formulas.disjunction((self.grounding.in_place(safeguard), *accepted))

    @cached_property
    def lacking(self) -> Mapping[str, Formula]:
        """For each safeguard required before the transfer where it is required and not there."""
        needed = self.needed_before.items()
        return {safeguard: self.formulas.without(where, self.satisfied[safeguard]) for safeguard, where in needed}

    @cached_property
    def reached(self) -> Formula:
        """Where some norm takes effect."""
        return self.formulas.disjunction(self.effective.values())

    @cached_property
    def prohibited(self) -> Formula:
        """Where a prohibition takes effect."""
        return self.formulas.disjunction(self.effective[norm.iri] for norm in self.law.prohibitions)

    @cached_property
    def verdicts(self) -> Mapping[Verdict, Formula]:
        """For each verdict where it is the one."""
        lacking = self.formulas.disjunction(self.lacking.values())
        found: dict[Verdict, list[Formula]] = {}
        for truths in product((False, True), repeat=3):
            parts = zip((self.reached, self.prohibited, lacking), truths, strict=True)
            where = self.formulas.conjunction(one if truth else self.formulas.negation(one) for one, truth in parts)
            found.setdefault(verdict(*truths), []).append(where)
        plain = {one: self.formulas.disjunction(where) for one, where in found.items()}
        open_ = {one: self.formulas.conjunction((plain[one], self._left_open(one))) for one in ALL_CLEAR}
        clear = {one: self.formulas.without(plain[one], open_[one]) for one in ALL_CLEAR}
        return {**plain, **clear, Verdict.UNDETERMINED: self.formulas.disjunction(open_.values())}

    def _left_open(self, reached: Verdict) -> Formula:
        """Return where a gap leaves open a verdict that the norms alone come to."""
        gaps = (gap for gap in self.law.gaps if leaves_open(gap, reached))
        return self.formulas.disjunction(self.grounding.holds(gap.condition) for gap in gaps)


def ground_law(book: LawBook, regime: str, on: datetime.date, worlds: Worlds, formulas: Formulas) -> GroundLaw:
    """
    Ground the law of a regime on a day over open descriptions.

    Parameters
    ----------
    book, regime, on
        The law, as for `lexflux.law.snapshot.snapshot`, with its errors.
    worlds
        The descriptions.
    formulas
        Where formulas are kept.
    """
    law = snapshot(book, regime, on)
    grounding = Grounding(book, law, on, worlds, formulas)
    triggered = {iri: grounding.holds(norm.condition) for iri, norm in law.norms.items()}
    return labelled(law, on, grounding, triggered)


def labelled(
    law: Snapshot, on: datetime.date, grounding: Grounded, triggered: Mapping[str, Formula], without: str | None = None
) -> GroundLaw:
    """Return a law whose norms take effect where they are triggered and no norm that prevails does; one may be out."""
    formulas = grounding.formulas
    effective: dict[str, Formula] = {}
    for iri, where in triggered.items():
        defeats = (formulas.negation(effective[attack.prevailing]) for attack in law.attacks[iri])
        effective[iri] = FALSE if iri == without else formulas.conjunction((where, *defeats))
    return GroundLaw(law, on, grounding, triggered, effective)


def without_norm(ground: GroundLaw, norm: Norm) -> GroundLaw:
    """Return a ground law in which one norm never takes effect."""
    return labelled(ground.law, ground.on, ground.grounding, ground.triggered, norm.iri)
