"""Problems as pages, for requests behind which a person is."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from lexflux.faces.web.negotiation import language, preferred
from lexflux.faces.web.page import page
from lexflux.faces.web.problems import MEDIA_TYPE
from lexflux.faces.web.words import say
from lexflux.phrases import LANGUAGES


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
    return page(request, "problem.html", spoken, status=status, heading=heading, messages=text.splitlines())
