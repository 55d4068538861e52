"""What an operation of the interface is: what it takes, what it gives, and what does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lexflux.batch.run import Asked
from lexflux.errors import UnknownTermError
from lexflux.facts.documents import Document, Source, tree_of_text
from lexflux.knowledge_base import KnowledgeBase
from lexflux.messages import Pair

MEDIA = {"json": "application/json", "text": "text/plain", "markdown": "text/markdown", "turtle": "text/turtle"}
MEDIA |= {"csv": "text/csv", "svg": "image/svg+xml", "ical": "text/calendar"}
TRANSFER_FORMS = {"application/yaml": "yaml", "application/json": "json", "text/turtle": "turtle"}
TRANSFER_FORMS |= {"application/ld+json": "json", "application/n-triples": "turtle"}
TRANSFER_FORMS |= {"text/yaml": "yaml", "application/x-yaml": "yaml"}
STATE_FORMS = {"application/json": "json"}
BODY = "body"
"""How messages call the body of a request."""
CARRIED_OVER = "Lexflux-Carried-Over"
"""The header with the vocabulary from which facts are carried over, if it is not that of Lexflux."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """
    A parameter in the address.

    ``schema`` is the JSON Schema of one value; ``several``, whether it may stand several times, ``times`` how often
    then, if that is fixed.
    """

    name: str
    about: Pair
    schema: Mapping[str, Any]
    several: bool = False
    needed: bool = False
    times: int = 0


@dataclass(frozen=True, slots=True)
class Body:
    """
    A body: the media types in which it is read, each with the name of its form, and the name of its schema.

    Without a schema it is any object.
    """

    forms: Mapping[str, str]
    schema: str | None
    needed: bool = True


@dataclass(frozen=True)
class Call:
    """One request, read: what is asked, in which language, and in which form the answer is wanted."""

    knowledge: KnowledgeBase
    language: str
    form: str
    values: Mapping[str, list[str]] = field(default_factory=dict)
    body: str = ""
    body_form: str | None = None

    @cached_property
    def source(self) -> Source | Document:
        """What the body describes, read once; raises `InputError` if it cannot be read."""
        return tree_of_text(self.body, BODY, self.body_form)

    def one(self, name: str) -> str | None:
        """Return the value of a parameter, None if it is not given or empty."""
        return next(iter(self.values.get(name, ())), None) or None

    def many(self, name: str) -> list[str]:
        """Return all values of a parameter."""
        return self.values.get(name, [])

    def flag(self, name: str) -> bool:
        """Return whether a parameter is true."""
        return self.one(name) == "true"

    def asked(self) -> Asked:
        """Return what is asked of a transfer; raise `UnknownTermError` if a reading is no pair."""
        readings = dict(map(_reading, self.many("reading")))
        return Asked(self.one("regime"), self.one("on"), readings, self.flag("strict"), self.language)


def _reading(pair: str) -> tuple[str, str]:
    point, equals, reading = pair.partition("=")
    if not equals:
        raise UnknownTermError("option not a pair", option="reading", given=pair, form="POINT=READING")
    return point, reading


@dataclass(frozen=True, slots=True)
class Operation:
    """
    An operation.

    ``answers`` gives for each form of `MEDIA` the type of its data, None for a text; the first is the usual one.
    ``example`` are the parameters and the body of a request that has an answer. ``rows`` answers many that stand one a
    line, where that is offered.
    """

    name: str
    about: Pair
    run: Callable[[Call], str]
    answers: Mapping[str, Any]
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    example: tuple[tuple[tuple[str, str], ...], str] = ((), "")
    rows: Callable[[Call], str] | None = None

    @property
    def methods(self) -> tuple[str, ...]:
        """GET unless the body alone has what is asked, POST where there is a body."""
        if self.body is None:
            return ("GET",)
        return ("POST",) if self.body.forms is STATE_FORMS else ("GET", "POST")
