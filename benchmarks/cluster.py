"""
Tables and ledgers on a cluster of one machine: `python benchmarks/cluster.py [ROWS]`, by default a million.

The transfers of `benchmarks/batch.py` and the records of `benchmarks/ledger.py` are decided and counted by PySpark with
1, 2 and 4 executors, each a process with one processor to use, and what was done is printed with the time of all
processes: that of the clock says little where executors outnumber the machine's idle processors.
"""

import datetime
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import psutil

import batch
import ledger

EXECUTORS, PARTS = (1, 2, 4), 8
DAY, AS_OF = datetime.date(2026, 11, 22), datetime.date(2026, 6, 1)


def session(executors: int) -> object:
    """Return a session with executors of their own processes."""
    import pyspark
    from pyspark.sql import SparkSession

    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_HOME": str(Path(pyspark.__file__).parent)}
    builder = SparkSession.builder.master(f"local-cluster[{executors},1,1024]")
    for key, value in {
        **{"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"},
        **{"spark.executor.memory": "900m", "spark.sql.shuffle.partitions": str(PARTS)},
        **{"spark.sql.execution.arrow.maxRecordsPerBatch": "131072", "spark.sql.adaptive.enabled": "false"},
    }.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def used() -> float:
    """Return the time of processors that this process and all below it have used."""
    tree = [psutil.Process(), *psutil.Process().children(recursive=True)]
    return sum(sum(one.cpu_times()[:4]) for one in tree if one.is_running())


def measure(folder: Path, executors: int, rows: int) -> None:
    """Decide and count with so many executors, twice: what is read and compiled once is in the first time alone."""
    from lexflux.batch.spark import decide_frame
    from lexflux.ledger.spark import count_frame

    opened = session(executors)
    transfers = opened.read.parquet(str(folder / "transfers"))
    records = opened.read.parquet(str(folder / "records"))

    def decide() -> object:
        return decide_frame(transfers, ["cn"], DAY).write.format("noop").mode("overwrite").save()

    for what, work in (("decided", decide), ("counted", lambda: count_frame(records, AS_OF))):
        for time_ in ("first", "again"):
            wall, cpu = time.perf_counter(), used()
            work()
            wall, cpu = time.perf_counter() - wall, used() - cpu
            each = cpu / rows * 1e6
            print(f"{executors} | {what}, {time_} | {wall:.1f} s | {rows / wall:,.0f} | {each:.2f} us", flush=True)


def main(rows: int) -> None:
    """Write the tables, and measure each number of executors in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "transfers").mkdir()
        (folder / "records").mkdir()
        chance = batch.np.random.default_rng(batch.SEED)
        ledger.table(rows, folder / "records.parquet")
        records = batch.pl.read_parquet(folder / "records.parquet")
        for part in range(PARTS):
            size = rows // PARTS
            batch.transfers(size, chance).write_parquet(folder / "transfers" / f"{part}.parquet")
            records.slice(part * size, size).write_parquet(folder / "records" / f"{part}.parquet")
        print(f"{rows:,} rows in {PARTS} files; load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
        print("executors | what | clock | rows a second | processors, a row")
        for executors in EXECUTORS:
            subprocess.run([sys.executable, __file__, str(rows), name, str(executors)], check=True)


if __name__ == "__main__":
    if len(sys.argv) == 4:
        measure(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[1]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
