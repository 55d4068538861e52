"""Why a condition holds, fails or stays open at a transfer: a tree down to the facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from lexflux.decision.evaluation import Evaluation, Truth
from lexflux.decision.ownership import OWNER, OWNERSHIP, SHARE
from lexflux.facts.transfer import NodeFacts
from lexflux.law.conditions import And, Condition, HasValue, Named, Not, OneOf, Or, Range, Some, Value
from lexflux.law.norms import OwnershipRule
from lexflux.terms import TRANSFER, TYPE

# Norms share elements, and answers speak of the same norm in several places; as in the evaluation, by identity.
_KEPT: WeakKeyDictionary[Evaluation, dict[tuple[int, Value], tuple[Condition, Reason]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Reason:
    """
    One step of a justification.

    ``kind`` is ``element`` (a named class, ``iri``), ``all``, ``any``, ``not`` or ``fact``; a fact names the node
    (``path``), the property and the stated values, the range if only that is stated, none if nothing is, and the
    designations by which a value counts.
    """

    kind: str
    truth: Truth
    children: tuple[Reason, ...] = ()
    iri: str = ""
    path: str = ""
    prop: str = ""
    values: tuple[Value | Range, ...] = ()
    designations: tuple[str, ...] = ()

    def facts(self) -> Iterator[Reason]:
        """Yield the facts below, each once, left to right."""
        yield from {
            (reason.path, reason.prop, reason.values): reason for reason in self._steps() if reason.kind == "fact"
        }.values()

    def designated(self) -> tuple[str, ...]:
        """Return the designations on which the facts below rest, each once, left to right."""
        return tuple(dict.fromkeys(iri for reason in self._steps() for iri in reason.designations))

    def _steps(self) -> Iterator[Reason]:
        yield self
        for child in self.children:
            yield from child._steps()


def why(evaluation: Evaluation, condition: Condition, at: Value = "transfer") -> Reason:
    """
    Return the reason for the truth of ``condition``.

    Only what decides is kept: of a conjunction that fails the failing parts, of a disjunction that holds the holding
    ones, of either that is open the open ones.
    """
    kept = _KEPT.setdefault(evaluation, {})
    found = kept.get((id(condition), at))
    if found is None:
        found = kept[id(condition), at] = (condition, _why(evaluation, condition, at))
    return found[1]


def _why(evaluation: Evaluation, condition: Condition, at: Value) -> Reason:
    truth = evaluation.truth(evaluation.holds(condition, at))
    match condition:
        case Named(iri):
            return _named(evaluation, iri, at, truth)
        case And(parts):
            telling = [part for part in parts if part != Named(TRANSFER)]
            return _joined("all", truth, [why(evaluation, part, at) for part in telling], decisive=Truth.FALSE)
        case Or(parts):
            return _joined("any", truth, [why(evaluation, part, at) for part in parts], decisive=Truth.TRUE)
        case Not(part):
            return Reason("not", truth, (why(evaluation, part, at),))
        case Some(prop, filler):
            return _some(evaluation, str(at), prop, filler, truth)
        case HasValue(prop, _):
            return _fact(evaluation, str(at), prop, truth)
        case OneOf() | Range():
            return Reason("fact", truth, path=str(at))


def _joined(kind: str, truth: Truth, children: list[Reason], decisive: Truth) -> Reason:
    """Return a conjunction or disjunction with the parts that decide it; a single part stands for itself."""
    if truth in (decisive, Truth.UNKNOWN):
        children = [child for child in children if child.truth is truth]
    return children[0] if len(children) == 1 else Reason(kind, truth, tuple(children))


def _named(evaluation: Evaluation, iri: str, at: Value, truth: Truth) -> Reason:
    """Return why something belongs to a class: by ownership, by the class's definition, or by the kinds stated."""
    rule = evaluation.book.ownership_rules.get(iri)
    if rule is not None and at in evaluation.facts.nodes and iri not in evaluation.facts.nodes[str(at)].types:
        return _owned(evaluation, rule, str(at), truth)
    definition = evaluation.book.classes[iri].definition if iri in evaluation.book.classes else None
    if definition is not None:
        return Reason("element", truth, (why(evaluation, definition, at),), iri=iri, path=str(at))
    node = evaluation.facts.nodes.get(str(at))
    kinds: tuple[Value, ...] = tuple(sorted(node.kinds)) if node is not None else (str(at),)
    return Reason("fact", truth, iri=iri, path=str(at), prop=TYPE, values=kinds)


def _fact(evaluation: Evaluation, at: str, prop: str, truth: Truth) -> Reason:
    """Return a fact as stated, or for an open point the reading that was chosen."""
    node = evaluation.facts.nodes.get(at)
    chosen = evaluation.readings.get(prop)
    stated = _said(node, prop) if node is not None else ()
    return Reason("fact", truth, path=at, prop=prop, values=(chosen,) if chosen else stated)


def _said(node: NodeFacts, prop: str) -> tuple[Value | Range, ...]:
    """Return the stated values of a fact, or the range in which its value lies."""
    return (node.ranges[prop],) if prop in node.ranges else node.values.get(prop, ())


def _some(evaluation: Evaluation, at: str, prop: str, filler: Condition, truth: Truth) -> Reason:
    """Return why some value lies in the filler: the reasons of nodes, or of plain values the designations."""
    fact = _fact(evaluation, at, prop, truth)
    nodes = [value for value in fact.values if isinstance(value, str) and value in evaluation.facts.nodes]
    if not nodes:
        named = dict.fromkeys(iri for value in fact.values for iri in _designations(evaluation, filler, str(value)))
        return replace(fact, designations=tuple(named))
    children = [why(evaluation, filler, value) for value in nodes]
    return _joined("any", truth, children, decisive=Truth.TRUE)


def _designations(evaluation: Evaluation, condition: Condition, individual: str) -> Iterator[str]:
    """Yield the designations by which an individual satisfies a condition."""
    match condition:
        case Named(iri) if iri in evaluation.designated.get(individual, ()):
            yield evaluation.designated[individual][iri]
        case Named(iri) if definition := evaluation.book.classes[iri].definition:
            yield from _designations(evaluation, definition, individual)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _designations(evaluation, part, individual)
        case _:
            pass


def _owned(evaluation: Evaluation, rule: OwnershipRule, at: str, truth: Truth) -> Reason:
    """Return the chain of holdings that makes an organisation owned: each share that counts, and why its owner does."""
    children: list[Reason] = []
    for holding in evaluation.facts.nodes[at].values.get(OWNERSHIP, ()):
        for owner in map(str, evaluation.facts.nodes[str(holding)].values.get(OWNER, ())):
            through = [Named(name) for name in (rule.of_owners, rule.derives)]
            counting = next(
                (name for name in through if evaluation.truth(evaluation.holds(name, owner)) is Truth.TRUE), None
            )
            if counting is not None:
                children.append(_fact(evaluation, str(holding), SHARE, Truth.TRUE))
                if not owner.startswith(at) or not at.startswith(owner):
                    children.append(why(evaluation, counting, owner))
    return Reason(
        "element", truth, tuple(children) or (_fact(evaluation, at, OWNERSHIP, truth),), iri=rule.derives, path=at
    )
