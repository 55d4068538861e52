"""From rows to entries of the list and the kinds of data that the rows describe."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pyoxigraph as ox

from lexflux.law.editions.edition import ORDERED, STATED_IN, Edition
from lexflux.law.editions.rows import Row
from lexflux.law.expressions import integer
from lexflux.law.graphs import TYPE, Term
from lexflux.law.tables import Line
from lexflux.terms import DCT, LABEL, LF, OWL, PROV, RDFS, SKOS


def describe_kinds(edition: Edition, lines: Iterable[Line]) -> frozenset[ox.NamedNode]:
    """
    Write the kinds of data that lines describe, and return them.

    Raises
    ------
    KnowledgeError
        If a kind is described twice, or without meaning or the kind that it is one of.
    """
    described: set[ox.NamedNode] = set()
    for line in lines:
        if label := line.texts("kind"):
            name = line.required("kind")
            kind = ox.NamedNode(edition.shared + name)
            if edition.view.iri(kind, TYPE.value):
                raise line.error("kind twice", "kind", value=name)
            described.add(kind)
            edition.writer.add(kind, TYPE.value, ox.NamedNode(OWL + "Class"), ox.NamedNode(LF + "DataKind"))
            edition.writer.add(kind, LABEL, *label)
            edition.writer.add(kind, SKOS + "definition", *line.both_texts("meaning"))
            edition.writer.add(kind, RDFS + "subClassOf", line.only("kind of", OWL + "Class"))
    return frozenset(described)


def write_entry(edition: Edition, row: Row, described: frozenset[ox.NamedNode]) -> None:
    """Write the entry of a row, and that the kinds which the table describes, and the norm or gap, are stated in it."""
    for predicate, values in _statements(edition, row):
        edition.writer.add(row.entry, predicate, *values)
    for listing in row.listings:
        for kind in described.intersection(listing.kinds):
            edition.writer.add(kind, STATED_IN, row.entry)
    if row.norm:
        edition.writer.add(row.norm, STATED_IN, row.entry)


def _statements(edition: Edition, row: Row) -> Iterable[tuple[str, Iterable[Term]]]:
    first, line = row.listings[0], row.line
    yield TYPE.value, (ox.NamedNode(LF + "Provision"), ox.NamedNode(LF + "ListEntry"))
    yield DCT + "identifier", (ox.Literal(f"{edition.identifier()}/{line.required('row')}"),)
    yield LABEL, line.both_texts("heading")
    yield LF + "gist", line.both_texts("gist")
    yield LF + "sourceNote", line.texts("note")
    yield LF + "confidence", line.nodes("reading", LF + "Confidence")
    yield PROV + "wasDerivedFrom", line.nodes("source", LF + "Source")
    yield LF + "provisionKind", edition.view.objects(first.form, LF + "provisionKind")
    yield LF + "listHeading", line.nodes("class", SKOS + "Concept")
    yield LF + "listedSector", first.sectors
    yield LF + "listedScenario", first.scenarios
    yield LF + "listedKind", [kind for listing in row.listings for kind in listing.kinds]
    yield LF + "listedRoute", edition.view.objects(first.route, ORDERED[LF + "requires"]) if first.route else ()
    yield LF + "fromPeople", _common({listing.least for listing in row.listings})
    yield LF + "belowPeople", _common({listing.below for listing in row.listings})


def _common(numbers: Collection[int | None]) -> list[Term]:
    """Return the number of an entry: it has one if all that it lists has the same."""
    return [integer(number) for number in numbers if number is not None] if len(numbers) == 1 else []
