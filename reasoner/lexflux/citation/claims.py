"""What a sentence claims of the article that it cites, as far as that can be compared with what is held of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lexflux.citation.standing import Mark, Standing, Standings
from lexflux.facts.inventory.numbers import read_number
from lexflux.law.conditions import Named, Range, walk
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Norm
from lexflux.terms import SAFEGUARD_CLASS

NEGATED = re.compile(
    r"\b(?:not|no|without|nor|neither|never|unless|except|exempt\w*|instead|n't)\b|[不无未免非勿]|除外|而非"
)
FEWEST_LETTERS = {True: 8, False: 3}
"""Shorter labels, in letters or in characters, are words of every sentence."""
COUNT = r"(\d{1,3}(?:,\d{3})+|\d{4,}|\d+(?:\.\d+)?\s?万)\s?(?:people|persons|individuals|data subjects|人)"
BOUND = re.compile(
    r"(?:more than|over|at least|fewer than|less than|under|below|exceed(?:s|ing)?|threshold of|[≥≤><])"
    rf"\s?{COUNT}|(?:超过|不满|少于|达到){COUNT}|{COUNT}\s?(?:or more|以上|以下)"
)
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d{4,}|\d+(?:\.\d+)?\s?万")
CURRENT = (Mark.STANDS, Mark.RENUMBERED)


@dataclass(frozen=True, slots=True)
class Claim:
    """
    What a sentence names and an article is not held to say.

    ``named`` are the safeguards of the sentence, ``held`` those of the article, ``stated_in`` where what is named
    stands in the same instrument; ``numbers`` and ``bounds`` are the numbers of people of both.
    """

    named: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    stated_in: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    bounds: tuple[int, ...] = ()


class Claims:
    """Compares sentences with what the ontology holds of the articles that they cite."""

    def __init__(self, book: LawBook, standings: Standings) -> None:
        self.book = book
        self.standings = standings
        self._spoken: dict[str, set[str]] = {}

    def check(self, standing: Standing, sentence: str, beside: Sequence[Standing]) -> tuple[Standing, Claim | None]:
        """
        Return a standing that heeds what the sentence says, and what in it the article is not held to say.

        Only what contradicts is told: the sentence names safeguards or bounds, the article holds others of the kind,
        and no other citation of the sentence explains what it names. Of a sentence that negates nothing is told.

        Parameters
        ----------
        standing
            How the citation stands.
        sentence
            The sentence in which it stands.
        beside
            How the other citations in the sentence stand.
        """
        if standing.mark not in CURRENT or not standing.provisions:
            return standing, None
        named = self._named_in(sentence)
        own, moved = self._ordered_by(standing.provisions), self._ordered_by(standing.moved)
        is_former = standing.mark == Mark.RENUMBERED and self._overlap(named, moved)
        if standing.mark == Mark.RENUMBERED and self._overlap(named, own) and not is_former:
            return replace(standing, mark=Mark.STANDS), None
        if NEGATED.search(sentence):
            return standing, None
        held = self._spoken_by(standing.provisions)
        explained = held | {iri for one in beside for iri in self._spoken_by((*one.provisions, *one.successors))}
        if named and ((held and not self._overlap(named, explained)) or (is_former and not self._overlap(named, own))):
            claim = Claim(tuple(sorted(named)), tuple(sorted(own or held)), self._stating(standing, named))
            return replace(standing, mark=Mark.OTHERWISE), claim
        return self._check_bounds(standing, sentence, beside)

    def _check_bounds(
        self, standing: Standing, sentence: str, beside: Sequence[Standing]
    ) -> tuple[Standing, Claim | None]:
        given = {
            read_number("".join(filter(None, found.groups())).replace(" ", "")) for found in BOUND.finditer(sentence)
        }
        numbers = {number for number in given if number is not None}
        bounds = self._bounds_of(standing.provisions)
        others = {bound for one in beside for bound in self._bounds_of(one.provisions)}
        if not numbers or not bounds or numbers & (bounds | others):
            return standing, None
        claim = Claim(numbers=tuple(sorted(numbers)), bounds=tuple(sorted(bounds)))
        return replace(standing, mark=Mark.OTHERWISE), claim

    @cached_property
    def _safeguards(self) -> dict[str, set[str]]:
        """The classes of safeguards that each label names, the longest label first."""
        found: dict[str, set[str]] = {}
        for iri, known in self.book.classes.items():
            if SAFEGUARD_CLASS in known.ancestors and iri != SAFEGUARD_CLASS:
                for label in (*self.book.labels.get(iri, {}).values(), *self.book.synonyms.get(iri, ())):
                    if len(label) >= FEWEST_LETTERS[label.isascii()]:
                        found.setdefault(label.casefold(), set()).add(iri)
        return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))

    def _named_in(self, text: str) -> set[str]:
        """Return the safeguards that a text names; within a longer label a shorter one is not named."""
        left, found = text.casefold(), set()
        for label, iris in self._safeguards.items():
            if label in left:
                found |= iris
                left = left.replace(label, "|")
        return found

    def _spoken_by(self, provisions: Iterable[str]) -> set[str]:
        """Return the safeguards of which what is held of provisions speaks: their norms, conditions and gists."""
        found: set[str] = set()
        for iri in provisions:
            if iri not in self._spoken:
                self._spoken[iri] = self._ordered_by([iri]) | set(self._told_by(iri))
            found |= self._spoken[iri]
        return found

    def _told_by(self, provision: str) -> Iterator[str]:
        """Yield the safeguards that conditions of norms and the gist of a provision name."""
        held = self.book.provisions.get(provision)
        for text in held.gists.values() if held else ():
            yield from self._named_in(text)
        for norm in self.standings.norms(provision):
            yield from (
                part.iri for part in walk(norm.condition) if isinstance(part, Named) and self._is_safeguard(part.iri)
            )
            for label in norm.labels.values():
                yield from self._named_in(label)

    def _ordered_by(self, provisions: Iterable[str]) -> set[str]:
        """Return the safeguards that norms of provisions require, permit, lift or let do."""
        norms = (norm for iri in provisions for norm in self.standings.norms(iri))
        terms = ((one.requires, one.permits, one.in_place_of, one.lifted_by, *one.exempts_from) for one in norms)
        return {term for of_one in terms for term in of_one if term and self._is_safeguard(term)}

    def _is_safeguard(self, iri: str) -> bool:
        return iri in self.book.classes and SAFEGUARD_CLASS in self.book.classes[iri].ancestors

    def _overlap(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """Return whether two sets of classes have members of which one lies in the other, or in a union with it."""
        wide = {wider for iri in others for wider in self._around(iri)}
        return any(one in wide or not self._around(one).isdisjoint(others) for one in some)

    def _around(self, iri: str) -> frozenset[str]:
        known = self.book.classes[iri].ancestors - {SAFEGUARD_CLASS} if iri in self.book.classes else frozenset()
        return known | {iri} | self.book.unions.get(iri, frozenset())

    def _stating(self, standing: Standing, named: set[str]) -> tuple[str, ...]:
        """Return the provisions of the same instruments that speak of what is named."""
        found = (
            one.iri
            for instrument in standing.instruments
            for one in self.standings.provisions.of_instrument.get(instrument, ())
            if one.iri not in standing.provisions and self._overlap(named, self._spoken_by([one.iri]))
        )
        return tuple(found)

    def _bounds_of(self, provisions: Iterable[str]) -> set[int]:
        """Return the numbers that norms of provisions test and that their gists name."""
        found: set[int] = set()
        for iri in provisions:
            for norm in self.standings.norms(iri):
                found |= {bound for part in self._parts(norm) for bound in (part.low, part.high) if bound is not None}
            held = self.book.provisions.get(iri)
            for text in held.gists.values() if held else ():
                numbers = (read_number(one.replace(" ", "")) for one in NUMBER.findall(text))
                found |= {number for number in numbers if number is not None}
        return found

    def _parts(self, norm: Norm) -> Iterator[Range]:
        yield from (part for part in walk(norm.condition) if isinstance(part, Range))
