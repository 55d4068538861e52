"""A text in one line for the search, with the place of each letter in the text that was given."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from functools import cached_property

WIDE = {ord(wide): ord(wide) - 0xFEE0 for wide in "０１２３４５６７８９．－" + "".join(map(chr, range(0xFF21, 0xFF3B)))}
SAME = WIDE | {ord(one): "'" for one in "’‘"} | {ord(one): "-" for one in "‑‐"}
BREAK = re.compile(r"[ \t\u00a0\u3000]*\n(?:[ \t>]*\n)+")
BLANK = re.compile(r"[\s\u00a0>]*\n[\s\u00a0>]*|[ \t\u00a0\u3000\u202f]+")
HAN = re.compile("[\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]")
SENTENCE = re.compile(r"(?<=[。！？；])|(?<=;)\s|(?<=[.!?])\s(?=[A-Z\d§\u300a\u4e00-\u9fff“\"(])|\n")
ABBREVIATED = re.compile(
    r"(?:\b(?:arts?|secs?|regs?|cls?|ss?|cf|nos?|paras?|pp?|e\.g|i\.e|v|Pub|L|U\.S)|§)\.$", re.IGNORECASE
)


@dataclass(frozen=True)
class Prepared:
    """
    A text without the line breaks that fall inside its sentences.

    ``text`` has a line break only where a paragraph ends, ``places`` the place in the given text of each letter.
    """

    given: str
    text: str
    places: tuple[int, ...]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.given))]

    @cached_property
    def _sentences(self) -> list[int]:
        """Where each sentence begins."""
        ends = (
            found for found in SENTENCE.finditer(self.text) if not ABBREVIATED.search(self.text[: found.start()][-6:])
        )
        return [0, *(found.end() for found in ends)]

    def where(self, place: int) -> tuple[int, int]:
        """Return the line and the column, both from 1, of a place of the searched text."""
        given = self.places[place]
        line = bisect.bisect_right(self._line_starts, given)
        return line, given - self._line_starts[line - 1] + 1

    def sentence(self, place: int) -> tuple[int, int]:
        """Return from where to where the sentence goes in which a place lies."""
        number = bisect.bisect_right(self._sentences, place)
        end = self._sentences[number] if number < len(self._sentences) else len(self.text)
        return self._sentences[number - 1], end


def prepare(given: str) -> Prepared:
    r"""
    Return a text made ready for the search.

    >>> prepare("PIPL, art.\n38; 《网络\n安全法》").text
    'PIPL, art. 38; 《网络安全法》'
    """
    letters: list[str] = []
    places: list[int] = []
    place = 0
    while place < len(given):
        blank = BREAK.match(given, place) or BLANK.match(given, place)
        if blank is None:
            letters.append(given[place].translate(SAME))
            places.append(place)
            place += 1
            continue
        between = _blank(given, blank)
        if between:
            letters.append(between)
            places.append(place)
        place = blank.end()
    return Prepared(given, "".join(letters), tuple(places))


def _blank(given: str, found: re.Match[str]) -> str:
    if BREAK.fullmatch(found[0]):
        return "\n"
    beside = given[max(0, found.start() - 1) : found.start()], given[found.end() : found.end() + 1]
    return "" if "\n" in found[0] and all(map(HAN.fullmatch, beside)) else " "
