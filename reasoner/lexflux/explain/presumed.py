"""What an answer presumes: of what nobody stated, of what is stated, and of several facts together."""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Iterator, Sequence
from itertools import islice

from lexflux.decision.combinations import MOST_HOLDINGS, Combination, find_combinations, owners_are_left_out
from lexflux.decision.given import Given, find_given
from lexflux.decision.presumptions import Presumption, exact, find_presumptions
from lexflux.decision.statuses import Verdict
from lexflux.decision.words import DecisionWords
from lexflux.explain.lines import Line, Presumed, Section, at_most, property_words, rest, value_words
from lexflux.terms import SAFEGUARD

MOST_KINDS = 3
MOST_TOLD_APART = 3


def presumptions(words: DecisionWords, most: tuple[int, int] | None = None) -> list[Section]:
    """
    Return what is presumed, since nobody said otherwise: what would be graver, and what would help.

    With ``most`` only so many lines of either; those of one property that lead to the same verdicts share a line.
    """
    found = find_presumptions(words.decision)
    parts = [one for one in found if not one.helps], [one for one in found if one.helps]
    return [
        Section(words.say(title), list(_all(words, part)) if most is None else _gravest(words, part, most[place]))
        for place, (title, part) in enumerate(zip(("presumed", "would help"), parts, strict=True))
    ]


def _all(words: DecisionWords, found: Sequence[Presumption]) -> Iterator[Line]:
    for one in found:
        if (sure := exact(words.decision, one)) is not None:
            fact = value_words(words, sure.paths, sure.prop, sure.values)
            line = _line(words, sure, sure.possible, fact, _cites(words, sure))
            line.presumed = Presumed(sure.paths, sure.prop, sure.values)
            if sure.requires and not sure.helps:
                line.below.append(_then_required(words, sure))
            yield line


def _gravest(words: DecisionWords, found: Sequence[Presumption], most: int) -> list[Line]:
    """Return the first groups of presumptions that are alike but for the norm, and what the others are about."""
    alike: dict[Hashable, list[Presumption]] = {}
    for one in found:
        alike.setdefault((one.possible, one.paths, one.prop), []).append(one)
    lines: list[Line] = []
    groups = list(alike.values())
    while groups and len(lines) < most:
        lines += _group(words, groups.pop(0))
    names = [property_words(words, group[0].paths, group[0].prop) for group in groups]
    return [*lines, *rest(words, sum(map(len, groups)), names)]


def _group(words: DecisionWords, group: Sequence[Presumption]) -> Iterator[Line]:
    """Yield the line on presumptions that share property and verdicts: a value of each of the first, and how many."""
    exactly = (one for first in group if (one := exact(words.decision, first)) is not None)
    sure = list(islice(exactly, MOST_TOLD_APART))
    if not sure:
        return
    shown = [*dict.fromkeys(_broadest(words, one.values) for one in sure)]
    left = sum(len(one.values) for one in group) - len(shown)
    said = [words.value(value) for value in shown] + ([words.say("more values", count=left)] if left else [])
    fact = words.pair(property_words(words, sure[0].paths, sure[0].prop), words.joined(said))
    possible = [verdict for verdict in Verdict if any(verdict in one.possible for one in sure)]
    cites = dict.fromkeys(iri for one in sure for iri in _cites(words, one))
    yield _line(words, sure[0], possible, fact, tuple(cites))


def _line(
    words: DecisionWords, one: Presumption, possible: Sequence[Verdict], fact: str, cites: tuple[str, ...]
) -> Line:
    mark = "+" if one.helps else "!"
    if one.helps and tuple(possible) == words.decision.possible:
        return Line(words.say("less required if also", fact=fact), mark, cites)
    # What helps is told by what it makes possible: that a prohibition stays possible beside it is no help.
    opened = [verdict for verdict in possible if verdict not in words.decision.possible] if one.helps else ()
    outcome = " / ".join(words.label(verdict).upper() for verdict in opened or possible)
    said = "if also perhaps" if opened and len(possible) > 1 else "if also"
    return Line(words.say(said, outcome=outcome, fact=fact), mark, cites)


def _broadest(words: DecisionWords, values: Sequence[str]) -> str:
    """Return the value under which most of the others fall."""
    wider = [words.book.classes[one].ancestors for one in values if one in words.book.classes]
    return max(values, key=lambda value: sum(value in ancestors for ancestors in wider))


def _cites(words: DecisionWords, presumption: Presumption) -> tuple[str, ...]:
    return words.book.norms[presumption.norms[0]].stated_in if presumption.norms else ()


def _then_required(words: DecisionWords, presumption: Presumption) -> Line:
    return Line(words.say("then required", safeguards=words.joined(map(words.label, presumption.requires))))


def combinations(words: DecisionWords, most: int | None = None) -> Section:
    """Return what, if it were the case together, would make a law apply that does not."""
    lines = at_most(words, [_combination(words, one) for one in find_combinations(words.decision)], most)
    if owners_are_left_out(words.decision):
        lines = [*lines, Line(words.say("owners left out", most=MOST_HOLDINGS), "?")]
    return Section(words.say("together"), lines)


def _combination(words: DecisionWords, combination: Combination) -> Line:
    facts = (value_words(words, (path,), prop, [value]) for path, prop, value in combination.example)
    return Line(words.say("if also", outcome=words.label(combination.verdict).upper(), fact=words.clauses(facts)), "!")


def given(words: DecisionWords) -> Section:
    """Return what is presumed of stated safeguards and data."""
    return Section(words.say("presumed of safeguards"), [_given(words, one) for one in find_given(words.decision)])


def _given(words: DecisionWords, one: Given) -> Line:
    kinds = sorted({words.label(kind) for path in one.paths for kind in words.decision.stated.nodes[path].kinds})
    value = words.value(one.value)
    by_then = words.say("by that day", day=value) if isinstance(one.value, datetime.date) else value
    fact = words.pair(words.property(one.prop), by_then)
    safeguards = words.decision.stated.nodes["transfer"].values.get(SAFEGUARD, ())
    all_of_several = len(kinds) > MOST_KINDS and {*safeguards} <= {*one.paths}
    said = words.say("all safeguards") if all_of_several else words.joined(kinds)
    return Line(words.say("safeguards are", fact=fact, safeguards=said), "!")
