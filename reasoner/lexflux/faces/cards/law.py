"""Sections of a card for the law of a regime: provisions, instruments, norms, classes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from lexflux.faces.cards.subject import Subject
from lexflux.faces.words import condition_lines
from lexflux.law.norms import Norm, Precedence, Provision
from lexflux.terms import LF, compact


def provision(of: Subject) -> list[str]:
    """Return what a provision says."""
    if of.iri not in of.book.provisions:
        return []
    found = of.book.provisions[of.iri]
    return [of.words.pair(of.words.say("identifier"), found.identifier), *of.line("gist", of.text(found.gists))]


def reading(of: Subject) -> list[str]:
    """Return how a provision was read, and where."""
    if of.iri not in of.book.provisions:
        return []
    found = of.book.provisions[of.iri]
    return [
        *of.named("confidence", found.confidence),
        *of.line("sourceNote", of.text(found.notes)),
        *of.line("Source", ", ".join(map(of.words.label, found.sources))),
        *(f"  {url}" for url in found.urls),
        *of.line("readOn", of.words.joined(_days_read(of, found.sources))),
        *official(of, found.official),
    ]


def _days_read(of: Subject, sources: Iterable[str]) -> list[str]:
    days = (of.view.literal(ox.NamedNode(one), LF + "readOn") for one in sources)
    return sorted({day for day in days if day})


def official(of: Subject, addresses: Sequence[str]) -> list[str]:
    """Return where the law is published, which need not be where it was read."""
    return [of.words.pair(of.words.say("official address"), of.words.joined(addresses))] if addresses else []


def instrument(of: Subject) -> list[str]:
    """Return what is said of an instrument of a regime, and its provisions."""
    if of.iri not in of.book.instruments or of.is_agreement:
        return []
    found = of.book.instruments[of.iri]
    return [
        *of.named("rank", found.rank),
        of.days(found.validity),
        *of.named("dateConfidence", found.dates_confidence),
        *of.line("bearer", of.words.joined(map(of.words.label, found.bearers))),
        *(f"  {url}" for url in found.urls),
        *official(of, found.official),
        *provisions(of),
    ]


def provisions(of: Subject) -> list[str]:
    """Return the provisions of an instrument, each with what it says, and with a mark if it was not read."""
    return [
        f"  {of.text(one.labels)} <{compact(one.iri)}>{_mark(of, one)}  {of.text(one.gists)}" for one in of.provisions
    ]


def _mark(of: Subject, one: Provision) -> str:
    return "" if one.confidence == LF + "Read" else f" [{of.words.label(one.confidence)}]"


def norm(of: Subject) -> list[str]:
    """Return what a norm orders, on which days, under which condition, and what it prevails over or yields to."""
    if of.iri not in of.book.norms:
        return []
    found = of.book.norms[of.iri]
    return [
        *of.named("modality", found.modality),
        *of.line("bearer", of.words.joined(map(of.words.label, found.bearers))),
        *of.line("statedIn", of.words.clauses(map(of.named_link, found.stated_in))),
        of.days(found.validity),
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
            named = ", ".join(sorted(map(of.named_link, others)))
            lines += of.line(term, f"{of.words.label(found.iri)} ({named}) [{of.cited(found.stated_in)}]")
    return lines


def defined_class(of: Subject) -> list[str]:
    """Return the condition that defines an element or another class that is no norm."""
    if of.iri in of.book.norms or of.iri not in of.book.classes:
        return []
    condition = of.book.classes[of.iri].definition
    return [] if condition is None else ["", *condition_lines(of.words, condition)]
