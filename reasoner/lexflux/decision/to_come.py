"""Law to come: what of each regime reaches a transfer, or may, only from a day after the one that is asked."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from lexflux.decision.all_law import AllLaw
from lexflux.decision.decide import apply_law
from lexflux.decision.evaluation import Truth
from lexflux.decision.flows import LegDecision
from lexflux.decision.outcome import Decision
from lexflux.facts.transfer import Facts
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Gap, Modality, Norm
from lexflux.law.snapshot import snapshot
from lexflux.remembering import once, remembered


@dataclass(frozen=True, slots=True)
class LawToCome:
    """
    The first day from which law of a regime that is not in force yet reaches a transfer, or may.

    ``parts`` are the norms and gaps that begin on that day, the rules on scope first; of each it ``is_certain`` that it
    is about the transfer, or all of them are perhaps.
    """

    regime: str
    day: datetime.date
    parts: tuple[Norm | Gap, ...]
    is_certain: bool


def find_law_to_come(law: AllLaw, facts: Facts) -> tuple[LawToCome, ...]:
    """Return for each regime the first later day on which law begins that reaches a transfer, or may, in order."""
    found = []
    for regime in sorted(law.gates(facts).open_regimes):
        of_regime = _of_regime(law, facts, regime)
        found += [one for one in (next(of_regime, None),) if one]
    return tuple(sorted(found, key=lambda one: (one.day, one.regime)))


@once
def to_come(decision: Decision) -> tuple[LawToCome, ...]:
    """Return the law to come for a decided transfer, asked as the decision was."""
    return find_law_to_come(AllLaw.of(decision), decision.stated)


def to_come_of_leg(leg: LegDecision) -> tuple[LawToCome, ...]:
    """Return the law to come for a leg, asked as it was decided."""
    return to_come(leg.decisions[0]) if leg.decisions else find_law_to_come(leg.law, leg.leg.facts)


def _of_regime(law: AllLaw, facts: Facts, regime: str) -> Iterator[LawToCome]:
    for day in (day for day in _beginnings(law.book, regime) if day > law.on):
        later = snapshot(law.book, regime, day)
        evaluation, _ = apply_law(law.book, facts, later, day, law.readings, law.strict)
        parts: tuple[Norm | Gap, ...] = (*later.norms.values(), *later.gaps)
        begun = [part for part in parts if part.validity.start == day]
        truths = [(part, evaluation.truth(evaluation.holds(part.condition))) for part in begun]
        for wanted in (Truth.TRUE, Truth.UNKNOWN):
            found = sorted((part for part, truth in truths if truth is wanted), key=_scope_first)
            if found:
                yield LawToCome(regime, day, tuple(found), wanted is Truth.TRUE)
                break


@remembered(256)
def _beginnings(book: LawBook, regime: str) -> tuple[datetime.date, ...]:
    norms = [book.norms[iri].validity for iri in book.norms_of.get(regime, ())]
    gaps = [book.gaps[iri].validity for iri in book.gaps_of.get(regime, ())]
    return tuple(sorted({one.start for one in (*norms, *gaps) if one.start}))


def _scope_first(part: Norm | Gap) -> tuple[bool, str]:
    return not (isinstance(part, Norm) and part.modality == Modality.SCOPE), part.iri
