"""The first lines of a rulebook for another engine: what it is, in both languages."""

from __future__ import annotations

from lexflux.batch.exports.rulebook import Rulebook
from lexflux.phrases import phrase


def heading(rulebook: Rulebook, told: str, comment: str) -> str:
    """Return what a rulebook is and, by the key of a phrase, how it is used; each line is a comment."""
    lines = []
    for language in ("en", "zh"):
        regime = rulebook.book.label(rulebook.law.regime, language)
        lines.append(phrase("rulebook", language, regime=regime, day=rulebook.on.isoformat()))
        lines += phrase(told, language).split("\n")
    return "".join(f"{comment}{line}".rstrip() + "\n" for line in lines)
