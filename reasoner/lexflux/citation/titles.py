"""The titles by which instruments are cited, and where a text names one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lexflux.law.lawbook import LawBook
from lexflux.remembering import remembered

REMARK = re.compile(r"\s*[（(][^（()）]*[)）]$|[,，]?\s+as amended in \d{4}$|\s+(?:of\s+)?\d{4}$|^\d{4}年")
"""What a title says of its edition at its end or its beginning."""
YEARS = re.compile(r"(?:19|20)\d\d")
WORDS_BEFORE = re.compile(r"([A-Za-z][\w.-]*?)(?:['’]s)?\s$")
PLACE_AFTER = re.compile(
    r"\s?(?:of|in)\s(?:the\s)?([A-Z][A-Za-z]+)|\s?[（(](?:of\s)?([A-Z][A-Za-z]+|[\u4e00-\u9fff]+)[)）]"
)
OF_EDITION = re.compile(r"\s?[（(][^（()）]{0,30}[)）]|\s(?:19|20)\d\d(?!\d|[./]\d)")
OF_A_PLACE = re.compile(r"['’]s\s$|(?:an|ese|ish|iss|ch|ai)\s$")
LEADING = frozenset(
    [
        "a",
        "also",
        "an",
        "and",
        "article",
        "articles",
        "as",
        "at",
        "because",
        "both",
        "but",
        "by",
        "cf",
        "cf.",
        "chapter",
        "compare",
        "comply",
        "e.g.",
        "each",
        "either",
        "even",
        "for",
        "from",
        "handler",
        "if",
        "in",
        "into",
        "its",
        "law",
        "neither",
        "new",
        "nor",
        "not",
        "of",
        "on",
        "old",
        "only",
        "or",
        "our",
        "part",
        "per",
        "rule",
        "rules",
        "satisfy",
        "section",
        "see",
        "since",
        "so",
        "that",
        "the",
        "their",
        "then",
        "these",
        "this",
        "though",
        "to",
        "under",
        "unless",
        "until",
        "unlike",
        "when",
        "where",
        "whereas",
        "while",
        "with",
    ]
)


@dataclass(frozen=True, slots=True)
class Named:
    """A title that a text names, where it stands, and the instruments that bear it: none if it is of none known."""

    start: int
    end: int
    instruments: tuple[str, ...]


class Titles:
    """All titles of the instruments of a law book: full, short and alternative, with and without their edition."""

    def __init__(self, book: LawBook) -> None:
        self.book = book

    @cached_property
    def bearers(self) -> dict[str, tuple[str, ...]]:
        """The instruments that bear each title, as it is written."""
        found: dict[str, dict[str, None]] = {}
        for iri, one in self.book.instruments.items():
            for title in (*one.titles.values(), *one.short_titles.values(), *self.book.synonyms.get(iri, ())):
                for spelling in _spellings(title):
                    found.setdefault(spelling, {})[iri] = None
        return {title: tuple(iris) for title, iris in found.items()}

    @cached_property
    def _by_start(self) -> dict[str, list[tuple[str, str]]]:
        """Titles by their first two letters in lower case, the longest first, with the case in which they match."""
        found: dict[str, list[tuple[str, str]]] = {}
        for title in sorted(self.bearers, key=len, reverse=True):
            found.setdefault(title[:2].lower(), []).append((title, title if _is_short(title) else title.lower()))
        return found

    @cached_property
    def _own_names(self) -> dict[str, frozenset[str]]:
        """By regime, the names under which its law is spoken of."""
        return {iri: frozenset(self._names_of_regime(iri, notation)) for notation, iri in self.book.regimes.items()}

    def _names_of_regime(self, iri: str, notation: str) -> Iterator[str]:
        places = self.book.territories.get(iri, ())
        for named in (iri, *(place for place in places if place in self.book.labels)):
            texts = (*self.book.labels[named].values(), *self.book.synonyms.get(named, ()))
            yield from (word for text in texts for word in (text, *text.split()))
            yield from self.book.notations.get(named, ())
        yield notation.upper()

    @cached_property
    def _places(self) -> dict[str, str]:
        """Chinese names of places, with their IRI."""
        book = self.book
        return {
            texts["zh"]: iri for iri, texts in book.labels.items() if "/place/" in iri and len(texts.get("zh", "")) > 1
        }

    @cached_property
    def _by_end(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self._places:
            found.setdefault(name[-1], []).append(name)
        return found

    def _places_ending(self, before: str) -> list[str]:
        """Return the names of places that end as a text does."""
        return self._by_end.get(before.removesuffix("的")[-1:], [])

    def find(self, text: str) -> Iterator[Named]:
        """Yield what a text names by title, the longest title at each place; a title in 《》 is one as a whole."""
        place, lowered = 0, text.lower()
        while place < len(text):
            found = self._marked(text, place) if text[place] == "《" else self._at(text, lowered, place)
            if found:
                yield found
            place = found.end if found else place + 1

    def masked(self, text: str) -> str:
        """Return a text of which the titles are blank."""
        for one in self.find(text):
            text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
        return text

    def _marked(self, text: str, place: int) -> Named | None:
        """Return the title in 《》 that begins at a place, though marks stand in it."""
        depth, end = 0, place
        for end in range(place, min(len(text), place + 120)):
            depth += (text[end] == "《") - (text[end] == "》")
            if depth == 0:
                break
        if depth:
            return None
        inside = text[place + 1 : end].replace("〈", "《").replace("〉", "》").strip()
        bearers = self.bearers.get(inside) or self.bearers.get(REMARK.sub("", inside), ())
        known = () if self._is_elsewhere(text, place, end + 1, bearers) else bearers
        return Named(place, end + 1, self._of_year(text[place : end + 1], end + 1, text, known))

    def _at(self, text: str, lowered: str, place: int) -> Named | None:
        if place and text[place].isascii() and _is_letter(text[place - 1]):
            return None
        for title, spelling in self._by_start.get(lowered[place : place + 2], ()):
            source = text if _is_short(title) else lowered
            end = place + len(title)
            if source.startswith(spelling, place) and not (title[-1].isascii() and _is_letter(text[end : end + 1])):
                bearers = self.bearers[title]
                known = () if self._is_elsewhere(text, place, end, bearers) else bearers
                return Named(place, end, self._of_year("", end, text, known))
        return None

    def _is_elsewhere(self, text: str, start: int, end: int, bearers: tuple[str, ...]) -> bool:
        """Return whether words beside a title say that it is that of another law of the same name."""
        own = {name for iri in bearers for name in self._own_names.get(self.book.instruments[iri].regime, ())}
        before = text[max(0, start - 20) : start].removesuffix("《")
        if any(before.removesuffix("的").endswith(name) for name in self._places_ending(before) if name not in own):
            return True
        word = WORDS_BEFORE.search(before)
        if (
            word
            and not word[1].endswith(".")
            and word[1][0].isupper()
            and word[1].lower() not in LEADING
            and word[1] not in own
        ):
            return bool(OF_A_PLACE.search(word[0])) or not _begins_sentence(before, word.start(1))
        after = PLACE_AFTER.match(text, end)
        named = after and (after[1] or after[2])
        if not named or named in own or YEARS.search(named):
            return False
        return bool(after[1]) or named in self._places  # type: ignore[index]

    def _of_year(self, title: str, end: int, text: str, bearers: tuple[str, ...]) -> tuple[str, ...]:
        """Return, of several editions, those of the year that stands with the title."""
        remark = OF_EDITION.match(text, end)
        years = set(YEARS.findall(title + (remark[0] if remark else "")))
        told = [iri for iri in bearers if years & self._years(iri)]
        return tuple(told) if told and len(bearers) > 1 else bearers

    def _years(self, iri: str) -> set[str]:
        """Return the years by which an edition is told from others: those in its titles, and that of its first day."""
        one = self.book.instruments[iri]
        texts = (*one.titles.values(), *one.short_titles.values(), str(one.validity.start or ""))
        return {year for text in texts for year in YEARS.findall(text)}


@remembered(2)
def titles_of(book: LawBook) -> Titles:
    """Return the titles of a law book, made once."""
    return Titles(book)


def _spellings(title: str) -> Iterator[str]:
    yield title
    bare = title
    while REMARK.search(bare) and len(REMARK.sub("", bare)) > 2:
        bare = REMARK.sub("", bare)
        yield bare


def _is_letter(letter: str) -> bool:
    """Return whether a letter or a digit continues an English word."""
    return letter.isascii() and letter.isalnum()


def _is_short(title: str) -> bool:
    """Return whether a title is an abbreviation or a single word, which is told from other words by its capitals."""
    return " " not in title or title.isupper()


def _begins_sentence(before: str, start: int) -> bool:
    """Return whether a word stands where a sentence begins, and so has a capital in any case."""
    return not before[:start].strip() or before[:start].rstrip()[-1] in ".!?:;\n•*#>"
