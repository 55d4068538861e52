"""The citations of a text in the forms in which they are given: lines, Markdown, JSON, SARIF."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any
from urllib.parse import quote

from lexflux.citation.review import Finding
from lexflux.citation.standing import Mark
from lexflux.faces.citing.words import mark, place, reason, record
from lexflux.faces.tables import table
from lexflux.law.wording import Wording
from lexflux.query.results import json_text
from lexflux.resources import tool_version

WRONG = (Mark.SUPERSEDED, Mark.ENDED, Mark.NOT_YET, Mark.OTHERWISE, Mark.RENUMBERED)
"""Marks of citations that are wrong for certain, or to be read again; of the others but one nothing can be said."""
SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(words: Wording, file: str, findings: Sequence[Finding], day: datetime.date) -> str:
    """Return a line for each citation, what was marked how often, and to which day the law is known."""
    lines = [f"{file}:{one.line}:{one.column}  {_said(words, one)}" for one in findings]
    return (
        "\n".join([*_head(words, findings, day), *lines, "", *_counts(words, findings), words.say("disclaimer")]) + "\n"
    )


def as_markdown(words: Wording, file: str, findings: Sequence[Finding], day: datetime.date) -> str:
    """Return a table of the citations, and the same around it as `as_text`."""
    heads = [words.say(key) for key in ("column place", "column citation", "column mark", "column reason")]
    rows = [
        [
            f"{file}:{one.line}:{one.column}",
            " · ".join(dict.fromkeys([one.text, place(words, one)])),
            mark(words, one.standing.mark),
            reason(words, one),
        ]
        for one in findings
    ]
    parts = [*_head(words, findings, day), table(heads, rows, "markdown"), *_counts(words, findings)]
    return "\n\n".join([*(part.rstrip() for part in parts), words.say("disclaimer")]) + "\n"


def as_json(words: Wording, file: str, findings: Sequence[Finding], day: datetime.date) -> str:
    """Return the citations and the counts as one object."""
    counts = Counter(one.standing.mark.value for one in findings)
    tree = {
        "file": file,
        "on": day.isoformat(),
        "law": words.book.digest,
        "lawKnownUntil": _known_until(findings),
        "citations": [record(words, one) for one in findings],
        "marks": {one.value: counts[one.value] for one in Mark},
    }
    return _dumped(tree)


def as_sarif(
    words: Wording, file: str, findings: Sequence[Finding], day: datetime.date, failing: Collection[Mark]
) -> str:
    """Return a result for each citation that fails, at its place in the text, for code hosts and editors."""
    rules = [{"id": one.value, "shortDescription": {"text": mark(words, one)}} for one in Mark if one in failing]
    driver = {"name": "lexflux", "version": tool_version(), "rules": rules}
    results = [_result(words, file, one) for one in findings if one.standing.mark in failing]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    run["properties"] = {"on": str(day), "lawKnownUntil": _known_until(findings)}
    return _dumped({"$schema": SARIF, "version": "2.1.0", "runs": [run]})


def _result(words: Wording, file: str, one: Finding) -> dict[str, Any]:
    region = {"startLine": one.line, "startColumn": one.column}
    return {
        "ruleId": one.standing.mark.value,
        "level": "error" if one.standing.mark in WRONG else "warning",
        "message": {"text": _said(words, one)},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": quote(file.replace("\\", "/"))}, "region": region}}
        ],
    }


def _said(words: Wording, one: Finding) -> str:
    why = reason(words, one)
    said = " · ".join(dict.fromkeys([one.text, place(words, one), mark(words, one.standing.mark)]))
    return words.pair(said, why) if why else said


def _head(words: Wording, findings: Sequence[Finding], day: datetime.date) -> list[str]:
    known = _known_until(findings)
    law = words.say("law of", day=day)
    return [f"{law} · {words.say('law known until', day=known)}" if known else law]


def _known_until(findings: Sequence[Finding]) -> str | None:
    days = [one.standing.known_until for one in findings if one.standing.known_until]
    return str(min(days)) if days else None


def _counts(words: Wording, findings: Sequence[Finding]) -> list[str]:
    if not findings:
        return [words.say("no citation found")]
    counts = Counter(one.standing.mark for one in findings)
    said = [words.say("in every mark", count=counts[one], mark=mark(words, one)) for one in Mark if counts[one]]
    return [words.pair(words.say("citations found", count=len(findings)), words.clauses(said))]


def _dumped(tree: object) -> str:
    return json_text(tree)
