"""The messages of errors, in English and Chinese; `lexflux.phrases` has the words of answers."""

from __future__ import annotations

from lexflux.messages import analyses, answers, asking, comparisons, faces, facts, law, ledgers, queries, tables
from lexflux.phrases import LANGUAGES, fill

Pair = tuple[str, str]
"""The same words in English and Chinese."""

TABLES = (
    analyses.MESSAGES,
    answers.MESSAGES,
    asking.MESSAGES,
    comparisons.MESSAGES,
    faces.MESSAGES,
    facts.MESSAGES,
    law.MESSAGES,
    ledgers.MESSAGES,
    queries.MESSAGES,
    tables.MESSAGES,
)
MESSAGES: dict[str, Pair] = {key: pair for table in TABLES for key, pair in table.items()}


def message(key: str, **values: object) -> dict[str, str]:
    """
    Return a message by language; a value that differs by language is given as a pair.

    >>> message("not a date", value="soon")["en"]
    "'soon' is no date; write it as 2026-01-31."
    """
    return {
        language: fill(
            template, {name: value[place] if isinstance(value, tuple) else value for name, value in values.items()}
        )
        for place, (language, template) in enumerate(zip(LANGUAGES, MESSAGES[key], strict=True))
    }
