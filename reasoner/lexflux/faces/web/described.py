"""What a form or a link says of a transfer: its fields, and the text that describes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request

from lexflux.errors import InputError, JoinedInputError, LexfluxError
from lexflux.faces.web import bodies
from lexflux.faces.web.facts_link import packed, unpacked
from lexflux.faces.web.words import say
from lexflux.facts.documents import Source, tree_of_text
from lexflux.facts.flow import read_source
from lexflux.facts.legs import Flow
from lexflux.facts.transfer import Facts
from lexflux.knowledge_base import KnowledgeBase

Fields = Mapping[str, str]
CHOSEN = ("regime", "on", "strict")
"""The fields that say how a transfer is asked about."""


@dataclass(frozen=True)
class Permalink:
    """
    The fields that hold a transfer and how it is asked about, and the query that they are in an address.

    ``query`` is empty where the transfer is too long for an address.
    """

    fields: list[tuple[str, str]]
    query: str


async def fields_of(request: Request) -> QueryParams:
    """Return the fields of a form that was sent, or those of the address."""
    return QueryParams(await bodies.form_of(request)) if request.method == "POST" else request.query_params


def content_of(fields: Fields) -> str:
    """
    Return the text that describes a transfer: that of a link, else what was typed.

    Raises
    ------
    InputError
        If the link is broken.
    """
    return unpacked(fields["t"]) if fields.get("t") else fields.get("facts", "").replace("\r\n", "\n")


def chosen_of(fields: Fields) -> dict[str, str]:
    """Return how a transfer is asked about, as far as the fields say so."""
    return {name: fields[name] for name in CHOSEN if fields.get(name)}


def permalink(content: str, fields: Fields) -> Permalink:
    """Return the link to a transfer, asked about as the fields say."""
    pairs = [("t", packed(content)), *chosen_of(fields).items()]
    return Permalink(pairs, urlencode(pairs) if pairs[0][1] else "")


def transfer_of(knowledge: KnowledgeBase, content: str, spoken: str) -> Facts:
    """
    Return the facts of the one transfer that a text describes.

    Raises
    ------
    InputError
        If it describes none, or a flow of several.
    """
    name = say("your text", spoken)
    facts = read_source(tree_of_text(content, name), knowledge.book)
    if isinstance(facts, Flow):
        raise InputError("a flow, not a transfer", name=name)
    return facts


def messages_of(error: LexfluxError, spoken: str) -> list[str]:
    """Return what is wrong, each error of an input by itself."""
    return [one.text(spoken) for one in (error.errors if isinstance(error, JoinedInputError) else (error,))]


def tree_of(content: str, spoken: str) -> dict[str, Any]:
    """
    Return what a text states of one transfer, as a tree.

    Raises
    ------
    InputError
        If it is no text in YAML or JSON, or that of a flow of several.
    """
    name = say("your text", spoken)
    source = tree_of_text(content.replace("\r\n", "\n"), name)
    if not isinstance(source, Source) or not isinstance(source.tree, dict) or "legs" in source.tree:
        raise InputError("flow cannot be asked", name=name)
    return source.tree


def filled(fields: QueryParams, name: str) -> list[str]:
    """Return the values of a field that people fill in, several of them perhaps in one box."""
    parts = (part.strip() for one in fields.getlist(name) for part in one.replace("，", ",").split(","))
    return list(dict.fromkeys(part for part in parts if part))
