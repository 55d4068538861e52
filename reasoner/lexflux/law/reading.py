"""What conditions read: all their parts, the terms and kinds that they tell apart, the facts that they ask of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lexflux.law.conditions import And, Condition, HasValue, Named, OneOf, Some, parts_of
from lexflux.remembering import remembered
from lexflux.terms import SAFEGUARD

if TYPE_CHECKING:
    from lexflux.law.lawbook import LawBook


@dataclass(frozen=True, slots=True)
class Reads:
    """
    What conditions read.

    ``kinds`` are the classes without a definition for which they ask; ``terms`` by property the terms that they name as
    its values, ``designated`` the classes to whose designated members they lead; ``asks_of`` the facts that they ask of
    a safeguard together with its class, by that class.
    """

    kinds: tuple[str, ...]
    terms: dict[str, tuple[str, ...]]
    designated: dict[str, tuple[str, ...]]
    asks_of: dict[str, tuple[str, ...]]


def reads_of(book: LawBook, conditions: Iterable[Condition]) -> Reads:
    """Return what conditions read."""
    read = conditions_read(book, conditions)
    named = {part.iri for part in read if isinstance(part, Named) and part.iri in book.classes}
    terms: dict[str, set[str]] = {}
    designated: dict[str, set[str]] = {}
    asked: dict[str, set[str]] = {}
    for part in read:
        if isinstance(part, HasValue) and isinstance(part.value, str):
            terms.setdefault(part.prop, set()).add(part.value)
        if isinstance(part, Some) and part.prop not in book.schema.ranges:
            within, classes = _named_in(book, part.filler)
            terms.setdefault(part.prop, set()).update(within)
            designated.setdefault(part.prop, set()).update(classes)
        if isinstance(part, Some) and part.prop == SAFEGUARD and isinstance(part.filler, And):
            facts = {one.prop for one in part.filler.parts if isinstance(one, (Some, HasValue))}
            for one in part.filler.parts:
                if isinstance(one, Named):
                    asked.setdefault(one.iri, set()).update(facts)
    kinds = tuple(sorted(iri for iri in named if book.classes[iri].definition is None))
    return Reads(kinds, *(_sorted(found) for found in (terms, designated, asked)))


def _sorted(found: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(sorted(values)) for key, values in found.items()}


def conditions_read(book: LawBook, conditions: Iterable[Condition]) -> dict[Condition, None]:
    """Return all parts of conditions, through the definitions of classes and the rules of ownership."""
    found: dict[Condition, None] = {}
    known: set[int] = set()  # by identity, because conditions are deep: most are met again as the same object
    waiting = list(conditions)
    while waiting:
        inside = [waiting.pop()]
        while inside:
            part = inside.pop()
            if id(part) in known or part in found:
                continue
            found[part] = None
            known.add(id(part))
            if isinstance(part, Named):
                waiting += _behind(book, part.iri)
            else:
                inside += reversed(parts_of(part))
    return found


def _behind(book: LawBook, iri: str) -> Iterator[Condition]:
    """Yield what a class comes down to: its definition, what it collects, and whose owners count for it."""
    definition = book.classes[iri].definition if iri in book.classes else None
    if definition is not None:
        yield definition
    if iri in book.collections:
        yield from map(Named, book.collections[iri].of)
    if iri in book.ownership_rules:
        yield from (Named(book.ownership_rules[iri].of_owners), Named(iri))


@remembered(8192)
def _named_in(book: LawBook, filler: Condition) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the terms that a filler names, and the classes to whose designated members it leads."""
    read = conditions_read(book, [filler])
    terms = frozenset[str]().union(*(part.individuals for part in read if isinstance(part, OneOf)))
    named = (part.iri for part in read if isinstance(part, Named))
    return terms, tuple(iri for iri in named if iri in book.designated_classes)


def kinds_read(read: Iterable[Reads]) -> frozenset[str]:
    """Return the classes without a definition for which conditions ask."""
    return frozenset(kind for one in read for kind in one.kinds)


def asks_of(read: Iterable[Reads]) -> dict[str, frozenset[str]]:
    """Return the facts that conditions ask of a safeguard together with its class, by that class."""
    found: dict[str, set[str]] = {}
    for one in read:
        for iri, facts in one.asks_of.items():
            found.setdefault(iri, set()).update(facts)
    return {iri: frozenset(facts) for iri, facts in found.items()}


def named_terms(read: Iterable[Reads], designated: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return, by property, the terms that conditions name as its values or that are designated as what they ask for."""
    members: dict[str, list[str]] = {}
    for individual, classes in designated.items():
        for iri in classes:
            members.setdefault(iri, []).append(individual)
    found: dict[str, set[str]] = {}
    for one in read:
        for prop, terms in one.terms.items():
            found.setdefault(prop, set()).update(terms)
        for prop, designations in one.designated.items():
            for iri in designations:
                found.setdefault(prop, set()).update(members.get(iri, ()))
    return {prop: tuple(sorted(terms)) for prop, terms in found.items()}
