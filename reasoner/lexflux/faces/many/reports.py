"""Answers on many transfers as one document: Markdown, JSON, JUnit and SARIF."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from lexflux.batch.entries import Problem
from lexflux.batch.outcomes import Outcome
from lexflux.batch.summary import Summary
from lexflux.decision.statuses import Verdict
from lexflux.faces.many.lines import grounds, located, named, summary_lines, verdict, where
from lexflux.faces.many.writer import Context, problem_record, record, summary_record
from lexflux.query.results import json_text
from lexflux.resources import tool_version
from lexflux.terms import local

NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LEVELS = {Verdict.PROHIBITED: "error", Verdict.CONDITIONAL: "error", Verdict.UNDETERMINED: "warning"}
BAD_INPUT = "BadInput"
SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


class _Collected:
    """What the forms have in common that are written when all is answered."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.words = context.words
        self.outcomes: list[Outcome] = []
        self.problems: list[Problem] = []

    def begin(self) -> str:
        """Return nothing yet."""
        return ""

    def answer(self, one: Outcome | Problem) -> str:
        """Keep an answer for the end."""
        if isinstance(one, Problem):
            self.problems.append(one)
        else:
            self.outcomes.append(one)
        return ""

    def _texts(self, problem: Problem) -> list[str]:
        return [located(problem, error, self.words.language) for error in problem.errors]


class AsMarkdown(_Collected):
    """A table of outcomes, a list of errors, and the summary."""

    def end(self, summary: Summary) -> str:
        """Return the document."""
        heads = [self.words.say(key) for key in ("column verdict", "column transfer", "column law", "column grounds")]
        rows = ["| " + " | ".join(heads) + " |", "| --- | --- | --- | --- |", *map(self._row, self.outcomes)]
        errors = [f"- {_cell(text)}" for problem in self.problems for text in self._texts(problem)]
        counts = [f"- {_cell(line.strip())}" for line in summary_lines(self.words, summary)]
        parts = [rows, errors, counts, [self.words.say("disclaimer")]]
        return "\n\n".join("\n".join(part) for part in parts if part) + "\n"

    def _row(self, one: Outcome) -> str:
        law = " · ".join(filter(None, (one.regime_label, str(one.on or ""))))
        cells = (verdict(self.words, one), " ".join([where(one), *named(one)]), law, grounds(self.words, one))
        return "| " + " | ".join(map(_cell, cells)) + " |"


class AsJson(_Collected):
    """One object with outcomes, problems and the summary."""

    def end(self, summary: Summary) -> str:
        """Return the object."""
        tree = {
            "outcomes": [record(self.words, one) for one in self.outcomes],
            "problems": [problem_record(self.words, one) for one in self.problems],
            "summary": summary_record(summary, self.words),
        }
        return _dumped(tree)


class AsJUnit(_Collected):
    """A test case for each outcome, which fails with the verdicts that fail, and an error for each bad input."""

    def end(self, summary: Summary) -> str:
        """Return the document."""
        failed = sum(map(self.context.fails, self.outcomes))
        counts = f'tests="{len(self.outcomes) + len(self.problems)}" failures="{failed}" errors="{len(self.problems)}"'
        cases = [*map(self._case, self.outcomes), *map(self._error, self.problems)]
        suite = f'<testsuite name="lexflux" {counts}>\n{"".join(cases)}</testsuite>\n'
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {counts}>\n{suite}</testsuites>\n'

    def _case(self, one: Outcome) -> str:
        name = _attribute(" · ".join([where(one), *named(one), *filter(None, [one.regime])]))
        head = f"  <testcase classname={_attribute(one.file)} name={name}"
        said = self.words.clauses(map(str, one.grounds))
        if not self.context.fails(one):
            return f"{head}><system-out>{_xml(said)}</system-out></testcase>\n"
        message = _attribute(self.words.label(one.counts_as))
        kind = _attribute(local(one.counts_as))
        return f"{head}><failure type={kind} message={message}>{_xml(said)}</failure></testcase>\n"

    def _error(self, one: Problem) -> str:
        head = f"  <testcase classname={_attribute(one.file)} name={_attribute(where(one))}"
        message = _attribute(self._texts(one)[0])
        said = _xml("\n".join(self._texts(one)))
        return f'{head}><error type="{BAD_INPUT}" message={message}>{said}</error></testcase>\n'


class AsSarif(_Collected):
    """A result for each outcome that fails and each error, at its place in the input, for code hosts."""

    def end(self, summary: Summary) -> str:
        """Return the document."""
        failing = [one for one in self.outcomes if self.context.fails(one)]
        failures = [one for one in Verdict if one in self.context.fail_on]
        rules = [_rule(local(one), self.words.label(one)) for one in failures]
        driver = {
            "name": "lexflux",
            "version": tool_version(),
            "rules": [*rules, _rule(BAD_INPUT, self.words.say("bad inputs"))],
        }
        results = [*map(self._result, failing), *(one for problem in self.problems for one in self._errors(problem))]
        run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
        return _dumped({"$schema": SARIF, "version": "2.1.0", "runs": [run]})

    def _result(self, one: Outcome) -> dict[str, Any]:
        law = " · ".join(filter(None, [*named(one), one.regime_label, self.words.label(one.verdict)]))
        text = self.words.pair(law, self.words.clauses(map(str, one.grounds)))
        return _finding(local(one.counts_as), LEVELS.get(one.counts_as, "note"), text, one)

    def _errors(self, one: Problem) -> list[dict[str, Any]]:
        return [_finding(BAD_INPUT, "error", text, one) for text in self._texts(one)]


def _finding(rule: str, level: str, text: str, one: Outcome | Problem) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(one.file.replace("\\", "/"))}}
    physical["region"] = {"startLine": one.line or 1}
    return {
        "ruleId": rule,
        "level": level,
        "message": {"text": text},
        "locations": [{"physicalLocation": physical}],
    }


def _rule(identifier: str, label: str) -> dict[str, Any]:
    return {"id": identifier, "shortDescription": {"text": label}}


def _cell(text: str) -> str:
    """Return a text in one line that is neither a column nor markup."""
    return escape(" ".join(text.split())).replace("|", "\\|")


def _xml(text: str) -> str:
    return escape(NO_XML.sub("�", text))


def _attribute(text: str) -> str:
    return quoteattr(NO_XML.sub("�", text))


def _dumped(tree: object) -> str:
    return json_text(tree)
