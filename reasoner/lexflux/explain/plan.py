"""A plan in words: the view from which each of its forms is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lexflux.decision.to_come import to_come_of_leg
from lexflux.decision.words import DecisionWords, FactWords
from lexflux.explain.lines import text_lines
from lexflux.explain.reaching import coming, remarks
from lexflux.explain.requirements import established
from lexflux.explain.ways import way_lacks
from lexflux.law.lawbook import LawBook, text
from lexflux.law.steps import Occasion, Source, Term
from lexflux.law.wording import Wording
from lexflux.phrases import duration
from lexflux.planning.choice import is_act_of_authority
from lexflux.planning.network import Planned
from lexflux.planning.plan import Bar, Closed, Plan, Question
from lexflux.planning.tasks import EXPORTER, RECIPIENT, Party, Task

Rows = list[tuple[str, str]]
"""What is said of a task or question: a name and its value, each on a line of its own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One point of a plan.

    ``key`` tells it from all others; ``rows`` are below its title, and the provisions of ``basis`` below them;
    ``planned`` is the task if it is one.
    """

    key: str
    title: str
    rows: Rows
    basis: Sequence[str]
    planned: Planned | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Phase:
    """The points of a plan that belong together."""

    title: str
    entries: list[Entry]


class PlanWords(Wording):
    """The words for a plan in one language."""

    def __init__(self, book: LawBook, plan: Plan, language: str) -> None:
        super().__init__(book, language)
        self.plan = plan
        self.numbers = {leg.leg.name: str(number) for number, leg in enumerate(plan.found.legs, 1)}
        self.is_flow = len(self.numbers) > 1

    def headline(self) -> list[str]:
        """Return what the plan is of, the verdicts on which it rests, and when the start may be."""
        plan = self.plan
        named = [plan.found.flow.label] if plan.found.flow.label else []
        begins = self.say("plan begins", day=plan.start)
        return [*named, f"{self.say('plan').upper()} · {begins}", *self._verdicts(), *self.start()]

    def start(self) -> list[str]:
        """Return when the transfer may start, and what that day rests on."""
        plan = self.plan
        if plan.may_start is None:
            return [self.say("may not start" if plan.bars else "no way to start")]
        if not plan.awaited and not plan.not_settled:
            return [self.say("nothing before the start")]
        lines = [self.say("not settled")] if plan.not_settled else []
        stages = "may start" if plan.may_start == plan.with_all else "may start in stages"
        lines.append(self.say(stages, day=plan.may_start, later=plan.with_all))
        if any(one.length_known for one in plan.awaited):
            lines.append(self.say("times of authorities"))
        if plan.without_length:
            lines.append(self.say("lower bound", count=len(plan.without_length)))
        if plan.in_working_days:
            lines.append(self.say("working days counted"))
        return [*lines, *self._ways()]

    def phases(self) -> list[Phase]:
        """Return all points of the plan in the order of time, empty phases left out."""
        plan = self.plan
        found = [
            Phase(self.say("in the way"), [*map(self._bar, plan.bars), *map(self._closed, plan.closed)]),
            Phase(self.say("first to answer"), [self._question(question) for question in plan.questions]),
            Phase(self.say("open points"), [self._open_point(point) for point in plan.open_points]),
            *(Phase(title, [self.entry(one) for one in tasks]) for title, tasks in self.tasks_by_phase()),
        ]
        return [phase for phase in found if phase.entries]

    def tasks_by_phase(self) -> Iterator[tuple[str, list[Planned]]]:
        """Yield the titles of the phases of time with their tasks."""
        tasks = self.plan.tasks
        later = [one for one in tasks if one.task.occasion == Occasion.IN_DUE_COURSE and not one.task.before_start]
        yield self.say("before the start"), list(self.plan.awaited)
        yield self.say("around the start"), later
        for occasion, title in (
            (Occasion.EACH_YEAR, self.say("each year")),
            (Occasion.BEFORE_EXPIRY, self.say("before expiry")),
            (Occasion.ON_EVENT, self.say("if it happens")),
        ):
            yield title, [one for one in tasks if one.task.occasion == occasion]

    def title(self, task: Task) -> str:
        """Return what is done, with a mark if it may not be needed."""
        known = self.say("no step known", safeguard=self.label(task.requirement))
        named = self.label(task.step.iri) if task.step else known
        return named if task.certain else f"{named} ?"

    def actor(self, task: Task) -> str:
        """Return who does it: who takes its step, or whom the norms bind where no step is known."""
        return self._role(task, task.step.actor) if task.step else self.bearers(task) or self._role(task, EXPORTER)

    def bearers(self, task: Task) -> str:
        """Return whom the norms that ask for a task bind, nothing where it is the exporter."""
        return self.joined(self._role(task, who) for who in task.bearers)

    def _role(self, task: Task, role: str) -> str:
        if role == EXPORTER:
            return self._party(self.label(EXPORTER), (task.exporter,))
        return self._party(self.label(RECIPIENT), task.recipients) if role == RECIPIENT else self.label(role)

    def question(self, question: Question) -> str:
        """Return what is asked."""
        shape = self.book.schema.shape(question.fact.prop)
        return text(shape.questions, self.language) if shape else self.say("which kinds")

    def entry(self, planned: Planned) -> Entry:
        """Return a task with all that is known of it."""
        rows = [(name, value) for name, value in self._rows(planned) if value]
        return Entry("/".join(planned.task.key), self.title(planned.task), rows, self.basis(planned.task), planned)

    def rows(self, entry: Entry) -> Rows:
        """Return what stands below the title of a point, its provisions last."""
        return [*entry.rows, *([(self.say("basis"), self.cite(entry.basis))] if entry.basis else [])]

    def days(self, planned: Planned) -> str:
        """Return when a task is done, and the last day of it."""
        begins, ends = planned.begins, planned.ends
        if begins is None:
            when = ""
        elif ends is None or planned.task.occasion != Occasion.IN_DUE_COURSE:
            when = self.say("from day", begins=begins)
        else:
            when = self.say("from to", begins=begins, ends=ends) if ends > begins else self.say("from day", begins=ends)
        latest = self.say("at the latest", day=planned.latest) if planned.latest else ""
        return self.joined(filter(None, (when, latest)))

    def term(self, planned: Planned) -> str:
        """Return within which time it is done and what starts it; that none is known is said."""
        step = planned.task.step
        return self._term(step.term) if step else self.say("no term")

    def basis(self, task: Task) -> list[str]:
        """Return the provisions of a step and of the norms that ask for it, those not read with a mark."""
        stated = task.step.stated_in if task.step else ()
        if not self._is_own(task):
            return list(stated)
        norms = (iri for norm in task.norms for iri in self.book.norms[norm].stated_in)
        return list(dict.fromkeys((*stated, *norms)))

    def sources(self, found: tuple[Source, ...], task: Task) -> list[str]:
        """Return papers or channels that are stated on the day, those of the same place together with it."""
        grouped: dict[str, list[str]] = {}
        for one in found:
            if provisions := _in_force(self.book, one, task):
                grouped.setdefault(self._edition(provisions), []).append(self.label(one.iri))
        return [f"{self.clauses(labels)} [{edition}]" for edition, labels in grouped.items()]

    def _edition(self, provisions: list[str]) -> str:
        """Return provisions with the day from which the edition in which they stand applies."""
        instruments = [self.book.instruments[self.book.provisions[iri].instrument] for iri in provisions]
        days = dict.fromkeys(str(one.validity.start) for one in instruments if one.validity.start)
        return self.bracketed(self.cite(provisions), self.joined(days))

    def _rows(self, planned: Planned) -> Iterator[tuple[str, str]]:
        task, step = planned.task, planned.task.step
        yield self.say("for what"), self._purpose(task) if step or task.instead else ""
        yield self.say("which legs"), self.legs(task) if self.is_flow else ""
        yield self.say("who does"), self.actor(task)
        yield self.say("who is bound"), self.bearers(task) if step and self._is_own(task) else ""
        others = [one.label for one in task.recipients if one.label] if self.is_flow else []
        yield self.say("with whom"), self.joined(others) if self._is_own(task) else ""
        if step:
            yield self.say("to whom"), self.label(step.addressee) if step.addressee else ""
            yield self.say("which channel"), self.joined(self.sources(step.channels, task))
        yield self.say("after which"), self.joined(map(str, planned.after))
        yield self.say("when"), self.days(planned) if step or planned.latest else ""
        yield self.say("term"), self.term(planned) if step else ""
        yield self.say("lasts"), self._lasting(planned)
        if step:
            yield self.say("which papers"), self.clauses(self.sources(step.papers, task))
            yield "!", text(step.notes, self.language) if step.notes else ""
        yield "?", "" if task.certain else self.say("depends on questions")
        yield "+", self.say("comes with choice") if task.follows else ""

    @staticmethod
    def _is_own(task: Task) -> bool:
        """Return whether a party does it, not an authority."""
        return task.step is None or not is_act_of_authority(task.step)

    def leg(self, name: str) -> str:
        """Return number and name of a leg; one without a name of its own has its number alone."""
        number = self.numbers[name]
        return number if name == number else f"{number} {name}"

    def legs(self, task: Task) -> str:
        """Return number and name of each leg that a task serves."""
        return self.joined(map(self.leg, task.legs))

    def _purpose(self, task: Task) -> str:
        required, planned = self.label(task.requirement), self.label(task.safeguard)
        said = required if task.requirement == task.safeguard else self.pair(required, planned)
        if not task.instead or task.occasion != Occasion.IN_DUE_COURSE:
            return said
        others = self.joined(map(self.label, task.instead))
        if task.step is None:
            return self.pair(self.say("by one of"), others)
        return self.bracketed(said, self.pair(self.say("or instead of it"), others))

    def _lasting(self, planned: Planned) -> str:
        if planned.task.until:
            return self.say("in place until", day=planned.task.until)
        if planned.period is None:
            return self.say("in place") if planned.task.kept else ""
        length = planned.period.length
        period = duration(f"P{length.years}Y" if length.years else f"P{length.months}M", "", self.language)
        lasting = self.say("lasts until", period=period, day=planned.lasts_until)
        return f"{lasting} [{self.cite(planned.period.stated_in)}]"

    def _term(self, term: Term) -> str:
        event = text(term.event, self.language)
        said = self.period(term.duration, term.counted_in, term.kind, term.yearly_by)
        if not said:
            return self.say("no term") + self._from(event)
        counted = self.say("counted from", period=said, event=event) if event else said
        return self.bracketed(counted, self.say("prolonged")) if term.may_be_prolonged else counted

    def _from(self, event: str) -> str:
        return (", " if self.language == "en" else "，") + self.say("counted from what", event=event) if event else ""

    def _verdicts(self) -> Iterator[str]:
        for leg in self.plan.found.legs:
            named = f"{self.leg(leg.leg.name)} · " if self.is_flow else ""
            for decision in leg.decisions:
                law = f"{self.label(decision.regime)} · {self.say('law of', day=decision.on)}"
                yield f"{named}{self.label(decision.verdict).upper()} · {law}"
                known = self.book.known_until.get(decision.regime)
                if known and known < decision.on:
                    yield named + self.say("known until", day=known)
            words = FactWords(self.book, leg.leg.facts, self.language)
            coming_law = text_lines(words, coming(words, to_come_of_leg(leg)), 0)
            yield from (named + remark for remark in (*remarks(words, leg.others), *coming_law))
            for place in leg.not_encoded:
                yield named + self.say("exporter not encoded", named=self.label(place))
            if not leg.decisions and not leg.not_encoded:
                yield named + self.say("no law asked")

    def _ways(self) -> Iterator[str]:
        """Yield which tasks the start waits for the longest, and which can run side by side."""
        critical = [str(one.number) for one in self.plan.awaited if one.critical]
        if critical:
            yield self.say("longest way", numbers=" → ".join(critical))
        stages: dict[int, list[str]] = {}
        for one in self.plan.awaited:
            stages.setdefault(one.stage or 0, []).append(str(one.number))
        beside = [self.joined(numbers) for _, numbers in sorted(stages.items()) if len(numbers) > 1]
        if beside:
            yield self.say("side by side", numbers=self.clauses(beside))

    def _bar(self, bar: Bar) -> Entry:
        norm = bar.finding.norm
        rows = [(self.say("which legs"), self.leg(bar.leg.leg.name))] if self.is_flow else []
        if norm.lifted_by:
            rows.append(("!", self.say("lifted by", safeguard=self.label(norm.lifted_by))))
        return Entry(f"{norm.iri}/{bar.leg.leg.name}", self.norm(norm.iri), rows, norm.stated_in, mark="✗")

    def _closed(self, closed: Closed) -> Entry:
        """Return what is required and has no way that is open: each way, with what it lacks."""
        decision, required = closed.decision, closed.requirement
        words = DecisionWords(decision, self.language)
        rows = [("!", self.say("none of these ways"))]
        for finding in closed.ways:
            lacking = self.clauses(list(way_lacks(words, finding)))
            rows.append((self.norm(finding.norm.iri), f"{lacking} [{self.cite(finding.norm.stated_in)}]"))
        if self.is_flow:
            rows.insert(0, (self.say("which legs"), self.leg(closed.leg.leg.name)))
        key, title = f"{required.safeguard}/{closed.leg.leg.name}", self.label(required.safeguard)
        return Entry(key, title, rows, established(decision, required), mark="✗" if required.certain else "?")

    def _open_point(self, iri: str) -> Entry:
        point = self.book.open_points[iri]
        return Entry(iri, text(point.questions, self.language), [], point.stated_in, mark="?")

    def _question(self, question: Question) -> Entry:
        words = FactWords(self.book, question.evaluation.facts, self.language)
        fact = question.fact
        where = "" if fact.path == "transfer" else words.node(fact.path) + " · "
        rows = [(self.say("question"), self.question(question))]
        if question.about_reach:
            named = self.joined(map(self.label, question.regimes))
            rows.append((self.say("decides reach"), named))
        if self.is_flow:
            rows.append((self.say("which legs"), self.joined(map(self.leg, question.legs))))
        basis = self.book.norms[fact.norms[0]].stated_in if fact.norms else ()
        key = "/".join((*question.regimes, fact.path, fact.prop, *fact.norms))
        return Entry(key, where + words.property(fact.prop), rows, basis, mark="?")

    def _party(self, role: str, parties: tuple[Party, ...]) -> str:
        labels = self.joined(filter(None, (one.label for one in parties)))
        return self.bracketed(role, labels) if labels else role


def _in_force(book: LawBook, source: Source, task: Task) -> list[str]:
    """Return where a paper or channel is stated on the day of a task, if possible in the instruments of its step."""
    found = [iri for iri, validity in source.stated_in.items() if validity.contains(task.on)]
    own = {book.provisions[iri].instrument for iri in (task.step.stated_in if task.step else ())}
    return [iri for iri in found if book.provisions[iri].instrument in own] or found
