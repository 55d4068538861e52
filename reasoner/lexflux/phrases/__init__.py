"""The fixed words of answers and messages, in English and Chinese. Terms of law have their labels in the ontology."""

from __future__ import annotations

import os
from collections.abc import Mapping
from string import Formatter

from lexflux.phrases import (
    analyses,
    answers,
    asking,
    citations,
    comparisons,
    dossiers,
    faces,
    facts,
    law,
    ledgers,
    plans,
    queries,
    tables,
)

LANGUAGES = ("en", "zh")
TAGS = {"en": "en", "zh": "zh-Hans"}
LANGUAGE_VARIABLE = "LEXFLUX_LANG"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

TABLES = (
    analyses.PHRASES,
    answers.PHRASES,
    asking.PHRASES,
    citations.PHRASES,
    comparisons.PHRASES,
    dossiers.PHRASES,
    faces.PHRASES,
    facts.PHRASES,
    law.PHRASES,
    ledgers.PHRASES,
    plans.PHRASES,
    queries.PHRASES,
    tables.PHRASES,
)
PHRASES: dict[str, tuple[str, str]] = {key: pair for table in TABLES for key, pair in table.items()}


class _Numbered(Formatter):
    """Fills the places of a text, of which one like ``{count:leg|legs}`` holds the word for one and that for others."""

    def format_field(self, value: object, format_spec: str) -> str:
        one, has_two, others = format_spec.partition("|")
        if not has_two:
            return format(value, format_spec)
        return one if str(value) == "1" else others


_NUMBERED = _Numbered()


def fill(template: str, values: Mapping[str, object]) -> str:
    """
    Return words with their places filled; of two words for a number the first stands for one, the second for others.

    >>> fill("flow of {count} {count:leg|legs}", {"count": 1})
    'flow of 1 leg'
    """
    # Most phrases have no such place, and a `Formatter` is much slower than the method of strings.
    return _NUMBERED.vformat(template, (), values) if "|" in template else template.format_map(values)


def phrase(key: str, language: str, **values: object) -> str:
    """
    Return a fixed phrase with its places filled.

    >>> phrase("law of", "en", day="2026-01-01")
    'law of 2026-01-01'
    """
    texts = PHRASES[key]
    return fill(texts[LANGUAGES.index(language)], values)


def preferred_language() -> str:
    """Return the language for what nobody asks for in one: that of ``LEXFLUX_LANG``, else English."""
    asked = os.environ.get(LANGUAGE_VARIABLE, "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def duration(period: str, counted_in: str, language: str) -> str:
    """
    Return an ``xsd:duration`` of years, months, days or hours as text.

    >>> duration("P10D", "WorkingDays", "zh")
    '10个工作日'
    """
    number, unit = int("".join(character for character in period if character.isdigit())), period[-1]
    working = counted_in == "WorkingDays"
    hours = "T" in period
    names = {
        "Y": ("year", "年"),
        "M": ("minute", "分钟") if hours else ("month", "个月"),
        "D": ("working day", "个工作日") if working else ("day", "日"),
        "H": ("hour", "小时"),
    }
    en, zh = names[unit]
    return f"{number}{zh}" if language == "zh" else f"{number} {en}{'s' if number != 1 else ''}"


def yearly_day(day: str, language: str) -> str:
    """
    Return an ``xsd:gMonthDay`` as text.

    >>> yearly_day("--03-01", "en")
    '1 March'
    """
    month, number = (int(part) for part in day.strip("-").split("-"))
    return f"{month}月{number}日" if language == "zh" else f"{number} {MONTHS[month - 1]}"
