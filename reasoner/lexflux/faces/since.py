"""Whose answers change since a former run: as text, Markdown, CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lexflux.batch.changes import Change, Outcome, Step
from lexflux.batch.entries import Problem
from lexflux.batch.snapshots import Snapshot
from lexflux.errors import shortened
from lexflux.explain.lines import Line
from lexflux.faces.many.lines import located
from lexflux.faces.tables import table
from lexflux.law.norms import Modality
from lexflux.law.wording import Wording
from lexflux.query.results import json_text
from lexflux.terms import LF, compact, local

MOST_FILES = 6
MOST_CAUSES = 8
NOTHING = "–"
BEARING = (Modality.PROHIBITION, Modality.PERMISSION, Modality.EXEMPTION)


@dataclass(frozen=True, slots=True)
class Run:
    """What a comparison found, and of what; ``unmet`` counts the recorded answers whose transfer was not met."""

    snapshot: Snapshot
    after: str
    compared: int
    changes: Sequence[Change]
    problems: Sequence[Problem]
    unmet: int
    known_until: str


def show(words: Wording, run: Run, form: str) -> str:
    """Return what a comparison found in one of the forms of a table."""
    match form:
        case "json":
            return json_text(_tree(words, run))
        case "csv":
            return table(COLUMNS, [row for one in run.changes for row in _rows(words, one)], "csv")
        case "markdown":
            heads = [
                words.say(key)
                for key in ("column transfer", "column law", "column change", "column day", "column norms")
            ]
            rows = [[_named(one), one.regime, _change(words, one), *_when(words, one)] for one in run.changes]
            body = [table(heads, rows, "markdown")] if rows else []
            return "\n\n".join([*_head(words, run), *(part.rstrip() for part in body), *_tail(words, run)]) + "\n"
    lines = [line for one in run.changes for line in ("", *_lines(words, one))]
    return "\n".join([*_head(words, run), *lines, "", *_tail(words, run)]) + "\n"


COLUMNS = (
    "file",
    "line",
    "transfer",
    "leg",
    "regime",
    "changes",
    "was",
    "now",
    "day",
    "begins",
    "ends",
    "turns",
    "provisions",
)


def _head(words: Wording, run: Run) -> list[str]:
    counts = (
        words.say("from day to day", before=run.snapshot.day, after=run.after),
        words.say("transfers compared", count=run.compared),
        words.say("answers changed", count=len(run.changes)),
        *([words.say("law known until", day=run.known_until)] if run.known_until else []),
    )
    head = [" · ".join(counts)]
    files = run.snapshot.differing_files(words.book.hashes)
    if files:
        named = words.joined([*files[:MOST_FILES], *(["…"] if len(files) > MOST_FILES else [])])
        head.append(words.say("files of law differ", count=len(files), files=named))
    if any(not one.is_whole for one in run.snapshot.answers):
        head.append(words.say("verdicts recorded alone"))
    return head


def _tail(words: Wording, run: Run) -> list[str]:
    errors = [located(one, error, words.language) for one in run.problems for error in one.errors]
    unmet = [words.say("recorded, not in the register", count=run.unmet)] if run.unmet else []
    none = [words.say("nothing changes")] if not run.changes else []
    return [*none, *errors, *unmet, words.say("disclaimer")]


def _named(one: Change) -> str:
    place = one.file if one.line is None else f"{one.file}:{one.line}"
    names = (shortened(part) for part in dict.fromkeys((one.label, one.leg)) if part)
    return "  ".join([place, *([" · ".join(names)] if one.label or one.leg else [])])


def _lines(words: Wording, one: Change) -> Iterator[str]:
    yield f"{_named(one)} · {one.regime} · {words.joined(_kinds(words, one))}"
    yield f"  {_moved(words, one)}"
    if one.is_of_other_law:
        yield f"  ! {words.say('answer of other law')}"
    for step in one.steps:
        yield f"  {step.day}"
        yield from (f"      {line}" for line in _first(words, causes(words, step)))
        yield from (f"      {line}" for line in requirement_changes(words, step.was, step.now))


def _kinds(words: Wording, one: Change) -> list[str]:
    said = {
        "verdict": words.say("changes of verdict"),
        "requirements": words.say("changes of requirements"),
        "questions": words.say("changes of questions"),
        "grounds": words.say("changes of grounds"),
    }
    alone = one.kinds if len(one.kinds) == 1 else [kind for kind in one.kinds if kind != "grounds"]
    return [said[kind] for kind in alone]


def _moved(words: Wording, one: Change) -> str:
    was, now = (verdict_of(words, outcome) for outcome in (one.was, one.now))
    return was if was == now else f"{was} → {now}"


def _change(words: Wording, one: Change) -> str:
    return words.bracketed(_moved(words, one), words.joined(_kinds(words, one)))


def verdict_of(words: Wording, outcome: Outcome) -> str:
    """Return the verdict of an outcome, or that there was no law."""
    return words.label(LF + outcome["verdict"]).upper() if "verdict" in outcome else words.say("no law then")


def causes(words: Wording, step: Step) -> list[str]:
    """Return what made an answer change on a day, each with what it is stated in; see `cause_lines`."""
    return [f"{one.text} [{words.cite(one.cites)}]" if one.cites else one.text for one in cause_lines(words, step)]


def cause_lines(words: Wording, step: Step) -> list[Line]:
    """Return what made an answer change on a day, first what bears on requirements or forbids, permits, exempts."""
    ways = ((words.say("begins"), step.begun), (words.say("ends"), step.ended))
    dated = sorted(
        ((way, iri) for way, iris in ways for iri in iris), key=lambda pair: not _bears(words, step, pair[1])
    )
    if dated:
        return [_law(words, way, iri) for way, iri in dated]
    return [Line(words.say("by time alone")), *(_law(words, words.say("turns"), iri) for iri in step.turned)]


def _bears(words: Wording, step: Step, iri: str) -> bool:
    norm = words.book.norms.get(iri)
    if norm is None or norm.modality in BEARING:
        return True
    before, after = (outcome.get("requirements", {}) for outcome in (step.was, step.now))
    name = compact(norm.requires or "")
    return bool(before.get(name) != after.get(name))


def _first(words: Wording, causes: list[str]) -> list[str]:
    left = len(causes) - MOST_CAUSES
    return [*causes[:MOST_CAUSES], *([words.say("more values", count=left)] if left > 0 else [])]


def _law(words: Wording, way: str, iri: str) -> Line:
    return Line(words.pair(way, words.label(iri.partition("#")[0])), cites=_stated_in(words, iri))


def _stated_in(words: Wording, iri: str) -> tuple[str, ...]:
    book = words.book
    found = book.norms.get(iri) or book.gaps.get(iri) or book.designations.get(iri)
    return found.stated_in if found else ()


def requirement_changes(words: Wording, was: Outcome, now: Outcome) -> Iterator[str]:
    """Yield the requirements of which the status changes."""
    before, after = was.get("requirements", {}), now.get("requirements", {})
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            statuses = (words.label(LF + part[name]) if name in part else NOTHING for part in (before, after))
            yield words.pair(words.label(name if "//" in name else LF + name), " → ".join(statuses))


def _when(words: Wording, one: Change) -> list[str]:
    days = words.joined(str(step.day) for step in one.steps)
    named = [cause for step in one.steps for cause in causes(words, step)]
    other = [words.say("answer of other law")] if one.is_of_other_law else []
    return [days, words.clauses([*other, *named])]


def _rows(words: Wording, one: Change) -> Iterator[list[str]]:
    """Yield a row for each day on which an answer changes, one where it is only known that it did."""
    start = [one.file, str(one.line or ""), one.label, one.leg, one.regime, " ".join(one.kinds)]
    if not one.steps:
        yield [*start, one.was.get("verdict", ""), one.now.get("verdict", ""), *[""] * 5]
    for step in one.steps:
        parts = [" ".join(map(compact, part)) for part in (step.begun, step.ended, step.turned)]
        stated = dict.fromkeys(iri for law in (*step.begun, *step.ended) for iri in _stated_in(words, law))
        verdicts = [outcome.get("verdict", "") for outcome in (step.was, step.now)]
        yield [*start, *verdicts, str(step.day), *parts, words.cite(stated)]


def _tree(words: Wording, run: Run) -> dict[str, Any]:
    return {
        "from": str(run.snapshot.day),
        "to": run.after,
        "law": words.book.digest,
        "lawKnownUntil": run.known_until or None,
        "lawFilesThatDiffer": run.snapshot.differing_files(words.book.hashes),
        "compared": run.compared,
        "changes": [_record(words, one) for one in run.changes],
        "problems": [
            {"file": one.file, "line": one.line, "errors": [error.text(words.language) for error in one.errors]}
            for one in run.problems
        ],
        "recordedNotInRegister": run.unmet,
    }


def _record(words: Wording, one: Change) -> dict[str, Any]:
    return {
        "file": one.file,
        "line": one.line,
        "transfer": one.label,
        "leg": one.leg,
        "regime": one.regime,
        "changes": list(one.kinds),
        "recordedAnswerIsOfOtherLaw": one.is_of_other_law,
        "was": dict(one.was),
        "now": dict(one.now),
        "steps": [
            {
                "day": str(step.day),
                "verdict": [step.was.get("verdict"), step.now.get("verdict")],
                "begun": [_law_record(words, iri) for iri in step.begun],
                "ended": [_law_record(words, iri) for iri in step.ended],
                "turned": [_law_record(words, iri) for iri in step.turned],
            }
            for step in one.steps
        ],
    }


def _law_record(words: Wording, iri: str) -> dict[str, str]:
    return {
        "iri": iri,
        "name": local(iri),
        "label": words.label(iri.partition("#")[0]),
        "provisions": words.cite(_stated_in(words, iri)),
    }
