"""The facts of one transfer: what is stated about each of its nodes, what is unknown, what does not apply."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lexflux.errors import InputError
from lexflux.law.conditions import Range, Value
from lexflux.terms import BELOW, DATE, FROM, NOT_APPLICABLE, STATED_COMPLETE, STATED_UNKNOWN, TYPE, local

if TYPE_CHECKING:
    from lexflux.law.lawbook import LawBook

BASE = "https://transfer.invalid/"
Tree = dict[str, Any]
LONGEST_CHAIN = 50


@dataclass(frozen=True, slots=True)
class NodeFacts:
    """
    What is stated about one node; ``path`` says where it stands in the transfer.

    ``complete`` holds the properties of which all values are stated, ``denied`` values that are not the case,
    ``doubtful`` stated kinds that count or not depending on facts that nobody stated, with these facts, ``perhaps`` all
    that these kinds imply beside ``types``, ``ranges`` the counts of which only bounds are known: they have no value.
    Data taken together consist of the nodes ``parts``; ``found_by`` names, for each sum that is not known, the node and
    property that would tell it. ``presumed`` are the properties whose values nobody stated, but another fact suggests.
    ``areas`` are the general places in which single places lie, and ``within`` the members of those that are told by
    members.
    """

    path: str
    owner: str
    kinds: frozenset[str]
    types: frozenset[str]
    values: Mapping[str, tuple[Value, ...]]
    unknown: frozenset[str]
    not_applicable: frozenset[str]
    label: str = ""
    complete: frozenset[str] = frozenset()
    denied: Mapping[str, frozenset[str]] = field(default_factory=dict)
    doubtful: Mapping[str, frozenset[str]] = field(default_factory=dict)
    perhaps: frozenset[str] = frozenset()
    ranges: Mapping[str, Range] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    found_by: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    presumed: frozenset[str] = frozenset()
    areas: Mapping[str, str] = field(default_factory=dict)
    within: Mapping[str, frozenset[str]] = field(default_factory=dict)


def stated_node(
    book: LawBook,
    path: str,
    owner: str,
    kinds: Iterable[str] = (),
    values: Mapping[str, tuple[Value, ...]] | None = None,
) -> NodeFacts:
    """Return a node of which only its kinds and some values are stated."""
    kinds = frozenset(kinds)
    return NodeFacts(path, owner, kinds, book.implied((*kinds, owner)), values or {}, frozenset(), frozenset())


@dataclass(frozen=True)
class Facts:
    """All facts of one transfer, by path of the node; the transfer itself has the path ``transfer``."""

    nodes: Mapping[str, NodeFacts]

    @cached_property
    def gates(self) -> dict[Hashable, object]:
        """What `lexflux.decision.gates` found of these facts, by what was asked."""
        return {}

    @property
    def date(self) -> datetime.date | None:
        """Day of the transfer, if stated."""
        found = self.nodes["transfer"].values.get(DATE, ())
        return found[0] if found and isinstance(found[0], datetime.date) else None

    def day_of_law(self, on: datetime.date | None) -> datetime.date:
        """Return the day asked for, else that of the transfer; there is no hidden clock. None of both is an error."""
        day = on or self.date
        if day is None:
            raise InputError("no date")
        return day

    @cached_property
    def as_stated(self) -> Tree:
        """The facts as the JSON tree from which they can be read again, each node under the path that it has here."""
        return _TreeWriter(self.nodes).whole()

    @cached_property
    def tree(self) -> Tree:
        """The facts alone as a JSON tree in a fixed order: the same in whatever order they are stated or called."""
        found: Tree = in_order(without_labels(self.as_stated))
        return found


class _TreeWriter:
    """
    Writes nodes as trees: one that several others refer to gets an ``id`` and is described only once.

    Long chains of nodes are written in pieces, because programs that read JSON bound how deep it may be nested.
    """

    def __init__(self, nodes: Mapping[str, NodeFacts]) -> None:
        self.nodes = nodes
        self.apart = {path: None for path in nodes if _depth(path) % LONGEST_CHAIN == LONGEST_CHAIN - 1}
        self.shared = _referred_to_twice(nodes) | self.apart.keys()
        self.written: set[str] = set()

    def whole(self) -> Tree:
        tree = self.write(self.nodes["transfer"])
        pieces = [self.write(self.nodes[path]) for path in self.apart]
        return {"@graph": [{"type": "Transfer", **tree}, *pieces]} if pieces else tree

    def write(self, node: NodeFacts) -> Tree:
        tree: Tree = {"id": BASE + node.path} if node.path in self.shared else {}
        self.written.add(node.path)
        if node.label:
            tree["label"] = node.label
        if node.kinds:
            tree["type"] = _names(node.kinds)
        tree |= {local(prop): self._values(node, prop) for prop in sorted(node.values)}
        tree |= {local(prop): [bounds(found)] for prop, found in sorted(node.ranges.items())}
        tree |= {local(prop): [local(area)] for prop, area in sorted(node.areas.items())}
        for name, props in _states(node):
            if props:
                tree[local(name)] = _names(props)
        return tree

    def _values(self, node: NodeFacts, prop: str) -> list[Any]:
        values = node.values[prop]
        return [self._below(node.path, str(value)) if value in self.nodes else _json(value) for value in values]

    def _below(self, holder: str, path: str) -> Tree:
        """Return the tree of a node where it has its place, and what refers to it everywhere else."""
        if path in self.apart or path in self.written or _holder(path) != holder:
            return {"id": BASE + path}
        return self.write(self.nodes[path])


def bounds(found: Range) -> dict[str, int]:
    """Return a range of a count as it is written."""
    written = {local(FROM): found.low, local(BELOW): found.high}
    return {name: bound for name, bound in written.items() if bound is not None}


def in_order(tree: Any) -> Any:
    """Return a JSON tree of facts with the values of each in a fixed order, which says the same."""
    if isinstance(tree, list):
        return sorted(map(in_order, tree), key=lambda one: json.dumps(one, sort_keys=True))
    return {key: in_order(value) for key, value in tree.items()} if isinstance(tree, dict) else tree


def without_labels(facts: Any) -> Any:
    """Return a JSON tree of facts without what its nodes are called."""
    if isinstance(facts, list):
        return [*map(without_labels, facts)]
    if not isinstance(facts, dict):
        return facts
    return {key: without_labels(value) for key, value in facts.items() if key != "label"}


def _states(node: NodeFacts) -> tuple[tuple[str, frozenset[str]], ...]:
    return (
        (STATED_UNKNOWN, node.unknown),
        (NOT_APPLICABLE, node.not_applicable),
        (STATED_COMPLETE, node.complete),
    )


def _holder(path: str) -> str:
    """Return the path of the node to which a path leads on."""
    steps = path.split("/")
    return "/".join(steps[: -2 if steps[-1].isdigit() else -1]) or "transfer"


def _depth(path: str) -> int:
    return sum(not step.isdigit() for step in path.split("/"))


def _referred_to_twice(nodes: Mapping[str, NodeFacts]) -> set[Value]:
    values = [value for node in nodes.values() for stated in node.values.values() for value in stated]
    referred = Counter(value for value in values if value in nodes)
    return {path for path, times in referred.items() if times > 1}


def _names(iris: frozenset[str]) -> list[str]:
    return sorted("kind" if iri == TYPE else local(iri) for iri in iris)


def _json(value: Value) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return local(value) if isinstance(value, str) else value
