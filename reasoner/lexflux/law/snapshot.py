"""The law of one regime on one day: the norms in force, in the order in which attacks resolve."""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lexflux.errors import NoLawInForceError, UnknownTermError, did_you_mean
from lexflux.law.conditions import And, Condition, HasValue, Named, OneOf, Some, parts_of
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import ConclusionLimit, Gap, Modality, Norm, ValidityPeriod
from lexflux.law.precedence import Attack
from lexflux.remembering import remembered
from lexflux.terms import SAFEGUARD


@dataclass(frozen=True, slots=True)
class Snapshot:
    """
    Norms in force, each after those that attack it, and what else holds on the day.

    ``named`` gives for each property the terms that conditions tell apart, ``kinds`` the kinds without a definition
    that they ask for; ``counts_if`` the classes in which safeguards of a class have to lie to count,
    ``asks_of`` the facts of safeguards of a class that conditions read beside the class. ``kept`` is what was derived
    from it and is of use again.
    """

    regime: str
    norms: Mapping[str, Norm]
    attacks: Mapping[str, tuple[Attack, ...]]
    obligations: tuple[Norm, ...]
    prohibitions: tuple[Norm, ...]
    substitutes: Mapping[str, tuple[Norm, ...]]
    gaps: tuple[Gap, ...]
    designated: Mapping[str, Mapping[str, str]]
    named: Mapping[str, tuple[str, ...]]
    kinds: frozenset[str]
    periods: tuple[ValidityPeriod, ...]
    limits: tuple[ConclusionLimit, ...]
    counts_if: Mapping[str, tuple[str, ...]]
    asks_of: Mapping[str, frozenset[str]]
    kept: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)


def regime_iri(book: LawBook, name: str) -> str:
    """Return the IRI of the regime with this notation (``cn``)."""
    if name in book.regimes:
        return book.regimes[name]
    if name in book.regimes.values():
        return name
    hint = did_you_mean(name, book.regimes)
    known = ", ".join(sorted(book.regimes))
    raise UnknownTermError("unknown regime", name=name, known=known, hint=hint)


@remembered(256)
def snapshot(book: LawBook, name: str, on: datetime.date) -> Snapshot:
    """
    Return the law of a regime on one day.

    Parameters
    ----------
    book
        The law book.
    name
        Notation of the regime, such as ``cn``.
    on
        The day.

    Raises
    ------
    UnknownTermError
        If there is no such regime.
    NoLawInForceError
        If no law of the regime, encoded or not, is known to have been in force on that day.
    """
    regime = regime_iri(book, name)
    norms = {
        iri: norm
        for iri in book.attacks.order
        if (norm := book.norms[iri]).regime == regime and norm.validity.contains(on)
    }
    gaps = tuple(gap for _, gap in sorted(book.gaps.items()) if gap.regime == regime and gap.validity.contains(on))
    # A gap of which no day is known does not say that there was law on this one.
    if not norms and all(gap.validity.start is None for gap in gaps):
        raise _no_law(book, regime, on)
    designated = designated_on(book, on)
    read = conditions_read(book, [norm.condition for norm in norms.values()] + [gap.condition for gap in gaps])
    return Snapshot(
        regime=regime,
        norms=norms,
        attacks={
            iri: tuple(attack for attack in book.attacks.attacks.get(iri, ()) if attack.prevailing in norms)
            for iri in norms
        },
        obligations=tuple(norm for norm in norms.values() if norm.modality == Modality.OBLIGATION and norm.requires),
        prohibitions=tuple(norm for norm in norms.values() if norm.modality == Modality.PROHIBITION),
        substitutes=_substitutes(norms),
        gaps=gaps,
        designated=designated,
        named=named_terms(book, read, designated),
        kinds=kinds_read(book, read),
        periods=tuple(period for period in book.periods.values() if period.validity.contains(on)),
        limits=tuple(_limits(book, regime, on)),
        asks_of=_asks_of(read),
        counts_if={iri: needed for iri in book.counts_if if (needed := tuple(_needed(book, iri, regime, on)))},
    )


def snapshot_if_in_force(book: LawBook, name: str, on: datetime.date) -> Snapshot | None:
    """Return the law of a regime on a day as `snapshot` does, or None where none was in force."""
    try:
        return snapshot(book, name, on)
    except NoLawInForceError:
        return None


def _limits(book: LawBook, regime: str, on: datetime.date) -> Iterator[ConclusionLimit]:
    """Yield the limits of a regime that bite on a day: before theirs, whatever is in place was concluded in time."""
    for limit in book.limits.values():
        if limit.regime == regime and limit.validity.contains(on) and limit.before <= on:
            yield limit


def _asks_of(read: Iterable[Condition]) -> dict[str, frozenset[str]]:
    """Return the facts that conditions ask of a safeguard together with its class, by that class."""
    found: dict[str, frozenset[str]] = {}
    for part in read:
        if isinstance(part, Some) and part.prop == SAFEGUARD and isinstance(part.filler, And):
            facts = {one.prop for one in part.filler.parts if isinstance(one, (Some, HasValue))}
            for one in part.filler.parts:
                if isinstance(one, Named):
                    found[one.iri] = found.get(one.iri, frozenset()) | facts
    return found


def _needed(book: LawBook, safeguard: str, regime: str, on: datetime.date) -> Iterator[str]:
    """Yield what a class of safeguards needs to count under any law, or under an instrument in force on the day."""
    for needed in book.counts_if[safeguard]:
        stated = [book.instruments[book.provisions[iri].instrument] for iri in book.element_sources.get(needed, ())]
        if not stated or any(one.regime == regime and one.validity.contains(on) for one in stated):
            yield needed


def _substitutes(norms: Mapping[str, Norm]) -> dict[str, tuple[Norm, ...]]:
    """Return the permissions of another safeguard, by the required one in whose place it may stand."""
    found: dict[str, tuple[Norm, ...]] = {}
    for _, norm in sorted(norms.items()):
        if norm.modality == Modality.PERMISSION and norm.in_place_of and norm.permits:
            found[norm.in_place_of] = (*found.get(norm.in_place_of, ()), norm)
    return found


@remembered(64)
def designated_on(book: LawBook, on: datetime.date) -> dict[str, dict[str, str]]:
    """Return, for each individual, the classes to which the day adds it, with the designation that does."""
    found: dict[str, dict[str, str]] = {}
    for iri, designation in sorted(book.designations.items()):
        if designation.validity.contains(on):
            found.setdefault(designation.individual, {})[designation.designated_as] = iri
    return found


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


def kinds_read(book: LawBook, read: Iterable[Condition]) -> frozenset[str]:
    """Return the classes without a definition for which conditions ask."""
    named = (part.iri for part in read if isinstance(part, Named) and part.iri in book.classes)
    return frozenset(iri for iri in named if book.classes[iri].definition is None)


def named_terms(
    book: LawBook, read: Iterable[Condition], designated: Mapping[str, Mapping[str, str]]
) -> dict[str, tuple[str, ...]]:
    """Return, by property, the terms that conditions name as its values or that are designated as what they ask for."""
    found: dict[str, set[str]] = {}
    members: dict[str, list[str]] = {}
    for individual, classes in designated.items():
        for iri in classes:
            members.setdefault(iri, []).append(individual)
    for part in read:
        if isinstance(part, HasValue) and isinstance(part.value, str):
            found.setdefault(part.prop, set()).add(part.value)
        if isinstance(part, Some) and part.prop not in book.schema.ranges:
            terms, designations = _named_in(book, part.filler)
            found.setdefault(part.prop, set()).update(terms, *(members.get(iri, ()) for iri in designations))
    return {prop: tuple(sorted(terms)) for prop, terms in found.items()}


@remembered(8192)
def _named_in(book: LawBook, filler: Condition) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the terms that a filler names, and the classes to whose designated members it leads."""
    read = conditions_read(book, [filler])
    terms = frozenset[str]().union(*(part.individuals for part in read if isinstance(part, OneOf)))
    named = (part.iri for part in read if isinstance(part, Named))
    return terms, tuple(iri for iri in named if iri in book.designated_classes)


def _no_law(book: LawBook, regime: str, on: datetime.date) -> NoLawInForceError:
    starts = [norm.validity.start for norm in book.norms.values() if norm.regime == regime and norm.validity.start]
    first = min(starts, default=None)
    labels = book.label(regime, "en"), book.label(regime, "zh")
    return NoLawInForceError("no law in force", regime=labels, day=on, first=first)
