"""Tables on PySpark, in a session on this machine."""

from __future__ import annotations

import datetime
import runpy
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from lexflux.batch.spark import decide_frame
from lexflux.batch.table import decide_table
from lexflux.errors import InputError
from lexflux.knowledge_base import KnowledgeBase
from tests.batch.generated import table

DAY = datetime.date(2026, 11, 22)
LAWS = ("sg", "nz")
pytestmark = pytest.mark.filterwarnings("ignore")


def test_cluster_answers_as_a_table_does(session: Any, knowledge: KnowledgeBase) -> None:
    """Each row is answered as in a table, or told to be none with the reason, and nothing is shuffled."""
    rows = table(knowledge.book, seed=5, columns=4, rows=24, place="SG")
    frame = rows.with_columns(pl.Series("order", range(1, 25)))
    given = session.createDataFrame(frame.rows(), frame.columns)
    decided = decide_frame(given, LAWS, DAY, keep=["order"])
    plan = decided._jdf.queryExecution().executedPlan().toString()
    found = pl.DataFrame([one.asDict() for one in decided.collect()], infer_schema_length=None).sort("order")
    alone = decide_table(knowledge, rows, LAWS, on=DAY)

    assert "Exchange" not in plan
    with pytest.raises(InputError, match="'order'"):
        decide_frame(given, LAWS, DAY)
    assert frame["order"].to_list() == found["order"].to_list()
    kept = found.filter(pl.col("problem").is_null())
    assert alone.rows["row"].to_list() == kept["order"].to_list()
    assert len(alone.quarantine) == len(found) - len(kept)
    for name in (one for one in found.columns if "." in one and not one.endswith(".outcome")):
        assert alone.rows[name].cast(kept[name].dtype).to_list() == kept[name].to_list(), name
    for law in LAWS:
        pairs = zip(alone.rows[f"{law}.outcome"], kept[f"{law}.outcome"], strict=True)
        assert len({*pairs}) == alone.rows[f"{law}.outcome"].n_unique() == kept[f"{law}.outcome"].n_unique()


def test_the_example_decides_and_counts(
    session: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The example of the documentation runs as it stands: answers are written, a bad row and people are counted."""
    folder = Path(__file__).parents[2] / "examples" / "cluster"
    tables = [str(folder / name) for name in ("transfers.csv", "records.csv")]
    monkeypatch.setattr(sys, "argv", ["decide_and_count.py", *tables, str(tmp_path / "out"), "sg"])

    runpy.run_path(str(folder / "decide_and_count.py"), run_name="__main__")

    told = capsys.readouterr().out
    assert "rows that describe no transfer: 1\n" in told
    assert "2026-06-01 | Hotel | people since the previous year |  | 2..2\n" in told
    assert 3 == session.read.parquet(str(tmp_path / "out")).count()
