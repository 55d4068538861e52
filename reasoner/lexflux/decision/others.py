"""Which other law reaches a transfer that was decided under one."""

from __future__ import annotations

from lexflux.decision.decide import decide_if_in_force
from lexflux.decision.outcome import Decision
from lexflux.decision.statuses import Verdict


def also_reached(decision: Decision) -> tuple[str, ...]:
    """
    Return the notations of the other regimes that certainly reach a decided transfer on the same day.

    Each regime whose scope is reached has to be satisfied; none makes up for another.
    """
    book = decision.evaluation.book
    others = [notation for notation, iri in sorted(book.regimes.items()) if iri != decision.regime]
    found = {notation: decide_if_in_force(book, decision.stated, notation, decision.on) for notation in others}
    return tuple(
        notation for notation, other in found.items() if other is not None and Verdict.NOT_REACHED not in other.possible
    )
