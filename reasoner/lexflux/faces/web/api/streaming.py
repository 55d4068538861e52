"""Many transfers, one a line: decided as they come, each within the bounds of a request, told as they are decided."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from lexflux.faces.web import bodies
from lexflux.faces.web.api.http import NDJSON, read_values
from lexflux.faces.web.api.operation import Operation
from lexflux.faces.web.bounded import Endpoint, ended_in_words, passed_on
from lexflux.faces.web.negotiation import language
from lexflux.faces.web.words import say_status
from lexflux.faces.web.workers import Reply

MOST_ROWS = 1 << 16


def streamed(operation: Operation, otherwise: Endpoint) -> Endpoint:
    """Return an endpoint that decides transfers one a line where they come so, and else does as another does."""

    async def answered(request: Request) -> Response:
        is_stream = request.method == "POST" and bodies.media_type(request) == NDJSON
        if not is_stream or request.app.state.workers is None:
            return await otherwise(request)
        read_values(request, operation)
        return _Rows(_answers(request), media_type=NDJSON)

    return answered


class _Rows(StreamingResponse):
    """Answers while the body still comes: who listened for the end of a connection would take the body away."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the rows."""
        await self.stream_response(send)


async def _answers(request: Request) -> AsyncIterator[bytes]:
    number = 0
    try:
        async for line in _lines(request):
            number += 1
            if line.strip():
                yield await _answer(request, number, line)
    except HTTPException as error:  # the status was sent long ago
        yield _problem(number + 1, f"status {error.status_code}", say_status(error.status_code, language(request)))


async def _answer(request: Request, number: int, line: bytes) -> bytes:
    try:
        reply = await passed_on(request, line, line=number)
    except HTTPException as error:
        return _problem(number, f"status {error.status_code}", say_status(error.status_code, language(request)))
    if reply.status == "done" and reply.http < 400:
        return reply.content
    return _problem(number, reply.status, _detail(request, reply))


def _detail(request: Request, reply: Reply) -> str:
    if reply.status != "done":
        return ended_in_words(request, reply)
    return str(json.loads(reply.content).get("detail", ""))


def _problem(number: int, kind: str, text: str) -> bytes:
    told = {"file": "body", "line": number, "errors": [{"kind": kind, "text": text}]}
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"


async def _lines(request: Request) -> AsyncIterator[bytes]:
    """Yield the lines of a body; raise `HTTPException` if one is too large, there are too many or none comes."""
    rest, count = b"", 0
    chunks = request.stream()
    while (chunk := await _next(chunks)) is not None:
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            count += 1
            _refuse_more(line, count)
            yield line
        _refuse_more(rest, count)
    if rest:
        yield rest


def _refuse_more(line: bytes, count: int) -> None:
    if len(line) > bodies.LARGEST_BODY or count > MOST_ROWS:
        raise HTTPException(413)


async def _next(chunks: AsyncIterator[bytes]) -> bytes | None:
    try:
        with anyio.fail_after(bodies.SECONDS_TO_SEND):
            return await anext(chunks, None)
    except TimeoutError as error:
        raise HTTPException(408) from error
    except ClientDisconnect:
        return None
