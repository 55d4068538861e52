"""
Tables decided in memory, in processor time, so that a busy machine changes the figures little.

    python -m benchmarks.columns [ROWS]

decides a table as it is and with all stated that leaves rows open, under the law of China alone and with four more, and
prints for each the time of a row, the law loaded and met before, and how many patterns of open rows had to be found.
"""

import datetime
import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from benchmarks.batch import SEED, settled, transfers

from lexflux.batch.columnar.engine import Question
from lexflux.batch.columnar.run import decide_tables
from lexflux.batch.columnar.tables import open_table
from lexflux.facts.inventory.columnmap import ColumnMap
from lexflux.knowledge_base import load

DAY = datetime.date(2026, 11, 22)
LAWS = (("cn",), ("cn", "eu", "us", "sg", "kr"))
ROUNDS = 3


def main(rows: int) -> None:
    """Measure and print."""
    book = load().book
    frame = transfers(rows, np.random.default_rng(SEED))
    print(f"{rows:,} rows, seed {SEED}; load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder:
        for name, table in (("as it is", frame), ("all stated", settled(frame))):
            path = Path(folder) / f"{name}.parquet"
            table.write_parquet(path)
            for laws in LAWS:
                took = []
                for _ in range(ROUNDS):
                    before = time.process_time()
                    run = decide_tables([open_table(str(path), book, ColumnMap())], Question(laws, DAY), book)
                    took.append(time.process_time() - before)
                open_yet = f"{run.exact:,} open, {run.patterns} patterns"
                each = min(took) / rows
                told = f"{each * 1e6:6.2f} us/row {1 / each:12,.0f} rows/s"
                print(f"{name:10} {','.join(laws):14} {told}  {open_yet}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000)
