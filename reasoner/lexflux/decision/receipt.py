"""The receipt of an answer: everything from which the same answer can be derived again."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lexflux.decision.decide import decide
from lexflux.decision.outcome import Decision
from lexflux.decision.statuses import NormStatus
from lexflux.errors import InputError
from lexflux.facts.reader import read_tree
from lexflux.law.lawbook import LawBook
from lexflux.resources import tool_version
from lexflux.terms import compact, local

SCHEMA = "lexflux-receipt/1"
Receipt = dict[str, Any]


def make_receipt(decision: Decision) -> Receipt:
    """
    Return the receipt of a decision.

    It holds the version of the tool, the SHA-256 of each file of law whose norms were triggered and of all law
    together, the regime, the date, the chosen readings, the facts, and the outcome: norms with their status,
    requirements, verdict.
    """
    book = decision.evaluation.book
    files = sorted({path for iri in _applied(decision) for path in _with_table(book.norms[iri].file)})
    outcome = _outcome(decision)
    return {
        "schema": SCHEMA,
        "tool": tool_version(),
        "law": book.digest,
        "files": {path: book.hashes[path] for path in files if path in book.hashes},
        "regime": next(name for name, iri in book.regimes.items() if iri == decision.regime),
        "on": decision.on.isoformat(),
        "readings": {local(point): local(reading) for point, reading in sorted(decision.readings.items())},
        "facts": decision.stated.tree,
        "outcome": outcome,
        "answer": digest(outcome),
    }


def _with_table(path: str) -> tuple[str, str]:
    """Return a file of law and the table that may lie beside it: what the file states may come from the table."""
    return path, path.removesuffix(".ttl") + ".tsv"


def _applied(decision: Decision) -> dict[str, NormStatus]:
    """Return the status of each norm that was triggered, at least in some completion of the unknown facts."""
    statuses = {iri: finding.status for iri, finding in sorted(decision.findings.items())}
    return {iri: status for iri, status in statuses.items() if status != NormStatus.NOT_TRIGGERED}


def _outcome(decision: Decision) -> dict[str, Any]:
    return {
        "verdict": local(decision.verdict),
        "possible": [local(verdict) for verdict in decision.possible],
        "norms": {compact(iri): local(status) for iri, status in _applied(decision).items()},
        "requirements": {compact(one.safeguard): local(one.status) for one in decision.requirements},
        "gaps": [compact(gap.iri) for gap, _ in decision.gaps],
    }


def digest(value: object) -> str:
    """Return the SHA-256 of the canonical JSON form of ``value``."""
    return hashlib.sha256(
        json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    ).hexdigest()


def repeat(receipt: object, book: LawBook, name: str = "<receipt>") -> tuple[Decision, list[str]]:
    """
    Decide again from a receipt and compare.

    Parameters
    ----------
    receipt
        The receipt, or an answer in JSON that carries one.
    book
        The law book of today.
    name
        How messages call the receipt.

    Returns
    -------
    Decision and list of str
        The new decision, and what differs: files of law that changed and the outcome. Empty if the answer is the same.

    Raises
    ------
    InputError
        If the receipt is not one, or was altered so that its outcome no longer fits its own digest.
    """
    stated = _parse(receipt, name)
    facts = read_tree(stated.facts, book, name)
    decision = decide(book, facts, stated.regime, stated.on, stated.readings)
    again = make_receipt(decision)
    if again["answer"] == digest(stated.outcome):
        return decision, []
    files = _changed_files(stated.files, book.hashes)
    return decision, [*files, *_changed_parts(stated.outcome, again["outcome"])]


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a receipt states of an earlier answer."""

    facts: Any
    regime: str
    on: datetime.date
    readings: Mapping[str, str]
    outcome: Mapping[str, Any]
    files: Mapping[str, str]


def _parse(receipt: object, name: str) -> _Stated:
    if isinstance(receipt, dict) and isinstance(receipt.get("receipt"), dict):
        receipt = receipt["receipt"]
    if not isinstance(receipt, dict) or receipt.get("schema") != SCHEMA:
        raise InputError("not a receipt", name=name, schema=SCHEMA)
    try:
        stated = _Stated(
            facts=receipt["facts"],
            regime=str(receipt["regime"]),
            on=datetime.date.fromisoformat(receipt["on"]),
            readings={str(point): str(reading) for point, reading in receipt["readings"].items()},
            outcome=receipt["outcome"],
            files=dict(receipt["files"]),
        )
        answer = receipt["answer"]
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise InputError("garbled receipt", name=name, problem=error) from error
    if digest(stated.outcome) != answer:
        raise InputError("altered receipt", name=name)
    return stated


def _changed_files(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for path, value in sorted(before.items()):
        if now.get(path) != value:
            yield f"{path}: {'changed' if path in now else 'removed'}"


def _changed_parts(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    for part, value in before.items():
        if now[part] != value:
            was, became = (json.dumps(one, ensure_ascii=False) for one in (value, now[part]))
            yield f"{part}: {was} -> {became}"
