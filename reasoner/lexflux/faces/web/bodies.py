"""What a request brings: its body and its form, within bounds of size and time."""

from __future__ import annotations

from email import message_from_string
from email.message import EmailMessage
from email.policy import HTTP
from urllib.parse import parse_qsl

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import Request

LARGEST_BODY = 256 << 10
SECONDS_TO_SEND = 20
MOST_FIELDS = 50
FORM = "application/x-www-form-urlencoded"
FORM_WITH_FILES = "multipart/form-data"
FILE = "upload"
"""The field of a form that is a file; a file that is sent takes the place of what was typed."""


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
    """Return the fields of a form, perhaps with a file; errors as `text_of`, and 415 for a body of another kind."""
    if media_type(request) == FORM_WITH_FILES:
        return _parts(request.headers["content-type"], await text_of(request))
    if media_type(request) != FORM:
        raise HTTPException(415)
    return fields_of(await text_of(request))


def _parts(content_type: str, body: str) -> list[tuple[str, str]]:
    """Return the fields of a form with files (RFC 7578), and for a file that is not empty the text as ``facts``."""
    whole = message_from_string(f"Content-Type: {content_type}\r\n\r\n{body}", policy=HTTP)
    parts = [one for one in whole.iter_parts() if isinstance(one, EmailMessage)] if whole.is_multipart() else []
    if not parts or len(parts) > MOST_FIELDS:
        raise HTTPException(400)
    named = [(str(one.get_param("name", "", "content-disposition")), _text(one)) for one in parts]
    sent = next((text for name, text in named if name == FILE and text.strip()), None)
    fields = [(name, text) for name, text in named if name != FILE]
    return fields if sent is None else [*((name, text) for name, text in fields if name != "facts"), ("facts", sent)]


def _text(part: EmailMessage) -> str:
    found = part.get_payload()
    return found if isinstance(found, str) else ""


def fields_of(content: str) -> list[tuple[str, str]]:
    """Return the fields that a form, or the part of an address after the question mark, is made of."""
    try:
        return parse_qsl(content, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise HTTPException(400) from error
