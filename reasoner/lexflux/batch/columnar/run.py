"""Tables decided from end to end: read in blocks, written whole or not at all, every row answered or set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from lexflux.batch.columnar.ahead import Behind, ahead
from lexflux.batch.columnar.answers import RowTables, outcome_records, problem_records
from lexflux.batch.columnar.cells import Columns
from lexflux.batch.columnar.coding import Block
from lexflux.batch.columnar.engine import Decided, Question, TableDecider
from lexflux.batch.columnar.graph import outcome_graph
from lexflux.batch.columnar.identities import Identities
from lexflux.batch.columnar.joint import names
from lexflux.batch.columnar.output import Part, Sink
from lexflux.batch.columnar.register import Register, Tally
from lexflux.batch.columnar.schema import check_schemas
from lexflux.batch.columnar.tables import ROWS_AT_A_TIME, Piece, Table
from lexflux.errors import InputError
from lexflux.law.lawbook import LawBook

Record = dict[str, Any]


@dataclass(slots=True)
class Run:
    """
    What became of all rows: how many were read, decided and set aside.

    ``exact`` is how many answers, of rows under one law each, the circuit left open, and ``patterns`` how many of them
    had to be found; ``errors`` are those of the rows set aside, by kind: how many, and the first in each language;
    ``joint`` how many rows have each verdict of all law together; ``resumed`` how many rows a former run decided.
    """

    register: Register
    rows: int = 0
    decided: int = 0
    set_aside: int = 0
    exact: int = 0
    patterns: int = 0
    errors: dict[str, tuple[int, Mapping[str, str]]] = field(default_factory=dict)
    joint: dict[str, int] = field(default_factory=dict)
    resumed: int = 0

    def add(self, counted: Mapping[str, Any]) -> None:
        """Add what was counted in a part."""
        for name in ("rows", "decided", "set_aside", "exact", "patterns"):
            setattr(self, name, getattr(self, name) + counted[name])
        for key, (count, first) in counted["errors"].items():
            before, known = self.errors.get(key, (0, first))
            self.errors[key] = before + count, known
        for verdict, count in counted["joint"].items():
            self.joint[verdict] = self.joint.get(verdict, 0) + count


@dataclass(frozen=True, slots=True)
class _Coded:
    """A piece of a table ready to be decided: the place of the table, the codes, and what is wrong with identities."""

    table: int
    piece: Piece
    block: Block
    aside: Mapping[int, InputError]


def decide_tables(
    tables: Sequence[Table],
    question: Question,
    book: LawBook,
    language: str = "en",
    output: Sink | None = None,
    progress: Callable[[Run], None] = lambda _: None,
    size: int = ROWS_AT_A_TIME,
    about: Mapping[str, Any] | None = None,
) -> Run:
    """
    Decide all rows of tables.

    While a block is decided, the next one is read and the answers on the last are written.

    Parameters
    ----------
    tables
        The tables, opened; they have the same columns.
    question
        What is asked of each row.
    book, language
        The law book, and the language of labels and reasons.
    output
        Where answers are written, if they are wanted.
    progress
        Called with what is done so far after each block.
    size
        How many rows a block has.
    about
        What a run has in common with one that it may go on from, beside law, question and size.

    Raises
    ------
    InputError
        If a table or its columns are wrong, before any row is decided; or files cannot be read further or written.
    UnknownTermError
        If a regime does not exist.
    """
    check_schemas(tables)
    run = Run(Register())
    deciders = [TableDecider(Columns(table.inventory), question, run.register) for table in tables]
    done = [] if output is None else output.begin({**(about or {}), **_about(book, question, language, size)})
    for counted in done:
        run.register.add(counted["outcomes"])
        run.add(counted)
    run.resumed = run.rows
    rows_of = RowTables(run.register)
    with Behind() as behind:
        for coded in ahead(_coded(tables, deciders, size, Counter(one["table"] for one in done))):
            before, decider = run.register.tally(), deciders[coded.table]
            patterns = decider.patterns
            decided = decider.decide(coded.piece.frame, coded.piece.numbers, coded.block, coded.aside)
            counted = _counted(coded, decided, run, before, decider.patterns - patterns)
            run.add(counted)
            if output is not None:
                behind.do(partial(_write, output, rows_of, tables[coded.table], coded, decided, counted, language))
            progress(run)
    if output is not None:
        output.finish(outcome_records(run.register, book, language), partial(outcome_graph, run.register, book))
    return run


def _about(book: LawBook, question: Question, language: str, size: int) -> Record:
    return {
        "law": book.digest,
        "regimes": list(question.regimes),
        "on": str(question.on),
        "readings": dict(question.readings),
        "strict": question.strict,
        "language": language,
        "rows of a part": size,
    }


def _coded(
    tables: Sequence[Table], deciders: Sequence[TableDecider], size: int, done: Mapping[int, int]
) -> Iterator[_Coded]:
    """Yield the pieces of tables that are not decided yet; of the others no more than identities are read."""
    identities = Identities()
    for place, table in enumerate(tables):
        left_out = 0 if table.identity else done[place]
        for number, piece in enumerate(table.pieces(size, left_out), left_out):
            aside = identities.errors(table, piece)
            if number >= done[place]:
                yield _Coded(place, piece, deciders[place].coding.block(piece.frame), aside)


def _counted(coded: _Coded, decided: Decided, run: Run, before: Tally, patterns: int) -> Record:
    """Return what was counted in a piece, as it is written down."""
    problems = [*coded.piece.problems, *decided.problems]
    errors: dict[str, tuple[int, Mapping[str, str]]] = {}
    for error in (error for problem in problems for error in problem.errors):
        count, first = errors.get(error.key, (0, error.texts))
        errors[error.key] = count + 1, first
    joint = [] if decided.joint is None else zip(names(), np.bincount(decided.joint.verdict).tolist(), strict=False)
    return {
        "table": coded.table,
        "rows": len(coded.piece),
        "decided": len(decided.kept),
        "set_aside": len(problems),
        "exact": sum(int(one.exact.sum()) for one in decided.answers.values()),
        "patterns": patterns,
        "errors": errors,
        "joint": {name: count for name, count in joint if count},
        "outcomes": run.register.since(before),
    }


def _write(
    output: Sink,
    rows_of: RowTables,
    table: Table,
    coded: _Coded,
    decided: Decided,
    counted: Record,
    language: str,
) -> None:
    problems = sorted([*coded.piece.problems, *decided.problems], key=lambda one: one.line or 0)
    rows = rows_of.of(table, coded.piece.frame, decided)
    output.add(Part(rows, problem_records(problems, table.inventory, language), counted))
