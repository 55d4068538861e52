"""Stated facts that the law of a regime does not read: a name may fit, and still no norm turns on it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.conditions import And, Condition, HasValue, Named, Not, OneOf, Or, Range, Some, Value
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Norm
from lexflux.law.reading import conditions_read
from lexflux.law.schema import Schema
from lexflux.law.snapshot import Snapshot, snapshot
from lexflux.remembering import remembered
from lexflux.terms import DATE, EXTENDED_ON, ISSUED_ON, LF, NOTIFIED_ON, OVERLAP, OWL, SAFEGUARD_CLASS, TYPE

THING = OWL + "Thing"
ALWAYS_READ = frozenset(
    {DATE, EXTENDED_ON, ISSUED_ON, NOTIFIED_ON, LF + "locatedIn", LF + "ownership", LF + "owner", LF + "share"}
)


@dataclass(frozen=True, slots=True)
class UnreadFact:
    """Values of a property at a node (kinds under ``rdf:type``) on which nothing in the law of the regime turns."""

    path: str
    prop: str
    values: tuple[Value | Range, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """
    What the conditions of one regime on one day can tell apart.

    ``wholly`` are the properties of which any value counts, ``classes`` and ``individuals`` what conditions name,
    ``above`` the classes that contain one of these.
    """

    properties: frozenset[str]
    wholly: frozenset[str]
    classes: frozenset[str]
    above: frozenset[str]
    individuals: frozenset[Value]


def find_unread(book: LawBook, facts: Facts, regime: str, on: datetime.date) -> tuple[UnreadFact, ...]:
    """Return what is stated and not read by the norms, gaps and definitions of a regime, node by node."""
    law, reading = snapshot(book, regime, on), what_is_read(book, regime, on)
    return tuple(fact for node in facts.nodes.values() for fact in _unread_at(book, node, law, reading))


@remembered(256)
def what_is_read(book: LawBook, regime: str, on: datetime.date) -> Reading:
    """Return what the law of a regime reads on a day, through definitions and what norms order."""
    return _read_by(book, snapshot(book, regime, on))


def properties_told(book: LawBook, law: Snapshot) -> frozenset[str]:
    """Return the properties of which a law can tell what is stated, also by what follows from it; found once."""
    found: frozenset[str] | None = law.kept.get("properties told")
    if found is None:
        found = law.kept["properties told"] = _closed(book.schema, _read_by(book, law).properties | ALWAYS_READ)
    return found


def _read_by(book: LawBook, law: Snapshot) -> Reading:
    parts = list(_reachable(book, law))
    fillers = [(part.prop, part.filler) for part in parts if isinstance(part, Some)]
    tested = {prop for prop, _ in fillers} | {part.prop for part in parts if isinstance(part, HasValue)}
    classes = frozenset(part.iri for part in parts if isinstance(part, Named))
    days = frozenset(norm.counted_from_day for norm in law.norms.values() if norm.counted_from_day)
    tested |= {OVERLAP} if classes & book.collections.keys() else set()
    return Reading(
        properties=frozenset(tested) | days,
        wholly=frozenset(prop for prop, filler in fillers if not _names_values(filler)) | days,
        classes=classes,
        above=frozenset(above for iri in classes if iri in book.classes for above in book.classes[iri].ancestors),
        individuals=frozenset(_individuals(parts)),
    )


def _closed(schema: Schema, read: frozenset[str]) -> frozenset[str]:
    """Return properties with those from which nodes, safeguards, presumed values and bounds of counts follow."""
    found = {*read, *schema.ranges, *schema.shapes[SAFEGUARD_CLASS], TYPE}
    pairs = [*_together(schema)]
    while more := {one for pair in pairs if not found.isdisjoint(pair) for one in pair} - found:
        found |= more
    return frozenset(found)


def _together(schema: Schema) -> Iterator[tuple[str, str]]:
    for shapes in schema.shapes.values():
        for prop, shape in shapes.items():
            yield from ((prop, whole) for whole in schema.including(shape))
            if shape.same_as:
                yield prop, shape.same_as


def _reachable(book: LawBook, law: Snapshot) -> Iterable[Condition]:
    """Return all parts of the conditions of a law, of the definitions behind their names, and of what norms order."""
    conditions = [norm.condition for norm in law.norms.values()] + [gap.condition for gap in law.gaps]
    conditions += [Named(iri) for norm in law.norms.values() for iri in _ordered(norm)]
    conditions += [Named(period.safeguard) for period in law.periods]
    conditions += [Named(limit.safeguard) for limit in law.limits]
    conditions += [Named(iri) for needed in law.counts_if.values() for iri in needed]
    return conditions_read(book, conditions)


def _ordered(norm: Norm) -> set[str]:
    named = {norm.requires, norm.permits, norm.in_place_of, norm.lifted_by, *norm.exempts_from}
    return {iri for iri in named if iri}


def _names_values(filler: Condition) -> bool:
    """Return whether a filler only names classes and values, so that others make no difference."""
    match filler:
        case Named(iri):
            return iri != THING
        case OneOf():
            return True
        case And(parts) | Or(parts):
            return all(map(_names_values, parts))
        case Not() | Range():
            return False
        case _:
            return True


def _individuals(parts: Iterable[Condition]) -> Iterator[Value]:
    for part in parts:
        if isinstance(part, HasValue):
            yield part.value
        elif isinstance(part, OneOf):
            yield from part.individuals


def _unread_at(book: LawBook, node: NodeFacts, law: Snapshot, reading: Reading) -> Iterator[UnreadFact]:
    kinds = tuple(kind for kind in sorted(node.kinds) if not _kind_is_read(book, kind, node.owner, reading))
    if kinds:
        yield UnreadFact(node.path, TYPE, kinds)
    for prop, values in node.values.items():
        if prop not in ALWAYS_READ and prop not in book.schema.ranges:
            unread = tuple(value for value in values if not _value_is_read(book, prop, value, law, reading))
            if unread:
                yield UnreadFact(node.path, prop, unread)
    for prop, bounds in node.ranges.items():
        if prop not in ALWAYS_READ and prop not in reading.properties:
            yield UnreadFact(node.path, prop, (bounds,))


def _kind_is_read(book: LawBook, kind: str, owner: str, reading: Reading) -> bool:
    """Return whether a condition names a kind, one above it or one below it, or one that a stated kind denies."""
    own = book.classes[kind].ancestors - book.classes[owner].ancestors
    denied = {other for pair in book.disjoint for other in pair if not own.isdisjoint(pair - {other})}
    return kind in reading.above or not reading.classes.isdisjoint(own | denied)


def _value_is_read(book: LawBook, prop: str, value: Value, law: Snapshot, reading: Reading) -> bool:
    if prop not in reading.properties:
        return False
    if prop in reading.wholly or book.properties[prop].single or value in reading.individuals:
        return True
    kinds = {*book.individuals.get(str(value), ()), *law.designated.get(str(value), ())}
    return not reading.classes.isdisjoint(kinds)
