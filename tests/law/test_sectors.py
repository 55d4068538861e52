"""A law that binds a sector binds what lies in it, by whatever name of a list a transfer states it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pyoxigraph as ox

from lexflux import resources
from lexflux.law.conditions import And, Condition, HasValue, Not, OneOf, Or, Some
from lexflux.law.lawbook import LawBook
from lexflux.law.ontology import load_ontology
from lexflux.terms import LF, RDF, SKOS, local

SECTOR, LISTS = LF + "sector", LF + "cn/lists/"


def _narrower() -> dict[str, set[str]]:
    """Return the sectors that lie in another, by that one; what lies in several lies in none of them for certain."""
    store = load_ontology(resources.folder("ontology"))
    sectors = {
        quad.subject for quad in store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(LF + "Sector"))
    }
    wider: dict[str, list[str]] = defaultdict(list)
    for quad in store.quads_for_pattern(None, ox.NamedNode(SKOS + "broader"), None):
        one, above = quad.subject, quad.object
        if one in sectors and isinstance(one, ox.NamedNode) and isinstance(above, ox.NamedNode):
            wider[one.value].append(above.value)
    found: dict[str, set[str]] = defaultdict(set)
    for narrow, all_wider in wider.items():
        if len(all_wider) == 1:
            found[all_wider[0]].add(narrow)
    return found


def _named(condition: Condition | None) -> Iterator[set[str]]:
    """Yield the sectors of which each part of a condition asks for one; what it shuts out is left aside."""
    match condition:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _named(part)
        case HasValue(prop, value) if prop == SECTOR:
            yield {str(value)}
        case Some(prop, OneOf(individuals)) if prop == SECTOR:
            yield {*individuals}
        case Some(_, filler):
            yield from _named(filler)
        case Not():
            return


def test_a_sector_takes_in_what_lies_in_it(book: LawBook) -> None:
    """Whoever names only the narrow field of a list escapes no national rule on the sector in which it lies."""
    narrower = _narrower()
    conditions = [
        *((iri, definition.definition) for iri, definition in book.classes.items()),
        *((norm.iri, norm.condition) for norm in book.norms.values()),
        *((gap.iri, gap.condition) for gap in book.gaps.values()),
    ]
    asked = [(iri, one) for iri, condition in conditions if LISTS not in iri for one in _named(condition)]
    lacking = {
        f"{iri}: {local(narrow)}"
        for iri, sectors in asked
        for sector in sectors
        for narrow in narrower.get(sector, set()) - sectors
    }

    assert any(narrower.get(sector) for _, sectors in asked for sector in sectors)
    assert not sorted(lacking)
