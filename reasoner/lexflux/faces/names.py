"""What a person means by a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lexflux.errors import UnknownTermError, did_you_mean
from lexflux.faces.citations import cited
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.lawbook import LawBook
from lexflux.phrases import LANGUAGES
from lexflux.remembering import remembered
from lexflux.resources import prefixes
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


@remembered(2)
def named_things(book: LawBook) -> frozenset[str]:
    """Return the IRIs of all that a person can name."""
    return frozenset({*book.labels, *book.individuals, *book.classes})


@remembered(2)
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
        Code (``SG``), identifier (``cptpp:14.11.2``), short title (``PIPL``), citation (``PIPL, art. 40``), number of a
        provision (``§ 202.256``), prefixed or relative name, unique local name, or the IRI.
    beside
        IRI of a thing of the same kind; a local name is sought first where that one stands.

    Raises
    ------
    UnknownTermError
        If nothing or more than one thing fits.
    """
    found = find_all(knowledge, name, beside)
    if len(found) > 1:
        raise UnknownTermError("ambiguous name", name=name, candidates=", ".join(map(compact, found)))
    return found[0]


def find_all(knowledge: KnowledgeBase, name: str, beside: str = "") -> tuple[str, ...]:
    """Return the IRIs of the things that a person names: one, or all that a citation cites; raises as `find`."""
    book, things = knowledge.book, named_things(knowledge.book)
    neighbour = beside.rpartition("/")[0] + "/" + name
    if neighbour in things:
        return (neighbour,)
    codes, named = _spellings(book)
    known = codes.get(name) or named.get(name.casefold().strip("《》"))
    if known:
        return (known,)
    # What is printed as the name of one thing is read as that, though a citation may end in the same word.
    cites = () if _bearers(book)[name] == 1 else cited(book, name)
    return cites or _within(book, name) or (resolve(_in_full(name), things, others={*named, *_citations(book)}),)


def _within(book: LawBook, name: str) -> tuple[str, ...]:
    """Return the provisions that are parts of what a citation names, of which no provision is the whole."""
    folded = " ".join(name.casefold().split())
    return tuple(
        dict.fromkeys(
            iri for citation, iri in _citations(book).items() if citation.startswith((folded + "(", folded + "第"))
        )
    )


@remembered(2)
def _citations(book: LawBook) -> dict[str, str]:
    """Return what each provision is cited as, folded."""
    return {book.citation(iri, language).casefold(): iri for language in LANGUAGES for iri in book.provisions}


@remembered(2)
def _spellings(book: LawBook) -> tuple[dict[str, str], dict[str, str]]:
    """Return what codes stand for, and identifiers and short titles, folded."""
    codes = {notation: iri for iri, notations in book.notations.items() for notation in notations} | book.regimes
    identified = [(one.identifier, iri) for found in (book.provisions, book.instruments) for iri, one in found.items()]
    titled = [(title, iri) for iri, one in book.instruments.items() for title in one.short_titles.values()]
    return codes, {spelling.casefold(): iri for spelling, iri in (*identified, *titled)}


def _in_full(name: str) -> str:
    """Return a prefixed name as an IRI, and any other as a path, without the escapes that Turtle needs."""
    plain = name.strip("<>").replace("\\", "")
    prefix, colon, rest = plain.partition(":")
    if colon and not rest.startswith("//"):
        return prefixes().get(prefix, prefix + "/") + rest
    return plain
