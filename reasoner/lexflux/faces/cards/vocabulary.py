"""Sections of a card for classes and properties: how many there are, what is stated of them, an example, a query."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox

from lexflux.faces.cards.subject import Subject
from lexflux.faces.names import name_of
from lexflux.faces.vocabulary import Vocabulary, example_query
from lexflux.law.lawbook import LawBook
from lexflux.remembering import remembered
from lexflux.terms import LF


def a_class(of: Subject) -> list[str]:
    """Return what lies in a class of the vocabulary, the properties of its members and an example."""
    vocabulary = _vocabulary(of.book, of.knowledge.store)
    if not _is_of_vocabulary(of) or not vocabulary.is_class(of.iri):
        return []
    members, below = vocabulary.members(of.iri), vocabulary.subclasses(of.iri)
    stated = vocabulary.stated_of(of.iri)
    rows = [
        *_counted(of, stated),
        *(f"  {_named(of, one)}" for one in vocabulary.belonging_to(of.iri) if one not in stated),
    ]
    example = vocabulary.example(of.iri)
    return [
        *([of.words.say("members", count=len(members))] if members else []),
        *([of.words.say("subclasses", count=len(below))] if below else []),
        *([of.words.say("properties of it"), *rows] if rows else []),
        *_asking(of, vocabulary),
        *([of.words.say("example", name=_named(of, example))] if example else []),
        *([of.words.say("asked with", query=example_query(vocabulary, of.iri))] if members else []),
    ]


def a_property(of: Subject) -> list[str]:
    """Return of what a property is stated, and what it gives."""
    vocabulary = _vocabulary(of.book, of.knowledge.store)
    if of.iri not in vocabulary.properties:
        return []
    users, domain, gives = vocabulary.users(of.iri), vocabulary.domain(of.iri), vocabulary.range(of.iri)
    return [
        *([of.words.say("belongs to", name=_named(of, domain))] if domain else []),
        *([of.words.say("gives", name=_named(of, gives))] if gives else []),
        *([of.words.say("stated of"), *_counted(of, users)] if users else []),
        *_asking(of, vocabulary),
        *([of.words.say("asked with", query=example_query(vocabulary, of.iri))] if users else []),
    ]


@remembered(2)
def _vocabulary(book: LawBook, store: ox.Store) -> Vocabulary:
    """Return the vocabulary, looked through once: data of a user add nothing to it."""
    return Vocabulary(book, store)


def _asking(of: Subject, vocabulary: Vocabulary) -> list[str]:
    asking = of.words.joined(of.words.label(of.book.regimes[one]) for one in vocabulary.regimes_asking(of.iri))
    return [of.words.pair(of.words.say("asked by the law of"), asking)] if asking else []


def _is_of_vocabulary(of: Subject) -> bool:
    """Return whether this is a class that things are of, not one that the law defines by a condition."""
    own = of.book.norms.keys() | of.book.gaps.keys() | of.book.elements
    return of.iri not in own


def _counted(of: Subject, found: Counter[str]) -> list[str]:
    return [f"  {_named(of, iri)}: {count}" for iri, count in sorted(found.items(), key=lambda one: (-one[1], one[0]))]


def _named(of: Subject, iri: str) -> str:
    return f"{of.words.label(iri)} <{name_of(of.book, iri)}>" if iri.startswith(LF) else of.words.label(iri)
