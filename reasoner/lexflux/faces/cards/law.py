"""Sections of a card for the law of a regime: provisions, instruments, norms, classes."""

from __future__ import annotations

from lexflux.faces.cards.subject import Subject
from lexflux.faces.words import condition_lines, interval
from lexflux.law.norms import Norm, Precedence


def provision(of: Subject) -> list[str]:
    """Return what is said of a provision."""
    if of.iri not in of.book.provisions:
        return []
    found = of.book.provisions[of.iri]
    return [
        found.identifier,
        *of.line("gist", of.text(found.gists)),
        *of.named("confidence", found.confidence),
        *of.line("sourceNote", of.text(found.notes)),
        *of.line("Source", ", ".join(map(of.words.label, found.sources))),
        *(f"  {url}" for url in found.urls),
    ]


def instrument(of: Subject) -> list[str]:
    """Return what is said of an instrument of a regime, and its provisions."""
    if of.iri not in of.book.instruments or of.is_agreement:
        return []
    found = of.book.instruments[of.iri]
    return [
        *of.named("rank", found.rank),
        interval(of.words, found.validity),
        *of.named("dateConfidence", found.dates_confidence),
        *(f"  {url}" for url in found.urls),
        *(f"  {of.text(one.labels)}  {of.text(one.gists)}" for one in of.provisions),
    ]


def norm(of: Subject) -> list[str]:
    """Return what a norm orders, on which days, under which condition, and what it prevails over or yields to."""
    if of.iri not in of.book.norms:
        return []
    found = of.book.norms[of.iri]
    return [
        *of.named("modality", found.modality),
        *of.line("statedIn", of.cited(found.stated_in)),
        interval(of.words, found.validity),
        *_effects(of, found),
        *of.line("sourceNote", of.text(found.notes)),
        "",
        *condition_lines(of.words, found.condition),
        *(line for one in of.book.precedences.values() for line in _precedence(of, one)),
    ]


def _effects(of: Subject, found: Norm) -> list[str]:
    exempted = ", ".join(sorted(map(of.words.label, found.exempts_from)))
    return [
        *of.named("requires", found.requires),
        *of.named("permits", found.permits),
        *of.named("inPlaceOf", found.in_place_of),
        *of.named("liftedBy", found.lifted_by),
        *of.named("due", found.due),
        *of.line("exemptsFrom", exempted),
        *of.line("timeLimit", of.words.limit(found)),
    ]


def _precedence(of: Subject, found: Precedence) -> list[str]:
    """Return on which side of a precedence the norm stands, if it does, and who stands on the other."""
    lines = []
    for term, side, others in (
        ("prevailing", found.prevailing, found.yielding),
        ("yielding", found.yielding, found.prevailing),
    ):
        if of.iri in side:
            named = ", ".join(sorted(map(of.words.label, others)))
            lines += of.line(term, f"{of.words.label(found.iri)} ({named}) [{of.cited(found.stated_in)}]")
    return lines


def defined_class(of: Subject) -> list[str]:
    """Return the condition that defines an element or another class that is no norm."""
    if of.iri in of.book.norms or of.iri not in of.book.classes:
        return []
    condition = of.book.classes[of.iri].definition
    return [] if condition is None else ["", *condition_lines(of.words, condition)]
