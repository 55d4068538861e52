"""The decision on a flow: each leg under the law of its exporter and under all law whose conditions the data carry."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lexflux.decision.all_law import AllLaw, Applied
from lexflux.decision.evaluation import Truth
from lexflux.decision.outcome import Decision
from lexflux.decision.reach import Reach, joint
from lexflux.decision.statuses import Verdict, settled, severity
from lexflux.facts.legs import Flow, Leg
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Norm
from lexflux.law.snapshot import regime_iri
from lexflux.terms import LF, RECEIVED_UNDER

CIRCUMSTANCE, EXPORTER, LOCATED_IN = LF + "circumstance", LF + "exporter", LF + "locatedIn"
ONWARD = LF + "OnwardTransferToThirdParty"
DATA_SET = LF + "DataSet"
NO_CONDITION = LF + "NoCondition"
ROOT = "transfer"

Conditions = Mapping[str, Truth]
"""Conditions of receipt, each with whether data are received under it."""


@dataclass(frozen=True, slots=True)
class LegDecision:
    """
    What is decided on one leg.

    ``law`` is what was asked; ``received`` are the conditions that its data bring from earlier legs, perhaps or for
    certain; ``not_encoded`` the places of its exporter whose law is not encoded; ``reaches`` is the other law that was
    found to reach it, or may.
    """

    law: AllLaw
    leg: Leg
    decisions: tuple[Decision, ...]
    received: Conditions
    not_encoded: tuple[str, ...]
    reaches: tuple[Reach, ...] = ()

    @property
    def others(self) -> tuple[Reach, ...]:
        """The law that may reach it, and under which it is not decided."""
        decided = {decision.regime for decision in self.decisions}
        return tuple(one for one in self.reaches if one.regime not in decided)

    @property
    def possible(self) -> tuple[Verdict, ...]:
        """The verdicts that all law together leaves possible, the mildest first."""
        return joint([*(one.possible for one in self.decisions), *(one.possible for one in self.others)])

    @property
    def verdict(self) -> Verdict:
        """The verdict of all law together; where that of the exporter's place is not encoded, at least undetermined."""
        found = settled(self.possible)
        return gravest([found, Verdict.UNDETERMINED]) if self.not_encoded or not self.decisions else found

    @property
    def others_may_ask_more(self) -> bool:
        """Whether law that may reach it would ask for more than nothing."""
        return any(not {*one.possible} <= {Verdict.NOT_REACHED, Verdict.PERMITTED} for one in self.others)

    @property
    def may_go(self) -> bool:
        """Whether the leg may go as it stands."""
        return self.verdict in (Verdict.NOT_REACHED, Verdict.PERMITTED)


@dataclass(frozen=True, slots=True)
class FlowDecision:
    """What is decided on the legs of a flow, in order."""

    flow: Flow
    legs: tuple[LegDecision, ...]

    @property
    def verdict(self) -> Verdict:
        """The gravest verdict on a leg."""
        return gravest(leg.verdict for leg in self.legs)

    def blocked_by(self, leg: LegDecision) -> list[LegDecision]:
        """Return the earlier legs by which the data come to this one and which may not go as they stand."""
        by_name = {one.leg.name: one for one in self.legs}
        found, name = [], leg.leg.continues
        while name is not None:
            found.append(by_name[name])
            name = by_name[name].leg.continues
        return [one for one in reversed(found) if not one.may_go]


def gravest(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the gravest of verdicts."""
    return max(verdicts, key=severity)


def decide_flow(
    book: LawBook,
    flow: Flow,
    regimes: Sequence[str] = (),
    on: datetime.date | None = None,
    readings: Mapping[str, str] | None = None,
    strict: bool = False,
) -> FlowDecision:
    """
    Decide each leg of a flow.

    Parameters
    ----------
    book
        The law book.
    flow
        The flow.
    regimes
        Notations of the regimes to ask; by default the law of each exporter's place, each regime whose conditions the
        data carry, and all other law that certainly reaches a leg.
    on
        Day whose law is applied; by default the date of each leg, which has one then.
    readings, strict
        As for `lexflux.decision.decide.decide`.

    Raises
    ------
    UnknownTermError, NoLawInForceError
        As `lexflux.decision.decide.decide`.
    """
    found: dict[str, LegDecision] = {}
    for leg in flow.legs:
        law = AllLaw(book, leg.facts.day_of_law(on), readings, strict)
        found[leg.name] = decide_leg(law, leg, found.get(leg.continues or ""), regimes)
    return FlowDecision(flow, tuple(found.values()))


def decide_leg(
    law: AllLaw,
    leg: Leg,
    before: LegDecision | None = None,
    regimes: Sequence[str] = (),
    reaches: Sequence[Reach] | None = None,
    received: Conditions | None = None,
) -> LegDecision:
    """
    Decide one leg.

    Parameters
    ----------
    law
        All law of the day.
    leg
        The leg.
    before
        What is decided on the leg that it continues.
    regimes
        Notations of those to ask; by default all that certainly reach it, and which may is told.
    reaches
        The law that reaches the leg or may, if that has been found before.
    received
        The conditions under which its exporter holds the data, if that has been found before.

    Raises
    ------
    UnknownTermError, NoLawInForceError
        As `lexflux.decision.decide.decide`.
    """
    if received is None:
        received = conditions_after(before) if before else {}
    book = law.book
    facts = with_conditions(book, _passed_on(leg), leg.carried, received)
    home, not_encoded = law_of_exporter(book, facts, law.on)
    asked = {regime_iri(book, one): None for one in regimes or (*home, *_regimes_of(book, received))}
    if reaches is None:
        reaches = () if regimes else law.find_reaches(facts, asked)
    asked |= {one.regime: None for one in reaches if one.is_certain}
    decisions = tuple(law.decide(facts, one) for one in asked)
    outside = () if regimes else not_encoded
    return LegDecision(law, replace(leg, facts=facts), decisions, received, outside, tuple(reaches))


def conditions_after(before: LegDecision) -> dict[str, Truth]:
    """Return the conditions under which the recipient of a leg holds the data: those they came with, and its own."""
    book, facts, found = before.law.book, before.leg.facts, dict(before.received)
    decided = {decision.regime: decision for decision in before.decisions}
    imposing: dict[str, list[str]] = {}
    for condition, norm in book.conditions_of_receipt.items():
        imposing.setdefault(book.norms[norm].regime, []).append(condition)
    for regime in sorted(imposing):
        known = decided.get(regime)
        own = Applied.of(known) if known else before.law.apply(facts, regime)
        for condition in imposing[regime]:
            norm_of = book.norms[book.conditions_of_receipt[condition]]
            imposed = _imposed(own, norm_of) if own and norm_of.iri in own.triggered else Truth.FALSE
            if imposed is Truth.TRUE or found.get(condition, Truth.FALSE) is Truth.FALSE:
                found[condition] = imposed
    return {condition: truth for condition, truth in sorted(found.items()) if truth is not Truth.FALSE}


def _imposed(law: Applied, norm: Norm) -> Truth:
    """Return whether a norm imposes its condition: it takes effect, or what it requires was agreed all the same."""
    evaluation, imposed = law.evaluation, [law.effective[norm.iri]]
    if norm.requires:
        agreed = evaluation.in_place(norm.requires)
        imposed.append(evaluation.diagrams.conjunction((law.triggered[norm.iri], agreed)))
    return evaluation.truth(evaluation.diagrams.disjunction(imposed))


def with_conditions(book: LawBook, facts: Facts, paths: Iterable[str], received: Conditions) -> Facts:
    """Return facts whose data sets at some paths are received under conditions, and perhaps under those not certain."""
    changed = {path: _received(book, facts.nodes[path], received) for path in paths}
    return Facts({**facts.nodes, **changed})


def _received(book: LawBook, node: NodeFacts, received: Conditions) -> NodeFacts:
    """Return a data set with the conditions it came with; where all are known, there are no others."""
    stated = tuple(value for value in node.values.get(RECEIVED_UNDER, ()) if value != NO_CONDITION or not received)
    certain = (condition for condition, truth in received.items() if truth is Truth.TRUE)
    values = tuple(dict.fromkeys((*stated, *certain)))
    others = {prop: found for prop, found in node.values.items() if prop != RECEIVED_UNDER}
    found = replace(node, values={**others, RECEIVED_UNDER: values} if values else others)
    if Truth.UNKNOWN in received.values():
        denied = frozenset(book.conditions_of_receipt) - frozenset(received)
        denied |= node.denied.get(RECEIVED_UNDER, frozenset())
        unknown, denials = node.unknown | {RECEIVED_UNDER}, {**node.denied, RECEIVED_UNDER: denied.difference(values)}
        return replace(found, unknown=unknown, denied=denials, complete=node.complete - {RECEIVED_UNDER})
    # How the first exporter got the data is still asked for, or presumed, where the description does not say it.
    said = RECEIVED_UNDER in (*node.values, *node.complete) and RECEIVED_UNDER not in node.unknown
    return replace(found, complete=node.complete | {RECEIVED_UNDER}) if said else found


def received_freely(facts: Facts) -> Facts:
    """Return facts whose data sets came to the exporter under no condition, unless something is stated of that."""
    free = {
        path: replace(node, values={**node.values, RECEIVED_UNDER: (NO_CONDITION,)})
        for path, node in facts.nodes.items()
        if node.owner == DATA_SET and RECEIVED_UNDER not in node.values and RECEIVED_UNDER not in node.unknown
    }
    return Facts({**facts.nodes, **free})


def _passed_on(leg: Leg) -> Facts:
    """Return the facts of a leg, of which the recipient passes the data on if another leg continues it."""
    node = leg.facts.nodes[ROOT]
    stated = node.values.get(CIRCUMSTANCE, ())
    if not leg.passed_on or ONWARD in (*stated, *node.denied.get(CIRCUMSTANCE, ())):
        return leg.facts
    changed = replace(node, values={**node.values, CIRCUMSTANCE: (*stated, ONWARD)})
    return Facts({**leg.facts.nodes, ROOT: changed})


def places_of_exporter(facts: Facts) -> list[str]:
    """Return where the exporter is stated to be."""
    exporters = [facts.nodes[str(path)] for path in facts.nodes[ROOT].values.get(EXPORTER, ())]
    return [str(place) for node in exporters for place in node.values.get(LOCATED_IN, ())]


def law_of_exporter(book: LawBook, facts: Facts, day: datetime.date) -> tuple[list[str], tuple[str, ...]]:
    """Return the regimes that are the law of the exporter's place, and the places whose law is not encoded."""
    places = places_of_exporter(facts)
    regimes = sorted({regime for place in places for regime in book.regimes_of(place, day)})
    return regimes, tuple(place for place in places if not book.regimes_of(place, day))


def _regimes_of(book: LawBook, received: Conditions) -> list[str]:
    """Return the notations of the regimes to which conditions of receipt belong."""
    notations = {iri: notation for notation, iri in book.regimes.items()}
    return sorted({notations[book.norms[book.conditions_of_receipt[condition]].regime] for condition in received})
