"""What changed since a former run: the verdicts of the rows that both have, and the rows that only one has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from lexflux.errors import InputError, shortened

IDENTITY, PLACE, SEPARATOR = "id", ("file", "row"), ": "
VERDICT = ".countsAs"
NOW = "_now"


@dataclass(frozen=True, slots=True)
class Move:
    """So many rows whose verdict under a law, as it counts, was another, and which of them is an example."""

    regime: str
    was: str
    now: str
    rows: int
    example: str


@dataclass(frozen=True, slots=True)
class Changes:
    """The verdicts that changed, the most frequent change first; how many rows are new, and how many are gone."""

    moves: Sequence[Move]
    new: int
    gone: int


def changes_since(former: str, answers: str) -> Changes:
    """
    Compare the answers of two runs.

    Rows are the same if they have the same identity or, where there are none, the same number in a file of one name.

    Raises
    ------
    InputError
        If the former is no file of answers, or the two have no law in common.
    """
    try:
        was, now = (_answers(path) for path in (former, answers))
        names = [set(one.collect_schema().names()) for one in (was, now)]
        both = names[0] & names[1]
        keys = [IDENTITY] if IDENTITY in both else [*PLACE]
        regimes = sorted(one.removesuffix(VERDICT) for one in both if one.endswith(VERDICT))
        if not regimes or not both.issuperset(keys):
            raise InputError("no answers on tables", name=former)
        columns = [*keys, *(f"{one}{VERDICT}" for one in regimes)]
        joined = was.select(columns).join(now.select(columns), on=keys, how="full", suffix=NOW, coalesce=True)
        moves = [move for regime in regimes for move in _moves(joined, keys, regime)]
        ends = (VERDICT, VERDICT + NOW)
        alone = joined.select(pl.col(f"{regimes[0]}{end}").null_count() for end in ends).collect()
        new, gone = alone.row(0)
    except (pl.exceptions.PolarsError, OSError) as error:
        problem = shortened(str(error).splitlines()[0])
        raise InputError("broken syntax", where=former, syntax="Parquet / Arrow / CSV", problem=problem) from error
    return Changes(sorted(moves, key=lambda one: -one.rows), new, gone)


def _answers(path: str) -> pl.LazyFrame:
    match Path(path).suffix.lower():
        case ".parquet":
            found = pl.scan_parquet(path)
        case ".csv":
            found = pl.scan_csv(path)
        case ".jsonl":
            found = pl.scan_ndjson(path)
        case _:
            found = pl.scan_ipc(path)
    known = found.collect_schema().names()
    compared = (one for one in known if one in (IDENTITY, *PLACE) or one.endswith(VERDICT))
    return found.with_columns(pl.col(one).cast(pl.String) for one in compared)


def _moves(joined: pl.LazyFrame, keys: Sequence[str], regime: str) -> list[Move]:
    was, now = f"{regime}{VERDICT}", f"{regime}{VERDICT}{NOW}"
    found = (
        joined.filter(pl.col(was) != pl.col(now))
        .group_by(was, now)
        .agg(pl.len().alias("rows"), pl.concat_str(keys, separator=SEPARATOR).min().alias("example"))
        .collect()
    )
    return [Move(regime, *row) for row in found.iter_rows()]
