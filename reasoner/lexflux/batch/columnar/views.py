"""Texts told apart by the sixteen bytes in which Arrow has each, without a look at what is beyond these."""

from __future__ import annotations

import nanoarrow
import numba
import numpy as np
import numpy.typing as npt
import polars as pl

from lexflux.batch.columnar.bits import Words
from lexflux.batch.columnar.truths import Numbers

MOST = 1 << 12
SLOTS = 1 << 14
VIEWS = "string_view"


def distinct(series: pl.Series) -> tuple[Numbers, Numbers] | None:
    """
    Return the first row of each different view of a column, and for each row which of them it has, -1 where it is null.

    Equal views are equal texts; that different views may be so too costs a look more. None where there are too many, or
    the column has no views.
    """
    (chunk,) = nanoarrow.c_array_stream(series.rechunk())
    view = chunk.view()
    if view.storage_type != VIEWS:
        return None
    words = np.frombuffer(view.buffer(1), np.uint64).reshape(-1, 2)[chunk.offset :][: len(series)]
    null = series.is_null().to_numpy() if series.null_count() else np.zeros(0, np.bool_)
    numbers, first = np.empty(len(series), np.int32), np.empty(MOST, np.int32)
    count = _distinct(words, null, np.zeros(SLOTS, np.int32), first, numbers)
    return None if count < 0 else (first[:count], numbers)


@numba.njit(nogil=True, cache=True)
def _distinct(words: Words, null: npt.NDArray[np.bool_], slots: Numbers, first: Numbers, numbers: Numbers) -> int:
    """Put the numbers of views, and return how many there are, or -1 if these are more than there is room for."""
    mask, count = np.uint64(len(slots) - 1), 0
    for row in range(len(words)):
        if len(null) and null[row]:
            numbers[row] = -1
            continue
        one, other = words[row, 0], words[row, 1]
        slot = one * np.uint64(0x9E3779B97F4A7C15) ^ other * np.uint64(0xFF51AFD7ED558CCD)
        slot = (slot ^ slot >> np.uint64(32)) & mask
        while True:
            number = slots[slot] - 1
            if number < 0:
                if count == len(first):
                    return -1
                number = count
                first[count] = row
                slots[slot] = count = count + 1
                break
            if words[first[number], 0] == one and words[first[number], 1] == other:
                break
            slot = (slot + np.uint64(1)) & mask
        numbers[row] = number
    return count
