"""Steps by which requirements are met: what they are, and how they are read from the ontology."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from lexflux.errors import KnowledgeError, did_you_mean
from lexflux.law.graphs import View
from lexflux.law.legislation import Legislation, read_interval
from lexflux.law.norms import Interval, Length, LimitKind, Norm, Texts, read_length
from lexflux.terms import LF, compact


class Occasion(enum.StrEnum):
    """When there is reason for a step."""

    IN_DUE_COURSE = LF + "InDueCourse"
    ON_EVENT = LF + "OnEvent"
    EACH_YEAR = LF + "EachYear"
    BEFORE_EXPIRY = LF + "BeforeExpiry"


@dataclass(frozen=True, slots=True)
class Term:
    """
    A time within which a step is taken.

    ``duration`` is an ISO 8601 duration and ``length`` the same where it is of whole days; ``yearly_by`` a day of each
    following year; ``event`` starts it; ``may_be_prolonged`` says that an authority may take longer.
    """

    duration: str | None
    length: Length | None
    counted_in: str | None
    kind: str
    yearly_by: str | None
    event: Texts
    may_be_prolonged: bool

    @property
    def window(self) -> Length | None:
        """The time before an expiry within which a renewal is asked for, if it is such a time."""
        return self.length if self.kind == LimitKind.WITHIN_THE_LAST else None


@dataclass(frozen=True, slots=True)
class Source:
    """A paper or channel: where it is stated, with the days on which each of these provisions is in force."""

    iri: str
    stated_in: Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class Step:
    """
    An act by which safeguards of the classes ``fulfils`` are put in place, kept up or renewed.

    ``follows`` are the steps that have to be over before; ``actor`` is a party, named by its role, or an authority;
    ``limited_by`` is the norm from which it has its time.
    """

    iri: str
    regime: str
    fulfils: frozenset[str]
    follows: frozenset[str]
    actor: str
    addressee: str | None
    channels: tuple[Source, ...]
    papers: tuple[Source, ...]
    occasion: str
    term: Term
    stated_in: tuple[str, ...]
    validity: Interval
    notes: Texts
    limited_by: str | None = None


class StepReader:
    """Reads the steps of an ontology; a `KnowledgeError` says what names a step or a norm that does not exist."""

    def __init__(self, view: View, legislation: Legislation, norms: Mapping[str, Norm]) -> None:
        self.view = view
        self.legislation = legislation
        self.norms = norms

    def steps(self) -> dict[str, Step]:
        """Return the steps by IRI."""
        found = {node.value: self._step(node) for node in self.view.subjects(LF + "Step")}
        for step in found.values():
            for before in step.follows:
                _refuse_unknown(step.iri, before, found)
        return found

    def _step(self, node: ox.NamedNode) -> Step:
        view, stated = self.view, self.legislation.stated_in(self.view, node)
        return Step(
            iri=node.value,
            regime=self.legislation.regime(stated),
            fulfils=frozenset(view.iris(node, LF + "fulfils")),
            follows=frozenset(view.iris(node, LF + "follows")),
            actor=view.iri(node, LF + "actor") or "",
            addressee=view.iri(node, LF + "addressee"),
            channels=tuple(self._sources(node, "channel")),
            papers=tuple(self._sources(node, "paper")),
            occasion=view.iri(node, LF + "occasion") or Occasion.IN_DUE_COURSE,
            term=self._term(node),
            stated_in=stated,
            validity=self.legislation.within_force(read_interval(view, node), stated),
            notes=view.texts(node, LF + "sourceNote"),
            limited_by=view.iri(node, LF + "limitedBy"),
        )

    def _sources(self, node: ox.NamedNode, prop: str) -> Iterator[Source]:
        for iri in self.view.iris(node, LF + prop):
            stated = self.legislation.stated_in(self.view, ox.NamedNode(iri))
            yield Source(iri, {one: self.legislation.within_force(Interval(), (one,)) for one in stated})

    def _term(self, node: ox.NamedNode) -> Term:
        """Return the time of a step: its own, or that of the norm by which it is limited."""
        view, norm = self.view, self._norm(node)
        holder = ox.NamedNode(norm.iri) if norm else node
        duration = view.literal(holder, LF + "timeLimit")
        return Term(
            duration=duration,
            length=read_length(duration, holder.value) if duration and "T" not in duration else None,
            counted_in=view.iri(holder, LF + "countedIn"),
            kind=view.iri(holder, LF + "limitKind") or LimitKind.AT_THE_LATEST,
            yearly_by=view.literal(holder, LF + "yearlyBy"),
            event=view.texts(node, LF + "countedFrom") or view.texts(holder, LF + "countedFrom"),
            may_be_prolonged=view.literal(node, LF + "mayBeProlonged") == "true",
        )

    def _norm(self, node: ox.NamedNode) -> Norm | None:
        named = self.view.iri(node, LF + "limitedBy")
        if named is None:
            return None
        _refuse_unknown(node.value, named, self.norms)
        return self.norms[named]


def _refuse_unknown(owner: str, iri: str, known: Mapping[str, object]) -> None:
    if iri not in known:
        hint = did_you_mean(compact(iri), map(compact, known))
        raise KnowledgeError("undefined term", owner=owner, iri=iri, hint=hint)
