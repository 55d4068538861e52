"""A flow of several transfers in one file: parties, data sets and safeguards described once by name, legs in order.

Each leg is an ordinary transfer. Its exporter, recipient and data may be names of what the file describes once; what it
leaves out, it takes from the leg that it continues: the recipient there is the exporter here, with the same data. A
safeguard covers the legs that it names, or that name it; where there are none, it is asked of each leg.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from lexflux.errors import InputError, JoinedInputError, did_you_mean, listed, shortened
from lexflux.facts import documents, reader
from lexflux.facts.documents import Document, Source
from lexflux.facts.flowgraph import flow_node, read_flow
from lexflux.facts.legs import Flow, Leg, circle
from lexflux.facts.transfer import BASE, Facts
from lexflux.facts.trees import Lines, refuse_control_characters
from lexflux.law.lawbook import LawBook

Tree = dict[str, Any]
LEGS, NAME, CONTINUES = "legs", "name", "continues"
PARTIES, DATA_SETS, SAFEGUARDS = "parties", "datasets", "safeguards"
SAFEGUARD, COVERS_LEG, COVERS_TRANSFER, STATED_UNKNOWN = "safeguard", "coversLeg", "coversTransfer", "statedUnknown"
OF_A_FLOW = (LEGS, PARTIES, DATA_SETS, SAFEGUARDS, "date", "label", "comment", "source", "$schema")
ROLES = ("exporter", "recipient")


def read_file(path: str, book: LawBook) -> Facts | Flow:
    """
    Read what a file describes: a transfer, or a flow of several.

    Raises
    ------
    InputError
        As `lexflux.facts.reader.read_file`; and if a leg names a party, data set or leg that is not described, or
        continues one that does not come before it.
    """
    return read_source(documents.tree_of_file(path), book)


def read_source(source: Source | Document, book: LawBook) -> Facts | Flow:
    """Read a transfer or a flow from what a file holds; errors as `read_file`."""
    if isinstance(source, Document):
        return _read_document(source, book)
    return read_tree(source.tree, book, source.name, source.lines)


def read_tree(tree: Any, book: LawBook, name: str = "<tree>", lines: Lines | None = None) -> Facts | Flow:
    """Read a transfer or a flow from the tree of a YAML or JSON document; errors as `read_file`."""
    if isinstance(tree, dict) and LEGS in tree:
        if lines is None:
            refuse_control_characters(tree, name)
        return _FlowReader(tree, book, name, lines or Lines()).read()
    return _read_document(documents.from_tree(tree, book, name, lines), book)


def _read_document(document: Document, book: LawBook) -> Facts | Flow:
    node = flow_node(document)
    return reader.read_document(document, book) if node is None else read_flow(document, node, book)


@dataclass(frozen=True, slots=True)
class _Stated:
    """A leg as the file states it: its name and mapping, the leg that it continues, parties and names of its data."""

    name: str
    tree: Tree
    continues: str | None
    parties: tuple[Any, Any]
    data: list[Any]


class _FlowReader:
    """Puts the described parties and data sets in the place of their names, and reads each leg as a transfer."""

    def __init__(self, tree: Tree, book: LawBook, name: str, lines: Lines) -> None:
        self.tree = tree
        self.book = book
        self.name = name
        self.lines = lines
        self.errors: list[InputError] = []
        self.parties = self._described(PARTIES)
        self.data_sets = self._described(DATA_SETS)
        self.safeguards = self._described(SAFEGUARDS)

    def read(self) -> Flow:
        self._refuse_other_keys()
        stated = self._stated_legs()
        self._check_order(stated)
        self._check_covered(stated)
        self._raise()
        known: dict[str, _Stated] = {}
        for leg in stated.values():
            known[leg.name] = self._completed(leg, known)
        self._raise()
        legs = [self._read_leg(leg, known) for leg in known.values()]
        self._raise()
        return Flow(_text(self.tree.get("label")), tuple(leg for leg in legs if leg))

    def _raise(self) -> None:
        if self.errors:
            raise JoinedInputError.of(self.errors)

    def _where(self, container: Any, key: str | int | None = None) -> str:
        line = self.lines.start(container) if key is None else self.lines.of(container, key)
        return f"{self.name}:{line}" if line else self.name

    def _error(self, message: str, container: Any, key: str | int | None = None, **values: Any) -> None:
        self.errors.append(InputError(message, where=self._where(container, key), **values))

    def _described(self, key: str) -> Mapping[str, Tree]:
        """Return what the file describes once, by name."""
        found = self.tree.get(key, {})
        if not isinstance(found, dict) or not all(isinstance(one, dict) for one in found.values()):
            self._error("not described by name", self.tree, key, block=key)
            return {}
        return found

    def _refuse_other_keys(self) -> None:
        for key in self.tree:
            if key not in OF_A_FLOW:
                hint = did_you_mean(str(key), OF_A_FLOW)
                self._error("no key of a flow", self.tree, key, fact=shortened(str(key)), hint=hint)

    # legs

    def _stated_legs(self) -> dict[str, _Stated]:
        legs = self.tree[LEGS]
        if not isinstance(legs, list) or not legs or not all(isinstance(leg, dict) for leg in legs):
            self._error("no list of legs", self.tree, LEGS)
            return {}
        found: dict[str, _Stated] = {}
        for number, leg in enumerate(legs, 1):
            name = str(leg.get(NAME, number))
            if name in found:
                before = self._where(found[name].tree)
                self._error("two legs of one name", leg, NAME, name=shortened(name), before=before)
            else:
                parties = (leg.get(ROLES[0]), leg.get(ROLES[1]))
                continued = leg.get(CONTINUES)
                found[name] = _Stated(
                    name, leg, None if continued is None else str(continued), parties, _many(leg.get("data"))
                )
        return found

    def _check_order(self, legs: Mapping[str, _Stated]) -> None:
        """Refuse a leg that continues an unknown one, itself in a circle, or one that comes later."""
        order = list(legs)
        continued = {leg.name: leg.continues for leg in legs.values() if leg.continues is not None}
        for leg in legs.values():
            if leg.continues is None:
                continue
            if leg.continues not in legs:
                hint = did_you_mean(leg.continues, legs)
                values = {"leg": shortened(leg.name), "name": shortened(leg.continues), "known": listed(legs)}
                self._error("continues no leg", leg.tree, CONTINUES, **values, hint=hint)
            elif steps := circle(leg.name, continued):
                if order.index(leg.name) == min(map(order.index, steps)):
                    self._error("circle of legs", leg.tree, CONTINUES, steps=self._steps(steps, legs))
            elif order.index(leg.continues) > order.index(leg.name):
                later = legs[leg.continues]
                values = {"leg": shortened(leg.name), "later": shortened(later.name), "there": self._where(later.tree)}
                self._error("continues a later leg", leg.tree, CONTINUES, **values)

    def _steps(self, circle: Iterable[str], legs: Mapping[str, _Stated]) -> str:
        return " → ".join(f"{shortened(name)} ({self._where(legs[name].tree, CONTINUES)})" for name in circle)

    def _completed(self, leg: _Stated, known: Mapping[str, _Stated]) -> _Stated:
        """Return a leg with what it takes from the one that it continues."""
        if leg.continues is None:
            return leg
        before, exporter = known[leg.continues], leg.parties[0]
        if exporter is None:
            exporter = before.parties[1]
        elif exporter != before.parties[1] and isinstance(before.parties[1], str):
            self._error(
                "not passed on by its recipient", leg.tree, ROLES[0],
                leg=shortened(leg.name), before=shortened(before.name), exporter=_named(exporter),
                recipient=_named(before.parties[1]), there=self._where(before.tree, ROLES[1]),
            )  # fmt: skip
        return _Stated(leg.name, leg.tree, leg.continues, (exporter, leg.parties[1]), leg.data or before.data)

    def _read_leg(self, leg: _Stated, known: Mapping[str, _Stated]) -> Leg | None:
        tree: Tree = {key: value for key, value in leg.tree.items() if key not in (NAME, CONTINUES)}
        tree |= {"date": self.tree["date"]} if "date" in self.tree and "date" not in tree else {}
        tree |= {"label": leg.name} if "label" not in tree else {}
        for role, party in zip(ROLES, leg.parties, strict=True):
            if party is not None:
                tree[role] = self._party(leg, role, party)
        if leg.data:
            tree["data"] = [self._data_set(leg, one) for one in leg.data]
        tree |= {SAFEGUARD: found} if (found := [*self._safeguards(leg, known)]) else {}
        self._keep_lines(leg.tree, tree)
        if self.errors:
            return None
        document = documents.from_tree(tree, self.book, f"{self.name}", self.lines)
        paths = reader.place_nodes(document, self.book).places
        try:
            facts = reader.read_document(document, self.book)
        except InputError as error:
            self.errors += getattr(error, "errors", (error,))
            return None
        carried = tuple(self._carried(leg, known, {node: path for node, (path, _) in paths.items()}))
        parties = (_named(leg.parties[0]), _named(leg.parties[1]))
        return Leg(leg.name, facts, parties, leg.continues, carried, _is_passed_on(leg, known))

    def _party(self, leg: _Stated, role: str, party: Any) -> Any:
        return self._known(leg, role, party, self.parties, PARTIES) if isinstance(party, str) else party

    def _data_set(self, leg: _Stated, one: Any) -> Any:
        """Return the description of a data set, under an identifier by which its place in the leg is found again."""
        if not isinstance(one, str):
            return one
        described = self._known(leg, "data", one, self.data_sets, DATA_SETS)
        found = {"id": self._identifier(one), "label": one, **described}
        self._keep_lines(described, found)
        return found

    def _check_covered(self, legs: Mapping[str, _Stated]) -> None:
        for name, described in self.safeguards.items():
            for leg in map(str, _many(described.get(COVERS_LEG))):
                if leg not in legs:
                    values = {"node": shortened(name), "name": shortened(leg), "known": listed(legs)}
                    self._error("covers no leg", described, COVERS_LEG, **values, hint=did_you_mean(leg, legs))

    def _safeguards(self, leg: _Stated, known: Mapping[str, _Stated]) -> Iterator[Any]:
        """Yield the safeguards of a leg: its own, and those of the flow that it names, that cover it or may do so."""
        stated = _many(leg.tree.get(SAFEGUARD))
        named = [one for one in stated if isinstance(one, str)]
        yield from (one for one in stated if not isinstance(one, str))
        for name in dict.fromkeys((*named, *self.safeguards)):
            described = self._known(leg, SAFEGUARD, name, self.safeguards, SAFEGUARDS)
            covered = [*map(str, _many(described.get(COVERS_LEG)))]
            elsewhere = any(name in _many(one.tree.get(SAFEGUARD)) for one in known.values())
            if name in named or leg.name in covered or not (covered or elsewhere):
                told = bool(covered) or name in named
                yield self._covering(name, described, leg.name in covered or not covered, told)

    def _covering(self, name: str, described: Tree, covers: bool, told: bool) -> Tree:
        """Return the description of a safeguard, with whether it covers a leg, or that this is unknown."""
        found = {"label": name, **{key: value for key, value in described.items() if key != COVERS_LEG}}
        if COVERS_TRANSFER not in found and told:
            found[COVERS_TRANSFER] = covers
        elif COVERS_TRANSFER not in found:
            found[STATED_UNKNOWN] = [*_many(found.get(STATED_UNKNOWN)), COVERS_TRANSFER]
        self._keep_lines(described, found)
        return found

    def _identifier(self, name: str) -> str:
        return f"{BASE}dataset/{list(self.data_sets).index(name)}" if name in self.data_sets else BASE

    def _known(self, leg: _Stated, key: str, name: str, described: Mapping[str, Tree], block: str) -> Tree:
        if name in described:
            return described[name]
        there = self._where(self.tree, block) if block in self.tree else self.name
        values = {"leg": shortened(leg.name), "fact": key, "name": shortened(name), "block": block, "there": there}
        self._error("not described", leg.tree, key, **values, hint=did_you_mean(name, described))
        return {}

    def _keep_lines(self, stated: Tree, made: Tree) -> None:
        """Give the keys of a mapping that was put together the lines on which they are stated."""
        start = self.lines.start(stated)
        if start:
            self.lines.starts[id(made)] = start
        for key in made:
            line = self.lines.of(stated, key) or start
            if line:
                self.lines.parts[id(made), key] = line

    def _carried(self, leg: _Stated, known: Mapping[str, _Stated], paths: Mapping[Any, str]) -> Iterator[str]:
        """Yield the paths of the data sets that come from the leg before: those named there, and all without a name."""
        if leg.continues is None:
            return
        before = {one for one in known[leg.continues].data if isinstance(one, str)}
        away = {self._identifier(one) for one in leg.data if isinstance(one, str) and one not in before}
        for node, path in paths.items():
            comes = not isinstance(node, ox.NamedNode) or node.value not in away
            if comes and path.startswith("data/") and path.count("/") == 1:
                yield path


def _is_passed_on(leg: _Stated, known: Mapping[str, _Stated]) -> bool:
    """Return whether another leg continues this one, and not only back to where the data came from."""
    after = [one for one in known.values() if one.continues == leg.name]
    return any(one.parties[1] is None or one.parties[1] != leg.parties[0] for one in after)


def _many(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _named(party: Any) -> str:
    """Return the name of a party, of one described in place its label."""
    if isinstance(party, dict):
        return _text(party.get("label"))
    return _text(party)


def _text(value: Any) -> str:
    return "" if value is None else shortened(str(value))
