"""Sections of a card that say what leads to a thing: citations, sanctions."""

from __future__ import annotations

from lexflux.faces.cards.subject import Subject
from lexflux.terms import LF

REPLACES = LF + "Replaces"
ENDS = (("citing", "cited", "→"), ("cited", "citing", "←"))


def citations(of: Subject) -> list[str]:
    """Return what a provision cites (→) and what cites it (←), with the type of the citation."""
    return [line for kind, line in _citations(of) if kind != REPLACES]


def replacements(of: Subject) -> list[str]:
    """Return in the place of which provision one stands (→), and which stands in its place (←), with their days."""
    return [line for kind, line in _citations(of) if kind == REPLACES]


def _citations(of: Subject) -> list[tuple[str, str]]:
    lines = []
    for end, other, arrow in ENDS:
        for citation in of.pointing(end):
            kind = of.view.iri(citation, LF + "citationType") or ""
            for target in of.view.iris(citation, LF + other):
                days = f"  {_days(of, target)}" if kind == REPLACES else ""
                lines.append((kind, f"{arrow} {of.words.pair(of.words.label(kind), of.named_link(target))}{days}"))
    return list(dict.fromkeys(lines))


def _days(of: Subject, provision: str) -> str:
    return of.days(of.book.instruments[of.book.provisions[provision].instrument].validity)


def sanctions(of: Subject) -> list[str]:
    """Return the sanctions for a breach of a provision."""
    return [line for node in of.pointing("forBreachOf") for line in of.line("Sanction", of.named_link(node.value))]
