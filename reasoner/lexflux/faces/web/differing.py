"""The page of what two laws, or one law on two days, treat differently."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from lexflux.errors import LexfluxError
from lexflux.faces import diffs
from lexflux.faces.diffing import compared
from lexflux.faces.web.attachments import attachment
from lexflux.faces.web.described import messages_of
from lexflux.faces.web.links import link
from lexflux.faces.web.page import page
from lexflux.faces.web.problems import status_of
from lexflux.faces.web.turns import in_turn
from lexflux.knowledge_base import KnowledgeBase, as_day
from lexflux.law.wording import Wording
from lexflux.proofs.baselines import known_baselines
from lexflux.proofs.diff import Side

FIELDS = ("one", "from", "other", "to")
"""The first law and its day, the second law and its day."""
FORMS = {"json": "application/json", "markdown": "text/markdown"}


async def differences(request: Request) -> Response:
    """Show what the two laws of the address treat differently, as a page or as a file; without them the form alone."""
    fields, spoken = request.query_params, request.path_params["lang"]
    knowledge: KnowledgeBase = request.app.state.knowledge
    given = {name: fields.get(name, "") for name in FIELDS}
    shown: dict[str, Any] = {"title": "", "parts": [], "messages": []}
    status = 200
    if given["from"] or given["to"]:
        try:
            words = await in_turn(request.app.state.decisions, _words, knowledge, given, spoken)
            if fields.get("format") in FORMS:
                return _file(words, fields["format"])
            shown |= {"title": diffs.title(words), "parts": list(diffs.parts(words))}
        except LexfluxError as error:
            shown["messages"], status = messages_of(error, spoken), status_of(error)
    asked = (given[name] for name in ("one", "other") if given[name] in knowledge.book.regimes)
    offered = dict.fromkeys((*known_baselines(), *asked))
    regimes = [(name, link(knowledge.book, knowledge.book.regimes[name], spoken)[0]) for name in offered]
    query = request.url.query
    return page(
        request, "diff.html", spoken, status=status, given=given, regimes=regimes, query=query, forms=FORMS, **shown
    )


def _words(knowledge: KnowledgeBase, given: dict[str, str], spoken: str) -> diffs.DiffWords:
    """Return the difference with its words; a second law that is not named is the first."""
    sides = Side(given["one"], as_day(given["from"])), Side(given["other"] or given["one"], as_day(given["to"]))
    return diffs.DiffWords(Wording(knowledge.book, spoken), compared(knowledge.book, sides))


def _file(words: diffs.DiffWords, form: str) -> Response:
    content = diffs.as_json(words) if form == "json" else diffs.as_markdown(words)
    return attachment(content, form, FORMS[form], "lexflux-diff")
