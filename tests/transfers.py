"""Transfers of all sorts, drawn at random for a regime: from a seed, or by Hypothesis.

Places, kinds and facts are mostly those that the norms and gaps of the regime read, as the law book says. More than
half of the transfers are aimed at a norm or gap: they are given what its condition asks for, so that rare ones are
triggered too, or narrowly missed. Numbers lie at and beside the thresholds of the law.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from random import Random
from typing import Any

from hypothesis import strategies as st

from lexflux.facts import context
from lexflux.facts.flow import read_tree
from lexflux.facts.legs import Flow
from lexflux.facts.transfer import Facts
from lexflux.law.conditions import And, Condition, HasValue, Named, Not, OneOf, Or, Range, Some, Value
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import OwnershipRule
from lexflux.law.schema import PropertyShape
from lexflux.terms import DENIAL, DENIED, LF, NOTIFIED_ON, SAFEGUARD, TRANSFER, local

Tree = dict[str, Any]
Readings = dict[str, str]

ORGANISATION, OWNERSHIP, SHARE, BRANCH_OF = (LF + name for name in ("Organisation", "ownership", "share", "branchOf"))
SAFEGUARD_CLASS = LF + "Safeguard"
OTHER_PARTY = LF + "otherParty"
DEEPEST_CHAIN = 2
# How far below a party a chain may begin: owners have owners, a branch is of what is no branch.
CHAINS = {OWNERSHIP: DEEPEST_CHAIN, BRANCH_OF: 1}
# Weighted by repetition: a random generator of Hypothesis knows no weights.
REQUIRED = ("stated",) * 19 + ("statedUnknown",)
SINGLE = ("stated",) * 10 + ("absent",) * 8 + ("statedUnknown", "notApplicable")
MANY = ("stated",) * 10 + ("absent",) * 20 + ("statedUnknown",) * 2 + ("notApplicable",)
UNREAD = ("stated",) + ("absent",) * 9


@dataclass
class Read:
    """What the conditions of a regime read: its own, and those of the classes and ownership rules they lead to."""

    conditions: list[Condition] = field(default_factory=list)
    properties: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    terms: set[str] = field(default_factory=set)


@lru_cache
def read_by(book: LawBook, regime: str) -> Read:
    """Return what the norms and gaps of a regime read, on any day."""
    iri = book.regimes[regime]
    read = Read(
        [part.condition for parts in (book.norms, book.gaps) for _, part in sorted(parts.items()) if part.regime == iri]
    )
    needed = [Named(one) for ones in book.counts_if.values() for one in ones if _stated_under(book, one, iri)]
    waiting, seen = [*read.conditions, *needed], set[str]()
    while waiting:
        match waiting.pop():
            case Named(name) if name not in seen:
                seen.add(name)
                read.kinds.add(name)
                read.terms |= members(book).get(name, set()) | designated(book, name)
                if name in book.ownership_rules:
                    read.properties.add(OWNERSHIP)
                    waiting.append(Named(book.ownership_rules[name].of_owners))
                if (definition := book.classes[name].definition) is not None:
                    waiting.append(definition)
            case And(parts) | Or(parts):
                waiting += parts
            case Not(part):
                waiting.append(part)
            case Some(prop, filler):
                read.properties.add(prop)
                waiting.append(filler)
            case HasValue(prop, value):
                read.properties.add(prop)
                read.terms |= {value} if isinstance(value, str) else set()
            case OneOf(individuals):
                read.terms |= individuals
            case _:
                pass
    if not read.terms.isdisjoint(book.before_that):
        read.properties.add(NOTIFIED_ON)
    return read


def _stated_under(book: LawBook, needed: str, regime: str) -> bool:
    """Return whether what a safeguard needs to count is stated in a regime, or holds under any law."""
    stated = book.element_sources.get(needed, ())
    return not stated or any(book.instruments[book.provisions[iri].instrument].regime == regime for iri in stated)


@lru_cache
def members(book: LawBook) -> dict[str, set[str]]:
    """Return by class the terms that the vocabulary counts among it on any day."""
    found: dict[str, set[str]] = {}
    for term, kinds in book.individuals.items():
        for kind in kinds:
            found.setdefault(kind, set()).add(term)
    return found


@lru_cache(maxsize=4096)
def designated(book: LawBook, kind: str) -> set[str]:
    """Return the terms that are designated as a kind on some day."""
    return {designation.individual for designation in book.designations.values() if designation.designated_as == kind}


def lies_in(book: LawBook, condition: Condition, term: str) -> bool:
    """Return whether a term belongs to a class on some day."""
    match condition:
        case Named(iri) if (definition := book.classes[iri].definition) is not None:
            return lies_in(book, definition, term)
        case Named(iri):
            return iri in book.individuals[term] or term in designated(book, iri)
        case And(parts):
            return all(lies_in(book, part, term) for part in parts)
        case Or(parts):
            return any(lies_in(book, part, term) for part in parts)
        case Not(part):
            return not lies_in(book, part, term)
        case OneOf(individuals):
            return term in individuals
        case _:
            return False


def seeded(book: LawBook, regime: str, seed: int, count: int) -> list[tuple[Facts, Readings]]:
    """
    Return as many transfers as asked for, each with readings of some open points; always the same for a seed.

    Some are without a party or data, and some are legs of a flow.
    """
    random = Random(seed)
    drawn: list[tuple[Facts, Readings]] = []
    while len(drawn) < count:
        if random.random() < 0.1:
            drawn += [(facts, readings(book, random)) for facts in legs(book, flow(book, regime, random))]
            continue
        tree = transfer(book, regime, random)
        if random.random() < 0.1:
            hide(book, random, tree)
        facts = read_tree(tree, book)
        assert isinstance(facts, Facts)
        drawn.append((facts, readings(book, random)))
    return drawn[:count]


def flow(book: LawBook, regime: str, random: Random) -> Tree:
    """
    Draw the tree of a flow of two legs, of which the second may continue the first.

    Safeguards stand once, by name: each covers the leg for which it was drawn, the other, both, or none is named.
    """
    drawn = {name: transfer(book, regime, random) for name in ("first", "second")}
    safeguards: dict[str, Tree] = {}
    for name, tree in drawn.items():
        denied = {key: value for key, value in tree.pop("denied", {}).items() if key != "type"}
        tree.update({"denied": denied} if denied else {})
        for one in _taken(tree, local(SAFEGUARD)) or []:
            _taken(one, "coversTransfer")
            covered = random.choice(([name], [name], [*drawn], ["first"], ["second"], []))
            safeguards[f"safeguard {len(safeguards) + 1}"] = {**one, **({"coversLeg": covered} if covered else {})}
    if random.random() < 0.5:
        for taken_over in ("exporter", "data"):
            _taken(drawn["second"], taken_over)
        drawn["second"]["continues"] = "first"
    stated = {"safeguards": safeguards} if safeguards else {}
    return {**stated, "legs": [{"name": name, **tree} for name, tree in drawn.items()]}


def legs(book: LawBook, tree: Tree) -> list[Facts]:
    """Return the facts of each leg of a flow."""
    read = read_tree(tree, book)
    assert isinstance(read, Flow)
    return [leg.facts for leg in read.legs]


def hide(book: LawBook, random: Random, tree: Tree) -> None:
    """State as unknown who provides or receives the data, or which they are."""
    name = random.choice(
        [local(prop) for prop, shape in book.schema.shapes[TRANSFER].items() if shape.required and shape.is_node]
    )
    del tree[name]
    tree["statedUnknown"] = [*tree.get("statedUnknown", []), name]


def transfers(book: LawBook, regime: str) -> st.SearchStrategy[Tree]:
    """Return a strategy for trees that describe a transfer."""
    return st.randoms(use_true_random=False).map(partial(transfer, book, regime))


def chosen_readings(book: LawBook) -> st.SearchStrategy[Readings]:
    """Return a strategy for readings of some open points."""
    return st.randoms(use_true_random=False).map(partial(readings, book))


def transfer(book: LawBook, regime: str, random: Random) -> Tree:
    """Draw the tree of a transfer."""
    drawing = _Drawing(book, read_by(book, regime), random)
    tree = drawing.node(TRANSFER)
    if random.random() < 0.6:
        drawing.aim(tree, TRANSFER, random.choice(drawing.read.conditions))
    drawing.reconcile(tree)
    drawing.break_silence(tree, TRANSFER)
    return tree


def readings(book: LawBook, random: Random) -> Readings:
    """Draw readings: about half of the open points stay open."""
    return {
        iri: random.choice(point.readings) for iri, point in sorted(book.open_points.items()) if random.random() < 0.5
    }


class _Drawing:
    def __init__(self, book: LawBook, read: Read, random: Random) -> None:
        self.book = book
        self.read = read
        self.random = random
        shapes = [shape for owned in book.schema.shapes.values() for shape in owned.values()]
        self.nested = {prop for shape in shapes if shape.not_beyond for prop in (shape.prop, shape.not_beyond)}

    def node(self, owner: str, depth: int = 0) -> Tree:
        """Draw a node of this class with all below it."""
        kinds = [kind for kind in context.kinds(self.book, owner) if kind != owner] if owner in context.KINDS else []
        number = self.random.choice((0, 0, 1)) if owner == ORGANISATION else self.random.choice((1, 1, 1, 2))
        tree: Tree = {}
        for _ in range(number if kinds else 0):
            self._add_kind(tree, owner, self._one_of(kinds, self.read.kinds))
        for prop, shape in self.book.schema.shapes[owner].items():
            if prop != DENIED and depth < CHAINS.get(prop, depth + 1):
                self._draw(tree, shape, depth)
        return tree

    def _add_kind(self, tree: Tree, owner: str, kind: str) -> None:
        """Add a kind to a node, in the place of those that it excludes."""
        known = {local(one): one for one in context.kinds(self.book, owner)}
        clashing = {
            name
            for name in tree.get("type", [])
            for pair in self.book.disjoint
            if pair <= self.book.implied((known[name], kind))
        }
        tree["type"] = _unique([*(name for name in tree.get("type", []) if name not in clashing), local(kind)])

    def _one_of(self, names: Iterable[str], read: set[str]) -> str:
        """Choose a name, mostly among those that the regime reads."""
        names = sorted(names)
        known = [name for name in names if name in read]
        return self.random.choice(known if known and self.random.random() < 0.8 else names)

    def _draw(self, tree: Tree, shape: PropertyShape, depth: int) -> None:
        nodes = shape.required and shape.is_node
        optional = UNREAD if shape.prop not in self.read.properties else SINGLE if shape.single else MANY
        state = self.random.choice(("stated",) if nodes else REQUIRED if shape.required else optional)
        if state in ("statedUnknown", "notApplicable"):
            tree.setdefault(state, []).append(local(shape.prop))
        elif state == "stated":
            self._state(tree, shape, depth)

    def _state(self, tree: Tree, shape: PropertyShape, depth: int = 0) -> None:
        one = shape.single or shape.prop == BRANCH_OF
        values = [self._value(shape, depth) for _ in range(1 if one else self.random.choice((1, 1, 2, 3)))]
        tree[local(shape.prop)] = values[0] if shape.single else _unique(values)

    def _value(self, shape: PropertyShape, depth: int) -> Any:
        if shape.is_node:
            return self.node(self.book.schema.ranges[shape.prop], depth + (shape.prop in CHAINS))
        if shape.term_class:
            areas = [one for one in context.general_terms(self.book, shape) if self.book.areas[one].members]
            if areas and self.random.random() < 0.05:
                return local(self.random.choice(areas))
            return local(self._one_of(context.terms(self.book, shape), self.read.terms))
        if shape.datatype == "boolean":
            return self.random.random() < 0.5
        if shape.datatype == "date":
            return datetime.date(self.random.randint(2021, 2026), self.random.randint(1, 12), 1).isoformat()
        numbers = self._neighbours(shape.prop)
        if shape.ranged and shape.prop not in self.nested and self.random.random() < 0.3:
            return self._range(numbers)
        return self.random.choice(numbers)

    def _range(self, numbers: Sequence[int]) -> Tree:
        """Draw a range between numbers, open to one side or to none."""
        low, high = sorted(self.random.sample(numbers, 2))
        return self.random.choice(({"from": low, "below": high}, {"from": low}, {"below": high}))

    def _neighbours(self, prop: str) -> Sequence[int]:
        """Return the numbers at and beside each threshold of a count."""
        bounds = {
            bound for test in self.book.thresholds.get(prop, ()) for bound in (test.low, test.high) if bound is not None
        }
        bounds |= {rule.minimum_share for rule in self.book.ownership_rules.values() if prop == SHARE}
        return sorted({0, 1, *(bound + step for bound in bounds for step in (-1, 0, 1))})

    def aim(self, tree: Tree, owner: str, condition: Condition) -> None:
        """Give a node what a condition asks for, as far as that is simple, after taking away what must not be there."""
        match condition:
            case Named(iri):
                definition = self.book.classes[iri].definition
                if definition is not None:
                    self.aim(tree, owner, definition)
                elif iri in self.book.ownership_rules and self.random.random() < 0.7:
                    self._own(tree, self.book.ownership_rules[iri])
                elif iri in context.kinds(self.book, owner) and iri != owner:
                    self._add_kind(tree, owner, iri)
            case And(parts):
                for part in sorted(parts, key=lambda part: not isinstance(part, Not)):
                    self.aim(tree, owner, part)
            case Not(part):
                self._avoid(tree, owner, part)
            case Or(parts):
                self.aim(tree, owner, self.random.choice(parts))
            case HasValue(prop, value) if prop in self.book.schema.shapes[owner]:
                self._give(tree, self.book.schema.shapes[owner][prop], value)
            case Some(prop, filler) if prop in self.book.schema.shapes[owner]:
                self._aim_at_value(tree, self.book.schema.shapes[owner][prop], filler)
            case _:
                pass

    def _avoid(self, tree: Tree, owner: str, condition: Condition) -> None:
        match condition:
            case Named(iri) if (definition := self.book.classes[iri].definition) is not None:
                self._avoid(tree, owner, definition)
            case And(parts) | Or(parts):
                for part in parts:
                    self._avoid(tree, owner, part)
            case HasValue(prop, bool(value)) if prop in self.book.schema.shapes[owner]:
                self._give(tree, self.book.schema.shapes[owner][prop], not value)
            case HasValue(prop, _) | Some(prop, OneOf() | Not() | Range()) if prop in self.book.schema.shapes[owner]:
                shape = self.book.schema.shapes[owner][prop]
                self._forget(tree, shape)
                tree.pop(local(prop), None)
                if shape.required or shape.single:
                    self._state(tree, shape)
            case Some(prop, filler) if prop in self.book.schema.ranges:
                for child in _children(tree, prop):
                    self._avoid(child, self.book.schema.ranges[prop], filler)
            case _:
                pass

    def _own(self, tree: Tree, rule: OwnershipRule) -> None:
        """Give an organisation one or two owners that count, with about enough together."""
        self._forget(tree, self.book.schema.shapes[ORGANISATION][OWNERSHIP])
        for share in self.random.choice(
            ((rule.minimum_share,), (rule.minimum_share - 1, 1), (rule.minimum_share - 1,))
        ):
            owner = self.node(ORGANISATION, DEEPEST_CHAIN)
            self.aim(owner, ORGANISATION, Named(rule.of_owners))
            tree[local(OWNERSHIP)] = [*tree.get(local(OWNERSHIP), []), {"owner": owner, local(SHARE): share}]

    def _aim_at_value(self, tree: Tree, shape: PropertyShape, filler: Condition) -> None:
        if shape.term_class:
            terms = [term for term in context.terms(self.book, shape) if lies_in(self.book, filler, term)]
            if terms:
                self._give(tree, shape, self._one_of(terms, self.read.terms))
            return
        match filler:
            case Range(low, _, high, _):
                self._give(
                    tree,
                    shape,
                    self.random.choice(
                        [bound + step for bound in (low, high) if bound is not None for step in (0, 0, 1, -1)]
                    ),
                )
            case _ if shape.is_node:
                owner = self.book.schema.ranges[shape.prop]
                self._forget(tree, shape)
                depth = DEEPEST_CHAIN if shape.prop in CHAINS else 0
                new = self.node(owner, depth)
                values = tree.setdefault(local(shape.prop), new if shape.single else [new])
                self.aim(values if shape.single else self.random.choice(values), owner, filler)
            case _:
                pass

    def _give(self, tree: Tree, shape: PropertyShape, value: Value) -> None:
        self._forget(tree, shape)
        name = local(shape.prop)
        shown = local(value) if isinstance(value, str) else value
        tree[name] = shown if shape.single else _unique([*tree.get(name, []), shown])

    def _forget(self, tree: Tree, shape: PropertyShape) -> None:
        """Take back that a fact is unknown or does not apply."""
        for state in ("statedUnknown", "notApplicable"):
            left = [name for name in tree.pop(state, []) if name != local(shape.prop)]
            tree.update({state: left} if left else {})

    def reconcile(self, tree: Tree) -> None:
        """Raise each number to those that it includes, in all nodes."""
        for owned in self.book.schema.shapes.values():
            for shape in owned.values():
                for part, whole in ((local(shape.prop), local(one)) for one in self.book.schema.including(shape)):
                    if part in tree and whole in tree:
                        tree[whole] = max(tree[part], tree[whole])
        for prop in self.book.schema.ranges:
            for child in _children(tree, prop):
                self.reconcile(child)

    def break_silence(self, tree: Tree, owner: str) -> None:
        """Say here and there, in all nodes, that a list is complete or goes on, or that something is not the case."""
        denied: Tree = {}
        shapes = self.book.schema.shapes[owner]
        for prop, shape in shapes.items():
            if prop != DENIED and prop in self.read.properties:
                self._break_silence(tree, shape, denied)
            if shape.is_node:
                for child in _children(tree, prop):
                    self.break_silence(child, self.book.schema.ranges[prop])
        if owner in context.KINDS and DENIED in shapes:
            if self.random.random() < 0.3:
                tree.setdefault("statedComplete", []).append("kind")
            elif self.random.random() < 0.2:
                self._deny_kind(tree, owner, denied)
        if owner == TRANSFER and self.random.random() < 0.15:
            self._deny_safeguard(tree, denied)
        if denied:
            tree["denied"] = denied

    def _break_silence(self, tree: Tree, shape: PropertyShape, denied: Tree) -> None:
        name = local(shape.prop)
        stated = name in tree
        free = all(name not in tree.get(state, []) for state in ("statedUnknown", "notApplicable"))
        chance = self.random.random()
        if shape.required and shape.is_node:
            return
        if not shape.single and free and chance < 0.3:
            tree.setdefault("statedComplete", []).append(name)
        elif not shape.single and free and stated and chance < 0.4:
            tree.setdefault("statedUnknown", []).append(name)
        elif shape.prop in self.book.schema.shapes[DENIAL] and chance > 0.85 and not (shape.single and stated) and free:
            values = tree.get(name, [])
            term = local(self._one_of(context.terms(self.book, shape), self.read.terms))
            if term not in (values if isinstance(values, list) else [values]):
                denied[name] = [term]

    def _deny_safeguard(self, tree: Tree, denied: Tree) -> None:
        """Deny a kind of safeguard of which none is stated."""
        kinds = {local(kind): kind for kind in context.kinds(self.book, SAFEGUARD_CLASS) if kind != SAFEGUARD_CLASS}
        stated = [kinds[name] for node in _children(tree, SAFEGUARD) for name in node["type"] if name in kinds]
        wider = {kind for one in stated for kind in self.book.classes[one].ancestors}
        kind = self._one_of(kinds.values(), self.read.kinds)
        if kind not in wider:
            denied["type"] = [local(kind)]

    def _deny_kind(self, tree: Tree, owner: str, denied: Tree) -> None:
        """Deny a kind that neither is stated nor follows from a stated one."""
        stated = tree.get("type", [])
        kinds = {local(kind): kind for kind in context.kinds(self.book, owner) if kind != owner}
        wider = {kind for name in stated for kind in self.book.classes[kinds[name]].ancestors}
        kind = self._one_of(kinds.values(), self.read.kinds)
        if kind not in wider:
            denied["type"] = [local(kind)]


def _children(tree: Tree, prop: str) -> list[Tree]:
    found = tree.get(local(prop), [])
    return found if isinstance(found, list) else [found]


def _taken(tree: Tree, name: str) -> Any:
    """Take a fact, and all that is said of it, out of a node, and return its values."""
    for state in ("statedUnknown", "notApplicable", "statedComplete"):
        left = [one for one in tree.pop(state, []) if one != name]
        tree.update({state: left} if left else {})
    return tree.pop(name, None)


def _unique(values: list[Any]) -> list[Any]:
    return [value for place, value in enumerate(values) if value not in values[:place]]
