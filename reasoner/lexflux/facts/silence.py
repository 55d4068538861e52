"""What silence means: whether something that nobody stated about a node may be the case.

The schema says for each fact what its absence means (``lf:silence``). A fact that is *asked* for is unknown while no
value is stated; a fact that is *presumed* is taken not to be the case, and so are further values of a fact of which
some are stated; or it is presumed the same as another fact (``lf:presumedSameAs``), and unknown where that has no
value. Kinds are read more finely: a kind leaves the kinds below it open, down to the level stated, and those
to which such data often belong as well (``lf:mayAlsoBe``, which a term can say of other terms of its vocabulary too); a
kind that is disjoint from a stated one is excluded; all others are presumed not to be the case. Whoever states a fact
can also say that it is complete, unknown, or what is not the case.
"""

from __future__ import annotations

import enum
from dataclasses import replace
from itertools import permutations

from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.conditions import Value
from lexflux.law.lawbook import LawBook
from lexflux.law.schema import PropertyShape
from lexflux.remembering import remembered
from lexflux.terms import LF, SAFEGUARD, TYPE

OWNER, OWNERSHIP, PLACE_CLASS = LF + "owner", LF + "ownership", LF + "Place"


class Standing(enum.Enum):
    """How something stands that nobody stated."""

    OPEN = "open"
    PRESUMED_ABSENT = "presumed absent"
    EXCLUDED = "excluded"


class Silence:
    """
    Reads the silence of one description of a transfer.

    Parameters
    ----------
    book
        The law book, for the schema and the kinds.
    facts
        The facts of the transfer; the attribute has, beside what is stated, what other facts suggest.
    strict
        Whether nothing is presumed: what would be is open instead. The data sets and safeguards of a transfer are those
        described in any case.
    opened
        Facts, each the path of a node and a property, of which nothing is presumed in any case.
    """

    def __init__(
        self, book: LawBook, facts: Facts, strict: bool = False, opened: frozenset[tuple[str, str]] = frozenset()
    ) -> None:
        self.book = book
        self.facts = facts if strict else with_presumed_values(book, facts, opened)
        self.strict = strict
        self.opened = opened
        self.owners = frozenset(str(value) for node in facts.nodes.values() for value in node.values.get(OWNER, ()))
        self._closed: dict[str, frozenset[str]] = {}
        self._open_below: dict[str, frozenset[str]] = {}
        self._open_above: dict[str, frozenset[str]] = {}

    def of_others(self, node: NodeFacts, prop: str) -> Standing:
        """Return how values of a many-valued property stand that neither the description nor the law names."""
        shape = self.book.schema.shapes[node.owner].get(prop)
        if shape is None or prop in node.complete or prop in node.not_applicable:
            return Standing.EXCLUDED
        if prop in node.unknown or (shape.never_empty and self._unanswered(node, prop)):
            return Standing.OPEN
        carried = shape.required or prop == SAFEGUARD
        return Standing.PRESUMED_ABSENT if carried else self._presumed(node, prop)

    def of_value(self, node: NodeFacts, prop: str, value: str) -> Standing:
        """Return how a term stands as a value of a many-valued property that does not state it."""
        others = self.of_others(node, prop)
        if others is Standing.EXCLUDED or value in node.denied.get(prop, ()):
            return Standing.EXCLUDED
        if value in self.book.presumed and prop not in node.unknown:
            return self._presumed(node, prop)
        stated = map(str, node.values.get(prop, ()))
        left_open = value in self.book.asked or any(value in self.book.may_also_be.get(one, ()) for one in stated)
        return Standing.OPEN if left_open else others

    def of_kind(self, node: NodeFacts, kind: str) -> Standing:
        """Return how a kind stands that is neither stated of a node nor follows from the kinds stated."""
        if kind in self.book.collections or kind in self.book.collective:
            return Standing.EXCLUDED
        wider = self.book.classes[kind].ancestors
        if TYPE in node.complete or not wider.isdisjoint(self._excluded(node)):
            return Standing.EXCLUDED
        if (
            TYPE in node.unknown
            or kind in node.perhaps
            or kind in self.book.asked
            or not wider.isdisjoint(self._left_open(node))
            or kind in self._perhaps_implied(node)
        ):
            return Standing.OPEN
        return self._presumed(node, TYPE)

    def open_kinds(self, node: NodeFacts, kinds: frozenset[str]) -> list[str]:
        """Return those of ``kinds`` that may be the case for a node although nobody stated them."""
        of_owner = _kinds_below(self.book, kinds, node.owner)
        return [kind for kind in of_owner if kind not in node.types and self.of_kind(node, kind) is Standing.OPEN]

    def may_have_further_owners(self, node: NodeFacts) -> bool:
        """Return whether owners may be missing: asked for, unknown, or some are told and nobody closed the list."""
        others = self.of_others(node, OWNERSHIP)
        told = OWNERSHIP in node.values and node.path not in self.owners
        return others is Standing.OPEN or (told and others is not Standing.EXCLUDED)

    def _presumed(self, node: NodeFacts, prop: str) -> Standing:
        return Standing.OPEN if self.strict or (node.path, prop) in self.opened else Standing.PRESUMED_ABSENT

    def _unanswered(self, node: NodeFacts, prop: str) -> bool:
        """Return whether a fact that has some value is without one; owners of owners are asked for nobody."""
        return not node.values.get(prop) and (prop not in self.book.schema.ranges or node.path not in self.owners)

    def _excluded(self, node: NodeFacts) -> frozenset[str]:
        """Return the classes in which a node cannot lie: denied ones, and those that exclude one in which it does."""
        found = self._closed.get(node.path)
        if found is None:
            pairs = (ordered for pair in self.book.disjoint for ordered in permutations(pair))
            apart = (one for one, other in pairs if other in node.types)
            found = self._closed[node.path] = node.denied.get(TYPE, frozenset()).union(apart)
        return found

    def _left_open(self, node: NodeFacts) -> frozenset[str]:
        """Return the kinds below which all is open: the most specific stated ones, and those that these may also be."""
        found = self._open_below.get(node.path)
        if found is None:
            stated = node.kinds | node.doubtful.keys()
            wider = {kind for one in stated for kind in self.book.classes[one].ancestors - {one}}
            found = self._open_below[node.path] = (stated - wider) | self._also(node)
        return found

    def _also(self, node: NodeFacts) -> frozenset[str]:
        """Return the kinds that the stated ones often are as well."""
        stated = node.kinds | node.doubtful.keys()
        return frozenset[str]().union(*(self.book.may_also_be.get(kind, ()) for kind in stated)) - node.types

    def _perhaps_implied(self, node: NodeFacts) -> frozenset[str]:
        """Return the kinds that would follow if the data were what they often are as well."""
        found = self._open_above.get(node.path)
        if found is None:
            above = (self.book.classes[kind].ancestors for kind in self._also(node))
            found = self._open_above[node.path] = frozenset[str]().union(*above) - node.types
        return found


@remembered(1024)
def _kinds_below(book: LawBook, kinds: frozenset[str], owner: str) -> tuple[str, ...]:
    """Return in their order those of some kinds that lie in a class of nodes."""
    return tuple(sorted(kind for kind in kinds if owner in book.classes[kind].ancestors))


def with_presumed_values(book: LawBook, facts: Facts, opened: frozenset[tuple[str, str]] = frozenset()) -> Facts:
    """Return facts with the values that they are presumed to have, where nobody said anything of them."""
    return Facts({path: _with_presumed_values(book, node, opened) for path, node in facts.nodes.items()})


def _with_presumed_values(book: LawBook, node: NodeFacts, opened: frozenset[tuple[str, str]]) -> NodeFacts:
    if node.areas:
        node = _within_areas(book, node, _said(node))
    shapes = [shape for shape in book.presuming[node.owner] if not node.values.get(shape.prop)]
    if not shapes:
        return node
    said = _said(node)
    found = {
        shape.prop: kept
        for shape in shapes
        if shape.prop not in said and (node.path, shape.prop) not in opened
        if (kept := tuple(one for one in _presumed_values(node, shape) if one not in node.denied.get(shape.prop, ())))
    }
    return replace(node, values={**node.values, **found}, presumed=frozenset(found)) if found else node


def _said(node: NodeFacts) -> set[str]:
    """Return of which facts of a node something is said."""
    return {*node.values, *node.unknown, *node.not_applicable, *node.complete}


def _presumed_values(node: NodeFacts, shape: PropertyShape) -> tuple[Value, ...]:
    if shape.presumed is not None:
        return (shape.presumed,)
    return node.values.get(shape.same_as, ()) if shape.same_as else ()


def _within_areas(book: LawBook, node: NodeFacts, said: set[str]) -> NodeFacts:
    """Return a node of which what is presumed the same as a general place lies nowhere outside it either."""
    denied = dict(node.denied)
    places = frozenset(book.individuals_of.get(PLACE_CLASS, ()))
    for prop, shape in book.schema.shapes[node.owner].items():
        if shape.same_as and shape.same_as in node.areas and prop not in said:
            outside = places - node.within.get(shape.same_as, places)
            denied[prop] = outside | node.denied.get(shape.same_as, frozenset()) | node.denied.get(prop, frozenset())
    return replace(node, denied=denied)
