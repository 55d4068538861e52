"""What somebody has to do, each thing once although it serves several legs or requirements."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lexflux.decision.bearers import find_bearers
from lexflux.decision.deadlines import last_day
from lexflux.decision.flows import LegDecision
from lexflux.decision.outcome import Decision
from lexflux.facts.legs import Flow, Leg
from lexflux.law.norms import Due
from lexflux.law.steps import Occasion, Step
from lexflux.planning.choice import steps_for, steps_of
from lexflux.planning.foresight import Need
from lexflux.terms import LF

EXPORTER, RECIPIENT = LF + "exporter", LF + "recipient"


@dataclass(frozen=True, slots=True)
class Party:
    """Who stands on one side of a leg: the name by which legs meet, and a label if there is one."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Task:
    """
    A step that somebody takes, or a requirement of which no step is known.

    Parameters
    ----------
    step
        The step; None where the ontology has none for what is required.
    regime, on
        Whose law asks for it, and as of which day.
    requirement, safeguard, instead
        What is required, by which safeguard the plan meets it, and which others would do.
    exporter, recipients, legs
        The exporter whose transfers it serves, to whom, and the names of their legs.
    norms
        The norms that ask for it.
    due
        When what is required has to be in place.
    certain, follows
        Whether it certainly is required, and in this way, and whether only because of a safeguard that the plan takes.
    latest
        The last day, where the facts tell it.
    bearers
        Whom the norms that ask for it bind, as `find_bearers` has it: none where it is the exporter.
    kept, until
        Whether it renews a safeguard that is in place, and the last day of that if it is known.
    """

    step: Step | None
    regime: str
    on: datetime.date
    requirement: str
    safeguard: str
    instead: tuple[str, ...]
    exporter: Party
    recipients: tuple[Party, ...]
    legs: tuple[str, ...]
    norms: tuple[str, ...]
    due: Due
    certain: bool
    follows: bool
    latest: datetime.date | None
    bearers: tuple[str, ...] = ()
    kept: bool = False
    until: datetime.date | None = None

    @property
    def occasion(self) -> str:
        """When there is reason for it."""
        return self.step.occasion if self.step else Occasion.IN_DUE_COURSE

    @property
    def before_start(self) -> bool:
        """Whether the transfer has to wait until it is done."""
        return self.due == Due.BEFORE_TRANSFER and self.occasion == Occasion.IN_DUE_COURSE

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two tasks the same."""
        return self.step.iri if self.step else self.requirement, self.regime, self.exporter.key


def find_tasks(flow: Flow, needs: Iterable[Need]) -> list[Task]:
    """Return the tasks of what is needed, those of several legs of the same exporter joined."""
    joined: dict[tuple[str, str, str], Task] = {}
    for need in needs:
        for task in _tasks(flow, need):
            known = joined.get(task.key)
            joined[task.key] = _join(known, task) if known else task
    return list(joined.values())


def _tasks(flow: Flow, need: Need) -> Iterator[Task]:
    decision, requirement = need.decision, need.requirement
    safeguard = need.choice.safeguard
    days = (last_day(decision, decision.findings[norm].norm) for norm in requirement.norms)
    whole = Task(
        step=None,
        regime=decision.regime,
        on=decision.on,
        requirement=requirement.safeguard,
        safeguard=safeguard,
        instead=need.choice.instead,
        exporter=exporter(flow, need.leg.leg, need.leg),
        recipients=(_party(need.leg, RECIPIENT, 1),),
        legs=(need.leg.leg.name,),
        norms=requirement.norms,
        due=requirement.due,
        certain=requirement.certain and need.choice.settled,
        follows=need.follows,
        latest=min(filter(None, days), default=None),
        bearers=_bearers(decision, requirement.norms),
        kept=need.kept,
        until=need.until,
    )
    if need.kept:
        steps = steps_of(decision.evaluation.book, decision.regime, decision.on, safeguard)
        yield from (replace(whole, step=step) for step in steps if step.occasion == Occasion.BEFORE_EXPIRY)
    else:
        yield from (replace(whole, step=step) for step in steps_for(decision, requirement, safeguard) or (None,))


def _join(one: Task, other: Task) -> Task:
    """Return one task for two, which is certain, and due first, as soon as one of them is."""
    days = filter(None, (one.latest, other.latest))
    ends = filter(None, (one.until, other.until))
    return replace(
        one,
        recipients=tuple(dict.fromkeys((*one.recipients, *other.recipients))),
        legs=tuple(dict.fromkeys((*one.legs, *other.legs))),
        norms=tuple(dict.fromkeys((*one.norms, *other.norms))),
        due=min(one.due, other.due, key=list(Due).index),
        certain=one.certain or other.certain,
        follows=one.follows and other.follows,
        latest=min(days, default=None),
        bearers=tuple(dict.fromkeys((*one.bearers, *other.bearers))),
        kept=one.kept and other.kept,
        until=min(ends, default=None),
    )


def _bearers(decision: Decision, norms: tuple[str, ...]) -> tuple[str, ...]:
    """Return whom norms bind; the exporter is named beside others where some of the norms leave it at that."""
    found = find_bearers(decision, norms)
    others = dict.fromkeys(one.who for one in found)
    bound = {iri for one in found for iri in one.norms}
    return (EXPORTER, *(who for who in others if who != EXPORTER)) if found and bound < set(norms) else tuple(others)


def exporter(flow: Flow, leg: Leg, found: LegDecision) -> Party:
    """Return the exporter of a leg; where the leg continues another it is the recipient there."""
    own = _party(found, EXPORTER, 0)
    if leg.continues is None:
        return own
    before = flow.leg(leg.continues)
    return Party(before.parties[1] or f"{before.name}/1", own.label)


def _party(found: LegDecision, role: str, place: int) -> Party:
    leg = found.leg
    stated = leg.facts.nodes["transfer"].values.get(role, ())
    label = next((node.label for path in stated if (node := leg.facts.nodes[str(path)]).label), "")
    name = leg.parties[place]
    return Party(name or f"{leg.name}/{place}", label or name)
