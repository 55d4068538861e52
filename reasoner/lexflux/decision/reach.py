"""Whether a law reaches a transfer: for certain, or perhaps, depending on facts that nobody stated."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from lexflux.decision.decide import apply_law, label_on
from lexflux.decision.evaluation import Evaluation, Truth
from lexflux.decision.gates import gates_at
from lexflux.decision.labelling import Labelling, label
from lexflux.decision.missing import Dependence
from lexflux.decision.outcome import Decision, MissingFact
from lexflux.decision.statuses import Verdict, severity
from lexflux.decision.verdicts import find_verdicts, possible_verdicts
from lexflux.facts.transfer import Facts
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Modality
from lexflux.law.snapshot import Snapshot, snapshot_if_in_force
from lexflux.remembering import once


@dataclass(frozen=True, slots=True)
class Reach:
    """
    That a law reaches a transfer, or perhaps does.

    ``norms`` are its rules on scope that hold, or may, else what else of it does; ``gaps`` what of it does that is not
    encoded; ``possible`` the verdicts under it. ``missing`` are the facts on which it turns whether it reaches the
    transfer at all, the most decisive first: none where that is certain.
    """

    regime: str
    on: datetime.date
    truth: Truth
    norms: tuple[str, ...]
    gaps: tuple[str, ...]
    possible: tuple[Verdict, ...]
    missing: tuple[MissingFact, ...]
    evaluation: Evaluation

    @property
    def is_certain(self) -> bool:
        """Whether it reaches the transfer however the unknown facts turn out."""
        return self.truth is Truth.TRUE


def find_reach(
    book: LawBook,
    facts: Facts,
    regime: str,
    on: datetime.date,
    readings: Mapping[str, str] | None = None,
    strict: bool = False,
) -> Reach | None:
    """
    Return that a law reaches a transfer on a day, or perhaps does; None if not, or if none was in force.

    Parameters
    ----------
    book, facts, regime, on, strict
        As for `lexflux.decision.decide.decide`.
    readings
        Chosen readings by the IRI of their open point.

    Raises
    ------
    UnknownTermError
        If the regime does not exist.
    """
    law = snapshot_if_in_force(book, regime, on)
    if law is None:
        return None
    asked = book, facts, law, on, readings or {}, strict
    # What is settled by each fact alone is of use where that a law applies may be settled so.
    is_short = gates_at(book, facts, on, readings, strict).is_certainly_open(law.regime)
    labelling = label_on(*asked)[0] if is_short else label(law, apply_law(*asked)[0])
    if not _touches(labelling):
        return None
    verdicts = find_verdicts(labelling)
    if labelling.again and verdicts[Verdict.NOT_REACHED] != labelling.diagrams.false:
        labelling = labelling.again()
        _touches(labelling)
        verdicts = find_verdicts(labelling)
    evaluation, possible = labelling.evaluation, possible_verdicts(labelling, verdicts)
    outside = verdicts[Verdict.NOT_REACHED]
    where = {Verdict.NOT_REACHED: outside, Verdict.UNDETERMINED: evaluation.diagrams.negation(outside)}
    certain = Verdict.NOT_REACHED not in possible
    return Reach(
        regime=law.regime,
        on=on,
        truth=Truth.TRUE if certain else Truth.UNKNOWN,
        norms=scope_of(law, {iri: evaluation.truth(one) for iri, one in labelling.triggered.items()}),
        gaps=tuple(one.iri for one in law.gaps if evaluation.holds(one.condition) != evaluation.diagrams.false),
        possible=possible,
        missing=() if certain else Dependence(labelling, where, ()).missing_facts(),
        evaluation=evaluation,
    )


def _touches(labelling: Labelling) -> bool:
    """Return whether a transfer touches a norm or a gap, or may."""
    false, holds = labelling.diagrams.false, labelling.evaluation.holds
    triggered = any(one != false for one in labelling.triggered.values())
    return triggered or any(holds(gap.condition) != false for gap in labelling.law.gaps)


def scope_of(law: Snapshot, triggered: Mapping[str, Truth]) -> tuple[str, ...]:
    """Return the rules on scope that hold for a transfer or, if none does, may; of a law without such, other norms."""
    norms = sorted(law.norms.values(), key=lambda norm: (norm.modality != Modality.SCOPE, norm.iri))
    for wanted in (Truth.TRUE, Truth.UNKNOWN):
        found = [norm for norm in norms if triggered[norm.iri] is wanted]
        scopes = [norm.iri for norm in found if norm.modality == Modality.SCOPE]
        if scopes or found:
            return tuple(scopes or [norm.iri for norm in found])
    return ()


def scope_of_decision(decision: Decision) -> tuple[str, ...]:
    """Return by which rules the law of a decision reaches the transfer, as `scope_of` does."""
    evaluation = decision.evaluation
    truths = {iri: evaluation.truth(finding.triggered) for iri, finding in decision.findings.items()}
    return scope_of(evaluation.law, truths)


def find_reaches(
    book: LawBook,
    facts: Facts,
    on: datetime.date,
    readings: Mapping[str, str] | None = None,
    strict: bool = False,
    besides: Collection[str] = (),
) -> tuple[Reach, ...]:
    """
    Return which law reaches a transfer on a day, or perhaps does.

    Parameters
    ----------
    book, facts, on, readings, strict
        As for `find_reach`.
    besides
        The IRIs of regimes that are not asked.
    """
    open_to = gates_at(book, facts, on, readings, strict).open_regimes.difference(besides)
    asked = (iri for _, iri in sorted(book.regimes.items()) if iri in open_to)
    found = (find_reach(book, facts, one, on, readings, strict) for one in asked)
    return tuple(one for one in found if one is not None)


@once
def other_law(decision: Decision) -> tuple[Reach, ...]:
    """
    Return which other law reaches a decided transfer on the same day, or perhaps does, asked as the decision was.

    Each has to be satisfied; none makes up for another.
    """
    book, own = decision.evaluation.book, (decision.regime,)
    return find_reaches(book, decision.stated, decision.on, decision.readings, decision.strict, own)


def joint(possible: Iterable[Collection[Verdict]]) -> tuple[Verdict, ...]:
    """
    Return the verdicts that several laws leave possible together, the mildest first: each time the gravest counts.

    >>> joint([[Verdict.PERMITTED], [Verdict.NOT_REACHED, Verdict.CONDITIONAL]]) == (
    ...     Verdict.PERMITTED, Verdict.CONDITIONAL)
    True
    """
    found: frozenset[Verdict] = frozenset({Verdict.NOT_REACHED})
    for own in possible:
        found = frozenset(max(pair, key=severity) for pair in product(found, own))
    return tuple(sorted(found, key=severity))
