"""Short rules that hold exactly where a formula does: many-valued prime implicants, and as few of them as cover it.

A rule says of some choices on which alternatives they fall. It is a prime if no part of it can be left out (W. V.
Quine, "A Way to Simplify Truth Functions", 1955); a solver finds it from one world by leaving out what its refutation
does not need. As few rules as cover all worlds are a minimum hitting set, found by MaxSAT over the worlds met so far.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from lexflux.grounding.formulas import Formula
from lexflux.grounding.worlds import Choice
from lexflux.proofs.encoding import Encoding

ORDERS = 8
"""From each world, so many primes are sought: each order of leaving out may lead to another."""
WHOLE_RULE, ONE_TEST = 4, 1


@dataclass(frozen=True, slots=True)
class Rule:
    """Alternatives to which some choices, by number, are restricted; a choice that is not named is free."""

    tests: tuple[tuple[int, frozenset[int]], ...]

    def formula(self, encoding: Encoding) -> Formula:
        """Return where the rule holds."""
        formulas = encoding.formulas
        return formulas.conjunction(
            formulas.disjunction(formulas.atom(choice, place) for place in sorted(places))
            for choice, places in self.tests
        )


@dataclass(frozen=True, slots=True)
class _Test:
    choice: int
    places: frozenset[int]
    literal: int


class Rules:
    """
    Finds rules over some choices.

    Parameters
    ----------
    encoding
        The worlds; what was demanded of them holds in all.
    choices
        The numbers of the choices of which rules may speak, those to be left out first at the front.
    """

    def __init__(self, encoding: Encoding, choices: Sequence[int]) -> None:
        self.encoding = encoding
        self.formulas = encoding.formulas
        self.choices = choices
        self._tests = {choice: list(self._all_tests(choice)) for choice in choices}
        self._random = Random(0)  # noqa: S311 - orders to try, always the same

    def cover(self, where: Formula, outside: Formula) -> list[Rule]:
        """Return as few and as short rules as were found that hold wherever ``where`` does and nowhere ``outside``."""
        found: dict[Rule, int] = {}
        worlds: list[list[int]] = []
        chosen: list[Rule] = []
        while self.encoding.possible(where, given=[-found[rule] for rule in chosen]):
            world = self.encoding.chosen()
            worlds.append(world)
            for order in self._orders():
                rule = self._prime(world, outside, order)
                found.setdefault(rule, self.encoding.literal(rule.formula(self.encoding)))
            chosen = self._fewest(list(found), worlds)
        return self._narrowed(chosen, where)

    def _narrowed(self, rules: list[Rule], where: Formula) -> list[Rule]:
        """Return rules that name no alternative which their cover does not need, so that each says what it is about."""
        for number, rule in enumerate(rules):
            for choice, places in rule.tests:
                for place in sorted(places) if self._is_scattered(choice, places) else ():
                    narrower = _without(rules[number], choice, place)
                    others = [narrower, *rules[:number], *rules[number + 1 :]]
                    if narrower.tests and self._covers(others, where):
                        rules[number] = narrower
        return rules

    def _covers(self, rules: Sequence[Rule], where: Formula) -> bool:
        covered = self.formulas.disjunction(rule.formula(self.encoding) for rule in rules)
        return not self.encoding.possible(self.formulas.without(where, covered))

    def _orders(self) -> Iterator[Sequence[int]]:
        yield self.choices
        for _ in range(ORDERS - 1):
            yield self._random.sample(self.choices, len(self.choices))

    def _prime(self, world: Sequence[int], outside: Formula, order: Sequence[int]) -> Rule:
        """Return a rule that holds in a world and nowhere outside, and of which no part can be left out."""
        kept = [test for choice in order for test in self._tests[choice] if world[choice] in test.places]
        kept = self._needed(kept, outside)
        place = 0
        while place < len(kept):
            tried = kept[:place] + kept[place + 1 :]
            less = self._refuted(tried, outside)
            if less is None:
                place += 1
            else:
                kept = [test for number, test in enumerate(tried) if number < place or test.literal in less]
        return _rule(kept)

    def _needed(self, tests: list[_Test], outside: Formula) -> list[_Test]:
        core = self._refuted(tests, outside) or set()
        return [test for test in tests if test.literal in core]

    def _refuted(self, tests: Sequence[_Test], outside: Formula) -> set[int] | None:
        """Return which tests are needed to exclude what is outside; None if they do not exclude it."""
        if self.encoding.possible(outside, given=[test.literal for test in tests]):
            return None
        return self.encoding.solver.core()

    def _all_tests(self, choice: int) -> Iterator[_Test]:
        """Yield what a rule may say of a choice: of numbers bounds, of others which alternatives they are not."""
        cells, count = self.encoding.cells(choice), len(self.encoding.choices[choice].alternatives)
        everything = frozenset(range(count))
        if is_number(self.encoding.choices[choice]):
            for bound in range(1, count):
                above = self.encoding.solver.disjunction(cells[bound:])
                yield _Test(choice, frozenset(range(bound, count)), above)
                yield _Test(choice, frozenset(range(bound)), -above)
        elif count == 2:
            yield from (_Test(choice, frozenset((place,)), cell) for place, cell in enumerate(cells))
        else:
            yield from (_Test(choice, everything - {place}, -cell) for place, cell in enumerate(cells))

    def _fewest(self, rules: Sequence[Rule], worlds: Sequence[Sequence[int]]) -> list[Rule]:
        """Return the cheapest rules of which one holds in each world."""
        from pysat.examples.rc2 import RC2
        from pysat.formula import WCNF

        clauses: Any = WCNF()  # type: ignore[no-untyped-call]
        for world in worlds:
            clauses.append([number for number, rule in enumerate(rules, 1) if holds_in(rule, world)])
        for number, rule in enumerate(rules, 1):
            clauses.append([-number], weight=self.cost(rule))
        with RC2(clauses) as solver:  # type: ignore[no-untyped-call]
            model = solver.compute() or []
        return [rules[number - 1] for number in model if number > 0]

    def cost(self, rule: Rule) -> int:
        """Return how long a rule is to read."""
        return WHOLE_RULE + sum(ONE_TEST + self._is_scattered(choice, places) for choice, places in rule.tests)

    def _is_scattered(self, choice: int, places: frozenset[int]) -> bool:
        whole = self.encoding.choices[choice]
        count = len(whole.alternatives)
        return count > 2 and not is_number(whole) and len(places) > 1


def is_number(choice: Choice) -> bool:
    """Return whether a choice is between numbers, the least first."""
    return all(
        len(alternative) == 1 and len(alternative[0]) == 1 and type(alternative[0][0]) is int
        for alternative in choice.alternatives
    )


def holds_in(rule: Rule, world: Sequence[int]) -> bool:
    """Return whether a rule holds in a world."""
    return all(world[choice] in places for choice, places in rule.tests)


def _without(rule: Rule, choice: int, place: int) -> Rule:
    """Return a rule that does not hold on one alternative; if it has no other, a rule without tests."""
    tests = tuple((one, places - {place} if one == choice else places) for one, places in rule.tests)
    return Rule(tests if all(places for _, places in tests) else ())


def _rule(tests: Sequence[_Test]) -> Rule:
    """Return the rule of some tests, in the order of the choices."""
    found: dict[int, frozenset[int]] = {}
    for test in tests:
        found[test.choice] = found.get(test.choice, test.places) & test.places
    return Rule(tuple(sorted(found.items())))
