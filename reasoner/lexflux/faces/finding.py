"""What words find in the knowledge base, as it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing

from lexflux.errors import UnknownTermError, did_you_mean, did_you_mean_these, listed
from lexflux.faces.names import name_of
from lexflux.faces.tables import table
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.lawbook import LawBook
from lexflux.law.wording import Wording
from lexflux.query.fulltext import FullText, Hit, kind_name, load
from lexflux.remembering import remembered
from lexflux.terms import compact

COLUMNS = ("name", "kind", "regime", "label", "stated in", "text")


class Finding:
    """
    What words find.

    Parameters
    ----------
    knowledge
        The knowledge base.
    words
        Words or parts of words, in whatever language, all of which have to be there.
    language
        Language in which the things found are told.
    kind, regime
        Only things of this kind (``norm``, ``safeguard`` ...) or of the regime with this notation.

    Raises
    ------
    UnknownTermError
        If there is no such kind or regime, or nothing is found; the message names the nearest.
    """

    def __init__(
        self,
        knowledge: KnowledgeBase,
        words: Sequence[str],
        language: str,
        kind: str | None = None,
        regime: str | None = None,
    ) -> None:
        self.words = words
        self._named = Wording(knowledge.book, language)
        self._classes = _classes(knowledge.book)
        # A word of the shell may be several of a person.
        sought = [one for word in words for one in word.split()]
        with closing(load(knowledge.book, lambda: knowledge.store)) as index:
            self.hits = index.find(sought, self._kind(index, kind), _regime(knowledge, regime))
            if not self.hits:
                hint = did_you_mean_these(index.nearest(sought))
                raise UnknownTermError("nothing found", words=" ".join(words), hint=hint)

    def _kind(self, index: FullText, given: str | None) -> str | None:
        """Return the name of the kind that a person gives by name or label."""
        if given is None:
            return None
        spelled = {label: kind for kind in index.kinds for label in (kind, *self._labels(kind))}
        word = given.casefold()
        if word not in spelled:
            hint = did_you_mean(word, spelled)
            raise UnknownTermError("unknown kind of list", name=given, known=listed(index.kinds), hint=hint)
        return spelled[word]

    def _labels(self, kind: str) -> list[str]:
        texts = self._named.book.labels.get(self._classes.get(kind, ""), {})
        return [label.casefold() for label in texts.values()]

    def shown(self, form: str, limit: int) -> str:
        """Return the first things found as ``text``, or as a table in one of the forms of `lexflux.faces.tables`."""
        if form == "text":
            first = self.hits[:limit]
            more = len(self.hits) - len(first)
            told = [self._told(hit) for hit in first]
            return "\n".join([*told, *([self._named.say("more found", count=more)] if more else [])]) + "\n"
        return table(COLUMNS, self.rows(limit), form)

    def rows(self, limit: int | None = None) -> list[tuple[str, ...]]:
        """Return the things found, or the first of them, in the columns `COLUMNS`."""
        return [self._row(hit) for hit in self.hits[:limit]]

    @property
    def book(self) -> LawBook:
        """The law book in which it was sought."""
        return self._named.book

    @property
    def language(self) -> str:
        """The language in which it is told."""
        return self._named.language

    def _row(self, hit: Hit) -> tuple[str, ...]:
        name = name_of(self._named.book, hit.iri)
        cited = self._named.cite(hit.stated_in)
        return name, hit.kinds[0], hit.regime, self._title(hit), cited, hit.excerpt(self.words, self._named.language)

    def _told(self, hit: Hit) -> str:
        name, _, _, title, cited, text = self._row(hit)
        kinds = self.kinds_of(hit)
        regime = [self._named.label(self._named.book.regimes[hit.regime])] if hit.regime else []
        return "\n    ".join(
            [title, " · ".join([name, kinds, *regime, *([cited] if cited else [])]), *([text] if text else [])]
        )

    def kinds_of(self, hit: Hit) -> str:
        """Return what a thing is, in words."""
        return self._named.joined(kind_labels(self._named.book, hit.kinds, self._named.language).values())

    def _title(self, hit: Hit) -> str:
        if hit.iri in self._named.book.provisions:
            return self._named.book.citation(hit.iri, self._named.language)
        return self._named.label(hit.iri)


def kind_labels(book: LawBook, kinds: Iterable[str], language: str) -> dict[str, str]:
    """Return what things of some kinds are, in words, by the names of the kinds."""
    words, classes = Wording(book, language), _classes(book)
    of_owl = {"class": words.say("a class"), "property": words.say("a property"), "datatype": words.say("a datatype")}
    return {kind: words.label(classes[kind]) if kind in classes else of_owl[kind] for kind in kinds}


@remembered(2)
def _classes(book: LawBook) -> dict[str, str]:
    return {kind_name(iri): iri for iri in book.classes if "/" not in compact(iri)}


def _regime(knowledge: KnowledgeBase, given: str | None) -> str | None:
    known = knowledge.book.regimes
    if given is not None and given not in known:
        raise UnknownTermError("unknown regime", name=given, known=listed(known), hint=did_you_mean(given, known))
    return given
