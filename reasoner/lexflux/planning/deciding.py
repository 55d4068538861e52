"""Legs of a flow that are decided again and again, with what does not change between."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lexflux.decision.all_law import AllLaw
from lexflux.decision.flows import Conditions, LegDecision, conditions_after, decide_leg
from lexflux.decision.reach import Reach
from lexflux.facts.legs import Leg


class KeptLegs:
    """
    Decides legs as `lexflux.decision.flows.decide_leg`: which law reaches a leg is found once.

    So a plan may ask, which supposes safeguards in place: they change what a law asks, never whether it applies.

    Parameters
    ----------
    law_of
        All law of the day of a leg.
    regimes
        Notations of the regimes to ask; by default all law that reaches the leg.
    """

    def __init__(self, law_of: Callable[[Leg], AllLaw], regimes: Sequence[str] = ()) -> None:
        self._law_of = law_of
        self._regimes = regimes
        self._reaches: dict[str, tuple[Reach, ...]] = {}
        # With the leg before: its number stands for it as long as it lives.
        self._received: dict[int, tuple[LegDecision, Conditions]] = {}

    def __call__(self, leg: Leg, before: LegDecision | None) -> LegDecision:
        """Return what is decided on a leg, given what is decided on the leg that it continues."""
        reaches, received = self._reaches.get(leg.name), self._after(before) if before else None
        found = decide_leg(self._law_of(leg), leg, before, self._regimes, reaches, received)
        self._reaches.setdefault(leg.name, found.reaches)
        return found

    def _after(self, before: LegDecision) -> Conditions:
        if id(before) not in self._received:
            self._received[id(before)] = before, conditions_after(before)
        return self._received[id(before)][1]
