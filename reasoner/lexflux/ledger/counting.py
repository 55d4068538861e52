"""Numbers of people and devices out of a ledger: distinct by their keys, or bounds where only numbers are known."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from lexflux.decision.evaluation import Truth
from lexflux.facts.counts import Bounds
from lexflux.law.cumulative import CumulativeCount
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Interval
from lexflux.ledger.membership import Target, counting
from lexflux.ledger.profiles import Profile
from lexflux.ledger.sketches import Estimate, estimate
from lexflux.ledger.store import Ledger

ADDED = ("sure", "keys", "largest", "together", "numbers", "perhaps")


@dataclass(frozen=True, slots=True)
class Counted:
    """
    What a cumulative count is on a day: the ``bounds`` of the number, and the ``window`` of days counted.

    ``keys`` are the people or devices told apart by keys; ``numbers`` how many records only say how many they are;
    ``perhaps`` how many records count perhaps; ``estimate`` how many different people there are by sketches, if all
    records that only say how many they are have one.
    """

    count: CumulativeCount
    target: Target
    day: datetime.date
    window: Interval
    bounds: Bounds
    keys: int
    numbers: int
    perhaps: int
    estimate: Estimate | None = None


def count_up(book: LawBook, ledger: Ledger, count: CumulativeCount, target: Target, day: datetime.date) -> Counted:
    """
    Count what a law counts for a target until a day, by the law of that day.

    Each key counts once. Where records only say how many they are, nobody knows who is among several of them: there are
    at least as many as the largest says, and at most as many as all say together. What sketches tell besides is an
    estimate, and changes none of the bounds.
    """
    window = count.window(day)
    truths = counting(book, count, target, ledger.profiles, day)
    rows = ledger.collect(select(ledger, truths, window))
    found = counted_of(count, target, day, rows.select(**added()).row(0, named=True))
    return replace(found, estimate=_estimate(ledger, truths, window)) if found.numbers else found


def _estimate(ledger: Ledger, truths: Mapping[Profile, Truth], window: Interval) -> Estimate | None:
    rows = ledger.collect(select(ledger, truths, window, "key", "sketch"))
    numbered = rows.filter(pl.col("key").is_null() & (pl.col("number") > 0))
    if numbered.is_empty() or numbered["sketch"].null_count():
        return None
    return estimate(numbered["sketch"], rows["key"].drop_nulls().unique(), str(ledger.folder))


def added() -> dict[str, pl.Expr]:
    """Return what rows with the columns that `select` returns add to a count, by the names in `ADDED`."""
    certain = pl.col("certain")
    return {
        "sure": pl.col("code").filter(certain).drop_nulls().n_unique(),
        "keys": pl.col("code").drop_nulls().n_unique(),
        "largest": pl.col("number").filter(certain).max().fill_null(0),
        "together": pl.col("number").sum(),
        "numbers": pl.col("code").is_null().sum(),
        "perhaps": (~certain).sum(),
    }


def counted_of(count: CumulativeCount, target: Target, day: datetime.date, found: Mapping[str, int]) -> Counted:
    """Return a count of which it is known what its rows add to it."""
    bounds = Bounds(max(found["sure"], found["largest"]), found["keys"] + found["together"])
    window = count.window(day)
    return Counted(count, target, day, window, bounds, found["keys"], found["numbers"], found["perhaps"])


def select(ledger: Ledger, truths: Mapping[Profile, Truth], window: Interval, *columns: str) -> pl.LazyFrame:
    """Return the records of a window that count, with whether they certainly do."""
    wanted = {ledger.profiles[one]: truth is Truth.TRUE for one, truth in truths.items() if truth is not Truth.FALSE}
    first, after = window.start or datetime.date.min, window.end or datetime.date.max
    parts = [one for one in ledger.manifest.parts if one.days[1] >= str(first) and one.days[0] < str(after)]
    frame = ledger.scan("date", "profile", "code", "number", *columns, parts=parts if wanted else [])
    inside = frame.filter((pl.col("date") >= first) & (pl.col("date") < after))
    if len(wanted) < len(ledger.profiles):
        inside = inside.filter(pl.col("profile").is_in([*wanted]))
    sure = [number for number, certain in wanted.items() if certain]
    known = pl.lit(True) if len(sure) == len(wanted) else pl.col("profile").is_in(sure)
    return inside.select("date", "profile", "code", "number", *columns, known.alias("certain"))
