"""Rows that the circuit leaves open, found once for all that no law tells apart: never for rows that it does."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator

import numpy as np
import polars as pl
import pytest

from lexflux.batch.columnar.cells import Columns
from lexflux.batch.columnar.engine import Question, TableDecider
from lexflux.batch.columnar.found import find
from lexflux.batch.columnar.register import Register
from lexflux.batch.columnar.tables import of_frame
from lexflux.batch.table import decide_table
from lexflux.facts.inventory.columnmap import ColumnMap
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.lawbook import LawBook
from lexflux.law.snapshot import snapshot
from tests.batch.generated import stated_facts, table
from tests.regimes import home

DAY = datetime.date(2026, 11, 22)
ABROAD = {
    "exporter.locatedIn": "US",
    "recipient.locatedIn": "SG",
    "data.type": "ContactData",
    "data.collectedIn": "CN",
    "mode": "TransmissionAbroad",
}


def neighbours(frame: pl.DataFrame, seed: int, of_each: int) -> Iterator[dict[str, object]]:
    """Yield each row, and some that differ from it in a single cell, which another row has."""
    chance = random.Random(seed)
    for row in frame.iter_rows(named=True):
        yield row
        for _ in range(of_each):
            name = chance.choice(frame.columns)
            yield {**row, name: chance.choice(frame[name])}


@pytest.mark.parametrize(
    ("regime", "seed", "columns", "rows"),
    [("kr", 684790, 14, 6), ("eu", 72430, 14, 10), ("sg", 845663, 14, 10), ("vn", 799308, 6, 10), ("cn", 436396, 6, 4)],
)
def test_rows_that_differ_in_one_fact_are_told_apart(
    book: LawBook, regime: str, seed: int, columns: int, rows: int
) -> None:
    """
    Whatever rows share, what is told of each that was left open is what the evaluator finds of it by itself.

    In tables of these seeds there are rows of which the circuit knows the same, and yet the evaluator does not find it;
    in the first three so does what their open facts state.
    """
    few = table(book, seed, columns, rows, place=home(book, regime))
    frame = pl.DataFrame([*neighbours(few, seed, 30)], schema=few.schema).unique(maintain_order=True)
    facts_of = Columns(of_frame(frame, "generated.parquet", book, ColumnMap()).inventory)
    decider = TableDecider(facts_of, Question((regime,), DAY), Register())
    decided = decider.decide(frame, np.arange(len(frame)))
    answers, facts = decided.answers[regime], stated_facts(facts_of, frame, DAY)

    assert answers.exact.any()
    for place in np.flatnonzero(answers.exact):
        told = facts[int(decided.kept[place])]
        evaluated = find(book, told, snapshot(book, regime, DAY), DAY, {}, strict=False)
        assert evaluated == decider.register.outcomes[int(answers.outcomes[place])].found


def test_facts_on_which_nothing_open_hangs_make_no_pattern(knowledge: KnowledgeBase) -> None:
    """Handlers abroad leave the law of China open by what nobody asked, whatever counts and sectors rows state."""
    sectors = ("Agriculture", "Automotive", "Education")
    rows = [
        {**ABROAD, "exporter.sector": sector, "exporter.peopleThisYear": count}
        for sector in sectors
        for count in range(0, 2_000_000, 50_000)
    ]
    found = decide_table(knowledge, pl.DataFrame(rows), ["cn"], on=DAY)

    assert len(rows) == found.exact
    assert {"Undetermined"} == {*found.rows["cn.verdict"]}
    assert found.patterns <= len(found.outcomes)
