"""Tables of transfers checked: decided as columns, written as a table, summed up for people."""

from __future__ import annotations

import sys
import time
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from lexflux.batch.run import Asked
from lexflux.decision.decide import check_readings
from lexflux.decision.statuses import Need, RequirementStatus, Verdict, rank
from lexflux.errors import EngineError, UnknownTermError, listed
from lexflux.faces.gate import exit_code
from lexflux.facts.inventory.columnmap import ColumnMap
from lexflux.knowledge_base import KnowledgeBase, as_day
from lexflux.law.norms import Modality
from lexflux.law.wording import Wording

if TYPE_CHECKING:
    from lexflux.batch.columnar.register import Outcome
    from lexflux.batch.columnar.run import Run

ALL = "all"
MOST_OUTCOMES = 10
MOST_NAMED = 3


def check_tables(
    knowledge: KnowledgeBase,
    files: Sequence[str],
    asked: Asked,
    column_map: ColumnMap,
    output: str | None,
    fail_on: Collection[Verdict],
) -> int:
    """
    Decide the rows of tables, print a summary, and return the exit code.

    Raises
    ------
    EngineError
        If what reads tables is not installed.
    InputError
        If a file is no table, broken, without a needed column, or the output exists.
    UnknownTermError
        If no law is named, or one does not exist.
    """
    try:
        from lexflux.batch.columnar.engine import Question
        from lexflux.batch.columnar.run import Output, decide_tables
        from lexflux.batch.columnar.tables import open_table
    except ImportError as error:
        raise EngineError("not installed", module=str(error.name), extra="batch") from error
    book = knowledge.book
    on = None if asked.on is None else as_day(asked.on)
    question = Question(_regimes(knowledge, asked.regime), on, check_readings(book, asked.readings), asked.strict)
    tables = [open_table(path, book, column_map) for path in files]
    progress = Progress(sum(table.rows for table in tables))
    if output is None:
        run = decide_tables(tables, question, book, asked.language, None, progress)
        written = []
    else:
        with Output(output) as sink:
            run = decide_tables(tables, question, book, asked.language, sink, progress)
        written = [str(one) for one in (sink.path, sink.outcomes, sink.quarantine)]
    words = Wording(book, asked.language)
    sys.stdout.writelines(f"{line}\n" for line in summary(words, run, question.regimes, written))
    counted = set(run.register.counting_as())
    return exit_code([one for one in Verdict if one in counted and one in fail_on], bool(run.set_aside))


def _regimes(knowledge: KnowledgeBase, given: str | None) -> tuple[str, ...]:
    known = tuple(sorted(knowledge.book.regimes))
    if given is None:
        raise UnknownTermError("tables without law", example=",".join(known[:2]), known=listed(known))
    return known if given == ALL else tuple(dict.fromkeys(name.strip() for name in given.split(",")))


class Progress:
    """Shows somebody at a terminal how many rows are done, how fast, and how long it will take."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.began = time.monotonic()

    def __call__(self, run: Run) -> None:
        """Show how far a run is."""
        if sys.stderr.isatty():
            speed = run.rows / max(time.monotonic() - self.began, 1e-9)
            left = (self.rows - run.rows) / speed
            sys.stderr.write(f"\r{run.rows:,} / {self.rows:,}  {speed:,.0f}/s  {left:,.0f} s \x1b[K")
            sys.stderr.write("\r\x1b[K" if run.rows == self.rows else "")
            sys.stderr.flush()


def summary(words: Wording, run: Run, regimes: Sequence[str], written: Sequence[str]) -> Iterator[str]:
    """Yield how many rows were read, decided and set aside, and for each law the verdicts and commonest outcomes."""
    yield words.say("rows decided", rows=f"{run.rows:,}", decided=f"{run.decided:,}", aside=f"{run.set_aside:,}")
    if run.exact:
        yield words.say("answers of the evaluator", count=f"{run.exact:,}", patterns=f"{run.patterns:,}")
    for _, (count, first) in sorted(run.errors.items(), key=lambda pair: -pair[1][0]):
        yield "  " + words.say("errors of a kind", count=count, first=first.text(words.language))
    for notation in regimes:
        regime = words.book.regimes[notation]
        yield from ("", words.pair(words.label(regime), _verdicts(words, run, regime)))
        outcomes = run.register.of_regime(regime)[:MOST_OUTCOMES]
        yield words.pair(words.say("commonest outcomes"), "")
        yield from (f"  {line}" for one in outcomes for line in _outcome(words, one))
    yield ""
    if written:
        yield words.say("written to", files=words.joined(written))
    yield words.say("disclaimer")


def _verdict(words: Wording, verdict: Verdict | None) -> str:
    return words.say("row before law") if verdict is None else words.label(verdict)


def _verdicts(words: Wording, run: Run, regime: str) -> str:
    found = run.register.verdicts(regime).items()
    ordered = sorted(found, key=lambda pair: -1 if pair[0] is None else rank(pair[0]), reverse=True)
    return words.joined(f"{count:,} {_verdict(words, verdict)}" for verdict, count in ordered)


def _outcome(words: Wording, one: Outcome) -> Iterator[str]:
    parts = [_verdict(words, one.found.verdict)]
    if len(one.found.possible) > 1:
        parts = [words.bracketed(parts[0], " / ".join(map(words.label, one.found.possible)))]
    if one.found.verdict == Verdict.NOT_REACHED and one.firm < one.rows:
        parts.append(words.say("nothing presumed", count=f"{one.firm:,}"))
    parts.append(words.say("for example row", where=f"{one.file}:{one.witness}"))
    yield f"{one.rows:>12,}  " + " · ".join(parts)
    for key, named in _grounds(words, one):
        if named:
            left = [words.say("more values", count=len(named) - MOST_NAMED)] if len(named) > MOST_NAMED else []
            yield " " * 14 + words.pair(words.say(key), words.clauses([*named[:MOST_NAMED], *left]))


def _grounds(words: Wording, one: Outcome) -> Iterator[tuple[str, list[str]]]:
    """Yield what stands behind an outcome: what forbids, what is needed and not there, what is perhaps needed."""
    norms = [words.book.norms[iri] for iri in one.found.effective]
    forbidding = [norm for norm in norms if norm.modality == Modality.PROHIBITION]
    cited = (words.cite(norm.stated_in) for norm in forbidding)
    yield "forbidden by", [f"{words.norm(norm.iri)}  [{cites}]" for norm, cites in zip(forbidding, cited, strict=True)]
    lacking = [wanted for wanted in one.found.wanted if wanted.in_place != RequirementStatus.MET]
    for key, need in (("needed and not there", Need.NEEDED), ("perhaps needed", Need.PERHAPS)):
        yield key, [words.label(wanted.safeguard) for wanted in lacking if wanted.need == need]
