"""Problems as pages, for requests behind which a person is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from lexflux.errors import nearest, shortened
from lexflux.faces.web.links import link, named_things_of
from lexflux.faces.web.negotiation import language, preferred
from lexflux.faces.web.page import MENU, page
from lexflux.faces.web.problems import MEDIA_TYPE
from lexflux.faces.web.words import say
from lexflux.phrases import LANGUAGES
from lexflux.terms import LF

PAGES = {one: f"menu {one}" for one in MENU} | {"routes": "routes page", "diff": "diff page", "api": "api"}
PAGES |= {f"compare/{one}": f"compare {one}" for one in ("topics", "agreements", "thresholds")}
"""The pages that can be opened without a transfer, each with the words that name it."""


def is_page(request: Request) -> bool:
    """Return whether a person asks: an address of a page, or a browser at one that has several forms."""
    first = request.url.path.lstrip("/").partition("/")[0]
    if first in ("sparql", "api"):
        return False
    return first in LANGUAGES or preferred(request.headers.get("accept", ""), [MEDIA_TYPE, "text/html"]) == "text/html"


def problem_page(request: Request, status: int, text: str) -> Response:
    """Return the page that tells a problem."""
    spoken = language(request)
    heading = say("problem", spoken)
    near = list(_nearest(request, spoken)) if status == HTTPStatus.NOT_FOUND else []
    messages = text.splitlines()
    return page(request, "problem.html", spoken, status=status, heading=heading, messages=messages, near=near)


def _nearest(request: Request, spoken: str) -> Iterator[tuple[str, str]]:
    """Yield the label and the address of what lies nearest to an address at which nothing is."""
    book = request.app.state.knowledge.book
    below = re.sub(rf"^/(?:(?:{'|'.join(LANGUAGES)})(?:/|$))?", "", request.url.path)
    kind, _, name = below.partition("/")
    if kind in ("doc", "id"):
        known = (one.removeprefix(LF) for one in named_things_of(request.app.state.knowledge) if one.startswith(LF))
        yield from (link(book, LF + one, spoken) for one in nearest(shortened(name), known))
    else:
        yield from ((say(PAGES[one], spoken), f"/{spoken}/{one}") for one in nearest(shortened(below), PAGES))
