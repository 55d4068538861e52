"""How often one client may ask: a bucket of tokens for each, and room for so many clients."""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from lexflux.faces.web import problems
from lexflux.faces.web.negotiation import language
from lexflux.faces.web.words import say_status

MOST_CLIENTS = 4096
SECONDS_SAVED = 5
FREE = ("/static/", "/healthz", "/metrics")
LONGEST_NAME = 64
SHARED_BITS = 64
"""An IPv6 network of that length is one client: it has as many addresses as it likes."""


class Buckets:
    """
    The tokens of each client; safe for threads.

    Parameters
    ----------
    rate
        Requests a second that one client may make for long; ``SECONDS_SAVED`` times as many at once.
    clock
        Tells the time in seconds.
    """

    def __init__(self, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate = rate
        self.most = max(rate * SECONDS_SAVED, 1.0)
        self._clock = clock
        self._tokens: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, client: str) -> float:
        """Take a token of a client; return zero, or the seconds until there will be one."""
        now = self._clock()
        with self._lock:
            tokens, then = self._tokens.pop(client, (self.most, now))
            tokens = min(self.most, tokens + (now - then) * self.rate)
            is_rich = tokens >= 1
            self._tokens[client] = (tokens - is_rich, now)
            if len(self._tokens) > MOST_CLIENTS:
                self._tokens.popitem(last=False)
        return 0.0 if is_rich else (1 - tokens) / self.rate

    def __len__(self) -> int:
        return len(self._tokens)


def client_of(scope: Scope) -> str:
    """Return the name of who asks: an address, of IPv6 its network."""
    name = str((scope.get("client") or ("",))[0])[:LONGEST_NAME]
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return name
    if address.version == 4:
        return name
    return str(ipaddress.ip_network((address, SHARED_BITS), strict=False))


class Limited:
    """Sends clients away that ask too often."""

    def __init__(self, app: ASGIApp, buckets: Buckets | None) -> None:
        self.app = app
        self.buckets = buckets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        wait = self._wait(scope)
        if not wait:
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        response = problems.problem(request, 429, say_status(429, language(request)))
        response.headers["Retry-After"] = str(math.ceil(wait))
        await response(scope, receive, send)

    def _wait(self, scope: Scope) -> float:
        if self.buckets is None or scope["type"] != "http" or scope["path"].startswith(FREE):
            return 0.0
        return self.buckets.take(client_of(scope))
