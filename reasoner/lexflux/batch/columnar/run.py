"""Tables decided from end to end: read in blocks, written whole or not at all, every row answered or set aside."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from lexflux.batch.columnar.answers import outcome_records, problem_records, rows_table
from lexflux.batch.columnar.cells import Columns
from lexflux.batch.columnar.engine import Question, TableDecider
from lexflux.batch.columnar.register import Register
from lexflux.batch.columnar.tables import Table
from lexflux.errors import InputError, LexfluxError
from lexflux.law.lawbook import LawBook

FORMS = (".parquet", ".arrow", ".ipc", ".feather", ".csv", ".jsonl")
"""The endings of files in which answers can be written."""


@dataclass(slots=True)
class Run:
    """
    What became of all rows: how many were read, decided and set aside.

    ``exact`` is how many answers, of rows under one law each, the evaluator gave, and ``patterns`` how many of them it
    had to find; ``errors`` are those of the rows set aside, by kind: how many, and the first.
    """

    register: Register
    rows: int = 0
    decided: int = 0
    set_aside: int = 0
    exact: int = 0
    patterns: int = 0
    errors: dict[str, tuple[int, LexfluxError]] = field(default_factory=dict)


class Sink(Protocol):
    """Where answers go: those on a block with the rows of it that are set aside, and outcomes at the end."""

    def add(self, rows: pl.DataFrame, set_aside: list[dict[str, Any]]) -> None:
        """Take the answers on a block."""

    def finish(self, outcomes: list[dict[str, Any]]) -> None:
        """Take the outcomes."""


class Frames:
    """Answers kept in memory, as data frames."""

    def __init__(self) -> None:
        self.parts: list[pl.DataFrame] = []
        self.problems: list[dict[str, Any]] = []
        self.found: list[dict[str, Any]] = []

    def add(self, rows: pl.DataFrame, set_aside: list[dict[str, Any]]) -> None:
        """Keep the answers on a block."""
        self.parts.append(rows)
        self.problems += set_aside

    def finish(self, outcomes: list[dict[str, Any]]) -> None:
        """Keep the outcomes."""
        self.found = outcomes

    @property
    def rows(self) -> pl.DataFrame:
        """The answers on all rows."""
        return pl.concat(self.parts)

    @property
    def outcomes(self) -> pl.DataFrame:
        """The outcomes by number."""
        return pl.DataFrame(self.found, infer_schema_length=None)

    @property
    def quarantine(self) -> pl.DataFrame:
        """The rows set aside."""
        return pl.DataFrame(self.problems, infer_schema_length=None)


class Output:
    """
    Files of answers, of outcomes and of rows set aside, which are there when all is decided or not at all.

    Parameters
    ----------
    path
        The file of answers; the others stand beside it, with ``.outcomes.jsonl`` and ``.quarantine.jsonl`` as ending.

    Raises
    ------
    InputError
        If one of them exists, its ending is none of `FORMS`, or its folder cannot be written.
    """

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        stem = self.path.with_suffix("")
        self.outcomes, self.quarantine = (Path(f"{stem}.{name}.jsonl") for name in ("outcomes", "quarantine"))
        if self.path.suffix.lower() not in FORMS:
            raise InputError("no form of a table", name=path, known=", ".join(FORMS))
        for one in (self.path, self.outcomes, self.quarantine):
            if one.exists():
                raise InputError("file exists", name=str(one))
        self._parts = 0

    def __enter__(self) -> Output:
        try:
            self.folder = Path(tempfile.mkdtemp(prefix=f".{self.path.name[:40]}-", dir=self.path.parent))
        except OSError as error:
            raise InputError("unwritable file", name=str(self.path), problem=error.strerror) from error
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def add(self, rows: pl.DataFrame, set_aside: list[dict[str, Any]]) -> None:
        """Keep the answers on a block."""
        try:
            rows.write_parquet(self.folder / f"{self._parts:09}.parquet")
            with (self.folder / "quarantine").open("a", encoding="utf-8") as file:
                file.writelines(map(_line, set_aside))
        except (OSError, pl.exceptions.PolarsError) as error:
            raise _unwritable(self.path, error) from error
        self._parts += 1

    def finish(self, outcomes: list[dict[str, Any]]) -> None:
        """Put all files in their places, that of answers last."""
        whole = self.folder / f"whole{self.path.suffix.lower()}"
        try:
            _write(pl.scan_parquet(self.folder / "*.parquet"), whole)
            (self.folder / "outcomes").write_text("".join(map(_line, outcomes)), "utf-8")
            for made, place in (("quarantine", self.quarantine), ("outcomes", self.outcomes)):
                (self.folder / made).replace(place)
            whole.replace(self.path)
        except (OSError, pl.exceptions.PolarsError) as error:
            raise _unwritable(self.path, error) from error


def decide_tables(
    tables: Sequence[Table],
    question: Question,
    book: LawBook,
    language: str = "en",
    output: Sink | None = None,
    progress: Callable[[Run], None] = lambda _: None,
) -> Run:
    """
    Decide all rows of tables.

    Parameters
    ----------
    tables
        The tables, opened.
    question
        What is asked of each row.
    book, language
        The law book, and the language of labels and reasons.
    output
        Where answers are written, if they are wanted.
    progress
        Called with what is done so far after each block.

    Raises
    ------
    InputError
        If a table or its columns are wrong, before any row is decided; or files cannot be read further or written.
    UnknownTermError
        If a regime does not exist.
    """
    run = Run(Register())
    deciders = [TableDecider(Columns(table.inventory), question, run.register) for table in tables]
    for table, decider in zip(tables, deciders, strict=True):
        for frame, numbers in table.blocks():
            decided = decider.decide(frame, numbers)
            run.rows += len(frame)
            run.decided += len(decided.kept)
            run.set_aside += len(decided.problems)
            run.exact += sum(int(one.exact.sum()) for one in decided.answers.values())
            run.patterns = sum(one.patterns for one in deciders)
            for error in (error for problem in decided.problems for error in problem.errors):
                count, first = run.errors.get(error.key, (0, error))
                run.errors[error.key] = (count + 1, first)
            if output is not None:
                rows = rows_table(table.inventory, frame, decided, run.register)
                output.add(rows, problem_records(decided.problems, table.inventory, language))
            progress(run)
    if output is not None:
        output.finish(outcome_records(run.register, book, language))
    return run


def _write(rows: pl.LazyFrame, path: Path) -> None:
    match path.suffix:
        case ".parquet":
            rows.sink_parquet(path)
        case ".csv":
            rows.sink_csv(path)
        case ".jsonl":
            rows.sink_ndjson(path)
        case _:
            rows.sink_ipc(path)


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


def _unwritable(path: Path, error: Exception) -> InputError:
    problem = getattr(error, "strerror", None) or str(error)
    return InputError("unwritable file", name=str(path), problem=problem)
