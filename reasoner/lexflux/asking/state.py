"""What is known so far: the tree of a transfer, and how an answer changes it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from lexflux.facts.inventory.cells import Stated
from lexflux.terms import DENIED, NOT_APPLICABLE, SAFEGUARD, STATED_COMPLETE, STATED_UNKNOWN, local

Tree = dict[str, Any]
ROOT = "transfer"
UNKNOWN, COMPLETE, NOT_SO = map(local, (STATED_UNKNOWN, STATED_COMPLETE, NOT_APPLICABLE))
KIND, TYPE = "kind", "type"
SAFEGUARDS, NOT_THE_CASE = local(SAFEGUARD), local(DENIED)


@dataclass(frozen=True, slots=True)
class State:
    """
    Where a dialogue stands: the ``tree`` of a transfer as files state it, the law asked and the day of it.

    Without ``regime`` it is the law of the exporter's place, without ``on`` that of the date of the transfer.
    """

    tree: Mapping[str, Any]
    regime: str | None = None
    on: datetime.date | None = None

    def node(self, path: str) -> Tree:
        """Return what is stated of the node at a path, nothing if it is not described."""
        return node_at(dict(self.tree), path) or {}

    def is_settled(self, path: str, key: str) -> bool:
        """Return whether all has been said of a fact: all values, or that none is known or applies."""
        node, name = self.node(path), KIND if key == TYPE else key
        return any(name in many(node.get(state)) for state in (UNKNOWN, COMPLETE, NOT_SO))

    def denied(self, path: str, key: str) -> list[str]:
        """Return the values of a fact that are said not to be the case."""
        node = self.node(ROOT if path == SAFEGUARDS else path)
        return many(dict(node.get(NOT_THE_CASE) or {}).get(key))

    def has(self, path: str, key: str) -> bool:
        """Return whether something is stated of a fact, be it that it is unknown."""
        return key in self.node(path) or self.is_settled(path, key)


def node_at(tree: Tree, path: str) -> Tree | None:
    """Return the mapping at a path such as ``exporter`` or ``data/1``, None if there is none."""
    found: Any = tree
    for step in () if path == ROOT else path.split("/"):
        if step.isdigit():
            found = many(found)
            found = found[int(step) - 1] if int(step) <= len(found) else None
        else:
            found = found.get(step) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else None


def many(value: Any) -> list[Any]:
    """Return a value, values or nothing as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def answered(state: State, path: str, key: str, answer: Stated, is_many: bool, closes: bool = True) -> State:
    """
    Return the state after an answer.

    Parameters
    ----------
    state
        The state before; it is not changed.
    path, key
        The fact asked for.
    answer
        Values of it, or that it is unknown, not applicable or that there is nothing else.
    is_many
        Whether the fact may have several values.
    closes
        Whether the values of an answer are all of them then.
    """
    tree = deepcopy(dict(state.tree))
    node = _made(tree, path)
    for name, values in answer.values.items():
        node[name] = _together(node.get(name), values) if is_many else _one(values)
    said = [(name, of) for name, keys in answer.states.items() for of in keys]
    if is_many and closes and answer.values:
        said.append((COMPLETE, KIND if key == TYPE else key))
    for name, of in said:
        node[name] = _together(node.get(name), of)
    return replace(state, tree=tree)


def with_safeguards(state: State, kinds: list[str], answer: Stated) -> State:
    """Return the state after the answer to which safeguards are in place: these, and what is said of all others."""
    tree = deepcopy(dict(state.tree))
    if kinds:
        tree[SAFEGUARDS] = [*many(tree.get(SAFEGUARDS)), *({TYPE: kind} for kind in kinds)]
    for name in answer.states:
        tree[name] = [*many(tree.get(name)), SAFEGUARDS]
    return replace(state, tree=tree)


def with_denied(state: State, path: str, key: str, values: list[str]) -> State:
    """Return the state in which values of a fact are said not to be the case."""
    tree = deepcopy(dict(state.tree))
    node = _made(tree, ROOT if path == SAFEGUARDS else path)
    denial = node[NOT_THE_CASE] = dict(node.get(NOT_THE_CASE) or {})
    denial[key] = _together(denial.get(key), values)
    return replace(state, tree=tree)


def _together(before: Any, values: Any) -> list[Any]:
    found = many(before)
    return [*found, *(one for one in many(values) if one not in found)]


def _one(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _made(tree: Tree, path: str) -> Tree:
    """Return the mapping at a path of a tree, made where it is lacking."""
    found = node_at(tree, path)
    if found is None:
        name, *place = path.split("/")
        found = {}
        tree[name] = [*many(tree.get(name)), found] if place else found
    return found
