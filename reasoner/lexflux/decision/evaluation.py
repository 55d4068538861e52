"""Conditions over the facts of one transfer: true, false, or a diagram over the facts that are unknown."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from lexflux.decision.diagram import Diagrams, Node
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.conditions import And, Condition, HasValue, Named, Not, OneOf, Or, Range, Some, Value
from lexflux.law.lawbook import LawBook, Property
from lexflux.law.norms import OwnershipRule
from lexflux.terms import LF, OWL, local

THING = OWL + "Thing"
OTHER = "urn:lexflux:other"
ORGANISATION, OWNERSHIP, OWNER, SHARE = (LF + name for name in ("Organisation", "ownership", "owner", "share"))


class Truth(enum.Enum):
    """Whether something holds in every, in no, or only in some completion of the unknown facts."""

    FALSE = "false"
    UNKNOWN = "unknown"
    TRUE = "true"


@dataclass(frozen=True, slots=True)
class UnknownFact:
    """A fact without a value: a property of a node; ``aspect`` tells apart tests on a many-valued property said to be unknown."""

    path: str
    prop: str
    aspect: Condition | None = None


@dataclass(frozen=True, slots=True)
class Cells:
    """The values of an unknown fact that the law tells apart, each with a representative."""

    representatives: tuple[Value, ...]

    def describe(self, cell: int) -> str:
        """
        Return a cell as text: an interval of numbers, a truth value or a term.

        >>> Cells((0, 100_000, 1_000_000)).describe(1)
        '100,000 to 999,999'
        """
        value = self.representatives[cell]
        if isinstance(value, bool):
            return str(value).lower()
        if not isinstance(value, int):
            return "other" if value == OTHER else local(str(value))
        following = self.representatives[cell + 1] if cell + 1 < len(self.representatives) else None
        if not isinstance(following, int):
            return f"{value:,} or more"
        return f"{value:,}" if following == value + 1 else f"{value:,} to {following - 1:,}"


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
    designated
        Classes to which designations of the day add individuals.
    """

    def __init__(
        self,
        book: LawBook,
        facts: Facts,
        readings: Mapping[str, str],
        designated: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self.book = book
        self.facts = facts
        self.readings = readings
        self.designated = designated or {}
        self.diagrams = Diagrams()
        self.cells: dict[UnknownFact, Cells] = {}
        self._members: dict[tuple[str, str], Node] = {}
        self._owned: dict[tuple[str, str], Node] | None = None

    def truth(self, node: Node) -> Truth:
        """Return the truth of a diagram with truth values as terminals."""
        if node == self.diagrams.true:
            return Truth.TRUE
        return Truth.FALSE if node == self.diagrams.false else Truth.UNKNOWN

    def holds(self, condition: Condition, at: Value = "transfer") -> Node:
        """Return the diagram of ``condition`` at a node of the transfer, a vocabulary term or a literal."""
        diagrams = self.diagrams
        match condition:
            case Named(iri):
                return self._member(iri, str(at))
            case And(parts):
                return diagrams.conjunction(self.holds(part, at) for part in parts)
            case Or(parts):
                return diagrams.disjunction(self.holds(part, at) for part in parts)
            case Not(part):
                return diagrams.negation(self.holds(part, at))
            case OneOf(individuals):
                return diagrams.true if at in individuals else diagrams.false
            case Range():
                return diagrams.true if isinstance(at, int) and condition.holds(at) else diagrams.false
            case Some(prop, filler):
                return self._some(str(at), prop, filler)
            case HasValue(prop, value):
                return self._has_value(str(at), prop, value)

    def _member(self, iri: str, at: str) -> Node:
        key = (iri, at)
        found = self._members.get(key)
        if found is None:
            found = self._members[key] = self._find_member(iri, at)
        return found

    def _find_member(self, iri: str, at: str) -> Node:
        if iri == THING:
            return self.diagrams.true
        if iri in self.book.ownership_rules and at in self.facts.nodes:
            return self.diagrams.disjunction((self._stated_kind(iri, at), self._owned_members()[iri, at]))
        definition = self.book.classes[iri].definition
        if definition is not None:
            return self.holds(definition, at)
        node = self.facts.nodes.get(at)
        if node is not None:
            belongs = iri in node.types
        else:
            belongs = iri in self.book.individuals.get(at, ()) or iri in self.designated.get(at, ())
        return (
            self.diagrams.true
            if belongs or (at == OTHER and iri not in self.book.designated_classes)
            else self.diagrams.false
        )

    def _stated_kind(self, iri: str, at: str) -> Node:
        return self.diagrams.true if iri in self.facts.nodes[at].types else self.diagrams.false

    def _owned_members(self) -> dict[tuple[str, str], Node]:
        """Return membership in the classes of ownership rules: the least fixed point along the chains of owners."""
        if self._owned is None:
            organisations = [path for path, node in self.facts.nodes.items() if node.owner == ORGANISATION]
            owned = self._owned = {
                (iri, path): self.diagrams.false for iri in self.book.ownership_rules for path in organisations
            }
            remembered = dict(self._members)
            while True:
                after = {(iri, path): self._owned_enough(self.book.ownership_rules[iri], path) for iri, path in owned}
                self._members = dict(remembered)
                if after == owned:
                    break
                owned.update(after)
        return self._owned

    def _owned_enough(self, rule: OwnershipRule, path: str) -> Node:
        diagrams = self.diagrams
        node = self.facts.nodes[path]
        total = diagrams.terminal(0)
        for holding in node.values.get(OWNERSHIP, ()):
            counts = self._some(str(holding), OWNER, Or((Named(rule.of_owners), Named(rule.derives))))
            total = diagrams.apply(
                "plus",
                lambda held, adds, share: held + share if adds else held,
                (total, counts, self._share(node, str(holding))),
            )
        enough = diagrams.apply(f"at least {rule.minimum_share}", lambda held: held >= rule.minimum_share, (total,))
        return (
            diagrams.disjunction((enough, self._further(path, OWNERSHIP, Named(rule.derives))))
            if OWNERSHIP in node.unknown
            else enough
        )

    def _share(self, node: NodeFacts, holding: str) -> Node:
        """Return the share of a holding; of an unknown one, those that make a difference to a rule, whatever the others add up to."""
        stated = self.facts.nodes[holding].values.get(SHARE, ())
        if stated:
            return self.diagrams.terminal(stated[0])
        sums = {0}
        for other in node.values[OWNERSHIP]:
            for share in self.facts.nodes[str(other)].values.get(SHARE, ()):
                sums |= {found + share for found in sums if isinstance(share, int)}
        steps = {rule.minimum_share - found for rule in self.book.ownership_rules.values() for found in sums}
        fact = UnknownFact(holding, SHARE)
        cells = self.cells.setdefault(fact, Cells(tuple(sorted({0, *(step for step in steps if step > 0)}))))
        share = self.diagrams.terminal(0)
        for cell, value in enumerate(cells.representatives):
            chosen = self.diagrams.variable(fact, len(cells.representatives), (cell,))
            share = self.diagrams.apply(
                f"or {value}", lambda before, now, value=value: value if now else before, (share, chosen)
            )
        return share

    def _has_value(self, at: str, prop: str, value: Value) -> Node:
        if isinstance(value, str):
            return self._some(at, prop, OneOf(frozenset((value,))))
        stated = self._stated(at, prop)
        if stated:
            return self.diagrams.true if value in stated else self.diagrams.false
        return self._unknown(at, prop, lambda candidate: candidate == value)

    def _stated(self, at: str, prop: str) -> tuple[Value, ...]:
        if prop in self.readings:
            return (self.readings[prop],)
        node = self.facts.nodes.get(at)
        return node.values.get(prop, ()) if node is not None else ()

    def _some(self, at: str, prop: str, filler: Condition) -> Node:
        stated = self._stated(at, prop)
        found = self.diagrams.disjunction(self.holds(filler, value) for value in stated)
        node = self.facts.nodes.get(at)
        if not stated and prop in self.book.schema.ranges and self.book.properties[prop].single:
            return self._further(at, prop, filler)
        if self.book.properties[prop].single:
            return (
                found
                if stated
                else self._unknown(at, prop, lambda candidate: self.holds(filler, candidate) == self.diagrams.true)
            )
        if node is not None and prop in node.unknown:
            return self.diagrams.disjunction((found, self._further(at, prop, filler)))
        return found

    def _unknown(self, at: str, prop: str, test: object) -> Node:
        node = self.facts.nodes.get(at)
        if node is None or prop in node.not_applicable:
            return self.diagrams.false
        fact = UnknownFact(at, prop)
        cells = self.cells.get(fact)
        if cells is None:
            cells = self.cells[fact] = Cells(self._representatives(prop, self.book.properties[prop]))
        chosen = [cell for cell, value in enumerate(cells.representatives) if test(value)]  # type: ignore[operator]
        return self.diagrams.variable(fact, len(cells.representatives), chosen)

    def _further(self, at: str, prop: str, filler: Condition) -> Node:
        """Return whether a further, unstated value of a many-valued property lies in ``filler``."""
        if self._empty(filler):
            return self.diagrams.false
        match filler:
            case Named(iri) if iri in self.book.designated_classes:
                return self._further(at, prop, OneOf(self._designated_as(iri)))
            case Named(iri) if isinstance(self.book.classes[iri].definition, Or):
                return self._further(at, prop, self.book.classes[iri].definition)  # type: ignore[arg-type]
            case Or(parts):
                return self.diagrams.disjunction(self._further(at, prop, part) for part in parts)
            case OneOf(individuals) if len(individuals) > 1:
                return self.diagrams.disjunction(
                    self._further(at, prop, OneOf(frozenset((one,)))) for one in sorted(individuals)
                )
            case _:
                fact = UnknownFact(at, prop, filler)
                self.cells.setdefault(fact, Cells((False, True)))
                return self.diagrams.variable(fact, 2, (1,))

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

    def _representatives(self, prop: str, kind: Property) -> tuple[Value, ...]:
        if kind.datatype == "boolean":
            return (False, True)
        if kind.datatype == "integer":
            cuts = {0}
            for test in self.book.thresholds.get(prop, ()):
                if test.low is not None:
                    cuts.add(test.low if test.low_included else test.low + 1)
                if test.high is not None:
                    cuts.add(test.high + 1 if test.high_included else test.high)
            return tuple(sorted(cuts))
        if kind.values is not None:
            return kind.values
        return (*sorted(self.book.named_values.get(prop, ())), OTHER)
