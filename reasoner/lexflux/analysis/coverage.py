"""What is encoded of the law of each regime, of agreements and of lists, and how well it is known."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lexflux.law.agreements import Agreements
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Due, Modality, Norm
from lexflux.terms import LF

NEGATIVE_LIST, AGREEMENT, READ = LF + "NegativeList", LF + "Agreement", LF + "Read"
BARRING_OR_FREEING = frozenset({Modality.PROHIBITION, Modality.EXEMPTION, Modality.PERMISSION})


@dataclass(frozen=True, slots=True)
class RegimeCoverage:
    """
    What is encoded of a regime.

    ``provisions`` counts them by how they were read, ``gaps`` what is not encoded by the kind of its provision;
    ``bearing`` counts the norms that bear the verdict, of which ``doubtful`` cite a provision that was not read in the
    original. ``coming`` are norms that begin after ``known_until``, the last day on which its texts were looked at.
    """

    notation: str
    iri: str
    known_until: datetime.date | None
    instruments: int
    norms: int
    provisions: Mapping[str, int]
    gaps: Mapping[str, int]
    open_points: int
    bearing: int
    doubtful: tuple[str, ...]
    coming: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgreementCoverage:
    """How many agreements there are by rank, their provisions by how these were read, and what is encoded of them."""

    ranks: Mapping[str, int]
    provisions: Mapping[str, int]
    commitments: int
    exceptions: int
    absent: int
    arguments: int


@dataclass(frozen=True, slots=True)
class ListCoverage:
    """How many editions of lists there are, and how many of them something is not encoded of."""

    editions: int
    with_gaps: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is encoded."""

    regimes: tuple[RegimeCoverage, ...]
    agreements: AgreementCoverage
    lists: ListCoverage


def coverage(book: LawBook, agreements: Agreements) -> Coverage:
    """Return what is encoded and how well it is known, for no day in particular."""
    regimes = tuple(_of_regime(book, notation, iri) for notation, iri in sorted(book.regimes.items()))
    return Coverage(regimes, _of_agreements(book, agreements), _of_lists(book))


def _of_regime(book: LawBook, notation: str, iri: str) -> RegimeCoverage:
    norms = [norm for norm in book.norms.values() if norm.regime == iri]
    known = book.known_until.get(iri)
    bearing = [norm for norm in norms if bears_the_verdict(norm)]
    return RegimeCoverage(
        notation=notation,
        iri=iri,
        known_until=known,
        instruments=sum(one.regime == iri for one in book.instruments.values()),
        norms=len(norms),
        provisions=_confidences(book, (one for one, found in book.instruments.items() if found.regime == iri)),
        gaps=Counter(kind for gap in book.gaps.values() if gap.regime == iri for kind in _kinds(book, gap.stated_in)),
        open_points=sum(_regime(book, one.stated_in) == iri for one in book.open_points.values()),
        bearing=len(bearing),
        doubtful=tuple(
            one.iri for one in bearing if any(book.provisions[iri].confidence != READ for iri in one.stated_in)
        ),
        coming=tuple(one.iri for one in norms if known and one.validity.start and one.validity.start > known),
    )


def bears_the_verdict(norm: Norm) -> bool:
    """Return whether a norm bars or frees a transfer, or asks for something that has to come before it."""
    return norm.modality in BARRING_OR_FREEING or norm.due == Due.BEFORE_TRANSFER


def _kinds(book: LawBook, provisions: Iterable[str]) -> list[str]:
    """Return the first kind of the first of provisions."""
    return [kind for iri in list(provisions)[:1] for kind in book.provisions[iri].kinds[:1]]


def _regime(book: LawBook, provisions: Iterable[str]) -> str | None:
    return next((book.instruments[book.provisions[iri].instrument].regime for iri in provisions), None)


def _confidences(book: LawBook, instruments: Iterable[str]) -> Counter[str]:
    chosen = set(instruments)
    return Counter(one.confidence for one in book.provisions.values() if one.instrument in chosen)


def _of_agreements(book: LawBook, agreements: Agreements) -> AgreementCoverage:
    iris = [iri for iri in book.instruments if AGREEMENT in book.individuals.get(iri, ())]
    return AgreementCoverage(
        ranks=Counter(book.instruments[iri].rank for iri in iris),
        provisions=_confidences(book, iris),
        commitments=len(agreements.commitments),
        exceptions=len(agreements.exceptions),
        absent=len(agreements.absent),
        arguments=len(agreements.arguments),
    )


def _of_lists(book: LawBook) -> ListCoverage:
    editions = [iri for iri in book.instruments if NEGATIVE_LIST in book.individuals.get(iri, ())]
    open_ = {book.provisions[iri].instrument for gap in book.gaps.values() for iri in gap.stated_in}
    return ListCoverage(len(editions), len(open_.intersection(editions)))
