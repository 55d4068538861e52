"""The topics of a norm and of the safeguards that it is about, by the terms that it names."""

from __future__ import annotations

from collections.abc import Iterable

from lexflux.law.conditions import And, Condition, HasValue, Named, OneOf, Or, Some
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Norm
from lexflux.remembering import remembered


def topics_of(book: LawBook, norm: Norm) -> frozenset[str]:
    """
    Return the topics of a norm.

    They are its own and its modality's, those of the safeguards that it requires, permits or is lifted by, and those of
    what its condition names. What a condition excludes does not count, nor do safeguards that a norm lifts or replaces.
    """
    ordered = [
        topics_of_safeguard(book, iri) for iri in (norm.requires, norm.permits, norm.lifted_by) if iri is not None
    ]
    return topics_among(book, {norm.iri, norm.modality, *_names(book, norm.condition)}).union(*ordered)


def topics_of_safeguard(book: LawBook, iri: str) -> frozenset[str]:
    """
    Return the topics of a class of safeguards: its own, its superclasses' and, of a union, its members'.

    Those of a union of which it is but a member are not its own.
    """
    named = {iri, *_members(book, iri)}
    wider = {above for one in named for above in book.classes[one].ancestors if one not in _members(book, above)}
    return topics_among(book, named | wider)


def _members(book: LawBook, union: str) -> set[str]:
    members = book.unions.get(union, frozenset()) - {union}
    return set(members).union(*(_members(book, one) for one in members))


def topics_among(book: LawBook, named: Iterable[str]) -> frozenset[str]:
    """Return the topics of some terms, each by itself."""
    return frozenset(topic for iri in named for topic in book.topics.get(iri, ()))


def _names(book: LawBook, condition: Condition) -> frozenset[str]:
    """Return what a condition names outside negations, definitions and superclasses included."""
    match condition:
        case Named(iri):
            return _of_class(book, iri)
        case And(parts) | Or(parts):
            return frozenset().union(*(_names(book, part) for part in parts))
        case Some(prop, filler):
            return _names(book, filler) | {prop}
        case HasValue(prop, value):
            return frozenset({prop, value} if isinstance(value, str) else {prop})
        case OneOf(individuals):
            return frozenset(individuals)
        case _:
            return frozenset()


@remembered(1 << 14)
def _of_class(book: LawBook, iri: str) -> frozenset[str]:
    definition = book.classes.get(iri)
    if definition is None:
        return frozenset({iri})
    inner = _names(book, definition.definition) if definition.definition is not None else frozenset()
    return definition.ancestors | inner | {iri}
