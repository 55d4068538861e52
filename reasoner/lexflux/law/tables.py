"""Tables of law: tab-separated rows beside a header in Turtle, for people who edit them as a spreadsheet.

``shanghai-2024.tsv`` lies beside ``shanghai-2024.ttl``. Its first line names the columns. A line without a cell in the
column ``row`` goes on with the row above it, as merged cells do in print. Several names in a cell stand apart by ``|``.
A name is a local name, or a prefixed name with a prefix that the header declares or a file prefers for its terms. Every
wrong cell is told by file, line and column.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from lexflux.errors import KnowledgeError, did_you_mean, nearest
from lexflux.law.graphs import ONTOLOGY_CLASS, TYPE, VANN, View, preferred_prefixes
from lexflux.terms import LF, local

ROW = "row"
OF_ONE_KIND = frozenset(
    ("kind", "kind en", "kind zh", "meaning en", "meaning zh", "kind of", "only if", "from", "below")
)
SEPARATOR = "|"
LANGUAGES = {"en": "en", "zh": "zh-Hans"}

COLUMNS = frozenset(
    (
        ROW,
        *("name", "class", "form", "sector", "scenario", "for", "kind", "kind of", "only if", "from", "below"),
        *("route", "norm", "reading", "source"),
        *(f"{text} {code}" for text in ("heading", "gist", "kind", "meaning", "subject", "note") for code in LANGUAGES),
    )
)


@dataclass(frozen=True, slots=True)
class Header:
    """What a table needs of the Turtle beside it: the ontology it declares, which names its graph, and its prefixes."""

    graph: ox.NamedNode
    prefixes: tuple[tuple[str, str], ...]


class Names:
    """The names that cells may use: what the knowledge types, under the prefixes of a header."""

    def __init__(self, store: ox.Store, header: Header) -> None:
        self.store = store
        own = namespace_of(store, header.graph)
        preferred = {prefix: namespace for namespace, prefix in preferred_prefixes(store).items()}
        self.prefixes = preferred | dict(header.prefixes)
        self.searched = (own, own.rstrip("/").rpartition("/")[0] + "/", LF, LF + "edition/")

    def candidates(self, name: str) -> Iterator[str]:
        """Yield the IRIs that a name may stand for, the nearest namespace first."""
        prefix, colon, rest = name.partition(":")
        if colon:
            yield from (self.prefixes[prefix] + rest for _ in range(prefix in self.prefixes))
        else:
            yield from (namespace + name for namespace in self.searched)

    def find(self, name: str, kind: str) -> ox.NamedNode | None:
        """Return the first candidate that is of the type ``kind``, or None."""
        wanted = ox.NamedNode(kind)
        nodes = (ox.NamedNode(iri) for iri in self.candidates(name))
        return next((node for node in nodes if any(self.store.quads_for_pattern(node, TYPE, wanted))), None)

    def known(self, kind: str) -> list[str]:
        """Return all names of the type ``kind`` as a cell would write them."""
        subjects = {quad.subject for quad in self.store.quads_for_pattern(None, TYPE, ox.NamedNode(kind))}
        return sorted(
            {name for node in subjects if isinstance(node, ox.NamedNode) for name in self._written(node.value)}
        )

    def _written(self, iri: str) -> Iterator[str]:
        namespaces = [("", namespace) for namespace in self.searched]
        prefixed = [(prefix + ":", namespace) for prefix, namespace in self.prefixes.items() if prefix]
        for prefix, namespace in (*namespaces, *prefixed):
            rest = iri.removeprefix(namespace)
            if rest != iri and "/" not in rest:
                yield prefix + rest
                return


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: its cells by column, those without content left out."""

    path: Path
    number: int
    cells: dict[str, str]
    names: Names

    def text(self, column: str) -> str | None:
        """Return the content of a cell, or None."""
        return self.cells.get(column)

    def required(self, column: str) -> str:
        """Return the content of a cell that must not be empty."""
        found = self.text(column)
        if found is None:
            raise self.error("empty cell", column)
        return found

    def texts(self, column: str) -> tuple[ox.Literal, ...]:
        """Return the texts of a pair of columns, in both languages or none."""
        found = {code: self.text(f"{column} {code}") for code in LANGUAGES}
        if not any(found.values()):
            return ()
        return tuple(ox.Literal(self.required(f"{column} {code}"), language=tag) for code, tag in LANGUAGES.items())

    def number_of(self, column: str) -> int | None:
        """Return the whole number in a cell, or None."""
        found = self.text(column)
        if found is None:
            return None
        if not (found.isascii() and found.isdigit()):
            raise self.error("cell is no number", column, value=found)
        return int(found)

    def both_texts(self, column: str) -> tuple[ox.Literal, ...]:
        """Return the texts of a pair of columns that must not be empty."""
        self.required(f"{column} en")
        return self.texts(column)

    def parts(self, column: str) -> list[str]:
        """Return the names in a cell as they are written."""
        return [part.strip() for part in self.cells.get(column, "").split(SEPARATOR) if part.strip()]

    def nodes(self, column: str, kind: str) -> tuple[ox.NamedNode, ...]:
        """Return what the names in a cell stand for, each of the type ``kind``."""
        return tuple(self._node(part, column, kind) for part in self.parts(column))

    def only(self, column: str, kind: str) -> ox.NamedNode:
        """Return what the one name in a cell stands for, of the type ``kind``."""
        if len(self.parts(self.required(column) and column)) > 1:
            raise self.error("cell of several names", column, value=self.cells[column])
        return self._node(self.required(column), column, kind)

    def error(self, key: str, column: str, **values: object) -> KnowledgeError:
        """Return the error of a cell of this line."""
        return KnowledgeError(key, path=self.path, line=self.number, column=column, **values)

    def _node(self, name: str, column: str, kind: str) -> ox.NamedNode:
        found = self.names.find(name, kind)
        if found is None:
            known = self.names.known(kind)
            hint = did_you_mean(name, known) if nearest(name, known) else _all_of(known)
            raise self.error("unknown name in cell", column, value=name, expected=local(kind), hint=hint)
        return found


def read_header(path: Path) -> Header:
    """
    Return what the header beside a table declares.

    Raises
    ------
    KnowledgeError
        If there is no header.
    """
    beside = path.with_suffix(".ttl")
    if not beside.is_file():
        raise KnowledgeError("table without header", path=path, header=beside.name)
    parser = ox.parse(path=str(beside), format=ox.RdfFormat.TURTLE)
    ontologies = [quad.subject for quad in parser if quad.predicate == TYPE and quad.object == ONTOLOGY_CLASS]
    graph = next(node for node in ontologies if isinstance(node, ox.NamedNode))
    return Header(graph, tuple(parser.prefixes.items()))


def namespace_of(store: ox.Store, graph: ox.NamedNode) -> str:
    """
    Return the namespace that an ontology prefers for its own terms.

    Raises
    ------
    KnowledgeError
        If it states none.
    """
    found = View(store).literal(graph, VANN + "Uri")
    if found is None:
        raise KnowledgeError("header without namespace", header=graph.value)
    return found


def read_rows(path: Path, names: Names) -> list[list[Line]]:
    """
    Return the rows of a table, each as its lines.

    Raises
    ------
    KnowledgeError
        If a column is unknown, a line has more cells than the first, a row stands twice or nothing begins a row.
    """
    rows: dict[str, list[Line]] = {}
    current: list[Line] = []
    for line in _lines(path, names):
        row = line.text(ROW) if current else line.required(ROW)
        if row in rows:
            raise line.error("row twice", ROW, value=row, before=rows[row][0].number)
        if row is not None:
            current = rows[row] = [line]
        else:
            current.append(_merged(current[0], line))
    return list(rows.values())


def _merged(first: Line, line: Line) -> Line:
    """Return a line that goes on with a row: what is not about its kind of data is that of the first line."""
    merged = {column: cell for column, cell in first.cells.items() if column not in OF_ONE_KIND}
    return replace(line, cells=merged | line.cells)


def _lines(path: Path, names: Names) -> Iterator[Line]:
    # A spreadsheet program marks UTF-8 at the beginning of the file, and quotes a cell that holds quotation marks.
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter="\t")
        columns = next(reader, [])
        _check_columns(path, columns)
        for cells in reader:
            if len(cells) > len(columns):
                found, expected = len(cells), len(columns)
                raise KnowledgeError("too many cells", path=path, line=reader.line_num, found=found, expected=expected)
            filled = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if cell.strip()}
            if filled:
                yield Line(path, reader.line_num, filled, names)


def _check_columns(path: Path, columns: Sequence[str]) -> None:
    for column in columns:
        if column not in COLUMNS:
            near = nearest(column, COLUMNS)
            hint = did_you_mean(column, COLUMNS) if near else _all_of(COLUMNS)
            raise KnowledgeError("unknown column", path=path, column=column, hint=hint)
    if ROW not in columns:
        raise KnowledgeError("column missing", path=path, column=ROW)


def _all_of(names: Iterable[str]) -> tuple[str, str]:
    some = sorted(names)[:12]
    return (f" Known: {', '.join(some)}.", f"可用：{'、'.join(some)}。") if some else ("", "")
