"""The counts of a transfer taken from a ledger."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lexflux.decision.evaluation import Truth
from lexflux.decision.gates import gates_at
from lexflux.errors import InputError, did_you_mean, listed
from lexflux.facts.counts import Bounds, bounds_of, written
from lexflux.facts.transfer import Facts, NodeFacts
from lexflux.law.cumulative import CumulativeCount
from lexflux.law.lawbook import LawBook
from lexflux.ledger.counting import Counted, count_up
from lexflux.ledger.membership import counted_sets, target_of
from lexflux.ledger.profiles import EXPORTER, PEOPLE_IN_SET, PERSON, RECIPIENT, name_of
from lexflux.ledger.store import Ledger
from lexflux.terms import DATA, DATA_SET, local


@dataclass(frozen=True, slots=True)
class Filled:
    """The ``facts`` of a transfer with their counts, and ``counted``: what the ledger gave, by node and fact."""

    facts: Facts
    counted: dict[tuple[str, str], Counted]


def fill(
    book: LawBook, ledger: Ledger, facts: Facts, day: datetime.date, included: bool = False, exporter: str | None = None
) -> Filled:
    """
    Return the facts of a transfer with every count that a law adds up over transfers, taken from a ledger.

    Parameters
    ----------
    book, ledger
        The law book and the ledger.
    facts
        The transfer. The people of its data sets (``peopleInSet``) are added to those of the ledger.
    day
        Day until which is counted.
    included
        Whether the transfer is in the ledger already.
    exporter
        Name of the exporter in the ledger; by default as in the facts, or the only one that the ledger has.

    Raises
    ------
    InputError
        If the ledger has no such exporter, or the facts state a count that the ledger contradicts.
    """
    name, recipient = exporter_in(ledger, exporter or name_of(facts, EXPORTER)), name_of(facts, RECIPIENT)
    regimes = gates_at(book, facts, day).open_regimes
    counted: dict[tuple[str, str], Counted] = {}
    nodes = dict(facts.nodes)
    for count in (one for one in book.cumulative_counts.values() if one.regime in regimes):
        for path in places(book, facts, count):
            target = target_of(facts, name, recipient, path if nodes[path].owner == DATA_SET else None)
            found = count_up(book, ledger, count, target, day)
            own = Bounds(0, 0) if included else _own(book, facts, count, day, path)
            whole = _together(found.bounds, own)
            known = found.estimate if own.most == 0 else None
            counted[path, count.count_of] = replace(found, bounds=whole, estimate=known)
            nodes[path] = stated(nodes[path], count.count_of, whole)
    return Filled(Facts(nodes), counted)


def exporter_in(ledger: Ledger, name: str) -> str:
    """
    Return the exporter whose transfers are counted, the only one of the ledger if no name is given.

    Raises
    ------
    InputError
        If the ledger has none of that name, or several and no name is given.
    """
    known = sorted({profile.exporter for profile in ledger.profiles})
    if name in known:
        return name
    if not name and len(known) == 1:
        return known[0]
    if not name:
        raise InputError("exporter not told", name=str(ledger.folder), known=listed(known))
    raise InputError("exporter not in ledger", name=str(ledger.folder), exporter=name, hint=did_you_mean(name, known))


def places(book: LawBook, facts: Facts, count: CumulativeCount) -> Iterator[str]:
    """Yield the paths of the nodes of which a count is a fact: the exporter, or each data set."""
    shape = book.schema.shape(count.count_of)
    prop = DATA if shape is not None and shape.owner == DATA_SET else EXPORTER
    yield from map(str, facts.nodes["transfer"].values.get(prop, ()))


def _own(book: LawBook, facts: Facts, count: CumulativeCount, day: datetime.date, path: str) -> Bounds:
    """Return how many the transfer itself adds: of the data set at a path, or of all."""
    found = counted_sets(book, facts, count.regime, day).get(count.iri, {})
    sets = {
        one: truth for one, truth in found.items() if truth is not Truth.FALSE and path in (one, *_exporters(facts))
    }
    most: int | None = 0
    for one in sets:
        of_set = _people(facts.nodes[one], count).most
        most = None if most is None or of_set is None else most + of_set
    sure = (one for one, truth in sets.items() if truth is Truth.TRUE and count.only is None)
    return Bounds(max((_people(facts.nodes[one], count).least for one in sure), default=0), most)


def _exporters(facts: Facts) -> tuple[str, ...]:
    return tuple(map(str, facts.nodes["transfer"].values.get(EXPORTER, ())))


def _people(node: NodeFacts, count: CumulativeCount) -> Bounds:
    return bounds_of(node, PEOPLE_IN_SET) if count.unit == PERSON else Bounds(0, None)


def _together(one: Bounds, other: Bounds) -> Bounds:
    """Return the number of both: nobody knows who is among both of them."""
    most = None if one.most is None or other.most is None else one.most + other.most
    return Bounds(max(one.least, other.least), most)


def stated(node: NodeFacts, prop: str, found: Bounds) -> NodeFacts:
    """Return a node with a count, within what is stated of it; raises `InputError` if the two contradict."""
    said = prop in node.values or prop in node.ranges
    whole = found.within(bounds_of(node, prop)) if said else found
    if whole.most is not None and whole.least > whole.most:
        given = written(node.values[prop][0]) if prop in node.values else written(node.ranges[prop])
        raise InputError("count contradicts ledger", fact=local(prop), given=given, least=found.least, most=found.most)
    unknown = node.unknown - {prop}
    if whole.least == whole.most:
        ranges = {key: one for key, one in node.ranges.items() if key != prop}
        return replace(node, values={**node.values, prop: (whole.least,)}, ranges=ranges, unknown=unknown)
    if whole == Bounds(0, None):
        return node
    return replace(node, ranges={**node.ranges, prop: whole.as_range()}, unknown=unknown)
