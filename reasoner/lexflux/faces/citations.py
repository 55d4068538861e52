"""Citations as Lexflux prints them, read back: titles with numbers, one or several, with marks of the reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lexflux.law.lawbook import LawBook
from lexflux.phrases import LANGUAGES
from lexflux.remembering import remembered
from lexflux.terms import LF

BETWEEN_NUMBERS = (", ", "、")
BETWEEN_TITLES = ("; ", "；")
AFTER_TITLE = re.compile(r"》|,?\s*")


@dataclass(frozen=True, slots=True)
class Citable:
    """What can be cited: numbers by folded titles of instruments, and marks that citations carry."""

    titles: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    marks: tuple[str, ...] = ()


def cited(book: LawBook, citation: str) -> tuple[str, ...]:
    """
    Return the provisions that a printed citation names, in its order; nothing if it is no citation.

    A number without a title, such as ``§ 202.256`` or ``202.256``, names every provision that bears it.
    """
    known = _citable(book)
    spelled = _folded(citation)
    for mark in known.marks:
        spelled = spelled.replace(f" [{mark}]", "").replace(f"[{mark}]", "")
    whole = next(_titles(known, spelled), None)
    return tuple(whole) if whole is not None else tuple(_numbered(known, spelled))


def _titles(known: Citable, text: str) -> Iterator[list[str]]:
    """Yield the readings of a text as titles with numbers."""
    bare = text.removeprefix("《")
    for title in sorted((one for one in known.titles if bare.startswith(one)), key=len, reverse=True):
        rest = bare[len(title) :]
        for number, after in _numbers(known.titles[title], AFTER_TITLE.sub("", rest, count=1)):
            if not after:
                yield number
            for more in (after.removeprefix(sign) for sign in BETWEEN_TITLES if after.startswith(sign)):
                yield from (number + others for others in _titles(known, more))


def _numbers(numbers: Mapping[str, list[str]], text: str) -> Iterator[tuple[list[str], str]]:
    """Yield the provisions that a text begins with, and what is left of it."""
    for number in sorted((one for one in numbers if text.startswith(one)), key=len, reverse=True):
        after = text[len(number) :]
        for more in (after.removeprefix(sign) for sign in BETWEEN_NUMBERS if after.startswith(sign)):
            yield from ((numbers[number] + others, rest) for others, rest in _numbers(numbers, more))
        if not after or after.startswith(BETWEEN_TITLES):
            yield numbers[number], after


def _numbered(known: Citable, text: str) -> Iterator[str]:
    """Yield the provisions that bear a number, with or without the sign before it."""
    found = dict.fromkeys(
        iri
        for numbers in known.titles.values()
        for number, iris in numbers.items()
        if text in (number, number.removeprefix("§ "))
        for iri in iris
    )
    yield from found


@remembered(2)
def _citable(book: LawBook) -> Citable:
    titles: dict[str, dict[str, list[str]]] = {}
    for iri, provision in book.provisions.items():
        instrument = book.instruments[provision.instrument]
        for language in LANGUAGES:
            for names in (instrument.short_titles, instrument.titles):
                if language in names and language in provision.labels:
                    numbers = titles.setdefault(_folded(names[language]), {})
                    bearing = numbers.setdefault(_folded(provision.labels[language]), [])
                    bearing.extend([iri] if iri not in bearing else [])
    marks = {label for kind in ("Reported", "Unverified") for label in book.labels.get(LF + kind, {}).values()}
    return Citable(titles, tuple(map(_folded, marks)))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
