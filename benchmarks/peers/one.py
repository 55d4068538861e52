"""One peer on tables of growing size, in a process of its own, which prints a line of JSON for each."""

from __future__ import annotations

import datetime
import json
import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
from benchmarks.peers import columnar, graphs, ours, rules
from benchmarks.peers.columnar import by_circuit
from benchmarks.peers.peer import Input, Peer

from lexflux.batch.exports.rulebook import Rulebook, compile_rulebook
from lexflux.knowledge_base import load
from lexflux.terms import compact

PEERS: dict[str, type[Peer]] = {
    "whole": ours.Whole,
    "circuit": ours.OnTests,
    "read": ours.Read,
    "copy": ours.Copy,
    "numpy": columnar.NumPy,
    "duckdb": columnar.DuckDb,
    "polars": columnar.Polars,
    "openfisca": columnar.OpenFisca,
    "zen": rules.Zen,
    "clingo": rules.Clingo,
    "nemo": rules.Nemo,
    "oxigraph": graphs.Oxigraph,
    "rdflib": graphs.Rdflib,
    "pyshacl": graphs.PyShacl,
    "hermit": graphs.HermiT,
}
CHECKED = 1_000


def processor_seconds() -> float:
    """Return the processor time of this process and those that it has started and waited for."""
    return sum(os.times()[:4])


def input_of(folder: Path, rows: int) -> Input:
    """Return the first rows of the tables in a folder, as files of their own."""
    found = []
    for name in ("cells", "tests"):
        path = folder / f"{name}-{rows}.parquet"
        if not path.exists():
            pl.read_parquet(folder / f"{name}.parquet").head(rows).write_parquet(path)
        found.append((pl.read_parquet(path), path))
    (cells, cells_path), (tests, tests_path) = found
    return Input(cells, tests, cells_path, tests_path)


def agreement(peer: Peer, rulebook: Rulebook, given: Input) -> str:
    """Return how what a peer found goes with what the circuit finds of the same transfers."""
    if not peer.tells:
        return ""
    norms = {compact(iri) for iri in rulebook.triggered}
    certain, possible = peer.triggers()
    known, open_yet = by_circuit(rulebook, given.tests)
    if not peer.masks:
        busy = {norm for _, norm in certain}
        return "the same" if certain == {one for one in known if one[1] in busy} else "DIFFERS"
    if not (certain <= open_yet and known <= possible and {norm for _, norm in possible} <= norms):
        return "DIFFERS"
    more, fewer = len(open_yet - possible) + len(certain - known), len(possible - open_yet) + len(known - certain)
    return "the same" if not more and not fewer else f"no contradiction; settles {more} more, {fewer} fewer"


def measured(
    peer: Peer, rulebook: Rulebook, tables: list[Path], sizes: list[int], limit: int
) -> Iterator[dict[str, Any]]:
    """Yield what a peer takes, for each table and size up to its largest, or to what would take too long."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = processor_seconds()
    peer.build(rulebook, input_of(tables[0], sizes[0]))
    built = processor_seconds() - start
    for table in tables:
        each = 0.0
        for rows in [size for size in sizes if size <= peer.most] or [peer.most]:
            if each * rows > limit / len(tables):
                break
            given = input_of(table, rows)
            peer.load(given)
            start = processor_seconds()
            peer.run()
            seconds = processor_seconds() - start
            each = seconds / rows if rows > sizes[0] else 0.0
            peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
            same = agreement(peer, rulebook, given) if rows <= CHECKED else ""
            told = {"built": built, "seconds": seconds, "megabytes": peak, "agreement": same}
            yield {"table": table.name, "rows": rows, **told}


def main(name: str, folder: str, tables: str, regime: str, day: str, limit: str, *sizes: str) -> None:
    """Measure one peer, with at most so many seconds of processor time."""
    rulebook = compile_rulebook(load().book, regime, datetime.date.fromisoformat(day))
    resource.setrlimit(resource.RLIMIT_CPU, (int(limit) + int(processor_seconds()), resource.RLIM_INFINITY))
    folders = [Path(folder) / table for table in tables.split(",")]
    for found in measured(PEERS[name](), rulebook, folders, [*map(int, sizes)], int(limit)):
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
