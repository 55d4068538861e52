"""Why each norm is effective, defeated, open or not triggered, and the facts as stated."""

from __future__ import annotations

from collections.abc import Iterable

from lexflux.decision.outcome import Decision, NormFinding
from lexflux.decision.statuses import NormStatus
from lexflux.decision.words import DecisionWords
from lexflux.explain.lines import Line, Section, reason_lines
from lexflux.explain.reasons import why
from lexflux.law.lawbook import text
from lexflux.terms import DATE, SAFEGUARD


def norm_lines(decision: Decision, language: str, finding: NormFinding) -> Line:
    """Return why a norm is effective, defeated, open or not triggered, down to the facts."""
    words = DecisionWords(decision, language)
    norm = finding.norm
    mark = {NormStatus.EFFECTIVE: "✓", NormStatus.NOT_TRIGGERED: "✗", NormStatus.DEFEATED: "⊘"}.get(finding.status, "?")
    status = words.joined((words.label(norm.modality), words.label(finding.status)))
    line = Line(words.pair(words.norm(norm.iri), status), mark, norm.stated_in)
    for iri in norm.stated_in[:1]:
        line.below.append(Line(text(words.book.provisions[iri].gists, language)))
    key = "defeated by" if finding.status == NormStatus.DEFEATED else "may be defeated by"
    for attack in finding.attacks:
        prevailing = words.book.norms[attack.prevailing]
        said = words.say(key, norm=words.norm(prevailing.iri))
        line.below.append(Line(said, "⊘", prevailing.stated_in, [_ground(words, attack.precedence)]))
    line.below.extend(reason_lines(words, why(decision.evaluation, norm.condition)))
    return line


def _ground(words: DecisionWords, precedence: str | None) -> Line:
    """Return on what a defeat rests: a precedence, or that the exemption itself names the mechanism."""
    if precedence is None:
        return Line(words.say("names mechanism"))
    found = words.book.precedences[precedence]
    clause = words.say("clause", clause=words.label(found.iri), principle=words.label(found.principle))
    return Line(clause, cites=found.stated_in)


def norm_sections(decision: Decision, language: str, norms: Iterable[str] = ()) -> list[Section]:
    """Return the norms by status with their reasons: those named in ``norms``, or all that were triggered or open."""
    words = DecisionWords(decision, language)
    named = set(norms)
    statuses = {"effective": NormStatus.EFFECTIVE, "defeated": NormStatus.DEFEATED, "unsettled": NormStatus.UNSETTLED}
    if named:
        statuses["not triggered"] = NormStatus.NOT_TRIGGERED
    found = []
    for key, status in statuses.items():
        findings = [finding for finding in decision.with_status(status) if not named or finding.norm.iri in named]
        found.append(Section(words.say(key), [norm_lines(decision, language, finding) for finding in findings]))
    return [section for section in found if section.lines]


def fact_lines(decision: Decision, language: str) -> list[Line]:
    """Return the facts as stated, node by node."""
    words = DecisionWords(decision, language)
    lines = []
    for path, node in sorted(decision.stated.nodes.items(), key=lambda pair: pair[0] != "transfer"):
        kinds = words.joined(sorted(map(words.label, node.kinds)))
        line = Line(words.pair(words.node(path), kinds) if kinds else words.node(path))
        for prop, values in node.values.items():
            shown = [words.value(value) for value in values if value not in decision.stated.nodes]
            if shown and prop not in (SAFEGUARD, DATE):
                line.below.append(Line(words.pair(words.property(prop), words.joined(shown))))
        for prop, found in node.ranges.items():
            line.below.append(Line(words.pair(words.property(prop), words.value(found))))
        lines.append(line)
    return lines
