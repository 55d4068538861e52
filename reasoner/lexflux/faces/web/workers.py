"""The questions of strangers, given to processes that end at their bounds (`lexflux.faces.web.worker`)."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from lexflux.faces.web.worker import Bounds

TEMPLATE = "lexflux.faces.web.template"
QUERY, REQUEST = "q", "r"
STATUSES = {"syntax": 400, "failed": 400, "no SERVICE": 400, "not acceptable": 406, "too large": 422}
STATUSES |= {"too long": 504, "too much memory": 507}


@dataclass(frozen=True, slots=True)
class Reply:
    """
    What became of a query or of a request.

    ``status`` is ``done``, ``left`` where nobody waited any more, or one of `STATUSES`; ``content`` the result in the
    media type ``type``, ``detail`` what the engine says of a failure, ``kind`` whether a result that is not acceptable
    is a table or a graph. Of a request, ``http`` and ``headers`` are those of the response, ``defect`` the traceback if
    it tells of one.
    """

    status: str
    content: bytes = b""
    type: str = ""
    detail: str = ""
    kind: str = ""
    http: int = 0
    headers: Sequence[tuple[str, str]] = ()
    defect: str = ""

    @property
    def http_status(self) -> int:
        """The HTTP status that tells it."""
        return self.http or STATUSES.get(self.status, 200)


class Waiting:
    """Somebody who waits for a reply; once they have left, the process that is at work on it ends. Safe for threads."""

    def __init__(self) -> None:
        self.has_left = False
        self._connection: Connection | None = None
        self._lock = threading.Lock()

    def leave(self) -> None:
        """Wait no more."""
        with self._lock:
            self.has_left = True
            if self._connection:
                with socket.socket(fileno=os.dup(self._connection.fileno())) as own:
                    own.shutdown(socket.SHUT_RDWR)

    @contextmanager
    def on(self, connection: Connection) -> Iterator[None]:
        """Wait for what comes over a connection; raise `EOFError` for who has left before."""
        with self._lock:
            if self.has_left:
                raise EOFError
            self._connection = connection
        try:
            yield
        finally:
            with self._lock:
                self._connection = None


class Workers:
    """
    A process with the law, and its forks; safe for threads.

    Parameters
    ----------
    store
        The law as queries ask it.
    bounds
        What one query may use.
    folders
        Of ontology, shapes and queries, from which requests are answered; without them only queries are.
    of_requests
        What one request may use.
    """

    def __init__(
        self, store: ox.Store, bounds: Bounds, folders: Sequence[Path] = (), of_requests: Bounds | None = None
    ) -> None:
        self.bounds = bounds
        self.of_requests = of_requests or bounds
        self.ended: Counter[str] = Counter()
        self._idle: dict[str, list[Connection]] = {QUERY: [], REQUEST: []}
        self._lock = threading.Lock()
        self._control, other = socket.socketpair()
        bounded = {QUERY: asdict(bounds), REQUEST: asdict(self.of_requests)}
        told = json.dumps({"bounds": bounded, "folders": list(map(str, folders))})
        with other:
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-m", TEMPLATE, str(other.fileno()), told],
                stdin=subprocess.PIPE,
                pass_fds=[other.fileno()],
                env={**os.environ, "RUST_BACKTRACE": "0"},
            )
        assert self._process.stdin is not None
        with self._process.stdin as law:
            store.dump(law, format=ox.RdfFormat.N_QUADS)

    def ask(self, asked: dict[str, Any], waiting: Waiting | None = None) -> Reply:
        """Return what becomes of a query; see `lexflux.faces.web.worker.evaluate` for what is asked."""
        return self._told(QUERY, asked, b"", self.bounds, waiting or Waiting())

    def respond(self, asked: dict[str, Any], body: bytes, waiting: Waiting | None = None) -> Reply:
        """Return what becomes of a request; see `lexflux.faces.web.local.Site.respond` for what is asked."""
        return self._told(REQUEST, asked, body, self.of_requests, waiting or Waiting())

    def _told(self, kind: str, asked: dict[str, Any], body: bytes, bounds: Bounds, waiting: Waiting) -> Reply:
        connection = self._connection(kind)
        began = time.monotonic()
        try:
            with waiting.on(connection):
                connection.send_bytes(json.dumps(asked).encode())
                connection.send_bytes(body)
                header, content = json.loads(connection.recv_bytes()), connection.recv_bytes()
        except (EOFError, OSError):
            connection.close()
            is_late = time.monotonic() - began >= bounds.seconds
            return self._ended("left" if waiting.has_left else "too long" if is_late else "too much memory")
        with self._lock:
            self._idle[kind].append(connection)
        return Reply(content=content, **header)

    def _ended(self, status: str) -> Reply:
        with self._lock:
            self.ended[status] += 1
        return Reply(status)

    def _connection(self, kind: str) -> Connection:
        with self._lock:
            if self._idle[kind]:
                return self._idle[kind].pop()
            own, other = socket.socketpair()
            with other:
                socket.send_fds(self._control, [kind.encode()], [other.fileno()])
            return Connection(own.detach())

    def close(self) -> None:
        """End all processes; a question that is still being answered ends with its time."""
        self._control.close()
        for connection in (one for those in self._idle.values() for one in those):
            connection.close()
        self._idle.clear()
        self._process.wait()
