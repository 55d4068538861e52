"""The command on tables: what is written, what is said, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from tests.faces.test_cli import lexflux

HEAD = "exporter.locatedIn,recipient.locatedIn,data.type,purpose,date"
ROWS = ["CN,US,HealthData,Marketing,2026-11-22", "CN,XX,HealthData,nothing at all,2026-11-22", "CN,,HealthData,,"]


@pytest.fixture
def inventory(tmp_path: Path) -> Path:
    """Return a table with one transfer and two rows that are none."""
    path = tmp_path / "in.csv"
    path.write_text("\n".join([HEAD, *ROWS]) + "\n", "utf-8")
    return path


def test_rows_in_are_rows_out_and_rows_set_aside(inventory: Path, tmp_path: Path) -> None:
    """A bad row is set aside with its file, row, column and reason, and all others are answered."""
    done = lexflux("batch", str(inventory), "--regime", "cn", "--output", str(tmp_path / "out.parquet"))

    aside = [json.loads(line) for line in (tmp_path / "out.quarantine.jsonl").read_text("utf-8").splitlines()]
    assert 3 == done.returncode
    assert "3 read = 1 decided + 2 set aside" in done.stdout
    assert [2] == pl.read_parquet(tmp_path / "out.parquet")["row"].to_list()
    assert [(3, ["recipient.locatedIn", "purpose"]), (4, [None])] == [
        (one["row"], [error["column"] for error in one["errors"]][:2]) for one in aside
    ]


def test_nothing_is_overwritten(inventory: Path, tmp_path: Path) -> None:
    """A file of that name stays as it is, and the message says so."""
    (tmp_path / "out.csv").write_text("mine", "utf-8")

    done = lexflux("batch", str(inventory), "--regime", "cn", "--output", str(tmp_path / "out.csv"))

    assert (3, "mine") == (done.returncode, (tmp_path / "out.csv").read_text("utf-8"))
    assert "out.csv" in done.stderr


@pytest.mark.parametrize(("language", "said"), [("en", "The commonest outcomes"), ("zh", "最常见的结果")])
def test_summary_has_verdicts_and_outcomes(tmp_path: Path, language: str, said: str) -> None:
    """Without a file of answers the summary alone is printed, in the language asked for; the law has to be named."""
    path = tmp_path / "in.parquet"
    pl.DataFrame({"exporter.locatedIn": "SG", "recipient.locatedIn": "US", "data.type": ["ContactData"]}).write_parquet(
        path
    )

    done = lexflux("batch", str(path), "--regime", "sg", "--on", "2026-11-22", "--lang", language)
    refused = lexflux("batch", str(path), "--on", "2026-11-22", "--lang", language)

    assert said in done.stdout
    assert done.returncode in {1, 4}
    assert (2, True) == (refused.returncode, "--regime all" in refused.stderr)
