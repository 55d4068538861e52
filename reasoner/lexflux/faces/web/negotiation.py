"""Which of several forms or languages a request asks for (RFC 9110, section 12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.requests import Request

from lexflux.phrases import LANGUAGES

MOST_RANGES = 50


def ranges(header: str) -> list[tuple[str, float]]:
    """
    Return the ranges of an ``Accept`` header with their weights; what cannot be read is left out.

    >>> ranges("text/html, text/turtle;q=0.5, */*;q=x")
    [('text/html', 1.0), ('text/turtle', 0.5)]
    """
    found = []
    for part in header.lower().split(",")[:MOST_RANGES]:
        name, *parameters = (one.strip() for one in part.split(";"))
        weight = next((one[2:] for one in parameters if one.startswith("q=")), "1")
        if name and weight.replace(".", "", 1).isdecimal():
            found.append((name, min(float(weight), 1.0)))
    return found


def preferred(header: str, offered: Sequence[str]) -> str | None:
    """
    Return which of the offered media types a header prefers, the first of equals; None if it accepts none of them.

    >>> preferred("text/*;q=0.5, text/csv", ["text/turtle", "text/csv"])
    'text/csv'
    >>> preferred("image/png", ["text/turtle"]) is None
    True
    """
    asked = ranges(header) or [("*/*", 1.0)]
    weighted = [(_weight(asked, one), -place, one) for place, one in enumerate(offered)]
    best = max(weighted, default=(0.0, 0, ""))
    return best[2] if best[0] > 0 else None


def _weight(asked: Sequence[tuple[str, float]], offered: str) -> float:
    """Return the weight of the most specific range that a media type falls in."""
    for pattern in (offered, offered.split("/", maxsplit=1)[0] + "/*", "*/*"):
        weights = [weight for name, weight in asked if name == pattern]
        if weights:
            return max(weights)
    return 0.0


def chosen(request: Request, offered: Mapping[str, str], named: Mapping[str, str]) -> str | None:
    """
    Return the offered media type that a request asks for.

    Parameters
    ----------
    request
        The request: its parameter ``format``, else its ``Accept`` header.
    offered
        For each media type that can be asked for the one in which it is answered.
    named
        Media types by the names that ``format`` may have.
    """
    name = request.query_params.get("format")
    if name is not None:
        return named.get(name.lower())
    return preferred(request.headers.get("accept", ""), list(offered))


def language(request: Request) -> str:
    """Return the language that a request asks for: in its path, its parameter ``lang`` or its header."""
    first = request.url.path.lstrip("/").partition("/")[0]  # also of an address at which nothing is
    stated = first if first in LANGUAGES else request.query_params.get("lang")
    if stated in LANGUAGES:
        return str(stated)
    weighted = sorted(ranges(request.headers.get("accept-language", "")), key=lambda one: -one[1])
    spoken = (name.split("-")[0] for name, weight in weighted if weight > 0)
    return next((one for one in spoken if one in LANGUAGES), LANGUAGES[0])


def is_known(request: Request, headers: Mapping[str, str]) -> bool:
    """Return whether the asker has what these headers tell by their ETag already."""
    known = request.headers.get("if-none-match", "").split(",")
    return headers["ETag"] in (one.strip().removeprefix("W/") for one in known)
