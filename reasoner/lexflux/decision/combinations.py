"""Which presumptions would have to fail together for another verdict: found by SAT, exactly.

One added value at a time (`lexflux.decision.presumptions`) misses what takes several: a kind of data and a status of a
party, say. Where no norm takes effect, the transfer is labelled once with nothing presumed, elsewhere with nothing
presumed of the transfer itself; then the solver is asked, property by property and pair by pair, whether the
presumptions of these alone could fail so that a graver verdict comes out. What many owners could be, all at once, is
more than can be told apart: beyond a number of holdings they are left out, and the answer says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from lexflux.decision.evaluation import Evaluation
from lexflux.decision.labelling import label
from lexflux.decision.outcome import Decision
from lexflux.decision.ownership import OWNERSHIP
from lexflux.decision.presumptions import DESCRIBED
from lexflux.decision.statuses import Verdict, severity
from lexflux.decision.unknown import OTHER, UnknownFact
from lexflux.decision.verdicts import find_verdicts
from lexflux.facts.areas import with_areas
from lexflux.facts.silence import Silence, Standing
from lexflux.remembering import once
from lexflux.terms import TYPE

Fact = tuple[str, str]
"""The path of a node and a property of it."""
MOST_TOGETHER = 2
MOST_HOLDINGS = 6
"""With more, owners are left out: of each it is told alone what would be graver."""


@dataclass(frozen=True, slots=True)
class Combination:
    """
    Properties whose presumptions, if they fail together, lead to another verdict.

    ``example`` holds values that would do, none of which can be left out: each a node's path, a property and a term.
    """

    facts: tuple[Fact, ...]
    verdict: Verdict
    example: tuple[tuple[str, str, str], ...]


@once
def find_combinations(decision: Decision) -> tuple[Combination, ...]:
    """Return what, if it were the case together, would lead to a graver verdict, the gravest first."""
    if decision.strict or decision.verdict in (Verdict.UNDETERMINED, Verdict.PROHIBITED):
        return ()
    return tuple(_Search(decision).found())


def owners_are_left_out(decision: Decision) -> bool:
    """Return whether there are too many holdings to ask what their owners could be together with something else."""
    holdings = sum(len(node.values.get(OWNERSHIP, ())) for node in decision.facts.nodes.values())
    return decision.verdict == Verdict.NOT_REACHED and holdings > MOST_HOLDINGS


def _opened(decision: Decision) -> Iterator[Fact]:
    """Yield the facts of which nothing is presumed: those of the transfer or, where no law applies, of its parties."""
    shapes, nodes = decision.evaluation.book.schema.shapes, decision.facts.nodes
    waiting, found = ["transfer"], set[str]()
    while waiting:
        node = nodes[waiting.pop()]
        found.add(node.path)
        for prop in shapes[node.owner].keys() - {OWNERSHIP}:
            yield node.path, prop
            if decision.verdict == Verdict.NOT_REACHED:
                waiting += [str(one) for one in node.values.get(prop, ()) if one in nodes and one not in found]


class _Search:
    """Asks the solver about a transfer of which nothing is presumed."""

    def __init__(self, decision: Decision) -> None:
        base = decision.evaluation
        self.decision = decision
        everything = decision.verdict == Verdict.NOT_REACHED and not owners_are_left_out(decision)
        opened = frozenset[Fact]() if everything else frozenset(_opened(decision))
        self.evaluation = Evaluation(base.book, decision.facts, decision.readings, base.law, everything, opened)
        self.circuit = self.evaluation.diagrams
        self.verdicts = find_verdicts(label(base.law, self.evaluation))
        self.kept = self._presumed()

    def found(self) -> Iterator[Combination]:
        """Yield the combinations with the fewest properties."""
        for verdict in sorted(self.verdicts, key=severity, reverse=True):
            goal = self.verdicts[verdict]
            if severity(verdict) > severity(self.decision.verdict) and goal != self.circuit.false:
                yield from self._leading_to(verdict, self.circuit.encoding.literal(goal))

    def _leading_to(self, verdict: Verdict, goal: int) -> Iterator[Combination]:
        enough: list[set[Fact]] = []
        barring: list[set[Fact]] = []
        for size in range(1, MOST_TOGETHER + 1):
            for facts in combinations(sorted(self.kept), size):
                if any(known <= {*facts} for known in enough) or any(bar.isdisjoint(facts) for bar in barring):
                    continue
                if not self._possible(goal, facts):
                    barring.append(self._in_the_way())
                    continue
                enough.append({*facts})
                example = tuple(self._needed(goal, facts))
                if len(example) > 1:
                    yield Combination(facts, verdict, example)

    def _in_the_way(self) -> set[Fact]:
        """Return facts of which one presumption at least has to fail for what the solver just found impossible."""
        core = self.circuit.solver.core()
        return {fact for fact, tests in self.kept.items() if not core.isdisjoint(tests)}

    def _possible(self, goal: int, failing: Collection[Fact], but: Collection[int] = ()) -> bool:
        """Return whether a verdict is possible while only some presumptions fail, and of these not all."""
        kept = [literal for fact, tests in self.kept.items() if fact not in failing for literal in tests]
        return self.circuit.solver.solve((goal, *kept, *but))

    def _needed(self, goal: int, facts: Sequence[Fact]) -> Iterator[tuple[str, str, str]]:
        """
        Yield values without any of which a verdict is not possible: each is left out if it can be.

        The example that the solver just found, and each after it, leaves out several at once.
        """
        tests = {literal: (*fact, term) for fact in facts for literal, term in self.kept[fact].items() if term}
        solver, left_out = self.circuit.solver, list[int]()
        absent = solver.holding(tests)
        for literal, value in tests.items():
            if literal not in absent and self._possible(goal, facts, (*left_out, literal)):
                absent = solver.holding(tests)
            if literal in absent:
                left_out.append(literal)
            else:
                yield value

    def _presumed(self) -> dict[Fact, dict[int, str]]:
        """Return, by fact, the literals that hold as presumed: a value is absent, which goes with it, or present."""
        base = self.decision.evaluation
        silence = Silence(base.book, with_areas(base.book, self.decision.facts, base.law))
        found: dict[Fact, dict[int, str]] = {}
        for fact in self.evaluation.cells:
            term, node = fact.term, silence.facts.nodes[fact.path]
            if node.owner in DESCRIBED and term and _standing(silence, fact, term) is Standing.PRESUMED_ABSENT:
                present = term in node.values.get(fact.prop, ())
                for variable in self.circuit.variables([fact]):
                    literal = self.circuit.encoding.cell(variable, int(present))
                    found.setdefault((fact.path, fact.prop), {})[literal] = "" if present else term
        return found


def _standing(silence: Silence, fact: UnknownFact, term: str) -> Standing:
    node = silence.facts.nodes[fact.path]
    if fact.prop == TYPE:
        return silence.of_kind(node, term)
    return silence.of_others(node, fact.prop) if term == OTHER else silence.of_value(node, fact.prop, term)
