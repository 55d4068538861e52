"""The SPARQL 1.1 Protocol, for queries only."""

from __future__ import annotations

import re
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lexflux.faces.web import bodies
from lexflux.faces.web.negotiation import chosen, language, preferred
from lexflux.faces.web.problems import problem
from lexflux.faces.web.service import description
from lexflux.faces.web.service_examples import examples
from lexflux.faces.web.turns import while_waited_for
from lexflux.faces.web.words import say
from lexflux.faces.web.workers import Reply

JSON_RESULTS, XML_RESULTS = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
TURTLE, N_TRIPLES, JSON_LD, RDF_XML = (
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
)
TABLES = {one: one for one in (JSON_RESULTS, XML_RESULTS, CSV, TSV)}
TABLES |= {"application/json": JSON_RESULTS, "application/xml": XML_RESULTS, "text/xml": XML_RESULTS}
GRAPHS = {one: one for one in (TURTLE, N_TRIPLES, JSON_LD, RDF_XML)}
GRAPHS |= {"application/json": JSON_LD, "application/xml": RDF_XML, "text/xml": RDF_XML, "text/plain": N_TRIPLES}
TABLE_NAMES = {"json": JSON_RESULTS, "xml": XML_RESULTS, "csv": CSV, "tsv": TSV}
GRAPH_NAMES = {"ttl": TURTLE, "nt": N_TRIPLES, "jsonld": JSON_LD, "rdf": RDF_XML}
GRAPH_NAMES |= {"turtle": TURTLE, "ntriples": N_TRIPLES, "json": JSON_LD, "xml": RDF_XML}
DIRECT = "application/sparql-query"
LONGEST_QUERY = 64 << 10
FIELDS = ("query", "default-graph-uri", "named-graph-uri", "format", "lang")
TOKENS = re.compile(
    r'"""(?:[^\\]|\\.)*?(?:"""|\\?\Z)|' + r"'''(?:[^\\]|\\.)*?(?:'''|\\?\Z)|"
    r'"(?:[^"\\\n]|\\.)*+"?|' + r"'(?:[^'\\\n]|\\.)*+'?|" + r"<[^<>\"{}|^`\\\s]*+>|#[^\n]*",
    re.DOTALL,
)
"""Strings, IRIs and comments; a string that does not end is taken as it stands, so that none is read twice."""
FROM = re.compile(r"(?<![\w?$:@-])FROM(?![\w:-])", re.IGNORECASE)
SERVICE = re.compile(r"(?<![\w?$:@-])SERVICE(?![\w:-])", re.IGNORECASE)
PLACE = re.compile(r"error at (\d+):(\d+)")


async def endpoint(request: Request) -> Response:
    """Answer a query, or say what is offered here if there is none."""
    fields = await _fields(request)
    if not any(name == "query" for name, _ in fields) and request.method in ("GET", "HEAD"):
        return _without_query(request)
    query = _single_query(fields)
    reply = await answered(request, _asked(request, query, fields))
    return _response(request, reply)


async def _fields(request: Request) -> list[tuple[str, str]]:
    """Return the parameters of the operation, wherever the protocol lets them stand."""
    in_address = bodies.fields_of(request.url.query)
    if request.method != "POST":
        return in_address
    if bodies.media_type(request) == DIRECT:
        return [*in_address, ("query", await bodies.text_of(request))]
    if bodies.media_type(request) != bodies.FORM:
        raise HTTPException(415)
    return await bodies.form_of(request)


def _single_query(fields: list[tuple[str, str]]) -> str:
    queries = [value for name, value in fields if name == "query"]
    if len(queries) != 1 or any(name not in FIELDS for name, _ in fields):
        raise HTTPException(400)
    if len(queries[0]) > LONGEST_QUERY:
        raise HTTPException(413)
    return queries[0]


def _asked(request: Request, query: str, fields: list[tuple[str, str]]) -> dict[str, Any]:
    """Return what a worker is asked; a dataset of the protocol takes the place of that of the query."""
    default = [value for name, value in fields if name == "default-graph-uri"]
    named = [value for name, value in fields if name == "named-graph-uri"]
    table, graph = chosen(request, TABLES, TABLE_NAMES), chosen(request, GRAPHS, GRAPH_NAMES)
    asked = asked_of(query, table and TABLES[table], graph and GRAPHS[graph])
    return {**asked, "union": False, "default": default, "named": named} if default or named else asked


def asked_of(query: str, table: str | None, graph: str | None) -> dict[str, Any]:
    """Return what a worker is asked of the law as a whole, or of the graphs that the query names itself."""
    union = FROM.search(TOKENS.sub(" ", query)) is None
    return {"query": query, "table": table, "graph": graph, "union": union, "default": None, "named": None}


async def answered(request: Request, asked: dict[str, Any]) -> Reply:
    """Return what becomes of a query in its turn; see `lexflux.faces.web.worker.evaluate` for what is asked."""
    if SERVICE.search(TOKENS.sub(" ", asked["query"])):
        return Reply("no SERVICE")
    state = request.app.state
    return await while_waited_for(request, state.queries, state.workers.ask, asked)


def _response(request: Request, reply: Reply) -> Response:
    if reply.status == "done":
        return Response(reply.content, media_type=reply.type, headers={"Vary": "Accept"})
    spoken, place = language(request), PLACE.match(reply.detail)
    more = {"line": int(place[1]), "column": int(place[2])} if place else {}
    detail = say(f"query {reply.status}", spoken, detail=reply.detail, **bounds_in_words(request))
    return problem(request, reply.http_status, detail, **more)


def bounds_in_words(request: Request) -> dict[str, int]:
    """Return the bounds of a query in units that people read: seconds, mebibytes, rows."""
    bounds = request.app.state.workers.bounds
    return {
        "seconds": round(bounds.seconds),
        "memory": bounds.memory >> 20,
        "size": bounds.size >> 20,
        "rows": bounds.rows,
    }


async def library(request: Request) -> Response:
    """Give the questions of the library as examples for programs that offer such beside an editor."""
    form = chosen(request, GRAPHS, GRAPH_NAMES)
    if form is None:
        raise HTTPException(406)
    content = examples(request.app.state.knowledge, str(request.base_url), GRAPHS[form])
    return Response(content, media_type=GRAPHS[form], headers={"Vary": "Accept"})


def _without_query(request: Request) -> Response:
    """Return the page of queries to a browser, the description of the service to a program."""
    form = chosen(request, {**GRAPHS, "text/html": "text/html"}, GRAPH_NAMES)
    if form is None:
        raise HTTPException(406)
    if form == "text/html" and preferred(request.headers.get("accept", ""), ["text/html", TURTLE]) == "text/html":
        return RedirectResponse(f"/{language(request)}/query", 303, headers={"Vary": "Accept, Accept-Language"})
    media_type = GRAPHS[form]
    content = description(request.app.state.knowledge, str(request.base_url), media_type, [*TABLES, *GRAPHS])
    return Response(content, media_type=media_type, headers={"Vary": "Accept"})
