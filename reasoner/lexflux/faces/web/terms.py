"""The pages on the vocabulary in which transfers are described: each kind of terms as a tree, with definitions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from lexflux.faces.names import name_of
from lexflux.faces.web.links import link
from lexflux.faces.web.page import page
from lexflux.facts import context
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.graphs import View
from lexflux.law.lawbook import LawBook, text
from lexflux.terms import RDFS, SKOS, local

ABOVE = (RDFS + "subClassOf", SKOS + "broader")


@dataclass(frozen=True, slots=True)
class Branch:
    """A term as a page shows it: label and address, the name by which files call it, its definition, what is below."""

    link: tuple[str, str]
    name: str
    definition: str
    below: tuple[Branch, ...]


def vocabulary(request: Request) -> Response:
    """Show the kinds of terms, or the terms of one kind."""
    spoken, name = request.path_params["lang"], request.path_params.get("kind", "")
    knowledge: KnowledgeBase = request.app.state.knowledge
    kinds = kinds_of_terms(knowledge.book)
    if name and name not in kinds:
        raise HTTPException(404)
    named = sorted((knowledge.book.label(iri, spoken), one, len(terms)) for one, (iri, terms) in kinds.items())
    iri, terms = kinds[name] if name else ("", ())
    return page(
        request,
        "vocabulary.html",
        spoken,
        kinds=named,
        name=name,
        heading=link(knowledge.book, iri, spoken) if iri else ("", ""),
        definition=text(knowledge.book.definitions.get(iri, {}), spoken),
        count=len(terms),
        tree=tree(knowledge, terms, spoken),
    )


def kinds_of_terms(book: LawBook) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return what the facts of a transfer may be, by the name of its class: the class and its terms."""
    found = {owner: tuple(context.kinds(book, owner)) for owner in context.KINDS}
    for owned in book.schema.shapes.values():
        for shape in owned.values():
            if shape.term_class:
                found[shape.term_class] = (*context.terms(book, shape), *context.general_terms(book, shape))
    return {local(iri): (iri, tuple(dict.fromkeys(terms))) for iri, terms in found.items()}


def tree(knowledge: KnowledgeBase, terms: Iterable[str], spoken: str) -> tuple[Branch, ...]:
    """Return terms below the ones that are broader, those of equal rank by their labels."""
    view, known = View(knowledge.store), set(terms)
    pairs = [(below, above.value) for prop in ABOVE for below, above in view.pairs(prop) if below in known]
    below: dict[str, list[str]] = {}
    for term, above in pairs:
        if above in known and above != term:
            below.setdefault(above, []).append(term)
    lying = {term for those in below.values() for term in those}
    return _branches(knowledge.book, known - lying, below, spoken)


def _branches(
    book: LawBook, terms: Iterable[str], below: Mapping[str, Iterable[str]], spoken: str
) -> tuple[Branch, ...]:
    found = (
        Branch(
            link(book, iri, spoken),
            name_of(book, iri),
            text(book.definitions.get(iri, {}), spoken),
            _branches(book, below.get(iri, ()), below, spoken),
        )
        for iri in terms
    )
    return tuple(sorted(found, key=lambda one: one.link[0].casefold()))
