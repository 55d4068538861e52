"""
Words sought in all that the knowledge base says: a table in SQLite, with a full-text index where SQLite has FTS5.

The index works on trigrams, so that Chinese needs no dictionary and a part of a word is found. It only narrows the
choice: words of one or two characters, and all words where SQLite lacks FTS5, are sought in every text, and the order
is the same either way.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain

import pyoxigraph as ox

from lexflux.errors import nearest
from lexflux.law import cache
from lexflux.law.lawbook import LawBook
from lexflux.law.loading import content_key
from lexflux.phrases import LANGUAGES
from lexflux.terms import DCT, ELI, LF, OWL, RDFS, SAFEGUARD_CLASS, SKOS, TYPE, compact, local

NAMES = (RDFS + "label", DCT + "title", LF + "shortTitle")
OTHER_NAMES = (SKOS + "altLabel", SKOS + "hiddenLabel", SKOS + "notation", DCT + "identifier")
GISTS = (LF + "gist", SKOS + "definition", LF + "question")
FIELDS = ("names", "other_names", "gists", "notes")
ISSUER = ELI + "passed_by"
UNTOLD = (ISSUER, LF + "countedFrom")
"""What is sought, but says nothing of a thing by itself."""
FIELD_OF = {
    **dict.fromkeys(NAMES, "names"),
    **dict.fromkeys(OTHER_NAMES, "other_names"),
    **dict.fromkeys(GISTS, "gists"),
}
TRIGRAM = 3
MANY = 100
"""A thing to which so many statements lead is worth a better place; more lead to it no further up."""
WORD = re.compile(r"\w+(?:[-.'’]\w+)*")

TABLES = f"""
CREATE TABLE thing (
    iri TEXT, kinds TEXT, regime TEXT, told TEXT, stated_in TEXT, mentions INTEGER,
    {", ".join(f"{field} TEXT" for field in FIELDS)}
);
CREATE TABLE word (text TEXT PRIMARY KEY) WITHOUT ROWID;
"""
# Each word counts where it weighs most: a name that is the word, that begins with it or has it; then the other texts.
WEIGHT = """CASE
    WHEN instr(names || other_names, char(10) || {word} || char(10)) THEN 100
    WHEN instr(names || other_names, char(10) || {word}) THEN 60
    WHEN instr(names, {word}) THEN 40
    WHEN instr(other_names, {word}) THEN 30
    WHEN instr(gists, {word}) THEN 10
    WHEN instr(notes, {word}) THEN 3
    ELSE 0 END"""


@dataclass(frozen=True, slots=True)
class Hit:
    """
    A thing that was found.

    ``kinds`` are the names of what it is (``norm``, ``treaty-exception`` ...), the most telling first; ``regime`` is
    the notation of its regime, empty without one; ``texts`` are its gists and notes with their languages, gists first;
    ``stated_in`` are the provisions that state it.
    """

    iri: str
    kinds: tuple[str, ...]
    regime: str
    texts: tuple[tuple[str, str], ...]
    stated_in: tuple[str, ...]

    def excerpt(self, words: Iterable[str], language: str) -> str:
        """Return the text in a language that has one of the words, else the first in that language, else nothing."""
        sought = [fold(word) for word in words]
        own = [text for spoken, text in self.texts if spoken == language]
        return next((text for text in own if any(word in fold(text) for word in sought)), own[0] if own else "")


class FullText:
    """
    What can be found by its words.

    Parameters
    ----------
    connection
        The tables that `build` made.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def find(self, words: Sequence[str], kind: str | None = None, regime: str | None = None) -> list[Hit]:
        """
        Return what has all words in its texts, in whatever language, the best first.

        Parameters
        ----------
        words
            Words or parts of words; one with blanks is sought as it stands.
        kind, regime
            Only things of this kind or of the regime with this notation.
        """
        sought = [folded for word in words if (folded := fold(word))]
        if not sought:
            return []
        # Words that stand together are worth more, though nobody asked for that.
        together = [" ".join(sought)] if len(sought) > 1 else []
        weights = [WEIGHT.format(word=f"?{place}") for place, _ in enumerate([*sought, *together], 1)]
        query = f"""SELECT iri, kinds, regime, told, stated_in, mentions, length(names), {", ".join(weights)}
            FROM thing {self._narrowed(sought)}"""  # noqa: S608 (numbers of parameters)
        rows = self._connection.execute(query, [*sought, *together])
        found = [row for row in rows if all(row[7 : 7 + len(sought)])]
        found.sort(key=lambda row: (-sum(row[7:]) - min(row[5], MANY) / 4, row[6], row[0]))
        hits = (Hit(row[0], tuple(row[1].split()), row[2], _told(row[3]), tuple(row[4].split())) for row in found)
        return [hit for hit in hits if (not kind or kind in hit.kinds) and (not regime or regime == hit.regime)]

    def _narrowed(self, sought: Sequence[str]) -> str:
        """Return the condition that lets the index choose what may fit, empty if it has no say."""
        numbers = [place for place, word in enumerate(sought, 1) if len(word) >= TRIGRAM]
        if not numbers or not self._is_indexed:
            return ""
        # Quotes make a text of whatever stands between them.
        match = " || ' ' || ".join(f"""'"' || replace(?{place}, '"', '""') || '"'""" for place in numbers)
        return f"WHERE rowid IN (SELECT rowid FROM trigram WHERE trigram MATCH {match})"  # noqa: S608 (numbers)

    @property
    def _is_indexed(self) -> bool:
        return self._connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'trigram'").fetchone() is not None

    def nearest(self, words: Sequence[str]) -> list[str]:
        """Return the names, or words of names, that are nearest to words that were not found, the best first."""
        known = [text for (text,) in self._connection.execute("SELECT text FROM word")]
        together = nearest(fold(" ".join(words)), known)
        return together or list(chain.from_iterable(nearest(fold(word), known) for word in words))

    def close(self) -> None:
        """Let go of the tables at once: a connection of SQLite is in a cycle, which is collected when time allows."""
        self._connection.close()

    @property
    def kinds(self) -> list[str]:
        """The kinds of things, in alphabetical order."""
        found = self._connection.execute("SELECT DISTINCT kinds FROM thing")
        return sorted({kind for (kinds,) in found for kind in kinds.split()})


def _told(told: str) -> tuple[tuple[str, str], ...]:
    return tuple((language, text) for language, text in json.loads(told))


def fold(text: str) -> str:
    """
    Return a text as it is compared: without difference of case or of width.

    >>> fold("  ＧＤＰＲ, Art. 46 ")
    'gdpr, art. 46'
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def load(book: LawBook, store: Callable[[], ox.Store]) -> FullText:
    """Return what can be found in a law book and its store, from the cache if both and the code are unchanged."""
    key = content_key(book.digest, f"{FullText.__name__} {sqlite3.sqlite_version} {_has_trigrams()}")
    known = _latest.get(key) or cache.recall(key)
    if known is not None:
        with suppress(sqlite3.Error, AttributeError):
            found = FullText(_connection(known))
            _remember(key, known)
            return found
    built = build(things(book, store()))
    # SQLite can be built without what writes a database as bytes.
    with suppress(AttributeError):
        content = built.serialize()
        cache.keep(key, content)
        _remember(key, content)
    return FullText(built)


_latest: dict[str, bytes] = {}
"""The last one by its key, for processes that may write no cache; a connection of SQLite is for one thread."""


def _remember(key: str, content: bytes) -> None:
    if key not in _latest:
        _latest.clear()
        _latest[key] = content


def _connection(content: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    connection.execute("SELECT 1 FROM thing, word LIMIT 1")
    return connection


def _has_trigrams() -> bool:
    """Return whether SQLite has FTS5 with trigrams (since 3.34)."""
    with suppress(sqlite3.OperationalError):
        sqlite3.connect(":memory:").execute("CREATE VIRTUAL TABLE trigram USING fts5(text, tokenize='trigram')")
        return True
    return False


Row = tuple[str, str, str, str, str, int, str, str, str, str]


def build(rows: Iterable[Row]) -> sqlite3.Connection:
    """Return the tables of some things, with an index of trigrams if SQLite can make one."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(TABLES)
    for row in rows:
        connection.execute("INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        names = {*row[6].split("\n"), *WORD.findall(row[6]), *WORD.findall(row[7])} - {""}
        connection.executemany("INSERT OR IGNORE INTO word VALUES (?)", [(name,) for name in names])
    if _has_trigrams():
        connection.execute("CREATE VIRTUAL TABLE trigram USING fts5(text, content='', tokenize='trigram')")
        texts = " || ".join(FIELDS)
        connection.execute(f"INSERT INTO trigram (rowid, text) SELECT rowid, {texts} FROM thing")  # noqa: S608 (fields)
    connection.commit()
    return connection


def things(book: LawBook, store: ox.Store) -> Iterator[Row]:
    """Yield the row of each thing with a label and a kind: what it is, what it says, and that as it is compared."""
    said: dict[str, list[tuple[str, ox.Literal]]] = {}
    types: dict[str, set[str]] = {}
    stated_in: dict[str, set[str]] = {}
    mentions: Counter[str] = Counter()
    for quad in store:
        if isinstance(quad.object, ox.NamedNode):
            mentions[quad.object.value] += 1
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value in book.labels:
            if isinstance(quad.object, ox.Literal):
                said.setdefault(quad.subject.value, []).append((quad.predicate.value, quad.object))
            elif isinstance(quad.object, ox.NamedNode) and quad.predicate.value == TYPE:
                types.setdefault(quad.subject.value, set()).add(quad.object.value)
            elif quad.predicate.value == LF + "statedIn" and isinstance(quad.object, ox.NamedNode):
                stated_in.setdefault(quad.subject.value, set()).add(quad.object.value)
    for iri in sorted(said):
        kinds = _kinds(book, iri, types.get(iri, set()))
        if iri.startswith(LF) and kinds:
            stated = sorted(stated_in.get(iri, ()), key=list(book.provisions).index)
            fields, told = _texts(book, iri, said[iri])
            yield iri, " ".join(kinds), _regime(book, iri), told, " ".join(stated), mentions[iri], *fields


def _texts(book: LawBook, iri: str, said: list[tuple[str, ox.Literal]]) -> tuple[tuple[str, str, str, str], str]:
    """Return the texts of a thing by `FIELDS` as they are compared, each on a line, and those to be told as JSON."""
    found: dict[str, dict[str, str]] = {field: {} for field in FIELDS}
    for predicate, value in sorted(said, key=str):
        # What is in no language is a number or a day, and nobody seeks it by words.
        field = FIELD_OF.get(predicate, "notes" if value.language else "")
        if field:
            found[field][value.value] = "" if predicate in UNTOLD else (value.language or "").split("-")[0]
    if iri in book.provisions:
        found["names"] |= {book.citation(iri, language): language for language in LANGUAGES}
    found["other_names"][compact(iri)] = found["other_names"][local(iri)] = ""
    told = [(language, text) for field in ("gists", "notes") for text, language in found[field].items() if language]
    names, others, gists, notes = ("\n".join(["", *sorted(map(fold, found[field])), ""]) for field in FIELDS)
    return (names, others, gists, notes), json.dumps(told, ensure_ascii=False)


KINDS_OF_OWL = {
    OWL + "Class": "class",
    OWL + "ObjectProperty": "property",
    OWL + "DatatypeProperty": "property",
    OWL + "AnnotationProperty": "property",
    RDFS + "Datatype": "datatype",
}


def _kinds(book: LawBook, iri: str, types: set[str]) -> list[str]:
    """Return the kinds of a thing, by the names of classes of the core: its own, then wider ones, then those of OWL."""
    wider = {above for kind in types if kind in book.classes for above in book.classes[kind].ancestors}
    lying_in = book.classes[iri].ancestors & {SAFEGUARD_CLASS} if iri in book.classes else frozenset()
    core = [
        one for one in (*sorted(types), *sorted({*wider, *lying_in})) if one.startswith(LF) and "/" not in compact(one)
    ]
    return list(
        dict.fromkeys([*map(kind_name, core), *(KINDS_OF_OWL[one] for one in sorted(types & KINDS_OF_OWL.keys()))])
    )


def kind_name(iri: str) -> str:
    """
    Return the name of a class as a kind of things.

    >>> kind_name("https://w3id.org/lexflux/TreatyException")
    'treaty-exception'
    """
    return "".join(f"-{one.lower()}" if one.isupper() else one for one in local(iri)).lstrip("-")


def _regime(book: LawBook, iri: str) -> str:
    first = compact(iri).partition("/")[0]
    return first if first in book.regimes else ""
