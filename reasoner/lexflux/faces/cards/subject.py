"""What a card is about."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from lexflux.citation.standing import Standings
from lexflux.faces.words import interval
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.graphs import Term, View
from lexflux.law.lawbook import LawBook, text
from lexflux.law.norms import Interval, Provision, Texts
from lexflux.law.statutory_order import in_statutory_order, numbered_as
from lexflux.law.wording import Wording
from lexflux.remembering import remembered
from lexflux.terms import LF, compact

TRUTHS = {"true": "yes", "false": "no"}


@dataclass(frozen=True)
class Subject:
    """What a card is about, with the knowledge and the words from which it is made, and the day on which it is told."""

    knowledge: KnowledgeBase
    iri: str
    words: Wording
    day: datetime.date | None = None

    @property
    def book(self) -> LawBook:
        """The law book."""
        return self.knowledge.book

    @cached_property
    def view(self) -> View:
        """The store, for what the law book does not hold."""
        return View(self.knowledge.store)

    @cached_property
    def node(self) -> ox.NamedNode:
        """The node in the store."""
        return ox.NamedNode(self.iri)

    @property
    def kinds(self) -> frozenset[str]:
        """The classes of which this is an individual."""
        return self.book.individuals.get(self.iri, frozenset())

    @property
    def is_agreement(self) -> bool:
        """Whether this is an agreement between places, which the law book holds among the instruments."""
        return LF + "Agreement" in self.kinds

    @property
    def provisions(self) -> list[Provision]:
        """The provisions of an instrument, in the order of its text as far as their names tell it."""
        own = [ox.NamedNode(one.iri) for one in self.book.provisions.values() if one.instrument == self.iri]
        counted = Counter(map(numbered_as, own))
        own.sort(key=lambda one: -counted[numbered_as(one)])
        return [self.book.provisions[one.value] for one in in_statutory_order(own)]

    @property
    def regime(self) -> str | None:
        """The regime whose law this is or states, None for what is of none."""
        book = self.book
        if self.iri in book.provisions:
            return book.instruments[book.provisions[self.iri].instrument].regime or None
        own = book.instruments.get(self.iri) or book.norms.get(self.iri) or book.gaps.get(self.iri)
        return (own.regime or None) if own else None

    @property
    def validity(self) -> Interval | None:
        """The days on which this holds, None for what has none."""
        book = self.book
        if self.iri in book.provisions:
            return book.days_of_provision(self.iri)
        own = book.instruments.get(self.iri) or book.norms.get(self.iri) or book.gaps.get(self.iri)
        dated = own or book.designations.get(self.iri)
        return dated.validity if dated else None

    @property
    def standings(self) -> Standings:
        """How citations stand on the day of the card, or on the last that there is."""
        return _standings(self.book, self.day or datetime.date.max)

    def named_link(self, iri: str) -> str:
        """Return a thing as it is called, a provision as it is cited, with the name by which to ask for it."""
        called = self.book.citation(iri, self.words.language) if iri in self.book.provisions else self.words.label(iri)
        return f"{called} <{compact(iri)}>"

    def days(self, validity: Interval) -> str:
        """Return the days on which something holds, marked if the day of the card is none of them."""
        told = interval(self.words, validity)
        if self.day is None or validity.contains(self.day):
            return told
        return f"{told} · {self.words.say('not in force on day')}"

    def text(self, texts: Texts) -> str:
        """Return a text in the language of the card."""
        return text(texts, self.words.language)

    def cited(self, provisions: Iterable[str]) -> str:
        """Return provisions as citations, without marks of how they were read."""
        return self.book.citations([(iri, "") for iri in provisions], self.words.language)

    def line(self, term: str, value: str) -> list[str]:
        """Return a line with the label of a term of the vocabulary and a value, none for an empty value."""
        return [self.words.pair(self.words.label(LF + term), value)] if value else []

    def named(self, term: str, iri: str | None) -> list[str]:
        """Return a line with the label of a term of the vocabulary and that of its value, none without a value."""
        return self.line(term, self.words.label(iri)) if iri else []

    def values(self, predicate: str) -> str:
        """Return the value of a property in the language of the card, or all its values if they are in no language."""
        texts = self.view.texts(self.node, predicate)
        spoken = self.text(texts) if any(texts) else ""
        named = (value for value in self.view.objects(self.node, predicate) if not isinstance(value, ox.BlankNode))
        return spoken or self.words.clauses(map(self._value, named))

    def _value(self, value: Term) -> str:
        if not isinstance(value, ox.NamedNode):
            return self.words.say(TRUTHS[value.value]) if value.value in TRUTHS else value.value
        if value.value in self.book.provisions:
            return self.book.citation(value.value, self.words.language)
        return self.words.label(value.value)

    def pointing(self, predicate: str) -> Iterator[ox.NamedNode]:
        """Yield the named things from which a property of the vocabulary leads here."""
        for quad in self.view.store.quads_for_pattern(None, ox.NamedNode(LF + predicate), self.node):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject


@remembered(4)
def _standings(book: LawBook, day: datetime.date) -> Standings:
    return Standings(book, day)
