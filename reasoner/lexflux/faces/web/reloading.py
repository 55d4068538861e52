"""The site whose law can be loaded anew while it answers: each request is answered under one law from first to last."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field

from anyio import to_thread
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

from lexflux.errors import LexfluxError
from lexflux.faces.web.metrics import Metrics
from lexflux.remembering import forget

LOG = logging.getLogger("lexflux.web")


@dataclass(slots=True, eq=False)
class _Edition:
    """The site under one state of the law, and how many requests it is answering."""

    app: Starlette
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    answering: int = 0
    idle: asyncio.Event = field(default_factory=asyncio.Event)

    async def begin(self) -> None:
        await self.stack.enter_async_context(self.app.router.lifespan_context(self.app))

    async def end(self) -> None:
        """Wait for the requests that it is answering, and end what it started."""
        while self.answering:
            self.idle.clear()
            await self.idle.wait()
        await self.stack.aclose()


class Reloading:
    """
    An ASGI application that takes another one in its place on SIGHUP, once that is ready.

    Parameters
    ----------
    build
        Gives the site under the law as it then is.
    metrics
        In which it is noted.
    """

    def __init__(self, build: Callable[[], Starlette], metrics: Metrics) -> None:
        self._build = build
        self._metrics = metrics
        self._current: _Edition | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or begin and end with the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        edition = self._current
        assert edition is not None
        edition.answering += 1
        try:
            await edition.app(scope, receive, send)
        finally:
            edition.answering -= 1
            edition.idle.set()

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        self._current = await self._begun()
        with suppress(NotImplementedError, RuntimeError, ValueError):  # not the first thread, or no such signal
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._hear)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        for task in self._tasks:
            task.cancel()
        await self._current.end()
        await send({"type": "lifespan.shutdown.complete"})

    async def _begun(self) -> _Edition:
        edition = _Edition(await to_thread.run_sync(self._build))
        await edition.begin()
        return edition

    def _hear(self) -> None:
        task = asyncio.get_running_loop().create_task(self.reload())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def reload(self) -> None:
        """Load the law anew; if it is broken, that is told and the former law goes on answering."""
        try:
            edition = await self._begun()
        except LexfluxError as error:
            self._metrics.reloaded("failed")
            LOG.error("the law was not loaded anew: %s", error)
            return
        former, self._current = self._current, edition
        self._metrics.reloaded("done")
        LOG.warning("the law was loaded anew: %s", edition.app.state.knowledge.book.digest)
        if former is not None:
            await former.end()
            forget()
