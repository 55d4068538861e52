"""The site in a process of its own that answers one request at a time, without a network."""

from __future__ import annotations

import traceback
from typing import Any

from starlette.applications import Starlette
from starlette.types import Message

Headers = list[tuple[str, str]]


class Site:
    """Answers requests that are told as data: method, address and headers, and the body beside them."""

    def __init__(self, app: Starlette) -> None:
        self.app = app

    async def respond(self, asked: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        """
        Return status and headers of the response, and its body.

        Parameters
        ----------
        asked
            The ``method``, ``path``, ``query`` and ``headers`` of the request, and the ``scheme`` and ``server``.
        body
            Its body.
        """
        received, content = iter([{"type": "http.request", "body": body}]), bytearray()
        told: dict[str, Any] = {}

        async def receive() -> Message:
            return next(received, {"type": "http.disconnect"})

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                told.update(http=message["status"], headers=_decoded(message["headers"]))
            content.extend(message.get("body", b""))

        try:
            await self.app(_scope(asked), receive, send)
        except MemoryError:
            raise
        except Exception:  # the response that says so was sent before
            told["defect"] = traceback.format_exc()
        return {"status": "done", **told}, bytes(content)


def _scope(asked: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": asked["method"],
        "scheme": asked["scheme"],
        "path": asked["path"],
        "raw_path": asked["path"].encode("utf-8", "surrogatepass"),
        "query_string": asked["query"].encode("latin-1"),
        "root_path": "",
        "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in asked["headers"]],
        "server": asked["server"],
        "client": None,
    }


def _decoded(headers: Any) -> Headers:
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers]
