"""The tool server: the tools and resources as the Model Context Protocol has them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any
from urllib.parse import unquote

import anyio
import mcp_types as types
from anyio.to_thread import run_sync
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError

from lexflux.errors import LexfluxError, UnknownTermError, did_you_mean, listed, shortened
from lexflux.faces.about import about
from lexflux.faces.cards import card
from lexflux.faces.tools import schemas
from lexflux.faces.tools.replies import closed
from lexflux.faces.tools.tools import TOOLS, Desk
from lexflux.faces.tools.words import both, say
from lexflux.faces.web.worker import Bounds
from lexflux.facts.context import json_schema
from lexflux.knowledge_base import KnowledgeBase
from lexflux.phrases import LANGUAGES, phrase, preferred_language
from lexflux.resources import tool_version

BOUNDS = Bounds(seconds=5, memory=256 << 20, size=1 << 20, rows=2_000)
AT_ONCE = 2
SCHEME = "lexflux://"
FORM = "lexflux://law/{lang}/{name}"
READ_ONLY = types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
Arguments = dict[str, Any]


def create_server(knowledge: KnowledgeBase, bounds: Bounds = BOUNDS) -> Server[Desk]:
    """
    Return the server.

    Parameters
    ----------
    knowledge
        The knowledge base, which must not change any more.
    bounds
        What one SPARQL query may use.
    """

    @asynccontextmanager
    async def lifespan(server: Server[Desk]) -> AsyncIterator[Desk]:
        desk = Desk(knowledge, bounds)
        try:
            yield desk
        finally:
            desk.close()

    limiter = anyio.CapacityLimiter(AT_ONCE)

    async def call(ctx: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        work = partial(called, ctx.lifespan_context, params.name, params.arguments or {})
        return await run_sync(work, limiter=limiter)

    async def tools(ctx: Any, params: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_described(ctx.lifespan_context, name) for name in TOOLS])

    async def read(ctx: Any, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        return await run_sync(partial(_read, knowledge, params.uri), limiter=limiter)

    async def resources(ctx: Any, params: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
        return types.ListResourcesResult(resources=_resources())

    async def templates(ctx: Any, params: types.PaginatedRequestParams | None) -> types.ListResourceTemplatesResult:
        found = types.ResourceTemplate(
            uri_template=FORM, name="provision", description=both("resource provision"), mime_type="text/plain"
        )
        return types.ListResourceTemplatesResult(resource_templates=[found])

    return Server(
        "lexflux",
        version=tool_version(),
        instructions=both("instructions"),
        lifespan=lifespan,
        on_list_tools=tools,
        on_call_tool=call,
        on_list_resources=resources,
        on_list_resource_templates=templates,
        on_read_resource=read,
    )


def _described(desk: Desk, name: str) -> types.Tool:
    schema = TOOLS[name].schema(desk)
    return types.Tool(name=name, description=both(name), input_schema=schema, annotations=READ_ONLY)


def called(desk: Desk, name: str, given: Arguments) -> types.CallToolResult:
    """Return what a tool says, or the one message that tells what is wrong with the call."""
    language = given.get("lang")
    language = language if language in LANGUAGES else preferred_language()
    try:
        if name not in TOOLS:
            hint = did_you_mean(name, TOOLS)
            raise UnknownTermError("unknown tool", name=shortened(name), known=listed(TOOLS), hint=hint)
        schemas.check(name, TOOLS[name].schema(desk), given)
        content, data = closed(desk.knowledge, TOOLS[name].run(desk, given, language), language)
    except LexfluxError as error:
        silence = [say("no rows", language)] if error.key == "nothing found" else []
        parts = [error.text(language), *silence, phrase("disclaimer", language)]
        told = types.TextContent(type="text", text="\n\n".join(parts))
        return types.CallToolResult(content=[told], is_error=True)
    return types.CallToolResult(content=[types.TextContent(type="text", text=content)], structured_content=data)


def _resources() -> list[types.Resource]:
    schema = types.Resource(
        uri=f"{SCHEME}schema/transfer",
        name="transfer-schema",
        description=both("resource schema"),
        mime_type="application/schema+json",
    )
    told = [
        types.Resource(
            uri=f"{SCHEME}about/{one}",
            name=f"about-{one}",
            description=both("resource about"),
            mime_type="text/markdown",
        )
        for one in LANGUAGES
    ]
    return [schema, *told]


def _read(knowledge: KnowledgeBase, uri: str) -> types.ReadResourceResult:
    try:
        content, media_type = content_of(knowledge, uri)
    except LexfluxError as error:
        raise MCPError(types.INVALID_PARAMS, " / ".join(error.texts.values())) from error
    found = types.TextResourceContents(uri=uri, mime_type=media_type, text=content)
    return types.ReadResourceResult(contents=[found])


def content_of(knowledge: KnowledgeBase, uri: str) -> tuple[str, str]:
    """
    Return the content of a resource and its media type.

    Raises
    ------
    UnknownTermError
        If there is none; the message shows how an address is written, or names the nearest thing.
    """
    kind, _, rest = uri.removeprefix(SCHEME).partition("/")
    language, _, name = rest.partition("/")
    if (kind, rest) == ("schema", "transfer"):
        return json.dumps(json_schema(knowledge.book), ensure_ascii=False), "application/schema+json"
    if kind == "about" and rest in LANGUAGES:
        return about(knowledge, rest, "markdown"), "text/markdown"
    if kind == "law" and language in LANGUAGES and name:
        notice = phrase("disclaimer", language)
        return f"{card(knowledge, unquote(name), language)}\n{notice}\n", "text/plain"
    known = [one.uri for one in _resources()]
    raise UnknownTermError("unknown resource", name=shortened(uri), form=FORM, hint=did_you_mean(uri, known))
