"""What is remembered of law: kept as long as it is of use, and let go together where other law takes its place."""

from __future__ import annotations

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import Any, TypeVar

T = TypeVar("T")
_MEMOS: list[_lru_cache_wrapper[Any]] = []


def remembered(most: int) -> Callable[[Callable[..., T]], _lru_cache_wrapper[T]]:
    """
    Return a decorator of functions whose last ``most`` results are remembered until `forget` is called.

    >>> double = remembered(2)(lambda number: [number, number])
    >>> before = double(1)
    >>> double(1) is before, forget(), double(1) is before
    (True, None, False)
    """

    def decorated(function: Callable[..., T]) -> _lru_cache_wrapper[T]:
        memo = lru_cache(most)(function)
        _MEMOS.append(memo)
        return memo

    return decorated


def forget() -> None:
    """Let go of everything that is remembered."""
    for memo in _MEMOS:
        memo.cache_clear()
