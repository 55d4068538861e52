"""Tables of transfers in which facts have every state: generated from the schema, the same for the same seed."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import polars as pl

from lexflux.batch.columnar.cells import Columns
from lexflux.batch.columnar.engine import Question, TableDecider, row_of
from lexflux.batch.columnar.found import Found, find
from lexflux.batch.columnar.register import Register
from lexflux.batch.columnar.tables import of_frame
from lexflux.batch.columnar.truths import Combinations
from lexflux.decision.unknown import cuts_of
from lexflux.errors import InputError
from lexflux.facts import context
from lexflux.facts.inventory.columnmap import ColumnMap
from lexflux.facts.inventory.columns import LABEL, Target, targets
from lexflux.facts.transfer import Facts
from lexflux.knowledge_base import day_of_law
from lexflux.law.lawbook import LawBook
from lexflux.terms import local

DAYS = ("2016-05-01", "2022-10-01", "2024-03-21", "2025-06-01", "2026-11-22")
NEEDED = ("exporter.locatedIn", "recipient.locatedIn", "data.type", "date")
OPEN = ("", "unknown", ">= 100000", "50-200000")
USUAL = 0.6
"""The share of cells that have the value which is usual in their column, so that rows differ in some facts only."""


def table(
    book: LawBook,
    seed: int,
    columns: int,
    rows: int,
    stated: bool = False,
    place: str | None = None,
    named: Sequence[str] = (),
) -> pl.DataFrame:
    """
    Return a table with some columns of the schema, beside those that each row needs and those ``named``.

    If ``stated``, nothing is left open in them; ``place`` is that of most exporters.
    """
    chance = random.Random(seed)
    known = {name: one for name, one in targets(book).items() if one.name != LABEL}
    given = [*NEEDED, *named]
    names = [*given, *chance.sample(sorted(known.keys() - {*given}), columns)]
    nodes = {known[name].node for name in names}
    names += [f"safeguard.{name}" for name in ("type",) if "safeguard" in nodes and "safeguard.type" not in names]
    names += ["otherParty.locatedIn"] if "otherParty" in nodes and "otherParty.locatedIn" not in names else []
    frame = pl.DataFrame({name: _column(book, known[name], chance, rows, stated) for name in names})
    if place is None:
        return frame
    most = pl.Series([place if chance.random() < USUAL else None for _ in range(rows)], dtype=pl.String)
    return frame.with_columns(pl.coalesce(most, pl.col(NEEDED[0])).alias(NEEDED[0]))


def _column(book: LawBook, target: Target, chance: random.Random, rows: int, stated: bool) -> list[str]:
    cells = [cell for cell in _cells(book, target, chance) if not (stated and cell in OPEN)]
    if stated and target.shape is not None and target.shape.not_beyond is not None:
        cells = ["0"]
    usual = chance.choice(cells)
    return [usual if chance.random() < USUAL else chance.choice(cells) for _ in range(rows)]


def _cells(book: LawBook, target: Target, chance: random.Random) -> Iterator[str]:
    """Yield cells of a column: values that the law tells apart, and each way of having none."""
    shape = target.shape
    if shape is None:
        kinds = [local(kind) for kind in context.kinds(book, target.owner)]
        yield from chance.sample(kinds, min(8, len(kinds)))
        yield "; ".join(chance.sample(kinds, 2))
        return
    if shape.datatype == "date":
        yield from DAYS
    else:
        yield from ("unknown", "n/a" if shape.single else "none")
    if not shape.required and target.name != "date":
        yield from ("", "")
    if shape.datatype == "boolean":
        yield from ("yes", "no")
    elif shape.datatype == "integer":
        cuts = {cut for test in book.thresholds.get(shape.prop, ()) for cut in cuts_of(test)}
        yield from chain(("0", ">= 100000", "50-200000"), (str(cut + more) for cut in sorted(cuts) for more in (-1, 0)))
    elif shape.term_class:
        terms = [local(one) for one in (*context.terms(book, shape), *context.general_terms(book, shape))]
        some = chance.sample(terms, min(8, len(terms)))
        yield from some
        yield some[0] if shape.single else "; ".join(some[:2])


@dataclass(frozen=True)
class Compared:
    """What the circuit alone, the columns as a whole and the evaluator find of one row."""

    circuit: Found | None
    columns: Found
    evaluator: Found | None
    exact: bool


def compared(
    book: LawBook, frame: pl.DataFrame, regime: str, on: datetime.date | None = None, strict: bool = False
) -> Iterator[Compared]:
    """Yield what is found of each row, unless it is refused, by columns as by a file of that row alone."""
    columns = Columns(of_frame(frame, "generated.parquet", book, ColumnMap()).inventory)
    decider = TableDecider(columns, Question((regime,), on, strict=strict), Register())
    decided = decider.decide(frame, np.arange(len(frame)))
    answers = decided.answers[regime]
    facts = stated_facts(columns, frame, on)
    assert [*facts] == [*map(int, decided.kept)]
    block = decider.coding.block(frame)
    for place, (row, told) in enumerate(facts.items()):
        day = day_of_law(told, on)
        plan = decider.plan(regime, day, strict)
        circuit = evaluator = None
        if plan is not None:
            met = Combinations({at: one[[row]] for at, one in block.codes.items()}, block.days[[row]])
            seen = plan.decide(met)
            circuit = seen.found[int(seen.numbers[0])]
            evaluator = find(book, told, plan.asked.law, day, {}, strict)
        found = decider.register.outcomes[int(answers.outcomes[place])].found
        yield Compared(circuit, found, evaluator, bool(answers.exact[place]))


def stated_facts(columns: Columns, frame: pl.DataFrame, on: datetime.date | None) -> dict[int, Facts]:
    """Return the facts that a file of each row states, by the place of the row, without those refused."""
    return {row: found for row in range(len(frame)) if (found := _facts(columns, frame, row, on)) is not None}


def _facts(columns: Columns, frame: pl.DataFrame, row: int, on: datetime.date | None) -> Facts | None:
    """Return the facts that a file of one row states, None if it is refused."""
    try:
        facts = columns.row(row_of(frame, row), row)
        day_of_law(facts, on)
    except InputError:
        return None
    return facts
