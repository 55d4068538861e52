"""The law of one regime on one day: the norms in force, in the order in which attacks resolve."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from lexflux.errors import NoLawInForceError, UnknownTermError, did_you_mean
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Gap, Modality, Norm, ValidityPeriod
from lexflux.law.precedence import Attack


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Norms in force, each after those that attack it, and what else holds on the day."""

    regime: str
    norms: Mapping[str, Norm]
    attacks: Mapping[str, tuple[Attack, ...]]
    obligations: tuple[Norm, ...]
    prohibitions: tuple[Norm, ...]
    substitutes: Mapping[str, tuple[Norm, ...]]
    gaps: tuple[Gap, ...]
    designated: Mapping[str, Mapping[str, str]]
    periods: tuple[ValidityPeriod, ...]


def regime_iri(book: LawBook, name: str) -> str:
    """Return the IRI of the regime with this notation (``cn``)."""
    if name in book.regimes:
        return book.regimes[name]
    if name in book.regimes.values():
        return name
    hint = did_you_mean(name, book.regimes)
    known = ", ".join(sorted(book.regimes))
    raise UnknownTermError("unknown regime", name=name, known=known, hint=hint)


@lru_cache(maxsize=256)
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
        If no norm of the regime was in force on that day.
    """
    regime = regime_iri(book, name)
    norms = {
        iri: norm
        for iri in book.attacks.order
        if (norm := book.norms[iri]).regime == regime and norm.validity.contains(on)
    }
    if not norms:
        raise _no_law(book, regime, on)
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
        gaps=tuple(gap for _, gap in sorted(book.gaps.items()) if gap.regime == regime and gap.validity.contains(on)),
        designated=_designated(book, on),
        periods=tuple(period for period in book.periods.values() if period.validity.contains(on)),
    )


def _substitutes(norms: Mapping[str, Norm]) -> dict[str, tuple[Norm, ...]]:
    """Return the permissions of another safeguard, by the required one in whose place it may stand."""
    found: dict[str, tuple[Norm, ...]] = {}
    for _, norm in sorted(norms.items()):
        if norm.modality == Modality.PERMISSION and norm.in_place_of and norm.permits:
            found[norm.in_place_of] = (*found.get(norm.in_place_of, ()), norm)
    return found


def _designated(book: LawBook, on: datetime.date) -> dict[str, dict[str, str]]:
    """Return, for each individual, the classes to which the day adds it, with the designation that does."""
    found: dict[str, dict[str, str]] = {}
    for iri, designation in sorted(book.designations.items()):
        if designation.validity.contains(on):
            found.setdefault(designation.individual, {})[designation.designated_as] = iri
    return found


def _no_law(book: LawBook, regime: str, on: datetime.date) -> NoLawInForceError:
    starts = [norm.validity.start for norm in book.norms.values() if norm.regime == regime and norm.validity.start]
    first = min(starts, default=None)
    labels = book.label(regime, "en"), book.label(regime, "zh")
    return NoLawInForceError("no law in force", regime=labels, day=on, first=first)
