"""The JSON Schema of the answer, made from its types."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable
from typing import Annotated, Any, Literal, NotRequired

from lexflux.explain.answer import Answer
from lexflux.terms import LF, local

SCHEMA_VERSION = "2.4.0"
PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}


def answer_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of an answer in JSON; ``$id`` names its version."""
    definitions: dict[str, Any] = {}
    reference = schema_of(Answer, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{LF}schema/answer/{SCHEMA_VERSION}",
        "title": "Lexflux answer / Lexflux 结论",
        **reference,
        "$defs": dict(sorted(definitions.items())),
    }


def schema_of(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON Schema of a type, and add those of its objects by name to ``definitions``."""
    arguments = typing.get_args(hint)
    if hint is Any:
        return {}
    if hint in PLAIN:
        return {"type": PLAIN[hint]}
    if typing.is_typeddict(hint):
        return _object(hint, definitions)
    origin = typing.get_origin(hint)
    if origin is NotRequired:
        return schema_of(arguments[0], definitions)
    if origin is Annotated:
        return _text(hint.__metadata__[0])
    if origin is Literal:
        return {"type": "string", "enum": list(arguments)}
    if origin is list:
        return {"type": "array", "items": schema_of(arguments[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": schema_of(arguments[1], definitions)}
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [schema_of(argument, definitions) for argument in arguments]}
    raise TypeError(hint)


def _text(said: str | Iterable[str]) -> dict[str, Any]:
    """Return the schema of a text of a format, or of one of some identifiers."""
    if isinstance(said, str):
        return {"type": "string", "format": said}
    return {"type": "string", "enum": [local(member) for member in said]}


def _object(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}
        hints = typing.get_type_hints(kind, include_extras=True)
        definitions[kind.__name__] = {
            "type": "object",
            **({"description": " ".join(kind.__doc__.split())} if kind.__doc__ else {}),
            "properties": {name: schema_of(hint, definitions) for name, hint in hints.items()},
            "required": [name for name, hint in hints.items() if typing.get_origin(hint) is not NotRequired],
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{kind.__name__}"}
