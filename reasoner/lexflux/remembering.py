"""What is remembered of law: kept as long as it is of use, and let go together where other law takes its place."""

from __future__ import annotations

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache, wraps
from typing import Any, TypeVar

K = TypeVar("K")
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


def once(function: Callable[[K], T]) -> Callable[[K], T]:
    """
    Return a function of one thing whose result is kept with the thing, as long as that is there.

    >>> class Thing: ...
    >>> thing, listed = Thing(), once(lambda thing: [thing])
    >>> listed(thing) is listed(thing), listed(Thing()) is listed(thing)
    (True, False)
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def asked(thing: K) -> T:
        kept: dict[str, T] = vars(thing)
        if name not in kept:
            kept[name] = function(thing)
        return kept[name]

    return asked


def forget() -> None:
    """Let go of everything that is remembered."""
    for memo in _MEMOS:
        memo.cache_clear()
