"""The input schemas of the tools; that of a transfer is the one schema, told in short."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lexflux.errors import InputError, UnknownTermError, did_you_mean, listed, shortened
from lexflux.faces.tools.words import both
from lexflux.facts.context import json_schema
from lexflux.law.lawbook import LawBook
from lexflux.phrases import LANGUAGES
from lexflux.remembering import remembered

Schema = dict[str, Any]
MOST_TERMS = 20
"""Lists of more terms than these are found with the tool `find`, not told with each tool."""
NODES = ("Organisation", "DataSet", "Safeguard")
OWN = ("id", "@context", "$schema", "comment", "source")
OF_A_FLOW = ("legs", "parties", "datasets", "safeguards")
TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict,
    "string": str,
    "boolean": bool,
    "integer": int,
    "array": list,
}


@remembered(2)
def transfer_schema(book: LawBook) -> Schema:
    """Return the schema of a transfer or flow: the facts of each node by name, with terms where they are few."""
    whole = json_schema(book)["$defs"]
    nodes = {name: {"type": "object", "properties": _facts(whole, name)} for name in NODES}
    of_a_flow = {name: {"type": whole["Flow"]["properties"][name]["type"]} for name in OF_A_FLOW}
    properties = {**_facts(whole, "Transfer"), **of_a_flow}
    return {"type": "object", "description": both("transfer"), "properties": properties, "$defs": nodes}


def _facts(whole: Schema, node: str) -> Schema:
    return {name: _fact(whole, one) for name, one in whole[node]["properties"].items() if name not in OWN}


def _fact(whole: Schema, fact: Schema) -> Schema:
    """Return a fact with its name; of its values the node, or the terms if they are few."""
    named = {"title": fact["title"]} if "title" in fact else {}
    several = fact["anyOf"][0] if "anyOf" in fact and "$ref" in fact["anyOf"][0] else fact
    reference = several.get("$ref", "").rpartition("/")[2]
    if reference in NODES:
        pointed = {"$ref": f"#/$defs/{reference}"}
        return {**named, **(pointed if several is fact else {"anyOf": [pointed, {"type": "array", "items": pointed}]})}
    terms = whole.get(reference, {}).get("enum", [])
    if 0 < len(terms) <= MOST_TERMS and several is fact:
        return {**named, "enum": terms}
    if 0 < len(terms) <= MOST_TERMS:
        return {**named, "examples": terms}
    return {**named, **{key: fact[key] for key in ("type", "format", "minimum") if key in fact}}


def inputs(book: LawBook, needed: Iterable[str], arguments: Mapping[str, Schema]) -> Schema:
    """Return the input schema of a tool: its arguments, the needed ones, and the language."""
    properties = {**arguments, "lang": {"enum": list(LANGUAGES), "description": both("lang")}}
    transfer = properties.get("transfer")
    definitions = transfer_schema(book)["$defs"] if transfer else {}
    shown = {name: _without_definitions(one) for name, one in properties.items()}
    found: Schema = {"type": "object", "properties": shown, "required": list(needed), "additionalProperties": False}
    return {**found, "$defs": definitions} if definitions else found


def _without_definitions(schema: Schema) -> Schema:
    return {key: value for key, value in schema.items() if key != "$defs"}


def text(key: str) -> Schema:
    """Return the schema of an argument that is a text."""
    return {"type": "string", "description": both(key)}


def texts(key: str) -> Schema:
    """Return the schema of an argument that is a list of texts."""
    return {"type": "array", "items": {"type": "string"}, "description": both(key)}


def check(tool: str, schema: Schema, given: Mapping[str, Any]) -> None:
    """
    Refuse arguments that a tool does not take.

    Raises
    ------
    UnknownTermError
        If one has a name that is none; the message names the nearest.
    InputError
        If one is missing or of another type.
    """
    known = schema["properties"]
    for name in given:
        if name not in known:
            hint = did_you_mean(name, known)
            raise UnknownTermError(
                "argument of no tool", tool=tool, name=shortened(name), known=listed(known), hint=hint
            )
    for name in schema["required"]:
        if name not in given:
            raise InputError("argument missing", tool=tool, name=name)
    for name, value in given.items():
        if not _fits(known[name], value):
            raise InputError("argument of another type", tool=tool, name=name, type=_type_of(known[name]))


def _fits(schema: Schema, value: object) -> bool:
    if "enum" in schema and "type" not in schema:
        return value in schema["enum"]
    is_right = isinstance(value, TYPES[schema["type"]]) and (schema["type"] == "boolean" or not isinstance(value, bool))
    if schema["type"] == "array":
        return is_right and isinstance(value, list) and all(isinstance(one, str) for one in value)
    if schema["type"] == "integer" and isinstance(value, int):
        return is_right and schema["minimum"] <= value <= schema["maximum"]
    return is_right


def _type_of(schema: Schema) -> str:
    if "enum" in schema and "type" not in schema:
        return " | ".join(schema["enum"])
    bounds = f" {schema['minimum']}-{schema['maximum']}" if "minimum" in schema else ""
    return "array of strings" if schema["type"] == "array" else schema["type"] + bounds
