"""Where the pages of things are, and lines of cards with what they name as links to them."""

from __future__ import annotations

import re
from urllib.parse import quote

from markupsafe import Markup, escape

from lexflux.faces.names import name_of, named_things
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.lawbook import LawBook, text
from lexflux.remembering import remembered
from lexflux.terms import LF

REFERENCE = re.compile(r"<([^<>\s]+)>|(https?://[^\s<>\"'）；，]+)")


def path_of(iri: str) -> str:
    """Return the path of an IRI below the namespace, as an address has it."""
    return quote(iri.removeprefix(LF))


def link(book: LawBook, iri: str, language: str) -> tuple[str, str]:
    """Return the label of a thing, a provision as it is cited, and the address of its page."""
    label = book.citation(iri, language) if iri in book.provisions else book.label(iri, language)
    return label, f"/{language}/doc/{path_of(iri)}"


def linked(knowledge: KnowledgeBase, language: str, line: str, day: str = "") -> Markup:
    """
    Return a line of a card with what it names, and its addresses, as links.

    A label that stands before a name in brackets becomes the link, and the name is left out. The pages behind links
    are those of the ``day``, if there is one.
    """
    parts, end = [], 0
    for found in REFERENCE.finditer(line):
        before, iri = line[end : found.start()], _meant(knowledge, found[1]) if found[1] else None
        called = _called(knowledge.book, iri, language, before.rstrip()) if iri else ""
        kept = before.rstrip().removesuffix(called) if called else before
        parts += [escape(kept), _reference(iri, called or found[1] or found[2], language, day)]
        end = found.end()
    return Markup("").join([*parts, escape(line[end:])])


def _reference(iri: str | None, called: str, language: str, day: str) -> Markup:
    if iri is not None:
        query = f"?on={day}" if day else ""
        return Markup('<a href="/{}/doc/{}{}">{}</a>').format(language, path_of(iri), query, called)
    if called.startswith(("http://", "https://")):
        return Markup('<a href="{}" rel="external noreferrer">{}</a>').format(called, called)
    return escape(f"<{called}>")


def _called(book: LawBook, iri: str, language: str, before: str) -> str:
    """Return how a thing is called at the end of a text, nothing if it is called otherwise."""
    names = [book.label(iri, language)]
    if iri in book.provisions:
        names += [book.citation(iri, language), text(book.provisions[iri].labels, language)]
    return max((one for one in names if one and before.endswith(one)), key=len, default="")


def _meant(knowledge: KnowledgeBase, name: str) -> str | None:
    """Return what a name in brackets stands for, be it a path below the namespace or the shortest of its names."""
    if LF + name in named_things_of(knowledge):
        return LF + name
    return _shortest(knowledge).get(name)


@remembered(2)
def _shortest(knowledge: KnowledgeBase) -> dict[str, str]:
    return {name_of(knowledge.book, iri): iri for iri in named_things_of(knowledge) if iri.startswith(LF)}


@remembered(2)
def named_things_of(knowledge: KnowledgeBase) -> frozenset[str]:
    """Return the IRIs of all that has a page."""
    return frozenset(named_things(knowledge.book))
