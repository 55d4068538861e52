"""The template of an edition: from the rows of its table, and from its header, to everything that follows from them.

A row becomes an entry, the kinds of data that it describes, and its part of the norm or gap that it names. From the
rows of an edition follow the elements that say what is on and off the list, the exemption of what is off it, and the
precedences of both. How rows of each form and route read in law, and what every edition has in common, stands in
``ontology/lists/editions.ttl``.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from lexflux.law.editions.edition import EDITION, EQUIVALENT, STATED_IN, Edition, name_of
from lexflux.law.editions.elements import OFF_THE_LIST, write_elements, write_listed_data
from lexflux.law.editions.entries import describe_kinds, write_entry
from lexflux.law.editions.norms import norms_of, write_norm
from lexflux.law.editions.rows import read_row
from lexflux.law.graphs import Term
from lexflux.law.tables import Names, read_header, read_rows
from lexflux.terms import LF

EXEMPTION = "OffListExemption"


def add_editions(store: ox.Store, tables: Iterable[Path]) -> None:
    """
    Add to a store what follows from its tables, and from each header that says on what its precedence rests.

    Raises
    ------
    KnowledgeError
        If a table has no header, a cell is wrong, or rows say too little for the norm that they name.
    """
    headers = {read_header(path): path for path in tables}
    for header, path in headers.items():
        _write_rows(Edition(store, header.graph), path, Names(store, header))
    resting = store.quads_for_pattern(None, ox.NamedNode(EDITION + "precedenceStatedIn"), None)
    for graph in sorted({quad.graph_name for quad in resting}, key=str):
        if isinstance(graph, ox.NamedNode):
            _write_relief(Edition(store, graph))


def _write_rows(edition: Edition, path: Path, names: Names) -> None:
    lines = read_rows(path, names)
    # Rows name kinds of data that other rows describe.
    described = describe_kinds(edition, (line for row in lines for line in row))
    rows = [read_row(edition, row) for row in lines]
    for row in rows:
        write_entry(edition, row, described)
    norms = norms_of(edition, rows)
    for norm in norms:
        write_norm(edition, norm, norms)
    write_listed_data(edition, rows)
    if norms:
        write_elements(edition, norms)


def _write_relief(edition: Edition) -> None:
    """Write the exemption of what is off the list, then the precedences of the norms that there are by then."""
    off = edition.term(OFF_THE_LIST)
    if edition.writer.says(off, EQUIVALENT):
        edition.write(EXEMPTION, edition.grounds(), lambda: off)
    for pattern in edition.patterns(LF + "Precedence"):
        _write_precedence(edition, pattern)


def _write_precedence(edition: Edition, pattern: ox.NamedNode) -> None:
    """Write the precedence of a pattern if the edition has norms on both sides."""
    node = edition.term(name_of(pattern))
    prevailing = _side(edition, pattern, "prevailing", "prevails")
    yielding = _side(edition, pattern, "yielding", "yields")
    if prevailing and yielding:
        edition.fill(node, LF + "prevailing", lambda: prevailing)
        edition.fill(node, LF + "yielding", lambda: yielding)
        edition.write(name_of(pattern), (*edition.view.objects(pattern, STATED_IN), *edition.grounds()))


def _side(edition: Edition, pattern: ox.NamedNode, predicate: str, roles: str) -> list[Term]:
    """Return the norms on one side of a precedence: of the header, of the pattern, or with what the pattern names."""
    said = edition.view.objects(edition.term(name_of(pattern)), LF + predicate)
    return said or edition.view.objects(pattern, LF + predicate) or _norms_with(edition, pattern, roles)


def _norms_with(edition: Edition, pattern: ox.NamedNode, roles: str) -> list[Term]:
    """Return the norms of the edition, in whichever of its files, whose modality or requirement a pattern names."""
    return [
        norm
        for value in edition.view.objects(pattern, EDITION + roles)
        for predicate in ("modality", "requires")
        for norm in edition.own_subjects(LF + predicate, value)
    ]
