"""The addresses of the interface: its operations, the description of them for programs and the page for people."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from lexflux.explain.answer_schema import answer_schema
from lexflux.faces.web.api.http import PREFIX, endpoint
from lexflux.faces.web.api.openapi import document, shown_parameters
from lexflux.faces.web.api.operation import MEDIA, Operation
from lexflux.faces.web.api.operations import OPERATIONS
from lexflux.faces.web.api.streaming import streamed
from lexflux.faces.web.bounded import bounded
from lexflux.faces.web.negotiation import is_known, language
from lexflux.faces.web.page import page
from lexflux.facts.context import json_ld_context, json_schema
from lexflux.law.lawbook import LawBook
from lexflux.phrases import LANGUAGES

SCHEMA_TYPE = "application/schema+json"


def routes() -> Iterator[BaseRoute]:
    """Yield the routes of the interface."""
    for operation in OPERATIONS.values():
        answered = bounded(endpoint(operation))
        answered = streamed(operation, answered) if operation.rows else answered
        yield Route(PREFIX + operation.name, answered, methods=list(operation.methods))
    yield Route(PREFIX + "openapi.json", _openapi)
    yield Route(PREFIX + "schemas/{name}.json", _schema)
    yield Route("/{lang:lang}/api", _page)


async def _openapi(request: Request) -> Response:
    spoken = language(request)
    tree = document(request.app.state.knowledge.book, spoken) | {
        "servers": [{"url": str(request.base_url).rstrip("/")}]
    }
    return _published(request, tree, "application/json")


async def _schema(request: Request) -> Response:
    """Return a JSON Schema by its name: of a transfer, an answer, or the JSON-LD context."""
    book = request.app.state.knowledge.book
    schemas: dict[str, Callable[[LawBook], dict[str, Any]]] = {
        "transfer": json_schema,
        "context": json_ld_context,
        "answer": lambda _: answer_schema(),
    }
    name = request.path_params["name"]
    if name not in schemas:
        raise HTTPException(404)
    return _published(request, schemas[name](book), "application/ld+json" if name == "context" else SCHEMA_TYPE)


def _published(request: Request, tree: Mapping[str, Any], media_type: str) -> Response:
    content = json.dumps(tree, ensure_ascii=False).encode()
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache", "Vary": "Accept-Language"}
    if is_known(request, headers):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)


async def _page(request: Request) -> Response:
    spoken = request.path_params["lang"]
    index, base = LANGUAGES.index(spoken), str(request.base_url)
    shown = [
        {
            "name": one.name,
            "about": one.about[index],
            "methods": one.methods,
            "parameters": [(name, about[index], *rest) for name, about, *rest in shown_parameters(one)],
            "bodies": list(one.body.forms) if one.body else [],
            "forms": [(form, MEDIA[form]) for form in one.answers],
            "link": f"{PREFIX}{one.name}?{urlencode(one.example[0])}" if not one.example[1] else "",
            "curl": _curl(one, base),
        }
        for one in OPERATIONS.values()
    ]
    return page(request, "api.html", spoken, operations=shown, prefix=PREFIX)


def _curl(operation: Operation, base: str) -> str:
    """Return the example of an operation as a command."""
    parameters, body = operation.example
    address = base.rstrip("/") + PREFIX + operation.name + (f"?{urlencode(parameters)}" if parameters else "")
    return f"curl --json '{body}' '{address}'" if body else f"curl '{address}'"
