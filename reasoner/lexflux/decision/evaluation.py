"""Conditions over the facts of one transfer: true, false, or a diagram over the facts that are unknown."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from functools import cached_property
from typing import Any

from lexflux.decision.circuit import Circuit
from lexflux.decision.diagram import Diagram
from lexflux.decision.ownership import Owned, Owners, find_organisations
from lexflux.decision.unknown import OTHER, Cells, UnknownFact, cells_of, cells_within
from lexflux.facts.areas import with_areas
from lexflux.facts.silence import Silence, Standing
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.conditions import And, Condition, HasValue, Named, Not, OneOf, Or, Range, Some, Value
from lexflux.law.lawbook import LawBook
from lexflux.law.snapshot import Snapshot
from lexflux.terms import LF, OWL, SAFEGUARD, TRANSFER, TYPE

THING = OWL + "Thing"
LOCATED_IN = LF + "locatedIn"


class Truth(enum.Enum):
    """Whether something holds in every, in no, or only in some completion of the unknown facts."""

    FALSE = "false"
    UNKNOWN = "unknown"
    TRUE = "true"


class Evaluation:
    """
    Evaluates conditions at the nodes of one transfer, remembering what it found.

    Parameters
    ----------
    book
        The law book.
    facts
        The facts of the transfer.
    readings
        Chosen readings by open point; an open point that is not chosen is an unknown like any other.
    law
        The law of the day, for its designations and for what it tells apart.
    strict
        Whether nothing is presumed: what would be is unknown instead.
    opened
        Facts of which nothing is presumed in any case, as for `lexflux.facts.silence.Silence`.
    """

    def __init__(
        self,
        book: LawBook,
        facts: Facts,
        readings: Mapping[str, str],
        law: Snapshot,
        strict: bool = False,
        opened: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        self.book = book
        self.silence = Silence(book, with_areas(book, facts, law), strict, opened)
        self.facts = self.silence.facts
        self.readings = readings
        self.law = law
        self.designated = law.designated
        self._begin()

    def _begin(self) -> None:
        self.diagrams = Circuit(reversed([*self.facts.nodes]))
        self.cells: dict[UnknownFact, Cells] = {}
        self._members: dict[tuple[str, str], Diagram] = {}
        # By identity, because conditions are deep; with the condition, so that no other can come to have it.
        self._found: dict[tuple[int, Value], tuple[Condition, Diagram]] = {}
        self._kinds: dict[str, dict[str, list[str]]] = {}
        self._values: dict[tuple[str, str], tuple[bool, list[str]]] = {}
        self._in_place: dict[str, Diagram] = {}
        self._owned: Owned | None = None

    def apart(self) -> Evaluation:
        """Return an evaluation of the same facts that has found nothing yet."""
        found = copy(self)
        found._begin()
        return found

    def know(self, condition: Condition, holds: bool) -> None:
        """Take as found whether a condition holds for the transfer, whatever the unknown facts are."""
        found = self._constant(holds)
        if isinstance(condition, Named):
            self._members[condition.iri, "transfer"] = found
        else:
            self._found[id(condition), "transfer"] = (condition, found)

    def know_in_place(self, safeguard: str, holds: bool) -> None:
        """Take as found whether the transfer has a safeguard of a class, whatever the unknown facts are."""
        self._in_place[safeguard] = self._constant(holds)

    def truth(self, diagram: Diagram) -> Truth:
        """Return the truth of a diagram with truth values as terminals."""
        if diagram == self.diagrams.true:
            return Truth.TRUE
        return Truth.FALSE if diagram == self.diagrams.false else Truth.UNKNOWN

    def _constant(self, holds: bool) -> Diagram:
        return self.diagrams.true if holds else self.diagrams.false

    def holds(self, condition: Condition, at: Value = "transfer") -> Diagram:
        """Return the diagram of ``condition`` at a node of the transfer, a vocabulary term or a literal."""
        if isinstance(condition, Named):
            return self._member(condition.iri, str(at))
        if isinstance(condition, OneOf):
            return self._constant(at in condition.individuals)
        key = (id(condition), at)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = (condition, self._find(condition, at))
        return found[1]

    def _find(self, condition: And | Or | Not | Some | HasValue | Range, at: Value) -> Diagram:
        diagrams = self.diagrams
        match condition:
            case And(parts):
                return diagrams.conjunction(self.holds(part, at) for part in parts)
            case Or(parts):
                return diagrams.disjunction(self.holds(part, at) for part in parts)
            case Not(part):
                return diagrams.negation(self.holds(part, at))
            case Range():
                return self._constant(isinstance(at, int) and condition.holds(at))
            case Some(prop, filler):
                return self.some(str(at), prop, filler)
            case HasValue(prop, value):
                return self._has_value(str(at), prop, value)

    def in_place(self, safeguard: str) -> Diagram:
        """Return where the transfer has a safeguard of a class; kept, because many obligations ask for the same one."""
        found = self._in_place.get(safeguard)
        if found is None:
            found = self._in_place[safeguard] = self.holds(Some(SAFEGUARD, Named(safeguard)))
        return found

    def _member(self, iri: str, at: str) -> Diagram:
        key = (iri, at)
        found = self._members.get(key)
        if found is None:
            found = self._members[key] = self._find_member(iri, at)
        return found

    def _find_member(self, iri: str, at: str) -> Diagram:
        if iri == THING:
            return self.diagrams.true
        if iri in self.book.ownership_rules and at in self.facts.nodes:
            return self.diagrams.disjunction((self._stated_kind(iri, at), self._owned_members()[iri, at]))
        definition = self.book.classes[iri].definition
        if definition is not None:
            return self.holds(definition, at)
        if self._belongs(iri, at):
            return self.diagrams.true
        return self.diagrams.disjunction(self._perhaps_of_kind(iri, at))

    def _perhaps_of_kind(self, iri: str, at: str) -> Iterator[Diagram]:
        """Yield a variable for each kind that nobody stated and that may be the case, the class itself or below it."""
        node = self.facts.nodes.get(at)
        if node is not None:
            yield from (self._if_it_counts(node, kind) for kind in self._doubtful(node, iri))
            for kind in self._open_kinds(node).get(iri, ()):
                if kind not in node.perhaps:
                    above = self.book.classes[kind].ancestors
                    counts = [self._if_it_counts(node, one) for one in sorted(node.doubtful) if one in above]
                    yield self.diagrams.conjunction([self._test(at, TYPE, Named(kind)), *counts])

    def _doubtful(self, node: NodeFacts, iri: str) -> list[str]:
        """Return the stated kinds of a class of which is not known whether they count."""
        return sorted(kind for kind in node.doubtful if iri in self.book.classes[kind].ancestors)

    def _if_it_counts(self, node: NodeFacts, kind: str) -> Diagram:
        """Return where a stated kind counts: each fact on which that hangs is as it has to be."""
        return self.diagrams.conjunction(
            self._test(node.path, prop, Named(kind)) for prop in sorted(node.doubtful[kind])
        )

    def _open_kinds(self, node: NodeFacts) -> dict[str, list[str]]:
        """Return the kinds that may be the case although nobody stated them, by each class in which they lie."""
        found = self._kinds.get(node.path)
        if found is None:
            found = self._kinds[node.path] = {}
            for kind in self.silence.open_kinds(node, self.law.kinds):
                for above in self.book.classes[kind].ancestors:
                    found.setdefault(above, []).append(kind)
        return found

    def _belongs(self, iri: str, at: str) -> bool:
        """Return whether a node, or a term of the vocabulary, is counted among a class without a definition."""
        node = self.facts.nodes.get(at)
        if node is not None:
            return iri in node.types
        if at == OTHER:
            return iri not in self.book.designated_classes
        return iri in self.book.individuals.get(at, ()) or iri in self.designated.get(at, ())

    @cached_property
    def organisations(self) -> tuple[tuple[str, ...], bool]:
        """The paths of organisations, and whether each comes after all to which it leads: none does in a circle."""
        return find_organisations(self.facts)

    def _owned_members(self) -> Owned:
        """Return membership in the classes of ownership rules."""
        if self._owned is None:
            organisations, rules = self.organisations[0], self.book.ownership_rules
            self._owned = {(iri, path): self.diagrams.false for path in organisations for iri in rules}
            Owners(self).find(self._owned)
        return self._owned

    def remembered(self) -> tuple[tuple[dict[Any, Any], int], ...]:
        """Return what is remembered of conditions, each memo with how much that is now."""
        return (self._members, len(self._members)), (self._found, len(self._found))

    def _stated_kind(self, iri: str, at: str) -> Diagram:
        if iri in self.facts.nodes[at].types:
            return self.diagrams.true
        return self.diagrams.disjunction(self._perhaps_of_kind(iri, at))

    def _has_value(self, at: str, prop: str, value: Value) -> Diagram:
        if isinstance(value, str):
            return self.some(at, prop, OneOf(frozenset((value,))))
        stated = self._stated(at, prop)
        if stated:
            return self._constant(value in stated)
        return self._unknown(at, prop, lambda candidate: candidate == value)

    def _stated(self, at: str, prop: str) -> tuple[Value, ...]:
        if prop in self.readings:
            return (self.readings[prop],)
        node = self.facts.nodes.get(at)
        return node.values.get(prop, ()) if node is not None else ()

    def some(self, at: str, prop: str, filler: Condition) -> Diagram:
        """Return whether a value lies in ``filler``: a stated one or, where there may be others, one of these."""
        stated = self._stated(at, prop)
        found = self.diagrams.disjunction(self.holds(filler, value) for value in stated)
        if self.book.properties[prop].single:
            return found if stated else self._unstated(at, prop, filler)
        node = self.facts.nodes.get(at)
        return found if node is None else self.diagrams.disjunction((found, self._unnamed(node, prop, filler)))

    def _unnamed(self, node: NodeFacts, prop: str, filler: Condition) -> Diagram:
        """Return whether a value of a many-valued property that nobody stated lies in ``filler``."""
        open_ended, named = self._perhaps(node, prop)
        if prop in self.book.schema.ranges:
            return self.further(node.path, prop, filler) if open_ended else self.diagrams.false
        found = [self._test(node.path, prop, value) for value in named if self._lies_in(filler, value)]
        if open_ended and self._lies_in(filler, OTHER):
            found.append(self._other(node, prop))
        return self.diagrams.disjunction(found)

    def _lies_in(self, filler: Condition, value: str) -> bool:
        return self.holds(filler, value) == self.diagrams.true

    def _perhaps(self, node: NodeFacts, prop: str) -> tuple[bool, list[str]]:
        """Return whether any value may be the case that nobody stated, and which of those that the law tells apart."""
        found = self._values.get((node.path, prop))
        if found is None:
            stated = self._stated(node.path, prop)
            unstated = (value for value in self.law.named.get(prop, ()) if value not in stated)
            found = self._values[node.path, prop] = (
                self.silence.of_others(node, prop) is Standing.OPEN,
                [value for value in unstated if self.silence.of_value(node, prop, value) is Standing.OPEN],
            )
        return found

    def _other(self, node: NodeFacts, prop: str) -> Diagram:
        """Return whether there is a value that the law does not name: one there must be, if no other is."""
        other = self._test(node.path, prop, OTHER)
        if not self.book.schema.shapes[node.owner][prop].never_empty or self._stated(node.path, prop):
            return other
        named = self.diagrams.disjunction(self._test(node.path, prop, value) for value in self._perhaps(node, prop)[1])
        return self.diagrams.disjunction((other, self.diagrams.negation(named)))

    def _test(self, at: str, prop: str, aspect: Condition | str) -> Diagram:
        """Return the variable of whether one value, or kind, is among those that nobody stated."""
        fact = UnknownFact(at, prop, OneOf(frozenset((aspect,))) if isinstance(aspect, str) else aspect)
        self.cells.setdefault(fact, (False, True))
        return self.diagrams.variable(fact, 2, (1,))

    def _unstated(self, at: str, prop: str, filler: Condition) -> Diagram:
        """Return whether the unstated value of a single-valued property lies in ``filler``."""
        if prop in self.book.schema.ranges:
            return self.further(at, prop, filler)
        return self._unknown(at, prop, lambda candidate: self.holds(filler, candidate) == self.diagrams.true)

    def _unknown(self, at: str, prop: str, test: Callable[[Value], bool]) -> Diagram:
        node = self.facts.nodes.get(at)
        if node is None or prop in node.not_applicable:
            return self.diagrams.false
        fact = _fact(node, prop)
        cells = self.cells.get(fact)
        if cells is None:
            cells = self.cells[fact] = self._possible_cells(node, prop)
        return self.diagrams.variable(fact, len(cells), [cell for cell, value in enumerate(cells) if test(value)])

    def _possible_cells(self, node: NodeFacts, prop: str) -> Cells:
        """Return the cells in which the value of a single-valued property can lie, by what is said of it."""
        places = node.values.get(LOCATED_IN, ())
        cells = tuple(one for one in cells_of(self.book, prop) if self.book.lies_in(one, places))
        if prop in node.ranges:
            return cells_within(cells, node.ranges[prop])
        denied = node.denied.get(prop, ())
        return tuple(value for value in cells if value not in denied and self._within(node, prop, value, cells))

    @staticmethod
    def _within(node: NodeFacts, prop: str, value: Value, cells: Cells) -> bool:
        """Return whether a value may lie in a general place; what no condition names does if some member is such."""
        members = node.within.get(prop)
        return members is None or value in members or (value == OTHER and not members <= {*cells})

    def further(self, at: str, prop: str, filler: Condition) -> Diagram:
        """Return whether a further, unstated value of a many-valued property lies in ``filler``."""
        if self._empty(filler) or self._denied(at, filler):
            return self.diagrams.false
        match filler:
            case Named(iri) if iri in self.book.designated_classes:
                return self.further(at, prop, OneOf(self._designated_as(iri)))
            case Named(iri) if isinstance(definition := self.book.classes[iri].definition, Or):
                return self.further(at, prop, definition)
            case Or(parts):
                return self.diagrams.disjunction(self.further(at, prop, part) for part in parts)
            case OneOf(individuals) if len(individuals) > 1:
                return self.diagrams.disjunction(
                    self.further(at, prop, OneOf(frozenset((one,)))) for one in sorted(individuals)
                )
            case _:
                return self._test(at, prop, filler)

    def _denied(self, at: str, filler: Condition) -> bool:
        """Return whether a node is said to have no value of a kind: of the transfer, safeguards are denied by kind."""
        node = self.facts.nodes.get(at)
        denied = node.denied.get(TYPE, frozenset()) if node is not None and node.owner == TRANSFER else frozenset()
        return isinstance(filler, Named) and not self.book.classes[filler.iri].ancestors.isdisjoint(denied)

    def _empty(self, filler: Condition) -> bool:
        """Return whether nothing can lie in a class because nothing is designated as such on the day."""
        match filler:
            case Named(iri) if iri in self.book.designated_classes:
                return not self._designated_as(iri)
            case Named(iri):
                definition = self.book.classes[iri].definition if iri != THING else None
                return definition is not None and self._empty(definition)
            case And(parts):
                return any(self._empty(part) for part in parts)
            case Or(parts):
                return all(self._empty(part) for part in parts)
            case Some(_, part):
                return self._empty(part)
            case _:
                return False

    def _designated_as(self, iri: str) -> frozenset[str]:
        return frozenset(individual for individual, classes in self.designated.items() if iri in classes)


def _fact(node: NodeFacts, prop: str) -> UnknownFact:
    """Return the unknown fact that a property of a node is; a sum is one that is told by what is added up."""
    told = node.found_by.get(prop)
    return UnknownFact(*told, Some(prop, OneOf(frozenset((node.path,))))) if told else UnknownFact(node.path, prop)
