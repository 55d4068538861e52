"""The site as one ASGI application."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

import anyio
from anyio import to_thread
from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from lexflux.errors import LexfluxError
from lexflux.faces.web import (
    answers,
    browsing,
    completing,
    crawling,
    dialogue,
    form,
    linked_data,
    pages,
    problems,
    querying,
    sparql,
)
from lexflux.faces.web.api import routes as api
from lexflux.faces.web.bounded import bounded
from lexflux.faces.web.guard import HEADERS, Guard
from lexflux.faces.web.kept import Kept
from lexflux.faces.web.limits import Buckets, Limited
from lexflux.faces.web.memento import Memento
from lexflux.faces.web.metrics import Measured, Metrics, show
from lexflux.faces.web.negotiation import language
from lexflux.faces.web.page import FOLDER
from lexflux.faces.web.telling import is_page, problem_page
from lexflux.faces.web.words import say_status
from lexflux.faces.web.worker import Bounds
from lexflux.faces.web.workers import Workers
from lexflux.knowledge_base import KnowledgeBase
from lexflux.phrases import LANGUAGES

CLIENT_CLOSED_REQUEST = 499
"""What nginx calls it in its log; the client itself reads no status any more."""
OF_REQUESTS = Bounds(seconds=20)


def create_app(
    knowledge: KnowledgeBase,
    bounds: Bounds | None = None,
    at_once: int = 2,
    within_bounds: bool = False,
    of_requests: Bounds = OF_REQUESTS,
    buckets: Buckets | None = None,
    metrics: Metrics | None = None,
) -> Starlette:
    """
    Return the site.

    Parameters
    ----------
    knowledge
        The knowledge base, which must not change any more.
    bounds
        What one query of a stranger may use.
    at_once
        How many of them, and how many decisions, run at the same time.
    within_bounds
        Whether this process is one that answers a single request at a time and ends at the bounds of that.
    of_requests
        What one request may use that takes long, such as a decision.
    buckets
        How often one client may ask; without them as often as it likes.
    metrics
        Where it is counted what is answered.
    """
    metrics = metrics or Metrics()

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        folders = knowledge.ontology, knowledge.shapes, knowledge.queries
        store = knowledge.store
        workers = await to_thread.run_sync(Workers, store, bounds or Bounds(), folders, of_requests)
        app.state.workers = workers
        app.state.queries, app.state.decisions = anyio.CapacityLimiter(at_once), anyio.CapacityLimiter(at_once)
        yield
        await to_thread.run_sync(workers.close)

    app = Starlette(
        routes=_routes(),
        middleware=[
            Middleware(Measured, metrics),
            Middleware(Guard),
            Middleware(Limited, buckets),
            Middleware(Memento),
        ],
        exception_handlers={
            LexfluxError: _tell_error,
            HTTPException: _tell_status,
            ClientDisconnect: _tell_nobody,
            Exception: _tell_defect,
        },
        lifespan=None if within_bounds else lifespan,
    )
    app.state.knowledge, app.state.metrics = knowledge, metrics
    app.state.workers = app.state.queries = app.state.decisions = None
    app.state.kept = Kept()
    return app


def _routes() -> list[BaseRoute]:
    return [
        Route("/sparql", sparql.endpoint, methods=["GET", "POST"]),
        Route("/.well-known/void", sparql.endpoint, methods=["GET"]),
        Route("/.well-known/sparql-examples", sparql.library, methods=["GET"]),
        Route("/healthz", _health),
        Route("/metrics", show),
        Route("/robots.txt", crawling.robots),
        Route("/sitemap.xml", crawling.sitemap),
        Route("/{lang:lang}/law/timemap", crawling.days),
        *api.routes(),
        Route("/id/{path:path}", linked_data.identified),
        Route("/doc/{path:path}", linked_data.document),
        Route("/{lang:lang}/doc/{path:path}", linked_data.document),
        Route("/", _home),
        Route("/{lang:lang}/", form.start),
        Route("/{lang:lang}/answer", bounded(answers.answer), methods=["GET", "POST"]),
        Route("/{lang:lang}/ask", bounded(dialogue.dialogue), methods=["GET", "POST"]),
        Route("/{lang:lang}/law", browsing.law),
        Route("/{lang:lang}/query", querying.query, methods=["GET", "POST"]),
        Route("/{lang:lang}/query/terms", completing.terms),
        Route("/{lang:lang}/about", browsing.about),
        *pages.routes(),
        Mount("/static", StaticFiles(directory=FOLDER / "static")),
    ]


async def _home(request: Request) -> Response:
    return RedirectResponse(f"/{language(request)}/", 303, headers={"Vary": "Accept-Language"})


async def _health(request: Request) -> Response:
    return PlainTextResponse("ok")


class _Language(Convertor[str]):
    """A language of the site, in an address."""

    regex = "|".join(LANGUAGES)

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("lang", _Language())


def _tell_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, LexfluxError)
    if not is_page(request):
        return problems.of_error(request, error)
    return problem_page(request, problems.status_of(error), error.text(language(request)))


def _tell_status(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if not is_page(request):
        return problems.of_status(request, error)
    return problem_page(request, error.status_code, say_status(error.status_code, language(request)))


def _tell_nobody(request: Request, error: Exception) -> Response:
    return Response(status_code=CLIENT_CLOSED_REQUEST)


def _tell_defect(request: Request, error: Exception) -> Response:
    response = _tell_status(request, HTTPException(500))
    response.headers.update(HEADERS)  # it is answered outside of the guard
    return response
