"""
How fast a ledger takes records in and counts: `python benchmarks/ledger.py [ROWS]`, by default a million.

The table is generated with a fixed seed: one exporter, two kinds of transfer (one in fifty of sensitive data), days of
five months, keys drawn from as many people as there are rows, so that about a third of the rows are repetitions.
"""

import datetime
import gc
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np
import polars as pl

from lexflux.facts.inventory.columnmap import ColumnMap
from lexflux.knowledge_base import load
from lexflux.ledger.batches import read_batch
from lexflux.ledger.counting import count_up
from lexflux.ledger.events import lines_of
from lexflux.ledger.lines import RecordReader
from lexflux.ledger.standings import targets
from lexflux.ledger.store import Ledger
from lexflux.ledger.watching import Told, Watch, Watcher

SEED, DAYS = 20261130, 150
START, AS_OF = datetime.date(2026, 1, 1), datetime.date(2026, 6, 1)
FACTS = {
    **{"exporter.label": "Hotel", "exporter.locatedIn": "CN", "exporter.role": "Controller"},
    **{"exporter.sector": "Tourism", "exporter.isCriticalInfrastructureOperator": "no"},
    **{"recipient.label": "HQ", "recipient.locatedIn": "FR", "data.collectedIn": "CN"},
    **{"data.importantDataStatus": "NotImportant", "mode": "TransmissionAbroad", "purpose": "Marketing"},
    **{"legalBasis": "Consent", "isStrictlyNecessary": "no"},
}
WATCHED = 100_000
T = TypeVar("T")


def timed(what: str, run: Callable[[], T], rows: int | None = None) -> T:
    """Run something and print how long it took, on the clock and of the processor."""
    wall, processor = time.perf_counter(), time.process_time()
    found = run()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    rate = f", {rows / wall:,.0f} a second ({rows / processor:,.0f} a second of processor)" if rows else ""
    print(f"{what}: {wall:.3f} s ({processor:.3f} s of processor){rate}", flush=True)
    return found


def table(rows: int, path: Path) -> None:
    """Write a table of records."""
    random = np.random.default_rng(SEED)
    days = np.sort(random.integers(0, DAYS, rows))
    pl.DataFrame(
        {
            "id": [f"r{place:010}" for place in range(rows)],
            "date": [START + datetime.timedelta(int(day)) for day in days],
            "person": [f"p{person:012}" for person in random.integers(0, rows, rows)],
            "data.type": np.where(random.random(rows) < 0.02, "HealthData", "ContactData"),
            **{name: [value] * rows for name, value in FACTS.items()},
        }
    ).write_parquet(path)


def lines(rows: int) -> list[bytes]:
    """Return records as lines of JSON."""
    party = {"label": "Hotel", "locatedIn": "CN", "role": "Controller", "sector": "Tourism"}
    transfer = {
        "exporter": {**party, "isCriticalInfrastructureOperator": False},
        "recipient": {"label": "HQ", "locatedIn": "FR"},
        "data": [{"type": "ContactData", "collectedIn": "CN", "importantDataStatus": "NotImportant"}],
        **{"mode": "TransmissionAbroad", "purpose": "Marketing", "legalBasis": "Consent", "isStrictlyNecessary": False},
    }
    head = {"date": str(AS_OF), "transfer": transfer}
    return [json.dumps({"id": f"w{place}", "persons": [f"w{place}"], **head}).encode() for place in range(rows)]


def main(rows: int) -> None:
    """Measure, and print what was found."""
    book = load().book
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.parquet"
        table(rows, path)
        ledger = Ledger(Path(folder) / "ledger", create=True)

        def add() -> None:
            batch = read_batch(str(path), book, ColumnMap())
            ledger.append(batch.records, batch.profiles)

        timed(f"{rows:,} records read, checked and added", add, rows)
        for count in book.cumulative_counts.values():
            target = targets(book, count, list(ledger.profiles))[0]
            count_up(book, ledger, count, target, AS_OF)
            timed(f"count {count.labels['en']}", lambda c=count, t=target: count_up(book, ledger, c, t, AS_OF))
        reader, given = RecordReader(book), lines(WATCHED)
        watcher = Watcher(book, Ledger(Path(folder) / "watched", create=True), Watch(regimes=("cn",)), Told())

        def watch() -> None:
            for first in range(0, WATCHED, WATCHED // 10):
                records = [reader.read_line(line, "line") for line in given[first : first + WATCHED // 10]]
                with watcher.ledger.writing():
                    lines_of(watcher.look(records))
                    watcher.keep()

        gc.freeze()  # as `lexflux watch` does
        timed(f"{WATCHED:,} records watched", watch, WATCHED)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
