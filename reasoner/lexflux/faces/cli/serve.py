"""`lexflux serve`: the web pages, the SPARQL endpoint, linked data and the HTTP interface."""

from __future__ import annotations

import socket
import sys
from typing import Annotated

import typer

from lexflux.errors import EngineError, UnknownTermError
from lexflux.faces.cli.options import Lang, Language
from lexflux.knowledge_base import KnowledgeBase, load

LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104 - only where --public asks for it

PUBLIC_RATE = 10.0


def serve(
    host: Annotated[str | None, typer.Option("--host", help="Address to listen at. / 监听地址。")] = None,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one. / 端口；0 为任一空闲端口。")
    ] = 8080,
    public: Annotated[
        bool, typer.Option("--public", help="Let other machines ask too. / 允许其他计算机访问。")
    ] = False,
    rate: Annotated[
        float | None,
        typer.Option(
            "--rate",
            min=0,
            help="Requests a second of one client; 0: no limit. / 每客户端每秒请求数。",
        ),
    ] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no browser. / 不打开浏览器。")] = False,
    lang: Lang = Language.en,
) -> None:
    """Serve pages, SPARQL, linked data and JSON over HTTP. / 以 HTTP 提供网页、SPARQL、关联数据与 JSON 接口。"""
    try:
        from lexflux.faces.web import listening as server
        from lexflux.faces.web.app import create_app
        from lexflux.faces.web.limits import Buckets
        from lexflux.faces.web.metrics import Metrics
        from lexflux.faces.web.reloading import Reloading
        from lexflux.faces.web.words import say
    except ModuleNotFoundError as error:
        raise EngineError("not installed", module=error.name, extra="web") from error
    listening = listen(_address(host, public), port)
    metrics, often = Metrics(), rate if rate is not None else PUBLIC_RATE if public else 0.0
    buckets = Buckets(often) if often else None
    first = [_loaded()]  # if it is broken, that is told before anything listens
    app = Reloading(lambda: create_app(first.pop() if first else _loaded(), buckets=buckets, metrics=metrics), metrics)
    address = f"http://{_shown(listening)}/{lang}/"
    if public:
        sys.stderr.write(say("public", lang, rate=often) + "\n")
    sys.stderr.write(say("serving", lang, address=address) + "\n")
    if not no_browser:
        _open(address)
    server.run(app, listening)


def _loaded() -> KnowledgeBase:
    """Return the knowledge base with the law in memory."""
    knowledge = load()
    _ = knowledge.book, knowledge.store
    return knowledge


def _address(host: str | None, public: bool) -> str:
    """Return where to listen; other machines are let in only by who says so."""
    chosen = host or (EVERYWHERE if public else LOOPBACK)
    if not public and chosen not in (LOOPBACK, "::1", "localhost"):
        raise UnknownTermError("host needs --public", host=chosen)
    return chosen


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; raise `EngineError` if none can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # else asyncio lets answers wait
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except (OSError, UnicodeError) as error:
        listening.close()
        problem = getattr(error, "strerror", None) or str(error)
        raise EngineError("cannot listen", host=host, port=port, problem=problem) from error
    return listening


def _shown(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    named = LOOPBACK if host == EVERYWHERE else host
    return f"[{named}]:{port}" if ":" in named else f"{named}:{port}"


def _open(address: str) -> None:
    """Open a browser a moment later, when the server answers; a machine without one is no error."""
    import threading
    import webbrowser

    threading.Timer(1.0, webbrowser.open, [address]).start()
