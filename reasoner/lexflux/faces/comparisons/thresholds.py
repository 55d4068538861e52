"""The numbers on which laws turn, by regime and day, as a table."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from lexflux.faces.table import Table
from lexflux.knowledge_base import KnowledgeBase, as_day
from lexflux.law.snapshot import regime_iri
from lexflux.law.wording import Wording
from lexflux.query.results import Value

QUERY = "which-thresholds-do-regimes-set"
BOUNDS = {"atLeast": "≥", "moreThan": ">", "atMost": "≤", "lessThan": "<"}
Cells = dict[tuple[str, str, str], dict[str, None]]
"""The lines on a number, a regime and a day."""


def thresholds_table(knowledge: KnowledgeBase, regimes: Sequence[str], days: Sequence[str], language: str) -> Table:
    """
    Return the thresholds of regimes on days: for each number that laws count, and each regime and day, its bounds.

    Raises
    ------
    UnknownTermError
        If a regime does not exist.
    """
    words = Wording(knowledge.book, language)
    cells = _cells(knowledge, [as_day(day).isoformat() for day in days], words)
    known = {iri for _, iri, _ in cells}
    chosen = [regime_iri(knowledge.book, one) for one in regimes] or sorted(known)
    columns = [(iri, day) for iri in chosen for day in days]
    counted = dict.fromkeys(prop for prop, iri, _ in cells if iri in chosen)
    silent = [words.label(iri) for iri in sorted(set(knowledge.book.regimes.values()) - known)] if not regimes else []
    notes = [words.say("no thresholds", named=words.joined(silent))] if silent else []
    return Table(
        columns=("", *(f"{words.label(iri)}\n{day}" for iri, day in columns)),
        rows=[
            (words.label(prop), *(_cell(words, cells, (prop, iri), days, day) for iri, day in columns))
            for prop in counted
        ],
        title=words.say("thresholds of", days=words.joined(days)),
        notes=[*notes, *map(words.say, ("threshold marks", "two absences", "disclaimer"))],
        language=language,
    )


def _cells(knowledge: KnowledgeBase, days: Sequence[str], words: Wording) -> Cells:
    found: Cells = {}
    for day in days:
        result = knowledge.query(QUERY, date=day, lang=words.language)
        for one in sorted((dict(zip(result.columns, row, strict=True)) for row in result), key=_order):
            key = str(one["property"]), str(one["regime"]), day
            found.setdefault(key, {})[_line(words, one)] = None
    return found


def _order(one: Mapping[str, Value]) -> tuple[str, int, int]:
    """Return the key by which thresholds on a number come from the lowest to the highest."""
    low, high = one["atLeast"] or one["moreThan"], one["atMost"] or one["lessThan"]
    return str(one["property"]), _number(low, 0), _number(high, sys.maxsize)


def _number(value: Value, otherwise: int) -> int:
    return value if isinstance(value, int) else otherwise


def _line(words: Wording, one: Mapping[str, Value]) -> str:
    """Return the bounds of a threshold, what is within them, and where that is stated."""
    bounds = [f"{sign} {one[name]:,}" for name, sign in BOUNDS.items() if one[name] is not None]
    if one["atLeast"] is not None and one["atLeast"] == one["atMost"]:
        bounds = [f"= {one['atLeast']:,}"]
    cited = words.cite((str(one["provision"]),))
    return f"{words.pair(words.joined(bounds), str(one['elementLabel']))} [{cited}]"


def _cell(words: Wording, cells: Cells, counted: tuple[str, str], days: Sequence[str], day: str) -> str:
    """Return the lines of a cell, marked where they were not there on the day before or are not on the day after."""
    by_day = [cells.get((*counted, one), {}) for one in days]
    place = list(days).index(day)
    own, before, after = by_day[place], by_day[max(place - 1, 0)], by_day[min(place + 1, len(days) - 1)]
    lines = [f"{'+ ' if line not in before else '− ' if line not in after else ''}{line}" for line in own]
    if lines:
        return "\n".join(lines)
    return f"– {words.say('not in force on day')}" if any(by_day) else words.absence(None)
