"""The page of queries: those of the library as forms, one's own in an editor, and what they find with labels."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from lexflux.errors import LexfluxError, shortened
from lexflux.faces.names import find as find_thing
from lexflux.faces.web import bodies
from lexflux.faces.web.charting import chart
from lexflux.faces.web.completing import declared
from lexflux.faces.web.links import link, named_things_of
from lexflux.faces.web.page import page
from lexflux.faces.web.problems import status_of
from lexflux.faces.web.sparql import JSON_RESULTS, LONGEST_QUERY, PLACE, TURTLE, answered, asked_of, bounds_in_words
from lexflux.faces.web.words import WORDS, say
from lexflux.knowledge_base import KnowledgeBase
from lexflux.query.queries import Parameter, Query, find, load_queries
from lexflux.query.results import Iri
from lexflux.terms import LF

MOST_ROWS = 500
LONGEST_LINK = 6_000
"""Characters of a query that browsers and servers carry in an address."""
LABEL = "Label"
"""End of the name of a column with the labels of another; things are shown by their labels anyway."""
DATA_FORMS = ("csv", "json", "xml", "tsv")
GRAPH_FORMS = ("ttl", "nt", "jsonld", "rdf")


async def query(request: Request) -> Response:
    """Show the queries of the library, one of them as a form, or what a query finds."""
    fields = dict(await bodies.form_of(request)) if request.method == "POST" else dict(request.query_params)
    spoken, knowledge = request.path_params["lang"], request.app.state.knowledge
    library = {name: one for name, one in load_queries(knowledge.queries).items() if one.reads == {"knowledge"}}
    text = declared(fields.get("query", "").replace("\r\n", "\n"))
    shown: dict[str, Any] = {"found": None, "problem": "", "at": None, "query": text, "chosen": None}
    status = 200
    try:
        if "name" in fields:
            shown |= _of_library(knowledge, find(library, fields["name"]), fields, spoken)
        if shown["query"] and (fields.get("name") is None or fields.get("run")):
            found, status = await _found(request, shown["query"], spoken)
            shown |= found
    except LexfluxError as error:
        shown["problem"], status = error.text(spoken), status_of(error)
    groups = [(group, list(those)) for group, those in groupby(library.values(), key=lambda one: one.group)]
    named = {group: say(f"group {group}", spoken) if f"group {group}" in WORDS else group for group, _ in groups}
    return page(
        request, "query.html", spoken, status=status, groups=groups, named=named, link=_link(shown, spoken), **shown
    )


def _link(shown: Mapping[str, Any], spoken: str) -> str:
    """Return the address that gives the same result again, nothing where the query is too long for one."""
    query = urlencode({"query": shown["query"]})
    return f"/{spoken}/query?{query}" if shown["found"] and len(query) < LONGEST_LINK else ""


def _of_library(knowledge: KnowledgeBase, chosen: Query, fields: Mapping[str, str], spoken: str) -> dict[str, Any]:
    """Return a query of the library with the values of its parameters, and its text with them."""
    given = {one.name: fields.get("p." + one.name, "").strip() for one in chosen.params}
    values = {one.name: _value(knowledge, one, given[one.name]) for one in chosen.params if given[one.name]}
    if any(one.name == "lang" for one in chosen.params):
        values.setdefault("lang", spoken)
    shown = {one.name: given[one.name] or _default(knowledge, one, spoken) for one in chosen.params}
    lines = chosen.bind(**values).splitlines()
    return {"chosen": chosen, "values": shown, "query": "\n".join(one for one in lines if not one.startswith("#+"))}


def _value(knowledge: KnowledgeBase, parameter: Parameter, given: str) -> str:
    if parameter.kind != "iri" or given == "any" or "//" in given:
        return given
    return find_thing(knowledge, given, parameter.default.strip("<>"))


def _default(knowledge: KnowledgeBase, parameter: Parameter, spoken: str) -> str:
    """Return the default of a parameter as people write it."""
    if parameter.name == "lang":
        return spoken
    if parameter.default == "UNDEF":
        return "any"
    if parameter.kind == "date":
        return parameter.default.split('"')[1]
    return parameter.default.strip('<>"')


async def _found(request: Request, text: str, spoken: str) -> tuple[dict[str, Any], int]:
    """Return what a query finds, as a table with labels or as Turtle, or the problem; and the status."""
    if len(text) > LONGEST_QUERY:
        raise HTTPException(413)
    reply = await answered(request, asked_of(text, JSON_RESULTS, TURTLE))
    if reply.status != "done":
        detail = say(f"query {reply.status}", spoken, detail=shortened(reply.detail), **bounds_in_words(request))
        return {"problem": detail, "at": _place(text, reply.detail)}, reply.http_status
    shown = _table(request, reply.content, spoken) if reply.type == JSON_RESULTS else {"graph": reply.content.decode()}
    forms = DATA_FORMS if reply.type == JSON_RESULTS else GRAPH_FORMS
    files = [(form, "/sparql?" + urlencode({"query": text, "format": form})) for form in forms]
    return {"found": shown, "files": files}, 200


def _place(text: str, detail: str) -> dict[str, Any] | None:
    """Return the line of a query that is wrong, with its number and the column, None if no place is told."""
    found, lines = PLACE.search(detail), text.split("\n")
    if found is None or not 0 < int(found[1]) <= len(lines):
        return None
    return {"line": int(found[1]), "column": int(found[2]), "text": lines[int(found[1]) - 1]}


def _table(request: Request, content: bytes, spoken: str) -> dict[str, Any]:
    answer = json.loads(content)
    if "boolean" in answer:
        return {"truth": say("yes" if answer["boolean"] else "no", spoken)}
    named, rows = answer["head"]["vars"], answer["results"]["bindings"]
    columns = [name for name in named if not (name.endswith(LABEL) and name.removesuffix(LABEL) in named)]
    cells = [[_cell(request, row.get(name), spoken) for name in columns] for row in rows[:MOST_ROWS]]
    drawn = chart(columns, rows, cells, say("as a chart", spoken), spoken)
    return {"columns": columns, "rows": cells, "count": len(rows), "chart": drawn}


def _cell(request: Request, term: Mapping[str, str] | None, spoken: str) -> tuple[str, str]:
    """Return a cell in words and the address that it leads to, if it does."""
    if term is None or term["type"] != "uri":
        return ("", "") if term is None else (term["value"], "")
    knowledge, iri = request.app.state.knowledge, term["value"]
    if iri.startswith(LF) and iri.removeprefix(LF) and iri in named_things_of(knowledge):
        return link(knowledge.book, iri, spoken)
    return Iri(iri).compact, iri if iri.startswith(("http://", "https://")) else ""
