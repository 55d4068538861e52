"""What follows from all rows of an edition: listed important data, listed items, what is on and off the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from lexflux.law.editions.edition import EDITION, EQUIVALENT, Edition, name_of
from lexflux.law.editions.norms import (
    ELEMENT_OF_IMPORTANT_DATA,
    IMPORTANT,
    ORDINARY_ITEMS,
    OTHER,
    SENSITIVE_ITEMS,
    RowNorm,
    classes_of_data,
    classes_together,
    important,
    listed_as_important,
    other_information,
)
from lexflux.law.editions.rows import Listing, Row, kinds_of, scenarios_of
from lexflux.law.graphs import Term
from lexflux.terms import LF, RDFS

SCOPE_OF_IMPORTANT_DATA = "ImportantDataOnTheList"
LISTED_ITEMS, UNLISTED = "ListedItems", "UnlistedInformation"
ON_THE_LIST, OFF_THE_LIST = "OnTheList", "OffTheList"
COVERED_HANDLER = "ByCoveredHandler"
CIRCUMSTANCE = ox.NamedNode(LF + "circumstance")


def write_listed_data(edition: Edition, rows: Iterable[Row]) -> None:
    """Define the classes, if the header names them, of the data of all rows on important data, alone and together."""
    listings = [listing for row in rows for listing in row.listings if listing.is_of(IMPORTANT)]
    for _, named in edition.said("listedData"):
        if isinstance(named, ox.NamedNode):
            edition.fill(named, EQUIVALENT, lambda: [edition.writer.either(*classes_of_data(edition, listings))])
    for _, named in edition.said("listedTogether"):
        if isinstance(named, ox.NamedNode):
            edition.fill(named, EQUIVALENT, lambda: [edition.writer.either(*classes_together(edition, listings))])


def write_elements(edition: Edition, norms: Sequence[RowNorm]) -> None:
    """Write the elements that follow from the norms of an edition, as far as the header leaves them open."""
    _write_important(edition, important(norms))
    for pattern, others in _others_by_pattern(edition, norms).items():
        _write_other(edition, norms, pattern, [listing.entry for listing in others])
    edition.write(ON_THE_LIST, edition.grounds(), lambda: _on_the_list(edition, norms))
    edition.write(OFF_THE_LIST, edition.grounds(), lambda: _off_the_list(edition))


def _write_important(edition: Edition, norms: Sequence[RowNorm]) -> None:
    if norms:
        stated_in = [listing.entry for norm in norms for listing in listed_as_important(norm)]
        edition.write(ELEMENT_OF_IMPORTANT_DATA, stated_in, lambda: _of_important_data(edition, norms))
        element = edition.term(ELEMENT_OF_IMPORTANT_DATA)
        within = edition.within(SCOPE_OF_IMPORTANT_DATA)
        edition.write(SCOPE_OF_IMPORTANT_DATA, stated_in, lambda: edition.writer.both(*within, element))


def _of_important_data(edition: Edition, norms: Sequence[RowNorm]) -> Term:
    both, of_data = edition.writer.both, edition.of_data
    return edition.writer.either(
        *(both(*norm.first.scope, of_data(*_classes(edition, listed_as_important(norm)))) for norm in norms)
    )


def _classes(edition: Edition, listings: Sequence[Listing]) -> tuple[list[Term], list[Term]]:
    return classes_of_data(edition, listings), classes_together(edition, listings)


def _others_by_pattern(edition: Edition, norms: Iterable[RowNorm]) -> dict[ox.NamedNode, list[Listing]]:
    found: dict[ox.NamedNode, list[Listing]] = {}
    for norm in norms:
        for listing in norm.of(OTHER):
            if pattern := other_information(edition, listing):
                found.setdefault(pattern, []).append(listing)
    return found


def _write_other(
    edition: Edition, norms: Sequence[RowNorm], pattern: ox.NamedNode, stated_in: Sequence[ox.NamedNode]
) -> None:
    items = [listing for norm in norms for listing in norm.of(ORDINARY_ITEMS, SENSITIVE_ITEMS)]
    if items:
        edition.write(LISTED_ITEMS, stated_in, lambda: _listed_items(edition, items))
    edition.write(name_of(pattern), stated_in, lambda: _other_information(edition, pattern, items, stated_in))


def _listed_items(edition: Edition, items: Sequence[Listing]) -> Term:
    writer, pattern = edition.writer, ox.NamedNode(EDITION + LISTED_ITEMS)
    classes: list[Term] = [*kinds_of(listing for listing in items if listing.is_of(SENSITIVE_ITEMS))]
    if ordinary := kinds_of(listing for listing in items if listing.is_of(ORDINARY_ITEMS)):
        others = [writer.other_than(term) for term in edition.view.objects(pattern, EDITION + "exceptData")]
        classes.append(writer.both(writer.either(*ordinary), *others))
    return writer.both(*edition.view.objects(pattern, EDITION + "ofData"), writer.either(*classes))


def _other_information(
    edition: Edition, pattern: ox.NamedNode, items: Sequence[Listing], stated_in: Sequence[Term]
) -> Term:
    """
    Return the information that the list does not reach.

    That is data at the national numbers that are no listed items, or any outside the scenarios, or listed items outside
    theirs.
    """
    writer = edition.writer
    (numbers,) = edition.view.objects(pattern, EDITION + "ofData")
    together = edition.view.objects(pattern, EDITION + "ofDataTogether")
    if not items:
        return edition.of_data([numbers], together)
    unlisted = [writer.both(*together, _unlisted_together(edition, stated_in))] if together else []
    others = edition.of_data([writer.both(numbers, writer.other_than(edition.term(LISTED_ITEMS)))], unlisted)
    scenarios = scenarios_of(items)
    if not scenarios:
        return others
    confined = [_outside(edition, own, writer.both(numbers, kind)) for kind, own in _confined_kinds(items)]
    return writer.either(others, _outside(edition, scenarios, numbers, together), *confined)


def _unlisted_together(edition: Edition, stated_in: Sequence[Term]) -> Term:
    """Return the collections of the information that is no listed item, after writing those of the pattern."""
    edition.write(UNLISTED, stated_in, lambda: edition.writer.other_than(edition.term(LISTED_ITEMS)))
    narrowed = {one: edition.view.iri(one, EDITION + "narrows") for one in edition.patterns(LF + "Collection")}
    return edition.writer.either(
        *(_narrower(edition, one, ox.NamedNode(wider), stated_in) for one, wider in narrowed.items() if wider)
    )


def _narrower(edition: Edition, pattern: ox.NamedNode, wider: ox.NamedNode, stated_in: Sequence[Term]) -> ox.NamedNode:
    """Write the collection of a pattern: what a wider one collects, without the listed items."""
    node, said = edition.term(name_of(pattern)), edition.view.objects
    edition.write(name_of(pattern), stated_in)
    edition.fill(node, RDFS + "subClassOf", lambda: [wider])
    edition.fill(node, LF + "collects", lambda: [*said(wider, LF + "collects"), edition.term(UNLISTED)])
    edition.fill(node, LF + "addsUp", lambda: said(wider, LF + "addsUp"))
    return node


def _outside(edition: Edition, scenarios: Sequence[Term], data: Term, together: Sequence[Term] = ()) -> Term:
    writer = edition.writer
    return writer.both(writer.other_than(writer.some_of(CIRCUMSTANCE, scenarios)), edition.of_data([data], together))


def _confined_kinds(items: Sequence[Listing]) -> Iterator[tuple[ox.NamedNode, list[ox.NamedNode]]]:
    """Yield the kinds listed for fewer scenarios than the other items of their sectors, with these scenarios."""
    for kind in kinds_of(items):
        own = [listing for listing in items if kind in listing.kinds]
        sectors = {sector for listing in own for sector in listing.sectors}
        beside = [listing for listing in items if sectors.intersection(listing.sectors)]
        if set(scenarios_of(own)) != set(scenarios_of(beside)):
            yield kind, scenarios_of(own)


def _on_the_list(edition: Edition, norms: Iterable[RowNorm]) -> Term:
    also = [named for _, named in edition.said("alsoOnTheList")]
    return edition.writer.either(*(norm.node for norm in norms), *also)


def _off_the_list(edition: Edition) -> Term:
    on = edition.writer.other_than(edition.term(ON_THE_LIST))
    return edition.writer.both(*edition.within(OFF_THE_LIST), edition.term(COVERED_HANDLER), on)
