"""By which ways data may go from one place to another: directly, or onward through a third, each hop decided.

A hop is an edge of a network from a place, with the conditions under which data lie there, to the next; its weight is
what has to be done before it. Places that all law treats alike on the day are decided once.
"""

from __future__ import annotations

import datetime
import enum
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeAlias

import networkx as nx

from lexflux.decision.flows import LegDecision, decide_leg
from lexflux.decision.mechanism import has_no_way
from lexflux.decision.statuses import Verdict
from lexflux.facts.flow import read_tree
from lexflux.facts.legs import Flow
from lexflux.facts.ordinary import ordinary
from lexflux.law.conditions import HasValue, OneOf
from lexflux.law.lawbook import LawBook
from lexflux.law.reading import conditions_read
from lexflux.law.snapshot import snapshot_if_in_force
from lexflux.planning.deciding import KeptLegs
from lexflux.planning.network import Planned
from lexflux.planning.plan import Bar, Closed, Question, make_plan
from lexflux.planning.sharing import PLACE_CLASS, SharedLaw, moved
from lexflux.terms import local

COUNTS = ("peopleThisYear", "peopleSincePreviousYear", "peopleProcessed")
END = ("end",)
STEP, DAY = 1 << 20, 1 << 10
"""What a step and a day of an authority weigh beside a paper."""


Network: TypeAlias = "nx.DiGraph[tuple[str, ...]]"


class Passage(enum.StrEnum):
    """Whether data may take a hop."""

    FREE = "free"
    WITH_SAFEGUARDS = "with safeguards"
    OPEN = "open"
    BARRED = "barred"


def passage_of(leg: LegDecision) -> Passage:
    """Return whether data may take a hop, by all law together: not without an open way for what is required."""
    if any(has_no_way(decision) for decision in leg.decisions):
        return Passage.BARRED
    found = {
        Verdict.PROHIBITED: Passage.BARRED,
        Verdict.UNDETERMINED: Passage.OPEN,
        Verdict.CONDITIONAL: Passage.WITH_SAFEGUARDS,
    }
    return found.get(leg.verdict, Passage.FREE)


@dataclass(frozen=True, slots=True)
class Cargo:
    """
    What is sent on the day: kinds of data, purposes, and of how many people, if that is known.

    The names of kinds and purposes are those of the vocabulary.
    """

    kinds: tuple[str, ...]
    on: datetime.date
    purposes: tuple[str, ...] = ()
    people: int | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """
    One leg of a way, as decided.

    ``origin`` and ``target`` are places, each the first of those that law treats alike; ``tasks`` is what has to be
    done before the leg starts, ``days`` the time that authorities have for it, ``bars`` what forbids it, ``closed``
    what is required and has no way that is open, ``questions`` on what its answer turns.
    """

    origin: str
    target: str
    found: LegDecision
    tasks: tuple[Planned, ...]
    days: int
    bars: tuple[Bar, ...]
    closed: tuple[Closed, ...]
    questions: tuple[Question, ...]

    @property
    def passage(self) -> Passage:
        """Whether data may take it."""
        return Passage.BARRED if self.bars else passage_of(self.found)

    @property
    def papers(self) -> int:
        """How many papers the steps ask for."""
        return sum(len(one.task.step.papers) for one in self.tasks if one.task.step)

    @property
    def weight(self) -> int:
        """What has to be done, as one number by which ways are ranked: steps, then days, then papers."""
        return len(self.tasks) * STEP + self.days * DAY + self.papers


@dataclass(frozen=True, slots=True)
class Way:
    """Hops one after the other."""

    hops: tuple[Hop, ...]

    @property
    def weight(self) -> int:
        """What has to be done on the whole way."""
        return sum(hop.weight for hop in self.hops)

    @property
    def is_open(self) -> bool:
        """Whether some hop turns on what is not known."""
        return any(hop.passage == Passage.OPEN for hop in self.hops)


@dataclass(frozen=True, slots=True)
class Routes:
    """
    The ways from one place to another.

    ``ways`` are lawful, the least burdensome first, ``perhaps`` turn on what is not known, ``closed`` are the hops that
    are barred. ``alike`` has for each place of a hop all that law treats like it, ``tried`` is how many places were
    tried as third ones: those under neither of the two laws.
    """

    origin: str
    target: str
    cargo: Cargo
    ways: tuple[Way, ...]
    perhaps: tuple[Way, ...]
    closed: tuple[Hop, ...]
    alike: Mapping[str, tuple[str, ...]]
    tried: int


class RouteFinder:
    """
    Finds ways for a cargo on a day.

    Parameters
    ----------
    book
        The law book.
    cargo
        What is sent.
    via
        The places that are tried as third ones; none: all whose law is encoded.
    """

    def __init__(self, book: LawBook, cargo: Cargo, via: Sequence[str] = ()) -> None:
        self.book = book
        self.cargo = cargo
        self.via = via
        self._law = SharedLaw(book, cargo.on)
        self._like: dict[int, tuple[Sequence[str], Flow]] = {}
        self._hops: dict[tuple[tuple[str, ...], bool], Hop] = {}

    @cached_property
    def supposed(self) -> Mapping[str, Any]:
        """What is supposed of each transfer, party and data set."""
        return ordinary()

    @cached_property
    def alike(self) -> dict[str, tuple[str, ...]]:
        """The places whose law is encoded and in force, by the first of those that all law treats alike on the day."""
        groups: dict[tuple[object, ...], list[str]] = {}
        for place in sorted(self.book.individuals):
            regimes = self.book.regimes_of(place, self.cargo.on)
            if PLACE_CLASS in self.book.individuals[place] and place not in self.book.areas and self._hold(regimes):
                own = place if place in self._named else None
                groups.setdefault((regimes, self.book.designated_as(place, self.cargo.on), own), []).append(place)
        return {places[0]: tuple(places) for places in groups.values()}

    def _hold(self, regimes: tuple[str, ...]) -> bool:
        """Return whether there are some, and law of each is in force on the day."""
        found = [snapshot_if_in_force(self.book, one, self.cargo.on) for one in regimes]
        return bool(found) and None not in found

    @cached_property
    def _named(self) -> frozenset[str]:
        """The places that a condition names."""
        read = conditions_read(self.book, self.book.conditions())
        values = {str(part.value) for part in read if isinstance(part, HasValue)}
        return frozenset(values.union(*(part.individuals for part in read if isinstance(part, OneOf))))

    def routes(self, origin: str, target: str) -> Routes:
        """Return the ways from one place to another, directly and through each third place."""
        own = {self.book.regimes_of(place, self.cargo.on) for place in (origin, target)}
        others = self.via or self._representatives(origin, target)
        thirds = [place for place in others if self.book.regimes_of(place, self.cargo.on) not in own]
        network: Network = nx.DiGraph()
        closed: list[Hop] = []
        self._add(network, (origin, target), closed)
        for third in thirds:
            if self._add(network, (origin, third), closed, passed_on=True):
                self._add(network, (origin, third, target), closed)
        network.add_edges_from((node, END, {"weight": 0}) for node in list(network) if node[-1] == target)
        ways = list(self._ways(network, (origin,)))
        return Routes(
            origin,
            target,
            self.cargo,
            tuple(one for one in ways if not one.is_open),
            tuple(one for one in ways if one.is_open),
            tuple(closed),
            self.alike,
            len(thirds) if self.via else sum(len(self.alike[place]) for place in thirds),
        )

    def reached(self, origin: str) -> list[Hop]:
        """Return the hop from a place to each other one whose law is encoded."""
        return [self.hop((origin, place)) for place in self._representatives(origin)]

    def everywhere(self) -> nx.DiGraph[str]:
        """Return all hops without a third place as a network; each edge has its ``passage``."""
        network: nx.DiGraph[str] = nx.DiGraph()
        network.add_nodes_from(self.alike)
        for origin in self.alike:
            for target in self._representatives(origin):
                found = decide_leg(self._law, self._flow((origin, target)).legs[0])
                network.add_edge(origin, target, passage=passage_of(found))
        return network

    def _representatives(self, *without: str) -> Iterator[str]:
        """Yield a place of each group of those that law treats alike, none of them among some."""
        for places in self.alike.values():
            yield from [place for place in places if place not in without][:1]

    def _add(self, network: Network, path: tuple[str, ...], closed: list[Hop], passed_on: bool = False) -> bool:
        """
        Add the last hop of a way to the network, or to the closed; return whether it is in the network.

        A node of the network is the way by which data came.
        """
        hop = self.hop(path, passed_on)
        if hop.passage == Passage.BARRED:
            closed.append(hop)
            return False
        network.add_edge(path[:-1], path, weight=hop.weight, hop=hop)
        return True

    def _ways(self, network: Network, start: tuple[str, ...]) -> Iterator[Way]:
        """Yield the ways to the end, the lightest first (J. Y. Yen, "Finding the K Shortest Loopless Paths", 1971)."""
        if END not in network or start not in network or not nx.has_path(network, start, END):
            return
        for nodes in nx.shortest_simple_paths(network, start, END, weight="weight"):
            yield Way(tuple(network.edges[pair]["hop"] for pair in pairwise(nodes[:-1])))

    def hop(self, path: tuple[str, ...], passed_on: bool = False) -> Hop:
        """
        Return the last hop of a way, decided with the conditions that data bring from the hops before.

        ``passed_on`` says that data go on from its end to a third party.
        """
        if (path, passed_on) not in self._hops:
            self._hops[path, passed_on] = self._decided(path, passed_on)
        return self._hops[path, passed_on]

    def _decided(self, path: tuple[str, ...], passed_on: bool) -> Hop:
        flow = self._flow(path)
        if passed_on:
            flow = replace(flow, legs=(*flow.legs[:-1], replace(flow.legs[-1], passed_on=True)))
        plan = make_plan(self.book, flow, KeptLegs(lambda _: self._law), self.cargo.on)
        name = flow.legs[-1].name
        tasks = tuple(one for one in plan.awaited if name in one.task.legs)
        ends = [one.ends for one in tasks if one.ends]
        return Hop(
            origin=path[-2],
            target=path[-1],
            found=plan.found.legs[-1],
            tasks=tasks,
            days=(max(ends, default=self.cargo.on) - self.cargo.on).days,
            bars=tuple(bar for bar in plan.bars if bar.leg.leg.name == name),
            closed=tuple(one for one in plan.closed if one.leg.leg.name == name),
            questions=tuple(one for one in plan.questions if name in one.legs),
        )

    def _flow(self, path: Sequence[str]) -> Flow:
        """Return the transfers of a way as a flow: each leg hands on what came by the one before."""
        if not self.book.areas.keys().isdisjoint(path):
            return self._read(path)
        if len(path) not in self._like:
            self._like[len(path)] = path, self._read(path)
        like, flow = self._like[len(path)]
        places = dict(zip(like, path, strict=True))
        return replace(flow, legs=tuple(replace(leg, facts=moved(leg.facts, places)) for leg in flow.legs))

    def _read(self, path: Sequence[str]) -> Flow:
        supposed = deepcopy(dict(self.supposed))
        transfer = {**supposed["transfer"], **({"purpose": list(self.cargo.purposes)} if self.cargo.purposes else {})}
        parties = {f"party {number}": self._party(place, supposed["party"]) for number, place in enumerate(path, 1)}
        names = list(parties)
        data = {**supposed["data"], "type": list(self.cargo.kinds), "collectedIn": local(path[0])}
        if self.cargo.people is not None:
            data |= {"peopleInSet": self.cargo.people}
        legs: list[dict[str, Any]] = []
        for number, recipient in enumerate(names[1:], 1):
            before = {"continues": str(number - 1)} if number > 1 else {"exporter": names[0], "data": ["data"]}
            legs.append({"name": str(number), **before, "recipient": recipient, **transfer})
        tree = {"date": self.cargo.on.isoformat(), "parties": parties, "datasets": {"data": data}, "legs": legs}
        flow = read_tree(tree, self.book)
        assert isinstance(flow, Flow)
        return flow

    def _party(self, place: str, supposed: Mapping[str, Any]) -> dict[str, Any]:
        counts = {} if self.cargo.people is None else dict.fromkeys(COUNTS, self.cargo.people)
        return {"locatedIn": local(place), **supposed, **counts}
