"""One line for each outcome, and the summary: for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from lexflux.batch.entries import Problem
from lexflux.batch.outcomes import Outcome
from lexflux.batch.summary import Summary
from lexflux.errors import LexfluxError, shortened
from lexflux.faces.many.writer import Context
from lexflux.law.wording import Wording

MOST_GROUNDS = 2
MOST_PROBLEMS = 20


class AsText:
    """A line for each outcome; problems are listed at the end, where they do not scroll away."""

    def __init__(self, context: Context) -> None:
        self.words = context.words
        self.problems: list[Problem] = []

    def begin(self) -> str:
        """Return nothing: lines need no heading."""
        return ""

    def answer(self, one: Outcome | Problem) -> str:
        """Return the line of an outcome."""
        if isinstance(one, Problem):
            self.problems.append(one)
            return ""
        return outcome_line(self.words, one) + "\n"

    def end(self, summary: Summary) -> str:
        """Return the problems and the summary."""
        errors = [located(problem, error, self.words.language) for problem in self.problems for error in problem.errors]
        left = len(errors) - MOST_PROBLEMS
        more = [self.words.say("more problems", count=left)] if left > 0 else []
        lines = ["", *errors[:MOST_PROBLEMS], *more, *([""] if errors else []), *summary_lines(self.words, summary)]
        return "\n".join([*lines, self.words.say("disclaimer")]) + "\n"


def outcome_line(words: Wording, one: Outcome) -> str:
    """Return the line of an outcome: verdict, place in the input, law, and the first grounds."""
    heading = f"{verdict(words, one)}  {'  '.join([where(one), *named(one)])}"
    line = " · ".join(filter(None, [heading, one.regime_label, words.say("law of", day=one.on) if one.on else ""]))
    said = grounds(words, one)
    return words.pair(line, said) if said else line


def verdict(words: Wording, one: Outcome) -> str:
    """Return the verdict of an outcome, with a remark where it rests on what is presumed."""
    said = words.label(one.verdict).upper()
    return said if one.counts_as == one.verdict else words.bracketed(said, words.say("by presumption"))


def named(one: Outcome) -> list[str]:
    """Return what the transfer is called, if it has a name, and its leg if it is one of a flow."""
    name = " · ".join(shortened(part) for part in dict.fromkeys((one.label, one.leg)) if part)
    return [name] if name else []


def grounds(words: Wording, one: Outcome) -> str:
    """Return the first grounds of an outcome, and how many more there are."""
    left = len(one.grounds) - MOST_GROUNDS
    more = [words.say("more values", count=left)] if left > 0 else []
    return words.clauses([*map(str, one.grounds[:MOST_GROUNDS]), *more])


def where(one: Outcome | Problem) -> str:
    """Return the file, with the line if there is one, of an answer."""
    return one.file if one.line is None else f"{one.file}:{one.line}"


def located(problem: Problem, error: LexfluxError, language: str) -> str:
    """Return an error with the place of its input, unless it names that itself."""
    said = error.text(language)
    return said if problem.file in said else f"{where(problem)}: {said}"


def summary_lines(words: Wording, summary: Summary) -> Iterator[str]:
    """Yield how many there are of each verdict, and the kinds of errors with the first of each."""
    counts = [f"{count} {words.label(verdict)}" for verdict, count in summary.in_order()]
    if summary.by_presumption:
        counts.append(words.say("of these by presumption", count=summary.by_presumption))
    yield words.pair(words.say("outcomes", count=summary.verdicts.total()), words.joined(counts) or "-")
    if summary.bad_inputs:
        yield words.pair(words.say("bad inputs"), str(summary.bad_inputs))
        for errors in sorted(summary.errors.values(), key=len, reverse=True):
            yield "  " + words.say("errors of a kind", count=len(errors), first=errors[0].text(words.language))
