"""Whether leaves hold, by what the cells say that they read: looked up, and asked of the evaluator once for each."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from lexflux.batch.columnar.bits import ROWS, Words
from lexflux.batch.columnar.cells import ROOT, Columns, TableColumn, related
from lexflux.batch.columnar.leaves import Leaf
from lexflux.decision.decide import apply_law
from lexflux.decision.evaluation import Truth
from lexflux.facts.transfer import Facts
from lexflux.law.conditions import HasValue, Named, Some
from lexflux.law.lawbook import LawBook
from lexflux.law.snapshot import Snapshot
from lexflux.terms import LF, NOTIFIED_ON, SAFEGUARD, SAFEGUARD_CLASS, TYPE

Codes = npt.NDArray[np.int64]
Key = tuple[int, ...]
MOST_COMBINED = 1 << 20
"""Numbers of combinations are kept below this, so that what is found for each can be looked up."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which law something is asked, on which day, with which readings of open points, and whether strictly."""

    book: LawBook
    law: Snapshot
    on: datetime.date
    readings: Mapping[str, str]
    strict: bool

    def truths(self, facts: Facts, leaves: Iterable[Leaf], on: datetime.date | None = None) -> tuple[Truth, ...]:
        """Return whether leaves hold for a transfer of which only what they read has to be told."""
        evaluation, _ = apply_law(self.book, facts, self.law, on or self.on, self.readings, self.strict)
        return tuple(evaluation.truth(evaluation.holds(leaf.condition, leaf.at)) for leaf in leaves)


@dataclass(frozen=True, slots=True)
class Reads:
    """The places of the columns that leaves read, and whether they read the day too."""

    columns: tuple[int, ...]
    day: bool


def reads_of(columns: Columns, leaf: Leaf) -> Reads:
    """Return what settles a leaf."""
    match leaf.condition:
        case Named():
            return _reads(_of_facts(columns, leaf.at, [TYPE]))
        case Some(prop, _) | HasValue(prop, _):
            below = [one for one in columns.columns if leaf.at == ROOT and LF + one.target.node == prop]
            if below or prop in columns.book.schema.ranges:
                return _reads(below, day=prop == SAFEGUARD and _has_days(columns, below))
            props = related(columns.book, _owner(columns, leaf.at), prop)
            return _notified(columns, leaf.at, prop, _of_facts(columns, leaf.at, props))
        case _:
            return _reads(())


def _reads(columns: Iterable[TableColumn], day: bool = False) -> Reads:
    return Reads(tuple(sorted({one.place for one in columns})), day)


def _of_facts(columns: Columns, path: str, props: Iterable[str]) -> list[TableColumn]:
    return [found for prop in props if (found := columns.column(path, prop)) is not None]


def _has_days(columns: Columns, below: Iterable[TableColumn]) -> bool:
    """Return whether a row can tell days of its safeguard, so that it hangs on the day whether it counts."""
    shapes = columns.book.schema.shapes[SAFEGUARD_CLASS]
    days = {prop for prop, shape in shapes.items() if shape.datatype == "date"}
    always = [node for node in columns.base.nodes.values() if node.owner == SAFEGUARD_CLASS]
    return any(one.prop in days for one in below) or any(not days.isdisjoint(node.values) for node in always)


def _owner(columns: Columns, path: str) -> str:
    return columns.base.nodes[path].owner


def _notified(columns: Columns, path: str, prop: str, found: list[TableColumn]) -> Reads:
    """Return what is read of a fact that is another before the day of its notification."""
    book = columns.book
    allowed = book.properties[prop].values or ()
    shape = book.schema.shapes[_owner(columns, path)].get(prop)
    kind = None if shape is None else shape.term_class
    dated = any(term in allowed or kind in book.individuals.get(term, ()) for term in book.before_that)
    notified = _of_facts(columns, path, [NOTIFIED_ON]) if dated and kind is not None else []
    always = NOTIFIED_ON in columns.base.nodes[path].values
    return _reads([*found, *notified], day=bool(notified) or (dated and always))


@dataclass(slots=True)
class Table:
    """
    The truths of the leaves that read the same columns, a row for each combination of their cells.

    ``first`` is the place of the first leaf among all planes; ``kinds`` numbers rows so that two have the same if no
    law tells them apart.
    """

    reads: Reads
    leaves: list[Leaf]
    atoms: list[int]
    first: int
    keys: dict[tuple[Key, int], int] = field(default_factory=dict)
    certain: list[Words] = field(default_factory=list)
    possible: list[Words] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    _known: dict[object, int] = field(default_factory=dict)

    @property
    def words(self) -> tuple[int, int]:
        """The first word in which its leaves lie, and the one after the last."""
        return self.first // ROWS, (self.first + len(self.leaves) - 1) // ROWS + 1

    def add(self, key: tuple[Key, int], truths: Sequence[Truth]) -> int:
        """Add what was found for a combination of cells, and return its row."""
        row = self.keys[key] = len(self.certain)
        settled = Truth.UNKNOWN not in truths
        self.kinds.append(self._known.setdefault(tuple(truths) if settled else key, len(self._known)))
        self.certain.append(self._bits(truth is Truth.TRUE for truth in truths))
        self.possible.append(self._bits(truth is not Truth.FALSE for truth in truths))
        return row

    def _bits(self, holding: Iterable[bool]) -> Words:
        first, after = self.words
        bits = sum(1 << (self.first - first * ROWS + place) for place, holds in enumerate(holding) if holds)
        return np.array([bits >> (ROWS * word) & (2**ROWS - 1) for word in range(after - first)], np.uint64)


@dataclass(frozen=True, slots=True)
class Met:
    """The rows of a table of truths that are met in a block, and for each row of the block which of them it has."""

    rows: Codes
    which: Codes


class Combinations:
    """The combinations of cells that the rows of a block have, found once for all laws that ask for the columns."""

    def __init__(self, codes: Mapping[int, Codes], days: Codes) -> None:
        self.codes, self.days = codes, days
        self._found: dict[Reads, tuple[list[Key], Codes]] = {}

    def of(self, reads: Reads) -> tuple[list[Key], Codes]:
        """Return the different combinations of the cells of some columns, and for each row which of them it has."""
        if reads not in self._found:
            parts = [self.codes[place] for place in reads.columns] + ([self.days] if reads.day else [])
            combined = _combined(parts)
            place_of = np.full(int(combined.max(initial=0)) + 1, -1, np.int64)
            place_of[combined] = np.arange(len(combined))
            met = np.flatnonzero(place_of >= 0)
            cells = np.stack([part[place_of[met]] for part in parts], axis=1)
            place_of[met] = np.arange(len(met))
            self._found[reads] = [tuple(map(int, one)) for one in cells], np.take(place_of, combined)
        return self._found[reads]


class Truths:
    """
    The truths of all leaves of a law in the rows of a table.

    Parameters
    ----------
    columns
        The columns of the table.
    asked
        Of which law.
    leaves
        The leaves, by the number of their atom.
    """

    def __init__(self, columns: Columns, asked: Asked, leaves: Sequence[Leaf]) -> None:
        self.columns = columns
        self.asked = asked
        self.fixed: dict[int, Truth] = {}
        self.tables: list[Table] = []
        grouped: dict[Reads, list[int]] = {}
        for atom, leaf in enumerate(leaves):
            grouped.setdefault(reads_of(columns, leaf), []).append(atom)
        for reads, atoms in grouped.items():
            self._add(reads, atoms, [leaves[atom] for atom in atoms])

    def _add(self, reads: Reads, atoms: list[int], leaves: list[Leaf]) -> None:
        if reads.columns or reads.day:
            first = sum(len(table.leaves) for table in self.tables)
            self.tables.append(Table(reads, leaves, atoms, first))
        else:
            self.fixed |= dict(zip(atoms, self.asked.truths(self.columns.base, leaves), strict=True))

    @property
    def places(self) -> dict[int, Truth | int]:
        """For each atom its truth if no column tells it, else the place of its plane."""
        told = {atom: table.first + place for table in self.tables for place, atom in enumerate(table.atoms)}
        return {**self.fixed, **told}

    @property
    def width(self) -> int:
        """How many words the leaves take that columns tell."""
        return max((table.words[1] for table in self.tables), default=0)

    def rows(self, table: Table, met: Combinations) -> Met:
        """Return which rows of the table of truths the rows of a block have."""
        cells, which = met.of(table.reads)
        return Met(np.array([self._row(table, one) for one in cells], np.int64), which)

    def _row(self, table: Table, cells: Key) -> int:
        key, day = (cells[:-1], cells[-1]) if table.reads.day else (cells, 0)
        found = table.keys.get((key, day))
        if found is None:
            told = zip((self._by_place[place] for place in table.reads.columns), key, strict=True)
            on = datetime.date.fromordinal(day) if table.reads.day else None
            truths = self.asked.truths(self.columns.facts(told), table.leaves, on)
            found = table.add((key, day), truths)
        return found

    @property
    def _by_place(self) -> dict[int, TableColumn]:
        return {column.place: column for column in self.columns.columns}


def _combined(parts: Sequence[Codes]) -> Codes:
    """Return one number for each combination of codes, none much greater than there are rows."""
    found = parts[0]
    for part in parts:
        size = int(found.max(initial=0)) + 1
        if part is not parts[0]:
            found = found * (int(part.max(initial=0)) + 1) + part
        if size > 1 and int(found.max(initial=0)) >= MOST_COMBINED:
            found = np.unique(found, return_inverse=True)[1]
    return found
