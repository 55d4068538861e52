"""Which documents a decision calls for, and under which of the ways that are open a point of them counts."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lexflux.decision.outcome import Decision, Requirement
from lexflux.decision.statuses import RequirementStatus
from lexflux.law.documents import Document, Point


class Standing(enum.IntEnum):
    """Whether a document is called for: in any case, if its way is chosen, or depending on what is unknown."""

    NEEDED = 0
    ONE_WAY = 1
    DEPENDS = 2


@dataclass(frozen=True, slots=True)
class NeededDocument:
    """A document, whether it is called for, and the requirements that call for it."""

    document: Document
    standing: Standing
    requirements: tuple[Requirement, ...]

    @property
    def is_met(self) -> bool:
        """Whether all that it documents is stated to be in place."""
        return all(one.status == RequirementStatus.MET for one in self.requirements)


def needed_documents(decision: Decision) -> list[NeededDocument]:
    """Return the documents that the law of a decision calls for on its day: certain ones first, by time."""
    known = decision.evaluation.book.documents.values()
    at_hand = [one for one in known if one.regime == decision.regime and one.validity.contains(decision.on)]
    found = [needed for document in at_hand if (needed := _needed(decision, document))]
    order = {requirement.safeguard: place for place, requirement in enumerate(decision.requirements)}
    return sorted(found, key=lambda one: (one.standing, min(order[each.safeguard] for each in one.requirements)))


def without_document(decision: Decision) -> list[Requirement]:
    """Return the requirements that are not met and of which no document is encoded."""
    covered = {one.safeguard for needed in needed_documents(decision) for one in needed.requirements}
    unmet = [one for one in decision.requirements if one.status != RequirementStatus.MET]
    return [one for one in unmet if one.safeguard not in covered]


def _needed(decision: Decision, document: Document) -> NeededDocument | None:
    calling = [found for safeguard in document.documents for found in calls(decision, safeguard)]
    if not calling:
        return None
    return NeededDocument(document, min(one[0] for one in calling), tuple(dict.fromkeys(one[1] for one in calling)))


def calls(decision: Decision, safeguard: str) -> Iterator[tuple[Standing, Requirement]]:
    """Yield the requirements that a class of safeguards serves, each with how surely it does."""
    book = decision.evaluation.book
    for requirement in decision.requirements:
        if safeguard in book.implied([requirement.safeguard]):
            yield Standing.NEEDED if requirement.certain else Standing.DEPENDS, requirement
        elif _is_a_way(decision, requirement, safeguard):
            certain = Standing.NEEDED if requirement.met_by else Standing.ONE_WAY
            yield certain if requirement.certain else Standing.DEPENDS, requirement


def _is_a_way(decision: Decision, requirement: Requirement, safeguard: str) -> bool:
    """Return whether a safeguard is one of several that serve a requirement; of one that is met, that which does."""
    book, nodes = decision.evaluation.book, decision.stated.nodes
    if requirement.met_by:
        return any(safeguard in book.implied(nodes[path].kinds) for path in requirement.met_by if path in nodes)
    ways = {requirement.safeguard, *(one.safeguard for one in requirement.alternatives)}
    return not ways.isdisjoint(book.implied([safeguard]))


def points_of(decision: Decision, of: str) -> list[Point]:
    """Return the points of a document or event that count on the day, those of one way alone after the others."""
    points = decision.evaluation.book.points.values()
    found = [one for one in points if of in one.of and counts(decision, one)]
    return sorted(found, key=lambda one: (bool(one.under), one.iri))


def counts(decision: Decision, point: Point) -> bool:
    """Return whether a point is of the law of a decision on its day, and of a way that is or may be taken."""
    in_time = point.regime == decision.regime and point.validity.contains(decision.on)
    return in_time and (not point.under or how_surely(decision, point.under) is not None)


def how_surely(decision: Decision, safeguards: Iterable[str]) -> Standing | None:
    """Return how surely one of some classes of safeguards is called for, None if none is."""
    return min((found for one in safeguards for found, _ in calls(decision, one)), default=None)
