"""The one model of tables: columns, rows of cells, and marks before their lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MARKS = "✓✗!?+−→○●–"


@dataclass(frozen=True, slots=True)
class Table:
    """
    A table with what stands above and below it.

    A cell may have several lines; a line may begin with a mark, one of `MARKS` and a blank. In the first column stand
    the heads of the rows.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    title: str = ""
    notes: Sequence[str] = ()
    language: str = "en"


def mark_of(line: str) -> tuple[str, str]:
    """
    Return the mark of a line, if it has one, and the words after it.

    >>> mark_of("✓ permitted"), mark_of("permitted")
    (('✓', 'permitted'), ('', 'permitted'))
    """
    return (line[0], line[2:]) if line[1:2] == " " and line[0] in MARKS else ("", line)
