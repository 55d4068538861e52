"""The rows of an edition: what each line lists, with its names looked up and its numbers checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from lexflux.law.editions.edition import EDITION, Edition, name_of
from lexflux.law.tables import Line
from lexflux.terms import LF, OWL


@dataclass(frozen=True, slots=True)
class Listing:
    """
    What one line of the row that becomes ``entry`` lists.

    ``kinds`` are the kinds of data, ``only_if`` classes of which the data must be too, ``least`` and ``below`` the
    numbers of people, ``scope`` the elements that say for whom and in which scenario.
    """

    entry: ox.NamedNode
    line: Line
    form: ox.NamedNode
    route: ox.NamedNode | None
    kinds: tuple[ox.NamedNode, ...]
    only_if: tuple[ox.NamedNode, ...]
    least: int | None
    below: int | None
    scope: tuple[ox.NamedNode, ...]
    sectors: tuple[ox.NamedNode, ...]
    scenarios: tuple[ox.NamedNode, ...]

    def is_of(self, *forms: str) -> bool:
        """Return whether the row is of one of the forms."""
        return name_of(self.form) in forms


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the entry that it becomes, the norm or gap that it names, and what its lines list."""

    entry: ox.NamedNode
    norm: ox.NamedNode | None
    listings: tuple[Listing, ...]

    @property
    def line(self) -> Line:
        """The first line, which speaks for the row."""
        return self.listings[0].line


def read_row(edition: Edition, lines: Sequence[Line]) -> Row:
    """
    Return what the lines of a row say.

    Raises
    ------
    KnowledgeError
        If a cell is empty, unknown, or no number, or the numbers are in no order.
    """
    first = lines[0]
    entry = edition.term(first.text("name") or first.required("row"))
    norm = first.text("norm")
    return Row(entry, edition.term(norm) if norm else None, tuple(_listing(entry, line) for line in lines))


def _listing(entry: ox.NamedNode, line: Line) -> Listing:
    least, below = line.number_of("from"), line.number_of("below")
    if least is not None and below is not None and below <= least:
        raise line.error("numbers in no order", "below", value=below, least=least)
    return Listing(
        entry=entry,
        line=line,
        form=line.only("form", EDITION + "RowForm"),
        route=line.only("route", EDITION + "Route") if line.text("route") else None,
        kinds=line.nodes("kind", LF + "DataKind"),
        only_if=line.nodes("only if", OWL + "Class"),
        least=least,
        below=below,
        scope=line.nodes("for", OWL + "Class"),
        sectors=line.nodes("sector", LF + "Sector"),
        scenarios=line.nodes("scenario", LF + "Circumstance"),
    )


def scenarios_of(listings: Iterable[Listing]) -> list[ox.NamedNode]:
    """Return the scenarios of lines, each once, in their order."""
    return list(dict.fromkeys(scenario for listing in listings for scenario in listing.scenarios))


def kinds_of(listings: Iterable[Listing]) -> list[ox.NamedNode]:
    """Return the kinds of data of lines, each once, in their order."""
    return list(dict.fromkeys(kind for listing in listings for kind in listing.kinds))
