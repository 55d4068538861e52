"""What all law that reaches a transfer makes of it: the joint verdict, why each law applies, and what it asks for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal, cast

from lexflux.analysis.conflicts import find_conflicts
from lexflux.decision.flows import LegDecision
from lexflux.decision.outcome import Decision, Requirement
from lexflux.decision.reach import Reach, scope_of_decision
from lexflux.decision.receipt import make_receipt
from lexflux.decision.statuses import RequirementStatus, Verdict
from lexflux.decision.to_come import to_come_of_leg
from lexflux.decision.words import DecisionWords, FactWords
from lexflux.explain.asked import question_lines
from lexflux.explain.conflicts import conflict_section, conflicts_data
from lexflux.explain.fields import in_part
from lexflux.explain.lines import Line, Section
from lexflux.explain.members.named import norms_data
from lexflux.explain.members.reaching import may_reach_data, to_come_data
from lexflux.explain.page import Page
from lexflux.explain.reaching import by_facts, coming, scope_lines
from lexflux.explain.report import own_remarks, sections
from lexflux.explain.requirements import established, requirement_line, to_do
from lexflux.law.lawbook import LawBook, text
from lexflux.query.results import csv_text
from lexflux.terms import compact, local

if TYPE_CHECKING:
    from lexflux.explain.joint_answer import Joint, JointRequirement, Law

JOINT_SCHEMA: Literal["lexflux-joint/1"] = "lexflux-joint/1"
ALWAYS = frozenset(
    {"schema", "language", "label", "on", "verdict", "possible", "notEncoded", "laws", "answers", "notice"}
)
"""The members of a joint answer that are there whatever is asked for."""
MOST_NAMED = 2
MOST_ASKED = 2


class JointWords(FactWords):
    """The words for what all law says of one transfer in one language."""

    def __init__(self, book: LawBook, found: LegDecision, language: str) -> None:
        super().__init__(book, found.leg.facts, language)
        self.found = found
        self.decided = [DecisionWords(decision, language) for decision in found.decisions]


def joint_page(book: LawBook, found: LegDecision, language: str, full: bool) -> Page:
    """
    Return the page of what all law says of one transfer.

    One law alone is told as on its own page; of several, what they ask for stands once, then what each says.
    """
    cover = joint_cover(book, found, language, full)
    several = len(found.decisions) > 1
    for one in laws_told(found):
        own = sections(one, language, full)
        cover.sections.extend([_of_law(DecisionWords(one, language), own, full)] if several else own)
    return cover


def joint_cover(book: LawBook, found: LegDecision, language: str, full: bool) -> Page:
    """Return the page without what each law says: the joint verdict, which law applies, what several ask together."""
    words = JointWords(book, found, language)
    conflicts = conflict_section(words, find_conflicts(book, found))
    together = [_joint_to_do(words)] if len(words.decided) > 1 else []
    label = found.leg.facts.nodes["transfer"].label
    return Page(
        words=words,
        title=[label] if label else [],
        headline=_headline(words),
        sections=[section for section in (_reaching(words), conflicts, *together) if section.lines],
        closing=_closing(words),
        hints=_hints(words, full),
    )


def laws_told(found: LegDecision) -> list[Decision]:
    """Return the decisions of which a joint page tells: the only one, or of several those whose law applies."""
    several = len(found.decisions) > 1
    return [one for one in found.decisions if not several or one.verdict != Verdict.NOT_REACHED]


def law_heading(words: DecisionWords) -> str:
    """Return how the part of one of several laws is headed."""
    return words.pair(words.label(words.decision.regime), words.label(words.decision.verdict).upper())


def _headline(words: JointWords) -> list[str]:
    found, decided = words.found, words.decided
    first = f"{words.label(found.verdict).upper()} · {_laws(words)} · {words.say('law of', day=_day(found))}"
    lines = [first, text(words.book.definitions.get(found.verdict, {}), words.language)]
    if len(found.possible) > 1:
        lines.append(words.say("possible", verdicts=words.joined(map(words.label, found.possible))))
    for one in decided:
        law = "" if len(decided) == 1 else f"{words.label(one.decision.regime)} · "
        lines += [law + remark for remark in own_remarks(one)]
    return lines


def _laws(words: JointWords) -> str:
    """Return the law that reaches a transfer, and that which may, in few words."""
    named = words.joined(words.label(one.decision.regime) for one in words.decided)
    others = [words.label(one.regime) for one in words.found.others]
    if not others:
        return named
    few = words.joined(others) if len(others) <= MOST_NAMED else words.say("other laws", count=len(others))
    perhaps = words.say("perhaps also", named=few)
    return words.joined([named, perhaps]) if named else perhaps


def _day(found: LegDecision) -> str:
    days = [*(one.on for one in found.decisions), *(one.on for one in found.others), found.leg.facts.date]
    return str(days[0])


def _reaching(words: JointWords) -> Section:
    """Return which law reaches a transfer, by which rule, which may, and what decides that."""
    found = words.found
    lines = [_law_line(one) for one in words.decided]
    lines += [_perhaps_line(words, turning, among) for turning, among in by_facts(words, found.others).items()]
    if found.not_encoded:
        named = words.joined(map(words.label, found.not_encoded))
        lines.append(Line(words.say("exporter not encoded", named=named), "!"))
    lines += coming(words, to_come_of_leg(found), "!")
    return Section(words.say("which laws"), lines)


def _law_line(words: DecisionWords) -> Line:
    decision = words.decision
    said = words.pair(words.label(decision.regime), words.label(decision.verdict).upper())
    if len(decision.possible) > 1:
        said = words.bracketed(said, words.joined(map(words.label, decision.possible)))
    if decision.verdict == Verdict.NOT_REACHED:
        return Line(said, "○")
    scope = scope_of_decision(decision)
    return Line(said, "●", (), scope_lines(words, scope, decision.evaluation))


def _perhaps_line(words: JointWords, turning: str, among: Sequence[Reach]) -> Line:
    """Return the laws that may reach a transfer and turn on the same facts, with the questions that decide it."""
    named = words.bracketed(words.joined(words.label(one.regime) for one in among), turning)
    line = Line(words.say("may apply", named=named), "?")
    possible = [verdict for verdict in Verdict if any(verdict in one.possible for one in among)]
    line.below.append(Line(words.say("possible", verdicts=words.joined(map(words.label, possible)))))
    asked: dict[str, Any] = {fact.prop: fact for fact in reversed(among[0].missing)}
    for prop in list(dict.fromkeys(fact.prop for fact in among[0].missing))[:MOST_ASKED]:
        line.below += question_lines(words, asked[prop])
    return line


def _of_law(words: DecisionWords, own: Sequence[Section], full: bool) -> Section:
    """Return what one of several laws says; in short without what is to do, which stands above for all."""
    left_out = () if full else (to_do(words).title,)
    return Section(law_heading(words), [Line(one.title, below=one.lines) for one in own if one.title not in left_out])


def _joint_to_do(words: JointWords) -> Section:
    """Return what is not in place under any of the laws, each safeguard once, and in one line what is."""
    lines, met = [], []
    for safeguard, asking in by_safeguard(words.decided).items():
        if all(one.in_place == RequirementStatus.MET for _, one in asking):
            met.append(words.label(safeguard))
        else:
            lines.append(_joint_line(words, asking))
    if met:
        lines.append(Line(words.pair(words.say("in place already"), words.joined(met)), "✓"))
    return Section(words.say("to do together"), lines)


def _joint_line(words: JointWords, asking: Sequence[tuple[DecisionWords, Requirement]]) -> Line:
    """Return a requirement in the words of the law that asks for it most surely, and which laws do."""
    first, requirement = min(asking, key=lambda one: not one[1].certain)
    line = requirement_line(first, requirement)
    laws = words.joined(words.label(one.decision.regime) for one, _ in asking)
    cites = dict.fromkeys(iri for one, asked in asking for iri in established(one.decision, asked))
    return Line(f"{line.text} · {laws}", line.mark, tuple(cites), line.below)


def by_safeguard(decided: Iterable[DecisionWords]) -> dict[str, list[tuple[DecisionWords, Requirement]]]:
    """Return what several laws require by the safeguard, each with the law that does."""
    found: dict[str, list[tuple[DecisionWords, Requirement]]] = {}
    for words in decided:
        if words.decision.verdict != Verdict.PROHIBITED:
            for requirement in words.decision.requirements:
                found.setdefault(requirement.safeguard, []).append((words, requirement))
    return found


def _is_joint(words: JointWords) -> bool:
    return len(words.decided) > 1 or bool(words.found.others)


def _hints(words: JointWords, full: bool) -> list[str]:
    whole = [] if full else [words.say("whole answer")]
    return [*whole, *([words.say("one law alone")] if _is_joint(words) else [])]


def _closing(words: JointWords) -> list[str]:
    several = [words.say("joint verdict")] if _is_joint(words) else []
    receipts = [make_receipt(one.decision) for one in words.decided]
    lines = [
        words.pair(
            words.say("receipt"),
            words.say("receipt line", tool=one["tool"], law=one["law"][:12], answer=one["answer"][:12]),
        )
        for one in receipts
    ]
    return [*several, *lines, words.say("disclaimer")]


def joint_data(book: LawBook, found: LegDecision, language: str, fields: Collection[str] | None = None) -> Joint:
    """
    Return what all law says as data of schema ``lexflux-joint/1``, with the whole answer of each law asked.

    With ``fields`` only these members, there and in each answer, and those that are always there.
    """
    from lexflux.explain.data import as_data

    words = JointWords(book, found, language)
    made: dict[str, Callable[[], Any]] = {
        "schema": lambda: JOINT_SCHEMA,
        "language": lambda: language,
        "label": lambda: found.leg.facts.nodes["transfer"].label,
        "on": lambda: _day(found),
        "verdict": lambda: local(found.verdict),
        "possible": lambda: [local(one) for one in found.possible],
        "notEncoded": lambda: [compact(place) for place in found.not_encoded],
        "laws": lambda: [_law_data(one) for one in words.decided],
        "mayReach": lambda: [may_reach_data(words, one) for one in found.others],
        "toCome": lambda: [to_come_data(words, one) for one in to_come_of_leg(found)],
        "requirements": lambda: _requirements_data(words),
        "conflicts": lambda: conflicts_data(words, find_conflicts(book, found)),
        "answers": lambda: [as_data(decision, language, fields) for decision in found.decisions],
        "notice": lambda: words.say("disclaimer"),
    }
    return cast("Joint", in_part(made, ALWAYS, fields))


def _requirements_data(words: JointWords) -> list[JointRequirement]:
    return [
        {
            "safeguard": compact(safeguard),
            "label": words.label(safeguard),
            "regimes": [compact(one.decision.regime) for one, _ in asking],
            "needed": any(one.certain for _, one in asking),
            "inPlace": all(one.in_place == RequirementStatus.MET for _, one in asking),
        }
        for safeguard, asking in by_safeguard(words.decided).items()
    ]


def _law_data(words: DecisionWords) -> Law:
    decision = words.decision
    return {
        "regime": next(name for name, iri in words.book.regimes.items() if iri == decision.regime),
        "label": words.label(decision.regime),
        "verdict": local(decision.verdict),
        "scope": norms_data(words, scope_of_decision(decision)),
    }


def joint_csv(book: LawBook, found: LegDecision, language: str) -> str:
    """Return the requirements of all laws as CSV; each row has its law and the joint verdict."""
    words = JointWords(book, found, language)
    rows: list[tuple[str, ...]] = [
        ("verdict", "regime", "verdict of regime", "due", "safeguard", "need", "in place", "provisions")
    ]
    verdict = words.label(found.verdict)
    for one in words.decided:
        law = one.label(one.decision.regime), one.label(one.decision.verdict)
        for asked in one.decision.requirements:
            cited = one.cite(established(one.decision, asked))
            marks = map(one.label, (asked.due, asked.safeguard, asked.need, asked.in_place))
            rows.append((verdict, *law, *marks, cited))
        if not one.decision.requirements:
            rows.append((verdict, *law, "", "", "", "", ""))
    for other in found.others:
        perhaps = words.say("may apply", named=words.label(other.regime))
        rows.append((verdict, words.label(other.regime), perhaps, "", "", "", "", ""))
    return csv_text(rows)


def joint_turtle(decisions: Iterable[Decision]) -> str:
    """Return the graphs of the decisions of all laws as one, in Turtle."""
    from rdflib import Graph

    from lexflux.explain.graph import decision_graph

    graph = Graph()
    for decision in decisions:
        one = decision_graph(decision)
        for prefix, namespace in one.namespaces():
            graph.bind(prefix, namespace)
        graph += one
    return graph.serialize(format="turtle")
