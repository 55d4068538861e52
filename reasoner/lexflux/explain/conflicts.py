"""Conflicts of laws in words and as data: both sides, each with its norms down to the facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lexflux.analysis.conflicts import Conflict, ConflictSide
from lexflux.decision.words import FactWords
from lexflux.explain.lines import Line, Section
from lexflux.explain.members.named import norms_data
from lexflux.explain.norms import norm_lines
from lexflux.explain.reasons import why
from lexflux.law.conditions import Condition
from lexflux.terms import TYPE, compact, local

if TYPE_CHECKING:
    from lexflux.explain import joint_answer

MOST_NORMS = 3


def conflict_section(words: FactWords, conflicts: Sequence[Conflict]) -> Section:
    """Return the conflicts, each with what is ordered and what opposes it."""
    return Section(words.say("conflicts of laws"), [_conflict(words, one) for one in conflicts])


def _conflict(words: FactWords, one: Conflict) -> Line:
    label = words.label(one.pattern)
    line = Line(label if one.is_certain else words.bracketed(label, words.say("conflict perhaps")), "!")
    line.below.append(Line(words.book.definitions[one.pattern][words.language]))
    if one.circumstances:
        named = words.joined(map(words.label, one.circumstances))
        line.below.append(Line(words.say("ordered as stated", circumstance=named), "→"))
    if one.ordering is not None:
        line.below.append(_side(words, "ordered by", one.ordering))
    line.below.append(_side(words, "opposed by", one.opposing))
    return line


def _side(words: FactWords, key: str, side: ConflictSide) -> Line:
    said = words.say(key, law=words.label(side.decision.regime))
    shown = [norm_lines(side.decision, words.language, one) for one in side.findings[:MOST_NORMS]]
    left = len(side.findings) - MOST_NORMS
    more = [Line(words.say("more values", count=left))] if left > 0 else []
    return Line(said, "→", below=[*shown, *more])


def conflicts_data(words: FactWords, conflicts: Sequence[Conflict]) -> list[joint_answer.Conflict]:
    """Return the conflicts as data."""
    return [
        {
            "pattern": compact(one.pattern),
            "label": words.label(one.pattern),
            "certain": one.is_certain,
            "circumstances": [compact(each) for each in one.circumstances],
            "ordering": _side_data(words, one.ordering) if one.ordering else None,
            "opposing": _side_data(words, one.opposing),
        }
        for one in conflicts
    ]


def _side_data(words: FactWords, side: ConflictSide) -> joint_answer.ConflictSide:
    return {
        "regime": compact(side.decision.regime),
        "norms": [
            {**norm, "status": local(one.status), "facts": _facts(side, one.norm.condition)}
            for norm, one in zip(norms_data(words, [one.norm.iri for one in side.findings]), side.findings, strict=True)
        ],
    }


def _facts(side: ConflictSide, condition: Condition) -> list[joint_answer.StatedFact]:
    """Return the facts on which a norm rests."""
    return [
        {
            "node": fact.path,
            "fact": "type" if fact.prop == TYPE else local(fact.prop),
            "values": [local(value) if isinstance(value, str) else str(value) for value in fact.values],
        }
        for fact in why(side.decision.evaluation, condition).facts()
        if fact.prop
    ]
