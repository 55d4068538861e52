"""The names under which people know a term, and the terms that a word was perhaps meant for."""

from __future__ import annotations

from collections.abc import Iterable

from lexflux.errors import did_you_mean_these, listed, nearest
from lexflux.facts import context
from lexflux.law.lawbook import LawBook, text
from lexflux.law.schema import FormerStatement
from lexflux.messages import Pair, message
from lexflux.remembering import remembered
from lexflux.terms import LF, PLACE, local

LONGEST_NAME = 200
FEW = 8
UNION, SUBDIVISION = LF + "UnionOfPlaces", LF + "Subdivision"


def hint(book: LawBook, word: str, candidates: Iterable[str]) -> Pair:
    """
    Return the hint at the term that bears a word as one of its names, else at those whose names are nearest.

    Names are the local name, labels in all languages, codes, and other spellings (``skos:altLabel`` and
    ``skos:hiddenLabel``); spaces, hyphens and capitals make no difference. Kinds of data that lists of zones describe
    are never among the nearest. Where none is near, few terms are named all.
    """
    former = next((one for one in book.former_statements if one.name == word.rpartition("/")[2]), None)
    if former is not None:
        return restated(book, former)
    known, folded = tuple(candidates), _folded(word[:LONGEST_NAME])
    by_name = _by_name(book, known)
    found = by_name.get(folded)
    union = None if found else _named_with(book, UNION, folded, known)
    if union:
        texts = message("union of places", name=(book.label(union, "en"), book.label(union, "zh")))
        return texts["en"], texts["zh"]
    part = None if found else _named_with(book, SUBDIVISION, _folded(word[:LONGEST_NAME].rpartition("/")[2]), known)
    if part:
        texts = message("part of a place", name=(book.label(part, "en"), book.label(part, "zh")), term=local(part))
        return texts["en"], texts["zh"]
    known_by = by_name if found else _by_name(book, tuple(one for one in known if one not in book.zones_of_kinds))
    near = found or dict.fromkeys(iri for name in nearest(folded, known_by) for iri in known_by[name])
    if not near and len(known) <= FEW:
        texts = message("one of these", names=listed(sorted(context.name_of(book, iri) for iri in known)))
        return texts["en"], texts["zh"]
    english, chinese = (
        did_you_mean_these([_shown(book, iri, language) for iri in list(near)[:3]]) for language in ("en", "zh")
    )
    return english[0], chinese[1]


def meant(book: LawBook, word: str, candidates: tuple[str, ...]) -> tuple[str, ...]:
    """
    Return the terms that bear a word as one of their names, compared as `hint` does.

    Kinds of data that lists of zones describe are meant by their local name alone.
    """
    found = _by_name(book, candidates).get(_folded(word[:LONGEST_NAME]), ())
    return tuple(one for one in found if one not in book.zones_of_kinds or _folded(local(one)) == _folded(word))


def restated(book: LawBook, former: FormerStatement) -> Pair:
    """Return the hint at what says the same as a statement of a former schema."""
    if former.prop is None:
        texts = message("restated by hand", note=(text(former.notes, "en"), text(former.notes, "zh")))
    else:
        texts = message("restated", now=now_said(former))
    return texts["en"], texts["zh"]


def now_said(former: FormerStatement) -> str:
    """Return how a statement of a former schema is written since."""
    fact = f"{local(str(former.prop))}: {value_now(former)}"
    return f"{local(former.of)}.{fact}" if former.of else fact


def value_now(former: FormerStatement) -> str:
    """Return the value that says the same as a statement of a former schema, as files have it."""
    return str(former.value).lower() if isinstance(former.value, bool) else local(str(former.value))


def _named_with(book: LawBook, kind: str, folded: str, candidates: tuple[str, ...]) -> str | None:
    """Return the term of a kind that a word names, if places are what is asked for."""
    of_kind = tuple(iri for iri, kinds in book.individuals.items() if kind in kinds)
    if not any(iri.startswith(PLACE) for iri in candidates):
        return None
    return next(iter(_by_name(book, of_kind).get(folded, ())), None)


@remembered(128)
def _by_name(book: LawBook, candidates: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for iri in candidates:
        for name in _names(book, iri):
            found[_folded(name)] = tuple(dict.fromkeys((*found.get(_folded(name), ()), iri)))
    return found


def _names(book: LawBook, iri: str) -> tuple[str, ...]:
    shape = book.schema.shape(iri)
    asked = shape.names.values() if shape else ()
    labels = book.labels.get(iri, {}).values()
    return local(iri), *labels, *asked, *book.notations.get(iri, ()), *book.synonyms.get(iri, ())


def _folded(name: str) -> str:
    return "".join(one for one in name.casefold() if one.isalnum())


def _shown(book: LawBook, iri: str, language: str) -> str:
    return f"{local(iri)} ({book.label(iri, language)})" if iri.startswith(PLACE) else context.name_of(book, iri)
