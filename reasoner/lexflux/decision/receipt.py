"""The receipt of an answer: everything from which the same answer can be derived again."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from lexflux import resources
from lexflux.decision.decide import decide
from lexflux.decision.outcome import Decision
from lexflux.decision.statuses import NormStatus
from lexflux.errors import InputError, UnknownTermError
from lexflux.facts.reader import read_tree
from lexflux.facts.transfer import in_order, without_labels
from lexflux.law.lawbook import LawBook
from lexflux.terms import compact, local

SCHEMA = "lexflux-receipt/1"
# By which tool and under which law an answer was given: the same answer may be given by another, under other law.
ORIGIN = frozenset({"tool", "law", "transferSchema", "files"})
PLACE_IN_LIST = re.compile(r"/\d+")
Receipt = dict[str, Any]


def make_receipt(decision: Decision) -> Receipt:
    """
    Return the receipt of a decision.

    It holds the version of the tool, the SHA-256 of each file of law and of all together (any of them can change an
    answer: a threshold, a precedence, a label), the version of the schema of a transfer, the regime, the date, the
    chosen readings, whether nothing was presumed, the facts, the outcome, and the `number` of the answer.
    """
    book = decision.book
    receipt = {
        "schema": SCHEMA,
        "tool": resources.tool_version(),
        "law": book.digest,
        "transferSchema": book.schema.version,
        "files": dict(book.hashes),
        "regime": next(name for name, iri in book.regimes.items() if iri == decision.regime),
        "on": decision.on.isoformat(),
        "readings": {local(point): local(reading) for point, reading in sorted(decision.readings.items())},
        "strict": decision.strict,
        "facts": decision.stated.as_stated,
        "outcome": _outcome(decision),
    }
    return {**receipt, "answer": number(receipt)}


def _outcome(decision: Decision) -> dict[str, Any]:
    return {
        "verdict": local(decision.verdict),
        "possible": [local(verdict) for verdict in decision.possible],
        "norms": {
            compact(iri): local(finding.status)
            for iri, finding in sorted(decision.findings.items())
            if finding.status != NormStatus.NOT_TRIGGERED
        },
        "requirements": {compact(one.safeguard): local(one.status) for one in decision.requirements},
        "missing": [f"{fact.path} {local(fact.prop)}" for fact in decision.missing],
        "openPoints": [compact(one.point) for one in decision.open_points],
        "gaps": [compact(gap.iri) for gap, _ in decision.gaps],
    }


def number(receipt: Mapping[str, Any]) -> str:
    """
    Return the number of an answer: the SHA-256 of its question (regime, date, readings, strict, facts) and outcome.

    It is the same in every language, for keys and facts in any order, however parties and data are called, and under
    any law that gives the same answer.
    """
    parts = {part: receipt.get(part) for part in ("regime", "on", "readings", "strict")}
    outcome = _in_any_order(receipt.get("outcome"))
    return digest({**parts, "outcome": outcome, "facts": in_order(without_labels(receipt.get("facts")))})


def _in_any_order(outcome: object) -> object:
    """Return an outcome in which nodes of a list are not told apart by their places."""
    missing = outcome.get("missing") if isinstance(outcome, dict) else None
    if not isinstance(outcome, dict) or not isinstance(missing, list):
        return outcome
    return {**outcome, "missing": sorted(PLACE_IN_LIST.sub("/", str(fact)) for fact in missing)}


def digest(value: object) -> str:
    """Return the SHA-256 of the canonical JSON form of ``value``."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def decide_again(receipt: object, book: LawBook, name: str = "<receipt>") -> Decision:
    """
    Decide again from a receipt.

    Parameters
    ----------
    receipt
        The receipt.
    book
        The law book of today.
    name
        How messages call the receipt.

    Raises
    ------
    InputError
        If the receipt is not one, names what the law book does not know, or was altered so that its facts and outcome
        no longer fit its number, or its files its law.
    """
    if not isinstance(receipt, dict) or receipt.get("schema") != SCHEMA:
        raise InputError("not a receipt", name=name, schema=SCHEMA)
    for part, is_right in PARTS.items():
        if not is_right(receipt.get(part)):
            raise InputError("garbled receipt", name=name, problem=part)
    facts = read_tree(receipt.get("facts"), book, name)
    if receipt.get("answer") != number(receipt) or receipt["law"] != resources.digest(receipt["files"]):
        raise InputError("altered receipt", name=name)
    on = datetime.date.fromisoformat(receipt["on"])
    try:
        return decide(book, facts, receipt["regime"], on, receipt["readings"], receipt["strict"])
    except UnknownTermError as error:
        raise InputError("receipt of the unknown", name=name, problem=(error.text("en"), error.text("zh"))) from error


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _are_texts(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value.values()))


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


PARTS: dict[str, Callable[[object], bool]] = {
    "tool": _is_text,
    "law": _is_text,
    "transferSchema": _is_text,
    "files": _are_texts,
    "regime": _is_text,
    "on": _is_day,
    "readings": _are_texts,
    "strict": lambda value: isinstance(value, bool),
}
