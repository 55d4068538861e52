"""Tables of transfers from Python: a data frame or a file in, data frames out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from lexflux.answers import Answer
from lexflux.decision.decide import check_readings
from lexflux.errors import EngineError
from lexflux.facts.inventory.columnmap import ColumnMap
from lexflux.knowledge_base import KnowledgeBase, as_day

if TYPE_CHECKING:
    import polars as pl

    from lexflux.batch.columnar.output import Frames


@dataclass(frozen=True)
class TableAnswer:
    """
    The answers on a table.

    ``rows`` has one row for each that describes a transfer, and ``quarantine`` the rows set aside with the reason of
    each. ``exact`` is how many answers the circuit left open, so that all completions were asked, and ``patterns`` how
    many of these had to be found.
    """

    rows: pl.DataFrame
    quarantine: pl.DataFrame
    exact: int
    patterns: int
    _kept: Frames
    _decide_row: Callable[[int, str], Answer]

    @cached_property
    def outcomes(self) -> pl.DataFrame:
        """What rows have in common, by the number of the outcome."""
        return self._kept.outcomes

    def explain(self, row: int, regime: str, language: str = "en", form: str = "text") -> str:
        """
        Return the whole answer on one row, by its number in ``rows``, as on a file with that transfer alone.

        Parameters and errors as for `lexflux.answers.Answer.explain`; `InputError` if there is no such row.
        """
        return self._decide_row(row, regime).explain(language, form)


def decide_table(
    knowledge: KnowledgeBase,
    table: pl.DataFrame | str | Path,
    regimes: Sequence[str],
    on: datetime.date | str | None = None,
    column_map: ColumnMap | None = None,
    readings: Mapping[str, str] | None = None,
    strict: bool = False,
    language: str = "en",
) -> TableAnswer:
    """
    Decide each row of a table as a transfer.

    Parameters
    ----------
    knowledge
        The knowledge base.
    table
        A data frame, or a file of Parquet, Arrow IPC, CSV or XLSX. Columns are named as inventories name them, such as
        ``exporter.locatedIn``; a cell may list several terms or say ``unknown``, ``not applicable`` or ``none``.
    regimes
        Notations of the regimes to ask.
    on
        Day whose law is applied; by default that of each row, so that a table may mix days.
    column_map
        What columns are about where their names do not tell, and what is the same in all rows.
    readings, strict
        As for `KnowledgeBase.decide`.
    language
        Of labels and reasons.

    Raises
    ------
    EngineError
        If Polars is not installed.
    InputError, UnknownTermError
        As `lexflux.batch.columnar.run.decide_tables`.
    """
    try:
        import polars as pl

        from lexflux.batch.columnar import output, run, tables
        from lexflux.batch.columnar.engine import Question, row_facts
    except ImportError as error:
        raise EngineError("not installed", module=str(error.name), extra="batch") from error
    book, chosen = knowledge.book, column_map or ColumnMap()
    if isinstance(table, pl.DataFrame):
        opened = tables.of_frame(table, "<table>", book, chosen)
    else:
        opened = tables.open_table(str(table), book, chosen)
    day = None if on is None else as_day(on)
    question = Question(tuple(regimes), day, check_readings(book, readings or {}), strict)
    kept = output.Frames()
    done = run.decide_tables([opened], question, book, language, kept)

    def decide_row(row: int, regime: str) -> Answer:
        return knowledge.decide(row_facts(opened, row), regime, on, readings, strict)

    return TableAnswer(kept.rows, kept.quarantine, done.exact, done.patterns, kept, decide_row)
