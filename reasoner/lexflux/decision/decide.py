"""From facts to a decision: the law of one day is applied once, and each question is asked of the result."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial

from lexflux.decision.added_up import added_up
from lexflux.decision.clashes import find_clashes
from lexflux.decision.diagram import Diagram
from lexflux.decision.evaluation import Evaluation, Truth
from lexflux.decision.expiry import lacking_kinds, what_counts
from lexflux.decision.labelling import Labelling, find_norms, label, label_known
from lexflux.decision.missing import Dependence
from lexflux.decision.outcome import Decision, Details, Expired
from lexflux.decision.requirements import Demand, find_demands, safeguards_asked
from lexflux.decision.settled import CompiledLaw, compiled_law
from lexflux.decision.statuses import settled
from lexflux.decision.unread import find_unread
from lexflux.decision.verdicts import Verdicts, find_verdicts, possible_verdicts
from lexflux.errors import NoLawInForceError, UnknownTermError, did_you_mean
from lexflux.facts.counts import with_bounds
from lexflux.facts.transfer import Facts
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Gap
from lexflux.law.snapshot import Snapshot, snapshot
from lexflux.terms import local

MOST_OPEN = 12
"""Where more norms than this are open, the whole law is read in diagrams at once."""


def check_readings(book: LawBook, readings: Mapping[str, str]) -> dict[str, str]:
    """
    Return readings by IRI from local names.

    Raises
    ------
    UnknownTermError
        If there is no such open point, or no such reading of it.
    """
    if not readings:
        return {}
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
    labelling, expired = label_on(book, facts, law, on, chosen, strict)
    verdicts = find_verdicts(labelling)
    possible = possible_verdicts(labelling, verdicts)
    return Decision(
        book=book,
        regime=law.regime,
        on=on,
        stated=facts,
        facts=labelling.evaluation.facts,
        readings=chosen,
        strict=strict,
        verdict=settled(possible),
        possible=possible,
        expired=expired,
        detail=cache(partial(_detail, labelling, verdicts, expired, facts, on)),
    )


def _detail(
    labelling: Labelling, verdicts: Verdicts, expired: tuple[Expired, ...], stated: Facts, on: datetime.date
) -> Details:
    demands = None if _is_open(labelling, verdicts.values()) else _demands(labelling, expired)
    if demands is None or _is_open(labelling, (demand.lacking for demand in demands)):
        if labelling.again:
            labelling = labelling.again()
            verdicts = find_verdicts(labelling)
        demands = _demands(labelling, expired)
    book, findings = labelling.evaluation.book, find_norms(labelling)
    dependence = Dependence(labelling, verdicts, demands)
    return Details(
        findings=findings,
        requirements=tuple(demand.requirement for demand in demands),
        missing=dependence.missing_facts(),
        open_points=dependence.open_points(),
        gaps=tuple(_gaps(labelling)),
        clashes=find_clashes(findings.values(), book.disjoint),
        unread=find_unread(book, stated, labelling.law.regime, on),
        evaluation=labelling.evaluation,
    )


def _demands(labelling: Labelling, expired: tuple[Expired, ...]) -> list[Demand]:
    return find_demands(labelling, lacking_kinds(labelling.evaluation, expired))


def _is_open(labelling: Labelling, truths: Iterable[Diagram]) -> bool:
    """Return whether some of what is told depends on unknown facts."""
    return not {labelling.diagrams.true, labelling.diagrams.false}.issuperset(truths)


def label_on(
    book: LawBook, facts: Facts, law: Snapshot, on: datetime.date, readings: Mapping[str, str], strict: bool
) -> tuple[Labelling, tuple[Expired, ...]]:
    """Return the law of a day on a transfer, and the safeguards that do not count; else as `apply_law`."""
    counting, expired = what_counts(book, facts, law, on, strict)
    bounded = with_bounds(book, counting)

    def again() -> Labelling:
        return label(law, _evaluated(book, bounded, law, readings, strict))

    return _label_compiled(compiled_law(book, law, readings, strict), bounded, again) or again(), expired


def _label_compiled(compiled: CompiledLaw, facts: Facts, again: Callable[[], Labelling]) -> Labelling | None:
    """Return the law of a day on a transfer by what is settled of it; None if much is open."""
    found, law = compiled.read(facts), compiled.law
    together = added_up(found.evaluation, found.belongs)
    found = found if together is found.evaluation.facts else compiled.read(together)
    triggered = found.triggered()
    if sum(one is None for one in triggered.values()) > MOST_OPEN:
        return None
    for condition, holds in found.gaps():
        if holds is not None:
            found.evaluation.know(condition, holds)
    labelling = label_known(law, found.evaluation, triggered, again)
    for safeguard in safeguards_asked(labelling):
        if (in_place := found.in_place(safeguard)) is not None:
            found.evaluation.know_in_place(safeguard, in_place)
    return labelling


def apply_law(
    book: LawBook, facts: Facts, law: Snapshot, on: datetime.date, readings: Mapping[str, str], strict: bool
) -> tuple[Evaluation, tuple[Expired, ...]]:
    """
    Return the evaluation of what counts of a transfer under the law of a day, and the safeguards that do not.

    ``readings`` are by the IRI of their open point; else as `decide`.
    """
    counting, expired = what_counts(book, facts, law, on, strict)
    return _evaluated(book, with_bounds(book, counting), law, readings, strict), expired


def _evaluated(book: LawBook, facts: Facts, law: Snapshot, readings: Mapping[str, str], strict: bool) -> Evaluation:
    apart = Evaluation(book, facts, readings, law, strict)
    together = added_up(apart)
    return apart if together is apart.facts else Evaluation(book, together, readings, law, strict)


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
