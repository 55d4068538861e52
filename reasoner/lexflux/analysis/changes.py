"""What changes for a transfer from one day to the next: line by line, what stays the same only counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lexflux.analysis.compare import Column, Comparison
from lexflux.terms import local

SUBJECT = re.compile(r"(?:[✓✗?] )?(?P<subject>.+?)(?=: |：| \[|（|$)")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changes: the row of the comparison in which it stands, and its line on each day, empty if none."""

    row: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changes under one law: its columns by day, the changes, and how many lines stay the same."""

    columns: tuple[Column, ...]
    found: tuple[Change, ...]
    unchanged: int

    @property
    def verdicts(self) -> tuple[str, ...]:
        """The verdict on each day by its local name, empty where no law was in force."""
        return tuple(local(column.decision.verdict) if column.decision else "" for column in self.columns)


def changes(comparison: Comparison, days: int) -> list[Changes]:
    """
    Return what changes over the days, law by law.

    Parameters
    ----------
    comparison
        The comparison of one transfer.
    days
        How many days each law is compared on.
    """
    starts = range(0, len(comparison.columns), days)
    return [_of_law(comparison, slice(start, start + days)) for start in starts]


def _of_law(comparison: Comparison, columns: slice) -> Changes:
    outcome, *others = [(row, cells[columns]) for row, cells in comparison.rows]
    lines = [Change(*outcome), *(Change(row, found) for row, cells in others for found in _aligned(cells))]
    moved = tuple(one for one in lines if len(set(one.lines)) > 1)
    return Changes(comparison.columns[columns], moved, len(lines) - len(moved))


def _aligned(cells: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the lines of cells, those about the same thing together, in the order in which they come up."""
    by_day = [dict(_subjects(cell)) for cell in cells]
    every = dict.fromkeys(subject for lines in by_day for subject in lines)
    return [tuple(lines.get(subject, "") for lines in by_day) for subject in every]


def _subjects(cell: str) -> Iterator[tuple[tuple[str, int], str]]:
    """Yield the lines of a cell by what they are about, and the how many-th about it they are."""
    seen: Counter[str] = Counter()
    for line in cell.splitlines():
        found = SUBJECT.match(line)
        subject = found["subject"] if found else line
        seen[subject] += 1
        yield (subject, seen[subject]), line
