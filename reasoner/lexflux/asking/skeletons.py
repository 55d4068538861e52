"""Where a new transfer file begins: what is typical of a kind of transfer, and what the law asks of it."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lexflux.asking.state import State
from lexflux.asking.writing import complete
from lexflux.decision.decide import decide_if_in_force
from lexflux.errors import InputError, UnknownTermError, did_you_mean, listed
from lexflux.facts.documents import Source, tree_of_file
from lexflux.knowledge_base import KnowledgeBase, day_of_law
from lexflux.law.graphs import Texts
from lexflux.law.lawbook import text
from lexflux.terms import DATE, TYPE, local

FILE = "skeletons.yaml"


@dataclass(frozen=True, slots=True)
class Skeleton:
    """What is typical of a kind of transfer: its label, and a part of its tree."""

    labels: Texts
    tree: Mapping[str, Any]


def skeletons(shapes: Path) -> dict[str, Skeleton]:
    """Return the kinds of transfers that a folder of shapes describes."""
    source = tree_of_file(str(shapes / FILE))
    tree = source.tree if isinstance(source, Source) else {}
    return {name: Skeleton(one["label"], one["transfer"]) for name, one in tree.items()}


def begin(knowledge: KnowledgeBase, kind: str | None, language: str) -> dict[str, Any]:
    """
    Return the tree with which a transfer of a kind begins, an empty one if no kind is given.

    Raises
    ------
    UnknownTermError
        If there is no such kind.
    """
    if kind is None:
        return {}
    known = skeletons(knowledge.shapes)
    if kind not in known:
        raise UnknownTermError("unknown skeleton", name=kind, known=listed(known), hint=did_you_mean(kind, known))
    return {"label": text(known[kind].labels, language), **deepcopy(dict(known[kind].tree))}


def open_facts(knowledge: KnowledgeBase, state: State) -> dict[str, list[str]]:
    """
    Return by node the facts on which something turns and that nobody stated.

    They are those that the law asked for reads, or where no law is told yet, any law that is encoded.
    """
    found: dict[str, dict[str, None]] = {}
    facts = knowledge.read(complete(knowledge.book, state.tree))
    try:
        day = day_of_law(facts, state.on)
    except InputError:
        return {"transfer": [local(DATE)]}
    for regime in [state.regime] if state.regime else knowledge.book.regimes:
        decision = decide_if_in_force(knowledge.book, facts, regime, day)
        for fact in decision.missing if decision else ():
            if fact.prop != TYPE and fact.path in facts.nodes:
                found.setdefault(fact.path, {})[local(fact.prop)] = None
    return {path: list(keys) for path, keys in found.items()}
