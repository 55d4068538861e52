"""Ways for data as people ask for them: places and kinds by name, and the answer in each form."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lexflux.analysis.treaties import find_place
from lexflux.errors import UnknownTermError, did_you_mean
from lexflux.explain.page import Page, page_as_markdown, page_as_text
from lexflux.explain.routes import (
    MOST_WAYS,
    PASSAGES,
    RouteWords,
    reached_json,
    reached_page,
    routes_json,
    routes_page,
)
from lexflux.faces.table import Table
from lexflux.faces.tables import render
from lexflux.facts.context import terms
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.lawbook import LawBook
from lexflux.planning.routes import Cargo, Passage, RouteFinder
from lexflux.remembering import remembered
from lexflux.terms import LF, local

MOST_NAMED = 3
ORDINARY_KINDS = ("ContactData",)
"""What is sent unless somebody says what."""
GOING = (Passage.FREE, Passage.WITH_SAFEGUARDS)


@dataclass(frozen=True, slots=True)
class RoutesAsked:
    """Ways that are asked for: from a place to another; from one alone; without places from all that are known."""

    finder: RouteFinder
    places: tuple[str, ...]

    def words(self, language: str) -> RouteWords:
        """Return the words of a language for them."""
        return RouteWords(self.finder.book, self.finder.cargo, self.finder.alike, language)

    def page(self, language: str, most: int = MOST_WAYS) -> Page | None:
        """Return them as a page, ``most`` of each kind; None if no place is named, since then they are a table."""
        book, supposed = self.finder.book, self.finder.supposed
        match self.places:
            case (origin, target):
                return routes_page(book, self.finder.routes(origin, target), supposed, language, most)
            case (origin,):
                return reached_page(book, origin, self.finder.reached(origin), self.words(language), supposed)
        return None

    def table(self, language: str) -> Table:
        """Return from where data may go where, over all places whose law is encoded."""
        return everywhere_table(self.words(language), self.finder)

    def shown(self, language: str, form: str, most: int = MOST_WAYS) -> str:
        """Return them as ``text`` or ``markdown``, ``most`` of each kind, or all as ``json``."""
        if form == "json":
            return self._as_json(language)
        found = self.page(language, most)
        if found is None:
            return render(self.table(language), form)
        return page_as_markdown(found) if form == "markdown" else page_as_text(found)

    def _as_json(self, language: str) -> str:
        match self.places:
            case (origin, target):
                found = self.finder.routes(origin, target)
                return routes_json(self.finder.book, found, self.finder.supposed, language)
            case (origin,):
                return reached_json(self.words(language), origin, self.finder.reached(origin), self.finder.supposed)
        return render(self.table(language), "json")


def routes_asked(
    knowledge: KnowledgeBase,
    places: Sequence[str],
    on: datetime.date,
    kinds: Sequence[str] = (),
    purposes: Sequence[str] = (),
    people: int | None = None,
    via: Sequence[str] = (),
) -> RoutesAsked:
    """
    Return the ways that somebody asks for.

    Parameters
    ----------
    knowledge
        The knowledge base.
    places
        Codes or names of the place from which, and of that to which.
    on
        The day.
    kinds, purposes
        Names of the vocabulary; no kind: contact data.
    people
        Of how many people the data are, if that is known.
    via
        Codes or names of the places that are tried as third ones; none: all whose law is encoded.

    Raises
    ------
    UnknownTermError
        If there is no such place, kind or purpose, or both places are the same.
    """
    book = knowledge.book
    data = _known(kinds or ORDINARY_KINDS, map(local, book.data_kinds), "unknown data kind")
    shape = book.schema.shape(LF + "purpose")
    known_purposes = terms(book, shape) if shape else []
    cargo = Cargo(data, on, _known(purposes, map(local, known_purposes), "unknown purpose"), people)
    named, thirds = (tuple(find_place(book, knowledge.agreements, one) for one in some) for some in (places, via))
    if len(set(named)) < len(named):
        raise UnknownTermError("route to itself", name=places[-1])
    return RoutesAsked(_finder(book, cargo, thirds), named)


@remembered(1)
def _finder(book: LawBook, cargo: Cargo, via: tuple[str, ...]) -> RouteFinder:
    """Return what finds ways for a cargo; a file of what a page has just shown is found at once."""
    return RouteFinder(book, cargo, via)


def _known(names: Iterable[str], known: Iterable[str], message: str) -> tuple[str, ...]:
    found = set(known)
    for name in names:
        if name not in found:
            raise UnknownTermError(message, name=name, hint=did_you_mean(name, found))
    return tuple(names)


def everywhere_table(words: RouteWords, finder: RouteFinder) -> Table:
    """Return for each place where data may go from it, by how, and from where everything is reached."""
    network = finder.everywhere()
    rows = []
    everything = []
    for origin in finder.alike:
        hops = {target: network.edges[origin, target]["passage"] for target in network.successors(origin)}
        cells = []
        for passage in Passage:
            targets = [words.label(one) for one, found in hops.items() if found == passage]
            shown = words.joined(words.first(targets, MOST_NAMED))
            cells.append(f"{PASSAGES[passage][0]} {len(targets)}: {shown}" if targets else "")
        rows.append([words.joined([words.label(origin), *words.others(origin, ())]), *cells])
        everything += [origin] if hops and all(found in GOING for found in hops.values()) else []
    notes = [
        _reached(words, finder, everything),
        words.say("routes: scope"),
        words.say("disclaimer"),
    ]
    title = words.say("routes everywhere", cargo=words.cargo(), day=finder.cargo.on)
    return Table(["", *map(words.passage, Passage)], rows, title, notes, words.language)


def _reached(words: RouteWords, finder: RouteFinder, everything: Sequence[str]) -> str:
    """Return from which places every other one is reached."""
    if everything:
        return words.say("routes: everything", places=words.joined(map(words.label, everything)))
    return words.say("routes: nothing reaches all" if finder.alike else "routes: no law")
