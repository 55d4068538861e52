"""Pictures inside of pages, whose policy lets no style stand in them: their style is a file of the site."""

from __future__ import annotations

import re
from functools import cache

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from lexflux.faces.pictures.canvas import STYLE

OWN_STYLE = re.compile(r"\s*<style>.*?</style>", re.DOTALL)
OWN_SIZE = re.compile(r' (?:width|height)="[0-9.]+mm"')
SELECTORS = re.compile(r"([^{}]+)\{")
DARK = {"#1f2933": "#e8eaed", "#52606d": "#a9b4c0", "#fff": "#15181c", "#f4f6f9": "#1b2026", "#dfe6ef": "#2a323b"}
DARK |= {"#cbd2d9": "#46505b", "#1a6b3c": "#8bd8a2", "#a61b1b": "#ff9d91", "#8a5300": "#f0bd6b", "#5b3fa0": "#c4b1f7"}
DARK |= {"#1d5fa8": "#8ec1ff", "#eef3fa": "#1e2733", "#35557d": "#8fb0da", "#6b7c93": "#92a3ba", "#b9cbe3": "#3b516c"}
DARK |= {"#7fa3cf": "#5b7ba3", "#4a76ad": "#7d9fcb", "#1f3f66": "#b5cdee"}


def inline(drawn: str) -> Markup:
    """Return a picture as part of a page; one with links is no single image but a group of what it holds."""
    first = OWN_STYLE.sub("", drawn, count=1)
    first = first.replace('role="img"', 'role="group"', 1) if "<a " in first else first
    return Markup(OWN_SIZE.sub("", first.replace("<svg ", '<svg class="picture" ', 1), count=2))  # noqa: S704 - ours


async def style(request: Request) -> Response:
    """Give the style of the pictures in pages, by day and by night."""
    return Response(stylesheet(), media_type="text/css", headers={"Cache-Control": "max-age=3600"})


@cache
def stylesheet() -> str:
    """Return the style of the pictures in pages, by day and by night."""
    scoped = SELECTORS.sub(lambda found: _scoped(found[1]) + " {", STYLE)
    dark = re.sub(r"#[0-9a-f]{3,6}", lambda found: DARK.get(found[0], found[0]), scoped)
    return f"{scoped}\n@media screen and (prefers-color-scheme: dark) {{{dark}}}\n"


def _scoped(selectors: str) -> str:
    return ", ".join(f"\n.picture {one.strip()}" for one in selectors.split(","))
