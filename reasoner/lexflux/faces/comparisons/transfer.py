"""One transfer under several regimes and days, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lexflux.analysis.compare import Column, Comparison, compare
from lexflux.faces.table import Table
from lexflux.facts.transfer import Facts
from lexflux.knowledge_base import KnowledgeBase, day_of_law
from lexflux.law.wording import Wording

OUTCOMES = 1
"""So many of the first rows of a comparison: the verdict."""


def transfer_table(
    knowledge: KnowledgeBase,
    facts: Facts,
    name: str,
    regimes: Sequence[str],
    days: Sequence[str],
    origins: Sequence[str],
    language: str,
) -> Table:
    """Return one transfer under several regimes and days, which rows differ, and what the comparison does not cover."""
    return compared(knowledge, facts, name, regimes, days, origins, language)[0]


def compared(
    knowledge: KnowledgeBase,
    facts: Facts,
    name: str,
    regimes: Sequence[str],
    days: Sequence[str],
    origins: Sequence[str],
    language: str,
) -> tuple[Table, Comparison]:
    """Return the table of one transfer under several regimes and days, and the comparison that it shows."""
    chosen = [day_of_law(facts, day) for day in days] or [day_of_law(facts, None)]
    found = compare(knowledge.book, facts, regimes, chosen, language, origins)
    words = Wording(knowledge.book, language)
    table = Table(
        columns=["", *(head(column, words) for column in found.columns)],
        rows=[(row, *(cell or "–" for cell in cells)) for row, cells in found.rows],
        title=facts.nodes["transfer"].label or name,
        notes=[*_differing(found, words), *not_covered(found, words), words.say("none asked"), words.say("disclaimer")],
        language=language,
    )
    return table, found


def outcomes(table: Table) -> Table:
    """Return of a table with many columns their outcomes alone, each column as a row."""
    rows = [
        (" · ".join(name.split("\n")), *(row[place] for row in table.rows[:OUTCOMES]))
        for place, name in enumerate(table.columns)
        if place
    ]
    return replace(table, columns=["", *(row[0] for row in table.rows[:OUTCOMES])], rows=rows)


def head(column: Column, words: Wording) -> str:
    """Return the head of a column: the law, its day, and from where the transfer is taken to leave."""
    lines = [law_of(column, words), str(column.on)]
    return "\n".join(lines)


def law_of(column: Column, words: Wording) -> str:
    """Return the law of a column, and from where the transfer is taken to leave, if not from its own place."""
    law = words.label(words.book.regimes[column.regime])
    return words.bracketed(law, words.say("from place", place=column.origin)) if column.origin else law


def _differing(found: Comparison, words: Wording) -> list[str]:
    if len(found.columns) == 1:
        return []
    return [words.say("differs in", rows=words.joined(found.differing) or words.say("none"))]


def not_covered(found: Comparison, words: Wording) -> list[str]:
    """Return which law a comparison leaves out, and why: none of it is a permission."""
    notes = []
    if found.not_reached:
        notes.append(words.say("not reached", named=_regimes(words, found.not_reached)))
    if found.if_received:
        notes.append(words.say("reached if received", named=_regimes(words, found.if_received)))
    if found.not_encoded:
        notes.append(words.say("not encoded", named=words.joined(map(words.label, found.not_encoded))))
    return notes


def _regimes(words: Wording, notations: Sequence[str]) -> str:
    return words.joined(words.label(words.book.regimes[one]) for one in notations)
