"""The pages on the law as a whole, and on the site itself."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from lexflux.faces.web.links import link
from lexflux.faces.web.page import is_static, page
from lexflux.faces.web.sparql import bounds_in_words
from lexflux.faces.words import interval
from lexflux.knowledge_base import KnowledgeBase, as_day
from lexflux.law.wording import Wording


def law(request: Request) -> Response:
    """Show the instruments of each regime, those in force on a day if one is asked for."""
    spoken, on = request.path_params["lang"], request.query_params.get("on", "")
    knowledge: KnowledgeBase = request.app.state.knowledge
    day = as_day(on) if on else None
    words, book = Wording(knowledge.book, spoken), knowledge.book
    regimes = []
    for iri in book.regimes.values():
        found = [(key, one) for key, one in book.instruments.items() if one.regime == iri]
        rows = [
            (link(book, key, spoken), interval(words, one.validity), words.label(one.rank))
            for key, one in found
            if day is None or one.validity.contains(day)
        ]
        regimes.append((link(book, iri, spoken), book.known_until.get(iri), sorted(rows)))
    agreements = sorted(link(book, iri, spoken) for iri, one in book.instruments.items() if not one.regime)
    return page(request, "law.html", spoken, on=on, regimes=regimes, agreements=agreements)


def about(request: Request) -> Response:
    """Say what the site is, what it covers, and how programs ask it."""
    spoken, knowledge = request.path_params["lang"], request.app.state.knowledge
    book = knowledge.book
    covered = [
        (
            link(book, iri, spoken),
            book.known_until.get(iri),
            sum(one.regime == iri for one in book.instruments.values()),
            sum(one.regime == iri for one in book.norms.values()),
            sum(one.regime == iri for one in book.gaps.values()),
        )
        for iri in book.regimes.values()
    ]
    base, bounds = str(request.base_url), {} if is_static(request) else bounds_in_words(request)
    return page(request, "about.html", spoken, covered=covered, digest=book.digest, base=base, bounds=bounds)
