"""What an answer presumed becomes what somebody said: one click changes the text that describes a transfer."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from lexflux.asking.state import State, answered, many, node_at
from lexflux.asking.writing import written
from lexflux.errors import InputError
from lexflux.explain.lines import Presumed
from lexflux.facts import context
from lexflux.facts.inventory.cells import Stated
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.lawbook import LawBook
from lexflux.terms import DENIED, LF, TYPE, compact, local

MOST_BUTTONS = 3
BETWEEN, AND = "|", " "


def choices(book: LawBook, presumed: Presumed, spoken: str) -> Iterator[tuple[str, str]]:
    """Yield each value that could be the case, as a form sends it, with its label."""
    if presumed.prop in book.schema.ranges:  # to say who the party is takes more than a click
        return
    for value in presumed.values:
        if value in book.labels:
            yield _sent(presumed, (value,)), book.label(value, spoken)


def denial(book: LawBook, presumed: Presumed) -> str:
    """Return, as a form sends it, that none of the values is the case."""
    return _sent(presumed, tuple(value for value in presumed.values if value in book.labels))


def _sent(presumed: Presumed, values: tuple[str, ...]) -> str:
    paths = presumed.paths[:1] if len(values) == 1 else presumed.paths
    return BETWEEN.join((AND.join(paths), compact(presumed.prop), AND.join(map(compact, values))))


def settled(knowledge: KnowledgeBase, tree: dict[str, Any], sent: str, is_so: bool, spoken: str) -> str:
    """
    Return the text of a transfer after somebody has said that something is the case, or that it is not.

    Parameters
    ----------
    knowledge
        The knowledge base.
    tree
        What is stated of the transfer.
    sent
        What `choices` or `denial` gave.
    is_so
        Whether it is the case.
    spoken
        Language of the comments.

    Raises
    ------
    InputError
        If that is nothing that could be said of it.
    """
    paths, prop, values = _received(sent)
    key = "type" if prop == TYPE else local(prop)
    names = [context.name_of(knowledge.book, value) for value in values]
    changed = deepcopy(tree)
    for path in paths:
        if is_so:
            stated = Stated(values={key: names})
            changed = dict(answered(State(changed), path, key, stated, is_many=True, closes=False).tree)
        else:
            _deny(changed, path, key, names)
    return written(knowledge.book, changed, spoken)


def _received(sent: str) -> tuple[list[str], str, list[str]]:
    parts = sent.split(BETWEEN)
    if len(parts) != 3 or not all(parts):
        raise InputError("nothing to settle")
    paths, prop, values = parts
    return paths.split(AND), _in_full(prop), [_in_full(one) for one in values.split(AND)]


def _in_full(name: str) -> str:
    return name if "//" in name else LF + name


def _deny(tree: dict[str, Any], path: str, key: str, names: list[str]) -> None:
    node = node_at(tree, path)
    if node is None:
        raise InputError("nothing to settle")
    denied = node.get(local(DENIED)) or {}
    if not isinstance(denied, dict):
        raise InputError("nothing to settle")
    known = many(denied.get(key))
    node[local(DENIED)] = {**denied, key: [*known, *(one for one in names if one not in known)]}
