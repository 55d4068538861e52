"""Classes of safeguards that name several together: they cannot be stated, the safeguards that they stand for can."""

from __future__ import annotations

from collections.abc import Iterator

from lexflux.facts import context, names
from lexflux.law.lawbook import LawBook
from lexflux.remembering import remembered
from lexflux.terms import SAFEGUARD_CLASS


@remembered(4)
def standing_for(book: LawBook) -> dict[str, tuple[str, ...]]:
    """Return the safeguards that may be stated for which each class stands that may not, in the order of their IRIs."""
    stated = frozenset(context.kinds(book, SAFEGUARD_CLASS))
    found = {iri: tuple(sorted(_members(book, iri, stated))) for iri in _collective(book)}
    return {iri: members for iri, members in found.items() if members}


def named(book: LawBook, word: str) -> str | None:
    """Return the class that stands for several safeguards and that a word names, if it names one."""
    return next(iter(names.meant(book, word, tuple(standing_for(book)))), None)


def _collective(book: LawBook) -> Iterator[str]:
    unions = (iri for iri in book.unions if SAFEGUARD_CLASS in book.classes[iri].ancestors)
    yield from sorted(book.collective.union(unions))


def _members(book: LawBook, iri: str, stated: frozenset[str]) -> frozenset[str]:
    """Return what may be stated of the parts of a class, the kinds below it, and what norms permit in its place."""
    permitted = {norm.permits for norm in book.norms.values() if norm.permits and norm.in_place_of == iri}
    below = {kind for kind in stated if iri in book.classes[kind].ancestors}
    wider = (book.unions.get(iri, frozenset()) | permitted) - stated - {iri}
    parts = stated & (book.unions.get(iri, frozenset()) | permitted | below)
    return parts.union(*(_members(book, one, stated) for one in wider))
