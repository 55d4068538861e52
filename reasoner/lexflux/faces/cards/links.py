"""Sections of a card that say what leads to a thing: norms and statements, citations, sanctions."""

from __future__ import annotations

from lexflux.faces.cards.agreements import STATEMENTS
from lexflux.faces.cards.subject import Subject
from lexflux.terms import LF, compact

# What leads from a statement of an agreement to a provision, or to a commitment.
TO_STATED = ("statedIn", "excuses", "narrows", "excludes", "suspends")


def norms(of: Subject) -> list[str]:
    """Return the norms that a provision states."""
    stated = [one.iri for one in of.book.norms.values() if of.iri in one.stated_in]
    return [f"{of.words.label(LF + 'Norm')}: {of.words.label(iri)} <{compact(iri)}>" for iri in stated]


def statements(of: Subject) -> list[str]:
    """Return the statements of agreements that stand in a provision, or that bear on a commitment."""
    return [
        f"{of.words.label(kind)}: {of.words.label(node.value)} <{compact(node.value)}>"
        for predicate in TO_STATED
        for node in of.pointing(predicate)
        for kind in sorted(of.book.individuals.get(node.value, frozenset()) & STATEMENTS)
    ]


def citations(of: Subject) -> list[str]:
    """Return what a provision cites (→) and what cites it (←), with the type of the citation."""
    lines = []
    for end, other, arrow in (("citing", "cited", "→"), ("cited", "citing", "←")):
        for citation in of.pointing(end):
            kind = of.words.label(of.view.iri(citation, LF + "citationType") or "")
            targets = of.view.iris(citation, LF + other)
            lines += [f"{arrow} {kind}: {of.book.citation(target, of.words.language)}" for target in targets]
    return lines


def sanctions(of: Subject) -> list[str]:
    """Return the sanctions for a breach of a provision."""
    return [f"{of.words.label(LF + 'Sanction')}: {of.words.label(node.value)}" for node in of.pointing("forBreachOf")]
