"""Domestic law against commitments: which norms in force amount to a measure that a commitment disciplines.

Beside it stand the published arguments about the two. Tension is no breach: exceptions may excuse a measure, and nobody
has decided.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lexflux.analysis.disciplines import Discipline, Side, reaches
from lexflux.law.agreements import Agreements, Argument
from lexflux.law.conditions import And, Condition, HasValue, Named, OneOf, Or, Some
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Norm
from lexflux.terms import LF

SECTOR = LF + "sector"


@dataclass(frozen=True, slots=True)
class Demand:
    """Measures and the norms in force that demand them, or are such; in ``alternatives`` as one of several ways."""

    measures: tuple[str, ...]
    norms: tuple[Norm, ...]
    alternatives: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tension:
    """Kinds of measure that norms in force amount to, and the disciplines that reach what these norms are about."""

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
    found: dict[tuple[frozenset[str], tuple[str, ...]], dict[str, list[tuple[Norm, bool]]]] = {}
    for norm in norms:
        reaching = [one for one in disciplines if reaches(one, _sectors(book, agreements, norm))]
        for measure, is_alternative in _measures(book, agreements, norm):
            kinds = agreements.amounts_to[measure]
            reached = tuple(one.commitment.iri for one in reaching if _is_against(agreements, one, kinds))
            found.setdefault((kinds, reached), {}).setdefault(measure, []).append((norm, is_alternative))
    tensions = [
        Tension(
            tuple(sorted(kinds)),
            _demands(by_measure),
            _named(disciplines, reached),
        )
        for (kinds, reached), by_measure in found.items()
        if reached
    ]
    tensions.sort(key=lambda tension: (-sum(len(demand.norms) for demand in tension.demands), tension.kinds))
    return DomesticLaw(side.place, regimes, len(norms), tuple(tensions))


def _named(disciplines: Iterable[Discipline], commitments: Container[str]) -> tuple[Discipline, ...]:
    return tuple(one for one in disciplines if one.commitment.iri in commitments)


def _is_against(agreements: Agreements, discipline: Discipline, kinds: Iterable[str]) -> bool:
    wider = frozenset[str]().union(*(agreements.wider.get(kind, frozenset({kind})) for kind in kinds))
    return not wider.isdisjoint(discipline.commitment.disciplines)


def sectors_of(book: LawBook, condition: Condition) -> frozenset[str] | None:
    """Return the sectors outside which a condition cannot hold; None, if it can hold in any."""
    match condition:
        case HasValue(prop, value):
            return frozenset({str(value)}) if prop == SECTOR else None
        case Some(prop, OneOf(individuals)) if prop == SECTOR:
            return frozenset(individuals)
        case Some(_, filler):
            return sectors_of(book, filler)
        case Named(iri):
            definition = book.classes.get(iri)
            inner = definition.definition if definition else None
            return None if inner is None else sectors_of(book, inner)
        case And(parts):
            named = [found for part in parts if (found := sectors_of(book, part)) is not None]
            return frozenset().union(*named) if named else None
        case Or(parts):
            either = [sectors_of(book, part) for part in parts]
            return None if None in either else frozenset[str]().union(*(one for one in either if one))
        case _:
            return None


def _sectors(book: LawBook, agreements: Agreements, norm: Norm) -> list[frozenset[str]] | None:
    """Return the sectors to which a norm is confined, each with the wider ones; None, if it is to none."""
    sectors = sectors_of(book, norm.condition)
    return None if sectors is None else [agreements.wider.get(one, frozenset({one})) for one in sectors]


def _demands(by_measure: Mapping[str, Sequence[tuple[Norm, bool]]]) -> tuple[Demand, ...]:
    """Return what norms demand, that of the most norms first; what the same norms demand stands together."""
    found: dict[tuple[str, ...], Demand] = {}
    for measure, demanding in sorted(by_measure.items()):
        by = tuple(norm.iri for norm, _ in demanding)
        together = found[by].measures if by in found else ()
        alternatives = frozenset(norm.iri for norm, is_alternative in demanding if is_alternative)
        found[by] = Demand((*together, measure), tuple(norm for norm, _ in demanding), alternatives)
    return tuple(sorted(found.values(), key=lambda one: (-len(one.norms), one.measures)))


def _measures(book: LawBook, agreements: Agreements, norm: Norm) -> list[tuple[str, bool]]:
    """
    Return the norm, if it amounts to a measure itself, else what it demands that does.

    With each stands whether that is one of several ways.
    """
    known = agreements.amounts_to
    if norm.iri in known:
        return [(norm.iri, False)]
    found: list[tuple[str, bool]] = []
    for demanded in (norm.requires, norm.lifted_by):
        if demanded in known:
            found.append((demanded, False))
        elif demanded is not None:
            above = sorted(_ancestors(book, demanded) & known.keys())
            ways = [] if above else sorted(way for way in known if demanded in _ancestors(book, way))
            found += [*((measure, False) for measure in above), *((measure, True) for measure in ways)]
    return found


def _ancestors(book: LawBook, iri: str) -> frozenset[str]:
    definition = book.classes.get(iri)
    return definition.ancestors if definition else frozenset()


def published_arguments(
    book: LawBook, agreements: Agreements, regimes: Iterable[str], invoked: Callable[[str], bool], on: datetime.date
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
    of_law = frozenset(regimes)
    found = {
        iri
        for iri, one in everything.items()
        if any(_regime_of(book, concerned, on) in of_law for concerned in one.concerns)
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
