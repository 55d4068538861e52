"""Answers on many transfers as data, one record a line: JSON lines and CSV."""

from __future__ import annotations

import json

from lexflux.batch.entries import Problem
from lexflux.batch.outcomes import Outcome
from lexflux.batch.summary import Summary
from lexflux.faces.many.writer import Context, problem_record, record, summary_record
from lexflux.query.results import csv_text
from lexflux.terms import local

COLUMNS = ("file", "line", "transfer", "leg", "regime", "on", "verdict", "counts as", "grounds", "error")


class AsJsonLines:
    """An object a line for each outcome and problem, and a last one that sums up."""

    def __init__(self, context: Context) -> None:
        self.words = context.words

    def begin(self) -> str:
        """Return nothing."""
        return ""

    def answer(self, one: Outcome | Problem) -> str:
        """Return the object of an answer."""
        return _line(problem_record(self.words, one) if isinstance(one, Problem) else record(self.words, one))

    def end(self, summary: Summary) -> str:
        """Return the object that sums up."""
        return _line({"summary": summary_record(summary, self.words)})


class AsCsv:
    """A row for each outcome and for each error."""

    def __init__(self, context: Context) -> None:
        self.words = context.words

    def begin(self) -> str:
        """Return the row of headings."""
        return csv_text([COLUMNS])

    def answer(self, one: Outcome | Problem) -> str:
        """Return the row of an outcome, or those of the errors of an input."""
        if isinstance(one, Problem):
            texts = (error.text(self.words.language) for error in one.errors)
            return csv_text((one.file, str(one.line or ""), *[""] * 7, text) for text in texts)
        cells = (
            one.file,
            str(one.line or ""),
            one.label,
            one.leg,
            one.regime,
            str(one.on or ""),
            local(one.verdict),
            local(one.counts_as),
            self.words.clauses(map(str, one.grounds)),
            "",
        )
        return csv_text([cells])

    def end(self, summary: Summary) -> str:
        """Return nothing: a table of data has no summary."""
        return ""


def _line(tree: object) -> str:
    return json.dumps(tree, ensure_ascii=False) + "\n"
