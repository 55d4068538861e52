"""Every single change to the compiled law that a case should notice.

Mutation analysis after R. A. DeMillo, R. J. Lipton and F. G. Sayward, "Hints on Test Data Selection", Computer 11(4),
1978: the program is the law, the mutation operators are the slips of whoever encodes it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from lexflux import resources
from lexflux.law.conditions import Condition, Range
from lexflux.law.graphs import View
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Due, Modality, Norm, Precedence, Provision
from lexflux.law.ontology import load_ontology
from lexflux.law.precedence import attack_graph
from lexflux.terms import ISSUED_ON, LF, ONTOLOGY, OWL, RDFS, compact, local
from tests.audit.intervals import bounds, difference, shown
from tests.audit.look import Look
from tests.transfers import read_by

DAY = datetime.timedelta(days=1)
MILDER = {
    Modality.OBLIGATION: Modality.PERMISSION,
    Modality.PROHIBITION: Modality.PERMISSION,
    Modality.EXEMPTION: Modality.PERMISSION,
    Modality.PERMISSION: Modality.SCOPE,
    Modality.SCOPE: Modality.PERMISSION,
}
COUNTINGS = {LF + "WorkingDays": LF + "CalendarTime", LF + "CalendarTime": LF + "WorkingDays"}
NUMBER = re.compile(r"\d+")
# Only days are counted as working days or as days of the calendar.
IN_DAYS = re.compile(r"P\d+D")
# What a law book derives from its parts when first asked, and the parts from which it does.
DERIVED = {
    "unions": {"classes"},
    "designated_classes": {"designations"},
    "thresholds": {"classes", "norms", "gaps"},
    "named_values": {"classes", "norms", "gaps", "designations"},
}

Concerns = Callable[[Look], bool]


@dataclass(frozen=True)
class Mutant:
    """
    One change to the law: to what, of which kind, from what to what.

    ``concerns`` says in which cases it can show; ``make`` returns the law book with it; ``about`` are what changes and
    what that bears on, so that the cases that name these are asked first.
    """

    regime: str
    subject: str
    kind: str
    change: str
    concerns: Concerns
    make: Callable[[], LawBook]
    about: frozenset[str]

    @property
    def name(self) -> str:
        """The mutant as a report and the list of equivalent ones name it."""
        return f"{compact(self.subject)} {self.kind} {self.change}"


def mutants(book: LawBook) -> Iterator[Mutant]:
    """Yield all mutants of a law book, in a fixed order; none is made before it is asked for."""
    for part in (
        _norms,
        _gaps,
        _instruments,
        _classes,
        _precedences,
        _designations,
        _periods,
        _limits,
        _ownership_rules,
    ):
        yield from part(book)


def home(iri: str) -> str:
    """Return the file that defines a term, relative to the ontology folder."""
    return _homes().get(iri, "")


@cache
def _homes() -> dict[str, str]:
    view = View(load_ontology(resources.folder("ontology")))
    defined = (
        (node, view.iri(node, RDFS + "isDefinedBy"))
        for kind in (OWL + "Class", OWL + "NamedIndividual")
        for node in view.subjects(kind)
    )
    return {node.value: iri.removeprefix(ONTOLOGY) + ".ttl" for node, iri in defined if iri}


def changed(book: LawBook, part: str, entries: Mapping[str, Any]) -> LawBook:
    """Return the law book with entries of one part replaced, or removed where they are None; all else is shared."""
    before = getattr(book, part)
    whole = {iri: entry for iri, entry in {**before, **entries}.items() if entry is not None}
    mutant = replace(book, **{part: whole})
    rests_on = part if any(_told(before.get(iri)) != _told(entry) for iri, entry in entries.items()) else ""
    for name, sources in DERIVED.items():
        if rests_on not in sources:
            vars(mutant)[name] = getattr(book, name)
    return mutant


def _told(entry: Any) -> Any:
    """Return of an entry what else may be derived from: of norms and gaps the condition, of other things all."""
    return getattr(entry, "condition", entry)


def _with_class(book: LawBook, iri: str, entry: Any) -> LawBook:
    """Return the law book in which the class of a norm or gap has its condition too, for those that name the class."""
    condition = getattr(entry, "condition", None)
    definition = book.classes.get(iri)
    if condition is None or definition is None or definition.definition == condition:
        return book
    return changed(book, "classes", {iri: replace(definition, definition=condition)})


def _with_attacks(book: LawBook, regime: str) -> LawBook:
    """Return the law book with the attacks among the norms of one regime, whose cases alone are asked."""
    norms = {iri: norm for iri, norm in book.norms.items() if norm.regime == regime}
    stated = (_among(precedence, norms) for precedence in book.precedences.values())
    mutant = replace(book, attacks=attack_graph(norms, stated, book.unions))
    vars(mutant).update({name: vars(book)[name] for name in DERIVED if name in vars(book)})
    return mutant


def _among(precedence: Precedence, norms: Mapping[str, Norm]) -> Precedence:
    """Return the precedence without other norms than these."""
    return replace(
        precedence, prevailing=precedence.prevailing & norms.keys(), yielding=precedence.yielding & norms.keys()
    )


@dataclass(frozen=True)
class _Editor:
    """Makes mutants of one entry of one part of the book."""

    book: LawBook
    part: str
    regime: str
    iri: str
    concerns: Concerns
    bears_on: frozenset[str] = frozenset()

    def mutant(
        self, kind: str, change: str, entry: Any, concerns: Concerns | None = None, attacks: bool = False
    ) -> Mutant:
        """Return the mutant with another entry, or without one if it is None."""

        def make() -> LawBook:
            made = _with_class(changed(self.book, self.part, {self.iri: entry}), self.iri, entry)
            return _with_attacks(made, self.book.regimes[self.regime]) if attacks else made

        about = self.bears_on | {self.iri}
        return Mutant(self.regime, self.iri, kind, change, concerns or self.concerns, make, about)

    def articles(self, entry: Any) -> Iterator[Mutant]:
        """Yield a mutant for each provision of the entry, which becomes a neighbouring one of the same instrument."""
        for index, iri in enumerate(entry.stated_in):
            other = _neighbour(self.book, iri, entry.stated_in)
            if other is not None:
                stated = (*entry.stated_in[:index], other, *entry.stated_in[index + 1 :])
                change = f"{self._identifier(iri)} > {self._identifier(other)}"
                yield self.mutant("article", change, replace(entry, stated_in=stated))

    def _identifier(self, iri: str) -> str:
        return self.book.provisions[iri].identifier

    def dates(self, entry: Any, first: datetime.date | None = None) -> Iterator[Mutant]:
        """Yield mutants whose first or last day moves by one; the day that changes is none before ``first``."""
        for side in ("start", "end"):
            day = getattr(entry.validity, side)
            for step in (-DAY, DAY) if day else ():
                touched = min(day, day + step)
                if first is None or touched >= first:
                    moved = replace(entry, validity=replace(entry.validity, **{side: day + step}))
                    yield self.mutant(side, f"{day} > {day + step}", moved, _on(touched))

    def bounds(self, condition: Condition, moved_to: Callable[[Condition], Any]) -> Iterator[Mutant]:
        """Yield a mutant for each bound of each interval, one up and one down."""
        for prop, before, after, moved in bounds(condition):
            change = f"{local(prop)} {shown(before)} > {shown(after)}"
            yield self.mutant("bound", change, moved_to(moved), _counts(prop, before, after))


def _norms(book: LawBook) -> Iterator[Mutant]:
    for iri, norm in sorted(book.norms.items()):
        editor = _Editor(book, "norms", _notation(book, norm.regime), iri, _plays(iri))
        yield editor.mutant("norm", "dropped", None, attacks=True)
        yield editor.mutant(
            "modality",
            f"{local(norm.modality)} > {local(MILDER[norm.modality])}",
            replace(norm, modality=MILDER[norm.modality]),
            attacks=True,
        )
        yield from editor.articles(norm)
        yield from editor.dates(norm)
        yield from editor.bounds(norm.condition, lambda moved, norm=norm: replace(norm, condition=moved))
        yield from _effects(editor, norm)


def _effects(editor: _Editor, norm: Norm) -> Iterator[Mutant]:
    for name in ("requires", "permits", "in_place_of", "lifted_by"):
        safeguard = getattr(norm, name)
        if safeguard:
            other = _other_safeguard(editor.book, safeguard)
            change = f"{local(safeguard)} > {local(other)}"
            yield editor.mutant(name, change, replace(norm, **{name: other}), attacks=name == "requires")
    for exempted in sorted(norm.exempts_from):
        less = replace(norm, exempts_from=norm.exempts_from - {exempted})
        yield editor.mutant("exempts_from", f"{local(exempted)} dropped", less, attacks=True)
    for due in Due:
        if norm.due and due != norm.due:
            yield editor.mutant("due", f"{local(norm.due)} > {local(due)}", replace(norm, due=due))
    if norm.time_limit:
        longer = NUMBER.sub(lambda number: str(int(number[0]) + 1), norm.time_limit)
        yield editor.mutant("time_limit", f"{norm.time_limit} > {longer}", replace(norm, time_limit=longer))
    if norm.counted_in and IN_DAYS.fullmatch(norm.time_limit or ""):
        other = COUNTINGS[norm.counted_in]
        yield editor.mutant("counted_in", f"{local(norm.counted_in)} > {local(other)}", replace(norm, counted_in=other))


def _gaps(book: LawBook) -> Iterator[Mutant]:
    for iri, gap in sorted(book.gaps.items()):
        editor = _Editor(book, "gaps", _notation(book, gap.regime), iri, _touches(iri))
        yield editor.mutant("gap", "dropped", None)
        yield from editor.articles(gap)
        yield from editor.dates(gap, _first_day(book, gap.regime))
        yield from editor.bounds(gap.condition, lambda moved, gap=gap: replace(gap, condition=moved))


def _instruments(book: LawBook) -> Iterator[Mutant]:
    """Yield mutants whose instrument starts or ends one day off, with all that follows its dates."""
    for iri, instrument in sorted(book.instruments.items()):
        for side in ("start", "end"):
            day = getattr(instrument.validity, side)
            following = {
                part: [
                    entry
                    for _, entry in sorted(getattr(book, part).items())
                    if day
                    and getattr(entry.validity, side) == day
                    and iri in {book.provisions[stated].instrument for stated in entry.stated_in}
                ]
                for part in ("norms", "gaps", "periods")
            }
            for step in (-DAY, DAY) if day and any(following.values()) else ():
                yield Mutant(
                    _notation(book, instrument.regime),
                    iri,
                    side,
                    f"{day} > {day + step}",
                    _on(min(day, day + step)),
                    lambda following=following, side=side, day=day + step: _moved(book, following, side, day),
                    frozenset(entry.iri for entries in following.values() for entry in entries),
                )


def _moved(book: LawBook, following: Mapping[str, list[Any]], side: str, day: datetime.date) -> LawBook:
    for part, entries in following.items():
        moved = {entry.iri: replace(entry, validity=replace(entry.validity, **{side: day})) for entry in entries}
        book = changed(book, part, moved)
    return book


@cache
def _first_day(book: LawBook, regime: str) -> datetime.date:
    """Return the day before which a regime has no law in the book, so that nothing shows."""
    starts = (norm.validity.start for norm in book.norms.values() if norm.regime == regime)
    return min(start for start in starts if start is not None)


def _classes(book: LawBook) -> Iterator[Mutant]:
    for iri, definition in sorted(book.classes.items()):
        if definition.definition is not None and iri not in book.norms and iri not in book.gaps:
            editor = _Editor(book, "classes", regime_of_file(iri), iri, lambda look: True)
            yield from editor.bounds(
                definition.definition,
                lambda moved, definition=definition: replace(definition, definition=moved),
            )


def regime_of_file(iri: str) -> str:
    """Return the regime whose folder defines a term; the lists are China's."""
    parts = home(iri).split("/")
    return {"law": parts[1] if len(parts) > 1 else "", "lists": "cn"}.get(parts[0], "")


def _precedences(book: LawBook) -> Iterator[Mutant]:
    for iri, precedence in sorted(book.precedences.items()):
        regime = _notation(book, book.norms[min(precedence.prevailing)].regime)
        sides = precedence.prevailing, precedence.yielding
        editor = _Editor(book, "precedences", regime, iri, _play(*sides), frozenset[str]().union(*sides))
        yield editor.mutant("precedence", "dropped", None, attacks=True)
        yield from editor.articles(precedence)


def _designations(book: LawBook) -> Iterator[Mutant]:
    """Yield mutants of what is designated; of a union those of its members, since no transfer names the union."""
    of_unions = {iri.partition("#")[0] for iri in book.designations if "#" in iri}
    for iri, designation in sorted(book.designations.items()):
        for regime in sorted(book.regimes) if iri not in of_unions else ():
            first = _first_day(book, book.regimes[regime])
            over = designation.validity.end is not None and designation.validity.end <= first
            if designation.designated_as in read_by(book, regime).kinds and not over:
                editor = _Editor(book, "designations", regime, iri, _states(designation.individual))
                yield editor.mutant("designation", "dropped", None)
                yield from editor.articles(designation)
                yield from editor.dates(designation, first)


def _periods(book: LawBook) -> Iterator[Mutant]:
    for iri, period in sorted(book.periods.items()):
        editor = _Editor(book, "periods", regime_of_file(iri), iri, _issued)
        yield editor.mutant("period", "dropped", None)
        for step in (-1, 1):
            for unit in ("years", "days"):
                changed = replace(period.length, **{unit: getattr(period.length, unit) + step})
                yield editor.mutant("period", f"{unit} {step:+}", replace(period, length=changed))
        if period.extension is not None:
            yield editor.mutant("period", "no extension", replace(period, extension=None))
        yield from editor.articles(period)
        yield from editor.dates(period)


def _limits(book: LawBook) -> Iterator[Mutant]:
    for iri, limit in sorted(book.limits.items()):
        editor = _Editor(book, "limits", regime_of_file(iri), iri, _issued)
        yield editor.mutant("limit", "dropped", None)
        for step in (-DAY, DAY):
            yield editor.mutant(
                "limit", f"{limit.before} > {limit.before + step}", replace(limit, before=limit.before + step)
            )
        yield from editor.articles(limit)


def _ownership_rules(book: LawBook) -> Iterator[Mutant]:
    for derived, rule in sorted(book.ownership_rules.items()):
        editor = _Editor(book, "ownership_rules", regime_of_file(rule.iri), derived, _owned)
        for share in (rule.minimum_share - 1, rule.minimum_share + 1):
            moved = replace(rule, minimum_share=share)
            yield editor.mutant("minimum_share", f"{rule.minimum_share} > {share}", moved)
        yield from editor.articles(rule)


def _notation(book: LawBook, regime: str) -> str:
    return next(notation for notation, iri in book.regimes.items() if iri == regime)


def _other_safeguard(book: LawBook, safeguard: str) -> str:
    """Return the next safeguard of the same namespace, the first after the last."""
    kinds = _safeguards(book)[safeguard.rsplit("/", 1)[0]]
    return kinds[(kinds.index(safeguard) + 1) % len(kinds)]


@cache
def _safeguards(book: LawBook) -> dict[str, list[str]]:
    """Return the classes of safeguards by namespace."""
    found: dict[str, list[str]] = {}
    for iri, definition in sorted(book.classes.items()):
        if LF + "Safeguard" in definition.ancestors:
            found.setdefault(iri.rsplit("/", 1)[0], []).append(iri)
    return found


def _neighbour(book: LawBook, iri: str, without: tuple[str, ...]) -> str | None:
    """Return the provision that follows in its instrument, or the nearest before it if none follows."""
    ordered = _ordered(book)[book.provisions[iri].instrument]
    at = ordered.index(iri)
    return next((other for other in (*ordered[at + 1 :], *reversed(ordered[:at])) if other not in without), None)


@cache
def _ordered(book: LawBook) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for provision in sorted(book.provisions.values(), key=_natural):
        found.setdefault(provision.instrument, []).append(provision.iri)
    return found


def _natural(provision: Provision) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", provision.identifier)]


def _plays(iri: str) -> Concerns:
    return lambda look: iri in look.playing


def _play(*sides: frozenset[str]) -> Concerns:
    """Return whether a norm of each side plays a part."""
    return lambda look: not any(look.playing.isdisjoint(side) for side in sides)


def _touches(iri: str) -> Concerns:
    return lambda look: iri in look.gaps


def _on(day: datetime.date) -> Concerns:
    return lambda look: look.on == day


def _states(individual: str) -> Concerns:
    return lambda look: any(individual in values for node in look.nodes for values in node.values.values())


def _counts(prop: str, before: Range, after: Range) -> Concerns:
    telling = set(difference(before, after))
    return lambda look: any(not telling.isdisjoint(node.values.get(prop, ())) for node in look.nodes)


def _issued(look: Look) -> bool:
    return any(ISSUED_ON in node.values for node in look.nodes)


def _owned(look: Look) -> bool:
    return any(LF + "ownership" in node.values for node in look.nodes)
