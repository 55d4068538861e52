"""HyperLogLog sketches of people whose keys stay where they are: how many different people they tell of, about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lexflux.errors import EngineError, InputError

NAME = "HyperLogLog (Apache DataSketches)"
DEVIATIONS = 2
"""How many standard deviations the bounds of an estimate lie off: 95 in 100 estimates lie within them."""
FINEST = 21


@dataclass(frozen=True, slots=True)
class Estimate:
    """About how many different people there are, and the bounds within which 95 in 100 such estimates lie."""

    number: int
    least: int
    most: int


def check(sketch: bytes, where: str, column: str) -> None:
    """Refuse what is no sketch of HyperLogLog; raises `InputError` with where it stands."""
    _read(sketch, where, column)


def estimate(sketches: Iterable[bytes], keys: Iterable[str], where: str) -> Estimate:
    """
    Return about how many different people sketches and keys tell of together.

    The relative standard error is 1.04 / sqrt(2 ** k) for the coarsest sketch, of 2 ** k registers: 1.6 % for k = 12.

    Parameters
    ----------
    sketches
        Serialized sketches of keys as texts, as Apache DataSketches and what builds on it write them.
    keys
        The keys of people besides.
    where
        Where the sketches stand, for messages.

    Raises
    ------
    InputError
        If one is no sketch.
    EngineError
        If DataSketches is not installed.
    """
    union = _library().hll_union(FINEST)
    for one in sketches:
        union.update(_read(one, where, "sketch"))
    for key in keys:
        union.update(key)
    number = union.get_estimate()
    found = number, union.get_lower_bound(DEVIATIONS), union.get_upper_bound(DEVIATIONS)
    return Estimate(*map(round, found))


def _read(sketch: bytes, where: str, column: str) -> Any:
    try:
        return _library().hll_sketch.deserialize(sketch)
    except (RuntimeError, ValueError, IndexError) as error:
        raise InputError("no sketch", where=where, column=column) from error


def _library() -> Any:
    try:
        import datasketches
    except ImportError as error:
        raise EngineError("not installed", module=str(error.name), extra="sketches") from error
    return datasketches
