"""Sections of a card for what has no sections of its own: terms, entries of lists, open points, designations, gaps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pyoxigraph as ox

from lexflux.analysis import kinds as analysis
from lexflux.faces.cards.agreements import STATEMENTS
from lexflux.faces.cards.subject import Subject
from lexflux.faces.words import condition_lines
from lexflux.law.norms import OpenPoint
from lexflux.terms import LF, RDFS

SUPERCLASS = RDFS + "subClassOf"
AMOUNTS_TO = LF + "amountsTo"
"""Told with its note in `lexflux.faces.cards.agreements.measure`."""
MOST_POINTING = 12
"""More things of one kind that lead here are counted, not named."""


def described(of: Subject) -> list[str]:
    """Return what the vocabulary says of a thing, its classes first, and of an open point what is held."""
    if _has_own_sections(of):
        return []
    classes = [iri for iri in (*sorted(direct(of, of.kinds)), *of.view.iris(of.node, SUPERCLASS)) if _is_told(of, iri)]
    said = sorted({quad.predicate.value for quad in of.view.store.quads_for_pattern(of.node, None, None)})
    named = of.words.joined(map(of.words.label, classes))
    lines = [of.words.pair(of.words.say("kind"), named)] if named else []
    for predicate in said:
        if predicate != AMOUNTS_TO and _is_told(of, predicate) and (value := of.values(predicate)):
            lines.append(of.words.pair(of.words.label(predicate), value))
    return [*lines, *readings(of), *_condition(of)]


def legal_categories(of: Subject) -> list[str]:
    """Return what a kind of data certainly is in the newest law of each regime, with the provision that says so."""
    if of.iri not in of.book.data_kinds:
        return []
    found = analysis.legal_categories(of.book, of.iri)
    return [of.words.say("counts as", category=of.words.label(iri), citation=_source(of, iri)) for _, iri in found]


def _source(of: Subject, iri: str) -> str:
    return of.cited(of.view.iris(ox.NamedNode(iri), LF + "statedIn"))


def leading_here(of: Subject) -> list[str]:
    """Return the things that refer to a thing by a term of the vocabulary, those of one kind in one line."""
    if _has_own_sections(of):
        return []
    pointing = sorted(set(_pointing(of)))
    return [
        f"← {of.words.pair(of.words.label(predicate), some(of, [iri for _, iri in group]))}"
        for predicate, group in groupby(pointing, key=lambda pair: pair[0])
    ]


def _has_own_sections(of: Subject) -> bool:
    book = of.book
    return bool(of.kinds & STATEMENTS) or any(of.iri in own for own in (book.provisions, book.instruments, book.norms))


def _is_told(of: Subject, iri: str) -> bool:
    return iri.startswith(LF) and bool(of.book.labels.get(iri))


def direct(of: Subject, kinds: frozenset[str]) -> frozenset[str]:
    """Return classes without those that follow from another of them."""
    classes = of.book.classes
    implied = {above for kind in kinds if kind in classes for above in classes[kind].ancestors - {kind}}
    return kinds - implied


def readings(of: Subject, point: OpenPoint | None = None) -> Iterator[str]:
    """Yield the readings of an open point, by default of the one that the card is about, with the reason for each."""
    point = point or of.book.open_points.get(of.iri)
    for reading in point.readings if point else ():
        reason = of.text(of.view.texts(ox.NamedNode(reading), LF + "reason"))
        yield from of.line("Reading", of.words.pair(of.named_link(reading), reason))


def _condition(of: Subject) -> list[str]:
    gap = of.book.gaps.get(of.iri)
    return ["", *condition_lines(of.words, gap.condition)] if gap else []


def _pointing(of: Subject) -> Iterator[tuple[str, str]]:
    for quad in of.view.store.quads_for_pattern(None, None, of.node):
        if isinstance(quad.subject, ox.NamedNode) and _is_told(of, quad.predicate.value):
            yield quad.predicate.value, quad.subject.value


def some(of: Subject, iris: list[str]) -> str:
    """Return the first of some things, and how many more there are."""
    named = [of.named_link(iri) for iri in iris[:MOST_POINTING]]
    more = [of.words.say("more values", count=len(iris) - MOST_POINTING)] if len(iris) > MOST_POINTING else []
    return of.words.clauses([*named, *more])
