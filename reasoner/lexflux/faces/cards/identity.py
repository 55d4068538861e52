"""Sections of a card by which a thing is cited and known elsewhere."""

from __future__ import annotations

from lexflux.faces.cards.subject import Subject
from lexflux.faces.names import name_of
from lexflux.resources import tool_version
from lexflux.terms import SKOS

REALISES = "http://purl.org/vocab/frbr/core#realizationOf"
MATCHES = ("exactMatch", "closeMatch", "narrowMatch", "broadMatch", "relatedMatch")


def known_elsewhere(of: Subject) -> list[str]:
    """Return what a thing is, or is near to, in other vocabularies and registers: ELI, DPV, LKIF Core and others."""
    return [
        of.words.pair(of.words.say(match), ", ".join(f"<{iri}>" for iri in iris))
        for match in MATCHES
        if (iris := of.view.iris(of.node, SKOS + match))
    ]


def other_texts(of: Subject) -> list[str]:
    """Return the other texts of the work of which an instrument is one."""
    found = []
    for work in of.view.iris(of.node, REALISES):
        texts = [iri for iri, other in of.view.pairs(REALISES) if other.value == work and iri != of.iri]
        named = of.words.joined(f"{of.words.label(iri)} <{name_of(of.book, iri)}>" for iri in sorted(texts))
        found.append(of.words.say("another text", work=of.words.label(work), texts=named))
    return found


def to_cite(of: Subject) -> list[str]:
    """Return how to cite a norm, a provision, an instrument or an agreement with the version that says it."""
    name = _cited_name(of)
    if not name:
        return []
    return [of.words.say("cite as", name=name, version=tool_version(), iri=of.iri)]


def _cited_name(of: Subject) -> str:
    if of.iri in of.book.provisions:
        return of.cited([of.iri])
    if of.iri in of.book.instruments:
        return of.words.label(of.iri)
    if of.iri in of.book.norms:
        return f"{of.words.label(of.iri)} [{of.cited(of.book.norms[of.iri].stated_in)}]"
    return ""
