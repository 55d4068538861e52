"""Baselines that nobody wrote: an ordinary export, and what varies is what the laws that are compared read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from lexflux.facts import context
from lexflux.facts.ordinary import FILE, ordinary_export
from lexflux.facts.reader import read_tree
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.conditions import HasValue, Some
from lexflux.law.lawbook import LawBook
from lexflux.law.reading import conditions_read
from lexflux.law.schema import PropertyShape
from lexflux.law.snapshot import Snapshot
from lexflux.proofs.baselines import Baseline, baseline_of
from lexflux.terms import DATA_SET, LF, local

LOCATED_IN, PLACE_CLASS = LF + "locatedIn", LF + "Place"
FIXED = {("exporter", "locatedIn")}
MOST_TERMS = 8
"""So many terms of a list are tried at most, each by itself, those first that one of the laws alone names."""


def derived_baseline(book: LawBook, laws: Sequence[Snapshot], origin: str) -> Baseline:
    """
    Return a baseline for laws for which nobody wrote one: an ordinary export, in which what a law reads varies.

    What is ordinary stands in ``shapes/ordinary.yaml``. Of terms those vary that a law names, and one that none does;
    of lists, such as kinds of data, roles or circumstances, they are tried one at a time, not together.

    Parameters
    ----------
    book, laws
        The laws that are compared.
    origin
        Code of the place of the exporter.
    """
    tree = ordinary_export(origin, _elsewhere(book, laws, origin))
    facts = read_tree(tree, book, FILE)
    read = {prop for law in laws for prop in _props_read(book, law)}
    vary = [
        {"facts": [_named(path, local(prop))], **found}
        for path, node in facts.nodes.items()
        for prop, shape in book.schema.shapes[node.owner].items()
        if prop in read and not shape.is_node and (path, local(prop)) not in FIXED
        if (found := _told(book, laws, prop, facts) if shape.single else _one_at_a_time(book, laws, node, shape))
        is not None
    ]
    return baseline_of(book, {"transfer": tree, "vary": [*vary, *_kinds(book, laws, facts)]}, laws, FILE)


def _named(path: str, prop: str) -> str:
    return f"{path}.{prop}".removeprefix("transfer.")


def _props_read(book: LawBook, law: Snapshot) -> Iterator[str]:
    conditions = [*(norm.condition for norm in law.norms.values()), *(gap.condition for gap in law.gaps)]
    for part in conditions_read(book, conditions):
        if isinstance(part, (Some, HasValue)) and book.properties[part.prop].datatype != "date":
            yield part.prop


def _told(book: LawBook, laws: Sequence[Snapshot], prop: str, facts: Facts) -> dict[str, Any]:
    """Return the values over which a fact varies: of terms those that a law names, and one that none does."""
    kind = book.properties[prop]
    if kind.datatype is not None or kind.values is not None:
        return {}
    shape = book.schema.shape(prop)
    terms = {*context.terms(book, shape)} if shape else set()
    named = sorted({local(value) for law in laws for value in law.named.get(prop, ()) if value in terms})
    stated = {local(str(value)) for node in facts.nodes.values() for value in node.values.get(prop, ())}
    return {"values": [{"is": one} for one in [*sorted(stated - {*named}), *named]]}


def _one_at_a_time(
    book: LawBook, laws: Sequence[Snapshot], node: NodeFacts, shape: PropertyShape
) -> dict[str, Any] | None:
    """Return for a list its ordinary terms, and each that a law names by itself; None for a list of places."""
    terms = {*context.terms(book, shape)}
    if any(PLACE_CLASS in book.individuals.get(one, ()) for one in terms):
        return None
    usual = [local(str(value)) for value in node.values.get(shape.prop, ())]
    named = _first(term for law in laws for term in law.named.get(shape.prop, ()) if term in terms)
    return {"values": [{"is": usual}, *({"is": [one]} for one in named if [one] != usual)]} if named else None


def _kinds(book: LawBook, laws: Sequence[Snapshot], facts: Facts) -> Iterator[dict[str, Any]]:
    """Yield for each data set its ordinary kind, and each that a law names by itself."""
    known = {*context.kinds(book, DATA_SET)} - {DATA_SET}
    named = _first(kind for law in laws for kind in law.kinds if kind in known)
    for path, node in facts.nodes.items():
        if node.owner == DATA_SET and named:
            usual = sorted(map(local, node.kinds))
            yield {"facts": [f"{path}.type"], "values": [{"is": usual}, *({"is": [one]} for one in named)]}


def _first(terms: Iterator[str]) -> list[str]:
    """Return the local names of some terms, those first that fewer laws name."""
    count = Counter(terms)
    return [local(one) for one in sorted(count, key=lambda one: (count[one], one))[:MOST_TERMS]]


def _elsewhere(book: LawBook, laws: Sequence[Snapshot], origin: str) -> str:
    """Return the code of a place that no law names."""
    named = {value for law in laws for value in (*law.named.get(LOCATED_IN, ()), *law.designated)}
    places = sorted(place for place, kinds in book.individuals.items() if PLACE_CLASS in kinds)
    return next(local(one) for one in places if one not in named and one not in book.areas and local(one) != origin)
