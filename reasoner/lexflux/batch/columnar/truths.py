"""Whether leaves hold, by what the cells say that they read: looked up, and asked of the evaluator once for each."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from lexflux.batch.columnar.cells import ROOT, Columns, TableColumn, related
from lexflux.batch.columnar.leaves import Leaf
from lexflux.decision.decide import apply_law
from lexflux.decision.diagram import Diagram
from lexflux.decision.evaluation import Evaluation, Truth
from lexflux.facts.transfer import Facts
from lexflux.law.conditions import HasValue, Named, Some
from lexflux.law.lawbook import LawBook
from lexflux.law.snapshot import Snapshot
from lexflux.terms import LF, NOTIFIED_ON, SAFEGUARD, SAFEGUARD_CLASS, TYPE

Codes = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.int32]
Known = tuple[int, ...]
"""The codes of the cells of some columns, and after them the day if that is read too."""
HELD = (Truth.FALSE, Truth.UNKNOWN, Truth.TRUE)
"""Truths by their number: whether something may hold, and whether it certainly does, added up."""
Held = npt.NDArray[np.uint8]
"""The numbers of several truths."""
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

    def evaluated(self, facts: Facts, leaves: Iterable[Leaf], on: datetime.date) -> tuple[Evaluation, list[Diagram]]:
        """Return where leaves hold for a transfer of which only what they read has to be told."""
        evaluation, _ = apply_law(self.book, facts, self.law, on, self.readings, self.strict)
        return evaluation, [evaluation.holds(leaf.condition, leaf.at) for leaf in leaves]


@dataclass(frozen=True, slots=True)
class Reads:
    """The places of the columns that leaves read, and whether they read the day too."""

    columns: tuple[int, ...]
    day: bool


NOTHING = Reads((), day=False)


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

    ``atoms`` are the numbers of the leaves; ``truths`` has for each row a byte for each leaf, as `HELD` numbers them;
    ``kinds`` numbers rows so that two have the same if no law tells them apart.
    """

    reads: Reads
    atoms: list[int]
    known: list[Known] = field(default_factory=list)
    truths: list[bytes] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    _rows: dict[Known, int] = field(default_factory=dict)
    _kinds: dict[object, int] = field(default_factory=dict)

    def row(self, known: Known) -> int | None:
        """Return the row of a combination of cells, if it was met before."""
        return self._rows.get(known)

    def add(self, known: Known, truths: Iterable[Truth]) -> int:
        """Add what was found for a combination of cells, and return its row."""
        row = self._rows[known] = len(self.known)
        told = bytes(map(HELD.index, truths))
        self.known.append(known)
        self.truths.append(told)
        kind = known if HELD.index(Truth.UNKNOWN) in told else told
        self.kinds.append(self._kinds.setdefault(kind, len(self._kinds)))
        return row


@dataclass(frozen=True, slots=True)
class Met:
    """What the rows of a block have of a table of truths: ``rows[which]``."""

    rows: Codes
    which: Numbers


class Combinations:
    """The combinations of cells that the rows of a block have, found once for all laws that ask for the columns."""

    def __init__(self, codes: Mapping[int, Numbers], days: Codes) -> None:
        self.codes, self.days = codes, days
        self._found: dict[Reads, tuple[Codes, Codes, Numbers]] = {}

    def of(self, reads: Reads) -> tuple[Codes, Codes, Numbers]:
        """
        Return the different combinations of the cells of some columns.

        With them comes the number of each, and which number each row has; there may be numbers that none has.
        """
        if reads not in self._found:
            parts: list[Codes | Numbers] = [self.codes[place] for place in reads.columns]
            parts += [self.days] if reads.day else []
            which = parts[0] if len(parts) == 1 and not reads.day else combined(parts)
            numbers = np.flatnonzero(np.bincount(which))
            first = np.zeros(int(numbers.max(initial=0)) + 1, np.int64)
            if len(parts) == 1 and not reads.day:
                cells = numbers[:, np.newaxis]
            else:
                first[which] = np.arange(len(which))
                cells = np.stack([part[first[numbers]] for part in parts], axis=1)
            self._found[reads] = cells, numbers, which.astype(np.int32, copy=False)
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
        self.leaves = leaves
        self.fixed: dict[int, Truth] = {}
        self.tables: list[Table] = []
        grouped: dict[Reads, list[int]] = {}
        for atom, leaf in enumerate(leaves):
            grouped.setdefault(reads_of(columns, leaf), []).append(atom)
        for reads, atoms in grouped.items():
            if reads.columns or reads.day:
                self.tables.append(Table(reads, atoms))
            else:
                self.fixed |= dict(zip(atoms, self._truths(atoms), strict=True))

    def evaluated(
        self, atoms: Iterable[int], reads: Reads = NOTHING, known: Known = ()
    ) -> tuple[Evaluation, list[Diagram]]:
        """Return where leaves hold in rows of which no more is known than the cells that they read, and the day."""
        told = zip((self._by_place[place] for place in reads.columns), known, strict=False)
        on = datetime.date.fromordinal(known[-1]) if reads.day else self.asked.on
        return self.asked.evaluated(self.columns.facts(told), [self.leaves[atom] for atom in atoms], on)

    def _truths(self, atoms: Iterable[int], reads: Reads = NOTHING, known: Known = ()) -> Iterator[Truth]:
        evaluation, found = self.evaluated(atoms, reads, known)
        return map(evaluation.truth, found)

    def rows(self, table: Table, met: Combinations) -> Met:
        """Return which rows of the table of truths the rows of a block have."""
        cells, numbers, which = met.of(table.reads)
        rows = np.zeros(int(numbers.max(initial=0)) + 1, np.int64)
        rows[numbers] = [self._row(table, tuple(map(int, one))) for one in cells]
        return Met(rows, which)

    def _row(self, table: Table, known: Known) -> int:
        found = table.row(known)
        return table.add(known, self._truths(table.atoms, table.reads, known)) if found is None else found

    @cached_property
    def table_of(self) -> dict[int, int]:
        """The number of the table that tells of a leaf, by its atom; those that are the same in all rows have none."""
        return {atom: number for number, table in enumerate(self.tables) for atom in table.atoms}

    @cached_property
    def _by_place(self) -> dict[int, TableColumn]:
        return {column.place: column for column in self.columns.columns}


def combined(parts: Sequence[Codes | Numbers]) -> Codes:
    """Return one number for each combination of codes, none much greater than there are rows."""
    found = np.zeros(len(parts[0]), np.int64)
    for part in parts:
        found = found * (int(part.max(initial=0)) + 1) + part
        if int(found.max(initial=0)) >= MOST_COMBINED:
            found = np.unique(found, return_inverse=True)[1].astype(np.int64)
    return found
