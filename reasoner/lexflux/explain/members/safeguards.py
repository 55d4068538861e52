"""The members of an answer on safeguards: the way by which data may go, what is required, and what does not count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lexflux.decision.deadlines import last_day
from lexflux.decision.evaluation import Truth
from lexflux.decision.given import find_given, find_unaccepted
from lexflux.decision.mechanism import closed_ways, find_mechanism
from lexflux.decision.outcome import Expired, Requirement
from lexflux.decision.statuses import Need
from lexflux.decision.words import DecisionWords
from lexflux.explain import answer
from lexflux.explain.bearing import bearers_data
from lexflux.explain.members.named import (
    norm_data,
    norms_data,
    plain,
    property_name,
    provisions_data,
    safeguard_data,
    safeguards_data,
)
from lexflux.explain.report import stated_of
from lexflux.explain.requirements import all_requirements, defeating, established, excluding, one_of
from lexflux.law.lawbook import text
from lexflux.law.norms import Norm
from lexflux.terms import compact, local


def mechanism(words: DecisionWords) -> answer.Mechanism | None:
    """Return the way by which the data may go, None where the law may not reach them."""
    found = find_mechanism(words.decision)
    if found is None:
        return None
    return {
        "way": str(found.way),
        "safeguards": safeguards_data(words, (one.safeguard for one in found.requirements)),
        "norms": norms_data(words, found.norms),
    }


def _requirement(words: DecisionWords, requirement: Requirement) -> answer.Requirement:
    norms = [words.book.norms[iri] for iri in requirement.norms]
    without = requirement.need == Need.NOT_NEEDED
    prevailing = defeating(words.decision, requirement) if without else []
    sure = () if without else established(words.decision, requirement)
    return {
        **safeguard_data(words, requirement.safeguard),
        "due": local(requirement.due),
        "need": local(requirement.need),
        "inPlace": local(requirement.in_place),
        "excludedBy": [
            {"element": compact(iri), "label": words.label(iri), "truth": "true" if truth is Truth.TRUE else "unknown"}
            for iri, truth in excluding(words.decision, requirement)
        ],
        "closedWays": norms_data(words, (one.norm.iri for one in closed_ways(words.decision, requirement))),
        "norms": norms_data(words, requirement.norms),
        "bearers": bearers_data(words, requirement.norms),
        "established": [words.book.provisions[iri].identifier for iri in sure],
        "defeatedBy": norms_data(words, (norm.iri for norm in prevailing)),
        "timeLimits": [limit for norm in norms for limit in _limits(words, norm)],
        "oneOf": safeguards_data(words, one_of(words.decision, requirement)),
        "alternatives": [
            {**safeguard_data(words, one.safeguard), "inPlace": one.in_place, "norm": norm_data(words, one.norm)}
            for one in requirement.alternatives
        ],
    }


def _limits(words: DecisionWords, norm: Norm) -> Iterator[answer.TimeLimit]:
    label, day = words.limit(norm), last_day(words.decision, norm)
    if not label:
        return
    limit: answer.TimeLimit = {
        "kind": local(norm.limit_kind),
        "label": label,
        "provisions": provisions_data(words, norm.stated_in),
    }
    if norm.yearly_by:
        limit["yearlyBy"] = norm.yearly_by
    elif norm.time_limit:
        limit["duration"] = norm.time_limit
    if norm.counted_in:
        limit["countedIn"] = local(norm.counted_in)
    if event := text(norm.counted_from, words.language):
        limit["countedFrom"] = event
    if day:
        limit["lastDay"] = day.isoformat()
    yield limit


def _expired(words: DecisionWords, expired: Expired) -> answer.Expired:
    data: Any = {
        **safeguard_data(words, expired.safeguard),
        "reason": expired.reason,
        "provisions": provisions_data(words, expired.grounds(words.book)),
    }
    if expired.until:
        data["day"] = expired.until.isoformat()
    if expired.needed:
        data |= {"needed": compact(expired.needed), "stated": stated_of(words, expired)}
    found: answer.Expired = data
    return found


def requirements(words: DecisionWords) -> list[answer.Requirement]:
    """Return what norms require, or may, and what without an exemption they would."""
    return [_requirement(words, one) for one in all_requirements(words.decision)]


def expired(words: DecisionWords) -> list[answer.Expired]:
    """Return the stated safeguards that do not count on the day."""
    return [_expired(words, one) for one in words.decision.expired]


def not_accepted(words: DecisionWords) -> list[answer.NotAccepted]:
    """Return the stated safeguards that no permission accepts for this transfer."""
    return [
        {"node": one.path, **safeguard_data(words, one.safeguard), "norms": norms_data(words, one.norms)}
        for one in find_unaccepted(words.decision)
    ]


def presumed_of_safeguards(words: DecisionWords) -> list[answer.PresumedOfSafeguards]:
    """Return what is presumed of stated safeguards and data."""
    return [
        {
            "nodes": list(one.paths),
            "property": property_name(one.prop),
            "label": words.property(one.prop),
            "value": plain(one.value),
        }
        for one in find_given(words.decision)
    ]
