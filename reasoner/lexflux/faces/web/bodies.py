"""What a request brings: its body and its form, within bounds of size and time."""

from __future__ import annotations

from urllib.parse import parse_qsl

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import Request

LARGEST_BODY = 256 << 10
SECONDS_TO_SEND = 20
MOST_FIELDS = 50
FORM = "application/x-www-form-urlencoded"


def media_type(request: Request) -> str:
    """Return the media type of the body without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def content_of(request: Request) -> bytes:
    """
    Return the body.

    Raises
    ------
    HTTPException
        With 413 if it is too large, 408 if it does not come in time.
    """
    content = bytearray()
    try:
        with anyio.fail_after(SECONDS_TO_SEND):
            async for chunk in request.stream():
                content += chunk
                if len(content) > LARGEST_BODY:
                    raise HTTPException(413)
    except TimeoutError as error:
        raise HTTPException(408) from error
    return bytes(content)


async def text_of(request: Request) -> str:
    """Return the body as text; errors as `content_of`, and 400 if it is not UTF-8."""
    content = await content_of(request)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise HTTPException(400) from error


async def form_of(request: Request) -> list[tuple[str, str]]:
    """Return the fields of a form; errors as `text_of`, and 415 for a body of another kind."""
    if media_type(request) != FORM:
        raise HTTPException(415)
    return fields_of(await text_of(request))


def fields_of(content: str) -> list[tuple[str, str]]:
    """Return the fields that a form, or the part of an address after the question mark, is made of."""
    try:
        return parse_qsl(content, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise HTTPException(400) from error
