"""Places known only in general: each is unknown, and may be no place outside the general one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.lawbook import LawBook
from lexflux.law.snapshot import Snapshot
from lexflux.terms import local


def with_areas(book: LawBook, facts: Facts, law: Snapshot) -> Facts:
    """Return facts with what the general places of each node exclude on the day of a law."""
    if not any(node.areas for node in facts.nodes.values()):
        return facts
    return Facts({path: _located(book, node, facts.nodes, law) for path, node in facts.nodes.items()})


def _located(book: LawBook, node: NodeFacts, nodes: Mapping[str, NodeFacts], law: Snapshot) -> NodeFacts:
    if not node.areas:
        return node
    within = {prop: members for prop, area in node.areas.items() if (members := _members(book, area, law))}
    elsewhere = {prop: _elsewhere(book, nodes, prop, area) for prop, area in node.areas.items()}
    denied = {prop: node.denied.get(prop, frozenset()) | places for prop, places in elsewhere.items()}
    return replace(node, within={**node.within, **within}, denied={**node.denied, **denied})


def _members(book: LawBook, area: str, law: Snapshot) -> frozenset[str]:
    """Return the members of a general place on the day; none if it is not told by members."""
    kinds = book.areas[area].members
    return frozenset(place for place, classes in law.designated.items() if not classes.keys().isdisjoint(kinds))


def _elsewhere(book: LawBook, nodes: Mapping[str, NodeFacts], prop: str, area: str) -> frozenset[str]:
    """Return the place of the party outside which a general place lies, if there is one."""
    party = nodes.get(local(book.areas[area].outside or ""))
    return frozenset(map(str, party.values.get(prop, ()))) if party else frozenset()
