"""The members of an answer on norms: which hold and why, and which do not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lexflux.decision.outcome import Decision, NormFinding
from lexflux.decision.statuses import NormStatus
from lexflux.decision.words import DecisionWords
from lexflux.explain import answer
from lexflux.explain.bearing import bearers_data
from lexflux.explain.considered import find_considered
from lexflux.explain.lines import fact_words
from lexflux.explain.members.named import norm_data, norms_data, provisions_data, safeguards_data
from lexflux.explain.reasons import Reason, why
from lexflux.explain.requirements import lifted
from lexflux.explain.scope import find_out_of_scope
from lexflux.terms import compact, local


def explained_norms(decision: Decision, language: str, norms: Sequence[str] = ()) -> list[answer.Finding]:
    """Return the norms with their reasons: those named, triggered or not, else all that are triggered."""
    words, named = DecisionWords(decision, language), frozenset(norms)
    return (
        [_finding(words, one) for iri, one in sorted(decision.findings.items()) if iri in named]
        if named
        else triggered_norms(words)
    )


def _finding(words: DecisionWords, finding: NormFinding) -> answer.Finding:
    return {
        **norm_data(words, finding.norm.iri),
        "modality": local(finding.norm.modality),
        "status": local(finding.status),
        "bearers": bearers_data(words, (finding.norm.iri,)),
        "defeatedBy": [
            {
                **norm_data(words, attack.prevailing),
                "precedence": compact(attack.precedence) if attack.precedence else None,
            }
            for attack in finding.attacks
        ],
        "because": _reason(words, why(words.decision.evaluation, finding.norm.condition)),
    }


def _reason(words: DecisionWords, reason: Reason) -> answer.Reason:
    """Return a reason; what norms share is written once, by identity, since reasons are deep."""
    key = "reason", id(reason)
    written: tuple[Reason, answer.Reason] | None = words.written.get(key)
    if written is None:
        written = words.written[key] = reason, _of_reason(words, reason)
    return written[1]


def _of_reason(words: DecisionWords, reason: Reason) -> answer.Reason:
    data: Any = {"kind": reason.kind, "truth": reason.truth.value}
    if reason.kind == "element":
        data["element"] = compact(reason.iri)
        data["label"] = words.label(reason.iri)
        data["provisions"] = provisions_data(words, words.book.element_sources.get(reason.iri, ()))
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
        "provisions": provisions_data(words, found.stated_in),
    }


def triggered_norms(words: DecisionWords) -> list[answer.Finding]:
    """Return the norms that are triggered, with their reasons."""
    findings = sorted(words.decision.findings.items())
    return [_finding(words, one) for _, one in findings if one.status != NormStatus.NOT_TRIGGERED]


def considered(words: DecisionWords) -> list[answer.Considered]:
    """Return the favourable norms that are claimed, and what they lack."""
    return [
        {
            **norm_data(words, one.norm.iri),
            "perhaps": one.perhaps,
            "lacking": [_reason(words, reason) for reason in one.lacking],
        }
        for one in find_considered(words.decision)
    ]


def out_of_scope(words: DecisionWords) -> list[answer.OutOfScope]:
    """Return why the law does not reach the transfer."""
    return [
        {
            "lacking": [_reason(words, reason) for reason in one.lacking],
            "provisions": provisions_data(words, (iri for norm in one.norms for iri in norm.stated_in)),
        }
        for one in find_out_of_scope(words.decision)
    ]


def exemptions(words: DecisionWords) -> list[answer.Exemption]:
    """Return the exemptions that take effect, and what they lift."""
    decision = words.decision
    return [
        {**norm_data(words, one.norm.iri), "lifts": safeguards_data(words, lifted(decision, one.norm))}
        for one in decision.exemptions
    ]


def clashes(words: DecisionWords) -> list[list[answer.Norm]]:
    """Return the effective norms that cannot both be followed."""
    return [norms_data(words, (clash.one, clash.other)) for clash in words.decision.clashes]


def not_read_in_the_original(words: DecisionWords) -> list[answer.Provision]:
    """Return the provisions behind the norms that hold, or may, which were not read in the original."""
    return provisions_data(words, words.decision.less_than_read)
