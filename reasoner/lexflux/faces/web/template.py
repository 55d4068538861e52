"""
The process with the law, of which each worker is a fork: `python -m lexflux.faces.web.template`.

A fork shares the memory of the law, so that a new one costs next to nothing where another was ended.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import select
import signal
import socket
import sys
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox

from lexflux.faces.web import worker
from lexflux.faces.web.api.http import PREFIX
from lexflux.faces.web.api.operations import OPERATIONS
from lexflux.faces.web.app import create_app
from lexflux.faces.web.local import Site
from lexflux.faces.web.worker import Bounds
from lexflux.faces.web.workers import QUERY
from lexflux.knowledge_base import KnowledgeBase
from lexflux.query import fulltext

LATER = ("validate", "compare", "plan")
"""Operations with code and law of their own: their examples are asked as long as nobody asks for a fork."""


def main(arguments: list[str]) -> None:
    """Load the law from standard input, then fork a server for each connection that comes over the control socket."""
    control, told = socket.socket(fileno=int(arguments[0])), json.loads(arguments[1])
    store = ox.Store()
    store.bulk_load(sys.stdin.buffer, format=ox.RdfFormat.N_QUADS)
    site = _site(store, told["folders"])
    bounds = {kind: Bounds(**one) for kind, one in told["bounds"].items()}
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for ignored in (signal.SIGINT, signal.SIGHUP):  # those of a terminal reach all its processes
        signal.signal(ignored, signal.SIG_IGN)
    gc.freeze()  # what is collected anew in each fork would be copied
    later = iter(LATER if site else ())
    while True:
        if not select.select([control], [], [], 0)[0] and site and (name := next(later, None)):
            asyncio.run(site.respond(*_example(name)))
            gc.freeze()
            continue
        kind, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not kind:
            return
        if os.fork() == 0:
            control.close()
            _serve(kind.decode(), Connection(descriptors[0]), bounds[kind.decode()], store, site)
            os._exit(0)
        os.close(descriptors[0])


def _site(store: ox.Store, folders: list[str]) -> Site | None:
    """Return the site on the law of some folders, with what decides in memory; None where there are none."""
    if not folders:
        return None
    knowledge = KnowledgeBase(*map(Path, folders))
    knowledge.store = store
    site = Site(create_app(knowledge, within_bounds=True))
    asyncio.run(site.respond(*_example("decide")))  # so that each fork has the code and the law that all decisions need
    fulltext.load(knowledge.book, lambda: store).close()
    return site


def _example(name: str) -> tuple[dict[str, Any], bytes]:
    """Return the request that an operation has for an example; its body is YAML as well as JSON."""
    parameters, body = OPERATIONS[name].example
    asked = {"method": "POST" if body else "GET", "path": PREFIX + name, "query": urlencode(parameters)}
    headers = [["content-type", "application/yaml"]] if body else []
    return {**asked, "headers": headers, "scheme": "http", "server": ["localhost", 80]}, body.encode()


def _serve(kind: str, connection: Connection, bounds: Bounds, store: ox.Store, site: Site | None) -> None:
    if kind == QUERY:
        worker.bound(bounds)
        worker.open_nothing()
        worker.serve(connection, bounds, partial(_query, store, bounds))
    elif site is not None:
        with asyncio.Runner() as runner:
            run = runner.get_loop().run_until_complete  # to handle Ctrl-C, the runner would put each reply into words
            worker.bound(bounds)
            worker.reach_nothing()
            worker.serve(connection, bounds, lambda asked, body: run(site.respond(asked, body)))


def _query(store: ox.Store, bounds: Bounds, asked: dict[str, Any], _: bytes) -> tuple[dict[str, str], bytes]:
    return worker.evaluate(store, asked, bounds)


if __name__ == "__main__":
    main(sys.argv[1:])
