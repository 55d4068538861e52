"""The pages on which a transfer, topics, agreements or thresholds are put side by side."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from lexflux.errors import InputError, LexfluxError
from lexflux.faces import tables
from lexflux.faces.comparisons import agreements, thresholds, topics, transfer
from lexflux.faces.table import Table
from lexflux.faces.web.attachments import attachment
from lexflux.faces.web.days import last_known_day
from lexflux.faces.web.described import content_of, fields_of, filled, messages_of, transfer_of
from lexflux.faces.web.facts_link import packed
from lexflux.faces.web.page import page
from lexflux.faces.web.problems import status_of
from lexflux.faces.web.turns import in_turn
from lexflux.faces.web.words import say
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF, local

FORMS = {"csv": "text/csv", "json": "application/json", "markdown": "text/markdown", "svg": "image/svg+xml"}
FORMS |= {"latex": "application/x-latex"}
DAYS = 3
MOST_COLUMNS = 12
"""More days and places side by side nobody reads, and each is decided for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is put side by side: the text of a transfer, and names of regimes, days, places, topics, agreements."""

    facts: str
    regimes: Sequence[str]
    days: Sequence[str]
    origins: Sequence[str]
    topics: Sequence[str]
    agreements: Sequence[str]

    @staticmethod
    def of(fields: QueryParams) -> Asked:
        """
        Return what the fields of a form ask for.

        Raises
        ------
        InputError
            If more than a page can hold is asked for, or a link is broken.
        """
        days, origins = filled(fields, "on"), filled(fields, "from")
        if max(len(days), 1) * max(len(origins), 1) > MOST_COLUMNS:
            raise InputError("too many columns", most=MOST_COLUMNS)
        several = (filled(fields, name) for name in ("topic", "agreement"))
        return Asked(content_of(fields), filled(fields, "regime"), days, origins, *several)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The fields of a link to the same comparison; none if the transfer is too long for a link."""
        link = packed(self.facts) if self.facts else ""
        if self.facts and not link:
            return []
        named = (("regime", self.regimes), ("on", self.days), ("from", self.origins))
        more = (("topic", self.topics), ("agreement", self.agreements))
        chosen = [(name, one) for name, values in (*named, *more) for one in values]
        return [*([("t", link)] if link else []), *chosen]


def _transfer(knowledge: KnowledgeBase, asked: Asked, spoken: str) -> Table:
    facts = transfer_of(knowledge, asked.facts, spoken)
    name = say("your text", spoken)
    return transfer.transfer_table(knowledge, facts, name, asked.regimes, asked.days, asked.origins, spoken)


def _topics(knowledge: KnowledgeBase, asked: Asked, spoken: str) -> Table:
    day = _one_day(asked) or str(last_known_day(knowledge.book))
    return topics.topics_table(knowledge, asked.topics, asked.regimes, day, spoken)


def _agreements(knowledge: KnowledgeBase, asked: Asked, spoken: str) -> Table:
    return agreements.agreements_table(knowledge, asked.agreements, asked.topics, _one_day(asked), spoken)


def _one_day(asked: Asked) -> str | None:
    return asked.days[0] if asked.days else None


def _thresholds(knowledge: KnowledgeBase, asked: Asked, spoken: str) -> Table:
    days = asked.days or [str(last_known_day(knowledge.book))]
    return thresholds.thresholds_table(knowledge, asked.regimes, days, spoken)


KINDS: Mapping[str, Callable[[KnowledgeBase, Asked, str], Table]] = {
    "transfer": _transfer,
    "topics": _topics,
    "agreements": _agreements,
    "thresholds": _thresholds,
}
NEEDED = {
    "transfer": (("t", "facts"), "no transfer to compare"),
    "topics": (("topic",), "no topics to compare"),
    "agreements": (("agreement",), "no agreements to compare"),
    "thresholds": ((), ""),
}
"""Without one of these fields there is only the form, and, where it was sent, a message."""


async def compare(request: Request) -> Response:
    """Put a transfer side by side under several laws, on several days or from several places."""
    return await _compared(request, "transfer")


def compare_law(kind: str) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers requests to compare topics, agreements or thresholds."""

    async def answer(request: Request) -> Response:
        return await _compared(request, kind)

    return answer


async def _compared(request: Request, kind: str) -> Response:
    """Show the form of a comparison and what is found, or give that as a file."""
    spoken = request.path_params["lang"]
    fields, knowledge = await fields_of(request), request.app.state.knowledge
    try:
        asked = Asked.of(fields)
        needed, missing = NEEDED[kind]
        is_asked = not needed or any(fields.get(name) for name in needed)
        if not is_asked and (request.method == "POST" or any(fields.values())):
            raise InputError(missing)
        found = await in_turn(request.app.state.decisions, KINDS[kind], knowledge, asked, spoken) if is_asked else None
        form = fields.get("format", "")
        if found and form in FORMS:
            return _file(found, form)
    except LexfluxError as error:
        messages, status = messages_of(error, spoken), status_of(error)
        return _page(request, kind, fields, None, status=status, messages=messages, pairs=None)
    return _page(request, kind, fields, found, status=200, messages=[], pairs=asked.pairs)


def _file(found: Table, form: str) -> Response:
    return attachment(tables.render(found, form), form, FORMS[form])


def _page(
    request: Request, kind: str, fields: QueryParams, found: Table | None, *, pairs: Any, status: int, messages: Any
) -> Response:
    spoken, book = request.path_params["lang"], request.app.state.knowledge.book
    query = urlencode(pairs) if pairs else ""
    path = "compare" if kind == "transfer" else f"compare/{kind}"
    return page(
        request,
        "compare.html",
        spoken,
        status=status,
        here=f"{path}?{query}" if query else path if found else None,
        kind=kind,
        kinds=list(KINDS),
        path=path,
        found=found,
        messages=messages,
        query=query,
        forms=list(FORMS),
        facts=_typed(fields),
        chosen={name: filled(fields, name) for name in ("regime", "on", "from", "topic", "agreement")},
        choices_of=_choices(book, kind, spoken),
        days=DAYS if kind in ("transfer", "thresholds") else 1,
    )


def _typed(fields: QueryParams) -> str:
    try:
        return content_of(fields)
    except InputError:
        return ""


def _choices(book: LawBook, kind: str, spoken: str) -> dict[str, list[tuple[str, str]]]:
    """Return by field what can be chosen, each with its label."""
    found = {"regime": [(notation, book.label(iri, spoken)) for notation, iri in book.regimes.items()]}
    if kind == "agreements":
        found = {"agreement": sorted(_named_agreements(book, spoken), key=lambda one: one[1])}
    if kind in ("topics", "agreements"):
        known = (iri for iri, types in book.individuals.items() if LF + "Topic" in types)
        found["topic"] = sorted(((local(iri), book.label(iri, spoken)) for iri in known), key=lambda one: one[1])
    return found


def _named_agreements(book: LawBook, spoken: str) -> list[tuple[str, str]]:
    return [(one.identifier, book.label(iri, spoken)) for iri, one in book.instruments.items() if not one.regime]
