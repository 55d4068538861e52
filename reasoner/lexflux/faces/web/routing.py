"""The page of lawful ways for data from one place to another, directly or through a third."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from lexflux.errors import InputError, LexfluxError
from lexflux.faces.listing import listing
from lexflux.faces.routes import RoutesAsked, routes_asked
from lexflux.faces.web.attachments import attachment
from lexflux.faces.web.days import last_known_day
from lexflux.faces.web.described import filled, messages_of
from lexflux.faces.web.page import page
from lexflux.faces.web.problems import status_of
from lexflux.faces.web.turns import in_turn
from lexflux.knowledge_base import KnowledgeBase, as_day

FORMS = {"json": "application/json", "markdown": "text/markdown"}
SINGLE = ("from", "to", "people", "on")
OFFERED = {"data": "data-kinds", "purpose": "purposes"}
"""The fields that name terms, each with the list of those that it may name."""


async def routes(request: Request) -> Response:
    """Show the ways that the address asks for, as a page or as a file; without any field the form alone."""
    fields, spoken = request.query_params, request.path_params["lang"]
    knowledge: KnowledgeBase = request.app.state.knowledge
    shown: dict[str, Any] = {"found": None, "everywhere": None, "messages": []}
    status = 200
    if any(fields.get(name) for name in (*SINGLE, *OFFERED)):
        try:
            form = fields.get("format", "")
            found = await in_turn(request.app.state.decisions, _found, knowledge, fields, spoken, form)
            if isinstance(found, str):
                return attachment(found, form, FORMS[form], "lexflux-routes")
            shown |= found
        except LexfluxError as error:
            shown["messages"], status = messages_of(error, spoken), status_of(error)
    return page(
        request,
        "routes.html",
        spoken,
        status=status,
        given={name: fields.get(name, "") for name in SINGLE},
        last_day=last_known_day(knowledge.book),
        chosen={name: filled(fields, name) for name in OFFERED},
        offered={name: _named(knowledge, kind, spoken) for name, kind in OFFERED.items()},
        places=_named(knowledge, "places", spoken),
        query=request.url.query,
        forms=FORMS,
        **shown,
    )


def _found(knowledge: KnowledgeBase, fields: QueryParams, spoken: str, form: str) -> str | dict[str, Any]:
    """Return the ways as a file of a form, or what the page shows of them."""
    asked = _asked(knowledge, fields)
    if form in FORMS:
        return asked.shown(spoken, form)
    shown = asked.page(spoken)
    return {
        "found": shown,
        "everywhere": None if shown else asked.table(spoken),
        "day": asked.finder.cargo.on,
    }


def _asked(knowledge: KnowledgeBase, fields: QueryParams) -> RoutesAsked:
    """Return what the fields of the form ask for; a place to which, without one from which, is asked for again."""
    places = [fields[name] for name in ("from", "to") if fields.get(name)]
    if fields.get("to") and not fields.get("from"):
        raise InputError("routes from nowhere")
    on = as_day(fields["on"]) if fields.get("on") else last_known_day(knowledge.book)
    return routes_asked(knowledge, places, on, filled(fields, "data"), filled(fields, "purpose"), _people(fields))


def _people(fields: QueryParams) -> int | None:
    said = fields.get("people", "").replace(",", "").strip()
    if said and not (said.isascii() and said.isdecimal()):
        raise InputError("people not a number", value=said)
    return int(said) if said else None


def _named(knowledge: KnowledgeBase, kind: str, spoken: str) -> list[tuple[str, str]]:
    """Return the names and labels of a list of terms, by label."""
    columns, rows = listing(knowledge, kind, None, spoken)
    name, label = columns.index("name"), columns.index("label")
    return sorted(((row[name], row[label]) for row in rows), key=lambda one: one[1].casefold())
