"""The audit of a law by proof as text or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lexflux.law.lawbook import text
from lexflux.law.wording import Wording
from lexflux.proofs.audit import by_kind
from lexflux.proofs.findings import Audit, Finding
from lexflux.terms import LF, TYPE, compact, local

MOST = 4
KINDS = {
    "clash": "audit: clash",
    "not reached": "audit: not reached",
    "scope alone": "audit: scope alone",
    "always defeated": "audit: always defeated",
    "never triggered": "audit: never triggered",
    "redundant": "audit: redundant",
    "redundant duty": "audit: redundant duty",
    "repeated": "audit: repeated",
    "unasked": "audit: unasked",
}
QUESTIONS = {
    "clash": "audit question: clash",
    "undecided": "audit question: undecided",
    "never effective": "audit question: never effective",
    "redundant": "audit question: redundant",
    "unasked": "audit question: unasked",
}


def as_text(words: Wording, found: Audit) -> str:
    """Return the findings by kind, and what is proven."""
    regime = words.label(words.book.regimes[found.regime])
    lines = [words.say("audit of", regime=regime, day=found.on), ""]
    for kind, findings in by_kind(found.findings).items():
        lines += [words.pair(words.say(KINDS[kind]), str(len(findings)))]
        lines += [f"  {line}" for finding in findings for line in _finding(words, finding)]
        lines.append("")
    left = sum(one.is_open for one in found.findings)
    is_whole = all(one.settled == one.of for one in found.proofs)
    clean = words.say("audit: clean or explained" if is_whole else "audit: clean so far")
    lines += [words.say("audit: open", count=left) if left else clean, ""]
    if not found.findings and is_whole:
        lines += [words.say("nothing found"), ""]
    lines += [
        words.say(
            _proof(one.settled == one.of),
            question=words.say(QUESTIONS[one.question]),
            settled=one.settled,
            of=one.of,
        )
        for one in found.proofs
    ]
    lines += ["", words.say("audit scope"), "", words.say("disclaimer")]
    return "\n".join(lines) + "\n"


def _proof(whole: bool) -> str:
    return "settled wholly" if whole else "settled in part"


def _finding(words: Wording, finding: Finding) -> Iterator[str]:
    named = words.joined(_named(words, iri) for iri in finding.norms)
    others = [_named(words, iri) for iri in finding.others[:MOST]]
    left = len(finding.others) - MOST
    others += [words.say("more values", count=left)] if left > 0 else []
    if named:
        yield f"{named} ⇄ {words.clauses(others)}" if others else named
    if finding.told or not named:
        yield "  " + words.pair(
            words.say("shown by"), words.clauses(_told(words, finding)) or words.say("plain export")
        )
    if finding.reasons:
        yield "  " + words.say("audit: explained", reason=text(finding.reasons, words.language))
    if not finding.confirmed:
        yield "  " + words.say("not confirmed")


def _named(words: Wording, iri: str) -> str:
    norm = words.book.norms.get(iri)
    if norm is None:
        shape = words.book.schema.shape(iri)
        return text(shape.names, words.language) if shape else words.label(iri)
    return f"{words.norm(iri)} [{words.cite(norm.stated_in[:1])}]"


def _told(words: Wording, finding: Finding) -> Iterator[str]:
    for path, prop, values in finding.told:
        node = finding.facts.nodes.get(path) if finding.facts else None
        if path.startswith("safeguard") or node is None:
            continue
        shape = words.book.schema.shape(prop)
        name = words.say("kinds") if prop == TYPE else text(shape.names, words.language) if shape else words.label(prop)
        where = f"{words.label(LF + path)} · " if path in ("exporter", "recipient") else ""
        yield words.pair(where + name, words.joined(_value(words, finding, one) for one in values) or words.say("none"))


def _value(words: Wording, finding: Finding, value: object) -> str:
    if isinstance(value, bool):
        return words.say("yes" if value else "no")
    node = finding.facts.nodes.get(str(value)) if finding.facts else None
    return (
        words.joined(words.label(kind) for kind in sorted(node.kinds))
        if node
        else (words.label(value) if isinstance(value, str) else f"{value:,}")
    )


def record(words: Wording, found: Audit) -> dict[str, Any]:
    """Return the findings for programs, each with the transfer that shows it."""
    return {
        "regime": found.regime,
        "on": found.on.isoformat(),
        "findings": [
            {
                "kind": one.kind,
                "norms": [compact(iri) for iri in one.norms],
                "others": [compact(iri) for iri in one.others],
                "told": [[path, local(prop), [str(value) for value in values]] for path, prop, values in one.told],
                "confirmed": one.confirmed,
                "explained": text(one.reasons, words.language) if one.reasons else None,
                "open": one.is_open,
                "transfer": one.facts.tree if one.facts else None,
            }
            for one in found.findings
        ],
        "proofs": [{"question": one.question, "settled": one.settled, "of": one.of} for one in found.proofs],
        "notes": [words.say("audit scope"), words.say("disclaimer")],
    }
