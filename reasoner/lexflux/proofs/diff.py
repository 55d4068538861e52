"""Which transfers two laws treat differently: exactly, as ordered rules for each outcome under the first law."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, permutations
from random import Random

from lexflux.decision.decide import decide
from lexflux.decision.statuses import Verdict, severity
from lexflux.errors import InputError
from lexflux.facts.transfer import Facts, stated_node
from lexflux.grounding.formulas import FALSE, Formula, Formulas
from lexflux.grounding.integrity import consistent
from lexflux.grounding.laws import GroundLaw, ground_law
from lexflux.grounding.worlds import Worlds, completed
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Due
from lexflux.law.snapshot import Snapshot, snapshot
from lexflux.proofs.baselines import Baseline, leaving
from lexflux.proofs.counting import Counting
from lexflux.proofs.encoding import Encoding
from lexflux.proofs.grounds import explaining
from lexflux.proofs.rules import Rule, Rules
from lexflux.terms import PLACE, SAFEGUARD, SAFEGUARD_CLASS, local

MOST_ORDERS = 3
MOST_GROUNDS = 3
MOST_WITNESSES = 40
FEW_CHOICES = 2


@dataclass(frozen=True, slots=True)
class Side:
    """A law on a day."""

    regime: str
    on: datetime.date


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    What a law makes of a transfer for which all is in place but the mechanisms of transfer.

    ``mechanisms`` are those that it requires beforehand, without those that another of them implies.
    """

    verdict: Verdict
    mechanisms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """
    A rule for one outcome under the first law, and the outcome under the second.

    ``rule`` is None for all that no rule before it takes. ``before`` and ``since`` are norms of which one or another
    takes effect on each of its transfers and explains the outcome, or gaps that leave it open, ``count`` how many
    patterns it takes, ``examples`` one of them, as it stands under each law. The evaluator ``confirmed`` it, and
    without choosing a reading of an open point if it is ``settled``.
    """

    rule: Rule | None
    outcome: Outcome
    before: tuple[str, ...]
    since: tuple[str, ...]
    count: int | None
    examples: tuple[Facts, Facts]
    confirmed: bool
    settled: bool


@dataclass(frozen=True, slots=True)
class Group:
    """All transfers with one outcome under the first law, and what becomes of them by rules in their order."""

    outcome: Outcome
    turns: tuple[Turn, ...]
    count: int | None


@dataclass(frozen=True, slots=True)
class Duty:
    """
    A duty beside the mechanisms that one of the laws imposes where the other does not, as rules.

    There are none where it comes or goes exactly with the mechanism ``goes_with``, or where that is needed.
    """

    safeguard: str
    since: bool
    rules: tuple[Rule, ...]
    goes_with: str | None
    norms: tuple[str, ...]
    example: Facts


@dataclass(frozen=True)
class Diff:
    """
    How two laws differ on the transfers of a baseline.

    ``patterns`` is the number of patterns that can occur; ``proven`` whether no pattern outside the rules differs, and
    none inside turns out otherwise.
    """

    sides: tuple[Side, Side]
    baseline: Baseline
    worlds: tuple[Worlds, Worlds]
    groups: tuple[Group, ...]
    duties: tuple[Duty, ...]
    patterns: int | None
    unread: tuple[int, ...]
    proven: bool


def diff(book: LawBook, one: Side, other: Side, baseline: Baseline, origins: tuple[str, str]) -> Diff:
    """
    Compare two laws on the transfers of a baseline.

    Parameters
    ----------
    book
        The law book.
    one, other
        The laws; "before" and "since" where they are of one regime.
    baseline
        The transfers, and what varies.
    origins
        From where the transfer leaves under each law, by codes of places.

    Raises
    ------
    UnknownTermError, NoLawInForceError
        As `lexflux.law.snapshot.snapshot`.
    """
    return _Comparison(book, (one, other), baseline, origins).found()


class _Comparison:
    def __init__(self, book: LawBook, sides: tuple[Side, Side], baseline: Baseline, origins: tuple[str, str]) -> None:
        self.book = book
        self.sides = sides
        self.baseline = baseline
        laws = [snapshot(book, side.regime, side.on) for side in sides]
        self.formulas = Formulas()
        places = [self._placed(origin) for origin in origins]
        self.worlds = tuple(with_everything_else(book, one.worlds(book), laws) for one in places)
        self.laws = [
            ground_law(book, side.regime, side.on, worlds, self.formulas)
            for side, worlds in zip(sides, self.worlds, strict=True)
        ]
        choices = self.worlds[0].choices
        self.encoding = Encoding(self.formulas, choices)
        self.possible = consistent(book, self.worlds[0], self.formulas)
        self.encoding.demand(self.possible)
        self.outcomes = [self._outcomes(law) for law in self.laws]
        read = self.formulas.choices(self._told())
        self.unread = tuple(number for number in range(len(choices)) if number not in read)
        self.choices = [number for number in range(len(choices)) if number in read]
        if not self.choices:
            one, other = (side.regime for side in sides)
            raise InputError("vocabularies not comparable", one=one, other=other, name=baseline.source)
        self.rules = Rules(self.encoding, self.choices[::-1])
        self.counting = Counting(self.formulas, {number: choices[number] for number in self.choices})

    def _placed(self, origin: str) -> Baseline:
        if origin == self.baseline.origin:
            return self.baseline
        return replace(self.baseline, facts=leaving(self.baseline.facts, PLACE + origin))

    def _told(self) -> Iterator[Formula]:
        """Yield what answers tell of the laws."""
        for law in self.laws:
            yield from law.verdicts.values()
            yield from law.needed.values()

    def _outcomes(self, law: GroundLaw) -> dict[Outcome, Formula]:
        """Return the outcomes that some transfer has under a law, each with where."""
        mechanisms = {one: where for one, where in law.needed_before.items() if one in self.book.mechanisms}
        found: dict[Outcome, Formula] = {}
        left = self.possible
        while self.encoding.possible(left):
            world = self.encoding.chosen()
            where = self._alike(world, [*law.verdicts.values(), *mechanisms.values()])
            verdict = next(one for one, holds in law.verdicts.items() if self._holds(world, holds))
            needed = [one for one, holds in mechanisms.items() if self._holds(world, holds)]
            outcome = Outcome(verdict, tuple(self._narrowest(needed)) if verdict != Verdict.PROHIBITED else ())
            found[outcome] = self.formulas.disjunction((found.get(outcome, FALSE), where))
            left = self.formulas.without(left, where)
        return dict(sorted(found.items(), key=lambda item: (severity(item[0].verdict), item[0].mechanisms)))

    def _narrowest(self, needed: Sequence[str]) -> Iterator[str]:
        """Yield required mechanisms but for those that another one would satisfy as well."""
        for one in needed:
            if not any(self._implies(other, one) for other in needed if other != one):
                yield one

    def _implies(self, narrower: str, wider: str) -> bool:
        unions = self.book.unions
        if wider in self.book.classes[narrower].ancestors:
            return True
        return narrower in unions and wider in unions and unions[narrower] < unions[wider]

    def _alike(self, world: Sequence[int], formulas: Iterable[Formula]) -> Formula:
        parts = (one if self._holds(world, one) else self.formulas.negation(one) for one in formulas)
        return self.formulas.conjunction((self.possible, *parts))

    def _holds(self, world: Sequence[int], formula: Formula) -> bool:
        return bool(self.formulas.evaluate([formula], lambda choice, place: int(world[choice] == place))[0])

    def found(self) -> Diff:
        groups = tuple(self._groups())
        return Diff(
            sides=self.sides,
            baseline=self.baseline,
            worlds=(self.worlds[0], self.worlds[1]),
            groups=groups,
            duties=tuple(self._duties()),
            patterns=self._count(self.possible),
            unread=self.unread,
            proven=self._proven(groups) and all(turn.confirmed for group in groups for turn in group.turns),
        )

    def _count(self, where: Formula) -> int | None:
        return self.counting.count(self.formulas.conjunction((where, self.possible)))

    def _groups(self) -> Iterator[Group]:
        """Yield a group for each outcome under the first law of which some transfers have another since."""
        for outcome, where in self.outcomes[0].items():
            parts = {
                new: inside
                for new, since in self.outcomes[1].items()
                if self.encoding.possible(inside := self.formulas.conjunction((where, since)))
            }
            if [*parts] != [outcome]:
                yield Group(outcome, tuple(self._turns(outcome, where, parts)), self._count(where))

    def _turns(self, old: Outcome, where: Formula, parts: Mapping[Outcome, Formula]) -> Iterator[Turn]:
        orders = permutations(parts) if len(parts) <= MOST_ORDERS else [tuple(parts)]
        found = min((self._ordered(order, parts) for order in orders), key=self._cost)
        left = where
        for new, rule in found:
            taken = left if rule is None else self.formulas.conjunction((left, rule.formula(self.encoding)))
            yield self._turn(taken, old, new, rule)
            left = self.formulas.without(left, taken)

    def _cost(self, turns: Sequence[tuple[Outcome, Rule | None]]) -> int:
        return sum(self.rules.cost(rule) for _, rule in turns if rule is not None)

    def _ordered(self, order: Sequence[Outcome], parts: Mapping[Outcome, Formula]) -> list[tuple[Outcome, Rule | None]]:
        """Return rules for outcomes in an order; the last takes what is left, and each may reach into those before."""
        found: list[tuple[Outcome, Rule | None]] = []
        for place, new in enumerate(order[:-1]):
            later = self.formulas.disjunction(parts[one] for one in order[place + 1 :])
            rules = self.rules.cover(parts[new], later)
            found += [(new, rule) for rule in sorted(rules, key=self._breadth)]
        return [*found, (order[-1], None)]

    def _breadth(self, rule: Rule) -> tuple[int, int]:
        return len(rule.tests), -(self._count(rule.formula(self.encoding)) or 0)

    def _turn(self, taken: Formula, old: Outcome, new: Outcome, rule: Rule | None) -> Turn:
        world, confirmed, settled = self._witness(taken, (old, new))
        before, since = (self._grounds(law, outcome, taken) for law, outcome in zip(self.laws, (old, new), strict=True))
        count = self._count(taken)
        examples = self._example(world, 0), self._example(world, 1)
        return Turn(rule, new, tuple(before), tuple(since), count, examples, confirmed, settled)

    def _witness(self, taken: Formula, outcomes: tuple[Outcome, Outcome]) -> tuple[list[int], bool, bool]:
        """
        Return a world of a rule, whether the evaluator decides it as said, and whether it does so in every reading.

        Among some worlds one is sought that does not turn on a reading of an open point.
        """
        random = Random(0)  # noqa: S311 - worlds to try, always the same
        for _ in range(MOST_WITNESSES):
            some = random.sample(self.choices, min(FEW_CHOICES, len(self.choices)))
            atoms = [
                self.formulas.atom(one, random.randrange(len(self.encoding.choices[one].alternatives))) for one in some
            ]
            if self.encoding.possible(taken, *atoms) and self._decided(self.encoding.chosen(), outcomes, {}):
                return self.encoding.chosen(), True, True
        self.encoding.possible(taken)
        world = self.encoding.chosen()
        readings = {local(point): local(one) for point, one in self.worlds[0].readings.items()}
        return world, self._decided(world, outcomes, readings), False

    def _decided(self, world: Sequence[int], outcomes: tuple[Outcome, Outcome], readings: Mapping[str, str]) -> bool:
        """Return whether the evaluator says of a world what the circuit does, on both sides."""
        for place, (side, outcome) in enumerate(zip(self.sides, outcomes, strict=True)):
            decision = decide(self.book, self._example(world, place), side.regime, side.on, readings)
            if decision.possible != (outcome.verdict,):
                return False
        return True

    def _example(self, world: Sequence[int], side: int) -> Facts:
        return self.worlds[side].world(self.book, world)

    def _grounds(self, law: GroundLaw, outcome: Outcome, taken: Formula) -> Sequence[str]:
        """Return as few norms or gaps as explain an outcome on all transfers of a rule: one or another touches each."""
        acting: list[str] = []
        for holding in explaining(self.book, law, outcome.verdict, outcome.mechanisms):
            touching = {iri: where for iri, where in holding.items() if self.encoding.possible(taken, where)}
            if not self._covered(taken, touching.values()):
                acting = acting or [*touching]
                continue
            for size in range(1, MOST_GROUNDS + 1):
                for some in combinations(touching, size):
                    if self._covered(taken, (touching[iri] for iri in some)):
                        return some
            return [*touching]
        return acting

    def _covered(self, taken: Formula, parts: Iterable[Formula]) -> bool:
        return not self.encoding.possible(self.formulas.without(taken, self.formulas.disjunction(parts)))

    def _duties(self) -> Iterator[Duty]:
        one, other = self.laws
        for safeguard in sorted({*one.needed, *other.needed} - self.book.mechanisms):
            before, since = one.needed.get(safeguard, FALSE), other.needed.get(safeguard, FALSE)
            for where, law, is_new in (
                (self.formulas.without(before, since), one, False),
                (self.formulas.without(since, before), other, True),
            ):
                if self.encoding.possible(where):
                    yield self._duty(safeguard, where, law, is_new)

    def _duty(self, safeguard: str, where: Formula, law: GroundLaw, is_new: bool) -> Duty:
        example = self._example(self.encoding.chosen(), int(is_new))
        mechanism = self._mechanism_like(where, is_new)
        rules = [] if mechanism else self.rules.cover(where, self.formulas.negation(where))
        norms = [norm.iri for norm in law.law.obligations if norm.requires == safeguard]
        acting = [iri for iri in norms if self.encoding.possible(where, law.effective[iri])]
        return Duty(safeguard, is_new, tuple(sorted(rules, key=self._breadth)), mechanism, tuple(acting), example)

    def _mechanism_like(self, where: Formula, is_new: bool) -> str | None:
        """Return the mechanism that comes, or goes, exactly where a duty does."""
        own, other = self.laws[::-1] if is_new else self.laws
        for mechanism in sorted(self.book.mechanisms & own.needed.keys()):
            needed = own.needed[mechanism]
            moved = self.formulas.without(needed, other.needed.get(mechanism, FALSE))
            if any(not self.encoding.possible(self.formulas.difference(one, where)) for one in (needed, moved)):
                return mechanism
        return None

    def _proven(self, groups: Sequence[Group]) -> bool:
        """Return whether the rules say of every transfer what the laws do."""
        by_outcome = {group.outcome: group for group in groups}
        for outcome, where in self.outcomes[0].items():
            group, left = by_outcome.get(outcome), where
            turns = group.turns if group else ()
            for turn in turns:
                rule = turn.rule.formula(self.encoding) if turn.rule else where
                taken = self.formulas.conjunction((left, rule))
                if self.encoding.possible(self.formulas.without(taken, self.outcomes[1][turn.outcome])):
                    return False
                left = self.formulas.without(left, taken)
            same = self.outcomes[1].get(outcome, FALSE)
            rest = left if group else self.formulas.without(where, same)
            if self.encoding.possible(rest):
                return False
        return True


def with_everything_else(book: LawBook, worlds: Worlds, laws: Sequence[Snapshot]) -> Worlds:
    """Return worlds in which all that laws require before a transfer is in place, but for mechanisms."""
    required = {
        str(norm.requires)
        for law in laws
        for norm in law.obligations
        if norm.due == Due.BEFORE_TRANSFER and norm.requires not in book.mechanisms
    }
    kinds = sorted({_kind_within(book, one) for one in required})
    instead = {
        norm.permits
        for law in laws
        for required, norms in law.substitutes.items()
        for norm in norms
        if required in book.mechanisms
    }
    kinds = [kind for kind in kinds if (book.mechanisms | instead).isdisjoint(book.classes[kind].ancestors)]
    nodes = {f"safeguard/{number}": kind for number, kind in enumerate(kinds, 1)}
    transfer = worlds.facts.nodes["transfer"]
    transfer = replace(transfer, values={**transfer.values, SAFEGUARD: tuple(nodes)})
    described = {
        path: completed(book, stated_node(book, path, SAFEGUARD_CLASS, [kind])) for path, kind in nodes.items()
    }
    return replace(worlds, facts=Facts({**worlds.facts.nodes, "transfer": transfer, **described}))


def _kind_within(book: LawBook, safeguard: str) -> str:
    """Return a kind that can be stated of a safeguard and is of a required class."""
    return min(book.unions[safeguard]) if safeguard in book.unions else safeguard
