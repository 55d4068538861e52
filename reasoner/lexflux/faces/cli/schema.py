"""`lexflux schema`: the schema of a transfer, for editors, for JSON-LD and for SHACL, and that of an answer."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from lexflux.errors import UnknownTermError, listed
from lexflux.knowledge_base import load
from lexflux.query.results import json_text


def schema(
    what: Annotated[str, typer.Argument(help="json-schema, context, shacl or answer. / 输出的模式。")] = "json-schema",
) -> None:
    """Print the schema of a transfer (JSON Schema, JSON-LD context, SHACL) or of an answer. / 输出传输或结论的模式。"""
    from lexflux.explain.answer_schema import answer_schema
    from lexflux.facts import context

    knowledge = load()
    forms = {
        "json-schema": lambda: _pretty(context.json_schema(knowledge.book)),
        "context": lambda: _pretty(context.json_ld_context(knowledge.book)),
        "answer": lambda: _pretty(answer_schema()),
        "shacl": lambda: (knowledge.shapes / "transfer.ttl").read_text("utf-8"),
    }
    if what not in forms:
        raise UnknownTermError("unknown schema", name=what, known=listed(forms))
    sys.stdout.write(forms[what]())


def _pretty(tree: object) -> str:
    return json_text(tree)
