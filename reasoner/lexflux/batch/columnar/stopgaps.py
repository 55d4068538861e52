"""What a row is given so that a single cell of it can be read as a file states it, and taken from it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lexflux.facts import context
from lexflux.facts.inventory.columns import TYPE as KIND
from lexflux.facts.inventory.columns import Target
from lexflux.facts.transfer import NodeFacts
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF, local

Tree = dict[str, Any]
ALWAYS_THERE = ("exporter", "recipient", "data")


def _stopgaps(book: LawBook, node: str, owner: str) -> tuple[str | None, list[str]]:
    """Return a kind and the facts said to be unknown by which a node is whole that states nothing else."""
    required = [local(prop) for prop, shape in book.schema.shapes[owner].items() if shape.required]
    kind = next(one for one in context.kinds(book, owner) if one != owner) if owner in context.TYPED else None
    return kind and local(kind), required


def with_stopgaps(book: LawBook, always: Mapping[str, Any], target: Target | None) -> Tree:
    """Return what is the same in all rows, with what else a row needs to be read that tells one fact alone."""
    tree = dict(always)
    nodes = [*ALWAYS_THERE, *([target.node] if target and target.node else [])]
    for node in dict.fromkeys(nodes):
        below = tree.get(node, {})
        if isinstance(below, dict):
            tree[node] = _whole(book, node, below, target.name if target and target.node == node else "")
    return tree


def _whole(book: LawBook, node: str, stated: Tree, but: str) -> Tree:
    """Return a node with what it needs to be read, but for one fact."""
    kind, required = _stopgaps(book, node, book.schema.ranges[LF + node])
    found = dict(stated)
    if kind is not None and but != KIND:
        found.setdefault(KIND, kind)
    unknown = stated.get("statedUnknown", [])
    said = unknown if isinstance(unknown, list) else [unknown]
    lacking = [one for one in required if one != but and one not in (*stated, *said)]
    return {**found, "statedUnknown": [*said, *lacking]} if said or lacking else found


def without_stopgaps(book: LawBook, node: NodeFacts, always: Mapping[str, Any]) -> NodeFacts:
    """Return a node as all rows state it, without what it was given to be read."""
    name = node.path.split("/", maxsplit=1)[0]
    stated = always.get(name, {})
    if name not in ALWAYS_THERE or "/" in node.path.removesuffix("/1") or not isinstance(stated, dict):
        return node
    _, required = _stopgaps(book, name, node.owner)
    said = stated.get("statedUnknown", [])
    kept = {one for one in node.unknown if local(one) not in required or local(one) in said}
    kinds = node.kinds if KIND in stated else frozenset[str]()
    return replace(node, unknown=frozenset(kept), kinds=kinds, types=book.implied((*kinds, node.owner)))
