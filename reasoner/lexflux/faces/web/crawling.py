"""What crawlers ask for: which addresses there are, which to leave, and the days of the law."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from lexflux.faces.names import named_things
from lexflux.faces.web.memento import LINK_FORMAT, time_map
from lexflux.law.lawbook import LawBook
from lexflux.phrases import LANGUAGES
from lexflux.remembering import remembered
from lexflux.terms import LF

PAGES = ("", "law", "about")
ASKING = ("answer", "ask", "query")
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000
"""Addresses that a sitemap may have."""


async def robots(request: Request) -> Response:
    """Keep crawlers from asking; what they may read is the law."""
    asking = ("/sparql", "/api/", *(f"/{one}/{page}" for one in LANGUAGES for page in ASKING))
    lines = ["User-agent: *", *(f"Disallow: {one}" for one in asking), f"Sitemap: {request.base_url}sitemap.xml"]
    return PlainTextResponse("".join(f"{one}\n" for one in lines))


def sitemap(request: Request) -> Response:
    """Name the page of each thing in each language."""
    book = request.app.state.knowledge.book
    content = sitemap_of([f"{request.base_url}{one}" for one in paths(book)])
    return Response(content, media_type="application/xml", headers={"ETag": f'"{book.digest[:32]}"'})


def sitemap_of(addresses: Sequence[str]) -> str:
    """Return a sitemap of some addresses, of as many as it may have."""
    lines = "".join(f"<url><loc>{escape(one)}</loc></url>\n" for one in addresses[:MOST])
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{SITEMAP}">\n{lines}</urlset>\n'


@remembered(2)
def paths(book: LawBook) -> tuple[str, ...]:
    """Return the paths of the pages that a crawler may read: those on the whole, then law, then other terms."""
    things = {iri for iri in named_things(book) if iri.startswith(LF) and iri != LF}
    law = sorted(things & (book.instruments.keys() | book.provisions.keys()))
    named = [f"doc/{quote(iri.removeprefix(LF))}" for iri in (*law, *sorted(things - set(law)))]
    return tuple(f"{language}/{one}" for one in (*PAGES, *named) for language in LANGUAGES)


def days(request: Request) -> Response:
    """Name the days on which the law changes."""
    address = str(request.base_url) + f"{request.path_params['lang']}/law"
    return PlainTextResponse(time_map(request.app.state.knowledge.book, address), media_type=LINK_FORMAT)
