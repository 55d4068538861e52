"""Domestic law against commitments: which norms in force amount to a measure that a commitment disciplines.

Beside it stand the published arguments about the two. Tension is no breach: exceptions may excuse a measure, and nobody
has decided.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lexflux.analysis.disciplines import Discipline, Side
from lexflux.law.agreements import Agreements, Argument
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Norm


@dataclass(frozen=True, slots=True)
class Demand:
    """Measures and the norms in force that demand them, or are such; in ``alternatives`` as one of several ways."""

    measures: tuple[str, ...]
    norms: tuple[Norm, ...]
    alternatives: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tension:
    """Kinds of measure that norms in force amount to, and the disciplines that reach them."""

    kinds: tuple[str, ...]
    demands: tuple[Demand, ...]
    disciplines: tuple[Discipline, ...]


@dataclass(frozen=True, slots=True)
class DomesticLaw:
    """The regimes of one place that are encoded, how many of their norms are in force, and the tensions found."""

    place: str
    regimes: tuple[str, ...]
    in_force: int
    tensions: tuple[Tension, ...]


def domestic_law(
    book: LawBook, agreements: Agreements, side: Side, on: datetime.date, disciplines: Sequence[Discipline]
) -> DomesticLaw:
    """Return the law of one place on the day, and its tensions with the disciplines, those of the most norms first."""
    regimes = tuple(book.regimes[notation] for notation in book.regimes_of(side.place, on))
    norms = [norm for _, norm in sorted(book.norms.items()) if norm.regime in regimes and norm.validity.contains(on)]
    tensions = []
    for kinds, demands in _demands(book, agreements, norms).items():
        wider = frozenset().union(*(agreements.wider.get(kind, frozenset({kind})) for kind in kinds))
        reached = tuple(one for one in disciplines if one.commitment.disciplines & wider)
        if reached:
            tensions.append(Tension(tuple(sorted(kinds)), demands, reached))
    tensions.sort(key=lambda tension: (-sum(len(demand.norms) for demand in tension.demands), tension.kinds))
    return DomesticLaw(side.place, regimes, len(norms), tuple(tensions))


def _demands(book: LawBook, agreements: Agreements, norms: Sequence[Norm]) -> dict[frozenset[str], tuple[Demand, ...]]:
    """Return what norms demand by the kinds of measure it amounts to; what the same norms demand stands together."""
    by_measure: dict[str, list[tuple[Norm, bool]]] = {}
    for norm in norms:
        for measure, is_alternative in _measures(book, agreements, norm):
            by_measure.setdefault(measure, []).append((norm, is_alternative))
    found: dict[frozenset[str], dict[tuple[str, ...], Demand]] = {}
    for measure, demanding in sorted(by_measure.items()):
        demanded = found.setdefault(agreements.amounts_to[measure], {})
        by = tuple(norm.iri for norm, _ in demanding)
        together = demanded[by].measures if by in demanded else ()
        alternatives = frozenset(norm.iri for norm, is_alternative in demanding if is_alternative)
        demanded[by] = Demand((*together, measure), tuple(norm for norm, _ in demanding), alternatives)
    return {
        kinds: tuple(sorted(demands.values(), key=lambda one: (-len(one.norms), one.measures)))
        for kinds, demands in found.items()
    }


def _measures(book: LawBook, agreements: Agreements, norm: Norm) -> list[tuple[str, bool]]:
    """Return what a norm demands that amounts to a measure, else itself, and whether that is one of several ways."""
    known = agreements.amounts_to
    found: list[tuple[str, bool]] = []
    for demanded in (norm.requires, norm.lifted_by):
        if demanded in known:
            found.append((demanded, False))
        elif demanded is not None:
            above = sorted(_ancestors(book, demanded) & known.keys())
            ways = [] if above else sorted(way for way in known if demanded in _ancestors(book, way))
            found += [*((measure, False) for measure in above), *((measure, True) for measure in ways)]
    if norm.iri in known and known[norm.iri] not in [known[measure] for measure, _ in found]:
        found.append((norm.iri, False))
    return found


def _ancestors(book: LawBook, iri: str) -> frozenset[str]:
    definition = book.classes.get(iri)
    return definition.ancestors if definition else frozenset()


def published_arguments(
    book: LawBook, agreements: Agreements, regimes: frozenset[str], invoked: Callable[[str], bool], on: datetime.date
) -> tuple[Argument, ...]:
    """
    Return the arguments that set law in force against an agreement, those that answer them, and those that they answer.

    Parameters
    ----------
    book
        The law book.
    agreements
        What the ontology says of agreements.
    regimes
        Regimes whose law the arguments are about.
    invoked
        Whether a provision, or an agreement as a whole, is one that they invoke.
    on
        The day.
    """
    everything = agreements.arguments
    found = {
        iri
        for iri, one in everything.items()
        if any(_regime_of(book, concerned, on) in regimes for concerned in one.concerns)
        and any(map(invoked, one.invokes))
    }
    answering = {iri for iri, one in everything.items() if found.intersection(one.answers)}
    answered = {other for iri in found for other in everything[iri].answers}
    return tuple(one for iri, one in sorted(everything.items()) if iri in found | answering | answered)


def agreement_of(book: LawBook, invoked: str) -> str:
    """Return the instrument of a provision, or the instrument itself."""
    return book.provisions[invoked].instrument if invoked in book.provisions else invoked


def _regime_of(book: LawBook, concerned: str, on: datetime.date) -> str | None:
    """Return the regime of a norm, provision or instrument that is in force on the day, or of a regime itself."""
    if concerned in book.norms:
        norm = book.norms[concerned]
        return norm.regime if norm.validity.contains(on) else None
    instrument = book.instruments.get(agreement_of(book, concerned))
    if instrument is None:
        return concerned
    return instrument.regime if instrument.validity.contains(on) else None
