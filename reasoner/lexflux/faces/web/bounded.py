"""Requests that take long: answered once, in a process of their own that ends at its bounds."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from lexflux.faces.web import bodies
from lexflux.faces.web.kept import Kept, key_of
from lexflux.faces.web.negotiation import language
from lexflux.faces.web.problems import problem
from lexflux.faces.web.telling import is_page, problem_page
from lexflux.faces.web.turns import while_waited_for
from lexflux.faces.web.words import say
from lexflux.faces.web.workers import Reply

LOG = logging.getLogger("lexflux.web")
Endpoint = Callable[[Request], Awaitable[Response]]
PASSED_ON = ("accept", "accept-language", "content-type", "host", "if-none-match")


def bounded(endpoint: Endpoint) -> Endpoint:
    """
    Return an endpoint that another process answers, one that ends if that takes too much time or memory.

    What was answered before is not asked again.
    """

    async def answered(request: Request) -> Response:
        if request.app.state.workers is None:  # this is that process
            return await endpoint(request)
        kept: Kept = request.app.state.kept
        body = await bodies.content_of(request)
        key = key_of(_asked(request, {}), body)
        reply = kept.find(key)
        if reply is None:
            reply = await passed_on(request, body)
            kept.keep(key, reply)
        return response_of(request, reply)

    return answered


async def passed_on(request: Request, body: bytes, **more: object) -> Reply:
    """Return what becomes of a request with this body, and more parameters, in another process, in its turn."""
    state = request.app.state
    return await while_waited_for(request, state.decisions, state.workers.respond, _asked(request, more), body)


def _asked(request: Request, more: Mapping[str, object]) -> dict[str, Any]:
    headers = {name: value for name, value in request.headers.items() if name in PASSED_ON}
    query = "&".join(filter(None, (request.scope["query_string"].decode("latin-1"), urlencode(more))))
    return {
        "method": request.method,
        "path": request.scope["path"],
        "query": query,
        "headers": list(headers.items()),
        "scheme": request.url.scheme,
        "server": request.scope.get("server"),
    }


def response_of(request: Request, reply: Reply) -> Response:
    """Return the response that a reply is, or the problem that there is none."""
    if reply.status != "done":
        tell = problem_page if is_page(request) else problem
        return tell(request, reply.http_status, ended_in_words(request, reply))
    if reply.defect:
        LOG.error("defect at %s: %s", request.scope["path"], reply.defect)
    response = Response(reply.content, reply.http_status)
    response.raw_headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in reply.headers]
    return response


def ended_in_words(request: Request, reply: Reply) -> str:
    """Return why a request was ended."""
    bounds = request.app.state.workers.of_requests
    return say(f"request {reply.status}", language(request), seconds=bounds.seconds, memory=bounds.memory >> 20)
