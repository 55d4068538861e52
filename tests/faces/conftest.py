"""What tests of the web share: one site in this process, and one that really listens."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.testclient import TestClient

from lexflux.faces.web.app import create_app
from lexflux.faces.web.static_site import StaticSite
from lexflux.faces.web.worker import Bounds
from lexflux.knowledge_base import KnowledgeBase

BOUNDS = Bounds(seconds=1, memory=256 << 20, size=1 << 20, rows=20_000)


@pytest.fixture(scope="session")
def site(knowledge: KnowledgeBase) -> Iterator[TestClient]:
    """Return a client of the site."""
    with TestClient(create_app(knowledge, BOUNDS), raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def address(site: TestClient) -> Iterator[str]:
    """Return the address of the site on this machine, for programs that are not ours."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        server = uvicorn.Server(uvicorn.Config(site.app, lifespan="off", log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def files(knowledge: KnowledgeBase) -> StaticSite:
    """Return the site as files, of which a test makes those that it reads."""
    return StaticSite(knowledge, "https://example.org/law/")


@pytest.fixture(scope="session")
def index_file(files: StaticSite) -> bytes:
    """Return the file in which the static site seeks words."""
    return files["static/index.js"]
