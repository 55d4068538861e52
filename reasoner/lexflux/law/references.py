"""Whether every term that a condition uses is defined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lexflux.errors import KnowledgeError, did_you_mean
from lexflux.law.conditions import OUTSIDE_NAMES, Condition, HasValue, Named, Some, walk
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF, compact


def check_references(book: LawBook) -> None:
    """
    Check the conditions of all classes, norms and gaps, what is taken together or counted, and what documents cover.

    Raises
    ------
    KnowledgeError
        If one uses a class, property or individual that nothing defines; the message names the nearest that exist.
    """
    for collection in book.collections.values():
        for iri in collection.of:
            _refuse_undefined(collection.iri, iri, book.classes)
        for prop in collection.adds_up:
            _refuse_undefined(collection.iri, prop, book.properties)
    _check_counts(book)
    for owner, condition in _conditions(book):
        for part in walk(condition):
            _check(book, owner, part)
    for received, norm in book.conditions_of_receipt.items():
        _refuse_undefined(received, norm, book.norms)
    _check_documents(book)


def _check_counts(book: LawBook) -> None:
    """Check that cumulative counts name classes, provisions and properties that there are."""
    for count in book.cumulative_counts.values():
        for iri in (*count.data, *filter(None, (count.transfers, count.only))):
            _refuse_undefined(count.iri, iri, book.classes)
        for iri in count.left_out_under | count.perhaps_left_out_under:
            _refuse_undefined(count.iri, iri, book.provisions)
        for iri in (count.count_of, *count.added_up_by):
            _refuse_undefined(count.iri, iri, book.properties)


def _check_documents(book: LawBook) -> None:
    """Check that documents put classes of safeguards in writing, and that facts of the schema answer their points."""
    facts = {prop for owned in book.schema.shapes.values() for prop in owned}
    for document in book.documents.values():
        for safeguard in document.documents:
            _refuse_undefined(document.iri, safeguard, book.classes)
    for point in book.points.values():
        for place in point.of:
            _refuse_undefined(point.iri, place, dict.fromkeys((*book.documents, *book.individuals)))
        for prop in point.answered_by:
            _refuse_undefined(point.iri, prop, dict.fromkeys(facts))
        for safeguard in point.under:
            _refuse_undefined(point.iri, safeguard, book.classes)


def _conditions(book: LawBook) -> Iterator[tuple[str, Condition]]:
    """Yield each condition with the class, norm or gap whose condition it is."""
    for iri, definition in book.classes.items():
        if definition.definition is not None:
            yield iri, definition.definition
    yield from ((norm.iri, norm.condition) for norm in book.norms.values())
    yield from ((gap.iri, gap.condition) for gap in book.gaps.values())
    of_safeguards = (*book.counts_if.items(), *book.excluded_by.items())
    yield from ((iri, Named(one)) for iri, named in of_safeguards for one in named)


def _check(book: LawBook, owner: str, part: Condition) -> None:
    match part:
        case Named(iri) if iri not in OUTSIDE_NAMES:
            _refuse_undefined(owner, iri, book.classes)
        case Some(prop, _):
            _refuse_undefined(owner, prop, book.properties)
        case HasValue(prop, value):
            _refuse_undefined(owner, prop, book.properties)
            if isinstance(value, str) and value.startswith(LF):
                _refuse_undefined(owner, value, book.individuals)
        case _:
            pass


def _refuse_undefined(owner: str, iri: str, known: Mapping[str, object]) -> None:
    if iri not in known:
        hint = did_you_mean(compact(iri), map(compact, known))
        raise KnowledgeError("undefined term", owner=owner, iri=iri, hint=hint)
