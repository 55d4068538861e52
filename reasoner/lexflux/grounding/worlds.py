"""Descriptions of a transfer that are complete but for some choices: each way to choose is one world."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.conditions import Value
from lexflux.law.lawbook import LawBook
from lexflux.terms import DENIED, TYPE

Fact = tuple[str, str]
"""The path of a node and a property of it; kinds are values of ``rdf:type``."""
Alternative = tuple[tuple[Value, ...], ...]
"""The values of each fact of a choice."""


@dataclass(frozen=True, slots=True)
class Choice:
    """
    Facts that are left open: exactly one of the alternatives is the case.

    Its values come to those that the description states of the same fact, and to those of other choices about it.
    """

    facts: tuple[Fact, ...]
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True)
class Worlds:
    """
    Facts in which nothing is unknown, and the choices beside them; a node may be there only by choice.

    ``readings`` are the chosen readings of open points; an open point may also be a fact of the transfer that a choice
    is about.
    """

    facts: Facts
    choices: tuple[Choice, ...]
    readings: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def entries(self) -> Mapping[Fact, Sequence[tuple[tuple[Value, ...], int, int]]]:
        """For each fact that is open the values it may have, with the number of the choice and of the alternative."""
        found: dict[Fact, list[tuple[tuple[Value, ...], int, int]]] = {}
        for number, choice in enumerate(self.choices):
            for place, alternative in enumerate(choice.alternatives):
                for fact, values in zip(choice.facts, alternative, strict=True):
                    found.setdefault(fact, []).append((values, number, place))
        return found

    def world(self, book: LawBook, chosen: Sequence[int]) -> Facts:
        """Return the facts of one world: an alternative for each choice."""
        added: dict[Fact, list[Value]] = {}
        for choice, place in zip(self.choices, chosen, strict=True):
            for fact, values in zip(choice.facts, choice.alternatives[place], strict=True):
                added.setdefault(fact, []).extend(values)
        nodes = {path: _with(book, node, added) for path, node in self.facts.nodes.items()}
        return _reached(nodes)

    def readings_of(self, book: LawBook, chosen: Sequence[int]) -> dict[str, str]:
        """Return the readings of open points in one world."""
        found = dict(self.readings)
        for choice, place in zip(self.choices, chosen, strict=True):
            for (_, prop), values in zip(choice.facts, choice.alternatives[place], strict=True):
                if prop in book.open_points:
                    found[prop] = str(values[0])
        return found


def _with(book: LawBook, node: NodeFacts, added: Mapping[Fact, Sequence[Value]]) -> NodeFacts:
    """Return a node with the values that were chosen; what got none does not apply, or has none."""
    here = {prop: tuple(values) for (path, prop), values in added.items() if path == node.path}
    own = {prop: values for prop, values in here.items() if prop not in book.open_points}
    kinds = node.kinds | {str(kind) for kind in own.pop(TYPE, ())}
    values = {**node.values, **{prop: (*node.values.get(prop, ()), *new) for prop, new in own.items() if new}}
    found = replace(node, kinds=kinds, types=book.implied((*kinds, node.owner)), values=values)
    return completed(book, _raised(book, found), own)


def _raised(book: LawBook, node: NodeFacts) -> NodeFacts:
    """Return a node in which no count is less than one that it includes; each stands for all that law treats alike."""
    values = dict(node.values)
    for prop, shape in book.schema.shapes[node.owner].items():
        for whole in book.schema.including(shape):
            if prop in values and whole in values:
                values[whole] = max(values[prop], values[whole])
    return replace(node, values=values)


def completed(book: LawBook, node: NodeFacts, decided: Iterable[str] = (), left_open: Iterable[str] = ()) -> NodeFacts:
    """
    Return a node of which nothing is unknown: what has no value does not apply, lists are complete.

    What is presumed the same as another fact, or to have a value, stays so unless it is ``decided`` that it has none;
    facts that are ``left_open`` stay so too.
    """
    shapes, without = book.schema.shapes[node.owner], {*decided}
    free = {DENIED, *left_open}
    free |= {prop for prop, one in shapes.items() if (one.same_as or one.presumed is not None) and prop not in without}
    closed = {prop: shape for prop, shape in shapes.items() if prop not in free or prop in node.values}
    none = frozenset(prop for prop, shape in closed.items() if shape.single and prop not in node.values)
    lists = frozenset(prop for prop, shape in closed.items() if not shape.single)
    kinds = frozenset({TYPE}.difference(left_open))
    return replace(node, not_applicable=none, complete=lists | kinds, unknown=frozenset())


def _reached(nodes: Mapping[str, NodeFacts]) -> Facts:
    """Return facts without the nodes to which nothing leads in this world."""
    found: list[str] = []
    waiting = ["transfer"]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.append(path)
            waiting += [str(one) for values in nodes[path].values.values() for one in values if one in nodes]
    return Facts({path: node for path, node in nodes.items() if path in found})
