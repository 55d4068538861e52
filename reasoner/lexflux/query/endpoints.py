"""Where queries run: the embedded Oxigraph store, rdflib or a SPARQL 1.1 endpoint, with the same answer from each."""

from __future__ import annotations

import datetime
import http.client
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import pyoxigraph as ox

from lexflux.errors import EngineError, InputError
from lexflux.query.results import Blank, Graph, Iri, Result, Text, Typed, Value
from lexflux.query.sparql import Prepared, prepare
from lexflux.terms import RDF, XSD

if TYPE_CHECKING:
    import rdflib


def run_oxigraph(store: ox.Store, text: str) -> Result:
    """
    Run a SELECT query on an Oxigraph store, all named graphs together.

    Raises
    ------
    InputError
        If the text is not SPARQL, or not a SELECT query.
    """
    found = _ask_oxigraph(store, text)
    if not isinstance(found, ox.QuerySolutions):
        raise InputError("not SELECT")
    columns = tuple(variable.value for variable in found.variables)
    return Result(columns, tuple(tuple(_from_oxigraph(term) for term in solution) for solution in found))


def construct_oxigraph(store: ox.Store, text: str) -> Graph:
    """Run a CONSTRUCT or DESCRIBE query on an Oxigraph store; raise `InputError` for other text."""
    found = _ask_oxigraph(store, text)
    if not isinstance(found, ox.QueryTriples):
        raise InputError("not CONSTRUCT")
    return Graph.of(found)


def ask_oxigraph(store: ox.Store, text: str) -> bool:
    """Return what an Oxigraph store answers to an ASK query; raise `InputError` for other text."""
    found = _ask_oxigraph(store, text)
    if not isinstance(found, ox.QueryBoolean):
        raise InputError("not ASK")
    return bool(found)


def _ask_oxigraph(store: ox.Store, text: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    prepared = prepare(text)
    try:
        return store.query(prepared.text, use_default_graph_as_union=not prepared.names_data)
    except SyntaxError as error:
        raise broken(prepared, str(error), OXIGRAPH_PLACE) from error


def run_rdflib(graph: rdflib.Graph, text: str) -> Result:
    """
    Run a SELECT query on an rdflib graph; give a dataset ``default_union=True`` so that all named graphs are read.

    Raises
    ------
    InputError
        If the text is not SPARQL, or not a SELECT query.
    """
    found = _ask_rdflib(graph, text)
    if found.type != "SELECT":
        raise InputError("not SELECT")
    columns = tuple(str(variable) for variable in found.vars or ())
    return Result(columns, tuple(tuple(_from_rdflib(term) for term in row) for row in _tuples(found)))


def construct_rdflib(graph: rdflib.Graph, text: str) -> Graph:
    """Run a CONSTRUCT or DESCRIBE query on an rdflib graph; raise `InputError` for other text."""
    found = _ask_rdflib(graph, text)
    if found.graph is None:
        raise InputError("not CONSTRUCT")
    return Graph.of(ox.parse(found.graph.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES))


def ask_rdflib(graph: rdflib.Graph, text: str) -> bool:
    """Return what an rdflib graph answers to an ASK query; raise `InputError` for other text."""
    found = _ask_rdflib(graph, text)
    if found.askAnswer is None:
        raise InputError("not ASK")
    return bool(found.askAnswer)


def _ask_rdflib(graph: rdflib.Graph, text: str) -> rdflib.query.Result:
    from rdflib.plugins.sparql import prepareQuery

    prepared = prepare(text)
    try:
        query = prepareQuery(prepared.text)
    except Exception as error:  # rdflib's parser has no exception class of its own
        raise broken(prepared, str(error), RDFLIB_PLACE) from error
    if query.algebra.datasetClause:
        raise InputError("query names its data")
    return graph.query(query)


OXIGRAPH_PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<problem>.*)", re.DOTALL)
RDFLIB_PLACE = re.compile(r"(?P<problem>.*?)\s*\(at char \d+\), \(line:(?P<line>\d+), col:(?P<column>\d+)\)", re.DOTALL)


def broken(prepared: Prepared, said: str, place: re.Pattern[str]) -> InputError:
    """Return the error of an engine, at the line and column that it names, if it names them."""
    match = place.search(said)
    if match is None:
        return InputError("not SPARQL", detail=said)
    return prepared.broken(
        int(match["line"]), int(match["column"]), match["problem"].splitlines()[0].replace(", [_]", "")
    )


def _tuples(found: rdflib.query.Result) -> Iterable[tuple[object, ...]]:
    """Yield the rows; rdflib's type of a result allows truth values and triples too."""
    for row in found:
        if isinstance(row, tuple):
            yield row


def run_endpoint(url: str, text: str, timeout: float = 60) -> Result:
    """
    Run a SELECT query on a SPARQL 1.1 endpoint, by direct POST; the endpoint decides which graphs it reads.

    Parameters
    ----------
    url
        Address of the query service, ``http`` or ``https``.
    text
        The query.
    timeout
        Seconds to wait for the answer.

    Raises
    ------
    EngineError
        If the endpoint cannot be reached, refuses the query, or answers in another form than SPARQL JSON results.
    InputError
        If ``url`` is not an ``http`` or ``https`` address, or the query not a SELECT query.
    """
    content = _ask_endpoint(url, text, "application/sparql-results+json", timeout)
    try:
        return result_of_content(content)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        detail = "the answer is not in the SPARQL 1.1 JSON results format"
        raise EngineError("endpoint failed", url=url, detail=detail) from error


def construct_endpoint(url: str, text: str, timeout: float = 60) -> Graph:
    """
    Run a CONSTRUCT or DESCRIBE query on a SPARQL 1.1 endpoint, whose answer must be N-Triples.

    Raises
    ------
    EngineError, InputError
        As `run_endpoint`.
    """
    content = _ask_endpoint(url, text, "application/n-triples", timeout)
    try:
        return Graph.of(ox.parse(content, format=ox.RdfFormat.N_TRIPLES))
    except SyntaxError as error:
        raise EngineError("endpoint failed", url=url, detail="the answer is not N-Triples") from error


def ask_endpoint(url: str, text: str, timeout: float = 60) -> bool:
    """
    Return what a SPARQL 1.1 endpoint answers to an ASK query.

    Raises
    ------
    EngineError, InputError
        As `run_endpoint`.
    """
    content = _ask_endpoint(url, text, "application/sparql-results+json", timeout)
    try:
        return bool(json.loads(content)["boolean"])
    except (ValueError, KeyError, TypeError) as error:
        detail = "the answer is not in the SPARQL 1.1 JSON results format"
        raise EngineError("endpoint failed", url=url, detail=detail) from error


def _ask_endpoint(url: str, text: str, form: str, timeout: float) -> bytes:
    if urllib.parse.urlsplit(url).scheme not in {"http", "https"}:
        raise InputError("not an endpoint", url=url)
    headers = {"Content-Type": "application/sparql-query; charset=utf-8", "Accept": form}
    asked = prepare(text, local=False).text.encode("utf-8")
    request = urllib.request.Request(url, asked, headers, method="POST")  # noqa: S310 (the scheme was checked)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:  # noqa: S310
            content: bytes = answer.read()
    except urllib.error.HTTPError as error:
        with error:
            told = error.read(500).decode("utf-8", "replace").strip()
        detail = f"HTTP {error.code} {error.reason}: {told}"
        raise EngineError("endpoint failed", url=url, detail=detail) from error
    except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
        detail = str(getattr(error, "reason", error) or type(error).__name__)
        raise EngineError("endpoint failed", url=url, detail=detail) from error
    return content


def result_of_content(content: bytes) -> Result:
    """Return rows that came as SPARQL 1.1 JSON results; raise `InputError` for a truth value."""
    answer = json.loads(content)
    if "boolean" in answer:
        raise InputError("not SELECT")
    columns = tuple(str(name) for name in answer["head"]["vars"])
    return Result(
        columns, tuple(tuple(_from_binding(row.get(name)) for name in columns) for row in answer["results"]["bindings"])
    )


def _from_oxigraph(term: object) -> Value:
    match term:
        case ox.NamedNode():
            return Iri(term.value)
        case ox.BlankNode():
            return Blank(term.value)
        case ox.Literal():
            return _literal(term.value, term.datatype.value, term.language)
        case _:
            return None


def _from_rdflib(term: object) -> Value:
    import rdflib

    match term:
        case rdflib.URIRef():
            return Iri(term)
        case rdflib.BNode():
            return Blank(term)
        case rdflib.Literal():
            return _literal(str(term), None if term.datatype is None else str(term.datatype), term.language)
        case _:
            return None


def _from_binding(binding: Mapping[str, str] | None) -> Value:
    if binding is None:
        return None
    match binding["type"]:
        case "uri":
            return Iri(binding["value"])
        case "bnode":
            return Blank(binding["value"])
        case "literal" | "typed-literal":
            return _literal(binding["value"], binding.get("datatype"), binding.get("xml:lang"))
        case other:
            raise ValueError(other)


def _boolean(lexical: str) -> bool:
    return {"true": True, "1": True, "false": False, "0": False}[lexical]


INTEGERS = (
    "integer",
    "int",
    "long",
    "short",
    "byte",
    "nonNegativeInteger",
    "positiveInteger",
    "unsignedInt",
    "unsignedLong",
)
PYTHON_TYPES: Mapping[str, Callable[[str], Value]] = {
    XSD + "string": str,
    XSD + "boolean": _boolean,
    XSD + "decimal": Decimal,
    XSD + "double": float,
    XSD + "float": float,
    XSD + "date": datetime.date.fromisoformat,
    XSD + "dateTime": datetime.datetime.fromisoformat,
    **{XSD + name: int for name in INTEGERS},
}


def _literal(lexical: str, datatype: str | None, language: str | None) -> Value:
    """Return the Python value of a literal; one without a Python type, or no value of its type, stays typed."""
    if language:
        return Text(lexical, _language(language))
    if datatype is None or datatype == RDF + "langString":
        return lexical
    try:
        return PYTHON_TYPES[datatype](lexical)
    except (KeyError, ValueError, InvalidOperation):
        return Typed(lexical, datatype)


def _language(tag: str) -> str:
    """Return a language tag in its usual case (RFC 5646, section 2.1.1), since engines differ in it."""
    first, *others = tag.split("-")
    return "-".join([first.lower(), *map(_subtag, others)])


def _subtag(part: str) -> str:
    """Return a later part of a language tag in its case: scripts have four letters, regions two."""
    match len(part):
        case 4:
            return part.title()
        case 2:
            return part.upper()
        case _:
            return part.lower()
