"""
What the analyses of the map take: `python -m benchmarks.map`, or some of them by name.

Each line tells processor time, that of programs that it starts included, so that a busy machine changes it little;
the table of `make bench` has wall times.
"""

from __future__ import annotations

import argparse
import datetime
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from lexflux.decision.flows import decide_flow
from lexflux.engines.axioms import Logic
from lexflux.engines.hermit import consistent
from lexflux.faces.diffing import compared
from lexflux.faces.routes import routes_asked
from lexflux.facts.flow import read_file
from lexflux.facts.legs import Flow
from lexflux.knowledge_base import KnowledgeBase, load
from lexflux.law.ontology import load_ontology
from lexflux.proofs.audit import Auditor
from lexflux.proofs.diff import Side
from lexflux.query import endpoints, queries

ROOT = Path(__file__).parent.parent
DAY = datetime.date(2026, 11, 1)
ROUNDS = 4
LONGEST_AUDIT = 3600
MEGABYTE = 1024


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured: seconds of processor or megabytes, and what it may be at most."""

    what: str
    found: float
    bar: float
    unit: str = "s"

    def __str__(self) -> str:
        met = "" if self.found < self.bar else "  over"
        return f"{self.what:<58} {self.found:8.3f} {self.unit:<2} < {self.bar:g} {self.unit}{met}"


@cache
def knowledge() -> KnowledgeBase:
    """Return all law, loaded once."""
    return load()


def taken(work: Callable[[], object]) -> float:
    """Return the seconds of processor of some work, those of programs that it starts included."""
    before = _used()
    work()
    return _used() - before


def _used() -> float:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def warm(work: Callable[[], object]) -> float:
    """Return the least that some work takes once what it needs is loaded."""
    work()
    return min(taken(work) for _ in range(ROUNDS))


def loading() -> Iterator[Measured]:
    """Yield what loading takes from the cache in a process of its own, beside what its imports take."""
    code = (
        "import resource, time; from lexflux.knowledge_base import load; start = time.process_time();"
        "load().book; print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    runs = [subprocess.check_output([sys.executable, "-c", code], text=True).split() for _ in range(ROUNDS)]
    yield Measured("load all law from the cache", min(float(seconds) for seconds, _ in runs), 0.5)
    yield Measured("memory of that process", max(float(memory) / MEGABYTE for _, memory in runs), 250, "MB")


def start() -> Iterator[Measured]:
    """Yield what a check of one transfer takes as a process of its own, law in the cache: the median of nine."""
    code = "from lexflux.faces.cli import main; main()"
    command = [sys.executable, "-c", code, "check", str(ROOT / "examples" / "beijing-hospital.yaml")]
    check = partial(subprocess.run, command, check=True, capture_output=True)
    check()
    yield Measured("lexflux check, new process", statistics.median(taken(check) for _ in range(9)), 0.35)


def flow() -> Iterator[Measured]:
    """Yield what a flow of three legs takes under all law that reaches it."""
    book = knowledge().book
    read = read_file(ROOT / "examples" / "flows" / "records-and-support.yaml", book)
    assert isinstance(read, Flow)
    yield Measured(f"a flow of {len(read.legs)} legs under all law", warm(lambda: decide_flow(book, read)), 0.1)


def routes() -> Iterator[Measured]:
    """Yield what ways between two places take over all places."""
    for places in (("CN", "JP"), ("DE", "US")):
        asked = [routes_asked(knowledge(), places, DAY, ("HealthData",), people=people) for people in range(1, ROUNDS)]
        seconds = min(taken(partial(one.page, "en")) for one in asked)
        yield Measured(f"routes {' '.join(places)} over all places", seconds, 2)


def diffs() -> Iterator[Measured]:
    """Yield what the difference of each reform takes that is told in `docs/diff`."""
    for page in sorted((ROOT / "docs" / "diff").glob("*[0-9].md")):
        regime, _, day = page.stem.partition("-")
        since = datetime.date.fromisoformat(day)
        sides = Side(regime, since - datetime.timedelta(1)), Side(regime, since)
        yield Measured(f"diff of {regime} on {day}", taken(partial(compared, knowledge().book, sides)), 60)


def audits() -> Iterator[Measured]:
    """Yield what the audit of each law takes, however long that is."""
    for regime in sorted(knowledge().book.regimes):
        auditor = partial(Auditor, knowledge().book, regime, DAY, LONGEST_AUDIT)
        yield Measured(f"audit of {regime}", taken(lambda make=auditor: make().audit()), 120)


def consistency() -> Iterator[Measured]:
    """Yield what HermiT takes to find all of the ontology consistent."""

    def is_consistent() -> bool:
        return consistent(Logic(load_ontology(ROOT / "ontology")).without_likes())

    yield Measured("HermiT: is all of it consistent?", taken(is_consistent), 60)


def library() -> Iterator[Measured]:
    """Yield what each query of the library takes on the store; one over its bar is asked again."""
    store = knowledge().store
    for name, query in queries.load_queries(knowledge().queries).items():
        run = endpoints.construct_oxigraph if query.gives_graph else endpoints.run_oxigraph
        asked = partial(run, store, query.bind())
        found = Measured(name, taken(asked), 0.5)
        if found.found >= found.bar:
            found = Measured(name, min(found.found, taken(asked)), 0.5)
        yield found


PARTS: dict[str, Callable[[], Iterator[Measured]]] = {
    "start": start,
    "loading": loading,
    "flow": flow,
    "routes": routes,
    "diffs": diffs,
    "library": library,
    "audits": audits,
    "consistency": consistency,
}


def main() -> None:
    """Print what the parts take that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="*", choices=[[], *PARTS], help="what to measure, all if none is named")
    start = time.monotonic()
    for part in parser.parse_args().part or PARTS:
        for one in PARTS[part]():
            print(one, flush=True)
    print(f"{time.monotonic() - start:.0f} s on the clock")


if __name__ == "__main__":
    main()
