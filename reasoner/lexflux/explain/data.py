"""An answer as data, in the types of `lexflux.explain.answer`."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

from lexflux.decision.combinations import Combination, find_combinations, owners_are_left_out
from lexflux.decision.deadlines import last_day
from lexflux.decision.evaluation import Truth
from lexflux.decision.given import find_given, find_unaccepted
from lexflux.decision.leading import find_leading
from lexflux.decision.mechanism import Mechanism, closed_ways, find_mechanism
from lexflux.decision.outcome import Decision, Expired, MissingFact, NormFinding, OpenPointFinding, Requirement
from lexflux.decision.presumptions import Presumption, find_presumptions
from lexflux.decision.reach import Reach, other_law
from lexflux.decision.receipt import make_receipt
from lexflux.decision.statuses import Need, NormStatus, RequirementStatus, TurnsOn, Verdict
from lexflux.decision.to_come import LawToCome, to_come
from lexflux.decision.words import DecisionWords, FactWords
from lexflux.explain import answer
from lexflux.explain.answer_schema import SCHEMA_VERSION
from lexflux.explain.asked import question
from lexflux.explain.bearing import bearers_data
from lexflux.explain.considered import find_considered
from lexflux.explain.lines import fact_words
from lexflux.explain.reasons import Reason, why
from lexflux.explain.report import stated_of, unread_words
from lexflux.explain.requirements import all_requirements, defeating, established, excluding, lifted, one_of
from lexflux.explain.scope import find_out_of_scope
from lexflux.facts.transfer import bounds
from lexflux.law.conditions import Range, Value
from lexflux.law.lawbook import text
from lexflux.law.norms import Due, Modality, Norm
from lexflux.terms import TYPE, compact, local

ANSWER_SCHEMA: Literal["lexflux-answer/2"] = "lexflux-answer/2"
CHANGES: dict[TurnsOn, Literal["verdict", "conditions", "duties"]] = {
    TurnsOn.VERDICT: "verdict",
    TurnsOn.WAY: "conditions",
    TurnsOn.CONDITIONS: "conditions",
    TurnsOn.DUTIES: "duties",
}
STATUSES = (Verdict, Need, RequirementStatus, Due, NormStatus, Modality)


def as_data(decision: Decision, language: str) -> answer.Answer:
    """Return the answer as data of schema ``lexflux-answer/2``; IRIs are given relative to the Lexflux namespace."""
    words = DecisionWords(decision, language)
    book = words.book
    known = book.known_until.get(decision.regime)
    others = other_law(decision)
    return {
        "schema": ANSWER_SCHEMA,
        "schemaVersion": SCHEMA_VERSION,
        "language": language,
        "regime": _regime(words, decision.regime),
        "on": decision.on.isoformat(),
        "lawKnownUntil": known.isoformat() if known else None,
        "verdict": local(decision.verdict),
        "possible": _locals(decision.possible),
        "labels": {local(member): words.label(member) for kind in STATUSES for member in kind},
        "alsoReached": [_reached(words, one) for one in others if one.is_certain],
        "mayReach": [may_reach_data(words, one) for one in others if not one.is_certain],
        "toCome": [to_come_data(words, one) for one in to_come(decision)],
        "mechanism": _mechanism(words, find_mechanism(decision)),
        "considered": [
            {
                **_norm(words, one.norm.iri),
                "perhaps": one.perhaps,
                "lacking": [_reason(words, reason) for reason in one.lacking],
            }
            for one in find_considered(decision)
        ],
        "outOfScope": [
            {
                "lacking": [_reason(words, reason) for reason in one.lacking],
                "provisions": _provisions(words, (iri for norm in one.norms for iri in norm.stated_in)),
            }
            for one in find_out_of_scope(decision)
        ],
        "requirements": [_requirement(words, one) for one in all_requirements(decision)],
        "exemptions": [
            {**_norm(words, one.norm.iri), "lifts": _safeguards(words, lifted(decision, one.norm))}
            for one in decision.exemptions
        ],
        "norms": explained_norms(decision, language),
        "missing": [_missing(words, fact) for fact in decision.missing],
        "combinations": [_combination(words, one) for one in find_combinations(decision)],
        "combinationsWithoutOwners": owners_are_left_out(decision),
        "presumptions": [_presumption(words, one) for one in find_presumptions(decision)],
        "openPoints": [_open_point(words, finding) for finding in decision.open_points],
        "gaps": [
            {
                "gap": compact(gap.iri),
                "label": words.label(gap.iri),
                "reason": text(gap.reasons, language),
                "certain": certain,
                "leavesOpen": gap in decision.gaps_left_open,
                "provisions": _provisions(words, gap.stated_in),
            }
            for gap, certain in decision.gaps
        ],
        "clashes": [norms_data(words, (clash.one, clash.other)) for clash in decision.clashes],
        "expired": [_expired(words, one) for one in decision.expired],
        "notAccepted": [
            {"node": one.path, **_safeguard(words, one.safeguard), "norms": norms_data(words, one.norms)}
            for one in find_unaccepted(decision)
        ],
        "presumedOfSafeguards": [
            {
                "nodes": list(one.paths),
                "property": _name(one.prop),
                "label": words.property(one.prop),
                "value": _plain(one.value),
            }
            for one in find_given(decision)
        ],
        "notReadInTheOriginal": _provisions(words, decision.less_than_read),
        "factsNotRead": [
            {
                "node": fact.path,
                "property": local(fact.prop),
                "values": [_plain(value) for value in fact.values],
                "words": unread_words(words, fact),
            }
            for fact in decision.unread
        ],
        "receipt": make_receipt(decision),
        "notice": words.say("disclaimer"),
    }


def explained_norms(decision: Decision, language: str, norms: Sequence[str] = ()) -> list[answer.Finding]:
    """Return the norms with their reasons: those named, triggered or not, else all that are triggered."""
    words = DecisionWords(decision, language)
    found = sorted(decision.findings.items())
    return [
        _finding(words, one)
        for iri, one in found
        if (iri in norms if norms else one.status != NormStatus.NOT_TRIGGERED)
    ]


def _regime(words: FactWords, regime: str) -> answer.Regime:
    notation = next(name for name, iri in words.book.regimes.items() if iri == regime)
    return {"regime": notation, "label": words.label(regime)}


def _reached(words: FactWords, reach: Reach) -> answer.Reached:
    return {
        **_regime(words, reach.regime),
        "possible": _locals(reach.possible),
        "scope": norms_data(words, reach.norms),
    }


def may_reach_data(words: FactWords, reach: Reach) -> answer.MayReach:
    """Return law that may reach a transfer, with the facts on which that turns."""
    facts: list[answer.Asked] = [
        {
            "node": one.path,
            "property": _name(one.prop),
            "label": words.property(one.prop),
            "question": question(words, one),
        }
        for one in reach.missing
    ]
    return {**_reached(words, reach), "missing": facts}


def to_come_data(words: FactWords, law: LawToCome) -> answer.ToCome:
    """Return law that begins after the day of an answer and reaches the transfer, or may."""
    parts: list[answer.Part] = [
        {"term": compact(one.iri), "label": words.label(one.iri), "provisions": _provisions(words, one.stated_in)}
        for one in law.parts
    ]
    return {
        **_regime(words, law.regime),
        "begins": law.day.isoformat(),
        "certain": law.is_certain,
        "parts": parts,
    }


def _provisions(words: FactWords, provisions: Iterable[str]) -> list[answer.Provision]:
    return [_provision(words, iri) for iri in dict.fromkeys(provisions)]


def _provision(words: FactWords, iri: str) -> answer.Provision:
    provision = words.book.provisions[iri]
    return {
        "provision": provision.identifier,
        "citation": words.book.citation(iri, words.language),
        "confidence": local(provision.confidence),
        "urls": list(provision.urls),
    }


def norms_data(words: FactWords, norms: Iterable[str]) -> list[answer.Norm]:
    """Return norms with the provisions that state them."""
    return [_norm(words, iri) for iri in norms]


def _norm(words: FactWords, iri: str) -> answer.Norm:
    stated_in = words.book.norms[iri].stated_in
    return {"norm": compact(iri), "label": words.norm(iri), "provisions": _provisions(words, stated_in)}


def _safeguards(words: DecisionWords, safeguards: Iterable[str]) -> list[answer.Safeguard]:
    return [_safeguard(words, one) for one in safeguards]


def _safeguard(words: DecisionWords, safeguard: str) -> answer.Safeguard:
    return {"safeguard": compact(safeguard), "label": words.label(safeguard)}


def _mechanism(words: DecisionWords, found: Mechanism | None) -> answer.Mechanism | None:
    if found is None:
        return None
    return {
        "way": str(found.way),
        "safeguards": _safeguards(words, (one.safeguard for one in found.requirements)),
        "norms": norms_data(words, found.norms),
    }


def _requirement(words: DecisionWords, requirement: Requirement) -> answer.Requirement:
    norms = [words.book.norms[iri] for iri in requirement.norms]
    without = requirement.need == Need.NOT_NEEDED
    prevailing = defeating(words.decision, requirement) if without else []
    sure = () if without else established(words.decision, requirement)
    return {
        **_safeguard(words, requirement.safeguard),
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
        "oneOf": _safeguards(words, one_of(words.decision, requirement)),
        "alternatives": [
            {**_safeguard(words, one.safeguard), "inPlace": one.in_place, "norm": _norm(words, one.norm)}
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
        "provisions": _provisions(words, norm.stated_in),
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


def _finding(words: DecisionWords, finding: NormFinding) -> answer.Finding:
    return {
        **_norm(words, finding.norm.iri),
        "modality": local(finding.norm.modality),
        "status": local(finding.status),
        "bearers": bearers_data(words, (finding.norm.iri,)),
        "defeatedBy": [
            {
                **_norm(words, attack.prevailing),
                "precedence": compact(attack.precedence) if attack.precedence else None,
            }
            for attack in finding.attacks
        ],
        "because": _reason(words, why(words.decision.evaluation, finding.norm.condition)),
    }


def _reason(words: DecisionWords, reason: Reason) -> answer.Reason:
    data: Any = {"kind": reason.kind, "truth": reason.truth.value}
    if reason.kind == "element":
        data["element"] = compact(reason.iri)
        data["label"] = words.label(reason.iri)
        data["provisions"] = _provisions(words, words.book.element_sources.get(reason.iri, ()))
    if reason.kind == "fact":
        data["fact"] = fact_words(words, reason) if reason.prop else words.label(reason.iri)
    if reason.designations:
        data["designations"] = [_designation(words, iri) for iri in reason.designations]
    if reason.children:
        data["because"] = [_reason(words, child) for child in reason.children]
    found: answer.Reason = data
    return found


def _designation(words: DecisionWords, iri: str) -> answer.Designation:
    found = words.book.designations[iri]
    return {
        "designation": compact(found.iri),
        "label": words.label(found.iri),
        "provisions": _provisions(words, found.stated_in),
    }


def _missing(words: DecisionWords, fact: MissingFact) -> answer.Missing:
    data: answer.Missing = {
        "node": fact.path,
        "property": _name(fact.prop),
        "label": words.property(fact.prop),
        "question": question(words, fact),
        "state": local(fact.state),
        "decisiveness": round(fact.decisiveness, 4),
        "estimated": fact.estimated,
        "values": [_value(words, one) for one in fact.values],
        "leadsTo": [
            {
                "answers": [{"value": _plain(answer), "label": words.value(answer)} for answer in one.answers],
                "possible": _locals(one.possible),
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
            {"node": path, "property": _name(prop), **_value(words, value)} for path, prop, value in combination.example
        ],
    }


def _presumption(words: DecisionWords, presumption: Presumption) -> answer.Presumption:
    return {
        "nodes": list(presumption.paths),
        "property": _name(presumption.prop),
        "label": words.property(presumption.prop),
        "values": [_value(words, one) for one in presumption.values],
        "possible": _locals(presumption.possible),
        "helps": presumption.helps,
        "requires": _safeguards(words, presumption.requires),
        "norms": norms_data(words, presumption.norms),
    }


def _open_point(words: DecisionWords, finding: OpenPointFinding) -> answer.OpenPoint:
    point = words.book.open_points[finding.point]
    return {
        "point": compact(finding.point),
        "question": text(point.questions, words.language),
        "provisions": _provisions(words, point.stated_in),
        "readings": [
            {
                "reading": local(reading),
                "label": words.label(reading),
                "verdicts": _locals(verdicts),
                "requires": _safeguards(words, finding.requirements.get(reading, ())),
            }
            for reading, verdicts in finding.verdicts.items()
        ],
    }


def _expired(words: DecisionWords, expired: Expired) -> answer.Expired:
    data: Any = {
        **_safeguard(words, expired.safeguard),
        "reason": expired.reason,
        "provisions": _provisions(words, expired.grounds(words.book)),
    }
    if expired.until:
        data["day"] = expired.until.isoformat()
    if expired.needed:
        data |= {"needed": compact(expired.needed), "stated": stated_of(words, expired)}
    found: answer.Expired = data
    return found


def _value(words: DecisionWords, value: str) -> answer.Value:
    return {"value": compact(value), "label": words.value(value)}


def _locals(verdicts: Iterable[Verdict]) -> list[str]:
    return [local(verdict) for verdict in verdicts]


def _name(prop: str) -> str:
    return "kind" if prop == TYPE else local(prop)


def _plain(value: Value | Range) -> Any:
    match value:
        case Range():
            return bounds(value)
        case datetime.date():
            return value.isoformat()
        case str():
            return local(value)
        case _:
            return value
