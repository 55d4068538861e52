"""Rows or triples of a query, equal whatever engine gave them, and the forms in which people take them."""

from __future__ import annotations

import csv
import datetime
import html
import io
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from lexflux.errors import EngineError
from lexflux.resources import prefixes
from lexflux.terms import RDF

if TYPE_CHECKING:
    import pandas
    import polars


FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Iri(str):
    """An IRI in a result; equal to the string that spells it."""

    __slots__ = ()

    @property
    def compact(self) -> str:
        """
        The IRI as a prefixed name, or unchanged.

        >>> Iri("https://w3id.org/lexflux/cn/cbdf-2024/art-13").compact
        'cn:cbdf-2024/art-13'
        """
        fitting = [(namespace, prefix) for prefix, namespace in prefixes().items() if self.startswith(namespace)]
        if not fitting:
            return str(self)
        namespace, prefix = max(fitting, key=lambda pair: len(pair[0]))
        return f"{prefix}:{self[len(namespace) :]}"


class Text(str):
    """A text with a language; equal to the same text in any language."""

    language: str

    def __new__(cls, value: str, language: str = "") -> Text:
        """Return a text in a language."""
        text = super().__new__(cls, value)
        text.language = language
        return text


class Typed(str):
    """A literal of a datatype for which Python has no type of its own, such as a duration or a year."""

    datatype: str

    def __new__(cls, value: str, datatype: str = "") -> Typed:
        """Return a literal of a datatype."""
        typed = super().__new__(cls, value)
        typed.datatype = datatype
        return typed


class Blank(str):
    """A blank node; its name holds in one result only."""

    __slots__ = ()


Value = Iri | Text | Typed | Blank | str | bool | int | float | Decimal | datetime.datetime | datetime.date | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """
    The rows of a query, with values of Python types: equal results are equal whatever engine gave them.

    >>> Result(("norm", "from"), ((Iri("https://w3id.org/lexflux/cn/x"), datetime.date(2026, 1, 1)),)).cells()
    [('cn:x', '2026-01-01')]
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def cells(self) -> list[tuple[str, ...]]:
        """Return the rows as texts to show, IRIs as prefixed names."""
        return [tuple(_shown(value) for value in row) for row in self.rows]

    def to_csv(self) -> str:
        """Return the rows as CSV with a line of column names, IRIs in full, and no text a formula of a spreadsheet."""
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([_in_a_sheet(value) for value in row] for row in self.rows)
        return buffer.getvalue()

    def to_json(self) -> str:
        """Return the rows as a JSON list of objects, IRIs in full."""
        records = [dict(zip(self.columns, map(_plain, row), strict=True)) for row in self.rows]
        return json.dumps(records, ensure_ascii=False, indent=2, default=_json_value)

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a pandas data frame; raise `EngineError` if pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise EngineError("not installed", module="pandas", extra="notebook") from error
        return pandas.DataFrame([[_plain(value) for value in row] for row in self.rows], columns=list(self.columns))

    def to_polars(self) -> polars.DataFrame:
        """Return the rows as a Polars data frame; raise `EngineError` if Polars is not installed."""
        try:
            import polars
        except ImportError as error:
            raise EngineError("not installed", module="polars", extra="batch") from error
        return polars.DataFrame(
            {name: [_plain(row[place]) for row in self.rows] for place, name in enumerate(self.columns)}, strict=False
        )

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in self.cells()
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


@dataclass(frozen=True, slots=True)
class Graph:
    """
    The triples of a query, blank nodes in canonical naming: equal graphs are equal whatever engine gave them.

    >>> parsed = ox.parse(b'<urn:x> a <https://w3id.org/lexflux/Transfer> .', format=ox.RdfFormat.N3)
    >>> print(Graph.of(parsed).to_turtle())
    @prefix lf: <https://w3id.org/lexflux/> .
    <urn:x> a lf:Transfer .
    <BLANKLINE>
    """

    triples: tuple[ox.Triple, ...]

    @classmethod
    def of(cls, triples: Iterable[ox.Triple | ox.Quad]) -> Graph:
        """Return the graph of some triples, blank nodes renamed and everything in a fixed order."""
        dataset = ox.Dataset(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return cls(tuple(sorted((quad.triple for quad in dataset), key=_reading_order)))

    def __iter__(self) -> Iterator[ox.Triple]:
        return iter(self.triples)

    def __len__(self) -> int:
        return len(self.triples)

    def to_turtle(self) -> str:
        """Return the graph as Turtle, with the prefixes that it uses."""
        full = self.to_ntriples().replace(f"<{RDF}type>", "a")
        used = {prefix: namespace for prefix, namespace in prefixes().items() if f"<{namespace}" in full}
        return self._serialized(ox.RdfFormat.TURTLE, used)

    def to_ntriples(self) -> str:
        """Return the graph as N-Triples."""
        return self._serialized(ox.RdfFormat.N_TRIPLES)

    def to_json_ld(self) -> str:
        """Return the graph as JSON-LD, IRIs in full."""
        return json.dumps(json.loads(self._serialized(ox.RdfFormat.JSON_LD)), ensure_ascii=False, indent=2)

    def _serialized(self, form: ox.RdfFormat, names: dict[str, str] | None = None) -> str:
        return (ox.serialize(self.triples, format=form, prefixes=names) or b"").decode()

    def _repr_markdown_(self) -> str:
        return f"```turtle\n{self.to_turtle()}```"


def _reading_order(triple: ox.Triple) -> tuple[bool, str, bool, str, str]:
    return (
        isinstance(triple.subject, ox.BlankNode),
        str(triple.subject),
        triple.predicate.value != RDF + "type",
        triple.predicate.value,
        str(triple.object),
    )


def _written(value: Value) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _in_a_sheet(value: Value) -> str:
    written = _written(value)
    return no_formula(written) if isinstance(value, str) else written


@cache
def _fast_json() -> Any:
    return import_module("orjson") if find_spec("orjson") else None


def json_text(data: Any) -> str:
    """
    Return data as JSON for people and programs: indented, with its characters as they are.

    Where ``orjson`` is installed, as with the extra ``web``, it writes the same, a large answer in a fiftieth of the
    time; what it refuses, such as a number beyond 64 bits, is left to the standard library.
    """
    if fast := _fast_json():
        with suppress(TypeError):
            written: bytes = fast.dumps(data, option=fast.OPT_INDENT_2 | fast.OPT_APPEND_NEWLINE)
            return written.decode()
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """Return rows of text as CSV in which no cell is a formula for whoever opens it in a spreadsheet."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([no_formula(cell) for cell in row] for row in rows)
    return buffer.getvalue()


def no_formula(cell: str) -> str:
    """
    Return the text of a cell so that whoever opens it in a spreadsheet sees it, and runs nothing.

    >>> no_formula("=1+1"), no_formula("art. 40")
    ("'=1+1", 'art. 40')
    """
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _shown(value: Value) -> str:
    return value.compact if isinstance(value, Iri) else _written(value)


def _plain(value: Value) -> Value:
    return str(value) if isinstance(value, str) else value


def _json_value(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"no JSON form of {value!r}")
