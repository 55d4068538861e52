"""`lexflux mcp`: the tools that other programs call, over standard input and output or over HTTP."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from lexflux.errors import EngineError
from lexflux.faces.cli.options import Lang, Language
from lexflux.knowledge_base import load
from lexflux.phrases import LANGUAGE_VARIABLE

LOOPBACK = "127.0.0.1"
PATH = "/mcp"


def mcp(
    http: Annotated[
        bool, typer.Option("--http", help="Listen on this machine over HTTP instead. / 改为在本机以 HTTP 监听。")
    ] = False,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one. / 端口；0 为任一空闲端口。")
    ] = 8081,
    lang: Lang = Language.en,
) -> None:
    """Serve ten tools that cite (Model Context Protocol). / 向其他程序提供十个有据可查的工具（MCP）。"""
    import os

    try:
        import anyio

        from lexflux.faces.tools.server import create_server
    except ModuleNotFoundError as error:
        raise EngineError("not installed", module=error.name, extra="mcp") from error
    os.environ[LANGUAGE_VARIABLE] = lang
    server = create_server(load())
    if http:
        _over_http(server, port, lang)
    else:
        from mcp.server.stdio import stdio_server

        async def run() -> None:
            async with stdio_server() as (read, write):
                await server.run(read, write, server.create_initialization_options())

        anyio.run(run)


def _over_http(server: object, port: int, language: str) -> None:
    import uvicorn
    from mcp.server.lowlevel import Server

    from lexflux.faces.cli.serve import listen
    from lexflux.faces.tools.words import say

    assert isinstance(server, Server)
    listening = listen(LOOPBACK, port)
    address = f"http://{LOOPBACK}:{listening.getsockname()[1]}{PATH}"
    sys.stderr.write(say("serving", language, address=address) + "\n")
    app = server.streamable_http_app(streamable_http_path=PATH, json_response=True, stateless_http=True, host=LOOPBACK)
    with listening:
        uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listening])
