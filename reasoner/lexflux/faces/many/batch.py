"""Tables of transfers decided as columns: written as a table, summed up for people."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lexflux.batch.run import Asked
from lexflux.decision.decide import check_readings
from lexflux.decision.statuses import Verdict
from lexflux.errors import EngineError, UnknownTermError, listed
from lexflux.faces.gate import exit_code
from lexflux.faces.many.summed import Summed, show
from lexflux.facts.inventory.columnmap import ColumnMap
from lexflux.knowledge_base import KnowledgeBase, as_day
from lexflux.law.wording import Wording

if TYPE_CHECKING:
    from lexflux.batch.columnar.output import Output
    from lexflux.batch.columnar.run import Run
    from lexflux.batch.columnar.tables import Table

ALL = "all"
UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
AT_REST, A_ROW, A_CELL, AT_ONCE = 300 << 20, 600, 60, 4
"""Bytes that a run needs without rows, for a row and for a cell of it; and how many blocks there are at once."""
FEWEST, MOST = 1 << 12, 1 << 17
"""Rows of a block."""
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    What is wanted of a run beside the answers.

    ``identity`` is the column that tells rows apart, ``memory`` how many bytes may be used, ``former`` the answers of a
    run to compare with.
    """

    output: str | None
    resumed: bool
    identity: str | None
    memory: int
    former: str | None
    form: str


def decide_batch(
    knowledge: KnowledgeBase,
    files: Sequence[str],
    asked: Asked,
    column_map: ColumnMap,
    wanted: Wanted,
    fail_on: Collection[Verdict],
) -> int:
    """
    Decide the rows of tables, print a summary, and return the exit code.

    Raises
    ------
    EngineError
        If what reads tables is not installed.
    InputError
        If a file is no table, broken, without a needed column, tables differ in their columns, or the output exists.
    UnknownTermError
        If no law is named or one does not exist, or options do not go together.
    """
    try:
        from lexflux.batch.columnar.output import Output
        from lexflux.batch.columnar.sources import find_sources
        from lexflux.batch.columnar.tables import open_source
    except ImportError as error:
        raise EngineError("not installed", module=str(error.name), extra="batch") from error
    regimes = _regimes(knowledge, asked.regime)
    output = None if wanted.output is None else Output(wanted.output, wanted.resumed)
    if output is None and (wanted.resumed or wanted.former):
        raise UnknownTermError("only with output", options="--resume" if wanted.resumed else "--since")
    with tempfile.TemporaryDirectory(prefix="lexflux-") as spool:
        sources = find_sources(files, Path(spool))
        tables = [open_source(one, knowledge.book, column_map, wanted.identity) for one in sources]
        marks = {one.name: one.mark for one in sources}
        run = _run(knowledge, tables, asked, regimes, wanted, output, {"tables": marks, "map": repr(column_map)})
    changes = None
    if wanted.former is not None and output is not None:
        from lexflux.batch.columnar.former import changes_since

        changes = changes_since(wanted.former, str(output.path))
    written = [] if output is None else list(map(str, output.files))
    summed = Summed(run, regimes, written, changes)
    sys.stdout.write(show(Wording(knowledge.book, asked.language), summed, wanted.form))
    counted = set(run.register.counting_as())
    if run.joint:
        counted |= {verdict for verdict in Verdict if run.joint.get(verdict.rsplit("/", 1)[-1])}
    return exit_code([one for one in Verdict if one in counted and one in fail_on], bool(run.set_aside))


def _run(
    knowledge: KnowledgeBase,
    tables: Sequence[Table],
    asked: Asked,
    regimes: tuple[str, ...],
    wanted: Wanted,
    output: Output | None,
    about: dict[str, object],
) -> Run:
    from lexflux.batch.columnar.engine import Question
    from lexflux.batch.columnar.run import decide_tables

    book, on = knowledge.book, None if asked.on is None else as_day(asked.on)
    question = Question(regimes, on, check_readings(book, asked.readings), asked.strict)
    progress = Progress(sum(table.rows for table in tables))
    size = rows_of_block(wanted.memory, max(len(table.inventory.columns) for table in tables), len(regimes))
    try:
        return decide_tables(tables, question, book, asked.language, output, progress, size, about)
    except KeyboardInterrupt:
        key = "interrupted, to be resumed" if output is not None and output.has_parts else "interrupted"
        sys.stderr.write(Wording(book, asked.language).say(key, rows=f"{progress.done:,}") + "\n")
        raise SystemExit(INTERRUPTED) from None


def _regimes(knowledge: KnowledgeBase, given: str | None) -> tuple[str, ...]:
    known = tuple(sorted(knowledge.book.regimes))
    if given is None:
        raise UnknownTermError("tables without law", example=",".join(known[:2]), known=listed(known))
    return known if given == ALL else tuple(dict.fromkeys(name.strip() for name in given.split(",")))


def bytes_of(given: str) -> int:
    """
    Return a size in bytes.

    >>> bytes_of("800M"), bytes_of("1 gb") == bytes_of("1024MB")
    (838860800, True)

    Raises
    ------
    UnknownTermError
        If it is no number, with K, M or G, or fewer than a run needs.
    """
    text = given.strip().upper().removesuffix("B").removesuffix("I").rstrip()
    number, unit = (text[:-1], text[-1]) if text[-1:].isalpha() else (text, "")
    if not number.strip().replace(".", "", 1).isdigit() or unit not in UNITS:
        raise UnknownTermError("no size of memory", given=given)
    found = int(float(number) * UNITS[unit])
    least = AT_REST + AT_ONCE * FEWEST * A_ROW
    if found < least:
        raise UnknownTermError("memory too small", given=given, least=f"{-(-least >> 20)}M")
    return found


def rows_of_block(memory: int, columns: int, regimes: int) -> int:
    """Return how many rows a block may have for a run to keep within a memory."""
    rows = (memory - AT_REST) // (AT_ONCE * (A_ROW * regimes + A_CELL * columns))
    return max(FEWEST, min(MOST, 1 << max(rows, 1).bit_length() - 1))


class Progress:
    """Shows somebody at a terminal how many rows are done, how fast, and how long it will take."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.done = 0
        self.began = time.monotonic()

    def __call__(self, run: Run) -> None:
        """Show how far a run is."""
        self.done = run.rows
        if sys.stderr.isatty():
            speed = (run.rows - run.resumed) / max(time.monotonic() - self.began, 1e-9)
            left = max(self.rows - run.rows, 0) / speed
            sys.stderr.write(f"\r{run.rows:,} / {self.rows:,}  {speed:,.0f}/s  {left:,.0f} s \x1b[K")
            sys.stderr.write("\r\x1b[K" if run.rows >= self.rows else "")
            sys.stderr.flush()
