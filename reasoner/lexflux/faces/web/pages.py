"""The addresses of the pages for people beside those of `lexflux.faces.web.app`."""

from __future__ import annotations

from starlette.routing import Route

from lexflux.faces.web import comparing, differing, drawing, history, leg, places, planning, routing, searching, terms
from lexflux.faces.web.bounded import bounded

BOTH = ["GET", "POST"]


def routes() -> list[Route]:
    """Return the routes of the pages."""
    of_law = [kind for kind in comparing.KINDS if kind != "transfer"]
    return [
        Route("/picture.css", drawing.style),
        Route("/{lang:lang}/search", searching.search),
        Route("/{lang:lang}/vocabulary", terms.vocabulary),
        Route("/{lang:lang}/vocabulary/{kind}", terms.vocabulary),
        Route("/{lang:lang}/compare", bounded(comparing.compare), methods=BOTH),
        *(Route("/{lang:lang}/compare/" + kind, bounded(comparing.compare_law(kind)), methods=BOTH) for kind in of_law),
        Route("/{lang:lang}/diff", bounded(differing.differences)),
        Route("/{lang:lang}/places", places.places),
        Route("/{lang:lang}/routes", bounded(routing.routes)),
        Route("/{lang:lang}/leg", bounded(leg.leg)),
        Route("/{lang:lang}/plan", bounded(planning.plan), methods=BOTH),
        Route("/{lang:lang}/since", bounded(history.since), methods=BOTH),
    ]
