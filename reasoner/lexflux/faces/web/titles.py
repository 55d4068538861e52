"""Titles that say the same in each language, of which a page shows its own."""

from __future__ import annotations

import re

from lexflux.phrases import LANGUAGES

SEPARATOR = " / "
HAN = re.compile(r"[\u4e00-\u9fff]")


def title_in(title: str, language: str) -> str:
    """
    Return the part of a title that is in a language; what does not say itself in both is left as it is.

    >>> title_in("Booking of a hotel abroad / 预订境外酒店", "zh")
    '预订境外酒店'
    >>> title_in("Paris / London", "en")
    'Paris / London'
    """
    parts = title.split(SEPARATOR)
    if [bool(HAN.search(one)) for one in parts] != [one == "zh" for one in LANGUAGES]:
        return title
    return parts[LANGUAGES.index(language)]
