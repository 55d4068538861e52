"""The counts of a ledger on a cluster, by PySpark: people are told apart with one shuffle, by the hash of their key."""

from __future__ import annotations

import datetime
import json
import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import polars as pl

from lexflux.decision.evaluation import Truth
from lexflux.errors import InputError
from lexflux.facts.inventory.columnmap import ColumnMap
from lexflux.knowledge_base import load
from lexflux.law.cumulative import CumulativeCount
from lexflux.law.lawbook import LawBook
from lexflux.ledger.batches import Batch, read_frame
from lexflux.ledger.counting import ADDED, Counted, added, counted_of
from lexflux.ledger.membership import Target, counting
from lexflux.ledger.profiles import Profile
from lexflux.ledger.standings import counts_reaching, targets
from lexflux.ledger.store import code_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

NAME = "<frame>"
MET = "profile string, problem binary"
CODED = "asked int, certain boolean, code bigint, number bigint"
SUMS = "asked int, " + ", ".join(f"{name} bigint" for name in ADDED)


@dataclass(frozen=True)
class _Asked:
    """What a worker needs: the map and names of columns, the profiles met by the law of the driver, and the counts."""

    column_map: ColumnMap
    columns: tuple[str, ...]
    windows: tuple[tuple[datetime.date, datetime.date], ...] = ()
    certain: Mapping[Profile, tuple[tuple[int, bool], ...]] | None = None


def count_frame(frame: DataFrame, on: datetime.date, column_map: ColumnMap | None = None) -> list[Counted]:
    """
    Return every cumulative count of each exporter in a frame of dated records on a day.

    The counts are those that `lexflux.ledger.counting.count_up` finds of a ledger with the same records. The frame is
    read twice: for the profiles in it, which no shuffle brings together, and for those whom they count. No id is
    looked for twice.

    Parameters
    ----------
    frame
        The records. Its columns are those of a table that is added to a ledger.
    on
        Day until which is counted, and whose law is applied.
    column_map
        What is known of the columns.

    Raises
    ------
    InputError
        If a record cannot be read; the message has the part of the frame, the row in it, and the column.
    """
    book = load().book
    placed, asked = _placed(frame), _Asked(column_map or ColumnMap(), tuple(frame.columns))
    profiles = _profiles(placed, asked)
    wanted = [*_wanted(book, profiles, on)]
    sums = shuffled(placed, asked, book, wanted, profiles, on).collect()
    rows = pl.DataFrame([tuple(row) for row in sums], schema=["asked", *ADDED], orient="row").cast(pl.Int64)
    together = rows.group_by("asked").agg(
        *(getattr(pl.col(name), "max" if name == "largest" else "sum")() for name in ADDED)
    )
    by_place = {row["asked"]: row for row in together.iter_rows(named=True)}
    return [counted_of(*one, on, by_place[place]) for place, one in enumerate(wanted) if place in by_place]


def shuffled(
    placed: DataFrame,
    asked: _Asked,
    book: LawBook,
    wanted: Sequence[tuple[CumulativeCount, Target]],
    profiles: Sequence[Profile],
    on: datetime.date,
) -> DataFrame:
    """Return what each part of a frame adds to each count, once all rows of a key are in one part."""
    windows = [count.window(on) for count, _ in wanted]
    first = [(one.start or datetime.date.min, one.end or datetime.date.max) for one in windows]
    certain: dict[Profile, list[tuple[int, bool]]] = {}
    for place, (count, target) in enumerate(wanted):
        for profile, truth in counting(book, count, target, profiles, on).items():
            if truth is not Truth.FALSE:
                certain.setdefault(profile, []).append((place, truth is Truth.TRUE))
    told = _Asked(asked.column_map, asked.columns, tuple(first), {one: tuple(of) for one, of in certain.items()})
    pickled = pickle.dumps(told)
    coded = placed.mapInArrow(lambda batches: _coded(batches, pickled), CODED)
    # Who has no key is in any part: a constant would bring all of them into one.
    return coded.repartition("code", "number").mapInArrow(_summed, SUMS)


def _placed(frame: DataFrame) -> DataFrame:
    """Return a frame whose columns are told apart by place: PySpark reads points in names as steps."""
    return frame.toDF(*(f"c{place}" for place in range(len(frame.columns))))


def _wanted(book: LawBook, profiles: Sequence[Profile], on: datetime.date) -> Iterator[tuple[CumulativeCount, Target]]:
    for exporter in sorted({one.exporter for one in profiles}):
        own = [one for one in profiles if one.exporter == exporter]
        for count in counts_reaching(book, own, on):
            yield from ((count, target) for target in targets(book, count, own))


def _profiles(placed: DataFrame, asked: _Asked) -> list[Profile]:
    """Return the profiles in a frame; raises `InputError` if a record of it cannot be read."""
    pickled = pickle.dumps(asked)
    met = placed.mapInArrow(lambda batches: _met(batches, pickled), MET).collect()
    problem = next((row["problem"] for row in met if row["problem"] is not None), None)
    if problem is not None:
        raise pickle.loads(bytes(problem))  # noqa: S301 - made by a worker
    texts = sorted({row["profile"] for row in met})
    return [Profile.of_json(json.loads(one)) for one in texts]


@lru_cache(8)
def _unpickled(pickled: bytes) -> _Asked:
    found: _Asked = pickle.loads(pickled)  # noqa: S301 - made by the driver
    return found


def _batches(batches: Iterator[Any], asked: _Asked) -> Iterator[Batch]:
    from pyspark import TaskContext

    context = TaskContext.get()
    part = "" if context is None else f":{context.partitionId()}"
    for number, batch in enumerate(batches):
        if batch.num_rows:
            frame = pl.DataFrame(pl.from_arrow(batch))
            named = frame.rename(dict(zip(frame.columns, asked.columns, strict=True)))
            yield read_frame(named, f"{NAME}{part}:{number}", load().book, asked.column_map)


def _met(batches: Iterator[Any], pickled: bytes) -> Iterator[Any]:
    """Yield the profiles in a part, each once, and the first problem."""
    met: dict[str, None] = {}
    problem = None
    try:
        for batch in _batches(batches, _unpickled(pickled)):
            met |= {json.dumps(one.as_json(), ensure_ascii=False): None for one in batch.profiles}
    except InputError as error:
        problem = pickle.dumps(error)
    schema = {"profile": pl.String, "problem": pl.Binary}
    yield from _arrow(pl.DataFrame({"profile": [*met], "problem": [None] * len(met)}, schema=schema))
    if problem is not None:
        yield from _arrow(pl.DataFrame({"profile": [None], "problem": [problem]}, schema=schema))


def _coded(batches: Iterator[Any], pickled: bytes) -> Iterator[Any]:
    """Yield whom the records of a part count, in which counts, and whether certainly: then each key once a batch."""
    asked = _unpickled(pickled)
    for batch in _batches(batches, asked):
        told = [
            (number, place, sure, *asked.windows[place])
            for number, profile in enumerate(batch.profiles)
            for place, sure in (asked.certain or {}).get(profile, ())
        ]
        schema = {"profile": pl.UInt32, "asked": pl.Int32, "certain": pl.Boolean, "first": pl.Date, "after": pl.Date}
        members = pl.DataFrame(told, schema=schema, orient="row")
        joined = batch.records.join(members, on="profile")
        inside = joined.filter((pl.col("date") >= pl.col("first")) & (pl.col("date") < pl.col("after")))
        code = code_of(pl.col("key")).reinterpret(signed=True)  # PySpark has no numbers without a sign
        coded = inside.select("asked", "certain", code.alias("code"), "number")
        once = pl.col("certain") & pl.col("code").is_not_null()
        yield from _arrow(pl.concat([coded.filter(once).unique(), coded.filter(~once)]))


def _summed(batches: Iterator[Any]) -> Iterator[Any]:
    """Yield what a part adds to each count."""
    frames = [pl.DataFrame(pl.from_arrow(batch)) for batch in batches if batch.num_rows]
    if frames:
        rows = pl.concat(frames)
        yield from _arrow(rows.group_by("asked").agg(**added()).select(pl.col("asked"), pl.col(*ADDED).cast(pl.Int64)))


def _arrow(frame: pl.DataFrame) -> Iterator[Any]:
    yield from frame.to_arrow(compat_level=pl.CompatLevel.oldest()).to_batches()
