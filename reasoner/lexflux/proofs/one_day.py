"""The law of a regime on a day over all transfers of one data set, each told by how it differs from an ordinary one."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from lexflux.decision.decide import decide
from lexflux.decision.statuses import NormStatus
from lexflux.facts.ordinary import FILE, ordinary_export
from lexflux.facts.reader import read_tree
from lexflux.facts.transfer import Facts
from lexflux.grounding.formulas import Formula, Formulas
from lexflux.grounding.integrity import consistent
from lexflux.grounding.laws import GroundLaw, ground_law
from lexflux.grounding.openings import Opening
from lexflux.grounding.worlds import Choice, Fact, Worlds
from lexflux.law.conditions import Value
from lexflux.law.lawbook import LawBook
from lexflux.law.snapshot import snapshot
from lexflux.proofs.changes import smallest_changes
from lexflux.proofs.encoding import Encoding
from lexflux.proofs.findings import Finding
from lexflux.terms import LF, TYPE, local

LOCATED_IN = ("exporter", LF + "locatedIn"), ("recipient", LF + "locatedIn")
KINDS, PERSONAL = ("data/1", TYPE), LF + "PersonalInformation"
ROLES = ("exporter", LF + "role"), ("recipient", LF + "role")
ROLES_IN_DATA = frozenset(
    LF + name for name in ("Controller", "JointController", "Processor", "SubProcessor", "DataSubject")
)
"""What a party can be to the data; other roles are about the deal and come beside one of these."""


class OneDay:
    """
    The law of a day over all transfers of one data set.

    Data are of a kind where the law tells personal information from other, and each party has a role in them.
    """

    def __init__(self, book: LawBook, regime: str, on: datetime.date) -> None:
        self.book = book
        self.regime = regime
        self.on = on
        self.formulas = Formulas()
        self.worlds: Worlds = Opening(book, [snapshot(book, regime, on)]).worlds()
        self.law: GroundLaw = ground_law(book, regime, on, self.worlds, self.formulas)
        self.encoding = Encoding(self.formulas, self.worlds.choices)
        self.encoding.demand(consistent(book, self.worlds, self.formulas))
        entries = self.worlds.entries.get(KINDS, ())
        kinds = frozenset(kind for values, _, _ in entries for kind in values)
        if PERSONAL in kinds:
            self._demand_some(KINDS, kinds)
        for fact in ROLES:
            self._demand_some(fact, ROLES_IN_DATA)

    def _demand_some(self, fact: Fact, among: frozenset[Value]) -> None:
        """Leave out the worlds in which a list has none of some values, if it can have one."""
        entries = self.worlds.entries.get(fact, ())
        some = [self.formulas.atom(choice, place) for values, choice, place in entries if not among.isdisjoint(values)]
        if some:
            self.encoding.demand(self.formulas.disjunction(some))

    @cached_property
    def _ordinary(self) -> Facts:
        """What is ordinary of a transfer, its parties and its data."""
        return read_tree(ordinary_export(local(self._home), local(self._home)), self.book, FILE)

    @cached_property
    def _home(self) -> str:
        """The place of the regime, of several the one under the least other law."""
        entries = self.worlds.entries[LOCATED_IN[0]]
        homes = (str(value) for values, _, _ in entries for value in values if self._is_home(str(value)))
        return min(homes, key=lambda place: (len(self.book.regimes_of(place, self.on)), place))

    @cached_property
    def plain(self) -> list[int]:
        """An ordinary export: from a place of the regime to one that no law names, with nothing special."""
        return [self._plain(choice) for choice in self.worlds.choices]

    def _plain(self, choice: Choice) -> int:
        fact, values = choice.facts[0], [alternative[0] for alternative in choice.alternatives]
        path, prop = fact
        if prop in self.book.open_points:
            return 0
        if fact == LOCATED_IN[0]:
            return values.index((self._home,))
        if fact == LOCATED_IN[1]:
            return len(values) - 1
        usual = self._ordinary.nodes.get(path)
        said = () if usual is None else usual.types if prop == TYPE else usual.values.get(prop, ())
        usual_place = next((place for place, some in enumerate(values) if some and {*some} <= {*said}), None)
        return self._nothing_special(values) if usual_place is None else usual_place

    def _nothing_special(self, values: Sequence[tuple[Value, ...]]) -> int:
        """Return the place of no value, of false, of the least number, or of the term that stands for all others."""
        first = values[0]
        return len(values) - 1 if first and isinstance(first[0], str) else 0

    def _is_home(self, place: str) -> bool:
        return self.regime in self.book.regimes_of(place, self.on)

    @cached_property
    def leaving(self) -> Formula:
        """Where the exporter is at home under the regime and the recipient is not."""
        here, there = (
            self.formulas.disjunction(
                self.formulas.atom(choice, place)
                for values, choice, place in self.worlds.entries.get(fact, ())
                if values and self._is_home(str(values[0]))
            )
            for fact in LOCATED_IN
        )
        return self.formulas.without(here, there)

    def nearest(self, goal: Formula, most: int = 1) -> Iterator[list[int]]:
        """Yield worlds in which a formula holds and as little as can be is not ordinary."""
        for changes in smallest_changes(self.encoding, self.plain, goal, range(len(self.plain)), most):
            yield [changes.get(choice, place) for choice, place in enumerate(self.plain)]

    def finding(
        self, kind: str, norms: Iterable[str], others: Iterable[str], world: Sequence[int], **expected: object
    ) -> Finding:
        """Return a finding that a world shows, with what the evaluator says of it."""
        facts = self.worlds.world(self.book, world)
        readings = {local(point): local(one) for point, one in self.worlds.readings_of(self.book, world).items()}
        decision = decide(self.book, facts, self.regime, self.on, readings)
        effective = {one.norm.iri for one in decision.with_status(NormStatus.EFFECTIVE)}
        named = {*norms, *others}
        verdict = expected.get("verdict")
        confirmed = named <= effective if verdict is None else decision.possible == (verdict,)
        return Finding(kind, tuple(norms), tuple(others), facts, tuple(self._told(world)), confirmed)

    def _told(self, world: Sequence[int]) -> Iterator[tuple[str, str, tuple[object, ...]]]:
        for choice, place, plain in zip(self.worlds.choices, world, self.plain, strict=True):
            if place != plain:
                for (path, prop), values in zip(choice.facts, choice.alternatives[place], strict=True):
                    yield path, prop, values
