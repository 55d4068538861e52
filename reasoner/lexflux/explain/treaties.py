"""What binds two places, in words: text, Markdown, CSV, JSON. All are views of one answer in one language."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lexflux.agreements import (
    AVAILABILITY_UNKNOWN,
    AVAILABLE,
    UNAVAILABLE,
    Agreements,
    Argument,
    Commitment,
    GracePeriod,
    Membership,
    TreatyException,
)
from lexflux.explain.render import text_lines
from lexflux.explain.report import Line, Section, Wording
from lexflux.knowledge import tool_version
from lexflux.lawbook import LawBook, text
from lexflux.receipt import digest
from lexflux.terms import LF, compact, local
from lexflux.treaties import Demand, Discipline, DomesticLaw, Enforcement, LeftOut, Relation, Tension, TopicFinding, Treaties

SCHEMA = "lexflux-treaties/1"
MOST_NAMED = 6
OUTCOMES = {AVAILABLE: "enforceable", UNAVAILABLE: "not enforceable", AVAILABILITY_UNKNOWN: "enforceability unknown"}


class TreatyWords(Wording):
    """The words of one language for an answer about agreements."""

    def __init__(self, answer: Treaties, book: LawBook, agreements: Agreements, language: str) -> None:
        super().__init__(book, language)
        self.answer = answer
        self.agreements = agreements

    def agreement(self, iri: str) -> str:
        """Return the short title of an agreement."""
        instrument = self.book.instruments[iri]
        return text(instrument.short_titles, self.language) or text(instrument.titles, self.language)

    def says(self, gists: Mapping[str, str], provisions: Sequence[str]) -> str:
        """Return what something says in our own words, from itself or else from its provision."""
        return text(gists, self.language) or " ".join(text(self.book.provisions[iri].gists, self.language) for iri in provisions[:1])

    def dotted(self, parts: Iterable[str]) -> str:
        """Return parts beside each other, empty ones left out."""
        return " · ".join(part for part in parts if part)

    def listed(self, parts: Iterable[str]) -> str:
        """Return longer parts as a list."""
        return ("；" if self.language == "zh" else "; ").join(parts)

    def numbers(self, provisions: Iterable[str]) -> str:
        """Return the numbers of provisions whose agreement has just been named, with a mark for what was not read in the original."""
        found = []
        for provision in (self.book.provisions[iri] for iri in provisions):
            unread = provision.confidence != LF + "Read"
            found += [text(provision.labels, self.language), *[self.label(provision.confidence)] * unread]
        return self.joined(found)

    def noted(self, said: str, provisions: Iterable[str]) -> str:
        """Return words with the numbers of the provisions on which they rest."""
        return f"{said} [{self.numbers(provisions)}]"

    def confidence(self, iri: str) -> str:
        """Return a mark for what was not read in the original."""
        return "" if iri == LF + "Read" else f" [{self.label(iri)}]"

    def standing(self, side: int, memberships: Sequence[Membership]) -> str:
        """Return how one of the two places stands in an agreement: as what, through whom, since when."""
        return self.pair(self.label(self.answer.places[side]), self.listed(map(self._standing, memberships)))

    def _standing(self, one: Membership) -> str:
        start, end = one.validity.start, one.validity.end
        since = self.say("since unknown") if start is None else self.say("since" if start <= self.answer.on else "only from", day=start)
        until = self.say("until", day=end) if end else ""
        through = "" if one.place in self.answer.places else self.say("through", union=self.label(one.place))
        parts = [part for part in (self.label(one.standing), through, since, until) if part]
        unread = [self.label(one.confidence)] * (one.confidence != LF + "Read")
        return ("，" if self.language == "zh" else ", ").join([" ".join(parts) if self.language == "en" else "，".join(parts), *unread])

    def confined(self, commitment: Commitment) -> str:
        """Return the sectors to which a commitment is confined, if it is."""
        sectors = self.joined(map(self.label, commitment.confined_to))
        return self.pair(self.label(LF + "confinedTo"), sectors) if sectors else ""

    def exception(self, exception: TreatyException) -> str:
        """Return the ground of an exception and the test that a measure must stand under it."""
        nature = {True: self.say("objective"), False: self.say("subjective"), None: ""}[exception.is_objective]
        test = self.label(exception.test) if exception.test else self.say("test unknown")
        parts = [
            self.bracketed(test, nature) if nature else test,
            *[self.say("double necessity")] * exception.has_lead_in,
            *[self.say("self-judging")] * exception.is_self_judging,
            *[self.say("undisputable")] * exception.is_undisputable,
        ]
        return self.pair(self.label(exception.ground), self.joined(parts))

    def outcome(self, enforcement: Enforcement) -> str:
        """Return whether a commitment can be enforced against one place."""
        if enforcement.suspended:
            return self.say("suspended")
        outcome = self.say(OUTCOMES[enforcement.availability])
        if enforcement.availability != UNAVAILABLE and enforcement.exclusions:
            outcome = self.say("except over", outcome=outcome, measures=self.joined(text(one.limited_to, self.language) for one in enforcement.exclusions))
        return outcome if enforcement.suspended is False else self.dotted((outcome, self.say("perhaps suspended")))

    def enforcement(self, discipline: Discipline) -> str:
        """Return whether a commitment can be enforced, for each side if they differ."""
        outcomes = [self.outcome(one) for one in discipline.enforcement]
        if outcomes[0] == outcomes[1]:
            return outcomes[0]
        against = [
            self.say("against place", place=self.label(one.respondent), outcome=said) for one, said in zip(discipline.enforcement, outcomes, strict=True)
        ]
        return self.dotted(against)

    def grace(self, period: GracePeriod) -> str:
        """Return until when a grace period lasts."""
        until = period.until or self.say("unknown day")
        key = "grace extendable" if period.extendable_until else "grace"
        return self.say(key, place=self.label(period.place), until=until, limit=period.extendable_until)


def sections(words: TreatyWords) -> list[Section]:
    """Return the sections of an answer, empty ones left out."""
    answer = words.answer
    found = [
        Section(words.say("binding both"), [_relation(words, relation) for relation in answer.binding] or [_nothing_shared(words)]),
        Section(words.say("not between"), [_left_out(words, one) for one in answer.left_out]),
        *(_topic(words, finding) for finding in answer.topics if finding.disciplines[0].commitment.disciplines),
        Section(words.say("other topics"), [_other_topic(words, one) for one in answer.topics if not one.disciplines[0].commitment.disciplines]),
        *(_domestic(words, law) for law in answer.domestic if answer.binding),
        Section(words.say("arguments"), _arguments(words)),
        Section(words.say("soft agreements"), [_soft(words, relation) for relation in answer.soft]),
        Section(words.say("not shared"), [_standings(words, relation) for relation in answer.not_shared]),
        Section(words.say("unrecorded"), [Line(words.joined(map(words.agreement, answer.unrecorded)), "?")] if answer.unrecorded else []),
    ]
    return [section for section in found if section.lines]


def _relation(words: TreatyWords, relation: Relation) -> Line:
    since = words.say("between the two since", day=relation.since) if relation.since else words.say("since unknown")
    line = Line(words.dotted((words.agreement(relation.agreement), since)), "●")
    title = text(words.book.instruments[relation.agreement].titles, words.language)
    line.below += [Line(title)] * (title != words.agreement(relation.agreement))
    line.below.append(Line(words.dotted(words.standing(side, memberships) for side, memberships in enumerate(relation.standings))))
    line.below.append(_settlement(words, relation.agreement))
    if not any(one.agreement == relation.agreement for one in words.agreements.commitments.values()):
        line.below.append(Line(words.say("no commitments")))
    return line


def _settlement(words: TreatyWords, agreement: str) -> Line:
    """Return whether an agreement has dispute settlement, and for how many of its commitments that is shut out today."""
    settlement = words.agreements.settlements.get(agreement)
    found = {one.commitment.iri: one for finding in words.answer.topics for one in finding.disciplines if one.commitment.agreement == agreement}
    shut_out = [one for one in found.values() if UNAVAILABLE in [side.availability for side in one.enforcement]]
    said = words.label(settlement.availability if settlement else AVAILABILITY_UNKNOWN)
    if shut_out and settlement and settlement.availability != UNAVAILABLE:
        said = words.say("shut out", availability=said, count=len(shut_out), all=len(found))
    return Line(words.pair(words.label(LF + "DisputeSettlement"), said), "", settlement.stated_in if settlement else ())


def _nothing_shared(words: TreatyWords) -> Line:
    later = words.answer.next_shared
    line = Line(words.say("nothing shared"))
    if later is not None:
        line.below.append(Line(words.say("first shared", agreement=words.agreement(later.agreement), day=later.since)))
    return line


def _left_out(words: TreatyWords, one: LeftOut) -> Line:
    line = Line(words.agreement(one.relation.agreement), "○")
    if one.because is None:
        line.below.append(Line(words.say("one party")))
    else:
        reason = words.says(one.because.reasons, one.because.stated_in)
        line.below.append(Line(reason + words.confidence(one.because.confidence), "", one.because.stated_in))
    line.below.append(Line(words.dotted(words.standing(side, memberships) for side, memberships in enumerate(one.relation.standings))))
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
        words.say("topic", topic=words.label(finding.topic)), [*(_strongest(words, one) for one in strongest), *(_weaker(words, one) for one in others)]
    )


def _other_topic(words: TreatyWords, finding: TopicFinding) -> Line:
    named = dict.fromkeys(words.bracketed(words.cite(one.commitment.stated_in), words.label(one.commitment.strength)) for one in finding.disciplines)
    return Line(words.pair(words.label(finding.topic), words.listed(named)))


def _head(words: TreatyWords, one: Discipline) -> str:
    commitment = one.commitment
    enforcement = words.enforcement(one) if commitment.disciplines else ""
    return words.dotted((words.cite(commitment.stated_in), words.label(commitment.strength), words.confined(commitment), enforcement))


def _strongest(words: TreatyWords, one: Discipline) -> Line:
    """Return a commitment with what it says, why it can perhaps not be enforced, and all ways out of it."""
    gist = Line(words.says({}, one.commitment.stated_in))
    exceptions = [(LF + "TreatyException", words.exception(found), found.stated_in) for found in one.exceptions]
    exclusions = [(LF + "ScopeExclusion", words.says(found.gists, found.stated_in), found.stated_in) for found in one.exclusions]
    ways_out = [Line(words.noted(words.pair(words.label(kind), said), stated_in)) for kind, said, stated_in in (*exceptions, *exclusions)]
    return Line(_head(words, one), "●", (), [gist, *_grounds(words, one), *ways_out])


def _weaker(words: TreatyWords, one: Discipline) -> Line:
    """Return a commitment in short: what it is, and the exceptions in one line."""
    line = Line(words.pair(_head(words, one), words.label(one.commitment.iri)), "○")
    if one.exceptions and one.commitment.disciplines:
        line.below.append(_exceptions(words, one))
    return line


def _exceptions(words: TreatyWords, one: Discipline) -> Line:
    """Return all exceptions from a commitment, of whose agreement they are, in one line."""
    said = [words.noted(words.exception(found), found.stated_in) for found in one.exceptions]
    return Line(words.say("may be saved", exceptions=words.listed(said)))


def _grounds(words: TreatyWords, one: Discipline) -> list[Line]:
    """Return why a commitment cannot, or perhaps not yet, be enforced."""
    lines = {}
    for enforcement in one.enforcement:
        for exclusion in enforcement.exclusions:
            gist = words.says(exclusion.gists, exclusion.stated_in)
            until = words.bracketed(gist.rstrip(".。"), words.say("until", day=exclusion.validity.end)) if exclusion.validity.end else gist
            lines[exclusion.iri] = Line(words.noted(words.pair(words.label(LF + "DisputeExclusion"), until), exclusion.stated_in))
        for period in enforcement.grace_periods:
            lines[period.iri] = Line(words.noted(words.pair(words.label(LF + "GracePeriod"), words.grace(period)), period.stated_in))
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


def _by_instrument(words: TreatyWords, provisions: Sequence[str]) -> str:
    """Return provisions under the short titles of their instruments, only counted where one instrument has many."""
    numbers: dict[str, list[str]] = {}
    for iri in provisions:
        provision = words.book.provisions[iri]
        numbers.setdefault(words.agreement(provision.instrument), []).append(text(provision.labels, words.language))
    return words.listed(_of_instrument(words, title, sorted(found, key=_natural)) for title, found in numbers.items())


def _of_instrument(words: TreatyWords, title: str, numbers: list[str]) -> str:
    named = words.joined(numbers) if len(numbers) <= MOST_NAMED else words.say("provisions", count=len(numbers))
    return f"《{title}》{named}" if words.language == "zh" else f"{title}, {named}"


def _natural(number: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", number)]


def _against(words: TreatyWords, place: str, one: Discipline) -> Line:
    enforcement = next(found for found in one.enforcement if found.respondent == place)
    commitment = one.commitment
    against = words.say("disciplined by", commitment=words.cite(commitment.stated_in))
    line = Line(words.dotted((against, words.label(commitment.strength), words.confined(commitment), words.outcome(enforcement))))
    if one.exceptions:
        line.below.append(_exceptions(words, one))
    if one.exclusions:
        outside = [words.noted(words.label(found.iri), found.stated_in) for found in one.exclusions]
        line.below.append(Line(words.say("may be outside", exclusions=words.listed(outside))))
    return line


def _arguments(words: TreatyWords) -> list[Line]:
    """Return the arguments, each with those that answer it below it."""
    shown = {one.iri: _argument(words, one) for one in words.answer.arguments}
    top = []
    for one in words.answer.arguments:
        answered = [iri for iri in one.answers if iri in shown]
        for iri in answered:
            shown[iri].below.append(shown[one.iri])
        if not answered:
            top.append(shown[one.iri])
    return top


def _argument(words: TreatyWords, one: Argument) -> Line:
    ground = words.bracketed(words.label(one.stance), words.label(one.ground)) if one.ground else words.label(one.stance)
    provisions = tuple(sorted(iri for iri in one.invokes | one.concerns if iri in words.book.provisions))
    line = Line(words.pair(ground, text(one.gists, words.language)) + words.confidence(one.confidence), "→", provisions)
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
    parts += [f"## {section.title}\n\n" + "\n".join(_bullets(words, section.lines, 0)) for section in sections(words)]
    return "\n\n".join([*parts, "---\n\n" + "  \n".join(_closing(words))]) + "\n"


def _bullets(words: TreatyWords, lines: Iterable[Line], depth: int) -> list[str]:
    found = []
    for line in lines:
        mark = f"{line.mark} " if line.mark else ""
        cites = f" *[{words.cite(line.cites)}]*" if line.cites else ""
        found.append("  " * depth + f"- {mark}{line.text}{cites}")
        found += _bullets(words, line.below, depth + 1)
    return found


def _headline(words: TreatyWords) -> list[str]:
    places = [words.label(place) for place in words.answer.places]
    return [words.say("treaties of", one=places[0], other=places[1], day=words.answer.on), words.say("treaty notice"), words.say("treaty marks")]


def _closing(words: TreatyWords) -> list[str]:
    receipt = _receipt(words)
    line = words.say("receipt line", tool=receipt["tool"], law=receipt["law"][:12], answer=receipt["answer"][:12])
    return [words.pair(words.say("receipt"), line), words.say("disclaimer")]


def as_csv(words: TreatyWords) -> str:
    """Return one row for each topic and commitment, the strongest first; the last columns name the measures of each side in tension with it."""
    answer = words.answer
    places = [words.label(place) for place in answer.places]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    against = [words.pair(words.say("enforcement against"), place) for place in places]
    tension = [words.say("tension column", place=place) for place in places]
    columns = ("topic", "strongest", "agreement", "provision", "strength", "exceptions")
    writer.writerow((*map(words.say, ("topic column", "strongest", *columns[2:])), *against, *tension))
    for finding in answer.topics:
        for number, one in enumerate(finding.disciplines):
            writer.writerow((words.label(finding.topic), words.say("yes" if number < finding.strongest else "no"), *_cells(words, one)))
    return buffer.getvalue()


def _cells(words: TreatyWords, one: Discipline) -> list[str]:
    exceptions = words.listed(words.noted(words.exception(exception), exception.stated_in) for exception in one.exceptions)
    tensions = [
        words.joined(
            words.label(measure) for tension in law.tensions if one in tension.disciplines for demand in tension.demands for measure in demand.measures
        )
        for law in words.answer.domestic
    ]
    commitment = one.commitment
    head = [words.agreement(commitment.agreement), words.cite(commitment.stated_in), words.label(commitment.strength), exceptions]
    return [*head, *map(words.outcome, one.enforcement), *tensions]


def as_json(words: TreatyWords) -> str:
    """Return the answer as JSON text of schema ``lexflux-treaties/1``; IRIs are given relative to the Lexflux namespace."""
    return json.dumps({**_data(words), "receipt": _receipt(words)}, ensure_ascii=False, indent=2) + "\n"


def _receipt(words: TreatyWords) -> dict[str, str]:
    """Return the version of the tool and the hashes of the law and of the answer, which is the same in every language."""
    content = _data(TreatyWords(words.answer, words.book, words.agreements, "en"))
    return {"tool": tool_version(), "law": words.book.digest, "answer": digest(content)}


def _data(words: TreatyWords) -> dict[str, Any]:
    answer = words.answer
    return {
        "schema": SCHEMA,
        "places": [local(place) for place in answer.places],
        "on": answer.on.isoformat(),
        "binding": [_relation_data(words, relation) for relation in answer.binding],
        "notBetween": [
            {
                **_relation_data(words, one.relation),
                "because": None if one.because is None else words.says(one.because.reasons, one.because.stated_in),
                "confidence": None if one.because is None else local(one.because.confidence),
            }
            for one in answer.left_out
        ],
        "topics": [
            {
                "topic": compact(finding.topic),
                "label": words.label(finding.topic),
                "strongest": [compact(one.commitment.iri) for one in finding.disciplines[: finding.strongest]],
                "disciplines": [_discipline_data(words, one) for one in finding.disciplines],
            }
            for finding in answer.topics
        ],
        "domestic": [_domestic_data(words, law) for law in answer.domestic],
        "arguments": [_argument_data(words, one) for one in answer.arguments],
        "soft": [_relation_data(words, relation) for relation in answer.soft],
        "notShared": [_relation_data(words, relation) for relation in answer.not_shared],
        "membersNotRecorded": list(map(compact, answer.unrecorded)),
        "nextShared": None if answer.next_shared is None else _relation_data(words, answer.next_shared),
        "notice": [words.say("treaty notice"), words.say("disclaimer")],
    }


def _provisions(words: TreatyWords, iris: Iterable[str]) -> list[dict[str, Any]]:
    found = [words.book.provisions[iri] for iri in iris]
    return [
        {
            "provision": one.identifier,
            "citation": words.book.citation(one.iri, words.language),
            "confidence": local(one.confidence),
            "gist": text(one.gists, words.language),
            "urls": list(one.urls),
        }
        for one in found
    ]


def _relation_data(words: TreatyWords, relation: Relation) -> dict[str, Any]:
    return {
        "agreement": compact(relation.agreement),
        "title": text(words.book.instruments[relation.agreement].titles, words.language),
        "rank": local(words.book.instruments[relation.agreement].rank),
        "since": _day(relation.since),
        "standings": {
            local(place): [
                {
                    "standing": local(one.standing),
                    "through": None if one.place == place else local(one.place),
                    "from": _day(one.validity.start),
                    "until": _day(one.validity.end),
                    "confidence": local(one.confidence),
                }
                for one in memberships
            ]
            for place, memberships in zip(words.answer.places, relation.standings, strict=True)
        },
    }


def _day(day: Any) -> str | None:
    return None if day is None else day.isoformat()


def _discipline_data(words: TreatyWords, one: Discipline) -> dict[str, Any]:
    commitment = one.commitment
    return {
        "commitment": compact(commitment.iri),
        "agreement": compact(commitment.agreement),
        "strength": local(commitment.strength),
        "disciplines": sorted(map(local, commitment.disciplines)),
        "confinedTo": sorted(map(local, commitment.confined_to)),
        "provisions": _provisions(words, commitment.stated_in),
        "enforcement": {local(found.respondent): _enforcement_data(words, found) for found in one.enforcement},
        "exceptions": [
            {
                "exception": compact(exception.iri),
                "ground": local(exception.ground),
                "test": local(exception.test) if exception.test else None,
                "objective": exception.is_objective,
                "doubleNecessity": exception.has_lead_in,
                "selfJudging": exception.is_self_judging,
                "undisputable": exception.is_undisputable,
                "provisions": _provisions(words, exception.stated_in),
            }
            for exception in one.exceptions
        ],
        "exclusions": [
            {"exclusion": compact(found.iri), "gist": words.says(found.gists, found.stated_in), "provisions": _provisions(words, found.stated_in)}
            for found in one.exclusions
        ],
    }


def _enforcement_data(words: TreatyWords, one: Enforcement) -> dict[str, Any]:
    return {
        "availability": local(one.availability),
        "suspended": one.suspended,
        "settlement": _provisions(words, one.settlement.stated_in if one.settlement else ()),
        "exclusions": [
            {
                "gist": words.says(found.gists, found.stated_in),
                "limitedTo": text(found.limited_to, words.language) or None,
                "until": _day(found.validity.end),
                "provisions": _provisions(words, found.stated_in),
            }
            for found in one.exclusions
        ],
        "gracePeriods": [
            {"until": _day(found.until), "extendableUntil": _day(found.extendable_until), "provisions": _provisions(words, found.stated_in)}
            for found in one.grace_periods
        ],
    }


def _domestic_data(words: TreatyWords, law: DomesticLaw) -> dict[str, Any]:
    return {
        "place": local(law.place),
        "regimes": [words.label(regime) for regime in law.regimes],
        "normsInForce": law.in_force,
        "tensions": [
            {
                "kinds": sorted(map(local, one.kinds)),
                "commitments": [compact(found.commitment.iri) for found in one.disciplines],
                "demands": [_demand_data(words, demand) for demand in one.demands],
            }
            for one in law.tensions
        ],
    }


def _demand_data(words: TreatyWords, one: Demand) -> dict[str, Any]:
    return {
        "measures": {compact(measure): words.label(measure) for measure in one.measures},
        "norms": [
            {
                "norm": compact(norm.iri),
                "label": words.label(norm.iri),
                "oneOfSeveralWays": norm.iri in one.alternatives,
                "provisions": [words.book.provisions[iri].identifier for iri in norm.stated_in],
            }
            for norm in one.norms
        ],
    }


def _argument_data(words: TreatyWords, one: Argument) -> dict[str, Any]:
    return {
        "argument": compact(one.iri),
        "stance": local(one.stance),
        "gist": text(one.gists, words.language),
        "ground": local(one.ground) if one.ground else None,
        "concerns": sorted(map(compact, one.concerns)),
        "invokes": sorted(map(compact, one.invokes)),
        "answers": sorted(map(compact, one.answers)),
        "sources": [{"source": words.label(source), "urls": list(words.agreements.source_urls.get(source, ()))} for source in one.sources],
        "confidence": local(one.confidence),
    }
