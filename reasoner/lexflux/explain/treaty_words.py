"""The words of one language for an answer about agreements."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from lexflux.analysis.disciplines import Discipline, Enforcement
from lexflux.analysis.tension import agreement_of
from lexflux.analysis.treaties import Treaties, bound_places
from lexflux.citation.standing import Mark, Standings
from lexflux.law.agreements import (
    AVAILABILITY_UNKNOWN,
    AVAILABLE,
    TREATY,
    UNAVAILABLE,
    Agreements,
    Argument,
    Commitment,
    GracePeriod,
    Membership,
    TreatyException,
)
from lexflux.law.lawbook import LawBook, text
from lexflux.law.wording import Wording
from lexflux.terms import LF

REMARKS = {Mark.SUPERSEDED: "ended", Mark.ENDED: "ended", Mark.NOT_YET: "not in force on day"}
OUTCOMES = {AVAILABLE: "enforceable", UNAVAILABLE: "not enforceable", AVAILABILITY_UNKNOWN: "enforceability unknown"}


class AgreementWords(Wording):
    """The words of one language for what agreements say."""

    def __init__(self, book: LawBook, agreements: Agreements, language: str) -> None:
        super().__init__(book, language)
        self.agreements = agreements

    def agreement(self, iri: str) -> str:
        """Return the short title of an agreement."""
        instrument = self.book.instruments[iri]
        return text(instrument.short_titles, self.language) or text(instrument.titles, self.language)

    def says(self, gists: Mapping[str, str], provisions: Sequence[str]) -> str:
        """Return what something says in our own words, from itself or else from its provision."""
        return text(gists, self.language) or " ".join(
            text(self.book.provisions[iri].gists, self.language) for iri in provisions[:1]
        )

    def dotted(self, parts: Iterable[str]) -> str:
        """Return parts beside each other, empty ones left out."""
        return " · ".join(part for part in parts if part)

    def listed(self, parts: Iterable[str]) -> str:
        """Return longer parts as a list."""
        return ("；" if self.language == "zh" else "; ").join(parts)

    def numbers(self, provisions: Iterable[str]) -> str:
        """Return the numbers of provisions whose agreement was just named, marked if not read in the original."""
        found = []
        for provision in (self.book.provisions[iri] for iri in provisions):
            found.append(text(provision.labels, self.language))
            if provision.confidence != LF + "Read":
                found.append(self.label(provision.confidence))
        return self.joined(found)

    def noted(self, said: str, provisions: Iterable[str]) -> str:
        """Return words with the numbers of the provisions on which they rest."""
        return f"{said} [{self.numbers(provisions)}]"

    def confidence(self, iri: str) -> str:
        """Return a mark for what was not read in the original."""
        return "" if iri == LF + "Read" else f" [{self.label(iri)}]"

    def confined(self, commitment: Commitment) -> str:
        """Return the sectors to which a commitment is confined, if it is."""
        sectors = self.joined(map(self.label, commitment.confined_to))
        return self.pair(self.label(LF + "confinedTo"), sectors) if sectors else ""

    def limits(self, commitment: Commitment) -> str:
        """Return what a commitment says of each limit that its kind can have; what is not known says so."""
        answers = {True: self.say("yes"), False: self.say("no"), None: self.say("not determined")}
        return self.dotted(self.pair(self.label(limit), answers[value]) for limit, value in commitment.limits.items())

    def exception(self, exception: TreatyException) -> str:
        """Return the ground of an exception and the test that a measure must stand under it."""
        nature = {True: self.say("objective"), False: self.say("subjective"), None: ""}[exception.is_objective]
        test = self.label(exception.test) if exception.test else self.say("test unknown")
        remarks = {
            "double necessity": exception.has_lead_in,
            "self-judging": exception.is_self_judging,
            "undisputable": exception.is_undisputable,
        }
        parts = [self.bracketed(test, nature) if nature else test]
        parts += [self.say(remark) for remark, holds in remarks.items() if holds]
        parts += [self.say("only for", place=self.label(exception.place))] if exception.place else []
        return self.pair(self.label(exception.ground), self.joined(parts))

    def grace(self, period: GracePeriod) -> str:
        """Return until when a grace period lasts."""
        until = period.until or text(period.ends_with, self.language) or self.say("unknown day")
        key = "grace extendable" if period.extendable_until else "grace"
        return self.say(key, place=self.label(period.place), until=until, limit=period.extendable_until)


class TreatyWords(AgreementWords):
    """The words of one language for an answer about two places."""

    def __init__(self, answer: Treaties, book: LawBook, agreements: Agreements, language: str) -> None:
        super().__init__(book, agreements, language)
        self.answer = answer
        self.standings = Standings(book, answer.on)

    def number(self, provision: str) -> str:
        """Return the number of a provision of domestic law, marked if it is not in force on the day."""
        said = text(self.book.provisions[provision].labels, self.language)
        key = REMARKS.get(self.standings.of_provision(provision).mark)
        return self.bracketed(said, self.say(key)) if key else said

    def binds(self, argument: Argument) -> str:
        """Return a remark on whom the agreement of an argument binds; none if it binds the two towards each other."""
        agreement = agreement_of(self.book, min(argument.invokes))
        answer = self.answer
        if any(one.agreement == agreement for one in answer.binding):
            return ""
        if any(one.relation.agreement == agreement for one in answer.left_out):
            return self.say("not between the two")
        if self.book.instruments[agreement].rank != TREATY:
            return self.say("no treaty")
        bound = [self.label(place) for place in bound_places(self.agreements, self.book, agreement, answer)]
        return self.say("binds only", place=self.joined(bound)) if bound else self.say("binds neither")

    def standing(self, side: int, memberships: Sequence[Membership]) -> str:
        """Return how one of the two places stands in an agreement: as what, through whom, since when."""
        place = self.answer.places[side]
        return self.pair(self.label(place), self.listed(self._standing(place, one) for one in memberships))

    def _standing(self, place: str, one: Membership) -> str:
        parts = [self.label(one.standing)]
        if one.place != place:
            parts.append(self.say("through", union=self.label(one.place)))
        parts.append(self._since(one.validity.start))
        if one.validity.end:
            parts.append(self.say("until", day=one.validity.end))
        said = ("，" if self.language == "zh" else " ").join(parts)
        if one.confidence == LF + "Read":
            return said
        return ("，" if self.language == "zh" else ", ").join((said, self.label(one.confidence)))

    def _since(self, start: datetime.date | None) -> str:
        if start is None:
            return self.say("since unknown")
        return self.say("since" if start <= self.answer.on else "only from", day=start)

    def force(self, discipline: Discipline) -> str:
        """Return the strength of a commitment with its class, that against each side if they differ."""
        classes = [self.label(one.commitment_class) for one in discipline.enforcement]
        if classes[0] != classes[1]:
            classes = [
                self.say("against place", place=self.label(one.respondent), outcome=said)
                for one, said in zip(discipline.enforcement, classes, strict=True)
            ]
        return self.bracketed(self.label(discipline.commitment.strength), self.joined(dict.fromkeys(classes)))

    def outcome(self, enforcement: Enforcement) -> str:
        """Return whether a commitment can be enforced against one place."""
        if enforcement.suspended:
            return self.say("suspended")
        outcome = self.say(OUTCOMES[enforcement.availability])
        if enforcement.availability != UNAVAILABLE and enforcement.exclusions:
            outcome = self.say(
                "except over",
                outcome=outcome,
                measures=self.joined(text(one.limited_to, self.language) for one in enforcement.exclusions),
            )
        return outcome if enforcement.suspended is False else self.joined((outcome, self.say("perhaps suspended")))

    def enforcement(self, discipline: Discipline) -> str:
        """Return whether a commitment can be enforced, for each side if they differ."""
        outcomes = [self.outcome(one) for one in discipline.enforcement]
        if outcomes[0] == outcomes[1]:
            return outcomes[0]
        against = [
            self.say("against place", place=self.label(one.respondent), outcome=said)
            for one, said in zip(discipline.enforcement, outcomes, strict=True)
        ]
        return self.dotted(against)
