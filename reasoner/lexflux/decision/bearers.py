"""Whom norms bind where that is not, or not only, the party that provides the data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lexflux.decision.outcome import Decision
from lexflux.law.conditions import OneOf
from lexflux.law.lawbook import LawBook
from lexflux.terms import LF

EXPORTER, ROLE = LF + "exporter", LF + "role"


@dataclass(frozen=True, slots=True)
class Bearer:
    """
    Whom some norms bind.

    ``who`` is a place in the transfer (``lf:recipient``), a role or a class of roles, ``paths`` the nodes of the
    parties that are it, as far as the facts tell.
    """

    who: str
    paths: tuple[str, ...]
    norms: tuple[str, ...]


def find_bearers(decision: Decision, norms: Iterable[str]) -> list[Bearer]:
    """Return whom norms bind, those left out that bind the exporter alone, or may: a role that nobody stated."""
    found: dict[str, Bearer] = {}
    for iri in norms:
        bearers = decision.evaluation.book.norms[iri].bearers
        if all(_may_be_exporter(decision, who) for who in bearers):
            continue
        for who in bearers:
            known = found.get(who) or Bearer(who, _parties(decision, who), ())
            found[who] = Bearer(who, known.paths, (*known.norms, iri))
    return list(found.values())


def _may_be_exporter(decision: Decision, who: str) -> bool:
    """Return whether a bearer is the exporter, or may be: nobody is said to have the role, nor the exporter another."""
    exporters = _at(decision, EXPORTER)
    if LF + "Role" not in _kinds(decision.evaluation.book, who):
        return who == EXPORTER
    if found := _parties(decision, who):
        return set(found) <= set(exporters)
    return not any(_roles(decision, path) for path in exporters)


def _parties(decision: Decision, who: str) -> tuple[str, ...]:
    """
    Return the nodes of a bearer.

    A role is looked for among the exporter and the other parties: the same role of the recipient is another's.
    """
    if LF + "Role" not in _kinds(decision.evaluation.book, who):
        return _at(decision, who)
    wanted = _members(decision.evaluation.book, who)
    asked = (*_at(decision, EXPORTER), *_at(decision, LF + "otherParty"))
    return tuple(path for path in asked if not wanted.isdisjoint(_roles(decision, path)))


def _members(book: LawBook, role: str) -> frozenset[str]:
    """Return the roles in a class of roles, a role itself being its only member."""
    definition = book.classes[role].definition if role in book.classes else None
    return definition.individuals if isinstance(definition, OneOf) else frozenset({role})


def _kinds(book: LawBook, iri: str) -> frozenset[str]:
    return book.classes[iri].ancestors if iri in book.classes else book.individuals.get(iri, frozenset())


def _at(decision: Decision, place: str) -> tuple[str, ...]:
    return tuple(str(path) for path in decision.facts.nodes["transfer"].values.get(place, ()))


def _roles(decision: Decision, path: str) -> frozenset[str]:
    return frozenset(map(str, decision.facts.nodes[path].values.get(ROLE, ())))
