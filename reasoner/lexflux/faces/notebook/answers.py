"""Answers, plans, flows, treaties and hits of a search that show themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lexflux.analysis.treaties import Treaties
from lexflux.answers import Answer, JointAnswer
from lexflux.decision.flows import FlowDecision
from lexflux.decision.outcome import MissingFact
from lexflux.decision.words import DecisionWords, FactWords
from lexflux.explain.asked import question
from lexflux.explain.flow import FlowWords, leg_lines
from lexflux.explain.lines import property_words, text_lines
from lexflux.explain.plan import Entry, PlanWords
from lexflux.explain.plan_forms import as_plan_data, network_table, row_texts
from lexflux.explain.together import JointWords, joint_cover
from lexflux.explain.treaty_records import commitments
from lexflux.explain.treaty_words import TreatyWords
from lexflux.faces.finding import Finding
from lexflux.faces.notebook.shown import Shown, ShownTable
from lexflux.faces.table import Table
from lexflux.law.agreements import Agreements
from lexflux.law.lawbook import LawBook
from lexflux.law.wording import Wording
from lexflux.phrases import preferred_language
from lexflux.planning.plan import Plan
from lexflux.query.results import Result
from lexflux.terms import parse_day

REQUIREMENT_COLUMNS = ("when", "required", "column needed", "column in place", "basis")
QUESTION_COLUMNS = ("column fact", "question", "column decisiveness", "basis")
FLOW_COLUMNS = ("which legs", "column from", "column to", "column verdict", "column answers")
HIT_COLUMNS = ("column name", "column kind", "column regime", "column label", "column stated in", "column text")
PLAN_COLUMNS = (
    *("number", "label", "regime", "actor", "certain", "due", "stage", "critical"),
    *("begins", "ends", "latest", "lasts_until", "basis"),
)
DAYS = ("begins", "ends", "latest", "lasts_until")


@dataclass(frozen=True, repr=False)
class ShownAnswer(Answer, Shown):
    """A decision that shows itself whole; its view as a table is what has to be in place."""

    def view(self, language: str) -> Table:
        """Return what is required, whether it is in place, and the articles."""
        words = DecisionWords(self.decision, language)
        heads = [words.say(head) for head in REQUIREMENT_COLUMNS]
        return self._table(words, heads, _requirement_rows(words))

    def questions(self, language: str | None = None) -> ShownTable:
        """Return what is missing, the most decisive first: the fact, the question, the share of cases, the articles."""
        words = DecisionWords(self.decision, language or preferred_language())
        heads, rows = _questions(words, self.missing)
        return ShownTable(self._table(words, heads, rows))

    def _table(self, words: DecisionWords, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
        law = f"{words.label(self.decision.regime)} · {words.say('law of', day=self.decision.on)}"
        title = words.pair(law, words.label(self.decision.verdict).upper())
        return Table(columns, rows, title, [words.say("disclaimer")], words.language)

    def _repr_html_(self) -> str:
        return Answer._repr_html_(self)

    def _repr_markdown_(self) -> str:
        return Answer._repr_markdown_(self)


@dataclass(frozen=True, repr=False)
class ShownJoint(JointAnswer, Shown):
    """What all law that applies says, which shows itself whole; its view is what has to be in place, law by law."""

    def view(self, language: str) -> Table:
        """Return what each law requires, whether it is in place, and the articles."""
        words = JointWords(self.book, self.found, language)
        rows = [(words.label(one.decision.regime), *row) for one in words.decided for row in _requirement_rows(one)]
        heads = [words.say(head) for head in ("column regime", *REQUIREMENT_COLUMNS)]
        return self._table(words, heads, rows)

    def questions(self, language: str | None = None) -> ShownTable:
        """Return what is missing under all law, and for whether a law applies, the most decisive first."""
        words = JointWords(self.book, self.found, language or preferred_language())
        return ShownTable(self._table(words, *_questions(words, self.missing)))

    def _table(self, words: JointWords, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
        headline = joint_cover(self.book, self.found, words.language, full=False).headline
        return Table(columns, rows, headline[0], [*headline[1:], words.say("disclaimer")], words.language)

    def _repr_html_(self) -> str:
        return JointAnswer._repr_html_(self)

    def _repr_markdown_(self) -> str:
        return JointAnswer._repr_markdown_(self)


def _requirement_rows(words: DecisionWords) -> list[tuple[str, ...]]:
    """Return what a law requires, whether it is in place, and the articles."""
    return [
        (*map(words.label, (one.due, one.safeguard, one.need, one.in_place)), _cited(words, one.norms))
        for one in words.decision.requirements
    ]


def _questions(words: FactWords, missing: Sequence[MissingFact]) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return the heads and rows of what is missing."""
    rows: list[tuple[str, ...]] = [
        (
            property_words(words, [one.path], one.prop),
            question(words, one),
            f"{one.decisiveness:.0%}",
            _cited(words, one.norms[:1]),
        )
        for one in missing
    ]
    return [words.say(head) for head in QUESTION_COLUMNS], rows


def _cited(words: FactWords, norms: Sequence[str]) -> str:
    return words.cite(dict.fromkeys(iri for norm in norms for iri in words.book.norms[norm].stated_in))


@dataclass(frozen=True, repr=False)
class ShownFlow(FlowDecision, Shown):
    """The decision on a flow, leg by leg."""

    book: LawBook = field(kw_only=True)

    def __repr__(self) -> str:
        return f"<Flow: {self.book.label(self.verdict, 'en')}, {len(self.legs)} legs>"

    def view(self, language: str) -> Table:
        """Return a row for each leg: from whom to whom, the verdict, and what is said of it."""
        words = FlowWords(self.book, self, language)
        rows = [
            (
                words.leg(leg),
                words.party(words.exporter(leg)),
                words.party(words.recipient(leg)),
                words.label(leg.verdict).upper(),
                "\n".join(text_lines(words, leg_lines(words, leg), 0)),
            )
            for leg in self.legs
        ]
        heads = [words.say(one) for one in FLOW_COLUMNS]
        title = " · ".join([*([self.flow.label] if self.flow.label else []), words.label(self.verdict).upper()])
        return Table(heads, rows, title, [words.say("gravest of legs"), words.say("disclaimer")], language)


@dataclass(frozen=True, repr=False)
class ShownPlan(Plan, Shown):
    """A plan: what is in its way and asked first, then the tasks in order of time."""

    book: LawBook = field(kw_only=True)

    def __repr__(self) -> str:
        return f"<Plan: {self.book.label(self.found.verdict, 'en')}, {len(self.tasks)} tasks from {self.start}>"

    def view(self, language: str) -> Table:
        """Return prohibitions, questions and open points, each in a row, and then the tasks."""
        words = PlanWords(self.book, self, language)
        heads, tasks = network_table(words)
        first = [entry for phase in words.phases() for entry in phase.entries if entry.planned is None]
        rows = [[one.mark, _of_entry(words, one), *[""] * (len(heads) - 2)] for one in first] + tasks
        title, *others = words.headline()
        notes = [*others, words.say("rests on answer"), words.say("disclaimer")]
        return Table(heads, rows, title, notes, language)

    def frame(self, language: str) -> Result:
        """Return the tasks with labels, days as days and what is certain as a truth value."""
        words = PlanWords(self.book, self, language)
        rows = []
        for planned, task in zip(self.tasks, as_plan_data(words)["tasks"], strict=True):
            cells: dict[str, Any] = {**task}
            cells |= {name: cells[name] and parse_day(cells[name]) for name in DAYS}
            cells |= {"regime": words.label(planned.task.regime), "due": words.label(planned.task.due)}
            rows.append(tuple(cells[name] for name in PLAN_COLUMNS))
        return Result(PLAN_COLUMNS, tuple(rows))


def _of_entry(words: PlanWords, entry: Entry) -> str:
    return "\n".join([entry.title, *row_texts(words, entry)])


@dataclass(frozen=True, repr=False)
class ShownTreaties(Treaties, Shown):
    """What binds two places: the commitments between them."""

    book: LawBook = field(kw_only=True)
    agreements: Agreements = field(kw_only=True)

    def __repr__(self) -> str:
        one, other = (self.book.label(place, "en") for place in self.places)
        return f"<Treaties: {one}, {other}, {self.on}, {len(self.binding)} in force between them>"

    def view(self, language: str) -> Table:
        """Return a row for each topic and commitment, the strongest first."""
        words = TreatyWords(self, self.book, self.agreements, language)
        columns, *rows = commitments(words)
        one, other = map(words.label, self.places)
        title = words.say("treaties of", one=one, other=other, day=self.on)
        notes = [words.say(note) for note in ("treaty notice", "not complete", "disclaimer")]
        return Table(columns, rows, title, notes, language)


@dataclass(frozen=True, repr=False)
class Hits(Shown):
    """What words find."""

    found: Finding

    def __len__(self) -> int:
        return len(self.found.hits)

    def __repr__(self) -> str:
        return f"<Hits: {len(self)} for {' '.join(self.found.words)}>"

    def view(self, language: str) -> Table:
        """Return a row for each thing found, in the language in which it was asked for."""
        words = Wording(self.found.book, self.found.language)
        heads = [words.say(one) for one in HIT_COLUMNS]
        return Table(heads, self.found.rows(), notes=[words.say("disclaimer")], language=words.language)
