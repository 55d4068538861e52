"""From facts to a decision: the law of one day is applied once, and each question is asked of the result."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from lexflux.decision.added_up import added_up
from lexflux.decision.clashes import find_clashes
from lexflux.decision.evaluation import Evaluation, Truth
from lexflux.decision.expiry import lacking_kinds, what_counts
from lexflux.decision.labelling import Labelling, find_norms, label
from lexflux.decision.missing import Dependence
from lexflux.decision.outcome import Decision, Expired
from lexflux.decision.requirements import find_demands
from lexflux.decision.statuses import settled
from lexflux.decision.unread import find_unread
from lexflux.decision.verdicts import find_verdicts, possible_verdicts
from lexflux.errors import NoLawInForceError, UnknownTermError, did_you_mean
from lexflux.facts.counts import with_bounds
from lexflux.facts.transfer import Facts
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Gap
from lexflux.law.snapshot import Snapshot, snapshot
from lexflux.terms import local


def check_readings(book: LawBook, readings: Mapping[str, str]) -> dict[str, str]:
    """
    Return readings by IRI from local names.

    Raises
    ------
    UnknownTermError
        If there is no such open point, or no such reading of it.
    """
    points = {local(iri): iri for iri in book.open_points}
    chosen = {}
    for name, reading in readings.items():
        point = _known(name, points)
        chosen[point] = _known(reading, {local(iri): iri for iri in book.open_points[point].readings})
    return chosen


def _known(name: str, known: Mapping[str, str]) -> str:
    if local(name) not in known:
        listed = ", ".join(sorted(known))
        raise UnknownTermError("unknown reading", name=name, known=listed, hint=did_you_mean(local(name), known))
    return known[local(name)]


def decide(
    book: LawBook,
    facts: Facts,
    regime: str,
    on: datetime.date,
    readings: Mapping[str, str] | None = None,
    strict: bool = False,
) -> Decision:
    """
    Decide one transfer under one regime as its law stood on one day.

    Parameters
    ----------
    book
        The law book.
    facts
        The facts of the transfer; what is unknown stays unknown.
    regime
        Notation of the regime, such as ``cn``.
    on
        Day whose law is applied. There is no default, so that no answer depends on today.
    readings
        Chosen readings of open points by local name; an open point that is not chosen stays open.
    strict
        Whether nothing is presumed: what would be presumed not to be the case is unknown instead.

    Raises
    ------
    UnknownTermError
        If the regime or a reading does not exist.
    NoLawInForceError
        If no law of the regime, encoded or not, is known to have been in force on that day.
    """
    chosen = check_readings(book, readings or {})
    law = snapshot(book, regime, on)
    evaluation, expired = apply_law(book, facts, law, on, chosen, strict)
    labelling = label(law, evaluation)
    findings = find_norms(labelling)
    verdicts = find_verdicts(labelling)
    demands = find_demands(labelling, lacking_kinds(labelling.evaluation, expired))
    dependence = Dependence(labelling, verdicts, demands)
    possible = possible_verdicts(labelling, verdicts)
    return Decision(
        regime=law.regime,
        on=on,
        stated=facts,
        facts=evaluation.facts,
        readings=chosen,
        strict=strict,
        verdict=settled(possible),
        possible=possible,
        findings=findings,
        requirements=tuple(demand.requirement for demand in demands),
        missing=dependence.missing_facts(),
        open_points=dependence.open_points(),
        gaps=tuple(_gaps(labelling)),
        clashes=find_clashes(findings.values(), book.disjoint),
        expired=expired,
        unread=find_unread(book, facts, regime, on),
        evaluation=labelling.evaluation,
    )


def apply_law(
    book: LawBook, facts: Facts, law: Snapshot, on: datetime.date, readings: Mapping[str, str], strict: bool
) -> tuple[Evaluation, tuple[Expired, ...]]:
    """
    Return the evaluation of what counts of a transfer under the law of a day, and the safeguards that do not.

    ``readings`` are by the IRI of their open point; else as `decide`.
    """
    counting, expired = what_counts(book, facts, law, on, strict)
    apart = Evaluation(book, with_bounds(book, counting), readings, law, strict)
    together = added_up(apart)
    return (apart if together is apart.facts else Evaluation(book, together, readings, law, strict)), expired


def decide_if_in_force(book: LawBook, facts: Facts, regime: str, on: datetime.date) -> Decision | None:
    """Decide as `decide`, or return None where no law of the regime was in force on the day."""
    try:
        return decide(book, facts, regime, on)
    except NoLawInForceError:
        return None


def _gaps(labelling: Labelling) -> Iterator[tuple[Gap, bool]]:
    """Yield the gaps that the transfer touches, each with whether it certainly does."""
    evaluation = labelling.evaluation
    for gap in labelling.law.gaps:
        touched = evaluation.truth(evaluation.holds(gap.condition))
        if touched is not Truth.FALSE:
            yield gap, touched is Truth.TRUE
