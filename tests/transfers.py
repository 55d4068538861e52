"""Transfers of all sorts, drawn at random: from a seed, or by Hypothesis.

Half of them are aimed at a norm: they are given what its condition asks for, so that rare norms are triggered too, or narrowly
missed. Numbers lie at and beside the thresholds of the law.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import partial
from random import Random
from typing import Any

from hypothesis import strategies as st

from lexflux import context
from lexflux.conditions import And, Condition, HasValue, Named, Not, OneOf, Or, Range, Some, Value
from lexflux.facts import Facts, read_tree
from lexflux.lawbook import LawBook
from lexflux.schema import Fact
from lexflux.terms import LF, TRANSFER, local

Tree = dict[str, Any]
Readings = dict[str, str]

ORGANISATION, PLACE, OWNERSHIP = LF + "Organisation", LF + "Place", LF + "ownership"
# Weighted by repetition: a random generator of Hypothesis knows no weights.
REQUIRED = ("stated",) * 19 + ("statedUnknown",)
SINGLE = ("stated",) * 10 + ("absent",) * 8 + ("statedUnknown", "notApplicable")
MANY = ("stated",) * 10 + ("absent",) * 20 + ("statedUnknown",) * 2 + ("notApplicable",)
USUAL_PLACES = ("CN", "CN", "HK", "MO", "SG")


def seeded(book: LawBook, seed: int, count: int) -> list[tuple[Facts, Readings]]:
    """Return as many transfers as asked for, some without a party or data, each with readings of some open points; always the same for a seed."""
    random = Random(seed)
    drawn = []
    for _ in range(count):
        tree = transfer(book, random)
        if random.random() < 0.1:
            hide(book, random, tree)
        drawn.append((read_tree(tree, book), readings(book, random)))
    return drawn


def hide(book: LawBook, random: Random, tree: Tree) -> None:
    """State as unknown who provides or receives the data, or which they are."""
    name = random.choice([local(prop) for prop, fact in book.schema.facts[TRANSFER].items() if fact.required and fact.is_node])
    del tree[name]
    tree["statedUnknown"] = [*tree.get("statedUnknown", []), name]


def transfers(book: LawBook) -> st.SearchStrategy[Tree]:
    """Return a strategy for trees that describe a transfer."""
    return st.randoms(use_true_random=False).map(partial(transfer, book))


def chosen_readings(book: LawBook) -> st.SearchStrategy[Readings]:
    """Return a strategy for readings of some open points."""
    return st.randoms(use_true_random=False).map(partial(readings, book))


def transfer(book: LawBook, random: Random) -> Tree:
    """Draw the tree of a transfer."""
    drawing = _Drawing(book, random)
    tree = drawing.node(TRANSFER)
    if random.random() < 0.5:
        drawing.aim(tree, TRANSFER, random.choice([norm.condition for _, norm in sorted(book.norms.items())]))
    drawing.reconcile(tree)
    return tree


def readings(book: LawBook, random: Random) -> Readings:
    """Draw readings: about half of the open points stay open."""
    return {iri: random.choice(point.readings) for iri, point in sorted(book.open_points.items()) if random.random() < 0.5}


class _Drawing:
    def __init__(self, book: LawBook, random: Random) -> None:
        self.book = book
        self.random = random

    def node(self, owner: str) -> Tree:
        """Draw a node of this class with all below it; shares of owners have tests of their own."""
        kinds = [local(kind) for kind in context.kinds(self.book, owner) if kind != owner] if owner in context.KINDS else []
        number = self.random.choice((0, 0, 1)) if owner == ORGANISATION else self.random.choice((1, 1, 1, 2))
        tree: Tree = {"type": self.random.sample(kinds, number)} if kinds and number else {}
        for prop, fact in self.book.schema.facts[owner].items():
            if prop != OWNERSHIP:
                self._draw(tree, fact)
        return tree

    def _draw(self, tree: Tree, fact: Fact) -> None:
        nodes = fact.required and fact.is_node
        state = self.random.choice(("stated",) if nodes else REQUIRED if fact.required else SINGLE if fact.single else MANY)
        if state in ("statedUnknown", "notApplicable"):
            tree.setdefault(state, []).append(local(fact.prop))
        elif state == "stated":
            self._state(tree, fact)

    def _state(self, tree: Tree, fact: Fact) -> None:
        values = [self._value(fact) for _ in range(1 if fact.single else self.random.choice((1, 1, 2, 3)))]
        tree[local(fact.prop)] = values[0] if fact.single else _unique(values)

    def _value(self, fact: Fact) -> Any:
        if fact.is_node:
            return self.node(self.book.schema.ranges[fact.prop])
        if fact.term_class:
            places = fact.term_class == PLACE and self.random.random() < 0.9
            return self.random.choice(USUAL_PLACES if places else [local(term) for term in context.terms(self.book, fact)])
        if fact.datatype == "boolean":
            return self.random.random() < 0.5
        if fact.datatype == "date":
            return datetime.date(self.random.randint(2021, 2026), self.random.randint(1, 12), 1).isoformat()
        return self.random.choice(self._neighbours(fact.prop))

    def _neighbours(self, prop: str) -> Sequence[int]:
        """Return the numbers at and beside each threshold of a count."""
        bounds = {bound for test in self.book.thresholds.get(prop, ()) for bound in (test.low, test.high) if bound is not None}
        return sorted({0, 1, *(bound + step for bound in bounds for step in (-1, 0, 1))})

    def aim(self, tree: Tree, owner: str, condition: Condition) -> None:
        """Give a node what a condition asks for, as far as that is simple, after taking away what must not be there."""
        match condition:
            case Named(iri):
                definition = self.book.classes[iri].definition
                if definition is not None:
                    self.aim(tree, owner, definition)
                elif iri in context.kinds(self.book, owner) and iri != owner:
                    tree["type"] = _unique([*tree.get("type", []), local(iri)])
            case And(parts):
                for part in sorted(parts, key=lambda part: not isinstance(part, Not)):
                    self.aim(tree, owner, part)
            case Not(part):
                self._avoid(tree, owner, part)
            case Or(parts):
                self.aim(tree, owner, self.random.choice(parts))
            case HasValue(prop, value) if prop in self.book.schema.facts[owner]:
                self._give(tree, self.book.schema.facts[owner][prop], value)
            case Some(prop, filler) if prop in self.book.schema.facts[owner]:
                self._aim_at_value(tree, self.book.schema.facts[owner][prop], filler)
            case _:
                pass

    def _avoid(self, tree: Tree, owner: str, condition: Condition) -> None:
        match condition:
            case Named(iri) if (definition := self.book.classes[iri].definition) is not None:
                self._avoid(tree, owner, definition)
            case And(parts) | Or(parts):
                for part in parts:
                    self._avoid(tree, owner, part)
            case HasValue(prop, bool(value)) if prop in self.book.schema.facts[owner]:
                self._give(tree, self.book.schema.facts[owner][prop], not value)
            case HasValue(prop, _) | Some(prop, OneOf() | Not() | Range()) if prop in self.book.schema.facts[owner]:
                fact = self.book.schema.facts[owner][prop]
                self._forget(tree, fact)
                tree.pop(local(prop), None)
                if fact.required or fact.single:
                    self._state(tree, fact)
            case Some(prop, filler) if prop in self.book.schema.ranges:
                for child in _children(tree, prop):
                    self._avoid(child, self.book.schema.ranges[prop], filler)
            case _:
                pass

    def _aim_at_value(self, tree: Tree, fact: Fact, filler: Condition) -> None:
        if isinstance(filler, Named) and isinstance(definition := self.book.classes[filler.iri].definition, OneOf):
            filler = definition
        match filler:
            case OneOf(individuals):
                self._give(tree, fact, self.random.choice(sorted(individuals)))
            case Range(low, _, high, _):
                self._give(tree, fact, self.random.choice([bound + step for bound in (low, high) if bound is not None for step in (0, 0, 1, -1)]))
            case _ if fact.is_node:
                owner = self.book.schema.ranges[fact.prop]
                self._forget(tree, fact)
                values = tree.setdefault(local(fact.prop), self.node(owner) if fact.single else [self.node(owner)])
                self.aim(values if fact.single else self.random.choice(values), owner, filler)
            case _:
                pass

    def _give(self, tree: Tree, fact: Fact, value: Value) -> None:
        self._forget(tree, fact)
        name = local(fact.prop)
        shown = local(value) if isinstance(value, str) else value
        tree[name] = shown if fact.single else _unique([*tree.get(name, []), shown])

    def _forget(self, tree: Tree, fact: Fact) -> None:
        """Take back that a fact is unknown or does not apply."""
        for state in ("statedUnknown", "notApplicable"):
            left = [name for name in tree.pop(state, []) if name != local(fact.prop)]
            tree.update({state: left} if left else {})

    def reconcile(self, tree: Tree) -> None:
        """Raise each number to those that it includes, in all nodes."""
        for facts in self.book.schema.facts.values():
            for fact in facts.values():
                part, whole = local(fact.prop), local(fact.not_beyond or "")
                if part in tree and whole in tree:
                    tree[whole] = max(tree[part], tree[whole])
        for prop in self.book.schema.ranges:
            for child in _children(tree, prop):
                self.reconcile(child)


def _children(tree: Tree, prop: str) -> list[Tree]:
    found = tree.get(local(prop), [])
    return found if isinstance(found, list) else [found]


def _unique(values: list[Any]) -> list[Any]:
    return [value for place, value in enumerate(values) if value not in values[:place]]
