"""What the law asks once the mechanisms that a plan takes are in place: duties that come with them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from lexflux.decision.expiry import valid_until
from lexflux.decision.flows import FlowDecision, LegDecision
from lexflux.decision.mechanism import closed_ways, is_mechanism
from lexflux.decision.outcome import Decision, Requirement
from lexflux.decision.statuses import RequirementStatus, Verdict
from lexflux.facts.legs import Flow, Leg
from lexflux.facts.transfer import Facts, stated_node
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Due
from lexflux.planning.choice import Choice, choose
from lexflux.terms import SAFEGUARD, SAFEGUARD_CLASS

ROOT = "transfer"
MOST_ROUNDS = 6

Decider = Callable[[Leg, LegDecision | None], LegDecision]
"""Decides a leg, given what is decided on the leg that it continues."""


@dataclass(frozen=True, slots=True)
class Need:
    """
    A requirement of a leg, how a plan meets it, and whether it ``follows`` from another choice.

    What is ``kept`` is met already by a safeguard that lasts for a time, ``until`` a day if that is known.
    """

    leg: LegDecision
    decision: Decision
    requirement: Requirement
    choice: Choice
    follows: bool
    kept: bool = False
    until: datetime.date | None = None


def find_needs(book: LawBook, flow: Flow, decide: Decider) -> tuple[FlowDecision, list[Need]]:
    """
    Return the decision on a flow and what it needs, by itself and through the mechanisms chosen for it.

    Each leg is also decided as if the mechanisms chosen for it and for those that it continues were in place.
    """
    first: dict[str, LegDecision] = {}
    foreseen: dict[str, LegDecision] = {}
    needs: list[Need] = []
    for leg in flow.legs:
        before = leg.continues or ""
        found = first[leg.name] = decide(leg, first.get(before))
        if before and foreseen[before] is not first[before]:
            found = decide(leg, foreseen[before])
        foreseen[leg.name], found_needs = _foresee(book, leg, [first[leg.name], found], foreseen.get(before), decide)
        needs += [*found_needs, *_kept(first[leg.name])]
    return FlowDecision(flow, tuple(first.values())), needs


def _foresee(
    book: LawBook, leg: Leg, decided: list[LegDecision], before: LegDecision | None, decide: Decider
) -> tuple[LegDecision, list[Need]]:
    """Return a leg as decided with the mechanisms of the plan in place, and all that it needs until then."""
    needs: list[Need] = []
    assumed = frozenset[str]()
    for number, found in enumerate(decided):
        needs += _needs(book, found, needs, number > 0)
    for _ in range(MOST_ROUNDS):
        chosen = frozenset(need.choice.safeguard for need in needs if _is_way(book, need))
        if chosen == assumed:
            break
        assumed = chosen
        found = decide(replace(leg, facts=with_safeguards(book, leg.facts, assumed)), before)
        if failing := [need for need in needs if need.choice.safeguard in assumed and _fails(need, found)]:
            needs = [_otherwise(need) if need in failing else need for need in needs]
        else:
            needs += _needs(book, found, needs, True)
    return found, needs


def _fails(need: Need, found: LegDecision) -> bool:
    """Return whether a requirement is not met, or the transfer prohibited, with the safeguard that is chosen for it."""
    decision = next((one for one in found.decisions if one.regime == need.decision.regime), need.decision)
    statuses = {one.status for one in decision.requirements if one.safeguard == need.requirement.safeguard}
    barred = decision.verdict == Verdict.PROHIBITED
    return barred or not statuses.isdisjoint({RequirementStatus.UNMET, RequirementStatus.LACKING})


def _otherwise(need: Need) -> Need:
    return replace(need, choice=need.choice.without(need.requirement.safeguard))


def _needs(book: LawBook, leg: LegDecision, known: list[Need], follows: bool) -> list[Need]:
    """Return what a leg needs beside what is known, and whether it follows from a choice."""
    keys = {(need.decision.regime, need.requirement.safeguard) for need in known}
    return [
        Need(leg, decision, requirement, choose(decision, requirement), follows)
        for decision in leg.decisions
        if decision.verdict != Verdict.PROHIBITED
        for requirement in unmet(book, decision)
        if not closed_ways(decision, requirement)
        if (decision.regime, requirement.safeguard) not in keys
    ]


def _kept(leg: LegDecision) -> Iterator[Need]:
    """Yield what is met by safeguards that end on a day."""
    for decision in leg.decisions:
        for requirement in decision.requirements:
            for node in (decision.facts.nodes[path] for path in requirement.met_by):
                for period in decision.evaluation.law.periods:
                    if period.safeguard in node.types:
                        until = valid_until(node, period, decision.on)
                        yield Need(leg, decision, requirement, Choice(period.safeguard), False, True, until)


def unmet(book: LawBook, decision: Decision) -> list[Requirement]:
    """Return what is required and not in place; a choice is left out where one of the choice is itself required."""
    asked = [one for one in decision.requirements if one.status != RequirementStatus.MET]
    certain = {one.safeguard for one in asked if one.certain}
    return [one for one in asked if certain.isdisjoint(book.unions.get(one.safeguard, frozenset()) - {one.safeguard})]


def _is_way(book: LawBook, need: Need) -> bool:
    """Return whether a need is met by a mechanism, which duties may come with."""
    if need.requirement.due != Due.BEFORE_TRANSFER or (need.choice.safeguard in book.unions):
        return False
    return is_mechanism(book, need.requirement.safeguard) or is_mechanism(book, need.choice.safeguard)


def with_safeguards(book: LawBook, facts: Facts, kinds: frozenset[str]) -> Facts:
    """Return facts with further safeguards in place, one of each kind."""
    if not kinds:
        return facts
    root = facts.nodes[ROOT]
    stated = root.values.get(SAFEGUARD, ())
    paths = (path for number in count(1) if (path := f"safeguard/{number}") not in facts.nodes)
    added = dict(zip(paths, sorted(kinds), strict=False))
    denied = {prop: found - book.implied(kinds) for prop, found in root.denied.items()}
    values = {**root.values, SAFEGUARD: (*stated, *added)}
    nodes = {path: stated_node(book, path, SAFEGUARD_CLASS, [kind]) for path, kind in added.items()}
    changed = replace(root, values=values, denied=denied, complete=root.complete - {SAFEGUARD})
    return Facts({**facts.nodes, ROOT: changed, **nodes})
