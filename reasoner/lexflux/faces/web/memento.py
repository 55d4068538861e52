"""Pages on the law of a day as mementos (RFC 7089): which day it is, and how to ask for another."""

from __future__ import annotations

import datetime
import re
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lexflux.law.lawbook import LawBook
from lexflux.terms import parse_day

DATED = re.compile(r"/[a-z]{2}/law")
"""Pages that show the law of the day that their parameter ``on`` names."""
ON, ASKED = "on", "accept-datetime"
TIME_MAP = "/timemap"
LINK_FORMAT = "application/link-format"


class Memento:
    """Tells of each page on the law of a day which day that is, and leads who asks for a day to its page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not DATED.fullmatch(scope["path"]):
            await self.app(scope, receive, send)
            return
        path, fields = scope["path"], dict(parse_qsl(scope["query_string"].decode("latin-1")))
        asked = Headers(scope=scope).get(ASKED)
        if asked is not None and not fields.get(ON):
            await _to_day(path, asked)(scope, receive, send)
            return
        day = parse_day(fields.get(ON, ""))

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                _tell(MutableHeaders(scope=message), path, day)
            await send(message)

        await self.app(scope, receive, told)


def _tell(headers: MutableHeaders, path: str, day: datetime.date | None) -> None:
    links = [f'<{path}>; rel="original timegate"', f'<{path}{TIME_MAP}>; rel="timemap"; type="{LINK_FORMAT}"']
    headers.append("Link", ", ".join(links))
    headers.add_vary_header("Accept-Datetime")
    if day is not None:
        headers["Memento-Datetime"] = moment(day)


def _to_day(path: str, asked: str) -> Response:
    """Return the way to the page of the day of a moment; 400 where the header is none, as the standard has it."""
    try:
        day = parsedate_to_datetime(asked).date()
    except ValueError:
        return PlainTextResponse("Accept-Datetime: Thu, 01 Jan 2026 00:00:00 GMT\n", 400)
    address = f"{path}?{urlencode({ON: day.isoformat()})}"
    headers = {"Vary": "Accept-Datetime", "Link": f'<{path}>; rel="original timegate"'}
    return RedirectResponse(address, 302, headers=headers)


def moment(day: datetime.date) -> str:
    """
    Return the beginning of a day as HTTP writes it.

    >>> moment(datetime.date(2026, 1, 31))
    'Sat, 31 Jan 2026 00:00:00 GMT'
    """
    begins = datetime.datetime.combine(day, datetime.time.min, datetime.UTC)
    return format_datetime(begins, usegmt=True)


def time_map(book: LawBook, address: str) -> str:
    """Return the days on which the law changes, each with the address of its page, as a list of links."""
    validities = [one.validity for one in book.instruments.values()]
    days = sorted({day for one in validities for day in (one.start, one.end) if day})
    links = [f'<{address}>; rel="original timegate"', f'<{address}{TIME_MAP}>; rel="self"; type="{LINK_FORMAT}"']
    links += [f'<{address}?{ON}={day}>; rel="memento"; datetime="{moment(day)}"' for day in days]
    return ",\n".join(links) + "\n"
