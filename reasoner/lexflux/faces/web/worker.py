"""
What a fork of the process with the law does for strangers, and the bounds at which it ends.

The kernel ends it: an alarm when its time of processor is over, a refused allocation when its memory is, a signal when
nobody waits for it any more. A fork for queries may open no file and no connection, so that no query reaches out,
whatever it is written like; one for decisions may read files, and writes none, connects nowhere and starts nothing.
"""

from __future__ import annotations

import fcntl
import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pyoxigraph as ox

ROW_MARKS = {
    ox.QueryResultsFormat.JSON: b"},{",
    ox.QueryResultsFormat.XML: b"<result>",
    ox.QueryResultsFormat.CSV: b"\r\n",
    ox.QueryResultsFormat.TSV: b"\n",
}
"""What is written once for each row, so that rows are counted without being read again."""
ADDRESS_SPACE, RESIDENT = 0, 1
STANDARD_ERROR = 2
OUTWARD = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname")
OUTWARD_FAMILIES = ("subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.fork")


@dataclass(frozen=True, slots=True)
class Bounds:
    """
    What one query may use.

    ``seconds`` of processor, so that a busy machine ends nothing; ``memory`` and ``size`` of its result in bytes;
    ``rows``.
    """

    seconds: float = 10.0
    memory: int = 512 << 20
    size: int = 16 << 20
    rows: int = 50_000


class TooLargeError(Exception):
    """The result goes beyond its bounds."""


class _Output:
    """Takes what is written as long as it stays within bounds."""

    def __init__(self, bounds: Bounds, mark: bytes | None) -> None:
        self.content = bytearray()
        self.bounds = bounds
        self.mark = mark
        self.rows = 0

    def write(self, chunk: bytes) -> int:
        self.content += chunk
        self.rows += chunk.count(self.mark) if self.mark else 0
        if len(self.content) > self.bounds.size or self.rows > self.bounds.rows:
            raise TooLargeError
        return len(chunk)

    def flush(self) -> None:
        """Nothing waits to be written."""


def evaluate(store: ox.Store, asked: dict[str, Any], bounds: Bounds) -> tuple[dict[str, str], bytes]:
    """
    Return what became of a query and its serialized result.

    Parameters
    ----------
    store
        The law.
    asked
        The ``query``; ``table`` and ``graph``, the media type for a result of either kind or None where none is
        acceptable; ``union``, whether its default graph is that of all graphs; and ``default`` and ``named``, the
        graphs of its dataset, None where it chooses itself.
    bounds
        The bounds of the result.
    """
    try:
        found = store.query(asked["query"], use_default_graph_as_union=asked["union"], **_dataset(asked))
        kind = "graph" if isinstance(found, ox.QueryTriples) else "table"
        if asked[kind] is None:
            return {"status": "not acceptable", "kind": kind}, b""
        return {"status": "done", "type": asked[kind]}, _serialized(found, asked[kind], bounds)
    except SyntaxError as error:
        return {"status": "syntax", "detail": str(error)}, b""
    except TooLargeError:
        return {"status": "too large"}, b""
    except (OSError, ValueError) as error:
        return {"status": "failed", "detail": str(error)}, b""


def _dataset(asked: dict[str, Any]) -> dict[str, Any]:
    """Return the graphs of a dataset; raise `ValueError` if one has a name that is none."""
    if asked["default"] is None:
        return {}
    default, named = (list(map(ox.NamedNode, asked[key])) for key in ("default", "named"))
    return {"default_graph": default, "named_graphs": named}


def _serialized(found: Any, media_type: str, bounds: Bounds) -> bytes:
    formats: Any = ox.RdfFormat if isinstance(found, ox.QueryTriples) else ox.QueryResultsFormat
    form = formats.from_media_type(media_type)
    output = _Output(bounds, ROW_MARKS.get(form))
    found.serialize(output, format=form)
    return bytes(output.content)


Task = Callable[[dict[str, Any], bytes], tuple[dict[str, Any], bytes]]


def serve(connection: Connection, bounds: Bounds, task: Task) -> None:
    """Do a task for each message on a connection until it is closed, or this process goes beyond the bounds of one."""
    with suppress(EOFError, OSError, MemoryError):
        while True:
            asked, body = json.loads(connection.recv_bytes()), connection.recv_bytes()
            signal.setitimer(signal.ITIMER_PROF, bounds.seconds)
            end_with(connection, True)
            header, content = task(asked, body)
            end_with(connection, False)
            signal.setitimer(signal.ITIMER_PROF, 0)
            connection.send_bytes(json.dumps(header).encode())
            connection.send_bytes(content)


def end_with(connection: Connection, is_so: bool) -> None:
    """Let the kernel end this process, or no more, as soon as the other side shuts a connection that is silent."""
    flags = fcntl.fcntl(connection, fcntl.F_GETFL)
    fcntl.fcntl(connection, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(connection, fcntl.F_SETFL, flags | os.O_ASYNC if is_so else flags & ~os.O_ASYNC)


def bound(bounds: Bounds) -> None:
    """Bound the time and memory of this process, and let it write no file."""
    taken = memory(ADDRESS_SPACE)
    os.dup2(os.open(os.devnull, os.O_WRONLY), STANDARD_ERROR)  # an engine that dies tells at length how
    for ending in (signal.SIGPROF, signal.SIGIO):
        signal.signal(ending, signal.SIG_DFL)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    with suppress(ValueError, OSError):  # not every system bounds memory
        resource.setrlimit(resource.RLIMIT_AS, (taken + bounds.memory,) * 2)


def open_nothing() -> None:
    """Let this process open no file and no connection any more."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def reach_nothing() -> None:
    """Let Python connect to nothing and start nothing in this process any more; files can still be read."""
    sys.addaudithook(_refuse)


def _refuse(event: str, _: tuple[Any, ...]) -> None:
    if event in OUTWARD or event.startswith(OUTWARD_FAMILIES):
        raise PermissionError(event)


def memory(figure: int) -> int:
    """Return a figure of ``/proc/self/statm`` in bytes : `ADDRESS_SPACE` or `RESIDENT`; nothing if not told."""
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text().split()[figure]) * resource.getpagesize()
    return 0
