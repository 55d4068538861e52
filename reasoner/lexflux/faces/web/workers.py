"""The queries of strangers, given to processes that end at their bounds (`lexflux.faces.web.worker`)."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from typing import Any

import pyoxigraph as ox

from lexflux.faces.web import worker
from lexflux.faces.web.worker import Bounds

STATUSES = {"syntax": 400, "failed": 400, "no SERVICE": 400, "not acceptable": 406, "too large": 422}
STATUSES |= {"too long": 504, "too much memory": 507}


@dataclass(frozen=True, slots=True)
class Reply:
    """
    What became of a query.

    ``status`` is ``done`` or one of `STATUSES`; ``content`` the result in the media type ``type``, ``detail`` what the
    engine says of a failure, ``kind`` whether a result that is not acceptable is a table or a graph.
    """

    status: str
    content: bytes = b""
    type: str = ""
    detail: str = ""
    kind: str = ""

    @property
    def http_status(self) -> int:
        """The HTTP status that tells it."""
        return STATUSES.get(self.status, 200)


class Workers:
    """A process with the law of a store, and its forks; safe for threads."""

    def __init__(self, store: ox.Store, bounds: Bounds) -> None:
        self.bounds = bounds
        self._idle: list[Connection] = []
        self._lock = threading.Lock()
        self._control, other = socket.socketpair()
        with other:
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-m", worker.__name__, str(other.fileno()), json.dumps(asdict(bounds))],
                stdin=subprocess.PIPE,
                pass_fds=[other.fileno()],
                env={**os.environ, "RUST_BACKTRACE": "0"},
            )
        assert self._process.stdin is not None
        with self._process.stdin as law:
            store.dump(law, format=ox.RdfFormat.N_QUADS)

    def ask(self, asked: dict[str, Any]) -> Reply:
        """Return what becomes of a query; see `lexflux.faces.web.worker.evaluate` for what is asked."""
        connection = self._connection()
        began = time.monotonic()
        try:
            connection.send_bytes(json.dumps(asked).encode())
            header, content = json.loads(connection.recv_bytes()), connection.recv_bytes()
        except (EOFError, OSError):
            connection.close()
            is_late = time.monotonic() - began >= self.bounds.seconds
            return Reply("too long" if is_late else "too much memory")
        with self._lock:
            self._idle.append(connection)
        return Reply(content=content, **header)

    def _connection(self) -> Connection:
        with self._lock:
            if self._idle:
                return self._idle.pop()
            own, other = socket.socketpair()
            with other:
                socket.send_fds(self._control, [b"."], [other.fileno()])
            return Connection(own.detach())

    def close(self) -> None:
        """End all processes; a query that still runs ends with its time."""
        self._control.close()
        for connection in self._idle:
            connection.close()
        self._idle.clear()
        self._process.wait()
