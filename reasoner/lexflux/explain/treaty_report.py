"""What binds two places, as text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lexflux.analysis.disciplines import Discipline, TopicFinding
from lexflux.analysis.tension import Demand, DomesticLaw, Tension
from lexflux.analysis.treaties import LeftOut, Relation
from lexflux.explain.lines import Line, Section, bullets, text_lines
from lexflux.explain.treaty_records import receipt
from lexflux.explain.treaty_words import TreatyWords
from lexflux.law.agreements import AVAILABILITY_UNKNOWN, UNAVAILABLE, Argument, TreatyException
from lexflux.law.lawbook import text
from lexflux.terms import LF

MOST_NAMED = 6


def sections(words: TreatyWords) -> list[Section]:
    """Return the sections of an answer, empty ones left out."""
    answer = words.answer
    found = [
        Section(
            words.say("binding both"), [*(_relation(words, relation) for relation in answer.binding), *_beyond(words)]
        ),
        Section(words.say("not between"), [_left_out(words, one) for one in answer.left_out]),
        *(_topic(words, finding) for finding in answer.topics if finding.disciplines[0].commitment.disciplines),
        Section(
            words.say("other topics"),
            [_other_topic(words, one) for one in answer.topics if not one.disciplines[0].commitment.disciplines],
        ),
        Section(words.say("absent"), _absent(words)),
        Section(words.say("asked"), _unanswered(words)),
        *(_domestic(words, law) for law in answer.domestic if answer.binding),
        Section(words.say("arguments"), _arguments(words, answer.arguments)),
        Section(words.say("on accession"), _arguments(words, answer.on_accession)),
        Section(words.say("soft agreements"), [_soft(words, relation) for relation in answer.soft]),
        Section(words.say("not shared"), [_standings(words, relation) for relation in answer.not_shared]),
        Section(
            words.say("unrecorded"),
            [Line(words.joined(map(words.agreement, answer.unrecorded)), "?")] if answer.unrecorded else [],
        ),
    ]
    return [section for section in found if section.lines]


def _relation(words: TreatyWords, relation: Relation) -> Line:
    since = words.say("between the two since", day=relation.since) if relation.since else words.say("since unknown")
    line = Line(words.dotted((words.agreement(relation.agreement), since)), "●")
    title = text(words.book.instruments[relation.agreement].titles, words.language)
    if title != words.agreement(relation.agreement):
        line.below.append(Line(title))
    line.below.append(
        Line(words.dotted(words.standing(side, memberships) for side, memberships in enumerate(relation.standings)))
    )
    line.below.append(_settlement(words, relation.agreement))
    if not any(one.agreement == relation.agreement for one in words.agreements.commitments.values()):
        line.below.append(Line(words.say("no commitments")))
    return line


def _settlement(words: TreatyWords, agreement: str) -> Line:
    """Return whether an agreement has dispute settlement, and for how many commitments that is shut out on the day."""
    settlement = words.agreements.settlements.get(agreement)
    found = {
        one.commitment.iri: one
        for finding in words.answer.topics
        for one in finding.disciplines
        if one.commitment.agreement == agreement
    }
    shut_out = [one for one in found.values() if UNAVAILABLE in [side.availability for side in one.enforcement]]
    said = words.label(settlement.availability if settlement else AVAILABILITY_UNKNOWN)
    if shut_out and settlement and settlement.availability != UNAVAILABLE:
        said = words.say("shut out", availability=said, count=len(shut_out), all=len(found))
    return Line(words.pair(words.label(LF + "DisputeSettlement"), said), "", settlement.stated_in if settlement else ())


def _beyond(words: TreatyWords) -> list[Line]:
    """Return that nothing binds the two, if so, and what will be the next to do so."""
    lines = [] if words.answer.binding else [Line(words.say("nothing shared"))]
    lines.append(Line(words.say("not complete"), "?"))
    later = words.answer.next_shared
    if later is not None:
        lines.append(Line(words.say("next shared", agreement=words.agreement(later.agreement), day=later.since)))
    return lines


def _left_out(words: TreatyWords, one: LeftOut) -> Line:
    line = Line(words.agreement(one.relation.agreement), "○")
    if one.because is None:
        line.below.append(Line(words.say("one party")))
    else:
        reason = words.says(one.because.reasons, one.because.stated_in)
        line.below.append(Line(reason + words.confidence(one.because.confidence), "", one.because.stated_in))
    line.below.append(
        Line(words.dotted(words.standing(side, memberships) for side, memberships in enumerate(one.relation.standings)))
    )
    return line


def _standings(words: TreatyWords, relation: Relation) -> Line:
    """Return how both stand in an agreement; if nothing is known of one of them, only the other is named."""
    rank = words.label(words.book.instruments[relation.agreement].rank)
    named = words.bracketed(words.agreement(relation.agreement), rank)
    stated = [words.standing(side, memberships) for side, memberships in enumerate(relation.standings) if memberships]
    return Line(words.dotted((named, *stated)), "○")


def _soft(words: TreatyWords, relation: Relation) -> Line:
    """Return an agreement that binds neither, with what it says."""
    line = _standings(words, relation)
    for one in words.agreements.commitments.values():
        if one.agreement == relation.agreement:
            said = words.bracketed(words.label(one.iri), words.label(one.strength))
            line.below.append(Line(words.noted(said, one.stated_in)))
    return line


def _topic(words: TreatyWords, finding: TopicFinding) -> Section:
    strongest, others = finding.disciplines[: finding.strongest], finding.disciplines[finding.strongest :]
    return Section(
        words.say("topic", topic=words.label(finding.topic)),
        [*(_strongest(words, one) for one in strongest), *(_weaker(words, one) for one in others)],
    )


def _other_topic(words: TreatyWords, finding: TopicFinding) -> Line:
    named = dict.fromkeys(
        words.bracketed(words.cite(one.commitment.stated_in), words.force(one)) for one in finding.disciplines
    )
    return Line(words.pair(words.label(finding.topic), words.listed(named)))


def _head(words: TreatyWords, one: Discipline) -> str:
    commitment = one.commitment
    enforcement = words.enforcement(one) if commitment.disciplines else ""
    return words.dotted((words.cite(commitment.stated_in), words.force(one), words.confined(commitment), enforcement))


def _absent(words: TreatyWords) -> list[Line]:
    """Return on which of the topics asked for, or on any, an agreement that binds the two has no commitment."""
    binding = {relation.agreement for relation in words.answer.binding}
    found = [
        one
        for one in words.agreements.absent
        if one.agreement in binding and (not words.answer.asked or one.topic in words.answer.asked)
    ]
    return [
        Line(words.dotted((words.label(one.topic), words.cite(one.stated_in))) + words.confidence(one.confidence), "○")
        for one in found
    ]


def _unanswered(words: TreatyWords) -> list[Line]:
    """Return the topics that were asked for and on which none of the agreements that bind the two says anything."""
    found = {one.topic for one in words.answer.topics}
    return [
        Line(words.say("nothing on", topic=words.label(topic)), "○")
        for topic in words.answer.asked
        if topic not in found
    ]


def _strongest(words: TreatyWords, one: Discipline) -> Line:
    """Return a commitment with what it says, why it can perhaps not be enforced, and all ways out of it."""
    said = [words.says({}, one.commitment.stated_in), words.limits(one.commitment)]
    exceptions = [(LF + "TreatyException", words.exception(found), found.stated_in) for found in one.exceptions]
    exclusions = [
        (LF + "ScopeExclusion", words.says(found.gists, found.stated_in), found.stated_in) for found in one.exclusions
    ]
    ways_out = [
        Line(words.noted(words.pair(words.label(kind), said), stated_in))
        for kind, said, stated_in in (*exceptions, *exclusions)
    ]
    return Line(_head(words, one), "●", (), [*(Line(part) for part in said if part), *_grounds(words, one), *ways_out])


def _weaker(words: TreatyWords, one: Discipline) -> Line:
    """Return a commitment in short: what it is, and the exceptions in one line."""
    line = Line(words.pair(_head(words, one), words.label(one.commitment.iri)), "○")
    if limits := words.limits(one.commitment):
        line.below.append(Line(limits))
    if one.exceptions and one.commitment.disciplines:
        line.below.append(_exceptions(words, one.exceptions))
    return line


def _exceptions(words: TreatyWords, exceptions: Sequence[TreatyException]) -> Line:
    """Return exceptions from a commitment, of whose agreement they are, in one line."""
    said = [words.noted(words.exception(found), found.stated_in) for found in exceptions]
    return Line(words.say("may be saved", exceptions=words.listed(said)))


def _grounds(words: TreatyWords, one: Discipline) -> list[Line]:
    """Return why a commitment cannot, or perhaps not yet, be enforced."""
    lines = {}
    for enforcement in one.enforcement:
        for exclusion in enforcement.exclusions:
            gist = words.says(exclusion.gists, exclusion.stated_in)
            until = (
                words.bracketed(gist.rstrip(".。"), words.say("until", day=exclusion.validity.end))
                if exclusion.validity.end
                else gist
            )
            lines[exclusion.iri] = Line(
                words.noted(words.pair(words.label(LF + "DisputeExclusion"), until), exclusion.stated_in)
            )
        for period in enforcement.grace_periods:
            lines[period.iri] = Line(
                words.noted(words.pair(words.label(LF + "GracePeriod"), words.grace(period)), period.stated_in)
            )
    return list(lines.values())


def _domestic(words: TreatyWords, law: DomesticLaw) -> Section:
    title = words.say("tension", place=words.label(law.place))
    if not law.regimes:
        return Section(title, [Line(words.say("no regime"), "?")])
    if not law.tensions:
        return Section(title, [Line(words.say("no tension", count=law.in_force), "?")])
    return Section(title, [Line(words.say("own analysis")), *(_tension(words, law.place, one) for one in law.tensions)])


def _tension(words: TreatyWords, place: str, one: Tension) -> Line:
    line = Line(words.say("amounts to", kinds=words.joined(map(words.label, one.kinds))), "!")
    line.below += [_demand(words, demand) for demand in one.demands]
    line.below += [_against(words, place, discipline) for discipline in one.disciplines]
    return line


def _demand(words: TreatyWords, one: Demand) -> Line:
    provisions = list(dict.fromkeys(iri for norm in one.norms for iri in norm.stated_in))
    norms = words.say("norms in force", count=len(one.norms))
    if one.alternatives:
        norms = words.joined((norms, words.say("one of several ways", count=len(one.alternatives))))
    measures = words.bracketed(words.joined(map(words.label, one.measures)), norms)
    return Line(words.pair(measures, _by_instrument(words, provisions)))


def _named(words: TreatyWords, iris: Iterable[str]) -> str:
    """Return provisions under their instruments, and whatever else by its name."""
    provisions = sorted(iri for iri in iris if iri in words.book.provisions)
    others = sorted(
        words.agreement(iri) if iri in words.book.instruments else words.label(iri)
        for iri in iris
        if iri not in provisions
    )
    return words.listed([_by_instrument(words, provisions), *others] if provisions else others)


def _by_instrument(words: TreatyWords, provisions: Sequence[str]) -> str:
    """Return provisions under the short titles of their instruments, only counted where one instrument has many."""
    numbers: dict[str, list[str]] = {}
    for iri in provisions:
        provision = words.book.provisions[iri]
        numbers.setdefault(words.agreement(provision.instrument), []).append(words.number(iri))
    return words.listed(_of_instrument(words, title, sorted(found, key=_natural)) for title, found in numbers.items())


def _of_instrument(words: TreatyWords, title: str, numbers: list[str]) -> str:
    named = words.joined(numbers) if len(numbers) <= MOST_NAMED else words.say("provisions", count=len(numbers))
    return f"《{title}》{named}" if words.language == "zh" else f"{title}, {named}"


def _natural(number: str) -> list[tuple[int, str]]:
    """Return a key that sorts article 9 before article 10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", number)]


def _against(words: TreatyWords, place: str, one: Discipline) -> Line:
    enforcement = next(found for found in one.enforcement if found.respondent == place)
    commitment = one.commitment
    against = words.say("disciplined by", commitment=words.cite(commitment.stated_in))
    line = Line(
        words.dotted(
            (
                against,
                words.bracketed(words.label(commitment.strength), words.label(enforcement.commitment_class)),
                words.confined(commitment),
                words.outcome(enforcement),
            )
        )
    )
    if enforcement.exceptions:
        line.below.append(_exceptions(words, enforcement.exceptions))
    if one.exclusions:
        outside = [words.noted(words.label(found.iri), found.stated_in) for found in one.exclusions]
        line.below.append(Line(words.say("may be outside", exclusions=words.listed(outside))))
    return line


def _arguments(words: TreatyWords, arguments: Sequence[Argument]) -> list[Line]:
    """Return the arguments, each with those that answer it below it."""
    shown = {one.iri: _argument(words, one) for one in arguments}
    top = []
    for one in arguments:
        answered = [iri for iri in one.answers if iri in shown]
        for iri in answered:
            shown[iri].below.append(shown[one.iri])
        if not answered:
            top.append(shown[one.iri])
    return top


def _argument(words: TreatyWords, one: Argument) -> Line:
    ground = (
        words.bracketed(words.label(one.stance), words.label(one.ground)) if one.ground else words.label(one.stance)
    )
    line = Line(words.pair(ground, text(one.gists, words.language)) + words.confidence(one.confidence), "→")
    under = _named(words, one.invokes)
    remark = words.binds(one)
    against = words.bracketed(under, remark) if remark else under
    line.below.append(Line(words.say("set against", law=_named(words, one.concerns), agreements=against)))
    for source in one.sources:
        urls = words.agreements.source_urls.get(source, ())
        line.below.append(Line(words.dotted((words.label(source), *urls))))
    return line


def as_text(words: TreatyWords) -> str:
    """Return the answer as plain text."""
    parts = ["\n".join(_headline(words))]
    parts += [section.title + "\n" + "\n".join(text_lines(words, section.lines, 1)) for section in sections(words)]
    return "\n\n".join([*parts, "\n".join(_closing(words))]) + "\n"


def as_markdown(words: TreatyWords) -> str:
    """Return the answer as Markdown."""
    heading, *rest = _headline(words)
    parts = [f"# {heading}", *rest]
    parts += [f"## {section.title}\n\n" + "\n".join(bullets(words, section.lines)) for section in sections(words)]
    return "\n\n".join([*parts, "---\n\n" + "  \n".join(_closing(words))]) + "\n"


def _headline(words: TreatyWords) -> list[str]:
    places = [words.label(place) for place in words.answer.places]
    return [
        words.say("treaties of", one=places[0], other=places[1], day=words.answer.on),
        words.say("treaty notice"),
        words.say("treaty marks"),
    ]


def _closing(words: TreatyWords) -> list[str]:
    found = receipt(words)
    line = words.say("receipt line", tool=found["tool"], law=found["law"][:12], answer=found["answer"][:12])
    return [words.pair(words.say("receipt"), line), words.say("disclaimer")]
