"""Numbers of articles as they are written: in digits, in Chinese, in Roman."""

from __future__ import annotations

import re

HAN = "零〇一二三四五六七八九十百千两"
VALUES = {"零": 0, "〇": 0, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
UNITS = {"十": 10, "百": 100, "千": 1000}
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
INSERTED = {"之二": "bis", "之三": "ter"}
MOST_IN_RANGE = 60


def step(written: str) -> str:
    """
    Return a number of an article, a paragraph or an item in the one form in which numbers are compared.

    >>> [step(one) for one in ("三十七", "(一)", "44A", "XIV", "(c)", "14.11", "13.11 bis")]
    ['37', '1', '44a', '14', 'c', '14.11', '13.11bis']
    """
    bare = written.strip(" ()（）")
    if bare and all(one in HAN for one in bare):
        return str(_han(bare))
    roman = re.fullmatch(r"([IVXLC]{2,}|[VX])\s?(bis|ter|)", bare)
    if roman:
        return f"{_roman(roman[1])}{roman[2]}"
    return re.sub(r"\s", "", bare).lower()


def between(first: str, last: str) -> list[str]:
    """
    Return the numbers of a range, its ends alone where nothing can be counted between them.

    >>> between("1", "3"), between("a", "c"), between("4", "4a")
    (['1', '2', '3'], ['a', 'b', 'c'], ['4', '4a'])
    """
    if first.isdigit() and last.isdigit() and 0 <= int(last) - int(first) <= MOST_IN_RANGE:
        return [str(number) for number in range(int(first), int(last) + 1)]
    if re.fullmatch("[a-z]", first) and re.fullmatch("[a-z]", last) and first <= last:
        return [chr(number) for number in range(ord(first), ord(last) + 1)]
    return [first, last]


def _han(written: str) -> int:
    if not any(one in UNITS for one in written):
        return int("".join(str(VALUES[one]) for one in written))
    total, digit = 0, 0
    for one in written:
        if one in UNITS:
            total, digit = total + (digit or 1) * UNITS[one], 0
        else:
            digit = VALUES[one]
    return total + digit


def _roman(written: str) -> int:
    values = [ROMAN[one] for one in written]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
