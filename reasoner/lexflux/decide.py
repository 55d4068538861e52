"""From facts to a verdict: triggered norms, what defeats them, what they require, and what is missing."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lexflux.conditions import Named, Some
from lexflux.diagram import Node
from lexflux.errors import NoLawInForceError, UnknownTermError, did_you_mean
from lexflux.evaluate import Evaluation, Truth, UnknownFact
from lexflux.facts import Facts, NodeFacts
from lexflux.lawbook import LawBook
from lexflux.norms import Gap, Norm, ValidityPeriod
from lexflux.precedence import Attack
from lexflux.terms import ISSUED_ON, LF, SAFEGUARD, local

OBLIGATION = LF + "Obligation"
PROHIBITION = LF + "Prohibition"
PERMISSION = LF + "Permission"
EXEMPTION = LF + "Exemption"

NOT_REACHED = LF + "NotReached"
PERMITTED = LF + "Permitted"
CONDITIONAL = LF + "Conditional"
PROHIBITED = LF + "Prohibited"
UNDETERMINED = LF + "Undetermined"
VERDICTS = (NOT_REACHED, PERMITTED, CONDITIONAL, PROHIBITED)

EFFECTIVE = LF + "Effective"
DEFEATED = LF + "Defeated"
UNSETTLED = LF + "Unsettled"
NOT_TRIGGERED = LF + "NotTriggered"

MET = LF + "Met"
UNMET = LF + "Unmet"
STATUS_UNKNOWN = LF + "StatusUnknown"

DUES = (LF + "BeforeTransfer", LF + "Throughout", LF + "AfterTransfer")
HAS_VALUE, SAID_UNKNOWN, NOT_ASKED = LF + "HasValue", LF + "SaidUnknown", LF + "NotAsked"
READ = LF + "Read"
VERDICT_TURNS, CONDITIONS_TURN, DUTIES_TURN = range(3)


@dataclass(frozen=True, slots=True)
class NormFinding:
    """What one norm says about the transfer: its status, and the effective or possible norms that attack it."""

    norm: Norm
    status: str
    triggered: Node
    effective: Node
    attacks: tuple[Attack, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """A safeguard that a permission accepts in place of the required one."""

    norm: str
    safeguard: str
    in_place: bool


@dataclass(frozen=True, slots=True)
class Requirement:
    """A safeguard that norms demand, when, whether it is there, and what may stand in its place."""

    safeguard: str
    due: str
    status: str
    certain: bool
    norms: tuple[str, ...]
    met_by: tuple[str, ...]
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class MissingFact:
    """
    A fact that could still change the outcome, and the norms that make it matter.

    ``turns_on`` says what it can change: the verdict, else the conditions of the transfer, else only later duties.
    ``decisiveness`` is the share of completions of the other facts in which it does.
    """

    path: str
    prop: str
    state: str
    decisiveness: float
    turns_on: int
    norms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenPointFinding:
    """An open point of law on which the outcome depends, and the verdicts that each reading leaves possible."""

    point: str
    verdicts: Mapping[str, tuple[str, ...]]
    requirements: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Clash:
    """
    Two effective norms that cannot both be followed, with no precedence between them.

    A prohibition clashes with a permission of the transfer itself (one that is not about the choice of a safeguard), and two
    obligations clash whose required safeguards exclude each other (``owl:disjointWith``).
    """

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Expired:
    """A stated safeguard that does not count on the day of the decision, and the last moment it did or the first it will."""

    path: str
    safeguard: str
    until: datetime.date
    period: str | None


@dataclass(frozen=True)
class Decision:
    """What the law of one regime says about one transfer on one day; ``facts`` are the stated ones without expired safeguards."""

    regime: str
    on: datetime.date
    stated: Facts
    facts: Facts
    readings: Mapping[str, str]
    verdict: str
    possible: tuple[str, ...]
    findings: Mapping[str, NormFinding]
    requirements: tuple[Requirement, ...]
    missing: tuple[MissingFact, ...]
    open_points: tuple[OpenPointFinding, ...]
    gaps: tuple[tuple[Gap, bool], ...]
    clashes: tuple[Clash, ...]
    expired: tuple[Expired, ...]
    evaluation: Evaluation

    def with_status(self, *statuses: str) -> list[NormFinding]:
        """Return the findings with one of the given statuses, in the order of the norms' IRIs."""
        return [finding for _, finding in sorted(self.findings.items()) if finding.status in statuses]

    @property
    def exemptions(self) -> list[NormFinding]:
        """The effective exemptions."""
        return [finding for finding in self.with_status(EFFECTIVE) if finding.norm.modality == EXEMPTION]

    @property
    def less_than_read(self) -> list[str]:
        """The provisions behind effective or unsettled norms that were not read in the original."""
        stated = {iri for finding in self.with_status(EFFECTIVE, UNSETTLED) for iri in finding.norm.stated_in}
        return sorted(iri for iri in stated if self.evaluation.book.provisions[iri].confidence != READ)


def regime_iri(book: LawBook, name: str) -> str:
    """Return the IRI of the regime with this notation (``cn``)."""
    if name in book.regimes:
        return book.regimes[name]
    hint = did_you_mean(name, book.regimes)
    known = ", ".join(sorted(book.regimes))
    raise UnknownTermError(f"Unknown regime '{name}'. Known: {known}.{hint[0]}", f"未知制度“{name}”。已知：{known}。{hint[1]}")


def check_readings(book: LawBook, readings: Mapping[str, str]) -> dict[str, str]:
    """Return readings by IRI from local names, refusing unknown ones."""
    points = {local(iri): iri for iri in book.open_points}
    chosen = {}
    for name, reading in readings.items():
        point = points.get(local(name))
        options = {local(iri): iri for iri in book.open_points[point].readings} if point else {}
        if point is None or local(reading) not in options:
            word, known = (name, points) if point is None else (reading, options)
            hint = did_you_mean(local(word), known)
            listed = ", ".join(sorted(known))
            raise UnknownTermError(f"Unknown reading '{word}'. Known: {listed}.{hint[0]}", f"未知解读“{word}”。已知：{listed}。{hint[1]}")
        chosen[point] = options[local(reading)]
    return chosen


def decide(book: LawBook, facts: Facts, regime: str, on: datetime.date, readings: Mapping[str, str] | None = None) -> Decision:
    """
    Decide one transfer under one regime as its law stood on one day.

    Parameters
    ----------
    book
        The law book.
    facts
        The facts of the transfer; what is unknown stays unknown.
    regime
        Notation of the regime, such as ``cn``.
    on
        Day whose law is applied. There is no default, so that no answer depends on today.
    readings
        Chosen readings of open points by local name; an open point that is not chosen stays open.

    Raises
    ------
    UnknownTermError
        If the regime or a reading does not exist.
    NoLawInForceError
        If no norm of the regime was in force on that day.
    """
    return _Decider(book, facts, regime, on, check_readings(book, readings or {})).decide()


class _Decider:
    def __init__(self, book: LawBook, facts: Facts, regime: str, on: datetime.date, readings: Mapping[str, str]) -> None:
        self.book = book
        self.regime = regime_iri(book, regime)
        self.on = on
        self.readings = readings
        self.norms = {iri: norm for iri, norm in book.norms.items() if norm.regime == self.regime and norm.validity.contains(on)}
        if not self.norms:
            raise self._no_law()
        self.stated = facts
        self.facts, self.expired = self._drop_expired(facts)
        self.evaluation = Evaluation(book, self.facts, readings)
        self.diagrams = self.evaluation.diagrams
        self.triggered: dict[str, Node] = {}
        self.effective: dict[str, Node] = {}
        self._met: dict[str, Node] = {}

    def _no_law(self) -> NoLawInForceError:
        starts = [norm.validity.start for norm in self.book.norms.values() if norm.regime == self.regime and norm.validity.start]
        first = min(starts, default=None)
        name = self.book.label(self.regime, "en")
        return NoLawInForceError(
            f"No norm of {name} on data transfers is in force on {self.on}. The first in this law book applies from {first}. Choose a later day.",
            f"{self.on} 当日，{self.book.label(self.regime, 'zh')}尚无有效的数据传输规范。本知识库最早的规范自 {first} 起适用。请选择更晚的日期。",
        )

    def _drop_expired(self, facts: Facts) -> tuple[Facts, tuple[Expired, ...]]:
        transfer = facts.nodes["transfer"]
        kept, expired = [], []
        for path in transfer.values.get(SAFEGUARD, ()):
            node = facts.nodes[str(path)]
            found = self._expiry(node)
            if found is None:
                kept.append(path)
            else:
                expired.append(found)
        if not expired:
            return facts, ()
        values = {**transfer.values, SAFEGUARD: tuple(kept)}
        return Facts({**facts.nodes, "transfer": replace(transfer, values=values)}), tuple(expired)

    def _expiry(self, node: NodeFacts) -> Expired | None:
        issued = next(iter(node.values.get(ISSUED_ON, ())), None)
        kind = min(node.kinds, default="")
        if not isinstance(issued, datetime.date):
            return None
        if issued > self.on:
            return Expired(node.path, kind, issued, None)
        for period in self.book.periods.values():
            if period.safeguard in node.types and period.validity.contains(self.on):
                end = _after(issued, period)
                if end <= self.on:
                    return Expired(node.path, kind, end, period.iri)
        return None

    def decide(self) -> Decision:
        for iri in self.book.attacks.order:
            norm = self.norms.get(iri)
            if norm is not None:
                self.triggered[iri] = self.evaluation.holds(norm.condition)
                attackers = [self.diagrams.negation(self.effective[attack.prevailing]) for attack in self._attacks(iri)]
                self.effective[iri] = self.diagrams.conjunction([self.triggered[iri], *attackers])
        findings = {iri: self._finding(iri) for iri in self.norms}
        verdict = self._verdict_diagram()
        values = self.diagrams.terminals(verdict)
        possible = tuple(value for value in VERDICTS if value in values)
        requirements = self._requirements()
        return Decision(
            regime=self.regime,
            on=self.on,
            stated=self.stated,
            facts=self.facts,
            readings=self.readings,
            verdict=possible[0] if len(possible) == 1 else UNDETERMINED,
            possible=possible,
            findings=findings,
            requirements=tuple(requirement for requirement, _ in requirements),
            missing=self._missing(verdict, requirements),
            open_points=self._open_points(verdict, requirements),
            gaps=self._gaps(),
            clashes=self._clashes(findings),
            expired=self.expired,
            evaluation=self.evaluation,
        )

    def _attacks(self, iri: str) -> Iterable[Attack]:
        return (attack for attack in self.book.attacks.attacks.get(iri, ()) if attack.prevailing in self.norms)

    def _finding(self, iri: str) -> NormFinding:
        triggered, effective = self.triggered[iri], self.effective[iri]
        false, true = self.diagrams.false, self.diagrams.true
        if triggered == false:
            status = NOT_TRIGGERED
        elif effective == true:
            status = EFFECTIVE
        elif effective == false and triggered == true:
            status = DEFEATED
        else:
            status = NOT_TRIGGERED if effective == false else UNSETTLED
        attacks = tuple(attack for attack in self._attacks(iri) if triggered != false and self.effective[attack.prevailing] != false)
        return NormFinding(self.norms[iri], DEFEATED if status == NOT_TRIGGERED and attacks else status, triggered, effective, attacks)

    def _with_modality(self, modality: str) -> list[Norm]:
        return [norm for norm in self.norms.values() if norm.modality == modality]

    def _met_by(self, safeguard: str) -> Node:
        found = self._met.get(safeguard)
        if found is None:
            found = self._met[safeguard] = self.evaluation.holds(Some(SAFEGUARD, Named(safeguard)))
        return found

    def _satisfied(self, safeguard: str) -> Node:
        """Return where the required safeguard is in place, or one that an effective permission accepts for it."""
        accepted = [
            self.diagrams.conjunction((self.effective[norm.iri], self._met_by(norm.permits)))
            for norm in self._with_modality(PERMISSION)
            if norm.in_place_of == safeguard and norm.permits
        ]
        return self.diagrams.disjunction([self._met_by(safeguard), *accepted])

    def _verdict_diagram(self) -> Node:
        diagrams = self.diagrams
        reached = diagrams.disjunction(self.effective[iri] for iri in self.norms)
        prohibited = diagrams.disjunction(self.effective[norm.iri] for norm in self._with_modality(PROHIBITION))
        lacking = diagrams.disjunction(
            diagrams.conjunction((self.effective[norm.iri], diagrams.negation(self._satisfied(norm.requires))))
            for norm in self._with_modality(OBLIGATION)
            if norm.requires and norm.due == DUES[0]
        )
        return diagrams.apply("verdict", _verdict, (reached, prohibited, lacking))

    def _requirements(self) -> list[tuple[Requirement, Node]]:
        grouped: dict[str, list[Norm]] = {}
        for norm in self._with_modality(OBLIGATION):
            if norm.requires and self.effective[norm.iri] != self.diagrams.false:
                grouped.setdefault(norm.requires, []).append(norm)
        found = [self._requirement(safeguard, sorted(norms, key=lambda norm: norm.iri)) for safeguard, norms in grouped.items()]
        order = {STATUS_UNKNOWN: 1, UNMET: 0, MET: 2}
        return sorted(found, key=lambda pair: (DUES.index(pair[0].due), order[pair[0].status], pair[0].safeguard))

    def _requirement(self, safeguard: str, norms: list[Norm]) -> tuple[Requirement, Node]:
        diagrams = self.diagrams
        needed = diagrams.disjunction(self.effective[norm.iri] for norm in norms)
        satisfied = self._satisfied(safeguard)
        certain = needed == diagrams.true
        if satisfied == diagrams.true:
            status = MET
        else:
            status = UNMET if satisfied == diagrams.false and certain else STATUS_UNKNOWN
        alternatives = tuple(
            Alternative(norm.iri, norm.permits, self._met_by(norm.permits) == diagrams.true)
            for norm in sorted(self._with_modality(PERMISSION), key=lambda norm: norm.iri)
            if norm.in_place_of == safeguard and norm.permits and self.effective[norm.iri] != diagrams.false
        )
        paths = tuple(
            str(path) for path in self.facts.nodes["transfer"].values.get(SAFEGUARD, ()) if self.evaluation.holds(Named(safeguard), path) == diagrams.true
        )
        dues = [norm.due for norm in norms if norm.due in DUES]
        due = min(dues, key=DUES.index, default=DUES[0])
        turns_on = diagrams.conjunction((needed, diagrams.negation(satisfied)))
        return Requirement(safeguard, due, status, certain, tuple(norm.iri for norm in norms), paths, alternatives), turns_on

    def _missing(self, verdict: Node, requirements: list[tuple[Requirement, Node]]) -> tuple[MissingFact, ...]:
        before = [node for requirement, node in requirements if requirement.due == DUES[0]]
        later = [node for requirement, node in requirements if requirement.due != DUES[0]]
        norms_by_fact = self._norms_by_fact()
        found: dict[tuple[str, str], MissingFact] = {}
        for turns_on, nodes in ((VERDICT_TURNS, [verdict]), (CONDITIONS_TURN, before), (DUTIES_TURN, later)):
            outcome = self.diagrams.apply("outcome", lambda *values: values, nodes) if nodes else self.diagrams.true
            for fact in self.diagrams.support(outcome):
                if isinstance(fact, UnknownFact) and fact.prop not in self.book.open_points:
                    state = SAID_UNKNOWN if fact.prop in self.facts.nodes[fact.path].unknown else NOT_ASKED
                    weight = self.diagrams.influence(outcome, fact)
                    one = MissingFact(fact.path, fact.prop, state, weight, turns_on, norms_by_fact.get(fact, ()))
                    found.setdefault((fact.path, fact.prop), one)
        return tuple(sorted(found.values(), key=self._rank))

    def _rank(self, fact: MissingFact) -> tuple[int, float, int, str]:
        known = self.book.schema.fact(fact.prop)
        return (fact.turns_on, -fact.decisiveness, known.order if known else 0, fact.path)

    def _norms_by_fact(self) -> dict[UnknownFact, tuple[str, ...]]:
        weight = {PROHIBITION: 0, OBLIGATION: 1, EXEMPTION: 2, PERMISSION: 3}
        found: dict[UnknownFact, list[Norm]] = {}
        for norm in self.norms.values():
            if self.effective[norm.iri] != self.diagrams.false:
                for fact in self.diagrams.support(self.triggered[norm.iri]):
                    if isinstance(fact, UnknownFact):
                        found.setdefault(fact, []).append(norm)
        return {
            fact: tuple(norm.iri for norm in sorted(norms, key=lambda norm: (weight.get(norm.modality, 4), DUES.index(norm.due) if norm.due else 0, norm.iri)))
            for fact, norms in found.items()
        }

    def _open_points(self, verdict: Node, requirements: list[tuple[Requirement, Node]]) -> tuple[OpenPointFinding, ...]:
        nodes = [verdict, *(node for _, node in requirements)]
        touched = dict.fromkeys(
            fact for node in nodes for fact in self.diagrams.support(node) if isinstance(fact, UnknownFact) and fact.prop in self.book.open_points
        )
        return tuple(self._open_point(fact, verdict, requirements) for fact in touched)

    def _open_point(self, fact: UnknownFact, verdict: Node, requirements: list[tuple[Requirement, Node]]) -> OpenPointFinding:
        verdicts, needed = {}, {}
        for cell, reading in enumerate(self.evaluation.cells[fact].representatives):
            values = self.diagrams.terminals(self.diagrams.restrict(verdict, fact, cell))
            verdicts[str(reading)] = tuple(value for value in VERDICTS if value in values)
            needed[str(reading)] = tuple(
                requirement.safeguard
                for requirement, node in requirements
                if fact in self.diagrams.support(node) and self.diagrams.restrict(node, fact, cell) != self.diagrams.false
            )
        return OpenPointFinding(fact.prop, verdicts, needed)

    def _gaps(self) -> tuple[tuple[Gap, bool], ...]:
        found = []
        for _, gap in sorted(self.book.gaps.items()):
            if gap.regime == self.regime and gap.validity.contains(self.on):
                touched = self.evaluation.truth(self.evaluation.holds(gap.condition))
                if touched is not Truth.FALSE:
                    found.append((gap, touched is Truth.TRUE))
        return tuple(found)

    def _clashes(self, findings: Mapping[str, NormFinding]) -> tuple[Clash, ...]:
        effective = [finding.norm for _, finding in sorted(findings.items()) if finding.status == EFFECTIVE]
        forbidding = [norm for norm in effective if norm.modality == PROHIBITION]
        allowing = [norm for norm in effective if norm.modality == PERMISSION and not norm.permits]
        found = [Clash(forbids.iri, allows.iri) for forbids in forbidding for allows in allowing]
        requiring = [norm for norm in effective if norm.modality == OBLIGATION and norm.requires]
        for index, one in enumerate(requiring):
            for other in requiring[index + 1 :]:
                if frozenset((str(one.requires), str(other.requires))) in self.book.disjoint:
                    found.append(Clash(one.iri, other.iri))
        return tuple(found)


def _verdict(reached: bool, prohibited: bool, lacking: bool) -> str:
    if not reached:
        return NOT_REACHED
    if prohibited:
        return PROHIBITED
    return CONDITIONAL if lacking else PERMITTED


def _after(start: datetime.date, period: ValidityPeriod) -> datetime.date:
    """Return the day that lies a period after ``start``, the last of the month where the day does not exist."""
    months = start.month - 1 + period.months + 12 * (start.year + period.years)
    year, month = divmod(months, 12)
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    return datetime.date(year, month + 1, day) + datetime.timedelta(days=period.days)
