"""What would have to be otherwise for a transfer to go, or to need less: the smallest changes, each decided again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile

from lexflux.decision.all_law import AllLaw
from lexflux.decision.decide import apply_law, decide
from lexflux.decision.evaluation import Evaluation
from lexflux.decision.flows import decide_leg
from lexflux.decision.labelling import Labelling, label
from lexflux.decision.mechanism import is_mechanism
from lexflux.decision.outcome import Decision, NormFinding
from lexflux.decision.statuses import NormStatus, RequirementStatus, Verdict
from lexflux.decision.unknown import OTHER, UnknownFact
from lexflux.decision.verdicts import find_verdicts
from lexflux.facts.legs import flow_of
from lexflux.facts.silence import Silence, Standing
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.conditions import Range, Value
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Due, Modality
from lexflux.law.schema import PropertyShape
from lexflux.law.snapshot import Snapshot, snapshot
from lexflux.proofs.alterations import (
    Alteration,
    actionable_facts,
    actionable_terms,
    altered,
    left_out,
    unnamed,
    value_in,
)
from lexflux.proofs.assured import Assignment, Assured, Lever
from lexflux.terms import local

MILD = frozenset({Verdict.NOT_REACHED, Verdict.PERMITTED})
UNWANTED = frozenset({Verdict.PROHIBITED, Verdict.UNDETERMINED})
MOST_PROPOSALS = 8
MOST_LEFT_OUT = 12
FREEING = (Modality.EXEMPTION, Modality.PERMISSION, Modality.SCOPE)


@dataclass(frozen=True, slots=True)
class Goal:
    """
    What is wanted: that the transfer may go as it stands, that it is not prohibited, or that it needs no ``without``.

    One of a decision on which it already holds is no goal.
    """

    verdicts: frozenset[Verdict]
    without: str | None = None

    def holds(self, decision: Decision) -> bool:
        """Return whether a decision is as wanted, however the unknown facts turn out."""
        needed = {requirement.safeguard for requirement in decision.requirements}
        return self.verdicts.issuperset(decision.possible) and self.without not in needed


@dataclass(frozen=True, slots=True)
class Proposal:
    """
    Changes of which none can be left out, and what follows.

    ``decision`` is that on the ``facts`` after the changes, ``frees`` the norms that take effect only then and free,
    ``ends`` those that forbade or demanded and no longer do.
    """

    goal: Goal
    alterations: tuple[Alteration, ...]
    facts: Facts
    decision: Decision
    frees: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The proposals for one decision by goal, those with the fewest changes first, and whether there may be more."""

    decision: Decision
    proposals: Mapping[Goal, tuple[Proposal, ...]]


def goals(decision: Decision) -> list[Goal]:
    """Return what may be wanted of a decision: a milder verdict, or that a mechanism is not needed."""
    if MILD.issuperset(decision.possible):
        return []
    found = [Goal(MILD)]
    bearable = frozenset(Verdict) - UNWANTED
    if not UNWANTED.isdisjoint(decision.possible):
        found.append(Goal(bearable))
    book = decision.evaluation.book
    return found + [
        Goal(bearable, one.safeguard)
        for one in decision.requirements
        if one.due == Due.BEFORE_TRANSFER
        and is_mechanism(book, one.safeguard)
        and one.in_place != RequirementStatus.MET
    ]


def what_if(decision: Decision) -> WhatIf:
    """
    Return the smallest changes that bring about what may be wanted of a decision.

    Each is sought by proof over all facts that a company can change, whatever the unknown facts turn out to be, and
    decided again by the evaluator before it is returned.
    """
    search = _Search(decision)
    return WhatIf(decision, {goal: tuple(search.proposals(goal)) for goal in goals(decision)})


class _Search:
    """The search for changes of one transfer under the law of a day."""

    def __init__(self, decision: Decision) -> None:
        self.before = decision
        self.book: LawBook = decision.evaluation.book
        self.notation = next(name for name, iri in self.book.regimes.items() if iri == decision.regime)
        self.law: Snapshot = snapshot(self.book, self.notation, decision.on)
        whole = [*left_out(self.book, decision.stated)][:MOST_LEFT_OUT]
        self._starts = [(), *((one,) for one in whole)]
        self._opened: dict[tuple[Alteration, ...], _Opened | None] = {}
        self._decisions: dict[tuple[Alteration, ...], tuple[Facts, Decision] | None] = {}

    def proposals(self, goal: Goal) -> Iterator[Proposal]:
        """Yield proposals, the fewest changes first."""
        found: list[Proposal] = []
        for start in self._starts:
            known = [one.alterations for one in found]
            found += self._from(start, goal, known)
        kept = [one for one in found if not any(_within(other, one) for other in found if other is not one)]
        yield from sorted(kept, key=self._size)[:MOST_PROPOSALS]

    def _size(self, proposal: Proposal) -> tuple[int, int, list[int]]:
        shapes = (self.book.schema.shape(one.prop) for one in proposal.alterations)
        return (
            len(proposal.alterations),
            len(proposal.decision.requirements),
            [one.order if one else 0 for one in shapes],
        )

    def _from(
        self, start: tuple[Alteration, ...], goal: Goal, known: Sequence[tuple[Alteration, ...]]
    ) -> Iterator[Proposal]:
        """Yield proposals that begin with some changes."""
        opened = self._open(start)
        if opened is None:
            return
        for changed, assured in opened.changes(goal):
            alterations = tuple(opened.alteration(fact, changed, assured) for fact in changed)
            if all(one.before or one.after for one in alterations) and (
                proposal := self._decided(goal, (*start, *alterations))
            ):
                yield proposal

    def _open(self, start: tuple[Alteration, ...]) -> _Opened | None:
        if start not in self._opened:
            facts = altered(self.book, self.before.stated, start)
            self._opened[start] = None if facts is None else _Opened(self.before, self.law, facts)
        return self._opened[start]

    def _decided(self, goal: Goal, alterations: tuple[Alteration, ...]) -> Proposal | None:
        """Return a proposal with only those values of which the evaluator says that they do; None if none does."""
        for number, one in enumerate(alterations):
            each = [
                (*alterations[:number], replace(one, after=(value,)), *alterations[number + 1 :]) for value in one.after
            ]
            if len(each) > 1:
                kept = [some[number].after[0] for some in each if self._does(goal, some)]
                alterations = (*alterations[:number], replace(one, after=tuple(kept)), *alterations[number + 1 :])
        found = self._after(alterations)
        if found is None or not goal.holds(found[1]):
            return None
        return Proposal(goal, alterations, *found, *_reasons(self.before, found[1]))

    def _does(self, goal: Goal, alterations: tuple[Alteration, ...]) -> bool:
        found = self._after(alterations)
        return found is not None and goal.holds(found[1])

    def _after(self, alterations: tuple[Alteration, ...]) -> tuple[Facts, Decision] | None:
        """Return the facts after changes and the decision on them; kept, because goals share proposals."""
        key = tuple(replace(one, after=one.after[:1]) for one in alterations)
        if key not in self._decisions:
            facts = altered(self.book, self.before.stated, alterations)
            self._decisions[key] = None if facts is None else (facts, self._decide(facts))
        return self._decisions[key]

    def _decide(self, facts: Facts) -> Decision:
        readings = {local(point): local(one) for point, one in self.before.readings.items()}
        return decide(self.book, facts, self.notation, self.before.on, readings, self.before.strict)


def joint_verdict(proposal: Proposal) -> Verdict:
    """Return the verdict of all law that reaches the transfer after the changes."""
    return decide_leg(AllLaw.of(proposal.decision), flow_of(proposal.facts).legs[0]).verdict


def _within(one: Proposal, other: Proposal) -> bool:
    """Return whether the changes of one proposal are among those of another, and are fewer."""
    mine, theirs = ({(each.path, each.prop, each.before) for each in found.alterations} for found in (one, other))
    return mine < theirs


def _reasons(before: Decision, after: Decision) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the norms that free only since, and those that no longer forbid or demand."""
    frees = tuple(
        finding.norm.iri
        for finding in after.with_status(NormStatus.EFFECTIVE)
        if finding.norm.modality in FREEING and before.findings[finding.norm.iri].status != NormStatus.EFFECTIVE
    )
    held = before.with_status(NormStatus.EFFECTIVE, NormStatus.UNSETTLED)
    ends = tuple(one.norm.iri for one in held if _burdens(one) and not _holds(after.findings[one.norm.iri]))
    return frees, ends


def _holds(finding: NormFinding) -> bool:
    return finding.status in (NormStatus.EFFECTIVE, NormStatus.UNSETTLED)


def _burdens(finding: NormFinding) -> bool:
    return finding.norm.modality == Modality.PROHIBITION or finding.norm.requires is not None


class _Opened:
    """A transfer of which everything that a company can change is open."""

    def __init__(self, before: Decision, law: Snapshot, facts: Facts) -> None:
        self.book: LawBook = before.evaluation.book
        self.law = law
        self.stated = facts
        self.silence = Silence(self.book, facts, before.strict)
        self._changeable = {(node.path, shape.prop): shape for node, shape in actionable_facts(self.book, facts)}
        self._open = {key: shape for key, shape in self._changeable.items() if self._can_open(*key, shape)}
        nodes = {path: self._opened(node) for path, node in facts.nodes.items()}
        evaluation, _ = apply_law(self.book, Facts(nodes), law, before.on, before.readings, before.strict)
        self.labelling: Labelling = label(law, evaluation)
        self.verdicts = find_verdicts(self.labelling)

    @property
    def evaluation(self) -> Evaluation:
        """The evaluation of the open transfer."""
        return self.labelling.evaluation

    def _can_open(self, path: str, prop: str, shape: PropertyShape) -> bool:
        """Return whether a fact is known, so that it can be changed, and read by the law."""
        node = self.stated.nodes[path]
        if shape.single and shape.datatype in ("integer", "boolean"):
            return prop not in node.not_applicable
        if shape.single:
            return bool(node.values.get(prop)) and shape.datatype is None
        known = self.silence.of_others(node, prop) is not Standing.OPEN
        return known and bool(self.law.named.get(prop)) and prop not in node.areas

    def _opened(self, node: NodeFacts) -> NodeFacts:
        opened = {prop: shape for (path, prop), shape in self._open.items() if path == node.path}
        values = {prop: stated for prop, stated in node.values.items() if prop not in opened}
        for prop, shape in opened.items():
            kept = (
                () if shape.single else tuple(one for one in node.values.get(prop, ()) if not self._can_go(shape, one))
            )
            values |= {prop: kept} if kept else {}
        return replace(
            node, values=values, unknown=node.unknown.union(opened), complete=node.complete.difference(opened)
        )

    def _can_go(self, shape: PropertyShape, value: Value) -> bool:
        return value in actionable_terms(self.book, shape) and value in self.law.named.get(shape.prop, ())

    def changes(self, goal: Goal) -> Iterator[tuple[Assignment, Assured]]:
        """Yield the smallest changes that bring about a goal, with what tells of others whether they do."""
        diagrams = self.labelling.diagrams
        wanted = [self.verdicts[one] for one in self.verdicts if one in goal.verdicts]
        needed = (self.labelling.effective[norm.iri] for norm in self.law.obligations if norm.requires == goal.without)
        where = diagrams.conjunction((diagrams.disjunction(wanted), diagrams.negation(diagrams.disjunction(needed))))
        if where == diagrams.false:
            return
        levers, bound, following = self._levers()
        assured = Assured(diagrams, where, levers, bound, following)
        yield from ((changed, assured) for changed in assured.changes(MOST_PROPOSALS))

    def _levers(self) -> tuple[list[Lever], list[Sequence[int]], list[UnknownFact]]:
        """Return what can be changed, and of the other facts that were opened what binds them."""
        levers: list[Lever] = []
        bound: list[Sequence[int]] = []
        following: list[UnknownFact] = []
        for fact, cells in self.evaluation.cells.items():
            shape = self._open.get((fact.path, fact.prop))
            if shape is None:
                clauses = self._following(fact)
                following += [fact] if clauses else []
                bound += clauses
            elif shape.single and fact.aspect is None:
                levers.append(self._of_single(fact, shape, cells))
            elif not shape.single and (lever := self._of_many(fact, shape)):
                levers.append(lever)
        return levers, bound, following

    def _of_single(self, fact: UnknownFact, shape: PropertyShape, cells: Sequence[Value]) -> Lever:
        """Return the lever of a fact with one value; a count can only become less."""
        stated = self.stated.nodes[fact.path].values.get(fact.prop)
        if not stated:
            return Lever(fact, None, tuple(reversed(range(len(cells)))))
        value = stated[0]
        if shape.datatype == "integer":
            below = [cell for cell, least in enumerate(cells) if _at_most(least, value)]
            return Lever(fact, below[-1], tuple(reversed(below[:-1])))
        now = cells.index(value) if value in cells else cells.index(OTHER)
        able = (cell for cell, one in enumerate(cells) if cell != now and self._can_come(shape, one))
        return Lever(fact, now, tuple(able))

    def _can_come(self, shape: PropertyShape, value: Value) -> bool:
        if shape.datatype is not None:
            return True
        return value == OTHER or value in actionable_terms(self.book, shape)

    def _of_many(self, fact: UnknownFact, shape: PropertyShape) -> Lever | None:
        """Return the lever of whether a list has a value; what nobody can change stays as it is."""
        stated = self.stated.nodes[fact.path].values.get(fact.prop, ())
        here = int(fact.term in stated)
        free = fact.term in actionable_terms(self.book, shape) and self._not_denied(fact)
        return Lever(fact, here, (1 - here,) if free else ())

    def _not_denied(self, fact: UnknownFact) -> bool:
        return fact.term not in self.stated.nodes[fact.path].denied.get(fact.prop, ())

    def _following(self, fact: UnknownFact) -> list[Sequence[int]]:
        """Return the clauses by which a fact that is presumed the same as an open one follows it."""
        node = self.stated.nodes.get(fact.path)
        shape = self.book.schema.shapes[node.owner].get(fact.prop) if node else None
        if node is None or shape is None or (fact.path, str(shape.same_as)) not in self._open:
            return []
        if fact.prop in {*node.values, *node.unknown, *node.not_applicable, *node.complete}:
            return []
        source = UnknownFact(fact.path, str(shape.same_as))
        return [*self._same(fact, source)]

    def _same(self, fact: UnknownFact, source: UnknownFact) -> Iterator[Sequence[int]]:
        cells = self.evaluation.cells.get(source)
        if cells is None:
            return
        literal = partial(self._literal, source)
        tests = self.evaluation.cells[fact]
        for cell, value in enumerate(cells):
            for place, test in enumerate(tests):
                one = self._literal(fact, place)
                holds = self._is(fact, test, value)
                yield (-literal(cell), one if holds else -one)

    def _is(self, fact: UnknownFact, test: Value, value: Value) -> bool:
        """Return whether a cell of a fact is the one in which it lies if it is the same as a value of another."""
        if fact.aspect is None:
            cells = self.evaluation.cells[fact]
            return test == value if value in cells else test == OTHER
        named = self.law.named.get(fact.prop, ())
        is_it = fact.term == value or (fact.term == OTHER and value not in named)
        return test is is_it

    def _literal(self, fact: UnknownFact, cell: int) -> int:
        (variable,) = self.labelling.diagrams.variables((fact,))
        return self.labelling.diagrams.encoding.cell(variable, cell)

    def alteration(self, fact: UnknownFact, changed: Assignment, assured: Assured) -> Alteration:
        """Return a change in the words of facts; of one value that makes way for another, all that do."""
        shape, stated = self._open[fact.path, fact.prop], self.stated.nodes[fact.path].values.get(fact.prop, ())
        if not shape.single:
            term = str(fact.term)
            after = self._instead(fact, shape, stated) if term in stated else (term,)
            return Alteration(fact.path, fact.prop, (term,) if term in stated else (), after)
        lever = self._of_single(fact, shape, self.evaluation.cells[fact])
        if shape.datatype == "integer":
            return Alteration(fact.path, fact.prop, stated, tuple(self._fewer(fact, lever, changed, assured)))
        cells = [cell for cell in lever.others if assured.does({**changed, fact: cell})]
        found = (value_in(self.book, self.law, shape, self.evaluation.cells[fact][cell]) for cell in cells)
        return Alteration(fact.path, fact.prop, stated, tuple(one for one in found if one is not None))

    def _fewer(self, fact: UnknownFact, lever: Lever, changed: Assignment, assured: Assured) -> Iterator[Range]:
        """Yield below which number a count has to stay, if all numbers below it do."""
        does = (assured.does({**changed, fact: cell}) for cell in sorted(lever.others))
        doing = len([*takewhile(bool, does)])
        for bound in self.evaluation.cells[fact][doing : doing + 1] if doing else ():
            if isinstance(bound, int):
                yield Range(None, True, bound, False)

    def _instead(self, fact: UnknownFact, shape: PropertyShape, stated: Sequence[Value]) -> tuple[Value, ...]:
        """Return what has to come where the last value of a fact goes that always has one."""
        other = unnamed(self.book, self.law, shape) if shape.never_empty and len(stated) == 1 else None
        return () if other is None else (other,)


def _at_most(least: Value, value: Value) -> bool:
    return isinstance(least, int) and isinstance(value, int) and least <= value
