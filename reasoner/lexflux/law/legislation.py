"""Instruments and their provisions, and what follows from being stated in them: a regime and a time."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import pyoxigraph as ox

from lexflux.errors import KnowledgeError
from lexflux.law.graphs import View
from lexflux.law.norms import Instrument, Interval, Provision
from lexflux.terms import DCT, ELI, LF, PROV, RDFS, compact, local


@dataclass(frozen=True, slots=True)
class Legislation:
    """The instruments and the provisions of the ontology, by IRI, and what came in the place of provisions."""

    instruments: dict[str, Instrument]
    provisions: dict[str, Provision]
    replaced_by: dict[str, tuple[str, ...]]

    def stated_in(self, view: View, node: ox.NamedNode) -> tuple[str, ...]:
        """
        Return the provisions in which something is stated.

        Raises
        ------
        KnowledgeError
            If there is none, or one that is not described.
        """
        stated = view.iris(node, LF + "statedIn")
        unknown = [iri for iri in stated if iri not in self.provisions]
        if unknown or not stated:
            found = ", ".join(map(compact, unknown)) or "-"
            raise KnowledgeError("not stated in a provision", iri=node.value, found=found)
        return stated

    def regime(self, stated: tuple[str, ...]) -> str:
        """Return the regime of what is stated in these provisions: that of the first."""
        return self._instrument(stated[0]).regime

    def bearers(self, stated: tuple[str, ...]) -> tuple[str, ...]:
        """Return whom what is stated in these provisions binds by the instrument of the first."""
        return self._instrument(stated[0]).bearers

    def within_force(self, validity: Interval, stated: tuple[str, ...]) -> Interval:
        """Return the part of a time in which the instruments of all these provisions are in force."""
        for iri in stated:
            validity = validity.intersect(self._instrument(iri).validity)
        return validity

    def _instrument(self, provision: str) -> Instrument:
        return self.instruments[self.provisions[provision].instrument]


def read_legislation(view: View) -> Legislation:
    """Return the instruments and provisions of the ontology."""
    return Legislation(
        {node.value: _instrument(view, node) for node in view.subjects(LF + "Instrument")},
        {node.value: _provision(view, node) for node in view.subjects(LF + "Provision")},
        _replacements(view),
    )


def _replacements(view: View) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for citation, kind in sorted(view.pairs(LF + "citationType"), key=str):
        if kind.value == LF + "Replaces":
            node = ox.NamedNode(citation)
            for former in view.iris(node, LF + "cited"):
                found[former] = (*found.get(former, ()), *view.iris(node, LF + "citing"))
    return found


def read_interval(view: View, node: ox.NamedNode) -> Interval:
    """Return the days on which something itself says that it applies."""
    return Interval(read_date(view, node, LF + "appliesFrom"), read_date(view, node, LF + "appliesUntil"))


def read_date(view: View, node: ox.NamedNode, predicate: str) -> datetime.date | None:
    """Return a day; of a date that gives only the year or the month, the last day that it can be."""
    value = view.literal(node, predicate)
    return None if value is None else _last_day(value)


def _last_day(value: str) -> datetime.date:
    """Return the day of an ``xsd:date``, or the last day of an ``xsd:gYearMonth`` or ``xsd:gYear``."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 3:
        return datetime.date(*parts)
    year, month = (parts[0], parts[1]) if len(parts) == 2 else (parts[0], 12)
    after = datetime.date(year + month // 12, month % 12 + 1, 1)
    return after - datetime.timedelta(days=1)


def _instrument(view: View, node: ox.NamedNode) -> Instrument:
    """Read an instrument; one whose entry into force is not known counts from its own date."""
    adopted = read_date(view, node, ELI + "date_document")
    start = read_date(view, node, ELI + "first_date_entry_in_force")
    return Instrument(
        iri=node.value,
        identifier=view.literal(node, DCT + "identifier") or local(node.value),
        titles=view.texts(node),
        short_titles=view.texts(node, LF + "shortTitle"),
        regime=view.iri(node, LF + "regime") or "",
        rank=view.iri(node, LF + "rank") or "",
        validity=Interval(start or adopted, read_date(view, node, ELI + "date_no_longer_in_force")),
        adopted=adopted,
        enters_into_force=start is not None,
        dates_confidence=view.iri(node, LF + "dateConfidence"),
        urls=_urls(view, view.iris(node, PROV + "wasDerivedFrom")),
        bearers=view.iris(node, LF + "bearer"),
        official=_official(view, node),
    )


def _provision(view: View, node: ox.NamedNode) -> Provision:
    sources = view.iris(node, PROV + "wasDerivedFrom")
    return Provision(
        iri=node.value,
        identifier=view.literal(node, DCT + "identifier") or local(node.value),
        labels=view.texts(node),
        gists=view.texts(node, LF + "gist"),
        notes=view.texts(node, LF + "sourceNote"),
        instrument=view.iri(node, ELI + "is_part_of") or "",
        validity=Interval(read_date(view, node, LF + "appliesFrom"), read_date(view, node, LF + "appliesUntil")),
        kinds=view.iris(node, LF + "provisionKind"),
        confidence=view.iri(node, LF + "confidence") or LF + "Unverified",
        sources=sources,
        urls=_urls(view, sources),
        official=_official(view, node, *map(ox.NamedNode, view.iris(node, ELI + "is_part_of"))),
    )


def _urls(view: View, sources: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(url for source in sources for url in view.iris(ox.NamedNode(source), DCT + "source"))


def _official(view: View, *nodes: ox.NamedNode) -> tuple[str, ...]:
    """Return the addresses at which something is published, as it or one of its sources says."""
    sources = [ox.NamedNode(one) for node in nodes for one in view.iris(node, PROV + "wasDerivedFrom")]
    found = [url for node in (*nodes, *sources) for url in view.iris(node, RDFS + "seeAlso")]
    return tuple(dict.fromkeys(found))
