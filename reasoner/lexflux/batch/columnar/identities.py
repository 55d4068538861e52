"""Whether rows can be told apart: by a column that is nowhere empty and nowhere the same."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from lexflux.batch.columnar.bits import Words
from lexflux.batch.columnar.tables import Piece, Table
from lexflux.batch.columnar.truths import Codes
from lexflux.errors import InputError

SEEDS = (1, 2)
ENTRY = np.dtype([("one", np.uint64), ("other", np.uint64), ("row", np.int64), ("file", np.int64)])


class Identities:
    """
    The identities met so far, 32 bytes each: two hashes, which two different ones never share in practice, and where.

    They are kept in runs that are sorted, each longer than all after it, so that adding and asking stay quick.
    """

    def __init__(self) -> None:
        self._runs: list[np.ndarray] = []
        self._files: list[str] = []

    def errors(self, table: Table, piece: Piece) -> dict[int, InputError]:
        """Return what is wrong with the identities of rows, by their place, and remember the others."""
        if table.identity is None:
            return {}
        place = next(at for at, one in enumerate(table.inventory.columns) if one.heading == table.identity)
        texts = piece.frame.to_series(place).cast(pl.String)
        file = table.inventory.sheet.name
        if file not in self._files:
            self._files.append(file)
        hashes = [texts.hash(seed).to_numpy() for seed in SEEDS]
        empty = (texts.is_null() | (texts == "")).to_numpy()
        found = {
            int(one): InputError("row without identity", where=f"{file}:{piece.numbers[one]}", column=table.identity)
            for one in np.flatnonzero(empty)
        }
        places = np.flatnonzero(~empty)
        for at, where in self._repeated(hashes, piece.numbers, places, self._files.index(file)):
            found[at] = InputError(
                "identity repeated",
                where=f"{file}:{piece.numbers[at]}",
                column=table.identity,
                value=str(texts[at])[:100],
                other=where,
            )
        return found

    def _repeated(self, hashes: list[Words], numbers: Codes, places: Codes, file: int) -> Iterator[tuple[int, str]]:
        """Yield the places of rows whose identity was met before, and where; the others are remembered."""
        added = np.empty(len(places), ENTRY)
        added["one"], added["other"] = (one[places] for one in hashes)
        added["row"], added["file"] = numbers[places], file
        order = np.lexsort((added["row"], added["other"], added["one"]))
        added, ordered = added[order], places[order]
        first = np.ones(len(added), np.bool_)
        first[1:] = (added["one"][1:] != added["one"][:-1]) | (added["other"][1:] != added["other"][:-1])
        leading = np.maximum.accumulate(np.where(first, np.arange(len(added)), 0))
        for at in np.flatnonzero(~first):
            yield int(ordered[at]), self._where(added, int(leading[at]))
        known = np.zeros(len(added), np.bool_)
        for run in self._runs:
            places_in = np.minimum(np.searchsorted(run["one"], added["one"]), max(len(run) - 1, 0))
            same = (
                (run["one"][places_in] == added["one"]) & (run["other"][places_in] == added["other"]) & first & ~known
            )
            for one in np.flatnonzero(same):
                yield int(ordered[one]), self._where(run, int(places_in[one]))
            known |= same
        self._keep(added[first & ~known])

    def _where(self, run: np.ndarray, place: int) -> str:
        return f"{self._files[int(run['file'][place])]}:{int(run['row'][place])}"

    def _keep(self, run: np.ndarray) -> None:
        while self._runs and len(self._runs[-1]) <= 2 * len(run):
            run = np.concatenate([self._runs.pop(), run])
            run = run[np.argsort(run["one"], kind="stable")]
        if len(run):
            self._runs.append(run)
