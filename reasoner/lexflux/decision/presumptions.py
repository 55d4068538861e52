"""What an answer presumes: what nobody stated, is taken not to be the case, and would change the outcome if it were.

Every such value is tried at once, each in a lane of its own (`lexflux.decision.lanes`); `exact` decides again where the
lanes may be too wide.
"""

from __future__ import annotations

import operator
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from lexflux.decision.decide import decide
from lexflux.decision.evaluation import Truth
from lexflux.decision.lanes import Addition, LaneEvaluation, Lanes, negation
from lexflux.decision.outcome import Decision
from lexflux.decision.statuses import ALL_CLEAR, NormStatus, Verdict, leaves_open, rank, severity
from lexflux.decision.unknown import OTHER
from lexflux.facts.silence import Standing
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.norms import Due, Modality, Norm
from lexflux.remembering import once
from lexflux.terms import LF, SAFEGUARD, TRANSFER, TYPE, local

DESCRIBED = frozenset({TRANSFER, LF + "Organisation", LF + "DataSet"})
SETTLED = {NormStatus.EFFECTIVE: Truth.TRUE, NormStatus.UNSETTLED: Truth.UNKNOWN}
TELLING = (Modality.PROHIBITION, Modality.OBLIGATION, Modality.EXEMPTION, Modality.PERMISSION, Modality.SCOPE)


@dataclass(frozen=True, slots=True)
class Presumption:
    """
    Values of one property, presumed not to be the case, each of which would change the outcome alike.

    ``paths`` are the nodes of which one of ``values`` would do that. ``possible`` are the verdicts if it were the case,
    ``norms`` those that would then take effect, the most telling first, ``requires`` what would then be required and is
    not in place. ``helps`` says that the outcome would be milder.
    """

    paths: tuple[str, ...]
    prop: str
    values: tuple[str, ...]
    possible: tuple[Verdict, ...]
    norms: tuple[str, ...]
    requires: tuple[str, ...]
    helps: bool


@dataclass(frozen=True, slots=True)
class Change:
    """How the outcome differs if one value is added; fields as in `Presumption`."""

    possible: tuple[Verdict, ...]
    norms: tuple[str, ...]
    requires: tuple[str, ...]
    helps: bool


@once
def find_presumptions(decision: Decision) -> tuple[Presumption, ...]:
    """
    Return the presumptions on which verdict or requirements of a decision turn, the gravest first.

    Values are put together if they lead to the same verdicts through the same norm; what leaves a transfer that may go
    already free to go, with nothing more required, is left out.
    """
    additions = list(_additions(decision))
    if not additions:
        return ()
    outcomes = _Outcomes(decision, LaneEvaluation(decision, additions))
    grouped: dict[tuple[Hashable, ...], list[tuple[Addition, Change]]] = {}
    for lane, addition in enumerate(additions):
        change = outcomes.change(lane)
        if change is not None and not _leaves_free(decision, change):
            where = decision.facts.nodes[addition.path].owner if addition.path.startswith("data/") else addition.path
            key = (where, addition.prop, change.possible, change.helps, change.norms[:1] or change.requires)
            grouped.setdefault(key, []).append((addition, change))
    found = (_presumption(group) for group in grouped.values())
    return tuple(sorted(found, key=_gravity))


def exact(decision: Decision, presumption: Presumption) -> Presumption | None:
    """
    Return a presumption with the verdicts of a decision on the transfer with its first value added.

    None if the outcome is not another one: the lanes are sometimes too wide. Where the decision itself is open, nothing
    is decided again: it says already that more is possible.
    """
    if len(presumption.possible) == 1 or len(decision.possible) > 1:
        return presumption
    facts = with_addition(decision, Addition(presumption.paths[0], presumption.prop, presumption.values[0]))
    evaluation = decision.evaluation
    readings = {local(point): local(reading) for point, reading in decision.readings.items()}
    again = decide(evaluation.book, facts, decision.regime, decision.on, readings)
    if again.possible == decision.possible and not presumption.requires:
        return None
    return replace(presumption, possible=again.possible)


def with_addition(decision: Decision, addition: Addition) -> Facts:
    """
    Return the facts of a decision with one value, or one kind, stated in addition.

    Of a node that is not described nothing is known, not even whether there is one.
    """
    book, node = decision.evaluation.book, decision.stated.nodes[addition.path]
    prop, value = addition.prop, addition.value
    if prop in book.schema.ranges:
        changed = replace(node, unknown=node.unknown | {prop})
    elif prop == TYPE:
        wider = book.classes[value].ancestors
        changed = replace(node, kinds=node.kinds | {value}, types=node.types | wider)
    else:
        changed = replace(node, values={**node.values, prop: (*node.values.get(prop, ()), value)})
    return Facts({**decision.stated.nodes, addition.path: changed})


def _leaves_free(decision: Decision, change: Change) -> bool:
    """Return whether nothing keeps a transfer from going but what is not encoded, as before, and it needs no more."""
    as_free = not change.requires and {*change.possible} <= {*ALL_CLEAR, *decision.possible}
    return {*decision.possible} <= {*ALL_CLEAR, Verdict.UNDETERMINED} and (change.helps or as_free)


def _presumption(group: Sequence[tuple[Addition, Change]]) -> Presumption:
    first, change = group[0]
    return Presumption(
        paths=tuple(dict.fromkeys(addition.path for addition, _ in group)),
        prop=first.prop,
        values=tuple(sorted({addition.value for addition, _ in group})),
        possible=change.possible,
        norms=tuple(dict.fromkeys(norm for _, one in group for norm in one.norms)),
        requires=tuple(sorted({safeguard for _, one in group for safeguard in one.requires})),
        helps=change.helps,
    )


def _gravity(presumption: Presumption) -> tuple[bool, int, bool, int, tuple[str, ...]]:
    worst = max(map(severity, presumption.possible))
    return presumption.helps, -worst, not presumption.requires, len(presumption.possible), presumption.values


def _additions(decision: Decision) -> Iterator[Addition]:
    """Yield what is presumed not to be the case and read by the law of the day."""
    evaluation = decision.evaluation
    silence, law, book = evaluation.silence, evaluation.law, evaluation.book
    for path, node in evaluation.facts.nodes.items():
        if node.owner not in DESCRIBED:
            continue
        yield from (Addition(path, prop, OTHER) for prop in _undescribed(node, decision))
        for prop in sorted(book.schema.shapes[node.owner].keys() & law.named.keys()):
            if not book.properties[prop].single and prop not in evaluation.readings:
                for value in (*law.named[prop], OTHER):
                    if _presumed(node, prop, value, decision):
                        yield Addition(path, prop, value)
        for kind in sorted(law.kinds - node.types):
            below = node.owner in book.classes[kind].ancestors - {kind}
            if below and silence.of_kind(node, kind) is Standing.PRESUMED_ABSENT:
                yield Addition(path, TYPE, kind)


def _undescribed(node: NodeFacts, decision: Decision) -> Iterator[str]:
    """Yield what nobody described and is presumed not to be there: a head office, further parties or owners."""
    book, silence = decision.evaluation.book, decision.evaluation.silence
    for prop, shape in sorted(book.schema.shapes[node.owner].items()):
        if shape.is_node and not shape.required and prop != SAFEGUARD:
            told = shape.single and node.values.get(prop)
            if not told and silence.of_others(node, prop) is Standing.PRESUMED_ABSENT:
                yield prop


def _presumed(node: NodeFacts, prop: str, value: str, decision: Decision) -> bool:
    stated = value in node.values.get(prop, ())
    return not stated and decision.evaluation.silence.of_value(node, prop, value) is Standing.PRESUMED_ABSENT


class _Outcomes:
    """What each lane makes of norms, requirements and the verdict."""

    def __init__(self, decision: Decision, lanes: LaneEvaluation) -> None:
        self.decision = decision
        self.lanes = lanes
        self.law = decision.evaluation.law
        self.effective: dict[str, Lanes] = {}
        for norm in self.law.norms.values():
            self.effective[norm.iri] = self._effective(norm)
        self.lacking = {norm.iri: self._lacking(norm) for norm in self.law.obligations if norm.requires}
        prohibited = self._any(self.law.prohibitions)
        reached = self._any(self.law.norms.values())
        before = (norm for norm in self.law.obligations if norm.requires and norm.due == Due.BEFORE_TRANSFER)
        waiting = lanes.disjunction(self.lacking[norm.iri] for norm in before)
        touched, holding = (self._left_open(one) for one in ALL_CLEAR)
        permitted = reached.holds & prohibited.fails & waiting.fails
        self.can = {
            Verdict.NOT_REACHED: reached.fails & touched.fails,
            Verdict.PERMITTED: permitted & holding.fails,
            Verdict.CONDITIONAL: reached.holds & prohibited.fails & waiting.holds,
            Verdict.PROHIBITED: prohibited.holds,
            Verdict.UNDETERMINED: (reached.fails & touched.holds) | (permitted & holding.holds),
        }
        self.touched = reached.touched | prohibited.touched | waiting.touched | touched.touched
        self.newly = list(self._newly())
        self.newly_lacking = list(self._newly_lacking())
        self.freed = self._freed()
        self.telling = reduce(operator.or_, (lacking for lacking, _ in self.newly_lacking), self.touched | self.freed)

    def _left_open(self, reached: Verdict) -> Lanes:
        """Return in which lanes a gap leaves open a verdict that the norms alone come to."""
        gaps = (gap for gap in self.law.gaps if leaves_open(gap, reached))
        return self.lanes.disjunction(self.lanes.holds(gap.condition) for gap in gaps)

    def change(self, lane: int) -> Change | None:
        """Return how the outcome of a lane differs from the decision, or None if it does not."""
        bit = 1 << lane
        if not self.telling & bit:
            return None
        possible = tuple(verdict for verdict in self.can if self.can[verdict] & bit)
        if not self.touched & bit:
            possible = self.decision.possible
        requires = tuple(sorted({safeguard for lanes, safeguard in self.newly_lacking if lanes & bit}))
        if possible == self.decision.possible and not requires and not self.freed & bit:
            return None
        norms = tuple(norm.iri for norm in sorted((norm for lanes, norm in self.newly if lanes & bit), key=_telling))
        same_span = _span(possible) == _span(self.decision.possible)
        if same_span and not norms and not requires and not self.freed & bit:
            return None
        helps = _milder(possible, self.decision.possible) or (possible == self.decision.possible and not requires)
        return Change(possible, norms, requires, helps)

    def _newly_lacking(self) -> Iterator[tuple[int, str]]:
        """Yield what is certainly lacking in some lanes and no requirement of the decision, with these lanes."""
        known = {requirement.safeguard for requirement in self.decision.requirements}
        for norm in self.law.obligations:
            if str(norm.requires) not in known and (certain := _certain(self.lacking[norm.iri])):
                yield certain, str(norm.requires)

    def _freed(self) -> int:
        """Return the lanes in which a requirement of the decision is certainly not needed any more."""
        freed = 0
        for requirement in self.decision.requirements:
            needed = (self.effective[norm].holds for norm in requirement.norms)
            freed |= self.lanes.everywhere & ~reduce(operator.or_, needed, 0)
        return freed

    def _newly(self) -> Iterator[tuple[int, Norm]]:
        """Yield the norms that certainly take effect in some lanes and not in the decision, with these lanes."""
        for iri, lanes in self.effective.items():
            if self.decision.findings[iri].status != NormStatus.EFFECTIVE and (certain := _certain(lanes)):
                yield certain, self.law.norms[iri]

    def _effective(self, norm: Norm) -> Lanes:
        finding = self.decision.findings[norm.iri]
        triggered = self.lanes.holds(norm.condition)
        attackers = [self.effective[attack.prevailing] for attack in self.law.attacks[norm.iri]]
        found = self.lanes.conjunction([triggered, *map(negation, attackers)])
        return self.lanes.settle(found, lambda: SETTLED.get(finding.status, Truth.FALSE))

    def _lacking(self, norm: Norm) -> Lanes:
        """Return where an obligation takes effect and neither what it requires nor what may stand for it is there."""
        evaluation = self.decision.evaluation
        in_place = self.lanes.constant(evaluation.truth(evaluation.in_place(str(norm.requires))))
        accepted = [
            self.lanes.conjunction(
                [
                    self.effective[other.iri],
                    self.lanes.constant(evaluation.truth(evaluation.in_place(str(other.permits)))),
                ]
            )
            for other in self.law.substitutes.get(str(norm.requires), ())
            if other.permits
        ]
        return self.lanes.conjunction(
            [self.effective[norm.iri], negation(self.lanes.disjunction([in_place, *accepted]))]
        )

    def _any(self, norms: Iterable[Norm]) -> Lanes:
        return self.lanes.disjunction(self.effective[norm.iri] for norm in norms)


def _certain(lanes: Lanes) -> int:
    """Return the lanes in which something certainly holds."""
    return lanes.holds & ~lanes.fails


def _milder(possible: Sequence[Verdict], before: Sequence[Verdict]) -> bool:
    """Return whether verdicts are milder: none graver than before, and the mildest or the gravest of them milder."""
    now, then = _span(possible), _span(before)
    return now != then and now[0] <= then[0] and now[1] <= then[1]


def _span(verdicts: Sequence[Verdict]) -> tuple[int, int]:
    """Return how grave the mildest and the gravest of some verdicts are; undetermined may turn out permitted."""
    mildest = Verdict.PERMITTED if Verdict.UNDETERMINED in verdicts else verdicts[0]
    grave = [severity(verdict) for verdict in (mildest, *verdicts)]
    return min(grave), max(grave)


def _telling(norm: Norm) -> tuple[int, int, str]:
    return TELLING.index(Modality(norm.modality)), rank(Due(norm.due)) if norm.due else 0, norm.iri
