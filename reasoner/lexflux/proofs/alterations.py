"""What a company can change of a transfer by a decision of its own, as the schema says (``lf:actionableOf``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lexflux.decision.unknown import OTHER
from lexflux.errors import InputError
from lexflux.facts import context
from lexflux.facts.reader import read_tree
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.conditions import Range, Value
from lexflux.law.lawbook import LawBook
from lexflux.law.schema import PropertyShape
from lexflux.law.snapshot import Snapshot
from lexflux.terms import DATA, LF, TRANSFER, TYPE

RECIPIENT, OWNERSHIP = LF + "recipient", LF + "ownership"


@dataclass(frozen=True, slots=True)
class Alteration:
    """
    One change: a value of a fact goes, comes, or makes way for another.

    ``before`` is what goes, ``after`` what comes; of several, each alone does. A node that goes is left out with all
    that is described below it; for a recipient another one comes, of the same place, of whom only that is known.
    """

    path: str
    prop: str
    before: tuple[Value | Range, ...] = ()
    after: tuple[Value | Range, ...] = ()


def is_actionable(book: LawBook, path: str, shape: PropertyShape) -> bool:
    """Return whether a company can change a fact of a node."""
    role = TRANSFER if path == "transfer" else LF + path.partition("/")[0]
    return role in shape.actionable_of and path.count("/") <= 1


def actionable_terms(book: LawBook, shape: PropertyShape) -> frozenset[str]:
    """Return the values that a company can make, or no longer make, the case: those that say so, else all."""
    terms = frozenset(context.terms(book, shape))
    return terms & book.actionable or terms


def actionable_facts(book: LawBook, facts: Facts) -> Iterator[tuple[NodeFacts, PropertyShape]]:
    """Yield the facts that a company can change and that have values which are no nodes."""
    for path, node in facts.nodes.items():
        for shape in book.schema.shapes[node.owner].values():
            if not shape.is_node and is_actionable(book, path, shape):
                yield node, shape


def left_out(book: LawBook, facts: Facts) -> Iterator[Alteration]:
    """Yield what can be left out as a whole: a data set, a kind of one, the recipient that was chosen."""
    shapes = book.schema.shapes[TRANSFER]
    data = [str(one) for one in facts.nodes["transfer"].values.get(DATA, ())]
    if shapes[DATA].actionable_of:
        yield from (Alteration("transfer", DATA, (path,)) for path in data if len(data) > 1)
        for node in (facts.nodes[path] for path in data):
            yield from (Alteration(node.path, TYPE, (kind,)) for kind in sorted(node.kinds) if len(node.kinds) > 1)
    recipient = facts.nodes.get("recipient")
    if shapes[RECIPIENT].actionable_of and recipient and (recipient.kinds or OWNERSHIP in recipient.values):
        yield Alteration("transfer", RECIPIENT, ("recipient",))


def altered(book: LawBook, facts: Facts, alterations: Iterable[Alteration]) -> Facts | None:
    """
    Return facts after changes, with the first value of each; None if nothing can be as they say.

    What is left keeps its path, by which changes, and what is said of them, name it.
    """
    for one in alterations:
        facts = _altered(book, facts, one)
    try:
        return _under_paths_of(facts, read_tree(facts.as_stated, book))
    except InputError:
        return None


def _under_paths_of(facts: Facts, again: Facts) -> Facts:
    """Return facts that were read again, which numbers data sets anew, each under the path that it had."""
    sets, numbered = (one.nodes["transfer"].values.get(DATA, ()) for one in (facts, again))
    paths = {str(new): str(old) for new, old in zip(numbered, sets, strict=True)}
    nodes = (replace(node, path=paths.get(path, path)) for path, node in again.nodes.items())
    transfer = again.nodes["transfer"]
    kept = Facts({node.path: node for node in nodes})
    return _with(kept, replace(transfer, values={**transfer.values, DATA: sets})) if sets else kept


def _altered(book: LawBook, facts: Facts, one: Alteration) -> Facts:
    node = facts.nodes[one.path]
    if one.prop == TYPE:
        kinds = node.kinds - {str(kind) for kind in one.before}
        return _with(facts, replace(node, kinds=kinds, types=book.implied((*kinds, node.owner))))
    if one.prop == RECIPIENT:
        return _with_other_recipient(book, facts)
    shape = book.schema.shapes[node.owner][one.prop]
    after = [value for value in one.after[:1] if not isinstance(value, Range)]
    kept = [] if shape.single else [value for value in node.values.get(one.prop, ()) if value not in one.before]
    values = {prop: stated for prop, stated in node.values.items() if prop != one.prop}
    ranges = {prop: found for prop, found in node.ranges.items() if prop != one.prop}
    for bounds in (value for value in one.after[:1] if isinstance(value, Range)):
        ranges[one.prop] = bounds
    found = (*kept, *after)
    if shape.is_node:
        facts = _without(facts, str(one.before[0]))
    stated = {**values, one.prop: found} if found else values
    return _with(facts, replace(node, values=stated, ranges=ranges, unknown=node.unknown - _settled(shape, one)))


def _settled(shape: PropertyShape, one: Alteration) -> frozenset[str]:
    """Return what is no longer unknown: a fact with one value, once it has it."""
    return frozenset({one.prop} if shape.single and one.after else ())


def _with(facts: Facts, node: NodeFacts) -> Facts:
    return Facts({**facts.nodes, node.path: node})


def _without(facts: Facts, path: str) -> Facts:
    return Facts({at: node for at, node in facts.nodes.items() if at != path and not at.startswith(path + "/")})


def _with_other_recipient(book: LawBook, facts: Facts) -> Facts:
    """Return facts with a recipient of whose kinds and owners nothing stands in the way."""
    node = facts.nodes["recipient"]
    below = [path for path in facts.nodes if path.startswith("recipient/ownership")]
    kept = Facts({path: one for path, one in facts.nodes.items() if path not in below})
    values = {prop: stated for prop, stated in node.values.items() if prop != OWNERSHIP}
    other = replace(
        node, kinds=frozenset(), types=book.implied((node.owner,)), values=values, complete=node.complete | {OWNERSHIP}
    )
    return _with(kept, other)


def value_in(book: LawBook, law: Snapshot, shape: PropertyShape, cell: Value) -> Value | None:
    """Return what can be stated of a fact that lies in a cell; None if there is no such term."""
    return unnamed(book, law, shape) if cell == OTHER else cell


def unnamed(book: LawBook, law: Snapshot, shape: PropertyShape) -> str | None:
    """Return a term that no law names, if there is one."""
    named = {*law.named.get(shape.prop, ()), *book.named_values.get(shape.prop, ()), *law.designated}
    return next((term for term in context.terms(book, shape) if term not in named and term not in book.areas), None)
