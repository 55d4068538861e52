"""What the law asks once the mechanisms that a plan takes are in place: duties that come with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from lexflux.decision.flows import FlowDecision, LegDecision
from lexflux.decision.mechanism import is_mechanism
from lexflux.decision.outcome import Decision, Requirement
from lexflux.decision.statuses import RequirementStatus, Verdict
from lexflux.facts.legs import Flow
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Due
from lexflux.planning.choice import Choice, choose
from lexflux.terms import LF, SAFEGUARD

ROOT, SAFEGUARDS = "transfer", LF + "Safeguard"
MOST_ROUNDS = 3

Decider = Callable[[Flow], FlowDecision]


@dataclass(frozen=True, slots=True)
class Need:
    """A requirement of a leg that is not met, how a plan meets it, and whether it ``follows`` from another choice."""

    leg: LegDecision
    decision: Decision
    requirement: Requirement
    choice: Choice
    follows: bool


def find_needs(book: LawBook, flow: Flow, decide: Decider) -> tuple[FlowDecision, list[Need]]:
    """Return the decision on a flow and what it needs, by itself and through the mechanisms chosen for it."""
    first = decide(flow)
    needs = list(_needs(book, first, frozenset(), False))
    foreseen, assumed = needs, dict[str, frozenset[str]]()
    for _ in range(MOST_ROUNDS):
        chosen = _mechanisms(book, foreseen, assumed)
        if chosen == assumed:
            break
        assumed = chosen
        known = frozenset(map(_key, needs))
        foreseen = list(_needs(book, decide(_assuming(book, flow, assumed)), known, True))
        needs += foreseen
    return first, needs


def _needs(book: LawBook, found: FlowDecision, known: frozenset[object], follows: bool) -> Iterator[Need]:
    for leg in found.legs:
        for decision in leg.decisions:
            if decision.verdict != Verdict.PROHIBITED:
                for requirement in unmet(book, decision):
                    need = Need(leg, decision, requirement, choose(decision, requirement), follows)
                    if _key(need) not in known:
                        yield need


def unmet(book: LawBook, decision: Decision) -> list[Requirement]:
    """Return what is required and not in place; a choice is left out where one of the choice is itself required."""
    asked = [one for one in decision.requirements if one.status != RequirementStatus.MET]
    certain = {one.safeguard for one in asked if one.certain}
    return [one for one in asked if certain.isdisjoint(book.unions.get(one.safeguard, frozenset()) - {one.safeguard})]


def _key(need: Need) -> object:
    return need.leg.leg.name, need.decision.regime, need.requirement.safeguard


def _mechanisms(book: LawBook, needs: list[Need], assumed: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return by leg the mechanisms chosen for what is needed before the transfer, and those assumed already."""
    found = dict(assumed)
    for need in needs:
        chosen = need.choice.safeguard
        if need.requirement.due == Due.BEFORE_TRANSFER and _is_way(book, need):
            found[need.leg.leg.name] = found.get(need.leg.leg.name, frozenset()) | {chosen}
    return found


def _is_way(book: LawBook, need: Need) -> bool:
    return is_mechanism(book, need.requirement.safeguard) or is_mechanism(book, need.choice.safeguard)


def _assuming(book: LawBook, flow: Flow, assumed: Mapping[str, frozenset[str]]) -> Flow:
    facts = (with_safeguards(book, leg.facts, assumed.get(leg.name, frozenset())) for leg in flow.legs)
    legs = (replace(leg, facts=found) for leg, found in zip(flow.legs, facts, strict=True))
    return replace(flow, legs=tuple(legs))


def with_safeguards(book: LawBook, facts: Facts, kinds: frozenset[str]) -> Facts:
    """Return facts with further safeguards in place, one of each kind."""
    if not kinds:
        return facts
    root = facts.nodes[ROOT]
    stated = root.values.get(SAFEGUARD, ())
    added = {f"safeguard/{len(stated) + number}": kind for number, kind in enumerate(sorted(kinds), 1)}
    denied = {prop: found - book.implied(kinds) for prop, found in root.denied.items()}
    values = {**root.values, SAFEGUARD: (*stated, *added)}
    nodes = {path: _safeguard(book, path, kind) for path, kind in added.items()}
    changed = replace(root, values=values, denied=denied, complete=root.complete - {SAFEGUARD})
    return Facts({**facts.nodes, ROOT: changed, **nodes})


def _safeguard(book: LawBook, path: str, kind: str) -> NodeFacts:
    types, none = book.implied([kind]), frozenset[str]()
    return NodeFacts(path, SAFEGUARDS, frozenset({kind}), types, {}, none, none)
