"""How an operation is asked over HTTP: its parameters, body and forms; what may be kept, and until when it is good."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable, Iterator
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from lexflux.errors import InputError, did_you_mean, shortened
from lexflux.faces.web import bodies
from lexflux.faces.web.api.of_transfers import carried_over
from lexflux.faces.web.api.operation import MEDIA, TRANSFER_FORMS, Call, Operation, Parameter
from lexflux.faces.web.api.operations import LANG
from lexflux.faces.web.facts_link import packed, unpacked
from lexflux.faces.web.negotiation import chosen, is_known, language
from lexflux.knowledge_base import as_day
from lexflux.resources import tool_version

PREFIX = "/api/v1/"
NDJSON = "application/x-ndjson"
IN_ADDRESS = "t"
MOST = 10**9
LINE = Parameter("line", ("Number of the first line.", "首行行号。"), {"type": "integer", "minimum": 1})


def endpoint(operation: Operation) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers requests for an operation."""

    async def answered(request: Request) -> Response:
        kind = bodies.media_type(request) if request.method == "POST" else ""
        if kind == NDJSON:
            return await _rows(request, operation)
        form = _form(request, operation)
        values = read_values(request, operation)
        call = Call(
            request.app.state.knowledge, language(request), form, values, *await _body(request, operation, kind)
        )
        headers = _headers(operation, call)
        if request.method != "POST" and is_known(request, headers):
            return Response(status_code=304, headers=headers)
        content = operation.run(call)
        return Response(content, media_type=MEDIA[form], headers=headers | _of_body(request, operation, call))

    return answered


def _form(request: Request, operation: Operation) -> str:
    offered = {MEDIA[form]: form for form in operation.answers}
    media_type = chosen(request, dict.fromkeys(offered, ""), {form: MEDIA[form] for form in operation.answers})
    if media_type is None:
        raise HTTPException(406)
    return offered[media_type]


async def _body(request: Request, operation: Operation, kind: str) -> tuple[str, str | None]:
    """Return the body and the name of its form; what an address has in its place may have any."""
    if operation.body is None:
        return "", None
    letters = request.query_params.get(IN_ADDRESS)
    if request.method != "POST":
        if not letters and operation.body.needed:
            raise InputError("nothing described")
        return (unpacked(letters) if letters else ""), None
    content = await bodies.text_of(request)
    if not content and not operation.body.needed:
        return "", None
    if kind not in operation.body.forms:
        raise HTTPException(415)
    return content, operation.body.forms[kind]


async def _rows(request: Request, operation: Operation) -> Response:
    """Return the decisions on transfers that stand one a line."""
    if operation.rows is None:
        raise HTTPException(415)
    values = read_values(request, operation, LINE)
    content = await bodies.text_of(request)
    call = Call(request.app.state.knowledge, language(request), "json", values, content)
    return Response(operation.rows(call), media_type=NDJSON)


def read_values(request: Request, operation: Operation, *more: Parameter) -> dict[str, list[str]]:
    """
    Return the values of parameters by name.

    Raises
    ------
    InputError
        If there is no such parameter, a value is none of those that it may have, or one is missing.
    """
    known = {one.name: one for one in (*operation.parameters, LANG, *more)}
    values: dict[str, list[str]] = {}
    for name, value in bodies.fields_of(request.url.query):
        if name != "format" and name not in known:
            hint = did_you_mean(name, known)
            named = ", ".join((*known, "format"))
            raise InputError("parameter of no request", name=shortened(name), known=named, hint=hint)
        values.setdefault(name, []).append(value)
    for parameter in known.values():
        _check(parameter, values.get(parameter.name, []))
    return values


def _check(parameter: Parameter, values: list[str]) -> None:
    if parameter.needed and not values:
        raise InputError("parameter missing", name=parameter.name, about=parameter.about)
    if len(values) > 1 and not parameter.several:
        raise InputError("parameter given twice", name=parameter.name)
    if parameter.times and len(values) != parameter.times:
        raise InputError("parameter times", name=parameter.name, times=parameter.times)
    for value in values:
        _check_value(parameter, value)


def _check_value(parameter: Parameter, value: str) -> None:
    schema = parameter.schema
    if schema.get("format") == "date":
        as_day(value)
    if "enum" in schema and value not in schema["enum"]:
        known = ", ".join(schema["enum"])
        raise InputError("parameter not of these", name=parameter.name, value=shortened(value), known=known)
    if schema["type"] == "integer":
        _check_whole(parameter, value)
    if "pattern" in schema and not (
        re.search(schema["pattern"], value) and len(value) <= schema.get("maxLength", 1 << 16)
    ):
        raise InputError("parameter not written so", name=parameter.name, value=shortened(value), about=parameter.about)


def _check_whole(parameter: Parameter, value: str) -> None:
    least, most = parameter.schema["minimum"], parameter.schema.get("maximum", MOST)
    is_whole = value.isascii() and value.isdecimal() and len(value) <= len(str(most))
    if not is_whole or not least <= int(value) <= most:
        raise InputError("parameter not a number", name=parameter.name, value=shortened(value), least=least, most=most)


def _headers(operation: Operation, call: Call) -> dict[str, str]:
    """Return what tells an answer from others: the same request under the same law always has the same answer."""
    digest = hashlib.sha256("\n".join(_told(operation, call)).encode("utf-8", "surrogatepass")).hexdigest()
    private = "private, " if operation.body else ""
    return {
        "ETag": f'"{digest[:32]}"',
        "Cache-Control": f"{private}no-cache",
        "Content-Language": call.language,
        "Vary": "Accept, Accept-Language",
        "Lexflux-Law": call.knowledge.book.digest,
    }


def _told(operation: Operation, call: Call) -> Iterator[str]:
    yield from (tool_version(), call.knowledge.book.digest, operation.name, call.language, call.form)
    stated = sorted(call.values.keys() - {IN_ADDRESS, "lang", "format"})
    yield from (f"{name}={value}" for name in stated for value in call.values[name])
    yield call.body


def _of_body(request: Request, operation: Operation, call: Call) -> dict[str, str]:
    """Return what is told of the facts in a body beside the answer on them."""
    if operation.body is None or operation.body.forms is not TRANSFER_FORMS or not call.body:
        return _located(request, operation, call)
    return _located(request, operation, call) | carried_over(call)


def _located(request: Request, operation: Operation, call: Call) -> dict[str, str]:
    """Return where the same answer can be asked for with GET, and so be kept."""
    if request.method != "POST" or "GET" not in operation.methods or not call.body:
        return {}
    letters = packed(call.body)
    given = [(name, value) for name, values in call.values.items() for value in values]
    stated = {"lang": call.language, "format": call.form}
    rest = [(name, value) for name, value in given if name not in (*stated, IN_ADDRESS)]
    query = urlencode([(IN_ADDRESS, letters), *rest, *stated.items()])
    return {"Content-Location": f"{PREFIX}{operation.name}?{query}"} if letters else {}
