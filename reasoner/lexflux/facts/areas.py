"""Places known only in general: each is unknown, and may be no place outside the general one."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace

from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.lawbook import LawBook
from lexflux.terms import local


def with_areas(book: LawBook, nodes: Mapping[str, NodeFacts]) -> dict[str, NodeFacts]:
    """Return nodes with what the general places of each exclude on the day of the transfer."""
    on = Facts(nodes).date
    return {path: _with_areas(book, node, nodes, on) if node.areas else node for path, node in nodes.items()}


def _with_areas(book: LawBook, node: NodeFacts, nodes: Mapping[str, NodeFacts], on: datetime.date | None) -> NodeFacts:
    within = {prop: members for prop, area in node.areas.items() if (members := book.members(area, on))}
    denied = {
        prop: node.denied.get(prop, frozenset()) | _elsewhere(book, nodes, prop, area)
        for prop, area in node.areas.items()
    }
    return replace(node, within=within, denied={**node.denied, **denied})


def _elsewhere(book: LawBook, nodes: Mapping[str, NodeFacts], prop: str, area: str) -> frozenset[str]:
    """Return the place of the party outside which a general place lies, if there is one."""
    party = nodes.get(local(book.areas[area].outside or ""))
    return frozenset(map(str, party.values.get(prop, ()))) if party else frozenset()
