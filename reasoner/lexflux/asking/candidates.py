"""What could be asked of a decided transfer: what the verdict turns on, then by which way it may go, then the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lexflux.asking.state import COMPLETE, SAFEGUARDS, UNKNOWN, State, many
from lexflux.decision.combinations import find_combinations
from lexflux.decision.evaluation import Evaluation
from lexflux.decision.flows import LegDecision
from lexflux.decision.outcome import Decision, MissingFact
from lexflux.decision.presumptions import find_presumptions
from lexflux.decision.reach import joint
from lexflux.decision.statuses import NormStatus, RequirementStatus, TurnsOn, Verdict, severity
from lexflux.decision.unknown import OTHER
from lexflux.facts import context
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Due, Modality
from lexflux.terms import DATA_SET, SAFEGUARD_CLASS, TYPE

OPEN = (RequirementStatus.UNMET, RequirementStatus.UNKNOWN)
ASKED = (TurnsOn.VERDICT, TurnsOn.WAY)
Fact = tuple[str, str]
"""The path of a node and a property of it."""


@dataclass(slots=True)
class Candidate:
    """
    A fact that could be asked for, under all law that it concerns.

    ``values`` are the terms on which something turns, ``norms`` those for which it matters, ``regimes`` the laws of
    which it decides whether they apply, ``weight`` in how many laws and how often it decides.
    """

    path: str
    prop: str
    owner: str
    values: dict[str, None] = field(default_factory=dict)
    norms: dict[str, None] = field(default_factory=dict)
    regimes: list[str] = field(default_factory=list)
    weight: float = 0.0


def candidates(book: LawBook, found: LegDecision, state: State) -> Iterator[Candidate]:
    """
    Yield what could be asked for, the most decisive first.

    These are the facts on which the joint verdict turns, and whether a law that matters for it reaches the transfer;
    then those on which the mechanism turns; which safeguards are in place; and the presumptions on which the verdict
    rests.
    """
    for level in ASKED:
        yield from _missing(found, level)
    yield from _safeguards(book, found, state)
    yield from _presumed(found)


def can_change(found: LegDecision, own: Iterable[Verdict]) -> bool:
    """Return whether what one law leaves possible can be graver than the mildest that all together leave possible."""
    mildest = severity(found.possible[0])
    return any(severity(verdict) > mildest for verdict in own)


def _missing(found: LegDecision, level: TurnsOn) -> Iterator[Candidate]:
    """Yield the facts that are missing; those on which most laws turn first, then in the order of the answer."""
    known: dict[Fact, Candidate] = {}
    for decision in found.decisions:
        if level != TurnsOn.VERDICT or can_change(found, decision.possible):
            for fact in decision.missing:
                if fact.turns_on == level:
                    _add(known, decision.evaluation, fact)
    for other in found.others if level == TurnsOn.VERDICT else ():
        if can_change(found, other.possible):
            for fact in other.missing:
                _add(known, other.evaluation, fact).regimes.append(other.regime)
    yield from sorted(known.values(), key=lambda one: -one.weight)


def _add(known: dict[Fact, Candidate], evaluation: Evaluation, fact: MissingFact) -> Candidate:
    owner = evaluation.facts.nodes[fact.path].owner
    one = known.setdefault((fact.path, fact.prop), Candidate(fact.path, fact.prop, owner))
    one.values |= dict.fromkeys(fact.values)
    one.norms |= dict.fromkeys(fact.norms)
    one.weight += fact.decisiveness
    return one


def _safeguards(book: LawBook, found: LegDecision, state: State) -> Iterator[Candidate]:
    """Yield which of the safeguards are in place that would settle the verdict, unless the list is closed."""
    if SAFEGUARDS in (*many(state.tree.get(COMPLETE)), *many(state.tree.get(UNKNOWN))):
        return
    kinds = context.kinds(book, SAFEGUARD_CLASS)
    wanted: list[str] = []
    norms: dict[str, None] = {}
    for decision in found.decisions:
        needed = [one for one in decision.requirements if one.due == Due.BEFORE_TRANSFER and one.status in OPEN]
        effective = (finding.norm for finding in decision.with_status(NormStatus.EFFECTIVE))
        lifting = [norm for norm in effective if norm.modality == Modality.PROHIBITION and norm.lifted_by]
        wanted += [each for one in needed for each in (one.safeguard, *(other.safeguard for other in one.alternatives))]
        wanted += [str(norm.lifted_by) for norm in lifting]
        norms |= dict.fromkeys([*(norm for one in needed for norm in one.norms), *(norm.iri for norm in lifting)])
    offered = dict.fromkeys(kind for one in wanted for kind in kinds if _lies_in(book, kind, one))
    if offered:
        yield Candidate(SAFEGUARDS, TYPE, SAFEGUARD_CLASS, offered, norms)


def _lies_in(book: LawBook, kind: str, safeguard: str) -> bool:
    return not book.classes[kind].ancestors.isdisjoint({safeguard, *book.unions.get(safeguard, ())})


def _presumed(found: LegDecision) -> Iterator[Candidate]:
    """Yield the lists on whose being complete the verdict rests: one value more, or two together, would change it."""
    known: dict[Fact, Candidate] = {}
    for decision in found.decisions:
        for one in find_presumptions(decision):
            if _changes(found, decision, one.possible):
                for path in one.paths:
                    _of(known, decision, path, one.prop, [value for value in one.values if value != OTHER], one.norms)
    if not known:
        for decision in found.decisions:
            for together in find_combinations(decision):
                for path, prop, value in together.example:
                    _of(known, decision, path, prop, (value,), ())
    # Of a party fewer kinds matter than of data, and once they are told the others often do no longer.
    yield from sorted(known.values(), key=lambda one: one.owner == DATA_SET and one.prop == TYPE and not one.norms)


def _changes(found: LegDecision, decision: Decision, possible: Sequence[Verdict]) -> bool:
    """Return whether the joint verdict is another one if that under one law is."""
    decided = [one.possible for one in found.decisions if one is not decision]
    return set(joint([*decided, *(one.possible for one in found.others), possible])) != set(found.possible)


def _of(
    known: dict[Fact, Candidate],
    decision: Decision,
    path: str,
    prop: str,
    values: Iterable[str],
    norms: Iterable[str],
) -> None:
    node = decision.stated.nodes.get(path)
    if node is not None:
        one = known.setdefault((path, prop), Candidate(path, prop, node.owner))
        one.values |= dict.fromkeys(values)
        one.norms |= dict.fromkeys(norms)
