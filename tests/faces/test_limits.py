"""What one client may take: requests in a time, connections that say nothing, answers that nobody reads."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from lexflux.faces.web.limits import MOST_CLIENTS, Buckets, Limited, client_of
from lexflux.faces.web.listening import Punctual

LARGE = 64 << 20


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def test_who_asks_too_often_waits_and_nobody_else_does() -> None:
    clock = Clock()
    buckets = Buckets(rate=2, clock=clock)

    assert [0] * 10 == [buckets.take("a") for _ in range(10)]
    assert 0.5 == buckets.take("a")
    assert 0 == buckets.take("b")
    clock.now = 0.5
    assert (0, 0.5) == (buckets.take("a"), buckets.take("a"))


def test_the_memory_of_clients_is_bounded() -> None:
    buckets = Buckets(rate=1)
    for number in range(MOST_CLIENTS + 50):
        buckets.take(str(number))

    assert MOST_CLIENTS == len(buckets)


def test_a_network_of_ipv6_is_one_client() -> None:
    one, other, far = ({"client": (address, 1)} for address in ("2001:db8::1", "2001:db8::ffff:2", "2001:db8:1::1"))

    assert client_of(one) == client_of(other) != client_of(far)
    assert 64 == len(client_of({"client": ("x" * 500, 1)}))
    assert "" == client_of({"client": None})


def test_too_many_requests_are_told_as_such_and_health_is_not_counted() -> None:
    async def fine(_: object) -> Response:
        return PlainTextResponse("fine")

    app = Starlette(routes=[Route("/", fine), Route("/healthz", fine)])
    with TestClient(Limited(app, Buckets(rate=0.1))) as client:
        first, second = client.get("/"), client.get("/", headers={"Accept-Language": "zh"})

        assert (200, 429) == (first.status_code, second.status_code)
        assert 1 <= int(second.headers["retry-after"]) <= 10
        assert "请稍候" in second.json()["detail"]
        assert {200} == {client.get("/healthz").status_code for _ in range(5)}


class Impatient(Punctual):
    """A connection that waits for next to nothing."""

    seconds_for_head = seconds_to_read = 0.3


@pytest.fixture(scope="module")
def impatient() -> Iterator[tuple[str, int]]:
    """Return where a server listens that waits for nobody."""

    async def large(_: object) -> Response:
        return PlainTextResponse("x" * LARGE)

    config = uvicorn.Config(Starlette(routes=[Route("/", large)]), http=Impatient, lifespan="off", log_level="critical")
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield listening.getsockname()
        server.should_exit = True
        thread.join()


@pytest.mark.parametrize(
    "begun", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\nX: "], ids=["nothing", "line", "head"]
)
def test_a_request_that_does_not_come_is_not_waited_for(impatient: tuple[str, int], begun: bytes) -> None:
    with socket.create_connection(impatient, 10) as connection:
        connection.sendall(begun)

        assert ended(connection) == b""


def test_an_answer_that_nobody_reads_is_given_up(impatient: tuple[str, int]) -> None:
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(10)
        connection.connect(impatient)
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        threading.Event().wait(0.8)

        assert len(ended(connection)) < LARGE


def ended(connection: socket.socket) -> bytes:
    """Return what still comes until the other side ends the connection."""
    found = bytearray()
    try:
        while chunk := connection.recv(1 << 20):
            found += chunk
    except ConnectionResetError:
        pass
    return bytes(found)
