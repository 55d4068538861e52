"""Cards: what the knowledge base says of one thing, in sections, each for things of one kind."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

from lexflux.faces.cards import agreements, identity, law, links, terms, vocabulary
from lexflux.faces.cards.subject import Subject
from lexflux.faces.names import find_all
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.wording import Wording


def card(knowledge: KnowledgeBase, name: str, language: str) -> str:
    """Return the card of what ``name`` means, or one for each thing that it cites; see `lexflux.faces.names`."""
    return "\n".join("\n".join(lines_of(knowledge, iri, language)) + "\n" for iri in find_all(knowledge, name))


def lines_of(knowledge: KnowledgeBase, iri: str, language: str) -> list[str]:
    """Return the lines of the card of a thing."""
    subject = Subject(knowledge, iri, Wording(knowledge.book, language))
    return [line for section in SECTIONS for line in section(subject)]


def description(knowledge: KnowledgeBase, name: str) -> str:
    """Return what the store says of what ``name`` means, as Turtle; see `lexflux.faces.names.find`."""
    query = "DESCRIBE " + " ".join(f"<{iri}>" for iri in find_all(knowledge, name))
    triples = knowledge.store.query(query, use_default_graph_as_union=True)
    assert isinstance(triples, ox.QueryTriples)
    return (triples.serialize(format=ox.RdfFormat.TURTLE) or b"").decode()


def _heading(of: Subject) -> list[str]:
    """Return the IRI and above it the title, a provision's as it is cited and any other in both languages."""
    title = of.words.label(of.iri)
    other = of.book.labels.get(of.iri, {}).get("en" if of.words.language == "zh" else "zh")
    if of.iri in of.book.provisions:
        title = of.cited([of.iri])
    elif other:
        title = f"{title} / {other}"
    return [title, f"<{of.iri}>"]


def _definition(of: Subject) -> list[str]:
    defined = of.text(of.book.definitions.get(of.iri, {}))
    return [defined] if defined else []


# In the order of a card; each is empty for a thing of another kind.
SECTIONS: tuple[Callable[[Subject], list[str]], ...] = (
    _heading,
    law.provision,
    law.instrument,
    agreements.agreement,
    _definition,
    law.norm,
    law.defined_class,
    agreements.statement,
    agreements.measure,
    terms.described,
    terms.legal_categories,
    links.norms,
    links.statements,
    links.citations,
    links.sanctions,
    terms.leading_here,
    vocabulary.a_class,
    vocabulary.a_property,
    identity.other_texts,
    identity.known_elsewhere,
    identity.to_cite,
)
