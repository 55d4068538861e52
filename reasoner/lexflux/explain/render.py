"""The forms of an answer: text, Markdown, a tree for the terminal, JSON, Turtle."""

from __future__ import annotations

import csv
import datetime
import io
import json
from typing import Any

from lexflux.decision.combinations import Combination, find_combinations
from lexflux.decision.given import find_given, find_unaccepted
from lexflux.decision.mechanism import find_mechanism
from lexflux.decision.outcome import Decision, Expired, MissingFact, NormFinding
from lexflux.decision.presumptions import Presumption, find_presumptions
from lexflux.decision.receipt import make_receipt
from lexflux.decision.words import DecisionWords
from lexflux.explain.considered import find_considered
from lexflux.explain.lines import Line, Section, bullets, fact_words, text_lines
from lexflux.explain.norms import fact_lines, norm_sections
from lexflux.explain.reasons import Reason, why
from lexflux.explain.report import (
    closing,
    headline,
    sections,
    stated_of,
    title,
    unread_words,
)
from lexflux.explain.scope import find_out_of_scope
from lexflux.facts.transfer import bounds
from lexflux.law.conditions import Range, Value
from lexflux.law.lawbook import text
from lexflux.terms import TYPE, compact, local

ANSWER_SCHEMA = "lexflux-answer/1"


def as_text(decision: Decision, language: str, full: bool = False) -> str:
    """Return the answer as plain text: in short on one screen, or the ``full`` one."""
    words = DecisionWords(decision, language)
    parts = ["\n".join((*title(decision), *headline(decision, language)))]
    parts += [
        section.title + "\n" + "\n".join(text_lines(words, section.lines, 1))
        for section in sections(decision, language, full)
    ]
    return "\n\n".join([*parts, "\n".join(closing(decision, language, full))]) + "\n"


def as_explanation(decision: Decision, language: str, norms: tuple[str, ...] = ()) -> str:
    """Return the norms with their reasons as an indented tree of plain text."""
    words = DecisionWords(decision, language)
    parts = ["\n".join((*title(decision), *headline(decision, language)))]
    for section in norm_sections(decision, language, norms):
        parts.append(section.title + "\n" + "\n".join(_branches(words, section.lines, "")))
    return "\n\n".join([*parts, "\n".join(closing(decision, language))]) + "\n"


def _branches(words: DecisionWords, lines: list[Line], indent: str) -> list[str]:
    found = []
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        mark = f"{line.mark} " if line.mark else ""
        cites = f"  [{words.cite(line.cites)}]" if line.cites else ""
        found.append(indent + ("└─ " if last else "├─ ") + mark + line.text + cites)
        found += _branches(words, line.below, indent + ("   " if last else "│  "))
    return found


def as_markdown(decision: Decision, language: str, full: bool = False) -> str:
    """
    Return the answer in Markdown, in short.

    The ``full`` one is a memo: outcome, requirements, reasons, facts, with numbered citations and their sources.
    """
    if full:
        return _Memo(decision, language).write()
    words = DecisionWords(decision, language)
    heading, *rest = headline(decision, language)
    parts = [f"# {words.say('memo')}", *title(decision), f"**{heading}**", *rest]
    shown = sections(decision, language, full=False)
    parts += [f"## {one.title}\n\n" + "\n".join(bullets(words, one.lines)) for one in shown]
    return "\n\n".join([*parts, "---\n\n" + "  \n".join(closing(decision, language, full=False))]) + "\n"


class _Memo:
    """A memo in the making: provisions are numbered as they are first cited."""

    def __init__(self, decision: Decision, language: str) -> None:
        self.decision = decision
        self.language = language
        self.words = DecisionWords(decision, language)
        self.numbers: dict[str, int] = {}

    def write(self) -> str:
        words = self.words
        heading, *rest = headline(self.decision, self.language)
        parts = [f"# {words.say('memo')}", *title(self.decision), f"**{heading}**", *rest]
        parts += [self._section(section) for section in sections(self.decision, self.language)]
        parts += [self._section(section) for section in norm_sections(self.decision, self.language)]
        parts.append(self._section(Section(words.say("facts"), fact_lines(self.decision, self.language))))
        parts.append(self._sources())
        parts.append("---\n\n" + "  \n".join(closing(self.decision, self.language)))
        return "\n\n".join(parts) + "\n"

    def _section(self, section: Section) -> str:
        return f"## {section.title}\n\n" + "\n".join(self._lines(section.lines, 0))

    def _lines(self, lines: list[Line], depth: int) -> list[str]:
        found = []
        for line in lines:
            mark = f"{line.mark} " if line.mark and not line.mark[0].isdigit() else ""
            notes = "".join(f" [{self._number(iri)}]" for iri in line.cites)
            found.append("  " * depth + f"- {mark}{line.text}{notes}")
            found += self._lines(line.below, depth + 1)
        return found

    def _number(self, iri: str) -> int:
        return self.numbers.setdefault(iri, len(self.numbers) + 1)

    def _sources(self) -> str:
        words = self.words
        lines = [f"## {words.say('sources')}", ""]
        for iri, number in self.numbers.items():
            provision = words.book.provisions[iri]
            gist = text(provision.gists, self.language)
            links = " ".join(f"[{words.say('where it was read')}]({url})" for url in provision.urls)
            lines.append(f"{number}. {words.cite([iri])}: {gist} {links}".rstrip())
        return "\n".join(lines)


def as_data(decision: Decision, language: str) -> dict[str, Any]:
    """Return the answer as data of schema ``lexflux-answer/1``; IRIs are given relative to the Lexflux namespace."""
    words = DecisionWords(decision, language)
    book = words.book
    return {
        "schema": ANSWER_SCHEMA,
        "language": language,
        "regime": words.label(decision.regime),
        "on": decision.on.isoformat(),
        "lawKnownUntil": _day(book.known_until.get(decision.regime)),
        "verdict": local(decision.verdict),
        "verdictLabel": words.label(decision.verdict),
        "possible": [local(verdict) for verdict in decision.possible],
        "mechanism": _mechanism(words),
        "considered": [
            {
                **_norm(words, one.norm.iri),
                "perhaps": one.perhaps,
                "lacking": [_reason(words, reason) for reason in one.lacking],
            }
            for one in find_considered(decision)
        ],
        "outOfScope": [
            {
                "lacking": [_reason(words, reason) for reason in one.lacking],
                "provisions": [_provision(words, iri) for norm in one.norms for iri in norm.stated_in],
            }
            for one in find_out_of_scope(decision)
        ],
        "requirements": [
            {
                "safeguard": compact(requirement.safeguard),
                "label": words.label(requirement.safeguard),
                "due": local(requirement.due),
                "status": local(requirement.status),
                "certain": requirement.certain,
                "norms": [_norm(words, iri) for iri in requirement.norms],
                "alternatives": [
                    {
                        "safeguard": compact(one.safeguard),
                        "label": words.label(one.safeguard),
                        "norm": _norm(words, one.norm),
                    }
                    for one in requirement.alternatives
                ],
            }
            for requirement in decision.requirements
        ],
        "exemptions": [_norm(words, finding.norm.iri) for finding in decision.exemptions],
        "norms": [
            _finding(words, finding)
            for _, finding in sorted(decision.findings.items())
            if local(finding.status) != "NotTriggered"
        ],
        "missing": [
            {
                "node": fact.path,
                "property": _name(fact.prop),
                "question": text(shape.questions, language) if (shape := book.schema.shape(fact.prop)) else "",
                "state": local(fact.state),
                "decisiveness": round(fact.decisiveness, 4),
                "estimated": fact.estimated,
                "values": [{"value": compact(one), "label": words.value(one)} for one in fact.values],
                **_range(decision, fact),
                "changes": ("verdict", "conditions", "duties")[fact.turns_on],
                "norms": [_norm(words, iri) for iri in fact.norms],
            }
            for fact in decision.missing
        ],
        "combinations": [_combination(words, one) for one in find_combinations(decision)],
        "presumptions": [_presumption(words, one) for one in find_presumptions(decision)],
        "openPoints": [
            {
                "point": compact(finding.point),
                "question": text(book.open_points[finding.point].questions, language),
                "readings": [
                    {
                        "reading": local(reading),
                        "label": words.label(reading),
                        "verdicts": [local(verdict) for verdict in verdicts],
                    }
                    for reading, verdicts in finding.verdicts.items()
                ],
            }
            for finding in decision.open_points
        ],
        "gaps": [
            {"gap": compact(gap.iri), "reason": text(gap.reasons, language), "certain": certain}
            for gap, certain in decision.gaps
        ],
        "clashes": [[compact(clash.one), compact(clash.other)] for clash in decision.clashes],
        "expired": [_expired(words, one) for one in decision.expired],
        "notAccepted": [
            {"node": one.path, "safeguard": compact(one.safeguard), "norms": list(map(compact, one.norms))}
            for one in find_unaccepted(decision)
        ],
        "presumedOfSafeguards": [
            {"nodes": list(one.paths), "property": _name(one.prop), "value": _plain(one.value)}
            for one in find_given(decision)
        ],
        "notReadInTheOriginal": [_provision(words, iri) for iri in decision.less_than_read],
        "factsNotRead": [
            {
                "node": fact.path,
                "property": local(fact.prop),
                "values": [_plain(value) for value in fact.values],
                "words": unread_words(words, fact),
            }
            for fact in decision.unread
        ],
        "receipt": make_receipt(decision),
        "notice": words.say("disclaimer"),
    }


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def _mechanism(words: DecisionWords) -> dict[str, Any] | None:
    found = find_mechanism(words.decision)
    if found is None:
        return None
    return {
        "way": str(found.way),
        "safeguards": [compact(one.safeguard) for one in found.requirements],
        "norms": [_norm(words, iri) for iri in found.norms],
    }


def _combination(words: DecisionWords, combination: Combination) -> dict[str, Any]:
    return {
        "verdict": local(combination.verdict),
        "example": [
            {"node": path, "property": _name(prop), "value": compact(value), "label": words.value(value)}
            for path, prop, value in combination.example
        ],
    }


def _name(prop: str) -> str:
    return "kind" if prop == TYPE else local(prop)


def _expired(words: DecisionWords, expired: Expired) -> dict[str, Any]:
    return {
        "safeguard": compact(expired.safeguard),
        **({"day": expired.until.isoformat()} if expired.until else {}),
        "reason": expired.reason,
        **({"needed": compact(expired.needed), "stated": stated_of(words, expired)} if expired.needed else {}),
        "provisions": [_provision(words, iri) for iri in expired.grounds(words.book)],
    }


def _range(decision: Decision, fact: MissingFact) -> dict[str, Any]:
    found = decision.facts.nodes[fact.path].ranges.get(fact.prop)
    return {} if found is None else {"range": bounds(found)}


def _plain(value: Value | Range) -> Any:
    match value:
        case Range():
            return bounds(value)
        case datetime.date():
            return value.isoformat()
        case str():
            return local(value)
        case _:
            return value


def _presumption(words: DecisionWords, presumption: Presumption) -> dict[str, Any]:
    return {
        "nodes": list(presumption.paths),
        "property": _name(presumption.prop),
        "values": [{"value": compact(one), "label": words.value(one)} for one in presumption.values],
        "possible": [local(verdict) for verdict in presumption.possible],
        "helps": presumption.helps,
        "requires": [compact(safeguard) for safeguard in presumption.requires],
        "norms": [_norm(words, iri) for iri in presumption.norms],
    }


def _norm(words: DecisionWords, iri: str) -> dict[str, Any]:
    return {
        "norm": compact(iri),
        "label": words.norm(iri),
        "provisions": [_provision(words, one) for one in words.book.norms[iri].stated_in],
    }


def _provision(words: DecisionWords, iri: str) -> dict[str, Any]:
    provision = words.book.provisions[iri]
    return {
        "provision": provision.identifier,
        "citation": words.book.citation(iri, words.language),
        "confidence": local(provision.confidence),
        "urls": list(provision.urls),
    }


def _finding(words: DecisionWords, finding: NormFinding) -> dict[str, Any]:
    reason = why(words.decision.evaluation, finding.norm.condition)
    return {
        **_norm(words, finding.norm.iri),
        "modality": local(finding.norm.modality),
        "status": local(finding.status),
        "defeatedBy": [
            {
                "norm": compact(attack.prevailing),
                "precedence": compact(attack.precedence) if attack.precedence else None,
            }
            for attack in finding.attacks
        ],
        "because": _reason(words, reason),
    }


def _reason(words: DecisionWords, reason: Reason) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": reason.kind, "truth": reason.truth.value}
    if reason.kind == "element":
        stated_in = words.book.element_sources.get(reason.iri, ())
        data |= {
            "element": compact(reason.iri),
            "label": words.label(reason.iri),
            "provisions": [_provision(words, iri) for iri in stated_in],
        }
    if reason.kind == "fact":
        data["fact"] = fact_words(words, reason) if reason.prop else words.label(reason.iri)
    if reason.children:
        data["because"] = [_reason(words, child) for child in reason.children]
    return data


def as_json(decision: Decision, language: str) -> str:
    """Return the answer as JSON text."""
    return json.dumps(as_data(decision, language), ensure_ascii=False, indent=2) + "\n"


def as_csv(decision: Decision, language: str) -> str:
    """Return the requirements as CSV, one row for each after a row of column names; each row has the verdict too."""
    words = DecisionWords(decision, language)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(("verdict", "due", "safeguard", "status", "certain", "provisions"))
    for requirement in decision.requirements:
        provisions = dict.fromkeys(iri for norm in requirement.norms for iri in words.book.norms[norm].stated_in)
        labels = [
            words.label(iri) for iri in (decision.verdict, requirement.due, requirement.safeguard, requirement.status)
        ]
        writer.writerow((*labels, words.say("yes" if requirement.certain else "no"), words.cite(provisions)))
    return buffer.getvalue()


def as_turtle(decision: Decision) -> str:
    """Return the decision graph as Turtle text."""
    from lexflux.explain.graph import decision_graph

    return decision_graph(decision).serialize(format="turtle")
