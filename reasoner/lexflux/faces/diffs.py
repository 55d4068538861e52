"""The difference between two laws as text, Markdown or JSON: one model of lines for all."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import starmap
from typing import Any

from lexflux.decision.statuses import Verdict
from lexflux.facts.ordinary import FILE as ORDINARY
from lexflux.facts.transfer import Facts
from lexflux.law.conditions import Value
from lexflux.law.lawbook import text
from lexflux.law.wording import Wording
from lexflux.proofs.diff import Diff, Duty, Group, Outcome, Side, Turn
from lexflux.proofs.rules import Rule, is_number
from lexflux.query.results import json_text
from lexflux.terms import LF, TYPE, compact, local

SCHEMA = "lexflux-diff/1"
MOST_NORMS = 4
MOST_RULES = 4
MOST_SHOWN = 5
"""So many rules of an outcome are shown on a page; further ones fold, but for what is left."""
PATH = {"exporter": LF + "exporter", "recipient": LF + "recipient"}


class DiffWords(Wording):
    """The words of one language for a difference between two laws."""

    def __init__(self, wording: Wording, found: Diff) -> None:
        super().__init__(wording.book, wording.language)
        self.found = found

    def law(self, side: Side) -> str:
        """Return a law and its day."""
        return self.say("law as of", regime=self.label(self.book.regimes[side.regime]), day=side.on)

    def outcome(self, outcome: Outcome) -> str:
        """Return an outcome: the mechanisms that are needed, else the verdict."""
        if outcome.mechanisms:
            return self.joined(map(self.label, outcome.mechanisms))
        return self.say("no mechanism") if outcome.verdict == Verdict.PERMITTED else self.label(outcome.verdict)

    def rule(self, rule: Rule | None) -> str:
        """Return what a rule says of the facts that vary."""
        if rule is None:
            return self.say("otherwise")
        return self.clauses(self._test(choice, sorted(places)) for choice, places in rule.tests) or self.say("always")

    def _test(self, number: int, places: Sequence[int]) -> str:
        dimension = self.found.baseline.dimensions[number]
        count = len(dimension.choice.alternatives)
        if is_number(dimension.choice):
            said = self._interval(number, places)
        elif count > 2 and len(places) > count / 2:
            left = [place for place in range(count) if place not in places]
            said = self.say("not one of", values=self._either(number, left))
        else:
            said = self._either(number, places)
        return self.pair(self.dimension(number), said)

    def _either(self, number: int, places: Sequence[int]) -> str:
        return self.say("either or").join(self.alternative(number, place) for place in places)

    def dimension(self, number: int) -> str:
        """Return the name of what varies."""
        dimension = self.found.baseline.dimensions[number]
        return text(dimension.name, self.language) or self._fact(*dimension.choice.facts[0])

    def _fact(self, path: str, prop: str) -> str:
        shape = self.book.schema.shape(prop)
        name = self.say("kinds") if prop == TYPE else text(shape.names, self.language) if shape else local(prop)
        return f"{self.label(PATH[path])} · {name}" if path in PATH else name

    def alternative(self, number: int, place: int) -> str:
        """Return one value of what varies."""
        dimension = self.found.baseline.dimensions[number]
        named = text(dimension.alternatives[place], self.language)
        return named or self.joined(map(self.value, dimension.choice.alternatives[place][0])) or self.say("none")

    def value(self, value: Value) -> str:
        """Return a value as text."""
        if isinstance(value, bool):
            return self.say("yes" if value else "no")
        return f"{value:,}" if isinstance(value, int) else self.label(str(value))

    def _interval(self, number: int, places: Sequence[int]) -> str:
        cells = [one[0][0] for one in self.found.baseline.dimensions[number].choice.alternatives]
        low, after = cells[places[0]], places[-1] + 1
        if after == len(cells):
            return self.say("this or more", number=self.value(low))
        below = self.say("fewer than this", number=self.value(cells[after]))
        return below if places[0] == 0 else self.say("range", low=self.value(low), below=below)

    def basis(self, side: Side, norms: Sequence[str]) -> Basis:
        """Return where norms or gaps of a law are stated; of many the first."""
        cited: dict[str, str] = {}
        for norm in norms[:MOST_NORMS]:
            gap = self.book.gaps.get(norm)
            for iri in (gap or self.book.norms[norm]).stated_in[:1]:
                cited[iri] = (
                    self.bracketed(self.cite([iri]), self.say("diff: not encoded")) if gap else self.cite([iri])
                )
        left = len(norms) - MOST_NORMS
        none = "" if norms else self.say("diff: no norm")
        return Basis(side.on, cited, self.say("more values", count=left) if left > 0 else none)

    def shared(self, said: str, count: int | None, whole: int | None) -> str:
        """Return words with the part of some patterns that others are, if they were counted."""
        if not count or not whole:
            return said
        return self.bracketed(said, self.say("of patterns", share=f"{100 * count / whole:.1f}"))

    def baseline(self) -> Iterator[tuple[str, str]]:
        """Yield what the baseline states, by the name of the fact."""
        for path, node in self.found.baseline.facts.nodes.items():
            for prop, values in sorted(node.values.items()):
                shown = [self.value(one) for one in values if one not in self.found.baseline.facts.nodes]
                if shown:
                    step = path.replace("/", " ").replace("data", self.label(LF + "data"))
                    prefix = f"{step} · " if path.startswith("data") else ""
                    yield prefix + self._fact(path, prop), self.joined(shown)


def as_text(words: DiffWords) -> str:
    """Return the whole difference for people."""
    lines = [title(words)]
    for part in parts(words):
        lines += ["", *([part.name, ""] if part.name else []), *map(str, part.lines)]
    return "\n".join(lines) + "\n"


def as_markdown(words: DiffWords) -> str:
    """Return the whole difference as a page: of each outcome the shortest rules, all others and the baseline folded."""
    lines = [f"# {title(words)}"]
    for part in parts(words):
        *cuts, more = part.folding("- ")
        shown, folded, last = ([str(line) for line in cut] for cut in cuts)
        lines += ["", *([f"## {part.name}", ""] if part.name else []), *shown]
        if folded:
            lines += ["", f"<details><summary>{more}</summary>", "", *folded, "", "</details>", "", *last]
    return "\n".join(lines) + "\n"


def title(words: DiffWords) -> str:
    """Return what is compared."""
    one, other = map(words.law, words.found.sides)
    return words.say("diff of", one=one, other=other)


@dataclass(frozen=True, slots=True)
class Basis:
    """Where norms are stated on a day: provisions with their citations, and a word on those that are not named."""

    on: date
    provisions: Mapping[str, str]
    more: str

    def __str__(self) -> str:
        return " / ".join([*self.provisions.values(), *([self.more] if self.more else [])])


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a difference: its words and, behind them, where it is stated; of two bases the law of before first."""

    words: str
    bases: tuple[Basis, ...] = ()

    def __str__(self) -> str:
        return f"{self.words}[{' → '.join(map(str, self.bases))}]" if self.bases else self.words


@dataclass(frozen=True, slots=True)
class Part:
    """
    A part of a difference: its heading, its entries, whether they are a list, and how many a page shows.

    ``more`` says how many a page folds.
    """

    name: str
    entries: Sequence[Sequence[Line]]
    more: str = ""
    is_list: bool = False
    shown: int = sys.maxsize

    @property
    def lines(self) -> list[Line]:
        """All its lines, as in a text."""
        return self._lines(self.entries, "  ")

    def folding(self, item: str = "") -> tuple[list[Line], list[Line], list[Line], str]:
        """Return the lines that a page shows, those that it folds, those of the last entry, and a word on them."""
        whole = len(self.entries)
        cut = self.shown if whole > self.shown + 1 else whole
        cuts = self.entries[:cut], self.entries[cut:-1], self.entries[max(cut, whole - 1) :]
        shown, folded, last = (self._lines(entries, item) for entries in cuts)
        return shown, folded, last, self.more

    def _lines(self, entries: Sequence[Sequence[Line]], item: str) -> list[Line]:
        return [replace(line, words=item + line.words) if self.is_list else line for entry in entries for line in entry]


def parts(words: DiffWords) -> Iterator[Part]:
    """Yield the parts of a difference."""
    found = words.found
    yield _plain(_preface(words))
    for group in found.groups:
        was = words.say("was", outcome=words.outcome(group.outcome))
        yield _long(words, words.shared(was, group.count, found.patterns), [*_turns(words, group)])
    if not found.groups:
        yield _plain([words.say("no mechanism differs")])
    if found.duties:
        duties = [[_duty(words, duty)] for duty in found.duties]
        yield _long(words, words.say("duties that differ"), duties, True)
    stated = [[Line(words.pair(name, value))] for name, value in words.baseline()]
    yield _long(words, words.say("baseline of"), stated, True)
    yield _plain(_limits(words))
    yield _plain([words.say("first readings")])
    yield _plain([words.say("disclaimer")])


def _plain(lines: Iterable[str]) -> Part:
    return Part("", [[Line(line)] for line in lines])


def _long(words: DiffWords, name: str, entries: Sequence[Sequence[Line]], is_list: bool = False) -> Part:
    """Return a part of which a page folds what is long, but for the last entry."""
    more = words.say("rules folded", count=len(entries) - MOST_SHOWN - 1)
    return Part(name, entries, more, is_list, MOST_SHOWN)


def _limits(words: DiffWords) -> Iterator[str]:
    """Yield which facts vary, and which of them neither law reads."""
    found = words.found
    yield words.say("what varies", names=words.joined(words.dimension(one) for one in _varied(found)))
    if found.unread:
        yield words.say("read by neither", names=words.joined(map(words.dimension, found.unread)))


def _varied(found: Diff) -> list[int]:
    return [number for number in range(len(found.baseline.dimensions)) if number not in found.unread]


def _preface(words: DiffWords) -> Iterator[str]:
    found = words.found
    yield words.say("all else in place")
    counted = f"{found.patterns:,}" if found.patterns else "?"
    if found.baseline.source == ORDINARY:
        yield words.say("diff: derived baseline")
    if found.baseline.adds_up:
        yield words.say("diff: counts not added up")
    yield words.say("proven complete" if found.proven else "not proven", count=counted)


def _turns(words: DiffWords, group: Group) -> Iterator[list[Line]]:
    """Yield of each rule its outcome and, below, on what and on which norms before and since."""
    for number, turn in enumerate(group.turns, 1):
        outcome, indent = words.outcome(turn.outcome), " " * len(f"{number}. ")
        said = outcome if turn.rule else words.say("otherwise says", outcome=outcome)
        bases = zip(words.found.sides, (turn.before, turn.since), strict=True)
        lines = [Line(f"{number}. {words.shared(said, turn.count, group.count)}")]
        if turn.rule:
            lines.append(Line(indent + words.say("if this", rule=words.rule(turn.rule))))
        lines.append(Line(indent, tuple(starmap(words.basis, bases))))
        if not turn.settled:
            lines.append(Line(indent + words.say("turns on a reading")))
        yield lines


def _duty(words: DiffWords, duty: Duty) -> Line:
    which = words.say("only since" if duty.since else "only before", duty=words.label(duty.safeguard))
    if duty.goes_with:
        said = words.say("goes with", mechanism=words.label(duty.goes_with))
    else:
        shown = [f"({words.rule(rule)})" for rule in duty.rules[:MOST_RULES]]
        left = len(duty.rules) - MOST_RULES
        said = words.say("either or").join([*shown, words.say("more values", count=left)] if left > 0 else shown)
    return Line(f"{words.pair(which, said)} ", (words.basis(words.found.sides[duty.since], duty.norms),))


def as_json(words: DiffWords) -> str:
    """Return the whole difference for programs."""
    found = words.found
    whole: dict[str, Any] = {
        "schema": SCHEMA,
        "laws": [{"regime": side.regime, "on": side.on.isoformat()} for side in found.sides],
        "patterns": found.patterns,
        "proven": found.proven,
        "baseline": found.baseline.facts.tree,
        "varies": [_dimension(words, number) for number in _varied(found)],
        "notRead": [words.dimension(number) for number in found.unread],
        "groups": [_group(words, group) for group in found.groups],
        "duties": [_duty_record(words, duty) for duty in found.duties],
        "countsAddedUp": not found.baseline.adds_up,
        "notes": [words.say("all else in place"), words.say("first readings"), words.say("disclaimer")],
    }
    return json_text(whole)


def _dimension(words: DiffWords, number: int) -> dict[str, Any]:
    choice = words.found.baseline.dimensions[number].choice
    values = [words.alternative(number, place) for place in range(len(choice.alternatives))]
    return {
        "name": words.dimension(number),
        "facts": [f"{path}.{local(prop)}" for path, prop in choice.facts],
        "values": values,
    }


def _outcome(words: DiffWords, outcome: Outcome) -> dict[str, Any]:
    return {
        "verdict": local(outcome.verdict),
        "mechanisms": [compact(one) for one in outcome.mechanisms],
        "words": words.outcome(outcome),
    }


def _group(words: DiffWords, group: Group) -> dict[str, Any]:
    return {
        "was": _outcome(words, group.outcome),
        "patterns": group.count,
        "rules": [_turn(words, turn) for turn in group.turns],
    }


def _turn(words: DiffWords, turn: Turn) -> dict[str, Any]:
    tests = [
        {"varies": words.dimension(choice), "values": [words.alternative(choice, place) for place in sorted(places)]}
        for choice, places in (turn.rule.tests if turn.rule else ())
    ]
    return {
        "otherwise": turn.rule is None,
        "words": words.rule(turn.rule),
        "tests": tests,
        "outcome": _outcome(words, turn.outcome),
        "patterns": turn.count,
        "normsBefore": _compacted(turn.before, words.book.norms),
        "normsSince": _compacted(turn.since, words.book.norms),
        "gapsBefore": _compacted(turn.before, words.book.gaps),
        "gapsSince": _compacted(turn.since, words.book.gaps),
    }


def _compacted(iris: Iterable[str], known: Mapping[str, object]) -> list[str]:
    return [compact(one) for one in iris if one in known]


def _duty_record(words: DiffWords, duty: Duty) -> dict[str, Any]:
    return {
        "safeguard": compact(duty.safeguard),
        "only": "since" if duty.since else "before",
        "goesWith": duty.goes_with and compact(duty.goes_with),
        "rules": [words.rule(rule) for rule in duty.rules],
        "norms": [compact(one) for one in duty.norms],
    }


def witnesses(found: Diff) -> Iterator[tuple[str, Facts]]:
    """Yield a file name and a transfer for each rule; of two places, one transfer for each."""
    same = found.worlds[0].facts == found.worlds[1].facts
    for number, group in enumerate(found.groups, 1):
        for place, turn in enumerate(group.turns, 1):
            sides = turn.examples[:1] if same else turn.examples
            for side, example in zip(found.sides, sides, strict=False):
                yield f"{number}-{place}{'' if same else '-' + side.regime}.yaml", example
