"""Where a count of a ledger passes the numbers on which norms turn: by which record, and when at the present pace."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from lexflux.law.cumulative import ONE_DAY, CumulativeCount
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Interval, Length
from lexflux.law.thresholds import thresholds
from lexflux.ledger.counting import Counted, select
from lexflux.ledger.membership import counting
from lexflux.ledger.store import Ledger
from lexflux.remembering import remembered

LONGEST = datetime.timedelta(days=36_500)


@dataclass(frozen=True, slots=True)
class Step:
    """The least number of an interval in which norms govern, or cease to."""

    number: int
    norms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Crossing:
    """The record with which a count reached a number, the last time that it did."""

    id: str
    day: datetime.date
    profile: int


@dataclass(frozen=True, slots=True)
class Passage:
    """
    How a count stands to a step on a day.

    ``perhaps`` is the record with which the upper bound reached it, ``surely`` that of the lower bound; ``earliest``
    and ``latest`` are the days on which they will reach it at the present pace, before the count begins anew.
    """

    step: Step
    perhaps: Crossing | None
    surely: Crossing | None
    earliest: datetime.date | None
    latest: datetime.date | None


@remembered(256)
def _steps(book: LawBook, prop: str, day: datetime.date) -> tuple[Step, ...]:
    found: dict[int, dict[str, None]] = {}
    for one in thresholds(book):
        if one.prop == prop and one.norm.validity.contains(day):
            low, high = one.bounds.low, one.bounds.high
            numbers = [low + (not one.bounds.low_included)] if isinstance(low, int) else []
            numbers += [high + one.bounds.high_included] if isinstance(high, int) else []
            for number in numbers:
                found.setdefault(number, {})[one.norm.iri] = None
    return tuple(Step(number, tuple(norms)) for number, norms in sorted(found.items()) if number > 0)


def steps(book: LawBook, count: CumulativeCount, day: datetime.date) -> tuple[Step, ...]:
    """Return the numbers of a count on which norms turn that are law on a day, from the least on."""
    return _steps(book, count.count_of, day)


def passages(book: LawBook, ledger: Ledger, counted: Counted, pace_days: int) -> Iterator[Passage]:
    """
    Yield how a count stands to each of its steps.

    Parameters
    ----------
    book, ledger
        The law book and the ledger.
    counted
        The count, as `lexflux.ledger.counting.count_up` returns it.
    pace_days
        Over how many of the last days the present pace is taken.
    """
    series = _series(book, ledger, counted)
    for step in steps(book, counted.count, counted.day):
        perhaps, surely = _crossing(series, "most", step.number), _crossing(series, "least", step.number)
        earliest = None if perhaps else _expected(series, "most", step.number, counted, pace_days)
        latest = None if surely else _expected(series, "least", step.number, counted, pace_days)
        yield Passage(step, perhaps, surely, earliest, latest)


def _series(book: LawBook, ledger: Ledger, counted: Counted) -> pl.DataFrame:
    """Return the bounds of a count after each record, in the order of days."""
    count, day = counted.count, counted.day
    truths = counting(book, count, counted.target, ledger.profiles, day)
    window = counted.window if count.length is None else Interval(None, day + ONE_DAY)
    rows = ledger.collect(select(ledger, truths, window, "id")).sort("date", maintain_order=True)
    return _rolling(rows, count.length, day) if count.length is not None else _growing(rows)


def _growing(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the bounds where nothing falls out of the window."""
    keyed, sure = pl.col("code").is_not_null(), pl.col("certain")
    numbers = pl.col("number").fill_null(0)
    first = keyed & pl.int_range(pl.len()).over("code").eq(0)
    first_sure = keyed & sure & pl.int_range(pl.len()).over("code", "certain").eq(0)
    return rows.with_columns(
        most=(first.cast(pl.Int64) + numbers).cum_sum(),
        least=pl.max_horizontal(
            first_sure.cast(pl.Int64).cum_sum(), pl.when(sure).then(numbers).otherwise(0).cum_max()
        ),
    )


def _rolling(rows: pl.DataFrame, length: Length, day: datetime.date) -> pl.DataFrame:
    """Return the bounds where a record falls out of the window some time after its day."""
    after = f"{length.years}y{length.months}mo{length.days}d"
    dated = rows.with_columns(until=pl.col("date").dt.offset_by(after))
    both = [_events(dated, "most"), _events(dated.filter("certain"), "least")]
    numbered = dated.filter(pl.col("code").is_null())
    gained = numbered.select("date", "id", "profile", most="number", least=pl.lit(0), single="number")
    lost = numbered.select(date=pl.col("until") + ONE_DAY, most=-pl.col("number"), least=pl.lit(0))
    events = pl.concat([*both, gained, lost], how="diagonal_relaxed").sort(
        "date", pl.col("id").is_not_null(), maintain_order=True
    )
    summed = events.with_columns(pl.col("most", "least").fill_null(0).cum_sum())
    single = pl.col("single").fill_null(0) if "single" in summed.columns else pl.lit(0)
    return summed.with_columns(least=pl.max_horizontal("least", single)).filter(pl.col("date") <= day)


def _events(dated: pl.DataFrame, bound: str) -> pl.DataFrame:
    """Return when keys come into the window and fall out of it."""
    keyed = dated.filter(pl.col("code").is_not_null()).sort("code", "date", maintain_order=True)
    before, following = pl.col("until").shift(1).over("code"), pl.col("date").shift(-1).over("code")
    comes = keyed.filter(before.is_null() | (pl.col("date") > before))
    goes = keyed.filter(following.is_null() | (following > pl.col("until")))
    return pl.concat(
        [
            comes.select("date", "id", "profile", pl.lit(1).alias(bound)),
            goes.select((pl.col("until") + ONE_DAY).alias("date"), pl.lit(-1).alias(bound)),
        ],
        how="diagonal_relaxed",
    )


def _crossing(series: pl.DataFrame, bound: str, number: int) -> Crossing | None:
    """Return the record with which a bound reached a number from below, if it has not gone below it since."""
    if series.is_empty() or series[bound][-1] < number:
        return None
    below = series.select((pl.col(bound) < number).arg_true()).to_series()
    place = 0 if below.is_empty() else int(below[-1]) + 1
    found = series.row(place, named=True)
    return Crossing(found["id"], found["date"], found["profile"])


def _expected(series: pl.DataFrame, bound: str, number: int, counted: Counted, pace_days: int) -> datetime.date | None:
    """Return the day on which a bound reaches a number at the present pace, if it does before it begins anew."""
    day, start = counted.day, counted.window.start
    begun = day - datetime.timedelta(days=pace_days)
    since = max(begun, start - ONE_DAY) if start and counted.count.length is None else begun
    then = series.filter(pl.col("date") <= since)[bound]
    now = 0 if series.is_empty() else int(series[bound][-1])
    gained = now - (int(then[-1]) if len(then) else 0)
    days = (day - since).days
    if gained <= 0 or days <= 0:
        return None
    expected = day + min(datetime.timedelta(days=math.ceil((number - now) * days / gained)), LONGEST)
    anew = counted.count.anew(day)
    return None if anew is not None and expected >= anew else expected
