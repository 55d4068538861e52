"""The race: `python -m benchmarks.peers [--regime cn] [--seconds 120] [--sizes 10 1000 200000]`; writes its table."""

from __future__ import annotations

import argparse
import datetime
import json
import math
import multiprocessing
import os
import platform
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.peers.one import PEERS, measure
from benchmarks.peers.tables import SEED, TABLES, tests_of

from lexflux.batch.exports.rulebook import Rulebook, compile_rulebook
from lexflux.knowledge_base import load

README = Path(__file__).parents[1] / "README.md"
START, END = "<!-- race -->", "<!-- end of race -->"
OURS = "circuit"
Found = tuple[list[dict[str, Any]], str]
Results = dict[str, Found]


def in_a_process(target: Callable[..., None], *arguments: object) -> int:
    """Run something in a process that begins as a copy of this one, so that the law is loaded once; its exit code."""
    process = multiprocessing.get_context("fork").Process(target=target, args=arguments)
    process.start()
    process.join()
    return process.exitcode or 0


def run_peer(name: str, rulebook: Rulebook, folder: Path, chosen: argparse.Namespace) -> Found:
    """Return what a peer took for each table and size, and why it took no more."""
    into = folder / f"{name}.jsonl"
    tables = [folder / kind for kind in chosen.tables]
    code = in_a_process(measure, name, rulebook, tables, chosen.sizes, chosen.seconds, into)
    told = [json.loads(line) for line in into.read_text("utf-8").splitlines()]
    failed = f"not finished in {chosen.seconds} s" if code == -signal.SIGXCPU else "failed" if code else ""
    return [one for one in told if "rows" in one], next((one["why"] for one in told if "why" in one), failed)


def line(name: str, found: list[dict[str, Any]], why: str, ours: dict[int, float]) -> str:
    """Return the row of a peer in the table; ``ours`` are our seconds by the number of transfers."""
    label = PEERS[name].name
    if not found:
        return f"| {label} | {why} | | | | | | |"
    last = found[-1]
    each = last["seconds"] / last["rows"]
    rate = f"{1 / each:,.0f}" if each < 1 else f"{1 / each:.3f}"
    ratio = f"{last['seconds'] / ours[last['rows']]:,.2f}" if last["rows"] in ours else ""
    agrees = "; ".join(dict.fromkeys(one["agreement"] for one in found if one["agreement"])) or "–"
    then = f" ({why})" if why else ""
    cells = (
        rate,
        ratio,
        f"{last['rows']:,}{then}",
        growth(found),
        f"{last['built']:.2f} s",
        f"{last['megabytes']:,.0f} MB",
    )
    return f"| {label} | {' | '.join(cells)} | {agrees} |"


def growth(found: list[dict[str, Any]]) -> str:
    """Return the exponent with which time grows with the number of transfers between the last two sizes."""
    if len(found) < 2 or not found[-2]["seconds"]:
        return "–"
    before, after = found[-2:]
    return f"{math.log(after['seconds'] / before['seconds']) / math.log(after['rows'] / before['rows']):.2f}"


def prepare(rulebook: Rulebook, folder: Path, chosen: argparse.Namespace) -> None:
    """Write the tables, as cells and as truths of tests."""
    for kind in chosen.tables:
        (folder / kind).mkdir()
        frame = TABLES[kind](max(chosen.sizes))
        frame.write_parquet(folder / kind / "cells.parquet")
        tests_of(frame, rulebook).write_parquet(folder / kind / "tests.parquet")


def measured(rulebook: Rulebook, chosen: argparse.Namespace) -> Results:
    """Return what each peer took."""
    with tempfile.TemporaryDirectory() as name:
        assert in_a_process(prepare, rulebook, Path(name), chosen) == 0
        results = {}
        for peer in chosen.peers:
            results[peer] = run_peer(peer, rulebook, Path(name), chosen)
            print(peer, *results[peer], flush=True)
    return results


def _of(kind: str, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in found if one["table"] == kind]


def _why(kind: str, found: list[dict[str, Any]], why: str) -> str:
    """Return why a peer ended, unless it went on to another table after this one."""
    return "" if _of(kind, found) and found[-1]["table"] != kind else why


def table_of(kind: str, results: Results) -> list[str]:
    """Return the table of the README on one kind of table."""
    of_kind = {peer: (_of(kind, found), _why(kind, found, why)) for peer, (found, why) in results.items()}
    ours = {one["rows"]: one["seconds"] for one in of_kind.get(OURS, ([], ""))[0]}
    described = " ".join((TABLES[kind].__doc__ or "").removeprefix("Return ").split())
    head = ["engine", "transfers a second", "ratio", "transfers", "growth", "building", "peak memory", "triggers"]
    rows = [line(peer, *found, ours) for peer, found in of_kind.items()]
    return [f"{kind.capitalize()}: {described}", "", f"| {' | '.join(head)} |", "|" + " --- |" * len(head), *rows, ""]


def main() -> None:
    """Run the race and write its tables between the marks of the README."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers")
    parser.add_argument("--regime", default="cn")
    parser.add_argument("--on", default="2026-06-01")
    parser.add_argument("--seconds", type=int, default=120, help="of processor time for each engine")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 1_000, 20_000, 200_000])
    parser.add_argument("--peers", nargs="+", default=[*PEERS], choices=[*PEERS])
    parser.add_argument("--tables", nargs="+", default=[*TABLES], choices=[*TABLES])
    chosen = parser.parse_args()
    rulebook = compile_rulebook(load().book, chosen.regime, datetime.date.fromisoformat(chosen.on))
    load_before = os.getloadavg()[0]
    results = measured(rulebook, chosen)
    lines = [part for kind in chosen.tables for part in table_of(kind, results)]
    loads = f"load {load_before:.1f} before and {os.getloadavg()[0]:.1f} after"
    lines += [
        f"{len(rulebook.triggered)} norms ({chosen.regime}, {chosen.on}), {len(rulebook.tests)} tests, seed {SEED}, "
        f"one thread, processor time, at most {chosen.seconds} s for each engine.",
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {loads}, {datetime.date.today().isoformat()}.",
    ]
    text = README.read_text("utf-8")
    before, after = text.split(START)[0], text.split(END)[1]
    README.write_text(f"{before}{START}\n" + "\n".join(lines) + f"\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
