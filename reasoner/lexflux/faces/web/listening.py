"""The server that listens: it sends away who is too slow, logs each thing on one line and ends in good order."""

from __future__ import annotations

import asyncio
import logging
import socket
import sys
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS_TO_END = 30
MOST_CONNECTIONS = 500


class Punctual(H11Protocol):
    """A connection that ends if a request does not begin in time, or an answer is not read in time."""

    seconds_for_head = 20.0
    seconds_to_read = 60.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first request."""
        super().connection_made(transport)
        self._stuck: asyncio.TimerHandle | None = None
        self._late: asyncio.TimerHandle | None = None
        self._expect()

    def _expect(self) -> None:
        self._late = self._late or self.loop.call_later(self.seconds_for_head, self._give_up)

    def _give_up(self) -> None:
        self._late = None
        if not self._is_answering():
            self.transport.abort()

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def data_received(self, data: bytes) -> None:
        """Take what comes: the rest of a head has its time from when it began."""
        super().data_received(data)
        if not self._is_answering():
            self._expect()
        elif self._late:
            self._late.cancel()
            self._late = None

    def on_response_complete(self) -> None:
        """Wait for the next request; what is idle is ended by uvicorn, what began slowly here."""
        super().on_response_complete()
        if self._late:
            self._late.cancel()
            self._late = None

    def pause_writing(self) -> None:
        """Wait for who reads slowly."""
        super().pause_writing()
        self._stuck = self._stuck or self.loop.call_later(self.seconds_to_read, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on: what was written was read."""
        super().resume_writing()
        self._read()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._read()
        if self._late:
            self._late.cancel()
        super().connection_lost(exc)

    def _read(self) -> None:
        if self._stuck:
            self._stuck.cancel()
            self._stuck = None


class OneLine(logging.Formatter):
    r"""
    Writes each record on one line, in which nothing steers a terminal or passes for another record.

    >>> OneLine().format(logging.makeLogRecord({"msg": "a\nWARNING forged \x1b[31m"}))
    'a\\nWARNING forged \\x1b[31m'
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as a line."""
        return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in super().format(record))


def log_to_stderr() -> None:
    """Write warnings and worse to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine("%(asctime)s %(levelname)s %(name)s %(message)s"))
    for name in ("uvicorn", "lexflux.web"):
        log = logging.getLogger(name)
        log.handlers, log.propagate = [handler], False
        log.setLevel(logging.WARNING)


def run(app: ASGIApp, listening: socket.socket) -> None:
    """Serve a site until a signal ends it; requests that have begun are answered first."""
    log_to_stderr()
    given: dict[str, Any] = {"log_config": None, "access_log": False, "server_header": False, "ws": "none"}
    config = uvicorn.Config(
        app,
        http=Punctual,
        lifespan="on",
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=SECONDS_TO_END,
        h11_max_incomplete_event_size=32 << 10,
        **given,
    )
    with listening:
        uvicorn.Server(config).run(sockets=[listening])
