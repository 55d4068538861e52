"""An answer as data, in the types of `lexflux.explain.answer`: whole, or the members that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any, Literal, cast

from lexflux.decision.combinations import owners_are_left_out
from lexflux.decision.outcome import Decision
from lexflux.decision.receipt import make_receipt
from lexflux.decision.statuses import Need, NormStatus, RequirementStatus, Verdict
from lexflux.decision.words import DecisionWords
from lexflux.explain import answer
from lexflux.explain.answer_schema import SCHEMA_VERSION
from lexflux.explain.fields import in_part
from lexflux.explain.members import norms, reaching, safeguards, unknowns
from lexflux.explain.members.named import local_names, regime_data
from lexflux.law.norms import Due, Modality
from lexflux.terms import local

ANSWER_SCHEMA: Literal["lexflux-answer/2"] = "lexflux-answer/2"
STATUSES = (Verdict, Need, RequirementStatus, Due, NormStatus, Modality)


def _known_until(words: DecisionWords) -> str | None:
    known = words.book.known_until.get(words.decision.regime)
    return known.isoformat() if known else None


MEMBERS: Mapping[str, Callable[[DecisionWords], Any]] = {
    "schema": lambda _: ANSWER_SCHEMA,
    "schemaVersion": lambda _: SCHEMA_VERSION,
    "language": lambda words: words.language,
    "regime": lambda words: regime_data(words, words.decision.regime),
    "on": lambda words: words.decision.on.isoformat(),
    "lawKnownUntil": _known_until,
    "verdict": lambda words: local(words.decision.verdict),
    "possible": lambda words: local_names(words.decision.possible),
    "labels": lambda words: {local(member): words.label(member) for kind in STATUSES for member in kind},
    "alsoReached": reaching.also_reached,
    "mayReach": reaching.may_reach,
    "toCome": reaching.coming_law,
    "mechanism": safeguards.mechanism,
    "considered": norms.considered,
    "outOfScope": norms.out_of_scope,
    "requirements": safeguards.requirements,
    "exemptions": norms.exemptions,
    "norms": norms.triggered_norms,
    "missing": unknowns.missing,
    "combinations": unknowns.combinations,
    "combinationsWithoutOwners": lambda words: owners_are_left_out(words.decision),
    "presumptions": unknowns.presumptions,
    "openPoints": unknowns.open_points,
    "gaps": unknowns.gaps,
    "clashes": norms.clashes,
    "expired": safeguards.expired,
    "notAccepted": safeguards.not_accepted,
    "presumedOfSafeguards": safeguards.presumed_of_safeguards,
    "notReadInTheOriginal": norms.not_read_in_the_original,
    "factsNotRead": unknowns.facts_not_read,
    "receipt": lambda words: make_receipt(words.decision),
    "notice": lambda words: words.say("disclaimer"),
}
"""What each member of `lexflux.explain.answer.Answer` is made by; none is derived before it is asked for."""
ALWAYS = frozenset(
    {"schema", "schemaVersion", "language", "regime", "on", "lawKnownUntil", "verdict", "possible", "notice"}
)
"""The members that are there whatever is asked for."""


def as_data(decision: Decision, language: str, fields: Collection[str] | None = None) -> answer.Answer:
    """
    Return the answer as data of schema ``lexflux-answer/2``; IRIs are given relative to the Lexflux namespace.

    With ``fields`` only these members and those in `ALWAYS`, and in ``leftOut`` the names of the others.
    """
    words = DecisionWords(decision, language)
    made = {name: partial(make, words) for name, make in MEMBERS.items()}
    return cast("answer.Answer", in_part(made, ALWAYS, fields))
