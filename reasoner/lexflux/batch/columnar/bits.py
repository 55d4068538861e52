"""Rows as bits: sixty-four of them in a word, so that one operation of the processor decides on all."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint64]
Mask = npt.NDArray[np.bool_]
ROWS = 64
"""So many rows stand in a word."""


def transposed(words: Words) -> Words:
    """
    Return for words in which each bit tells of a row's property words in which each bit tells of a row, or back.

    Parameters
    ----------
    words
        64 times n words, word ``r`` of each column that of a row ``r``; they are overwritten.

    Notes
    -----
    The bits are exchanged in blocks of halving size (H. S. Warren, Hacker's Delight, 2nd ed. 2012, section 7-3).
    """
    size, mask = ROWS // 2, np.uint64(0xFFFFFFFF)
    while size:
        shift = np.uint64(size)
        halves = words.reshape(ROWS // (2 * size), 2, size, -1)
        low, high = halves[:, 0], halves[:, 1]
        moved = low >> shift
        moved ^= high
        moved &= mask
        high ^= moved
        moved <<= shift
        low ^= moved
        size //= 2
        mask ^= mask << np.uint64(size)
    return words


def planes_of(words: Words) -> Words:
    """Return for a word of 64 properties a row the 64 planes of these properties, a bit a row."""
    return transposed(np.ascontiguousarray(words.reshape(-1, ROWS).T))


def words_of(planes: Words) -> Words:
    """Return for 64 planes of properties, which are overwritten, the word of these properties of each row."""
    return np.ascontiguousarray(transposed(planes).T).reshape(-1)
