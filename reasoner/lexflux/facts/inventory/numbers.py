"""Counts as people write them in tables: with separators, in ten thousands, or only within bounds."""

from __future__ import annotations

import re
from decimal import Decimal

from lexflux.facts.trees import LONGEST_NUMBER
from lexflux.terms import BELOW, FROM, local

GROUPED = re.compile(r"[0-9]{1,3}(?:([, '\u00a0\u202f_])[0-9]{3})(?:\1[0-9]{3})*")
PLAIN = re.compile(rf"[0-9]{{1,{LONGEST_NUMBER}}}")
IN_TEN_THOUSANDS = re.compile(r"([0-9]{1,8}(?:\.[0-9]{1,4})?)\s*万")
AT_LEAST = re.compile(r"(?:>=|≥|at least |from )\s*(.+)|(.+?)\s*(?:\+| or more|以上)")
ABOVE = re.compile(r"(?:>|more than |over )\s*(.+)|(?:超过)(.+)")
UNDER = re.compile(r"(?:<|fewer than |less than |under |below )\s*(.+)|(?:不满|少于)(.+)|(.+)以下")
AT_MOST = re.compile(r"(?:<=|≤|at most |up to |不超过)\s*(.+)")
BETWEEN = re.compile(r"(.+?)\s*(?:-|–|—|to|至|~)\s*(.+)")


def read_number(word: str) -> int | None:
    """
    Return the whole number that a word writes, None if it writes none.

    >>> [read_number(word) for word in ("1,234,567", "1 234", "12.5万", "1.234", "12,34")]
    [1234567, 1234, 125000, None, None]
    """
    if PLAIN.fullmatch(word):
        return int(word)
    if GROUPED.fullmatch(word):
        return int("".join(one for one in word if one.isdigit()))
    found = IN_TEN_THOUSANDS.fullmatch(word)
    number = Decimal(found[1]) * 10**4 if found else None
    return int(number) if number is not None and number == int(number) else None


def read_bounds(word: str) -> dict[str, int] | None:
    """
    Return the range of numbers that a word writes, as transfers state it, None if it writes none.

    >>> read_bounds("1,000-5,000"), read_bounds(">= 100"), read_bounds("不满1万"), read_bounds("many")
    ({'from': 1000, 'below': 5001}, {'from': 100}, {'below': 10000}, None)
    """
    written = word.casefold()
    forms = ((AT_MOST, None, 1), (AT_LEAST, 0, None), (ABOVE, 1, None), (UNDER, None, 0))
    for form, from_, below in forms:
        found = form.fullmatch(written)
        number = read_number(next(filter(None, found.groups()))) if found else None
        if number is not None:
            return {local(FROM): number + from_} if from_ is not None else {local(BELOW): number + (below or 0)}
    between = BETWEEN.fullmatch(written)
    low, high = (read_number(between[1]), read_number(between[2])) if between else (None, None)
    return None if low is None or high is None or low > high else {local(FROM): low, local(BELOW): high + 1}
