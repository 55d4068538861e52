"""The receipt of an answer: everything from which the same answer can be derived again."""

from __future__ import annotations

import datetime
import hashlib
import json
from typing import Any

from lexflux.decision.decide import decide
from lexflux.decision.outcome import NOT_TRIGGERED, Decision
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

    It holds the version of the tool, the SHA-256 of each file of law whose norms were triggered and of all law together, the
    regime, the date, the chosen readings, the facts, and the outcome: norms with their status, requirements, verdict.
    """
    book = decision.evaluation.book
    applied = {
        iri: finding.status for iri, finding in sorted(decision.findings.items()) if finding.status != NOT_TRIGGERED
    }
    files = sorted({path for iri in applied for path in _with_table(book.norms[iri].file)})
    outcome = {
        "verdict": local(decision.verdict),
        "possible": [local(verdict) for verdict in decision.possible],
        "norms": {compact(iri): local(status) for iri, status in applied.items()},
        "requirements": {
            compact(requirement.safeguard): local(requirement.status) for requirement in decision.requirements
        },
        "gaps": [compact(gap.iri) for gap, _ in decision.gaps],
    }
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
        The new decision, and what differs: the outcome and the files of law that changed. Empty if the answer is the same.

    Raises
    ------
    InputError
        If the receipt is not one, or was altered so that its outcome no longer fits its own digest.
    """
    if isinstance(receipt, dict) and isinstance(receipt.get("receipt"), dict):
        receipt = receipt["receipt"]
    if not isinstance(receipt, dict) or receipt.get("schema") != SCHEMA:
        raise InputError(f"{name}: not a receipt of schema {SCHEMA}.", f"{name}：不是 {SCHEMA} 格式的回执。")
    try:
        facts, regime, on = receipt["facts"], str(receipt["regime"]), datetime.date.fromisoformat(receipt["on"])
        outcome, answer, files = receipt["outcome"], receipt["answer"], dict(receipt["files"])
        readings = {str(point): str(reading) for point, reading in receipt["readings"].items()}
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise InputError(
            f"{name}: the receipt lacks or garbles {error}.", f"{name}：回执缺少或损坏字段 {error}。"
        ) from error
    if digest(outcome) != answer:
        raise InputError(
            f"{name}: the receipt was altered: its outcome does not fit its digest.",
            f"{name}：回执被改动：结论与其摘要不符。",
        )
    decision = decide(book, read_tree(facts, book, name), regime, on, readings)
    again = make_receipt(decision)
    differences = [
        f"{path}: {'changed' if path in book.hashes else 'removed'}"
        for path, value in sorted(files.items())
        if book.hashes.get(path) != value
    ]
    if again["answer"] == answer:
        return decision, []
    for part, before in outcome.items():
        if again["outcome"][part] != before:
            differences.append(
                f"{part}: {json.dumps(before, ensure_ascii=False)} -> {json.dumps(again['outcome'][part], ensure_ascii=False)}"
            )
    return decision, differences
