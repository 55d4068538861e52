"""A flow described in RDF or JSON-LD: a node of class ``lf:Flow`` with its legs, each of them a transfer.

A leg may say which one it continues; what it then leaves out, exporter or data, it takes from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from lexflux.errors import InputError, JoinedInputError, shortened
from lexflux.facts import reader
from lexflux.facts.documents import Document
from lexflux.facts.legs import Flow, Leg, circle
from lexflux.facts.statements import NOTES, Statements, by_subject
from lexflux.facts.transfer import Facts
from lexflux.facts.values import shown
from lexflux.law.graphs import Subject, Term
from lexflux.law.lawbook import LawBook
from lexflux.terms import DATE, LABEL, LF, TRANSFER, TYPE, local

FLOW, LEG, CONTINUES, COVERS_LEG = LF + "Flow", LF + "leg", LF + "continues", LF + "coversLeg"
COVERS_TRANSFER = LF + "coversTransfer"
EXPORTER, RECIPIENT, DATA = LF + "exporter", LF + "recipient", LF + "data"
OF_A_FLOW = (TYPE, LEG, DATE, *NOTES)


def flow_node(document: Document) -> Subject | None:
    """Return the node of a document that is a flow, if there is one."""
    typed = (ox.NamedNode(TYPE), ox.NamedNode(FLOW))
    found = (quad.subject for quad in document.quads if (quad.predicate, quad.object) == typed)
    return next((subject for subject in found if isinstance(subject, Subject)), None)


def read_flow(document: Document, flow: Subject, book: LawBook) -> Flow:
    """
    Read the flow that a document describes.

    Raises
    ------
    InputError
        As `lexflux.facts.reader.read_document` for each leg; and if the flow has no leg or says something else, legs
        continue each other in a circle, one continues what is no leg, or a node belongs to none.
    """
    return _GraphReader(document, flow, book).read()


class _GraphReader:
    """Cuts a document into one for each leg, and reads these."""

    def __init__(self, document: Document, flow: Subject, book: LawBook) -> None:
        self.document = document
        self.book = book
        self.flow = flow
        self.statements: dict[Subject, Statements] = by_subject(document.quads)
        self.legs = [leg for leg in self._values(flow, LEG) if not isinstance(leg, ox.Literal)]
        self.names = {leg: self._label(leg) or shown(leg) for leg in self.legs}

    def read(self) -> Flow:
        self._check()
        legs = list(self._in_order())
        self._complete(legs)
        reached: set[Subject] = {self.flow}
        found: list[Leg] = []
        errors: list[InputError] = []
        for leg in legs:
            nodes = self._below(leg)
            reached |= nodes.keys()
            try:
                found.append(self._read_leg(leg, nodes))
            except InputError as error:
                errors += getattr(error, "errors", (error,))
        errors += [self._error("node of no leg", node) for node in self.statements if node not in reached]
        if errors:
            raise JoinedInputError.of(errors)
        return Flow(self._label(self.flow), tuple(found))

    def _values(self, node: Subject, prop: str) -> list[Term]:
        return [value for stated, value in self.statements.get(node, ()) if stated == prop]

    def _label(self, node: Subject) -> str:
        return next((value.value for value in self._values(node, LABEL) if isinstance(value, ox.Literal)), "")

    def _error(self, message: str, node: Subject, key: str = "", **values: object) -> InputError:
        where = self.document.where(node, key)
        return InputError(message, where=where, node=shortened(shown(node)), **values)

    def _before(self, leg: Subject) -> Subject | None:
        return next((one for one in self._values(leg, CONTINUES) if not isinstance(one, ox.Literal)), None)

    def _check(self) -> None:
        if not self.legs:
            raise self._error("no list of legs", self.flow)
        other = next((prop for prop, _ in self.statements[self.flow] if prop not in OF_A_FLOW), None)
        if other is not None:
            raise self._error("no key of a flow", self.flow, local(other), fact=shortened(local(other)), hint="")
        for node in self.statements:
            for one in self._values(node, COVERS_LEG):
                if one not in self.names:
                    values = {"name": shown(one), "known": ", ".join(self.names.values())}
                    raise self._error("covers no leg", node, "coversLeg", **values, hint="")
        continued = {leg: before for leg in self.legs if (before := self._before(leg)) is not None}
        for leg, before in continued.items():
            if before not in self.names:
                values = {"leg": self.names[leg], "name": shown(before), "known": ", ".join(self.names.values())}
                raise self._error("continues no leg", leg, "continues", **values, hint="")
            steps = circle(leg, continued)
            if steps:
                named = " → ".join(f"{self.names[one]} ({self.document.where(one, 'continues')})" for one in steps)
                raise self._error("circle of legs", leg, "continues", steps=named)

    def _in_order(self) -> Iterator[Subject]:
        """Yield the legs, each after the one that it continues, else as the document has them."""
        waiting, done = list(self.legs), set[Subject]()
        while waiting:
            ready = next(leg for leg in waiting if (before := self._before(leg)) is None or before in done)
            waiting.remove(ready)
            done.add(ready)
            yield ready

    def _complete(self, legs: list[Subject]) -> None:
        """State of each leg what it leaves out: the date of the flow, and exporter and data of the leg before."""
        for leg in legs:
            before = self._before(leg)
            taken = {DATE: self._values(self.flow, DATE)}
            if before is not None:
                taken |= {EXPORTER: self._values(before, RECIPIENT), DATA: self._values(before, DATA)}
            stated = self.statements.setdefault(leg, [])
            left_out = [prop for prop in taken if not self._values(leg, prop)]
            stated += [(prop, value) for prop in left_out for value in taken[prop]]
            if before is not None and self._values(leg, EXPORTER) != self._values(before, RECIPIENT):
                self._refuse_other_exporter(leg, before)

    def _refuse_other_exporter(self, leg: Subject, before: Subject) -> None:
        exporters, recipients = self._values(leg, EXPORTER), self._values(before, RECIPIENT)
        if all(isinstance(one, ox.NamedNode) for one in (*exporters, *recipients)) and exporters and recipients:
            values = {"exporter": shown(exporters[0]), "recipient": shown(recipients[0])}
            values |= {"leg": self.names[leg], "before": self.names[before]}
            there = self.document.where(before, "recipient")
            raise self._error("not passed on by its recipient", leg, "exporter", **values, there=there)

    def _below(self, leg: Subject) -> Mapping[Subject, Statements]:
        """Return the statements about a leg and all nodes below it, without what belongs to the flow."""
        found: dict[Subject, Statements] = {}
        waiting = [leg]
        while waiting:
            node = waiting.pop()
            if node not in found and node in self.statements:
                found[node] = [one for one in self.statements[node] if one[0] not in (CONTINUES, COVERS_LEG)]
                found[node] += self._covering(node, leg)
                waiting += [value for prop, value in found[node] if prop not in NOTES and isinstance(value, Subject)]
        return found

    def _covering(self, node: Subject, leg: Subject) -> Statements:
        """Return whether a node covers a leg, if it names the legs that it covers."""
        covered = self._values(node, COVERS_LEG)
        told = covered and not self._values(node, COVERS_TRANSFER)
        return [(COVERS_TRANSFER, ox.Literal(leg in covered))] if told else []

    def _read_leg(self, leg: Subject, nodes: Mapping[Subject, Statements]) -> Leg:
        quads = [
            ox.Quad(node, ox.NamedNode(prop), value, ox.DefaultGraph())
            for node, stated in nodes.items()
            for prop, value in stated
        ]
        typed = ox.Quad(leg, ox.NamedNode(TYPE), ox.NamedNode(TRANSFER), ox.DefaultGraph())
        quads += [] if typed in quads else [typed]
        document = Document(self.document.name, quads, self.document.places, self.document.text)
        facts: Facts = reader.read_document(document, self.book)
        before = self._before(leg)
        return Leg(
            name=self.names[leg],
            facts=facts,
            parties=(self._party(leg, EXPORTER), self._party(leg, RECIPIENT)),
            continues=None if before is None else self.names[before],
            carried=tuple(self._carried(document, before)),
            passed_on=self._is_passed_on(leg),
        )

    def _party(self, leg: Subject, role: str) -> str:
        """Return the name of a party, of one without a name of its own its label."""
        for value in self._values(leg, role):
            if isinstance(value, Subject):
                return shortened(shown(value)) if isinstance(value, ox.NamedNode) else self._label(value)
        return ""

    def _carried(self, document: Document, before: Subject | None) -> Iterator[str]:
        """Yield the paths of the data sets that come from the leg before; one with a name of its own does not."""
        if before is not None:
            known = self._values(before, DATA)
            for node, (path, _) in reader.place_nodes(document, self.book).places.items():
                comes = node in known or not isinstance(node, ox.NamedNode)
                if comes and path.startswith("data/") and path.count("/") == 1:
                    yield path

    def _is_passed_on(self, leg: Subject) -> bool:
        after = [one for one in self.legs if self._before(one) == leg]
        return any(self._values(one, RECIPIENT) != self._values(leg, EXPORTER) for one in after)
