"""What is taken as given of what is stated although nobody stated it: that safeguards are in place, and the like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lexflux.decision.outcome import Decision
from lexflux.decision.statuses import NormStatus
from lexflux.facts.transfer import NodeFacts
from lexflux.law.conditions import HasValue, Named, Some, Value
from lexflux.law.lawbook import LawBook
from lexflux.law.reading import conditions_read
from lexflux.terms import NOTIFIED_ON, SAFEGUARD


@dataclass(frozen=True, slots=True)
class Given:
    """A value that a fact of some stated safeguards or data sets, by path, is presumed to have; of a day, the last."""

    prop: str
    value: Value
    paths: tuple[str, ...]


def find_given(decision: Decision) -> tuple[Given, ...]:
    """Return what is presumed of the stated safeguards, and of stated data, that play a part, by fact."""
    found: dict[tuple[str, Value], list[str]] = {}
    for path in decision.stated.nodes["transfer"].values.get(SAFEGUARD, ()):
        for fact in _presumed_of(decision, str(path)):
            found.setdefault(fact, []).append(str(path))
    for path, node in decision.stated.nodes.items():
        if not decision.strict and _presumed_notified(decision, node):
            found.setdefault((NOTIFIED_ON, decision.on), []).append(path)
    return tuple(Given(prop, value, tuple(paths)) for (prop, value), paths in found.items())


def _presumed_notified(decision: Decision, node: NodeFacts) -> bool:
    """Return whether a value that the law reads holds only from a notification on, whose day nobody stated."""
    before, named = decision.evaluation.book.before_that, decision.evaluation.law.named
    read = (value for prop in named for value in node.values.get(prop, ()))
    return NOTIFIED_ON not in {*node.values, *node.unknown} and any(value in before for value in read)


@dataclass(frozen=True, slots=True)
class Unaccepted:
    """A kind of a stated safeguard that permissions accept in place of another, none of which takes effect here."""

    path: str
    safeguard: str
    norms: tuple[str, ...]


def find_unaccepted(decision: Decision) -> tuple[Unaccepted, ...]:
    """Return the stated safeguards that count only where a permission accepts them, and none does for this transfer."""
    meeting = {path for requirement in decision.requirements for path in requirement.met_by}
    paths = map(str, decision.stated.nodes["transfer"].values.get(SAFEGUARD, ()))
    nodes = [decision.facts.nodes[path] for path in paths if path not in meeting]
    found = [Unaccepted(node.path, kind, _permitting(decision, kind)) for node in nodes for kind in sorted(node.kinds)]
    return tuple(one for one in found if one.norms and all(_is_out(decision, norm) for norm in one.norms))


def _permitting(decision: Decision, kind: str) -> tuple[str, ...]:
    """Return the permissions of the day that accept a kind of safeguard in place of one that is required."""
    wider, substitutes = decision.evaluation.book.classes[kind].ancestors, decision.evaluation.law.substitutes
    required = [requirement.safeguard for requirement in decision.requirements]
    return tuple(norm.iri for safeguard in required for norm in substitutes.get(safeguard, ()) if norm.permits in wider)


def _is_out(decision: Decision, norm: str) -> bool:
    return decision.findings[norm].status in (NormStatus.NOT_TRIGGERED, NormStatus.DEFEATED)


def facts_read(book: LawBook, needed: str) -> list[str]:
    """Return the facts that membership in a class turns on."""
    return sorted({part.prop for part in conditions_read(book, [Named(needed)]) if isinstance(part, (Some, HasValue))})


def _presumed_of(decision: Decision, path: str) -> Iterator[tuple[str, Value]]:
    """Yield the facts of a safeguard that have a value only because it is presumed, and what it is."""
    stated, read = decision.stated.nodes[path], decision.facts.nodes[path]
    if not read.kinds or not _plays_a_part(decision, read):
        return
    for prop in _read_of(decision, read):
        if prop in read.values and prop not in stated.values:
            yield prop, read.values[prop][0]


def _read_of(decision: Decision, node: NodeFacts) -> list[str]:
    book, law = decision.evaluation.book, decision.evaluation.law
    needed = {one for kind in node.types for one in law.counts_if.get(kind, ()) if one not in book.asked}
    asked = {prop for kind in node.types for prop in law.asks_of.get(kind, ())}
    return sorted(asked.union(*(facts_read(book, one) for one in needed)))


def _plays_a_part(decision: Decision, node: NodeFacts) -> bool:
    """Return whether a safeguard meets a requirement, or the law of the day turns on one of its kinds."""
    law = decision.evaluation.law
    meets = any(node.path in requirement.met_by for requirement in decision.requirements)
    permitted = {norm.permits for norms in law.substitutes.values() for norm in norms}
    return meets or not node.types.isdisjoint((law.kinds | permitted) - {node.owner})
