"""Files of answers: kept in parts while rows are decided, put together when all are, and until then gone on with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from lexflux.errors import InputError, listed
from lexflux.files import refuse_existing, unwritable, write_whole

FORMS = (".parquet", ".arrow", ".ipc", ".feather", ".csv", ".jsonl")
"""The endings of files in which answers can be written."""
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """The answers on a block, the rows of it that are set aside, and what was counted."""

    rows: pl.DataFrame
    set_aside: Sequence[Record]
    counted: Record


class Sink(Protocol):
    """Where answers go, and from where a run that was stopped goes on."""

    def begin(self, run: Record) -> list[Record]:
        """Return what was counted in the parts that are there already, if they are those of the same run."""

    def add(self, part: Part) -> None:
        """Take the answers on a block."""

    def finish(self, outcomes: list[Record], graph: Callable[[], str]) -> None:
        """Take the outcomes, as data and, made if it is wanted, as Turtle."""


_NORM = {name: pl.String() for name in ("norm", "label", "status")}
_NEED = {name: pl.String() for name in ("safeguard", "label", "need", "inPlace")}
OUTCOMES = pl.Schema(
    [
        ("outcome", pl.Int64()),
        *((name, pl.String()) for name in ("regime", "verdict")),
        ("possible", pl.List(pl.String())),
        *((name, pl.Int64()) for name in ("rows", "rowsWithNothingPresumed")),
        ("witness", pl.Struct({"file": pl.String(), "row": pl.Int64()})),
        ("norms", pl.List(pl.Struct({**_NORM, "provisions": pl.List(pl.String()), "cited": pl.String()}))),
        ("requirements", pl.List(pl.Struct(_NEED))),
    ]
)
"""The columns of the outcomes in memory."""


class Frames:
    """Answers kept in memory, as data frames."""

    def __init__(self) -> None:
        self.parts: list[pl.DataFrame] = []
        self.problems: list[Record] = []
        self.found: list[Record] = []

    def begin(self, run: Record) -> list[Record]:
        """Return nothing: memory keeps no parts of former runs."""
        del run
        return []

    def add(self, part: Part) -> None:
        """Keep the answers on a block."""
        self.parts.append(part.rows)
        self.problems += part.set_aside

    def finish(self, outcomes: list[Record], graph: Callable[[], str]) -> None:
        """Keep the outcomes."""
        del graph
        self.found = outcomes

    @property
    def rows(self) -> pl.DataFrame:
        """The answers on all rows."""
        return pl.concat(self.parts)

    @property
    def outcomes(self) -> pl.DataFrame:
        """The outcomes by number."""
        # Lists of structures go through JSON: from objects, Polars makes a series of each list, a quarter of a run.
        lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in self.found)
        return pl.read_ndjson(lines.encode(), schema=OUTCOMES) if lines else pl.DataFrame(schema=OUTCOMES)

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
        The file of answers; the others stand beside it: ``.outcomes.jsonl``, ``.outcomes.ttl``, ``.quarantine.jsonl``.
        A folder with ``.parts`` at its end has the answers until all are there, and what is needed to go on.
    resumed
        Whether to go on from such a folder if there is one.

    Raises
    ------
    InputError
        If one of them exists, the ending is none of `FORMS`, or the folder cannot be written.
    """

    def __init__(self, path: str, resumed: bool = False) -> None:
        self.path, self.resumed = Path(path), resumed
        self.folder = Path(f"{path}.parts")
        stem = self.path.with_suffix("")
        self.outcomes, self.graph, self.quarantine = (
            Path(f"{stem}.{name}") for name in ("outcomes.jsonl", "outcomes.ttl", "quarantine.jsonl")
        )
        if self.path.suffix.lower() not in FORMS:
            raise InputError("no form of a table", name=path, known=", ".join(FORMS))
        # Of a run that was killed while it put files in their places, some are there, but never the answers.
        finishing = resumed and self.folder.exists()
        for one in [self.path] if finishing else self.files:
            refuse_existing(one)
        if self.folder.exists() and not resumed:
            raise InputError("run not finished", name=str(self.folder))

    @property
    def files(self) -> list[Path]:
        """All that is written, the answers first."""
        return [self.path, self.outcomes, self.graph, self.quarantine]

    @property
    def has_parts(self) -> bool:
        """Whether there is something to go on from."""
        return any(self.folder.glob("*.json"))

    def begin(self, run: Record) -> list[Record]:
        """
        Return what was counted in the parts that are there already.

        Raises
        ------
        InputError
            If they are those of another run: other tables, other law, another question.
        """
        try:
            self.folder.mkdir(exist_ok=True)
            described = self.folder / "run"
            if described.exists():
                self._compare(json.loads(described.read_text("utf-8")), run)
            else:
                write_whole(described, json.dumps(run, ensure_ascii=False).encode())
            found = [json.loads(path.read_text("utf-8")) for path in self._counted()]
        except (OSError, ValueError) as error:
            raise unwritable(self.folder, error) from error
        self._parts = len(found)
        return found

    def _compare(self, was: Record, now: Record) -> None:
        different = [key for key in {**was, **now} if was.get(key) != now.get(key)]
        if different:
            raise InputError("run of another kind", name=str(self.folder), names=listed(different))

    def _counted(self) -> Iterator[Path]:
        """Yield the files of counts, up to the first that is not there."""
        number = 0
        while (path := self._part(number, "json")).exists():
            yield path
            number += 1

    def _part(self, number: int, ending: str) -> Path:
        return self.folder / f"{number:09}.{ending}"

    def add(self, part: Part) -> None:
        """Keep the answers on a block; it counts as done when what was counted is there."""
        try:
            part.rows.write_parquet(self._part(self._parts, "parquet"), compression="lz4", statistics=False)
            self._part(self._parts, "aside").write_text("".join(map(_line, part.set_aside)), "utf-8")
            write_whole(self._part(self._parts, "json"), json.dumps(part.counted).encode())
        except (OSError, pl.exceptions.PolarsError) as error:
            raise unwritable(self.path, error) from error
        self._parts += 1

    def finish(self, outcomes: list[Record], graph: Callable[[], str]) -> None:
        """Put all files in their places, that of answers last."""
        whole = self.folder / f"whole{self.path.suffix.lower()}"
        try:
            parts = [self._part(number, "parquet") for number in range(self._parts)]
            _write(pl.scan_parquet(parts), whole)
            write_whole(self.outcomes, "".join(map(_line, outcomes)).encode())
            write_whole(self.graph, graph().encode())
            self._gather(self.folder / "quarantine")
            (self.folder / "quarantine").replace(self.quarantine)
            whole.replace(self.path)
        except (OSError, pl.exceptions.PolarsError) as error:
            raise unwritable(self.path, error) from error
        shutil.rmtree(self.folder, ignore_errors=True)

    def _gather(self, path: Path) -> None:
        with path.open("wb") as file:
            for number in range(self._parts):
                file.write(self._part(number, "aside").read_bytes())


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


def _line(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"
