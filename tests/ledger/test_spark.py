"""The counts of a ledger on PySpark: what a ledger with the same records counts, with one shuffle."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from lexflux.errors import InputError
from lexflux.facts.inventory.columnmap import ColumnMap
from lexflux.knowledge_base import KnowledgeBase
from lexflux.ledger.batches import read_table
from lexflux.ledger.sketches import estimate
from lexflux.ledger.spark import count_frame
from lexflux.ledger.standings import standings
from lexflux.ledger.store import Ledger

pytestmark = pytest.mark.filterwarnings("ignore")
DAY = datetime.date(2026, 6, 1)
FACTS = {
    **{"exporter.locatedIn": "CN", "exporter.role": "Controller", "exporter.sector": "Tourism"},
    **{"exporter.isCriticalInfrastructureOperator": "no", "data.collectedIn": "CN", "recipient.locatedIn": "FR"},
    **{"data.importantDataStatus": "NotImportant", "mode": "TransmissionAbroad", "purpose": "Marketing"},
    **{"legalBasis": "Consent", "isStrictlyNecessary": "no"},
}


def records(size: int = 300) -> pl.DataFrame:
    """Return records of two exporters: keys that come again, numbers, kinds of data, recipients, exempt, too early."""
    return pl.DataFrame(
        {
            "id": [f"r{place}" for place in range(size)],
            "date": [datetime.date(2025, 11, 1) + datetime.timedelta(place % 200) for place in range(size)],
            "person": [None if place % 10 == 0 else f"p{place * 7 % 90}" for place in range(size)],
            "people": [place if place % 10 == 0 else None for place in range(size)],
            "exporter.label": ["Hotel" if place % 3 else "Bank" for place in range(size)],
            "recipient.label": [("HQ", "Cloud", "")[place % 3 if place % 5 == 0 else 0] for place in range(size)],
            "data.type": [("ContactData", "HealthData")[place % 4 == 0] for place in range(size)],
            **{name: [value] * size for name, value in FACTS.items()},
        }
    )


def test_cluster_counts_as_a_ledger_does(session: Any, knowledge: KnowledgeBase, tmp_path: Path) -> None:
    """Every count of every exporter is the same, and rows cross the machines once."""
    from lexflux.ledger import spark

    rows = records()
    rows.write_parquet(tmp_path / "records.parquet")
    batch = read_table(str(tmp_path / "records.parquet"), knowledge.book, ColumnMap())
    ledger = Ledger(tmp_path / "ledger", create=True)
    ledger.append(batch.records, batch.profiles)
    expected = {
        (one.counted.count.iri, one.counted.target): one.counted
        for exporter in ("Bank", "Hotel")
        for one in standings(knowledge.book, ledger, exporter, DAY, due=False)
    }
    (tmp_path / "parts").mkdir()
    for part in range(3):
        rows[part::3].write_parquet(tmp_path / "parts" / f"{part}.parquet")
    plans: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        shuffled = spark.shuffled

        def seen(*arguments: Any) -> Any:
            found = shuffled(*arguments)
            plans.append(found._jdf.queryExecution().executedPlan().toString())
            return found

        patch.setattr(spark, "shuffled", seen)
        given = session.read.parquet(str(tmp_path / "parts"))
        found = count_frame(given, DAY)

    assert 3 == given.rdd.getNumPartitions()

    assert [1] == [plan.count("Exchange") for plan in plans]
    assert expected
    assert expected == {(one.count.iri, one.target): one for one in found if one.bounds.most}


def test_a_bad_record_is_named(session: Any) -> None:
    """What is wrong with a record in some part is told as of a table, and nothing is counted."""
    kinds = pl.when(pl.col("id") == "r7").then(pl.lit("Bogus")).otherwise("data.type")
    rows = records(12).with_columns(kinds.alias("data.type"))
    given = session.createDataFrame(rows.rows(), rows.columns)

    with pytest.raises(InputError, match="Bogus"):
        count_frame(given, DAY)


def test_a_sketch_made_on_a_cluster_is_one_of_a_ledger(session: Any) -> None:
    """What `hll_sketch_agg` writes, and what is made of the same keys elsewhere, tell of the same people."""
    keys = [(f"p{place}",) for place in range(5_000)]
    (row,) = session.createDataFrame(keys, ["person"]).selectExpr("hll_sketch_agg(person, 12) AS sketch").collect()

    both = estimate([bytes(row["sketch"])], [key for (key,) in keys], "test")

    assert estimate([bytes(row["sketch"])], [], "test").number == both.number
    assert both.least <= 5_000 <= both.most
