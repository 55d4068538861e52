"""By which way the data may go, what was considered and is not available, and why a law does not apply."""

from __future__ import annotations

from collections.abc import Iterator

from lexflux.decision.evaluation import Truth
from lexflux.decision.mechanism import Mechanism, Way, find_mechanism
from lexflux.decision.outcome import NormFinding, Requirement
from lexflux.decision.words import DecisionWords
from lexflux.explain.considered import Considered, elements, find_considered
from lexflux.explain.lines import Line, Section, designation_lines, reason_lines
from lexflux.explain.reasons import why
from lexflux.explain.requirements import established
from lexflux.explain.scope import find_out_of_scope

MARKS = {Way.BARRED: "✗", Way.LACKING: "✗", Way.OPEN: "?", Way.IN_PLACE: "✓", Way.EXEMPT: "✓", Way.NONE_ASKED: "✓"}
PHRASES = {
    Way.BARRED: "way barred",
    Way.LACKING: "way lacking",
    Way.OPEN: "way open",
    Way.IN_PLACE: "way in place",
    Way.EXEMPT: "way exempt",
    Way.NONE_ASKED: "way none asked",
}


def mechanism(words: DecisionWords) -> Section:
    """Return the way by which the data may go, in one line for each mechanism, exemption or prohibition."""
    found = find_mechanism(words.decision)
    return Section(words.say("mechanism"), list(_mechanism_lines(words, found)) if found else [])


def _mechanism_lines(words: DecisionWords, found: Mechanism) -> Iterator[Line]:
    mark, phrase = MARKS[found.way], PHRASES[found.way]
    if found.way in (Way.BARRED, Way.NONE_ASKED):
        yield Line(words.say(phrase), mark)
    for requirement in found.met:
        said = words.say(PHRASES[Way.IN_PLACE], what=_in_place(words, requirement))
        yield Line(said, MARKS[Way.IN_PLACE], established(words.decision, requirement))
    for requirement in found.requirements:
        said = words.say(phrase, what=_in_place(words, requirement))
        yield Line(said, mark, established(words.decision, requirement))
    for iri in found.norms if found.way in (Way.EXEMPT, Way.OPEN) else ():
        norm = words.book.norms[iri]
        open_to = "way perhaps barred" if found.way == Way.OPEN else phrase
        line = Line(words.say(open_to, what=words.norm(iri)), mark, norm.stated_in)
        if found.way == Way.EXEMPT:
            line.below += designation_lines(words, why(words.decision.evaluation, norm.condition))
        yield line


def _in_place(words: DecisionWords, requirement: Requirement) -> str:
    """Return a required mechanism, with what stands in its place if something does."""
    others = [words.label(one.safeguard) for one in requirement.alternatives if one.in_place]
    name = words.label(requirement.safeguard)
    return words.bracketed(name, words.say("by", named=words.joined(dict.fromkeys(others)))) if others else name


def considered(words: DecisionWords) -> Section:
    """Return the exemptions and permissions that are claimed and not available, each with what fails or is open."""
    return Section(words.say("considered"), [_considered_line(words, one) for one in find_considered(words.decision)])


def _considered_line(words: DecisionWords, one: Considered) -> Line:
    lacking = [line for reason in one.lacking for line in reason_lines(words, reason)]
    return Line(words.norm(one.norm.iri), "?" if one.perhaps else "✗", one.norm.stated_in, lacking)


def way_lacks(words: DecisionWords, finding: NormFinding) -> Iterator[str]:
    """Yield what a permission that cannot hold lacks, or what prevails over it."""
    evaluation = words.decision.evaluation
    reasons = (why(evaluation, part) for part in elements(evaluation.book, finding.norm.condition))
    lines = [line for one in reasons if one.truth is not Truth.TRUE for line in reason_lines(words, one)]
    yield from dict.fromkeys(one.text for line in lines for one in (line.below or [line]))
    yield from dict.fromkeys(words.norm(attack.prevailing) for attack in finding.attacks)


def out_of_scope(words: DecisionWords) -> Section:
    """Return why a law does not reach a transfer: what fails, and which rules on scope ask for it."""
    lines: list[Line] = []
    for found in find_out_of_scope(words.decision):
        lines += (line for reason in found.lacking for line in reason_lines(words, reason))
        cites = dict.fromkeys(iri for norm in found.norms for iri in norm.stated_in)
        lines.append(Line(words.say("scope asks"), cites=tuple(cites)))
    return Section(words.say("out of scope"), lines)
