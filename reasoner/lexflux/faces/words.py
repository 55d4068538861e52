"""Conditions and days in the words of cards and lists."""

from __future__ import annotations

from lexflux.law.conditions import And, Condition, HasValue, Named, Not, OneOf, Or, Range, Some, Value
from lexflux.law.norms import Interval
from lexflux.law.wording import Wording

COMPOUND = And | Or | Not | Some | HasValue


def condition_lines(words: Wording, condition: Condition, depth: int = 0) -> list[str]:
    """Return a condition in words, one part a line, each part of a part two blanks further in."""
    indent = "  " * depth
    match condition:
        case And(parts):
            return [f"{indent}{words.say('all of')}:", *_parts(words, parts, depth + 1)]
        case Or(parts):
            return [f"{indent}{words.say('any of')}:", *_parts(words, parts, depth + 1)]
        case Not(part):
            first, *others = condition_lines(words, part, depth)
            return [f"{indent}{words.say('not')}: {first.strip()}", *others]
        case Some(prop, filler) if isinstance(filler, COMPOUND):
            return [f"{indent}{words.label(prop)}:", *condition_lines(words, filler, depth + 1)]
        case Some(prop, filler):
            return [f"{indent}{words.label(prop)}: {condition_lines(words, filler)[0]}"]
        case HasValue(prop, value):
            return [f"{indent}{words.label(prop)}: {_value(words, value)}"]
        case Named(iri):
            return [indent + words.label(iri)]
        case OneOf(individuals):
            return [indent + " | ".join(sorted(map(words.label, individuals)))]
        case Range():
            return [indent + _bounds(condition)]


def _parts(words: Wording, parts: tuple[Condition, ...], depth: int) -> list[str]:
    return [line for part in parts for line in condition_lines(words, part, depth)]


def _value(words: Wording, value: Value) -> str:
    if isinstance(value, bool):
        return words.say("yes" if value else "no")
    return words.label(str(value))


def _bounds(bounds: Range) -> str:
    found = []
    if bounds.low is not None:
        found.append(f"{'≥' if bounds.low_included else '>'} {bounds.low:,}")
    if bounds.high is not None:
        found.append(f"{'≤' if bounds.high_included else '<'} {bounds.high:,}")
    return ", ".join(found)


def interval(words: Wording, days: Interval) -> str:
    """Return the days on which something holds: from the first, until the first on which it no longer does."""
    start = words.say("from", day=days.start) if days.start else words.say("from unknown day")
    return words.joined([start, words.say("until", day=days.end)]) if days.end else start
