"""What changes for transfers between days, as a table: only what changes, aligned and marked."""

from __future__ import annotations

import datetime
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lexflux.analysis.changes import Change, Changes, changes
from lexflux.analysis.compare import VERDICT_MARKS, Comparison, compare
from lexflux.batch.entries import Entry, Problem
from lexflux.errors import InputError
from lexflux.faces.comparisons.transfer import law_of
from lexflux.faces.many.lines import located, where
from lexflux.faces.table import Table, mark_of
from lexflux.facts.legs import Flow
from lexflux.facts.transfer import Facts
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.wording import Wording
from lexflux.terms import LF

VERDICTS = {mark: verdict for verdict, mark in VERDICT_MARKS.items()}


@dataclass(frozen=True, slots=True)
class Asked:
    """Between which days transfers are compared, under which law (none given: all that they touch), from where."""

    regimes: Sequence[str]
    days: Sequence[datetime.date]
    origins: Sequence[str]


@dataclass(slots=True)
class Compared:
    """
    What was compared so far: by transfer the changes under each law, and what could not be read.

    ``untouched`` are transfers that no law that is encoded reaches, ``not_encoded`` places whose law is not.
    """

    found: list[tuple[str, Changes]] = field(default_factory=list)
    untouched: list[str] = field(default_factory=list)
    not_encoded: dict[str, None] = field(default_factory=dict)
    bad_inputs: int = 0
    problems: list[str] = field(default_factory=list)


def compare_entries(
    knowledge: KnowledgeBase, entries: Sequence[Entry | Problem], asked: Asked, language: str
) -> Compared:
    """
    Return what changes for each transfer between the days asked for.

    Raises
    ------
    UnknownTermError
        If a regime does not exist.
    InputError
        If nothing is described at all; what is wrong with one description is among the problems.
    """
    if not entries:
        raise InputError("nothing to check")
    done = Compared()
    for entry in entries:
        problem = entry if isinstance(entry, Problem) else _add(done, knowledge, entry, asked, language)
        if problem:
            done.bad_inputs += 1
            done.problems += [located(problem, error, language) for error in problem.errors]
    return done


def _add(done: Compared, knowledge: KnowledgeBase, entry: Entry, asked: Asked, language: str) -> Problem | None:
    """Add what changes for a transfer, or return why that cannot be said."""
    try:
        name, comparison = _compared(knowledge, entry, asked, language)
    except InputError as error:
        return Problem.of(entry.file, entry.line, error)
    found = [(name, one) for one in changes(comparison, len(asked.days))]
    done.found += found
    done.untouched += [] if found else [name]
    done.not_encoded |= dict.fromkeys(comparison.not_encoded)
    return None


def _compared(knowledge: KnowledgeBase, entry: Entry, asked: Asked, language: str) -> tuple[str, Comparison]:
    read = entry.read()
    if isinstance(read, Flow):
        raise InputError("a flow, not a transfer", name=entry.file)
    return _name(entry, read), compare(knowledge.book, read, asked.regimes, asked.days, language, asked.origins)


def _name(entry: Entry, facts: Facts) -> str:
    label = facts.nodes["transfer"].label
    return label or where(Problem(entry.file, entry.line, ()))


def changes_table(done: Compared, words: Wording, days: Sequence[datetime.date]) -> Table:
    """Return what changes, and after it how much stays the same."""
    several = len({name for name, _ in done.found}) > 1
    rows = [row if several else row[1:] for name, one in done.found for row in _rows(words, name, one)]
    first = [words.say("column transfer")] if several else []
    dated = [day.isoformat() for day in days]
    title = words.say("what changes", days=" → ".join(dated))
    name = next((name for name, _ in done.found), "")
    return Table(
        columns=[*first, words.say("column law"), words.say("what"), *dated],
        rows=rows,
        title=title if several or not name else f"{name} · {title}",
        notes=[*_counts(words, done), *_left_out(words, done), words.say("changes marks"), words.say("disclaimer")],
        language=words.language,
    )


def _rows(words: Wording, name: str, one: Changes) -> Iterator[tuple[str, ...]]:
    for change in one.found:
        yield name, law_of(one.columns[0], words), change.row, *_cells(words, change)


def _cells(words: Wording, change: Change) -> Iterator[str]:
    """Yield a line on its days, marked where it begins, changes or is gone; a verdict keeps its own mark."""
    yield change.lines[0] or "–"
    for before, now in itertools.pairwise(change.lines):
        yield _cell(words, before, now)


def _cell(words: Wording, before: str, now: str) -> str:
    if before == now:
        return words.say("same") if now else "–"
    if not now:
        return f"− {words.say('no longer')}"
    mark, said = mark_of(now)
    if not before:
        return f"+ {said}"
    return now if mark in VERDICTS and said in _verdicts(words) else f"→ {said}"


def _verdicts(words: Wording) -> set[str]:
    return {words.label(verdict) for verdict in VERDICTS.values()}


def _counts(words: Wording, done: Compared) -> list[str]:
    changed = sum(bool(one.found) for _, one in done.found)
    same = len(done.found) - changed
    notes = [
        words.say("changed and same", changed=changed, same=same, lines=sum(one.unchanged for _, one in done.found))
    ]
    moves = Counter(one.verdicts for _, one in done.found if len(set(one.verdicts)) > 1)
    if moves:
        named = ((" → ".join(_verdict(words, one) for one in move), count) for move, count in moves.most_common())
        said = (words.pair(move, str(count)) for move, count in named)
        notes.append(words.pair(words.say("verdicts change"), words.clauses(said)))
    if done.bad_inputs:
        notes.append(words.pair(words.say("bad inputs"), str(done.bad_inputs)))
    return notes


def _left_out(words: Wording, done: Compared) -> list[str]:
    """Return which transfers no law was compared for, and of which places the law is not encoded."""
    notes = [words.say("untouched", named=words.clauses(done.untouched))] if done.untouched else []
    if done.not_encoded:
        notes.append(words.say("not encoded", named=words.joined(map(words.label, done.not_encoded))))
    return notes


def _verdict(words: Wording, name: str) -> str:
    return words.label(LF + name) if name else words.say("no law")
