"""A decision as an RDF graph in the terms of PROV-O and the Lexflux core, so that SPARQL explains it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import PROV, RDF, RDFS, XSD

from lexflux.decision.evaluation import Truth
from lexflux.decision.given import find_given, find_unaccepted
from lexflux.decision.outcome import Decision, NormFinding
from lexflux.decision.presumptions import find_presumptions
from lexflux.decision.receipt import digest, make_receipt
from lexflux.decision.statuses import NormStatus
from lexflux.explain.reasons import Reason, why
from lexflux.facts.transfer import bounds
from lexflux.law.conditions import Range, Value
from lexflux.resources import prefixes
from lexflux.terms import COUNT_RANGE, DCT, LF, local

if TYPE_CHECKING:
    from collections.abc import Iterator

ELEMENT_LINK = {Truth.TRUE: "satisfiedElement", Truth.FALSE: "failedElement", Truth.UNKNOWN: "openElement"}


def decision_graph(decision: Decision) -> Graph:
    """
    Return the decision as a graph.

    The decision (``lf:Decision``, ``prov:Entity``) links to one ``lf:NormApplication`` (``prov:Activity``) for each
    norm that was in force, with its status, its elements, the nodes it used and what defeated it; to the requirements,
    missing facts, presumptions, safeguards that do not count, gaps, clashes and open points; and to the transfer, which
    stands in the same graph with its facts and with ``?transfer a ?norm`` for each norm that is triggered. All IRIs
    derive from the receipt, so equal decisions give equal graphs.
    """
    return _GraphWriter(decision).write()


class _GraphWriter:
    """A graph in the making, with the IRIs of the decision and its transfer from which all others derive."""

    def __init__(self, decision: Decision) -> None:
        receipt = make_receipt(decision)
        self.decision = decision
        self.node = URIRef(f"urn:lexflux:decision:{digest(receipt)[:16]}")
        self.transfer = f"urn:lexflux:transfer:{digest(receipt['facts'])[:16]}"
        self.graph = Graph()
        for prefix, namespace in prefixes().items():
            self.graph.bind(prefix, namespace)

    def add(self, subject: URIRef, term: str, value: str | None) -> None:
        """Add a triple with a Lexflux property, or none without a value; a plain string is an IRI."""
        if value is not None:
            node = value if isinstance(value, URIRef | Literal) else URIRef(value)
            self.graph.add((subject, URIRef(term if ":" in term else LF + term), node))

    def write(self) -> Graph:
        decision = self.decision
        self._facts()
        self.graph.add((self.node, RDF.type, URIRef(LF + "Decision")))
        self.graph.add((self.node, RDF.type, PROV.Entity))
        self.graph.add((self.node, PROV.wasDerivedFrom, self._iri("transfer")))
        self.add(self.node, "decides", self._iri("transfer"))
        self.add(self.node, "underRegime", decision.regime)
        self.add(self.node, "asOf", Literal(decision.on))
        self.add(self.node, "verdict", decision.verdict)
        for verdict in decision.possible:
            self.add(self.node, "possibleVerdict", verdict)
        for iri, finding in sorted(decision.findings.items()):
            self._application(iri, finding)
        self._requirements()
        self._missing()
        self._presumptions()
        self._given()
        self._not_counting()
        for gap, _ in decision.gaps:
            self.add(self.node, "touchesGap", gap.iri)
        for number, clash in enumerate(decision.clashes, 1):
            node = self._part("clash", number)
            self.add(self.node, "hasClash", node)
            self.add(node, "between", clash.one)
            self.add(node, "between", clash.other)
        for point in decision.open_points:
            self.add(self.node, "turnsOn", point.point)
        return self.graph

    def _part(self, kind: str, name: object) -> URIRef:
        return URIRef(f"{self.node}/{kind}/{name}")

    def _stated_behind(self, path: str) -> Iterator[str]:
        """Yield the nodes of the description that a node is or, if it is data taken together, of which it consists."""
        node = self.decision.facts.nodes.get(path)
        behind = (node.parts if node else ()) or (path,)
        yield from (one for one in behind if one in self.decision.stated.nodes)

    def _iri(self, path: str) -> URIRef:
        return URIRef(self.transfer if path == "transfer" else f"{self.transfer}/{path}")

    def _facts(self) -> None:
        for path, node in self.decision.stated.nodes.items():
            subject = self._iri(path)
            self.graph.add((subject, RDF.type, URIRef(node.owner)))
            for kind in node.kinds:
                self.graph.add((subject, RDF.type, URIRef(kind)))
            if node.label:
                self.graph.add((subject, RDFS.label, Literal(node.label)))
            for prop, values in node.values.items():
                for value in values:
                    self.add(subject, prop, self._value(value))
            for prop, found in node.ranges.items():
                self._range(subject, prop, found)
            for prop in node.unknown:
                self.add(subject, "statedUnknown", prop)
            for prop in node.not_applicable:
                self.add(subject, "notApplicable", prop)
            for prop in node.complete:
                self.add(subject, "statedComplete", prop)

    def _range(self, subject: URIRef, prop: str, found: Range) -> None:
        node = URIRef(f"{subject}/{local(prop)}")
        self.add(subject, prop, node)
        self.graph.add((node, RDF.type, URIRef(COUNT_RANGE)))
        for name, bound in bounds(found).items():
            self.add(node, name, Literal(bound))

    def _value(self, value: Value) -> URIRef | Literal:
        if isinstance(value, str):
            return self._iri(value) if value in self.decision.stated.nodes else URIRef(value)
        return Literal(value, datatype=XSD.date) if isinstance(value, datetime.date) else Literal(value)

    def _application(self, iri: str, finding: NormFinding) -> None:
        evaluation = self.decision.evaluation
        node = self._application_node(iri)
        self.graph.add((node, RDF.type, URIRef(LF + "NormApplication")))
        self.graph.add((node, RDF.type, PROV.Activity))
        self.add(self.node, "application", node)
        self.add(node, "appliesNorm", iri)
        self.add(node, "normStatus", finding.status)
        if finding.status == NormStatus.NOT_TRIGGERED:
            return
        self.graph.add((self.node, PROV.wasGeneratedBy, node))
        for provision in finding.norm.stated_in:
            self.graph.add((node, PROV.used, URIRef(provision)))
        if evaluation.truth(finding.triggered) is Truth.TRUE:
            self.graph.add((self._iri("transfer"), RDF.type, URIRef(iri)))
        for reason in elements(why(evaluation, finding.norm.condition)):
            self.add(node, ELEMENT_LINK[reason.truth], reason.iri)
            for designation in reason.designated():
                self.graph.add((node, PROV.used, URIRef(evaluation.book.designations[designation].iri)))
            for fact in reason.facts():
                for path in self._stated_behind(fact.path):
                    self.graph.add((node, PROV.used, self._iri(path)))
        for attack in finding.attacks:
            self.add(node, "defeatedBy", self._application_node(attack.prevailing))
            self.add(node, "underPrecedence", attack.precedence)

    def _application_node(self, iri: str) -> URIRef:
        return self._part(
            "application", iri.removeprefix(self.decision.regime.rsplit("/", 1)[0] + "/").removeprefix(LF)
        )

    def _requirements(self) -> None:
        for number, requirement in enumerate(self.decision.requirements, 1):
            node = self._part("requirement", number)
            self.graph.add((node, RDF.type, URIRef(LF + "Requirement")))
            self.add(self.node, "requirement", node)
            self.add(node, "requiredSafeguard", requirement.safeguard)
            self.add(node, "need", requirement.need)
            self.add(node, "inPlaceStatus", requirement.in_place)
            self.add(node, "requirementStatus", requirement.status)
            self.add(node, "due", requirement.due)
            for norm in requirement.norms:
                self.add(node, "appliesNorm", norm)
            for alternative in requirement.alternatives:
                self.add(node, "permits", alternative.safeguard)
            for path in requirement.met_by:
                self.graph.add((node, PROV.used, self._iri(path)))

    def _missing(self) -> None:
        for number, fact in enumerate(self.decision.missing, 1):
            node = self._part("missing", number)
            self.add(self.node, "missingFact", node)
            self.add(node, "onProperty", fact.prop)
            self.add(node, "onNode", self._iri(fact.path))
            self.add(node, "decisiveness", Literal(round(fact.decisiveness, 4), datatype=XSD.decimal))
            self.add(node, DCT + "identifier", Literal(str(number)))
            for value in fact.values:
                self.add(node, "asksAbout", value)
            for norm in fact.norms:
                self.add(node, "appliesNorm", norm)

    def _given(self) -> None:
        for number, given in enumerate(find_given(self.decision), 1):
            node = self._part("given", number)
            self.add(self.node, "presumes", node)
            self.add(node, "onProperty", given.prop)
            self.add(node, "presumedValue", self._value(given.value))
            for path in given.paths:
                self.add(node, "onNode", self._iri(path))

    def _not_counting(self) -> None:
        """Add the stated safeguards that are lost on the day, and those that no norm accepts for the transfer."""
        book = self.decision.evaluation.book
        for number, lost in enumerate(self.decision.expired, 1):
            node = self._lost(number, lost.path, lost.safeguard)
            self.add(node, "lostOn", Literal(lost.until) if lost.until else None)
            self.add(node, "countsOnlyAs", lost.needed)
            for provision in lost.grounds(book):
                self.graph.add((node, PROV.used, URIRef(provision)))
        for number, one in enumerate(find_unaccepted(self.decision), len(self.decision.expired) + 1):
            node = self._lost(number, one.path, one.safeguard)
            for norm in one.norms:
                self.add(node, "appliesNorm", norm)

    def _lost(self, number: int, path: str, safeguard: str) -> URIRef:
        node = self._part("lost", number)
        self.add(self.node, "doesNotCount", node)
        self.add(node, "onNode", self._iri(path))
        self.add(node, "lostSafeguard", safeguard)
        return node

    def _presumptions(self) -> None:
        for number, presumption in enumerate(find_presumptions(self.decision), 1):
            node = self._part("presumption", number)
            self.add(self.node, "presumes", node)
            self.add(node, "onProperty", presumption.prop)
            self.add(node, DCT + "identifier", Literal(str(number)))
            for path in presumption.paths:
                self.add(node, "onNode", self._iri(path))
            for term, values in (
                ("presumedAbsent", presumption.values),
                ("possibleVerdict", presumption.possible),
                ("appliesNorm", presumption.norms),
            ):
                for value in values:
                    self.add(node, term, value)


def elements(reason: Reason) -> Iterator[Reason]:
    """Yield the outermost named elements below a reason, those of a negation with their own truth."""
    if reason.kind == "element" and reason.path == "transfer":
        yield reason
    else:
        for child in reason.children:
            yield from elements(child)
