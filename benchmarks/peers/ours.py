"""Lexflux itself, and the floors: what reading and copying the same columns cost."""

from __future__ import annotations

import io

import numpy as np
import polars as pl
from benchmarks.peers.peer import Input, Pairs, Peer

from lexflux.batch.columnar.bits import ROWS, Words
from lexflux.batch.columnar.program import Plane, Program
from lexflux.batch.exports.rulebook import Rulebook
from lexflux.batch.table import decide_table
from lexflux.knowledge_base import load
from lexflux.law.snapshot import Snapshot
from lexflux.terms import compact

AT_A_TIME = 1 << 15


class _WithoutTriggers(Peer):
    tells = False

    def build(self, rulebook: Rulebook, first: Input) -> None:
        """Nothing is translated."""

    def load(self, given: Input) -> None:
        self.given = given

    def triggers(self) -> tuple[Pairs, Pairs]:
        return set(), set()


class Whole(_WithoutTriggers):
    """From a Parquet file to verdict, requirements and the number of an outcome for each row."""

    name = "Lexflux (Parquet to verdict and outcome)"
    most = 1_000_000

    def build(self, rulebook: Rulebook, first: Input) -> None:
        self.law: Snapshot = rulebook.law
        self.regime = next(name for name, iri in rulebook.book.regimes.items() if iri == rulebook.law.regime)
        self.on = rulebook.on
        self.knowledge = load()

    def run(self) -> None:
        self.found = decide_table(self.knowledge, self.given.cells_path, [self.regime], on=self.on)


class OnTests(Peer):
    """The circuit on the truths of tests, as the other engines get them, to the triggers of all norms."""

    name = "Lexflux circuit (triggers alone)"

    def build(self, rulebook: Rulebook, first: Input) -> None:
        self.names = [test.name for test in rulebook.tests.values()]
        leaves = {number: place for place, number in enumerate(rulebook.tests)}
        self.norms = [compact(iri) for iri in rulebook.triggered]
        self.program = Program(rulebook.formulas, [*rulebook.triggered.values()], leaves)

    def load(self, given: Input) -> None:
        self.rows = len(given.tests)
        self.sides = tuple(
            np.stack([_planes(given.tests[name].fill_null(unknown)) for name in self.names])
            for unknown in (False, True)
        )

    def run(self) -> None:
        words = self.sides[0].shape[1]
        self.found = tuple(np.empty((len(self.norms), words), np.uint64) for _ in range(2))
        for first in range(0, words, AT_A_TIME // ROWS):
            part = slice(first, first + AT_A_TIME // ROWS)
            count = self.sides[0][:, part].shape[1]
            planes = [np.empty((self.program.places, count), np.uint64) for _ in range(2)]
            for into, side in zip(planes, self.sides, strict=True):
                into[: len(self.names)] = side[:, part]
            self.program.run(planes[0], planes[1])
            for number, root in enumerate(self.program.roots):
                if isinstance(root, Plane):
                    held = (~planes[1], ~planes[0]) if root.negated else planes
                    for kept, side in zip(self.found, held, strict=True):
                        kept[number, part] = side[root.place]

    def triggers(self) -> tuple[Pairs, Pairs]:
        certain, possible = (
            {
                (int(row), norm)
                for norm, plane in zip(self.norms, side, strict=True)
                for row in np.flatnonzero(np.unpackbits(plane.view(np.uint8), bitorder="little")[: self.rows])
            }
            for side in self.found
        )
        return certain, possible


def _planes(series: pl.Series) -> Words:
    bits = np.packbits(series.to_numpy(), bitorder="little")
    padded = np.zeros(-(-len(bits) // 8) * 8, np.uint8)
    padded[: len(bits)] = bits
    return padded.view(np.uint64)


class Read(_WithoutTriggers):
    """Reading the columns from Parquet, nothing more."""

    name = "floor: reading the columns from Parquet"

    def run(self) -> None:
        self.found = pl.read_parquet(self.given.cells_path)


class Copy(_WithoutTriggers):
    """Writing the columns into memory once more, as Arrow."""

    name = "floor: copying the columns in memory"

    def run(self) -> None:
        buffer = io.BytesIO()
        self.given.cells.write_ipc(buffer)
