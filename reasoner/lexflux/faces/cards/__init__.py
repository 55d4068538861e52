"""Cards: what the knowledge base says of one thing, in parts of sections, each for things of one kind."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from lexflux.faces.cards import agreements, history, identity, law, links, stated, terms, vocabulary
from lexflux.faces.cards.subject import Subject
from lexflux.faces.names import find_all
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.wording import Wording


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of a card that belong together, under the name by which a face with headings tells what they are about."""

    name: str
    lines: list[str]


def card(knowledge: KnowledgeBase, name: str, language: str, day: datetime.date | None = None) -> str:
    """
    Return the card of what ``name`` means, or one for each thing that it cites; see `lexflux.faces.names`.

    With a ``day`` it says how the thing stands then, and marks what is not in force.
    """
    return "\n".join("\n".join(lines_of(knowledge, iri, language, day)) + "\n" for iri in find_all(knowledge, name))


def lines_of(knowledge: KnowledgeBase, iri: str, language: str, day: datetime.date | None = None) -> list[str]:
    """Return the lines of the card of a thing; see `card`."""
    return [line for part in parts_of(knowledge, iri, language, day) for line in part.lines]


def parts_of(knowledge: KnowledgeBase, iri: str, language: str, day: datetime.date | None = None) -> Iterator[Part]:
    """Yield the parts of the card of a thing that say something, in its order; see `card`."""
    subject = Subject(knowledge, iri, Wording(knowledge.book, language), day)
    for name, sections in PARTS.items():
        lines = [line for section in sections for line in section(subject)]
        if lines:
            yield Part(name, lines)


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


# In the order of a card; each section is empty for a thing of another kind.
PARTS: dict[str, tuple[Callable[[Subject], list[str]], ...]] = {
    "heading": (_heading,),
    "standing": (history.standing,),
    "content": (
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
    ),
    "stated": (stated.norms, stated.statements, stated.others),
    "open": (stated.open_points, stated.gaps),
    "history": (history.changes, links.replacements, history.editions),
    "citations": (links.citations,),
    "sanctions": (links.sanctions,),
    "reading": (law.reading,),
    "vocabulary": (terms.leading_here, vocabulary.a_class, vocabulary.a_property),
    "identity": (identity.other_texts, identity.known_elsewhere, identity.to_cite),
}
