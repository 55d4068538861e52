"""The members of an answer on what is not known: missing facts, presumptions, open points of law and gaps."""

from __future__ import annotations

from typing import Literal

from lexflux.decision.combinations import Combination, find_combinations
from lexflux.decision.leading import find_leading
from lexflux.decision.outcome import MissingFact, OpenPointFinding
from lexflux.decision.presumptions import Presumption, find_presumptions
from lexflux.decision.statuses import TurnsOn
from lexflux.decision.words import DecisionWords
from lexflux.explain import answer
from lexflux.explain.asked import question
from lexflux.explain.members.named import (
    local_names,
    norms_data,
    plain,
    property_name,
    provisions_data,
    safeguards_data,
    value_data,
)
from lexflux.explain.report import unread_words
from lexflux.facts.transfer import bounds
from lexflux.law.lawbook import text
from lexflux.terms import compact, local

CHANGES: dict[TurnsOn, Literal["verdict", "conditions", "duties"]] = {
    TurnsOn.VERDICT: "verdict",
    TurnsOn.WAY: "conditions",
    TurnsOn.CONDITIONS: "conditions",
    TurnsOn.DUTIES: "duties",
}


def _missing(words: DecisionWords, fact: MissingFact) -> answer.Missing:
    data: answer.Missing = {
        "node": fact.path,
        "property": property_name(fact.prop),
        "label": words.property(fact.prop),
        "question": question(words, fact),
        "state": local(fact.state),
        "decisiveness": round(fact.decisiveness, 4),
        "estimated": fact.estimated,
        "values": [value_data(words, one) for one in fact.values],
        "leadsTo": [
            {
                "answers": [{"value": plain(answer), "label": words.value(answer)} for answer in one.answers],
                "possible": local_names(one.possible),
            }
            for one in find_leading(words.decision, fact)
        ],
        "changes": CHANGES[fact.turns_on],
        "norms": norms_data(words, fact.norms),
    }
    known = words.decision.facts.nodes[fact.path].ranges.get(fact.prop)
    if known is not None:
        data["range"] = {**bounds(known)}  # type: ignore[typeddict-item]
    return data


def _combination(words: DecisionWords, combination: Combination) -> answer.Combination:
    return {
        "verdict": local(combination.verdict),
        "example": [
            {"node": path, "property": property_name(prop), **value_data(words, value)}
            for path, prop, value in combination.example
        ],
    }


def _presumption(words: DecisionWords, presumption: Presumption) -> answer.Presumption:
    return {
        "nodes": list(presumption.paths),
        "property": property_name(presumption.prop),
        "label": words.property(presumption.prop),
        "values": [value_data(words, one) for one in presumption.values],
        "possible": local_names(presumption.possible),
        "helps": presumption.helps,
        "requires": safeguards_data(words, presumption.requires),
        "norms": norms_data(words, presumption.norms),
    }


def _open_point(words: DecisionWords, finding: OpenPointFinding) -> answer.OpenPoint:
    point = words.book.open_points[finding.point]
    return {
        "point": compact(finding.point),
        "question": text(point.questions, words.language),
        "provisions": provisions_data(words, point.stated_in),
        "readings": [
            {
                "reading": local(reading),
                "label": words.label(reading),
                "verdicts": local_names(verdicts),
                "requires": safeguards_data(words, finding.requirements.get(reading, ())),
            }
            for reading, verdicts in finding.verdicts.items()
        ],
    }


def missing(words: DecisionWords) -> list[answer.Missing]:
    """Return the facts that could still change the outcome."""
    return [_missing(words, one) for one in words.decision.missing]


def combinations(words: DecisionWords) -> list[answer.Combination]:
    """Return which presumptions would have to fail together for a graver verdict."""
    return [_combination(words, one) for one in find_combinations(words.decision)]


def presumptions(words: DecisionWords) -> list[answer.Presumption]:
    """Return the presumptions on which the outcome turns."""
    return [_presumption(words, one) for one in find_presumptions(words.decision)]


def open_points(words: DecisionWords) -> list[answer.OpenPoint]:
    """Return the open points of law on which the outcome depends."""
    return [_open_point(words, one) for one in words.decision.open_points]


def gaps(words: DecisionWords) -> list[answer.Gap]:
    """Return what is not encoded and the transfer touches, or may."""
    decision = words.decision
    return [
        {
            "gap": compact(gap.iri),
            "label": words.label(gap.iri),
            "reason": text(gap.reasons, words.language),
            "certain": certain,
            "leavesOpen": gap in decision.gaps_left_open,
            "provisions": provisions_data(words, gap.stated_in),
        }
        for gap, certain in decision.gaps
    ]


def facts_not_read(words: DecisionWords) -> list[answer.FactNotRead]:
    """Return the stated facts that the law does not read."""
    return [
        {
            "node": fact.path,
            "property": local(fact.prop),
            "values": [plain(value) for value in fact.values],
            "words": unread_words(words, fact),
        }
        for fact in words.decision.unread
    ]
