"""The lines of an answer, and the reasons for what holds, fails or is open as such lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lexflux.decision.evaluation import Truth
from lexflux.decision.words import FactWords
from lexflux.explain.reasons import Reason
from lexflux.law.conditions import Value
from lexflux.law.norms import Designation
from lexflux.law.wording import Wording
from lexflux.terms import LF

MOST_VALUES = 6
MOST_NAMED = 3
MARKUP = re.compile(r"[\\`*<]|\[(?=[^\]]*\][(\[:])|^#")
MARKS = {Truth.TRUE: "✓", Truth.FALSE: "✗", Truth.UNKNOWN: "?"}


@dataclass(frozen=True, slots=True)
class Presumed:
    """A fact that an answer presumes not to be the case: nodes, property, values."""

    paths: tuple[str, ...]
    prop: str
    values: tuple[str, ...]


@dataclass(slots=True)
class Line:
    """One line of an answer: a mark, the text, the provisions it cites, lines below it, and what it presumes."""

    text: str
    mark: str = ""
    cites: tuple[str, ...] = ()
    below: list[Line] = field(default_factory=list)
    presumed: Presumed | None = None


@dataclass(slots=True)
class Section:
    """A titled list of lines; one aside is not needed to understand the answer, and a face may fold it."""

    title: str
    lines: list[Line]
    is_aside: bool = False


def text_lines(words: Wording, lines: Sequence[Line], depth: int) -> list[str]:
    """Return lines as indented plain text."""
    found = []
    for line in lines:
        mark = f"{line.mark} " if line.mark else ""
        found.append("  " * depth + mark + line.text + _cited(words, line, "  "))
        found += text_lines(words, line.below, depth + 1 + bool(mark))
    return found


def bullets(words: Wording, lines: Sequence[Line], depth: int = 0) -> Iterator[str]:
    """Yield lines as a list in Markdown."""
    for line in lines:
        mark = f"{line.mark} " if line.mark and not line.mark[0].isdigit() else ""
        yield "  " * depth + f"- {mark}{plain(line.text)}{_cited(words, line, ' ')}"
        yield from bullets(words, line.below, depth + 1)


def plain(text: str) -> str:
    r"""
    Return a text on one line for Markdown, in which nothing is a tag, a link, a heading or code.

    >>> print(plain("# <b>[link](http://example.org)"))
    \# \<b>\[link](http://example.org)
    """
    return MARKUP.sub(r"\\\g<0>", " ".join(text.split()))


def _cited(words: Wording, line: Line, gap: str) -> str:
    return f"{gap}[{words.cite(line.cites)}]" if line.cites else ""


def at_most(words: FactWords, lines: Sequence[Line], most: int | None) -> list[Line]:
    """Return lines, of more than ``most`` the rest as their number and what they are about."""
    left = lines[len(lines[:most]) :]
    return [*lines[:most], *rest(words, len(left), words.first([line.text for line in left], MOST_NAMED))]


def rest(words: Wording, count: int, named: Sequence[str] = ()) -> list[Line]:
    """Return the line that says how many more there are, if there are, and what they are about."""
    if count <= 0:
        return []
    said = words.say("more lines", count=count)
    return [Line(words.pair(said, words.clauses(dict.fromkeys(named))) if named else said)]


def in_one_line(words: FactWords, section: Section) -> Line:
    """Return a section as one line."""
    cites = dict.fromkeys(iri for line in section.lines[:MOST_NAMED] for iri in line.cites)
    said = words.clauses(words.first([line.text for line in section.lines], MOST_NAMED))
    return Line(words.pair(section.title, said), "!", tuple(cites))


def value_words(
    words: FactWords, paths: Sequence[str], prop: str, values: Sequence[Value], most: int = MOST_VALUES
) -> str:
    """Return values of a property of nodes in words; the transfer itself is not named."""
    return words.pair(property_words(words, paths, prop), words.joined(words.shortened(values, most)))


def property_words(words: FactWords, paths: Sequence[str], prop: str) -> str:
    """Return a property of nodes in words; the transfer itself is not named."""
    return ("" if [*paths] == ["transfer"] else words.joined(map(words.node, paths)) + " · ") + words.property(prop)


def fact_words(words: FactWords, reason: Reason) -> str:
    """Return a fact that a condition tested, with what is stated."""
    where = at_node(words, reason.path)
    if reason.prop in words.book.open_points:
        where = words.say("open reading") + " · "
    stated = words.joined(words.value(value) for value in reason.values)
    if not stated:
        known = words.book.properties.get(reason.prop)
        stated = words.say("nothing stated" if known is None or known.single else "none stated")
    return where + words.pair(words.property(reason.prop), stated)


def at_node(words: FactWords, path: str) -> str:
    """Return the start of a line about a node, empty for the transfer itself."""
    return "" if path == "transfer" else words.node(path) + " · "


def reason_lines(words: FactWords, reason: Reason) -> Iterator[Line]:
    """Yield a reason as lines: the parts of an outermost conjunction each on their own."""
    if reason.kind == "all":
        for child in reason.children:
            yield from reason_lines(words, child)
        return
    facts = words.joined(dict.fromkeys(fact_words(words, fact) for fact in reason.facts() if fact.prop))
    if reason.kind == "element":
        yield Line(
            words.bracketed(words.label(reason.iri), facts) if facts else words.label(reason.iri),
            MARKS[reason.truth],
            words.book.element_sources.get(reason.iri, ()),
            designation_lines(words, reason),
        )
    elif reason.kind == "not":
        inner = list(reason_lines(words, reason.children[0]))
        if len(inner) == 1:
            yield Line(words.pair(words.say("not"), inner[0].text), MARKS[reason.truth], inner[0].cites)
        else:
            yield Line(words.pair(words.say("not"), "").rstrip(), MARKS[reason.truth], (), inner)
    elif reason.kind == "any":
        inner = [line for child in reason.children for line in reason_lines(words, child)]
        yield Line(words.pair(words.say("any of"), "").rstrip(), MARKS[reason.truth], (), inner)
    else:
        yield Line(facts or words.label(reason.iri), MARKS[reason.truth])


def designation_lines(words: FactWords, reason: Reason) -> list[Line]:
    """Return the designations on which a reason rests: decisions on places, lists of countries, memberships."""
    return [_designation(words, words.book.designations[iri]) for iri in reason.designated()]


def _designation(words: FactWords, designation: Designation) -> Line:
    act, remarks = words.label(designation.iri), []
    if designation.validity.start:
        remarks.append(words.say("since", day=designation.validity.start))
    if designation.validity.end:
        remarks.append(words.say("until", day=designation.validity.end))
    if designation.confidence != LF + "Read":
        remarks.append(words.label(designation.confidence))
    if remarks:
        act = words.bracketed(act, words.joined(remarks))
    return Line(words.say("designated", act=act), "", designation.stated_in)
