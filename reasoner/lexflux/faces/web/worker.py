"""
The process that evaluates queries of strangers: it loads the law once, forks, and each fork ends at its bounds.

A fork shares the memory of the store, so that a new one costs next to nothing where another was ended. The kernel ends
it: an alarm when its time is over, a refused allocation when its memory is. It may open no file and no connection, so
that no query reaches out, whatever it is written like.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import sys
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


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one query may use: ``seconds`` of time, ``memory`` and ``size`` of its result in bytes, ``rows``."""

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


def serve(store: ox.Store, connection: Connection, bounds: Bounds) -> None:
    """Answer queries on a connection until it is closed, or this process goes beyond the bounds of one."""
    _bound(bounds)
    with suppress(EOFError, OSError):
        while True:
            asked = json.loads(connection.recv_bytes())
            signal.setitimer(signal.ITIMER_REAL, bounds.seconds)
            header, content = evaluate(store, asked, bounds)
            signal.setitimer(signal.ITIMER_REAL, 0)
            connection.send_bytes(json.dumps(header).encode())
            connection.send_bytes(content)


def _bound(bounds: Bounds) -> None:
    memory = _address_space()
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # an engine that dies tells at length how
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    with suppress(ValueError, OSError):  # not every system bounds memory
        resource.setrlimit(resource.RLIMIT_AS, (memory + bounds.memory,) * 2)


def _address_space() -> int:
    """Return the bytes of address space that this process has, nothing where the system does not tell."""
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    return 0


def main(arguments: list[str]) -> None:
    """Load the law from standard input, then fork a server for each connection that comes over the control socket."""
    control, bounds = socket.socket(fileno=int(arguments[0])), Bounds(**json.loads(arguments[1]))
    store = ox.Store()
    store.bulk_load(sys.stdin.buffer, format=ox.RdfFormat.N_QUADS)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        told, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not told:
            return
        if os.fork() == 0:
            control.close()
            serve(store, Connection(descriptors[0]), bounds)
            os._exit(0)
        os.close(descriptors[0])


if __name__ == "__main__":
    main(sys.argv[1:])
