"""The site as one ASGI application."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

import anyio
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from lexflux.errors import LexfluxError
from lexflux.faces.web import problems, sparql
from lexflux.faces.web.guard import Guard
from lexflux.faces.web.worker import Bounds
from lexflux.faces.web.workers import Workers
from lexflux.knowledge_base import KnowledgeBase


def create_app(knowledge: KnowledgeBase, bounds: Bounds | None = None, at_once: int = 2) -> Starlette:
    """
    Return the site.

    Parameters
    ----------
    knowledge
        The knowledge base, which must not change any more.
    bounds
        What one query of a stranger may use.
    at_once
        How many of them run at the same time.
    """

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.workers = Workers(knowledge.store, bounds or Bounds())
        app.state.limiter = anyio.CapacityLimiter(at_once)
        yield
        app.state.workers.close()

    app = Starlette(
        routes=_routes(),
        middleware=[Middleware(Guard)],
        exception_handlers={LexfluxError: _tell_error, HTTPException: _tell_status, Exception: _tell_defect},
        lifespan=lifespan,
    )
    app.state.knowledge = knowledge
    return app


def _routes() -> list[Route]:
    return [
        Route("/sparql", sparql.endpoint, methods=["GET", "POST"]),
        Route("/.well-known/void", sparql.endpoint, methods=["GET"]),
        Route("/healthz", _health),
    ]


async def _health(request: Request) -> Response:
    return PlainTextResponse("ok")


def _tell_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, LexfluxError)
    return problems.of_error(request, error)


def _tell_status(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problems.of_status(request, error)


def _tell_defect(request: Request, error: Exception) -> Response:
    return problems.of_status(request, HTTPException(500))
