"""Who counts among a class through its owners: sums of shares over all completions of the unknown facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any

from lexflux.decision.diagram import Diagram
from lexflux.decision.unknown import Cells, UnknownFact, cells_within
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.conditions import Named, Or, Range
from lexflux.law.norms import OwnershipRule
from lexflux.terms import LF

if TYPE_CHECKING:
    from lexflux.decision.evaluation import Evaluation

WHOLE = 100
ORGANISATION, OWNERSHIP, OWNER, SHARE = (LF + name for name in ("Organisation", "ownership", "owner", "share"))


Owned = dict[tuple[str, str], Diagram]
"""By the class of an ownership rule and the path of an organisation, where this is owned enough."""


def find_organisations(facts: Facts) -> tuple[tuple[str, ...], bool]:
    """Return the paths of organisations, and whether each comes after all to which it leads: none does in a circle."""
    below = {path: [*_own(facts, path)] for path, node in facts.nodes.items() if node.owner == ORGANISATION}
    try:
        return tuple(TopologicalSorter(below).static_order()), True
    except CycleError:
        return tuple(below), False


def _own(facts: Facts, path: str) -> Iterator[str]:
    """Yield the organisations to which one leads directly or by a holding."""
    for value in (one for values in facts.nodes[path].values.values() for one in values):
        node = facts.nodes.get(str(value))
        if node is not None and node.owner == ORGANISATION:
            yield node.path
        elif node is not None:
            yield from _own(facts, node.path)


class Owners:
    """
    Which organisations of a transfer are owned enough.

    Parameters
    ----------
    evaluation
        What tells of owners whether they count.
    """

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        self._book, self._facts, self._diagrams = evaluation.book, evaluation.facts, evaluation.diagrams

    def find(self, owned: Owned) -> None:
        """Find the least fixed point along the chains of owners, from nobody who is owned enough on."""
        _, are_all_after_their_own = self._evaluation.organisations
        for _ in range(1 if are_all_after_their_own else len(owned)):
            if not self._next_round(owned):
                break

    def _next_round(self, owned: Owned) -> bool:
        """
        Find who is owned if the owners, which come first, are as found so far; return whether that changed anything.

        What rests on that is not remembered.
        """
        before, remembered = dict(owned), self._evaluation.remembered()
        for iri, path in before:
            owned[iri, path] = self._owned_enough(self._book.ownership_rules[iri], path)
            _forget(remembered)
        return owned != before

    def _owned_enough(self, rule: OwnershipRule, path: str) -> Diagram:
        """Return whether the shares of owners that count reach the minimum; if owners are unknown, they may."""
        node, minimum = self._facts.nodes[path], rule.minimum_share
        counted = told = self._diagrams.terminal(0)
        for holding in node.values.get(OWNERSHIP, ()):
            counts = self._evaluation.some(str(holding), OWNER, Or((Named(rule.of_owners), Named(rule.derives))))
            share = self._share(node, str(holding))
            counted = self._sum(minimum, counted, counts, share)
            told = self._sum(WHOLE, told, self._diagrams.true, share)
        enough = self._reaches(rule, counted, self._diagrams.terminal(WHOLE))
        if not self._evaluation.silence.may_have_further_owners(node):
            return enough
        perhaps = self._reaches(rule, counted, told)
        further = self._evaluation.further(path, OWNERSHIP, Named(rule.derives))
        return self._diagrams.disjunction((enough, self._diagrams.conjunction((perhaps, further))))

    def _sum(self, most: int, held: Diagram, counts: Diagram, share: Diagram) -> Diagram:
        """Return what is held with a further share, if it counts; beyond ``most`` it makes no difference."""
        return self._diagrams.apply(f"plus, up to {most}", partial(_plus, most), (held, counts, share))

    def _reaches(self, rule: OwnershipRule, counted: Diagram, told: Diagram) -> Diagram:
        """Return where the shares that count, with all that were not told, reach the minimum of a rule."""
        minimum = rule.minimum_share
        return self._diagrams.apply(
            f"at least {minimum}", lambda held, known: held + max(WHOLE - known, 0) >= minimum, (counted, told)
        )

    def _share(self, node: NodeFacts, holding: str) -> Diagram:
        """Return the share of a holding, in per cent; of one not known exactly, those that make a difference."""
        stated = self._facts.nodes[holding].values.get(SHARE, ())
        if stated:
            return self._diagrams.terminal(stated[0])
        fact = UnknownFact(holding, SHARE)
        cells = self._evaluation.cells.setdefault(
            fact, self._telling_shares(node, self._facts.nodes[holding].ranges.get(SHARE))
        )
        return self._diagrams.value_of(fact, cells)

    def _telling_shares(self, node: NodeFacts, bounds: Range | None) -> Cells:
        """
        Return the shares with which some of the stated ones reach the minimum of a rule, and none.

        Of a range only those in it, and always its least and its greatest, since several ranges may reach together
        what none does.
        """
        sums, most = {0}, max(rule.minimum_share for rule in self._book.ownership_rules.values())
        for other in node.values[OWNERSHIP]:
            for share in self._facts.nodes[str(other)].values.get(SHARE, ()):
                sums |= {min(most, found + share) for found in sums if isinstance(share, int)}
        steps = {rule.minimum_share - found for rule in self._book.ownership_rules.values() for found in sums}
        cells = tuple(sorted({0, *(step for step in steps if step > 0)}))
        if bounds is None:
            return cells
        top = WHOLE if bounds.high is None else bounds.high - 1
        return tuple(sorted({*cells_within(cells, bounds), top}))


def _forget(remembered: Iterable[tuple[dict[Any, Any], int]]) -> None:
    """Drop from each memo what came after its first so many."""
    for memo, count in remembered:
        while len(memo) > count:
            memo.popitem()


def _plus(most: int, held: int, counts: bool, share: int) -> int:
    return min(most, held + share) if counts else held
