"""What is wrong or odd in the law of a regime as it is encoded, each finding with a transfer that shows it.

Five questions: which norms never take effect in all their life; which forbid and permit the same transfer with no
precedence between them; which transfers no norm decides; which norms could be left out without any answer changing;
and which facts are presumed though nobody is asked for them. All but the last are answered by SAT over every transfer
of one data set, within a time; what could not be settled in it is said.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from lexflux.decision.clashes import allows_the_transfer
from lexflux.decision.decide import decide
from lexflux.decision.statuses import NormStatus, Verdict
from lexflux.facts.transfer import Facts
from lexflux.grounding.formulas import FALSE, Formula, Formulas
from lexflux.grounding.integrity import consistent
from lexflux.grounding.laws import GroundLaw, ground_law, without_norm
from lexflux.grounding.openings import Opening
from lexflux.grounding.worlds import Worlds
from lexflux.law.conditions import HasValue, Some
from lexflux.law.graphs import Texts
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Modality, Norm
from lexflux.law.snapshot import conditions_read, snapshot, snapshot_if_in_force
from lexflux.proofs.changes import smallest_changes
from lexflux.proofs.encoding import Encoding
from lexflux.terms import LF, TYPE, local

LOCATED_IN = ("exporter", LF + "locatedIn"), ("recipient", LF + "locatedIn")
FIRST_DATA_SET, REPEATED = "data/1", "repeated"
MOST_REGIONS = 5
ALARMING = (Modality.EXEMPTION, Modality.PROHIBITION, Modality.PERMISSION)


@dataclass(frozen=True, slots=True)
class Finding:
    """
    Something odd.

    ``kind`` says what, ``norms`` which norms it is about, ``others`` those they meet, ``facts`` a transfer that shows
    it, ``told`` what of that transfer is not ordinary; ``confirmed`` that the evaluator says so too, or that there is
    nothing to decide; ``reasons`` why the ontology says that it is no fault, or left open.
    """

    kind: str
    norms: tuple[str, ...]
    others: tuple[str, ...] = ()
    facts: Facts | None = None
    told: tuple[tuple[str, str, tuple[object, ...]], ...] = ()
    confirmed: bool = True
    reasons: Texts = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether it wants a look: neither a citation nor explained in the ontology."""
        return self.kind != REPEATED and not self.reasons


@dataclass(frozen=True, slots=True)
class Proof:
    """How far one question was settled in the time given: so many of so many cases."""

    question: str
    settled: int
    of: int


@dataclass(frozen=True, slots=True)
class Audit:
    """The findings on the law of a regime as of a day, and what is proven."""

    regime: str
    on: datetime.date
    findings: tuple[Finding, ...]
    proofs: tuple[Proof, ...]


class _OneDay:
    """The law of a day over all transfers of one data set."""

    def __init__(self, book: LawBook, regime: str, on: datetime.date) -> None:
        self.book = book
        self.regime = regime
        self.on = on
        self.formulas = Formulas()
        self.worlds: Worlds = Opening(book, [snapshot(book, regime, on)]).worlds()
        self.law: GroundLaw = ground_law(book, regime, on, self.worlds, self.formulas)
        self.encoding = Encoding(self.formulas, self.worlds.choices)
        self.encoding.demand(consistent(book, self.worlds, self.formulas))
        kinds = self.worlds.entries.get((FIRST_DATA_SET, TYPE), ())
        some = (self.formulas.atom(choice, place) for values, choice, place in kinds if values)
        self.encoding.demand(self.formulas.disjunction(some))

    @cached_property
    def plain(self) -> list[int]:
        """An ordinary export: from a place of the regime to one that no law names, with nothing special."""
        return [self._plain(number) for number in range(len(self.worlds.choices))]

    def _plain(self, number: int) -> int:
        choice = self.worlds.choices[number]
        if choice.facts[0] == LOCATED_IN[0]:
            return next(place for place, ((value,),) in enumerate(choice.alternatives) if self._is_home(str(value)))
        return len(choice.alternatives) - 1 if choice.facts[0] == LOCATED_IN[1] else 0

    def _is_home(self, place: str) -> bool:
        return self.regime in self.book.regimes_of(place, self.on)

    @cached_property
    def leaving(self) -> Formula:
        """Where the exporter is at home under the regime and the recipient is not."""
        here, there = (
            self.formulas.disjunction(
                self.formulas.atom(choice, place)
                for values, choice, place in self.worlds.entries.get(fact, ())
                if values and self._is_home(str(values[0]))
            )
            for fact in LOCATED_IN
        )
        return self.formulas.without(here, there)

    def nearest(self, goal: Formula, most: int = 1) -> Iterator[list[int]]:
        """Yield worlds in which a formula holds and as little as can be is not ordinary."""
        for changes in smallest_changes(self.encoding, self.plain, goal, range(len(self.plain)), most):
            yield [changes.get(choice, place) for choice, place in enumerate(self.plain)]

    def finding(
        self, kind: str, norms: Iterable[str], others: Iterable[str], world: Sequence[int], **expected: object
    ) -> Finding:
        """Return a finding that a world shows, with what the evaluator says of it."""
        facts = self.worlds.world(self.book, world)
        readings = {local(point): local(one) for point, one in self.worlds.readings_of(self.book, world).items()}
        decision = decide(self.book, facts, self.regime, self.on, readings)
        effective = {one.norm.iri for one in decision.with_status(NormStatus.EFFECTIVE)}
        named = {*norms, *others}
        verdict = expected.get("verdict")
        confirmed = named <= effective if verdict is None else decision.possible == (verdict,)
        return Finding(kind, tuple(norms), tuple(others), facts, tuple(self._told(world)), confirmed)

    def _told(self, world: Sequence[int]) -> Iterator[tuple[str, str, tuple[object, ...]]]:
        for choice, place, plain in zip(self.worlds.choices, world, self.plain, strict=True):
            if place != plain:
                for (path, prop), values in zip(choice.facts, choice.alternatives[place], strict=True):
                    yield path, prop, values


class Auditor:
    """
    Audits the law of a regime.

    Parameters
    ----------
    book
        The law book.
    regime
        Notation of the regime.
    on
        The day of the law; whether a norm ever takes effect is asked of all its life.
    seconds
        So long it may take; each question then says how far it came.
    """

    def __init__(self, book: LawBook, regime: str, on: datetime.date, seconds: float) -> None:
        self.book = book
        self.regime = regime
        self.on = on
        self._end = time.monotonic() + seconds
        self._day = _OneDay(book, regime, on)
        self._proofs: list[Proof] = []

    def audit(self) -> Audit:
        """Return what was found in the time given."""
        questions: tuple[Callable[[], Iterator[Finding]], ...] = (
            self._clashes,
            self._undecided,
            self._never_effective,
            self._redundant,
            self._unasked,
        )
        found = tuple(self._explained(finding) for question in questions for finding in question())
        return Audit(self.regime, self.on, found, tuple(self._proofs))

    def _explained(self, finding: Finding) -> Finding:
        """Return a finding with what the ontology says of it: of its norms, or of the regime where it is about none."""
        about = finding.norms or (self.book.regimes[self.regime],)
        notes = (one for one in self.book.audit_notes if one.kind == finding.kind and one.about.issuperset(about))
        return replace(finding, reasons=next((dict(one.reasons) for one in notes), {}))

    def _over(self) -> bool:
        return time.monotonic() > self._end

    def _settled(self, question: str, settled: int, of: int) -> None:
        self._proofs.append(Proof(question, settled, of))

    def _clashes(self) -> Iterator[Finding]:
        """Yield each permission of a transfer with the prohibitions that it can meet, and duties that exclude."""
        day, law = self._day, self._day.law.law
        pairs = self._opposed(law.norms.values())
        found: dict[str, dict[str, list[int]]] = {}
        settled = 0
        for one, other in pairs:
            if self._over():
                break
            settled += 1
            both = day.formulas.conjunction((day.law.effective[one], day.law.effective[other]))
            if day.encoding.possible(both):
                found.setdefault(one, {})[other] = day.encoding.chosen()
        self._settled("clash", settled, len(pairs))
        for one, others in found.items():
            first = next(iter(others))
            both = day.formulas.conjunction((day.law.effective[one], day.law.effective[first]))
            world = next(day.nearest(both), others[first])
            finding = day.finding("clash", (one,), (first,), world)
            yield Finding("clash", (one,), tuple(others), finding.facts, finding.told, finding.confirmed)

    def _opposed(self, norms: Iterable[Norm]) -> list[tuple[str, str]]:
        listed = list(norms)
        permissions = [one for one in listed if allows_the_transfer(one)]
        forbidding = [one for one in listed if one.modality == Modality.PROHIBITION]
        duties = [one for one in listed if one.modality == Modality.OBLIGATION and one.requires]
        excluding = [
            (one.iri, other.iri)
            for place, one in enumerate(duties)
            for other in duties[place + 1 :]
            if frozenset((one.requires, other.requires)) in self.book.disjoint
        ]
        return [*((one.iri, other.iri) for one in permissions for other in forbidding), *excluding]

    def _undecided(self) -> Iterator[Finding]:
        """Yield the nearest transfers that leave and that no norm reaches, or only norms of scope."""
        day, formulas = self._day, self._day.formulas
        deciding = [
            day.law.effective[norm.iri] for norm in day.law.law.norms.values() if norm.modality != Modality.SCOPE
        ]
        only_scope = formulas.without(day.law.reached, formulas.disjunction(deciding))
        outside = formulas.conjunction((day.law.verdicts[Verdict.NOT_REACHED], day.leaving))
        inside = formulas.conjunction((only_scope, day.leaving))
        asked = (("not reached", outside, Verdict.NOT_REACHED), ("scope alone", inside, Verdict.PERMITTED))
        settled = 0
        for kind, where, verdict in asked:
            for world in day.nearest(where, MOST_REGIONS) if day.encoding.possible(where) else ():
                yield day.finding(kind, (), (), world, verdict=verdict)
                if self._over():
                    break
            else:
                settled += 1
        self._settled("undecided", settled, len(asked))

    def _never_effective(self) -> Iterator[Finding]:
        """Yield the norms that no transfer of any day of their life brings into effect."""
        regime = self._day.law.law.regime
        waiting = {iri: norm for iri, norm in self.book.norms.items() if norm.regime == regime}
        count, unsettled = len(waiting), 0
        triggered: set[str] = set()
        days = self._days(waiting.values())
        for place, on in enumerate(days):
            own = [iri for iri, norm in waiting.items() if norm.validity.contains(on)]
            if not own:
                continue
            if self._over():
                settled = {iri: norm for iri, norm in waiting.items() if not self._lives(norm, days[place:])}
                unsettled, waiting = len(waiting) - len(settled), settled
                break
            day = self._day if on == self.on else _OneDay(self.book, self.regime, on)
            for iri in own:
                if day.encoding.possible(day.law.effective[iri]):
                    del waiting[iri]
                elif day.encoding.possible(day.law.triggered[iri]):
                    triggered.add(iri)
        self._settled("never effective", count - unsettled, count)
        for iri in sorted(waiting):
            yield Finding("always defeated" if iri in triggered else "never triggered", (iri,), self._defeating(iri))

    def _days(self, norms: Iterable[Norm]) -> list[datetime.date]:
        """Return the days from each of which the law is another, the day of the audit first, then the latest."""
        changes = {day for norm in norms for day in (norm.validity.start, norm.validity.end) if day is not None}
        changes |= {
            day
            for one in self.book.designations.values()
            for day in (one.validity.start, one.validity.end)
            if day is not None
        }
        return [self.on, *sorted(changes - {self.on}, reverse=True)]

    def _lives(self, norm: Norm, days: Sequence[datetime.date]) -> bool:
        return any(norm.validity.contains(day) for day in days)

    def _defeating(self, iri: str) -> tuple[str, ...]:
        return tuple(attack.prevailing for attack in self.book.attacks.attacks.get(iri, ()))[:4]

    def _redundant(self) -> Iterator[Finding]:
        """
        Yield the norms without which every verdict and every requirement would be the same.

        Norms of scope are not asked: they say by which rule a law applies, whatever else does.
        """
        law = self._day.law
        acting = (norm for norm in law.law.norms.values() if law.effective[norm.iri] != FALSE)
        norms = [norm for norm in acting if norm.modality != Modality.SCOPE]
        settled = 0
        for norm in norms:
            if self._over():
                break
            settled += 1
            differs = self._differing(law, without_norm(law, norm))
            if not self._day.encoding.possible(differs):
                inside = tuple(self._containing(norm))
                kind = "redundant" if norm.modality in ALARMING else REPEATED if inside else "redundant duty"
                yield Finding(kind, (norm.iri,), inside)
        self._settled("redundant", settled, len(norms))

    def _differing(self, one: GroundLaw, other: GroundLaw) -> Formula:
        formulas = self._day.formulas
        pairs = [*zip(one.verdicts.values(), other.verdicts.values(), strict=True)]
        for mine, theirs in ((one.needed, other.needed), (one.needed_before, other.needed_before)):
            pairs += [(mine[name], theirs[name]) for name in mine]
        needed = ((one.needed[name], one.satisfied[name], other.satisfied[name]) for name in one.needed)
        pairs += [(formulas.conjunction((where, a)), formulas.conjunction((where, b))) for where, a, b in needed]
        return formulas.disjunction(formulas.difference(a, b) for a, b in pairs if a != b)

    def _containing(self, norm: Norm) -> Iterator[str]:
        """Yield the norms that require the same wherever a norm does."""
        law = self._day.law
        for other in law.law.obligations:
            same = other.requires == norm.requires and other.iri != norm.iri
            if same and not self._day.encoding.possible(
                self._day.formulas.without(law.effective[norm.iri], law.effective[other.iri])
            ):
                yield other.iri

    def _unasked(self) -> Iterator[Finding]:
        """Yield the facts that the law reads, that are presumed, and for which there is no question."""
        read = conditions_read(self.book, [norm.condition for norm in self._day.law.law.norms.values()])
        props = {part.prop for part in read if isinstance(part, (Some, HasValue))}
        shapes = {prop: shape for prop in props if (shape := self.book.schema.shape(prop)) is not None}
        for prop, shape in sorted(shapes.items()):
            if not shape.asked and not shape.questions:
                yield Finding("unasked", (prop,))
        self._settled("unasked", len(shapes), len(shapes))


def by_kind(findings: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    """Return findings by their kind, in the order in which they were found."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.kind, []).append(finding)
    return found


def in_force(book: LawBook, on: datetime.date) -> list[str]:
    """Return the notations of the regimes of which some norm was in force on a day."""
    return [name for name in sorted(book.regimes) if snapshot_if_in_force(book, name, on) is not None]
