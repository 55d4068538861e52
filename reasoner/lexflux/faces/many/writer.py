"""How answers on many transfers are written: something before them, each of them, something after."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Protocol

from lexflux.batch.entries import Problem
from lexflux.batch.outcomes import Outcome
from lexflux.batch.summary import Summary
from lexflux.decision.statuses import Verdict
from lexflux.law.wording import Wording
from lexflux.terms import compact, local


@dataclass(frozen=True, slots=True)
class Context:
    """The words of answers, and the verdicts that are failures."""

    words: Wording
    fail_on: Collection[Verdict]

    def fails(self, one: Outcome) -> bool:
        """Return whether an outcome is a failure."""
        return one.counts_as in self.fail_on


class Writer(Protocol):
    """Writes the answers on many transfers in one form."""

    def __init__(self, context: Context) -> None: ...

    def begin(self) -> str:
        """Return what stands before all answers."""

    def answer(self, one: Outcome | Problem) -> str:
        """Return one answer, nothing if the form gives all at its end."""

    def end(self, summary: Summary) -> str:
        """Return what stands behind all answers."""


def record(words: Wording, one: Outcome) -> dict[str, Any]:
    """Return an outcome as data, with identifiers and labels."""
    return {
        "file": one.file,
        "line": one.line,
        "transfer": one.label,
        "leg": one.leg,
        "regime": one.regime,
        "regimeLabel": one.regime_label,
        "on": one.on and one.on.isoformat(),
        "verdict": local(one.verdict),
        "verdictLabel": words.label(one.verdict),
        "countsAs": local(one.counts_as),
        "grounds": [
            {"kind": ground.kind, "term": compact(ground.term), "text": ground.said, "provisions": ground.cites}
            for ground in one.grounds
        ],
    }


def problem_record(words: Wording, one: Problem) -> dict[str, Any]:
    """Return a problem as data, with all its errors."""
    errors = [{"kind": error.key, "text": error.text(words.language)} for error in one.errors]
    return {"file": one.file, "line": one.line, "errors": errors}


def summary_record(summary: Summary, words: Wording) -> dict[str, Any]:
    """Return the summary as data."""
    errors = summary.errors.items()
    return {
        "verdicts": {local(verdict): count for verdict, count in summary.in_order()},
        "notApplicableByPresumption": summary.by_presumption,
        "badInputs": summary.bad_inputs,
        "errors": [{"kind": key, "count": len(of), "first": of[0].text(words.language)} for key, of in errors],
    }
