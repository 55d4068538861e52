"""The way by which the law lets the data go: what of an answer comes before all paperwork."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from lexflux.decision.outcome import Decision, NormFinding, Requirement
from lexflux.decision.statuses import NormStatus, RequirementStatus, Verdict
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Due, Modality


class Way(enum.StrEnum):
    """How the law lets the data go, if it does."""

    BARRED = "barred"
    LACKING = "lacking"
    OPEN = "open"
    IN_PLACE = "inPlace"
    EXEMPT = "exempt"
    NONE_ASKED = "noneAsked"


@dataclass(frozen=True, slots=True)
class Mechanism:
    """
    The way by which a transfer may go.

    ``requirements`` are those that ask for a transfer mechanism, the others for that way left out; ``norms`` the
    prohibitions that bar it or may bar it, or the exemptions that lift mechanisms. ``met`` are requirements for a
    mechanism that are met where a prohibition may bar the way all the same.
    """

    way: Way
    requirements: tuple[Requirement, ...] = ()
    norms: tuple[str, ...] = ()
    met: tuple[Requirement, ...] = ()


def find_mechanism(decision: Decision) -> Mechanism | None:
    """Return by which way a transfer may go, or None where the law, as far as it is encoded, may not reach it."""
    outside = decision.left_open and not decision.with_status(NormStatus.EFFECTIVE)
    if Verdict.NOT_REACHED in decision.possible or outside:
        return None
    barring = _norms(decision, Modality.PROHIBITION, NormStatus.EFFECTIVE)
    if barring:
        return Mechanism(Way.BARRED, norms=barring)
    asked = _asked(decision)
    met = [one for one in asked if one.status == RequirementStatus.MET]
    if Verdict.PROHIBITED in decision.possible:
        open_yet = tuple(one for one in asked if one.status != RequirementStatus.MET)
        barring = _norms(decision, Modality.PROHIBITION, NormStatus.UNSETTLED)
        return Mechanism(Way.OPEN, open_yet, barring, tuple(met))
    for way, found in (
        (Way.IN_PLACE, met if {*decision.possible} <= {Verdict.PERMITTED, Verdict.UNDETERMINED} else []),
        (Way.LACKING, [one for one in asked if one.certain and _is_lacking(one)]),
        (Way.OPEN, [one for one in asked if one.status != RequirementStatus.MET]),
        (Way.IN_PLACE, [one for one in met if one.certain]),
    ):
        if found:
            return Mechanism(way, tuple(found))
    lifting = _norms(decision, Modality.EXEMPTION, NormStatus.EFFECTIVE)
    if lifting:
        return Mechanism(Way.EXEMPT, norms=lifting)
    return None if decision.left_open else Mechanism(Way.NONE_ASKED)


def closed_ways(decision: Decision, requirement: Requirement) -> tuple[NormFinding, ...]:
    """
    Return the permissions that would meet a requirement whose safeguard only stands for others, if none can hold.

    Nothing is returned where the requirement is met, or one of its ways is open or perhaps open.
    """
    book = decision.evaluation.book
    if requirement.safeguard not in book.collective or requirement.in_place == RequirementStatus.MET:
        return ()
    if requirement.alternatives:
        return ()
    return tuple(one for one in decision.findings.values() if one.norm.in_place_of == requirement.safeguard)


def has_no_way(decision: Decision) -> bool:
    """Return whether something is certainly required that could be met in several ways, none of which is open."""
    return any(one.certain and closed_ways(decision, one) for one in decision.requirements)


def is_mechanism(book: LawBook, safeguard: str) -> bool:
    """Return whether a class of safeguards is a transfer mechanism or lies in one."""
    return not book.mechanisms.isdisjoint({safeguard, *book.classes[safeguard].ancestors})


def _norms(decision: Decision, modality: Modality, status: NormStatus) -> tuple[str, ...]:
    """Return the norms of a modality and status, of exemptions those that lift a mechanism."""
    book = decision.evaluation.book
    return tuple(
        finding.norm.iri
        for finding in decision.with_status(status)
        if finding.norm.modality == modality
        and (modality != Modality.EXEMPTION or any(is_mechanism(book, one) for one in finding.norm.exempts_from))
    )


def _asked(decision: Decision) -> list[Requirement]:
    """Return what asks for a mechanism before the transfer, a choice left out where one of the choice is asked for."""
    book = decision.evaluation.book
    asked = [
        one for one in decision.requirements if one.due == Due.BEFORE_TRANSFER and is_mechanism(book, one.safeguard)
    ]
    certain = {one.safeguard for one in asked if one.certain}
    return [one for one in asked if certain.isdisjoint(book.unions.get(one.safeguard, set()) - {one.safeguard})]


def _is_lacking(requirement: Requirement) -> bool:
    return requirement.status in (RequirementStatus.UNMET, RequirementStatus.LACKING)
