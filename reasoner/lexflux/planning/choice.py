"""Which of several safeguards that would meet a requirement a plan takes, and which others would do."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from lexflux.decision.outcome import Decision, Requirement
from lexflux.law.lawbook import LawBook
from lexflux.law.norms import Norm
from lexflux.law.steps import Occasion, Step
from lexflux.remembering import remembered
from lexflux.terms import LF


@dataclass(frozen=True, slots=True)
class Choice:
    """
    The safeguard with which a plan meets a requirement, and those that would meet it ``instead``.

    Where nothing is known of the steps of any, the plan takes none: the safeguard is what is required itself. A
    ``settled`` choice does not hang on what is unknown.
    """

    safeguard: str
    instead: tuple[str, ...] = ()
    settled: bool = True

    def without(self, required: str) -> Choice:
        """Return the next choice where this one does not do; what is required itself where there is none."""
        if self.safeguard == required or not self.instead:
            return Choice(required, settled=False)
        return Choice(self.instead[0], self.instead[1:], self.settled)


def choose(decision: Decision, requirement: Requirement) -> Choice:
    """
    Return the safeguard with the fewest acts of authorities before it is in place, by what is known of its steps.

    Safeguards of whose steps nothing is known come last.
    """
    found = dict.fromkeys(_options(decision.evaluation.book, requirement)) or {requirement.safeguard: None}
    options = [one for one in found if not _is_closed(decision, one)] or list(found)
    first, *others = sorted(options, key=lambda one: _effort(decision, one))
    settled = not others or not _hangs_on_unknown(decision, requirement, found)
    if others and not steps_of(decision.evaluation.book, decision.regime, decision.on, first):
        return Choice(requirement.safeguard, tuple(options), settled)
    return Choice(first, tuple(others), settled)


def steps_of(book: LawBook, regime: str, on: datetime.date, safeguard: str) -> list[Step]:
    """Return the steps in force on a day that put safeguards of a class in place, keep them up or renew them."""
    wider = book.classes[safeguard].ancestors
    return [step for step in _steps_on(book, regime, on) if not step.fulfils.isdisjoint(wider)]


@remembered(256)
def _steps_on(book: LawBook, regime: str, on: datetime.date) -> tuple[Step, ...]:
    """Return the steps of a law in force on a day."""
    found = (step for _, step in sorted(book.steps.items()))
    return tuple(step for step in found if step.regime == regime and step.validity.contains(on))


@remembered(4096)
def _asking(book: LawBook, regime: str, safeguard: str) -> Mapping[str, Norm]:
    """Return the norms of a law that require a safeguard, or one that it is a kind of."""
    wider = book.classes[safeguard].ancestors
    return {iri: norm for iri, norm in book.norms.items() if norm.regime == regime and norm.requires in wider}


def steps_for(decision: Decision, requirement: Requirement, safeguard: str) -> list[Step]:
    """
    Return the steps that meet a requirement by a safeguard, without those that only other norms ask for.

    A step stands for a norm if it has its time from the norm, or is stated where the norm is; else it is for all norms
    that require the safeguard.
    """
    book = decision.evaluation.book
    found = steps_of(book, decision.regime, decision.on, safeguard)
    asking = _asking(book, decision.regime, safeguard)
    own = [step for step in found if _is_for(step, asking, requirement.norms)]
    return own or found


def _is_for(step: Step, asking: Mapping[str, Norm], norms: Collection[str]) -> bool:
    """Return whether a step stands for one of some norms, or for none of all that ask for its safeguard alone."""
    if step.limited_by in asking:
        return step.limited_by in norms
    meant = [iri for iri, norm in asking.items() if not set(norm.stated_in).isdisjoint(step.stated_in)]
    return not meant or not set(meant).isdisjoint(norms)


def is_act_of_authority(step: Step) -> bool:
    """Return whether an authority takes a step, not a party of the transfer."""
    return step.actor not in (LF + "exporter", LF + "recipient")


def _options(book: LawBook, requirement: Requirement) -> Iterator[str]:
    """Yield what would meet a requirement: of a union each member, and what permissions accept in its place."""
    yield from _members(book, requirement.safeguard)
    for alternative in requirement.alternatives:
        yield from _members(book, alternative.safeguard)


def _members(book: LawBook, safeguard: str) -> Iterator[str]:
    members = book.unions.get(safeguard, frozenset()) - {safeguard}
    for member in sorted(members):
        yield from _members(book, member)
    if not members and safeguard not in book.collective:
        yield safeguard


def _hangs_on_unknown(decision: Decision, requirement: Requirement, options: Collection[str]) -> bool:
    """Return whether something else is perhaps required that leaves fewer of the options, or another of them."""
    book = decision.evaluation.book
    others = [one for one in decision.requirements if one != requirement and not one.certain]
    return any(not set(_options(book, other)).isdisjoint(options) for other in others)


def _is_closed(decision: Decision, safeguard: str) -> bool:
    """Return whether a safeguard that is concluded on the day would be too late to count."""
    wider = decision.evaluation.book.classes[safeguard].ancestors
    limits = decision.evaluation.law.limits
    return any(limit.safeguard in wider and limit.before <= decision.on for limit in limits)


def _effort(decision: Decision, safeguard: str) -> tuple[bool, int, int, str]:
    book = decision.evaluation.book
    steps = [
        step
        for step in steps_of(book, decision.regime, decision.on, safeguard)
        if step.occasion == Occasion.IN_DUE_COURSE
    ]
    decided = [step for step in steps if is_act_of_authority(step)]
    return not steps, len(decided), len(steps), safeguard
