"""Where in an instrument a citation points: articles, paragraphs and items, with lists and ranges of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lexflux.citation.numerals import HAN, INSERTED, between, step

ARTICLE, ANNEX, ANY_PARAGRAPH = "article", "annex", "*"
"""The main division of an instrument, whatever it is called; and the paragraph of an item that is named without it."""

NAMES = {
    ARTICLE: r"[Aa]rticles?|ARTICLES?|[Aa]rts?\.?|ss?\.|[Ss]ections?|[Ss]ecs?\.|§§?|[Rr]egs?\.|[Rr]egulations?",
    "clause": r"[Cc]lauses?",
    "recital": r"[Rr]ecitals?",
    "rule": r"[Rr]ules?",
    "schedule": r"[Ss]chedules?",
    "point": r"[Pp]oints?",
    "paragraph": r"[Pp]aragraphs?|[Pp]aras?\.?",
    ANNEX: r"[Aa]nnex(?:es)?|[Aa]ppendix",
}
PLURAL = re.compile(r"(?i:articles|arts\.?|ss\.|sections|secs\.|§§|regs\.|clauses|recitals|points|paragraphs|paras\.?)")
UNIT = re.compile("|".join(f"(?P<{unit}>{names})" for unit, names in NAMES.items()))
NUMBER = re.compile(
    r"(?:\d+|[IVXLC]+(?![A-Za-z]))(?:\.\d+)*(?:-?[A-Z]{1,2}|[a-z])?(?:\.\d+)*(?:\s?(?:bis|ter))?(?![A-Za-z\d])"
)
BRACKETED = r"[(（]\s*(\d{1,3}[A-Z]{0,2}|[A-Za-z]|[ivx]{2,4}|[一二三四五六七八九十]+)(?:\s?[-–]\s?(\w{1,3}))?\s*[)）]"
SUB = re.compile(rf"\s?{BRACKETED}")
SEPARATOR = re.compile(r"\s?(?:,\s?(?:and\s|or\s)?|\sand\s|\sor\s|\s?&\s?|、)\s?")
TO = re.compile(r"\s?(?:-|–|—|\sto\s|\sthrough\s|至)\s?")
ENDS = re.compile(r"\s?(?:[.,;:)）\]]|$|\n|of\s|to\s|and\s|in\s|under\s)")
YEAR = re.compile(r"(?:19|20)\d\d$")

LEVELS = ("条", "款", "项", "目")
HAN_NUMBER = rf"(?:\d+(?:\.\d+)*(?:-?[A-Z]{{1,2}})?(?:[(（][A-Za-z\d][)）])*|[{HAN}]+|[(（][{HAN}a-z\d]+[)）]|[a-z])"
HAN_STEP = re.compile(
    rf"第?\s?(?P<first>{HAN_NUMBER})(?P<others>(?:\s?[、和及至—–-]\s?第?\s?{HAN_NUMBER})*)\s?"
    rf"(?P<level>[条款项目])(?P<inserted>之[{HAN}])?"
)
HAN_OTHER = re.compile(rf"[、和及与至]\s?第?\s?({HAN_NUMBER})|[—–-]({HAN_NUMBER})")
HAN_ARTICLE = re.compile(rf"第\s?{HAN_NUMBER}(?:\s?[、和及至—–-]\s?第?\s?{HAN_NUMBER})*\s?条")
HAN_BARE = re.compile(rf"(?:\d+|[{HAN}]+)条")
HAN_CHAPTER = re.compile(rf"第\s?(\d+|[{HAN}]+)\s?章\s?[，,]?")
HAN_ANNEX = re.compile(rf"附件\s?(\d+[A-Z]?(?:-[A-Z])?|[{HAN}]+)?")
HAN_TO = ("至", "到", "-", "—")
HAN_BETWEEN = re.compile(r"\s?(?:以及|、|，|和|及|与|或者|或|至|到|-|—)?\s?")


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """
    One place in an instrument: the unit that is counted, and the number at each level below it.

    ``joined`` counts the steps that points join to one number, as in article 14.11; ``chapter`` is the number of a
    chapter that is named with an article.
    """

    unit: str
    steps: tuple[str, ...]
    joined: int = field(default=1, compare=False)
    chapter: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Numbered:
    """The places that a piece of a text names, and where in the text it stands."""

    start: int
    end: int
    pinpoints: tuple[Pinpoint, ...]


def find_numbers(text: str) -> Iterator[Numbered]:
    """
    Yield what a text names by the numbers of articles and other units, in both languages.

    >>> [one.pinpoints[0].steps for one in find_numbers("Article 38(1)(3); 第四条第二款第一项; § 202.301(a)")]
    [('38', '1', '3'), ('4', '2', '1'), ('202', '301', 'a')]
    """
    place = 0
    while place < len(text):
        found = number_at(text, place)
        if found:
            yield found
        place = found.end if found else place + 1


def number_at(text: str, place: int) -> Numbered | None:
    """Return what is named at one place of a text, None if that is no number of an article."""
    if text[place] == "第":
        return _han_at(text, place) or _in_chapter(text, place)
    if han_annex := HAN_ANNEX.match(text, place):
        steps = (step(han_annex[1]),) if han_annex[1] else ()
        return _below_annex(text, place, Numbered(place, han_annex.end(), (Pinpoint(ANNEX, steps),)))
    unit = UNIT.match(text, place) if not _in_word(text, place) else None
    if unit is None:
        return None
    start = _blank(text, unit.end())
    found = numbers_at(text, start, str(unit.lastgroup), bool(PLURAL.fullmatch(unit[0])))
    if found is None or unit.lastgroup != ANNEX:
        return found and Numbered(place, found.end, found.pinpoints)
    return _below_annex(text, place, found)


def _below_annex(text: str, start: int, annex: Numbered) -> Numbered:
    """Return the places of an annex, with its own articles, which are not those of the instrument."""
    comma = re.compile(r",?\s?").match(text, annex.end)
    inner = number_at(text, comma.end()) if comma and comma.end() < len(text) else None
    if inner is None:
        return Numbered(start, annex.end, annex.pinpoints)
    steps = [(*one.steps, *below.steps) for one in annex.pinpoints for below in inner.pinpoints]
    return Numbered(start, inner.end, tuple(Pinpoint(ANNEX, found) for found in steps))


def numbers_at(text: str, place: int, unit: str = ARTICLE, several: bool = False) -> Numbered | None:
    """Return a list of numbers that begins at one place of a text, None if there is none."""
    number = NUMBER.match(text, place)
    if number is None or (not several and YEAR.match(number[0])):
        return None
    subs, end = _subs(text, number.end())
    found = _paths(_main(number[0]), subs)
    while following := _following(text, end, found[-1], several):
        more, end = following
        found += more
    joined = number[0].count(".") + 1
    return Numbered(place, end, tuple(Pinpoint(unit, steps, joined) for steps in dict.fromkeys(found)))


def _following(text: str, place: int, last: tuple[str, ...], several: bool) -> tuple[list[tuple[str, ...]], int] | None:
    """Return what a list or a range names after its last number, and where that ends."""
    for joint, is_range in ((TO, True), (SEPARATOR, False)):
        joined = joint.match(text, place)
        if joined is None:
            continue
        subs, end = _subs(text, joined.end())
        if subs and joined.end() < len(text):
            return _beside(last, subs, is_range), end
        number = NUMBER.match(text, joined.end())
        if number is None:
            continue
        subs, end = _subs(text, number.end())
        if several or (subs and not YEAR.match(number[0])) or (joined[0] != ", " and ENDS.match(text, end)):
            main = _main(number[0])
            if is_range and main[0].isdigit() and last[0].isdigit() and int(main[0]) < int(last[0]):
                continue
            if is_range and not subs and len(last) == len(main):
                return [(*last[:-1], one) for one in between(last[-1], main[-1])], end
            return _paths(main, subs), end
    return None


def _main(written: str) -> tuple[str, ...]:
    """Return the steps of a number with points in it."""
    return tuple(step(one) for one in written.split("."))


def _subs(text: str, place: int) -> tuple[list[list[str]], int]:
    """Return the bracketed numbers that follow, those of one bracket together, and where they end."""
    found = []
    while sub := SUB.match(text, place):
        first = step(sub[1])
        found.append(between(first, step(sub[2])) if sub[2] else [first])
        place = sub.end()
    return found, place


def _paths(main: tuple[str, ...], subs: list[list[str]]) -> list[tuple[str, ...]]:
    paths = [main]
    for choices in subs:
        paths = [(*path, one) for path in paths for one in choices]
    return paths


def _beside(last: tuple[str, ...], subs: list[list[str]], is_range: bool) -> list[tuple[str, ...]]:
    """Return numbers in brackets alone: in the place of the deepest one of their kind in the last."""
    digits = subs[0][0][0].isdigit()
    depth = max((place for place in range(1, len(last)) if last[place][0].isdigit() == digits), default=len(last))
    kept = last[:depth]
    if is_range and len(subs) == 1 and depth < len(last):
        return [(*kept, one) for one in between(last[depth], subs[0][-1])]
    return _paths(kept, subs)


def _in_word(text: str, place: int) -> bool:
    return place > 0 and (text[place - 1].isascii() and text[place - 1].isalnum())


def _blank(text: str, place: int) -> int:
    while place < len(text) and text[place] == " ":
        place += 1
    return place


def _in_chapter(text: str, place: int) -> Numbered | None:
    """Return articles that Chinese names with their chapter."""
    chapter = HAN_CHAPTER.match(text, place)
    found = _han_at(text, chapter.end()) if chapter else None
    if chapter is None or found is None:
        return None
    return Numbered(place, found.end, tuple(replace(one, chapter=step(chapter[1])) for one in found.pinpoints))


def bare_han_at(text: str, place: int) -> Numbered | None:
    """Return a list of articles whose first lacks the word for ordinals, as it may behind a title."""
    return _han_list(text, place) if HAN_BARE.match(text, place) else None


def _han_at(text: str, place: int) -> Numbered | None:
    return _han_list(text, place) if HAN_ARTICLE.match(text, place) else None


def _han_list(text: str, place: int) -> Numbered:
    """Return a list of articles with their paragraphs and items, as Chinese writes it."""
    found: list[tuple[str, ...]] = []
    levels: list[list[str]] = []
    end, following = place, HAN_STEP.match(text, place)
    while following:
        depth = LEVELS.index(following["level"])
        choices = _han_choices(following)
        if depth < len(levels):
            found += _han_paths(levels)
            if text[end : following.start()].strip() in HAN_TO and depth == len(levels) - 1:
                choices = between(levels[depth][-1], choices[0])[1:]
        levels = [*levels[:depth], *[[ANY_PARAGRAPH]] * (depth - len(levels)), choices]
        end = following.end()
        joined = HAN_BETWEEN.match(text, end)
        following = HAN_STEP.match(text, joined.end()) if joined else None
        if following and joined and joined[0] and not following[0].startswith("第"):
            following = following if levels and following["level"] != "条" else None
    found += _han_paths(levels)
    number = HAN_STEP.match(text, place)
    points = number["first"].count(".") if number else 0
    return Numbered(place, end, tuple(Pinpoint(ARTICLE, steps, points + 1) for steps in dict.fromkeys(found)))


def _han_paths(levels: list[list[str]]) -> list[tuple[str, ...]]:
    paths: list[tuple[str, ...]] = [()]
    for choices in levels:
        paths = [(*path, *_points(one)) for path in paths for one in choices]
    return paths


def _points(choice: str) -> list[str]:
    parts = re.split(r"[.(（)）]", choice)
    return [step(part) for part in parts if part]


def _han_choices(found: re.Match[str]) -> list[str]:
    choices = [_han_step(found["first"])]
    for other in HAN_OTHER.finditer(found["others"]):
        one = _han_step(other[1] or other[2])
        is_range = other[0][0] in "至—–-"
        choices += between(choices[-1], one)[1:] if is_range else [one]
    inserted = found["inserted"]
    if inserted:
        choices[-1] += INSERTED.get(inserted, inserted)
    return choices


def _han_step(written: str) -> str:
    return step(written) if all(one in HAN + "（）()" for one in written) else written
