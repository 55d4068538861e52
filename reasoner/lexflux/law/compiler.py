"""From the files of the ontology to a law book, refusing what is broken, undefined or outside the profile."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from lexflux.errors import KnowledgeError, did_you_mean
from lexflux.law.conditions import OUTSIDE_NAMES, And, Condition, ConditionReader, HasValue, Named, Or, Some, walk
from lexflux.law.graphs import Texts, View
from lexflux.law.lawbook import ClassDefinition, LawBook, Property, named_unions
from lexflux.law.norms import (
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
from lexflux.law.ontology import load_ontology
from lexflux.law.precedence import attack_graph
from lexflux.law.schema import read_schema
from lexflux.law.unions import with_members
from lexflux.terms import DCT, ELI, LABEL, LF, ONTOLOGY, OWL, PROV, RDFS, SKOS, TYPE, XSD, compact, local

DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")


def compile_law_book(ontology: Path, shapes: Path, hashes: dict[str, str], digest: str) -> LawBook:
    """
    Compile the law book.

    Parameters
    ----------
    ontology, shapes
        The folders.
    hashes, digest
        SHA-256 of the files by path, and of all of them together, for receipts.

    Raises
    ------
    KnowledgeError
        If a file is broken, a condition is outside the profile, a term is undefined or precedences form a cycle.
    """
    return _Compiler(load_ontology(ontology), shapes).compile(hashes, digest)


class _Compiler:
    def __init__(self, store: ox.Store, shapes: Path) -> None:
        self.view = View(store)
        self.reader = ConditionReader(store)
        self.shapes = shapes

    def compile(self, hashes: dict[str, str], digest: str) -> LawBook:
        classes = self._classes()
        properties = self._properties()
        instruments = {node.value: self._instrument(node) for node in self.view.subjects(LF + "Instrument")}
        provisions = {node.value: self._provision(node) for node in self.view.subjects(LF + "Provision")}
        norms = {node.value: self._norm(node, provisions, instruments) for node in self.view.subjects(LF + "Norm")}
        gaps = {node.value: self._gap(node, provisions, instruments) for node in self.view.subjects(LF + "Gap")}
        precedences = {node.value: self._precedence(node, norms) for node in self.view.subjects(LF + "Precedence")}
        ranges = {
            node.value: found
            for node in self.view.subjects(OWL + "ObjectProperty")
            if (found := self.view.iri(node, RDFS + "range"))
        }
        book = LawBook(
            hashes=hashes,
            digest=digest,
            classes=classes,
            individuals=self._individuals(classes),
            properties=properties,
            labels=self._all_texts(LABEL),
            definitions=self._all_texts(SKOS + "definition"),
            notations=self._notations(),
            regimes={
                self.view.literal(node, SKOS + "notation") or local(node.value): node.value
                for node in self.view.subjects(LF + "Regime")
            },
            territories={node.value: self._territory(node) for node in self.view.subjects(LF + "Regime")},
            instruments=instruments,
            provisions=provisions,
            norms=norms,
            gaps=gaps,
            precedences=precedences,
            periods={
                node.value: self._period(node, provisions, instruments)
                for node in self.view.subjects(LF + "ValidityPeriod")
            },
            open_points={
                node.value: self._open_point(node, properties) for node in self.view.subjects(LF + "OpenPoint")
            },
            designations=with_members(
                self.view,
                {node.value: self._designation(node, provisions) for node in self.view.subjects(LF + "Designation")},
                classes,
            ),
            ownership_rules={
                rule.derives: rule
                for node in self.view.subjects(LF + "OwnershipRule")
                if (rule := self._ownership_rule(node, provisions))
            },
            data_kinds=frozenset(node.value for node in self.view.subjects(LF + "DataKind")),
            elements=frozenset(node.value for node in self.view.subjects(LF + "Element")),
            element_sources={
                node.value: self.view.iris(node, LF + "statedIn")
                for node in self.view.subjects(OWL + "Class")
                if self.view.iri(node, LF + "statedIn")
            },
            topics=self._topics(),
            attacks=attack_graph(norms, precedences.values(), named_unions(classes)),
            disjoint=frozenset(
                frozenset((node.value, other))
                for node in self.view.subjects(OWL + "Class")
                for other in self.view.iris(node, OWL + "disjointWith")
            ),
            schema=read_schema(self.shapes, ranges),
        )
        self._check_references(book)
        return book

    def _territory(self, regime: ox.NamedNode) -> tuple[str, ...]:
        places = self.view.iris(regime, LF + "lawOf")
        return (
            *places,
            *(members for place in places for members in self.view.iris(ox.NamedNode(place), LF + "membersAre")),
        )

    def _topics(self) -> dict[str, tuple[str, ...]]:
        found = {quad.subject for quad in self.view.store.quads_for_pattern(None, ox.NamedNode(LF + "topic"), None)}
        return {node.value: self.view.iris(node, LF + "topic") for node in found if isinstance(node, ox.NamedNode)}

    def _classes(self) -> dict[str, ClassDefinition]:
        nodes = list(self.view.subjects(OWL + "Class"))
        parents = {node.value: set(self.view.iris(node, RDFS + "subClassOf")) for node in nodes}
        definitions: dict[str, Condition | None] = {}
        for node in nodes:
            found = self.view.objects(node, OWL + "equivalentClass")
            definitions[node.value] = self.reader.read(found[0], node.value) if found else None
        for iri, definition in definitions.items():
            match definition:
                case And(parts):
                    parents[iri].update(part.iri for part in parts if isinstance(part, Named))
                case Named(other):
                    parents[iri].add(other)
                case Or(parts):
                    for part in parts:
                        if isinstance(part, Named) and part.iri in parents:
                            parents[part.iri].add(iri)
                case _:
                    pass
        self._refuse_circles(definitions)
        return {iri: ClassDefinition(definitions[iri], frozenset(_closure(iri, parents))) for iri in parents}

    def _refuse_circles(self, definitions: dict[str, Condition | None]) -> None:
        finished: set[str] = set()

        def visit(iri: str, path: tuple[str, ...]) -> None:
            if iri in path:
                circle = " > ".join(compact(step) for step in (*path[path.index(iri) :], iri))
                raise KnowledgeError(f"Class defined by itself: {circle}.", f"类的定义循环：{circle}。")
            definition = definitions.get(iri)
            if iri not in finished and definition is not None:
                for part in walk(definition):
                    if isinstance(part, Named):
                        visit(part.iri, (*path, iri))
            finished.add(iri)

        for iri in definitions:
            visit(iri, ())

    def _properties(self) -> dict[str, Property]:
        found = {}
        for kind in ("ObjectProperty", "DatatypeProperty"):
            for node in self.view.subjects(OWL + kind):
                types = self.view.iris(node, TYPE)
                target = next(iter(self.view.objects(node, RDFS + "range")), None)
                found[node.value] = Property(
                    single=OWL + "FunctionalProperty" in types,
                    datatype=target.value.removeprefix(XSD)
                    if isinstance(target, ox.NamedNode) and kind == "DatatypeProperty"
                    else None,
                    range=target.value if isinstance(target, ox.NamedNode) and kind == "ObjectProperty" else None,
                    values=self._enumeration(target),
                )
        return found

    def _enumeration(self, target: ox.NamedNode | ox.BlankNode | ox.Literal | None) -> tuple[str, ...] | None:
        if isinstance(target, ox.NamedNode):
            equivalents = self.view.objects(target, OWL + "equivalentClass")
            target = equivalents[0] if equivalents else None
        if isinstance(target, ox.BlankNode):
            heads = self.view.objects(target, OWL + "oneOf")
            if heads:
                return tuple(term.value for term in self.view.members(heads[0]) if isinstance(term, ox.NamedNode))
        return None

    def _individuals(self, classes: dict[str, ClassDefinition]) -> dict[str, frozenset[str]]:
        found = {}
        for node in self.view.subjects(OWL + "NamedIndividual"):
            types = self.view.iris(node, TYPE)
            closed = {ancestor for kind in types if kind in classes for ancestor in classes[kind].ancestors}
            found[node.value] = frozenset(closed)
        return found

    def _all_texts(self, predicate: str) -> dict[str, Texts]:
        found: dict[str, Texts] = {}
        for quad in self.view.store.quads_for_pattern(None, ox.NamedNode(predicate), None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                language = (quad.object.language or "").split("-")[0]
                found.setdefault(quad.subject.value, {})[language] = quad.object.value
        return found

    def _notations(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for quad in self.view.store.quads_for_pattern(None, ox.NamedNode(SKOS + "notation"), None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                found.setdefault(quad.subject.value, []).append(quad.object.value)
        return {iri: tuple(sorted(notations)) for iri, notations in found.items()}

    def _date(self, node: ox.NamedNode, predicate: str) -> datetime.date | None:
        value = self.view.literal(node, predicate)
        return None if value is None else _last_day(value)

    def _instrument(self, node: ox.NamedNode) -> Instrument:
        start = self._date(node, ELI + "first_date_entry_in_force") or self._date(node, ELI + "date_document")
        sources = [ox.NamedNode(source) for source in self.view.iris(node, PROV + "wasDerivedFrom")]
        return Instrument(
            iri=node.value,
            identifier=self.view.literal(node, DCT + "identifier") or local(node.value),
            titles=self.view.texts(node),
            short_titles=self.view.texts(node, LF + "shortTitle"),
            regime=self.view.iri(node, LF + "regime") or "",
            rank=self.view.iri(node, LF + "rank") or "",
            validity=Interval(start, self._date(node, ELI + "date_no_longer_in_force")),
            dates_confidence=self.view.iri(node, LF + "dateConfidence"),
            urls=tuple(url for source in sources for url in self.view.iris(source, DCT + "source")),
        )

    def _provision(self, node: ox.NamedNode) -> Provision:
        sources = self.view.iris(node, PROV + "wasDerivedFrom")
        return Provision(
            iri=node.value,
            identifier=self.view.literal(node, DCT + "identifier") or local(node.value),
            labels=self.view.texts(node),
            gists=self.view.texts(node, LF + "gist"),
            notes=self.view.texts(node, LF + "sourceNote"),
            instrument=self.view.iri(node, ELI + "is_part_of") or "",
            kinds=self.view.iris(node, LF + "provisionKind"),
            confidence=self.view.iri(node, LF + "confidence") or LF + "Unverified",
            sources=sources,
            urls=tuple(url for source in sources for url in self.view.iris(ox.NamedNode(source), DCT + "source")),
        )

    def _stated_in(self, node: ox.NamedNode, provisions: dict[str, Provision]) -> tuple[str, ...]:
        stated = self.view.iris(node, LF + "statedIn")
        unknown = [iri for iri in stated if iri not in provisions]
        if unknown or not stated:
            missing = ", ".join(map(compact, unknown)) or "-"
            raise KnowledgeError(
                f"<{node.value}> must be stated in a known provision; found: {missing}.",
                f"<{node.value}> 须依据已知条款；现为：{missing}。",
            )
        return stated

    def _validity(
        self,
        node: ox.NamedNode,
        stated: tuple[str, ...],
        provisions: dict[str, Provision],
        instruments: dict[str, Instrument],
    ) -> Interval:
        validity = Interval(self._date(node, LF + "appliesFrom"), self._date(node, LF + "appliesUntil"))
        for iri in stated:
            validity = validity.intersect(instruments[provisions[iri].instrument].validity)
        return validity

    def _condition(self, node: ox.NamedNode) -> Condition:
        found = self.view.objects(node, OWL + "equivalentClass")
        if len(found) != 1:
            raise KnowledgeError(
                f"<{node.value}> needs exactly one owl:equivalentClass, its condition; it has {len(found)}.",
                f"<{node.value}> 须恰有一个 owl:equivalentClass 作为条件；现有 {len(found)} 个。",
            )
        return self.reader.read(found[0], node.value)

    def _regime(
        self, stated: tuple[str, ...], provisions: dict[str, Provision], instruments: dict[str, Instrument]
    ) -> str:
        return instruments[provisions[stated[0]].instrument].regime

    def _norm(self, node: ox.NamedNode, provisions: dict[str, Provision], instruments: dict[str, Instrument]) -> Norm:
        stated = self._stated_in(node, provisions)
        view = self.view
        return Norm(
            iri=node.value,
            labels=view.texts(node),
            regime=self._regime(stated, provisions, instruments),
            condition=self._condition(node),
            modality=view.iri(node, LF + "modality") or "",
            stated_in=stated,
            validity=self._validity(node, stated, provisions, instruments),
            file=self._file(node),
            requires=view.iri(node, LF + "requires"),
            due=view.iri(node, LF + "due"),
            exempts_from=frozenset(view.iris(node, LF + "exemptsFrom")),
            permits=view.iri(node, LF + "permits"),
            in_place_of=view.iri(node, LF + "inPlaceOf"),
            lifted_by=view.iri(node, LF + "liftedBy"),
            time_limit=view.literal(node, LF + "timeLimit"),
            counted_in=view.iri(node, LF + "countedIn"),
            notes=view.texts(node, LF + "sourceNote"),
        )

    def _file(self, node: ox.NamedNode) -> str:
        """Return the file that defines a term: the IRI of an ontology is its path under the ontology folder."""
        ontology = self.view.iri(node, RDFS + "isDefinedBy") or ""
        return f"ontology/{ontology.removeprefix(ONTOLOGY)}.ttl"

    def _gap(self, node: ox.NamedNode, provisions: dict[str, Provision], instruments: dict[str, Instrument]) -> Gap:
        stated = self._stated_in(node, provisions)
        return Gap(
            iri=node.value,
            labels=self.view.texts(node),
            reasons=self.view.texts(node, LF + "reason"),
            regime=self._regime(stated, provisions, instruments),
            condition=self._condition(node),
            stated_in=stated,
            validity=self._validity(node, stated, provisions, instruments),
        )

    def _precedence(self, node: ox.NamedNode, norms: dict[str, Norm]) -> Precedence:
        sides = {side: self.view.iris(node, LF + side) for side in ("prevailing", "yielding")}
        for side, named in sides.items():
            for iri in named:
                if iri not in norms:
                    hint = did_you_mean(compact(iri), map(compact, norms))
                    raise KnowledgeError(
                        f"<{node.value}> names <{iri}> as {side}, which is no norm.{hint[0]}",
                        f"<{node.value}> 的 {side} 指向非规范 <{iri}>。{hint[1]}",
                    )
        return Precedence(
            iri=node.value,
            labels=self.view.texts(node),
            prevailing=frozenset(sides["prevailing"]),
            yielding=frozenset(sides["yielding"]),
            principle=self.view.iri(node, LF + "principle") or "",
            stated_in=self.view.iris(node, LF + "statedIn"),
        )

    def _period(
        self, node: ox.NamedNode, provisions: dict[str, Provision], instruments: dict[str, Instrument]
    ) -> ValidityPeriod:
        stated = self._stated_in(node, provisions)
        length = DURATION.fullmatch(self.view.literal(node, LF + "period") or "")
        if length is None:
            raise KnowledgeError(
                f"<{node.value}> needs lf:period as years, months and days, such as P3Y.",
                f"<{node.value}> 的 lf:period 须为年月日期间，如 P3Y。",
            )
        years, months, days = (int(part or 0) for part in length.groups())
        return ValidityPeriod(
            iri=node.value,
            safeguard=self.view.iri(node, LF + "limitsSafeguard") or "",
            years=years,
            months=months,
            days=days,
            stated_in=stated,
            validity=self._validity(node, stated, provisions, instruments),
        )

    def _open_point(self, node: ox.NamedNode, properties: dict[str, Property]) -> OpenPoint:
        return OpenPoint(
            iri=node.value,
            labels=self.view.texts(node),
            questions=self.view.texts(node, LF + "question"),
            readings=properties[node.value].values or (),
            stated_in=self.view.iris(node, LF + "statedIn"),
        )

    def _designation(self, node: ox.NamedNode, provisions: dict[str, Provision]) -> Designation:
        return Designation(
            iri=node.value,
            labels=self.view.texts(node),
            individual=self.view.iri(node, LF + "designates") or "",
            designated_as=self.view.iri(node, LF + "designatedAs") or "",
            stated_in=self._stated_in(node, provisions),
            confidence=self.view.iri(node, LF + "confidence") or LF + "Unverified",
            validity=Interval(self._date(node, LF + "appliesFrom"), self._date(node, LF + "appliesUntil")),
        )

    def _ownership_rule(self, node: ox.NamedNode, provisions: dict[str, Provision]) -> OwnershipRule:
        return OwnershipRule(
            iri=node.value,
            derives=self.view.iri(node, LF + "derives") or "",
            of_owners=self.view.iri(node, LF + "ofOwners") or "",
            minimum_share=int(self.view.literal(node, LF + "minimumShare") or 100),
            stated_in=self._stated_in(node, provisions),
        )

    def _check_references(self, book: LawBook) -> None:
        owners = [
            *(
                (iri, definition.definition)
                for iri, definition in book.classes.items()
                if definition.definition is not None
            ),
            *((norm.iri, norm.condition) for norm in book.norms.values()),
            *((gap.iri, gap.condition) for gap in book.gaps.values()),
        ]
        for owner, condition in owners:
            for part in walk(condition):
                match part:
                    case Named(iri) if iri not in book.classes and iri not in OUTSIDE_NAMES:
                        raise _undefined(owner, iri, book.classes)
                    case Some(prop, _) | HasValue(prop, _) if prop not in book.properties:
                        raise _undefined(owner, prop, book.properties)
                    case HasValue(_, value) if (
                        isinstance(value, str) and value.startswith(LF) and value not in book.individuals
                    ):
                        raise _undefined(owner, value, book.individuals)
                    case _:
                        pass


def _undefined(owner: str, iri: str, known: Iterable[str]) -> KnowledgeError:
    hint = did_you_mean(compact(iri), map(compact, known))
    return KnowledgeError(
        f"<{owner}> uses <{iri}>, which nothing defines.{hint[0]}", f"<{owner}> 使用了未定义的 <{iri}>。{hint[1]}"
    )


def _closure(iri: str, parents: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    stack = [iri]
    while stack:
        current = stack.pop()
        if current not in found:
            found.add(current)
            stack.extend(parents.get(current, ()))
    return found


def _last_day(value: str) -> datetime.date:
    """Return the day of an ``xsd:date``, or the last day of an ``xsd:gYearMonth`` or ``xsd:gYear``."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 3:
        return datetime.date(*parts)
    year, month = (parts[0], parts[1]) if len(parts) == 2 else (parts[0], 12)
    after = datetime.date(year + month // 12, month % 12 + 1, 1)
    return after - datetime.timedelta(days=1)
