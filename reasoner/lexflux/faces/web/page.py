"""A page: a template with the words of one language; all that it shows is escaped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from lexflux.faces.pictures.canvas import tone
from lexflux.faces.table import mark_of
from lexflux.faces.web import cited
from lexflux.faces.web.links import linked, path_of
from lexflux.faces.web.titles import title_in
from lexflux.faces.web.words import say
from lexflux.knowledge_base import KnowledgeBase
from lexflux.phrases import LANGUAGES, TAGS, phrase
from lexflux.resources import tool_version

FOLDER = Path(__file__).parent
STATIC_MENU = ("places", "law", "vocabulary", "search")
MENU = ("compare", "places", "law", "vocabulary", "search", "query", "about")


@cache
def _templates() -> Environment:
    loader = FileSystemLoader(FOLDER / "templates")
    found = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    found.filters |= {"path": path_of, "mark": mark_of, "tone": tone, "format_name": _format_name, "title_in": title_in}
    return found


def _format_name(form: str) -> str:
    """Return the name of a form of files, the same in all languages."""
    return {"ical": "iCalendar", "markdown": "Markdown"}.get(form, form.upper())


def page(
    request: Request,
    template: str,
    language: str,
    headers: Mapping[str, str] | None = None,
    status: int = 200,
    here: str | None = None,
    **shown: Any,
) -> HTMLResponse:
    """
    Return a page.

    Parameters
    ----------
    request
        The request that it answers.
    template
        Name of its template.
    language
        Language of its words.
    headers
        Of the response, beside its language.
    status
        HTTP status.
    here
        Address of the page below its language, where that is not the one that was asked for.
    shown
        What the template shows.
    """
    knowledge: KnowledgeBase = request.app.state.knowledge
    content = (
        _templates()
        .get_template(template)
        .render(
            say=partial(_say, language),
            lang=language,
            tag=TAGS[language],
            others=[(TAGS[one], one, address) for one, address in _translations(request, here, status, language)],
            linked=partial(linked, knowledge, language),
            listed=partial(cited.listed, knowledge.book, language),
            cited=partial(cited.cited, knowledge.book, language),
            citations=partial(cited.citations, knowledge.book, language),
            disclaimer=phrase("disclaimer", language),
            version=tool_version(),
            law=knowledge.book.digest[:12],
            is_static=is_static(request),
            menu=STATIC_MENU if is_static(request) else MENU,
            has_search=template == "search.html",
            here_in=_section(request),
            **shown,
        )
    )
    return HTMLResponse(content, status, {"Content-Language": TAGS[language], **(headers or {})})


def _section(request: Request) -> str:
    """Return under which head of the menu a page is; what stands under none is a step of asking."""
    name = next((one for one in request.url.path.split("/") if one and one not in LANGUAGES), "")
    return {"doc": "law", "routes": "places", "diff": "places", "api": "about"}.get(
        name, name if name in MENU else "ask"
    )


def is_static(request: Request) -> bool:
    """Return whether the page is to be a file, behind which no server stands."""
    return getattr(request.app.state, "is_static", False)


def _say(language: str, key: str, **values: object) -> str:
    return say(key, language, **values)


def _translations(request: Request, here: str | None, status: int, spoken: str) -> Iterator[tuple[str, str]]:
    """Yield the other languages, each with the address of the page; what was sent in a form is not sent again."""
    first, *rest = request.url.path.lstrip("/").split("/")
    query = f"?{request.url.query}" if request.url.query else ""
    own = "/".join(rest if first in LANGUAGES else [first, *rest]) + query
    is_sent = status >= HTTPStatus.BAD_REQUEST or request.method == "POST"
    below = here if here is not None else "" if is_sent else own
    yield from ((one, f"/{one}/{below}") for one in LANGUAGES if one != spoken)
