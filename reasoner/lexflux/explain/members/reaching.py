"""The members of an answer on other law: what reaches the transfer, what may, and what is to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexflux.decision.reach import Reach, other_law
from lexflux.decision.to_come import LawToCome, to_come
from lexflux.decision.words import DecisionWords, FactWords
from lexflux.explain.asked import question
from lexflux.explain.members.named import local_names, norms_data, property_name, provisions_data, regime_data
from lexflux.terms import compact

if TYPE_CHECKING:
    from lexflux.explain import answer


def reached_data(words: FactWords, reach: Reach) -> answer.Reached:
    """Return law that reaches a transfer, or may, and by which of its rules."""
    return {
        **regime_data(words, reach.regime),
        "possible": local_names(reach.possible),
        "scope": norms_data(words, reach.norms),
    }


def may_reach_data(words: FactWords, reach: Reach) -> answer.MayReach:
    """Return law that may reach a transfer, with the facts on which that turns."""
    facts: list[answer.Asked] = [
        {
            "node": one.path,
            "property": property_name(one.prop),
            "label": words.property(one.prop),
            "question": question(words, one),
        }
        for one in reach.missing
    ]
    return {**reached_data(words, reach), "missing": facts}


def to_come_data(words: FactWords, law: LawToCome) -> answer.ToCome:
    """Return law that begins after the day of an answer and reaches the transfer, or may."""
    parts: list[answer.Part] = [
        {"term": compact(one.iri), "label": words.label(one.iri), "provisions": provisions_data(words, one.stated_in)}
        for one in law.parts
    ]
    return {
        **regime_data(words, law.regime),
        "begins": law.day.isoformat(),
        "certain": law.is_certain,
        "parts": parts,
    }


def also_reached(words: DecisionWords) -> list[answer.Reached]:
    """Return other law that reaches the transfer however the unknown facts turn out."""
    return [reached_data(words, one) for one in other_law(words.decision) if one.is_certain]


def may_reach(words: DecisionWords) -> list[answer.MayReach]:
    """Return other law that may reach the transfer."""
    return [may_reach_data(words, one) for one in other_law(words.decision) if not one.is_certain]


def coming_law(words: DecisionWords) -> list[answer.ToCome]:
    """Return the law to come."""
    return [to_come_data(words, one) for one in to_come(words.decision)]
