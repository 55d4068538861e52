"""Answers on two places, as the tests look at them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from lexflux.analysis.disciplines import Discipline, Enforcement
from lexflux.analysis.treaties import Relation, Treaties, treaties
from lexflux.knowledge_base import KnowledgeBase
from lexflux.law.agreements import TreatyException
from lexflux.law.lawbook import LawBook
from lexflux.terms import local

DAY = datetime.date(2026, 6, 1)
PAIRS = [("CN", "SG"), ("NZ", "SG"), ("DE", "JP"), ("GB", "CA"), ("KH", "JP"), ("AR", "BR")]


@dataclass(frozen=True)
class Found:
    """An answer, as the expectations look at it."""

    answer: Treaties
    book: LawBook

    def agreement(self, iri: str) -> str:
        """Return the identifier of an agreement."""
        return self.book.instruments[iri].identifier

    def provision(self, iri: str) -> str:
        """Return the identifier of a provision."""
        return self.book.provisions[iri].identifier

    def stated(self, discipline: Discipline) -> list[str]:
        """Return the provisions that state a commitment."""
        return list(map(self.provision, discipline.commitment.stated_in))

    @property
    def disciplines(self) -> dict[str, Discipline]:
        """The disciplines by the provision that states them; of several in one provision the first, the strongest."""
        found: dict[str, Discipline] = {}
        for finding in self.answer.topics:
            for one in finding.disciplines:
                for provision in self.stated(one):
                    found.setdefault(provision, one)
        return found

    @property
    def relations(self) -> dict[str, Relation]:
        """The agreements of the answer by their identifiers."""
        answer = self.answer
        everything = (*answer.binding, *(one.relation for one in answer.left_out), *answer.soft, *answer.not_shared)
        return {self.agreement(relation.agreement): relation for relation in everything}

    def side(self, place: str) -> int:
        """Return which of the two places this is."""
        return [local(iri) for iri in self.answer.places].index(place)

    def enforcement(self, provision: str, place: str) -> Enforcement:
        """Return what the answer says of enforcing a commitment against a place."""
        return self.disciplines[provision].enforcement[self.side(place)]

    def exceptions(self, provision: str) -> tuple[TreatyException, ...]:
        """Return the exceptions from a commitment."""
        return self.disciplines[provision].exceptions


def agreements_of(relations: Iterable[Relation], found: Found) -> set[str]:
    return {found.agreement(relation.agreement) for relation in relations}


def binding(found: Found) -> set[str]:
    return agreements_of(found.answer.binding, found)


def left_out(found: Found) -> set[str]:
    return agreements_of((one.relation for one in found.answer.left_out), found)


def standings(found: Found, agreement: str, place: str) -> list[str]:
    return [local(one.standing) for one in found.relations[agreement].standings[found.side(place)]]


def demanding(found: Found, place: str, *, alternatives_only: bool = False) -> set[str]:
    demands = [demand for tension in found.answer.domestic[found.side(place)].tensions for demand in tension.demands]
    norms = [
        norm for demand in demands for norm in demand.norms if not alternatives_only or norm.iri in demand.alternatives
    ]
    return {found.provision(iri) for norm in norms for iri in norm.stated_in}


def analysed(knowledge: KnowledgeBase, one: str, other: str, day: str, **changes: Any) -> Found:
    """Return the answer as it would be if the ontology said something else."""
    changed = replace(knowledge.agreements, **changes)
    return Found(treaties(knowledge.book, changed, (one, other), datetime.date.fromisoformat(day)), knowledge.book)
