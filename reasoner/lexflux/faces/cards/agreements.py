"""Sections of a card for agreements between places and for what they are made of."""

from __future__ import annotations

from lexflux.faces.cards.law import official, provisions
from lexflux.faces.cards.subject import Subject
from lexflux.faces.words import interval
from lexflux.terms import ELI, LF, SKOS

# What agreements are made of, and what is said of such a statement in the order of a card.
STATEMENTS = frozenset(
    LF + name
    for name in (
        *("Commitment", "TreatyException", "ScopeExclusion", "DisputeSettlement", "DisputeExclusion"),
        *("GracePeriod", "NotBetween", "Argument"),
    )
)
SAID = (
    *("statedIn", "ofAgreement", "topic", "strength", "tenor", "disciplines", "confinedTo", "narrows", "excuses"),
    *("exceptionGround", "necessityTest", "hasLeadInNecessity", "hasDiscriminationTest", "isSelfJudging"),
    *("needsConditionOfMarket", "isMassMarketOnly", "leavesOutCriticalInfrastructure", "namesAlgorithms"),
    *("isUndisputable", "availability", "excludes", "limitedTo", "suspends", "forPlace", "betweenPlaces"),
    *("appliesFrom", "appliesUntil", "extendableUntil", "endsWith", "revisableFrom", "stance", "concerns"),
    *("invokes", "answers", "gist"),
    *("advancedIn", "confidence", "sourceNote"),
)


def agreement(of: Subject) -> list[str]:
    """Return what is said of an agreement: its dates, who is bound, whether disputes can be settled, its provisions."""
    if not of.is_agreement:
        return []
    found = of.book.instruments[of.iri]
    settlements = [one for one in of.knowledge.agreements.settlements.values() if one.agreement == of.iri]
    return [
        *of.named("rank", found.rank),
        *_dates(of),
        *of.named("dateConfidence", found.dates_confidence),
        *of.line("sourceNote", of.text(of.view.texts(of.node, LF + "sourceNote"))),
        *(f"  {url}" for url in found.urls),
        *official(of, found.official),
        *_members(of),
        "",
        *(line for one in settlements for line in of.named("DisputeSettlement", one.availability)),
        *provisions(of),
    ]


def _dates(of: Subject) -> list[str]:
    """Return the day of signature, which is no entry into force, and the first day in force."""
    signed = of.view.literal(of.node, ELI + "date_document")
    start = of.view.literal(of.node, ELI + "first_date_entry_in_force")
    lines = [of.words.say("signed", day=signed)] if signed else []
    return [*lines, of.words.say("first in force", day=start) if start else of.words.say("not in force")]


def _members(of: Subject) -> list[str]:
    """Return who has which standing in an agreement, and on which days."""
    members: dict[str, list[str]] = {}
    for one in of.knowledge.agreements.memberships:
        if one.agreement == of.iri:
            member = f"  {of.words.label(one.place)} {interval(of.words, one.validity)}"
            members.setdefault(one.standing, []).append(member)
    return [line for standing, own in members.items() for line in ("", f"{of.words.label(standing)}:", *sorted(own))]


def statement(of: Subject) -> list[str]:
    """Return what is said of a commitment, an exception or another statement of an agreement."""
    if not of.kinds & STATEMENTS:
        return []
    return [line for term in SAID for line in of.line(term, of.values(LF + term))]


def measure(of: Subject) -> list[str]:
    """Return as which kind of measure what a law demands counts under agreements, and why."""
    if not of.view.iris(of.node, LF + "amountsTo"):
        return []
    note = of.text(of.view.texts(of.node, SKOS + "scopeNote"))
    return [*of.line("amountsTo", of.values(LF + "amountsTo")), f"  {note}"]
