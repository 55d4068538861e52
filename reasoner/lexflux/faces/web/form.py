"""The form in which a transfer is described: with an example, the facts of a link, or what was typed and its faults."""

from __future__ import annotations

from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from lexflux import resources
from lexflux.errors import LexfluxError
from lexflux.faces.web.described import Fields, messages_of
from lexflux.faces.web.facts_link import unpacked
from lexflux.faces.web.page import page
from lexflux.faces.web.problems import status_of
from lexflux.facts.documents import Source, tree_of_text
from lexflux.phrases import LANGUAGES


async def start(request: Request) -> Response:
    """Show the form for a transfer, with an example, the facts of a link, or nothing in it."""
    fields = request.query_params
    content = unpacked(fields["t"]) if "t" in fields else _example(fields.get("example", ""))
    return form(request, {**fields, "facts": content})


def _example(name: str) -> str:
    path = _examples().get(name)
    return path.read_text("utf-8") if path else ""


def _examples() -> dict[str, Any]:
    return {path.stem: path for path in sorted(resources.folder("examples").glob("*.yaml"))}


@cache
def _named_examples(spoken: str) -> list[tuple[str, str]]:
    """Return the name and the label of each example; a label says the same in each language."""
    place = LANGUAGES.index(spoken)
    read = ((name, tree_of_text(path.read_text("utf-8"), name, "yaml")) for name, path in _examples().items())
    return [(name, str(one.tree["label"]).split(" / ")[place]) for name, one in read if isinstance(one, Source)]


def form(request: Request, fields: Fields, error: LexfluxError | None = None) -> Response:
    """Return the form with what was typed, and what is wrong with it."""
    spoken = request.path_params["lang"]
    return page(
        request,
        "ask.html",
        spoken,
        status=status_of(error) if error else 200,
        messages=messages_of(error, spoken) if error else [],
        fields={"facts": "", "regime": "", "on": "", "strict": "", **fields},
        regimes=_regimes(request, spoken),
        examples=_named_examples(spoken),
    )


def _regimes(request: Request, spoken: str) -> list[tuple[str, str]]:
    book = request.app.state.knowledge.book
    return [(notation, book.label(iri, spoken)) for notation, iri in book.regimes.items()]
