"""The citations in a text: which instrument, which place in it, and where in the text."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lexflux.citation.pinpoints import Numbered, Pinpoint, bare_han_at, find_numbers, numbers_at
from lexflux.citation.prepared import Prepared
from lexflux.citation.titles import Named, Titles

FAR = 400
AFTER_TITLE = re.compile(r"[,，、:]?\s?(?:(?:19|20)\d\d\s?)?(?:[（(][^（()）\n]{0,40}[)）]\s?)?(?:的|之)?[,，]?\s?$")
OF_TITLE = re.compile(r",?\s(?:et seq\.?\s|ff\.?\s)?(?:of|in|under|from)\s(?:the\s)?(?:[A-Z][\w.]*(?:'s)?\s)?")
BEFORE_TITLE = re.compile(r"\s(?:et seq\.?\s|ff\.?\s)?|\s?[（(]")
JOINT = re.compile(r"\s?(?:,|;|、|，|；|和|及|与|或|以及|and|or|&|as well as|in conjunction with|,\s?and)\s?$")
NUMBER_ALONE = re.compile(r",?\s?(?=\d)")
COUNTED = re.compile(
    r"[,，.]\d|/|\s?[%万亿人]|\s(?:people|persons|individuals|users|days|months|years|million|billion)\b"
)
CAPITALISED = r"(?:[A-Z][\w'’&-]*|[A-Z]{2,})"
UNKNOWN_BEFORE = re.compile(
    rf"((?:{CAPITALISED}\s(?:(?:of|on|for|and|the|to|in)\s){{0,2}}){{0,9}}(?:{CAPITALISED})),?\s?$"
)
UNKNOWN_AFTER = re.compile(
    rf",?\s(?:of|in|under)\s(?:the\s)?({CAPITALISED}(?:\s(?:(?:of|on|for|and|the|to|in)\s){{0,2}}{CAPITALISED}){{0,9}})"
)
INSTRUMENT = re.compile(
    r"\b(?:Act|Law|Code|Regulations?|Directive|Measures|Provisions|Rules|Decree|Ordinance|Bill|Convention|Treaty|"
    r"Agreement|Constitution|Statute|Decision|Guidelines)\b|^[A-Z][A-Z.-]{2,7}$"
)
UNKNOWN_HAN = re.compile(r"([\u4e00-\u9fff]{2,16}(?:法典?|条例|规定|办法|细则|决定|规则|公约|协定|准则|章程))(?:的)?$")
OWN = re.compile("[本该同此](?:法典?|条例|规定|办法|细则|决定|规则|公约|协定|准则|章程)$")


@dataclass(frozen=True, slots=True)
class Mention:
    """
    One citation in a text.

    ``start`` and ``end`` are of the words that cite; ``instruments`` are those that the title may mean, ``title`` how
    the text calls them; ``pinpoint`` is None where the instrument alone is cited; ``label`` is the words behind the
    title, which may be the label of a provision; ``presumed`` says that the title stands elsewhere in the sentence.
    """

    start: int
    end: int
    title: str
    instruments: tuple[str, ...]
    pinpoint: Pinpoint | None
    label: str = ""
    presumed: bool = False


def find_mentions(prepared: Prepared, titles: Titles) -> list[Mention]:
    """Return the citations in a text, in the order of the text; one that names several places is one for each."""
    text = prepared.text
    named = list(titles.find(text))
    numbers = [one for one in _numbers(text, named) if not _is_within(one, named)]
    owners = _owners(prepared, named, numbers)
    found = [mention for number, owner in zip(numbers, owners, strict=True) for mention in _each(text, number, owner)]
    taken = {(owner.start, owner.end) for owner in owners if owner}
    found += [_whole(text, one) for one in named if (one.start, one.end) not in taken and _is_worth(text, one)]
    return sorted(found, key=lambda one: (one.start, one.end))


@dataclass(frozen=True, slots=True)
class _Owner:
    """The title to which a number belongs, and how it is known to."""

    start: int
    end: int
    instruments: tuple[str, ...]
    presumed: bool = False


def _numbers(text: str, named: Sequence[Named]) -> list[Numbered]:
    """Return the numbers of articles, with those that stand behind a title without a word for article."""
    found = list(find_numbers(text))
    starts = {one.start for one in found}
    for title in named:
        gap = NUMBER_ALONE.match(text, title.end)
        number = numbers_at(text, gap.end()) if gap and gap.end() not in starts else bare_han_at(text, title.end)
        if number and not COUNTED.match(text, number.end) and title.instruments:
            found.append(number)
    return sorted(found, key=lambda one: one.start)


def _is_within(number: Numbered, named: Sequence[Named]) -> bool:
    return any(title.start <= number.start < title.end for title in _near(number, named))


def _near(number: Numbered, named: Sequence[Named]) -> Sequence[Named]:
    """Return the titles, of all in the order of the text, that begin not far from a number."""
    first = bisect.bisect_left(named, number.start - FAR, key=_start)
    return named[first : bisect.bisect_right(named, number.end + FAR, key=_start)]


def _start(title: Named) -> int:
    return title.start


def _owners(prepared: Prepared, named: Sequence[Named], numbers: Sequence[Numbered]) -> list[_Owner | None]:
    """Return the title to which each number belongs, None where the text names none."""
    text = prepared.text
    found = [_owner(text, one, named) for one in numbers]
    found = _inherited(text, numbers, found)
    found = _inherited(text, numbers[::-1], found[::-1])[::-1]
    return [owner or _alone_in_sentence(prepared, one, named) for owner, one in zip(found, numbers, strict=True)]


def _owner(text: str, number: Numbered, named: Sequence[Named]) -> _Owner | None:
    """Return the title beside a number; "of the" binds more than what stands before, and that more than a blank."""
    return (
        _behind(text, number, named, OF_TITLE)
        or _before(text, number, named)
        or _behind(text, number, named, BEFORE_TITLE)
        or _unknown(text, number)
    )


def _behind(text: str, number: Numbered, named: Sequence[Named], joint: re.Pattern[str]) -> _Owner | None:
    for one in _near(number, named):
        if number.end <= one.start <= number.end + 40 and joint.fullmatch(text, number.end, one.start):
            return _Owner(one.start, one.end, one.instruments)
    return None


def _before(text: str, number: Numbered, named: Sequence[Named]) -> _Owner | None:
    for one in _near(number, named):
        if one.end <= number.start <= one.end + 50 and AFTER_TITLE.fullmatch(text, one.end, number.start):
            return _Owner(one.start, one.end, one.instruments)
    return None


def _unknown(text: str, number: Numbered) -> _Owner | None:
    """Return a title that no instrument bears, beside a number."""
    behind = UNKNOWN_AFTER.match(text, number.end)
    if behind and INSTRUMENT.search(behind[1]):
        return _Owner(behind.start(1), behind.start(1) + len(_titles_in(behind[1])[0]), ())
    before = text[max(0, number.start - 120) : number.start]
    for pattern in (UNKNOWN_BEFORE, UNKNOWN_HAN):
        found = pattern.search(before)
        if found and (pattern is UNKNOWN_HAN or INSTRUMENT.search(found[1])) and not OWN.search(found[1]):
            end = number.start - len(before) + found.end(1)
            return _Owner(end - len(_titles_in(found[1])[-1]), end, ())
    return None


def _titles_in(words: str) -> list[str]:
    """Return titles that "and" joins, each complete with the word for what it is of."""
    return re.split(rf"(?<=Act|Law|ode)\sand\s(?={CAPITALISED})", words)


def _inherited(text: str, numbers: Sequence[Numbered], owners: Sequence[_Owner | None]) -> list[_Owner | None]:
    """Return owners, a number that only a joint parts from its neighbour having that of the neighbour."""
    found = list(owners)
    for place, (one, other) in enumerate(pairwise(numbers), 1):
        first, second = sorted((one, other), key=lambda number: number.start)
        if found[place] is None and JOINT.fullmatch(text, first.end, second.start):
            found[place] = found[place - 1]
    return found


def _alone_in_sentence(prepared: Prepared, number: Numbered, named: Sequence[Named]) -> _Owner | None:
    """Return the only title of a sentence, which a number in it is presumed to belong to."""
    start, end = prepared.sentence(number.start)
    if OWN.search(prepared.text[max(0, number.start - 8) : number.start]):
        return None
    first = bisect.bisect_left(named, start, key=_start)
    inside = named[first : bisect.bisect_left(named, end, key=_start)]
    if not inside or len({one.instruments for one in inside}) > 1 or not inside[0].instruments:
        return None
    return _Owner(inside[0].start, inside[0].end, inside[0].instruments, presumed=True)


def _each(text: str, number: Numbered, owner: _Owner | None) -> Iterator[Mention]:
    start, end = number.start, number.end
    title = text[owner.start : owner.end] if owner else ""
    if owner and not owner.presumed:
        near = (min(start, owner.start), max(end, owner.end))
        start, end = near if near[1] - near[0] < 200 else (start, end)
    label = text[number.start : number.start + 100]
    one = Mention(start, end, title, owner.instruments if owner else (), None, label, bool(owner and owner.presumed))
    yield from (replace(one, pinpoint=pinpoint) for pinpoint in number.pinpoints)


def _whole(text: str, one: Named) -> Mention:
    label = re.sub(r"^[,，]?\s?", "", text[one.end : one.end + 100])
    return Mention(one.start, one.end, text[one.start : one.end], one.instruments, None, label)


def _is_worth(text: str, one: Named) -> bool:
    """Return whether a title alone is a citation: of a known instrument, or in the marks of a title."""
    return bool(one.instruments) or (
        text[one.start] == "《" and bool(UNKNOWN_HAN.search(text[one.start + 1 : one.end - 1]))
    )
