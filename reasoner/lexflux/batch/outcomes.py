"""What is kept of the decision on one transfer among many: small, in one language, fit to pass between processes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from lexflux.decision.combinations import MOST_HOLDINGS, find_combinations, owners_are_left_out
from lexflux.decision.flows import LegDecision
from lexflux.decision.outcome import Decision
from lexflux.decision.presumptions import Presumption, find_presumptions
from lexflux.decision.statuses import NormStatus, RequirementStatus, TurnsOn, Verdict
from lexflux.decision.words import DecisionWords, FactWords
from lexflux.explain.lines import property_words, value_words
from lexflux.explain.reaching import remarks
from lexflux.explain.requirements import established
from lexflux.facts.transfer import Facts
from lexflux.law.lawbook import text
from lexflux.law.norms import Due, Gap, Modality
from lexflux.law.wording import Wording
from lexflux.terms import local

MOST_VALUES = 3
HINDERING = (RequirementStatus.LACKING, RequirementStatus.UNMET)


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason for a verdict: what kind it is, the term that it is about, its words, and their citations."""

    kind: str
    term: str
    said: str
    cites: str

    def __str__(self) -> str:
        return f"{self.said}  [{self.cites}]" if self.cites else self.said


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    The verdict of one law on one transfer of a file, and why.

    ``counts_as`` is the verdict for whoever asks whether all is clear: a law that does not apply only because something
    is presumed, or as far as it is encoded, leaves that undetermined.
    """

    file: str
    line: int | None
    label: str
    leg: str
    regime: str
    regime_label: str
    on: datetime.date | None
    verdict: Verdict
    counts_as: Verdict
    grounds: tuple[Ground, ...]


def outcome_of(decision: Decision, file: str, line: int | None, language: str, leg: str = "") -> Outcome:
    """Return what is kept of a decision, its grounds in one language."""
    words = DecisionWords(decision, language)
    presumed = next(iter(_presumed(words)), None) if decision.verdict == Verdict.NOT_REACHED else None
    return Outcome(
        file=file,
        line=line,
        label=decision.stated.nodes["transfer"].label,
        leg=leg,
        regime=_notation(decision),
        regime_label=words.label(decision.regime),
        on=decision.on,
        verdict=decision.verdict,
        counts_as=Verdict.UNDETERMINED if presumed else decision.verdict,
        grounds=(presumed,) if presumed else tuple(dict.fromkeys(_grounds(words))),
    )


def counts_as(decision: Decision) -> Verdict:
    """Return the verdict of a decision, undetermined where the law does not apply by presumption alone."""
    presumed = decision.verdict == Verdict.NOT_REACHED and any(_presumed(DecisionWords(decision, "en")))
    return Verdict.UNDETERMINED if presumed else decision.verdict


def undecided(
    words: Wording, leg: LegDecision, on: datetime.date | None, file: str, line: int | None, name: str
) -> Iterator[Outcome]:
    """Yield what no law settles of a leg: law is not encoded, none was asked, or more may apply and ask for more."""
    if leg.others_may_ask_more and leg.verdict == Verdict.UNDETERMINED:
        said = " ".join(remarks(FactWords(words.book, leg.leg.facts, words.language), leg.others))
        yield open_outcome(leg.leg.facts, on or leg.leg.facts.date, file, line, said, name, "MayReach")
    if not leg.decisions or leg.not_encoded:
        named = words.joined(map(words.label, leg.not_encoded)) or "?"
        day = on or leg.leg.facts.date
        yield open_outcome(leg.leg.facts, day, file, line, words.say("exporter not encoded", named=named), name)


def open_outcome(
    facts: Facts,
    on: datetime.date | None,
    file: str,
    line: int | None,
    said: str,
    leg: str = "",
    kind: str = "NotEncoded",
) -> Outcome:
    """Return that no law that is encoded settles a transfer, with what is said of that."""
    label, verdict = facts.nodes["transfer"].label, Verdict.UNDETERMINED
    return Outcome(file, line, label, leg, "", "", on, verdict, verdict, (Ground(kind, "", said, ""),))


def _notation(decision: Decision) -> str:
    regimes = decision.evaluation.book.regimes
    return next(notation for notation, iri in regimes.items() if iri == decision.regime)


def _grounds(words: DecisionWords) -> Iterator[Ground]:
    """Yield the grounds of a verdict, the gravest first: what forbids, what is lacking, what is asked."""
    match words.decision.verdict:
        case Verdict.PROHIBITED:
            yield from _norms(words, Modality.PROHIBITION)
        case Verdict.CONDITIONAL:
            yield from _lacking(words)
        case Verdict.UNDETERMINED:
            yield from _asked(words)
        case Verdict.PERMITTED:
            yield from _norms(words, Modality.EXEMPTION)


def _norms(words: DecisionWords, modality: Modality) -> Iterator[Ground]:
    for finding in words.decision.with_status(NormStatus.EFFECTIVE):
        if finding.norm.modality == modality:
            norm = finding.norm
            yield Ground(local(modality), norm.iri, words.norm(norm.iri), words.cite(norm.stated_in))


def _lacking(words: DecisionWords) -> Iterator[Ground]:
    for one in words.decision.requirements:
        if one.due == Due.BEFORE_TRANSFER and one.status in HINDERING:
            said = words.pair(words.label(one.safeguard), words.label(one.status))
            yield Ground(local(one.status), one.safeguard, said, words.cite(established(words.decision, one)))


def _asked(words: DecisionWords) -> Iterator[Ground]:
    for fact in words.decision.missing:
        if fact.turns_on == TurnsOn.VERDICT:
            norm = words.book.norms[fact.norms[0]] if fact.norms else None
            said = words.pair(words.say("asks"), property_words(words, [fact.path], fact.prop))
            yield Ground("Missing", fact.prop, said, words.cite(norm.stated_in) if norm else "")
    for point in words.decision.open_points:
        found = words.book.open_points[point.point]
        yield Ground("OpenPoint", found.iri, text(found.questions, words.language), words.cite(found.stated_in))
    yield from (_gap(words, gap) for gap in words.decision.gaps_left_open)


def _presumed(words: DecisionWords) -> Iterator[Ground]:
    """Yield why a law does not apply for certain: what is presumed, or what of it is not encoded."""
    decision = words.decision
    yield from (_presumption(words, one) for one in find_presumptions(decision))
    yield from (_gap(words, gap) for gap, certain in decision.gaps if certain)
    for combination in find_combinations(decision):
        facts = (value_words(words, [path], prop, [value]) for path, prop, value in combination.example)
        yield Ground("Presumed", "", words.pair(words.say("is presumed"), words.clauses(facts)), "")
    if owners_are_left_out(decision):
        yield Ground("Presumed", "", words.say("owners left out", most=MOST_HOLDINGS), "")


def _gap(words: DecisionWords, gap: Gap) -> Ground:
    return Ground("Gap", gap.iri, words.pair(words.say("gaps"), words.label(gap.iri)), words.cite(gap.stated_in))


def _presumption(words: DecisionWords, one: Presumption) -> Ground:
    said = words.pair(words.say("is presumed"), value_words(words, one.paths[:1], one.prop, one.values, MOST_VALUES))
    cites = words.cite(words.book.norms[one.norms[0]].stated_in) if one.norms else ""
    return Ground("Presumed", one.values[0], said, cites)
