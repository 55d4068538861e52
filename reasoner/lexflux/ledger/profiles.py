"""What many records of a ledger have in common: who gives which data to whom, and all else that is stated."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from lexflux.facts.reader import read_tree
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.lawbook import LawBook
from lexflux.remembering import remembered
from lexflux.terms import DATE, LF

EXPORTER, RECIPIENT = LF + "exporter", LF + "recipient"
PEOPLE_IN_SET = LF + "peopleInSet"
PERSON, DEVICE = LF + "Person", LF + "Device"


@dataclass(frozen=True, slots=True)
class Profile:
    """
    A transfer without its day and its people, as JSON text, with the names of exporter and recipient.

    ``unit`` is what its records count, ``kinds`` the classes to which those belong whom they count, if that is known.
    """

    exporter: str
    recipient: str
    unit: str
    kinds: tuple[str, ...]
    tree: str

    def as_json(self) -> dict[str, Any]:
        """Return the profile as a JSON tree."""
        named = {"exporter": self.exporter, "recipient": self.recipient, "unit": self.unit, "kinds": [*self.kinds]}
        return {**named, "transfer": json.loads(self.tree)}

    @staticmethod
    def of_json(tree: dict[str, Any]) -> Profile:
        """Return the profile in a JSON tree."""
        return Profile(
            tree["exporter"], tree["recipient"], tree["unit"], tuple(tree["kinds"]), _written(tree["transfer"])
        )


def profile_of(facts: Facts, unit: str = PERSON, kinds: Sequence[str] = ()) -> Profile:
    """Return the profile of a transfer."""
    nodes = {path: _without(node, PEOPLE_IN_SET) for path, node in facts.nodes.items()}
    nodes["transfer"] = _without(nodes["transfer"], DATE)
    return Profile(
        name_of(facts, EXPORTER), name_of(facts, RECIPIENT), unit, tuple(sorted(kinds)), _written(Facts(nodes).tree)
    )


def name_of(facts: Facts, party: str) -> str:
    """Return how a party of a transfer is called, empty if it has no name."""
    paths = facts.nodes["transfer"].values.get(party, ())
    return next((facts.nodes[str(path)].label for path in paths), "")


@remembered(1024)
def facts_of(book: LawBook, profile: Profile) -> Facts:
    """Return the facts of a profile."""
    facts = read_tree(json.loads(profile.tree), book)
    nodes = dict(facts.nodes)
    for party, name in ((EXPORTER, profile.exporter), (RECIPIENT, profile.recipient)):
        for path in map(str, nodes["transfer"].values.get(party, ())):
            nodes[path] = replace(nodes[path], label=name)
    return Facts(nodes)


def _without(node: NodeFacts, prop: str) -> NodeFacts:
    values = {key: value for key, value in node.values.items() if key != prop}
    ranges = {key: value for key, value in node.ranges.items() if key != prop}
    return replace(node, values=values, ranges=ranges)


def _written(tree: Any) -> str:
    return json.dumps(tree, ensure_ascii=False, sort_keys=True)
