"""The messages of errors, in English and Chinese; `lexflux.phrases` has the words of answers."""

from __future__ import annotations

from lexflux.phrases import LANGUAGES

Pair = tuple[str, str]
"""The same words in English and Chinese."""

MESSAGES: dict[str, Pair] = {
    # asked for
    "no date": (
        "No date: state the date of the transfer, or ask for a day of the law (--on YYYY-MM-DD).",
        "缺少日期：请说明传输日期，或者指定适用法律的日期（--on YYYY-MM-DD）。",
    ),
    "not a date": ("'{value}' is no date; write it as 2026-01-31.", "“{value}”不是日期；请写作 2026-01-31。"),
    # law
    # query
    # facts
    # decision
    # engines
    # analysis
    # explain
    # knowledge base
    # faces
}


def message(key: str, **values: object) -> dict[str, str]:
    """
    Return a message by language; a value that differs by language is given as a pair.

    >>> message("not a date", value="soon")["en"]
    "'soon' is no date; write it as 2026-01-31."
    """
    return {
        language: template.format_map(
            {name: value[place] if isinstance(value, tuple) else value for name, value in values.items()}
        )
        for place, (language, template) in enumerate(zip(LANGUAGES, MESSAGES[key], strict=True))
    }
