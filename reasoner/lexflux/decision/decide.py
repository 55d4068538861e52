"""From facts to a verdict: triggered norms, what defeats them, what they require, and what is missing."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping
from dataclasses import replace

from lexflux.decision.diagram import Node
from lexflux.decision.evaluation import Evaluation, Truth, UnknownFact
from lexflux.decision.outcome import (
    CONDITIONAL,
    CONDITIONS_TURN,
    DEFEATED,
    DUES,
    DUTIES_TURN,
    EFFECTIVE,
    EXEMPTION,
    MET,
    NOT_ASKED,
    NOT_REACHED,
    NOT_TRIGGERED,
    PERMITTED,
    PROHIBITED,
    SAID_UNKNOWN,
    STATUS_UNKNOWN,
    UNDETERMINED,
    UNMET,
    UNSETTLED,
    VERDICT_TURNS,
    VERDICTS,
    Alternative,
    Clash,
    Decision,
    Expired,
    MissingFact,
    NormFinding,
    OpenPointFinding,
    Requirement,
)
from lexflux.errors import NoLawInForceError, UnknownTermError, did_you_mean
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.conditions import Named, Some
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Gap, Norm, ValidityPeriod
from lexflux.law.snapshot import OBLIGATION, PERMISSION, PROHIBITION, snapshot
from lexflux.terms import ISSUED_ON, SAFEGUARD, local


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
            raise UnknownTermError("unknown reading", name=word, known=listed, hint=hint)
        chosen[point] = options[local(reading)]
    return chosen


def decide(
    book: LawBook, facts: Facts, regime: str, on: datetime.date, readings: Mapping[str, str] | None = None
) -> Decision:
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


def decide_if_in_force(book: LawBook, facts: Facts, regime: str, on: datetime.date) -> Decision | None:
    """Decide as `decide`, or return None where no norm of the regime was in force on the day."""
    try:
        return decide(book, facts, regime, on)
    except NoLawInForceError:
        return None


class _Decider:
    def __init__(
        self, book: LawBook, facts: Facts, regime: str, on: datetime.date, readings: Mapping[str, str]
    ) -> None:
        self.book = book
        self.law = snapshot(book, regime, on)
        self.on = on
        self.readings = readings
        self.stated = facts
        self.facts, self.expired = self._drop_expired(facts)
        self.evaluation = Evaluation(book, self.facts, readings, self.law.designated)
        self.diagrams = self.evaluation.diagrams
        self.triggered: dict[str, Node] = {}
        self.effective: dict[str, Node] = {}
        self._met: dict[str, Node] = {}

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
        for period in self.law.periods:
            if period.safeguard in node.types:
                end = _after(issued, period)
                if end < self.on:
                    return Expired(node.path, kind, end, period.iri)
        return None

    def decide(self) -> Decision:
        for iri, norm in self.law.norms.items():
            triggered = self.triggered[iri] = self.evaluation.holds(norm.condition)
            if triggered != self.diagrams.false:
                attackers = (
                    self.diagrams.negation(self.effective[attack.prevailing]) for attack in self.law.attacks[iri]
                )
                triggered = self.diagrams.conjunction((triggered, *attackers))
            self.effective[iri] = triggered
        findings = {iri: self._finding(iri) for iri in self.law.norms}
        verdict = self._verdict_diagram()
        values = self.diagrams.terminals(verdict)
        possible = tuple(value for value in VERDICTS if value in values)
        requirements = self._requirements()
        return Decision(
            regime=self.law.regime,
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
        attacks = tuple(
            attack
            for attack in self.law.attacks[iri]
            if triggered != false and self.effective[attack.prevailing] != false
        )
        return NormFinding(
            self.law.norms[iri],
            DEFEATED if status == NOT_TRIGGERED and attacks else status,
            triggered,
            effective,
            attacks,
        )

    def _met_by(self, safeguard: str) -> Node:
        found = self._met.get(safeguard)
        if found is None:
            found = self._met[safeguard] = self.evaluation.holds(Some(SAFEGUARD, Named(safeguard)))
        return found

    def _satisfied(self, safeguard: str) -> Node:
        """Return where the required safeguard is in place, or one that an effective permission accepts for it."""
        accepted = [
            self.diagrams.conjunction((self.effective[norm.iri], self._met_by(norm.permits)))
            for norm in self.law.substitutes.get(safeguard, ())
            if norm.permits
        ]
        return self.diagrams.disjunction([self._met_by(safeguard), *accepted])

    def _verdict_diagram(self) -> Node:
        diagrams = self.diagrams
        reached = diagrams.disjunction(self.effective[iri] for iri in self.law.norms)
        prohibited = diagrams.disjunction(self.effective[norm.iri] for norm in self.law.prohibitions)
        lacking = diagrams.disjunction(
            diagrams.conjunction((self.effective[norm.iri], diagrams.negation(self._satisfied(norm.requires))))
            for norm in self.law.obligations
            if norm.requires and norm.due == DUES[0]
        )
        return diagrams.apply("verdict", _verdict, (reached, prohibited, lacking))

    def _requirements(self) -> list[tuple[Requirement, Node]]:
        grouped: dict[str, list[Norm]] = {}
        for norm in self.law.obligations:
            if norm.requires and self.effective[norm.iri] != self.diagrams.false:
                grouped.setdefault(norm.requires, []).append(norm)
        found = [
            self._requirement(safeguard, sorted(norms, key=lambda norm: norm.iri))
            for safeguard, norms in grouped.items()
        ]
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
            for norm in self.law.substitutes.get(safeguard, ())
            if norm.permits and self.effective[norm.iri] != diagrams.false
        )
        paths = tuple(
            str(path)
            for path in self.facts.nodes["transfer"].values.get(SAFEGUARD, ())
            if self.evaluation.holds(Named(safeguard), path) == diagrams.true
        )
        dues = [norm.due for norm in norms if norm.due in DUES]
        due = min(dues, key=DUES.index, default=DUES[0])
        turns_on = diagrams.conjunction((needed, diagrams.negation(satisfied)))
        return Requirement(
            safeguard, due, status, certain, tuple(norm.iri for norm in norms), paths, alternatives
        ), turns_on

    def _missing(self, verdict: Node, requirements: list[tuple[Requirement, Node]]) -> tuple[MissingFact, ...]:
        before = [node for requirement, node in requirements if requirement.due == DUES[0]]
        later = [node for requirement, node in requirements if requirement.due != DUES[0]]
        norms_by_fact = self._norms_by_fact()
        found: dict[tuple[str, str], MissingFact] = {}
        for turns_on, nodes in ((VERDICT_TURNS, [verdict]), (CONDITIONS_TURN, before), (DUTIES_TURN, later)):
            for fact, weight in self._weights(nodes).items():
                state = SAID_UNKNOWN if fact.prop in self.facts.nodes[fact.path].unknown else NOT_ASKED
                one = MissingFact(fact.path, fact.prop, state, weight, turns_on, norms_by_fact.get(fact, ()))
                found.setdefault((fact.path, fact.prop), one)
        return tuple(sorted(found.values(), key=self._rank))

    def _weights(self, nodes: list[Node]) -> dict[UnknownFact, float]:
        """
        Return the unknown facts on which some of ``nodes`` depends, each with its greatest influence on one of them.

        Of a many-valued fact that is said to be unknown, one test for each node stands for all.
        """
        weights: dict[UnknownFact, float] = {}
        for node in dict.fromkeys(nodes):
            tests: dict[tuple[str, str], UnknownFact] = {}
            for fact in self.diagrams.support(node):
                if isinstance(fact, UnknownFact) and fact.prop not in self.book.open_points:
                    tests.setdefault((fact.path, fact.prop), fact)
            for fact in tests.values():
                weights[fact] = max(weights.get(fact, 0.0), self.diagrams.influence(node, fact))
        return weights

    def _rank(self, fact: MissingFact) -> tuple[int, float, int, str]:
        known = self.book.schema.shape(fact.prop)
        return (fact.turns_on, -fact.decisiveness, known.order if known else 0, fact.path)

    def _norms_by_fact(self) -> dict[UnknownFact, tuple[str, ...]]:
        weight = {PROHIBITION: 0, OBLIGATION: 1, EXEMPTION: 2, PERMISSION: 3}
        found: dict[UnknownFact, list[Norm]] = {}
        for norm in self.law.norms.values():
            if self.effective[norm.iri] != self.diagrams.false:
                for fact in self.diagrams.support(self.triggered[norm.iri]):
                    if isinstance(fact, UnknownFact):
                        found.setdefault(fact, []).append(norm)
        return {
            fact: tuple(
                norm.iri
                for norm in sorted(
                    norms,
                    key=lambda norm: (weight.get(norm.modality, 4), DUES.index(norm.due) if norm.due else 0, norm.iri),
                )
            )
            for fact, norms in found.items()
        }

    def _open_points(self, verdict: Node, requirements: list[tuple[Requirement, Node]]) -> tuple[OpenPointFinding, ...]:
        nodes = [verdict, *(node for _, node in requirements)]
        touched = dict.fromkeys(
            fact
            for node in nodes
            for fact in self.diagrams.support(node)
            if isinstance(fact, UnknownFact) and fact.prop in self.book.open_points
        )
        return tuple(self._open_point(fact, verdict, requirements) for fact in touched)

    def _open_point(
        self, fact: UnknownFact, verdict: Node, requirements: list[tuple[Requirement, Node]]
    ) -> OpenPointFinding:
        verdicts, needed = {}, {}
        for cell, reading in enumerate(self.evaluation.cells[fact].representatives):
            values = self.diagrams.terminals(self.diagrams.restrict(verdict, fact, cell))
            verdicts[str(reading)] = tuple(value for value in VERDICTS if value in values)
            needed[str(reading)] = tuple(
                requirement.safeguard
                for requirement, node in requirements
                if fact in self.diagrams.support(node)
                and self.diagrams.restrict(node, fact, cell) != self.diagrams.false
            )
        return OpenPointFinding(fact.prop, verdicts, needed)

    def _gaps(self) -> tuple[tuple[Gap, bool], ...]:
        found = []
        for gap in self.law.gaps:
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
