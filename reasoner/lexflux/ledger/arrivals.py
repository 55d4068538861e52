"""Records that came together, as arrays: what counts of them is added up at once, not record by record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from lexflux.ledger.batches import Batch
from lexflux.ledger.lines import Record
from lexflux.ledger.profiles import Profile
from lexflux.ledger.store import code_of

Codes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Arrivals:
    """
    Records with their rows: of each, by its place among ``profiles``, the profile, and a key's code or a number.

    The rows of a record stand together, those of the record at a place from ``starts`` of it on.
    """

    records: Sequence[Record]
    profiles: Sequence[Profile]
    starts: Numbers
    of_profile: Numbers
    codes: Codes
    keyed: Mask
    numbers: Numbers

    @staticmethod
    def of(records: Sequence[Record], batch: Batch) -> Arrivals:
        """Return records, with the rows that `lexflux.ledger.batches.batch_of` made of them."""
        rows = batch.records
        sizes = [sum(len(one) if isinstance(one, tuple) else 1 for _, one in record.counted) for record in records]
        coded = rows.select(code_of(pl.col("key")).fill_null(0)).to_series()
        return Arrivals(
            records,
            batch.profiles,
            np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
            rows["profile"].to_numpy().astype(np.int64),
            coded.to_numpy().astype(np.uint64),
            rows["key"].is_not_null().to_numpy().astype(np.bool_),
            rows["number"].fill_null(0).to_numpy().astype(np.int64),
        )

    def __len__(self) -> int:
        return len(self.records)

    def between(self, first: int, after: int) -> Arrivals:
        """Return the records from a place on until before another."""
        rows = slice(int(self.starts[first]), int(self.starts[after]))
        return Arrivals(
            self.records[first:after],
            self.profiles,
            self.starts[first : after + 1] - self.starts[first],
            self.of_profile[rows],
            self.codes[rows],
            self.keyed[rows],
            self.numbers[rows],
        )

    @property
    def present(self) -> list[Profile]:
        """The profiles of these records, each once, in the order in which they come."""
        places, first = np.unique(self.of_profile, return_index=True)
        return [self.profiles[int(place)] for place in places[np.argsort(first)]]
