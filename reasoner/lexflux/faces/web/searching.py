"""The page on which words are sought in all that the knowledge base says."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from lexflux.errors import LexfluxError
from lexflux.faces.finding import Finding
from lexflux.faces.web.links import link
from lexflux.faces.web.page import page
from lexflux.faces.web.problems import status_of
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.wording import Wording

MOST_HITS = 50
LONGEST_WORDS = 200


def search(request: Request) -> Response:
    """Show what has all the words that are sought, the best first."""
    spoken, fields = request.path_params["lang"], request.query_params
    knowledge: KnowledgeBase = request.app.state.knowledge
    sought = fields.get("q", "")[:LONGEST_WORDS]
    shown: dict[str, Any] = {"hits": [], "count": 0, "problem": ""}
    status = 200
    if sought.strip():
        try:
            shown |= _found(knowledge, sought, fields.get("kind"), fields.get("regime"), spoken)
        except LexfluxError as error:
            shown["problem"] = error.text(spoken)
            status = 200 if error.key == "nothing found" else status_of(error)
    regimes = [link(knowledge.book, iri, spoken)[0] for iri in knowledge.book.regimes.values()]
    return page(
        request,
        "search.html",
        spoken,
        status=status,
        sought=sought,
        regime=fields.get("regime", ""),
        regimes=list(zip(knowledge.book.regimes, regimes, strict=True)),
        **shown,
    )


def _found(knowledge: KnowledgeBase, sought: str, kind: str | None, regime: str | None, spoken: str) -> dict[str, Any]:
    finding = Finding(knowledge, [sought], spoken, kind or None, regime or None)
    words = Wording(knowledge.book, spoken)
    hits = [
        {
            "link": link(knowledge.book, hit.iri, spoken),
            "kinds": finding.kinds_of(hit),
            "stated": [link(knowledge.book, iri, spoken) for iri in hit.stated_in],
            "text": hit.excerpt(sought.split(), words.language),
        }
        for hit in finding.hits[:MOST_HITS]
    ]
    return {"hits": hits, "count": len(finding.hits)}
