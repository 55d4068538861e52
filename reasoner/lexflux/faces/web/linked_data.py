"""Linked data: what each IRI of the ontology stands for, as a page for people and as RDF for programs."""

from __future__ import annotations

import hashlib
from urllib.parse import quote

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lexflux.errors import UnknownTermError, did_you_mean, shortened
from lexflux.faces.names import named_things
from lexflux.faces.web.legislation import LICENCE
from lexflux.faces.web.memento import moment
from lexflux.faces.web.negotiation import chosen, is_known, language
from lexflux.faces.web.page import page
from lexflux.faces.web.sparql import GRAPH_NAMES, GRAPHS, JSON_LD, N_TRIPLES, TURTLE
from lexflux.faces.web.things import thing
from lexflux.knowledge_base import KnowledgeBase, as_day
from lexflux.resources import prefixes, tool_version
from lexflux.terms import LF

HTML = "text/html"
SUFFIXES = {".ttl": TURTLE, ".nt": N_TRIPLES, ".jsonld": JSON_LD, ".html": HTML}
FORMS = {HTML: HTML, **GRAPHS}
FORM_NAMES = {"html": HTML, **GRAPH_NAMES}
VARY = {"Vary": "Accept, Accept-Language"}


def identified(request: Request) -> Response:
    """Send whoever asks for a thing to what is said of it: a thing itself cannot be sent."""
    path = request.path_params["path"]
    iri_of(request.app.state.knowledge, path)
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/doc/{quote(path)}{query}", 303, headers=VARY)


def iri_of(knowledge: KnowledgeBase, path: str) -> str:
    """
    Return the IRI that a path below the namespace stands for.

    Raises
    ------
    UnknownTermError
        If nothing is said of it; the message names the nearest.
    """
    iri = LF + path
    things = named_things(knowledge.book)
    if iri in things or _is_described(knowledge, iri):
        return iri
    name = shortened(path)
    hint = did_you_mean(name, (one.removeprefix(LF) for one in things if one.startswith(LF)))
    raise UnknownTermError("unknown term", name=name, hint=hint)


def _is_described(knowledge: KnowledgeBase, iri: str) -> bool:
    """Return whether the store says something of what is no term, such as a file of law."""
    try:
        return any(knowledge.store.quads_for_pattern(ox.NamedNode(iri), None, None))
    except ValueError:
        return False


def form_of(request: Request, path: str) -> tuple[str, str]:
    """Return a path without the suffix that names a form, and the media type that is asked for."""
    for suffix, media_type in SUFFIXES.items():
        if path.endswith(suffix):
            return path.removesuffix(suffix), media_type
    media_type = chosen(request, FORMS, FORM_NAMES) or ""
    if not media_type:
        raise HTTPException(406)
    return path, FORMS[media_type]


def described(knowledge: KnowledgeBase, iri: str, media_type: str) -> bytes:
    """Return what the store says of a thing."""
    triples = knowledge.store.query(f"DESCRIBE <{iri}>", use_default_graph_as_union=True)
    assert isinstance(triples, ox.QueryTriples)
    form = ox.RdfFormat.from_media_type(media_type)
    return ox.serialize(triples, format=form, prefixes=prefixes()) or b""


def headers_of(knowledge: KnowledgeBase, path: str, *form: str) -> dict[str, str]:
    """Return what tells a description from others of the same law: its ETag, and where the other forms are."""
    about = "\n".join((tool_version(), knowledge.book.digest, path, *form))
    forms = ((suffix, media_type) for suffix, media_type in SUFFIXES.items() if media_type != HTML)
    links = [f'</doc/{quote(path)}{suffix}>; rel="alternate"; type="{media_type}"' for suffix, media_type in forms]
    links += [f'<{LF}{quote(path)}>; rel="cite-as"', f'<{LICENCE}>; rel="license"']
    links += [f'</doc/{quote(path)}.jsonld>; rel="describedby"; type="{JSON_LD}"']
    etag = hashlib.sha256(about.encode()).hexdigest()[:32]
    return {**VARY, "ETag": f'"{etag}"', "Link": ", ".join(links), "Cache-Control": "no-cache"}


def document(request: Request) -> Response:
    """Say what is known of a thing, in the form and language that are asked for."""
    knowledge: KnowledgeBase = request.app.state.knowledge
    path, media_type = form_of(request, request.path_params["path"])
    iri, spoken = iri_of(knowledge, path), language(request)
    is_page, on = media_type == HTML, request.query_params.get("on", "")
    day = as_day(on) if on and is_page else None
    headers = headers_of(knowledge, path, media_type, *([spoken, on] if is_page else []))
    if is_known(request, headers):
        return Response(status_code=304, headers=headers)
    if is_page:
        located = {"Content-Location": f"/{spoken}/doc/{quote(path)}" + (f"?on={day}" if day else "")}
        dated = {"Memento-Datetime": moment(day)} if day else {}
        shown = thing(knowledge, iri, spoken, day)
        return page(request, "thing.html", spoken, headers | located | dated, **shown)
    suffix = next((suffix for suffix, form in SUFFIXES.items() if form == media_type), "")
    located = {"Content-Location": f"/doc/{quote(path)}{suffix}"} if suffix else {}
    return Response(described(knowledge, iri, media_type), media_type=media_type, headers=headers | located)
