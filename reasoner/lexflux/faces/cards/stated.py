"""Sections of a card that say what a provision states: norms, what agreements undertake, definitions, what is open."""

from __future__ import annotations

from collections.abc import Iterator

from lexflux.faces.cards.agreements import STATEMENTS
from lexflux.faces.cards.subject import Subject
from lexflux.faces.cards.terms import direct, readings, some
from lexflux.law.norms import OpenPoint
from lexflux.terms import LF

TO_STATED = ("statedIn", "excuses", "narrows", "excludes", "suspends")
"""What leads from a statement of an agreement to a provision, or to a commitment."""
ELEMENT = LF + "Element"


def norms(of: Subject) -> list[str]:
    """Return the norms that a provision states, also those that hold no longer or not yet, with their days."""
    return [
        f"{of.words.pair(of.words.label(one.modality), of.named_link(one.iri))}  {of.days(one.validity)}"
        for one in of.standings.norms(of.iri)
    ]


def statements(of: Subject) -> list[str]:
    """Return the statements of agreements that stand in a provision, or that bear on a commitment."""
    return [
        of.words.pair(of.words.label(kind), of.named_link(node.value))
        for predicate in TO_STATED
        for node in of.pointing(predicate)
        for kind in sorted(of.book.individuals.get(node.value, frozenset()) & STATEMENTS)
    ]


def others(of: Subject) -> list[str]:
    """Return what else a provision states, in a line for each kind: definitions, designations, precedences, gaps."""
    if of.iri not in of.book.provisions:
        return []
    by_kind: dict[str, list[str]] = {}
    for node in of.pointing("statedIn"):
        if kind := _kind(of, node.value):
            by_kind.setdefault(of.words.label(kind), []).append(node.value)
    return [of.words.pair(kind, some(of, sorted(iris))) for kind, iris in sorted(by_kind.items())]


def _kind(of: Subject, iri: str) -> str:
    """Return what a thing is, nothing for what a card tells otherwise."""
    book = of.book
    kinds = book.individuals.get(iri, frozenset())
    if iri in book.norms or iri in book.open_points or iri in book.gaps or kinds & STATEMENTS:
        return ""
    if iri in book.classes:
        return ELEMENT if iri in book.elements else min(book.classes[iri].ancestors - {iri}, default="")
    return min(direct(of, kinds), default="")


def gaps(of: Subject) -> list[str]:
    """Return what of a provision is not encoded, and why."""
    book, here = of.book, _provisions(of)
    found = (one for one in book.gaps.values() if of.iri != one.iri and here & {*one.stated_in})
    return [
        of.words.pair(of.words.label(LF + "Gap"), of.words.pair(of.named_link(one.iri), of.text(one.reasons)))
        for one in found
    ]


def open_points(of: Subject) -> list[str]:
    """Return the open points of law in a provision, or in that of a norm, with all their readings."""
    here = _provisions(of)
    found = (one for one in of.book.open_points.values() if of.iri != one.iri and here & {*one.stated_in})
    return [line for one in found for line in _open_point(of, one)]


def _provisions(of: Subject) -> set[str]:
    norm = of.book.norms.get(of.iri)
    return {*norm.stated_in} if norm else {of.iri}


def _open_point(of: Subject, point: OpenPoint) -> Iterator[str]:
    yield of.words.pair(of.words.label(LF + "OpenPoint"), of.named_link(point.iri))
    yield "  " + of.text(point.questions)
    yield from (f"  {line}" for line in readings(of, point))
