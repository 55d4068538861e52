"""A document that the law calls for, point by point: what is wanted, what is stated, what is to be written."""

from __future__ import annotations

from collections.abc import Iterator

from lexflux.decision.words import DecisionWords
from lexflux.dossier.answers import answers
from lexflux.dossier.naming import capitalised, file_name
from lexflux.dossier.needed import NeededDocument, Standing, how_surely, points_of
from lexflux.dossier.page import Block, Heading, Item, Items, Page, Paragraph
from lexflux.explain.report import verdict_line
from lexflux.explain.requirements import established
from lexflux.law.documents import Point
from lexflux.law.lawbook import text
from lexflux.terms import local

STANDINGS = {
    Standing.NEEDED: "document needed",
    Standing.ONE_WAY: "document of one way",
    Standing.DEPENDS: "depends on unknown",
}


def contents_page(words: DecisionWords, needed: NeededDocument, number: int) -> Page:
    """Return a document with all points that the provisions name, filled from the facts of the transfer."""
    document = needed.document
    points = points_of(words.decision, document.iri)
    blocks: list[Block] = [
        Paragraph(verdict_line(words)),
        Paragraph(text(words.book.definitions.get(document.iri, {}), words.language)),
        Items(tuple(_why(words, needed))),
        *(block for place, point in enumerate(points, 1) for block in _point(words, place, point)),
        Heading(words.say("whether complete")),
        Paragraph(words.say("contents complete" if points else "contents without points")),
        Paragraph(words.say("disclaimer")),
    ]
    return Page(file_name(number, local(document.iri)), capitalised(words.label(document.iri)), tuple(blocks))


def standing(words: DecisionWords, needed: NeededDocument) -> str:
    """Return whether a document is called for, and what of it is in place."""
    said = words.say(STANDINGS[needed.standing])
    return words.bracketed(said, words.say("document in place")) if needed.is_met else said


def _why(words: DecisionWords, needed: NeededDocument) -> Iterator[Item]:
    yield Item(words.pair(words.say("status"), standing(words, needed)))
    for requirement in needed.requirements:
        cites = established(words.decision, requirement)
        yield Item(words.pair(words.label(requirement.safeguard), words.cite(cites)))
    yield Item(words.pair(words.say("contents"), words.cite(needed.document.stated_in)))


def _point(words: DecisionWords, number: int, point: Point) -> Iterator[Block]:
    yield Heading(f"{number}. {words.label(point.iri)}", 3)
    yield Paragraph(words.bracketed(text(point.gists, words.language), words.cite(point.stated_in)))
    if point.under and how_surely(words.decision, point.under) != Standing.NEEDED:
        yield Paragraph(words.say("only under", what=words.joined(map(words.label, point.under))))
    if point.notes:
        yield Paragraph(text(point.notes, words.language))
    yield Items((*answers(words, point), Item(words.say("own words"), is_open=True)))
