"""What provisions state: norms, gaps, precedences, limits of safeguards, open points, designations, ownership rules."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pyoxigraph as ox

from lexflux.errors import KnowledgeError, did_you_mean
from lexflux.law.conditions import Condition, ConditionReader
from lexflux.law.graphs import View
from lexflux.law.lawbook import Property
from lexflux.law.legislation import Legislation, read_interval
from lexflux.law.norms import (
    AbsentRule,
    AuditNote,
    Collection,
    ConclusionLimit,
    Designation,
    Gap,
    Interval,
    Length,
    LimitKind,
    Modality,
    Norm,
    OpenPoint,
    OwnershipRule,
    Precedence,
    ValidityPeriod,
    read_length,
)
from lexflux.terms import LF, ONTOLOGY, OWL, RDFS, compact

BINDING = frozenset({Modality.OBLIGATION, Modality.PROHIBITION})
"""What norms do that bind somebody."""


class RuleReader:
    """
    Reads what is stated in provisions; each method returns one kind by IRI.

    A `KnowledgeError` says what is stated nowhere, has no condition, or lacks what its kind needs.
    """

    def __init__(self, view: View, legislation: Legislation) -> None:
        self.view = view
        self.legislation = legislation
        self.conditions = ConditionReader(view.store)

    def norms(self) -> dict[str, Norm]:
        """Return the norms."""
        return {node.value: self._norm(node) for node in self.view.subjects(LF + "Norm")}

    def gaps(self) -> dict[str, Gap]:
        """Return the gaps."""
        return {node.value: self._gap(node) for node in self.view.subjects(LF + "Gap")}

    def absent_rules(self) -> tuple[AbsentRule, ...]:
        """Return on which topics the law of a regime was searched and nothing found."""
        return tuple(map(self._absent_rule, self.view.subjects(LF + "AbsentRule")))

    def audit_notes(self) -> tuple[AuditNote, ...]:
        """Return the explanations of what an audit finds."""
        return tuple(
            AuditNote(
                about=frozenset(self.view.iris(node, LF + "noteOn")),
                kind=self.view.literal(node, LF + "findingKind") or "",
                reasons=self.view.texts(node, LF + "reason"),
                condition=self._condition(node) if self.view.objects(node, OWL + "equivalentClass") else None,
            )
            for node in self.view.subjects(LF + "AuditNote")
        )

    def precedences(self, norms: Mapping[str, Norm]) -> dict[str, Precedence]:
        """Return the precedences, which name only ``norms``."""
        return {node.value: self._precedence(node, norms) for node in self.view.subjects(LF + "Precedence")}

    def periods(self) -> dict[str, ValidityPeriod]:
        """Return the validity periods of safeguards."""
        return {node.value: self._period(node) for node in self.view.subjects(LF + "ValidityPeriod")}

    def limits(self) -> dict[str, ConclusionLimit]:
        """Return the days from which safeguards are concluded too late."""
        return {node.value: self._limit(node) for node in self.view.subjects(LF + "ConclusionLimit")}

    def open_points(self, properties: Mapping[str, Property]) -> dict[str, OpenPoint]:
        """Return the open points, each a property whose enumerated values are the readings."""
        nodes = self.view.subjects(LF + "OpenPoint")
        return {node.value: self._open_point(node, properties[node.value].values or ()) for node in nodes}

    def designations(self) -> dict[str, Designation]:
        """Return the designations."""
        return {node.value: self._designation(node) for node in self.view.subjects(LF + "Designation")}

    def ownership_rules(self) -> dict[str, OwnershipRule]:
        """Return the ownership rules by the class that they derive."""
        rules = map(self._ownership_rule, self.view.subjects(LF + "OwnershipRule"))
        return {rule.derives: rule for rule in rules}

    def collections(self) -> dict[str, Collection]:
        """Return the collections over which counts are added up, by class."""
        return {node.value: self._collection(node) for node in self.view.subjects(LF + "Collection")}

    def _absent_rule(self, node: ox.NamedNode) -> AbsentRule:
        regime, topic, confidence = (self.view.iri(node, LF + name) or "" for name in ("regime", "topic", "confidence"))
        return AbsentRule(regime, topic, self.view.texts(node), confidence)

    def _norm(self, node: ox.NamedNode) -> Norm:
        view, stated = self.view, self._stated_in(node)
        return Norm(
            iri=node.value,
            labels=view.texts(node),
            regime=self.legislation.regime(stated),
            condition=self._condition(node),
            modality=view.iri(node, LF + "modality") or "",
            stated_in=stated,
            validity=self._validity(node, stated),
            file=self._file(node),
            requires=view.iri(node, LF + "requires"),
            due=view.iri(node, LF + "due"),
            exempts_from=frozenset(view.iris(node, LF + "exemptsFrom")),
            permits=view.iri(node, LF + "permits"),
            in_place_of=view.iri(node, LF + "inPlaceOf"),
            without_prejudice=view.literal(node, LF + "isWithoutPrejudice") == "true",
            lifted_by=view.iri(node, LF + "liftedBy"),
            time_limit=view.literal(node, LF + "timeLimit"),
            counted_in=view.iri(node, LF + "countedIn"),
            limit_kind=view.iri(node, LF + "limitKind") or LimitKind.AT_THE_LATEST,
            counted_from=view.texts(node, LF + "countedFrom"),
            counted_from_day=view.iri(node, LF + "countedFromDay"),
            length=self._length(node, "timeLimit") if view.iri(node, LF + "countedFromDay") else None,
            yearly_by=view.literal(node, LF + "yearlyBy"),
            notes=view.texts(node, LF + "sourceNote"),
            bearers=self._bearers(node, stated),
        )

    def _bearers(self, node: ox.NamedNode, stated: tuple[str, ...]) -> tuple[str, ...]:
        """Return whom a duty or ban binds: what it says itself, else what its instrument says."""
        if self.view.iri(node, LF + "modality") not in BINDING:
            return ()
        return self.view.iris(node, LF + "bearer") or self.legislation.bearers(stated)

    def _gap(self, node: ox.NamedNode) -> Gap:
        stated = self._stated_in(node)
        return Gap(
            iri=node.value,
            labels=self.view.texts(node),
            reasons=self.view.texts(node, LF + "reason"),
            regime=self.legislation.regime(stated),
            condition=self._condition(node),
            stated_in=stated,
            validity=self._validity(node, stated),
            may_hold_back=self.view.literal(node, LF + "mayHoldBack") != "false",
        )

    def _precedence(self, node: ox.NamedNode, norms: Mapping[str, Norm]) -> Precedence:
        return Precedence(
            iri=node.value,
            labels=self.view.texts(node),
            prevailing=self._side(node, "prevailing", norms),
            yielding=self._side(node, "yielding", norms),
            principle=self.view.iri(node, LF + "principle") or "",
            stated_in=self.view.iris(node, LF + "statedIn"),
        )

    def _side(self, node: ox.NamedNode, side: str, norms: Mapping[str, Norm]) -> frozenset[str]:
        named = self.view.iris(node, LF + side)
        for iri in named:
            if iri not in norms:
                hint = did_you_mean(compact(iri), map(compact, norms))
                raise KnowledgeError("precedence of no norm", iri=node.value, named=iri, side=side, hint=hint)
        return frozenset(named)

    def _period(self, node: ox.NamedNode) -> ValidityPeriod:
        stated = self._stated_in(node)
        length = self._length(node, "period")
        if length is None:
            raise KnowledgeError("period without length", iri=node.value)
        return ValidityPeriod(
            iri=node.value,
            safeguard=self.view.iri(node, LF + "limitsSafeguard") or "",
            length=length,
            stated_in=stated,
            validity=self._validity(node, stated),
            extension=self._length(node, "extension"),
        )

    def _length(self, node: ox.NamedNode, prop: str) -> Length | None:
        return read_length(self.view.literal(node, LF + prop), node.value)

    def _limit(self, node: ox.NamedNode) -> ConclusionLimit:
        stated = self._stated_in(node)
        day = self.view.literal(node, LF + "concludedBefore")
        if day is None:
            raise KnowledgeError("limit without day", iri=node.value)
        return ConclusionLimit(
            iri=node.value,
            safeguard=self.view.iri(node, LF + "limitsSafeguard") or "",
            before=datetime.date.fromisoformat(day),
            regime=self.legislation.regime(stated),
            stated_in=stated,
            validity=self._validity(node, stated),
        )

    def _open_point(self, node: ox.NamedNode, readings: tuple[str, ...]) -> OpenPoint:
        return OpenPoint(
            iri=node.value,
            labels=self.view.texts(node),
            questions=self.view.texts(node, LF + "question"),
            readings=readings,
            stated_in=self.view.iris(node, LF + "statedIn"),
        )

    def _designation(self, node: ox.NamedNode) -> Designation:
        """Read a designation; it has its own time, whatever becomes of the instrument that states it."""
        return Designation(
            iri=node.value,
            labels=self.view.texts(node),
            individual=self.view.iri(node, LF + "designates") or "",
            designated_as=self.view.iri(node, LF + "designatedAs") or "",
            stated_in=self._stated_in(node),
            confidence=self.view.iri(node, LF + "confidence") or LF + "Unverified",
            validity=read_interval(self.view, node),
        )

    def _ownership_rule(self, node: ox.NamedNode) -> OwnershipRule:
        """Read an ownership rule; one that states no minimum share asks for the whole."""
        return OwnershipRule(
            iri=node.value,
            derives=self.view.iri(node, LF + "derives") or "",
            of_owners=self.view.iri(node, LF + "ofOwners") or "",
            minimum_share=int(self.view.literal(node, LF + "minimumShare") or 100),
            stated_in=self._stated_in(node),
        )

    def _collection(self, node: ox.NamedNode) -> Collection:
        of, adds_up = self.view.iris(node, LF + "collects"), self.view.iris(node, LF + "addsUp")
        return Collection(node.value, of, adds_up, self._stated_in(node))

    def _stated_in(self, node: ox.NamedNode) -> tuple[str, ...]:
        return self.legislation.stated_in(self.view, node)

    def _validity(self, node: ox.NamedNode, stated: tuple[str, ...]) -> Interval:
        return self.legislation.within_force(read_interval(self.view, node), stated)

    def _condition(self, node: ox.NamedNode) -> Condition:
        found = self.view.objects(node, OWL + "equivalentClass")
        if len(found) != 1:
            raise KnowledgeError("not one condition", iri=node.value, count=len(found))
        return self.conditions.read(found[0], node.value)

    def _file(self, node: ox.NamedNode) -> str:
        """Return the file that defines a term: the IRI of an ontology is its path under the ontology folder."""
        ontology = self.view.iri(node, RDFS + "isDefinedBy") or ""
        return f"ontology/{ontology.removeprefix(ONTOLOGY)}.ttl"
