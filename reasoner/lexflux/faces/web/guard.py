"""What holds for each response of the site, and which requests are not even looked at."""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
EDITOR = re.compile(r"/[a-z]{2}/query")
POLICY_OF_EDITOR = POLICY + "; script-src 'self'; connect-src 'self'"
"""On the page with an editor its script may run and ask for the terms that it completes; no other page runs one."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
FOR_ALL = ("/sparql", "/doc/", "/id/", "/.well-known/")
"""Where pages of other sites may read what is public: the law as data."""
HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?")


class Guard:
    """Adds the headers of security to each response, and refuses a host that is no name: links are made of it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.app_for_all = CORSMiddleware(
            app,
            allow_origins=["*"],
            allow_methods=["GET", "POST"],
            allow_headers=["Content-Type"],
            expose_headers=["Content-Location", "ETag", "Link"],
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if EDITOR.fullmatch(scope["path"]):
                    headers["Content-Security-Policy"] = POLICY_OF_EDITOR
                if scope["path"].startswith(FOR_ALL):
                    headers["Access-Control-Allow-Origin"] = "*"
            await send(message)

        is_named = HOST.fullmatch(Headers(scope=scope).get("host", "localhost"))
        app = self.app_for_all if scope["path"].startswith(FOR_ALL) else self.app
        app = app if is_named else PlainTextResponse("Bad Host", 400)
        await app(scope, receive, guarded)
