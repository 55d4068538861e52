"""Exemptions and permissions that a transfer claims, or misses by a number, and what they lack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lexflux.decision.evaluation import Truth
from lexflux.decision.mechanism import Way, find_mechanism
from lexflux.decision.outcome import Decision
from lexflux.decision.statuses import NormStatus
from lexflux.explain.reasons import Reason, why
from lexflux.law.conditions import And, Condition, Named, Range
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Modality, Norm
from lexflux.terms import TRANSFER

FAVOURABLE = (Modality.EXEMPTION, Modality.PERMISSION)


@dataclass(frozen=True, slots=True)
class Considered:
    """A favourable norm that is claimed, and why it fails or, ``perhaps``, is open."""

    norm: Norm
    lacking: tuple[Reason, ...]
    perhaps: bool


def find_considered(decision: Decision) -> list[Considered]:
    """
    Return the exemptions and permissions that are claimed and not available, where no way to transfer is in place.

    A norm is claimed if the purpose, legal basis or circumstances that are stated are its own, or if all that it lacks
    is a number; at most one of its elements fails.
    """
    mechanism = find_mechanism(decision)
    if mechanism is None or mechanism.way not in (Way.BARRED, Way.LACKING, Way.OPEN):
        return []
    favourable = [one.norm for one in decision.findings.values() if one.norm.modality in FAVOURABLE]
    claims = _claims(decision)
    return [found for norm in favourable for found in _considered(decision, norm, claims)]


def _considered(decision: Decision, norm: Norm, claims: frozenset[str]) -> Iterator[Considered]:
    if decision.findings[norm.iri].status not in (NormStatus.NOT_TRIGGERED, NormStatus.UNSETTLED):
        return
    evaluation = decision.evaluation
    asked = list(elements(evaluation.book, norm.condition))
    if sum(evaluation.holds(part) == evaluation.diagrams.false for part in asked) > 1:
        return  # before reasons are looked for, since most norms end here
    parts = [why(evaluation, part) for part in asked]
    failing = [reason for reason in parts if reason.truth is Truth.FALSE]
    unknown = [reason for reason in parts if reason.truth is Truth.UNKNOWN]
    claimed = any(_holds_by(reason, claims) for reason in parts) and not any(_is_told(one, claims) for one in failing)
    if len(failing) <= 1 and (claimed or any(map(_misses_by_number, failing))):
        yield Considered(norm, tuple(failing or unknown), not failing)


def _claims(decision: Decision) -> frozenset[str]:
    """Return the facts of the transfer with terms for values, but for those by which the law reaches it at all."""
    evaluation = decision.evaluation
    shapes = evaluation.book.schema.shapes[TRANSFER]
    reaching = {
        fact.prop
        for finding in decision.with_status(NormStatus.EFFECTIVE)
        if finding.norm.modality == Modality.SCOPE
        for fact in why(evaluation, finding.norm.condition).facts()
    }
    return frozenset(prop for prop, shape in shapes.items() if shape.term_class and prop not in reaching)


def _holds_by(reason: Reason, claims: frozenset[str]) -> bool:
    """Return whether an element holds by a stated term of the transfer itself."""
    return reason.kind != "not" and reason.truth is Truth.TRUE and any(_claims_of(reason, claims))


def _is_told(reason: Reason, claims: frozenset[str]) -> bool:
    """Return whether an element is only about terms of the transfer, and others are stated."""
    return all(_claims_of(reason, claims))


def _claims_of(reason: Reason, claims: frozenset[str]) -> Iterator[bool]:
    """Yield for each fact below whether it is a stated term of the transfer itself."""
    for fact in reason.facts():
        yield fact.path == "transfer" and fact.prop in claims and bool(fact.values)


def _misses_by_number(reason: Reason) -> bool:
    facts = list(reason.facts())
    return bool(facts) and all(
        fact.values and all(isinstance(value, int | Range) and not isinstance(value, bool) for value in fact.values)
        for fact in facts
    )


def elements(book: LawBook, condition: Condition) -> Iterator[Condition]:
    """Yield the parts of a conjunction, those of classes that are defined as conjunctions included."""
    if isinstance(condition, And):
        for part in condition.parts:
            yield from elements(book, part)
    elif isinstance(condition, Named) and isinstance(definition := book.classes[condition.iri].definition, And):
        yield from elements(book, definition)
    elif condition != Named(TRANSFER):
        yield condition
