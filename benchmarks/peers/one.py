"""One peer on tables of growing size, in a process of its own, which writes a line of JSON for each."""

from __future__ import annotations

import json
import math
import resource
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
from benchmarks.peers import columnar, graphs, ours, rules
from benchmarks.peers.columnar import by_circuit
from benchmarks.peers.peer import Input, Peer

from lexflux.batch.exports.rulebook import Rulebook
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
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


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
        wrong = len(certain - known) + len({one for one in known if one[1] in busy} - certain)
        return f"reads unknown as no: {wrong} of {len(certain)} wrong" if wrong else "the same"
    if not (certain <= open_yet and known <= possible and {norm for _, norm in possible} <= norms):
        return "DIFFERS"
    more, fewer = len(open_yet - possible) + len(certain - known), len(possible - open_yet) + len(known - certain)
    return "the same" if not more and not fewer else f"no contradiction; settles {more} more, {fewer} fewer"


def expected(taken: list[tuple[int, float]], rows: int) -> float:
    """Return the seconds that so many transfers will take, if each more takes what those of the last sizes did."""
    if len(taken) < 2:
        return 0.0
    (fewer, less), (more, seconds) = taken[-2:]
    return seconds + (rows - more) * max(0.0, (seconds - less) / (more - fewer))


def measured(
    peer: Peer, rulebook: Rulebook, tables: list[Path], sizes: list[int], limit: int
) -> Iterator[dict[str, Any]]:
    """Yield what a peer takes, for each table and size up to its largest, or to what would take too long."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = processor_seconds()
    peer.build(rulebook, input_of(tables[0], sizes[0]))
    built = processor_seconds() - start
    for table in tables:
        taken: list[tuple[int, float]] = []
        for rows in [size for size in sizes if size <= peer.most] or [peer.most]:
            if expected(taken, rows) > limit / len(tables):
                break
            given = input_of(table, rows)
            peer.load(given)
            start = processor_seconds()
            peer.run()
            seconds = processor_seconds() - start
            taken.append((rows, seconds))
            peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
            same = agreement(peer, rulebook, given) if rows <= CHECKED else ""
            told = {"built": built, "seconds": seconds, "megabytes": peak, "agreement": same}
            yield {"table": table.name, "rows": rows, **told}


def measure(name: str, rulebook: Rulebook, tables: list[Path], sizes: list[int], limit: int, into: Path) -> None:
    """Measure one peer, with at most so many seconds of processor time, into a file with a line for each size."""
    resource.setrlimit(resource.RLIMIT_CPU, (limit + math.ceil(processor_seconds()), resource.RLIM_INFINITY))
    with into.open("w", encoding="utf-8") as file:
        try:
            for found in measured(PEERS[name](), rulebook, tables, sizes, limit):
                print(json.dumps(found), file=file, flush=True)
        except ImportError as error:
            print(json.dumps({"why": f"not available: {error.name}"}), file=file)
