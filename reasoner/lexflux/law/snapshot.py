"""The law of one regime on one day: the norms in force, in the order in which attacks resolve."""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lexflux.errors import NoLawInForceError, UnknownTermError, did_you_mean
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import ConclusionLimit, Gap, Modality, Norm, ValidityPeriod
from lexflux.law.precedence import Attack
from lexflux.law.reading import asks_of, kinds_read, named_terms
from lexflux.remembering import remembered


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
    own = ((iri, book.norms[iri]) for iri in book.norms_of.get(regime, ()))
    norms = {iri: norm for iri, norm in own if norm.validity.contains(on)}
    all_gaps = (book.gaps[iri] for iri in book.gaps_of.get(regime, ()))
    gaps = tuple(gap for gap in all_gaps if gap.validity.contains(on))
    # A gap of which no day is known does not say that there was law on this one.
    if not norms and all(gap.validity.start is None for gap in gaps):
        raise _no_law(book, regime, on)
    designated = designated_on(book, on)
    read = [book.reads[iri] for iri in norms] + [book.reads[gap.iri] for gap in gaps]
    return Snapshot(
        regime=regime,
        norms=norms,
        attacks={
            iri: tuple(attack for attack in book.attacks_on.get(iri, ()) if attack.prevailing in norms) for iri in norms
        },
        obligations=tuple(norm for norm in norms.values() if norm.modality == Modality.OBLIGATION and norm.requires),
        prohibitions=tuple(norm for norm in norms.values() if norm.modality == Modality.PROHIBITION),
        substitutes=_substitutes(norms),
        gaps=gaps,
        designated=designated,
        named=named_terms(read, designated),
        kinds=kinds_read(read),
        periods=tuple(period for period in book.periods.values() if period.validity.contains(on)),
        limits=tuple(_limits(book, regime, on)),
        asks_of=asks_of(read),
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


def _no_law(book: LawBook, regime: str, on: datetime.date) -> NoLawInForceError:
    own = [book.norms[iri].validity for iri in book.norms_of.get(regime, ())]
    starts = [one.start for one in own if one.start]
    first = min(starts, default=None)
    labels = book.label(regime, "en"), book.label(regime, "zh")
    return NoLawInForceError("no law in force", regime=labels, day=on, first=first)
