"""Tables on PySpark, in a session on this machine; PySpark is half a gigabyte, so that it has an extra of its own."""

from __future__ import annotations

import datetime
import shutil
import sys
from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest

from lexflux.batch.table import decide_table
from lexflux.knowledge_base import KnowledgeBase
from tests.batch.generated import table

sql = pytest.importorskip("pyspark.sql", reason="PySpark is not installed (the extra spark)")
DAY = datetime.date(2026, 11, 22)
LAWS = ("sg", "nz")
pytestmark = [
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(shutil.which("java") is None, reason="PySpark needs Java 17 or later on the path"),
]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """Yield a session with one executor."""
    builder = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    loopback = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        found = loopback.getOrCreate()
        yield found
        found.stop()


def test_cluster_answers_as_a_table_does(session: Any, knowledge: KnowledgeBase) -> None:
    """Each row is answered as in a table, or told to be none with the reason, and nothing is shuffled."""
    from lexflux.batch.spark import decide_frame

    rows = table(knowledge.book, seed=5, columns=4, rows=24, place="SG")
    frame = rows.with_columns(pl.Series("order", range(1, 25)))
    given = session.createDataFrame(frame.rows(), frame.columns)
    decided = decide_frame(given, LAWS, DAY, keep=["order"])
    plan = decided._jdf.queryExecution().executedPlan().toString()
    found = pl.DataFrame([one.asDict() for one in decided.collect()], infer_schema_length=None).sort("order")
    alone = decide_table(knowledge, rows, LAWS, on=DAY)

    assert "Exchange" not in plan
    assert frame["order"].to_list() == found["order"].to_list()
    kept = found.filter(pl.col("problem").is_null())
    assert alone.rows["row"].to_list() == kept["order"].to_list()
    assert len(alone.quarantine) == len(found) - len(kept)
    for name in (one for one in found.columns if "." in one and not one.endswith(".outcome")):
        assert alone.rows[name].cast(kept[name].dtype).to_list() == kept[name].to_list(), name
    for law in LAWS:
        pairs = zip(alone.rows[f"{law}.outcome"], kept[f"{law}.outcome"], strict=True)
        assert len({*pairs}) == alone.rows[f"{law}.outcome"].n_unique() == kept[f"{law}.outcome"].n_unique()
