"""Lists of what the knowledge base holds of one kind."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from lexflux.errors import UnknownTermError, did_you_mean, listed
from lexflux.faces.names import name_of
from lexflux.faces.words import interval
from lexflux.knowledge_base import KnowledgeBase, as_day
from lexflux.law.conditions import HasValue, Named, OneOf
from lexflux.law.graphs import View
from lexflux.law.lawbook import LawBook, text
from lexflux.law.norms import Interval, Texts
from lexflux.law.reading import conditions_read
from lexflux.law.snapshot import regime_iri
from lexflux.law.wording import Wording
from lexflux.terms import ELI, LF, compact, local

Row = tuple[str, ...]


@dataclass(frozen=True)
class Inventory:
    """
    What is listed: what the knowledge base holds, or of what has a validity only what holds on ``day``.

    Kinds of data that lists of free-trade zones describe are listed for their ``zone`` alone. With a ``regime`` what is
    of its law is listed, or of terms those that its law reads or names.
    """

    knowledge: KnowledgeBase
    day: datetime.date | None
    words: Wording
    zone: str | None = None
    regime: str | None = None

    @property
    def book(self) -> LawBook:
        """The law book."""
        return self.knowledge.book

    def text(self, texts: Texts) -> str:
        """Return a text in the language of the list."""
        return text(texts, self.words.language)

    def is_of_law(self, regime: str | None) -> bool:
        """Return whether something of a regime belongs into the list."""
        return self.regime is None or self.regime == regime

    @cached_property
    def spoken_of(self) -> frozenset[str]:
        """What the law of the regime reads in a condition, requires, accepts or is lifted by."""
        book = self.book
        norms = [norm for norm in book.norms.values() if norm.regime == self.regime]
        gaps = [gap.condition for gap in book.gaps.values() if gap.regime == self.regime]
        read = conditions_read(book, [*(norm.condition for norm in norms), *gaps])
        named = [part.iri for part in read if isinstance(part, Named)]
        values = [str(part.value) for part in read if isinstance(part, HasValue)]
        listed_ones = [iri for part in read if isinstance(part, OneOf) for iri in part.individuals]
        acts = [(norm.requires, norm.permits, norm.lifted_by, *norm.exempts_from) for norm in norms]
        return frozenset((*named, *values, *listed_ones, *(iri for one in acts for iri in one if iri)))

    def holds(self, validity: Interval) -> bool:
        """Return whether something with this validity belongs into the list."""
        return self.day is None or validity.contains(self.day)


def listing(
    knowledge: KnowledgeBase,
    kind: str,
    on: str | None,
    language: str,
    zone: str | None = None,
    regime: str | None = None,
) -> tuple[Row, list[Row]]:
    """
    Return the columns and rows of a list.

    Parameters
    ----------
    knowledge
        The knowledge base.
    kind
        A kind of `LISTS` (``regimes``, ``norms`` ...), or a class of the vocabulary in the plural (``places``,
        ``sectors``, ``purposes`` ...).
    on
        For instruments, provisions, norms and gaps: only those in force on that day; for agreements: those with members
        on that day.
    language
        Language of labels.
    zone
        For data kinds: the free-trade zone whose kinds are listed; without it those that no list of a zone describes.
    regime
        Notation of the regime of which, or of whose terms, the list is; not for regimes, agreements and queries.

    Raises
    ------
    UnknownTermError
        If there is no such kind, zone or regime, or the kind has no zones or regimes.
    """
    if zone is not None and kind != "data-kinds":
        raise UnknownTermError("zone of no data kinds", name=kind)
    if regime is not None and kind in OF_NO_REGIME:
        raise UnknownTermError("list of no regime", name=kind)
    day, words = None if on is None else as_day(on), Wording(knowledge.book, language)
    law = None if regime is None else regime_iri(knowledge.book, regime)
    of = Inventory(knowledge, day, words, None if zone is None else _zone(knowledge.book, zone), law)
    if kind in LISTS:
        columns, rows = LISTS[kind]
        return columns, sorted(rows(of))
    vocabularies = _vocabularies(of.book)
    if kind in vocabularies:
        members = [iri for iri, types in of.book.individuals.items() if vocabularies[kind] in types]
        return TERM_COLUMNS, sorted(_terms(of, members))
    known = sorted({*LISTS, *vocabularies})
    raise UnknownTermError("unknown kind of list", name=kind, known=listed(known), hint=did_you_mean(kind, known))


def _regimes(of: Inventory) -> list[Row]:
    return [(name, of.words.label(iri)) for name, iri in of.book.regimes.items()]


def _instruments(of: Inventory) -> list[Row]:
    return [
        (one.identifier, of.text(one.titles), interval(of.words, one.validity), of.words.label(one.rank))
        for one in of.book.instruments.values()
        if one.regime and of.is_of_law(one.regime) and of.holds(one.validity)
    ]


def _agreements(of: Inventory) -> list[Row]:
    """Return the agreements with the places that are bound or take part; on a day those that then have such places."""
    view = View(of.knowledge.store)
    rows = []
    for node in view.subjects(LF + "Agreement"):
        members = _members(of, node.value)
        if members or of.day is None:
            one = of.book.instruments[node.value]
            dates = (view.literal(node, ELI + term) or "?" for term in ("date_document", "first_date_entry_in_force"))
            named = " ".join(members) or of.words.absence(None)
            rows.append((one.identifier, of.text(one.titles), of.words.label(one.rank), *dates, named))
    return rows


def _members(of: Inventory, agreement: str) -> list[str]:
    counted = {LF + "BoundParty", LF + "Participant"}
    standing = [one for one in of.knowledge.agreements.memberships if one.agreement == agreement]
    return sorted({local(one.place) for one in standing if one.standing in counted and of.holds(one.validity)})


def _provisions(of: Inventory) -> list[Row]:
    return [
        (one.identifier, of.book.citation(iri, of.words.language), of.words.label(one.confidence))
        for iri, one in of.book.provisions.items()
        if of.is_of_law(of.book.instruments[one.instrument].regime)
        and of.holds(of.book.instruments[one.instrument].validity)
    ]


def _norms(of: Inventory) -> list[Row]:
    return [
        (
            compact(iri),
            of.words.label(iri),
            of.words.label(one.modality),
            of.book.citations([(provision, "") for provision in one.stated_in], of.words.language),
        )
        for iri, one in of.book.norms.items()
        if of.is_of_law(one.regime) and of.holds(one.validity)
    ]


def _gaps(of: Inventory) -> list[Row]:
    return [
        (compact(iri), of.words.label(iri), of.text(one.reasons))
        for iri, one in of.book.gaps.items()
        if of.is_of_law(one.regime) and of.holds(one.validity)
    ]


def _open_points(of: Inventory) -> list[Row]:
    return [
        (
            name_of(of.book, iri),
            of.text(one.questions),
            " | ".join(f"{local(reading)}: {of.words.label(reading)}" for reading in one.readings),
        )
        for iri, one in of.book.open_points.items()
        if of.is_of_law(of.book.instruments[of.book.provisions[one.stated_in[0]].instrument].regime)
    ]


def _safeguards(of: Inventory) -> list[Row]:
    safeguard = LF + "Safeguard"
    return _terms(of, (iri for iri, one in of.book.classes.items() if safeguard in one.ancestors and iri != safeguard))


def _data_kinds(of: Inventory) -> list[Row]:
    """Return the kinds that the lists of the zone describe; without a zone those that everybody may need."""
    zones = of.book.zones_of_kinds
    if of.zone is None:
        return _terms(of, of.book.data_kinds - zones.keys())
    return _terms(of, (kind for kind, described in zones.items() if of.zone in described))


def _zone(book: LawBook, name: str) -> str:
    zones = {local(zone): zone for described in book.zones_of_kinds.values() for zone in described}
    if local(name) in zones:
        return zones[local(name)]
    raise UnknownTermError("unknown zone", name=name, known=listed(sorted(zones)), hint=did_you_mean(name, zones))


def _queries(of: Inventory) -> list[Row]:
    from lexflux.query.queries import load_queries

    library = load_queries(of.knowledge.queries)
    return [(query.group, name, of.text(query.titles)) for name, query in library.items()]


def _terms(of: Inventory, iris: Iterable[str]) -> list[Row]:
    wanted = [iri for iri in iris if of.regime is None or iri in of.spoken_of]
    return [(name_of(of.book, iri), of.words.label(iri), of.text(of.book.definitions.get(iri, {}))) for iri in wanted]


def _vocabularies(book: LawBook) -> dict[str, str]:
    """Return the classes that have individuals, by their names in the plural."""
    filled = frozenset[str]().union(*book.individuals.values())
    return {_plural(local(iri)): iri for iri in book.classes if iri in filled}


def _plural(word: str) -> str:
    """
    Return the name of a class as people list its members.

    >>> _plural("LegalBasis"), _plural("Modality"), _plural("UnionOfPlaces")
    ('legal-bases', 'modalities', 'unions-of-places')
    """
    spaced = "".join(f"-{character.lower()}" if character.isupper() else character for character in word)
    head, of, rest = spaced.lstrip("-").partition("-of-")
    endings = (("sis", "ses"), ("s", "ses"), ("y", "ies"), ("", "s"))
    singular, plural = next(pair for pair in endings if head.endswith(pair[0]))
    return head.removesuffix(singular) + plural + of + rest


OF_NO_REGIME = ("regimes", "agreements", "queries")
TERM_COLUMNS = ("name", "label", "definition")
LISTS: dict[str, tuple[Row, Callable[[Inventory], list[Row]]]] = {
    "regimes": (("name", "label"), _regimes),
    "instruments": (("identifier", "title", "in force", "rank"), _instruments),
    "agreements": (("identifier", "title", "rank", "signed", "in force", "members"), _agreements),
    "provisions": (("identifier", "citation", "confidence"), _provisions),
    "norms": (("norm", "label", "modality", "stated in"), _norms),
    "gaps": (("gap", "label", "reason"), _gaps),
    "open-points": (("point", "question", "readings"), _open_points),
    "safeguards": (TERM_COLUMNS, _safeguards),
    "data-kinds": (TERM_COLUMNS, _data_kinds),
    "queries": (("folder", "query", "title"), _queries),
}
