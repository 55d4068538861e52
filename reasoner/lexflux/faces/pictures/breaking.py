"""How wide a text is, and where its lines may break in Chinese and English."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

CLOSING = frozenset("、，。．・：；？！）》〉」』】〕］｝”’…—～％‰℃,.;:?!)]}>%")
OPENING = frozenset("（《〈「『【〔［｛“‘￥＄([{<§№#")
AFTER_LETTERS = frozenset("-/·_@?&=")
NARROW, WIDE = frozenset("fijlrtI|.,;:'!()[]{}\"`/\\ -–·"), frozenset("mwMW@%—…“”‘’✓✗○●")
LONGEST_GAP = 8
EM = {"wide": 1.0, "upper": 0.7, "digit": 0.6, "lower": 0.58, "narrow": 0.37, "broad": 0.94}


def width(text: str) -> float:
    """
    Return how wide a text is, in em, in whatever sans-serif font a reader has.

    >>> width("数据"), round(width("ai"), 2)
    (2.0, 0.95)
    """
    return sum(map(_em, text))


@cache
def _em(character: str) -> float:
    if is_wide(character):
        return EM["wide"]
    if character in NARROW:
        return EM["narrow"]
    if character in WIDE:
        return EM["broad"]
    if character.isdigit():
        return EM["digit"]
    return EM["upper"] if character.isupper() or not character.isalpha() else EM["lower"]


@cache
def is_wide(character: str) -> bool:
    """Return whether a character takes the place of a Chinese one."""
    return unicodedata.east_asian_width(character) in "WF"


def fill(text: str, most: float) -> list[str]:
    """
    Return the lines of a text, none wider than ``most`` em unless one character with its marks is.

    No line begins with a closing mark or ends with an opening one.

    >>> fill("依据《数据出境安全评估办法》（第四条），须申报。", 9)
    ['依据《数据出境安全', '评估办法》（第四', '条），须申报。']
    """
    lines, used = [""], 0.0
    for atom in (part for whole in atoms(text) for part in _cut(whole, most)):
        if lines[-1] and used + width(atom.rstrip()) > most:
            lines.append("")
            used = 0.0
        lines[-1] += atom
        used += width(atom)
    return [line.strip() for line in lines]


def atoms(text: str) -> Iterator[str]:
    """
    Yield the parts of a text between which a line may break.

    >>> list(atoms("see § 202.401, 以及（第三条）。"))
    ['see ', '§ 202.401, ', '以', '及', '（第', '三', '条）。']
    """
    start = 0
    for place in range(1, len(text)):
        if _may_break(text, place):
            yield text[start:place]
            start = place
    if text[start:]:
        yield text[start:]


def _may_break(text: str, place: int) -> bool:
    """Return whether a line may end before the character at ``place``."""
    before, after = text[max(0, place - LONGEST_GAP) : place].rstrip()[-1:], text[place]
    if after == " " or after in CLOSING or before in OPENING:
        return False
    if text[place - 1] == " ":
        return True
    if before in AFTER_LETTERS:
        return after.isalpha() and text[place - 2 : place - 1].isalpha()
    return is_wide(before) or is_wide(after)


def _cut(atom: str, most: float) -> Iterator[str]:
    """Yield an atom that is too wide for a line in parts of whole characters, each with the marks beside it."""
    if width(atom.rstrip()) <= most:
        yield atom
        return
    kept = ""
    for character in atom:
        if not kept or character in CLOSING or character == " " or kept[-1] in OPENING:
            kept += character
        else:
            yield kept
            kept = character
    yield kept
