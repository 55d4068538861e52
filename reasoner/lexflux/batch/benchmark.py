"""The case files as a published data set, and how well a program answers it."""

from __future__ import annotations

import datetime
import json
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lexflux.batch.casefiles import Case, all_cases
from lexflux.decision.decide import decide
from lexflux.decision.outcome import Decision
from lexflux.decision.statuses import NormStatus
from lexflux.facts.reader import read_tree
from lexflux.law.lawbook import LawBook
from lexflux.resources import tool_version
from lexflux.terms import compact, local

SCHEMA = "lexflux-case/1"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LANGUAGES = ("en", "zh")
STATED = {"Met", "Unmet", "Lacking", "StatusUnknown"}
Record = dict[str, Any]


def records(book: LawBook, regime: str | None = None) -> Iterator[Record]:
    """
    Yield the cases that state a verdict, one record each.

    What is ``expected`` stands in the case file, on which lawyers can disagree with it; norms and articles are those on
    which the answer of Lexflux rests.
    """
    for number, case in enumerate(all_cases(), 1):
        if case.holds and "verdict" in case.expect and regime in (None, case.regime):
            decision = case.decide(book)
            if decision is not None:
                yield _record(book, number, case, decision)


def _record(book: LawBook, number: int, case: Case, decision: Decision) -> Record:
    effective = decision.with_status(NormStatus.EFFECTIVE)
    required = case.expect.get("requires", {})
    return {
        "schema": SCHEMA,
        "version": tool_version(),
        "licence": LICENCE,
        "id": f"{case.regime}/{case.topic}/{number}",
        "regime": case.regime,
        "regimeLabel": _both(book, decision.regime),
        "name": case.name,
        "source": list(case.sources),
        "on": case.on.isoformat(),
        "transfer": case.transfer,
        "readings": dict(case.readings),
        "expected": {
            "verdict": case.expect["verdict"],
            "verdictLabel": _both(book, decision.verdict),
            "requires": [name for name, status in required.items() if status in STATED],
        },
        "exceptionDepth": exception_depth(decision),
        "norms": [
            {
                "norm": compact(one.norm.iri),
                "modality": local(one.norm.modality),
                "label": _both(book, one.norm.iri),
                "articles": {language: book.citation(one.norm.stated_in[0], language) for language in LANGUAGES},
            }
            for one in effective
        ],
    }


def _both(book: LawBook, iri: str) -> dict[str, str]:
    return {language: book.label(iri, language) for language in LANGUAGES}


def exception_depth(decision: Decision) -> int:
    """Return how many norms stand one above the other in the longest chain of those that defeat each other here."""
    acting = {
        one.norm.iri: one
        for one in decision.with_status(NormStatus.EFFECTIVE, NormStatus.DEFEATED, NormStatus.UNSETTLED)
    }
    depths: dict[str, int] = {}
    # Attackers come before what they attack in the law of a day.
    for iri in decision.evaluation.law.norms:
        if iri in acting:
            depths[iri] = max((1 + depths.get(one.prevailing, 0) for one in acting[iri].attacks), default=0)
    return max(depths.values(), default=0)


@dataclass(frozen=True, slots=True)
class Score:
    """
    How a program did on some cases.

    ``answered`` are those on which it said anything readable, ``right`` those with the expected verdict,
    ``wrong_clear`` those that it lets go although they may not: the worst mistake. Of requirements ``found`` of
    ``wanted`` were named.
    """

    cases: int
    answered: int
    right: int
    wrong_clear: int
    found: int
    wanted: int


def score(records: Sequence[Record], answers: Mapping[str, Record]) -> dict[str, Score]:
    """Return the scores of all cases, by regime and by depth of exception."""
    groups: dict[str, list[Record]] = {"all": list(records)}
    for one in records:
        groups.setdefault(one["regime"], []).append(one)
        groups.setdefault(f"depth {one['exceptionDepth']}", []).append(one)
    return {name: _scored(group, answers) for name, group in groups.items()}


def _scored(group: Iterable[Record], answers: Mapping[str, Record]) -> Score:
    counts: Counter[str] = Counter()
    for one in group:
        answer, expected = answers.get(one["id"]), one["expected"]
        said = answer.get("verdict") if answer else None
        named = {*answer["requires"]} if answer and isinstance(answer.get("requires"), list) else set()
        counts["cases"] += 1
        counts["answered"] += said is not None
        counts["right"] += said == expected["verdict"]
        free = said in ("Permitted", "NotReached")
        counts["wrong_clear"] += free and expected["verdict"] not in ("Permitted", "NotReached")
        counts["found"] += len(named & {*expected["requires"]})
        counts["wanted"] += len(expected["requires"])
    return Score(*(counts[name] for name in ("cases", "answered", "right", "wrong_clear", "found", "wanted")))


def ask(program: Sequence[str], records: Iterable[Record], seconds: float) -> dict[str, Record]:
    """
    Return the answers of a program by the identifier of the case.

    The program reads on standard input one question a line, with ``id``, ``regime``, ``on``, ``transfer`` and
    ``readings``, and writes on standard output one answer a line: ``id``, ``verdict`` and ``requires``. What cannot be
    read is no answer.
    """
    keys = ("id", "regime", "on", "transfer", "readings")
    questions = "".join(json.dumps({key: one[key] for key in keys}, ensure_ascii=False) + "\n" for one in records)
    found = subprocess.run(  # noqa: S603 - the user names the program
        [*program], input=questions, capture_output=True, text=True, encoding="utf-8", timeout=seconds, check=False
    )
    return {str(answer["id"]): answer for answer in _answers(found.stdout)}


def _answers(output: str) -> Iterator[Record]:
    for line in output.splitlines():
        try:
            answer = json.loads(line)
        except json.JSONDecodeError:
            continue
        if isinstance(answer, dict) and "id" in answer:
            yield answer


def own_answer(book: LawBook, question: Record) -> Record:
    """Return the answer of Lexflux to a question of the protocol."""
    facts = read_tree(question["transfer"], book, question["id"])
    on = datetime.date.fromisoformat(question["on"])
    decision = decide(book, facts, question["regime"], on, question["readings"])
    required = [local(one.safeguard) for one in decision.requirements]
    return {"id": question["id"], "verdict": local(decision.verdict), "requires": required}
