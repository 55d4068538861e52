"""What is missing: the unknown facts that can change the outcome, and the open points of law on which it depends."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace

from lexflux.decision.influence import Influence, Influences, Question
from lexflux.decision.labelling import Labelling
from lexflux.decision.mechanism import is_mechanism
from lexflux.decision.outcome import MissingFact, OpenPointFinding, Requirement
from lexflux.decision.requirements import Demand
from lexflux.decision.statuses import FactState, TurnsOn, rank
from lexflux.decision.unknown import OTHER, UnknownFact
from lexflux.decision.unread import properties_told
from lexflux.decision.verdicts import Verdicts
from lexflux.law.norms import Due, Modality, Norm

# For which norms a fact matters is said in this order: what forbids, what demands, what frees.
TELLING = (Modality.PROHIBITION, Modality.OBLIGATION, Modality.EXEMPTION, Modality.PERMISSION)
Fact = tuple[str, str]
"""The path of a node and a property of it."""


class Dependence:
    """
    On what the verdict and the requirements of a transfer depend.

    Parameters
    ----------
    labelling
        The norms of the day on the transfer.
    verdicts
        Where each verdict is the one.
    demands
        The requirements, in their order.
    """

    def __init__(self, labelling: Labelling, verdicts: Verdicts, demands: Sequence[Demand]) -> None:
        self._labelling = labelling
        self._verdicts = verdicts
        self._demands = demands
        self._tests: dict[Fact, list[UnknownFact]] = {}
        self._verdict: Question = tuple(verdicts.values())
        self._influences = Influences(labelling.diagrams, [self._verdict, *((demand.lacking,) for demand in demands)])

    def missing_facts(self) -> tuple[MissingFact, ...]:
        """Return the facts that can change the outcome, by what they change; the most decisive first."""
        norms = _norms_by_fact(self._labelling)
        found: dict[Fact, MissingFact] = {}
        for turns_on, questions in self._questions():
            for fact, influence in self._deciding(questions, found):
                state, telling = _state(self._labelling, *fact), tuple(norms.get(fact, ()))
                found[fact] = MissingFact(*fact, state, influence.share, turns_on, telling, influence.estimated)
        whole = (replace(one, values=self._values(fact)) for fact, one in found.items())
        return tuple(sorted(self._asked_first(whole), key=self._order))

    def _values(self, fact: Fact) -> tuple[str, ...]:
        """Return the terms on which anything turns, those on which the most important does first."""
        return tuple(dict.fromkeys(test.term for test in self._tests[fact] if test.term and test.term != OTHER))

    def _asked_first(self, found: Iterable[MissingFact]) -> Iterable[MissingFact]:
        """Return facts, those presumed to be the same as one that is unknown left to it: it is asked for first."""
        kept: dict[Fact, MissingFact] = {}
        pairs = sorted(
            ((one, self._settling(one)) for one in found), key=lambda pair: (pair[0].turns_on, pair[0] != pair[1])
        )
        for _, one in pairs:
            kept.setdefault((one.path, one.prop), one)
        return kept.values()

    def _settling(self, one: MissingFact) -> MissingFact:
        node = self._labelling.evaluation.facts.nodes[one.path]
        shape = self._labelling.evaluation.book.schema.shapes[node.owner].get(one.prop)
        first = shape.same_as if shape and one.state is FactState.NOT_ASKED else None
        if first is None or first in {*node.values, *node.not_applicable}:
            return one
        return replace(one, prop=first, state=_state(self._labelling, one.path, first), values=())

    def _questions(self) -> Iterator[tuple[TurnsOn, list[Question]]]:
        """Yield what facts may decide, by what changes with it."""
        yield TurnsOn.VERDICT, [self._verdict]
        found: dict[TurnsOn, list[Question]] = {TurnsOn.WAY: [], TurnsOn.CONDITIONS: [], TurnsOn.DUTIES: []}
        for demand in self._demands:
            found[self._of_demand(demand.requirement)].append((demand.lacking,))
        yield from found.items()

    def _of_demand(self, requirement: Requirement) -> TurnsOn:
        if requirement.due != Due.BEFORE_TRANSFER:
            return TurnsOn.DUTIES
        way = is_mechanism(self._labelling.evaluation.book, requirement.safeguard)
        return TurnsOn.WAY if way else TurnsOn.CONDITIONS

    def _deciding(self, questions: list[Question], known: Container[Fact]) -> Iterator[tuple[Fact, Influence]]:
        """
        Yield each fact that decides a question, unless it is ``known`` to decide a more important one.

        Facts of nodes that are described alike are asked about once.
        """
        alike: dict[Hashable, Influence | None] = {}
        for fact, tests in self._facts(questions).items():
            sort = _sort(self._labelling, *fact)
            if fact not in known and sort not in alike:
                alike[sort] = self._influences.of(questions, tests)
            if fact not in known and (influence := alike[sort]) is not None:
                yield fact, influence

    def _facts(self, questions: list[Question]) -> dict[Fact, list[UnknownFact]]:
        """Return the facts that questions read; the tests on a many-valued fact that is unknown are one together."""
        found: dict[Fact, list[UnknownFact]] = {}
        for test in _read(self._labelling, *questions):
            if not self._is_open_point(test):
                found.setdefault((test.path, test.prop), []).append(test)
        for fact, tests in found.items():
            self._tests.setdefault(fact, []).extend(tests)
        return found

    def _order(self, missing: MissingFact) -> tuple[int, float, int, str]:
        shape = self._labelling.evaluation.book.schema.shape(missing.prop)
        return missing.turns_on, -missing.decisiveness, shape.order if shape else 0, missing.path

    def _is_open_point(self, fact: UnknownFact) -> bool:
        return fact.prop in self._labelling.evaluation.book.open_points

    def open_points(self) -> tuple[OpenPointFinding, ...]:
        """Return the open points on which the verdict or a requirement depends."""
        questions = [self._verdict, *((demand.lacking,) for demand in self._demands)]
        points = (fact for question in questions for fact in _read(self._labelling, question))
        found = (self._open_point(fact) for fact in dict.fromkeys(points) if self._is_open_point(fact))
        return tuple(point for point in found if point is not None)

    def _open_point(self, fact: UnknownFact) -> OpenPointFinding | None:
        questions = [self._verdict, *((demand.lacking,) for demand in self._demands)]
        deciding = self._influences.deciding(questions, (fact,))
        if not deciding:
            return None
        touched = [demand for demand in self._demands if (demand.lacking,) in deciding]
        possible = self._influences.possible
        verdicts, requirements = {}, {}
        for cell, reading in enumerate(self._labelling.evaluation.cells[fact]):
            verdicts[str(reading)] = tuple(one for one, where in self._verdicts.items() if possible(where, fact, cell))
            requirements[str(reading)] = tuple(
                demand.requirement.safeguard for demand in touched if possible(demand.lacking, fact, cell)
            )
        return OpenPointFinding(fact.prop, verdicts, requirements)


def _read(labelling: Labelling, *questions: Question) -> Iterator[UnknownFact]:
    """Yield the unknown facts that questions read, in the order of variables."""
    read = labelling.diagrams.support(*(truth for question in questions for truth in question))
    return (fact for fact in read if isinstance(fact, UnknownFact))


def _state(labelling: Labelling, path: str, prop: str) -> FactState:
    node = labelling.evaluation.facts.nodes[path]
    if prop in node.ranges:
        return FactState.HAS_RANGE
    return FactState.SAID_UNKNOWN if prop in node.unknown or prop in node.areas else FactState.NOT_ASKED


def _sort(labelling: Labelling, path: str, prop: str) -> Hashable:
    """
    Return what facts have in common that can be exchanged.

    They are the same fact of nodes of a list of which the law can tell the same.
    """
    nodes = labelling.evaluation.facts.nodes
    node, (above, _, number) = nodes[path], path.rpartition("/")
    if not number.isdigit() or any(value in nodes for stated in node.values.values() for value in stated):
        return path, prop
    told = properties_told(labelling.evaluation.book, labelling.law)
    values, ranges, denied = (
        frozenset((one, said) for one, said in stated.items() if one in told)
        for stated in (node.values, node.ranges, node.denied)
    )
    states = node.unknown & told, node.not_applicable & told, node.complete & told
    within = frozenset(one for one in node.within.items() if one[0] in told)
    kinds = node.types, node.perhaps, frozenset(node.doubtful.items())
    return above, prop, kinds, values, ranges, denied, states, within


def _norms_by_fact(labelling: Labelling) -> dict[Fact, list[str]]:
    """Return the norms that can hold and whose condition reads each unknown fact, the most telling first."""
    found: dict[Fact, dict[str, Norm]] = {}
    for norm in labelling.law.norms.values():
        if labelling.can_hold(norm.iri):
            for fact in _read(labelling, (labelling.triggered[norm.iri],)):
                found.setdefault((fact.path, fact.prop), {})[norm.iri] = norm
    return {fact: [norm.iri for norm in sorted(norms.values(), key=_telling)] for fact, norms in found.items()}


def _telling(norm: Norm) -> tuple[int, int, str]:
    modality = next((place for place, one in enumerate(TELLING) if one == norm.modality), len(TELLING))
    return modality, rank(Due(norm.due)) if norm.due else 0, norm.iri
