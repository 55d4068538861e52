"""What went wrong, as `application/problem+json` (RFC 9457): the message, and where it stands as line and property."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from lexflux.errors import InputError, JoinedInputError, KnowledgeError, LexfluxError, UnknownTermError
from lexflux.faces.web.negotiation import language
from lexflux.faces.web.words import say_status

MEDIA_TYPE = "application/problem+json"
SYNTAX = (
    "parameter of no request",
    "parameter missing",
    "parameter given twice",
    "parameter times",
    "parameter not of these",
    "parameter not a number",
    "parameter not written so",
    "nothing described",
    "one comparison",
    "broken syntax",
    "not JSON",
    "empty document",
    "not UTF-8",
    "not a mapping",
    "not a state",
)
LINE = re.compile(r":([0-9]+)$")


def status_of(error: LexfluxError) -> int:
    """Return the HTTP status of an error: 400 where a text cannot be read, 422 where what it says is wrong."""
    match error:
        case KnowledgeError():
            return 500
        case InputError() if error.key in SYNTAX:
            return 400
        case UnknownTermError(key="unknown term"):
            return 404
        case _:
            return 422


def problem(request: Request, status: int, detail: str, **more: Any) -> JSONResponse:
    """Return a response that tells a problem, with the name of its status as title."""
    content = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    return JSONResponse(content, status, media_type=MEDIA_TYPE, headers={"Content-Language": language(request)})


def of_error(request: Request, error: LexfluxError) -> JSONResponse:
    """Return the problem that an error of Lexflux is; each error of an input is told by itself."""
    spoken = language(request)
    single = error.errors if isinstance(error, JoinedInputError) else (error,)
    errors = [{"detail": one.text(spoken), **_place(one)} for one in single[: JoinedInputError.shown]]
    return problem(request, status_of(error), error.text(spoken), errors=errors)


def _place(error: LexfluxError) -> dict[str, Any]:
    """Return where an error stands, as far as it says: line, node and property."""
    line = LINE.search(str(error.values.get("where", "")))
    parameter = error.values.get("name") if error.key.startswith("parameter ") else None
    named = {"node": error.values.get("path"), "property": error.values.get("fact"), "parameter": parameter}
    return {**({"line": int(line[1])} if line else {}), **{name: value for name, value in named.items() if value}}


def of_status(request: Request, error: HTTPException) -> JSONResponse:
    """Return the problem that a status is."""
    response = problem(request, error.status_code, say_status(error.status_code, language(request)))
    response.headers.update(error.headers or {})
    return response
