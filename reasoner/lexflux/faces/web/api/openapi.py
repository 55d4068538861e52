"""The interface described for programs: OpenAPI 3.1, made from the table of operations and the schemas of its data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from lexflux.explain import data as of_one_law
from lexflux.explain import together
from lexflux.explain.answer_schema import schema_of
from lexflux.explain.fields import LEFT_OUT
from lexflux.faces.web.api import data
from lexflux.faces.web.api.http import NDJSON, PREFIX
from lexflux.faces.web.api.operation import CARRIED_OVER, MEDIA, TRANSFER_FORMS, Operation, Parameter
from lexflux.faces.web.api.operations import FIELDS, LANG, OPERATIONS
from lexflux.faces.web.words import say, say_status
from lexflux.facts.context import json_schema
from lexflux.law.lawbook import LawBook
from lexflux.messages import Pair
from lexflux.phrases import LANGUAGES
from lexflux.remembering import remembered
from lexflux.resources import tool_version

Tree = dict[str, Any]
PROBLEM = "application/problem+json"
REFUSALS = (400, 404, 405, 406, 408, 422, 429, 500, 503, 504, 507)
OF_BODIES = (413, 415)
TRANSFER_PREFIX, PART_PREFIX = "Transfer", "PartOf"
IN_PART = {"Answer": of_one_law.ALWAYS, "Joint": together.ALWAYS, "Flow": None, "Leg": None}
"""The types that are answered in part where members are asked for, with those that are there then; None, all are."""


@remembered(4)
def document(book: LawBook, language: str) -> Tree:
    """Return the OpenAPI document in one language."""
    spoken = LANGUAGES.index(language)
    schemas: Tree = {}
    paths = {PREFIX + one.name: _path(one, spoken, schemas) for one in OPERATIONS.values()}
    schema_of(data.ProblemData, schemas)
    schema_of(data.Asked, schemas)
    schema_of(data.Row, schemas)
    whole = {name: _moved(one, "") for name, one in schemas.items()} | _transfer(book)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": say("site", language),
            "version": tool_version(),
            "description": say("api notice", language),
            "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"},
        },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "paths": {path: _moved(one, "") for path, one in paths.items()},
        "components": {"schemas": dict(sorted(whole.items()))},
    }


def _path(operation: Operation, spoken: int, schemas: Tree) -> Tree:
    return {method.lower(): _described(operation, method, spoken, schemas) for method in operation.methods}


def _described(operation: Operation, method: str, spoken: int, schemas: Tree) -> Tree:
    tree: Tree = {
        "operationId": operation.name if len(operation.methods) == 1 else f"{method.lower()}_{operation.name}",
        "summary": operation.about[spoken],
        "parameters": list(_parameters(operation, method, spoken)),
        "responses": _responses(operation, method, spoken, schemas),
    }
    if method == "POST" and operation.body:
        tree["requestBody"] = _request_body(operation)
    return tree


def _parameters(operation: Operation, method: str, spoken: int) -> Iterator[Tree]:
    form = Parameter(
        "format", ("Form of the answer.", "答案格式。"), {"type": "string", "enum": list(operation.answers)}
    )
    for one in (*operation.parameters, LANG, form):
        if one.name == "t":
            if method == "GET":
                yield _parameter(one, spoken, needed=bool(operation.body and operation.body.needed))
        else:
            yield _parameter(one, spoken, one.needed)


def _parameter(parameter: Parameter, spoken: int, needed: bool) -> Tree:
    schema: Tree = dict(parameter.schema)
    if parameter.several:
        schema = {"type": "array", "items": schema, **({"minItems": 1} if parameter.needed else {})}
    if parameter.times:
        schema |= {"minItems": parameter.times, "maxItems": parameter.times}
    about = parameter.about[spoken]
    return {"name": parameter.name, "in": "query", "description": about, "required": needed, "schema": schema}


def _request_body(operation: Operation) -> Tree:
    assert operation.body is not None
    content: Tree = {}
    _, example = operation.example
    named = operation.body.schema
    schema = {"$ref": f"#/$defs/{named}"} if named else {"type": "object"}
    for media_type, form in operation.body.forms.items():
        if form in ("json", "yaml") and "ld+" not in media_type:
            shown = {"example": json.loads(example)} if example else {}
            content[media_type] = {"schema": schema, **shown}
        else:
            content[media_type] = {"schema": {"type": "string"}}
    if operation.rows:
        content[NDJSON] = {"schema": {"type": "string"}}
    return {"required": operation.body.needed, "content": content}


def _responses(operation: Operation, method: str, spoken: int, schemas: Tree) -> Tree:
    forms: Tree = {
        MEDIA[form]: {"schema": {"type": "string"} if kind is None else schema_of(kind, schemas)}
        for form, kind in operation.answers.items()
    }
    if FIELDS in operation.parameters:
        whole = forms[MEDIA["json"]]["schema"]
        forms[MEDIA["json"]]["schema"] = {"anyOf": [*whole["anyOf"], *_in_part(whole["anyOf"], schemas)]}
    if operation.rows and method == "POST":
        forms[NDJSON] = {"schema": {"type": "string"}}
    headers: Tree = {name: {"schema": {"type": "string"}} for name in ("ETag", "Cache-Control", "Lexflux-Law")}
    if operation.body and operation.body.forms is TRANSFER_FORMS:
        headers[CARRIED_OVER] = {"description": say("api dpv", LANGUAGES[spoken]), "schema": {"type": "string"}}
    found: Tree = {"200": {"description": operation.about[spoken], "headers": headers, "content": forms}}
    if method == "GET":
        found["304"] = {"description": say_status(304, LANGUAGES[spoken])}
    for status in sorted((*REFUSALS, *(OF_BODIES if method == "POST" else ()))):
        schema = {"$ref": "#/$defs/ProblemData"}
        about = say_status(status, LANGUAGES[spoken])
        found[str(status)] = {"description": about, "content": {PROBLEM: {"schema": schema}}}
    return found


def _in_part(references: Iterable[Tree], schemas: Tree) -> list[Tree]:
    """Return references to the schemas of answers in part, and add these to ``schemas``."""
    for name, always in IN_PART.items():
        part = _to_parts(schemas[name])
        if always is not None:
            part["properties"] |= {LEFT_OUT: {"type": "array", "items": {"type": "string"}}}
            part["required"] = [*(one for one in part["required"] if one in always), LEFT_OUT]
        schemas[PART_PREFIX + name] = part
    return [_to_parts(one) for one in references]


def _to_parts(tree: Any) -> Any:
    """Return a schema that refers to answers in part where it referred to whole ones."""
    parts = {f"#/$defs/{name}": f"#/$defs/{PART_PREFIX}{name}" for name in IN_PART}
    if isinstance(tree, dict):
        return {key: parts.get(value, value) if key == "$ref" else _to_parts(value) for key, value in tree.items()}
    return [_to_parts(one) for one in tree] if isinstance(tree, list) else tree


def _transfer(book: LawBook) -> Tree:
    """Return the schema of a transfer, the parts of it under names of their own."""
    schema = json_schema(book)
    root = {key: value for key, value in schema.items() if key not in ("$schema", "$id", "$defs")}
    parts = {f"{TRANSFER_PREFIX}.{name}": _moved(one, f"{TRANSFER_PREFIX}.") for name, one in schema["$defs"].items()}
    return {TRANSFER_PREFIX: _moved(root, f"{TRANSFER_PREFIX}."), **parts}


def _moved(tree: Any, prefix: str) -> Any:
    """Return a schema whose references lead to the components of the document."""
    if isinstance(tree, dict):
        return {
            key: _reference(value, prefix) if key == "$ref" else _moved(value, prefix) for key, value in tree.items()
        }
    return [_moved(one, prefix) for one in tree] if isinstance(tree, list) else tree


def _reference(value: str, prefix: str) -> str:
    return f"#/components/schemas/{prefix}{value.removeprefix('#/$defs/')}" if value.startswith("#/$defs/") else value


def shown_parameters(operation: Operation) -> Iterable[tuple[str, Pair, bool, bool]]:
    """Return the name of each parameter, what it is, whether it is needed, and whether it may stand several times."""
    return [(one.name, one.about, one.needed, one.several) for one in (*operation.parameters, LANG)]
