"""What one decision takes in processor time, part by part: `python benchmarks/decisions.py [FILE ...]`.

Warm, the law already loaded, the least of several rounds. The parts: the facts read from a file, the verdict, all that
a decision tells beside it, what it presumes, and which other law reaches the transfer.
"""

from __future__ import annotations

import datetime
import sys
import time
from collections.abc import Callable
from pathlib import Path

from lexflux.decision.decide import decide
from lexflux.decision.presumptions import find_presumptions
from lexflux.decision.reach import find_reaches
from lexflux.facts.reader import read_file, read_tree
from lexflux.facts.transfer import Facts
from lexflux.knowledge_base import load, regime_of_exporter
from lexflux.law.lawbook import LawBook

EXAMPLES = Path(__file__).parent.parent / "examples"
DAY = datetime.date(2026, 6, 1)
SECONDS = 1.0
NAMES = (
    "multinational-hr",
    "beijing-hospital",
    "hotel-booking-abroad",
    "patient-records-cloud",
    "hotel-group-members",
)
UNKNOWN = {
    "exporter": {"locatedIn": "CN", "statedUnknown": ["sector", "locality"]},
    "recipient": {"locatedIn": "US"},
    "data": {"type": "PersonalInformation"},
    "statedUnknown": ["purpose", "circumstance", "mode", "safeguard"],
}


def least(run: Callable[[], object]) -> float:
    """Return the least processor time of a call in milliseconds, of as many as take a second and at least three."""
    run()
    found, began = [], time.process_time()
    while len(found) < 3 or time.process_time() - began < SECONDS:
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return min(found) * 1e3


def row(name: str, book: LawBook, facts: Facts, read: Callable[[], object]) -> str:
    """Return a line of the table."""
    on = facts.date or DAY
    regime = regime_of_exporter(book, facts, on)

    def decided() -> object:
        return decide(book, facts, regime, on).details

    decision = decide(book, facts, regime, on)
    times = (
        least(read),
        least(lambda: decide(book, facts, regime, on)),
        least(decided),
        least(lambda: find_presumptions.__wrapped__(decision)),  # type: ignore[attr-defined]
        least(lambda: find_reaches(book, Facts(facts.nodes), on, {}, besides={book.regimes[regime]})),
    )
    return f"| {name} ({regime}) | " + " | ".join(f"{one:,.2f}" for one in times) + " |"


def main(names: list[str]) -> None:
    """Print the table for some files, by default for examples and for a transfer of which much is unknown."""
    book = load().book
    print("| milliseconds of processor time | read | verdict | all it tells | presumptions | other law |")
    print("| --- | --- | --- | --- | --- | --- |")
    for path in names or [str(EXAMPLES / f"{name}.yaml") for name in NAMES]:
        facts = read_file(path, book)
        print(row(Path(path).stem, book, facts, lambda path=path: read_file(path, book)), flush=True)
    if not names:
        print(row("much unknown", book, read_tree(UNKNOWN, book), lambda: read_tree(UNKNOWN, book)))


if __name__ == "__main__":
    main(sys.argv[1:])
