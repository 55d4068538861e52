"""What the law would ask if something happened while a transfer runs with all in place that it needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lexflux.decision.decide import decide
from lexflux.decision.outcome import Decision, Requirement
from lexflux.decision.statuses import NormStatus
from lexflux.facts.transfer import Facts, NodeFacts, stated_node
from lexflux.law.conditions import Value
from lexflux.law.norms import Modality
from lexflux.terms import ISSUED_ON, LF, SAFEGUARD, SAFEGUARD_CLASS, STATUS, local

CIRCUMSTANCE, IN_PLACE, RELIED_ON = LF + "circumstance", LF + "InPlace", LF + "isReliedOn"
COVERS = LF + "coversTransfer"
ROOT = "transfer"


@dataclass(frozen=True, slots=True)
class Consequence:
    """What an event brings: the requirements and the prohibitions that there would not be without it."""

    event: str
    requirements: tuple[Requirement, ...]
    prohibitions: tuple[str, ...]


def consequences(decision: Decision) -> list[Consequence]:
    """Return what events in the life of a transfer bring or would bring under its law, where they bring something."""
    book = decision.evaluation.book
    running = _running(decision)
    as_stated = _again(decision, running)
    stated = decision.stated.nodes[ROOT].values.get(CIRCUMSTANCE, ())
    found = []
    for event in sorted(book.events):
        happened = event in stated
        before = _again(decision, _without(running, event)) if happened else as_stated
        after = as_stated if happened else _again(decision, _with(running, event))
        found.append(_consequence(before, after, event))
    return [one for one in found if one.requirements or one.prohibitions]


def _consequence(before: Decision, after: Decision, event: str) -> Consequence:
    known = {(one.safeguard, norm) for one in before.requirements for norm in one.norms}
    added = (replace(one, norms=_new(one, known)) for one in after.requirements)
    barred = set(_prohibitions(before))
    return Consequence(
        event,
        tuple(one for one in added if one.norms),
        tuple(norm for norm in _prohibitions(after) if norm not in barred),
    )


def _new(requirement: Requirement, known: set[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(norm for norm in requirement.norms if (requirement.safeguard, norm) not in known)


def _prohibitions(decision: Decision) -> Iterator[str]:
    for finding in decision.with_status(NormStatus.EFFECTIVE, NormStatus.UNSETTLED):
        if finding.norm.modality == Modality.PROHIBITION:
            yield finding.norm.iri


def _again(decision: Decision, facts: Facts) -> Decision:
    """Decide on other facts under the law and the readings of a decision."""
    book = decision.evaluation.book
    regime = next(notation for notation, iri in book.regimes.items() if iri == decision.regime)
    readings = {local(point): local(reading) for point, reading in decision.readings.items()}
    return decide(book, facts, regime, decision.on, readings, decision.strict)


def _running(decision: Decision) -> Facts:
    """Return the facts with all safeguards that are required in place, each way of several among them."""
    book, nodes = decision.evaluation.book, dict(decision.stated.nodes)
    asked = [one for one in decision.requirements if not one.met_by]
    kinds = sorted({kind for one in asked for kind in book.unions.get(one.safeguard, {one.safeguard})})
    added = [_in_place(decision, kind, number) for number, kind in enumerate(kinds, 1)]
    root = nodes[ROOT]
    safeguards = (*root.values.get(SAFEGUARD, ()), *(node.path for node in added))
    nodes |= {node.path: node for node in added}
    complete = root.complete - {SAFEGUARD}
    nodes[ROOT] = replace(root, values={**root.values, SAFEGUARD: safeguards}, complete=complete)
    return Facts(nodes)


def _in_place(decision: Decision, kind: str, number: int) -> NodeFacts:
    """Return a safeguard that was put in place on the day of the decision."""
    stated: dict[str, tuple[Value, ...]] = {STATUS: (IN_PLACE,), RELIED_ON: (True,), COVERS: (True,)}
    book, path = decision.evaluation.book, f"safeguard/supposed/{number}"
    return stated_node(book, path, SAFEGUARD_CLASS, [kind], stated | {ISSUED_ON: (decision.on,)})


def _without(facts: Facts, event: str) -> Facts:
    """Return facts as if an event had not happened."""
    root = facts.nodes[ROOT]
    left = tuple(one for one in root.values[CIRCUMSTANCE] if one != event)
    others = {prop: found for prop, found in root.values.items() if prop != CIRCUMSTANCE}
    return Facts({**facts.nodes, ROOT: replace(root, values=others | ({CIRCUMSTANCE: left} if left else {}))})


def _with(facts: Facts, event: str) -> Facts:
    """Return facts with an event that has happened, whatever was said of it."""
    root = facts.nodes[ROOT]
    values = {**root.values, CIRCUMSTANCE: (*root.values.get(CIRCUMSTANCE, ()), event)}
    denied = {**root.denied, CIRCUMSTANCE: root.denied.get(CIRCUMSTANCE, frozenset()) - {event}}
    changed = replace(root, values=values, denied=denied, not_applicable=root.not_applicable - {CIRCUMSTANCE})
    return Facts({**facts.nodes, ROOT: changed})
