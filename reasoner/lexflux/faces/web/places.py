"""The page on places: which regime counts which as adequate on a day, as a table, a map and a matrix."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from lexflux.analysis.adequacy import grants_adequacy
from lexflux.faces.comparisons.places import places_table
from lexflux.faces.pictures.adequacy import adequacy_matrix
from lexflux.faces.pictures.world import adequacy_map
from lexflux.faces.web.days import last_known_day
from lexflux.faces.web.drawing import inline
from lexflux.faces.web.links import link
from lexflux.faces.web.page import page
from lexflux.knowledge_base import KnowledgeBase, as_day


def places(request: Request) -> Response:
    """Show the places of a day, by default the last of which law is known."""
    spoken, on = request.path_params["lang"], request.query_params.get("on", "")
    knowledge: KnowledgeBase = request.app.state.knowledge
    day = as_day(on) if on else last_known_day(knowledge.book)
    chosen = [one for one in request.query_params.getlist("regime") if one]
    found = places_table(knowledge, day, spoken, chosen)
    return page(
        request,
        "places.html",
        spoken,
        on=day,
        regimes=_granting(knowledge, spoken),
        chosen=chosen,
        found=found.table,
        heads=[link(knowledge.book, place, spoken)[1] for place in found.places],
        world=inline(adequacy_map(knowledge, day, spoken, chosen)),
        picture=inline(adequacy_matrix(knowledge, day, spoken, chosen)),
    )


def _granting(knowledge: KnowledgeBase, spoken: str) -> list[tuple[str, str]]:
    """Return the notations and labels of the regimes that designate somebody as adequate on some day."""
    book = knowledge.book
    found = [(name, link(book, iri, spoken)[0]) for name, iri in book.regimes.items() if grants_adequacy(book, iri)]
    return sorted(found, key=lambda one: one[1])
