"""A hundred thousand rows decided as columns, each as the evaluator decides a file of that row alone."""

from __future__ import annotations

import datetime

import numpy as np
import polars as pl
import pytest

from lexflux.batch.columnar.cells import Columns
from lexflux.batch.columnar.engine import Question, TableDecider
from lexflux.batch.columnar.found import find
from lexflux.batch.columnar.register import Register
from lexflux.batch.columnar.tables import of_frame
from lexflux.decision.statuses import Verdict
from lexflux.facts.inventory.columnmap import ColumnMap
from lexflux.knowledge_base import day_of_law
from lexflux.law.lawbook import LawBook
from lexflux.law.snapshot import snapshot_if_in_force
from tests.batch.generated import stated_facts, table
from tests.regimes import home

ROWS = 100_000
DAY = datetime.date(2026, 11, 22)
EXPORTER = ("sector", "locality", "role", "isCriticalInfrastructureOperator", "peopleProcessed", "peopleThisYear")
DATA = ("importantDataStatus", "collectedIn", "peopleThisYearInSet")
PARTIES = (*(f"exporter.{name}" for name in EXPORTER), "recipient.type", "recipient.isForeignControlled")
TRANSFER = ("purpose", "mode", "isStrictlyNecessary", *(f"data.{name}" for name in DATA))
SAFEGUARD = ("safeguard.type", "safeguard.issuedOn", "safeguard.status")
NAMED = PARTIES + TRANSFER + SAFEGUARD


@pytest.mark.parametrize(
    ("regime", "on", "different", "share"),
    [("cn", DAY, 120, 0.3), ("us", DAY, 120, 0.3), ("eu", None, 150, 0.4)],
    ids=["cn", "us", "eu, days mixed"],
)
def test_columns_decide_as_the_evaluator_does(
    book: LawBook, regime: str, on: datetime.date | None, different: int, share: float
) -> None:
    """
    Verdicts are those of the evaluator in every row; where the circuit left them open, so are norms and requirements.

    Rows have every state of their facts, ranges, safeguards that end, and kinds of owners; each different one is asked
    of the evaluator once. Where no law reaches a row though nothing is presumed, the evaluator that presumes nothing
    says so too.
    """
    few = table(book, seed=different, columns=2, rows=different, place=home(book, regime), named=NAMED)
    which = np.random.default_rng(different).integers(0, different, int(ROWS * share))
    frame = few[which]
    columns = Columns(of_frame(few, "generated.parquet", book, ColumnMap()).inventory)
    decider = TableDecider(columns, Question((regime,), on), Register())
    decided = decider.decide(frame, np.arange(len(frame)))
    answers = decided.answers[regime]

    facts = stated_facts(columns, few, on)
    assert np.array_equal(np.flatnonzero(np.isin(which, [*facts])), decided.kept)
    told = pl.DataFrame(
        {"row": which[decided.kept], "found": answers.outcomes, "open": answers.exact, "firm": answers.firm}
    )
    for row, outcome, was_open, firm in told.unique().iter_rows():
        day = day_of_law(facts[row], on)
        law = snapshot_if_in_force(book, regime, day)
        found = decider.register.outcomes[outcome].found
        if law is None:
            assert () == found.possible
            continue
        evaluated = find(book, facts[row], law, day, {}, strict=False)
        assert evaluated.possible == found.possible
        assert not was_open or evaluated == found
        if firm and found.possible == (Verdict.NOT_REACHED,):
            assert found.possible == find(book, facts[row], law, day, {}, strict=True).possible
