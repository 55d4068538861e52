"""Tables on a cluster: rows are decided where they lie, by PySpark, and nothing is sent from one machine to another."""

from __future__ import annotations

import datetime
import hashlib
import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from lexflux.batch.columnar import tables
from lexflux.batch.columnar.answers import TOGETHER, RowTables
from lexflux.batch.columnar.cells import Columns
from lexflux.batch.columnar.engine import Question, TableDecider
from lexflux.batch.columnar.register import Register
from lexflux.batch.columnar.schema import check_schemas
from lexflux.decision.decide import check_readings
from lexflux.facts.inventory.columnmap import ColumnMap
from lexflux.knowledge_base import load
from lexflux.law.snapshot import regime_iri

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

NAME = "<frame>"
PROBLEM = "problem"
ROW = "place of the row"
TEXTS = ("verdict", "countsAs", "possible", "requires", "outcome")
JOINT = ("verdict", "countsAs", "possible")


@dataclass(frozen=True)
class _Asked:
    question: Question
    column_map: ColumnMap
    keep: tuple[str, ...]
    language: str
    columns: tuple[str, ...]


def decide_frame(
    frame: DataFrame,
    regimes: Sequence[str],
    on: datetime.date | None = None,
    keep: Sequence[str] = (),
    column_map: ColumnMap | None = None,
    readings: Mapping[str, str] | None = None,
    strict: bool = False,
    language: str = "en",
) -> DataFrame:
    """
    Return the answers on each row of a frame of PySpark, in a frame with as many rows.

    Each has, beside the columns kept, for each regime what `lexflux.batch.table.decide_table` tells, and ``problem``:
    why the row describes no transfer, null where it does. The number of an outcome is a digest of it, the same on all
    machines.

    Parameters
    ----------
    frame
        The table. Its columns are named as inventories name them.
    regimes, on, column_map, readings, strict, language
        As for `decide_table`.
    keep
        Columns that are returned too, such as the key of a row; those that tell no fact are left out as facts.

    Raises
    ------
    UnknownTermError
        If a regime or reading does not exist.
    InputError
        If a column is not understood or of a type that states no fact, or one without which no row is a transfer lacks.
    """
    from pyspark.sql.pandas.types import to_arrow_schema
    from pyspark.sql.types import BooleanType, StringType, StructField, StructType

    book = load().book
    for name in regimes:
        regime_iri(book, name)
    none = pl.DataFrame(pl.from_arrow(to_arrow_schema(frame.schema).empty_table())).clear(1)
    told = tables.of_frame(none, NAME, book, column_map or ColumnMap(), keep)
    check_schemas([told])
    Columns(told.inventory)
    question = Question(tuple(regimes), on, check_readings(book, readings or {}), strict)
    asked = pickle.dumps(_Asked(question, column_map or ColumnMap(), tuple(keep), language, tuple(frame.columns)))
    names = [name for regime in regimes for name in _names(regime)]
    names += [f"{TOGETHER}.{one}" for one in JOINT] if len(regimes) > 1 else []
    kinds = {name: BooleanType() if name.endswith(".exact") else StringType() for name in [*names, PROBLEM]}
    kept = [one for one in frame.schema if one.name in keep]
    schema = StructType([*kept, *(StructField(name, kind) for name, kind in kinds.items())])
    arrow = to_arrow_schema(schema)
    # PySpark reads the points in names as steps into structures, so that columns are told apart by place.
    placed = frame.toDF(*(f"c{place}" for place in range(len(frame.columns))))
    return placed.mapInArrow(lambda batches: _decided(batches, asked, arrow), schema)


def _names(regime: str) -> list[str]:
    return [f"{regime}.{one}" for one in (*TEXTS, "exact")]


def _decided(batches: Iterator[Any], asked: bytes, schema: Any) -> Iterator[Any]:
    """Yield the answers on batches of Arrow, each decided by what this process knows of the law already."""
    for batch in batches:
        if batch.num_rows:
            if asked not in _workers:
                _workers[asked] = _Worker(pickle.loads(asked))  # noqa: S301 - made by the driver
            found = _workers[asked].answers(pl.DataFrame(pl.from_arrow(batch)))
            yield from found.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(schema).to_batches()


@dataclass
class _Worker:
    """Decides the batches of one table in one process."""

    asked: _Asked
    register: Register = field(default_factory=Register)
    _decider: TableDecider | None = None
    _outcomes: list[str] = field(default_factory=list)

    def answers(self, placed: pl.DataFrame) -> pl.DataFrame:
        """Return the answers on all rows of a batch, in their order."""
        frame = placed.rename(dict(zip(placed.columns, self.asked.columns, strict=True)))
        table = tables.of_frame(frame, NAME, load().book, self.asked.column_map, self.asked.keep)
        if self._decider is None:
            check_schemas([table])
            self._decider = TableDecider(Columns(table.inventory), self.asked.question, self.register)
        (piece,) = table.pieces(len(frame), 0)
        numbers = np.arange(len(frame))
        decided = self._decider.decide(piece.frame, numbers)
        found = RowTables(self.register).of(table, piece.frame, decided).with_columns(self._digests(decided.answers))
        aside = pl.DataFrame(
            [
                (one.line, "; ".join(error.text(self.asked.language) for error in one.errors))
                for one in decided.problems
            ],
            {ROW: pl.Int64, PROBLEM: pl.String},
            orient="row",
        )
        wanted = [name for name in found.columns if "." in name]
        every = frame.with_columns(pl.Series(ROW, numbers)).select(*self.asked.keep, ROW)
        told = found.select(pl.col("row").alias(ROW), *wanted)
        joined = every.join(told, on=ROW, how="left", maintain_order="left")
        whole = joined.join(aside, on=ROW, how="left", maintain_order="left").drop(ROW)
        return whole.with_columns(pl.col(pl.Categorical).cast(pl.String))

    def _digests(self, answers: Mapping[str, Any]) -> list[pl.Series]:
        new = self.register.outcomes[len(self._outcomes) :]
        self._outcomes += [hashlib.blake2b(repr(one.found).encode(), digest_size=8).hexdigest() for one in new]
        told = pl.Series(self._outcomes, dtype=pl.String)
        return [told.gather(one.outcomes).alias(f"{regime}.outcome") for regime, one in answers.items()]


_workers: dict[bytes, _Worker] = {}
"""What this process knows already: a worker of PySpark decides many parts of a table."""
