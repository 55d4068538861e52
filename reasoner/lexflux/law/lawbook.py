"""The law book: everything that decisions need, compiled from the ontology."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from lexflux.law.conditions import Condition, HasValue, Named, OneOf, Or, Range, Some, Value, walk
from lexflux.law.cumulative import CumulativeCount
from lexflux.law.documents import Document, Point
from lexflux.law.graphs import Texts
from lexflux.law.lazily import LazyMapping
from lexflux.law.norms import (
    AbsentRule,
    AuditNote,
    Collection,
    ConclusionLimit,
    Designation,
    Gap,
    Instrument,
    Interval,
    Norm,
    OpenPoint,
    OwnershipRule,
    Precedence,
    Provision,
    ValidityPeriod,
)
from lexflux.law.precedence import Attack, AttackGraph
from lexflux.law.reading import Reads, reads_of
from lexflux.law.schema import FormerStatement, PropertyShape, Schema
from lexflux.law.steps import Step
from lexflux.remembering import remembered
from lexflux.terms import local


@dataclass(frozen=True, slots=True)
class ClassDefinition:
    """A class: its definition, if it has one, and itself with all its superclasses."""

    definition: Condition | None
    ancestors: frozenset[str]


@dataclass(frozen=True, slots=True)
class Property:
    """A fact property; what its absence means is said by the schema (`lexflux.facts.silence`)."""

    single: bool
    datatype: str | None
    range: str | None
    values: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Area:
    """A place known only in general: a member of one of some designated classes, or outside the place of a party."""

    members: tuple[str, ...]
    outside: str | None


@dataclass(frozen=True, slots=True)
class ConflictPattern:
    """
    How laws can conflict: something is ordered, ``ordered_as`` a circumstance or ``ordered_on`` a topic, and opposed.

    ``opposed_on`` are the topics of the norms of another law that oppose.
    """

    ordered_as: tuple[str, ...]
    ordered_on: tuple[str, ...]
    opposed_on: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class LawBook:
    """
    Instruments, provisions, norms and vocabulary, compiled.

    ``hashes`` gives the SHA-256 of each file of law and shape that went in, ``digest`` one hash over all of them;
    ``synonyms`` other spellings of terms; ``topics`` the topics that the ontology gives to norms, provisions, and what
    norms order or turn on; ``known_until`` the day to which the law of a regime is known; ``territories`` the places
    and unions of each regime, and the designated classes of their members; ``subdivisions`` the place of which each
    is a part; ``designated_classes`` the classes whose
    members are only those that designations name, none perhaps; ``collective`` the classes of safeguards that name
    several, of which transfers state one;
    ``asked`` the terms and kinds for which an answer asks wherever nobody stated them, ``presumed`` the terms
    that are presumed absent although others of their vocabulary are asked for; ``replaced_by`` what came in
    the place of a provision; ``may_also_be`` the kinds to which data
    of a kind often belong as well; ``counts_if`` the classes in which stated safeguards of a class have to lie to
    count, ``excluded_by`` the classes of transfers that cannot have one, ``usual`` those that answers name first of
    several, ``actionable`` the terms that a company can make, or no longer
    make, the case; ``first_issued`` the day before which there was none of a class; ``conditions_of_receipt`` the
    conditions under which data come, each with the norm that imposes it on those who receive them; ``before_that``
    the values in whose place others came on the day of notification; ``former_statements`` how facts were stated in
    former schemas; ``areas`` the general places; ``events`` circumstances that may come up while a transfer lives,
    each with its stage; ``zones_of_kinds`` the kinds of data that only lists of zones describe, with these zones;
    ``gates`` what has to hold of a transfer for a regime to reach it (`lexflux.law.gates`).
    """

    hashes: dict[str, str]
    digest: str
    classes: dict[str, ClassDefinition]
    individuals: dict[str, frozenset[str]]
    properties: dict[str, Property]
    labels: dict[str, Texts]
    definitions: dict[str, Texts]
    notations: dict[str, tuple[str, ...]]
    synonyms: dict[str, tuple[str, ...]]
    regimes: dict[str, str]
    known_until: dict[str, datetime.date]
    territories: dict[str, tuple[str, ...]]
    subdivisions: dict[str, str]
    instruments: dict[str, Instrument]
    provisions: dict[str, Provision]
    replaced_by: dict[str, tuple[str, ...]]
    norms: dict[str, Norm]
    gaps: dict[str, Gap]
    absent_rules: tuple[AbsentRule, ...]
    audit_notes: tuple[AuditNote, ...]
    precedences: dict[str, Precedence]
    periods: dict[str, ValidityPeriod]
    limits: dict[str, ConclusionLimit]
    open_points: dict[str, OpenPoint]
    designations: dict[str, Designation]
    designated_classes: frozenset[str]
    ownership_rules: dict[str, OwnershipRule]
    collections: dict[str, Collection]
    cumulative_counts: dict[str, CumulativeCount]
    steps: dict[str, Step]
    data_kinds: frozenset[str]
    zones_of_kinds: dict[str, tuple[str, ...]]
    mechanisms: frozenset[str]
    collective: frozenset[str]
    elements: frozenset[str]
    element_sources: dict[str, tuple[str, ...]]
    topics: dict[str, tuple[str, ...]]
    attacks: AttackGraph
    disjoint: frozenset[frozenset[str]]
    asked: frozenset[str]
    presumed: frozenset[str]
    may_also_be: dict[str, frozenset[str]]
    counts_if: dict[str, tuple[str, ...]]
    excluded_by: dict[str, tuple[str, ...]]
    usual: frozenset[str]
    actionable: frozenset[str]
    conflicts: dict[str, ConflictPattern]
    first_issued: dict[str, datetime.date]
    conditions_of_receipt: dict[str, str]
    former_statements: tuple[FormerStatement, ...]
    before_that: dict[str, str]
    areas: dict[str, Area]
    documents: dict[str, Document]
    points: dict[str, Point]
    events: dict[str, str]
    schema: Schema
    gates: dict[str, tuple[Condition, ...]]

    @cached_property
    def unions(self) -> dict[str, frozenset[str]]:
        """For each class that is defined as a union of named classes, their names."""
        return named_unions(self.classes)

    @cached_property
    def presuming(self) -> dict[str, tuple[PropertyShape, ...]]:
        """For each class of node the facts that have a value although nobody said anything of them."""
        return {
            owner: tuple(shape for shape in shapes.values() if shape.presumed is not None or shape.same_as)
            for owner, shapes in self.schema.shapes.items()
        }

    @cached_property
    def included_counts(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """For each class of node the counts that others include, each with one that does."""
        return {
            owner: tuple((prop, whole) for prop, shape in shapes.items() for whole in self.schema.including(shape))
            for owner, shapes in self.schema.shapes.items()
        }

    @cached_property
    def thresholds(self) -> dict[str, tuple[Range, ...]]:
        """The intervals that conditions test on each numeric property, each once."""
        found: dict[str, dict[Range, None]] = {}
        for part in self._parts():
            if isinstance(part, Some) and isinstance(part.filler, Range):
                found.setdefault(part.prop, {})[part.filler] = None
        return {prop: tuple(tests) for prop, tests in found.items()}

    @cached_property
    def named_values(self) -> dict[str, frozenset[str]]:
        """The individuals that the law tells apart, by object property: named in a condition or by a designation."""
        found: dict[str, set[str]] = {}
        for prop, individual in (*self._named_in_conditions(), *self._named_in_designations()):
            found.setdefault(prop, set()).add(individual)
        return {prop: frozenset(values) for prop, values in found.items()}

    def _named_in_conditions(self) -> Iterator[tuple[str, str]]:
        """Yield properties and individuals of which a condition asks whether the one has the other."""
        for part in self._parts():
            if isinstance(part, HasValue) and isinstance(part.value, str):
                yield part.prop, part.value
            if isinstance(part, Some):
                listed = (inner.individuals for inner in walk(part.filler) if isinstance(inner, OneOf))
                yield from ((part.prop, individual) for individuals in listed for individual in individuals)

    def _named_in_designations(self) -> Iterator[tuple[str, str]]:
        """Yield properties and individuals designated as something that a condition asks for."""
        tested = {part.iri for part in self._parts() if isinstance(part, Named)}
        for designation in self.designations.values():
            if designation.designated_as in tested:
                kinds = self.individuals.get(designation.individual, frozenset())
                for prop, kind in self.properties.items():
                    if kind.single and kind.range in kinds:
                        yield prop, designation.individual

    @cached_property
    def norms_of(self) -> dict[str, tuple[str, ...]]:
        """For each regime its norms, each after those that attack it."""
        return _grouped((self.norms[iri].regime, iri) for iri in self.attacks.order)

    @cached_property
    def attacks_on(self) -> dict[str, tuple[Attack, ...]]:
        """For each norm the attacks on it."""
        return dict(self.attacks.attacks)

    @cached_property
    def reads(self) -> dict[str, Reads]:
        """For each norm and gap what its condition reads."""
        conditions = {iri: one.condition for parts in (self.norms, self.gaps) for iri, one in parts.items()}
        return LazyMapping(conditions, lambda condition: reads_of(self, [condition]))

    @cached_property
    def gates_read(self) -> Reads:
        """What the gates of all regimes read."""
        return reads_of(self, [gate for gates in self.gates.values() for gate in gates])

    @cached_property
    def gaps_of(self) -> dict[str, tuple[str, ...]]:
        """For each regime its gaps."""
        return _grouped((gap.regime, iri) for iri, gap in sorted(self.gaps.items()))

    @cached_property
    def individuals_of(self) -> dict[str, tuple[str, ...]]:
        """For each class its individuals."""
        return _grouped((kind, iri) for iri, kinds in sorted(self.individuals.items()) for kind in kinds)

    @cached_property
    def kinds_of(self) -> dict[str, tuple[str, ...]]:
        """For each class itself and the classes below it, of those that have no definition."""
        plain = ((iri, self.classes[iri]) for iri in sorted(self.classes) if self.classes[iri].definition is None)
        return _grouped((above, iri) for iri, one in plain for above in one.ancestors)

    KEPT: ClassVar = (
        *("unions", "thresholds", "named_values", "individuals_of", "kinds_of"),
        *("norms_of", "gaps_of", "attacks_on", "reads", "gates_read"),
    )
    """What is derived from all of it, and kept with it in the cache."""

    def _parts(self) -> Iterator[Condition]:
        return (part for condition in self.conditions() for part in walk(condition))

    @remembered(1024)
    def regimes_of(self, place: str, on: datetime.date) -> tuple[str, ...]:
        """Return the notations of the regimes that are the law of a place on a day; none if that law is not encoded."""
        kinds = {place, *self.designated_as(place, on)}
        return tuple(
            sorted(
                notation
                for notation, iri in self.regimes.items()
                if not kinds.isdisjoint(self.territories.get(iri, ()))
            )
        )

    def designated_as(self, individual: str, on: datetime.date) -> frozenset[str]:
        """Return the classes among which designations valid on a day count an individual."""
        own = self._designations_of.get(individual, ())
        return frozenset(one.designated_as for one in own if one.validity.contains(on))

    @cached_property
    def _designations_of(self) -> dict[str, list[Designation]]:
        found: dict[str, list[Designation]] = {}
        for one in self.designations.values():
            found.setdefault(one.individual, []).append(one)
        return found

    def lies_in(self, term: Value, places: tuple[Value, ...]) -> bool:
        """Return whether a term is no subdivision, or one of a place among ``places``, of which there may be none."""
        place = self.subdivisions.get(term) if isinstance(term, str) else None
        return place is None or not places or place in places

    def days_of_provision(self, provision: str) -> Interval:
        """
        Return the days on which a provision holds.

        They are those of its instrument that it does not except itself, unless another came in its place or it came in
        the place of one in the same instrument: then they are the days of what it states.
        """
        held = self.provisions[provision]
        whole = self.instruments[held.instrument].validity.intersect(held.validity)
        stated = [norm.validity for norm in self.norms.values() if provision in norm.stated_in]
        starts = [one.start for one in stated if one.start]
        ends = [one.end for one in stated if one.end]
        is_new = self._is_new_text(provision) and starts and len(starts) == len(stated)
        has_ended = provision in self.replaced_by and ends and len(ends) == len(stated)
        return whole.intersect(Interval(min(starts) if is_new else None, max(ends) if has_ended else None))

    def _is_new_text(self, provision: str) -> bool:
        instrument = self.provisions[provision].instrument
        return any(
            provision in successors and self.provisions[former].instrument == instrument
            for former, successors in self.replaced_by.items()
        )

    def conditions(self) -> list[Condition]:
        """Return the conditions of all classes, norms and gaps."""
        defined = [definition.definition for definition in self.classes.values() if definition.definition is not None]
        return [
            *defined,
            *(norm.condition for norm in self.norms.values()),
            *(gap.condition for gap in self.gaps.values()),
        ]

    def implied(self, kinds: Iterable[str]) -> frozenset[str]:
        """Return kinds with all classes that they lie in."""
        return frozenset(wider for kind in kinds for wider in self.classes[kind].ancestors)

    def label(self, iri: str, language: str) -> str:
        """Return the label in ``language``, else in English, in any language, or the local name."""
        texts = self.labels.get(iri, {})
        return texts.get(language) or texts.get("en") or next(iter(texts.values()), local(iri))

    @remembered(1 << 14)
    def citation(self, iri: str, language: str) -> str:
        """Return a provision as a lawyer cites it: short title and number."""
        return self.citations([(iri, "")], language)

    def citations(self, provisions: Iterable[tuple[str, str]], language: str, within: str | None = None) -> str:
        """
        Return provisions, each with a remark or none, as a lawyer cites them: each short title once, with its numbers.

        The title of the instrument ``within`` which they are cited is left out.
        """
        numbers: dict[str, list[str]] = {}
        for iri, remark in provisions:
            provision = self.provisions[iri]
            number = text(provision.labels, language)
            numbers.setdefault(provision.instrument, []).append(f"{number} [{remark}]" if remark else number)
        titled = [
            ("" if instrument == within else text(self.instruments[instrument].short_titles, language), found)
            for instrument, found in numbers.items()
        ]
        if language == "zh":
            return "；".join((f"《{title}》" if title else "") + "、".join(found) for title, found in titled)
        return "; ".join(", ".join([title, *found] if title else found) for title, found in titled)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def text(texts: Mapping[str, str], language: str) -> str:
    """Return the text in ``language``, else in English, else in any language, else nothing."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


def named_unions(classes: Mapping[str, ClassDefinition]) -> dict[str, frozenset[str]]:
    """Return, for each class that is defined as a union of named classes, their names."""
    return {
        iri: frozenset(part.iri for part in definition.definition.parts if isinstance(part, Named))
        for iri, definition in classes.items()
        if isinstance(definition.definition, Or)
        and all(isinstance(part, Named) for part in definition.definition.parts)
    }
