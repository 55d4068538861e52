"""
Tables of millions through `lexflux batch`, beside reading the same columns and copying them in memory.

    python benchmarks/batch.py 10000000 --kill

writes a table with a stated seed as files of a million rows each, decides it in a process of its own, kills that once
and lets it go on if asked, checks that rows read are rows decided and set aside, and prints ratios in one run.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

SEED = 1
AT_A_TIME = 1_000_000
TERMS = {
    "exporter.locatedIn": ("CN", "CN", "CN", "US"),
    "exporter.sector": ("Agriculture", "Banking", "Automotive", "Education"),
    "exporter.locality": ("none",),
    "exporter.role": ("Controller",),
    "recipient.locatedIn": ("US", "JP", "SG", "HK", "DE"),
    "recipient.role": ("Controller", "Processor"),
    "purpose": ("Marketing", "ScientificResearch", "OtherPurpose"),
    "mode": ("TransmissionAbroad",),
    "data.type": ("ContactData", "HealthData", "FaceData", "ContactData"),
    "data.importantDataStatus": ("NotImportant",),
    "data.collectedIn": ("CN", "CN", "US"),
    "safeguard.type": ("", "StandardContract", "SecurityAssessment", "SeparateConsent; StandardContract"),
}
COUNTS = {
    "exporter.peopleProcessed": (0, 2_000_000),
    "exporter.peopleThisYear": (0, 200_000),
    "exporter.peopleSincePreviousYear": (200_000, 400_000),
    "exporter.peopleThisYearSensitive": (0, 20_000),
    "data.peopleThisYearInSet": (0, 2_000_000),
}
STATED = {"circumstance": "none", "data.receivedUnder": "none"}
"""What leaves rows open where nobody states it: circumstances, and contracts under which data came from abroad."""
SHARES = {"exporter.isCriticalInfrastructureOperator": 0.1, "isStrictlyNecessary": 0.5}


def transfers(rows: int, chance: np.random.Generator) -> pl.DataFrame:
    """Return transfers from China and the United States, most of what the law of China asks stated."""
    terms = {name: pl.Series(of).gather(chance.integers(0, len(of), rows)) for name, of in TERMS.items()}
    counts = {name: chance.integers(*bounds, rows) for name, bounds in COUNTS.items()}
    shares = {name: chance.random(rows) < share for name, share in SHARES.items()}
    return pl.DataFrame({**terms, **counts, **shares})


def settled(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the same transfers with all stated that leaves the law of China open."""
    return frame.with_columns(pl.lit(term).alias(name) for name, term in STATED.items())


def write_tables(folder: Path, rows: int, all_stated: bool) -> None:
    """Write so many rows as files, the same for the same seed."""
    chance = np.random.default_rng(SEED)
    for part, first in enumerate(range(0, rows, AT_A_TIME)):
        frame = transfers(min(AT_A_TIME, rows - first), chance)
        (settled(frame) if all_stated else frame).write_parquet(folder / f"{part:04}.parquet")


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return how long something took, on the clock and in time of processors."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def read(folder: Path) -> None:
    """Read all columns, a file at a time."""
    for path in sorted(folder.glob("*.parquet")):
        pl.read_parquet(path)


def copied(folder: Path) -> tuple[float, float]:
    """Return how long it takes to copy the columns of a file in memory, times the number of files."""
    paths = sorted(folder.glob("*.parquet"))
    frame = pl.read_parquet(paths[0])
    buffers = [np.ones(-(-one.estimated_size() // 8)) for one in frame.get_columns()]
    wall, cpu = timed(lambda: [one.copy() for one in buffers])
    return wall * len(paths), cpu * len(paths)


def decided(folder: Path, regimes: str, memory: str, kill: bool) -> tuple[dict[str, object], float, float]:
    """Return the summary of a run in a process of its own, and how long it took, killed once in between if asked."""
    output = folder / "out.parquet"
    tables = f"{folder}/[0-9]*.parquet"
    given = [tables, "--regime", regimes, "--on", "2026-11-22", "--memory", memory, "--format", "json", "--exit-zero"]
    command = [str(Path(sys.executable).with_name("lexflux")), "batch", *given, "--output", str(output)]
    wall, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    if kill:
        stopped = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        while stopped.poll() is None and not (folder / "out.parquet.parts" / "000000002.json").exists():
            time.sleep(0.05)
        os.kill(stopped.pid, signal.SIGKILL)
        stopped.wait()
        assert not output.exists()
        command.append("--resume")
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    return json.loads(done.stdout), time.perf_counter() - wall, cpu


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int)
    parser.add_argument("--regime", default="cn")
    parser.add_argument("--memory", default="1G")
    parser.add_argument("--kill", action="store_true", help="kill the run once, and let it go on")
    parser.add_argument("--settled", action="store_true", help="state what leaves three rows in ten open")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_tables(folder, asked.rows, asked.settled)
        bare, copy = timed(lambda: read(folder)), copied(folder)
        summary, wall, cpu = decided(folder, asked.regime, asked.memory, asked.kill)
        answers = pl.scan_parquet(folder / "out.parquet").select(pl.len()).collect().item()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    assert asked.rows == summary["rows"] == summary["decided"] + summary["setAside"]
    assert answers == summary["decided"]
    lines = [("lexflux batch", wall, cpu), ("read from Parquet", *bare), ("copied in memory", *copy)]
    table = f"{asked.rows:,} rows{', all stated' if asked.settled else ''}, seed {SEED}, {asked.regime}"
    print(f"{table}; load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    print(f"{answers:,} answers + {summary['setAside']:,} set aside; peak memory {peak} MB")
    for what, on_clock, of_processors in lines:
        ratio = cpu / of_processors if of_processors else 0
        speed, each = asked.rows / on_clock, of_processors / asked.rows * 1e6
        print(f"{what:18} {speed:14,.0f} rows/s {each:8.2f} us CPU/row {ratio:6.1f}")


if __name__ == "__main__":
    main()
