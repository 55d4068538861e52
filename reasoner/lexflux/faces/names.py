"""What a person means by a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from lexflux.errors import UnknownTermError, did_you_mean
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF, compact, local


def resolve(name: str, iris: Iterable[str], message: str = "unknown term", others: Iterable[str] = ()) -> str:
    """
    Return the IRI that a person means by a full IRI, a path under the Lexflux namespace or a unique local name.

    Parameters
    ----------
    name
        The name.
    iris
        What it can stand for.
    message
        The message if nothing fits.
    others
        Names known otherwise, which the message may list among the nearest.

    Raises
    ------
    UnknownTermError
        If nothing or more than one thing fits; the message lists the nearest or the candidates.
    """
    known = set(iris)
    for candidate in (name, LF + name):
        if candidate in known:
            return candidate
    found = sorted(iri for iri in known if compact(iri).endswith("/" + name) or local(iri) == name)
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownTermError("ambiguous name", name=name, candidates=", ".join(map(compact, found)))
    hint = did_you_mean(name, {*map(local, known), *map(compact, known), *others})
    raise UnknownTermError(message, name=name, hint=hint)


def named_things(book: LawBook) -> set[str]:
    """Return the IRIs of all that a person can name."""
    return {*book.labels, *book.individuals, *book.classes}


@lru_cache(maxsize=2)
def _bearers(book: LawBook) -> Counter[str]:
    """Return how many things each name, a local name or the end of a path, stands for."""
    paths = (compact(iri).split("/") for iri in named_things(book))
    return Counter("/".join(parts[start:]) for parts in paths for start in range(len(parts)))


def name_of(book: LawBook, iri: str) -> str:
    """Return the shortest name by which `resolve` finds a thing: its local name, if no other has it."""
    parts = compact(iri).split("/")
    ends = ("/".join(parts[start:]) for start in reversed(range(len(parts))))
    return next((end for end in ends if _bearers(book)[end] == 1), compact(iri))


def find(knowledge: KnowledgeBase, name: str, beside: str = "") -> str:
    """
    Return the IRI of a thing that a person names.

    Parameters
    ----------
    knowledge
        The knowledge base.
    name
        Code (``SG``), identifier (``cptpp:14.11.2``), short title (``PIPL``), prefixed or relative name, unique local
        name, or the IRI.
    beside
        IRI of a thing of the same kind; a local name is sought first where that one stands.

    Raises
    ------
    UnknownTermError
        If nothing or more than one thing fits.
    """
    book, things = knowledge.book, named_things(knowledge.book)
    neighbour = beside.rpartition("/")[0] + "/" + name
    if neighbour in things:
        return neighbour
    codes = {notation: iri for iri, notations in book.notations.items() for notation in notations} | book.regimes
    identified = [(one.identifier, iri) for found in (book.provisions, book.instruments) for iri, one in found.items()]
    titled = [(title, iri) for iri, one in book.instruments.items() for title in one.short_titles.values()]
    named = {spelling.casefold(): iri for spelling, iri in (*identified, *titled)}
    spelled = name if "//" in name else name.replace(":", "/", 1)
    return codes.get(name) or named.get(name.casefold()) or resolve(spelled, things, others=named)
