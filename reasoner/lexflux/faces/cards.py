"""Cards of norms, provisions, instruments and terms, and lists of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import pyoxigraph as ox

from lexflux.errors import InputError, UnknownTermError, did_you_mean
from lexflux.law.conditions import And, Condition, HasValue, Named, Not, OneOf, Or, Range, Some
from lexflux.law.graphs import Term, View
from lexflux.law.lawbook import LawBook, text
from lexflux.law.norms import Interval, Norm
from lexflux.phrases import duration, phrase
from lexflux.terms import ELI, LF, SKOS, compact, local

if TYPE_CHECKING:
    from lexflux.knowledge_base import KnowledgeBase

Row = tuple[str, ...]

# What agreements are made of, what is said of such a statement in the order of a card, and what leads from one to a commitment.
STATEMENTS = frozenset(
    LF + name
    for name in (
        "Commitment",
        "TreatyException",
        "ScopeExclusion",
        "DisputeSettlement",
        "DisputeExclusion",
        "GracePeriod",
        "NotBetween",
        "Argument",
    )
)
SAID = (
    *(
        "statedIn",
        "ofAgreement",
        "topic",
        "strength",
        "tenor",
        "disciplines",
        "confinedTo",
        "narrows",
        "excuses",
        "exceptionGround",
    ),
    *(
        "necessityTest",
        "hasLeadInNecessity",
        "hasDiscriminationTest",
        "isSelfJudging",
        "isUndisputable",
        "availability",
        "excludes",
        "limitedTo",
    ),
    *(
        "suspends",
        "forPlace",
        "betweenPlaces",
        "appliesFrom",
        "appliesUntil",
        "extendableUntil",
        "stance",
        "concerns",
        "invokes",
        "answers",
        "gist",
    ),
    *("advancedIn", "confidence", "sourceNote"),
)
TO_COMMITMENTS = ("excuses", "narrows", "excludes", "suspends")


def resolve(
    name: str, iris: Iterable[str], kind_en: str = "term", kind_zh: str = "术语", others: Iterable[str] = ()
) -> str:
    """
    Return the IRI that a person means by a full IRI, a path under the Lexflux namespace or a unique local name.

    ``others`` are names known otherwise, which the message may list among the nearest.

    Raises
    ------
    UnknownTermError
        If nothing or more than one thing fits; the message lists the nearest or the candidates.
    """
    known = set(iris)
    for candidate in (name, LF + name):
        if candidate in known:
            return candidate
    found = sorted(iri for iri in known if compact(iri).endswith("/" + name) or local(iri) == name)
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(map(compact, found))
        raise UnknownTermError(f"'{name}' fits several: {listed}.", f"“{name}”对应多个：{listed}。")
    hint = did_you_mean(name, {*map(local, known), *map(compact, known), *others})
    raise UnknownTermError(f"Unknown {kind_en} '{name}'.{hint[0]}", f"未知{kind_zh}“{name}”。{hint[1]}")


def find(knowledge: KnowledgeBase, name: str, beside: str = "") -> str:
    """
    Return the IRI of a thing that a person names.

    Parameters
    ----------
    knowledge
        The knowledge base.
    name
        Code (``SG``), identifier (``cptpp:14.11.2``), short title (``PIPL``), prefixed or relative name, unique local name, or the IRI.
    beside
        IRI of a thing of the same kind; a local name is sought first where that one stands.

    Raises
    ------
    UnknownTermError
        If nothing or more than one thing fits.
    """
    book = knowledge.book
    things = {*book.labels, *book.individuals, *book.classes}
    neighbour = beside.rpartition("/")[0] + "/" + name
    if neighbour in things:
        return neighbour
    codes = {notation: iri for iri, notations in book.notations.items() for notation in notations} | book.regimes
    identified = [(one.identifier, iri) for found in (book.provisions, book.instruments) for iri, one in found.items()]
    titled = [
        (title, iri) for iri, instrument in book.instruments.items() for title in instrument.short_titles.values()
    ]
    named = {spelling.casefold(): iri for spelling, iri in (*identified, *titled)}
    spelled = name if "//" in name else name.replace(":", "/", 1)
    return codes.get(name) or named.get(name.casefold()) or resolve(spelled, things, others=named)


def card(knowledge: KnowledgeBase, name: str, language: str, *, turtle: bool = False) -> str:
    """Return the card of what ``name`` means, as text or as its Turtle description."""
    iri = find(knowledge, name)
    if turtle:
        return _turtle(knowledge, iri)
    return _Card(knowledge, iri, language).write()


def _turtle(knowledge: KnowledgeBase, iri: str) -> str:
    query = f"DESCRIBE <{iri}>"
    triples = knowledge.store.query(query, use_default_graph_as_union=True)
    assert isinstance(triples, ox.QueryTriples)
    return (triples.serialize(format=ox.RdfFormat.TURTLE) or b"").decode()


class _Card:
    def __init__(self, knowledge: KnowledgeBase, iri: str, language: str) -> None:
        self.knowledge = knowledge
        self.book = knowledge.book
        self.view = View(knowledge.store)
        self.node = ox.NamedNode(iri)
        self.iri = iri
        self.language = language
        self.lines: list[str] = []

    def write(self) -> str:
        """Return the card."""
        labels = self.book.labels.get(self.iri, {})
        title = self.book.label(self.iri, self.language)
        other = labels.get("en" if self.language == "zh" else "zh", "")
        self.lines = [f"{title}{' / ' + other if other else ''}", f"<{self.iri}>"]
        if self.iri in self.book.provisions:
            self._provision()
        elif self._is_agreement():
            self._agreement()
        elif self.iri in self.book.instruments:
            self._instrument()
        self._plain("definition", text(self.book.definitions.get(self.iri, {}), self.language))
        if self.iri in self.book.norms:
            self._norm(self.book.norms[self.iri])
        elif self.iri in self.book.classes and self.book.classes[self.iri].definition is not None:
            self.lines += ["", *_condition_lines(self.book, self.book.classes[self.iri].definition, self.language)]
        if self.book.individuals.get(self.iri, frozenset()) & STATEMENTS:
            self._said(SAID)
        if self.view.iris(self.node, LF + "amountsTo"):
            self._said(("amountsTo",))
            self.lines.append("  " + text(self.view.texts(self.node, SKOS + "scopeNote"), self.language))
        self._links()
        return "\n".join(self.lines) + "\n"

    def _label(self, term: str) -> str:
        return self.book.label(LF + term, self.language)

    def _plain(self, term: str, value: str) -> None:
        if value:
            name = self._label(term) if LF + term in self.book.labels else ""
            self.lines.append(f"{name}: {value}" if name else value)

    def _provision(self) -> None:
        provision = self.book.provisions[self.iri]
        self.lines[0] = self.book.citation(self.iri, self.language)
        self.lines.append(provision.identifier)
        self._plain("gist", text(provision.gists, self.language))
        self._plain("confidence", self.book.label(provision.confidence, self.language))
        self._plain("sourceNote", text(provision.notes, self.language))
        self._plain("Source", ", ".join(self.book.label(source, self.language) for source in provision.sources))
        self.lines += [f"  {url}" for url in provision.urls]

    def _instrument(self) -> None:
        instrument = self.book.instruments[self.iri]
        self._plain("rank", self.book.label(instrument.rank, self.language))
        self.lines.append(_interval(instrument.validity, self.language))
        if instrument.dates_confidence:
            self._plain("dateConfidence", self.book.label(instrument.dates_confidence, self.language))
        self.lines += [f"  {url}" for url in instrument.urls]
        for provision in self.book.provisions.values():
            if provision.instrument == self.iri:
                self.lines.append(f"  {text(provision.labels, self.language)}  {text(provision.gists, self.language)}")

    def _is_agreement(self) -> bool:
        return LF + "Agreement" in self.book.individuals.get(self.iri, ())

    def _agreement(self) -> None:
        agreement, language = self.book.instruments[self.iri], self.language
        self._plain("rank", self.book.label(agreement.rank, language))
        made, start = (
            self.view.literal(self.node, ELI + term) for term in ("date_document", "first_date_entry_in_force")
        )
        self.lines += [phrase("signed", language, day=made)] * bool(made)
        self.lines.append(phrase("first in force", language, day=start) if start else phrase("not in force", language))
        self._plain(
            "dateConfidence",
            self.book.label(agreement.dates_confidence or "", language) if agreement.dates_confidence else "",
        )
        self._plain("sourceNote", text(self.view.texts(self.node, LF + "sourceNote"), language))
        self.lines += [f"  {url}" for url in agreement.urls]
        standings: dict[str, list[str]] = {}
        for one in self.knowledge.agreements.memberships:
            if one.agreement == self.iri:
                standings.setdefault(one.standing, []).append(
                    f"{self.book.label(one.place, language)} {_interval(one.validity, language)}"
                )
        for standing, members in standings.items():
            self.lines += [
                "",
                f"{self.book.label(standing, language)}:",
                *(f"  {member}" for member in sorted(members)),
            ]
        self.lines.append("")
        for settlement in (one for one in self.knowledge.agreements.settlements.values() if one.agreement == self.iri):
            self._plain("DisputeSettlement", self.book.label(settlement.availability, language))
        for provision in self.book.provisions.values():
            if provision.instrument == self.iri:
                self.lines.append(f"  {provision.identifier}  {text(provision.gists, language)}")

    def _said(self, terms: Iterable[str]) -> None:
        for term in terms:
            found = self.view.objects(self.node, LF + term)
            texts = self.view.texts(self.node, LF + term)
            spoken = text(texts, self.language) if any(texts) else ""
            self._plain(term, spoken or "; ".join(map(self._value, found)))

    def _value(self, value: Term) -> str:
        if isinstance(value, ox.NamedNode):
            return (
                self.book.citation(value.value, self.language)
                if value.value in self.book.provisions
                else self.book.label(value.value, self.language)
            )
        return (
            phrase("yes" if value.value == "true" else "no", self.language)
            if value.value in ("true", "false")
            else value.value
        )

    def _norm(self, norm: Norm) -> None:
        book, language = self.book, self.language
        self._plain("modality", book.label(norm.modality, language))
        self._plain("statedIn", book.citations([(iri, "") for iri in norm.stated_in], language))
        self.lines.append(_interval(norm.validity, language))
        effects = {
            "requires": norm.requires,
            "permits": norm.permits,
            "inPlaceOf": norm.in_place_of,
            "liftedBy": norm.lifted_by,
            "due": norm.due,
        }
        for term, value in effects.items():
            if value:
                self._plain(term, book.label(value, language))
        if norm.exempts_from:
            self._plain("exemptsFrom", ", ".join(sorted(book.label(iri, language) for iri in norm.exempts_from)))
        if norm.time_limit:
            self._plain("timeLimit", duration(norm.time_limit, local(norm.counted_in or ""), language))
        self._plain("sourceNote", text(norm.notes, language))
        self.lines += ["", *_condition_lines(book, norm.condition, language)]
        for precedence in book.precedences.values():
            for side, other in (
                (precedence.prevailing, precedence.yielding),
                (precedence.yielding, precedence.prevailing),
            ):
                if self.iri in side:
                    word = self._label("prevailing" if side is precedence.prevailing else "yielding")
                    named = ", ".join(sorted(book.label(iri, language) for iri in other))
                    cited = book.citations([(iri, "") for iri in precedence.stated_in], language)
                    self.lines.append(f"{word}: {book.label(precedence.iri, language)} ({named}) [{cited}]")

    def _links(self) -> None:
        for norm in self.book.norms.values():
            if self.iri in norm.stated_in:
                self.lines.append(
                    f"{self._label('Norm')}: {self.book.label(norm.iri, self.language)} <{compact(norm.iri)}>"
                )
        for predicate in ("statedIn", *TO_COMMITMENTS):
            for quad in self.view.store.quads_for_pattern(None, ox.NamedNode(LF + predicate), self.node):
                if isinstance(quad.subject, ox.NamedNode):
                    for kind in sorted(self.book.individuals.get(quad.subject.value, frozenset()) & STATEMENTS):
                        self.lines.append(
                            f"{self.book.label(kind, self.language)}: {self.book.label(quad.subject.value, self.language)} <{compact(quad.subject.value)}>"
                        )
        for end, other in (("citing", "cited"), ("cited", "citing")):
            for quad in self.view.store.quads_for_pattern(None, ox.NamedNode(LF + end), self.node):
                if isinstance(quad.subject, ox.NamedNode):
                    kind = self.view.iri(quad.subject, LF + "citationType") or ""
                    for target in self.view.iris(quad.subject, LF + other):
                        arrow = "→" if end == "citing" else "←"
                        self.lines.append(
                            f"{arrow} {self.book.label(kind, self.language)}: {self.book.citation(target, self.language)}"
                        )
        for quad in self.view.store.quads_for_pattern(None, ox.NamedNode(LF + "forBreachOf"), self.node):
            if isinstance(quad.subject, ox.NamedNode):
                self.lines.append(f"{self._label('Sanction')}: {self.book.label(quad.subject.value, self.language)}")


def _interval(interval: Interval, language: str) -> str:
    start = interval.start.isoformat() if interval.start else "?"
    end = interval.end.isoformat() if interval.end else "…"
    return f"[{start}, {end})" if language == "en" else f"[{start}, {end}）"


def _condition_lines(book: LawBook, condition: Condition | None, language: str, depth: int = 0) -> list[str]:
    """Return a condition in words, one part a line."""
    indent = "  " * depth
    match condition:
        case And(parts) | Or(parts):
            head = phrase("all of" if isinstance(condition, And) else "any of", language)
            return [
                f"{indent}{head}:",
                *(line for part in parts for line in _condition_lines(book, part, language, depth + 1)),
            ]
        case Not(part):
            inner = _condition_lines(book, part, language, depth)
            return [f"{indent}{phrase('not', language)}: {inner[0].strip()}", *inner[1:]]
        case Named(iri):
            return [f"{indent}{book.label(iri, language)}"]
        case Some(prop, filler) if isinstance(filler, And | Or | Not | Some | HasValue):
            inner = _condition_lines(book, filler, language, depth + 1)
            return [f"{indent}{book.label(prop, language)}:", *inner]
        case Some(prop, filler):
            return [f"{indent}{book.label(prop, language)}: {_condition_lines(book, filler, language)[0]}"]
        case HasValue(prop, value):
            shown = (
                phrase("yes" if value else "no", language)
                if isinstance(value, bool)
                else book.label(str(value), language)
            )
            return [f"{indent}{book.label(prop, language)}: {shown}"]
        case OneOf(individuals):
            return [indent + " | ".join(sorted(book.label(iri, language) for iri in individuals))]
        case Range():
            return [indent + _range(condition)]
        case None:
            return []


def _range(bounds: Range) -> str:
    low = "" if bounds.low is None else f"{'≥' if bounds.low_included else '>'} {bounds.low:,}"
    high = "" if bounds.high is None else f"{'≤' if bounds.high_included else '<'} {bounds.high:,}"
    return ", ".join(part for part in (low, high) if part)


def listing(knowledge: KnowledgeBase, kind: str, on: str | None, language: str) -> tuple[Row, list[Row]]:
    """
    Return the columns and rows of a list.

    Parameters
    ----------
    knowledge
        The knowledge base.
    kind
        ``regimes``, ``instruments``, ``agreements``, ``provisions``, ``norms``, ``gaps``, ``open-points``, ``safeguards``, ``data-kinds``, ``queries``
        or a class of the vocabulary in the plural (``places``, ``sectors``, ``purposes`` ...).
    on
        For instruments, provisions, norms and gaps: only those in force on that day; for agreements: those with members on that day.
    language
        Language of labels.

    Raises
    ------
    UnknownTermError
        If there is no such kind.
    """
    book = knowledge.book
    day = _day(on)
    lists: dict[str, Callable[[], list[Row]]] = {
        "regimes": lambda: [(name, book.label(iri, language)) for name, iri in sorted(book.regimes.items())],
        "instruments": lambda: [
            (
                one.identifier,
                text(one.titles, language),
                _interval(one.validity, language),
                book.label(one.rank, language),
            )
            for one in book.instruments.values()
            if one.regime and (day is None or one.validity.contains(day))
        ],
        "agreements": lambda: _agreements(knowledge, day, language),
        "provisions": lambda: [
            (one.identifier, book.citation(iri, language), book.label(one.confidence, language))
            for iri, one in book.provisions.items()
            if day is None or book.instruments[one.instrument].validity.contains(day)
        ],
        "norms": lambda: [
            (
                compact(iri),
                book.label(iri, language),
                book.label(one.modality, language),
                book.citations([(p, "") for p in one.stated_in], language),
            )
            for iri, one in book.norms.items()
            if day is None or one.validity.contains(day)
        ],
        "gaps": lambda: [
            (compact(iri), book.label(iri, language), text(one.reasons, language))
            for iri, one in book.gaps.items()
            if day is None or one.validity.contains(day)
        ],
        "open-points": lambda: [
            (
                local(iri),
                text(one.questions, language),
                " | ".join(f"{local(r)}: {book.label(r, language)}" for r in one.readings),
            )
            for iri, one in book.open_points.items()
        ],
        "safeguards": lambda: _terms(book, _subclasses(book, LF + "Safeguard"), language),
        "data-kinds": lambda: _terms(book, book.data_kinds, language),
        "queries": lambda: _queries(knowledge, language),
    }
    individuals = {
        _plural(local(iri)): iri for iri in book.classes if any(iri in types for types in book.individuals.values())
    }
    if kind in lists:
        return _columns(kind), sorted(lists[kind]())
    if kind in individuals:
        members = {iri for iri, types in book.individuals.items() if individuals[kind] in types}
        return ("name", "label", "definition"), _terms(book, members, language)
    known = sorted({*lists, *individuals})
    hint = did_you_mean(kind, known)
    raise UnknownTermError(
        f"Unknown kind '{kind}'. Known: {', '.join(known)}.{hint[0]}",
        f"未知类别“{kind}”。已知：{'、'.join(known)}。{hint[1]}",
    )


def _agreements(knowledge: KnowledgeBase, day: datetime.date | None, language: str) -> list[Row]:
    """Return the agreements with the places that are bound or take part, on ``day`` if there is one."""
    book, view = knowledge.book, View(knowledge.store)
    counted = {LF + "BoundParty", LF + "Participant"}
    rows = []
    for node in view.subjects(LF + "Agreement"):
        one = book.instruments[node.value]
        held = [
            each
            for each in knowledge.agreements.memberships
            if each.agreement == node.value and each.standing in counted
        ]
        members = sorted({local(each.place) for each in held if day is None or each.validity.contains(day)})
        dates = (view.literal(node, ELI + term) or "" for term in ("date_document", "first_date_entry_in_force"))
        if day is None or members:
            rows.append(
                (one.identifier, text(one.titles, language), book.label(one.rank, language), *dates, " ".join(members))
            )
    return rows


def _columns(kind: str) -> Row:
    return {
        "regimes": ("name", "label"),
        "instruments": ("identifier", "title", "in force", "rank"),
        "agreements": ("identifier", "title", "rank", "signed", "in force", "members"),
        "provisions": ("identifier", "citation", "confidence"),
        "norms": ("norm", "label", "modality", "stated in"),
        "gaps": ("gap", "label", "reason"),
        "open-points": ("point", "question", "readings"),
        "queries": ("folder", "query", "title"),
    }.get(kind, ("name", "label", "definition"))


def _plural(word: str) -> str:
    """
    Return the name of a class as people list its members.

    >>> _plural("LegalBasis"), _plural("Modality"), _plural("UnionOfPlaces")
    ('legal-bases', 'modalities', 'unions-of-places')
    """
    head, of, rest = (
        "".join("-" + character.lower() if character.isupper() else character for character in word)
        .lstrip("-")
        .partition("-of-")
    )
    endings = (("sis", "ses"), ("s", "ses"), ("y", "ies"), ("", "s"))
    singular, plural = next(pair for pair in endings if head.endswith(pair[0]))
    return head.removesuffix(singular) + plural + of + rest


def _day(on: str | None) -> datetime.date | None:
    if on is None:
        return None
    try:
        return datetime.date.fromisoformat(on)
    except ValueError as error:
        raise InputError("not a date", value=on) from error


def _subclasses(book: LawBook, parent: str) -> set[str]:
    return {iri for iri, definition in book.classes.items() if parent in definition.ancestors and iri != parent}


def _terms(book: LawBook, iris: Iterable[str], language: str) -> list[Row]:
    return sorted(
        (local(iri), book.label(iri, language), text(book.definitions.get(iri, {}), language)) for iri in iris
    )


def _queries(knowledge: KnowledgeBase, language: str) -> list[Row]:
    from lexflux.query.queries import load_queries

    return [
        (query.group, name, text(query.titles, language)) for name, query in load_queries(knowledge.queries).items()
    ]
